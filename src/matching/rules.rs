//! Conditions on the words around a match.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::FixedState;

use super::bits::Bits;
use super::forms::{FormIx, FormTable};
use super::meanings::{Meanings, Note};
use super::scan::Words;
use crate::lexicon::{Form, Rule, RuleKind};
use crate::text::{Break, Token, is_function_word};

/// The number of a list of words that rules look for in the whole of a sentence; rules often share one.
pub(super) type ListIx = u32;

/// A block of lists, as many as processors take at once.
pub(super) type ListBits = Bits<8>;

/// The rules of all terms, one after another.
#[derive(Debug, Default)]
pub(super) struct Rules {
    of_sentence: Vec<SentenceRule>,
    of_window: Vec<WindowRule>,
}

/// Where the rules of a term stand among all.
#[derive(Clone, Debug, Default)]
pub(super) struct TermRules {
    /// There is no match in a sentence without a word of this list.
    pub required: ListIx,
    of_sentence: Range<u32>,
    of_window: Range<u32>,
}

/// A rule that looks at the whole of a sentence.
#[derive(Clone, Copy, Debug)]
struct SentenceRule {
    list: ListIx,
    side: Side,
    requires: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Before,
    After,
    Either,
}

/// A rule that looks at the words around.
#[derive(Debug)]
struct WindowRule {
    kind: RuleKind,
    forms: Box<[FormIx]>,
    within: usize,
    /// One of the bits of [`RuledForm::windows`].
    bit: u64,
}

/// Which rules name a form.
#[derive(Clone, Debug, Default)]
pub(super) struct RuledForm {
    /// A bit for each list it is on, in as many blocks for every form.
    pub lists: Vec<ListBits>,
    /// Whether it is on any.
    pub is_on_lists: bool,
    /// A bit for the words of each window, shared by many.
    pub windows: u64,
}

/// The rules of terms, read one after another.
#[derive(Default)]
pub(super) struct BuildingRules {
    rules: Rules,
    lists: HashMap<Vec<FormIx>, ListIx, FixedState>,
    windows: HashMap<Vec<FormIx>, u64, FixedState>,
}

impl BuildingRules {
    /// Adds the rules of a term.
    pub fn add(&mut self, rules: &[Rule], table: &mut FormTable) -> TermRules {
        let (sentence, window) = (self.rules.of_sentence.len() as u32, self.rules.of_window.len() as u32);
        let mut required = None;
        for rule in rules {
            let mut forms: Vec<FormIx> = rule.words.iter().map(|form| table.number(form)).collect();
            forms.sort_unstable();
            let looks = side(rule.kind);
            let list = if rejects(rule) { self.list(&forms) } else { None };
            if let (Some(_), Some((_, true))) = (list, looks) {
                required = required.or(list);
            }
            if let (None, Some((side, requires)), Some(list)) = (rule.within, looks, list) {
                self.rules.of_sentence.push(SentenceRule { list, side, requires });
            } else {
                let next = 1 << (self.windows.len() % 64);
                let bit = *self.windows.entry(forms.clone()).or_insert(next);
                let within = rule.within.map_or(usize::MAX, usize::from);
                self.rules.of_window.push(WindowRule { kind: rule.kind, forms: forms.into(), within, bit });
            }
        }
        TermRules {
            required: required.unwrap_or(ANY_SENTENCE),
            of_sentence: sentence..self.rules.of_sentence.len() as u32,
            of_window: window..self.rules.of_window.len() as u32,
        }
    }

    /// The number of a list, while there are numbers.
    fn list(&mut self, forms: &[FormIx]) -> Option<ListIx> {
        let next = 1 + self.lists.len();
        let known = self.lists.get(forms).copied();
        known.or_else(|| {
            (next < MOST_LISTS).then(|| {
                self.lists.insert(forms.to_vec(), next as ListIx);
                next as ListIx
            })
        })
    }

    /// All rules, and for each of so many forms which of them name it.
    pub fn finish(self, forms: usize) -> (Rules, Vec<RuledForm>) {
        let none = RuledForm {
            lists: vec![ListBits::default(); (1 + self.lists.len()).div_ceil(ListBits::COUNT)],
            is_on_lists: false,
            windows: 0,
        };
        let mut ruled = vec![none; forms];
        for (list, number) in &self.lists {
            for form in list {
                let form = &mut ruled[*form as usize];
                form.lists[*number as usize / ListBits::COUNT].set(*number as usize % ListBits::COUNT);
                form.is_on_lists = true;
            }
        }
        for (window, bit) in &self.windows {
            for form in window {
                ruled[*form as usize].windows |= bit;
            }
        }
        (self.rules, ruled)
    }
}

