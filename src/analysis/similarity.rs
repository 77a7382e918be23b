//! Which documents (or groups) have like profiles of framings?

use kodama::{Method, linkage};

use super::{Scope, Unit};
use crate::stats::{cosine, jensen_shannon_distance, shares};

/// Two units and how alike their profiles are.
#[derive(Clone, Debug)]
pub struct Pair {
    /// What they are.
    pub scope: Scope,
    /// The one first in order.
    pub first: String,
    /// The other.
    pub second: String,
    /// Jensen-Shannon distance, from 0 to 1; none when one has no match.
    pub distance: Option<f64>,
    /// Cosine, from 0 to 1; likewise.
    pub cosine: Option<f64>,
}

/// All pairs of some units, and an order that puts like next to like.
#[derive(Clone, Debug, Default)]
pub struct Similarity {
    /// The pairs, in the order of the units.
    pub pairs: Vec<Pair>,
    /// The names, ordered by average-linkage clustering; units without a match come last.
    pub order: Vec<String>,
}

/// Above so many units there are no pairs: the time they take grows with the square of the number.
pub const MOST_COMPARED: usize = 5_000;
/// Above so many units, only the nearest of each are kept.
const MOST_PAIRED: usize = 200;
/// So many of them.
const NEAREST: usize = 10;

/// Compares the framing profiles of all pairs of units, if there are not too many. With one framing there are no profiles.
pub fn similarity(units: &[Unit<'_>]) -> Similarity {
    if units.len() > MOST_COMPARED {
        return Similarity { pairs: Vec::new(), order: units.iter().map(|unit| unit.name.clone()).collect() };
    }
    // One framing is no profile: all that have a match would be the same.
    let is_profile = |profile: &Vec<u64>| profile.len() > 1;
    let profiles: Vec<Option<Vec<u64>>> = units
        .iter()
        .map(|unit| unit.pool.framings.iter().map(|pooled| pooled.counts.matches).collect())
        .map(|profile| Some(profile).filter(is_profile))
        .collect();
    let shares: Vec<Option<Vec<f64>>> = profiles.iter().map(|profile| shares(profile.as_deref()?)).collect();
    let distance = |a: usize, b: usize| Some(jensen_shannon_distance(shares[a].as_deref()?, shares[b].as_deref()?));
    let pair = |a: usize, b: usize| Pair {
        scope: units[a].scope,
        first: units[a].name.clone(),
        second: units[b].name.clone(),
        distance: distance(a, b),
        cosine: profiles[a].as_deref().zip(profiles[b].as_deref()).and_then(|(a, b)| cosine(a, b)),
    };
    let pairs = if units.len() <= MOST_PAIRED {
        (0..units.len()).flat_map(|a| (a + 1..units.len()).map(move |b| (a, b))).map(|(a, b)| pair(a, b)).collect()
    } else {
        let mut kept: Vec<(usize, usize)> = (0..units.len()).flat_map(|a| nearest(a, units.len(), distance)).collect();
        kept.sort_unstable();
        kept.dedup();
        kept.into_iter().map(|(a, b)| pair(a, b)).collect()
    };
    let order = if units.len() <= MOST_PAIRED { order(units.len(), distance) } else { (0..units.len()).collect() };
    Similarity { pairs, order: order.into_iter().map(|place| units[place].name.clone()).collect() }
}

/// The nearest of one unit, each pair in the order of the units.
fn nearest(a: usize, units: usize, distance: impl Fn(usize, usize) -> Option<f64>) -> Vec<(usize, usize)> {
    let mut others: Vec<(f64, usize)> =
        (0..units).filter(|b| *b != a).filter_map(|b| Some((distance(a, b)?, b))).collect();
    others.sort_by(|x, y| x.0.total_cmp(&y.0).then(x.1.cmp(&y.1)));
    others.into_iter().take(NEAREST).map(|(_, b)| (a.min(b), a.max(b))).collect()
}

/// The leaves of the dendrogram from left to right, units without a match after them.
fn order(units: usize, distance: impl Fn(usize, usize) -> Option<f64>) -> Vec<usize> {
    let (known, unknown): (Vec<usize>, Vec<usize>) = (0..units).partition(|unit| distance(*unit, *unit).is_some());
    if known.len() < 2 {
        return known.into_iter().chain(unknown).collect();
    }
    let mut matrix = Vec::with_capacity(known.len() * (known.len() - 1) / 2);
    for (place, a) in known.iter().enumerate() {
        matrix.extend(known[place + 1..].iter().map(|b| distance(*a, *b).unwrap_or(1.0)));
    }
    let dendrogram = linkage(&mut matrix, known.len(), Method::Average);
    let mut clusters: Vec<Vec<usize>> = known.iter().map(|unit| vec![*unit]).collect();
    for step in dendrogram.steps() {
        let (mut left, mut right) =
            (std::mem::take(&mut clusters[step.cluster1]), std::mem::take(&mut clusters[step.cluster2]));
        if right.first() < left.first() {
            std::mem::swap(&mut left, &mut right);
        }
        left.extend(right);
        clusters.push(left);
    }
    clusters.into_iter().last().unwrap_or_default().into_iter().chain(unknown).collect()
}
