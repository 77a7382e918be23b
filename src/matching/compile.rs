//! Lexicons made ready: one trie over word forms for all patterns of all framings.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::forms::{FormIx, FormTable};
use super::rules::ReadyRule;
use crate::ids::{FramingIx, TermId};
use crate::lexicon::{Element, Form, Library, Pattern, VoiceRule};
use crate::text::{Annotate, Word};

/// All lexicons of a library, compiled with the analyzer of the texts. Building takes time linear in the number of
/// terms.
#[derive(Debug)]
pub struct Matcher {
    pub(super) forms: FormTable,
    pub(super) root: Vec<Option<NodeIx>>,
    pub(super) nodes: Vec<Node>,
    pub(super) edges: HashMap<(NodeIx, FormIx), NodeIx, FixedState>,
    pub(super) terms: Vec<ReadyTerm>,
    pub(super) false_negations: Vec<Vec<FormIx>>,
    pub(super) false_reports: Vec<Vec<FormIx>>,
    /// By form, what it means at the beginning of patterns.
    beginnings: Vec<Beginning>,
    /// Which forms stand in a pattern after its first word.
    later: Vec<bool>,
    negators: Vec<bool>,
    reporting: Vec<bool>,
    clause_ends: Vec<bool>,
}

pub(super) type NodeIx = u32;

/// What a form means at the beginning of patterns.
#[derive(Clone, Copy, Debug, Default)]
struct Beginning {
    /// A pattern is this form alone, or has a gap behind it.
    alone: bool,
    /// The bits of the forms that follow it.
    seconds: u32,
    /// Its own bit, when it follows another.
    as_second: u32,
}

/// One of 32 bits for a form.
fn bit(form: FormIx) -> u32 {
    1 << (form.wrapping_mul(0x9E37_79B9) >> 27)
}

/// A place in the trie.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// What ends here.
    pub ends: Vec<Target>,
    /// Gaps that may follow: the most words, and the node after the gap.
    pub gaps: Vec<(u8, NodeIx)>,
    /// Whether any edge leaves from here.
    pub inner: bool,
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

/// What the matcher knows of one distinct word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Note {
    first: u32,
    length: u16,
    flags: u16,
    /// Which second words the patterns have that this word begins: a bit for each, several of them to a bit.
    seconds: u32,
    /// The bits of this word as a second word.
    as_second: u32,
}

impl Note {
    /// A pattern is this word alone, or has a gap behind it.
    const STARTS_ALONE: u16 = 1;
    const NEGATES: u16 = 2;
    const REPORTS: u16 = 4;
    const ENDS_CLAUSE: u16 = 8;
    const GOES_ON: u16 = 16;

    /// Whether a pattern may begin with this word, as far as it and the word after it tell. Words such as `the` begin many
    /// phrases and nearly always stand before something else.
    #[inline]
    pub(super) fn starts_before(self, next: Option<&Self>) -> bool {
        self.flags & Self::STARTS_ALONE != 0 || self.seconds & next.map_or(0, |next| next.as_second) != 0
    }

    /// Some pattern may go on with this word.
    #[inline]
    pub(super) fn goes_on(self) -> bool {
        self.flags & Self::GOES_ON != 0
    }

    pub(super) fn negates(self) -> bool {
        self.flags & Self::NEGATES != 0
    }

    pub(super) fn reports(self) -> bool {
        self.flags & Self::REPORTS != 0
    }

    pub(super) fn ends_clause(self) -> bool {
        self.flags & Self::ENDS_CLAUSE != 0
    }
}

/// Answers the vocabulary's question for each distinct word, and keeps the lists that the answers point to.
#[derive(Debug)]
pub struct Meanings<'m> {
    matcher: &'m Matcher,
    lists: Vec<FormIx>,
    known: HashMap<Box<[FormIx]>, u32, FixedState>,
    found: Vec<FormIx>,
}

impl<'m> Meanings<'m> {
    pub(super) fn new(matcher: &'m Matcher) -> Self {
        Self { matcher, lists: Vec::new(), known: HashMap::default(), found: Vec::new() }
    }

    /// The forms that a word has.
    pub(super) fn forms(&self, note: Note) -> &[FormIx] {
        &self.lists[note.first as usize..note.first as usize + usize::from(note.length)]
    }
}

impl Annotate for Meanings<'_> {
    type Note = Note;

    fn note(&mut self, word: Word<'_>) -> Note {
        let matcher = self.matcher;
        matcher.forms.of(&word, &mut self.found);
        let any = |class: &[bool]| self.found.iter().any(|form| class[*form as usize]);
        let (mut flags, mut seconds, mut as_second) = (0, 0, 0);
        for form in &self.found {
            let beginning = matcher.beginnings[*form as usize];
            flags |= if beginning.alone { Note::STARTS_ALONE } else { 0 };
            seconds |= beginning.seconds;
            as_second |= beginning.as_second;
        }
        if any(&matcher.later) {
            flags |= Note::GOES_ON;
        }
        if any(&matcher.negators) || word.folded.ends_with("n't") {
            flags |= Note::NEGATES;
        }
        if any(&matcher.reporting) {
            flags |= Note::REPORTS;
        }
        if any(&matcher.clause_ends) {
            flags |= Note::ENDS_CLAUSE;
        }
        let length = self.found.len() as u16;
        let first = if let Some(first) = self.known.get(self.found.as_slice()) {
            *first
        } else {
            let first = self.lists.len() as u32;
            self.lists.extend_from_slice(&self.found);
            self.known.insert(self.found.as_slice().into(), first);
            first
        };
        Note { first, length, flags, seconds, as_second }
    }
}

