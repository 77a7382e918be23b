//! `framelens validate` as people type it: codes, what they are compared with, and what is said of them.

use std::collections::BTreeMap;

use crate::run::{Place, root};

const TEXTS: &str = "id,document,text\n\
    a,first,The envoys met for a second round of talks.\n\
    b,first,Soldiers shelled the hospital and civilians were killed.\n\
    c,second,\"A ceasefire, they said, is a kind of weather.\"\n\
    d,second,The harbour was closed and salt prices rose.\n\
    e,second,Salt was short in the harbour towns.\n\
    f,second,The river rose in spring.\n";
const FIRST: &str =
    "id,diplomacy,humanitarian,voice\na,1,0,own\nb,0,1,own\nc,0,0,quoted\nd,0,1,own\ne,0,1,own\nf,0,0,none\n";
const SECOND: &str = "id,diplomacy,humanitarian\na,1,0\nb,0,1\nc,1,0\nd,0,1\ne,0,1\nf,0,0\n";

fn coded() -> Place {
    let place = Place::new();
    place.file("texts.csv", TEXTS).file("first.csv", FIRST).file("second.csv", SECOND);
    place
}

/// The rows of a CSV, each cell under its column's name.
pub fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.unwrap()).collect()
}

#[test]
fn every_code_of_every_coder_is_compared_with_the_matches() {
    let place = coded();
    let done = place.run("validate first.csv second.csv --text texts.csv --out out --svg");
    let table = done.well();
    assert!(table.lines().all(|line| line.chars().count() <= 100), "{table}");
    assert!(table.contains("6 passages, 2 coders."), "{table}");
    let found = rows(&place.read("out/validation.csv"));
    let row = |framing: &str| found.iter().find(|row| row["framing"] == framing).unwrap();
    // Diplomacy is found in a and c: four codes of which three are 1, and no code of 1 elsewhere.
    let diplomacy = row("diplomacy");
    let cells = ["passages", "codes", "coded", "answered", "prevalence", "precision", "recall", "f1"];
    assert_eq!(cells.map(|cell| diplomacy[cell].as_str()), ["6", "12", "3", "2", "0.25", "0.75", "1", "0.857143"]);
    // Humanitarian is found in b alone: two of six codes of 1.
    let humanitarian = row("humanitarian");
    assert_eq!(cells.map(|cell| humanitarian[cell].as_str()), ["6", "12", "6", "1", "0.5", "1", "0.333333", "0.5"]);
    assert_eq!((humanitarian["alpha_coders"].as_str(), humanitarian["precision_high"].as_str()), ("1", "1"));
    let micro = found.iter().find(|row| row["over"] == "micro").unwrap();
    assert_eq!((micro["precision"].as_str(), micro["recall"].as_str()), ("0.833333", "0.555556"));
    assert!(place.bytes("out/validation.png").starts_with(b"\x89PNG"));
    assert!(place.read("out/validation.svg").contains("Humanitarian"));
}

#[test]
fn errors_of_the_lexicons_open_into_terms_words_and_passages() {
    let place = coded();
    place.run("validate first.csv --text texts.csv --out out").well();
    let terms = rows(&place.read("out/validation-terms.csv"));
    let wrong = terms.iter().find(|row| row["false_matches"] != "0").unwrap();
    let cells = ["framing", "matches", "false_matches", "alone", "false_in"].map(|cell| wrong[cell].as_str());
    assert_eq!(cells, ["diplomacy", "1", "1", "1", "c"]);
    let misses = rows(&place.read("out/validation-misses.csv"));
    let salt = misses.iter().find(|row| row["word"] == "salt").unwrap();
    let cells = ["framing", "missed", "of_missed", "elsewhere"].map(|cell| salt[cell].as_str());
    assert_eq!(cells, ["humanitarian", "2", "2", "0"]);
    // Both missed passages have `was` and no other has it; it tells nothing of their matter.
    assert!(misses.iter().all(|row| row["word"] != "was"), "{misses:?}");
    let passages = rows(&place.read("out/validation-passages.csv"));
    let verdicts: Vec<_> =
        passages.iter().map(|row| format!("{} {} {}", row["passage"], row["framing"], row["verdict"])).collect();
    let expected = ["a diplomacy hit", "c diplomacy false", "b humanitarian hit", "d humanitarian missed"];
    assert!(expected.iter().all(|verdict| verdicts.iter().any(|found| found == verdict)), "{verdicts:?}");
    let bands = rows(&place.read("out/validation-bands.csv"));
    let none = bands.iter().find(|row| row["framing"] == "humanitarian" && row["matches"] == "0").unwrap();
    assert_eq!((none["passages"].as_str(), none["coded"].as_str(), none["share"].as_str()), ("5", "2", "0.4"));
}

