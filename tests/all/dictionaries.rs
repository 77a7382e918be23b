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
    place.file("one.dic", WORDS.replace("truces\t1\n", ""));
    let one = place.run("score t.txt --lexicons one.dic").err;
    assert!(one.starts_with("caveat: one.dic is not read whole: 1 entry dropped, 0 changed; "), "{one}");
    place.run("lexicon list --lexicons words.dic").well();
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
        "liwc to toml: 2 categories with 5 terms in mine\n\n2 dropped\n  line 9: `:)`: `:)` has no letter and no digit, so \
         no word of a text can meet it\n  line 11: `truces`: `Peace Work` has it already (line 10)\n"
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
    place.run("score t.txt --lexicons none.dic").fails_with(
        "error: cannot read `none.dic`: No such file or directory (os error 2)\n\
         help: give a file, a folder of .toml files, or `built-in`",
    );
    place.run("score t.txt --lexicons security").fails_with(
        "error: cannot read `security`: No such file or directory (os error 2)\n\
         help: `security` is one of the framings of `built-in`, no file",
    );
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
        "lexicoder: 1 category with 2 terms in own.lc3\n\n1 dropped\n  line 15: `own: take * part`: gaps of several words have no \
         counterpart there\n\n4 changed\n  `own`: its coding rule, sources, examples and notes have no place in other formats\n  \
         line 12: `own: peace`: here it meets every word of its stem, there only itself\n  line 19: `own: war*`: its conditions \
         have no counterpart there, so it will match more\n  line 19: `war*`: its weight 0.5 has no place in this format\n"
    );
    assert_eq!(place.read("own.lc3"), "+Own\npeace\nwar*\n");
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
