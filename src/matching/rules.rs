//! Conditions on the words around a match.

use std::hash::BuildHasher;
use std::ops::Range;

use foldhash::fast::FixedState;

use super::compile::Note;
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
        let before = first.saturating_sub(self.within)..first;
        let after = end..end.saturating_add(self.within).min(words.len());
        let any = |places: Range<usize>| words.tokens[places].iter().any(|token| self.names(words, token.note));
        match self.kind {
            RuleKind::UnlessBefore => !self.neighbour(words, before, first),
            RuleKind::UnlessAfter => !self.neighbour(words, after, end),
            RuleKind::UnlessNear => !any(before) && !any(after),
            RuleKind::OnlyNear => any(before) || any(after),
            RuleKind::OnlyBefore => any(before),
            RuleKind::OnlyAfter => any(after),
        }
    }

    /// Whether it names one of the words beside a match that begins or ends at `edge`. A neighbour across a comma is none.
    fn neighbour(&self, words: &Words<'_>, mut places: Range<usize>, edge: usize) -> bool {
        let joined = |place: usize| {
            let between = if place < edge { place + 1..edge + 1 } else { edge..place + 1 };
            words.tokens[between].iter().all(|token| token.gap == Break::None)
        };
        places.any(|place| self.names(words, words.note(place)) && joined(place))
    }

    /// Whether it names a word. Nearly always the word is none that a rule names from further away, or the bits tell that
    /// this one does not.
    #[inline]
    fn names(&self, words: &Words<'_>, note: Note) -> bool {
        (self.within <= 1 || note.is_named_from_afar())
            && words.meanings.rules(note) & self.bits != 0
            && words.meanings.forms(note).iter().any(|form| self.forms.binary_search(form).is_ok())
    }
}
