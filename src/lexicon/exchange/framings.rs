//! A dictionary as framings: every category that counts something becomes one.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::losses::Losses;
use super::signs::cut_off;
use super::{Category, Dictionary, Effect, Entry, EntryKind, EntryRule, Fate, Loss};
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
    let stem = std::path::Path::new(source.name()).file_stem().map(|stem| stem.to_string_lossy().trim().to_owned());
    let stem = stem.filter(|stem| !stem.is_empty()).unwrap_or_else(|| "dictionary".to_owned());
    // A file of that name holds the classes of a folder.
    let mut taken = BTreeMap::from([("classes".to_owned(), 1)]);
    let mut lexicons = Vec::new();
    for (path, category) in dictionary.paths() {
        let names = names(&path, &stem);
        let label = names.join(BETWEEN);
        let terms = terms(category, source, analyzer, &mut losses);
        if terms.is_empty() {
            if category.children.is_empty() {
                losses.dropped(0, &label, "the category has no word that can be looked for");
            }
            continue;
        }
        if path.iter().any(|name| name.trim().is_empty()) {
            losses.changed_by(Effect::Nothing, 0, &label, "what has no name in the file is called so, or left out");
        }
        let family = if names.len() > 1 { names[0] } else { &stem };
        let (Some(id), Some(family)) = (FramingId::new(&id(&names, &mut taken)), FamilyId::new(family)) else {
            losses.dropped(0, &label, "no id can be made of its name");
            continue;
        };
        let definition =
            category.description.clone().unwrap_or_else(|| format!("The category `{label}` of {}.", source.name()));
        lexicons.push(Lexicon {
            id,
            label,
            family,
            version: "imported".to_owned(),
            definition,
            counts: String::new(),
            leaves_out: String::new(),
            limits: Vec::new(),
            references: Vec::new(),
            validated: Vec::new(),
            terms,
            excludes: Vec::new(),
            examples: Vec::new(),
            near_misses: Vec::new(),
            source: source.clone(),
        });
    }
    (lexicons, losses.finish())
}

/// The names of a path that say something; the file's when none does.
fn names<'n>(path: &[&'n str], stem: &'n str) -> Vec<&'n str> {
    let names: Vec<&str> = path.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).collect();
    if names.is_empty() { vec![stem] } else { names }
}

/// Lower-case letters and digits joined by hyphens; accents left out, a number behind it where it is taken. `taken` holds
/// every id given, with the last number tried behind it.
fn id(names: &[&str], taken: &mut BTreeMap<String, usize>) -> String {
    let plain: String = names.join("-").nfkd().filter(char::is_ascii).collect();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let name = words.map(str::to_lowercase).collect::<Vec<_>>().join("-");
    let name = if name.is_empty() { "category".to_owned() } else { name };
    let mut number = taken.get(&name).copied().unwrap_or(0);
    let id = loop {
        number += 1;
        let id = if number == 1 { name.clone() } else { format!("{name}-{number}") };
        if !taken.contains_key(&id) {
            break id;
        }
    };
    taken.insert(id.clone(), 1);
    taken.insert(name, number);
    id
}

#[expect(clippy::mutable_key_type, reason = "expressions are compared as they are written")]
fn terms(category: &Category, source: &Source, analyzer: &Analyzer, losses: &mut Losses) -> Vec<Term> {
    let read = category.entries.iter().filter_map(|entry| term(entry, source, analyzer, losses));
    // What counts everywhere comes first: it leaves nothing to a condition.
    let (free, bound): (Vec<Term>, Vec<Term>) = read.partition(|term| !term.is_bound());
    let mut terms: Vec<Term> = Vec::new();
    let mut seen: BTreeMap<Vec<Element>, Vec<usize>> = BTreeMap::new();
    for term in free.into_iter().chain(bound) {
        let alike = seen.entry(term.pattern.alternatives()[0].written().to_vec()).or_default();
        let holds = |first: &&Term| !first.is_bound() || first.rules == term.rules;
        if let Some(first) = alike.iter().map(|place| &terms[*place]).find(holds) {
            let what = format!("`{}` has it already (line {})", category.name, first.line);
            losses.repeated(term.line, term.pattern.as_str(), what);
        } else {
            alike.push(terms.len());
            terms.push(term);
        }
    }
    terms
}

fn term(entry: &Entry, source: &Source, analyzer: &Analyzer, losses: &mut Losses) -> Option<Term> {
    let matching = match entry.kind {
        EntryKind::Glob => Matching::Glob,
        EntryKind::Regex => Matching::Regex,
    };
    let pattern = match Pattern::parse(&entry.pattern, matching, None, analyzer) {
        Ok(pattern) => pattern,
        Err((what, _)) => {
            losses.dropped(entry.line, &entry.pattern, what);
            return None;
        }
    };
    if entry.kind == EntryKind::Glob {
        match cut_off(&entry.pattern, analyzer) {
            Some((Fate::Dropped, what)) => {
                losses.dropped(entry.line, &entry.pattern, what);
                return None;
            }
            Some((Fate::Changed, what)) => losses.changed_by(Effect::Nothing, entry.line, &entry.pattern, what),
            None => {}
        }
    }
    Some(Term {
        pattern,
        weight: entry.weight,
        contested: None,
        voice: None,
        rules: rules(entry, analyzer, losses)?,
        source: format!("{}, line {}", source.name(), entry.line),
        shared_with: Vec::new(),
        note: None,
        line: entry.line,
    })
}

/// The conditions of an entry; `None` when one can never be met.
fn rules(entry: &Entry, analyzer: &Analyzer, losses: &mut Losses) -> Option<Vec<Rule>> {
    let mut rules = Vec::new();
    for rule in &entry.rules {
        let words = rule_words(entry, rule, analyzer, losses);
        if !words.is_empty() {
            rules.push(Rule { kind: rule.kind, words, within: rule.within });
        } else if rule.kind.requires() {
            let what = "no word of its condition can be looked for, so it is never met";
            losses.dropped(entry.line, &entry.pattern, what);
            return None;
        } else {
            let what = "no word of its condition can be looked for, so it has none";
            losses.changed_by(Effect::Much, entry.line, &entry.pattern, what);
        }
    }
    Some(rules)
}

fn rule_words(entry: &Entry, rule: &EntryRule, analyzer: &Analyzer, losses: &mut Losses) -> Vec<Form> {
    let mut words = Vec::new();
    for word in &rule.words {
        let form = match cut_off(word, analyzer) {
            Some((Fate::Dropped, what)) => Err(what),
            _ => Form::of_rule(word, analyzer).map_err(|(what, _)| what),
        };
        match form {
            Ok(form) => words.push(form),
            Err(what) => {
                losses.changed(entry.line, &entry.pattern, format!("without `{word}` in its condition: {what}"));
            }
        }
    }
    words
}
