//! Lexicoder `.lc3`: categories behind a `+`, one entry a line, no levels.

use std::fmt::Write as _;

use super::losses::{Held, Holds};
use super::{Category, Dictionary, Entry, Losses, one_line, place};
use crate::source::{Fault, Source};

pub(super) fn read(source: &Source, losses: &mut Losses) -> Result<Vec<Category>, Box<Fault>> {
    headed(source, losses, |line| line.strip_prefix('+')).ok_or_else(|| {
        Box::new(source.fault(0..0, "no line begins with `+`").help("a category of Lexicoder is `+NAME`"))
    })
}

/// Lines of entries under lines that `name` takes for the name of a category; `None` when there is none.
pub(super) fn headed(
    source: &Source,
    losses: &mut Losses,
    name: impl Fn(&str) -> Option<&str>,
) -> Option<Vec<Category>> {
    let mut categories = Vec::new();
    let mut current = None;
    for (number, line) in source.text().lines().enumerate() {
        let line = one_line(line);
        if line.is_empty() {
            continue;
        }
        match (name(&line), current) {
            (Some(name), _) => current = Some(place(&mut categories, name.trim())),
            (None, Some(current)) => {
                let category: &mut Category = &mut categories[current];
                category.entries.push(Entry::glob(line, number + 1));
            }
            (None, None) => losses.dropped(number + 1, &line, "it stands before the first category"),
        }
    }
    (!categories.is_empty()).then_some(categories)
}

pub(super) fn write(dictionary: &Dictionary, losses: &mut Losses) -> String {
    write_headed(dictionary, losses, "+", "", |pattern| pattern.starts_with('+'))
}

/// Entries under the names of their categories. What `misread` says would be taken for a name is left out.
pub(super) fn write_headed(
    dictionary: &Dictionary,
    losses: &mut Losses,
    before: &str,
    after: &str,
    misread: impl Fn(&str) -> bool,
) -> String {
    let mut text = String::new();
    for (name, entries) in losses.flat(dictionary, Holds { weights: Held::No, levels: Held::No, rules: Held::No }) {
        let _ = writeln!(text, "{before}{}{after}", one_line(&name));
        for entry in entries {
            let pattern = one_line(&entry.pattern);
            if misread(&pattern) {
                losses.dropped(entry.line, &pattern, "it would be read as the name of a category");
            } else {
                let _ = writeln!(text, "{pattern}");
            }
        }
    }
    text
}
