//! A dictionary as framings: every category that counts something becomes one.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Known;

use unicode_normalization::UnicodeNormalization;

use super::losses::Losses;
use super::{Category, Dictionary, Entry, EntryKind, Loss};
use crate::ids::{FamilyId, FramingId};
use crate::lexicon::{Element, Form, Lexicon, Matching, Pattern, Rule, Term};
use crate::source::Source;
use crate::text::Analyzer;

/// What parts the names of a path in a label.
pub(super) const BETWEEN: &str = " / ";

/// The framings of a dictionary: id and label from the names of the category and those above it, family from the outermost
/// of several. What cannot be looked for is listed.
pub fn framings(dictionary: &Dictionary, source: &Source, analyzer: &Analyzer) -> (Vec<Lexicon>, Vec<Loss>) {
    let mut losses = Losses::default();
    let stem =
        std::path::Path::new(source.name()).file_stem().map_or("dictionary".into(), |stem| stem.to_string_lossy());
    let mut taken = BTreeMap::new();
    let mut lexicons = Vec::new();
    for (path, category) in dictionary.paths() {
        let terms = terms(category, source, analyzer, &mut losses);
        if terms.is_empty() {
            if category.children.is_empty() {
                losses.dropped(0, &path.join(BETWEEN), "the category has no word that can be looked for");
            }
            continue;
        }
        let id = id(&path, &mut taken);
        let family = if path.len() > 1 { path[0] } else { stem.as_ref() };
        let (Some(id), Some(family)) = (FramingId::new(&id), FamilyId::new(family)) else { continue };
        let definition = category
            .description
            .clone()
            .unwrap_or_else(|| format!("The category `{}` of {}.", path.join(BETWEEN), source.name()));
        lexicons.push(Lexicon {
            id,
            label: path.join(BETWEEN),
            family,
            version: "imported".to_owned(),
            definition,
            counts: String::new(),
            leaves_out: String::new(),
            limits: Vec::new(),
            references: Vec::new(),
            terms,
            excludes: Vec::new(),
            examples: Vec::new(),
            near_misses: Vec::new(),
            source: source.clone(),
        });
    }
    (lexicons, losses.finish())
}

/// Lower-case letters and digits joined by hyphens; accents left out, a number behind it where it is taken.
fn id(path: &[&str], taken: &mut BTreeMap<String, usize>) -> String {
    let plain: String = path.join("-").nfkd().filter(char::is_ascii).collect();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let id = words.map(str::to_lowercase).collect::<Vec<_>>().join("-");
    let id = if id.is_empty() { "category".to_owned() } else { id };
    let count = taken.entry(id.clone()).or_insert(0);
    *count += 1;
    if *count == 1 { id } else { format!("{id}-{count}") }
}

#[expect(clippy::mutable_key_type, reason = "expressions are compared as they are written")]
fn terms(category: &Category, source: &Source, analyzer: &Analyzer, losses: &mut Losses) -> Vec<Term> {
    let mut terms = Vec::new();
    let mut seen: BTreeMap<Vec<Element>, usize> = BTreeMap::new();
    for entry in &category.entries {
        let matching = match entry.kind {
            EntryKind::Glob => Matching::Glob,
            EntryKind::Regex => Matching::Regex,
        };
        let pattern = match Pattern::parse(&entry.pattern, matching, None, analyzer) {
            Ok(pattern) => pattern,
            Err((what, _)) => {
                losses.dropped(entry.line, &entry.pattern, what);
                continue;
            }
        };
        match seen.entry(pattern.alternatives()[0].written().to_vec()) {
            Known::Occupied(first) => {
                let what = format!("`{}` has it already (line {})", category.name, first.get());
                losses.dropped(entry.line, &entry.pattern, what);
                continue;
            }
            Known::Vacant(place) => drop(place.insert(entry.line)),
        }
        terms.push(Term {
            pattern,
            weight: entry.weight,
            contested: None,
            voice: None,
            rules: rules(entry, analyzer, losses),
            source: format!("{}, line {}", source.name(), entry.line),
            note: None,
            line: entry.line,
        });
    }
    terms
}

fn rules(entry: &Entry, analyzer: &Analyzer, losses: &mut Losses) -> Vec<Rule> {
    let mut rules = Vec::new();
    for rule in &entry.rules {
        let mut words: Vec<Form> = Vec::new();
        for word in &rule.words {
            match Form::of_rule(word, analyzer) {
                Ok(form) => words.push(form),
                Err((what, _)) => {
                    losses.changed(entry.line, &entry.pattern, format!("a word of its condition: {what}"));
                }
            }
        }
        rules.push(Rule { kind: rule.kind, words, within: rule.within });
    }
    rules
}
