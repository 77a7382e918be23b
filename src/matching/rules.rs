//! Conditions on the words around a match.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::FixedState;

use super::bits::Bits;
use super::forms::{FormIx, FormTable};
use super::meanings::{Meanings, Note};
use super::scan::Words;
use crate::lexicon::{Rule, RuleKind};
use crate::text::{Break, Token};

/// The number of a list of words that rules look for; rules often share one.
pub(super) type ListIx = u32;

/// Lists by number, a bit each; some share one.
pub(super) type ListHints = Bits<8>;

/// The bit of a list.
#[inline]
pub(super) fn hint(list: ListIx) -> usize {
    list as usize % ListHints::COUNT
}

/// The list that every sentence counts as being on, and the one that none is on; no other has their bits.
pub(super) const ANY_SENTENCE: ListIx = 0;
pub(super) const NO_SENTENCE: ListIx = 1;

/// The rules of all terms, one after another.
#[derive(Debug, Default)]
pub(super) struct Rules(Vec<ReadyRule>);

/// Where the rules of a term stand among all.
#[derive(Clone, Debug)]
pub(super) struct TermRules {
    /// There is no match in a sentence without a word of this list.
    pub required: ListIx,
    all: Range<u32>,
}

#[derive(Clone, Copy, Debug)]
struct ReadyRule {
    kind: RuleKind,
    list: ListIx,
    /// How many words it looks at on a side; as many as can be when it looks at the whole of a sentence.
    within: u32,
}

/// The lists that a form is on, or a word with several forms.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    /// In rising order.
    pub all: Vec<ListIx>,
    pub hints: ListHints,
}

/// The rules of terms, read one after another.
#[derive(Default)]
pub(super) struct BuildingRules {
    rules: Vec<ReadyRule>,
    lists: HashMap<Vec<FormIx>, ListIx, FixedState>,
}

impl BuildingRules {
    /// Adds the rules of a term.
    pub fn add(&mut self, rules: &[Rule], table: &mut FormTable) -> TermRules {
        let first = self.rules.len();
        for rule in rules {
            let mut forms: Vec<FormIx> = rule.words.iter().map(|form| table.number(form)).collect();
            forms.sort_unstable();
            let within = rule.within.map_or(u32::MAX, u32::from);
            let list = self.list(forms);
            self.rules.push(ReadyRule { kind: rule.kind, list, within });
        }
        // Those that look at few words first: they are soon answered.
        self.rules[first..].sort_by_key(|rule| rule.within);
        let required = self.rules[first..].iter().find(|rule| rule.requires()).map_or(ANY_SENTENCE, |rule| rule.list);
        TermRules { required, all: first as u32..self.rules.len() as u32 }
    }

    /// The number of a list: the next whose bit is not taken.
    fn list(&mut self, forms: Vec<FormIx>) -> ListIx {
        let known = self.lists.len();
        let taken = 1 + NO_SENTENCE as usize;
        let next = known + taken * (1 + known / (ListHints::COUNT - taken));
        *self.lists.entry(forms).or_insert(next as ListIx)
    }

    /// All rules, and for each of so many forms the lists that it is on.
    pub fn finish(self, forms: usize) -> (Rules, Vec<Lists>) {
        let mut of_form = vec![Lists::default(); forms];
        for (forms, list) in &self.lists {
            for form in forms {
                of_form[*form as usize].all.push(*list);
            }
        }
        for lists in &mut of_form {
            lists.ready();
        }
        (Rules(self.rules), of_form)
    }
}

impl Lists {
    /// Adds those of another form of the same word.
    pub fn add(&mut self, other: &Self) {
        self.all.extend(&other.all);
        self.ready();
    }

    fn ready(&mut self) {
        self.all.sort_unstable();
        self.all.dedup();
        for list in &self.all {
            self.hints.set(hint(*list));
        }
    }
}

/// Which lists a sentence's words may be on: it has no word of the others.
#[derive(Debug, Default)]
pub(super) struct OnLists(ListHints);

impl OnLists {
    /// Of the words of a sentence.
    pub fn of(tokens: &[Token<Note>], meanings: &Meanings<'_>) -> Self {
        let mut hints = ListHints::default();
        hints.set(hint(ANY_SENTENCE));
        for token in tokens {
            hints.add(meanings.hints(token.note));
        }
        Self(hints)
    }

    /// Whether a word of the sentence may be on a list.
    #[inline]
    pub fn may_have(&self, list: ListIx) -> bool {
        self.0.has(hint(list))
    }
}

impl Rules {
    /// Whether the rules of a term let a match on the words `first..end` of a sentence stand.
    #[inline]
    pub fn allow(&self, of: &TermRules, words: &Words<'_>, on: &OnLists, first: usize, end: usize) -> bool {
        let rules = &self.0[of.all.start as usize..of.all.end as usize];
        rules.iter().all(|rule| on.may_have(rule.list) || !rule.requires())
            && rules.iter().all(|rule| !on.may_have(rule.list) || rule.allows(words, first, end))
    }
}

impl ReadyRule {
    /// Whether there is no match without one of its words.
    #[inline]
    fn requires(&self) -> bool {
        self.kind.requires()
    }

    fn allows(&self, words: &Words<'_>, first: usize, end: usize) -> bool {
        let within = self.within as usize;
        let before = first.saturating_sub(within)..first;
        let after = end..end.saturating_add(within).min(words.len());
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

    #[inline]
    fn names(&self, words: &Words<'_>, note: Note) -> bool {
        words.meanings.is_on(note, self.list)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Form;

    #[test]
    fn every_list_has_a_number_of_its_own_and_no_bit_of_those_of_all_sentences_and_none() {
        let (mut rules, mut table) = (BuildingRules::default(), FormTable::default());
        let of = |words: &[usize]| {
            let words = words.iter().map(|word| Form::Word(format!("word{word}"))).collect();
            [Rule { kind: RuleKind::OnlyNear, words, within: None }]
        };
        let count = 3 * ListHints::COUNT;
        let lists: Vec<ListIx> =
            (0..count).map(|word| rules.add(&of(&[word, word + 1]), &mut table).required).collect();
        let again = rules.add(&of(&[8, 7]), &mut table).required;
        assert_eq!(again, lists[7]);
        assert!(lists.is_sorted_by(|before, list| before < list));
        let taken = [ANY_SENTENCE, NO_SENTENCE].map(hint);
        assert!(lists.iter().all(|list| !taken.contains(&hint(*list))));
        let (_, of_form) = rules.finish(table.len());
        let word9 = table.number(&Form::Word("word9".to_owned()));
        assert_eq!(of_form[word9 as usize].all, [lists[8], lists[9]]);
    }
}
