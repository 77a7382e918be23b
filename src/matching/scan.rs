//! Walks the trie from every word of a sentence that can begin a pattern.

use super::compile::{Matcher, Meanings, Note, Target};
use super::forms::FormIx;
use super::rules::RuleBits;
use super::trie::{Node, NodeIx, follow};
use crate::text::{Break, Token};

/// The words of one sentence (or paragraph) as the matcher sees them.
#[derive(Clone, Copy)]
pub(super) struct Words<'s> {
    pub tokens: &'s [Token],
    pub notes: &'s [Note],
    pub meanings: &'s Meanings<'s>,
}

/// A pattern found on the words `first..end` of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub first: u32,
    pub end: u32,
    /// How many of the words the pattern names; the others lie in its gaps.
    pub named: u32,
    pub target: Target,
}

impl Words<'_> {
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    pub fn note(&self, place: usize) -> Note {
        self.notes[place]
    }

    pub fn forms(&self, place: usize) -> &[FormIx] {
        self.meanings.forms(self.notes[place])
    }

    /// The bits of the rules that name a word.
    #[inline]
    pub fn rules(&self, place: usize) -> RuleBits {
        self.meanings.rules(self.notes[place])
    }

    /// Whether a pattern may begin at a word, as far as the words behind it tell that it could go on with.
    fn may_begin(&self, place: usize) -> bool {
        let beginning = self.meanings.beginning(self.notes[place]);
        let behind = &self.notes[place + 1..(place + 2 + usize::from(beginning.widest)).min(self.notes.len())];
        beginning.alone
            || behind.first().is_some_and(|next| beginning.seconds & next.as_second() != 0)
            || beginning.after_gap != 0 && behind.iter().any(|note| beginning.after_gap & note.as_second() != 0)
    }

    /// What parts a word from the one before it.
    pub fn gap(&self, place: usize) -> Break {
        self.tokens[place].gap
    }
}

/// Finds every pattern, overlapping or not, that begins at one of the words `beginnings` of a sentence.
pub(super) fn scan(
    matcher: &Matcher,
    words: &Words<'_>,
    beginnings: impl Iterator<Item = usize>,
    found: &mut Vec<Candidate>,
) {
    found.clear();
    for first in beginnings.filter(|first| words.may_begin(*first)) {
        for form in words.forms(first) {
            if let Some(node) = matcher.trie.root(*form) {
                let mut walk = Walk { matcher, words, first, found };
                walk.from(node, first + 1, 1);
            }
        }
    }
}

struct Walk<'w> {
    matcher: &'w Matcher,
    words: &'w Words<'w>,
    first: usize,
    found: &'w mut Vec<Candidate>,
}

impl Walk<'_> {
    /// Goes on from a node, with the words up to `next` used.
    fn from(&mut self, node: NodeIx, next: usize, named: u32) {
        let trie = &self.matcher.trie;
        let here = trie.node(node);
        for target in trie.targets(here) {
            self.found.push(Candidate { first: self.first as u32, end: next as u32, named, target: *target });
        }
        if next >= self.words.len() {
            return;
        }
        if here.goes_on() && self.words.note(next).goes_on() && self.words.gap(next) == Break::None {
            self.word(here, next, named);
        }
        for gap in trie.gaps(here) {
            let after = trie.node(gap.after);
            let furthest = (next + usize::from(gap.width)).min(self.words.len() - 1);
            for place in next..=furthest {
                if self.words.note(place).goes_on() {
                    self.word(after, place, named);
                }
            }
        }
    }

    fn word(&mut self, node: &Node, place: usize, named: u32) {
        let edges = self.matcher.trie.edges(node);
        for form in self.words.forms(place) {
            if let Some(after) = follow(edges, *form) {
                self.from(after, place + 1, named + 1);
            }
        }
    }
}
