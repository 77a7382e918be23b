//! One trie over word forms for all patterns of all framings.

use std::collections::HashMap;
use std::ops::{AddAssign, Range};

use foldhash::fast::FixedState;

use super::bits::Bits;
use super::compile::Target;
use super::forms::{FormIx, FormTable};
use crate::lexicon::{Element, Form, Pattern};

pub(super) type NodeIx = u32;

/// The trie, its nodes' parts one after another in three lists.
#[derive(Debug)]
pub(super) struct Trie {
    /// By form, the node that patterns beginning with it go to.
    root: Vec<Option<NodeIx>>,
    nodes: Vec<Node>,
    targets: Vec<Target>,
    gaps: Vec<Gap>,
    /// Of each node, by form.
    edges: Vec<(FormIx, NodeIx)>,
}

/// A place in the trie: where in the lists its parts stand.
#[derive(Clone, Debug, Default)]
pub(super) struct Node {
    targets: Range<u32>,
    gaps: Range<u32>,
    edges: Range<u32>,
}

/// A gap that may follow a place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gap {
    /// The most words in it.
    pub width: u8,
    /// The place after it.
    pub after: NodeIx,
}

/// What a form means at the beginning of patterns.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Beginning {
    /// A pattern is this form alone.
    pub alone: bool,
    /// The bits of the forms that follow it.
    pub seconds: u32,
    /// The bits of the forms that follow it after a gap.
    pub after_gap: u32,
    /// The widest such gap.
    pub widest: u8,
    /// Its own bit, when it follows another.
    pub as_second: u32,
}

impl AddAssign for Beginning {
    /// What two forms of one word mean together.
    fn add_assign(&mut self, other: Self) {
        self.alone |= other.alone;
        self.seconds |= other.seconds;
        self.after_gap |= other.after_gap;
        self.widest = self.widest.max(other.widest);
        self.as_second |= other.as_second;
    }
}

/// Patterns of several words by number; some share one.
pub(super) type PatternBits = Bits<4>;

/// The patterns that go on past their second word without a gap have the upper half of the numbers.
const LONG: usize = PatternBits::COUNT / 2;

/// The patterns of several words that a form stands in.
#[derive(Clone, Copy, Debug)]
pub(super) struct InPatterns {
    /// Those that it begins.
    pub begins: PatternBits,
    /// Those that it goes on with.
    pub later: Later,
}

/// The patterns of several words that a form goes on with: one line of memory.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub(super) struct Later {
    /// Those whose second word it is.
    pub second: PatternBits,
    /// Those whose third word it is, and all that a third word has no say in.
    pub third: PatternBits,
}

impl InPatterns {
    /// Of a form that stands in none.
    pub const NONE: Self = Self { begins: PatternBits::NONE, later: Later::NONE };

    /// Adds those of another form of the same word.
    pub fn add(&mut self, other: &Self) {
        self.begins.add(&other.begins);
        self.later.second.add(&other.later.second);
        self.later.third.add(&other.later.third);
    }
}

impl Later {
    /// Of a form that no pattern goes on with.
    pub const NONE: Self = Self { second: PatternBits::NONE, third: PatternBits::below(LONG) };
}

/// One of 32 bits for a form.
fn bit(form: FormIx) -> u32 {
    1 << (form.wrapping_mul(0x9E37_79B9) >> 27)
}

impl Trie {
    /// Where patterns go that begin with a form.
    #[inline]
    pub fn root(&self, form: FormIx) -> Option<NodeIx> {
        self.root.get(form as usize).copied().flatten()
    }

    #[inline]
    pub fn node(&self, node: NodeIx) -> &Node {
        &self.nodes[node as usize]
    }

    /// What ends at a place.
    #[inline]
    pub fn targets(&self, node: &Node) -> &[Target] {
        part(&self.targets, &node.targets)
    }

