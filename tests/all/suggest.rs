//! What `lexicon suggest` proposes.

use crate::authoring::{HEAD, rows, term};
use crate::run::Place;

/// Eight sentences with a match, of which four stand beside the same words, and as many without.
fn companions() -> Place {
    let place = Place::new();
    place.file("care.toml", HEAD.to_owned() + &term("nurse", ""));
    for (name, ward, town) in
        [("a", "north", "Aven"), ("b", "south", "Bell"), ("c", "east", "Crown"), ("d", "west", "Dale")]
    {
        place.file(
            &format!("texts/{name}.txt"),
            format!(
                "A nurse of the {ward} tied a clean bandage in {town}. Then a nurse went home to {town}. The rain fell on {town} \
                 all week. The {ward} road was closed for {ward} repairs. People in {town} waited. Nobody came to the {ward}. The \
                 {town} fair was called off. A boat lay at the {ward} quay of {town}."
            ),
        );
    }
    place
}

#[test]
fn suggestions_are_what_stands_beside_matches_and_not_elsewhere() {
    let place = companions();
    let done = place.run("lexicon suggest care.toml --on texts").well();
    assert!(
        done.contains(
            "  clean bandage: 4 of 8 sentences with a match, 0 of 24 without; 4 documents; z 3.7\n    a: A nurse of the north tied a clean \
             bandage in Aven.\n"
        ),
        "{done}"
    );
    assert!(!done.contains("  nurse"), "a term is no suggestion\n{done}");
    let copied = place.read("texts/a.txt");
    for name in ["b", "c", "d"] {
        place.file(&format!("texts/{name}.txt"), &copied);
    }
    let done = place.run("lexicon suggest care.toml --on texts --sentences 1").well();
    assert!(!done.contains("bandage"), "a copy is no second witness\n{done}");
}

#[test]
fn an_example_is_cut_around_its_word_and_shown_once_where_there_is_another() {
    let place = Place::new();
    place.file("care.toml", HEAD.to_owned() + &term("nurse", ""));
    for (name, town) in [("a", "Aven"), ("b", "Bell"), ("c", "Crown"), ("d", "Dale")] {
        place.file(
            &format!("texts/{name}.txt"),
            format!(
                "When the rain had stopped over {town} and the roads were dry, a nurse tied a new bandage, gave him the bitter syrup and \
                 left him by the window that looks out on {town}. The rain fell on {town} all week. Nobody came to {town}. \
                 Somebody left {town}. They say {town} is old."
            ),
        );
    }
    let done = place.run("lexicon suggest care.toml --on texts").well();
    let examples: Vec<&str> = done.lines().filter(|line| line.starts_with("    ")).collect();
    assert!(examples.len() > 4, "{done}");
    assert!(examples.iter().all(|line| line.chars().count() < 110 && line.contains('\u{2026}')), "{done}");
    let documents: Vec<&str> = examples.iter().map(|line| line.trim().split(':').next().unwrap()).collect();
    assert_eq!(documents[..4], ["a", "b", "c", "d"], "{done}");
    let mut words = done.lines().filter(|line| line.starts_with("  ") && !line.starts_with("    "));
    assert!(words.clone().any(|line| line.starts_with("  bitter syrup: ")), "{done}");
    assert!(
        examples.iter().all(|line| line.contains(words.next().unwrap().trim().split(':').next().unwrap())),
        "{done}"
    );
    // A table has the whole of it.
    place.run("lexicon suggest care.toml --on texts --out found.csv").well();
    let whole = &rows(&place.read("found.csv"))[0]["example"];
    assert!(whole.starts_with("When the rain") && whole.ends_with("Aven."), "{whole}");
}

#[test]
fn an_example_has_the_word_as_it_is_suggested() {
    let place = Place::new();
    place.file("care.toml", HEAD.to_owned() + &term("nurse", ""));
    for name in ["a", "b", "c", "d", "e", "f"] {
        let word = if name == "a" { "intern" } else { "international" };
        place.file(
            &format!("texts/{name}.txt"),
            format!("The {word} nurse of {name} left. It rained in {name}. It snowed."),
        );
    }
    let done = place.run("lexicon suggest care.toml --on texts --sentences 1").well();
    let lines: Vec<&str> = done.lines().collect();
    let at =
        lines.iter().position(|line| line.starts_with("  international: 6 of 6")).unwrap_or_else(|| panic!("{done}"));
    assert!(lines[at + 1].contains("international nurse"), "{done}");
}

#[test]
fn candidates_are_written_to_a_new_file_and_can_be_accepted() {
    let place = companions();
    let before = place.read("care.toml");
    place.run("lexicon suggest care.toml --on texts --out candidates.toml").well();
    assert_eq!(place.read("care.toml"), before);
    let candidates = place.read("candidates.toml");
    let again = place.run("lexicon suggest care.toml --on texts --out candidates.toml");
    assert_eq!(again.code, 2);
    assert_eq!(
        again.err,
        "error: cannot write `candidates.toml`: it is there already, and may have been worked on\nhelp: write to another place\n"
    );
    assert_eq!(place.read("candidates.toml"), candidates);
    // A folder of lexicons passes over them, as long as they are comments.
    let listed = place.run("lexicon list .").well();
    assert!(listed.contains("care") && !listed.contains("candidates"), "{listed}");
    place.file("alone/candidates.toml", format!("\u{FEFF}{candidates}"));
    let alone = place.run("lexicon list alone");
    assert!(alone.err.contains("a lexicon is a .toml file with more than comments"), "{}", alone.err);
    let start = candidates.find("# [[term]]\n# pattern = \"clean bandage\"\n# source = \"\"\n").expect(&candidates);
    let entry: String = candidates[start..].lines().take(3).map(|line| format!("{}\n", &line[2..])).collect();
    place.file("care.toml", before + "\n" + &entry.replace("\"\"", "\"usage\""));
    let done = place.run("lexicon audit care.toml --on texts --out audit").well();
    assert!(
        rows(&place.read("audit/audit.csv")).iter().any(|row| row["term"] == "clean bandage" && row["matches"] == "4"),
        "{done}"
    );
}
