//! The common rules of WordStat: `@NAME [#A AFTER #B /S 3] (1)` counts the entries of A within three words behind one of B.

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
    let has_rules = |name: &str| with_rules.iter().flatten().any(|part| part.eq_ignore_ascii_case(name));
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
        let (words, phrases): (Vec<_>, Vec<_>) =
            object.into_iter().map(|entry| entry.pattern).partition(|pattern| is_one_word(pattern));
        if words.is_empty() {
            losses.dropped(condition.line, &condition.written, "no single word stands in the category it looks for");
            continue;
        }
        if !phrases.is_empty() {
            let left = format!("conditions see single words, so these are left out: {}", phrases.join(", "));
            losses.changed(condition.line, &condition.written, left);
        }
        for operand in [&condition.subject, &condition.object] {
            let Operand::Category(name) = operand else { continue };
            if !has_rules(name) {
                continue;
            }
            let what = format!("of `{name}`, which has rules of its own, it sees the entries without one");
            losses.changed_by(Effect::Much, condition.line, &condition.written, what);
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
    categories.iter().find_map(|category| {
        if category.name.eq_ignore_ascii_case(name) {
            let mut found = Vec::new();
            all(category, &mut found);
            return Some(found);
        }
        entries_of(&category.children, name)
    })
}

fn at_path<'c>(categories: &'c mut [Category], path: &[String]) -> Option<&'c mut Category> {
    let (name, rest) = path.split_first()?;
    let category = categories.iter_mut().find(|category| category.name == *name)?;
    if rest.is_empty() { Some(category) } else { at_path(&mut category.children, rest) }
}
