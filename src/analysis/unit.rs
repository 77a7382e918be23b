//! What is compared: a document, or a group of documents.

use std::collections::BTreeMap;

use crate::counts::{Counts, DocumentTally, Extent, Tally};
use crate::ids::{FramingIx, GroupId, TermId};
use crate::stats::Sums;

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

/// The counts of some documents together. Pools add and take away exactly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pool {
    /// How many documents have words.
    pub documents: u64,
    /// How much text they have.
    pub extent: Extent,
    /// Sum over documents of the square of their words.
    pub word_squares: u128,
    /// Their counts, one entry a framing.
    pub framings: Vec<PooledCounts>,
}

/// One framing in a pool.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PooledCounts {
    /// What was counted.
    pub counts: Counts,
    /// Documents with a match.
    pub documents: u64,
    /// Sum over documents of the square of their matches.
    pub squares: u128,
    /// Sum over documents of their matches times their words.
    pub products: u128,
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
    /// Their counts together.
    pub pool: Pool,
    /// Matches of every term found, by term.
    pub terms: Vec<(TermId, u64)>,
}

impl Pool {
    fn of(documents: &[&DocumentTally]) -> Self {
        let framings = documents.first().map_or(0, |document| document.framings.len());
        let mut pool = Self { framings: vec![PooledCounts::default(); framings], ..Self::default() };
        for document in documents {
            pool.add(document);
        }
        pool
    }

    fn add(&mut self, document: &DocumentTally) {
        let words = u128::from(document.extent.tokens);
        self.documents += u64::from(words > 0);
        self.extent += document.extent;
        self.word_squares += words * words;
        for (pooled, counts) in self.framings.iter_mut().zip(&document.framings) {
            let matches = u128::from(counts.matches);
            pooled.counts += *counts;
            pooled.documents += u64::from(matches > 0);
            pooled.squares += matches * matches;
            pooled.products += matches * words;
        }
    }

    /// What is left of this pool without another that is part of it.
    #[must_use]
    pub fn without(&self, part: &Self) -> Self {
        let framings = self.framings.iter().zip(&part.framings).map(|(all, part)| PooledCounts {
            counts: all.counts - part.counts,
            documents: all.documents - part.documents,
            squares: all.squares - part.squares,
            products: all.products - part.products,
        });
        Self {
            documents: self.documents - part.documents,
            extent: self.extent - part.extent,
            word_squares: self.word_squares - part.word_squares,
            framings: framings.collect(),
        }
    }

    /// What was counted of a framing.
    pub fn counts(&self, framing: FramingIx) -> Counts {
        self.framings[framing.index()].counts
    }

    /// What an interval of a framing is made from: sums over sentences, or for groups of two or more documents over
    /// documents.
    pub fn sums(&self, framing: FramingIx, scope: Scope) -> Sums {
        let pooled = &self.framings[framing.index()];
        let common = Sums { hits: pooled.counts.matches, words: self.extent.tokens, ..Sums::default() };
        if scope == Scope::Group && self.documents > 1 {
            return Sums {
                units: self.documents,
                hit_squares: pooled.squares,
                products: pooled.products,
                word_squares: self.word_squares,
                ..common
            };
        }
        Sums {
            units: self.extent.sentences,
            hit_squares: pooled.counts.squares.into(),
            products: pooled.counts.products.into(),
            word_squares: self.extent.token_squares.into(),
            ..common
        }
    }

    /// Matches of all framings together.
    pub fn matches(&self) -> u64 {
        self.framings.iter().map(|pooled| pooled.counts.matches).sum()
    }

    /// Every framing by its place.
    pub fn each_framing(&self) -> impl Iterator<Item = FramingIx> + use<> {
        (0..self.framings.len()).map(|place| FramingIx(place as u16))
    }
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

    /// Every group of a tally, in the order of [`Tally::groups`].
    pub fn groups(tally: &'t Tally) -> Vec<Self> {
        let mut groups: BTreeMap<&GroupId, Vec<&DocumentTally>> = BTreeMap::new();
        for document in tally.documents() {
            if let Some(group) = &document.group {
                groups.entry(group).or_default().push(document);
            }
        }
        groups.into_iter().map(|(group, documents)| Self::new(group.to_string(), Scope::Group, documents)).collect()
    }

    /// All documents of a tally as one.
    pub fn all(tally: &'t Tally) -> Self {
        Self::new(String::new(), Scope::Group, tally.documents().iter().collect())
    }

    fn new(name: String, scope: Scope, documents: Vec<&'t DocumentTally>) -> Self {
        let mut terms: Vec<(TermId, u64)> =
            documents.iter().flat_map(|document| document.terms.iter().copied()).collect();
        terms.sort_unstable();
        let summed = terms.chunk_by(|a, b| a.0 == b.0);
        let terms = summed.map(|same| (same[0].0, same.iter().map(|(_, matches)| matches).sum())).collect();
        Self { name, scope, pool: Pool::of(&documents), documents, terms }
    }

    /// Matches of a term.
    pub fn term(&self, term: TermId) -> u64 {
        self.terms.binary_search_by_key(&term, |(term, _)| *term).map_or(0, |place| self.terms[place].1)
    }
}
