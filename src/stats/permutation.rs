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
/// Values are added up as whole numbers of this part of one, so that sums are exact and ties are not lost.
const PARTS: f64 = (1_u64 << 30) as f64;

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
        let rows = Rows::new(first.iter().chain(second).copied(), 1);
        let (first, second): (Vec<u32>, Vec<u32>) = (0..n).partition(|row| *row < n1);
        Self::each(&rows, &first, &second, seed)?.pop()
    }

    /// As [`PermutationTest::new`], for every column of the rows `first` against the rows `second`. They are dealt out once for
    /// all columns. `None` when a group is empty.
    pub fn each(rows: &Rows, first: &[u32], second: &[u32], seed: Seed) -> Option<Vec<Self>> {
        // The few are dealt out and added up.
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
        Some(deal.differences().iter().zip(reached).map(test).collect())
    }
}

/// Values in rows, in parts of one.
#[derive(Clone, Debug)]
pub struct Rows {
    parts: Vec<i64>,
    columns: usize,
}

impl Rows {
    /// Values row after row in so many columns: the sums of up to eight million rows fit, as long as no value is above a thousand.
    pub fn new(values: impl Iterator<Item = f64>, columns: usize) -> Self {
        Self { parts: values.map(|value| (value * PARTS).round() as i64).collect(), columns }
    }

    /// By column, the values of a row.
    fn row(&self, row: u32) -> &[i64] {
        let start = row as usize * self.columns;
        &self.parts[start..start + self.columns]
    }

    /// By column, the sums of some rows.
    fn sums(&self, rows: &[u32]) -> Vec<i64> {
        let mut sums = vec![0; self.columns];
        for row in rows {
            for (sum, value) in sums.iter_mut().zip(self.row(*row)) {
                *sum += value;
            }
        }
        sums
    }
}

/// Rows to be dealt out to two groups, the smaller of which has the first of them.
struct Deal<'r> {
    rows: &'r Rows,
    /// Which are dealt out.
    order: Vec<u32>,
    few: usize,
    /// By column, of all of them and of the few as observed.
    totals: Vec<i64>,
    observed: Vec<i64>,
}

impl<'r> Deal<'r> {
    fn new(rows: &'r Rows, few: &[u32], many: &[u32]) -> Self {
        let order = [few, many].concat();
        Self { rows, few: few.len(), totals: rows.sums(&order), observed: rows.sums(few), order }
    }

    /// By column, mean of the few minus mean of the others.
    fn differences(&self) -> Vec<f64> {
        let (few, many) = (self.few as f64, (self.order.len() - self.few) as f64);
        let difference = |(sum, total): (&i64, &i64)| *sum as f64 / few - (total - sum) as f64 / many;
        self.observed.iter().zip(&self.totals).map(difference).map(|parts| parts / PARTS).collect()
    }

    /// Whether the few with such a sum in a column differ from the others at least as much as observed, but for what
    /// rounding to parts can make of each row.
    fn is_extreme(&self, column: usize, sum: i64) -> bool {
        let rows = self.order.len() as i128;
        let apart = |sum: i64| (i128::from(sum) * rows - i128::from(self.totals[column]) * self.few as i128).abs();
        apart(sum) >= apart(self.observed[column]) - rows * rows
    }

    /// By column, how many of all ways are extreme.
    fn exactly(&self) -> Vec<u64> {
        let of_column = |column: usize| {
            let values: Vec<i64> = self.order.iter().map(|row| self.rows.row(*row)[column]).collect();
            let mut reached = 0;
            each_choice(&values, self.few, &mut |sum| reached += u64::from(self.is_extreme(column, sum)));
            reached
        };
        (0..self.rows.columns).map(of_column).collect()
    }

    /// By column, how many of a sample of ways are extreme.
    fn sampled(&self, seed: Seed) -> Vec<u64> {
        let mut reached = vec![0; self.rows.columns];
        let mut random = ChaCha8Rng::seed_from_u64(seed.0);
        let mut order = self.order.clone();
        for _ in 0..SAMPLED {
            deal_out(&mut order, self.few, &mut random);
            for (column, (reached, sum)) in reached.iter_mut().zip(self.rows.sums(&order[..self.few])).enumerate() {
                *reached += u64::from(self.is_extreme(column, sum));
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
fn each_choice(values: &[i64], k: usize, tell: &mut impl FnMut(i64)) {
    fn choose(values: &[i64], k: usize, sum: i64, tell: &mut impl FnMut(i64)) {
        if k == 0 {
            return tell(sum);
        }
        for place in 0..=values.len() - k {
            choose(&values[place + 1..], k - 1, sum + values[place], tell);
        }
    }
    choose(values, k, 0, tell);
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
    fn ties_of_many_documents_are_not_lost() {
        // All have one rate but for five or six of the second group, so p is twice what dealing all of these to one group has.
        for (odd, expected) in [(5, 0.0594), (6, 0.0289)] {
            let first = [3000.0 / 19.0; 100];
            let mut second = first;
            second[..odd].fill(4000.0 / 21.0);
            for (a, b) in [(&first, &second), (&second, &first)] {
                let p = PermutationTest::new(a, b, Seed(1)).unwrap().p.get();
                assert!((p - expected).abs() < 0.006, "{odd}: {p}");
            }
        }
    }

    #[test]
    fn columns_tested_together_have_the_p_of_each_alone() {
        for (n1, n2) in [(3, 4), (5, 5), (12, 30), (30, 12)] {
            let column = |c: u32| move |row: u32| f64::from((row * 7 + c * row * row) % 23);
            let rows = Rows::new((0..n1 + n2).flat_map(|row| (0..3).map(move |c| column(c)(row))), 3);
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
