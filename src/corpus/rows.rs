//! Tables with a document a row: CSV and TSV.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;

use csv::{ByteRecord, ErrorKind, ReaderBuilder};

use super::{Columns, CorpusError, Document};
use crate::ids::DocId;
use crate::source::ReadError;

/// Reads the rows of one table in batches.
pub(super) struct RowReader {
    reader: csv::Reader<CheckQuotes<BufReader<File>>>,
    header: Arc<Header>,
    ended: bool,
}

/// What the columns of a table are.
#[derive(Debug)]
pub(super) struct Header {
    path: String,
    names: Vec<String>,
    id: usize,
    text: usize,
}

/// Some rows of a table.
#[derive(Debug)]
pub struct Rows {
    header: Arc<Header>,
    records: Vec<ByteRecord>,
}

/// About so many bytes of rows are handed out at once.
const BATCH: usize = 1 << 20;
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

impl RowReader {
    /// Opens a table and reads its header. `separator` is the one its ending tells.
    pub fn open(path: &Path, separator: Option<u8>, columns: &Columns) -> Result<Self, CorpusError> {
        let name = path.display().to_string();
        let io = |cause| ReadError::Io { name: name.clone(), cause };
        let mut file = BufReader::with_capacity(1 << 18, File::open(path).map_err(io)?);
        let head = file.fill_buf().map_err(io)?;
        let mark = if head.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        let separator = separator.unwrap_or_else(|| sniff(&head[mark..]));
        file.consume(mark);
        let checked = CheckQuotes::new(file, separator);
        let mut reader = ReaderBuilder::new().delimiter(separator).from_reader(checked);
        let header = reader.byte_headers().cloned();
        if let Some(fault) = reader.get_ref().fault {
            return Err(fault.error(&name));
        }
        let header = header.map_err(|error| row_error(path, &error))?;
        let names = header.iter().map(|cell| match std::str::from_utf8(cell) {
            Ok(cell) => Ok(cell.trim().to_owned()),
            Err(error) => {
                let (byte, part) = (error.valid_up_to(), "the header".to_owned());
                Err(CorpusError::RowNotUtf8 { path: name.clone(), line: 1, byte, part })
            }
        });
        let names = names.collect::<Result<Vec<String>, _>>()?;
        for column in names.iter().filter(|column| !column.is_empty()) {
            unique(&name, &names, column)?;
        }
        let id = column(&name, &names, &columns.id, "--id-column")?;
        let text = column(&name, &names, &columns.text, "--text-column")?;
        Ok(Self { reader, header: Arc::new(Header { path: name, names, id, text }), ended: false })
    }

    /// The next rows; `None` at the end.
    pub fn next(&mut self) -> Option<Result<Rows, CorpusError>> {
        let mut records = Vec::new();
        let mut size = 0;
        while size < BATCH && !self.ended {
            let mut record = ByteRecord::new();
            match self.reader.read_byte_record(&mut record) {
                Ok(true) => {
                    size += record.as_slice().len();
                    records.push(record);
                }
                Ok(false) => {
                    self.ended = true;
                    if let Some(fault) = self.reader.get_ref().fault {
                        return Some(Err(fault.error(&self.header.path)));
                    }
                }
                Err(error) => {
                    self.ended = true;
                    let fault = self.reader.get_ref().fault.map(|fault| fault.error(&self.header.path));
                    return Some(Err(fault.unwrap_or_else(|| row_error(Path::new(&self.header.path), &error))));
                }
            }
        }
        (!records.is_empty()).then(|| Ok(Rows { header: Arc::clone(&self.header), records }))
    }
}

