//! Conditions on the words around a match.

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
}

impl ReadyRule {
    pub fn new(rule: &Rule, table: &mut FormTable) -> Self {
        let mut forms: Vec<FormIx> = rule.words.iter().map(|form| table.number(form)).collect();
        forms.sort_unstable();
        let within = rule.within.map_or(usize::MAX, usize::from);
        Self { kind: rule.kind, forms, within }
    }

    /// The forms it names, in rising order.
    pub fn forms(&self) -> &[FormIx] {
        &self.forms
    }

    /// Whether the rule lets a match on the words `first..end` of a sentence stand.
    pub fn allows(&self, words: &Words<'_>, first: usize, end: usize) -> bool {
        let reach_before = first.saturating_sub(self.within)..first;
        let reach_after = end..end.saturating_add(self.within).min(words.len());
        let named = |place: usize| {
            words.note(place).is_ruled()
                && words.forms(place).iter().any(|form| self.forms.binary_search(form).is_ok())
        };
        let before = || reach_before.clone().any(named);
        let after = || reach_after.clone().any(named);
        // A neighbour across a comma is none.
        let just_before =
            || reach_before.clone().rev().take_while(|place| words.gap(place + 1) == Break::None).any(named);
        let just_after = || reach_after.clone().take_while(|place| words.gap(*place) == Break::None).any(named);
        match self.kind {
            RuleKind::UnlessBefore => !just_before(),
            RuleKind::UnlessAfter => !just_after(),
            RuleKind::UnlessNear => !before() && !after(),
            RuleKind::OnlyNear => before() || after(),
        }
    }
}
