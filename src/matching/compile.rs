//! Lexicons made ready: one trie over word forms for all patterns of all framings.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::FixedState;

use super::Overlap;
use super::forms::{FormIx, FormTable};
use super::rules::{ReadyRule, RuleBits, RuleLists};
use super::trie::{Beginning, Building, NodeIx, Trie};
use super::voice::Phrases;
use crate::ids::{FramingIx, TermId};
use crate::lexicon::{Element, Form, Library, Pattern, VoiceRule};
use crate::text::{Annotate, Word};

/// All lexicons of a library, compiled with the analyzer of the texts. Building takes time linear in the number of
/// terms.
#[derive(Debug)]
pub struct Matcher {
    pub(super) overlap: Overlap,
    /// How many framings there are.
    pub(super) framings: usize,
    pub(super) forms: FormTable,
    pub(super) trie: Trie,
    pub(super) terms: Vec<ReadyTerm>,
    pub(super) negations: Phrases,
    pub(super) false_negations: Phrases,
    pub(super) false_reports: Phrases,
    /// By form, what it means at the beginning of patterns.
    beginnings: Vec<Beginning>,
    /// Which forms stand in a pattern after its first word.
    later: Vec<bool>,
    /// By form, the bits of the rules that name it.
    ruled: Vec<RuleBits>,
    negators: Vec<bool>,
    /// Which of them a rule names that looks further than to a word's neighbours.
    named_from_afar: Vec<bool>,
    /// Which forms end a phrase that negates, and which stand before its end.
    negation_ends: Vec<bool>,
    negation_leads: Vec<bool>,
    cancelled: Vec<bool>,
    reporting: Vec<bool>,
    clause_ends: Vec<bool>,
}

/// What a pattern stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Term(TermId),
    Exclude(FramingIx),
}

#[derive(Debug)]
pub(super) struct ReadyTerm {
    pub framing: FramingIx,
    pub rules: Vec<ReadyRule>,
    pub voice: Option<VoiceRule>,
    /// Decides between terms that cover the same words: the narrower form first, then the pattern's text. So the order
    /// of a file's terms has no say.
    pub rank: u32,
}

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
    const NAMED_FROM_AFAR: u16 = 1 << 8;
    const LEADS_TO_NEGATION: u16 = 1 << 9;

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

    /// Some rule that looks further than to its neighbours names it.
    #[inline]
    pub(super) fn is_named_from_afar(self) -> bool {
        self.has(Self::NAMED_FROM_AFAR)
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
    /// By list, the bits of the rules that name its forms.
    rules: Vec<RuleBits>,
    beginnings: Vec<ListBeginning>,
    forms: Vec<FormIx>,
    /// The parts of the beginnings, one after another.
    alone: Vec<Target>,
    roots: Vec<NodeIx>,
    known: HashMap<Box<[FormIx]>, u32, FixedState>,
    found: Vec<FormIx>,
}

/// The forms that some words have.
#[derive(Clone, Copy, Debug, Default)]
struct FormList {
    first: u32,
    end: u32,
}

/// What a list of forms means at the beginning of patterns.
#[derive(Clone, Debug, Default)]
pub(super) struct ListBeginning {
    /// The bits of the words that may follow after a gap.
    pub after_gap: u32,
    /// The widest such gap.
    pub widest: u8,
    /// The patterns that are one of the forms alone.
    alone: Range<u32>,
    /// Where the patterns go that do not end there.
    roots: Range<u32>,
}

