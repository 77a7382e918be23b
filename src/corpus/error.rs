//! Why a corpus could not be read.

use std::path::Path;

use crate::ids::DocId;
use crate::source::{Fault, ReadError};

/// What is wrong with an input; [`CorpusError::help`] says what to do.
#[derive(Debug, thiserror::Error)]
pub enum CorpusError {
    /// Nothing readable where the inputs point.
    #[error("no text found in {inputs}{there}")]
    NothingFound {
        /// The inputs as given, quoted.
        inputs: String,
        /// The endings that are there, as a phrase.
        there: String,
    },
    /// A path that is not there.
    #[error("there is no file or folder `{path}`")]
    Missing {
        /// The path as given.
        path: String,
        /// The nearest name that is there.
        nearest: Option<String>,
    },
    /// A pattern that is none.
    #[error("`{pattern}` is not a pattern: {cause}")]
    Glob {
        /// The pattern as given.
        pattern: String,
        /// What is wrong with it.
        cause: String,
    },
    /// A file that cannot be read, or is not UTF-8.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A text longer than spans can address.
    #[error("`{path}` is larger than 4 GiB")]
    TooLong {
        /// The path, and the line or row where it is one of many.
        path: String,
    },
    /// A file whose ending is not known.
    #[error("`{path}` has no ending that is known")]
    Ending {
        /// The path.
        path: String,
    },
    /// A column that is not there.
    #[error("`{path}` has no column `{column}`")]
    Column {
        /// The path.
        path: String,
        /// The column asked for.
        column: String,
        /// The flag that names it.
        flag: &'static str,
        /// The columns there are.
        there: Vec<String>,
        /// A pattern that means the texts of the folder in which it was found, which it may be about.
        texts: Option<String>,
    },
    /// A column that is there twice.
    #[error("`{path}` has {times} columns named `{column}`")]
    AmbiguousColumn {
        /// The path.
        path: String,
        /// The column asked for.
        column: String,
        /// How often it is there.
        times: usize,
    },
    /// A row with more or fewer cells than the header.
    #[error("the row has {cells} cells where the header has {expected}\n  --> {path}:{line}")]
    Ragged {
        /// The path.
        path: String,
        /// The line the row begins on.
        line: u64,
        /// Its cells.
        cells: u64,
        /// The header's.
        expected: u64,
    },
    /// A quotation mark that is never closed.
    #[error("a quotation mark opened in this row is never closed\n  --> {path}:{line}")]
    Unterminated {
        /// The path.
        path: String,
        /// The line the row begins on.
        line: u64,
    },
    /// A quoted cell with text behind its closing quotation mark.
    #[error("a quotation mark closes a cell, and text follows it\n  --> {path}:{line}")]
    TextAfterQuote {
        /// The path.
        path: String,
        /// The line.
        line: u64,
    },
    /// Inputs without a document.
    #[error("no document in the inputs")]
    NoDocuments,
    /// A file that is written to and read from.
    #[error("`{path}` is an input: writing to it would destroy it")]
    Overwrite {
        /// The path.
        path: String,
    },
    /// A cell or line that is not UTF-8.
    #[error("this row is not UTF-8: byte {byte} of {part} begins no character\n  --> {path}:{line}")]
    RowNotUtf8 {
        /// The path.
        path: String,
        /// The line.
        line: u64,
        /// Offset in the part.
        byte: usize,
        /// The cell or line.
        part: String,
    },
    /// A Parquet file that cannot be decoded.
    #[error("`{path}` cannot be read as Parquet: {what}")]
    Parquet {
        /// The path, and the row where it is one row.
        path: String,
        /// What the decoder said.
        what: String,
    },
    /// A line that is not a JSON object of the shape wanted.
    #[error("{what}\n  --> {path}:{line}:{column}")]
    Json {
        /// The path.
        path: String,
        /// The line.
        line: u64,
        /// The column; 1 when the whole line is meant.
        column: usize,
        /// What is wrong.
        what: String,
    },
    /// An id that is empty.
    #[error("the document has an empty id\n  --> {origin}")]
    EmptyId {
        /// Where.
        origin: String,
    },
    /// Two documents of one name.
    #[error("two documents have the id `{id}`: {first} and {second}")]
    Twice {
        /// The id.
        id: DocId,
        /// One.
        first: String,
        /// The other.
        second: String,
    },
    /// A fault in a `corpus.toml`.
    #[error("{0}")]
    Manifest(Box<Fault>),
    /// A fault in a file of codes, or in the key to one.
    #[error("{what}\n  --> {place}")]
    Codes {
        /// What is wrong.
        what: String,
        /// The path and line.
        place: String,
        /// What to do.
        help: String,
    },
    /// No document has the key to group by.
    #[error("no document has a `{key}` to group by")]
    NoGroup {
        /// The key.
        key: String,
        /// The keys there are.
        there: Vec<String>,
    },
}

