//! Listens to the reading of one document and counts.

use std::collections::BTreeMap;

use super::{Counts, DocumentTally, Extent};
use crate::ids::{DocId, GroupId, TermId};
use crate::lexicon::Library;
use crate::matching::{Listener, SentenceReading};

/// Counts one document after another for one library.
#[derive(Debug)]
pub struct DocumentCounter {
    /// By term: its weight in ten-thousandths, and whether it is contested.
    terms: Vec<(i64, bool)>,
    extent: Extent,
    framings: Vec<Counts>,
    found: BTreeMap<TermId, u64>,
    in_sentence: Vec<u64>,
}

impl DocumentCounter {
    /// A counter that has heard nothing.
    pub fn new(library: &Library) -> Self {
        let framings = library.lexicons().len();
        Self {
            terms: library.terms().map(|(_, _, term)| (term.weight.scaled(), term.contested.is_some())).collect(),
            extent: Extent::default(),
            framings: vec![Counts::default(); framings],
            found: BTreeMap::new(),
            in_sentence: vec![0; framings],
        }
    }

    /// What was heard since the last call is the document of this name.
    pub fn finish(&mut self, id: DocId, group: Option<GroupId>) -> DocumentTally {
        let framings = self.framings.clone();
        self.framings.fill(Counts::default());
        DocumentTally {
            id,
            group,
            extent: std::mem::take(&mut self.extent),
            framings,
            terms: std::mem::take(&mut self.found).into_iter().collect(),
        }
    }
}

impl Listener for DocumentCounter {
    fn sentence(&mut self, sentence: &SentenceReading<'_>) {
        let tokens = u64::from(sentence.tokens);
        self.extent.add_sentence(tokens);
        if sentence.matches.is_empty() {
            return;
        }
        for found in sentence.matches {
            let (weight, contested) = self.terms[found.term.index()];
            let counts = &mut self.framings[found.framing.index()];
            counts.matches += 1;
            counts.weighted += weight;
            counts.quoted += u64::from(found.voice.is_quoted());
            counts.negated += u64::from(found.voice.negated);
            counts.contested += u64::from(contested);
            self.in_sentence[found.framing.index()] += 1;
            *self.found.entry(found.term).or_default() += 1;
        }
        for (counts, matches) in self.framings.iter_mut().zip(&mut self.in_sentence) {
            counts.close_sentence(std::mem::take(matches), tokens);
        }
    }
}
