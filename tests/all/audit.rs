//! What an audit doubts of a term, whatever stands beside its words and around its matches.

use std::collections::BTreeMap;

use crate::authoring::{HEAD, rows, term};
use crate::run::Place;

/// The rows of the table of an audit of some terms on a text, by pattern.
fn audited(terms: &[String], text: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let place = Place::new();
    place.file("care.toml", HEAD.to_owned() + &terms.concat()).file("t.txt", text);
    place.run("lexicon audit care.toml --on t.txt --out audit").well();
    rows(&place.read("audit/audit.csv")).into_iter().map(|row| (row["term"].clone(), row)).collect()
}

/// What is doubtful about one term on a text, and how many words the worst of it concerns.
fn doubts(pattern: &str, rest: &str, text: &str) -> (String, String) {
    let row = &audited(&[term(pattern, rest)], text)[pattern];
    (row["doubts"].clone(), row["concerns"].clone())
}

#[test]
fn a_word_is_judged_as_if_no_phrase_stood_beside_it() {
    let text = "The organization wrote. One organ failed. Two organs failed. They organize. An organ donor came. Organ-donors.";
    let joined = |concerns: &str| ("joined".to_owned(), concerns.to_owned());
    assert_eq!(doubts("organ", "", text), joined("2"));
    for pattern in ["organ | organ donor", "organ donor | organ", "(organ | accreditation | organ donor)"] {
        assert_eq!(doubts(pattern, "", text), joined("2"), "{pattern}");
    }
    assert_eq!(doubts("press pass | accreditation", "", "He was accredited. They accredit."), joined("2"));
    // What another alternative names is meant.
    assert_eq!(doubts("organ | organiz*", "", text), joined_none());
    assert_eq!(doubts("organ | organization | organize", "", text), joined_none());
    assert_eq!(doubts("cease fire | ceasefired", "", "A ceasefire. Ceasefires hold."), joined_none());
}

fn joined_none() -> (String, String) {
    (String::new(), String::new())
}

#[test]
fn a_phrase_written_together_is_judged_as_a_word_of_its_own() {
    let text = "Gary Cooper and the coopers met Alice Cooper and Cooper. A cooperative cooperation.";
    assert_eq!(doubts("co-operation", "", text), ("joined".to_owned(), "5".to_owned()));
    assert_eq!(doubts("co-operation | cooperative", "", text), ("joined".to_owned(), "4".to_owned()));
    assert_eq!(doubts("co-operation | cooper*", "", text), joined_none());
    assert_eq!(doubts("cease fire", "", "A ceasefire. Ceasefires hold."), joined_none());
}

#[test]
fn endings_of_another_stem_are_near_misses_too() {
    let text =
        "A boycott, boycotts. They boycotted. Boycotting, a boycotter. He cut staff; it was staffed. An army of arms.";
    let near = |pattern: &str, rest: &str| audited(&[term(pattern, rest)], text)[pattern]["near"].clone();
    assert_eq!(near("boycott", ""), "boycotted 1; boycotting 1");
    assert_eq!(near("boycotted", "match = \"word\"\n"), "boycott 1; boycotting 1; boycotts 1");
    assert_eq!(near("staff", ""), "staffed 1");
    assert_eq!(near("army", ""), "");
}

#[test]
fn a_near_miss_is_judged_by_the_matches_of_its_own_word() {
    let text = "The nurse came. The nurse left. A nurze. A nurze. A nurze. Ward one, ward two, ward three.";
    assert_eq!(audited(&[term("nurse", "match = \"word\"\n")], text)["nurse"]["near"], "");
    assert_eq!(audited(&[term("nurse | ward", "match = \"word\"\n")], text)["nurse | ward"]["near"], "");
    let text = text.replace("A nurze. A nurze. A nurze.", "A nurze.");
    assert_eq!(audited(&[term("nurse | ward", "match = \"word\"\n")], &text)["nurse | ward"]["near"], "nurze 1");
}

#[test]
fn what_a_rule_a_voice_or_an_exclusion_keeps_out_is_no_near_miss() {
    let text = "The sources of the river lie high. Sources of gold. \u{201C}The sources,\u{201D} he said. No leaks here, oil leaks.";
    for rest in
        ["only-near = [\"confidential\"]\n", "unless-near = [\"river\", \"gold\", \"he\"]\n", "voice = \"quoted\"\n"]
    {
        let row = &audited(&[term("source", rest)], text)["source"];
        assert_eq!(row["near"], "", "{rest}");
    }
    let excluded = term("leak", "") + "\n[[exclude]]\npattern = \"oil leak | no leak\"\nnote = \"n\"\n";
    assert_eq!(audited(&[excluded], text)["leak"]["near"], "");
    // What the framing names itself to keep it out, or has under another term, is none either.
    let named = term("leak", "match = \"word\"\n") + "\n[[exclude]]\npattern = \"leaks\"\nnote = \"n\"\n";
    assert_eq!(audited(&[named], text)["leak"]["near"], "");
    let other = [term("source", "match = \"word\"\n"), term("sour*", "only-near = [\"milk\"]\n")];
    assert_eq!(audited(&other, text)["source"]["near"], "");
    assert_eq!(audited(&other[..1], text)["source"]["near"], "sources 3");
}

#[test]
fn a_term_that_is_dead_is_doubtful_and_counted_once() {
    let place = Place::new();
    let said = |terms: &[String], number: usize| {
        place
            .file("care.toml", HEAD.to_owned() + &terms.concat())
            .file("t.txt", "The nurse came. The wards were full.");
        place.run(&format!("lexicon audit care.toml --on t.txt -n {number}")).well()
    };
    let word = |pattern: &str| term(pattern, "match = \"word\"\n");
    assert_eq!(said(&[word("nurse")], 5), "No doubts about 1 term.\n");
    assert_eq!(
        said(&[word("nurse"), word("clinic")], 5),
        "Doubts about 1 of 2 terms; 1 of them catches nothing here.\n"
    );
    // A term may be dead and have near misses besides.
    let both = said(&[word("nurse"), word("ward"), word("clinic")], 1);
    assert!(both.contains("  near-miss: not caught, 1 word in all: wards 1\n  dead: no match\n"), "{both}");
    assert!(both.ends_with("\nDoubts about 2 of 3 terms; 2 of them catch nothing here.\n"), "{both}");
    let none_shown = said(&[word("nurse"), word("ward")], 0);
    assert_eq!(none_shown, "Doubts about 1 of 2 terms; 1 of them catches nothing here. None is shown.\n");
}
