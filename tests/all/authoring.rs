//! What an author of lexicons sees of texts: audit and diff, and the guide from end to end.

use std::collections::BTreeMap;

use crate::run::{Place, root};

pub const HEAD: &str = "schema = 1\n\n[framing]\nid = \"care\"\nlabel = \"Care\"\nfamily = \"mine\"\nlanguage = \"en\"\nversion = \"1\"\n\
    definition = \"d\"\ncounts = \"c\"\nleaves-out = \"l\"\n";

pub fn term(pattern: &str, rest: &str) -> String {
    format!("\n[[term]]\npattern = \"{pattern}\"\nsource = \"usage\"\n{rest}")
}

pub fn rows(csv: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader.deserialize().map(|row| row.unwrap()).collect()
}

/// A lexicon with a doubt of every kind, and texts that show them.
fn doubtful() -> Place {
    let place = Place::new();
    let terms = [
        term("organ", ""),
        term("nurse", "match = \"word\"\n"),
        term("clinics", "match = \"word\"\n"),
        term("bandage", ""),
        term("field hospital", ""),
    ];
    place.file("lexicons/care.toml", HEAD.to_owned() + &terms.concat());
    place.file("lexicons/war.toml", HEAD.replace("care", "war") + &term("field hospital", ""));
    place.file(
        "texts/a.txt",
        "The organization sent a letter to the harbour. One organ failed in the night, the report says. The nurses came \
         late. The field hospital stood by the road.",
    );
    place.file(
        "texts/b.txt",
        "Each nurse saw a field hospital burn. The field hospital was empty. A field hospital is not a barracks. The nurze \
         wept. Nobody rebuilt that field hospital.",
    );
    place.file("texts/c.txt", "A nurse spoke. The nurse left with a nurse of another ward.");
    place
}

#[test]
fn an_audit_shows_the_most_harmful_term_first() {
    let place = doubtful();
    let done = place.run("lexicon audit lexicons --on texts --out audit").well();
    let table = rows(&place.read("audit/audit.csv"));
    let seen: Vec<[&str; 5]> = table
        .iter()
        .map(|row| ["framing", "term", "doubts", "concerns", "matches"].map(|name| row[name].as_str()))
        .collect();
    assert_eq!(
        seen,
        [
            ["care", "field hospital", "overlap", "5", "5"],
            ["war", "field hospital", "overlap", "5", "5"],
            ["care", "organ", "joined", "1", "2"],
            ["care", "nurse", "near-miss", "2", "4"],
            ["care", "clinics", "dead", "0", "0"],
            ["care", "bandage", "dead", "0", "0"],
        ]
    );
    assert_eq!(table[2]["forms"], "organ 1; organization 1");
    assert_eq!(table[3]["near"], "nurses 1; nurze 1");
    assert_eq!(table[0]["example_1"], "a: The field hospital stood by the road.");
    assert!(
        done.contains(
            "organ (care): 2 matches in 1 document\n  joined: 1 match of words that its stem joins to it\n  \
             catches organ 1, organization 1\n    a: The organization sent a letter to the harbour.\n"
        ),
        "{done}"
    );
    assert!(done.contains("Doubts about 6 of 6 terms; 2 of them catch nothing here.\n"), "{done}");
    let done = place.run("lexicon audit lexicons --on texts --number 2").well();
    assert!(
        done.contains("Doubts about 6 of 6 terms; 2 of them catch nothing here. The 2 most doubtful are shown.\n"),
        "{done}"
    );
}

#[test]
fn an_example_is_the_sentence_as_the_text_has_it() {
    let place = Place::new();
    place.file("care.toml", HEAD.to_owned() + &term("organ", ""));
    place.file("texts/a.txt", "They call it the \u{201C}organization\u{201D}, and\nit grew.");
    place.file(
        "texts/b.txt",
        "When the rain had stopped and the roads were dry again, the (organization) left the town by the road that leads to \
         the sea.",
    );
    let done = place.run("lexicon audit care.toml --on texts --out audit").well();
    let whole = "a: They call it the \u{201C}organization\u{201D}, and it grew.";
    assert_eq!(rows(&place.read("audit/audit.csv"))[0]["example_1"], whole);
    let cut = "b: \u{2026} the roads were dry again, the (organization) left the town by the road \u{2026}";
    assert!(done.contains(&format!("    {whole}\n    {cut}\n")), "{done}");
}

