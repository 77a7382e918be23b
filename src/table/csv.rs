//! Comma-separated values, row by row.

use std::io::{self, Write};

use memchr::{memchr, memchr_iter, memchr3};

use super::{Cell, Column, Kind, Row, Schema, Table};

/// Writes rows as they come. By hand, because a corpus of a million documents has thirteen million rows, and a crate that
/// looks at every byte of every number takes as long as reading the texts.
///
/// A text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return gets an apostrophe before it: a spreadsheet
/// would take it for a formula. Parquet and JSON Lines hold it as it is.
pub struct CsvWriter<W: Write> {
    schema: &'static Schema,
    out: W,
    line: Vec<u8>,
    begun: bool,
}

/// So much is gathered before it is handed on, in bytes.
const GATHERED: usize = 1 << 15;

impl<W: Write> CsvWriter<W> {
    /// A writer that has written nothing: the header comes with the first row, so that a failure before it leaves no trace.
    pub fn new(schema: &'static Schema, out: W) -> Self {
        Self { schema, out, line: Vec::new(), begun: false }
    }

    fn begin(&mut self) {
        if !self.begun {
            self.begun = true;
            self.line.extend_from_slice(csv_header(self.schema).as_bytes());
        }
    }

    /// Writes a row.
    ///
    /// # Errors
    /// What writing to `out` returns.
    pub fn row(&mut self, row: &Row<'_>) -> io::Result<()> {
        self.begin();
        push_row(&mut self.line, self.schema, row);
        if self.line.len() >= GATHERED { self.hand_on() } else { Ok(()) }
    }

    fn hand_on(&mut self) -> io::Result<()> {
        self.out.write_all(&self.line)?;
        self.line.clear();
        Ok(())
    }

    /// Hands everything on to `out`; a table without rows is its header.
    ///
    /// # Errors
    /// What writing to `out` returns.
    pub fn flush(&mut self) -> io::Result<()> {
        self.begin();
        self.hand_on()?;
        self.out.flush()
    }
}

/// The first line.
pub fn csv_header(schema: &Schema) -> String {
    let names: Vec<&str> = schema.columns.iter().map(|column| column.name).collect();
    names.join(",") + "\n"
}

