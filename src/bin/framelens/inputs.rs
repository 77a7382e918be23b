//! What `framelens analyze` reads: documents, or tallies in which they were counted before.

use std::fs::canonicalize;
use std::path::{Path, PathBuf};

use framelens::corpus::{Corpus, CorpusError, InputHash};
use framelens::counts::{Keep, Measured, Measurement};
use framelens::matching::Instrument;
use framelens::notice::Notice;
use framelens::table::TallyFile;

use crate::cli::AnalyzeArgs;
use crate::failure::Failure;

/// The inputs of a run.
pub enum Inputs {
    /// Texts.
    Documents(Corpus),
    /// What was counted in texts.
    Tallies(Vec<PathBuf>),
}

impl Inputs {
    /// Finds what the command line names.
    pub fn open(args: &AnalyzeArgs) -> Result<Self, Failure> {
        if !args.tally.is_empty() {
            return Ok(Self::Tallies(args.tally.clone()));
        }
        Ok(Self::Documents(Corpus::open(&args.corpus.inputs(), args.corpus.columns.columns(), Some(&args.out))?))
    }

    /// Whether the texts are at hand.
    pub fn has_texts(&self) -> bool {
        matches!(self, Self::Documents(_))
    }

    /// A file must not be written that is read.
    pub fn keep(&self, path: &Path) -> Result<(), Failure> {
        match self {
            Self::Documents(corpus) => Ok(corpus.keep(path)?),
            Self::Tallies(tallies) => {
                let target = canonicalize(path).ok();
                if target.is_some() && tallies.iter().any(|tally| canonicalize(tally).ok() == target) {
                    return Err(CorpusError::Overwrite { path: path.display().to_string() }.into());
                }
                Ok(())
            }
        }
    }

    /// How many bytes of text there are, as far as is known.
    pub fn bytes(&self) -> u64 {
        match self {
            Self::Documents(corpus) => corpus.bytes(),
            Self::Tallies(_) => 0,
        }
    }

    /// Every document, measured.
    pub fn each(
        &self,
        args: &AnalyzeArgs,
        instrument: &Instrument,
        mut take: impl FnMut(Measured) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let (group, _) = args.group.key();
        match self {
            Self::Documents(corpus) => {
                let threads = args.instrument.threads;
                Measurement { corpus, instrument, group: &group, keep: Keep::All, threads }.each(take)
            }
            Self::Tallies(tallies) => {
                for path in tallies {
                    TallyFile::open(path, instrument, &group)?.try_for_each(|measured| take(measured?))?;
                }
                Ok(())
            }
        }
    }

    /// Caveats about the inputs as such.
    pub fn notices(&self) -> Vec<Notice> {
        match self {
            Self::Documents(corpus) => corpus.notices(),
            Self::Tallies(_) => vec![Notice::Counted],
        }
    }

    /// How many files are read, how many are passed over, and how many several inputs mean.
    pub fn files(&self) -> (usize, usize, usize) {
        match self {
            Self::Documents(corpus) => corpus.files(),
            Self::Tallies(tallies) => (tallies.len(), 0, 0),
        }
    }

    /// The hash of every file read.
    pub fn hashes(&self) -> Result<Vec<InputHash>, Failure> {
        match self {
            Self::Documents(corpus) => Ok(corpus.hashes()?),
            Self::Tallies(tallies) => {
                let of = |path: &PathBuf| InputHash::of(path, path.parent().unwrap_or(Path::new("")));
                Ok(tallies.iter().map(of).collect::<Result<_, _>>()?)
            }
        }
    }
}
