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
    /// Lines do not fit into memory, and a temporary file cannot be written.
    #[error("cannot write a temporary file: {0}")]
    Temporary(#[from] io::Error),
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
    /// Counted with other lexicons, another version of them, or other ways of matching.
    #[error("`{path}` was counted in another way than {than}")]
    Instrument {
        /// The file.
        path: String,
        /// This run, or another file.
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
    pub fn help(&self) -> &'static str {
        match self {
            Self::Read { .. } => "`framelens score INPUT --tally FILE` writes one",
            Self::Temporary(_) => "free some space, or name another folder for temporary files with TMPDIR",
            Self::Faulty { .. } => "write it anew with `framelens score INPUT --tally FILE`",
            Self::Instrument { .. } => {
                "count both with the same --lexicons, --match and --overlap, and the same version of framelens"
            }
            Self::Twice { .. } => "count every document once: parts must not overlap",
        }
    }
}
