//! Conditions of entries as rules of WordStat, in the form that `rule.rs` reads: a rule an entry, with one condition.

use std::collections::BTreeMap;

use super::rule::{Condition, entries_of, is_one_word};
use super::{Category, Dictionary, Effect, Entry, EntryKind, EntryRule, Losses, one_line};
use crate::lexicon::{RuleKind, Weight};

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
        for (path, category) in dictionary.paths() {
            let name = &category.name;
            while begins(name, &stem) {
                stem.push('_');
            }
            // A rule that named a list within `RULE_WORDS` would keep it from being counted when it is read again.
            if is_operand(name)
                && !name.starts_with('@')
                && !is_for_lists(path[0])
                && let Some(words) = words_of(&dictionary.categories, name)
            {
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
        let lists = match self.added.len() {
            1 => "1 list".to_owned(),
            count => format!("{count} lists"),
        };
        let what = format!("it is made for the words of conditions ({lists}), and what is in it is not to be counted");
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

/// The words of the category of a name; `None` when it holds anything else, which WordStat would look for too.
fn words_of(categories: &[Category], name: &str) -> Option<Vec<String>> {
    let is_word = |entry: &Entry| {
        entry.kind == EntryKind::Glob
            && entry.rules.is_empty()
            && is_one_word(&entry.pattern)
            && !entry.pattern.starts_with('@')
            && !entry.pattern.contains('_')
    };
    let all = entries_of(categories, name)?;
    all.iter().all(is_word).then(|| all.into_iter().map(|entry| entry.pattern).collect())
}

/// Where the category stands that holds lists for conditions alone, as [`RuleLines::lists`] makes it: one of plain lists, one of
/// which some condition names.
pub(super) fn lists_among(categories: &[Category], conditions: &[Condition]) -> Option<usize> {
    let is_list = |list: &Category| {
        list.children.is_empty()
            && list.entries.iter().all(|entry| entry.kind == EntryKind::Glob && entry.weight == Weight::ONE)
    };
    let is_named = |list: &Category| conditions.iter().any(|condition| condition.looks_for(&list.name));
    categories.iter().position(|category| {
        is_for_lists(&category.name)
            && category.entries.is_empty()
            && category.children.iter().all(is_list)
            && category.children.iter().any(is_named)
            && !conditions.iter().any(|condition| condition.path.first() == Some(&category.name))
    })
}

/// Whether an outermost category is called as one for lists: low lines stand behind it where a dictionary has the name.
fn is_for_lists(name: &str) -> bool {
    name.trim_end_matches('_').eq_ignore_ascii_case(LISTS)
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