/// Lists of words have so many bits at most; the rules with further ones look at each word, as in a window.
const MOST_LISTS: usize = 2048;

/// The list that every sentence counts as being on.
pub(super) const ANY_SENTENCE: ListIx = 0;

/// Whether a rule is worth a list: it looks at the whole of a sentence, or requires words that not every sentence has.
fn rejects(rule: &Rule) -> bool {
    let is_common = |form: &Form| matches!(form, Form::Word(word) if is_function_word(word));
    match side(rule.kind) {
        None | Some((_, false)) => rule.within.is_none(),
        Some((_, true)) => rule.within.is_none() || !rule.words.iter().any(is_common),
    }
}

/// On which side a rule looks when it looks at a whole sentence, and whether there is no match without one of its words.
/// `None` for the rules that a comma ends.
fn side(kind: RuleKind) -> Option<(Side, bool)> {
    match kind {
        RuleKind::UnlessBefore | RuleKind::UnlessAfter => None,
        RuleKind::UnlessNear => Some((Side::Either, false)),
        RuleKind::OnlyNear => Some((Side::Either, true)),
        RuleKind::OnlyBefore => Some((Side::Before, true)),
        RuleKind::OnlyAfter => Some((Side::After, true)),
    }
}

/// Which lists any of a sentence's words is on: a bit for each.
#[derive(Debug, Default)]
pub(super) struct OnLists {
    bits: Vec<ListBits>,
    /// The words that are on any.
    words: Vec<Note>,
}

impl OnLists {
    /// Whether a word of the sentence is on a list.
    #[inline]
    pub fn has(&self, list: ListIx) -> bool {
        has(&self.bits, list)
    }

    /// Goes on to a sentence.
    pub fn read(&mut self, tokens: &[Token<Note>], meanings: &Meanings<'_>) {
        // Without a branch, which could not be foretold.
        self.words.resize(self.words.len().max(tokens.len()), Note::default());
        let mut count = 0;
        for token in tokens {
            self.words[count] = token.note;
            count += usize::from(token.note.is_on_lists());
        }
        self.bits.clear();
        for block in 0..meanings.lists(Note::default()).len() {
            let mut bits = ListBits::default();
            for note in &self.words[..count] {
                bits.add(&meanings.lists(*note)[block]);
            }
            self.bits.push(bits);
        }
        self.bits[0].set(ANY_SENTENCE as usize);
    }
}

impl SentenceRule {
    #[inline]
    fn allows(self, words: &Words<'_>, on: &OnLists, first: usize, end: usize) -> bool {
        self.stands(words, on, first, end) == self.requires
    }

    /// Whether a word of the list stands where the rule looks.
    #[inline]
    fn stands(self, words: &Words<'_>, on: &OnLists, first: usize, end: usize) -> bool {
        if !on.has(self.list) {
            return false;
        }
        let among = |places: Range<usize>| {
            words.tokens[places].iter().any(|token| has(words.meanings.lists(token.note), self.list))
        };
        match self.side {
            Side::Before => among(0..first),
            Side::After => among(end..words.len()),
            // The word is outside the match where it is not inside.
            Side::Either => !among(first..end) || among(0..first) || among(end..words.len()),
        }
    }
}

#[inline]
fn has(bits: &[ListBits], list: ListIx) -> bool {
    bits[list as usize / ListBits::COUNT].has(list as usize % ListBits::COUNT)
}

impl Rules {
    /// Whether the rules of a term let a match on the words `first..end` of a sentence stand.
    #[inline]
    pub fn allow(&self, of: &TermRules, words: &Words<'_>, on: &OnLists, first: usize, end: usize) -> bool {
        let of_sentence = &self.of_sentence[of.of_sentence.start as usize..of.of_sentence.end as usize];
        let of_window = &self.of_window[of.of_window.start as usize..of.of_window.end as usize];
        of_sentence.iter().all(|rule| rule.allows(words, on, first, end))
            && of_window.iter().all(|rule| rule.allows(words, first, end))
    }
}

impl WindowRule {
    fn allows(&self, words: &Words<'_>, first: usize, end: usize) -> bool {
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

    /// Whether it names a word. Nearly always the bits tell that it does not.
    #[inline]
    fn names(&self, words: &Words<'_>, note: Note) -> bool {
        words.meanings.windows(note) & self.bit != 0
            && words.meanings.forms(note).iter().any(|form| self.forms.binary_search(form).is_ok())
    }
}
