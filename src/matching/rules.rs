//! Conditions on the words around a match.

use std::hash::BuildHasher;
use std::ops::Range;

use foldhash::fast::FixedState;

use super::forms::{FormIx, FormTable};
use super::scan::Words;
use crate::lexicon::{Rule, RuleKind};
use crate::text::Break;

/// A rule made ready.
#[derive(Debug)]
pub(super) struct ReadyRule {
    kind: RuleKind,
    forms: Vec<FormIx>,
    within: usize,
    bits: RuleBits,
}

/// One of 128 bits for a list of words, several lists to a bit.
pub(super) type RuleBits = u128;

/// A word that some rule names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ruled {
    /// Its place in the sentence.
    pub place: u32,
    /// The bits of the rules that name it.
    pub rules: RuleBits,
}

impl ReadyRule {
    pub fn new(rule: &Rule, table: &mut FormTable) -> Self {
        let mut forms: Vec<FormIx> = rule.words.iter().map(|form| table.number(form)).collect();
        forms.sort_unstable();
        let within = rule.within.map_or(usize::MAX, usize::from);
        // Rules often share their words, and then share the bit.
        let bits = 1 << (FixedState::with_seed(0).hash_one(&forms) % u64::from(RuleBits::BITS));
        Self { kind: rule.kind, forms, within, bits }
    }

    /// Notes at each form that this rule names it.
    pub fn mark(&self, ruled: &mut [RuleBits]) {
        for form in &self.forms {
            ruled[*form as usize] |= self.bits;
        }
    }

    /// Whether the rule lets a match on the words `first..end` of a sentence stand.
    pub fn allows(&self, words: &Words<'_>, first: usize, end: usize) -> bool {
        if words.all_rules & self.bits == 0 {
            return !self.requires();
        }
        let names = |word: &Ruled| {
            word.rules & self.bits != 0
                && words.forms(word.place as usize).iter().any(|form| self.forms.binary_search(form).is_ok())
        };
        let from = |place: usize| words.ruled.partition_point(|word| (word.place as usize) < place);
        let before = from(first.saturating_sub(self.within))..from(first);
        let after = from(end)..from(end.saturating_add(self.within));
        let near = || {
            let within = words.ruled[before.clone()].iter().chain(&words.ruled[after.clone()]);
            within.filter(|word| names(word)).map(|word| word.place as usize)
        };
        // A neighbour across a comma is none.
        let joined = |mut between: Range<usize>| between.all(|place| words.gap(place) == Break::None);
        match self.kind {
            RuleKind::UnlessBefore => !near().any(|place| place < first && joined(place + 1..first + 1)),
            RuleKind::UnlessAfter => !near().any(|place| place >= end && joined(end..place + 1)),
            RuleKind::UnlessNear => near().next().is_none(),
            RuleKind::OnlyNear => near().next().is_some(),
            RuleKind::OnlyBefore => near().any(|place| place < first),
            RuleKind::OnlyAfter => near().any(|place| place >= end),
        }
    }

    /// Whether there is no match without a word of the rule.
    fn requires(&self) -> bool {
        matches!(self.kind, RuleKind::OnlyNear | RuleKind::OnlyBefore | RuleKind::OnlyAfter)
    }
}
