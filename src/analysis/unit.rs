//! What is compared: a document, or a group of documents.

use crate::counts::{Counts, DocumentTally, Extent, Tally};
use crate::ids::{FramingIx, GroupId, TermId};
use crate::stats::{Sums, Units};

/// Whether something is a document or a group of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// One document.
    Document,
    /// The documents of one group.
    Group,
}

impl Scope {
    /// The word in the tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Group => "group",
        }
    }
}

/// One or more documents taken as one.
#[derive(Clone, Debug)]
pub struct Unit<'t> {
    /// What it is called.
    pub name: String,
    /// What it is.
    pub scope: Scope,
    /// Its documents.
    pub documents: Vec<&'t DocumentTally>,
    /// How much text they have together.
    pub extent: Extent,
    /// Their counts together, one entry a framing.
    pub framings: Vec<Counts>,
}

impl<'t> Unit<'t> {
    /// One document.
    pub fn document(document: &'t DocumentTally) -> Self {
        Self::new(document.id.to_string(), Scope::Document, vec![document])
    }

    /// Every document of a tally.
    pub fn documents(tally: &'t Tally) -> Vec<Self> {
        tally.documents().iter().map(Self::document).collect()
    }

    /// Every group of a tally.
    pub fn groups(tally: &'t Tally) -> Vec<Self> {
        let of = |group: &GroupId| tally.documents().iter().filter(|document| document.group.as_ref() == Some(group)).collect();
        tally.groups().iter().map(|group| Self::new(group.to_string(), Scope::Group, of(group))).collect()
    }

    /// All documents of a tally that are not of this unit.
    pub fn rest(&self, tally: &'t Tally) -> Self {
        let others = tally.documents().iter().filter(|document| !self.documents.iter().any(|own| own.id == document.id));
        Self::new(String::new(), self.scope, others.collect())
    }

    fn new(name: String, scope: Scope, documents: Vec<&'t DocumentTally>) -> Self {
        let mut extent = Extent::default();
        let framings = documents.first().map_or(0, |document| document.framings.len());
        let mut counts = vec![Counts::default(); framings];
        for document in &documents {
            extent += document.extent;
            for (sum, own) in counts.iter_mut().zip(&document.framings) {
                *sum += *own;
            }
        }
        Self { name, scope, documents, extent, framings: counts }
    }

    /// What an interval of a framing is made from: sums over sentences for documents, over documents for a group of two
    /// or more.
    pub fn sums(&self, framing: FramingIx) -> (Sums, Units) {
        let counts = self.framings.get(framing.index()).copied().unwrap_or_default();
        if self.scope == Scope::Group && self.documents.len() > 1 {
            let mut sums = Sums { hits: counts.matches, words: self.extent.tokens, ..Sums::default() };
            for document in self.documents.iter().filter(|document| document.extent.tokens > 0) {
                let (hits, words) = (u128::from(document.framings[framing.index()].matches), u128::from(document.extent.tokens));
                sums.units += 1;
                sums.hit_squares += hits * hits;
                sums.products += hits * words;
                sums.word_squares += words * words;
            }
            return (sums, Units::Documents);
        }
        let sums = Sums {
            units: self.extent.sentences,
            hits: counts.matches,
            words: self.extent.tokens,
            hit_squares: counts.squares.into(),
            products: counts.products.into(),
            word_squares: self.extent.token_squares.into(),
        };
        (sums, Units::Sentences)
    }

    /// Matches of a term.
    pub fn term(&self, term: TermId) -> u64 {
        self.documents.iter().map(|document| document.term(term)).sum()
    }

    /// Every term found, with its matches.
    pub fn terms(&self) -> Vec<(TermId, u64)> {
        let mut all: Vec<(TermId, u64)> = self.documents.iter().flat_map(|document| document.terms.iter().copied()).collect();
        all.sort_unstable();
        all.chunk_by(|a, b| a.0 == b.0).map(|same| (same[0].0, same.iter().map(|(_, matches)| matches).sum())).collect()
    }

    /// Matches of all framings together.
    pub fn matches(&self) -> u64 {
        self.framings.iter().map(|counts| counts.matches).sum()
    }

    /// How many of its documents have a match of a framing.
    pub fn documents_with(&self, framing: FramingIx) -> usize {
        self.documents.iter().filter(|document| document.framings[framing.index()].matches > 0).count()
    }
}
