//! Which terms give the false matches?

use std::collections::{BTreeMap, BTreeSet};

use super::{Codings, Verdict};
use crate::ids::{FramingIx, TermId};

/// One term in the coded passages.
#[derive(Clone, Debug)]
pub struct TermVerdict {
    /// Its framing.
    pub framing: FramingIx,
    /// The term.
    pub term: TermId,
    /// Its matches.
    pub matches: usize,
    /// Those in passages that most coders say do not use the framing.
    pub wrong: usize,
    /// Those in passages on which the coders are evenly divided.
    pub disputed: usize,
    /// Passages that would no longer be answered wrongly if the term were left out.
    pub alone: usize,
    /// The passages with wrong matches, as places among the coded ones.
    pub examples: Vec<usize>,
}

/// Every term found, by framing: most wrong matches first, then the fewest matches, then by `name`.
pub fn false_terms<'n>(codings: &Codings, name: impl Fn(TermId) -> &'n str) -> Vec<TermVerdict> {
    let mut rows: BTreeMap<TermId, TermVerdict> = BTreeMap::new();
    for (passage, read) in codings.passages.iter().enumerate() {
        for (place, framing) in codings.framings.iter().enumerate() {
            if codings.codes(passage, place).next().is_none() {
                continue;
            }
            let verdict = codings.verdict(passage, place);
            let found = || read.found.iter().filter(|(found, _)| found == framing).map(|(_, term)| *term);
            for term in found().collect::<BTreeSet<_>>() {
                let own = found().filter(|found| *found == term).count();
                let row = rows.entry(term).or_insert_with(|| TermVerdict {
                    framing: *framing,
                    term,
                    matches: 0,
                    wrong: 0,
                    disputed: 0,
                    alone: 0,
                    examples: Vec::new(),
                });
                row.matches += own;
                // Below the number of matches asked for, the answer is no; the matches are as wrong for that.
                let wrong = matches!(verdict, Some(Verdict::False | Verdict::Passed) | None);
                if wrong {
                    row.wrong += own;
                    row.examples.push(passage);
                    let rest = codings.matches(passage, *framing) - own;
                    row.alone += usize::from(verdict == Some(Verdict::False) && rest < codings.at_least);
                }
                row.disputed += usize::from(verdict == Some(Verdict::Disputed)) * own;
            }
        }
    }
    let mut rows: Vec<TermVerdict> = rows.into_values().collect();
    rows.sort_by_key(|row| (row.framing, std::cmp::Reverse(row.wrong), row.matches, name(row.term)));
    rows
}
