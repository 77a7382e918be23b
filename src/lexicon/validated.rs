//! How far readers agreed with a lexicon, as its file states it.

use std::fmt;

/// A comparison of a lexicon with people's codes.
#[derive(Clone, Debug, PartialEq)]
pub struct Validated {
    /// The texts, in words.
    pub on: String,
    /// The version of the lexicon that was compared.
    pub version: String,
    /// How many passages were coded.
    pub passages: u64,
    /// How many of them use the framing, by the codes; no more than the passages.
    pub coded: u64,
    /// Of the passages with a match, the share that is coded so; absent where none has a match.
    pub precision: Option<Share>,
    /// Of the passages coded so, the share with a match; absent where none is coded so.
    pub recall: Option<Share>,
    /// Their harmonic mean.
    pub f1: Option<Share>,
    /// Krippendorff's alpha between the coders, where there were several.
    pub alpha: Option<Alpha>,
    /// Where it stands in its file, counted from 1.
    pub line: usize,
}

/// A share from 0 to 1, as stated.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Share(f64);

/// Krippendorff's alpha, from -1 to 1, as stated.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Alpha(f64);

impl Share {
    /// Takes a number from 0 to 1; `None` for any other.
    ///
    /// ```
    /// use framelens::lexicon::Share;
    /// assert!(Share::new(0.75).is_some());
    /// assert!(Share::new(75.0).is_none() && Share::new(f64::NAN).is_none());
    /// ```
    pub fn new(share: f64) -> Option<Self> {
        (0.0..=1.0).contains(&share).then_some(Self(share.abs()))
    }
}

impl Alpha {
    /// Takes a number from -1 to 1; `None` for any other.
    ///
    /// ```
    /// use framelens::lexicon::Alpha;
    /// assert!(Alpha::new(-0.1).is_some() && Alpha::new(1.2).is_none());
    /// ```
    pub fn new(alpha: f64) -> Option<Self> {
        (-1.0..=1.0).contains(&alpha).then_some(Self(alpha))
    }
}

impl fmt::Display for Validated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { on, version, passages, coded, .. } = self;
        write!(f, "version {version} on {on} ({passages} passages, {coded} coded)")?;
        let shares = [("precision", self.precision), ("recall", self.recall), ("F1", self.f1)];
        let mut before = ": ";
        for (name, Share(share)) in shares.into_iter().filter_map(|(name, share)| Some((name, share?))) {
            write!(f, "{before}{name} {share:.2}")?;
            before = ", ";
        }
        match self.alpha {
            Some(Alpha(alpha)) => write!(f, "{before}alpha of the coders {alpha:.2}"),
            None => Ok(()),
        }
    }
}
