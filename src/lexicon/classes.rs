//! Named classes of words and phrases, shared by all lexicons: `classes.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::{Element, Form, Matching, Pattern};
use crate::source::{Fault, Source};
use crate::text::Analyzer;

/// A phrase as the words it asks for.
pub type Phrase = Vec<Element>;

/// The classes by name.
#[derive(Clone, Debug, Default)]
pub struct Classes {
    words: BTreeMap<String, Vec<Form>>,
    phrases: BTreeMap<String, Vec<Phrase>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: Spanned<u32>,
    #[serde(default)]
    class: BTreeMap<String, Vec<Spanned<String>>>,
    #[serde(default)]
    phrases: BTreeMap<String, Vec<Spanned<String>>>,
}

impl Classes {
    /// The file name by which a folder of lexicons names its classes.
    pub const FILE: &str = "classes.toml";

    /// Reads a file of classes on top of these: a class with a name that is here already replaces it.
    ///
    /// # Errors
    /// Everything that is wrong in the file.
    pub fn extend(&mut self, source: &Source, analyzer: &Analyzer) -> Result<(), Vec<Fault>> {
        let mut faults = Vec::new();
        let Some(file) = source.toml(super::FORMAT)?.rest::<File>(&mut faults) else { return Err(faults) };
        if *file.schema.get_ref() != 1 {
            faults.push(
                source
                    .fault(file.schema.span(), "this version reads schema 1")
                    .help("upgrade framelens, or write `schema = 1`"),
            );
        }
        for (name, words) in file.class {
            let forms = words.iter().filter_map(|word| {
                Form::of_rule(word.get_ref(), analyzer)
                    .map_err(|(what, help)| faults.push(source.fault(word.span(), what).help(help)))
                    .ok()
            });
            self.words.insert(name, forms.collect());
        }
        for (name, phrases) in file.phrases {
            let parsed = phrases.iter().filter_map(|phrase| {
                Pattern::parse(phrase.get_ref(), Matching::Word, None, analyzer)
                    .map_err(|(what, help)| faults.push(source.fault(phrase.span(), what).help(help)))
                    .ok()
            });
            let phrases = parsed.flat_map(|pattern| pattern.alternatives().to_vec());
            let phrases: Vec<Phrase> = phrases.map(|phrase| phrase.written().to_vec()).collect();
            self.phrases.insert(name, phrases);
        }
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }

    /// The words of a class.
    pub fn words(&self, name: &str) -> Option<&[Form]> {
        self.words.get(name).map(Vec::as_slice)
    }

    /// The phrases of a class; none when there is no such class.
    pub fn phrases(&self, name: &str) -> &[Phrase] {
        self.phrases.get(name).map_or(&[], Vec::as_slice)
    }

    /// The names of the classes of words.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.words.keys().map(String::as_str)
    }
}
