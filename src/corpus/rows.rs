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
    reader: csv::Reader<CountQuotes<BufReader<File>>>,
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
        let counted = CountQuotes { inner: file, odd: false };
        let mut reader = ReaderBuilder::new().delimiter(separator).from_reader(counted);
        let header = reader.byte_headers().map_err(|error| row_error(&name, &error, false))?;
        let names: Vec<String> = header.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect();
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
                    if self.reader.get_ref().odd {
                        let line = records.last().and_then(ByteRecord::position).map_or(1, csv::Position::line);
                        return Some(Err(CorpusError::Unterminated { path: self.header.path.clone(), line }));
                    }
                }
                Err(error) => {
                    self.ended = true;
                    let odd = self.reader.is_done() && self.reader.get_ref().odd;
                    return Some(Err(row_error(&self.header.path, &error, odd)));
                }
            }
        }
        (!records.is_empty()).then(|| Ok(Rows { header: Arc::clone(&self.header), records }))
    }
}

/// The place of the column of a name.
pub(super) fn column(path: &str, names: &[String], wanted: &str, flag: &'static str) -> Result<usize, CorpusError> {
    let places: Vec<usize> = (0..names.len()).filter(|place| names[*place] == wanted).collect();
    match places.as_slice() {
        [place] => Ok(*place),
        [] => {
            Err(CorpusError::Column { path: path.to_owned(), column: wanted.to_owned(), flag, there: names.to_vec() })
        }
        several => {
            Err(CorpusError::AmbiguousColumn { path: path.to_owned(), column: wanted.to_owned(), times: several.len() })
        }
    }
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

fn row_error(path: &str, error: &csv::Error, odd_quotes: bool) -> CorpusError {
    let path = path.to_owned();
    let line = error.position().map_or(1, csv::Position::line);
    match error.kind() {
        _ if odd_quotes => CorpusError::Unterminated { path, line },
        ErrorKind::UnequalLengths { expected_len, len, .. } => {
            CorpusError::Ragged { path, line, cells: *len, expected: *expected_len }
        }
        ErrorKind::Io(cause) => {
            ReadError::Io { name: path, cause: std::io::Error::new(cause.kind(), cause.to_string()) }.into()
        }
        _ => ReadError::Io { name: path, cause: std::io::Error::other(error.to_string()) }.into(),
    }
}

/// Knows whether an odd number of quotation marks has been read: then one is still open, or was never closed.
struct CountQuotes<R> {
    inner: R,
    odd: bool,
}

impl<R: Read> Read for CountQuotes<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = self.inner.read(buffer)?;
        let quotes = buffer[..length].iter().filter(|b| **b == b'"').count();
        self.odd ^= quotes % 2 == 1;
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
    let line = record.position().map_or(1, csv::Position::line);
    let cell = |place: usize| {
        let bytes = record.get(place).unwrap_or_default();
        std::str::from_utf8(bytes).map_err(|error| CorpusError::RowNotUtf8 {
            path: header.path.clone(),
            line,
            byte: error.valid_up_to(),
            part: format!("column `{}`", header.names[place]),
        })
    };
    let origin = format!("{}:{line}", header.path);
    let id = DocId::new(cell(header.id)?).ok_or_else(|| CorpusError::EmptyId { origin: origin.clone() })?;
    let mut metadata = BTreeMap::new();
    for (place, name) in header.names.iter().enumerate() {
        if place != header.id && place != header.text {
            metadata.insert(name.clone(), cell(place)?.trim().to_owned());
        }
    }
    Ok(Document { id, metadata, text: cell(header.text)?.to_owned(), from: 0, origin })
}
