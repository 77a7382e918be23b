//! Whole commands as people type them.

use crate::run::{Place, root};

#[test]
fn analyze_writes_what_it_says_and_prints_one_table_within_100_columns() {
    let place = Place::with_samples();
    let done = place.run("analyze");
    let listed = "corpus.csv, scores.csv, terms.csv, evidence.csv, comparison.csv, similarity.csv, manifest.json, \
                  heatmap.png, rates.png, shares.png, dispersion.png, similarity.png";
    assert!(done.err.ends_with(&format!("wrote 12 files to reports: {listed}\n")), "{}", done.err);
    let table = done.well();
    assert!(table.lines().all(|line| line.chars().count() <= 100), "{table}");
    assert!(table.contains("words") && table.contains("halden-clause-14"));
    assert_eq!(place.files("reports").len(), 12);
    for chart in ["heatmap", "rates", "shares", "dispersion", "similarity"] {
        assert!(place.bytes(&format!("reports/{chart}.png")).starts_with(b"\x89PNG"));
    }
}

#[test]
fn scores_have_a_row_for_each_document_and_framing_in_order() {
    let place = Place::with_samples();
    let scores = place.run("score corpus").well();
    let mut lines = scores.lines();
    assert_eq!(
        lines.next().unwrap(),
        "document,group,family,framing,tokens,sentences,matches,weighted,rate,rate_low,rate_high,share,coverage,quoted,negated,contested,flag"
    );
    let rows: Vec<Vec<&str>> = lines.map(|line| line.split(',').collect()).collect();
    assert_eq!(rows.len(), 18 * 13);
    let documents: Vec<&str> = rows.iter().map(|row| row[0]).collect();
    assert!(documents.is_sorted());
    let framings: Vec<&str> = rows[..13].iter().map(|row| row[3]).collect();
    assert!(rows.chunks(13).all(|rows| rows.iter().map(|row| row[3]).eq(framings.iter().copied())));
    assert_eq!((framings[0], framings[12]), ("civil-society", "security"));
    for row in &rows {
        let number = |place: usize| row[place].parse::<f64>().ok();
        match number(6).unwrap() as u64 {
            0 => assert!(number(9) == Some(0.0) && number(10).is_some()),
            1..=4 => assert!(row[9].is_empty() && row[10].is_empty()),
            _ => assert!(number(9) <= number(8) && number(8) <= number(10)),
        }
    }
}

#[test]
fn evidence_opens_every_number_byte_for_byte() {
    let place = Place::new();
    place
        .file("c/curly.txt", "\u{FEFF}The \u{201C}peace process\u{201D} failed.\r\nCivilians were killed\u{2014}again.")
        .file("c/front.md", "---\ntitle: A title\ngroup: press\n---\nThe ceasefire held. No peace talks followed.")
        .file("c/old.txt", "Soldiers came.\rThe mediators left.");
    place.run("evidence c --out evidence.csv").well();
    place.run("score c --out scores.csv").well();
    let evidence = place.read("evidence.csv");
    let mut rows = 0;
    for line in evidence.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let ending = if cells[0] == "front" { "md" } else { "txt" };
        let bytes = place.bytes(&format!("c/{}.{ending}", cells[0]));
        let (start, end): (usize, usize) = (cells[3].parse().unwrap(), cells[4].parse().unwrap());
        assert_eq!(std::str::from_utf8(&bytes[start..end]).unwrap(), cells[6]);
        rows += 1;
    }
    let scores = place.read("scores.csv");
    let matches: usize =
        scores.lines().skip(1).map(|line| line.split(',').nth(6).unwrap().parse::<usize>().unwrap()).sum();
    assert_eq!(rows, matches);
    assert!(rows >= 6, "{evidence}");
    assert!(evidence.contains("curly,diplomacy,peace,") && evidence.contains(",scare-quoted,"), "{evidence}");
    assert!(evidence.contains("front,diplomacy,talks,") && evidence.contains(",negated,"), "{evidence}");
    assert!(scores.contains("\nfront,press,"), "{scores}");
}

