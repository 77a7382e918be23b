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
    /// Where it stands, for messages.
    pub origin: String,
    /// Whether it uses each framing; none where the cell is empty.
    pub answers: Vec<Option<bool>>,
}

/// What besides framings and ids a file of codes may have columns for. They are not compared.
pub const CODES_COLUMNS: [&str; 6] = ["document", "before", "text", "after", "voice", "note"];

impl Codes {
    /// Reads a table or JSON Lines. `id_column` names the passages; of the other columns all but `document`, `before`,
    /// `text`, `after`, `voice` and `note` are framings, with 1, 0 or nothing in their cells (or as a spreadsheet writes them,
    /// `TRUE` and `FALSE`, `1.0` and `0.0`).
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
        let mut known: BTreeMap<&DocId, &str> = BTreeMap::new();
        for row in &rows {
            if let Some(first) = known.insert(&row.id, &row.origin) {
                let what = format!("`{}` is coded twice, first at {first}", row.id);
                return Err(fault(row.origin.clone(), what, "keep one row a passage, and one file a coder".to_owned()));
            }
        }
        let mut wrong: Vec<(&Document, &FramingId, &str)> = Vec::new();
        let mut passages = Vec::new();
        for row in &rows {
            let mut answers = Vec::new();
            for framing in &framings {
                let cell = row.metadata.get(framing.as_str()).map_or("", |cell| cell.trim());
                answers.push(answer(cell).unwrap_or_else(|()| {
                    wrong.push((row, framing, cell));
                    None
                }));
            }
            passages.push(CodedPassage { id: row.id.clone(), origin: row.origin.clone(), answers });
        }
        match wrong.split_first() {
            None => Ok(Self { path: path.to_owned(), framings, passages }),
            Some(((row, framing, cell), others)) => {
                let others = match others.len() {
                    0 => String::new(),
                    1 => ", and 1 more cell has none".to_owned(),
                    more => format!(", and {more} more cells have none"),
                };
                let help = format!(
                    "write 1 (it uses the framing), 0 (it does not) or nothing (not coded); {}",
                    columns_help()
                );
                Err(fault(row.origin.clone(), format!("`{cell}` is no code for `{framing}`{others}"), help))
            }
        }
    }

    /// The file, as messages call it.
    pub fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// A fault of the file as a whole.
    pub fn fault(&self, what: String, help: String) -> CorpusError {
        fault(header(&self.path), what, help)
    }

    /// A fault at a passage.
    pub fn fault_at(&self, passage: &CodedPassage, what: String, help: String) -> CorpusError {
        fault(passage.origin.clone(), what, help)
    }
}

/// What a cell says. Spreadsheets write 1 and 0 as `TRUE` and `FALSE` or with decimals, without being asked to.
fn answer(cell: &str) -> Result<Option<bool>, ()> {
    match cell.to_ascii_lowercase().as_str() {
        "1" | "1.0" | "true" => Ok(Some(true)),
        "0" | "0.0" | "false" => Ok(Some(false)),
        "" => Ok(None),
        _ => Err(()),
    }
}

/// The columns that are framings: all but those named.
pub(super) fn framing_columns(path: &Path, rows: &[Document], besides: &[&str]) -> Result<Vec<FramingId>, CorpusError> {
    let names: BTreeSet<&String> = rows.iter().flat_map(|row| row.metadata.keys()).collect();
    let names = names.into_iter().filter(|name| !besides.contains(&name.as_str()));
    let framing = |name: &String| {
        FramingId::new(name).ok_or_else(|| {
            let plain = name.trim().to_lowercase().replace([' ', '_'], "-");
            let near = FramingId::new(&plain).map(|id| format!("if it is one, name it `{id}`; ")).unwrap_or_default();
            fault(header(path), format!("the column `{name}` is no framing"), near + &columns_help())
        })
    };
    let framings = names.map(framing).collect::<Result<Vec<_>, _>>()?;
    if framings.is_empty() {
        return Err(fault(header(path), "no column is a framing".to_owned(), columns_help()));
    }
    Ok(framings)
}

pub(super) fn fault(place: String, what: String, help: String) -> CorpusError {
    CorpusError::Codes { what, place, help }
}

/// The file as a whole, for messages: its header may stand behind blank lines, and JSON Lines have none.
pub(super) fn header(path: &Path) -> String {
    path.display().to_string()
}

fn columns_help() -> String {
    format!(
        "besides the id and the framings, named by their ids, the columns may be {}; remarks go under `note`",
        CODES_COLUMNS.join(", ")
    )
}
