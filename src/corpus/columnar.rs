//! Parquet: a document a row, column by column in groups of rows.
//!
//! Read a few rows at a time, page by page: a group may hold a million texts. The crate `parquet` does that; polars, which
//! writes the tables, decodes whole groups (docs/decisions/0005).

use std::collections::BTreeMap;
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use parquet::basic::Repetition;
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use parquet::schema::types::{Type, TypePtr};

use super::{Columns, CorpusError, Document};
use crate::ids::DocId;
use crate::source::ReadError;

/// Reads the rows of one table in batches.
pub(super) struct ColumnReader {
    rows: RowIter<'static>,
    table: Arc<Table>,
    read: u64,
    ended: bool,
}

/// What a table is called, and which of its columns are the id and the text.
#[derive(Debug)]
struct Table {
    path: String,
    columns: Columns,
}

/// Some rows of a table.
pub struct ColumnarRows {
    table: Arc<Table>,
    rows: Vec<Row>,
    /// The number of the first, from 1.
    first: u64,
}

/// So many rows are decoded at once: with texts of a megabyte, that is all that memory holds of a table.
const DECODED: usize = 16;

impl ColumnReader {
    /// Opens a table. Its single values besides the text are metadata; lists and structures are passed over.
    pub fn open(path: &Path, columns: &Columns) -> Result<Self, CorpusError> {
        let name = path.display().to_string();
        let file = File::open(path).map_err(|cause| ReadError::Io { name: name.clone(), cause })?;
        let broken = |error: ParquetError| CorpusError::Parquet { path: name.clone(), what: error.to_string() };
        let reader = guarded(|| SerializedFileReader::new(file)).map_err(broken)?;
        let groups = reader.num_row_groups();
        guarded(|| (0..groups).try_for_each(|group| reader.get_row_group(group).map(drop))).map_err(broken)?;
        let schema = reader.metadata().file_metadata().schema().clone();
        let single =
            |field: &&TypePtr| field.is_primitive() && field.get_basic_info().repetition() != Repetition::REPEATED;
        let fields: Vec<TypePtr> = schema.get_fields().iter().filter(single).cloned().collect();
        for (column, flag) in [(&columns.id, "--id-column"), (&columns.text, "--text-column")] {
            if !fields.iter().any(|field| field.name() == column) {
                if schema.get_fields().iter().any(|field| field.name() == column) {
                    let what = format!("column `{column}` holds lists or structures");
                    return Err(CorpusError::Parquet { path: name.clone(), what });
                }
                let there = schema.get_fields().iter().map(|field| field.name().to_owned()).collect();
                return Err(CorpusError::Column {
                    path: name.clone(),
                    column: column.clone(),
                    flag,
                    there,
                    texts: None,
                });
            }
        }
        let wanted = Type::group_type_builder(schema.name()).with_fields(fields).build().map_err(broken)?;
        let rows = guarded(|| RowIter::from_file_into(Box::new(reader)).project(Some(wanted))).map_err(broken)?;
        Ok(Self {
            rows: rows.with_batch_size(DECODED),
            table: Arc::new(Table { path: name.clone(), columns: columns.clone() }),
            read: 0,
            ended: false,
        })
    }

    /// The next rows; `None` at the end.
    pub fn next(&mut self) -> Option<Result<ColumnarRows, CorpusError>> {
        let mut rows = Vec::with_capacity(DECODED);
        while rows.len() < DECODED && !self.ended {
            match guarded(|| self.rows.next().transpose()) {
                Ok(Some(row)) => rows.push(row),
                Ok(None) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    let path = self.table.path.clone();
                    return Some(Err(CorpusError::Parquet { path, what: error.to_string() }));
                }
            }
        }
        let first = self.read + 1;
        self.read += rows.len() as u64;
        (!rows.is_empty()).then(|| Ok(ColumnarRows { table: Arc::clone(&self.table), rows, first }))
    }
}

/// The crate panics on some damaged files.
fn guarded<T>(read: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, ParquetError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(ParquetError::General("damaged".to_owned())))
}

impl ColumnarRows {
    /// The documents of these rows.
    pub(super) fn documents(self) -> impl Iterator<Item = Result<Document, CorpusError>> {
        let Self { table, rows, first } = self;
        (first..).zip(rows).map(move |(number, row)| table.document(row, number))
    }
}

impl std::fmt::Debug for ColumnarRows {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} rows of {}", self.rows.len(), self.table.path)
    }
}

impl Table {
    fn document(&self, row: Row, number: u64) -> Result<Document, CorpusError> {
        let origin = format!("{}, row {number}", self.path);
        let (mut id, mut text, mut metadata) = (None, None, BTreeMap::new());
        let not_text = |column: &str| CorpusError::Parquet {
            path: origin.clone(),
            what: format!("column `{column}` holds no text"),
        };
        for (name, field) in row.into_columns() {
            if name == self.columns.id {
                id = as_text(&field);
            } else if name == self.columns.text {
                text = Some(match field {
                    Field::Null => String::new(),
                    Field::Str(text) => text,
                    Field::Bytes(bytes) => {
                        String::from_utf8(bytes.data().to_vec()).map_err(|_| not_text(&self.columns.text))?
                    }
                    _ => return Err(not_text(&self.columns.text)),
                });
            } else if let Some(value) = as_text(&field) {
                metadata.insert(name, value);
            }
        }
        let text = if self.columns.id == self.columns.text { id.clone() } else { text };
        let id = id.and_then(|id| DocId::new(&id)).ok_or_else(|| CorpusError::EmptyId { origin: origin.clone() })?;
        Ok(Document { id, metadata, text: text.unwrap_or_default(), from: 0, origin })
    }
}

/// A single value as text; none where there is none.
fn as_text(field: &Field) -> Option<String> {
    match field {
        Field::Null => None,
        Field::Str(text) => Some(text.clone()),
        Field::Bytes(bytes) => std::str::from_utf8(bytes.data()).ok().map(str::to_owned),
        other => Some(other.to_string()),
    }
}