#[test]
fn tables_and_lines_of_json_are_documents_by_the_row() {
    let place = Place::new();
    place
        .file("a.csv", "id;text;party\n1;\"They want peace; rivers rise.\";left\n")
        .file("b.tsv", "id\ttext\tparty\n2\tThey want peace.\tright\n")
        .file("c.jsonl", "\u{FEFF}{\"id\": 3, \"text\": \"They want peace.\", \"party\": \"left\", \"list\": [1]}\r\n\n{\"id\": \"4\", \"text\": null}")
        .file("d/deep/e.txt", "They want peace.");
    let scores = place.run("score a.csv b.tsv c.jsonl d --group-by party").well();
    let of = |id: &str| {
        scores.lines().find(|line| line.starts_with(id) && line.contains(",peacebuilding,")).unwrap().to_owned()
    };
    assert!(of("1,").starts_with("1,left,dialogue,peacebuilding,5,1,1,"), "{scores}");
    assert!(of("2,").starts_with("2,right,dialogue,peacebuilding,3,1,1,"));
    assert!(of("3,").starts_with("3,left,dialogue,peacebuilding,3,1,1,"));
    assert!(of("4,").starts_with("4,,dialogue,peacebuilding,0,0,0,"));
    assert!(of("deep/e,").starts_with("deep/e,,dialogue,peacebuilding,3,1,1,"));
}

#[test]
fn a_table_may_tell_its_separator_and_begin_with_empty_lines() {
    let place = Place::new();
    let tables = [
        ("told.csv", "sep=;\r\nid;text\r\na;They want peace, rivers rise.\r\n"),
        ("quoted.csv", "\"sep=;\"\n\nid;text\na;They want peace, rivers rise.\n"),
        ("comma.csv", "sep=,\nid,text\na,\"They want peace, rivers rise.\"\n"),
        ("tab.csv", "sep=\t\nid\ttext\na\tThey want peace, rivers rise.\n"),
        ("tab.tsv", "\n\nid\ttext\na\tThey want peace, rivers rise.\n"),
        ("told.tsv", "sep=;\nid;text\na;They want peace, rivers rise.\n"),
        ("old.csv", "\rSEP=;\rid;text\ra;They want peace, rivers rise.\r"),
        ("again.csv", "sep=;;\nid;text;\na;They want peace, rivers rise.;\n"),
        ("bar.csv", "\u{FEFF}sep=|\nid|text\na|They want peace, rivers rise.\n"),
        ("empty.csv", "\n\r\n  \n,,\nid;text\na;They want peace, rivers rise.\n"),
        // A first column of such a name tells nothing.
        ("named.csv", "sep=,id,text\n1,a,\"They want peace, rivers rise.\"\n"),
        ("named.tsv", "sep=\tid\ttext\n1\ta\tThey want peace, rivers rise.\n"),
    ];
    for (name, table) in tables {
        let scores = place.file(name, table).run(&format!("score {name}")).well();
        assert!(scores.contains("\na,,dialogue,peacebuilding,5,1,1,"), "{name}: {scores}");
    }
    // Faults are told by the line of the file.
    let done = place.file("short.csv", "sep=;\n\nid;text\na\n").run("score short.csv");
    assert!(done.err.contains("short.csv:4"), "{}", done.err);
}

#[test]
fn standard_input_is_one_document() {
    let place = Place::new();
    let done = place.run_with(&["score", "-"], "They want peace.".as_bytes());
    assert!(done.well().contains("\nstdin,,dialogue,peacebuilding,3,1,1,"));
}

#[test]
fn formats_follow_the_ending_and_the_flag() {
    let place = Place::with_samples();
    place.run("score corpus --out s.parquet").well();
    assert!(place.bytes("s.parquet").starts_with(b"PAR1"));
    place.run("score corpus --out s.jsonl").well();
    assert!(place.read("s.jsonl").starts_with("{\"document\":\"halden-berth-nine\""));
    place.run("score corpus --out s.csv").well();
    assert_eq!(place.read("s.csv"), place.run("score corpus").well());
}

