//! What `lexicon convert` says of what it writes.

use crate::run::Place;

/// A report in which each reason has one line.
fn losses(first: &str, reasons: &[(&str, &str)]) -> String {
    let totals: String = reasons.iter().map(|(reason, _)| format!("      {reason}\n")).collect();
    let lines: String = reasons.iter().map(|(reason, line)| format!("\n{reason}\n  {line}\n")).collect();
    format!("{first}\n\n{totals}{lines}")
}

#[test]
fn what_changes_counts_most_is_said_first_and_every_line_is_kept() {
    let place = Place::new();
    let terms: String = ["truce", "cease fire", "war", "war crime", "raid", "siege"]
        .iter()
        .map(|term| format!("[[term]]\npattern = \"{term}\"\nsource = \"s\"\n"))
        .collect();
    let ruled = "[[term]]\npattern = \"press\"\nmatch = \"word\"\nsource = \"s\"\nunless-near = [\"button\"]\nweight = 0.5\n\
        [[term]]\npattern = \"pass\"\nmatch = \"word\"\nsource = \"s\"\nunless-near = [\"mountain\"]\nweight = 2\n";
    place.file(
        "own.toml",
        "schema = 1\n[framing]\nid = \"own\"\nlabel = \"Own\"\nfamily = \"f\"\nlanguage = \"en\"\nversion = \"1\"\ndefinition = \
         \"\"\ncounts = \"\"\nleaves-out = \"l\"\n"
            .to_owned()
            + &terms
            + ruled,
    );
    let report = place.run("lexicon convert own.toml own.lc3").well();
    let [_, totals, rest] = report.splitn(3, "\n\n").collect::<Vec<_>>()[..] else { panic!("{report}") };
    assert_eq!(
        totals.lines().map(str::trim).collect::<Vec<_>>(),
        [
            "2 changed: its conditions have no place in this format, so it will match more",
            "6 changed: here it meets every word of its stem, there only itself",
            "2 changed: its weight \u{2026} has no place in this format",
            "2 changed: here it meets its words written together too",
        ]
    );
    let blocks: Vec<&str> = rest.split("\n\n").collect();
    assert_eq!(
        blocks.iter().map(|block| block.lines().next().unwrap()).collect::<Vec<_>>(),
        totals.lines().map(str::trim).collect::<Vec<_>>()
    );
    assert_eq!(blocks.iter().map(|block| block.trim().lines().count() - 1).collect::<Vec<_>>(), [2, 6, 2, 2]);
    assert!(blocks[2].contains("`pass`: its weight 2 has no place in this format"), "{rest}");
}

#[test]
fn what_our_lexicons_say_and_others_cannot_is_listed() {
    let place = Place::new();
    place.file(
        "own.toml",
        "schema = 1\n[framing]\nid = \"own\"\nlabel = \"Own\"\nfamily = \"f\"\nlanguage = \"en\"\nversion = \"1\"\ndefinition = \
         \"d\"\ncounts = \"c\"\nleaves-out = \"l\"\n[[term]]\npattern = \"peace\"\nsource = \"s\"\n[[term]]\npattern = \"take * \
         part\"\ngap = 2\nsource = \"s\"\n[[term]]\npattern = \"war*\"\nsource = \"s\"\nweight = 0.5\nunless-near = [\"star\"]\n",
    );
    let converted = place.run("lexicon convert own.toml own.lc3");
    assert_eq!(
        converted.out,
        losses(
            "lexicoder: 1 category with 2 terms in own.lc3",
            &[
                ("1 dropped: gaps of several words have no counterpart there", "line 15: `own: take * part`"),
                ("1 changed: its conditions have no place in this format, so it will match more", "line 19: `war*`"),
                ("1 changed: here it meets every word of its stem, there only itself", "line 12: `own: peace`"),
                ("1 changed: its weight 0.5 has no place in this format", "line 19: `war*`"),
                ("1 changed: its coding rule, sources, examples and notes have no place in other formats", "`own`"),
                ("1 changed: its description has no place in this format", "`Own`"),
            ]
        )
    );
    assert_eq!(place.read("own.lc3"), "+Own\npeace\nwar*\n");
    let lexicon = |id: &str, label: &str, pattern: &str| {
        format!(
            "schema = 1\n[framing]\nid = \"{id}\"\nlabel = \"{label}\"\nfamily = \"f\"\nlanguage = \"en\"\nversion = \"1\"\ndefinition \
             = \"d\"\ncounts = \"\"\nleaves-out = \"l\"\n[[term]]\npattern = \"{pattern}\"\nmatch = \"word\"\nsource = \"s\"\n"
        )
    };
    place.file("two/a.toml", lexicon("a", "Peace", "anti-war*")).file("two/b.toml", lexicon("b", "Peace", "truce"));
    place.file("two/c.toml", lexicon("c", "Peace / War", "raid"));
    let expected = losses(
        "yoshikoder: 3 categories with 3 terms in two.ykd",
        &[
            ("1 changed: here it meets its words written together too", "line 12: `a: anti-war*`"),
            ("1 changed: another lexicon is called `Peace` too, so this one is called by its id", "`b`"),
            ("1 changed: its label `Peace / War` becomes categories within one another", "`c`"),
        ],
    );
    assert_eq!(place.run("lexicon convert two two.ykd").well(), expected);
    assert!(place.read("two.ykd").contains("<cnode name=\"b\" desc=\"d\">"), "{}", place.read("two.ykd"));
}

