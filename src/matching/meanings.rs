//! What the words of a text mean to a matcher.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::FixedState;

use super::bits::Line;
use super::compile::{Matcher, Target};
use super::forms::FormIx;
use super::rules::{ANY_SENTENCE, ListHints, ListIx, Lists, NO_SENTENCE, hint};
use super::trie::{Beginning, InPatterns, Later, NodeIx, PatternBits, part};
use crate::text::{Annotate, Word};

/// What the matcher knows of one distinct word. The numbers are held as bytes, so that with what the vocabulary knows a word
/// takes half a line of memory.
#[derive(Clone, Copy, Debug, Default)]
pub struct Note {
    /// Its list of forms; 0 for a word that has none.
    list: [u8; 4],
    /// The bits of the second words of the patterns that it begins.
    seconds: [u8; 4],
    /// Its bits as a second word.
    as_second: [u8; 4],
    flags: u16,
}

impl Note {
    /// A pattern is this word alone.
    const STARTS_ALONE: u16 = 1;
    const NEGATES: u16 = 1 << 1;
    const REPORTS: u16 = 1 << 2;
    const ENDS_CLAUSE: u16 = 1 << 3;
    const GOES_ON: u16 = 1 << 4;
    /// A pattern begins with this word and a gap.
    const STARTS_GAP: u16 = 1 << 5;
    const ENDS_NEGATION: u16 = 1 << 6;
    const IS_CANCELLED: u16 = 1 << 7;
    const LEADS_TO_NEGATION: u16 = 1 << 8;

    fn has(self, flag: u16) -> bool {
        self.flags & flag != 0
    }

    fn list(self) -> usize {
        u32::from_le_bytes(self.list) as usize
    }

    /// Its bits as a second word.
    #[inline]
    pub(super) fn as_second(self) -> u32 {
        u32::from_le_bytes(self.as_second)
    }

    /// A pattern may begin with it, as far as it and the word after it tell. Without a branch: no processor can foretell
    /// which words matter.
    #[inline]
    pub(super) fn begins_before(self, next: Self) -> bool {
        self.has(Self::STARTS_ALONE | Self::STARTS_GAP) | self.may_go_on_with(next)
    }

    /// A pattern that begins with it may go on with this next word.
    #[inline]
    pub(super) fn may_go_on_with(self, next: Self) -> bool {
        u32::from_le_bytes(self.seconds) & next.as_second() != 0
    }

    /// Some pattern may go on with this word.
    #[inline]
    pub(super) fn goes_on(self) -> bool {
        self.has(Self::GOES_ON)
    }

    pub(super) fn negates(self) -> bool {
        self.has(Self::NEGATES)
    }

    /// In a phrase that negates it may stand before the last word.
    pub(super) fn leads_to_negation(self) -> bool {
        self.has(Self::LEADS_TO_NEGATION)
    }

    /// A phrase that negates may end with it.
    pub(super) fn ends_negation(self) -> bool {
        self.has(Self::ENDS_NEGATION)
    }

    /// Another negator before it takes its effect away.
    pub(super) fn is_cancelled(self) -> bool {
        self.has(Self::IS_CANCELLED)
    }

    pub(super) fn reports(self) -> bool {
        self.has(Self::REPORTS)
    }

    pub(super) fn ends_clause(self) -> bool {
        self.has(Self::ENDS_CLAUSE)
    }
}

/// Answers the vocabulary's question for each distinct word, and keeps the lists that the answers point to.
#[derive(Debug)]
pub struct Meanings<'m> {
    matcher: &'m Matcher,
    lists: Vec<FormList>,
    /// By list, the hints of the lists of rules that the forms are on.
    hints: Vec<Line<ListHints>>,
    /// Those lists, one word's after another's.
    ruled: Vec<ListIx>,
    beginnings: Vec<ListBeginning>,
    /// By list, the patterns that go on with the forms.
    later: Vec<Later>,
    forms: Vec<FormIx>,
    /// The parts of the beginnings, one after another.
    alone: Vec<Alone>,
    roots: Vec<NodeIx>,
    known: HashMap<Box<[FormIx]>, u32, FixedState>,
    found: Vec<FormIx>,
}

/// The forms that some words have.
#[derive(Clone, Debug, Default)]
struct FormList {
    forms: Range<u32>,
    /// The lists of rules that they are on, in rising order.
    ruled: Range<u32>,
}

/// A pattern of one word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Alone {
    pub target: Target,
    /// There is no match in a sentence without a word of this list.
    pub required: ListIx,
}

/// What a list of forms means at the beginning of patterns: one line of memory.
#[derive(Clone, Debug)]
#[repr(align(64))]
pub(super) struct ListBeginning {
    /// The patterns of several words that it begins.
    pub begins: PatternBits,
    /// There is no match of one word in a sentence without a word of this list.
    pub required: ListIx,
    /// The bits of the words that may follow after a gap.
    pub after_gap: u32,
    /// The widest such gap.
    pub widest: u8,
    /// The patterns that are one of the forms alone.
    alone: Range<u32>,
    /// Where the patterns go that do not end there.
    roots: Range<u32>,
}

impl ListBeginning {
    /// Of the forms that begin nothing.
    const NONE: Self =
        Self { begins: PatternBits::NONE, required: NO_SENTENCE, after_gap: 0, widest: 0, alone: 0..0, roots: 0..0 };
}

impl<'m> Meanings<'m> {
    pub(super) fn new(matcher: &'m Matcher) -> Self {
        let known = HashMap::from_iter([(Box::default(), 0)]);
        Self {
            matcher,
            lists: vec![FormList::default()],
            hints: vec![Line::default()],
            ruled: Vec::new(),
            beginnings: vec![ListBeginning::NONE],
            later: vec![Later::NONE],
            forms: Vec::new(),
            alone: Vec::new(),
            roots: Vec::new(),
            known,
            found: Vec::new(),
        }
    }