#[test]
fn a_term_with_half_of_the_matches_is_dominant() {
    let place = Place::new();
    place.file("care.toml", HEAD.to_owned() + &term("nurse", "") + &term("bandage", ""));
    let many: String = (1..=10).map(|number| format!("Nurse number {number} came. ")).collect();
    place.file("texts/a.txt", format!("{many}They brought a bandage."));
    let done = place.run("lexicon audit care.toml --on texts").well();
    assert!(
        done.starts_with("nurse (care): 10 matches in 1 document\n  dominant: 91 % of the framing\u{2019}s matches\n"),
        "{done}"
    );
    // Alone it can carry no more than its own.
    place.file("care.toml", HEAD.replace("own", "care") + &term("nurse", ""));
    let alone = place.run("lexicon audit care.toml --on texts").well();
    assert!(!alone.contains("dominant"), "{alone}");
    let analyzed = place.run("analyze texts --lexicons care.toml");
    assert!(!analyzed.err.contains("rests on one term"), "{}", analyzed.err);
}

#[test]
fn coverage_is_shown_by_group() {
    let place = Place::with_samples();
    let done = place.run("lexicon audit lexicons/security.toml --on corpus --group-by group --out audit").well();
    let coverage = rows(&place.read("audit/audit-coverage.csv"));
    assert!(coverage.len() > 1);
    for row in &coverage {
        let of = |name: &str| row[name].parse::<f64>().unwrap();
        assert_eq!(row["framing"], "security");
        assert!((of("coverage") - of("with_match") / of("sentences")).abs() < 1e-6, "{row:?}");
        assert!(of("terms") <= of("of_terms"));
        assert!(done.contains(&format!("{} {:.1} %", row["group"], 100.0 * of("coverage"))), "{done}");
    }
}

#[test]
fn a_difference_is_the_sum_of_its_parts() {
    let place = Place::with_samples();
    let text = place.read("lexicons/security.toml");
    let mut parts: Vec<&str> = text.split("[[term]]").collect();
    let removed = parts.len() / 2;
    parts.drain(2..removed);
    place.file("security.toml", parts.join("[[term]]") + "\n[[term]]\npattern = \"harbour\"\nsource = \"usage\"\n");
    let done = place.run("lexicon diff lexicons/security.toml security.toml --on corpus --out difference.csv").well();
    assert!(done.contains("  + harbour\n"), "{done}");
    assert!(done.contains(&format!("1 added, {} removed, 0 changed\n", removed - 2)), "{done}");
    let scores = |lexicon: &str| -> BTreeMap<String, i64> {
        let csv = place.run(&format!("score corpus --lexicons {lexicon}")).well();
        rows(&csv).into_iter().map(|row| (row["document"].clone(), row["matches"].parse().unwrap())).collect()
    };
    let (old, new) = (scores("lexicons/security.toml"), scores("security.toml"));
    let mut moved: BTreeMap<String, i64> = BTreeMap::new();
    for row in rows(&place.read("difference.csv")) {
        let of = |name: &str| row[name].parse::<i64>().unwrap();
        let document = row["document"].clone();
        assert_eq!((of("old_matches"), of("new_matches")), (old[&document], new[&document]));
        *moved.entry(document).or_default() += of("change");
    }
    assert!(moved.len() > 5);
    for (document, matches) in &old {
        assert_eq!(new[document] - matches, moved.get(document).copied().unwrap_or_default(), "{document}");
    }
    assert!(done.contains(&format!("{} documents of {} have other matches", moved.len(), old.len())), "{done}");
}

#[test]
fn what_changed_in_a_term_is_named() {
    let place = Place::new();
    place.file("old/care.toml", HEAD.to_owned() + &term("nurse", "") + &term("ward", ""));
    place.file(
        "new/care.toml",
        HEAD.to_owned() + &term("nurse", "match = \"word\"\nweight = 2\n") + &term("clinic", ""),
    );
    let done = place.run("lexicon diff old new").well();
    assert_eq!(done, "care\n  + clinic\n  ~ nurse: match, weight\n  - ward\n\n1 added, 1 removed, 1 changed\n");
    assert_eq!(place.run("lexicon diff old/care.toml old").well(), "0 added, 0 removed, 0 changed\n");
    // Terms of one pattern are told apart, and every part of a lexicon and of an exclusion is compared.
    let twins = |near: &str, gap: u8, limit: &str| {
        let head =
            HEAD.replace("leaves-out", &format!("limits = [\"{limit}\"]\nreferences = [\"{limit}\"]\nleaves-out"));
        let ruled = term("raid", "only-near = [\"air\"]\n") + &term("raid", &format!("only-near = [\"{near}\"]\n"));
        let exclude = format!("\n[[exclude]]\npattern = \"air * raid\"\ngap = {gap}\nnote = \"n\"\n");
        head + &ruled + &term("raid", "match = \"case\"\n") + &exclude
    };
    place.file("old/care.toml", twins("night", 1, "one")).file("new/care.toml", twins("dawn", 2, "other"));
    assert_eq!(
        place.run("lexicon diff old new").well(),
        "care\n  ~ (the framing): limits, references\n  ~ not air * raid: gap\n  ~ raid (stem 2): conditions\n\n\
         0 added, 0 removed, 3 changed\n"
    );
}

