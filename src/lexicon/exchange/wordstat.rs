//! WordStat `.cat`: levels by tabs, a weight in brackets behind each entry, low lines for spaces, rules behind an `@`.

use std::fmt::Write as _;

use super::losses::{Held, Holds};
use super::rule::{Condition, condition, resolve};
use super::rule_lines::{RuleLines, lists_among};
use super::{Category, Dictionary, Effect, Entry, Losses, LowLine, one_line, place};
use crate::lexicon::Weight;
use crate::source::Source;

/// A line that says something.
struct Line {
    number: usize,
    depth: usize,
    text: String,
    weight: Option<String>,
}

/// Whether some indented line ends in a number in brackets.
pub(super) fn is_likely(text: &str) -> bool {
    let mut indented = text.lines().filter(|line| line.trim_start_matches(' ').starts_with('\t'));
    indented.any(|line| weighed(line.trim()).1.is_some())
}

/// A line's text and the number in the brackets at its end.
fn weighed(line: &str) -> (&str, Option<&str>) {
    let parts = line.strip_suffix(')').and_then(|line| line.rsplit_once('('));
    match parts {
        Some((text, number)) if text.ends_with(' ') && number.trim().parse::<f64>().is_ok() => {
            (text.trim_end(), Some(number.trim()))
        }
        _ => (line, None),
    }
}

fn lines(source: &Source) -> Vec<Line> {
    let mut lines = Vec::new();
    for (number, line) in source.text().lines().enumerate() {
        let depth = line.chars().take_while(|c| c.is_whitespace()).filter(|c| *c == '\t').count();
        let (text, weight) = weighed(line.trim());
        let text = one_line(text);
        if !text.is_empty() {
            lines.push(Line { number: number + 1, depth, text, weight: weight.map(str::to_owned) });
        }
    }
    lines
}

pub(super) fn read(source: &Source, low_line: LowLine, losses: &mut Losses) -> Vec<Category> {
    let lines = lines(source);
    let mut reading = Reading { lines: &lines, low_line, losses, conditions: Vec::new() };
    let mut categories = Vec::new();
    let mut root = Category::default();
    let mut at = 0;
    while at < lines.len() {
        at = reading.level(at, lines[at].depth, &mut root, &mut categories, &mut Vec::new());
    }
    for entry in root.entries {
        reading.losses.dropped(entry.line, &entry.pattern, "it stands in no category");
    }
    let conditions = reading.conditions;
    let lists = lists_among(&categories, &conditions);
    resolve(&mut categories, conditions, losses);
    if let Some(lists) = lists {
        let name = categories.remove(lists).name;
        let line = lines.iter().find(|line| line.text == name).map_or(0, |line| line.number);
        losses.changed_by(Effect::Nothing, line, &name, "its lists are for the words of rules, and are not counted");
    }
    categories
}

struct Reading<'r> {
    lines: &'r [Line],
    low_line: LowLine,
    losses: &'r mut Losses,
    conditions: Vec<Condition>,
}

impl Reading<'_> {
    /// Reads the lines of one level from `at` on, and says where it ended.
    fn level(
        &mut self,
        mut at: usize,
        depth: usize,
        own: &mut Category,
        among: &mut Vec<Category>,
        path: &mut Vec<String>,
    ) -> usize {
        while let Some(line) = self.lines.get(at).filter(|line| line.depth >= depth) {
            let deeper = self.lines.get(at + 1).filter(|next| next.depth > line.depth);
            at += 1;
            if line.text.starts_with('@') {
                let condition = self.condition(line, path);
                self.conditions.extend(condition);
            } else if line.weight.is_some() || deeper.is_none() && line.depth > 0 {
                own.entries.extend(self.entry(line));
            } else {
                let place = place(among, &line.text);
                path.push(line.text.clone());
                if let Some(next) = deeper {
                    let mut category = std::mem::take(&mut among[place]);
                    let mut children = std::mem::take(&mut category.children);
                    at = self.level(at, next.depth, &mut category, &mut children, path);
                    category.children = children;
                    among[place] = category;
                }
                path.pop();
            }
        }
        at
    }

    fn condition(&mut self, line: &Line, path: &[String]) -> Option<Condition> {
        let Some(mut condition) = condition(&line.text, path, line.number) else {
            self.losses.dropped(line.number, &line.text, "a rule of a form that is not read");
            return None;
        };
        condition.weight = self.weight(line, &line.text)?;
        Some(condition)
    }

    fn entry(&mut self, line: &Line) -> Option<Entry> {
        let pattern = match self.low_line {
            LowLine::Space => one_line(&line.text.replace('_', " ")),
            LowLine::Kept => line.text.clone(),
        };
        Some(Entry { weight: self.weight(line, &pattern)?, ..Entry::glob(pattern, line.number) })
    }

    fn weight(&mut self, line: &Line, entry: &str) -> Option<Weight> {
        let Some(weight) = &line.weight else {
            self.losses.changed(line.number, entry, "it has no weight, and weighs 1");
            return Some(Weight::ONE);
        };
        self.losses.weight(line.number, entry, weight)
    }
}

pub(super) fn write(dictionary: &Dictionary, losses: &mut Losses) -> String {
    let mut writing = Writing { rules: RuleLines::new(dictionary), losses };
    let mut text = String::new();
    writing.level(&dictionary.categories, 0, &mut text);
    let lists = writing.rules.lists(writing.losses);
    writing.level(&lists, 0, &mut text);
    text
}

struct Writing<'w> {
    rules: RuleLines,
    losses: &'w mut Losses,
}

impl Writing<'_> {
    fn level(&mut self, categories: &[Category], depth: usize, text: &mut String) {
        let indent = "\t".repeat(depth);
        for category in categories {
            let mut within = String::new();
            for entry in self.losses.plain(category, Holds { weights: Held::Yes, levels: Held::Yes, rules: Held::Yes })
            {
                if entry.pattern.starts_with('@') {
                    self.losses.dropped(entry.line, &entry.pattern, "`@` begins a rule there");
                    continue;
                }
                let _ = writeln!(within, "{indent}\t{} ({})", self.entry(entry), entry.weight);
            }
            self.level(&category.children, depth + 1, &mut within);
            if within.is_empty() && depth > 0 {
                self.losses.dropped(0, &category.name, "it is empty, and would be read as a word");
                continue;
            }
            let _ = writeln!(text, "{indent}{}", name(category, self.losses));
            text.push_str(&within);
        }
    }

    /// What stands before the weight of an entry.
    fn entry(&mut self, entry: &Entry) -> String {
        if entry.pattern.contains('_') {
            self.losses.changed(entry.line, &entry.pattern, "`_` stands for a space there");
        }
        match self.rules.line(entry, self.losses) {
            Some(rule) => rule,
            None => one_line(&entry.pattern).replace(' ', "_"),
        }
    }
}

/// The name of a category in a line that is read as one.
fn name(category: &Category, losses: &mut Losses) -> String {
    let name = one_line(&category.name);
    if weighed(&name).1.is_none() && !name.starts_with('@') {
        return name;
    }
    let other = one_line(&name.replace(['(', ')', '@'], " "));
    losses.changed_by(
        Effect::Nothing,
        0,
        &name,
        format!("it would be read as something else, so it is called `{other}`"),
    );
    other
}
