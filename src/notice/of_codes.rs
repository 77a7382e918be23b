//! Caveats about codes and what was coded, which `validate` raises.

use std::fmt;

use super::some;
use crate::ids::FramingId;

/// What is doubtful about codes, or about the passages that were coded.
#[derive(Clone, Debug, PartialEq)]
pub enum OfCodes {
    /// Framings that have a lexicon and no codes.
    NotCoded {
        /// Which.
        framings: Vec<FramingId>,
    },
    /// Framings that have codes and no lexicon.
    NoLexicon {
        /// Which.
        framings: Vec<FramingId>,
    },
    /// Passages that a coder left out, wholly or for some framings.
    Uncoded {
        /// The file of the coder.
        codes: String,
        /// So many.
        passages: usize,
        /// Of so many.
        of: usize,
    },
    /// Framings for which a coder gave ones and no zero, and left cells empty.
    OnlyOnes {
        /// The file of the coder.
        codes: String,
        /// Which.
        framings: Vec<FramingId>,
    },
    /// A sheet that was drawn is compared without its key.
    NoKey,
    /// Units of the key that are not in the sheet.
    LeftOut {
        /// So many.
        units: usize,
        /// Of so many.
        of: usize,
    },
    /// Framings of which other passages have a match than when the sheet was drawn.
    OtherMatches {
        /// Which.
        framings: Vec<FramingId>,
    },
    /// Framings whose shares the codes do not suffice to correct.
    Uncorrected {
        /// Which.
        framings: Vec<FramingId>,
    },
}

impl OfCodes {
    /// A stable code.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::NotCoded { .. } => "not-coded",
            Self::NoLexicon { .. } => "no-lexicon",
            Self::Uncoded { .. } => "uncoded",
            Self::OnlyOnes { .. } => "only-ones",
            Self::NoKey => "no-key",
            Self::LeftOut { .. } => "left-out",
            Self::OtherMatches { .. } => "other-matches",
            Self::Uncorrected { .. } => "uncorrected",
        }
    }
}

impl fmt::Display for OfCodes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotCoded { framings } => {
                write!(f, "not coded, so not compared: {}", some(framings))
            }
            Self::NoLexicon { framings } => {
                write!(f, "coded, but no lexicon of this run is of it, so not compared: {}", some(framings))
            }
            Self::Uncoded { codes, passages, of } => {
                write!(
                    f,
                    "{passages} of {of} passages are not coded for every framing in {codes}; an empty cell is no 0"
                )
            }
            Self::OnlyOnes { codes, framings } => write!(
                f,
                "{codes} has ones, empty cells and no 0 for {}: if empty was meant as 0, precision and recall are not what they seem",
                some(framings)
            ),
            Self::NoKey => f.write_str(
                "the passages were drawn by `framelens sample`, matches more often than others: without --key all figures are of the sheet, not of the corpus",
            ),
            Self::LeftOut { units, of } => {
                write!(f, "{units} of {of} units of the key are not in the sheet: those that are stand for them")
            }
            Self::OtherMatches { framings } => write!(
                f,
                "other passages have a match than when the sheet was drawn, so the shares are those of the lexicons it was drawn with: {}",
                some(framings)
            ),
            Self::Uncorrected { framings } => {
                write!(f, "some stratum of the key has no code, so neither shares nor precision and recall of the corpus are known: {}", some(framings))
            }
        }
    }
}

impl From<OfCodes> for super::Notice {
    fn from(notice: OfCodes) -> Self {
        Self::OfCodes(notice)
    }
}
