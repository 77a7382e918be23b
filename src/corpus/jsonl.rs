//! JSON Lines: a document a line.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use memchr::{memchr_iter, memchr2, memrchr};
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::{Columns, CorpusError, Document};
use crate::ids::DocId;
use crate::source::ReadError;

/// Reads a file in blocks of whole lines.
pub(super) struct LineReader {
    file: File,
    path: Arc<str>,
    columns: Arc<Columns>,
    /// The beginning of a line whose end is not read yet.
    rest: Vec<u8>,
    line: u64,
    ended: bool,
}

/// Some whole lines of a file.
#[derive(Debug)]
pub struct Lines {
    path: Arc<str>,
    columns: Arc<Columns>,
    bytes: Vec<u8>,
    first_line: u64,
}

/// How much is read at once, in bytes.
const BLOCK: usize = 1 << 20;

impl LineReader {
    pub fn open(path: &Path, columns: &Columns) -> Result<Self, CorpusError> {
        let name = path.display().to_string();
        let file = File::open(path).map_err(|cause| ReadError::Io { name: name.clone(), cause })?;
        Ok(Self {
            file,
            path: name.into(),
            columns: Arc::new(columns.clone()),
            rest: Vec::new(),
            line: 1,
            ended: false,
        })
    }

    /// The next lines; `None` at the end.
    pub fn next(&mut self) -> Option<Result<Lines, CorpusError>> {
        let mut bytes = std::mem::take(&mut self.rest);
        while !self.ended {
            let before = bytes.len();
            let read = (&mut self.file).take(BLOCK as u64).read_to_end(&mut bytes);
            if let Err(cause) = read {
                self.ended = true;
                return Some(Err(ReadError::Io { name: self.path.to_string(), cause }.into()));
            }
            self.ended = bytes.len() == before;
            if let Some(newline) = memrchr(b'\n', &bytes[before..]) {
                self.rest = bytes.split_off(before + newline + 1);
                break;
            }
        }
        if bytes.is_empty() {
            return None;
        }
        let first_line = self.line;
        self.line += line_ends(&bytes);
        Some(Ok(Lines { path: Arc::clone(&self.path), columns: Arc::clone(&self.columns), bytes, first_line }))
    }
}

/// Line ends of all kinds; a pair of carriage return and line feed is one.
fn line_ends(bytes: &[u8]) -> u64 {
    let lone = |at: &usize| bytes.get(at + 1) != Some(&b'\n');
    (memchr_iter(b'\n', bytes).count() + memchr_iter(b'\r', bytes).filter(lone).count()) as u64
}

impl Lines {
    /// The documents of these lines; blank lines are none.
    pub(super) fn documents(self) -> impl Iterator<Item = Result<Document, CorpusError>> {
        let Self { path, columns, bytes, first_line } = self;
        let mut at = 0;
        let mut number = first_line;
        std::iter::from_fn(move || {
            loop {
                let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
                let length = memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
                let end = if rest[length..].starts_with(b"\r\n") { 2 } else { 1 };
                let line =
                    rest[..length].strip_prefix(b"\xEF\xBB\xBF").filter(|_| number == 1).unwrap_or(&rest[..length]);
                let (this, blank) = (number, line.iter().all(u8::is_ascii_whitespace));
                let document = if blank { None } else { Some(document(&path, &columns, this, line)) };
                at += length + end;
                number += 1;
                if document.is_some() {
                    return document;
                }
            }
        })
    }
}

fn document(path: &str, columns: &Columns, line: u64, bytes: &[u8]) -> Result<Document, CorpusError> {
    let wrong = |column: usize, what: String| CorpusError::Json { path: path.to_owned(), line, column, what };
    let text = std::str::from_utf8(bytes).map_err(|error| CorpusError::RowNotUtf8 {
        path: path.to_owned(),
        line,
        byte: error.valid_up_to(),
        part: "the line".to_owned(),
    })?;
    let fields: Fields = serde_json::from_str(text).map_err(|error| {
        let what = error.to_string();
        let what = what.split(" at line ").next().unwrap_or_default();
        wrong(error.column().max(1), what.to_owned())
    })?;
    let mut object = fields.0;
    let origin = format!("{path}:{line}");
    let id = match field(&mut object, &columns.id, "--id-column", &origin)?.clone() {
        Value::String(id) => id,
        Value::Number(id) if id.is_i64() || id.is_u64() => id.to_string(),
        Value::Number(_) => {
            return Err(wrong(
                1,
                format!("`{}` is a number that cannot be held exactly: put it in quotation marks", columns.id),
            ));
        }
        _ => return Err(wrong(1, format!("`{}` is neither a text nor a number", columns.id))),
    };
    let text = match field(&mut object, &columns.text, "--text-column", &origin)?.take() {
        Value::String(text) => text,
        Value::Null => String::new(),
        _ => return Err(wrong(1, format!("`{}` is not a text", columns.text))),
    };
    let id = DocId::new(&id).ok_or_else(|| CorpusError::EmptyId { origin: origin.clone() })?;
    let metadata: BTreeMap<String, String> = object
        .into_iter()
        .filter(|(key, _)| *key != columns.id && *key != columns.text)
        .filter_map(|(key, value)| Some((key, as_text(value)?)))
        .collect();
    Ok(Document { id, metadata, text, from: 0, origin })
}

/// The value of a column.
fn field<'o>(
    object: &'o mut BTreeMap<String, Value>,
    column: &str,
    flag: &'static str,
    origin: &str,
) -> Result<&'o mut Value, CorpusError> {
    if !object.contains_key(column) {
        let there = object.keys().cloned().collect();
        return Err(CorpusError::Column { path: origin.to_owned(), column: column.to_owned(), flag, there });
    }
    Ok(object.entry(column.to_owned()).or_default())
}

/// The fields of an object, each of which may stand there once.
struct Fields(BTreeMap<String, Value>);

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneObject;
        impl<'de> Visitor<'de> for OneObject {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Fields, A::Error> {
                let mut fields = BTreeMap::new();
                while let Some((key, value)) = object.next_entry::<String, Value>()? {
                    if fields.contains_key(&key) {
                        return Err(A::Error::custom(format!("`{key}` stands there twice")));
                    }
                    fields.insert(key, value);
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(OneObject)
    }
}

/// Single values are metadata; lists and objects are not.
fn as_text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
