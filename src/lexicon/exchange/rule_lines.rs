//! Conditions of entries as rules of WordStat, in the form that `rule.rs` reads: a rule an entry, with one condition.

use std::collections::BTreeMap;

use super::rule::{entries_of, is_one_word};
use super::{Category, Dictionary, Effect, Entry, EntryKind, EntryRule, Losses, one_line};
use crate::lexicon::RuleKind;

/// The outermost category for lists of words that conditions look for and no category of the dictionary has.
const LISTS: &str = "RULE_WORDS";

/// Writes rules. Where a condition looks for several words, WordStat wants a category that holds them.
pub(super) struct RuleLines {
    /// By words, the category that holds them.
    names: BTreeMap<Vec<String>, String>,
    /// The categories that the dictionary lacks.
    added: Vec<Category>,
    /// What the added ones are called: no category of the dictionary begins so.
    stem: String,
    count: usize,
}

impl RuleLines {
    /// Of a dictionary, before any of its rules is written.
    pub fn new(dictionary: &Dictionary) -> Self {
        let (mut names, mut stem) = (BTreeMap::new(), LISTS.to_owned());
        for (_, category) in dictionary.paths() {
            let name = &category.name;
            while begins(name, &stem) {
                stem.push('_');
            }
            if is_operand(name) && !name.starts_with('@') {
                let words = words_of(&dictionary.categories, name);
                names.entry(words).or_insert_with(|| name.clone());
            }
        }
        Self { names, added: Vec::new(), stem, count: 0 }
    }

    /// The rule of an entry; `None` when it has no condition, or is of a form that no rule can begin with.
    pub fn line(&mut self, entry: &Entry, losses: &mut Losses) -> Option<String> {
        if !is_ruled(entry) {
            losses.without_rules(entry);
            return None;
        }
        // What must stand there keeps out more than what must not.
        let rule = entry.rules.iter().find(|rule| rule.kind.requires()).or(entry.rules.first())?;
        if entry.rules.len() > 1 {
            let what = "one condition has a place in a rule there and the others have none, so it will match more";
            losses.changed_by(Effect::Much, entry.line, &entry.pattern, what);
        }
        if matches!(rule.kind, RuleKind::UnlessBefore | RuleKind::UnlessAfter) {
            losses.changed_by(
                Effect::Little,
                entry.line,
                &entry.pattern,
                "a comma ends what its condition sees here, and not there",
            );
        }
        self.count += 1;
        let object = self.object(&rule.words);
        let within = rule.within.map(|within| format!(" {within}")).unwrap_or_default();
        Some(format!("@RULE_{} [{} {} {object} /S{within}]", self.count, subject(entry), operator(rule)))
    }

    fn object(&mut self, words: &[String]) -> String {
        if let [word] = words
            && is_operand(word)
            && !word.contains('_')
        {
            return word.clone();
        }
        if let Some(name) = self.names.get(words) {
            return format!("#{name}");
        }
        let name = format!("{}_{}", self.stem, self.added.len() + 1);
        let entries = words.iter().map(|word| Entry::glob(word.clone(), 0)).collect();
        self.added.push(Category { name: name.clone(), entries, ..Category::default() });
        self.names.insert(words.to_vec(), name.clone());
        format!("#{name}")
    }

    /// The categories that the rules written so far name and the dictionary lacks, within one.
    pub fn lists(&mut self, losses: &mut Losses) -> Vec<Category> {
        if self.added.is_empty() {
            return Vec::new();
        }
        let what = "it is made for the words of conditions, and what is in it is not to be counted";
        losses.changed(0, &self.stem, what);
        let (name, children) = (self.stem.clone(), std::mem::take(&mut self.added));
        vec![Category { name, children, ..Category::default() }]
    }
}

/// Whether an entry becomes a rule.
fn is_ruled(entry: &Entry) -> bool {
    !entry.rules.is_empty() && is_operand(&subject(entry))
}

fn subject(entry: &Entry) -> String {
    one_line(&entry.pattern).replace(' ', "_")
}

/// Whether a text can stand in a rule: what ends the rule or a part of it cannot, nor what names a category.
fn is_operand(text: &str) -> bool {
    !text.is_empty() && !text.starts_with('#') && !text.contains(|c: char| c == ']' || c.is_whitespace())
}

/// Whether a name begins so, whatever the case: categories are found by their names in any.
fn begins(name: &str, stem: &str) -> bool {
    name.get(..stem.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(stem))
}

/// What a condition sees of the category of a name.
fn words_of(categories: &[Category], name: &str) -> Vec<String> {
    let all = entries_of(categories, name).unwrap_or_default().into_iter();
    let read = all.filter(|entry| entry.kind == EntryKind::Glob && !is_ruled(entry));
    read.map(|entry| entry.pattern).filter(|pattern| is_one_word(pattern)).collect()
}

fn operator(rule: &EntryRule) -> &'static str {
    match rule.kind {
        RuleKind::OnlyNear => "NEAR",
        RuleKind::UnlessNear => "NOT NEAR",
        // A after B: B stands before A.
        RuleKind::OnlyBefore => "AFTER",
        RuleKind::UnlessBefore => "NOT AFTER",
        RuleKind::OnlyAfter => "BEFORE",
        RuleKind::UnlessAfter => "NOT BEFORE",
    }
}