#[test]
fn conditions_of_our_lexicons_come_back_from_wordstat() {
    let place = Place::new();
    let rules = [
        ("source", "only-near = [\"confidential\", \"anonym*\"]"),
        ("leak", "unless-near = [\"gas\"]"),
        ("raid", "only-before = [\"air\"]"),
        ("press", "unless-after = [\"release\"]"),
    ];
    let terms: String = rules
        .iter()
        .map(|(word, rule)| format!("[[term]]\npattern = \"{word}\"\nmatch = \"word\"\nsource = \"s\"\n{rule}\n"))
        .collect();
    place.file(
        "own.toml",
        "schema = 1\n[framing]\nid = \"own\"\nlabel = \"Own\"\nfamily = \"f\"\nlanguage = \"en\"\nversion = \"1\"\ndefinition = \
         \"d\"\ncounts = \"c\"\nleaves-out = \"l\"\n"
            .to_owned()
            + &terms,
    );
    let report = place.run("lexicon convert own.toml own.cat").well();
    assert!(!report.contains("match more"), "{report}");
    assert!(report.starts_with("wordstat: 1 category with 4 terms in own.cat\n"), "{report}");
    assert!(report.contains("1 changed: it is made for the words of conditions (1 list), and what"), "{report}");
    let scores = place.file("none.txt", "None.").run("score none.txt --lexicons own.cat").well();
    assert_eq!(scores.lines().count(), 1 + 1, "{scores}");
    let report = place.run("lexicon convert own.cat back").well();
    assert!(report.starts_with("wordstat to toml: 1 category with 4 terms in back\n"), "{report}");
    assert!(report.contains("1 changed: its lists are for the words of rules, and are not counted\n"), "{report}");
    let back = place.read("back/own.toml");
    for rule in
        ["only-near = [\"confidential\", \"anonym*\"]\n", "unless-near = [\"gas\"]\n", "only-before = [\"air\"]\n"]
    {
        assert!(back.contains(rule), "{rule}{back}");
    }
    assert!(back.contains("unless-after = { words = [\"release\"], within = 1 }\n"), "{back}");
    place.file(
        "t.txt",
        "The source was confidential. A source of gas. Gas leak. No leak. Air raid. A raid. Press release. The press.",
    );
    let found = |lexicon: &str| {
        let rows = place.run(&format!("evidence t.txt --framing own --lexicons {lexicon} --out -")).well();
        rows.lines().count() - 1
    };
    assert_eq!((found("own.toml"), found("own.cat")), (4, 4));
}

#[test]
fn the_number_of_terms_said_is_that_of_the_file() {
    let place = Place::new();
    let terms = ["truce", "cease fire", "war", "war crime", "raid*"];
    let all: String = terms.iter().map(|term| format!("[[term]]\npattern = \"{term}\"\nsource = \"s\"\n")).collect();
    let all = all + "[[term]]\npattern = \"take * part\"\ngap = 2\nsource = \"s\"\n";
    for (id, label) in [("one", "One"), ("two", "Both / Two")] {
        let head = "language = \"en\"\nversion = \"1\"\ndefinition = \"d\"\ncounts = \"c\"\nleaves-out = \"l\"\n";
        let text = format!("schema = 1\n[framing]\nid = \"{id}\"\nlabel = \"{label}\"\nfamily = \"f\"\n{head}{all}");
        place.file(&format!("own/{id}.toml"), text);
    }
    let lines = |text: &str, has: &dyn Fn(&str) -> bool| text.lines().filter(|line| has(line)).count();
    let cells =
        |text: &str| text.lines().skip(1).flat_map(|row| row.split(',').skip(1)).filter(|cell| *cell == "1").count();
    for (file, said) in [
        ("o.dic", "3 categories with 10 terms"),
        ("o.dicx", "2 categories with 10 terms"),
        ("o.yml", "3 categories with 10 terms"),
        ("o.ykd", "3 categories with 6 terms"),
        ("o.lcd", "3 categories with 6 terms"),
        ("o.cat", "3 categories with 10 terms"),
        ("o.lc3", "2 categories with 10 terms"),
        ("o.vbpro", "2 categories with 10 terms"),
        ("o.csv", "2 categories with 10 terms"),
        ("o.tsv", "2 categories with 10 terms"),
        ("o.json", "3 categories with 10 terms"),
    ] {
        let report = place.run(&format!("lexicon convert own {file}")).well();
        assert!(report.lines().next().unwrap().contains(&format!(": {said} in ")), "{file}: {report}");
        let text = place.read(file);
        // Each format counted in a way of its own, which asks no reader of ours.
        let there = match file.split_once('.').unwrap().1 {
            "dic" => {
                text.lines().skip_while(|line| !line.starts_with("truce")).map(|line| line.matches('\t').count()).sum()
            }
            "dicx" => cells(&text),
            "yml" => lines(&text, &|line| line.trim_start().starts_with("- ")),
            "ykd" | "lcd" => text.matches("<pnode").count(),
            "cat" => lines(&text, &|line| line.ends_with("(1)")),
            "lc3" => lines(&text, &|line| !line.starts_with('+')),
            "vbpro" => lines(&text, &|line| !line.starts_with(">>")),
            "csv" | "tsv" => text.lines().count() - 1,
            _ => ["truce", "cease fire", "war", "war crime", "raid*"]
                .iter()
                .map(|term| text.matches(&format!("\"{term}\"")).count())
                .sum(),
        };
        assert!(said.ends_with(&format!("with {there} terms")), "{file}: {there}\n{text}");
    }
    place.file("empty.ykd", "<dictionary></dictionary>");
    for file in ["e.dic", "e.dicx", "e.yml", "e.cat", "e.lc3", "e.vbpro", "e.csv", "e.tsv", "e.json"] {
        let report = place.run(&format!("lexicon convert empty.ykd {file}")).well();
        assert!(report.contains(": 0 categories with 0 terms in "), "{report}");
    }
}
