//! Walks the trie from every word of a sentence that can begin a pattern.

use super::compile::{Matcher, Meanings, Note, Target};
use super::forms::FormIx;
use super::rules::RuleBits;
use super::trie::{Node, NodeIx, follow};
use crate::text::{Break, Token};

/// The words of one sentence (or paragraph) as the matcher sees them.
#[derive(Clone, Copy)]
pub(super) struct Words<'s> {
    pub tokens: &'s [Token<Note>],
    pub meanings: &'s Meanings<'s>,
    /// The lists of rules that any of the words is on.
    pub on_lists: RuleBits,
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
        self.tokens[place].note
    }

    pub fn forms(&self, place: usize) -> &[FormIx] {
        self.meanings.forms(self.tokens[place].note)
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
    let meanings = words.meanings;
    for first in beginnings {
        let note = words.note(first);
        let beginning = meanings.beginning(note);
        let (next, place) = (first + 1, first as u32);
        for target in meanings.alone(beginning) {
            found.push(Candidate { first: place, end: place + 1, named: 1, target: *target });
        }
        let Some(behind) = words.tokens.get(next) else { continue };
        if note.may_go_on_with(behind.note) && behind.gap == Break::None {
            let mut walk = Walk { matcher, words, first, found };
            for node in meanings.roots(beginning) {
                walk.word(matcher.trie.node(*node), next, 1);
            }
        }
        if beginning.after_gap != 0 {
            // All words that the gap may reach at once, which is quicker than to stop at the first that fits.
            let reach = words.tokens.len().min(next + 1 + usize::from(beginning.widest));
            let there = words.tokens[next..reach].iter().fold(0, |bits, token| bits | token.note.as_second());
            if beginning.after_gap & there != 0 {
                let mut walk = Walk { matcher, words, first, found };
                for node in meanings.roots(beginning) {
                    walk.gaps(matcher.trie.node(*node), next, 1);
                }
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
        self.gaps(here, next, named);
    }

    /// Goes on from a node over the gaps that may follow it.
    fn gaps(&mut self, here: &Node, next: usize, named: u32) {
        let trie = &self.matcher.trie;
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
