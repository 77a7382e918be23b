//! Is this document a second one of its name?

use std::collections::HashSet;
use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use framelens::corpus::CorpusError;
use framelens::ids::DocId;

use crate::failure::Failure;

/// Which documents were read, by a hash of their names: eight bytes each, so that any number fits.
#[derive(Default)]
pub struct Seen(HashSet<u64, FixedState>);

impl Seen {
    /// Whether there was none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Refuses a second document of one name.
    pub fn check(&mut self, id: &DocId, origin: &str) -> Result<(), Failure> {
        if self.0.insert(FixedState::with_seed(2).hash_one(id.as_str())) {
            return Ok(());
        }
        let (first, second) = ("one read before".to_owned(), origin.to_owned());
        Err(CorpusError::Twice { id: id.clone(), first, second }.into())
    }
}
