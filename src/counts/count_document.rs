//! Listens to the reading of one document and counts.

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
    /// Matches by term, and the terms that have some.
    found: Vec<u64>,
    touched: Vec<TermId>,
    in_sentence: Vec<u64>,
}

impl DocumentCounter {
    /// A counter that has heard nothing.
    pub fn new(library: &Library) -> Self {
        let framings = library.lexicons().len();
        let terms: Vec<(i64, bool)> =
            library.terms().map(|(_, _, term)| (term.weight.scaled(), term.contested.is_some())).collect();
        Self {
            found: vec![0; terms.len()],
            touched: Vec::new(),
            terms,
            extent: Extent::default(),
            framings: vec![Counts::default(); framings],
            in_sentence: vec![0; framings],
        }
    }

    /// What was heard since the last call is the document of this name.
    pub fn finish(&mut self, id: DocId, group: Option<GroupId>) -> DocumentTally {
        self.touched.sort_unstable();
        let terms = self.touched.drain(..).map(|term| (term, std::mem::take(&mut self.found[term.index()]))).collect();
        let framings = self.framings.clone();
        self.framings.fill(Counts::default());
        DocumentTally { id, group, extent: std::mem::take(&mut self.extent), framings, terms }
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
            let of_term = &mut self.found[found.term.index()];
            *of_term += 1;
            if *of_term == 1 {
                self.touched.push(found.term);
            }
        }
        for (counts, matches) in self.framings.iter_mut().zip(&mut self.in_sentence) {
            counts.close_sentence(std::mem::take(matches), tokens);
        }
    }
}
