//! Everything that measures, made ready together so that its parts cannot be mixed up.

use std::path::PathBuf;

use sha2::{Digest, Sha256};

use super::{Matcher, Reader};
use crate::lexicon::{Library, LibraryError};
use crate::text::Analyzer;

/// An analyzer, a library read with it, and the matcher made of both.
#[derive(Debug)]
pub struct Instrument {
    analyzer: Analyzer,
    library: Library,
    matcher: Matcher,
}

impl Instrument {
    /// Reads and compiles the lexicons at some paths.
    ///
    /// # Errors
    /// As [`Library::load`].
    pub fn load(lexicons: &[PathBuf]) -> Result<Self, LibraryError> {
        let analyzer = Analyzer::english();
        let library = Library::load(lexicons, &analyzer)?;
        let matcher = Matcher::new(&library);
        Ok(Self { analyzer, library, matcher })
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
        self.library.classes_read().iter().for_each(|source| add(source.text()));
        for lexicon in self.library.lexicons() {
            add(lexicon.id.as_str());
            add(lexicon.source.text());
        }
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// A reader for one thread.
    pub fn reader(&self) -> Reader<'_> {
        Reader::new(&self.matcher, &self.analyzer)
    }
}
