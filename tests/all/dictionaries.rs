//! Commands on dictionaries of other programs: what they count, what they say of files that are none.

use crate::run::Place;

/// A dictionary of all kinds of entries, and a text that tells them apart.
const WORDS: &str =
    "%\n1\tPeace Work\n2\tW\u{E4}r\n%\ntruce*\t1\nnew york times\t1\n*war*\t2\n?aid\t2\n:)\t1\nTruces\t1\ntruces\t1\n";
const TEXT: &str = "Truces hold. The New York Times wrote of postwar years. A raid came, and no laid plan. Ms. AID.\n";

#[test]
fn any_command_reads_a_dictionary_of_another_program() {
    let place = Place::new();
    place.file("words.dic", WORDS).file("t.txt", TEXT);
    let scores = place.run("score t.txt --lexicons words.dic");
    assert_eq!(scores.code, 0, "{}", scores.err);
    let rows: Vec<Vec<&str>> = scores.out.lines().skip(1).map(|row| row.split(',').collect()).collect();
    let counts: Vec<(&str, &str)> = rows.iter().map(|row| (row[3], row[6])).collect();
    // raid and laid, and not AID, which has nothing for the question mark.
    assert_eq!(counts, [("peace-work", "2"), ("war", "3")]);
    assert_eq!(
        scores.err,
        "caveat: words.dic is not read whole: 2 entries dropped, 0 changed; `framelens lexicon convert` lists them\n"
    );
    for command in [
        "list --lexicons words.dic",
        "show war --lexicons words.dic",
        "lint words.dic",
        "test words.dic",
        "audit words.dic --on t.txt",
        "suggest words.dic --on t.txt",
        "diff words.dic words.dic",
    ] {
        let said = place.run(&format!("lexicon {command}"));
        assert!(said.code == 0 && said.err.starts_with(&scores.err), "{command}: {}", said.err);
    }
    let mut five = vec!["score", "t.txt"];
    let names: Vec<String> = (0..5).map(|n| format!("d{n}.dic")).collect();
    for (n, name) in names.iter().enumerate() {
        place.file(name, format!("%\n1\tWar {n}\n%\nwar\t1\n:)\t1\n"));
        five.extend(["--lexicons", name]);
    }
    let said = place.run_with(&five, b"").err;
    assert!(said.lines().count() == 5 && said.contains("caveat: d4.dic is not read whole"), "{said}");
    place.file("one.dic", WORDS.replace("truces\t1\n", ""));
    let one = place.run("score t.txt --lexicons one.dic").err;
    assert!(one.starts_with("caveat: one.dic is not read whole: 1 entry dropped, 0 changed; "), "{one}");
    place.run("analyze t.txt --lexicons words.dic --out out").well();
    assert!(place.read("out/manifest.json").contains("words.dic is not read whole"));
}

#[test]
fn a_dictionary_becomes_lexicons_that_count_the_same() {
    let place = Place::new();
    place.file("words.dic", WORDS).file("t.txt", TEXT);
    let converted = place.run("lexicon convert words.dic mine");
    assert_eq!(
        converted.out,
        "liwc to toml: 2 categories with 5 terms in mine\n\n      1 dropped: `:)` has no letter and no digit, so no word of a \
         text can meet it\n      1 dropped: `Peace Work` has it already (line 10)\n\n1 dropped: `:)` has no letter and no digit, so \
         no word of a text can meet it\n  line 9: `:)`\n\n1 dropped: `Peace Work` has it already (line 10)\n  line 11: `truces`\n"
    );
    let counts = |run: &str| {
        let rows = place.run(run).out;
        rows.lines().map(|row| row.split(',').skip(3).take(5).collect::<Vec<_>>().join(",")).collect::<Vec<_>>()
    };
    assert_eq!(counts("score t.txt --lexicons mine"), counts("score t.txt --lexicons words.dic"));
    place.run("lexicon convert words.dic mine").fails_with(
        "error: cannot write `mine/peace-work.toml`: it is there already, and may have been worked on\nhelp: write to another place",
    );
    for to in ["w.dic", "w.yml", "w.cat", "w.lc3", "w.vbpro", "w.csv", "w.tsv", "w.json", "w.dicx"] {
        place.run(&format!("lexicon convert mine {to}")).well();
        assert_eq!(
            counts(&format!("score t.txt --lexicons {to}"))[1..],
            counts("score t.txt --lexicons mine")[1..],
            "{to}"
        );
    }
    let there = place.read("w.csv");
    place.run("lexicon convert words.dic w.csv").fails_with(
        "error: cannot write `w.csv`: it is there already, and may have been worked on\nhelp: write to another place",
    );
    assert_eq!(place.read("w.csv"), there);
}