    /// The forms that a word has.
    #[inline]
    pub(super) fn forms(&self, note: Note) -> &[FormIx] {
        part(&self.forms, &self.lists[note.list()].forms)
    }

    /// What a word means at the beginning of patterns.
    #[inline]
    pub(super) fn beginning(&self, note: Note) -> &ListBeginning {
        &self.beginnings[note.list()]
    }

    /// The patterns that go on with a word.
    #[inline]
    pub(super) fn later(&self, note: Note) -> &Later {
        &self.later[note.list()]
    }

    /// The patterns that are one of the forms alone.
    #[inline]
    pub(super) fn alone(&self, beginning: &ListBeginning) -> &[Alone] {
        part(&self.alone, &beginning.alone)
    }

    /// The places in the trie that the forms lead to and that patterns go on from.
    #[inline]
    pub(super) fn roots(&self, beginning: &ListBeginning) -> &[NodeIx] {
        part(&self.roots, &beginning.roots)
    }

    /// The hints of the lists of rules that a word is on.
    #[inline]
    pub(super) fn hints(&self, note: Note) -> &ListHints {
        &self.hints[note.list()].0
    }

    /// Whether a word is on a list of rules. Nearly always the hints tell that it is not.
    #[inline]
    pub(super) fn is_on(&self, note: Note, list: ListIx) -> bool {
        self.hints(note).has(hint(list))
            && part(&self.ruled, &self.lists[note.list()].ruled).binary_search(&list).is_ok()
    }

    /// The number of the list of the forms found.
    fn list(&mut self) -> u32 {
        if let Some(list) = self.known.get(self.found.as_slice()) {
            return *list;
        }
        let first = self.forms.len() as u32;
        self.forms.extend_from_slice(&self.found);
        let (alone, roots) = (self.alone.len() as u32, self.roots.len() as u32);
        let (mut beginning, mut lists, mut stands) = (Beginning::default(), Lists::default(), InPatterns::NONE);
        let Matcher { trie, beginnings, in_patterns, ruled, .. } = self.matcher;
        for form in &self.found {
            beginning += beginnings[*form as usize];
            lists.add(&ruled[*form as usize]);
            stands.add(&in_patterns[*form as usize]);
            if let Some(root) = trie.root(*form) {
                let node = trie.node(root);
                let alone = |target: &Target| Alone { target: *target, required: self.matcher.required(*target) };
                self.alone.extend(trie.targets(node).iter().map(alone));
                self.roots.extend((node.goes_on() || !trie.gaps(node).is_empty()).then_some(root));
            }
        }
        let ruled_from = self.ruled.len() as u32;
        self.ruled.extend(&lists.all);
        let number = self.lists.len() as u32;
        let (forms, ruled) = (first..self.forms.len() as u32, ruled_from..self.ruled.len() as u32);
        self.lists.push(FormList { forms, ruled });
        self.hints.push(Line(lists.hints));
        self.later.push(stands.later);
        self.beginnings.push(ListBeginning {
            begins: stands.begins,
            required: required(&self.alone[alone as usize..]),
            after_gap: beginning.after_gap,
            widest: beginning.widest,
            alone: alone..self.alone.len() as u32,
            roots: roots..self.roots.len() as u32,
        });
        self.known.insert(self.found.as_slice().into(), number);
        number
    }
}

/// The list without whose words none of some patterns of one word matches.
fn required(alone: &[Alone]) -> ListIx {
    match alone {
        [] => NO_SENTENCE,
        [first, rest @ ..] if rest.iter().all(|other| other.required == first.required) => first.required,
        _ => ANY_SENTENCE,
    }
}

impl Annotate for Meanings<'_> {
    type Note = Note;

    fn note(&mut self, word: Word<'_>) -> Note {
        let matcher = self.matcher;
        matcher.forms.of(&word, &mut self.found);
        let any = |class: &[bool]| self.found.iter().any(|form| class[*form as usize]);
        let begins =
            |asked: fn(&Beginning) -> bool| self.found.iter().any(|form| asked(&matcher.beginnings[*form as usize]));
        let mut flags = 0;
        for (flag, holds) in [
            (Note::STARTS_ALONE, begins(|beginning| beginning.alone)),
            (Note::STARTS_GAP, begins(|beginning| beginning.after_gap != 0)),
            (Note::GOES_ON, any(&matcher.later)),
            (Note::NEGATES, any(&matcher.negators) || word.folded.ends_with("n't")),
            (Note::ENDS_NEGATION, any(&matcher.negation_ends)),
            (Note::LEADS_TO_NEGATION, any(&matcher.negation_leads)),
            (Note::IS_CANCELLED, any(&matcher.cancelled)),
            (Note::REPORTS, any(&matcher.reporting)),
            (Note::ENDS_CLAUSE, any(&matcher.clause_ends)),
        ] {
            flags |= if holds { flag } else { 0 };
        }
        let list = self.list();
        let bits = |of: fn(&Beginning) -> u32| {
            self.found.iter().fold(0, |bits, form| bits | of(&matcher.beginnings[*form as usize]))
        };
        let (seconds, as_second) = (bits(|beginning| beginning.seconds), bits(|beginning| beginning.as_second));
        Note { list: list.to_le_bytes(), seconds: seconds.to_le_bytes(), as_second: as_second.to_le_bytes(), flags }
    }

    /// Words such as `the` begin many phrases and nearly always stand before something else.
    #[inline]
    fn begins(&self, word: Note, next: Note) -> bool {
        word.begins_before(next)
    }
}