#[test]
fn a_comparison_that_turns_is_named() {
    let place = Place::new();
    let terms = |words: &[&str]| HEAD.to_owned() + &words.iter().map(|word| term(word, "")).collect::<String>();
    place.file("old/care.toml", terms(&["nurse", "clinic", "bandage"]));
    place.file("new/care.toml", terms(&["ward", "surgeon", "syringe"]));
    let text = |words: &[&str]| -> String {
        let sentence = |word: &&str| format!("One {word} stood there. Rain fell on the town. ").repeat(20);
        words.iter().map(sentence).collect()
    };
    place.file("texts/a.txt", text(&["nurse", "clinic", "bandage"]));
    place.file("texts/b.txt", text(&["ward", "surgeon", "syringe"]));
    let done = place.run("lexicon diff old new --on texts").well();
    assert!(done.contains("2 documents of 2 have other matches"), "{done}");
    assert!(done.contains("  a care: 60 to 0 (-60): bandage -20, clinic -20, nurse -20\n"), "{done}");
    let turned = done.split("\n2 comparisons point another way\n").nth(1).expect(&done);
    let lines: Vec<&str> = turned.lines().collect();
    assert!(lines.len() == 2 && lines[0].starts_with("  document a care: higher to lower, "), "{done}");
    assert!(
        lines[1].starts_with("  document b care: lower to higher, ") && lines[1].ends_with(" times the rest"),
        "{done}"
    );
}

#[test]
fn comparisons_that_only_become_unclear_stand_apart_and_as_many_are_shown_as_asked_for() {
    let place = Place::new();
    let terms = |words: &[&str]| HEAD.to_owned() + &words.iter().map(|word| term(word, "")).collect::<String>();
    place.file("old/care.toml", terms(&["nurse", "clinic", "bandage"]));
    place.file("new/care.toml", terms(&["harbour"]));
    let text = |words: &[&str], times: usize| -> String {
        let sentence = |word: &&str| format!("One {word} stood there. Rain fell on the town. ").repeat(times);
        words.iter().map(sentence).collect()
    };
    for (name, times) in [("2", 20), ("9", 40), ("10", 40), ("11", 40)] {
        place.file(&format!("texts/{name}.txt"), text(&["nurse", "clinic", "bandage", "harbour"], times));
    }
    for name in ["30", "100", "4"] {
        place.file(&format!("texts/{name}.txt"), text(&["stone", "harbour", "sand", "wall"], 20));
    }
    let names = |done: &str, heading: &str| -> Vec<String> {
        let block = done.split(heading).nth(1).unwrap_or_else(|| panic!("{done}")).split("\n\n").next().unwrap();
        block
            .lines()
            .filter_map(|line| line.strip_prefix("  document "))
            .map(|line| line.split(' ').next().unwrap().to_owned())
            .collect()
    };
    let done = place.run("lexicon diff old new --on texts").well();
    assert!(done.contains("\n0 comparisons point another way\n\n7 comparisons become unclear\n"), "{done}");
    // The same change for all of one kind: by their numbers.
    assert_eq!(names(&done, "7 comparisons become unclear\n"), ["4", "30", "100", "9", "10", "11", "2"], "{done}");
    let done = place.run("lexicon diff old new --on texts -n 2").well();
    assert_eq!(names(&done, "7 comparisons become unclear\n"), ["4", "30"], "{done}");
    assert!(done.ends_with("\n  and 5 more: -n 7 shows all\n"), "{done}");
    let done = place.run("lexicon diff new old --on texts -n 1").well();
    assert!(done.contains("\n7 comparisons become clear\n  document 4 care: unclear to lower, "), "{done}");
}