#[test]
fn words_that_would_become_other_words_are_dropped_and_listed() {
    let place = Place::new();
    let words =
        ["it's", "people's", "*'s", "<3", ":d", "c++", "C#", "#peace", "24/7", "war (cold)", "peace, land", "it'*"];
    place.file("w.lc3", format!("+Words\n{}\n", words.join("\n")));
    let report = place.run("lexicon convert w.lc3 words.toml").well();
    let sign = "and what is left is another word";
    let across = "is never found: no phrase goes on across";
    let expected = format!(
        "lexicoder to toml: 1 category with 3 terms in words.toml\n\n      4 dropped: no word holds `\u{2026}`, {sign}\n      \
         3 dropped: `\u{2026}` {across} `\u{2026}`\n      1 dropped: it cannot be told from `it` here, whose ending `'s` is no part \
         of it\n      1 dropped: no letter and no digit is left of `*'s` in a word\n      1 changed: no word holds `#`, so it meets \
         the same without\n      1 changed: the ending `'s` is no part of a word, so it meets the same without\n\n4 dropped: no word \
         holds `\u{2026}`, {sign}\n  line 5: `<3`: no word holds `<`, {sign}\n  line 6: `:d`: no word holds `:`, {sign}\n  line 7: \
         `c++`: no word holds `++`, {sign}\n  line 8: `C#`: no word holds `#`, {sign}\n\n3 dropped: `\u{2026}` {across} `\u{2026}`\n  \
         line 10: `24/7`: `24/7` {across} `/`\n  line 11: `war (cold)`: `war (cold)` {across} `(`\n  line 12: `peace, land`: \
         `peace, land` {across} `,`\n\n1 dropped: it cannot be told from `it` here, whose ending `'s` is no part of it\n  line 2: \
         `it's`\n\n1 dropped: no letter and no digit is left of `*'s` in a word\n  line 4: `*'s`\n\n1 changed: no word holds `#`, so \
         it meets the same without\n  line 9: `#peace`\n\n1 changed: the ending `'s` is no part of a word, so it meets the same \
         without\n  line 3: `people's`\n"
    );
    assert_eq!(report, expected);
    place.file("t.txt", "It's it, and it'll be the people's peace.\n");
    for lexicons in ["w.lc3", "words.toml"] {
        let found = place.run(&format!("evidence t.txt --lexicons {lexicons} --out -")).well();
        assert_eq!(found.lines().count(), 1 + 3, "{found}");
    }
}

#[test]
fn names_that_clash_or_are_missing_become_files_that_can_be_read() {
    let place = Place::new();
    place.file("n.lc3", "+Classes\na1\n+Peace\nb1\n+peace\nc1\n+peace 2\nd1\n+\ne1\n");
    place.run("lexicon convert n.lc3 mine").well();
    let names: Vec<String> = place.files("mine").into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["classes-2.toml", "n.toml", "peace-2-2.toml", "peace-2.toml", "peace.toml"]);
    place.file("t.txt", "a1 b1 c1 d1 e1\n");
    let found = place.run("evidence t.txt --lexicons mine --out -").well();
    assert_eq!(found.lines().count(), 1 + 5, "{found}");
    let report = "<dictionary><cnode><cnode name=\"Peace\"><pnode name=\"truce\"/></cnode></cnode></dictionary>";
    place.file("y.ykd", report);
    let report = place.run("lexicon convert y.ykd peace.toml").well();
    let named = "1 changed: what has no name in the file is called so, or left out";
    let expected =
        format!("yoshikoder to toml: 1 category with 1 term in peace.toml\n\n      {named}\n\n{named}\n  `Peace`\n");
    assert_eq!(report, expected);
}

#[test]
fn conditions_count_the_same_in_our_own_format() {
    let place = Place::new();
    place.file(
        "r.cat",
        "GOOD\n\tgood (1)\nNOT\n\tno* (1)\nNONE\n\t<3 (1)\nRULE\n\t@A [#GOOD NEAR #NOT /S] (1)\n\t@B [good NOT NEAR #NONE /S] (1)\n\
         \t@C [fine NEAR #NONE /S] (1)\n\t@D [fair NOT AFTER #NOT /S 2] (1)\n",
    );
    place.file("t.txt", format!("Good {} not. Fair, not fair, fine.\n", "word ".repeat(300)));
    let report = place.run("lexicon convert r.cat own").well();
    for loss in [
        "1 dropped: no word of its condition can be looked for, so it is never met\n  line 10: `fine`\n",
        "1 changed: no word of its condition can be looked for, so it has none\n  line 9: `good`\n",
    ] {
        assert!(report.contains(loss), "{report}");
    }
    let counts = |lexicons: &str| {
        let rows = place.run(&format!("score t.txt --lexicons {lexicons}")).well();
        rows.lines().skip(1).map(|row| row.split(',').skip(3).take(5).collect::<Vec<_>>().join(",")).collect::<Vec<_>>()
    };
    assert_eq!(counts("own"), counts("r.cat"));
}