#[test]
fn what_is_not_defined_is_empty_and_what_is_not_compared_is_said() {
    let place = coded();
    place.file("one.csv", "id,diplomacy,security,weather\na,1,0,1\nb,,1,0\n");
    let done = place.run("validate one.csv --text texts.csv --out out --at-least 9");
    assert!(done.err.contains("caveat: coded, but no lexicon of this run is of it, so not compared: weather\n"));
    assert!(done.err.contains("caveat: not coded, so not compared: civil-society, peacebuilding, "), "{}", done.err);
    assert!(
        done.err
            .contains("caveat: 5 of 6 passages are not coded for every framing in one.csv; an empty cell is no 0\n"),
        "{}",
        done.err
    );
    let found = rows(&place.read("out/validation.csv"));
    let diplomacy = &found[0];
    let cells = ["passages", "answered", "precision", "recall", "f1", "mcc", "alpha_coders"];
    assert_eq!(cells.map(|cell| diplomacy[cell].as_str()), ["1", "0", "", "0", "0", "", ""]);
    assert!(!done.well().contains("NaN"));
}

#[test]
fn an_alpha_that_is_rounded_to_nothing_has_no_sign() {
    let place = Place::new();
    let table = |head: &str, cell: &dyn Fn(usize) -> &'static str| {
        let rows: String = (0..120).map(|n| format!("{n},{}\n", cell(n))).collect();
        format!("id,{head}\n{rows}")
    };
    place.file("texts.csv", table("text", &|_| "Rain fell."));
    // Each coder codes another passage: alpha is -1 / 238.
    place.file("first.csv", table("security", &|n| if n == 0 { "1" } else { "0" }));
    place.file("second.csv", table("security", &|n| if n == 1 { "1" } else { "0" }));
    let done = place.run("validate first.csv second.csv --text texts.csv").well();
    let row: Vec<&str> = done.lines().find(|line| line.contains("security")).unwrap().split_whitespace().collect();
    assert_eq!(row[row.len() - 2], "0.00", "{done}");
}

