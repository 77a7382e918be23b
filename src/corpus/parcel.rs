//! What is handed to a worker at once: a file, or a block of rows or lines.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

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
    /// A file with one document.
    File(TextFile),
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
    pub(super) path: PathBuf,
    pub(super) id: Option<DocId>,
    pub(super) kind: Kind,
    pub(super) metadata: BTreeMap<String, String>,
    /// Opened already, where that was possible.
    pub(super) begun: Option<File>,
}

/// What messages call standard input.
pub const STDIN: &str = "standard input";
/// Its id.
const STDIN_ID: &str = "stdin";

impl Parcel {
    /// The documents in it, in order.
    pub fn documents(self) -> impl Iterator<Item = Result<Document, CorpusError>> {
        let documents: Box<dyn Iterator<Item = Result<Document, CorpusError>>> = match self {
            Self::File(file) => Box::new(std::iter::once(file.document())),
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
    fn bytes(&self) -> io::Result<Vec<u8>> {
        let Some(mut file) = self.begun.as_ref() else { return std::fs::read(&self.path) };
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn document(self) -> Result<Document, CorpusError> {
        let name = self.path.display().to_string();
        let bytes = self.bytes().map_err(|cause| ReadError::Io { name: name.clone(), cause })?;
        let id = self.id.ok_or_else(|| CorpusError::EmptyId { origin: name.clone() })?;
        let (text, mark) = decode(bytes, &name)?;
        let (own, from) =
            if self.kind == Kind::Markdown { front_matter::read(&text[mark..]) } else { (BTreeMap::new(), 0) };
        let mut metadata = own;
        metadata.extend(self.metadata);
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
