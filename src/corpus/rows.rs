//! Tables with a document a row: CSV and TSV.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::blocks::{Block, Blocks, LONG, line_ends, taken};
use super::cells::{QuoteFault, Records, cells, unquote};
use super::{Columns, CorpusError, Document};
use crate::ids::DocId;

/// Reads the rows of one table in blocks.
pub(super) struct RowReader {
    blocks: Blocks,
    records: Records,
    header: Arc<Header>,
    /// What stands behind the header in the first block.
    first: Option<Block>,
}

/// What the columns of a table are.
#[derive(Debug)]
pub(super) struct Header {
    names: Vec<String>,
    id: usize,
    text: usize,
    separator: u8,
}

/// Some rows of a table.
#[derive(Debug)]
pub struct Rows {
    header: Arc<Header>,
    block: Block,
}

impl RowReader {
    /// Opens a table and reads its header. `separator` is the one its ending tells; what the table says itself goes before.
    pub fn open(path: &Path, separator: Option<u8>, columns: &Columns) -> Result<Self, CorpusError> {
        let mut blocks = Blocks::open(path)?;
        let mut records = Records::new(b',');
        let (ending, mut separator) = (separator, None);
        let first = read(&mut blocks, &mut records, &mut separator, ending);
        let separator = separator.unwrap_or(b',');
        let mut block = match first {
            Some(block) => block?,
            None => Block { path: Arc::clone(blocks.path()), bytes: Vec::new(), first_line: 1 },
        };
        let mut start = told_separator(&block.bytes).map_or(0, |(_, end)| end);
        let (mut found, mut end) = (Vec::new(), start);
        while start == end && end < block.bytes.len() {
            start = end;
            end = cells(&block.bytes, start, separator, &mut found);
            if !found.iter().any(|cell| block.bytes[cell.clone()].iter().copied().any(is_of_word)) {
                start = end;
            }
        }
        let name = block.path.to_string();
        let names = found.iter().map(|cell| {
            let range = unquote(&mut block.bytes, cell.clone());
            match std::str::from_utf8(&block.bytes[range]) {
                Ok(cell) => Ok(cell.trim().to_owned()),
                Err(error) => {
                    let (byte, part) = (error.valid_up_to(), "the header".to_owned());
                    Err(CorpusError::RowNotUtf8 { path: name.clone(), line: block.line_of(start), byte, part })
                }
            }
        });
        let names = names.collect::<Result<Vec<String>, _>>()?;
        for column in names.iter().filter(|column| !column.is_empty()) {
            unique(&name, &names, column)?;
        }
        let id = column(&name, &names, &columns.id, "--id-column")?;
        let text = column(&name, &names, &columns.text, "--text-column")?;
        let first_line = block.line_of(end);
        block.bytes.drain(..end);
        let first = Some(Block { first_line, ..block });
        Ok(Self { blocks, records, header: Arc::new(Header { names, id, text, separator }), first })
    }

    /// The next rows; `None` at the end.
    pub fn next(&mut self) -> Option<Result<Rows, CorpusError>> {
        let block = match self.first.take() {
            Some(block) => block,
            None => match read(&mut self.blocks, &mut self.records, &mut Some(self.header.separator), None)? {
                Ok(block) => block,
                Err(error) => return Some(Err(error)),
            },
        };
        Some(Ok(Rows { header: Arc::clone(&self.header), block }))
    }
}

/// Reads a block of whole records. The first tells the separator, unless the ending of the file's name does.
fn read(
    blocks: &mut Blocks,
    records: &mut Records,
    separator: &mut Option<u8>,
    ending: Option<u8>,
) -> Option<Result<Block, CorpusError>> {
    let (path, line) = (blocks.path().to_string(), blocks.line());
    let block = blocks.next(|bytes, ends| {
        if separator.is_none() {
            let told = told_separator(bytes).map(|(separator, _)| separator);
            let found = told.or(ending).unwrap_or_else(|| sniff(bytes));
            *separator = Some(found);
            *records = Records::new(found);
        }
        records.follow(bytes, ends, bytes.len() > LONG).map_err(|fault| {
            let place = match fault {
                QuoteFault::Open(at) | QuoteFault::TextAfter(at) => at,
            };
            let head = Block { path: path.as_str().into(), bytes: bytes[..place].to_vec(), first_line: line };
            let (path, line) = (path.clone(), head.line_of(place));
            match fault {
                QuoteFault::Open(_) => CorpusError::Unterminated { path, line },
                QuoteFault::TextAfter(_) => CorpusError::TextAfterQuote { path, line },
            }
        })
    });
    records.cut();
    block
}

/// A spreadsheet leaves rows of nothing but separators behind.
fn is_blank(cells: &[Range<usize>]) -> bool {
    cells.iter().all(Range::is_empty)
}