impl CorpusError {
    /// What to do about it.
    pub fn help(&self) -> Option<String> {
        let listed = |there: &[String]| there.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        Some(match self {
            Self::Ending { path } if Path::new(path).extension().is_some_and(|ending| ending == "toml") => {
                format!("texts come first; if it is a lexicon, give it as --lexicons {path}")
            }
            Self::NothingFound { .. } | Self::Ending { .. } => {
                "framelens reads .txt, .md, .csv, .tsv, .jsonl and .parquet".to_owned()
            }
            Self::Missing { nearest: Some(nearest), .. } => format!("did you mean `{nearest}`?"),
            Self::Missing { nearest: None, .. } => {
                "give a file, a folder, a pattern in quotes, or - for standard input".to_owned()
            }
            Self::Glob { .. } => "such as 'speeches/*.txt' or 'corpus/**/*.md', in quotes".to_owned(),
            Self::Read(error) => error.help().unwrap_or_else(|| "check that it is there and may be read".to_owned()),
            Self::RowNotUtf8 { .. } => {
                "save it as UTF-8, for example: iconv -f WINDOWS-1252 -t UTF-8 IN > OUT".to_owned()
            }
            Self::TooLong { .. } => "split it into documents".to_owned(),
            Self::Column { there, .. } if there.is_empty() => "it has no column at all".to_owned(),
            Self::Column { there, .. } if is_of_framelens(there) => {
                "it looks like a table that framelens wrote: move it away, or give a pattern such as 'texts/*.txt'"
                    .to_owned()
            }
            Self::Column { flag, there, texts, .. } => {
                let or = texts.as_ref().map(|pattern| format!(", or leave it out: '{pattern}'")).unwrap_or_default();
                format!("the columns are {}; name one with {flag}{or}", listed(there))
            }
            Self::AmbiguousColumn { .. } => "rename one of them in the header".to_owned(),
            Self::Ragged { .. } => {
                "give the row as many cells as the header, and put text that has the separator in it in quotation marks"
                    .to_owned()
            }
            Self::Parquet { .. } => {
                "write it anew, with flat columns and one of the codecs Snappy, Zstandard, LZ4 or gzip".to_owned()
            }
            Self::NoDocuments => "a table needs a row below its header, and JSON Lines a line".to_owned(),
            Self::Overwrite { .. } => "choose another --out".to_owned(),
            Self::Unterminated { .. } | Self::TextAfterQuote { .. } => {
                "close it; a quotation mark inside a quoted cell is written twice".to_owned()
            }
            Self::Json { .. } => "each line is one JSON object, such as {\"id\": \"a\", \"text\": \"...\"}".to_owned(),
            Self::EmptyId { .. } => "give every row an id".to_owned(),
            Self::Twice { .. } => "rename one, or give a folder above both so that their paths differ".to_owned(),
            Self::Codes { help, .. } => help.clone(),
            Self::Manifest(_) => return None,
            Self::NoGroup { there, .. } if there.is_empty() => {
                "the documents have no metadata; a corpus.toml can give them some".to_owned()
            }
            Self::NoGroup { key, there } if there.contains(key) => format!("`{key}` is there, but always empty"),
            Self::NoGroup { there, .. } => format!("the keys are {}", listed(there)),
        })
    }
}

/// Whether these are the columns of a table that was written, not of texts.
fn is_of_framelens(columns: &[String]) -> bool {
    ["framing", "matches"].iter().all(|column| columns.iter().any(|there| there == column))
}
