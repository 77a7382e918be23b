//! From which units shall people code how many?

use crate::ids::FramingIx;
use crate::lexicon::Library;

/// What units are told apart by before a sample is drawn: the framing with most matches in a unit, and whether it has one
/// match there or more. Of framings with as many matches the first of the library is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stratum {
    /// No match of any framing.
    NoMatch,
    /// One match of the strongest framing.
    One(FramingIx),
    /// Two or more.
    More(FramingIx),
}

/// Every stratum draws so many, or all it has: fewer tell nothing of the spread.
const FEWEST: u64 = 2;

impl Stratum {
    /// The stratum of a unit with so many matches of each framing.
    pub fn of(matches: &[u64]) -> Self {
        let strongest = matches.iter().enumerate().max_by_key(|(place, count)| (**count, std::cmp::Reverse(*place)));
        match strongest {
            None | Some((_, 0)) => Self::NoMatch,
            Some((place, 1)) => Self::One(FramingIx(place as u16)),
            Some((place, _)) => Self::More(FramingIx(place as u16)),
        }
    }

    /// What it is called in tables.
    pub fn name(self, library: &Library) -> String {
        match self {
            Self::NoMatch => "no match".to_owned(),
            Self::One(framing) => format!("{} 1", library.get(framing).id),
            Self::More(framing) => format!("{} 2+", library.get(framing).id),
        }
    }
}

/// How many units to draw from each stratum of a given size, `n` together: a third from those without a match, since
/// what a lexicon misses is found only there, and the rest by the square root of the strata's sizes, so that rare framings
/// are coded too (Bankier 1988). At least two from each, or all it has.
///
/// # Errors
/// With fewer than that needs, gives how many it needs.
pub fn allocate(strata: &[(Stratum, u64)], n: u64) -> Result<Vec<u64>, u64> {
    let mut drawn: Vec<u64> = strata.iter().map(|(_, size)| (*size).min(FEWEST)).collect();
    let mut left = n.checked_sub(drawn.iter().sum()).ok_or_else(|| drawn.iter().sum::<u64>())?;
    let with: f64 =
        strata.iter().filter(|(stratum, _)| *stratum != Stratum::NoMatch).map(|(_, size)| root(*size)).sum();
    let weight = |(stratum, size): &(Stratum, u64)| match stratum {
        Stratum::NoMatch if with > 0.0 => with / 2.0,
        _ => root(*size),
    };
    while left > 0 {
        // The next goes to whoever is furthest behind its weight (Webster 1832).
        let behind = |place: &usize| weight(&strata[*place]) / (drawn[*place] as f64 + 0.5);
        let open = (0..strata.len()).filter(|place| drawn[*place] < strata[*place].1);
        let Some(next) = open.rev().max_by(|a, b| behind(a).total_cmp(&behind(b))) else { break };
        drawn[next] += 1;
        left -= 1;
    }
    Ok(drawn)
}

fn root(size: u64) -> f64 {
    (size as f64).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strongest_framing_makes_the_stratum_and_the_first_of_equals() {
        assert_eq!(Stratum::of(&[0, 0]), Stratum::NoMatch);
        assert_eq!(Stratum::of(&[1, 1]), Stratum::One(FramingIx(0)));
        assert_eq!(Stratum::of(&[1, 3]), Stratum::More(FramingIx(1)));
    }

    #[test]
    fn a_third_is_without_a_match_and_each_stratum_gets_two_or_all() {
        let (a, b, c) = (FramingIx(0), FramingIx(1), FramingIx(2));
        let strata = [(Stratum::NoMatch, 5_000), (Stratum::One(a), 900), (Stratum::One(b), 100), (Stratum::More(c), 1)];
        let drawn = allocate(&strata, 120).unwrap();
        assert_eq!(drawn.iter().sum::<u64>(), 120);
        assert_eq!(drawn[3], 1);
        assert!(drawn[0].abs_diff(40) <= 1 && drawn[1].abs_diff(59) <= 1 && drawn[2].abs_diff(20) <= 1, "{drawn:?}");
        assert_eq!(allocate(&strata, 6), Err(7));
        assert_eq!(allocate(&strata, 1_000_000).unwrap(), [5_000, 900, 100, 1]);
    }
}
