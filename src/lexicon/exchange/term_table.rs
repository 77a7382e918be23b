//! Tables of terms: a column of terms, one of categories, perhaps one of weights, as tidytext has them. Without a header also
//! a category and its terms a row (Empath), a term and its number a row (VADER), or a term, its category and its number (NRC).

use std::path::Path;

use super::losses::{Held, Holds};
use super::{Category, Dictionary, Entry, Format, Losses, one_line, place};
use crate::lexicon::Weight;
use crate::source::{Fault, Source};

const TERM: [&str; 6] = ["term", "word", "pattern", "entry", "token", "phrase"];
const CATEGORY: [&str; 5] = ["category", "sentiment", "framing", "class", "code"];
const WEIGHT: [&str; 4] = ["weight", "score", "value", "valence"];

/// A line with its number and its cells.
pub(super) type Row = (usize, Vec<String>);

/// Which table a text is, by its first line that is not empty.
pub(super) fn kind(first: &str, text: &str) -> Option<Format> {
    let cells = |by: char| first.split(by).map(|cell| cell.trim().trim_matches('"').to_lowercase()).collect::<Vec<_>>();
    let (commas, tabs) = (cells(','), cells('\t'));
    let has = |names: &[&str], cells: &[String]| cells.iter().any(|cell| names.contains(&cell.as_str()));
    let is_list = has(&CATEGORY, &commas) || has(&WEIGHT, &commas);
    if commas.len() > 1 && (commas[0] == "dicterm" || has(&TERM, &commas[..1]) && !is_list && marks(text)) {
        return Some(Format::Dicx);
    }
    if tabs.len() > 1 {
        return Some(Format::Tsv);
    }
    has(&TERM, &commas).then_some(Format::Csv)
}

/// Whether the cells behind the first are empty or marks, as where they say to which categories a term belongs.
fn marks(text: &str) -> bool {
    let rows = || text.lines().skip(1).filter(|line| !line.trim().is_empty());
    let is_mark = |cell: &str| matches!(cell.trim(), "" | "X" | "x") || cell.trim().parse::<f64>().is_ok();
    rows().next().is_some() && rows().all(|line| line.rsplit(',').next().is_some_and(is_mark))
}

/// The rows of a table that are not empty.
pub(super) fn rows(source: &Source, delimiter: u8) -> Result<Vec<Row>, Box<Fault>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .quoting(delimiter == b',')
        .from_reader(source.text().as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let at = error.position().map_or(0, |position| position.byte() as usize);
            Box::new(source.fault(at..at, format!("no table: {error}")))
        })?;
        let line = record.position().map_or(0, |position| position.line() as usize);
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push((line, record.iter().map(|cell| cell.trim().to_owned()).collect()));
        }
    }
    Ok(rows)
}

pub(super) fn read(source: &Source, delimiter: u8, losses: &mut Losses) -> Result<Vec<Category>, Box<Fault>> {
    let rows = rows(source, delimiter)?;
    let stem = Path::new(source.name()).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let Some((line, first)) = rows.first() else { return Ok(Vec::new()) };
    let column = |names: &[&str]| first.iter().position(|cell| names.contains(&cell.to_lowercase().as_str()));
    let (term, category, weight) = (column(&TERM), column(&CATEGORY), column(&WEIGHT));
    let numbers = |rows: &[Row], place: usize| {
        rows.iter().all(|(_, cells)| cells.get(place).is_some_and(|cell| cell.parse::<f64>().is_ok()))
    };
    // Where rows are words parted by tabs, the first may hold one of these names too; but then no column is of numbers.
    let is_named = category.is_some() || weight.is_some() || term == Some(0);
    let has_numbers = rows.len() > 1 && (0..first.len()).any(|place| numbers(&rows[1..], place));
    let is_header = delimiter == b',' || first.len() == 1 || is_named || has_numbers;
    let all_numbers = |place: usize| numbers(&rows, place);
    match term.filter(|_| is_header) {
        Some(term) => {
            let read = [Some(term), category, weight];
            let unread = first.iter().enumerate().filter(|(place, _)| !read.contains(&Some(*place)));
            let others: Vec<&str> = unread.map(|(_, name)| name.as_str()).filter(|name| !name.is_empty()).collect();
            if category.is_none() && !others.is_empty() {
                return Err(Box::new(
                    source
                        .fault(0..0, format!("no column of categories is known among `{}`", others.join("`, `")))
                        .help("name it `category`, and the one of weights `weight`; take out the others"),
                ));
            }
            for other in others {
                losses.dropped(*line, other, "a column that is none of terms, categories or weights");
            }
            Ok(headed(&rows[1..], read, &stem, losses))
        }
        None if all_numbers(1) => Ok(headed(&rows, [Some(0), None, Some(1)], &stem, losses)),
        None if all_numbers(2) => Ok(headed(&rows, [Some(0), Some(1), Some(2)], &stem, losses)),
        None if rows.iter().any(|(_, cells)| cells.len() > 2) => Ok(by_category(rows)),
        None => Err(Box::new(
            source
                .fault(0..0, "no header says which column holds what")
                .help("name the columns in the first line: `term`, `category`, and `weight` if there are weights"),
        )),
    }
}

fn headed(rows: &[Row], columns: [Option<usize>; 3], stem: &str, losses: &mut Losses) -> Vec<Category> {
    let mut categories = Vec::new();
    for (line, cells) in rows {
        let [term, category, weight] = columns.map(|column| column.and_then(|column| cells.get(column)));
        let term = term.map(|term| one_line(term)).unwrap_or_default();
        let category = category.map_or(stem, String::as_str);
        if term.is_empty() || category.is_empty() {
            losses.dropped(*line, &cells.join(" "), "the term or its category is empty");
            continue;
        }
        let weight = match weight.filter(|weight| !weight.is_empty()) {
            Some(weight) => losses.weight(*line, &term, weight),
            None => Some(Weight::ONE),
        };
        if let Some(weight) = weight {
            let place = place(&mut categories, category);
            categories[place].entries.push(Entry { weight, ..Entry::glob(term, *line) });
        }
    }
    categories
}

/// Every row a category and its terms.
fn by_category(rows: Vec<Row>) -> Vec<Category> {
    let mut categories = Vec::new();
    for (line, cells) in rows {
        let mut cells = cells.into_iter().filter(|cell| !cell.is_empty());
        if let Some(name) = cells.next() {
            let place = place(&mut categories, &name);
            categories[place].entries.extend(cells.map(|term| Entry::glob(one_line(&term), line)));
        }
    }
    categories
}

pub(super) fn write(dictionary: &Dictionary, delimiter: u8, losses: &mut Losses) -> String {
    let header = ["term", "category", "weight"].map(str::to_owned).to_vec();
    let flat = losses.flat(dictionary, Holds { weights: Held::Yes, levels: Held::No, rules: Held::No });
    let rows = flat.iter().flat_map(|(name, entries)| {
        entries.iter().map(move |entry| vec![entry.pattern.clone(), one_line(name), entry.weight.to_string()])
    });
    text(std::iter::once(header).chain(rows), delimiter)
}

/// A table as text.
pub(super) fn text(rows: impl Iterator<Item = Vec<String>>, delimiter: u8) -> String {
    let mut text = String::new();
    let quoted = |cell: String| {
        let special = delimiter == b',' && cell.contains([',', '"', '\n', '\r']);
        if special { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
    };
    for row in rows {
        let cells: Vec<String> = row.into_iter().map(quoted).collect();
        text.push_str(&cells.join(if delimiter == b',' { "," } else { "\t" }));
        text.push('\n');
    }
    text
}
