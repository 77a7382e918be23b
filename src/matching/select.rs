//! Which of the patterns found in a sentence count.

use super::compile::{Matcher, Target};
use super::scan::{Candidate, Words};
use crate::ids::{FramingIx, TermId};

/// Keeps, within each framing, the longest match first, then the leftmost, never two on one word. A term that an
/// exclusion of its framing contains, or that its rules forbid, is no match to begin with.
pub(super) fn select(matcher: &Matcher, words: &Words<'_>, candidates: &mut Vec<Candidate>) {
    let excludes = candidates.iter().any(|candidate| matches!(candidate.target, Target::Exclude(_)));
    let excluded = if excludes { exclusions(candidates) } else { Vec::new() };
    candidates.retain(|candidate| {
        let Target::Term(term) = candidate.target else { return false };
        let ready = &matcher.terms[term.index()];
        let contained = |(framing, first, end): &(FramingIx, u32, u32)| {
            *framing == ready.framing && *first <= candidate.first && candidate.end <= *end
        };
        !excluded.iter().any(contained)
            && ready.rules.iter().all(|rule| rule.allows(words, candidate.first as usize, candidate.end as usize))
    });
    if candidates.len() < 2 {
        return;
    }
    candidates.sort_unstable_by_key(|candidate| preference(matcher, candidate));
    let mut kept: Vec<Candidate> = Vec::with_capacity(candidates.len());
    for candidate in candidates.iter() {
        let framing = framing(matcher, candidate);
        let overlaps = |other: &Candidate| {
            self::framing(matcher, other) == framing && other.first < candidate.end && candidate.first < other.end
        };
        if !kept.iter().any(overlaps) {
            kept.push(*candidate);
        }
    }
    kept.sort_unstable_by_key(|candidate| (candidate.first, framing(matcher, candidate), candidate.end));
    std::mem::swap(candidates, &mut kept);
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
