//! What a person coded: a row a passage, a column a framing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::{Columns, Corpus, CorpusError, Document, Input};
use crate::ids::{DocId, FramingId};

/// The codes of one file, which are one coder's.
#[derive(Clone, Debug)]
pub struct Codes {
    /// The file.
    path: PathBuf,
    /// The framings that have a column, in the order of their ids.
    pub framings: Vec<FramingId>,
    /// The passages coded, in the order of the file; no two of one id.
    pub passages: Vec<CodedPassage>,
}

/// One row.
#[derive(Clone, Debug)]
pub struct CodedPassage {
    /// The passage.
    pub id: DocId,
    /// Its row, from 1, the header not counted.
    pub row: usize,
    /// Whether it uses each framing; none where the cell is empty.
    pub answers: Vec<Option<bool>>,
}

/// What besides framings and ids a file of codes may have columns for. They are not compared.
pub const CODES_COLUMNS: [&str; 6] = ["document", "before", "text", "after", "voice", "note"];

impl Codes {
    /// Reads a table or JSON Lines. `id_column` names the passages; of the other columns all but `document`, `before`,
    /// `text`, `after`, `voice` and `note` are framings, with 1, 0 or nothing in their cells.
    ///
    /// # Errors
    /// When the file cannot be read as a table, a column is no framing, a cell is no code, or two rows have one id.
    pub fn read(path: &Path, id_column: &str) -> Result<Self, CorpusError> {
        let columns = Columns { id: id_column.to_owned(), text: id_column.to_owned() };
        let corpus = Corpus::open(&[Input::Path(path.to_owned())], columns, None)?;
        let rows = corpus.parcels().flat_map(super::Parcel::documents).collect::<Result<Vec<_>, _>>()?;
        if rows.is_empty() {
            return Err(CorpusError::NoDocuments);
        }
        let framings = framing_columns(path, &rows, &CODES_COLUMNS)?;
        let mut codes = Self { path: path.to_owned(), framings, passages: Vec::new() };
        let mut known: BTreeMap<DocId, usize> = BTreeMap::new();
        for (number, row) in rows.iter().enumerate() {
            let row_number = number + 1;
            if let Some(first) = known.insert(row.id.clone(), row_number) {
                let what = format!("`{}` is coded twice, first at {}", row.id, place(path, first));
                return Err(codes.fault(row_number, what, "keep one row a passage, and one file a coder".to_owned()));
            }
            let answer = |framing: &FramingId| match row.metadata.get(framing.as_str()).map_or("", |cell| cell.trim()) {
                "1" => Ok(Some(true)),
                "0" => Ok(Some(false)),
                "" => Ok(None),
                other => {
                    let help = format!(
                        "write 1 (it uses the framing), 0 (it does not) or nothing (not coded); {}",
                        columns_help()
                    );
                    Err(codes.fault(row_number, format!("`{other}` is no code for `{framing}`"), help))
                }
            };
            let answers = codes.framings.iter().map(answer).collect::<Result<_, _>>()?;
            codes.passages.push(CodedPassage { id: row.id.clone(), row: row_number, answers });
        }
        Ok(codes)
    }

    /// The file, as messages call it.
    pub fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// A fault at a row, or with 0 at the header.
    pub fn fault(&self, row: usize, what: String, help: String) -> CorpusError {
        fault(&self.path, row, what, help)
    }
}

/// The columns that are framings: all but those named.
pub(super) fn framing_columns(path: &Path, rows: &[Document], besides: &[&str]) -> Result<Vec<FramingId>, CorpusError> {
    let names: BTreeSet<&String> = rows.iter().flat_map(|row| row.metadata.keys()).collect();
    let names = names.into_iter().filter(|name| !besides.contains(&name.as_str()));
    let framing = |name: &String| {
        FramingId::new(name).ok_or_else(|| fault(path, 0, format!("the column `{name}` is no framing"), columns_help()))
    };
    let framings = names.map(framing).collect::<Result<Vec<_>, _>>()?;
    if framings.is_empty() {
        return Err(fault(path, 0, "no column is a framing".to_owned(), columns_help()));
    }
    Ok(framings)
}

/// A fault at a row of a table, or with 0 at its header.
pub(super) fn fault(path: &Path, row: usize, what: String, help: String) -> CorpusError {
    CorpusError::Codes { what, place: place(path, row), help }
}

fn place(path: &Path, row: usize) -> String {
    format!("{}:{}", path.display(), line_of(path, row))
}

fn columns_help() -> String {
    format!("besides the id and framings such as `law-accountability`, the columns may be {}", CODES_COLUMNS.join(", "))
}

/// The line on which a row begins. Reads the file again, so it is for messages only.
fn line_of(path: &Path, row: usize) -> u64 {
    let is_rows =
        path.extension().is_some_and(|ending| ["csv", "tsv"].iter().any(|rows| ending.eq_ignore_ascii_case(rows)));
    let bytes = if is_rows { std::fs::read(path).unwrap_or_default() } else { Vec::new() };
    let header = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
    let most =
        [b'\t', b';', b','].into_iter().max_by_key(|separator| header.iter().filter(|b| *b == separator).count());
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).flexible(true).delimiter(most.unwrap_or(b','));
    let record = reader.from_reader(bytes.as_slice()).into_byte_records().nth(row);
    // Elsewhere a row is a line, and there is no header.
    let line = if is_rows { row as u64 + 1 } else { row.max(1) as u64 };
    let start = record.and_then(|record| Some(record.ok()?.position()?.byte() as usize));
    let before = start.and_then(|start| {
        // The reader stops between a carriage return and its line feed.
        let ends = bytes.get(start..)?.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        bytes.get(..start + ends)
    });
    before.map_or(line, |before| 1 + before.iter().filter(|b| **b == b'\n').count() as u64)
}
