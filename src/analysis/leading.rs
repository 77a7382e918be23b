//! Which framings lead in a unit, and which sets it apart? Two findings, and often two framings.

use super::{Comparison, Direction, FramingRate, Scope};
use crate::ids::FramingIx;

/// The framings a unit uses most.
pub type Leading<'r> = Vec<&'r FramingRate>;

/// The framing that sets a unit apart from the rest most clearly.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Distinctive {
    /// The framing.
    pub framing: FramingIx,
    /// How many times as often as in the rest.
    pub times: f64,
}

/// The `n` framings with the most matches, most first; of equals, the one first in the library.
pub fn leading(rates: &[FramingRate], n: usize) -> Leading<'_> {
    let mut found: Vec<&FramingRate> = rates.iter().filter(|rate| rate.counts.matches > 0).collect();
    found.sort_by_key(|rate| (std::cmp::Reverse(rate.counts.matches), rate.framing));
    found.truncate(n);
    found
}

/// Of the framings that are clearly higher in a unit than in the rest, the one whose interval lies highest.
pub fn distinctive(comparisons: &[Comparison], scope: Scope, name: &str) -> Option<Distinctive> {
    let own =
        comparisons.iter().filter(|row| row.scope == scope && row.name == name && row.direction == Direction::Higher);
    let best = own.max_by(|a, b| {
        let low = |row: &Comparison| row.ratio.and_then(|ratio| ratio.low).unwrap_or(f64::NEG_INFINITY);
        low(a).total_cmp(&low(b)).then(b.framing.cmp(&a.framing))
    })?;
    Some(Distinctive { framing: best.framing, times: best.ratio?.estimate?.exp2() })
}

/// For each framing, the unit with the highest lower bound of its rate, if any has one: which of many to show. Places in
/// `all`, in order, each once.
pub fn extremes(all: &[Vec<FramingRate>]) -> Vec<usize> {
    let framings = all.first().map_or(0, Vec::len);
    let low =
        |unit: usize, framing: usize| all[unit][framing].interval.map_or(0.0, |interval| interval.low.per_thousand());
    let mut places: Vec<usize> = (0..framings)
        .filter_map(|framing| {
            let best = (0..all.len()).max_by(|a, b| low(*a, framing).total_cmp(&low(*b, framing)).then(b.cmp(a)))?;
            (low(best, framing) > 0.0).then_some(best)
        })
        .collect();
    places.sort_unstable();
    places.dedup();
    places
}
