//! Tallies as files: what was counted, document by document, so that parts counted apart make the whole.
//!
//! JSON Lines: a header that names the instrument, then a document a line, in the order of their ids. So two tallies of one
//! instrument merge by putting their lines in order, and the bytes are those of counting the whole.

mod line;
mod merge;
mod order;
mod read;
mod write;

use std::io;

pub use merge::merge;
pub use read::TallyFile;
pub use write::TallyWriter;

/// Why a tally cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TallyError {
    /// A file cannot be read.
    #[error("cannot read `{path}`: {cause}")]
    Read {
        /// The file.
        path: String,
        /// What the system said.
        cause: io::Error,
    },
    /// It cannot be written.
    #[error(transparent)]
    Write(#[from] io::Error),
    /// A line is not what it should be.
    #[error("{what}\n  --> {path}:{line}")]
    Faulty {
        /// The file.
        path: String,
        /// The line, from 1.
        line: u64,
        /// What is wrong.
        what: String,
    },
    /// Counted with other lexicons, or another version of them.
    #[error("`{path}` was counted with other lexicons than {than}")]
    Instrument {
        /// The file.
        path: String,
        /// Those of this run, or another file.
        than: String,
    },
    /// A document is in two of them, or twice in one.
    #[error("the document `{id}` is in `{first}` and in `{second}`")]
    Twice {
        /// The document.
        id: String,
        /// One file.
        first: String,
        /// The other.
        second: String,
    },
}

impl TallyError {
    /// What to do about it.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Read { .. } => Some("`framelens score INPUT --tally FILE` writes one"),
            Self::Write(_) => None,
            Self::Faulty { .. } => Some("write it anew with `framelens score INPUT --tally FILE`"),
            Self::Instrument { .. } => Some("count both with the same --lexicons and the same version of framelens"),
            Self::Twice { .. } => Some("count every document once: parts must not overlap"),
        }
    }
}
