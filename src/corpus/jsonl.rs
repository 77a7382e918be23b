//! JSON Lines: a document a line.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use memchr::{memchr, memchr2, memrchr};
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::blocks::{Block, Blocks, LONG, taken};
use super::{Columns, CorpusError, Document};
use crate::ids::DocId;

/// Reads a file in blocks of whole lines.
pub(super) struct LineReader {
    blocks: Blocks,
    columns: Arc<Columns>,
}

/// Some whole lines of a file.
#[derive(Debug)]
pub struct Lines {
    block: Block,
    columns: Arc<Columns>,
}

impl LineReader {
    pub fn open(path: &Path, columns: &Columns) -> Result<Self, CorpusError> {
        Ok(Self { blocks: Blocks::open(path)?, columns: Arc::new(columns.clone()) })
    }

    /// The next lines; `None` at the end.
    pub fn next(&mut self) -> Option<Result<Lines, CorpusError>> {
        let mut searched = 0;
        let block = self.blocks.next(|bytes, _| {
            let new = bytes.get(searched..).unwrap_or_default();
            let newline = if searched > LONG { memchr(b'\n', new) } else { memrchr(b'\n', new) };
            let end = newline.map(|newline| searched + newline + 1);
            searched = bytes.len();
            Ok::<_, CorpusError>(end)
        })?;
        Some(block.map(|block| Lines { block, columns: Arc::clone(&self.columns) }))
    }
}

impl Lines {
    /// The documents of these lines; blank lines are none.
    pub(super) fn documents(self) -> impl Iterator<Item = Result<Document, CorpusError>> {
        let Self { mut block, columns } = self;
        let mut at = 0;
        let mut number = block.first_line;
        std::iter::from_fn(move || {
            loop {
                let rest = block.bytes.get(at..).filter(|rest| !rest.is_empty())?;
                let length = memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
                let line = at..at + length;
                let blank = rest[..length].iter().all(u8::is_ascii_whitespace);
                let this = Line { path: &Arc::clone(&block.path), columns: &columns, number };
                at = line.end + if rest[length..].starts_with(b"\r\n") { 2 } else { 1 };
                number += 1;
                if !blank {
                    return Some(this.document(&mut block.bytes, line));
                }
            }
        })
    }
}

/// Where a line stands, for messages, and which of its fields are the id and the text.
struct Line<'l> {
    path: &'l str,
    columns: &'l Columns,
    number: u64,
}

impl Line<'_> {
    fn wrong(&self, column: usize, what: String) -> CorpusError {
        CorpusError::Json { path: self.path.to_owned(), line: self.number, column, what }
    }

    /// The document of the line at `range`. Undoes the escapes of its text in place.
    fn document(&self, bytes: &mut Vec<u8>, range: Range<usize>) -> Result<Document, CorpusError> {
        let line = std::str::from_utf8(&bytes[range.clone()]).map_err(|error| CorpusError::RowNotUtf8 {
            path: self.path.to_owned(),
            line: self.number,
            byte: error.valid_up_to(),
            part: "the line".to_owned(),
        })?;
        let mut parser = serde_json::Deserializer::from_str(line);
        let fields = Fields { text_column: &self.columns.text }.deserialize(&mut parser);
        let (text, mut others) =
            fields.and_then(|fields| parser.end().map(|()| fields)).map_err(|error| self.syntax(&error))?;
        let origin = format!("{}:{}", self.path, self.number);
        if let (Some(text), true) = (text, self.columns.id == self.columns.text) {
            others.insert(self.columns.id.clone(), text);
        }
        let (id, metadata) = self.about(others, text.is_some(), &origin)?;
        let raw = text.map_or("null", RawValue::get);
        let text = match raw.as_bytes().first() {
            Some(b'"') => {
                let start = range.start + (raw.as_ptr() as usize - line.as_ptr() as usize) + 1;
                start..start + raw.len() - 2
            }
            Some(b'n') => 0..0,
            _ => return Err(self.wrong(1, format!("`{}` is not a text", self.columns.text))),
        };
        let lone = |at: usize| self.wrong(at - range.start + 1, "half a surrogate pair stands alone".to_owned());
        let length = unescape(&mut bytes[text.clone()]).map_err(|at| lone(text.start + at))?;
        let last = range.end + 1 >= bytes.len();
        let text = String::from_utf8(taken(bytes, text.start..text.start + length, last))
            .map_err(|error| self.wrong(1, error.to_string()))?;
        Ok(Document { id, metadata, text, from: 0, origin })
    }

    fn syntax(&self, error: &serde_json::Error) -> CorpusError {
        self.wrong(error.column().max(1), without_place(error))
    }

    /// The id and the metadata among the fields besides the text.
    fn about(
        &self,
        mut others: BTreeMap<String, &RawValue>,
        has_text: bool,
        origin: &str,
    ) -> Result<(DocId, BTreeMap<String, String>), CorpusError> {
        let columns = self.columns;
        let missing = |column: &str, flag, others: &BTreeMap<String, &RawValue>, besides: Option<&String>| {
            let mut there: Vec<String> = others.keys().chain(besides).cloned().collect();
            there.sort();
            CorpusError::Column { path: origin.to_owned(), column: column.to_owned(), flag, there, texts: None }
        };
        let id = match others.remove(&columns.id) {
            None => return Err(missing(&columns.id, "--id-column", &others, has_text.then_some(&columns.text))),
            Some(id) => self.id(id)?,
        };
        if !has_text {
            return Err(missing(&columns.text, "--text-column", &others, Some(&columns.id)));
        }
        let id = DocId::new(&id).ok_or_else(|| CorpusError::EmptyId { origin: origin.to_owned() })?;
        let mut metadata = BTreeMap::new();
        for (key, value) in others {
            metadata.extend(self.single(value)?.map(|value| (key, value)));
        }
        Ok((id, metadata))
    }

    fn id(&self, value: &RawValue) -> Result<String, CorpusError> {
        let wrong = |what: &str| Err(self.wrong(1, format!("`{}` is {what}", self.columns.id)));
        let written = value.get();
        match written.as_bytes().first() {
            Some(b'"') => Ok(self.single(value)?.unwrap_or_default()),
            Some(b'-' | b'0'..=b'9') if written.parse::<i64>().is_ok() || written.parse::<u64>().is_ok() => {
                Ok(written.to_owned())
            }
            Some(b'-' | b'0'..=b'9') => wrong("a number that cannot be held exactly: put it in quotation marks"),
            _ => wrong("neither a text nor a number"),
        }
    }

    /// A single value as text, a number as it is written: made into one of 64 bits, two might become the same. Lists and
    /// objects are none.
    fn single(&self, value: &RawValue) -> Result<Option<String>, CorpusError> {
        let written = value.get();
        match written.as_bytes().first() {
            Some(b'"') => serde_json::from_str(written).map_err(|error| self.wrong(1, without_place(&error))),
            Some(b'n' | b'[' | b'{') | None => Ok(None),
            Some(_) => Ok(Some(written.to_owned())),
        }
    }
}

