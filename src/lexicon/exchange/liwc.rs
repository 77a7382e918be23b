//! LIWC 2001 to 2015 `.dic`: a legend of numbered categories between two lines of `%`, then entries with their numbers.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::losses::{Held, Holds};
use super::{Category, Dictionary, Effect, Entry, Losses, one_line};
use crate::source::{Fault, Source};

/// A category of the legend, before it has its place in the tree.
struct Row {
    depth: usize,
    name: String,
    entries: Vec<Entry>,
}

pub(super) fn read(source: &Source, losses: &mut Losses) -> Result<Vec<Category>, Box<Fault>> {
    let lines = || source.text().lines().enumerate().map(|(number, line)| (number + 1, line));
    let mut marks = lines().filter(|(_, line)| line.trim().starts_with('%'));
    let (Some((first, one)), Some((second, two))) = (marks.next(), marks.next()) else {
        return Err(Box::new(
            source
                .fault(0..0, "no legend: LIWC names its categories between two lines of `%`")
                .help("if it is in another format, say which with --from"),
        ));
    };
    for (line, mark) in [(first, one), (second, two)] {
        if mark.trim() != "%" {
            losses.changed_by(Effect::Nothing, line, mark.trim(), "what stands behind the `%` is passed over");
        }
    }
    for (line, text) in lines().take(first - 1).filter(|(_, text)| !text.trim().is_empty()) {
        losses.dropped(line, text.trim(), "it stands before the legend");
    }
    let (mut rows, mut ids) = (Vec::new(), BTreeMap::new());
    for (line, text) in lines().skip(first).take(second - first - 1).filter(|(_, text)| !text.trim().is_empty()) {
        legend(line, text, &mut rows, &mut ids, losses);
    }
    for (line, text) in lines().skip(second).filter(|(_, text)| !text.trim().is_empty()) {
        entry(line, text, &mut rows, &ids, losses);
    }
    let mut rows = rows.into_iter().peekable();
    Ok(tree(&mut rows, 0))
}

fn legend(line: usize, text: &str, rows: &mut Vec<Row>, ids: &mut BTreeMap<u64, usize>, losses: &mut Losses) {
    let depth = text.chars().take_while(|c| c.is_whitespace()).filter(|c| *c == '\t').count();
    let text = text.trim();
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (id, name) = text.split_at(digits);
    let name = name.rsplit('\t').next().unwrap_or_default().trim();
    if name.is_empty() {
        losses.dropped(line, text, "the category has no name");
        return;
    }
    if let Ok(id) = id.parse()
        && ids.insert(id, rows.len()).is_some()
    {
        losses.changed(line, name, format!("the number {id} stands in the legend twice, and means this from here on"));
    }
    rows.push(Row { depth, name: name.to_owned(), entries: Vec::new() });
}

fn entry(line: usize, text: &str, rows: &mut [Row], ids: &BTreeMap<u64, usize>, losses: &mut Losses) {
    let text = text.trim();
    if text.contains("<of>") {
        losses.dropped(line, text, "conditions on the word before (`<of>`) have no counterpart here");
        return;
    }
    let (term, numbers) = parts(text);
    let (numbers, conditional) = without_brackets(numbers);
    if conditional {
        losses.changed_by(
            Effect::Much,
            line,
            term,
            "conditions in brackets have no counterpart here; the categories after them are kept",
        );
    }
    let mut known = Vec::new();
    for number in numbers.split_whitespace() {
        match number.parse().ok().and_then(|id: u64| ids.get(&id)) {
            Some(row) => known.push(*row),
            None => losses.changed(line, term, format!("`{number}` is no category of the legend")),
        }
    }
    if known.is_empty() {
        losses.dropped(line, term, "it names no category of the legend");
    }
    for row in known {
        rows[row].entries.push(Entry::glob(one_line(term), line));
    }
}

/// The term and what follows it: all after the first tab, or without one the numbers at the end.
fn parts(text: &str) -> (&str, &str) {
    if let Some((term, numbers)) = text.split_once('\t') {
        return (term.trim(), numbers);
    }
    if let Some(bracket) = text.find(" (").filter(|_| text.contains(')')) {
        return text.split_at(bracket);
    }
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let mut end = text.len();
    while let Some((before, word)) = text[..end].trim_end().rsplit_once(char::is_whitespace) {
        if !is_number(word) {
            break;
        }
        end = before.trim_end().len();
    }
    text.split_at(end)
}

fn without_brackets(numbers: &str) -> (String, bool) {
    match (numbers.find('('), numbers.rfind(')')) {
        (Some(open), Some(close)) if open < close => {
            // What is joined to the bracket belongs to it: `(02 134)126` is a number under a condition kept without it.
            (format!("{} {}", &numbers[..open], &numbers[close + 1..]).replace('/', " "), true)
        }
        _ => (numbers.to_owned(), false),
    }
}

fn tree(rows: &mut std::iter::Peekable<impl Iterator<Item = Row>>, depth: usize) -> Vec<Category> {
    let mut categories: Vec<Category> = Vec::new();
    while let Some(row) = rows.next_if(|row| row.depth >= depth) {
        let children = tree(rows, row.depth + 1);
        let place = super::place(&mut categories, &row.name);
        categories[place].entries.extend(row.entries);
        for child in children {
            merge(&mut categories[place].children, child);
        }
    }
    categories
}

/// Adds a category to others, joined to the one of its name where there is one.
fn merge(categories: &mut Vec<Category>, category: Category) {
    let place = super::place(categories, &category.name);
    categories[place].entries.extend(category.entries);
    for child in category.children {
        merge(&mut categories[place].children, child);
    }
}

pub(super) fn write(dictionary: &Dictionary, losses: &mut Losses) -> String {
    let mut text = "%\n".to_owned();
    let mut terms: Vec<(String, Vec<usize>)> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (number, (path, category)) in dictionary.paths().into_iter().enumerate() {
        let id = number + 1;
        let _ = writeln!(text, "{}{id}\t{}", "\t".repeat(path.len() - 1), one_line(&category.name));
        for entry in losses.plain(category, Holds { weights: Held::No, levels: Held::Yes, rules: Held::No }) {
            let pattern = one_line(&entry.pattern);
            if pattern.starts_with('%') || pattern.contains("<of>") || pattern.contains('(') && pattern.contains(')') {
                losses.dropped(entry.line, &pattern, "it would be read as something else");
                continue;
            }
            losses.wildcards_of_liwc(entry);
            let place = *places.entry(pattern.clone()).or_insert_with(|| {
                terms.push((pattern, Vec::new()));
                terms.len() - 1
            });
            if !terms[place].1.contains(&id) {
                terms[place].1.push(id);
            }
        }
    }
    text.push_str("%\n");
    for (pattern, ids) in terms {
        let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
        let _ = writeln!(text, "{pattern}\t{}", ids.join("\t"));
    }
    text
}
