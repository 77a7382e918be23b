//! `sheet`, `codebook` and `key`: units for people to code, by what, and apart from them what was found in each.

use std::io::{self, Write};

use super::csv::write_texts;
use crate::corpus::{KEY_COLUMNS, KEY_ROWS};
use crate::lexicon::Library;

/// A unit that was drawn.
#[derive(Clone, Debug)]
pub struct SheetRow {
    /// What it is called.
    pub id: String,
    /// The document it is from.
    pub document: String,
    /// The group of the document, or nothing.
    pub group: String,
    /// What stands before it.
    pub before: String,
    /// The unit.
    pub text: String,
    /// What stands after it.
    pub after: String,
    /// Its stratum's name, its size, and how many are drawn from it.
    pub stratum: (String, u64, u64),
    /// Its matches, framing by framing of the library.
    pub matches: Vec<u64>,
}

/// Units of the corpus or of a group.
#[derive(Clone, Debug, Default)]
pub struct SheetTotal {
    /// How many there are.
    pub units: u64,
    /// How many of them have a match, framing by framing of the library.
    pub with_match: Vec<u64>,
}

/// Writes what coders get: a row a unit with an empty column a framing, and nothing of what was found.
///
/// # Errors
/// What writing to `out` returns.
pub fn write_sheet(rows: &[SheetRow], library: &Library, out: &mut dyn Write) -> io::Result<()> {
    let framings = || library.lexicons().iter().map(|lexicon| lexicon.id.as_str());
    let header = ["id", "document", "before", "text", "after"].into_iter().chain(framings()).chain(["voice"]);
    let row = |row: &'_ SheetRow| -> Vec<String> {
        let mut cells = [&row.id, &row.document, &row.before, &row.text, &row.after].map(Clone::clone).to_vec();
        cells.resize(cells.len() + framings().count() + 1, String::new());
        cells
    };
    let rows: Vec<Vec<String>> =
        std::iter::once(header.map(str::to_owned).collect()).chain(rows.iter().map(row)).collect();
    write_texts(rows.iter().map(|row| row.iter().map(String::as_str)), out)
}

/// Writes what coders code by: what each framing is, what counts and what does not, without the list of its terms.
///
/// # Errors
/// What writing to `out` returns.
pub fn write_codebook(library: &Library, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(HOW_TO_CODE.as_bytes())?;
    for lexicon in library.lexicons() {
        writeln!(out, "\n## {} (`{}`)\n", lexicon.label, lexicon.id)?;
        for (head, text) in
            [("", &lexicon.definition), ("Counts: ", &lexicon.counts), ("Leaves out: ", &lexicon.leaves_out)]
        {
            if !text.is_empty() {
                writeln!(out, "{head}{}\n", text.trim())?;
            }
        }
    }
    Ok(())
}

const HOW_TO_CODE: &str = "\
# Codebook

In sheet.csv, put 1 in the column of a framing if the text under `text` uses it, 0 if it does not. A text may use several
framings, or none. An empty cell is not a 0: it says that nobody coded it. What stands under `before` and `after` is there
to understand the text by, and is not coded. What you want to say goes under `voice`, or in a column `note`.

Code by what is said below, not by single words, and alone: two people who code the same sheet, each in a file of their
own, show how far the definitions can be relied on.
";

/// Writes what a validation needs besides: how each unit was drawn and what was found in it, and for the whole corpus and
/// every group how many units there are and how many have a match.
///
/// # Errors
/// What writing to `out` returns.
pub fn write_key(
    rows: &[SheetRow],
    all: &SheetTotal,
    groups: &[(String, SheetTotal)],
    library: &Library,
    out: &mut dyn Write,
) -> io::Result<()> {
    let framings = library.lexicons().iter().map(|lexicon| lexicon.id.to_string());
    let header: Vec<String> = KEY_COLUMNS.map(str::to_owned).into_iter().chain(framings).collect();
    let cells = |first: [&str; 4], units: u64, probability: String, counts: &[u64]| -> Vec<String> {
        let first = first.map(str::to_owned).into_iter().chain([units.to_string(), probability]);
        first.chain(counts.iter().map(u64::to_string)).collect()
    };
    let [unit, whole, group] = KEY_ROWS;
    let mut lines = vec![header];
    lines.extend(rows.iter().map(|row| {
        let (stratum, size, drawn) = &row.stratum;
        let probability = format!("{:.6}", *drawn as f64 / *size as f64);
        cells([unit, &row.id, &row.group, stratum], *size, probability, &row.matches)
    }));
    lines.push(cells([whole, "", "", ""], all.units, String::new(), &all.with_match));
    lines.extend(
        groups.iter().map(|(name, total)| cells([group, "", name, ""], total.units, String::new(), &total.with_match)),
    );
    write_texts(lines.iter().map(|line| line.iter().map(String::as_str)), out)
}
