//! What a person sees when something cannot be done.

use std::io;

use framelens::corpus::CorpusError;
use framelens::lexicon::LibraryError;

use crate::screen::safe;

/// Why the command ended early.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Whoever read the output has seen enough: no failure to them.
    #[error("the output was closed")]
    Closed,
    /// The texts.
    #[error(transparent)]
    Corpus(#[from] CorpusError),
    /// The lexicons.
    #[error(transparent)]
    Library(#[from] LibraryError),
    /// A tally.
    #[error(transparent)]
    Tally(#[from] framelens::table::TallyError),
    /// A file that cannot be written.
    #[error("cannot write {what}: {cause}")]
    Write {
        /// The path in quotes, or standard output.
        what: String,
        /// What the system said.
        cause: io::Error,
    },
    /// The temporary file.
    #[error("cannot write or read a temporary file: {0}")]
    Temporary(io::Error),
    /// A signal asked it to end.
    #[error("interrupted: no file was written that is not whole")]
    Interrupted,
    /// A picture that cannot be drawn.
    #[error(transparent)]
    Chart(#[from] framelens::chart::ChartError),
    /// Something asked for that is not there.
    #[error("{what}")]
    Unknown {
        /// What.
        what: String,
        /// What to do.
        help: String,
    },
}

impl Failure {
    /// A failure to write to standard output.
    pub fn stdout(cause: io::Error) -> Self {
        Self::write("standard output".to_owned(), cause)
    }

    /// A failure to write to something.
    pub fn write(what: String, cause: io::Error) -> Self {
        if cause.kind() == io::ErrorKind::BrokenPipe { Self::Closed } else { Self::Write { what, cause } }
    }

    fn help(&self) -> Option<String> {
        match self {
            Self::Corpus(error) => error.help(),
            Self::Library(error) => error.help(),
            Self::Tally(error) => Some(error.help().to_owned()),
            Self::Write { cause, .. } => Some(match cause.kind() {
                io::ErrorKind::StorageFull => "free some space, or write to another place".to_owned(),
                _ => "write to another place".to_owned(),
            }),
            Self::Temporary(_) => {
                Some("free some space, or name another folder for temporary files with TMPDIR".to_owned())
            }
            Self::Unknown { help, .. } => Some(help.clone()),
            Self::Closed | Self::Interrupted | Self::Chart(_) => None,
        }
    }

    /// The whole message: what is wrong, where, and what to do.
    pub fn render(&self) -> String {
        let what: Vec<String> = self.to_string().split('\n').map(safe).collect();
        let what = what.join("\n");
        // Faults of a lexicon come with their own heading and help.
        let heading = if what.starts_with("error") { what } else { format!("\u{1b}[1;31merror:\u{1b}[0m {what}") };
        match self.help() {
            Some(help) => format!("{heading}\n\u{1b}[1mhelp:\u{1b}[0m {}\n", safe(&help)),
            None => format!("{heading}\n"),
        }
    }
}
