//! What a format or this program cannot carry, entry by entry.

use std::fmt;

use super::super::Weight;
use super::{Category, Dictionary, Entry, EntryKind};

/// An entry that was dropped or changed on its way from one format to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The line of the file read, from 1; 0 where there is none.
    pub line: usize,
    /// The entry, category or line.
    pub what: String,
    /// Whether it is there at all.
    pub fate: Fate,
    /// How much of what is counted that changes.
    pub effect: Effect,
    /// Why.
    pub reason: String,
}

/// How much a loss changes of what is counted, as far as that can be told without a text. The most comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// What was to be counted is not there, or counts where it was not to.
    Much,
    /// It meets other forms of its words, or weighs otherwise.
    Partly,
    /// It differs in few places of a text.
    Little,
    /// Names and remarks, or what is there already.
    Nothing,
}

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It is not there.
    Dropped,
    /// It is there and says something else.
    Changed,
}

impl Fate {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Dropped => "dropped",
            Self::Changed => "changed",
        }
    }
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "`{}` {}: {}", self.what, self.fate.as_str(), self.reason),
            line => write!(f, "line {line}: `{}` {}: {}", self.what, self.fate.as_str(), self.reason),
        }
    }
}

/// Losses as they are found.
#[derive(Debug, Default)]
pub(super) struct Losses(Vec<Loss>);

/// What a format has a place for, beside names and words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Holds {
    pub weights: Held,
    pub levels: Held,
    pub rules: Held,
}

/// Whether a format has a place for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Held {
    Yes,
    No,
}

impl Losses {
    pub fn dropped(&mut self, line: usize, what: &str, reason: impl Into<String>) {
        self.add(Fate::Dropped, Effect::Much, line, what, reason.into());
    }

    /// Drops what is there already.
    pub fn repeated(&mut self, line: usize, what: &str, reason: impl Into<String>) {
        self.add(Fate::Dropped, Effect::Nothing, line, what, reason.into());
    }

    pub fn changed(&mut self, line: usize, what: &str, reason: impl Into<String>) {
        self.changed_by(Effect::Partly, line, what, reason);
    }

    pub fn changed_by(&mut self, effect: Effect, line: usize, what: &str, reason: impl Into<String>) {
        self.add(Fate::Changed, effect, line, what, reason.into());
    }

    fn add(&mut self, fate: Fate, effect: Effect, line: usize, what: &str, reason: String) {
        self.0.push(Loss { line, what: what.to_owned(), fate, effect, reason });
    }

    /// As they were found: those of one file after those of another.
    pub fn unsorted(self) -> Vec<Loss> {
        self.0
    }

    /// In the order of the file; those of one line as they were found.
    pub fn finish(mut self) -> Vec<Loss> {
        self.0.sort_by_key(|loss| loss.line);
        self.0
    }

    /// A weight as written, rounded to four decimals where it has more; `None`, and a loss, where it is none.
    pub fn weight(&mut self, line: usize, entry: &str, written: &str) -> Option<Weight> {
        let number: Option<f64> = written.trim().parse().ok().filter(|number: &f64| number.is_finite());
        if let Some(weight) = number.and_then(Weight::new) {
            return Some(weight);
        }
        let scale = Weight::SCALE as f64;
        match number.and_then(|number| Weight::new((number * scale).round() / scale)) {
            Some(weight) => {
                self.changed_by(Effect::Little, line, entry, format!("its weight {written} is rounded to {weight}"));
                Some(weight)
            }
            None if number == Some(0.0) => {
                self.dropped(line, entry, "its weight is 0, and what weighs nothing is not looked for");
                None
            }
            None => {
                self.dropped(line, entry, format!("its weight `{written}` is no number from -1000 to 1000"));
                None
            }
        }
    }

    /// The entries of a category that a format without expressions and conditions can write, with what that loses.
    pub fn plain<'c>(&mut self, category: &'c Category, holds: Holds) -> Vec<&'c Entry> {
        if category.description.is_some() {
            self.changed_by(Effect::Nothing, 0, &category.name, "its description has no place in this format");
        }
        category.entries.iter().filter(|entry| self.is_plain(entry, holds)).collect()
    }

    fn is_plain(&mut self, entry: &Entry, holds: Holds) -> bool {
        if entry.kind == EntryKind::Regex {
            self.dropped(entry.line, &entry.pattern, "regular expressions have no place in this format");
            return false;
        }
        if holds.rules == Held::No {
            self.without_rules(entry);
        }
        if entry.weight != Weight::ONE && holds.weights == Held::No {
            self.changed(
                entry.line,
                &entry.pattern,
                format!("its weight {} has no place in this format", entry.weight),
            );
        }
        true
    }

    /// Says that a wildcard stands where LIWC knows none: it has a `*` at the end of a word only.
    pub fn wildcards_of_liwc(&mut self, entry: &Entry) {
        let within = |word: &str| word.strip_suffix('*').unwrap_or(word).contains(['*', '?']);
        if entry.pattern.split_whitespace().any(within) {
            let what =
                "LIWC knows no other wildcard than a `*` at the end of a word; only other programs may read this";
            self.changed(entry.line, &entry.pattern, what);
        }
    }

    /// Says that an entry's conditions are left behind.
    pub fn without_rules(&mut self, entry: &Entry) {
        if !entry.rules.is_empty() {
            self.changed_by(
                Effect::Much,
                entry.line,
                &entry.pattern,
                "its conditions have no place in this format, so it will match more",
            );
        }
    }

    /// Every category on one level, its name after those above it, with the entries that can be written.
    pub fn flat<'d>(&mut self, dictionary: &'d Dictionary, holds: Holds) -> Vec<(String, Vec<&'d Entry>)> {
        let paths = dictionary.paths();
        let mut flat = Vec::new();
        for (path, category) in paths {
            if category.entries.is_empty() && !category.children.is_empty() {
                continue; // a heading: its name stands before those below it
            }
            let name = path.join("/");
            if path.len() > 1 && holds.levels == Held::No {
                self.changed_by(
                    Effect::Nothing,
                    0,
                    &name,
                    "categories within categories have no place in this format, so names are joined",
                );
            }
            flat.push((name, self.plain(category, holds)));
        }
        flat
    }
}