pub(super) fn push_row(line: &mut Vec<u8>, schema: &Schema, row: &[Cell<'_>]) {
    push_cells(line, schema.columns, row);
    end_row(line);
}

/// Makes the comma behind the last cell the end of the row.
pub(super) fn end_row(line: &mut [u8]) {
    if let Some(last) = line.last_mut() {
        *last = b'\n';
    }
}

/// Cells of some columns, a comma behind each.
pub(super) fn push_cells(line: &mut Vec<u8>, columns: &[Column], cells: &[Cell<'_>]) {
    for (column, cell) in columns.iter().zip(cells) {
        match cell {
            Cell::Absent => {}
            Cell::Text(text) => push_text(line, text),
            Cell::Count(number) => push_count(line, *number),
            Cell::Real(number) => push_real(line, *number, column.kind),
        }
        line.push(b',');
    }
}

/// Writes rows of text whose columns are not known beforehand, formulas defused as in every table.
///
/// # Errors
/// What writing to `out` returns.
pub fn write_texts<'t, Row: IntoIterator<Item = &'t str>>(
    rows: impl Iterator<Item = Row>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut line = Vec::new();
    for row in rows {
        line.clear();
        for (place, cell) in row.into_iter().enumerate() {
            if place > 0 {
                line.push(b',');
            }
            push_text(&mut line, cell);
        }
        line.push(b'\n');
        out.write_all(&line)?;
    }
    Ok(())
}

/// The bytes for which a cell needs quotation marks.
static NEED_QUOTES: [bool; 256] = {
    let mut table = [false; 256];
    table[b',' as usize] = true;
    table[b'"' as usize] = true;
    table[b'\n' as usize] = true;
    table[b'\r' as usize] = true;
    table
};

fn push_text(line: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    let formula = matches!(bytes.first(), Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r'));
    // Most cells are a few letters: for them, setting up a search takes longer than looking.
    let plain = if bytes.len() < 32 {
        !bytes.iter().fold(false, |any, byte| any | NEED_QUOTES[usize::from(*byte)])
    } else {
        memchr3(b',', b'"', b'\n', bytes).is_none() && memchr(b'\r', bytes).is_none()
    };
    if !plain {
        line.push(b'"');
    }
    if formula {
        line.push(b'\'');
    }
    let mut copied = 0;
    if !plain {
        for mark in memchr_iter(b'"', bytes) {
            line.extend_from_slice(&bytes[copied..=mark]);
            copied = mark;
        }
    }
    line.extend_from_slice(&bytes[copied..]);
    if !plain {
        line.push(b'"');
    }
}

fn push_count(line: &mut Vec<u8>, number: u64) {
    // Nearly every count of a framing in a document is one digit.
    if number < 10 {
        line.push(b'0' + number as u8);
    } else {
        let mut digits = [0; DIGITS];
        let first = write_digits(&mut digits, number);
        line.extend_from_slice(&digits[first..]);
    }
}

/// The most digits of a count.
const DIGITS: usize = 20;

/// Writes a number at the end of `digits`, over what stands there, and returns the place of its first digit.
fn write_digits(digits: &mut [u8; DIGITS], mut number: u64) -> usize {
    let mut at = DIGITS;
    while number > 0 && at > 0 {
        at -= 1;
        digits[at] = b'0' + (number % 10) as u8;
        number /= 10;
    }
    at
}

/// The shortest decimal of a number rounded to its column, which for a rounded number is that number without zeros at its
/// end.
fn push_real(line: &mut Vec<u8>, number: f64, kind: Kind) {
    let Kind::Real(decimals) = kind else { return };
    if number == 0.0 {
        line.push(b'0');
        return;
    }
    let scaled = (number * 10_f64.powi(decimals.into())).round();
    if scaled.abs() >= 9e15 {
        // Past what whole numbers hold exactly.
        line.extend_from_slice(kind.round(number).to_string().as_bytes());
        return;
    }
    if scaled < 0.0 {
        line.push(b'-');
    }
    // One zero before the point where there is no other digit.
    let mut digits = [b'0'; DIGITS];
    let point = DIGITS - usize::from(decimals);
    let first = write_digits(&mut digits, scaled.abs() as u64).min(point - 1);
    line.extend_from_slice(&digits[first..point]);
    let end = digits[point..].iter().rposition(|digit| *digit != b'0');
    if let Some(end) = end {
        line.push(b'.');
        line.extend_from_slice(&digits[point..=point + end]);
    }
}

pub(super) fn write(table: &Table<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = CsvWriter::new(table.schema, out);
    table.rows.iter().try_for_each(|row| writer.row(row))?;
    writer.flush()
}

#[cfg(test)]
mod tests {
    use super::super::{count, rate, text};
    use super::*;

    static SCHEMA: Schema = Schema { name: "test", columns: &[text("name"), count("n"), rate("rate")] };

    #[test]
    fn absent_is_empty_and_formulas_are_defused() {
        let rows = vec![
            vec!["=1+1".into(), 3_u64.into(), 1.234_56.into()],
            vec![Cell::Absent, Cell::Absent, f64::NAN.into()],
            vec!["a,\"b\"".into(), 0_u64.into(), (-0.000_001).into()],
        ];
        let mut out = Vec::new();
        write(&Table { schema: &SCHEMA, rows }, &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "name,n,rate\n'=1+1,3,1.2346\n,,\n\"a,\"\"b\"\"\",0,0\n");
    }

    proptest::proptest! {
        #![proptest_config(crate::same_cases())]

        #[test]
        fn numbers_are_written_as_the_shortest_decimal_of_their_rounding(number in -1e7..1e7_f64, decimals in 0..7_u8) {
            let kind = Kind::Real(decimals);
            let mut line = Vec::new();
            push_real(&mut line, number, kind);
            proptest::prop_assert_eq!(String::from_utf8(line).unwrap(), format!("{}", kind.round(number)));
        }

        #[test]
        fn any_text_is_read_back(text in "[a-c,\"\\n\\r=é]{0,12}") {
            let mut line = Vec::new();
            push_text(&mut line, &text);
            line.extend_from_slice(b",end\n");
            let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_slice());
            let record = reader.records().next().unwrap().unwrap();
            let expected = if text.starts_with(['=', '\r']) { format!("'{text}") } else { text };
            proptest::prop_assert_eq!(&record[0], expected.as_str());
        }
    }
}
