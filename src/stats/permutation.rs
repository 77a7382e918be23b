//! Do two groups of documents differ more than chance would have it?

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A p-value, between 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Pvalue(f64);

/// What random numbers begin from; it stands in the manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seed(pub u64);

/// A two-sided test of the difference of two group means, with the documents as units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PermutationTest {
    /// Mean of the first group minus mean of the second.
    pub difference: f64,
    /// The share of the ways of dealing out the documents that differ at least as much.
    pub p: Pvalue,
    /// The smallest p that these group sizes could reach.
    pub smallest_p: Pvalue,
}

/// Up to so many ways of dealing out, all are tried; past it, a sample of them.
const MOST_EXACT: u64 = 20_000;
/// How many are sampled.
const SAMPLED: u64 = 9_999;
/// Differences closer than this are ties, and count.
const TIE: f64 = 1e-12;

impl Pvalue {
    /// The largest.
    pub const ONE: Self = Self(1.0);

    /// A p-value, brought into its range.
    pub fn new(p: f64) -> Self {
        Self(p.clamp(0.0, 1.0))
    }

    /// The number.
    pub fn get(self) -> f64 {
        self.0
    }
}

impl PermutationTest {
    /// Tests `first` against `second`. Exact with up to 20,000 ways of dealing out; otherwise p = (b + 1) / (m + 1) of
    /// 9,999 random ones (Phipson and Smyth 2010), which is never 0. `None` when a group is empty. The p of `second`
    /// against `first` is the same, but for chance where groups of one size are dealt out at random.
    ///
    /// The survival of sixteen mice (Efron and Tibshirani 1993, table 2.1) gives p = 0.2783:
    ///
    /// ```
    /// use framelens::stats::{PermutationTest, Seed};
    /// let treated = [94.0, 197.0, 16.0, 38.0, 99.0, 141.0, 23.0];
    /// let control = [52.0, 104.0, 146.0, 10.0, 51.0, 30.0, 40.0, 27.0, 46.0];
    /// let test = PermutationTest::new(&treated, &control, Seed(1)).unwrap();
    /// assert!((test.difference - 30.635).abs() < 0.001);
    /// assert!((test.p.get() - 0.2783217).abs() < 1e-6);
    /// ```
    pub fn new(first: &[f64], second: &[f64], seed: Seed) -> Option<Self> {
        // The few are dealt out and added up: the sum of the many, divided by the number of the few, would carry so much
        // rounding that ties are missed.
        if first.len() > second.len() {
            let mirrored = Self::new(second, first, seed)?;
            return Some(Self { difference: -mirrored.difference, ..mirrored });
        }
        let (n1, n2) = (first.len(), second.len());
        if n1 == 0 {
            return None;
        }
        let all: Vec<f64> = first.iter().chain(second).copied().collect();
        let total: f64 = all.iter().sum();
        let difference_of = |sum: f64| sum / n1 as f64 - (total - sum) / n2 as f64;
        let difference = difference_of(first.iter().sum());
        let extreme = |sum: f64| difference_of(sum).abs() >= difference.abs() - TIE * (1.0 + difference.abs());
        let ways = binomial(n1 + n2, n1);
        let (p, smallest) = match ways {
            Some(ways) if ways <= MOST_EXACT => {
                let mut reached = 0_u64;
                each_choice(&all, n1, &mut |sum| reached += u64::from(extreme(sum)));
                // With groups of one size each way has a mirror image that differs as much.
                let mirrored = if n1 == n2 { 2.0 } else { 1.0 };
                (reached as f64 / ways as f64, mirrored / ways as f64)
            }
            _ => {
                let mut shuffled = all.clone();
                let mut random = ChaCha8Rng::seed_from_u64(seed.0);
                let reached = (0..SAMPLED).filter(|_| extreme(sum_of_random(&mut shuffled, n1, &mut random))).count();
                let least = 1.0 / (SAMPLED + 1) as f64;
                ((reached + 1) as f64 * least, least)
            }
        };
        Some(Self { difference, p: Pvalue::new(p), smallest_p: Pvalue::new(smallest) })
    }
}

