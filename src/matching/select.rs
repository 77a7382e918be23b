//! Which of the patterns found in a sentence count.

use super::compile::{Matcher, Target};
use super::scan::Candidate;
use crate::ids::{FramingIx, TermId};

/// Which of the matches that overlap count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Overlap {
    /// Within a framing the longest, then the leftmost; framings are independent of each other.
    #[default]
    WithinFraming,
    /// In addition, no match whose words are all covered by longer ones of any framing, or by equally long ones further
    /// left. Matches on the same words, and such as overlap in part, count for both framings.
    AcrossFramings,
}

impl Overlap {
    /// The word for it on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::WithinFraming => "within-framing",
            Self::AcrossFramings => "across-framings",
        }
    }
}

/// Chooses among the patterns found in one sentence after another.
#[derive(Debug, Default)]
pub(super) struct Selection {
    /// Framing by framing, which words of the sentence its matches cover.
    covered: Vec<bool>,
    /// Which words any match covers that is longer than the candidate, or as long and further left.
    anywhere: Vec<bool>,
    /// Matches as long as the candidate and on its place.
    beside: Vec<(u32, u32)>,
}

impl Selection {
    /// Keeps, within each framing, the longest match first, then the leftmost, never two on one of the `words` of the sentence.
    /// A term that an exclusion of its framing contains is no match to begin with.
    pub fn select(&mut self, matcher: &Matcher, words: usize, candidates: &mut Vec<Candidate>) {
        if candidates.iter().any(|candidate| matches!(candidate.target, Target::Exclude(_))) {
            let excluded = exclusions(candidates);
            candidates.retain(|candidate| {
                let Target::Term(term) = candidate.target else { return false };
                !excluded.iter().any(|(framing, first, end)| {
                    *framing == matcher.framing(term) && *first <= candidate.first && candidate.end <= *end
                })
            });
        }
        if candidates.len() < 2 {
            return;
        }
        candidates.sort_unstable_by_key(|candidate| preference(matcher, candidate));
        self.covered.clear();
        self.covered.resize(matcher.framings * words, false);
        self.anywhere.clear();
        self.anywhere.resize(words, false);
        self.beside.clear();
        let mut place = None;
        candidates.retain(|candidate| {
            let here = (candidate.named, candidate.first);
            if place.replace(here) != Some(here) {
                self.close_place();
            }
            let (first, end) = (candidate.first as usize, candidate.end as usize);
            let row = framing(matcher, candidate).index() * words;
            let of_framing = &mut self.covered[row + first..row + end];
            let hidden = matcher.overlap == Overlap::AcrossFramings && self.anywhere[first..end].iter().all(|c| *c);
            if hidden || of_framing.contains(&true) {
                return false;
            }
            of_framing.fill(true);
            self.beside.push((candidate.first, candidate.end));
            true
        });
        candidates.sort_unstable_by_key(|candidate| (candidate.first, framing(matcher, candidate), candidate.end));
    }

    /// The candidates from here on stand further right or are shorter.
    fn close_place(&mut self) {
        for (first, end) in self.beside.drain(..) {
            self.anywhere[first as usize..end as usize].fill(true);
        }
    }
}

/// What the exclusions cover, framing by framing.
fn exclusions(candidates: &[Candidate]) -> Vec<(FramingIx, u32, u32)> {
    let covered = candidates.iter().filter_map(|candidate| match candidate.target {
        Target::Exclude(framing) => Some((framing, candidate.first, candidate.end)),
        Target::Term(_) => None,
    });
    covered.collect()
}

/// The term that a selected candidate is of.
pub(super) fn term(candidate: &Candidate) -> TermId {
    match candidate.target {
        Target::Term(term) => term,
        Target::Exclude(_) => TermId(0), // none is selected
    }
}

fn framing(matcher: &Matcher, candidate: &Candidate) -> FramingIx {
    matcher.terms[term(candidate).index()].framing
}

fn preference(matcher: &Matcher, candidate: &Candidate) -> (std::cmp::Reverse<u32>, u32, u32, u32) {
    let rank = matcher.terms[term(candidate).index()].rank;
    (std::cmp::Reverse(candidate.named), candidate.first, candidate.end, rank)
}
