//! Which single words would patterns catch by their form, whatever the rules of their terms say?

use std::collections::BTreeSet;

use crate::lexicon::{Element, Form, WordRegex};
use crate::text::Analyzer;

/// What patterns look for in one word, case left aside.
#[derive(Debug, Default)]
pub(super) struct CaughtForms<'p> {
    stems: BTreeSet<&'p str>,
    words: BTreeSet<String>,
    prefixes: Vec<&'p str>,
    expressions: Vec<&'p WordRegex>,
}

impl<'p> CaughtForms<'p> {
    /// Those of the variants that are one word.
    pub fn of(variants: impl Iterator<Item = &'p [Element]>, analyzer: &Analyzer) -> Self {
        let mut forms = Self::default();
        for variant in variants {
            if let [Element::Word(form)] = variant {
                forms.add(form, analyzer);
            }
        }
        forms
    }

    fn add(&mut self, form: &'p Form, analyzer: &Analyzer) {
        match form {
            Form::Stem(stem) => drop(self.stems.insert(stem)),
            Form::Word(word) => drop(self.words.insert(word.clone())),
            Form::Case(word) => drop(self.words.insert(analyzer.forms(word).folded)),
            Form::Prefix(prefix) => self.prefixes.push(prefix),
            Form::Regex(regex) => self.expressions.push(regex),
        }
    }

    /// Whether one of them catches a folded word.
    pub fn catch(&self, folded: &str, analyzer: &Analyzer) -> bool {
        self.words.contains(folded)
            || self.stems.contains(analyzer.stem(folded).as_ref())
            || self.prefixes.iter().any(|prefix| folded.starts_with(prefix))
            || self.expressions.iter().any(|regex| regex.meets(folded))
    }
}
