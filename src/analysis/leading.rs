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

/// For each framing that is found, the unit with the highest lower bound of its rate: which of many to show. Of equals, as
/// where none has a bound, the one with the most matches, then the first. Places in `all`, in order, each once.
pub fn extremes(all: &[Vec<FramingRate>]) -> Vec<usize> {
    let framings = all.first().map_or(0, Vec::len);
    let low = |rate: &FramingRate| rate.interval.map_or(0.0, |interval| interval.low.per_thousand());
    let higher =
        |a: &FramingRate, b: &FramingRate| low(a).total_cmp(&low(b)).then(a.counts.matches.cmp(&b.counts.matches));
    let mut places: Vec<usize> = (0..framings)
        .filter_map(|framing| {
            let found = (0..all.len()).filter(|unit| all[*unit][framing].counts.matches > 0);
            found.max_by(|a, b| higher(&all[*a][framing], &all[*b][framing]).then(b.cmp(a)))
        })
        .collect();
    places.sort_unstable();
    places.dedup();
    places
}
