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
    pub fn mark(&self, ruled: &mut [RuleBits], from_afar: &mut [bool]) {
        for form in &self.forms {
            ruled[*form as usize] |= self.bits;
            from_afar[*form as usize] |= self.within > 1;
        }
    }

    /// Whether the rule lets a match on the words `first..end` of a sentence stand.
    pub fn allows(&self, words: &Words<'_>, first: usize, end: usize) -> bool {
        let names = |place: &usize| self.names(words, *place);
        let mut before = (first.saturating_sub(self.within)..first).rev().filter(names);
        let mut after = (end..end.saturating_add(self.within).min(words.len())).filter(names);
        // A neighbour across a comma is none.
        let joined = |mut between: Range<usize>| between.all(|place| words.gap(place) == Break::None);
        match self.kind {
            RuleKind::UnlessBefore => !before.any(|place| joined(place + 1..first + 1)),
            RuleKind::UnlessAfter => !after.any(|place| joined(end..place + 1)),
            RuleKind::UnlessNear => before.next().is_none() && after.next().is_none(),
            RuleKind::OnlyNear => before.next().is_some() || after.next().is_some(),
            RuleKind::OnlyBefore => before.next().is_some(),
            RuleKind::OnlyAfter => after.next().is_some(),
        }
    }

    /// Whether it names the word at `place`. Nearly always the word is none that a rule names from further away, or the
    /// bits tell that this one does not.
    #[inline]
    fn names(&self, words: &Words<'_>, place: usize) -> bool {
        (self.within <= 1 || words.note(place).is_named_from_afar())
            && words.rules(place) & self.bits != 0
            && words.forms(place).iter().any(|form| self.forms.binary_search(form).is_ok())
    }
}
