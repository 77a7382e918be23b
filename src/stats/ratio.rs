//! A rate and how sure it is, from sums over units (sentences of a text, or documents of a group).

use std::sync::LazyLock;

use statrs::distribution::{ContinuousCDF, StudentsT};

/// Below this many matches no interval is given: it would not cover what it claims.
pub const FEWEST_MATCHES: u64 = 5;

/// Matches per 1,000 words. Finite and never negative.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Rate(f64);

/// An interval of rates; `low <= high`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower bound.
    pub low: Rate,
    /// The upper bound.
    pub high: Rate,
}

/// What an interval is made from: with h matches and t words in each of S units, the sums of h, t, h^2, h t and t^2.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Units, S.
    pub units: u64,
    /// Sum of h, H.
    pub hits: u64,
    /// Sum of t, T.
    pub words: u64,
    /// Sum of h^2.
    pub hit_squares: u128,
    /// Sum of h t.
    pub products: u128,
    /// Sum of t^2.
    pub word_squares: u128,
}

impl Rate {
    /// So many matches in so many words; `None` when there are no words.
    ///
    /// ```
    /// use framelens::stats::Rate;
    /// assert_eq!(Rate::of(3, 1500).unwrap().per_thousand(), 2.0);
    /// assert!(Rate::of(0, 0).is_none());
    /// ```
    pub fn of(matches: u64, words: u64) -> Option<Self> {
        (words > 0).then(|| Self(1000.0 * matches as f64 / words as f64))
    }

    /// A rate that is already one per 1,000 words; `None` unless it is finite and not negative.
    pub fn new(per_thousand: f64) -> Option<Self> {
        (per_thousand.is_finite() && per_thousand >= 0.0).then_some(Self(per_thousand))
    }

    /// The number.
    pub fn per_thousand(self) -> f64 {
        self.0
    }
}

impl Interval {
    /// An interval; `None` when the bounds are the wrong way round.
    pub fn new(low: Rate, high: Rate) -> Option<Self> {
        (low <= high).then_some(Self { low, high })
    }
}

impl Sums {
    /// H / T per 1,000 words.
    pub fn rate(&self) -> Option<Rate> {
        Rate::of(self.hits, self.words)
    }

    /// The squared standard error of ln(H / T), linearised:
    /// S / (S - 1) * (1 + 2 sum t^2 / T^2) * sum (h - r t)^2 / H^2 with r = H / T.
    ///
    /// The middle factor stands for the leverage of long units, as leaving out one unit after another would: without it
    /// intervals from 30 clustered sentences are too narrow (`docs/methods.md`, "What the intervals cover"). It is never
    /// less than a quarter of what independent matches would have, 1 / H, so that units which happen to agree do not pass
    /// for certainty. `None` with fewer than two units or no match.
    pub fn log_variance(&self) -> Option<f64> {
        if self.units < 2 || self.hits == 0 || self.words == 0 {
            return None;
        }
        let (s, h, t) = (self.units as f64, self.hits as f64, self.words as f64);
        let r = h / t;
        let residuals = self.hit_squares as f64 - 2.0 * r * self.products as f64 + r * r * self.word_squares as f64;
        let leverage = 1.0 + 2.0 * self.word_squares as f64 / (t * t);
        Some((s / (s - 1.0) * leverage * residuals / (h * h)).max(0.25 / h))
    }

