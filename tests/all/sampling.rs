//! Sheets that `sample` draws, and what `validate` makes of them with their key.

use crate::run::Place;
use crate::validation::rows;

#[test]
fn a_sheet_shows_nothing_of_what_was_found_and_its_key_everything() {
    let place = Place::with_samples();
    let done = place.run("sample corpus -n 100");
    assert_eq!(
        done.err,
        "wrote 100 sentences of 973 to coding: sheet.csv and codebook.md for coders, key.csv to keep from them\n",
    );
    let sheet = rows(&place.read("coding/sheet.csv"));
    assert_eq!(sheet.len(), 100);
    let besides = ["id", "document", "before", "text", "after"];
    assert!(sheet.iter().flatten().all(|(name, cell)| besides.contains(&name.as_str()) || cell.is_empty()));
    let documents: Vec<&String> = sheet.iter().map(|row| &row["document"]).collect();
    assert!(documents.is_sorted(), "the order of the sheet tells nothing of the strata");
    for row in &sheet {
        let text = place.read(&format!("corpus/{}.txt", row["document"]));
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(format!("{} {} {}", row["before"], row["text"], row["after"]).trim()), "{row:?}");
    }
    let key = rows(&place.read("coding/key.csv"));
    let drawn: Vec<_> = key.iter().filter(|row| row["row"] == "unit").collect();
    assert!(drawn.iter().zip(&sheet).all(|(key, sheet)| key["id"] == sheet["id"]));
    // What the drawn units stand for adds up to all there are.
    let stands_for: f64 = drawn.iter().map(|row| 1.0 / row["probability"].parse::<f64>().unwrap()).sum();
    assert!((stands_for - 973.0).abs() < 0.1, "{stands_for}");
    let groups: u64 =
        key.iter().filter(|row| row["row"] == "group").map(|row| row["units"].parse::<u64>().unwrap()).sum();
    let all = key.iter().find(|row| row["row"] == "all").unwrap();
    assert_eq!((groups.to_string(), all["units"].as_str()), ("973".to_owned(), "973"));
    let scores = place.run("score corpus").well();
    let with_match: f64 = rows(&scores)
        .iter()
        .filter(|row| row["framing"] == "security")
        .map(|row| row["coverage"].parse::<f64>().unwrap() * row["sentences"].parse::<f64>().unwrap())
        .sum();
    assert_eq!(all["security"], format!("{with_match:.0}"));
}

#[test]
fn a_sample_depends_on_its_seed_alone() {
    let place = Place::with_samples();
    for (out, more) in [("one", "--threads 1"), ("two", "--threads 4"), ("other", "--seed 7")] {
        place.run(&format!("sample corpus -n 60 --out {out} {more}")).well();
    }
    assert_eq!(place.files("one"), place.files("two"));
    assert_ne!(place.bytes("one/sheet.csv"), place.bytes("other/sheet.csv"));
    place.run("sample corpus -n 60 --out one").fails_with(
        "error: `one/sheet.csv` is there already, and may hold codes\nhelp: choose another --out, or move it away",
    );
    for gone in ["two/sheet.csv", "two/codebook.md"] {
        std::fs::remove_file(place.path(gone)).unwrap();
    }
    place.run("sample corpus -n 60 --out two").fails_with(
        "error: `two/key.csv` is there already, and a sheet out for coding may need it\nhelp: choose another --out, or move it away",
    );
    for id in ["voice", "text", "id", "note", "group"] {
        place.file("words.csv", format!("term,category\nenvoys,{id}\n"));
        place.run("sample corpus --lexicons words.csv --out named").fails_with(&format!(
            "error: the framing `{id}` has the name of another column of the sheet or its key\nhelp: give it another id"
        ));
    }
    place.file("texts.csv", "id,text\na,The envoys met. The envoys left. They wrote. They slept.\n");
    place.run("sample texts.csv -n 3 --out few").fails_with(
        "error: 3 are too few for the 2 strata of these texts\nhelp: take -n 4 or more: two from each stratum",
    );
    assert!(!place.path("few").exists());
    place.run("sample - --out x").fails_with(
        "error: a sample reads its texts twice, and standard input once\nhelp: save the text to a file, and give that",
    );
}

