//! Everything that measures, made ready together so that its parts cannot be mixed up.

use std::fmt::Write as _;
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use super::{Matcher, Overlap, Reader};
use crate::lexicon::{Library, LibraryError, Matching};
use crate::text::Analyzer;

/// An analyzer, a library read with it, and the matcher made of both.
#[derive(Debug)]
pub struct Instrument {
    analyzer: Analyzer,
    library: Library,
    matcher: Matcher,
    options: Options,
}

/// How an instrument matches, apart from what its lexicons say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// How plain words meet the text; `None` for as each term says.
    pub matching: Option<Matching>,
    /// Which overlapping matches count.
    pub overlap: Overlap,
}

impl Instrument {
    /// Reads and compiles the lexicons at some paths.
    ///
    /// # Errors
    /// As [`Library::load`].
    pub fn load(lexicons: &[PathBuf]) -> Result<Self, LibraryError> {
        Self::load_with(lexicons, Options::default())
    }

    /// Reads and compiles the lexicons at some paths, to match in a way of one's own.
    ///
    /// # Errors
    /// As [`Library::load_matching`].
    pub fn load_with(lexicons: &[PathBuf], options: Options) -> Result<Self, LibraryError> {
        let analyzer = Analyzer::english();
        let library = Library::load_matching(lexicons, &analyzer, options.matching)?;
        let matcher = Matcher::new(&library, options.overlap);
        Ok(Self { analyzer, library, matcher, options })
    }

    /// How it matches.
    pub fn options(&self) -> Options {
        self.options
    }

    /// The instrument with the lexicons built into the program.
    ///
    /// # Errors
    /// When a shipped file is at fault, which the tests of this package rule out.
    pub fn built_in() -> Result<Self, LibraryError> {
        Self::load(&[PathBuf::from(crate::lexicon::BUILT_IN)])
    }

    /// The lexicons.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The matcher.
    pub fn matcher(&self) -> &Matcher {
        &self.matcher
    }

    /// What tells whether two counts can be put together: a hash over how words are cut and stemmed and over everything the
    /// lexicons say.
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        let mut add = |part: &str| {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        };
        add(Analyzer::FINGERPRINT);
        add(self.options.matching.map_or("", Matching::as_str));
        add(self.options.overlap.as_str());
        self.library.classes_read().iter().for_each(|source| add(source.text()));
        for lexicon in self.library.lexicons() {
            add(lexicon.id.as_str());
            add(lexicon.source.text());
        }
        hash.finalize().iter().fold(String::new(), |mut text, byte| {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
    }

    /// A reader for one thread.
    pub fn reader(&self) -> Reader<'_> {
        Reader::new(&self.matcher, &self.analyzer)
    }
}