impl Matcher {
    /// Compiles a library. `analyzer` must be the one that the library was read with; the texts are read with it too.
    pub fn new(library: &Library) -> Self {
        let mut building = Building::default();
        let mut ranks: Vec<(u8, &str, usize)> =
            library.terms().map(|(_, id, term)| (width(&term.pattern), term.pattern.as_str(), id.index())).collect();
        ranks.sort_unstable();
        let mut rank_of = vec![0; ranks.len()];
        for (rank, (_, _, term)) in ranks.iter().enumerate() {
            rank_of[*term] = rank as u32;
        }
        let mut terms = Vec::with_capacity(ranks.len());
        for (framing, id, term) in library.terms() {
            building.add(&term.pattern, Target::Term(id));
            let rules = term.rules.iter().map(|rule| ReadyRule::new(rule, &mut building.forms)).collect();
            terms.push(ReadyTerm { framing, rules, voice: term.voice, rank: rank_of[id.index()] });
        }
        for (place, lexicon) in library.lexicons().iter().enumerate() {
            for exclude in &lexicon.excludes {
                building.add(&exclude.pattern, Target::Exclude(FramingIx(place as u16)));
            }
        }
        let classes = library.classes();
        let [false_negations, false_reports] = ["false-negations", "false-reports"]
            .map(|name| classes.phrases(name).iter().map(|phrase| building.phrase(phrase)).collect());
        let [negators, reporting, clause_ends] = ["negators", "reporting", "clause-ends"]
            .map(|name| building.class(classes.words(name).unwrap_or_default()));
        let size = building.forms.len();
        let marked = |class: Vec<FormIx>| {
            let mut marks = vec![false; size];
            for form in &class {
                marks[*form as usize] = true;
            }
            marks
        };
        let later = building.edges.keys().map(|(_, form)| *form).collect();
        let mut root = building.root;
        root.resize(size, None);
        let mut beginnings = vec![Beginning::default(); size];
        for (form, node) in root.iter().enumerate().filter_map(|(form, node)| Some((form, (*node)?))) {
            let node = &building.nodes[node as usize];
            beginnings[form].alone = !node.ends.is_empty() || !node.gaps.is_empty();
        }
        let form_of: HashMap<NodeIx, usize> =
            root.iter().enumerate().filter_map(|(form, node)| Some(((*node)?, form))).collect();
        for (node, second) in building.edges.keys() {
            if let Some(first) = form_of.get(node) {
                beginnings[*first].seconds |= bit(*second);
                beginnings[*second as usize].as_second = bit(*second);
            }
        }
        Self {
            root,
            beginnings,
            nodes: building.nodes,
            edges: building.edges,
            terms,
            false_negations,
            false_reports,
            later: marked(later),
            negators: marked(negators),
            reporting: marked(reporting),
            clause_ends: marked(clause_ends),
            forms: building.forms,
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
        Element::Gap(_) => 4,
    };
    pattern.variants()[0].iter().map(of).max().unwrap_or(0)
}

#[derive(Default)]
struct Building {
    forms: FormTable,
    root: Vec<Option<NodeIx>>,
    nodes: Vec<Node>,
    edges: HashMap<(NodeIx, FormIx), NodeIx, FixedState>,
}

impl Building {
    fn add(&mut self, pattern: &Pattern, target: Target) {
        for variant in pattern.variants() {
            let mut place = None;
            for element in variant {
                place = Some(self.step(place, element));
            }
            if let Some(place) = place {
                let ends = &mut self.nodes[place as usize].ends;
                if !ends.contains(&target) {
                    ends.push(target);
                }
            }
        }
    }

    fn step(&mut self, place: Option<NodeIx>, element: &Element) -> NodeIx {
        match (place, element) {
            (None, Element::Word(form)) => {
                let form = self.forms.number(form) as usize;
                if self.root.len() <= form {
                    self.root.resize(form + 1, None);
                }
                if let Some(node) = self.root[form] {
                    node
                } else {
                    let node = self.node();
                    self.root[form] = Some(node);
                    node
                }
            }
            (Some(place), Element::Word(form)) => {
                let form = self.forms.number(form);
                self.nodes[place as usize].inner = true;
                if let Some(node) = self.edges.get(&(place, form)) {
                    *node
                } else {
                    let node = self.node();
                    self.edges.insert((place, form), node);
                    node
                }
            }
            (place, Element::Gap(width)) => {
                // A pattern never begins with a gap, so there is a place.
                let place = place.unwrap_or_default();
                let known = self.nodes[place as usize].gaps.iter().find(|(known, _)| known == width);
                if let Some((_, node)) = known {
                    *node
                } else {
                    let node = self.node();
                    self.nodes[place as usize].gaps.push((*width, node));
                    node
                }
            }
        }
    }

    fn node(&mut self) -> NodeIx {
        self.nodes.push(Node::default());
        (self.nodes.len() - 1) as NodeIx
    }

    fn class(&mut self, forms: &[Form]) -> Vec<FormIx> {
        forms.iter().map(|form| self.forms.number(form)).collect()
    }

    fn phrase(&mut self, phrase: &[Element]) -> Vec<FormIx> {
        let words = phrase.iter().filter_map(|element| match element {
            Element::Word(form) => Some(form),
            Element::Gap(_) => None,
        });
        words.map(|form| self.forms.number(form)).collect()
    }
}
