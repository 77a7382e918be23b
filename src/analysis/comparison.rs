//! Where does a document (or a group) stand apart from the rest?

use super::{Scope, Unit, flag};
use crate::counts::Tally;
use crate::ids::FramingIx;
use crate::matching::Matcher;
use crate::notice::Flag;
use crate::stats::{Log2Ratio, PermutationTest, Pvalue, Rate, Seed, benjamini_hochberg, log2_ratio};

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
    pub documents: usize,
    /// Matches per 1,000 words.
    pub rate: Option<Rate>,
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
const FEWEST_DOCUMENTS: usize = 3;
/// A direction must hold without any one of this share of the terms.
const ROBUST: f64 = 0.9;

/// Compares every unit with the rest of the tally, framing by framing; documents first, then groups.
pub fn compare(tally: &Tally, matcher: &Matcher, seed: Seed) -> Vec<Comparison> {
    let groups = Unit::groups(tally);
    let large = groups.iter().filter(|group| group.documents.len() >= FEWEST_DOCUMENTS).count();
    let mut rows = Vec::new();
    for unit in Unit::documents(tally).iter().chain(&groups) {
        let rest = unit.rest(tally);
        if rest.documents.is_empty() {
            continue;
        }
        let tested = unit.scope == Scope::Group && large >= 2 && unit.documents.len() >= FEWEST_DOCUMENTS && rest.documents.len() >= FEWEST_DOCUMENTS;
        for place in 0..unit.framings.len() {
            let framing = FramingIx(place as u16);
            let test = if tested { test(unit, &rest, framing, seed) } else { None };
            rows.push(one(unit, &rest, framing, matcher, test));
        }
    }
    adjust(&mut rows);
    rows
}

fn one(unit: &Unit<'_>, rest: &Unit<'_>, framing: FramingIx, matcher: &Matcher, test: Option<GroupTest>) -> Comparison {
    let (own, own_units) = unit.sums(framing);
    let (other, other_units) = rest.sums(framing);
    let ratio = log2_ratio((&own, own_units), (&other, other_units));
    let side = |unit: &Unit<'_>| Side {
        matches: unit.framings[framing.index()].matches,
        tokens: unit.extent.tokens,
        documents: unit.documents_with(framing),
        rate: Rate::of(unit.framings[framing.index()].matches, unit.extent.tokens),
    };
    let direction = ratio.map_or(Direction::Unclear, |ratio| direction(unit, rest, framing, matcher, &ratio));
    Comparison {
        scope: unit.scope,
        name: unit.name.clone(),
        framing,
        here: side(unit),
        rest: side(rest),
        ratio,
        direction,
        flag: flag(unit, framing, matcher),
        test,
    }
}

fn direction(unit: &Unit<'_>, rest: &Unit<'_>, framing: FramingIx, matcher: &Matcher, ratio: &Log2Ratio) -> Direction {
    let way = match (ratio.low, ratio.high) {
        (Some(low), _) if low > 0.0 => Direction::Higher,
        (_, Some(high)) if high < 0.0 => Direction::Lower,
        _ => return Direction::Unclear,
    };
    if holds_without_terms(unit, rest, framing, matcher, ratio, way) { way } else { Direction::Unclear }
}

/// Leaves out one term after another, on both sides, and moves the interval by as much as the estimate moves.
fn holds_without_terms(unit: &Unit<'_>, rest: &Unit<'_>, framing: FramingIx, matcher: &Matcher, ratio: &Log2Ratio, way: Direction) -> bool {
    let here = unit.framings[framing.index()].matches;
    let there = rest.framings[framing.index()].matches;
    let found = |side: &Unit<'_>| -> Vec<_> { side.terms().into_iter().filter(|(term, _)| matcher.framing(*term) == framing).map(|(term, _)| term).collect() };
    let mut terms = found(unit);
    terms.extend(found(rest));
    terms.sort_unstable();
    terms.dedup();
    let holds = terms.iter().filter(|term| {
        let without = |all: u64, side: &Unit<'_>| (all - side.term(**term)).max(u64::from(all == 0)) as f64;
        let (a, b) = (without(here, unit), without(there, rest));
        let moved = match (here, there) {
            (0, _) | (_, 0) => 0.0,
            _ if a == 0.0 || b == 0.0 => return false,
            _ => (a / here as f64).log2() - (b / there as f64).log2(),
        };
        match way {
            Direction::Higher => ratio.low.is_some_and(|low| low + moved > 0.0),
            Direction::Lower => ratio.high.is_some_and(|high| high + moved < 0.0),
            Direction::Unclear => false,
        }
    });
    holds.count() as f64 >= ROBUST * terms.len() as f64
}

fn test(unit: &Unit<'_>, rest: &Unit<'_>, framing: FramingIx, seed: Seed) -> Option<GroupTest> {
    let rates = |side: &Unit<'_>| -> Vec<f64> {
        let of = side.documents.iter().filter_map(|document| Rate::of(document.framings[framing.index()].matches, document.extent.tokens));
        of.map(Rate::per_thousand).collect()
    };
    let test = PermutationTest::new(&rates(unit), &rates(rest), seed)?;
    Some(GroupTest { difference: test.difference, p: test.p, smallest_p: test.smallest_p, adjusted: test.p })
}

/// All tests of the run are one family.
fn adjust(rows: &mut [Comparison]) {
    let tests: Vec<&mut GroupTest> = rows.iter_mut().filter_map(|row| row.test.as_mut()).collect();
    let adjusted = benjamini_hochberg(&tests.iter().map(|test| test.p).collect::<Vec<_>>());
    for (test, p) in tests.into_iter().zip(adjusted) {
        test.adjusted = p;
    }
}