#[test]
fn files_that_are_no_dictionaries_are_named_as_what_they_are() {
    let place = Place::new();
    place
        .file("zip.dic", b"PK\x03\x04....")
        .file("secret.dic", [7_u8, 2, 200, 0, 1, 9].repeat(40))
        .file("coded.dic", "aGVsbG8gd29ybGQgdGhpcyBpcyBlbmNyeXB0ZWQ9PTEyMzQ1Njc4OTBhYmNkZWZnaGlqa2xtbm9w\n")
        .file("latin.dic", b"%\n1\tfr\xE9\n%\n\xE9t\xE9*\t1\n")
        .file("mac.dic", "%\r1\tpeace\r%\rtruce\t1\r")
        .file("prose.txt", "Nothing of the kind.\n")
        .file("t.txt", "L'\u{E9}t\u{E9} brings a truce.\n");
    let help =
        "help: export it as plain text from the program that made it; encrypted dictionaries of LIWC cannot be read";
    for (file, what) in [
        ("zip", "is a zip archive"),
        ("secret", "is encrypted or in a format of its own"),
        ("coded", "is encrypted or encoded as base64"),
    ] {
        place
            .run(&format!("score t.txt --lexicons {file}.dic"))
            .fails_with(&format!("error: `{file}.dic` holds no text: it {what}\n{help}"));
    }
    place.run("score t.txt --lexicons latin.dic").fails_with(
        "error: `latin.dic` is not UTF-8: byte 6 (line 2) begins no character\n\
         help: convert it: `framelens lexicon convert FILE OUT --encoding windows-1252`, or whatever it is in",
    );
    place.run("lexicon convert latin.dic fre.toml --encoding windows-1252").well();
    assert!(place.read("fre.toml").contains("pattern = \"\u{E9}t\u{E9}*\""));
    place.run("lexicon convert latin.dic x.toml --encoding klingon").fails_with(
        "error: `klingon` is no encoding known here\nhelp: such as utf-8, windows-1252, iso-8859-2, shift_jis or euc-jp",
    );
    assert_eq!(place.run("score t.txt --lexicons mac.dic").out.lines().count(), 2);
    place.run("score t.txt --lexicons prose.txt").fails_with(
        "error: `prose.txt` is neither a lexicon nor a dictionary in a format known here\nhelp: name the format: `framelens \
         lexicon convert FILE OUT --from liwc|dicx|yaml|yoshikoder|wordstat|lexicoder|vbpro|csv|tsv|json`",
    );
    place.file("signs.csv", "term,category\n:),joy\n:(,grief\n");
    for command in ["score t.txt --lexicons signs.csv", "lexicon convert signs.csv mine"] {
        place.run(command).fails_with(
            "error: nothing in `signs.csv` can be looked for\n  line 2: `:)` dropped: `:)` has no letter and no digit, so no word \
             of a text can meet it\n  line 3: `:(` dropped: `:(` has no letter and no digit, so no word of a text can meet it\n  \
             `joy` dropped: the category has no word that can be looked for\n  and 1 more\n\
             help: lexicons/README.md says what is read of dictionaries of other programs",
        );
    }
    place.run("score t.txt --lexicons none.dic").fails_with(
        "error: cannot read `none.dic`: No such file or directory (os error 2)\n\
         help: give a file, a folder of .toml files, or `built-in`",
    );
    place.run("score t.txt --lexicons security").fails_with(
        "error: cannot read `security`: No such file or directory (os error 2)\n\
         help: `security` is one of the framings of `built-in`, no file",
    );
}

/// The table of quanteda's `tokens_lookup`, with the dictionary as a file of its own and the counts as a user sees them.
#[test]
fn an_imported_dictionary_counts_as_quanteda_does() {
    let york = ("The New York Times is a New York paper", "city: [New York]\npaper: [New York Times]\n");
    let islands =
        ("British Virgin Islands is a British overseas territory", "gb: [British]\nvg: [British Virgin Islands]\n");
    let steps = ("a b c d e", "k1: [a b c]\nk2: [b c d]\nk3: [c d e]\nk4: [c d]\n");
    let wild = ("Peacemakers and peace-talks, women and woman.", "k1: ['peace*', 'wom?n']\n");
    let cases: [(&str, &str, &[u64], &[u64]); 4] = [
        (york.0, york.1, &[2, 1], &[1, 1]),
        (islands.0, islands.1, &[2, 1], &[1, 1]),
        (steps.0, steps.1, &[1, 1, 1, 1], &[1, 1, 1, 0]),
        (wild.0, wild.1, &[4], &[4]),
    ];
    for (text, dictionary, key, whole) in cases {
        let place = Place::new();
        place.file("text.txt", text).file("words.yml", dictionary);
        for (overlap, expected) in [("within-framing", key), ("across-framings", whole)] {
            let command = format!("score text.txt --lexicons words.yml --match word --overlap {overlap}");
            let scores = place.run(&command).well();
            let matches: Vec<u64> = csv::Reader::from_reader(scores.as_bytes())
                .deserialize()
                .map(|row| {
                    let row: std::collections::BTreeMap<String, String> = row.unwrap();
                    row["matches"].parse().unwrap()
                })
                .collect();
            assert_eq!(matches, expected, "{text} {overlap}");
        }
    }
}
