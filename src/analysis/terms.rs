//! Which terms carry a framing?

use crate::counts::DocumentTally;
use crate::ids::{FramingIx, TermId};
use crate::matching::Matcher;
use crate::stats::Rate;

/// One term in one document.
#[derive(Clone, Copy, Debug)]
pub struct TermShare {
    /// Its framing.
    pub framing: FramingIx,
    /// The term.
    pub term: TermId,
    /// Its matches.
    pub matches: u64,
    /// Its share of the framing's matches, from 0 to 1.
    pub share: f64,
    /// The framing's rate without it.
    pub rate_without: Option<Rate>,
}

/// Every term found in a document: by framing, most matches first, then by `name` (which a table orders by), so that the
/// order of a lexicon's file has no say.
pub fn terms<'n>(document: &DocumentTally, matcher: &Matcher, name: impl Fn(TermId) -> &'n str) -> Vec<TermShare> {
    let mut rows: Vec<TermShare> = document
        .terms
        .iter()
        .map(|(term, matches)| {
            let framing = matcher.framing(*term);
            let all = document.framings[framing.index()].matches;
            TermShare {
                framing,
                term: *term,
                matches: *matches,
                share: *matches as f64 / all as f64,
                rate_without: Rate::of(all - matches, document.extent.tokens),
            }
        })
        .collect();
    rows.sort_by_key(|row| (row.framing, std::cmp::Reverse(row.matches), name(row.term)));
    rows
}
