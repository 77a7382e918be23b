//! What is handed to a worker at once: a file, or a block of rows or lines.

use std::collections::BTreeMap;
use std::io;

use super::columnar::ColumnarRows;
use super::find::Kind;
use super::front_matter;
use super::jsonl::Lines;
use super::rows::Rows;
use super::{CorpusError, Document};
use crate::ids::DocId;
use crate::source::{ReadError, utf8};
use crate::span::Span;

/// Raw input, cheap to make in order, that becomes documents wherever there is time for it.
#[derive(Debug)]
pub enum Parcel {
    /// Files with one document each.
    Files(Vec<TextFile>),
    /// Rows of a table.
    Rows(Rows),
    /// Lines of JSON.
    Lines(Lines),
    /// Rows of a table in columns.
    Columns(ColumnarRows),
    /// What stood on standard input.
    Stdin(Vec<u8>),
    /// What could not be read.
    Broken(CorpusError),
}

/// A file with one document.
#[derive(Debug)]
pub struct TextFile {
    /// Its path, for messages.
    pub(super) name: String,
    pub(super) id: Option<DocId>,
    pub(super) kind: Kind,
    pub(super) metadata: BTreeMap<String, String>,
    pub(super) bytes: io::Result<Vec<u8>>,
}

/// What messages call standard input.
pub const STDIN: &str = "standard input";
/// Its id.
const STDIN_ID: &str = "stdin";

impl Parcel {
    /// The documents in it, in order.
    pub fn documents(self) -> impl Iterator<Item = Result<Document, CorpusError>> {
        let documents: Box<dyn Iterator<Item = Result<Document, CorpusError>>> = match self {
            Self::Files(files) => Box::new(files.into_iter().map(TextFile::document)),
            Self::Rows(rows) => Box::new(rows.documents()),
            Self::Lines(lines) => Box::new(lines.documents()),
            Self::Columns(rows) => Box::new(rows.documents()),
            Self::Stdin(bytes) => Box::new(std::iter::once(stdin(bytes))),
            Self::Broken(error) => Box::new(std::iter::once(Err(error))),
        };
        documents.map(|document| document.and_then(addressable))
    }
}

/// A text that spans can address, wherever it came from.
fn addressable(document: Document) -> Result<Document, CorpusError> {
    if document.text.len() > Span::LONGEST_TEXT {
        return Err(CorpusError::TooLong { path: document.origin });
    }
    Ok(document)
}

impl TextFile {
    fn document(self) -> Result<Document, CorpusError> {
        let Self { name, id, kind, metadata: of_manifest, bytes } = self;
        let bytes = bytes.map_err(|cause| ReadError::Io { name: name.clone(), cause })?;
        let id = id.ok_or_else(|| CorpusError::EmptyId { origin: name.clone() })?;
        let (text, mark) = decode(bytes, &name)?;
        let (own, from) = if kind == Kind::Markdown { front_matter::read(&text[mark..]) } else { (BTreeMap::new(), 0) };
        let mut metadata = own;
        metadata.extend(of_manifest);
        Ok(Document { id, metadata, text, from: mark + from, origin: name })
    }
}

fn stdin(bytes: Vec<u8>) -> Result<Document, CorpusError> {
    let (text, from) = decode(bytes, STDIN)?;
    let id = DocId::new(STDIN_ID).ok_or_else(|| CorpusError::EmptyId { origin: STDIN.to_owned() })?;
    Ok(Document { id, metadata: BTreeMap::new(), text, from, origin: STDIN.to_owned() })
}

/// The text, and where it begins after a byte order mark.
fn decode(bytes: Vec<u8>, name: &str) -> Result<(String, usize), CorpusError> {
    let text = utf8(name, bytes)?;
    let from = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    Ok((text, from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_pointer_width = "64")]
    #[test]
    fn a_text_that_spans_cannot_address_is_refused() {
        let of_length = |length: usize| Document {
            id: DocId::new("a").unwrap(),
            metadata: BTreeMap::new(),
            // Zeros take no memory until they are written to.
            text: String::from_utf8(vec![0; length]).unwrap(),
            from: 0,
            origin: "a.csv:2".to_owned(),
        };
        assert!(addressable(of_length(5)).is_ok());
        let error = addressable(of_length(Span::LONGEST_TEXT + 1)).unwrap_err();
        assert_eq!(error.to_string(), "`a.csv:2` is larger than 4 GiB");
    }
}