/// n over k, while it is small.
fn binomial(n: usize, k: usize) -> Option<u64> {
    let k = k.min(n - k);
    (0..k as u64).try_fold(1_u64, |ways, i| Some(ways.checked_mul(n as u64 - i)? / (i + 1)))
}

/// Calls `tell` with the sum of every choice of `k` of the values.
fn each_choice(values: &[f64], k: usize, tell: &mut impl FnMut(f64)) {
    fn choose(values: &[f64], k: usize, sum: f64, tell: &mut impl FnMut(f64)) {
        if k == 0 {
            return tell(sum);
        }
        for place in 0..=values.len() - k {
            choose(&values[place + 1..], k - 1, sum + values[place], tell);
        }
    }
    choose(values, k, 0.0, tell);
}

/// Deals out the first `k` places anew and adds them up.
fn sum_of_random(values: &mut [f64], k: usize, random: &mut ChaCha8Rng) -> f64 {
    for place in 0..k {
        let other = place + below(random, (values.len() - place) as u64) as usize;
        values.swap(place, other);
    }
    values[..k].iter().sum()
}

/// A uniform number below `bound`, by Lemire's multiplication with rejection (2019).
pub(super) fn below(random: &mut ChaCha8Rng, bound: u64) -> u64 {
    loop {
        let product = u128::from(random.next_u64()) * u128::from(bound);
        if product as u64 >= bound.wrapping_neg() % bound {
            return (product >> 64) as u64;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TREATED: [f64; 7] = [94.0, 197.0, 16.0, 38.0, 99.0, 141.0, 23.0];
    const CONTROL: [f64; 9] = [52.0, 104.0, 146.0, 10.0, 51.0, 30.0, 40.0, 27.0, 46.0];

    #[test]
    fn the_mouse_data_exactly() {
        let test = PermutationTest::new(&TREATED, &CONTROL, Seed(1)).unwrap();
        assert!((test.p.get() - 0.278_321_7).abs() < 1e-6, "{test:?}");
    }

    #[test]
    fn two_against_three_cannot_be_below_a_tenth() {
        let test = PermutationTest::new(&[9.0, 8.0], &[1.0, 2.0, 3.0], Seed(1)).unwrap();
        assert_eq!((test.p.get(), test.smallest_p.get()), (0.1, 0.1));
    }

    #[test]
    fn the_sampled_test_comes_near_the_exact_one() {
        // 24 over 12 is 2,704,156: sampled.
        let first: Vec<f64> = (0..12).map(f64::from).collect();
        let near: Vec<f64> = first.iter().map(|x| x + 0.1).collect();
        assert!(PermutationTest::new(&first, &near, Seed(1)).unwrap().p.get() > 0.9);
        let far: Vec<f64> = first.iter().map(|x| x + 100.0).collect();
        assert_eq!(PermutationTest::new(&first, &far, Seed(1)).unwrap().p, Pvalue::new(1e-4));
    }

    #[test]
    fn many_against_few_have_the_p_of_few_against_many() {
        // One document in eight has a rate and none of the few has, so most ways of dealing out tie with the one observed.
        let rate = |n: u32| {
            if n.is_multiple_of(8) { f64::from(1_000 * (1 + n % 29)) / f64::from(300 + n % 2_711) } else { 0.0 }
        };
        let (many, few): (Vec<f64>, [f64; 4]) = ((0..20_000).map(rate).collect(), [0.0; 4]);
        let tests = [(&many[..], &few[..]), (&few, &many)].map(|(a, b)| PermutationTest::new(a, b, Seed(1)).unwrap());
        assert!((tests[0].p.get() - 0.76).abs() < 0.02, "{tests:?}");
        assert_eq!(tests[0], PermutationTest { difference: -tests[1].difference, ..tests[1] });
    }

    #[test]
    fn equal_groups_have_p_one() {
        assert_eq!(PermutationTest::new(&[0.0; 3], &[0.0; 4], Seed(1)).unwrap().p, Pvalue::ONE);
    }
}