/// The place of the column of a name.
fn column(path: &str, names: &[String], wanted: &str, flag: &'static str) -> Result<usize, CorpusError> {
    names.iter().position(|name| name == wanted).ok_or_else(|| CorpusError::Column {
        path: path.to_owned(),
        column: wanted.to_owned(),
        flag,
        there: names.to_vec(),
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

/// The separator that the header line has most of; the comma when it has none.
fn sniff(head: &[u8]) -> u8 {
    let line = head.split(|b| *b == b'\n' || *b == b'\r').next().unwrap_or_default();
    let count = |separator: u8| line.iter().filter(|b| **b == separator).count();
    [b';', b'\t']
        .into_iter()
        .filter(|separator| count(*separator) > count(b','))
        .max_by_key(|separator| count(*separator))
        .unwrap_or(b',')
}

fn row_error(path: &Path, error: &csv::Error) -> CorpusError {
    let line = error.position().map_or(1, |position| line_at(path, position.byte()));
    let name = path.display().to_string();
    match error.kind() {
        ErrorKind::UnequalLengths { expected_len, len, .. } => {
            CorpusError::Ragged { path: name, line, cells: *len, expected: *expected_len }
        }
        ErrorKind::Io(cause) => {
            let cause = std::io::Error::new(cause.kind(), cause.to_string());
            ReadError::Io { name, cause }.into()
        }
        _ => ReadError::Io { name, cause: std::io::Error::other(error.to_string()) }.into(),
    }
}

/// The line on which a row begins whose bytes begin at `byte`, line ends before it included. Reads the file again, so it
/// is for messages only.
fn line_at(path: &Path, byte: u64) -> u64 {
    let Ok(bytes) = std::fs::read(path) else { return 1 };
    let mark = if bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
    let start = (mark + byte as usize).min(bytes.len());
    let ends = bytes[start..].iter().take_while(|b| matches!(b, b'\n' | b'\r')).count();
    let before = &bytes[..start + ends];
    let lone = |(place, b): (usize, &u8)| *b == b'\n' || *b == b'\r' && before.get(place + 1) != Some(&b'\n');
    1 + before.iter().enumerate().filter(|at| lone(*at)).count() as u64
}

/// Passes bytes on and follows their quotation marks: one that is never closed would swallow the rows after it, and one
/// with text behind it would join cells, both without a word.
struct CheckQuotes<R> {
    inner: R,
    separator: u8,
    state: Quoting,
    line: u64,
    opened: u64,
    after_return: bool,
    fault: Option<QuoteFault>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Quoting {
    CellStart,
    Plain,
    Quoted,
    /// A mark inside a quoted cell: the next byte tells whether it closed the cell.
    Mark,
}

#[derive(Clone, Copy, Debug)]
enum QuoteFault {
    Open { line: u64 },
    TextAfter { line: u64 },
}

impl QuoteFault {
    fn error(self, path: &str) -> CorpusError {
        let path = path.to_owned();
        match self {
            Self::Open { line } => CorpusError::Unterminated { path, line },
            Self::TextAfter { line } => CorpusError::TextAfterQuote { path, line },
        }
    }
}

impl<R> CheckQuotes<R> {
    fn new(inner: R, separator: u8) -> Self {
        let state = Quoting::CellStart;
        Self { inner, separator, state, line: 1, opened: 1, after_return: false, fault: None }
    }

    fn follow(&mut self, byte: u8) {
        let ends_line = byte == b'\n' && !self.after_return || byte == b'\r';
        self.after_return = byte == b'\r';
        let ends_cell = byte == self.separator || byte == b'\n' || byte == b'\r';
        self.state = match (self.state, byte) {
            (Quoting::CellStart, b'"') => {
                self.opened = self.line;
                Quoting::Quoted
            }
            (Quoting::Quoted, b'"') => Quoting::Mark,
            (Quoting::Quoted, _) | (Quoting::Mark, b'"') => Quoting::Quoted,
            (_, _) if ends_cell => Quoting::CellStart,
            (Quoting::Mark, _) => {
                self.fault = self.fault.or(Some(QuoteFault::TextAfter { line: self.line }));
                Quoting::Plain
            }
            (Quoting::CellStart | Quoting::Plain, _) => Quoting::Plain,
        };
        self.line += u64::from(ends_line);
    }
}

impl<R: Read> Read for CheckQuotes<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = self.inner.read(buffer)?;
        for byte in &buffer[..length] {
            self.follow(*byte);
        }
        if length == 0 && self.state == Quoting::Quoted {
            self.fault = self.fault.or(Some(QuoteFault::Open { line: self.opened }));
        }
        if let (Some(QuoteFault::TextAfter { .. }), true) = (self.fault, length > 0) {
            return Err(std::io::Error::other("a quoted cell has text behind it"));
        }
        Ok(length)
    }
}

impl Rows {
    /// The documents of these rows.
    pub(super) fn documents(self) -> impl Iterator<Item = Result<Document, CorpusError>> {
        let header = self.header;
        self.records.into_iter().map(move |record| document(&header, &record))
    }
}

fn document(header: &Header, record: &ByteRecord) -> Result<Document, CorpusError> {
    let position = record.position().map_or((0, 0), |position| (position.record(), position.byte()));
    let cell = |place: usize| {
        let bytes = record.get(place).unwrap_or_default();
        std::str::from_utf8(bytes).map_err(|error| CorpusError::RowNotUtf8 {
            path: header.path.clone(),
            line: line_at(Path::new(&header.path), position.1),
            byte: error.valid_up_to(),
            part: format!("column `{}`", header.names[place]),
        })
    };
    let origin = format!("{}, row {}", header.path, position.0);
    let id = DocId::new(cell(header.id)?).ok_or_else(|| CorpusError::EmptyId { origin: origin.clone() })?;
    let mut metadata = BTreeMap::new();
    for (place, name) in header.names.iter().enumerate() {
        if place != header.id && place != header.text && !name.is_empty() {
            metadata.insert(name.clone(), cell(place)?.trim().to_owned());
        }
    }
    Ok(Document { id, metadata, text: cell(header.text)?.to_owned(), from: 0, origin })
}