#[test]
fn groups_follow_the_key() {
    let place = Place::with_samples();
    place.run("analyze corpus --group-by conflict").well();
    let comparison = place.read("reports/comparison.csv");
    let groups: Vec<&str> = comparison.lines().filter(|line| line.starts_with("group,")).collect();
    assert_eq!(groups.len(), 3 * 13);
    // 18 over 6 ways of dealing out six of eighteen documents.
    let smallest = 1.0 / 18_564.0;
    for line in groups {
        let cells: Vec<&str> = line.split(',').collect();
        assert!((cells[22].parse::<f64>().unwrap() - smallest).abs() < 1e-6, "{line}");
    }
}

#[test]
fn many_documents_are_shown_by_group_or_by_extremes() {
    let place = Place::new();
    for n in 0..45 {
        place.file(&format!("c/d{n:02}.txt"), format!("They want peace. {}", "Troops came. ".repeat(n)));
    }
    let shown = |number: &str| {
        format!(
            "\nShown: {number} of 45, for each framing the one surest to be high, or else with most matches. Every \
             document is in the tables.\n"
        )
    };
    let table = place.run("analyze c").well();
    assert!(table.contains(&shown("2 documents")), "{table}");
    let posts: String = (0..45).map(|n| format!("{n:02},{}\n", "They want peace. ".repeat(1 + n % 2))).collect();
    place.file("posts.csv", format!("id,text\n{posts}"));
    let table = place.run("analyze posts.csv").well();
    assert!(table.contains(&shown("1 document")) && table.contains("\n 01 "), "{table}");
    let entries: String =
        (0..45).map(|n| format!("[[document]]\nid = \"d{n:02}\"\ngroup = \"g{}\"\n", n % 3)).collect();
    place.file("c/corpus.toml", entries);
    let table = place.run("analyze c").well();
    assert!(table.contains("Shown: 3 groups of 45 documents. Every document is in the tables."), "{table}");
}

#[test]
fn more_documents_than_can_be_compared_two_by_two_are_said_to_be() {
    let place = Place::new();
    let line = |n: usize| format!("{{\"id\": \"d{n}\", \"text\": \"Peace talks.\"}}\n");
    place.file("texts.jsonl", (0..5_001).map(line).collect::<String>());
    let done = place.run("analyze texts.jsonl --out out");
    let caveat =
        "caveat: 5001 documents are too many to compare two by two: the similarity table has no pairs of them\n";
    assert!(done.code == 0 && done.err.contains(caveat), "{}", done.err);
    assert_eq!(place.read("out/similarity.csv"), "scope,first,second,distance,cosine\n");
}

#[test]
fn one_framing_alone_has_no_profile() {
    let place = Place::with_samples();
    place.file("own.csv", "framing,term\nown,peace\nown,war\n");
    let done = place.run("analyze corpus --lexicons own.csv --out out");
    assert!(done.err.contains("caveat: one framing alone has no profile"), "{}", done.err);
    let charts: Vec<String> = place.names("out").into_iter().filter(|name| name.ends_with(".png")).collect();
    assert_eq!(charts, ["dispersion.png", "heatmap.png", "rates.png"]);
    let pairs = place.read("out/similarity.csv");
    assert!(pairs.lines().skip(1).all(|row| row.ends_with(",,")), "{pairs}");
}

#[test]
fn caveats_are_said() {
    let place = Place::new();
    let carried = "The envoy left. ".repeat(40) + &"Nothing else was said by anyone on that day. ".repeat(30);
    place
        .file("c/one.txt", &carried)
        .file("c/two.txt", &carried)
        .file("c/short.txt", "They want peace.")
        .file("c/x.pdf", "x");
    let done = place.run("analyze c");
    for caveat in [
        "caveat: not read: 1 .pdf",
        "caveat: under 300 words or 20 sentences, so read the rates with care: short",
        "caveat: the same text under several names counts several times: one, two",
        "caveat: diplomacy in one rests on one term: `envoy | envoys |",
    ] {
        assert!(done.err.contains(caveat), "{caveat}\n{}", done.err);
    }
    assert!(place.run("analyze c --quiet").err.is_empty());
    assert!(place.read("reports/manifest.json").contains("one-term: diplomacy in one rests on one term"));
    // A term of many words is named by its first ones.
    place.file("c/one.txt", carried.replace("envoy left", "protesters left"));
    let done = place.run("analyze c");
    let named = "caveat: direct-action in one rests on one term: `protest | protests | protested | protesting | protester | protesters | protestor | \u{2026}` has";
    assert!(done.err.contains(named), "{}", done.err);
}