#[test]
fn whole_documents_can_be_drawn_and_names_are_no_formulas() {
    let place = Place::new();
    place.file("texts.csv", "id,text\n=1+1,The envoys met. They left.\n-b,The river rose.\n");
    place.run("sample texts.csv --units documents -n 2 --out out").well();
    let sheet = place.read("out/sheet.csv");
    assert!(sheet.contains("\n'=1+1,'=1+1,,The envoys met. They left.,,"), "{sheet}");
    assert!(
        place.read("out/key.csv").contains("unit,'=1+1,,diplomacy 1,1,1.000000,0,1,"),
        "{}",
        place.read("out/key.csv")
    );
    let filled = sheet.replace(",,,,,,,,,,,,,,\n", ",0,1,0,0,0,0,0,0,0,0,0,0,0,own\n");
    place.file("coded.csv", filled);
    place.run("validate coded.csv --key out/key.csv").well();
}

#[test]
fn a_filled_in_sheet_corrects_the_shares_of_the_corpus_and_of_its_groups() {
    let place = Place::with_samples();
    place.run("sample corpus -n 100").well();
    // A coder who always says what was found changes no share; one who says so but for a framing, all of that one.
    let key = rows(&place.read("coding/key.csv"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["id", "text", "security", "diplomacy"]).unwrap();
    for (row, sheet) in key.iter().filter(|row| row["row"] == "unit").zip(rows(&place.read("coding/sheet.csv"))) {
        let security = if row["security"] == "0" { "0" } else { "1" };
        writer.write_record([&row["id"], &sheet["text"], security, "0"]).unwrap();
    }
    place.file("coded.csv", writer.into_inner().unwrap());
    let done = place.run("validate coded.csv --key coding/key.csv --out out");
    assert!(done.well().contains("Shares of the 973 units that were drawn from:"));
    let shares = rows(&place.read("out/validation-shares.csv"));
    assert_eq!(shares.len(), 2 * 4);
    for row in &shares {
        let number = |cell: &str| row[cell].parse::<f64>().unwrap();
        assert!(number("share_low") <= number("share") && number("share") <= number("share_high"), "{row:?}");
        if row["framing"] == "security" {
            // Said to be right, but only of those drawn.
            assert_eq!(row["share"], row["with_match"], "{row:?}");
        } else {
            // A group of which no match is among the drawn keeps its matches, and all may be wrong.
            let taken_at_their_word = row["share"] == row["with_match"] && number("share_low") == 0.0;
            assert!(row["share"] == "0" || row["scope"] == "group" && taken_at_their_word, "{row:?}");
        }
    }
    place.file("other.csv", "id,text,diplomacy\nnobody#1,They met.,1\n");
    place.run("validate other.csv --key coding/key.csv").fails_with(
        "error: the key has no unit `nobody#1`\n  --> coding/key.csv\nhelp: give the key.csv that framelens sample wrote \
         with the sheet",
    );
    place.run("validate coded.csv --key coding/sheet.csv").fails_saying("has no column `row`", "help: ");
}

#[test]
fn a_stratum_without_a_code_leaves_shares_uncorrected() {
    let place = Place::with_samples();
    place.run("sample corpus -n 60").well();
    let sheet = rows(&place.read("coding/sheet.csv"));
    let first = &sheet[0];
    place
        .file("coded.csv", format!("id,text,security\n{},\"{}\",0\n", first["id"], first["text"].replace('"', "\"\"")));
    let done = place.run("validate coded.csv --key coding/key.csv");
    let said = "caveat: some stratum of the key has no code, so neither shares nor precision and recall of the corpus are known: security\n";
    assert!(done.err.contains(said), "{}", done.err);
    let done = place.run("validate coded.csv --key coding/key.csv --out out");
    done.well();
    let row = &rows(&place.read("out/validation.csv"))[0];
    for measure in ["prevalence", "precision", "recall", "f1", "mcc"] {
        assert_eq!(row[measure], "", "{measure}");
    }
}

#[test]
fn a_key_that_cannot_be_one_is_refused() {
    let place = Place::with_samples();
    place.run("sample corpus --lexicons lexicons/security.toml -n 20").well();
    let key = place.read("coding/key.csv");
    let lines: Vec<&str> = key.lines().collect();
    let unit = lines.iter().position(|line| line.starts_with("unit,")).unwrap();
    let all = lines.iter().position(|line| line.starts_with("all,")).unwrap();
    let cells = |line: usize| lines[line].split(',').map(str::to_owned).collect::<Vec<_>>();
    let fails = |line: usize, column: usize, cell: &str, message: &str| {
        let mut changed = cells(line);
        changed[column] = cell.to_owned();
        let mut lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        lines[line] = changed.join(",");
        place.file("key.csv", lines.join("\n"));
        place
            .run("validate coding/sheet.csv --key key.csv --lexicons lexicons/security.toml")
            .fails_saying(message, "key.csv");
    };
    place.file("coding/sheet.csv", place.read("coding/sheet.csv").replace(",,\n", ",0,\n"));
    place.run("validate coding/sheet.csv --key coding/key.csv --lexicons lexicons/security.toml").well();
    fails(unit, 3, "", "the unit has no stratum");
    fails(unit, 4, "999999", "has two sizes");
    fails(unit + 1, 1, &cells(unit)[1], "stands there twice");
    fails(all, 6, "999999", "more units have a match than there are");
    fails(all, 0, "unit", "the unit has no id");
    let twice = [lines.as_slice(), &[lines[all]]].concat().join("\n");
    place.file("key.csv", twice);
    place
        .run("validate coding/sheet.csv --key key.csv --lexicons lexicons/security.toml")
        .fails_saying("not one row of all units", "key.csv");
}

#[test]
fn coders_get_what_each_framing_is_and_none_of_its_terms() {
    let place = Place::with_samples();
    place.run("sample corpus --lexicons lexicons/security.toml -n 20").well();
    let codebook = place.read("coding/codebook.md");
    let lexicon = place.read("lexicons/security.toml");
    let value = |key: &str| {
        let line = lexicon.lines().find_map(|line| line.strip_prefix(&format!("{key} = \"")));
        line.unwrap().trim_end_matches('"').to_owned()
    };
    assert!(codebook.contains("## Security (`security`)\n"), "{codebook}");
    for key in ["definition", "counts", "leaves-out"] {
        assert!(codebook.contains(&value(key)), "{key}: {codebook}");
    }
    assert!(!codebook.contains("counterterror*"), "{codebook}");
}

#[test]
fn a_recall_that_rests_on_few_of_many_sentences_is_said_to() {
    let place = Place::with_samples();
    place.run("sample corpus -n 60").well();
    let key = rows(&place.read("coding/key.csv"));
    let sheet = rows(&place.read("coding/sheet.csv"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["id", "text", "repression"]).unwrap();
    let units: Vec<_> = key.iter().filter(|row| row["row"] == "unit").collect();
    for (row, sheet) in units.iter().zip(&sheet) {
        let code = if row["repression"] == "0" { "0" } else { "1" };
        writer.write_record([row["id"].as_str(), &sheet["text"], code]).unwrap();
    }
    place.file("coded.csv", writer.into_inner().unwrap());
    let done = place.run("validate coded.csv --key coding/key.csv --out out");
    done.well();
    let row = &rows(&place.read("out/validation.csv"))[0];
    // All that the sheet shows was found, but it shows a part of the sentences without a match.
    assert_eq!(row["recall"], "1");
    assert!(row["recall_low"].parse::<f64>().unwrap() < 0.5, "{row:?}");
    assert!(row["f1_low"].parse::<f64>().unwrap() < 0.7, "{row:?}");
}

#[test]
fn what_is_no_whole_sheet_of_the_key_is_said() {
    let place = Place::with_samples();
    place.run("sample corpus -n 60").well();
    let sheet = rows(&place.read("coding/sheet.csv"));
    let coded = |rows: usize, code: &dyn Fn(usize) -> &'static str| {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["id", "document", "before", "text", "after", "security", "voice"]).unwrap();
        for (place, row) in sheet.iter().enumerate().take(rows) {
            writer.write_record([&row["id"], &row["document"], "", &row["text"], "", code(place), ""]).unwrap();
        }
        writer.into_inner().unwrap()
    };
    place.file("short.csv", coded(40, &|_| "0"));
    let short = place.run("validate short.csv --key coding/key.csv").err;
    assert!(short.contains("caveat: 20 of 60 units of the key are not in the sheet"), "{short}");
    place.file("ones.csv", coded(60, &|place| if place < 5 { "1" } else { "" }));
    let ones = place.run("validate ones.csv").err;
    assert!(ones.contains("caveat: ones.csv has ones, empty cells and no 0 for security: "), "{ones}");
    assert!(ones.contains("caveat: the passages were drawn by `framelens sample`"), "{ones}");
    let whole = place.file("whole.csv", coded(60, &|_| "0")).run("validate whole.csv --key coding/key.csv").err;
    assert!(!whole.contains("of the key") && !whole.contains("when the sheet was drawn"), "{whole}");
    place.file("the/security.csv", "framing,term\nsecurity,the\n");
    let other = place.run("validate whole.csv --key coding/key.csv --lexicons the/security.csv").err;
    assert!(other.contains("caveat: other passages have a match than when the sheet was drawn"), "{other}");
}
