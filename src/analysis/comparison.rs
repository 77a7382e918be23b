//! Where does a document (or a group) stand apart from the rest?

use std::collections::HashMap;

use super::unit::Pool;
use super::{Scope, Unit, flag};
use crate::counts::{Counts, DocumentTally, Tally};
use crate::ids::{DocId, FramingIx};
use crate::matching::Matcher;
use crate::notice::Flag;
use crate::stats::{Interval, Log2Ratio, PermutationTest, Pvalue, Rate, Rows, Seed, benjamini_hochberg, log2_ratio};

/// One framing in one unit, against all other documents.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// What is compared.
    pub scope: Scope,
    /// Its name.
    pub name: String,
    /// The framing.
    pub framing: FramingIx,
    /// Matches and words here.
    pub here: Side,
    /// Matches and words in the rest.
    pub rest: Side,
    /// How many times more often here; none when neither side has a match, or one has no words.
    pub ratio: Option<Log2Ratio>,
    /// Which way, when that is clear.
    pub direction: Direction,
    /// The first caveat that holds here.
    pub flag: Option<Flag>,
    /// The test between groups; only for groups, when it applies.
    pub test: Option<GroupTest>,
}

/// One side of a comparison.
#[derive(Clone, Copy, Debug)]
pub struct Side {
    /// Matches.
    pub matches: u64,
    /// Words.
    pub tokens: u64,
    /// Documents with a match.
    pub documents: u64,
    /// Matches per 1,000 words.
    pub rate: Option<Rate>,
    /// Its 95 % interval.
    pub interval: Option<Interval>,
}

/// Which way a comparison points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// More often here: the interval lies above 0, and does without any one of at least nine in ten terms.
    Higher,
    /// Less often here, likewise.
    Lower,
    /// Neither is clear.
    Unclear,
}

impl Direction {
    /// The word in the tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Higher => "higher",
            Self::Lower => "lower",
            Self::Unclear => "unclear",
        }
    }
}

/// Difference of group means with documents as units.
#[derive(Clone, Copy, Debug)]
pub struct GroupTest {
    /// Mean rate of the group's documents minus mean rate of all others, per 1,000 words.
    pub difference: f64,
    /// The permutation p.
    pub p: Pvalue,
    /// The smallest p that the numbers of documents allow.
    pub smallest_p: Pvalue,
    /// Adjusted for all tests of the run (Benjamini and Hochberg).
    pub adjusted: Pvalue,
}

/// A test needs two groups of so many documents each.
pub(super) const FEWEST_DOCUMENTS: u64 = 3;
/// A direction must hold without any one of this share of the terms.
const ROBUST: f64 = 0.9;

/// Compares every unit with the rest of the tally, framing by framing; documents first, then groups.
pub fn compare(tally: &Tally, matcher: &Matcher, seed: Seed) -> Vec<Comparison> {
    let all = Unit::all(tally);
    let groups = Unit::groups(tally);
    let large = groups.iter().filter(|group| group.pool.documents >= FEWEST_DOCUMENTS).count();
    let rates = Rates::of(&all);
    let mut rows = Vec::new();
    for unit in Unit::documents(tally).iter().chain(&groups) {
        let others = all.documents.len() - unit.documents.len();
        if others == 0 {
            continue;
        }
        let against = Against { unit, all: &all, rest: all.pool.without(&unit.pool), matcher };
        let tested = unit.scope == Scope::Group
            && large >= 2
            && unit.pool.documents >= FEWEST_DOCUMENTS
            && against.rest.documents >= FEWEST_DOCUMENTS;
        let tests = if tested { rates.test(unit, seed) } else { Vec::new() };
        let mut tests = tests.into_iter();
        rows.extend(
            unit.pool.each_framing().map(|framing| Comparison { test: tests.next(), ..against.compare(framing) }),
        );
    }
    adjust(&mut rows);
    rows
}

/// A unit and everything that is not of it.
struct Against<'a> {
    unit: &'a Unit<'a>,
    all: &'a Unit<'a>,
    rest: Pool,
    matcher: &'a Matcher,
}