#[test]
fn a_document_that_carries_its_group_is_named() {
    let place = Place::new();
    let plain = "Nothing else was said by anyone on that day. ".repeat(30);
    let text = |matches: usize| format!("{}{plain}", "The envoy left the ceasefire talks. ".repeat(matches));
    for (group, found) in [("north", [12, 3, 2]), ("south", [4, 5, 6])] {
        for (document, matches) in ["a", "b", "c"].iter().zip(found) {
            place.file(&format!("c/{group}-{document}.md"), format!("---\ngroup: {group}\n---\n{}", text(matches)));
        }
    }
    let done = place.run("analyze c");
    let said = "caveat: diplomacy in the group north rests on one document: north-a has 36 of 51 matches\n";
    assert!(done.err.contains(said) && !done.err.contains("in the group south rests on one document"), "{}", done.err);
    let table = place.read("reports/comparison.csv");
    let row = |group: &str| table.lines().find(|line| line.starts_with(&format!("group,{group},dialogue,diplomacy,")));
    assert!(row("north").unwrap().contains(",one-document,"), "{table}");
    assert!(!row("south").unwrap().contains(",one-document,"), "{table}");
}

#[test]
fn what_the_folder_or_a_picture_cannot_show_is_said() {
    let place = Place::new();
    place.file("c/a.txt", "They want peace.").file("c/\u{5927}\u{4F1A}.txt", "They want peace.");
    let lacking =
        "caveat: the fonts of the charts lack characters of these names, so boxes stand there: \u{5927}\u{4F1A}\n";
    let done = place.run("analyze c --svg");
    assert!(done.err.contains(lacking) && !done.err.contains("earlier run"), "{}", done.err);
    place.run("score c --tally c.tally --out s.csv").well();
    let left = "caveat: still there from an earlier run, and not of this one: evidence.csv, heatmap.svg, rates.svg, \
                shares.svg, dispersion.png, dispersion.svg, similarity.svg\n";
    let done = place.run("analyze --tally c.tally");
    assert!(done.err.contains(left), "{}", done.err);
    let manifest = place.read("reports/manifest.json");
    assert!(manifest.contains("not-drawable: ") && !manifest.contains("earlier-files"), "{manifest}");
}

#[test]
fn the_footer_of_a_chart_names_the_corpus_of_all_documents_and_the_versions_of_the_lexicons() {
    let place = Place::new();
    place.file("c/in/a.txt", "They want peace.").file("c/in/corpus.toml", "title = \"Speeches\"\n");
    place.run("analyze c --svg").well();
    assert!(place.read("reports/shares.svg").contains("Speeches: 1 document."));
    place.file("c/b.txt", "They want peace.");
    place.run("analyze c --svg").well();
    assert!(place.read("reports/shares.svg").contains("Corpus: 2 documents."));
    let lexicons = root().join("tests/data/long-names").display().to_string();
    place.run_with(&["analyze", "c", "--svg", "--lexicons", &lexicons], b"").well();
    assert!(place.read("reports/shares.svg").contains("Lexicons: 5 framings, versions 1.9.0 to 1.10.0."));
}

#[test]
fn the_concordance_is_aligned_and_shows_no_control_characters() {
    let place = Place::new();
    place.file(
        "a.txt",
        "We \u{1b}[31mall want peace now.\n\nThere was never any hope of peace in all these years of war.",
    );
    let out = place.run("kwic a.txt --framing peacebuilding --context 20").well();
    let rows: Vec<&str> = out.lines().skip(1).collect();
    let at = |row: &str| row.find("peace").map(|byte| row[..byte].chars().count());
    assert_eq!(rows.len(), 2, "{out}");
    assert_eq!(at(rows[0]), at(rows[1]), "{out}");
    assert!(!out.contains('\u{1b}'), "{out:?}");
    assert!(rows[0].ends_with("now.  peacebuilding: peace") && rows[1].ends_with("peace, negated"), "{out}");
    let colour = place.run("evidence a.txt --framing peacebuilding --color always").well();
    assert!(colour.contains("\u{1b}[1;36mpeace\u{1b}[0m") && colour.contains("\\u{1b}[31m"), "{colour:?}");
    let whole = place.run("evidence a.txt --framing peacebuilding --context sentence").well();
    assert!(whole.contains("There was never any hope of peace in all these years of war."), "{whole}");
}

