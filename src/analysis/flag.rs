//! Which caveat does a row deserve first?

use std::cmp::Reverse;

use super::Unit;
use super::comparison::FEWEST_DOCUMENTS;
use crate::counts::{Counts, DocumentTally};
use crate::ids::{DocId, FramingIx, TermId};
use crate::matching::Matcher;
use crate::notice::Flag;
use crate::stats::FEWEST_MATCHES;

/// Under so many words, or so many sentences, rates are not stable.
const SHORT: (u64, u64) = (300, 20);
/// Below so many matches a row is flagged.
pub(super) const FEW: u64 = 10;

/// The first caveat that holds for a framing in a unit, in the order of [`Flag`]: a short document spoils everything else,
/// few matches whatever they consist of.
pub fn flag(unit: &Unit<'_>, framing: FramingIx, matcher: &Matcher) -> Option<Flag> {
    let counts = unit.pool.counts(framing);
    if is_short(unit) {
        Some(Flag::ShortDocument)
    } else if counts.matches == 0 {
        Some(Flag::NoMatches)
    } else if counts.matches < FEW {
        Some(Flag::FewMatches)
    } else if leading_document(unit, framing).is_some() {
        Some(Flag::OneDocument)
    } else if dominant(unit, framing, matcher).is_some() {
        Some(Flag::OneTerm)
    } else if is_mostly_quoted(counts) {
        Some(Flag::MostlyQuoted)
    } else {
        None
    }
}

/// Whether at least a quarter of the matches stand in quotation marks.
pub(super) fn is_mostly_quoted(counts: Counts) -> bool {
    4 * counts.quoted >= counts.matches
}

/// Whether a unit is too short for stable rates.
pub(super) fn is_short(unit: &Unit<'_>) -> bool {
    unit.pool.extent.tokens < SHORT.0 || unit.pool.extent.sentences < SHORT.1
}

/// The document that has at least half of a framing's matches, when these are ten or more in three documents or more.
pub(super) fn leading_document<'t>(unit: &Unit<'t>, framing: FramingIx) -> Option<(&'t DocId, u64)> {
    let matches = unit.pool.counts(framing).matches;
    let of_document =
        |document: &&'t DocumentTally| (document.framings[framing.index()].matches, Reverse(&document.id));
    let most = unit.documents.iter().max_by_key(|document| of_document(document))?;
    let (found, Reverse(id)) = of_document(most);
    let carries = unit.pool.documents >= FEWEST_DOCUMENTS && matches >= FEW && 2 * found >= matches;
    carries.then_some((id, found))
}

/// The term that has at least half of a framing's matches, when there are five or more and the framing has other terms.
pub(super) fn dominant(unit: &Unit<'_>, framing: FramingIx, matcher: &Matcher) -> Option<(TermId, u64)> {
    let matches = unit.pool.counts(framing).matches;
    let of_framing = unit.terms.iter().filter(|(term, _)| matcher.framing(*term) == framing);
    let most = of_framing.max_by_key(|(term, count)| (*count, Reverse(matcher.rank(*term))))?;
    let carries = matches >= FEWEST_MATCHES && 2 * most.1 >= matches && !matcher.stands_alone(most.0);
    carries.then_some(*most)
}
