//! A rate and how sure it is, from sums over units (sentences of a text, or documents of a group).

use statrs::distribution::{ContinuousCDF, Normal, StudentsT};

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

/// What the units are, which decides the quantile: many sentences, or few documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Units {
    /// Sentences of one text or of texts taken as one: the normal quantile.
    Sentences,
    /// Documents of a group: Student's t with S - 1 degrees of freedom, since groups may be small.
    Documents,
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
    /// S / (S - 1) * sum (h - r t)^2 / H^2 with r = H / T.
    ///
    /// `None` with fewer than two units or no match.
    pub fn log_variance(&self) -> Option<f64> {
        if self.units < 2 || self.hits == 0 || self.words == 0 {
            return None;
        }
        let (s, h, t) = (self.units as f64, self.hits as f64, self.words as f64);
        let r = h / t;
        let residuals = self.hit_squares as f64 - 2.0 * r * self.products as f64 + r * r * self.word_squares as f64;
        Some(s / (s - 1.0) * residuals.max(0.0) / (h * h))
    }

    /// The 95 % interval of the rate, r exp(+-q se), by linearisation on the log scale.
    ///
    /// At 0 matches: from 0 to [`zero_upper`]. `None` from 1 to 4 matches, without words, and with fewer than two units.
    ///
    /// Three sentences of 10 words with 2, 2 and 1 matches (H = 5, T = 30, r = 1/6): the residuals are 1/3, 1/3 and
    /// -2/3, so the squared error of ln r is 3/2 * 2/3 / 25 = 0.04, and the interval 166.7 exp(+-1.96 * 0.2):
    ///
    /// ```
    /// use framelens::stats::{Sums, Units};
    /// let sums = Sums { units: 3, hits: 5, words: 30, hit_squares: 9, products: 50, word_squares: 300 };
    /// assert!((sums.log_variance().unwrap() - 0.04).abs() < 1e-12);
    /// let interval = sums.interval(Units::Sentences).unwrap();
    /// assert!((interval.low.per_thousand() - 112.618).abs() < 0.001);
    /// assert!((interval.high.per_thousand() - 246.653).abs() < 0.001);
    /// ```
    pub fn interval(&self, units: Units) -> Option<Interval> {
        if self.hits == 0 {
            return Interval::new(Rate(0.0), zero_upper(self.words)?);
        }
        if self.hits < FEWEST_MATCHES {
            return None;
        }
        let reach = units.quantile(self.units)? * self.log_variance()?.sqrt();
        let rate = self.rate()?.per_thousand();
        Interval::new(Rate::new(rate * (-reach).exp())?, Rate::new(rate * reach.exp())?)
    }
}

impl Units {
    /// The 97.5 % quantile for so many units.
    pub fn quantile(self, units: u64) -> Option<f64> {
        match self {
            Self::Sentences => Normal::new(0.0, 1.0).ok().map(|normal| normal.inverse_cdf(0.975)),
            Self::Documents if units >= 2 => {
                StudentsT::new(0.0, 1.0, units as f64 - 1.0).ok().map(|t| t.inverse_cdf(0.975))
            }
            Self::Documents => None,
        }
    }
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