/// What is wrong with some JSON, without the line and column in it.
fn without_place(error: &serde_json::Error) -> String {
    let what = error.to_string();
    what.split(" at line ").next().unwrap_or_default().to_owned()
}

/// The fields of an object as they are written, each of which may stand there once: the text, and the others.
struct Fields<'c> {
    text_column: &'c str,
}

type Found<'de> = (Option<&'de RawValue>, BTreeMap<String, &'de RawValue>);

impl<'de> DeserializeSeed<'de> for Fields<'_> {
    type Value = Found<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found<'de>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Fields<'_> {
    type Value = Found<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Found<'de>, A::Error> {
        let (mut text, mut others) = (None, BTreeMap::new());
        let twice = |key: &str| A::Error::custom(format!("`{key}` stands there twice"));
        while let Some(key) = object.next_key::<String>()? {
            if key == self.text_column {
                if text.replace(object.next_value()?).is_some() {
                    return Err(twice(&key));
                }
            } else {
                match others.entry(key) {
                    Entry::Occupied(there) => return Err(twice(there.key())),
                    Entry::Vacant(place) => drop(place.insert(object.next_value()?)),
                }
            }
        }
        Ok((text, others))
    }
}

/// Undoes the escapes of a JSON string in place and returns its new length. The string was parsed already, so that every
/// escape is one; only halves of surrogate pairs may be wrong.
///
/// # Errors
/// Where half a pair stands alone.
fn unescape(bytes: &mut [u8]) -> Result<usize, usize> {
    let Some(first) = memchr(b'\\', bytes) else { return Ok(bytes.len()) };
    let (mut read, mut written) = (first, first);
    while read < bytes.len() {
        let mut buffer = [0; 4];
        let (character, width) = match bytes.get(read + 1).copied().unwrap_or_default() {
            b'n' => (b"\n".as_slice(), 2),
            b't' => (b"\t".as_slice(), 2),
            b'r' => (b"\r".as_slice(), 2),
            b'b' => (b"\x08".as_slice(), 2),
            b'f' => (b"\x0C".as_slice(), 2),
            b'u' => {
                let (character, width) = code_point(&bytes[read..]).ok_or(read)?;
                (character.encode_utf8(&mut buffer).as_bytes(), width)
            }
            other => {
                buffer[0] = other;
                (&buffer[..1], 2)
            }
        };
        bytes[written..written + character.len()].copy_from_slice(character);
        written += character.len();
        read += width;
        let plain = memchr(b'\\', &bytes[read..]).unwrap_or(bytes.len() - read);
        bytes.copy_within(read..read + plain, written);
        written += plain;
        read += plain;
    }
    Ok(written)
}

/// The character of `\u` and four digits, or of a pair of these, and how many bytes it takes.
fn code_point(bytes: &[u8]) -> Option<(char, usize)> {
    let unit = |at: usize| {
        let digits = std::str::from_utf8(bytes.get(at + 2..at + 6)?).ok()?;
        u16::from_str_radix(digits, 16).ok()
    };
    let first = unit(0)?;
    if let Some(character) = char::from_u32(first.into()) {
        return Some((character, 6));
    }
    if bytes.get(6..8) != Some(b"\\u") {
        return None;
    }
    char::decode_utf16([first, unit(6)?]).next()?.ok().map(|character| (character, 12))
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #![proptest_config(crate::same_cases())]

        #[test]
        fn escapes_are_undone_as_serde_does(text in "[a\\n\"\\\\/\u{1}\u{E9}\u{1F600}\\t]{0,30}", ascii: bool) {
            let mut json = serde_json::to_string(&text).unwrap();
            if ascii {
                let escape = |unit: u16| format!("\\u{unit:04x}");
                json = json
                    .chars()
                    .map(|c| if c.is_ascii() { c.to_string() } else { c.encode_utf16(&mut [0; 2]).iter().map(|u| escape(*u)).collect() })
                    .collect();
            }
            let mut bytes = json.as_bytes()[1..json.len() - 1].to_vec();
            let length = unescape(&mut bytes).unwrap();
            proptest::prop_assert_eq!(std::str::from_utf8(&bytes[..length]).unwrap(), text);
        }
    }

    #[test]
    fn half_a_pair_is_refused() {
        for half in [r"x\ud83d", r"\ud83d\u0041", r"\ude00"] {
            assert!(unescape(&mut half.as_bytes().to_vec()).is_err(), "{half}");
        }
    }
}