#[test]
fn faults_of_codes_say_what_where_and_what_to_do() {
    let place = coded();
    let columns = "besides the id and the framings, named by their ids, the columns may be document, before, text, \
                   after, voice, note; remarks go under `note`";
    let fails = |codes: &str, message: &str| {
        place.file("c.csv", codes);
        place.run("validate c.csv --text texts.csv").fails_with(message);
    };
    fails(
        "id,diplomacy\na,1\nb,yes\n",
        &format!(
            "error: `yes` is no code for `diplomacy`\n  --> c.csv:3\nhelp: write 1 (it uses the framing), 0 (it does not) \
             or nothing (not coded); {columns}"
        ),
    );
    fails(
        "id,diplomacy\na,1\nzz,0\n",
        "error: no passage has the id `zz`\n  --> c.csv:3\nhelp: give the text of every coded passage with --text, under \
         the same id",
    );
    fails(
        "id,diplomacy\na,1\na,0\n",
        "error: `a` is coded twice, first at c.csv:2\n  --> c.csv:3\nhelp: keep one row a passage, and one file a coder",
    );
    fails(
        "id,diplomcy,security\na,1,0\n",
        "error: there is no framing `diplomcy`\n  --> c.csv\nhelp: did you mean `diplomacy`?",
    );
    fails(
        "id,My notes\na,1\n",
        &format!(
            "error: the column `My notes` is no framing\n  --> c.csv\nhelp: if it is one, name it `my-notes`; {columns}"
        ),
    );
    fails(
        "id,diplomacy\na,\n",
        "error: no passage is coded\n  --> c.csv\nhelp: put 1 (it uses the framing) or 0 (it does not) in the columns \
         of the framings",
    );
    // As a spreadsheet may save it: another separator, a byte order mark, and cells of several lines.
    place.file("c.csv", "\u{FEFF}id;text;diplomacy\r\na;\"One\r\ntwo\";1\r\nb;x;2\r\n");
    place.run("validate c.csv").fails_saying("`2` is no code for `diplomacy`", "  --> c.csv:4\n");
    place.file("c.csv", "id,diplomacy\na,1\n");
    place.run("validate c.csv").fails_with(
        "error: the codes have no column `text`\n  --> c.csv\nhelp: give the texts of the passages with --text FILE",
    );
    place.file("c.csv", "name,diplomacy\na,1\n");
    place.run("validate c.csv --text texts.csv").fails_saying("`c.csv` has no column `id`", "--id-column");
    place.run("validate gone.csv --text texts.csv").fails_saying("there is no file or folder `gone.csv`", "help: ");
    place.file("c.csv", "id,diplomacy\na,1\n").file("out/validation.csv", "id,diplomacy\na,1\n");
    place.run("validate out/validation.csv --text texts.csv --out out").fails_with(
        "error: `out/validation.csv` is an input: writing to it would destroy it\nhelp: choose another --out",
    );
}

#[test]
fn codes_are_read_as_spreadsheets_leave_them() {
    let place = Place::with_samples();
    let table =
        "id,text,security,remarks\na,The troops guard us.,TRUE,\nb,They met.,0.0,\nc,It rained., false ,\n,,,\n,,,\n";
    place.file("coded.csv", table).run("validate coded.csv").well();
    let done = place.run("validate coded.csv");
    assert!(!done.err.contains("not coded for every framing"), "{}", done.err);
    place.file("coded.csv", "id,text,Law Accountability\na,They met.,1\n");
    place.run("validate coded.csv").fails_saying(
        "the column `Law Accountability` is no framing\n  --> coded.csv\nhelp: if it is one, name it `law-accountability`; ",
        "help: ",
    );
    place.file("coded.csv", "id,text,security\na,They met.,x\n,,\nb,They ate.,yes\n");
    place.run("validate coded.csv").fails_saying(
        "`x` is no code for `security`, and 1 more cell has none\n  --> coded.csv:2",
        "remarks go under `note`",
    );
}

#[test]
fn the_columns_of_validation_tables_are_explained() {
    let methods = std::fs::read_to_string(root().join("docs/methods.md")).unwrap();
    let place = Place::with_samples();
    place.run("sample corpus -n 60").well();
    let filled = place.read("coding/sheet.csv").replace(",,,,,,,,,,,,,,\n", ",0,1,0,0,0,0,0,0,0,0,0,0,0,own\n");
    place.file("coded.csv", filled);
    place.run("validate coded.csv --key coding/key.csv --out out").well();
    for (name, bytes) in place.files("out").into_iter().filter(|(name, _)| name.ends_with(".csv")) {
        let text = String::from_utf8(bytes).unwrap();
        for column in text.lines().next().unwrap().split(',') {
            assert!(methods.contains(&format!("`{column}`")), "docs/methods.md says nothing of {column} in {name}");
        }
    }
}
