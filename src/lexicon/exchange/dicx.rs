//! LIWC-22 `.dicx`: a table with a column a category and a row an entry; a cell that is not empty says that it belongs.

use super::losses::{Held, Holds};
use super::{Category, Dictionary, Entry, Losses, one_line, place, term_table};
use crate::lexicon::Weight;
use crate::source::{Fault, Source};

pub(super) fn read(source: &Source, losses: &mut Losses) -> Result<Vec<Category>, Box<Fault>> {
    let mut rows = term_table::rows(source, b',')?.into_iter();
    let (_, header) = rows.next().unwrap_or_default();
    if header.len() < 2 {
        return Err(Box::new(source.fault(0..0, "the header names no category").help("such as `DicTerm,Peace,War`")));
    }
    let mut categories = Vec::new();
    let places: Vec<usize> = header.iter().skip(1).map(|name| place(&mut categories, name.trim())).collect();
    for (line, cells) in rows {
        let term = cells.first().map(|term| one_line(term)).unwrap_or_default();
        if term.is_empty() {
            continue;
        }
        let marked = cells.iter().skip(1).zip(&places).filter(|(cell, _)| !cell.trim().is_empty());
        let mut found = false;
        for (cell, place) in marked {
            found = true;
            let weight = match cell.trim() {
                "X" | "x" => Some(Weight::ONE),
                number => losses.weight(line, &term, number),
            };
            if let Some(weight) = weight {
                categories[*place].entries.push(Entry { weight, ..Entry::glob(term.clone(), line) });
            }
        }
        if !found {
            losses.dropped(line, &term, "no category is marked for it");
        }
    }
    Ok(categories)
}

pub(super) fn write(dictionary: &Dictionary, losses: &mut Losses) -> String {
    let flat = losses.flat(dictionary, Holds { weights: Held::Yes, levels: Held::No, rules: Held::No });
    let header = std::iter::once("DicTerm".to_owned()).chain(flat.iter().map(|(name, _)| name.clone())).collect();
    let mut terms: Vec<Vec<String>> = Vec::new();
    let mut places = std::collections::BTreeMap::new();
    for (column, (_, entries)) in flat.iter().enumerate() {
        for entry in entries {
            let place = *places.entry(entry.pattern.as_str()).or_insert_with(|| {
                let mut row = vec![String::new(); flat.len() + 1];
                row[0].clone_from(&entry.pattern);
                terms.push(row);
                terms.len() - 1
            });
            let (cell, weight) = (&mut terms[place][column + 1], entry.weight.to_string());
            if cell.is_empty() {
                losses.wildcards_of_liwc(entry);
                *cell = weight;
            } else if *cell != weight {
                let what = format!("it weighs {cell} there already, and has room for one weight in a category");
                losses.dropped(entry.line, &entry.pattern, what);
            }
        }
    }
    term_table::text(std::iter::once(header).chain(terms), b',')
}