impl Against<'_> {
    fn compare(&self, framing: FramingIx) -> Comparison {
        let unit = self.unit;
        let ratio = log2_ratio(&unit.pool.sums(framing, unit.scope), &self.rest.sums(framing, unit.scope));
        let side = |pool: &Pool| Side {
            matches: pool.counts(framing).matches,
            tokens: pool.extent.tokens,
            documents: pool.framings[framing.index()].documents,
            rate: Rate::of(pool.counts(framing).matches, pool.extent.tokens),
            interval: pool.sums(framing, unit.scope).interval(),
        };
        Comparison {
            scope: unit.scope,
            name: unit.name.clone(),
            framing,
            here: side(&unit.pool),
            rest: side(&self.rest),
            ratio,
            direction: ratio.map_or(Direction::Unclear, |ratio| self.direction(framing, &ratio)),
            flag: flag(unit, framing, self.matcher),
            test: None,
        }
    }

    fn direction(&self, framing: FramingIx, ratio: &Log2Ratio) -> Direction {
        let way = match (ratio.low, ratio.high) {
            (Some(low), _) if low > 0.0 => Direction::Higher,
            (_, Some(high)) if high < 0.0 => Direction::Lower,
            _ => return Direction::Unclear,
        };
        if self.holds_without_terms(framing, ratio, way) { way } else { Direction::Unclear }
    }

    /// Leaves out one term after another, on both sides, and moves the interval by as much as the estimate moves.
    fn holds_without_terms(&self, framing: FramingIx, ratio: &Log2Ratio, way: Direction) -> bool {
        let here = self.unit.pool.counts(framing).matches;
        let there = self.rest.counts(framing).matches;
        let of_framing = self.all.terms.iter().filter(|(term, _)| self.matcher.framing(*term) == framing);
        let (mut terms, mut holding) = (0_usize, 0_usize);
        for (term, everywhere) in of_framing {
            let own = self.unit.term(*term);
            let (left_here, left_there) = (here - own, there - (everywhere - own));
            // A side that had matches and is left with none says nothing any more.
            let moves = |left: u64, all: u64| match (left, all) {
                (_, 0) => Some(0.0),
                (0, _) => None,
                _ => Some((left as f64 / all as f64).log2()),
            };
            let moved = moves(left_here, here).zip(moves(left_there, there)).map(|(here, there)| here - there);
            let holds = moved.is_some_and(|moved| match way {
                Direction::Higher => ratio.low.is_some_and(|low| low + moved > 0.0),
                Direction::Lower => ratio.high.is_some_and(|high| high + moved < 0.0),
                Direction::Unclear => false,
            });
            terms += 1;
            holding += usize::from(holds);
        }
        holding as f64 >= ROBUST * terms as f64
    }
}

/// The rates of all documents with words, to be tested.
struct Rates<'t> {
    /// A row a document, a column a framing.
    rows: Rows,
    /// The row of each document.
    row_of: HashMap<&'t DocId, u32>,
}

impl<'t> Rates<'t> {
    fn of(all: &Unit<'t>) -> Self {
        let with_words = all.documents.iter().filter(|document| document.extent.tokens > 0);
        let row_of = with_words.clone().map(|document| &document.id).zip(0..).collect();
        let of_document = |document: &&'t DocumentTally| {
            let tokens = document.extent.tokens;
            let rate = move |counts: &Counts| Rate::of(counts.matches, tokens).map_or(0.0, Rate::per_thousand);
            document.framings.iter().map(rate)
        };
        let rows = Rows::new(with_words.flat_map(of_document), all.pool.framings.len());
        Self { rows, row_of }
    }

    /// Tests the documents of a unit against all others, framing by framing.
    fn test(&self, unit: &Unit<'_>, seed: Seed) -> Vec<GroupTest> {
        let mut own = vec![false; self.row_of.len()];
        for row in unit.documents.iter().filter_map(|document| self.row_of.get(&document.id)) {
            own[*row as usize] = true;
        }
        let (here, there): (Vec<u32>, Vec<u32>) = (0..own.len() as u32).partition(|row| own[*row as usize]);
        let test = |test: PermutationTest| {
            let PermutationTest { difference, p, smallest_p } = test;
            GroupTest { difference, p, smallest_p, adjusted: p }
        };
        PermutationTest::each(&self.rows, &here, &there, seed).into_iter().flatten().map(test).collect()
    }
}

/// All tests of the run are one family.
fn adjust(rows: &mut [Comparison]) {
    let tests: Vec<&mut GroupTest> = rows.iter_mut().filter_map(|row| row.test.as_mut()).collect();
    let adjusted = benjamini_hochberg(&tests.iter().map(|test| test.p).collect::<Vec<_>>());
    for (test, p) in tests.into_iter().zip(adjusted) {
        test.adjusted = p;
    }
}
