//! How far the shipped lexicons agree with a reader, on sentences of our own: the table in docs/methods.md is held to it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::run::{Place, root};

/// The texts that were in view when terms were mended; the others were not.
const IN_VIEW: [&str; 8] = [
    "bishop-letter",
    "defence-column",
    "minister-speech",
    "relief-dispatch",
    "rights-lawyer",
    "socialist-weekly",
    "student-statement",
    "town-columnist",
];

/// The lines of a file of the coded sentences, of the texts in view or of the others, with its header.
fn half(name: &str, in_view: bool) -> String {
    let text = std::fs::read_to_string(root().join("tests/data/validation").join(name)).unwrap();
    let of_half = |line: &&str| IN_VIEW.iter().any(|text| line.starts_with(text)) == in_view;
    let header = text.lines().next().unwrap();
    std::iter::once(header).chain(text.lines().skip(1).filter(of_half)).map(|line| format!("{line}\n")).collect()
}

/// By framing, and under `micro` all as one: codes of 1, precision, recall and F1 as the tables have them.
fn agreement(in_view: bool) -> BTreeMap<String, [String; 4]> {
    let place = Place::new();
    place.file("sentences.csv", half("sentences.csv", in_view)).file("codes.csv", half("codes.csv", in_view));
    place.run("validate codes.csv --text sentences.csv --out out").well();
    let table = place.read("out/validation.csv");
    let rows = csv::Reader::from_reader(table.as_bytes())
        .deserialize()
        .map(|row| row.unwrap())
        .collect::<Vec<BTreeMap<String, String>>>();
    let short = |row: &BTreeMap<String, String>, column: &str| {
        row[column].parse().map_or("–".to_owned(), |value: f64| format!("{value:.2}"))
    };
    let cells = |row: &BTreeMap<String, String>| {
        [row["coded"].clone(), short(row, "precision"), short(row, "recall"), short(row, "f1")]
    };
    let name = |row: &BTreeMap<String, String>| {
        if row["framing"].is_empty() { row["over"].clone() } else { row["framing"].clone() }
    };
    rows.iter().map(|row| (name(row), cells(row))).collect()
}

#[test]
fn the_figures_of_the_methods_page_are_those_of_the_lexicons() {
    let (seen, unseen) = (agreement(true), agreement(false));
    let mut table =
        "| framing | coded, P, R, F1: texts in view | coded, P, R, F1: texts not in view |\n|---|---|---|\n".to_owned();
    for name in seen.keys().filter(|name| *name != "macro") {
        let label = if name == "micro" { "all as one" } else { name };
        writeln!(table, "| {label} | {} | {} |", seen[name].join(", "), unseen[name].join(", ")).unwrap();
    }
    let page = std::fs::read_to_string(root().join("docs/methods.md")).unwrap();
    assert!(page.contains(&table), "docs/methods.md should have:\n{table}");
}