    /// The gaps that may follow.
    #[inline]
    pub fn gaps(&self, node: &Node) -> &[Gap] {
        part(&self.gaps, &node.gaps)
    }

    /// Where the forms of a next word lead.
    #[inline]
    pub fn edges(&self, node: &Node) -> &[(FormIx, NodeIx)] {
        part(&self.edges, &node.edges)
    }
}

/// The part of a list that a range tells.
#[inline]
pub(super) fn part<'t, T>(list: &'t [T], range: &Range<u32>) -> &'t [T] {
    if range.is_empty() { &[] } else { list.get(range.start as usize..range.end as usize).unwrap_or_default() }
}

impl Node {
    /// Whether some word may go on from here without a gap.
    #[inline]
    pub fn goes_on(&self) -> bool {
        !self.edges.is_empty()
    }
}

/// The place that a form leads to, among a node's edges.
#[inline]
pub(super) fn follow(edges: &[(FormIx, NodeIx)], form: FormIx) -> Option<NodeIx> {
    const FEW: usize = 8;
    if edges.len() <= FEW {
        return edges.iter().find(|(edge, _)| *edge == form).map(|(_, node)| *node);
    }
    edges.binary_search_by_key(&form, |(edge, _)| *edge).ok().map(|place| edges[place].1)
}

/// A trie being built, and the numbers of the forms in it.
#[derive(Default)]
pub(super) struct Building {
    pub forms: FormTable,
    root: Vec<Option<NodeIx>>,
    nodes: Vec<(Vec<Target>, Vec<Gap>)>,
    edges: HashMap<(NodeIx, FormIx), NodeIx, FixedState>,
    /// By form.
    in_patterns: Vec<InPatterns>,
    patterns: usize,
}

impl Building {
    /// Adds every variant of a pattern.
    pub fn add(&mut self, pattern: &Pattern, target: Target) {
        self.patterns += 1;
        for variant in pattern.variants() {
            self.note_beginning(variant);
            let mut place = None;
            for element in variant {
                place = Some(self.step(place, element));
            }
            if let Some(place) = place {
                let targets = &mut self.nodes[place as usize].0;
                if !targets.contains(&target) {
                    targets.push(target);
                }
            }
        }
    }

    /// Notes of the first words of a variant that they stand in this pattern.
    fn note_beginning(&mut self, variant: &[Element]) {
        let mut words = variant.iter().filter_map(|element| match element {
            Element::Word(form) => Some(self.forms.number(form) as usize),
            Element::Gap(_) => None,
        });
        let (Some(first), Some(second)) = (words.next(), words.next()) else { return };
        let third = words.next();
        self.in_patterns.resize(self.forms.len().max(self.in_patterns.len()), InPatterns::NONE);
        let third = if let [Element::Word(_), Element::Word(_), Element::Word(_), ..] = variant { third } else { None };
        let pattern = self.patterns % LONG + if third.is_some() { LONG } else { 0 };
        self.in_patterns[first].begins.set(pattern);
        self.in_patterns[second].later.second.set(pattern);
        if let Some(third) = third {
            self.in_patterns[third].later.third.set(pattern);
        }
    }

    /// By form, of so many, the patterns of several words that it stands in.
    pub fn in_patterns(&mut self, size: usize) -> Vec<InPatterns> {
        self.in_patterns.resize(size, InPatterns::NONE);
        std::mem::take(&mut self.in_patterns)
    }

    fn step(&mut self, place: Option<NodeIx>, element: &Element) -> NodeIx {
        match (place, element) {
            (None, Element::Word(form)) => {
                let form = self.forms.number(form) as usize;
                if self.root.len() <= form {
                    self.root.resize(form + 1, None);
                }
                if let Some(node) = self.root[form] {
                    return node;
                }
                let node = self.node();
                self.root[form] = Some(node);
                node
            }
            (Some(place), Element::Word(form)) => {
                let form = self.forms.number(form);
                if let Some(node) = self.edges.get(&(place, form)) {
                    return *node;
                }
                let node = self.node();
                self.edges.insert((place, form), node);
                node
            }
            (place, Element::Gap(width)) => {
                // A pattern never begins with a gap, so there is a place.
                let place = place.unwrap_or_default();
                let known = self.nodes[place as usize].1.iter().find(|gap| gap.width == *width);
                if let Some(gap) = known {
                    return gap.after;
                }
                let after = self.node();
                self.nodes[place as usize].1.push(Gap { width: *width, after });
                after
            }
        }
    }

