//! How far readers agreed with a lexicon, as its file states it.

/// A comparison of a lexicon with people's codes.
#[derive(Clone, Debug, PartialEq)]
pub struct Validated {
    /// The texts, in words.
    pub on: String,
    /// The version of the lexicon that was compared.
    pub version: String,
    /// How many passages were coded.
    pub passages: u64,
    /// How many of them use the framing, by the codes.
    pub coded: u64,
    /// Of the passages with a match, the share that is coded so.
    pub precision: Share,
    /// Of the passages coded so, the share with a match.
    pub recall: Share,
    /// Their harmonic mean.
    pub f1: Share,
    /// Krippendorff's alpha between the coders, where there were several.
    pub alpha: Option<Share>,
    /// Where it stands in its file, counted from 1.
    pub line: usize,
}

/// A share from 0 to 1, as stated.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Share(f64);

impl Share {
    /// Takes a number from 0 to 1; `None` for any other.
    ///
    /// ```
    /// use framelens::lexicon::Share;
    /// assert!(Share::new(0.75).is_some());
    /// assert!(Share::new(75.0).is_none() && Share::new(f64::NAN).is_none());
    /// ```
    pub fn new(share: f64) -> Option<Self> {
        (0.0..=1.0).contains(&share).then_some(Self(share))
    }

    /// The number.
    pub fn value(self) -> f64 {
        self.0
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.2}", self.0)
    }
}