    /// The 95 % interval of the rate by linearisation on the log scale: r exp(+-q se), with q of Student's t with S - 1
    /// degrees of freedom.
    ///
    /// At 0 matches: from 0 to [`zero_upper`]. `None` from 1 to 4 matches, without words, and with fewer than two units.
    ///
    /// Three sentences of 10 words with 2, 2 and 1 matches (H = 5, T = 30, r = 1/6): the residuals are 1/3, 1/3 and
    /// -2/3, so the squared error of ln r is 3/2 * (1 + 2/3) * 2/3 / 25 = 1/15; q is 4.3027, and the interval
    /// 166.7 exp(+-4.3027 * 0.2582):
    ///
    /// ```
    /// use framelens::stats::Sums;
    /// let sums = Sums { units: 3, hits: 5, words: 30, hit_squares: 9, products: 50, word_squares: 300 };
    /// assert!((sums.log_variance().unwrap() - 1.0 / 15.0).abs() < 1e-12);
    /// let interval = sums.interval().unwrap();
    /// assert!((interval.low.per_thousand() - 54.875).abs() < 0.001);
    /// assert!((interval.high.per_thousand() - 506.202).abs() < 0.001);
    /// ```
    pub fn interval(&self) -> Option<Interval> {
        if self.hits == 0 {
            return Interval::new(Rate(0.0), zero_upper(self.words)?);
        }
        if self.hits < FEWEST_MATCHES {
            return None;
        }
        let reach = quantile(self.units)? * self.log_variance()?.sqrt();
        let rate = self.rate()?.per_thousand();
        Interval::new(Rate::new(rate * (-reach).exp())?, Rate::new(rate * reach.exp())?)
    }
}

/// From so many units on the quantile is expanded about the normal one.
const EXPANDED: u64 = 30;
/// By units, the quantiles below: each takes a search.
static SMALL: LazyLock<[Option<f64>; EXPANDED as usize]> = LazyLock::new(|| {
    std::array::from_fn(|units| {
        let freedom = units.checked_sub(1).filter(|freedom| *freedom > 0)?;
        StudentsT::new(0.0, 1.0, freedom as f64).ok().map(|t| t.inverse_cdf(0.975))
    })
});

/// The 97.5 % quantile of Student's t with one degree of freedom less than there are units; `None` below two units.
///
/// From 30 units on by the expansion of Fisher and Cornish (1960) about the normal quantile, which differs by less than
/// 0.00001.
pub(super) fn quantile(units: u64) -> Option<f64> {
    const Z: f64 = 1.959_963_984_540_054;
    let freedom = units.checked_sub(1).filter(|freedom| *freedom > 0)? as f64;
    if units < EXPANDED {
        return SMALL[units as usize];
    }
    let first = (Z.powi(3) + Z) / 4.0;
    let second = (5.0 * Z.powi(5) + 16.0 * Z.powi(3) + 3.0 * Z) / 96.0;
    let third = (3.0 * Z.powi(7) + 19.0 * Z.powi(5) + 17.0 * Z.powi(3) - 15.0 * Z) / 384.0;
    Some(Z + first / freedom + second / freedom.powi(2) + third / freedom.powi(3))
}

/// The one-sided 95 % upper bound of a rate of which nothing was found: -ln(0.05) / words.
///
/// ```
/// let bound = framelens::stats::zero_upper(1754).unwrap();
/// assert!((bound.per_thousand() - 1.708).abs() < 0.001);
/// ```
pub fn zero_upper(words: u64) -> Option<Rate> {
    (words > 0).then(|| Rate(-1000.0 * 0.05_f64.ln() / words as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_of_t_are_those_of_the_tables() {
        for (units, expected) in [(2, 12.7062), (3, 4.3027), (11, 2.2281), (30, 2.0452), (31, 2.0423), (121, 1.9799)] {
            assert!((quantile(units).unwrap() - expected).abs() < 1e-4, "{units}");
        }
        assert!(quantile(1).is_none() && quantile(0).is_none());
        for units in [30, 31, 60, 1000] {
            let exact = StudentsT::new(0.0, 1.0, units as f64 - 1.0).unwrap().inverse_cdf(0.975);
            assert!((quantile(units).unwrap() - exact).abs() < 1e-5, "{units}");
        }
    }

    #[test]
    fn no_interval_from_one_to_four_matches_and_a_bound_at_none() {
        let sums = |hits: u64| Sums {
            units: 50,
            hits,
            words: 1000,
            hit_squares: hits.into(),
            products: (20 * hits).into(),
            word_squares: 20_000,
        };
        assert!((1..FEWEST_MATCHES).all(|hits| sums(hits).interval().is_none()));
        assert!(sums(FEWEST_MATCHES).interval().is_some());
        let zero = sums(0).interval().unwrap();
        assert_eq!(zero.low.per_thousand().to_bits(), 0.0_f64.to_bits());
        assert!((zero.high.per_thousand() - 2.9957).abs() < 1e-4);
        assert!(Sums::default().interval().is_none());
    }
}
