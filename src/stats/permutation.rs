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
        let (n1, n) = (first.len() as u32, (first.len() + second.len()) as u32);
        let rows = Rows { values: first.iter().chain(second).copied().collect(), columns: 1 };
        let (first, second): (Vec<u32>, Vec<u32>) = (0..n).partition(|row| *row < n1);
        Self::each(&rows, &first, &second, seed)?.pop()
    }

    /// As [`PermutationTest::new`], for every column of the rows `first` against the rows `second`. They are dealt out once for
    /// all columns. `None` when a group is empty.
    pub fn each(rows: &Rows, first: &[u32], second: &[u32], seed: Seed) -> Option<Vec<Self>> {
        // The few are dealt out and added up: the sum of the many, divided by the number of the few, would carry so much
        // rounding that ties are missed.
        if first.len() > second.len() {
            let mirrored = Self::each(rows, second, first, seed)?;
            return Some(mirrored.into_iter().map(|test| Self { difference: -test.difference, ..test }).collect());
        }
        if first.is_empty() {
            return None;
        }
        let deal = Deal::new(rows, first, second);
        let (reached, ways, least) = match binomial(first.len() + second.len(), first.len()) {
            // With groups of one size each way has a mirror image that differs as much.
            Some(ways) if ways <= MOST_EXACT => (deal.exactly(), ways, if first.len() == second.len() { 2 } else { 1 }),
            // The one observed is one of them.
            _ => (deal.sampled(seed).into_iter().map(|reached| reached + 1).collect(), SAMPLED + 1, 1),
        };
        let share = |count: u64| Pvalue::new(count as f64 / ways as f64);
        let test = |(difference, reached): (&f64, u64)| Self {
            difference: *difference,
            p: share(reached),
            smallest_p: share(least),
        };
        Some(deal.differences.iter().zip(reached).map(test).collect())
    }
}

/// Values in rows of so many columns.
#[derive(Clone, Debug)]
pub struct Rows {
    /// Row after row.
    pub values: Vec<f64>,
    /// Values in a row.
    pub columns: usize,
}

impl Rows {
    fn row(&self, row: u32) -> &[f64] {
        let start = row as usize * self.columns;
        &self.values[start..start + self.columns]
    }

    /// The sum of some rows.
    fn sum(&self, rows: &[u32], sums: &mut Vec<f64>) {
        sums.clear();
        sums.resize(self.columns, 0.0);
        for row in rows {
            for (sum, value) in sums.iter_mut().zip(self.row(*row)) {
                *sum += value;
            }
        }
    }
}

/// Rows to be dealt out to two groups, the smaller of which has the first of them.
struct Deal<'v> {
    rows: &'v Rows,
    /// Which are dealt out.
    order: Vec<u32>,
    few: usize,
    totals: Vec<f64>,
    /// By column, as observed.
    differences: Vec<f64>,
}

impl<'v> Deal<'v> {
    fn new(rows: &'v Rows, few: &[u32], many: &[u32]) -> Self {
        let (mut totals, mut sums) = (Vec::new(), Vec::new());
        let order = [few, many].concat();
        rows.sum(&order, &mut totals);
        rows.sum(few, &mut sums);
        let mut deal = Self { rows, order, few: few.len(), totals, differences: Vec::new() };
        deal.differences = sums.iter().enumerate().map(|(column, sum)| deal.difference(column, *sum)).collect();
        deal
    }

    /// Mean of the few minus mean of the others in a column, by the sum of the few.
    fn difference(&self, column: usize, sum: f64) -> f64 {
        sum / self.few as f64 - (self.totals[column] - sum) / (self.order.len() - self.few) as f64
    }

    /// Whether they differ at least as much as observed.
    fn is_extreme(&self, column: usize, sum: f64) -> bool {
        let observed = self.differences[column].abs();
        self.difference(column, sum).abs() >= observed - TIE * (1.0 + observed)
    }

    /// By column, how many of all ways are extreme.
    fn exactly(&self) -> Vec<u64> {
        let of_column = |column: usize| {
            let values: Vec<f64> = self.order.iter().map(|row| self.rows.row(*row)[column]).collect();
            let mut reached = 0;
            each_choice(&values, self.few, &mut |sum| reached += u64::from(self.is_extreme(column, sum)));
            reached
        };
        (0..self.rows.columns).map(of_column).collect()
    }

    /// By column, how many of a sample of ways are extreme.
    fn sampled(&self, seed: Seed) -> Vec<u64> {
        let (mut reached, mut sums) = (vec![0; self.rows.columns], Vec::new());
        let mut random = ChaCha8Rng::seed_from_u64(seed.0);
        let mut order = self.order.clone();
        for _ in 0..SAMPLED {
            deal_out(&mut order, self.few, &mut random);
            self.rows.sum(&order[..self.few], &mut sums);
            for (column, (reached, sum)) in reached.iter_mut().zip(&sums).enumerate() {
                *reached += u64::from(self.is_extreme(column, *sum));
            }
        }
        reached
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

/// Deals out the first `k` places anew.
fn deal_out(rows: &mut [u32], k: usize, random: &mut ChaCha8Rng) {
    for place in 0..k {
        let other = place + below(random, (rows.len() - place) as u64) as usize;
        rows.swap(place, other);
    }
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
    fn columns_tested_together_have_the_p_of_each_alone() {
        for (n1, n2) in [(3, 4), (5, 5), (12, 30), (30, 12)] {
            let column = |c: u32| move |row: u32| f64::from((row * 7 + c * row * row) % 23);
            let rows =
                Rows { values: (0..n1 + n2).flat_map(|row| (0..3).map(move |c| column(c)(row))).collect(), columns: 3 };
            let (first, second): (Vec<u32>, Vec<u32>) = ((0..n1).collect(), (n1..n1 + n2).collect());
            let together = PermutationTest::each(&rows, &first, &second, Seed(3)).unwrap();
            for (c, test) in (0..3).zip(together) {
                let of = |rows: &[u32]| rows.iter().map(|row| column(c)(*row)).collect::<Vec<f64>>();
                assert_eq!(Some(test), PermutationTest::new(&of(&first), &of(&second), Seed(3)), "{n1} {n2} {c}");
            }
        }
    }

    #[test]
    fn equal_groups_have_p_one() {
        assert_eq!(PermutationTest::new(&[0.0; 3], &[0.0; 4], Seed(1)).unwrap().p, Pvalue::ONE);
    }
}
