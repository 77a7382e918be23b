//! Which caveat does a row deserve first?

use super::Unit;
use crate::ids::{FramingIx, TermId};
use crate::matching::Matcher;
use crate::notice::Flag;
use crate::stats::FEWEST_MATCHES;

/// Under so many words, or so many sentences, rates are not stable.
const SHORT: (u64, u64) = (300, 20);
/// Below so many matches a row is flagged.
const FEW: u64 = 10;

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
    } else if dominant(unit, framing, matcher).is_some() {
        Some(Flag::OneTerm)
    } else if 4 * counts.quoted >= counts.matches {
        Some(Flag::MostlyQuoted)
    } else {
        None
    }
}

/// Whether a unit is too short for stable rates.
pub(super) fn is_short(unit: &Unit<'_>) -> bool {
    unit.pool.extent.tokens < SHORT.0 || unit.pool.extent.sentences < SHORT.1
}

/// The term that has at least half of a framing's matches, when there are five or more.
pub(super) fn dominant(unit: &Unit<'_>, framing: FramingIx, matcher: &Matcher) -> Option<(TermId, u64)> {
    let matches = unit.pool.counts(framing).matches;
    let of_framing = unit.terms.iter().filter(|(term, _)| matcher.framing(*term) == framing);
    let most = of_framing.max_by_key(|(term, count)| (*count, std::cmp::Reverse(matcher.rank(*term))))?;
    (matches >= FEWEST_MATCHES && 2 * most.1 >= matches).then_some(*most)
}
