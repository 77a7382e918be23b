//! Conditions on the words around a match.

use std::collections::HashMap;
use std::ops::{BitOrAssign, Range};

use super::compile::{Meanings, Note};
use super::forms::{FormIx, FormTable};
use super::scan::Words;
use crate::lexicon::{Rule, RuleKind};
use crate::text::{Break, Token};

/// A rule made ready.
#[derive(Debug)]
pub(super) struct ReadyRule {
    kind: RuleKind,
    forms: Vec<FormIx>,
    within: usize,
    /// Its list's bit among [`RuleBits`].
    bit: usize,
}

/// A bit for each list of words that rules look for, shared by several lists only past so many: with fewer bits, common words
/// seem to be on every list.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RuleBits([u64; RULE_WORDS]);

const RULE_WORDS: usize = 16;

impl RuleBits {
    const COUNT: usize = RULE_WORDS * u64::BITS as usize;

    fn set(&mut self, bit: usize) {
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    #[inline]
    fn has(&self, bit: usize) -> bool {
        self.0[bit / 64] >> (bit % 64) & 1 != 0
    }
}

impl BitOrAssign<&Self> for RuleBits {
    fn bitor_assign(&mut self, other: &Self) {
        for (own, other) in self.0.iter_mut().zip(other.0) {
            *own |= other;
        }
    }
}

/// The lists that any of some words is on.
pub(super) fn on_lists(tokens: &[Token<Note>], meanings: &Meanings<'_>) -> RuleBits {
    let mut bits = RuleBits::default();
    for token in tokens.iter().filter(|token| token.note.is_named_from_afar()) {
        bits |= meanings.rules(token.note);
    }
    bits
}

/// The lists of words that rules look for, each with its bit: rules often share one.
pub(super) type RuleLists = HashMap<Vec<FormIx>, usize>;

impl ReadyRule {
    pub fn new(rule: &Rule, table: &mut FormTable, lists: &mut RuleLists) -> Self {
        let mut forms: Vec<FormIx> = rule.words.iter().map(|form| table.number(form)).collect();
        forms.sort_unstable();
        let within = rule.within.map_or(usize::MAX, usize::from);
        let next = lists.len() % RuleBits::COUNT;
        let bit = *lists.entry(forms.clone()).or_insert(next);
        Self { kind: rule.kind, forms, within, bit }
    }

    /// Notes at each form that this rule names it.
    pub fn mark(&self, ruled: &mut [RuleBits], from_afar: &mut [bool]) {
        for form in &self.forms {
            ruled[*form as usize].set(self.bit);
            from_afar[*form as usize] |= self.within > 1;
        }
    }

    /// Whether the rule lets a match on the words `first..end` of a sentence stand.
    pub fn allows(&self, words: &Words<'_>, first: usize, end: usize) -> bool {
        if self.within > 1 && !words.on_lists.has(self.bit) {
            return !self.requires();
        }
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

    /// Whether there is no match without a word of the rule.
    fn requires(&self) -> bool {
        matches!(self.kind, RuleKind::OnlyNear | RuleKind::OnlyBefore | RuleKind::OnlyAfter)
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
            && words.meanings.rules(note).has(self.bit)
            && words.meanings.forms(note).iter().any(|form| self.forms.binary_search(form).is_ok())
    }
}