impl<'m> Meanings<'m> {
    pub(super) fn new(matcher: &'m Matcher) -> Self {
        let known = HashMap::from_iter([(Box::default(), 0)]);
        Self {
            matcher,
            lists: vec![FormList::default()],
            rules: vec![RuleBits::default()],
            beginnings: vec![ListBeginning::default()],
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
        let list = &self.lists[note.list()];
        &self.forms[list.first as usize..list.end as usize]
    }

    /// What a word means at the beginning of patterns.
    #[inline]
    pub(super) fn beginning(&self, note: Note) -> &ListBeginning {
        &self.beginnings[note.list()]
    }

    /// The patterns that are one of the forms alone.
    #[inline]
    pub(super) fn alone(&self, beginning: &ListBeginning) -> &[Target] {
        &self.alone[beginning.alone.start as usize..beginning.alone.end as usize]
    }

    /// The places in the trie that the forms lead to and that patterns go on from.
    #[inline]
    pub(super) fn roots(&self, beginning: &ListBeginning) -> &[NodeIx] {
        &self.roots[beginning.roots.start as usize..beginning.roots.end as usize]
    }

    /// The bits of the rules that name a word.
    #[inline]
    pub(super) fn rules(&self, note: Note) -> &RuleBits {
        &self.rules[note.list()]
    }

    /// The number of the list of the forms found.
    fn list(&mut self) -> u32 {
        if let Some(list) = self.known.get(self.found.as_slice()) {
            return *list;
        }
        let first = self.forms.len() as u32;
        self.forms.extend_from_slice(&self.found);
        let (alone, roots) = (self.alone.len() as u32, self.roots.len() as u32);
        let (mut beginning, mut rules) = (Beginning::default(), RuleBits::default());
        let Matcher { trie, beginnings, ruled, .. } = self.matcher;
        for form in &self.found {
            beginning += beginnings[*form as usize];
            rules |= &ruled[*form as usize];
            if let Some(root) = trie.root(*form) {
                let node = trie.node(root);
                self.alone.extend_from_slice(trie.targets(node));
                self.roots.extend((node.goes_on() || !trie.gaps(node).is_empty()).then_some(root));
            }
        }
        let number = self.lists.len() as u32;
        self.lists.push(FormList { first, end: self.forms.len() as u32 });
        self.rules.push(rules);
        self.beginnings.push(ListBeginning {
            after_gap: beginning.after_gap,
            widest: beginning.widest,
            alone: alone..self.alone.len() as u32,
            roots: roots..self.roots.len() as u32,
        });
        self.known.insert(self.found.as_slice().into(), number);
        number
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
            (Note::NAMED_FROM_AFAR, any(&matcher.named_from_afar)),
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

impl Matcher {
    /// Compiles a library. `analyzer` must be the one that the library was read with; the texts are read with it too.
    pub fn new(library: &Library, overlap: Overlap) -> Self {
        let mut building = Building::default();
        let mut ranks: Vec<(u8, &str, usize)> =
            library.terms().map(|(_, id, term)| (width(&term.pattern), term.pattern.as_str(), id.index())).collect();
        ranks.sort_unstable();
        let mut rank_of = vec![0; ranks.len()];
        for (rank, (_, _, term)) in ranks.iter().enumerate() {
            rank_of[*term] = rank as u32;
        }
        let (mut terms, mut rule_lists) = (Vec::with_capacity(ranks.len()), RuleLists::new());
        for (framing, id, term) in library.terms() {
            building.add(&term.pattern, Target::Term(id));
            let ready = |rule| ReadyRule::new(rule, &mut building.forms, &mut rule_lists);
            let rules = term.rules.iter().map(ready).collect();
            terms.push(ReadyTerm { framing, rules, voice: term.voice, rank: rank_of[id.index()] });
        }
        for (place, lexicon) in library.lexicons().iter().enumerate() {
            for exclude in &lexicon.excludes {
                building.add(&exclude.pattern, Target::Exclude(FramingIx(place as u16)));
            }
        }
        let classes = library.classes();
        let [negations, false_negations, false_reports] = ["negations", "false-negations", "false-reports"]
            .map(|name| Phrases::new(classes.phrases(name).iter().map(|phrase| building.phrase(phrase)).collect()));
        let [mut negators, cancelled, reporting, clause_ends] =
            ["negators", "cancelled-negators", "reporting", "clause-ends"]
                .map(|name| building.class(classes.words(name).unwrap_or_default()));
        negators.extend(negations.single_words());
        let size = building.forms.len();
        let marked = |class: Vec<FormIx>| -> Vec<bool> {
            let mut marks = vec![false; size];
            for form in &class {
                marks[*form as usize] = true;
            }
            marks
        };
        let later = marked(building.later());
        let mut ruled = vec![RuleBits::default(); size];
        let mut named_from_afar = vec![false; size];
        for rule in terms.iter().flat_map(|term| &term.rules) {
            rule.mark(&mut ruled, &mut named_from_afar);
        }
        let beginnings = building.beginnings(size);
        let [negation_ends, negation_leads] = [0, 1].map(|step| negations.forms_before_end(step).collect());
        let [negators, negation_ends, negation_leads, cancelled, reporting, clause_ends] =
            [negators, negation_ends, negation_leads, cancelled, reporting, clause_ends].map(marked);
        let (forms, trie) = building.finish();
        Self {
            overlap,
            framings: library.lexicons().len(),
            forms,
            trie,
            terms,
            negations,
            false_negations,
            false_reports,
            beginnings,
            later,
            ruled,
            named_from_afar,
            negators,
            negation_ends,
            negation_leads,
            cancelled,
            reporting,
            clause_ends,
        }
    }

    /// The framing of a term.
    pub fn framing(&self, term: TermId) -> FramingIx {
        self.terms[term.index()].framing
    }

    /// A term's place among all, by the width of its form and its text: an order that the files have no say in.
    pub fn rank(&self, term: TermId) -> u32 {
        self.terms[term.index()].rank
    }
}

/// Narrower patterns first: this form in this case, this form, the same stem, the same beginning.
fn width(pattern: &Pattern) -> u8 {
    let of = |element: &Element| match element {
        Element::Word(Form::Case(_)) => 0,
        Element::Word(Form::Word(_)) => 1,
        Element::Word(Form::Stem(_)) => 2,
        Element::Word(Form::Prefix(_)) => 3,
        Element::Word(Form::Regex(_)) => 4,
        Element::Gap(_) => 5,
    };
    pattern.variants()[0].iter().map(of).max().unwrap_or(0)
}
