//! How often is each framing used, and how sure is that?

use super::{Unit, flag};
use crate::counts::Counts;
use crate::ids::FramingIx;
use crate::matching::Matcher;
use crate::notice::Flag;
use crate::stats::{Interval, Rate};

/// One framing in one unit.
#[derive(Clone, Copy, Debug)]
pub struct FramingRate {
    /// The framing.
    pub framing: FramingIx,
    /// What was counted.
    pub counts: Counts,
    /// Matches per 1,000 words; none without words.
    pub rate: Option<Rate>,
    /// Its 95 % interval; none from one to four matches. At no match, from 0 to the upper bound.
    pub interval: Option<Interval>,
    /// Its share of the matches of all framings, from 0 to 1; none when there are none.
    pub share: Option<f64>,
    /// The share of sentences with a match, from 0 to 1; none without sentences.
    pub coverage: Option<f64>,
    /// The first caveat that holds.
    pub flag: Option<Flag>,
}

/// Every framing in a unit, in the library's order, those not found included.
pub fn rates(unit: &Unit<'_>, matcher: &Matcher) -> Vec<FramingRate> {
    let pool = &unit.pool;
    let all = pool.matches();
    let ratio = |part: u64, whole: u64| (whole > 0).then(|| part as f64 / whole as f64);
    let rate = |framing: FramingIx| {
        let counts = pool.counts(framing);
        let sums = pool.sums(framing, unit.scope);
        FramingRate {
            framing,
            counts,
            rate: sums.rate(),
            interval: sums.interval(),
            share: ratio(counts.matches, all),
            coverage: ratio(counts.sentences, pool.extent.sentences),
            flag: flag(unit, framing, matcher),
        }
    };
    pool.each_framing().map(rate).collect()
}
