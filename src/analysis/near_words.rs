//! Which words of the texts are nearly a term, and would no pattern of its framing catch?

use std::collections::BTreeMap;

use strsim::levenshtein;

use super::caught_forms::CaughtForms;
use super::endings::bases;
use crate::ids::FramingIx;
use crate::lexicon::{Alternative, Form, Lexicon, Library, Pattern, Term};
use crate::text::Analyzer;

/// Words one letter away from a shorter one are other words.
const SHORTEST_NEAR: usize = 5;

/// The words of all texts, to find those that are nearly a term.
pub(super) struct NearWords<'t> {
    analyzer: &'t Analyzer,
    /// By first letter and length.
    words: BTreeMap<(char, usize), Vec<(&'t str, u64)>>,
    /// By what they may be with an ending.
    endings: BTreeMap<String, Vec<(&'t str, u64)>>,
    /// By framing, what its patterns catch by their form.
    caught: Vec<CaughtForms<'t>>,
}

impl<'t> NearWords<'t> {
    /// Of words with how often they stand in the texts.
    pub fn new(library: &'t Library, all: &'t BTreeMap<String, u64>, analyzer: &'t Analyzer) -> Self {
        let (mut words, mut endings) = (BTreeMap::new(), BTreeMap::new());
        for (word, count) in all {
            let Some(first) = word.chars().next() else { continue };
            let entry = (word.as_str(), *count);
            words.entry((first, word.chars().count())).or_insert_with(Vec::new).push(entry);
            for base in bases(word) {
                endings.entry(base).or_insert_with(Vec::new).push(entry);
            }
        }
        let caught = library.lexicons().iter().map(|lexicon| caught_by(lexicon, analyzer)).collect();
        Self { analyzer, words, endings, caught }
    }

    /// Words that are nearly one of a term's: its other endings, and words one letter away, which are taken for misspellings
    /// where they are rarer than its matches among those that the term `caught`. What a pattern of the framing has the form
    /// of is none, whatever rule, voice or exclusion keeps it out.
    pub fn of(&self, framing: FramingIx, term: &Term, caught: &[(String, u64)]) -> BTreeMap<&'t str, u64> {
        let mut near = BTreeMap::new();
        for alternative in term.pattern.alternatives().iter().filter(|alternative| names_a_word(alternative)) {
            let word = self.analyzer.forms(alternative.as_str()).folded;
            let own = CaughtForms::of(alternative.variants().iter().map(Vec::as_slice), self.analyzer);
            let matches =
                caught.iter().filter(|(word, _)| own.catch(word, self.analyzer)).map(|(_, count)| count).sum();
            self.misspelt(&word, matches, &mut near);
            near.extend(bases(&word).iter().filter_map(|base| self.endings.get(base)).flatten().copied());
        }
        near.retain(|word, _| !self.caught[framing.index()].catch(word, self.analyzer));
        near
    }

    fn misspelt(&self, word: &str, matches: u64, near: &mut BTreeMap<&'t str, u64>) {
        let length = word.chars().count();
        let Some(first) = word.chars().next().filter(|_| length >= SHORTEST_NEAR) else { return };
        for (other, count) in (length - 1..=length + 1).filter_map(|length| self.words.get(&(first, length))).flatten()
        {
            if *count < matches && levenshtein(other, word) == 1 {
                near.insert(other, *count);
            }
        }
    }
}

/// An alternative that is one word written out: a prefix or an expression has no ending and no misspelling.
fn names_a_word(alternative: &Alternative) -> bool {
    matches!(alternative.single(), Some(Form::Stem(_) | Form::Word(_) | Form::Case(_)))
}

fn caught_by<'l>(lexicon: &'l Lexicon, analyzer: &Analyzer) -> CaughtForms<'l> {
    let terms = lexicon.terms.iter().map(|term| &term.pattern);
    let patterns = terms.chain(lexicon.excludes.iter().map(|exclude| &exclude.pattern));
    CaughtForms::of(patterns.flat_map(Pattern::variants), analyzer)
}