/// The place of the column of a name.
fn column(path: &str, names: &[String], wanted: &str, flag: &'static str) -> Result<usize, CorpusError> {
    names.iter().position(|name| name == wanted).ok_or_else(|| CorpusError::Column {
        path: path.to_owned(),
        column: wanted.to_owned(),
        flag,
        there: names.to_vec(),
        texts: None,
    })
}

/// A name may stand in the header once.
fn unique(path: &str, names: &[String], column: &str) -> Result<(), CorpusError> {
    let times = names.iter().filter(|name| *name == column).count();
    if times == 1 {
        return Ok(());
    }
    Err(CorpusError::AmbiguousColumn { path: path.to_owned(), column: column.to_owned(), times })
}

/// The separator that the first line with a word on it has most of; the comma when it has none.
fn sniff(head: &[u8]) -> u8 {
    let mut lines = head.split(|byte| matches!(byte, b'\n' | b'\r'));
    let line = lines.find(|line| line.iter().copied().any(is_of_word)).unwrap_or_default();
    let count = |separator: u8| line.iter().filter(|b| **b == separator).count();
    [b';', b'\t']
        .into_iter()
        .filter(|separator| count(*separator) > count(b','))
        .max_by_key(|separator| count(*separator))
        .unwrap_or(b',')
}

/// Whether a byte is of a word: a line without one names no column.
fn is_of_word(byte: u8) -> bool {
    !byte.is_ascii_whitespace() && !SEPARATORS.contains(&byte)
}

/// What may part cells in a table that tells it.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The separator of a table that begins with a line such as `sep=;`, as spreadsheets read and write it, and where that line
/// ends. Saved anew, it may have the separator several times.
fn told_separator(head: &[u8]) -> Option<(u8, usize)> {
    let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let start = head.iter().position(|byte| !byte.is_ascii_whitespace())?;
    let end = head[start..].iter().position(is_end).map_or(head.len(), |at| start + at);
    let line =
        head[start..end].strip_prefix(b"\"").map_or(&head[start..end], |line| line.strip_suffix(b"\"").unwrap_or(line));
    let (name, told) = line.split_at_checked(4)?;
    let (separator, more) = told.split_first()?;
    let is_told = name.eq_ignore_ascii_case(b"sep=")
        && SEPARATORS.contains(separator)
        && more.trim_ascii_end().iter().all(|byte| byte == separator);
    let is_pair = head[end..].starts_with(b"\r\n");
    is_told.then(|| (*separator, (end + 1 + usize::from(is_pair)).min(head.len())))
}

impl Rows {
    /// The documents of these rows; rows without anything in a cell are none.
    pub(super) fn documents(self) -> impl Iterator<Item = Result<Document, CorpusError>> {
        let Self { header, mut block } = self;
        let (mut at, mut found, mut next_line) = (0, Vec::new(), block.first_line);
        std::iter::from_fn(move || {
            while at < block.bytes.len() {
                let (start, line) = (at, next_line);
                at = cells(&block.bytes, start, header.separator, &mut found);
                next_line += line_ends(&block.bytes[start..at]);
                if !is_blank(&found) {
                    return Some(document(&header, &mut block, &mut found, line));
                }
            }
            None
        })
    }
}

fn document(
    header: &Header,
    block: &mut Block,
    found: &mut [Range<usize>],
    line: u64,
) -> Result<Document, CorpusError> {
    let path = block.path.to_string();
    if found.len() != header.names.len() {
        let (cells, expected) = (found.len() as u64, header.names.len() as u64);
        return Err(CorpusError::Ragged { path, line, cells, expected });
    }
    let last = found.last().is_some_and(|cell| cell.end + 2 >= block.bytes.len());
    for cell in found.iter_mut() {
        *cell = unquote(&mut block.bytes, cell.clone());
    }
    let not_utf8 = |place: usize, error: std::str::Utf8Error| CorpusError::RowNotUtf8 {
        path: path.clone(),
        line,
        byte: error.valid_up_to(),
        part: format!("column `{}`", header.names[place]),
    };
    let cell =
        |place: usize| std::str::from_utf8(&block.bytes[found[place].clone()]).map_err(|error| not_utf8(place, error));
    let origin = format!("{path}:{line}");
    let id = DocId::new(cell(header.id)?).ok_or_else(|| CorpusError::EmptyId { origin: origin.clone() })?;
    let mut metadata = BTreeMap::new();
    for (place, name) in header.names.iter().enumerate() {
        if place != header.id && place != header.text && !name.is_empty() {
            metadata.insert(name.clone(), cell(place)?.trim().to_owned());
        }
    }
    let text = taken(&mut block.bytes, found[header.text].clone(), last);
    let text = String::from_utf8(text).map_err(|error| not_utf8(header.text, error.utf8_error()))?;
    Ok(Document { id, metadata, text, from: 0, origin })
}
