//! How far the shipped lexicons agree with a reader, on sentences of our own: the tables in docs/methods.md are held to it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::authoring::rows;
use crate::run::{Place, root};

/// The texts that were in view when terms were mended; the others of their set were not.
const PLAIN_IN_VIEW: [&str; 16] = [
    "baltic-minister",
    "bishops-letter",
    "campus-editorial",
    "colombia-women-oped",
    "docker-resolution",
    "encampment-statement",
    "exdiplomat-oped",
    "famine-appeal",
    "jewish-newsletter",
    "landback-newsletter",
    "left-magazine-essay",
    "muslim-rights-oped",
    "peacebuilding-director",
    "security-column",
    "socialist-editorial",
    "sudan-lawyer",
];
const OBLIQUE_IN_VIEW: [&str; 8] = [
    "bishop-letter",
    "defence-column",
    "minister-speech",
    "relief-dispatch",
    "rights-lawyer",
    "socialist-weekly",
    "student-statement",
    "town-columnist",
];

/// Texts of one set.
#[derive(Clone, Copy)]
struct Texts {
    set: &'static str,
    /// Of these, or of all others.
    named: &'static [&'static str],
    others: bool,
}

/// The lines of a file that are of some texts, with its header.
fn lines(name: &str, texts: Texts) -> String {
    let path = root().join("tests/data/validation").join(texts.set).join(name);
    let text = std::fs::read_to_string(path).unwrap();
    let of = |line: &&str| {
        texts.named.iter().any(|text| line.strip_prefix(text).is_some_and(|rest| rest.starts_with('-'))) != texts.others
    };
    let header = text.lines().next().unwrap();
    std::iter::once(header).chain(text.lines().skip(1).filter(of)).map(|line| format!("{line}\n")).collect()
}

/// How the lexicons as shipped agree: by framing, and under `micro` all as one, codes of 1, precision, recall and F1 as the
/// tables have them.
fn agreement(texts: Texts) -> BTreeMap<String, [String; 4]> {
    agreement_of("built-in", texts)
}

/// How other lexicons agree: `built-in` or `everyday.csv`.
fn agreement_of(lexicons: &str, texts: Texts) -> BTreeMap<String, [String; 4]> {
    let place = Place::new();
    let everyday = std::fs::read_to_string(root().join("tests/data/validation/everyday.csv")).unwrap();
    place.file("everyday.csv", everyday);
    place.file("sentences.csv", lines("sentences.csv", texts)).file("codes.csv", lines("codes.csv", texts));
    place.run(&format!("validate codes.csv --text sentences.csv --lexicons {lexicons} --out out")).well();
    let rows = rows(&place.read("out/validation.csv"));
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

/// By framing, the alpha of the two coders as `lexicon show` says it.
fn alpha(texts: Texts) -> BTreeMap<String, String> {
    let place = Place::new();
    for name in ["sentences.csv", "codes.csv", "codes-b.csv"] {
        place.file(name, lines(name, texts));
    }
    place.run("validate codes.csv codes-b.csv --text sentences.csv --out out").well();
    let rows = rows(&place.read("out/validation.csv"));
    let said = |alpha: &str| format!(", alpha of the coders {:.2}", alpha.parse::<f64>().unwrap());
    let of_framings = rows.iter().filter(|row| row["over"] == "framing");
    of_framings.map(|row| (row["framing"].clone(), said(&row["alpha_coders"]))).collect()
}

fn held(table: &str) {
    let page = std::fs::read_to_string(root().join("docs/methods.md")).unwrap();
    assert!(page.contains(table), "docs/methods.md should have:\n{table}");
}

#[test]
fn the_figures_of_the_methods_page_are_those_of_the_lexicons() {
    let texts = |others| Texts { set: "plain", named: &PLAIN_IN_VIEW, others };
    let (seen, unseen) = (agreement(texts(false)), agreement(texts(true)));
    let mut table =
        "| framing | coded, P, R, F1: texts in view | coded, P, R, F1: texts not in view |\n|---|---|---|\n".to_owned();
    for name in seen.keys().filter(|name| *name != "macro") {
        let label = if name == "micro" { "all as one" } else { name };
        writeln!(table, "| {label} | {} | {} |", seen[name].join(", "), unseen[name].join(", ")).unwrap();
    }
    held(&table);
}

#[test]
fn each_lexicon_states_its_figures() {
    let texts = Texts { set: "plain", named: &PLAIN_IN_VIEW, others: true };
    let (unseen, alpha) = (agreement(texts), alpha(texts));
    let later = agreement(Texts { set: "later", named: &[], others: true });
    let place = Place::new();
    for (name, figures) in unseen.iter().filter(|(name, _)| !["micro", "macro"].contains(&name.as_str())) {
        let shown = place.run(&format!("lexicon show {name}")).well();
        let rows = [
            (figures, "16 texts of opinion that were not in view (374 passages", alpha[name].as_str()),
            (&later[name], "16 texts of opinion written later (366 passages", ""),
        ];
        for ([coded, precision, recall, f1], on, rest) in rows {
            let stated = format!("{on}, {coded} coded): precision {precision}, recall {recall}, F1 {f1}{rest}\n");
            assert!(shown.contains(&stated), "{name} should state:\n{stated}\n{shown}");
        }
    }
}

#[test]
fn texts_written_after_the_lexicons_are_the_hardest_test() {
    let all = agreement(Texts { set: "later", named: &[], others: true })["micro"].join(", ");
    held(&format!("| sixteen texts written later, all as one | {all} |\n"));
}

#[test]
fn what_the_lexicons_do_at_their_worst_stands_beside_it() {
    let all = |others| agreement(Texts { set: "oblique", named: &OBLIQUE_IN_VIEW, others })["micro"].join(", ");
    held(&format!("| oblique writing, all as one | {} | {} |\n", all(false), all(true)));
}

#[test]
fn a_plain_list_of_words_says_how_hard_the_texts_are() {
    let row = |label: &str, texts| {
        let all = agreement_of("everyday.csv", texts)["micro"].join(", ");
        format!("| {label} | {all} |\n")
    };
    let rows = [
        row("texts in view", Texts { set: "plain", named: &PLAIN_IN_VIEW, others: false }),
        row("texts not in view", Texts { set: "plain", named: &PLAIN_IN_VIEW, others: true }),
        row("texts written later", Texts { set: "later", named: &[], others: true }),
        row("oblique texts", Texts { set: "oblique", named: &[], others: true }),
    ];
    held(&format!("| set | coded, P, R, F1 of a plain list |\n|---|---|\n{}", rows.concat()));
}