    fn node(&mut self) -> NodeIx {
        self.nodes.push(Default::default());
        (self.nodes.len() - 1) as NodeIx
    }

    /// The numbers of some forms, new or known.
    pub fn class(&mut self, forms: &[Form]) -> Vec<FormIx> {
        forms.iter().map(|form| self.forms.number(form)).collect()
    }

    /// The numbers of a phrase's forms.
    pub fn phrase(&mut self, phrase: &[Element]) -> Vec<FormIx> {
        let words = phrase.iter().filter_map(|element| match element {
            Element::Word(form) => Some(form),
            Element::Gap(_) => None,
        });
        words.map(|form| self.forms.number(form)).collect()
    }

    /// The forms that stand in a pattern after its first word.
    pub fn later(&self) -> Vec<FormIx> {
        self.edges.keys().map(|(_, form)| *form).collect()
    }

    /// What each of `size` forms means at the beginning of patterns.
    pub fn beginnings(&self, size: usize) -> Vec<Beginning> {
        let mut beginnings = vec![Beginning::default(); size];
        let mut adjacent: HashMap<NodeIx, usize> = HashMap::new();
        let mut gapped: HashMap<NodeIx, usize> = HashMap::new();
        for (form, node) in self.root.iter().enumerate().filter_map(|(form, node)| Some((form, (*node)?))) {
            let (targets, gaps) = &self.nodes[node as usize];
            beginnings[form].alone = !targets.is_empty();
            beginnings[form].widest = gaps.iter().map(|gap| gap.width).max().unwrap_or(0);
            adjacent.insert(node, form);
            gapped.extend(gaps.iter().map(|gap| (gap.after, form)));
        }
        for (node, second) in self.edges.keys() {
            if let Some(first) = adjacent.get(node) {
                beginnings[*first].seconds |= bit(*second);
                beginnings[*second as usize].as_second = bit(*second);
            }
            if let Some(first) = gapped.get(node) {
                beginnings[*first].after_gap |= bit(*second);
                beginnings[*second as usize].as_second = bit(*second);
            }
        }
        beginnings
    }

    /// The trie, with its parts in rows.
    pub fn finish(self) -> (FormTable, Trie) {
        let mut sorted: Vec<(NodeIx, FormIx, NodeIx)> =
            self.edges.into_iter().map(|((from, form), to)| (from, form, to)).collect();
        sorted.sort_unstable();
        let mut trie = Trie {
            root: self.root,
            nodes: Vec::with_capacity(self.nodes.len()),
            targets: Vec::new(),
            gaps: Vec::new(),
            edges: Vec::with_capacity(sorted.len()),
        };
        let mut edges = sorted.into_iter().peekable();
        for (number, (targets, gaps)) in self.nodes.into_iter().enumerate() {
            let from = (trie.targets.len() as u32, trie.gaps.len() as u32, trie.edges.len() as u32);
            trie.targets.extend(targets);
            trie.gaps.extend(gaps);
            while let Some((_, form, to)) = edges.next_if(|(from, ..)| *from as usize == number) {
                trie.edges.push((form, to));
            }
            trie.nodes.push(Node {
                targets: from.0..trie.targets.len() as u32,
                gaps: from.1..trie.gaps.len() as u32,
                edges: from.2..trie.edges.len() as u32,
            });
        }
        (self.forms.ready(), trie)
    }
}