#[test]
fn lexicons_are_listed_shown_and_checked() {
    let place = Place::with_samples();
    let list = place.run("lexicon list").well();
    assert_eq!(list.lines().filter(|line| line.contains(" terms ")).count(), 13);
    let shown = place.run("lexicon show peacebuilding").well();
    assert!(shown.starts_with("Peacebuilding (peacebuilding, family dialogue, version "), "{shown}");
    assert!(shown.contains("counts:") && shown.contains("leaves out:") && shown.contains("only near"));
    assert!(place.run("lexicon lint").well().contains("13 lexicons: 0 errors"));
    let text = place.read("lexicons/peacebuilding.toml");
    place.file(
        "peacebuilding.toml",
        text.replace("near-miss = [", "near-miss = [\n  \"They want peace and reconciliation.\","),
    );
    let done = place.run("lexicon lint peacebuilding.toml");
    assert_eq!(done.code, 1);
    assert!(done.out.contains("error[L002]"), "{}", done.out);
    place.file("peacebuilding.toml", text.replace("schema = 1", "schema = 9"));
    let done = place.run("lexicon lint peacebuilding.toml");
    assert!(done.code == 1 && done.out.contains("this version reads schema 1"), "{}", done.out);
}

#[test]
fn a_framing_is_shown_whole_by_its_id_or_its_file() {
    let place = Place::new();
    let own = "schema = 1\n\n[framing]\nid = \"own\"\nlabel = \"Own\"\nfamily = \"mine\"\nlanguage = \"en\"\nversion = \"1\"\n\
        definition = \"d\"\ncounts = \"c\"\nleaves-out = \"l\"\n\n\
        [[term]]\npattern = \"truces\"\nmatch = \"word\"\nsource = \"usage\"\nnote = \"no truce\"\n\n\
        [[term]]\npattern = \"take * arms\"\ngap = 3\nsource = \"a book\"\n\n\
        [[exclude]]\npattern = \"Truces Road\"\nmatch = \"case\"\nnote = \"a street\"\n\n\
        [examples]\nmatch = [\"Truces held.\"]\nnear-miss = [\"A truce held.\"]\n";
    place.file("own.toml", own);
    let shown = place.run("lexicon show own --lexicons own.toml").well();
    assert_eq!(
        shown,
        "Own (own, family mine, version 1)\nd\n\ncounts: c\nleaves out: l\n\n2 terms\n\
         \x20 truces  [in this form]\n      source: usage\n      note: no truce\n\
         \x20 take * arms  [gap 3]\n      source: a book\n\n\
         1 exclusion: phrases that win over a term they contain\n  Truces Road  [in this case] (a street)\n\n\
         1 example\n  Truces held.\n\n1 near miss\n  A truce held.\n"
    );
    assert_eq!(place.run("lexicon show own.toml").well(), shown);
    let list = place.run("lexicon list own.toml").well();
    assert_eq!(list, place.run("lexicon list --lexicons own.toml").well());
    assert!(list.starts_with("mine\n  own"), "{list}");
    place.run("lexicon show none.toml").fails_saying("cannot read `none.toml`", "give a .toml file");
    for command in ["evidence own.toml", "score own.toml", "validate own.toml"] {
        place.run(command).fails_saying("own.toml", "--lexicons own.toml");
    }
}

#[test]
fn environment_and_locale_change_nothing() {
    let place = Place::with_samples();
    let plain = place.run("score corpus").well();
    let odd = place
        .command(&["score", "corpus"])
        .env("LC_ALL", "tr_TR.UTF-8")
        .env("TZ", "Asia/Kathmandu")
        .env("COLUMNS", "1")
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(odd.stdout).unwrap(), plain);
}
