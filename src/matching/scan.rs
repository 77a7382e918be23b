//! Walks the trie from every word of a sentence that can begin a pattern.

use super::compile::{Matcher, Target};
use super::forms::FormIx;
use super::meanings::{Meanings, Note};
use super::rules::OnLists;
use super::trie::{Node, NodeIx, follow};
use crate::text::{Break, Sieve, Token};

/// The words of one sentence (or paragraph) as the matcher sees them.
#[derive(Clone, Copy)]
pub(super) struct Words<'s> {
    pub tokens: &'s [Token<Note>],
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

/// The words of a sentence that patterns may begin at, as far as they and the words behind them tell.
#[derive(Debug, Default)]
pub(super) struct Beginnings {
    /// Patterns that are the word alone.
    alone: Sieve<u32>,
    /// Such as go on with the next word.
    adjacent: Sieve<u32>,
    /// Such as go on after a gap.
    gapped: Sieve<u32>,
}

impl Beginnings {
    /// Looks at the `places` of a sentence that is `on` these lists.
    #[expect(clippy::needless_bitwise_bool, reason = "no processor can foretell these")]
    pub fn find(&mut self, words: &Words<'_>, on: &OnLists, places: impl ExactSizeIterator<Item = u32>) {
        let Self { alone, adjacent, gapped } = self;
        let [mut alone, mut adjacent, mut gapped] = [alone, adjacent, gapped].map(|part| part.sift(places.len()));
        let meanings = words.meanings;
        for place in places {
            let first = place as usize;
            let note = words.note(first);
            let beginning = meanings.beginning(note);
            let (next, gap) =
                words.tokens.get(first + 1).map_or((Note::default(), Break::Sentence), |token| (token.note, token.gap));
            let third = words.tokens.get(first + 2).map_or(Note::default(), |token| token.note);
            let second = beginning.begins.both(&meanings.later(next).second);
            let goes_on = second.meets(&meanings.later(third).third);
            alone.offer(place, on.may_have(beginning.required));
            adjacent.offer(place, note.may_go_on_with(next) & (gap == Break::None) & goes_on);
            gapped.offer(place, beginning.after_gap != 0);
        }
    }
}

/// Finds every pattern, overlapping or not, that begins at one of the words `beginnings` of a sentence and that its rules
/// allow. `on` are the lists that the sentence's words are on.
pub(super) fn scan(
    matcher: &Matcher,
    words: &Words<'_>,
    on: &OnLists,
    beginnings: &Beginnings,
    found: &mut Vec<Candidate>,
) {
    found.clear();
    let meanings = words.meanings;
    let mut walk = Walk { matcher, words, on, first: 0, found };
    for first in beginnings.alone.as_slice() {
        let first = *first as usize;
        walk.first = first;
        for alone in meanings.alone(meanings.beginning(words.note(first))) {
            if on.may_have(alone.required) {
                walk.add(alone.target, first + 1, 1);
            }
        }
    }
    for first in beginnings.adjacent.as_slice() {
        let first = *first as usize;
        walk.first = first;
        for node in meanings.roots(meanings.beginning(words.note(first))) {
            walk.word(matcher.trie.node(*node), first + 1, 1);
        }
    }
    for first in beginnings.gapped.as_slice() {
        let first = *first as usize;
        walk.first = first;
        let beginning = meanings.beginning(words.note(first));
        // All words that the gap may reach at once, which is quicker than to stop at the first that fits.
        let reach = words.tokens.len().min(first + 2 + usize::from(beginning.widest));
        let after = &words.tokens[first + 1..reach];
        let there = after.iter().fold(0, |bits, token| bits | token.note.as_second());
        let goes_on = |next: Note| beginning.begins.meets(&meanings.later(next).second);
        if beginning.after_gap & there != 0 && after.iter().any(|token| goes_on(token.note)) {
            for node in meanings.roots(beginning) {
                walk.gaps(matcher.trie.node(*node), first + 1, 1);
            }
        }
    }
}

struct Walk<'w> {
    matcher: &'w Matcher,
    words: &'w Words<'w>,
    on: &'w OnLists,
    first: usize,
    found: &'w mut Vec<Candidate>,
}

impl Walk<'_> {
    /// Notes that a pattern ends before the word `end`.
    #[inline]
    fn add(&mut self, target: Target, end: usize, named: u32) {
        let stands = match target {
            Target::Exclude(_) => true,
            Target::Term(term) => {
                let rules = &self.matcher.terms[term.index()].rules;
                self.matcher.rules.allow(rules, self.words, self.on, self.first, end)
            }
        };
        if stands {
            self.found.push(Candidate { first: self.first as u32, end: end as u32, named, target });
        }
    }

    /// Goes on from a node, with the words up to `next` used.
    fn from(&mut self, node: NodeIx, next: usize, named: u32) {
        let trie = &self.matcher.trie;
        let here = trie.node(node);
        for target in trie.targets(here) {
            self.add(*target, next, named);
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
