//! What a lexicon looks for, and under which conditions.

use std::fmt;

use super::{Form, Pattern};
use crate::ids::FramingId;

/// One term of a framing.
#[derive(Clone, Debug)]
pub struct Term {
    /// What it looks for.
    pub pattern: Pattern,
    /// How much a match weighs, apart from the count.
    pub weight: Weight,
    /// Who rejects the label, when one side of a dispute does.
    pub contested: Option<String>,
    /// Where it counts, when not everywhere.
    pub voice: Option<VoiceRule>,
    /// What must or must not stand near.
    pub rules: Vec<Rule>,
    /// Other framings that mean to have a term of the same words.
    pub shared_with: Vec<FramingId>,
    /// Why it is here.
    pub source: String,
    /// Free comment.
    pub note: Option<String>,
    /// Where it stands in its file, counted from 1.
    pub line: usize,
}

impl Term {
    /// Whether it counts in some places only.
    pub fn is_bound(&self) -> bool {
        !self.rules.is_empty() || self.voice.is_some()
    }
}

/// A phrase that wins over any term it contains.
#[derive(Clone, Debug)]
pub struct Exclude {
    /// What it looks for.
    pub pattern: Pattern,
    /// Why.
    pub note: String,
    /// Where it stands in its file, counted from 1.
    pub line: usize,
}

/// A condition on the words around a match, inside its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// What it does.
    pub kind: RuleKind,
    /// The words it looks for; any of them will do.
    pub words: Vec<Form>,
    /// How many words away it looks; `None` for the whole sentence.
    pub within: Option<u8>,
}

/// What a rule does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleKind {
    /// No match when one of the words stands before it.
    UnlessBefore,
    /// No match when one stands after it.
    UnlessAfter,
    /// No match when one stands on either side.
    UnlessNear,
    /// A match only when one stands on either side.
    OnlyNear,
    /// A match only when one stands before it.
    OnlyBefore,
    /// A match only when one stands after it.
    OnlyAfter,
}

impl RuleKind {
    /// Whether there is no match without one of its words.
    pub fn requires(self) -> bool {
        matches!(self, Self::OnlyNear | Self::OnlyBefore | Self::OnlyAfter)
    }
}

/// In whose voice a term counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VoiceRule {
    /// Only outside quotation marks.
    Own,
    /// Only inside them.
    Quoted,
}

/// A term's weight: fixed-point with four decimals, never zero, so that sums do not depend on the order of adding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weight(i64);

impl Weight {
    /// The weight of a term that states none.
    pub const ONE: Self = Self(Self::SCALE);
    /// What a weight of 1 is in [`Weight::scaled`].
    pub const SCALE: i64 = 10_000;
    /// Weights beyond this in either direction are refused.
    const LARGEST: f64 = 1_000.0;

    /// Takes a decimal number as written; `None` when it is zero, too large, or has more than four decimals.
    ///
    /// ```
    /// use framelens::lexicon::Weight;
    /// assert_eq!(Weight::new(0.5).unwrap().to_string(), "0.5");
    /// assert!(Weight::new(0.0).is_none() && Weight::new(0.12345).is_none());
    /// ```
    pub fn new(weight: f64) -> Option<Self> {
        let scaled = (weight * Self::SCALE as f64).round();
        let exact = (scaled / Self::SCALE as f64 - weight).abs() < 1e-12;
        (weight.abs() <= Self::LARGEST && scaled != 0.0 && exact).then_some(Self(scaled as i64))
    }

    /// The weight in ten-thousandths.
    pub fn scaled(self) -> i64 {
        self.0
    }
}

impl fmt::Display for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0 as f64 / Self::SCALE as f64)
    }
}