#[test]
fn tables_are_read_by_their_columns() {
    let place = Place::new();
    place.file("care.toml", HEAD.to_owned() + &term("nurse", ""));
    place.file("texts.csv", "name,body\na,A nurse came.\n");
    for command in ["audit care.toml", "suggest care.toml", "diff care.toml care.toml"] {
        let wrong = place.run(&format!("lexicon {command} --on texts.csv"));
        assert_eq!(wrong.code, 2, "{command}: {}", wrong.out);
        assert!(wrong.err.contains("`id`"), "{}", wrong.err);
        place.run(&format!("lexicon {command} --on texts.csv --id-column name --text-column body")).well();
    }
}

#[test]
fn a_lexicon_without_texts_is_not_audited() {
    let done = Place::new().run("lexicon audit built-in");
    assert_eq!(done.code, 2);
    assert!(done.err.contains("--on <INPUT>"), "{}", done.err);
    let done = Place::new().run("lexicon diff built-in built-in --out difference.csv");
    assert_eq!(done.code, 2);
    assert!(done.err.contains("--on <INPUT>"), "{}", done.err);
}

/// The guide for authors, run as it stands: the blocks of commands in order, between them what an author does by hand.
#[test]
fn the_guide_leads_from_an_empty_file_to_thirty_terms() {
    let place = Place::with_samples();
    let page = std::fs::read_to_string(root().join("lexicons/README.md")).unwrap();
    let guide = page.split("## From an empty file").nth(1).unwrap().split("\n## ").next().unwrap();
    let start = guide.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    place.file("waterways.toml", start);
    let mut said: Vec<(String, String)> = Vec::new();
    for command in guide.lines().filter_map(|line| line.strip_prefix("framelens ")) {
        match command {
            "lexicon test waterways.toml" => {
                let ruled = "pattern = \"port\"\nunless-near = [\"glass\", \"wine\"]";
                place.file("waterways.toml", place.read("waterways.toml").replace("pattern = \"port\"", ruled));
            }
            "lexicon audit waterways.toml --on corpus --out audit" => {
                place.file("before/waterways.toml", place.read("waterways.toml"));
                let grown = std::fs::read_to_string(root().join("tests/data/guide/waterways.toml")).unwrap();
                place.file("waterways.toml", grown);
            }
            _ if command.starts_with("validate") => code_the_sheet(&place),
            _ => {}
        }
        let done = place.run(command);
        let expected = i32::from(command.starts_with("lexicon lint"));
        assert_eq!(done.code, expected, "{command}\n{}{}", done.out, done.err);
        said.push((command.to_owned(), done.out));
    }
    let of = |beginning: &str| -> &str {
        &said.iter().find(|(command, _)| command.starts_with(beginning)).unwrap_or_else(|| panic!("{beginning}")).1
    };
    assert!(of("lexicon lint waterways.toml").contains("error[L002]: `port` is found in the near miss"));
    assert!(of("lexicon lint waterways.toml --fix").starts_with("mended 1 in waterways.toml\n"));
    assert!(of("lexicon test").ends_with("3 passed, 0 failed\n"));
    let suggested = of("lexicon suggest");
    assert!(["dredged", "channel"].iter().all(|word| suggested.contains(&format!("  {word}: "))), "{suggested}");
    assert!(
        of("lexicon audit").contains("Doubts about 12 of 30 terms; 12 of them catch nothing here.\n"),
        "{}",
        of("lexicon audit")
    );
    assert!(of("lexicon diff").contains("comparisons point another way"));
    assert!(of("validate").contains("40 passages, 1 coder"), "{}", of("validate"));
    let lint = place.run("lexicon lint waterways.toml --strict");
    assert_eq!((lint.code, lint.out.as_str()), (0, "1 lexicon: 0 errors, 0 warnings\n"));
}

/// Writes 1 or 0 into every row of the sheet, as a reader of the sample corpus coded it.
fn code_the_sheet(place: &Place) {
    let coded = std::fs::read_to_string(root().join("tests/data/guide/coded-1.txt")).unwrap();
    let coded: Vec<&str> = coded.lines().collect();
    let sheet = place.read("coding/sheet.csv");
    let mut reader = csv::Reader::from_reader(sheet.as_bytes());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(reader.headers().unwrap()).unwrap();
    for row in reader.records() {
        let mut row: Vec<String> = row.unwrap().iter().map(str::to_owned).collect();
        row[5] = u8::from(coded.contains(&row[0].as_str())).to_string();
        writer.write_record(&row).unwrap();
    }
    place.file("coding/sheet.csv", writer.into_inner().unwrap());
}
