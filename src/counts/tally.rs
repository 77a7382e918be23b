//! Document by framing: what everything below the waist is made from.

use super::{Counts, Extent};
use crate::ids::{DocId, GroupId, TermId};

/// What was counted in one document. Complete: a framing not found is a zero, not a missing one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentTally {
    /// The document.
    pub id: DocId,
    /// The group it belongs to, if any.
    pub group: Option<GroupId>,
    /// How much text it has.
    pub extent: Extent,
    /// One entry for each framing of the library, in its order.
    pub framings: Vec<Counts>,
    /// Matches of each term found, by term, without zeros.
    pub terms: Vec<(TermId, u64)>,
}

/// The documents of a run, in the order of their ids whatever the order in which they were read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    documents: Vec<DocumentTally>,
}

impl Tally {
    /// Gathers documents; of two with one id, gives back the id.
    ///
    /// # Errors
    /// The first id that two documents share.
    pub fn new(mut documents: Vec<DocumentTally>) -> Result<Self, DocId> {
        documents.sort_by(|a, b| a.id.cmp(&b.id));
        match documents.windows(2).find(|pair| pair[0].id == pair[1].id) {
            Some(pair) => Err(pair[0].id.clone()),
            None => Ok(Self { documents }),
        }
    }

    /// The documents in order.
    pub fn documents(&self) -> &[DocumentTally] {
        &self.documents
    }

    /// The groups in order, each once.
    pub fn groups(&self) -> Vec<GroupId> {
        let mut groups: Vec<GroupId> = self.documents.iter().filter_map(|document| document.group.clone()).collect();
        groups.sort();
        groups.dedup();
        groups
    }
}

impl DocumentTally {
    /// Matches of all framings together.
    pub fn matches(&self) -> u64 {
        self.framings.iter().map(|counts| counts.matches).sum()
    }
}
