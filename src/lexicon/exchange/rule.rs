//! The common rules of WordStat: `@NAME [#A AFTER #B /S 3] (1)` counts the entries of A within three words behind one of B.

use std::collections::BTreeSet;

use super::{Category, Effect, Entry, EntryRule, Losses};
use crate::lexicon::{RuleKind, Weight};

/// A rule as it was read, before its categories are looked up.
pub(super) struct Condition {
    /// The line.
    pub line: usize,
    /// The rule as written.
    pub written: String,
    /// The names of the categories it stands in, outermost first.
    pub path: Vec<String>,
    /// What a match weighs, whatever the words counted weigh.
    pub weight: Weight,
    /// What is counted.
    subject: Operand,
    /// What it does.
    kind: RuleKind,
    /// What must or must not stand there.
    object: Operand,
    within: Option<u8>,
    sentence: Reach,
}

enum Operand {
    Category(String),
    Word(String),
}

#[derive(PartialEq, Eq)]
enum Reach {
    Sentence,
    Unsaid,
}

impl Condition {
    /// Whether what must or must not stand there is the category of a name.
    pub fn looks_for(&self, name: &str) -> bool {
        matches!(&self.object, Operand::Category(named) if named.eq_ignore_ascii_case(name))
    }
}

/// Reads a rule; `None` when it is of another form.
pub(super) fn condition(text: &str, path: &[String], line: usize) -> Option<Condition> {
    let (_, inside) = text.split_once('[')?;
    let (inside, _) = inside.split_once(']')?;
    let mut words = inside.split_whitespace();
    let subject = operand(words.next()?);
    let mut operator = words.next()?.to_uppercase();
    let negated = operator == "NOT";
    if negated {
        operator = words.next()?.to_uppercase();
    }
    let kind = match (operator.as_str(), negated) {
        ("NEAR", false) => RuleKind::OnlyNear,
        ("NEAR", true) => RuleKind::UnlessNear,
        // A after B: B stands before A.
        ("AFTER", false) => RuleKind::OnlyBefore,
        ("AFTER", true) => RuleKind::UnlessBefore,
        ("BEFORE", false) => RuleKind::OnlyAfter,
        ("BEFORE", true) => RuleKind::UnlessAfter,
        _ => return None,
    };
    let object = operand(words.next()?);
    let (mut within, mut sentence) = (None, Reach::Unsaid);
    for word in words {
        match (word.to_uppercase().as_str(), word.parse()) {
            ("/S", _) => sentence = Reach::Sentence,
            (_, Ok(words)) if words > 0 => within = Some(words),
            _ => return None,
        }
    }
    let (written, path) = (text.to_owned(), path.to_vec());
    Some(Condition { line, written, path, weight: Weight::ONE, subject, kind, object, within, sentence })
}

fn operand(word: &str) -> Operand {
    match word.strip_prefix('#') {
        Some(name) => Operand::Category(name.to_owned()),
        None => Operand::Word(word.replace('_', " ")),
    }
}

/// Puts into the categories in which rules stand what the rules count.
pub(super) fn resolve(categories: &mut [Category], conditions: Vec<Condition>, losses: &mut Losses) {
    let with_rules: Vec<Vec<String>> = conditions.iter().map(|condition| condition.path.clone()).collect();
    let mut added = Vec::new();
    for condition in conditions {
        let find = |operand: &Operand| match operand {
            Operand::Word(word) => Some(vec![Entry::glob(word.clone(), condition.line)]),
            Operand::Category(name) => entries_of(categories, name),
        };
        let (Some(subject), Some(object)) = (find(&condition.subject), find(&condition.object)) else {
            losses.dropped(condition.line, &condition.written, "it names a category that is not in the file");
            continue;
        };
        if subject.is_empty() {
            losses.dropped(
                condition.line,
                &condition.written,
                "what it counts has no word but by rules, which it does not see",
            );
            continue;
        }
        let (words, phrases): (Vec<_>, Vec<_>) =
            object.into_iter().map(|entry| entry.pattern).partition(|pattern| is_one_word(pattern));
        if words.is_empty() {
            let what =
                "no single word stands in the category it looks for, or none but by rules, which it does not see";
            losses.dropped(condition.line, &condition.written, what);
            continue;
        }
        if !phrases.is_empty() {
            let left = format!("conditions see single words, so these are left out: {}", phrases.join(", "));
            losses.changed(condition.line, &condition.written, left);
        }
        let named = [&condition.subject, &condition.object].into_iter().filter_map(|operand| match operand {
            Operand::Category(name) => first(categories, name).map(|(path, _)| path),
            Operand::Word(_) => None,
        });
        for path in named.collect::<BTreeSet<_>>() {
            // Its own rule is none that it could see.
            let rules = with_rules.iter().filter(|ruled| ruled.starts_with(&path)).count();
            if rules > usize::from(condition.path.starts_with(&path)) {
                let name = path.last().map_or("", String::as_str);
                let what = format!("of `{name}` it sees the words, not what its rules count");
                losses.changed_by(Effect::Much, condition.line, &condition.written, what);
            }
        }
        if condition.sentence == Reach::Unsaid {
            losses.changed_by(
                Effect::Little,
                condition.line,
                &condition.written,
                "conditions see no further than the sentence here",
            );
        }
        if matches!(condition.kind, RuleKind::UnlessBefore | RuleKind::UnlessAfter) {
            losses.changed_by(
                Effect::Little,
                condition.line,
                &condition.written,
                "a comma ends what such a condition sees here",
            );
        }
        let rule = EntryRule { kind: condition.kind, words, within: condition.within };
        let entries = subject.into_iter().map(|entry| Entry {
            rules: vec![rule.clone()],
            line: condition.line,
            weight: condition.weight,
            ..entry
        });
        added.push((condition.path, entries.collect::<Vec<_>>()));
    }
    for (path, entries) in added {
        if let Some(category) = at_path(categories, &path) {
            category.entries.extend(entries);
        }
    }
}

pub(super) fn is_one_word(pattern: &str) -> bool {
    !pattern.contains([' ', '?']) && !pattern.trim_end_matches('*').contains('*') && pattern != "*"
}

/// What the first category of a name counts, those within it included.
pub(super) fn entries_of(categories: &[Category], name: &str) -> Option<Vec<Entry>> {
    fn all(category: &Category, found: &mut Vec<Entry>) {
        found.extend(category.entries.iter().cloned());
        category.children.iter().for_each(|child| all(child, found));
    }
    let (_, category) = first(categories, name)?;
    let mut found = Vec::new();
    all(category, &mut found);
    Some(found)
}

/// The first category of a name, with the names down to it.
fn first<'c>(categories: &'c [Category], name: &str) -> Option<(Vec<String>, &'c Category)> {
    categories.iter().find_map(|category| {
        if category.name.eq_ignore_ascii_case(name) {
            return Some((vec![category.name.clone()], category));
        }
        let (mut path, below) = first(&category.children, name)?;
        path.insert(0, category.name.clone());
        Some((path, below))
    })
}

fn at_path<'c>(categories: &'c mut [Category], path: &[String]) -> Option<&'c mut Category> {
    let (name, rest) = path.split_first()?;
    let category = categories.iter_mut().find(|category| category.name == *name)?;
    if rest.is_empty() { Some(category) } else { at_path(&mut category.children, rest) }
}
