//! Do coders agree beyond chance?

use std::collections::BTreeMap;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use super::permutation::{Seed, below};
use super::proportion::{Bounds, Estimate};

/// The values that the coders gave to one unit, numbers as names; a coder who gave none is left out.
pub type Values = Vec<u8>;

/// How often the interval draws units anew.
const DRAWN: usize = 1_000;
/// No interval when more than this share of the draws has no alpha.
const MOST_UNDEFINED: f64 = 0.05;

/// Krippendorff's alpha (2004, ch. 11) of nominal values, with a 95 % interval.
///
/// alpha = 1 - O / E, with O = sum o(c, k) / n and E = sum n(c) n(k) / (n (n - 1)), both over c other than k; o(c, k)
/// counts the pairs of values c and k in a unit, each divided by the unit's values less one, n(c) is a row's sum and n
/// the sum of all. Units with one value are left out. `None` when all values are the same.
///
/// Each item of `clusters` holds units that belong together, such as one sentence under several framings; the interval is
/// the percentile interval of 1,000 draws of clusters with replacement. It is absent when more than one in twenty draws
/// has no alpha.
///
/// Two coders, ten units, two values (Krippendorff 2004):
///
/// ```
/// use framelens::stats::{Seed, krippendorff};
/// let first = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0];
/// let second = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0];
/// let units: Vec<_> = first.iter().zip(second).map(|(a, b)| vec![vec![*a, b]]).collect();
/// let alpha = krippendorff(&units, Seed(1)).unwrap();
/// assert!((alpha.value - 0.095238).abs() < 1e-6);
/// ```
pub fn krippendorff(clusters: &[Vec<Values>], seed: Seed) -> Option<Estimate> {
    let mut scale: Vec<u8> = clusters.iter().flatten().filter(|unit| unit.len() > 1).flatten().copied().collect();
    scale.sort_unstable();
    scale.dedup();
    let (kinds, kind_of) = kinds(clusters, &scale);
    let value = alpha(&sum(&kinds, &count(kind_of.iter().copied(), kinds.len())), scale.len())?;
    let mut random = ChaCha8Rng::seed_from_u64(seed.0);
    let mut drawn: Vec<f64> = (0..DRAWN)
        .filter_map(|_| {
            let places = (0..kind_of.len()).map(|_| kind_of[below(&mut random, kind_of.len() as u64) as usize]);
            alpha(&sum(&kinds, &count(places, kinds.len())), scale.len())
        })
        .collect();
    drawn.sort_by(f64::total_cmp);
    let defined = drawn.len() as f64 >= (1.0 - MOST_UNDEFINED) * DRAWN as f64;
    let bounds = defined.then(|| Bounds { low: quantile(&drawn, 0.025), high: quantile(&drawn, 0.975) });
    Some(Estimate { value, bounds })
}

/// The distinct matrices of clusters, of which there are few, and which one each cluster has.
fn kinds(clusters: &[Vec<Values>], scale: &[u8]) -> (Vec<Vec<f64>>, Vec<usize>) {
    let mut known: BTreeMap<Vec<u64>, usize> = BTreeMap::new();
    let mut kinds = Vec::new();
    let kind_of = clusters.iter().map(|units| {
        let cells = coincidences(units, scale);
        *known.entry(cells.iter().map(|cell| cell.to_bits()).collect()).or_insert_with(|| {
            kinds.push(cells);
            kinds.len() - 1
        })
    });
    let kind_of = kind_of.collect();
    (kinds, kind_of)
}

fn count(drawn: impl Iterator<Item = usize>, kinds: usize) -> Vec<u32> {
    let mut times = vec![0; kinds];
    drawn.for_each(|kind| times[kind] += 1);
    times
}

/// The matrix of all clusters, given how often each kind is there.
fn sum(kinds: &[Vec<f64>], times: &[u32]) -> Vec<f64> {
    let mut total = vec![0.0; kinds.first().map_or(0, Vec::len)];
    for (cells, times) in kinds.iter().zip(times) {
        total.iter_mut().zip(cells).for_each(|(total, cell)| *total += f64::from(*times) * cell);
    }
    total
}

/// The matrix of pairs of values within units, row by row.
fn coincidences(units: &[Values], scale: &[u8]) -> Vec<f64> {
    let mut cells = vec![0.0; scale.len() * scale.len()];
    let place = |value: &u8| scale.binary_search(value).unwrap_or(0);
    for unit in units.iter().filter(|unit| unit.len() > 1) {
        let pair = 1.0 / (unit.len() - 1) as f64;
        for (first, c) in unit.iter().enumerate() {
            for (second, k) in unit.iter().enumerate() {
                if first != second {
                    cells[place(c) * scale.len() + place(k)] += pair;
                }
            }
        }
    }
    cells
}

/// Of a matrix with `size` rows.
fn alpha(cells: &[f64], size: usize) -> Option<f64> {
    let margins: Vec<f64> = cells.chunks(size.max(1)).map(|row| row.iter().sum()).collect();
    let n: f64 = margins.iter().sum();
    let (mut observed, mut expected) = (0.0, 0.0);
    for c in 0..size {
        for k in (0..size).filter(|k| *k != c) {
            observed += cells[c * size + k];
            expected += margins[c] * margins[k];
        }
    }
    (expected > 0.0 && n > 1.0).then(|| 1.0 - (n - 1.0) * observed / expected)
}

/// The quantile of sorted values by linear interpolation (type 7 of Hyndman and Fan 1996).
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = share * (sorted.len() - 1) as f64;
    let (low, part) = (place.floor() as usize, place.fract());
    let high = (low + 1).min(sorted.len() - 1);
    sorted[low] + part * (sorted[high] - sorted[low])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The columns of coders' lines, in which a dot is a missing value.
    fn units(lines: &[&str]) -> Vec<Vec<Values>> {
        let value = |c: char| c.to_digit(36).map(|digit| digit as u8);
        let rows: Vec<Vec<Option<u8>>> = lines.iter().map(|line| line.chars().map(value).collect()).collect();
        (0..rows[0].len()).map(|place| vec![rows.iter().filter_map(|row| row[place]).collect()]).collect()
    }

    #[test]
    fn alpha_is_that_of_published_reliabilities() {
        // Four coders of twelve units, two coders of twelve units of five names (both Krippendorff's), three of fifteen.
        for (lines, expected) in [
            (&["123321412...", "1233224125.3", ".3332342251.", "12332441251."][..], 0.743_421),
            (&["aabbdcccedda", "babbbccceddd"], 0.691_964),
            (&[".....34121133.3", "1.213343.......", "..21344.21133.4"], 0.691_358),
        ] {
            let alpha = krippendorff(&units(lines), Seed(1)).unwrap();
            assert!((alpha.value - expected).abs() < 1e-6, "{alpha:?}");
            let bounds = alpha.bounds.unwrap();
            assert!(bounds.low <= expected && expected <= bounds.high, "{alpha:?}");
        }
    }

    #[test]
    fn values_that_do_not_vary_have_no_alpha_and_draws_that_seldom_do_no_interval() {
        assert!(krippendorff(&units(&["0000", "0000"]), Seed(1)).is_none());
        assert!(krippendorff(&units(&["01", ".."]), Seed(1)).is_none());
        assert!(krippendorff(&[], Seed(1)).is_none());
        let rare = krippendorff(&units(&["00000001", "00000001"]), Seed(1)).unwrap();
        assert_eq!(rare, Estimate { value: 1.0, bounds: None });
    }
}
