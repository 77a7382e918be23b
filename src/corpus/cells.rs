//! The grammar of comma-separated values (RFC 4180): where records end, and which cells a record has.

use std::ops::Range;

use memchr::{memchr, memchr3, memmem};

/// Follows the quotation marks of a table, to tell where its records end.
#[derive(Debug)]
pub(super) struct Records {
    separator: u8,
    /// How far the bytes were followed.
    at: usize,
    /// Where the quoted cell begins that `at` stands in.
    quoted: Option<usize>,
    /// Where the last whole record ends.
    end: usize,
}

/// What is wrong with the quotation marks, and at which byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum QuoteFault {
    /// One is opened and never closed: it would swallow the rows after it.
    Open(usize),
    /// One closes a cell and text follows it.
    TextAfter(usize),
}

impl Records {
    /// At the beginning of a record.
    pub fn new(separator: u8) -> Self {
        Self { separator, at: 0, quoted: None, end: 0 }
    }

    /// Follows `bytes`, which begin as at the last call and go on. Returns where the last whole record in them ends, or
    /// the first if `first` and it is new.
    ///
    /// # Errors
    /// A fault of the quotation marks.
    pub fn follow(&mut self, bytes: &[u8], ends: bool, first: bool) -> Result<Option<usize>, QuoteFault> {
        while let Some(rest) = bytes.get(self.at..).filter(|rest| !rest.is_empty()) {
            if let Some(opened) = self.quoted {
                let Some(mark) = memchr(b'"', rest).map(|mark| self.at + mark) else {
                    self.at = bytes.len();
                    break;
                };
                match bytes.get(mark + 1) {
                    None if !ends => {
                        self.at = mark;
                        break;
                    }
                    Some(b'"') => self.at = mark + 2,
                    None | Some(b'\n' | b'\r') => (self.quoted, self.at) = (None, mark + 1),
                    Some(next) if *next == self.separator => (self.quoted, self.at) = (None, mark + 1),
                    Some(_) => return Err(QuoteFault::TextAfter(opened)),
                }
                continue;
            }
            let Some(mark) = memchr3(b'"', b'\n', b'\r', rest).map(|mark| self.at + mark) else {
                self.at = bytes.len();
                break;
            };
            let cell_start = mark == self.end || bytes[mark - 1] == self.separator || is_line_end(bytes[mark - 1]);
            match bytes[mark] {
                b'"' => {
                    self.quoted = cell_start.then_some(mark);
                    self.at = mark + 1;
                }
                b'\r' if bytes.get(mark + 1).is_none() && !ends => {
                    self.at = mark;
                    break;
                }
                b'\r' if bytes.get(mark + 1) == Some(&b'\n') => (self.at, self.end) = (mark + 2, mark + 2),
                _ => (self.at, self.end) = (mark + 1, mark + 1),
            }
            if first && self.end > 0 && self.end == self.at {
                return Ok(Some(self.end));
            }
        }
        match (ends, self.quoted) {
            (true, Some(opened)) => Err(QuoteFault::Open(opened)),
            (true, None) => Ok(Some(bytes.len())),
            (false, _) => Ok((self.end > 0).then_some(self.end)),
        }
    }

    /// The bytes up to `end` are gone; what is left is followed anew from its beginning.
    pub fn cut(&mut self) {
        *self = Self::new(self.separator);
    }
}

fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// The cells of the record that begins at `start`, as ranges with their quotation marks, and where the next begins.
pub(super) fn cells(bytes: &[u8], start: usize, separator: u8, found: &mut Vec<Range<usize>>) -> usize {
    found.clear();
    let mut at = start;
    loop {
        let quoted = bytes.get(at) == Some(&b'"');
        let behind = if quoted { closing(bytes, at) } else { at };
        let rest = bytes.get(behind..).unwrap_or_default();
        let end = behind + memchr3(separator, b'\n', b'\r', rest).unwrap_or(rest.len());
        found.push(at..end);
        at = end + 1;
        match bytes.get(end) {
            Some(byte) if *byte == separator => {}
            Some(b'\r') if bytes.get(end + 1) == Some(&b'\n') => return end + 2,
            Some(_) => return end + 1,
            None => return end,
        }
    }
}

/// Behind the mark that closes the cell opened at `open`.
fn closing(bytes: &[u8], open: usize) -> usize {
    let mut at = open + 1;
    while let Some(mark) = bytes.get(at..).and_then(|rest| memchr(b'"', rest)) {
        at += mark + 1;
        if bytes.get(at) != Some(&b'"') {
            return at;
        }
        at += 1;
    }
    bytes.len()
}

/// What a cell says, its quotation marks undone in place: the range of that.
pub(super) fn unquote(bytes: &mut [u8], cell: Range<usize>) -> Range<usize> {
    if bytes.get(cell.start) != Some(&b'"') || cell.len() < 2 {
        return cell;
    }
    let inside = cell.start + 1..cell.end - 1;
    let Some(first) = memmem::find(&bytes[inside.clone()], b"\"\"") else { return inside };
    let (mut read, mut written) = (inside.start + first + 1, inside.start + first);
    while read < inside.end {
        let plain = memchr(b'"', &bytes[read + 1..inside.end]).map_or(inside.end, |mark| read + 1 + mark);
        bytes.copy_within(read..plain, written);
        written += plain - read;
        read = plain + 1;
    }
    inside.start..written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(table: &str, separator: u8) -> Vec<Vec<String>> {
        let mut bytes = table.as_bytes().to_vec();
        let (mut at, mut found, mut rows) = (0, Vec::new(), Vec::new());
        while at < bytes.len() {
            at = cells(&bytes, at, separator, &mut found);
            let row = found.iter().map(|cell| {
                let range = unquote(&mut bytes, cell.clone());
                String::from_utf8(bytes[range].to_vec()).unwrap()
            });
            rows.push(row.collect());
        }
        rows
    }

    proptest::proptest! {
        #![proptest_config(crate::same_cases())]

        #[test]
        fn cells_are_those_of_the_csv_crate(rows in proptest::collection::vec(proptest::collection::vec("[a\",;\\n\\r]{0,4}", 2), 1..5), always: bool) {
            let style = if always { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
            let mut writer = csv::WriterBuilder::new().quote_style(style).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let table = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            proptest::prop_assert_eq!(&read(&table, b','), &rows);
            // However the bytes come, the records end where they end.
            let mut records = Records::new(b',');
            let mut ends = 0;
            for length in 0..=table.len() {
                ends = records.follow(&table.as_bytes()[..length], length == table.len(), false).unwrap().unwrap_or(ends);
            }
            proptest::prop_assert_eq!(ends, table.len());
        }
    }

    #[test]
    fn faults_are_found() {
        let follow = |table: &str| Records::new(b',').follow(table.as_bytes(), true, false);
        assert_eq!(follow("a,\"b\nc,d\n"), Err(QuoteFault::Open(2)));
        assert_eq!(follow("a,\"b\" c\n"), Err(QuoteFault::TextAfter(2)));
        assert_eq!(follow("a,5\" nail\n"), Ok(Some(10)));
    }
}
