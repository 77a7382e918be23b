//! Every message says what is wrong, where, and what to do; exit 2, and nothing half written.

use crate::run::Place;

#[test]
fn nothing_to_read_names_what_is_there() {
    let place = Place::new();
    place.file("pictures/a.jpg", "x").file("pictures/b.jpg", "x").file("pictures/notes.docx", "x");
    place.run("score pictures").fails_with(
        "error: no text found in `pictures`; what is there: 1 .docx, 2 .jpg\n\
         help: framelens reads .txt, .md, .csv, .tsv, .jsonl and .parquet",
    );
    std::fs::create_dir(place.path("empty")).unwrap();
    place.run("score empty").fails_with(
        "error: no text found in `empty`\nhelp: framelens reads .txt, .md, .csv, .tsv, .jsonl and .parquet",
    );
    place.run("score nothing-*.txt").fails_with(
        "error: no text found in `nothing-*.txt`\nhelp: framelens reads .txt, .md, .csv, .tsv, .jsonl and .parquet",
    );
    place.run("score pictures/a.jpg").fails_with(
        "error: `pictures/a.jpg` has no ending that is known\nhelp: framelens reads .txt, .md, .csv, .tsv, .jsonl and .parquet",
    );
}

#[test]
fn a_mistyped_path_names_the_nearest() {
    let place = Place::new();
    place.file("speeches/one.txt", "Peace.");
    place
        .run("score speaches")
        .fails_with("error: there is no file or folder `speaches`\nhelp: did you mean `speeches`?");
    place.run("score").fails_with(
        "error: there is no file or folder `corpus`\n\
         help: give a file, a folder, a pattern in quotes, or - for standard input",
    );
}

#[test]
fn bytes_that_are_not_utf8_are_named() {
    let place = Place::new();
    place.file("a.txt", b"Peace.\ncaf\xE9 talks");
    place.run("analyze a.txt").fails_with(
        "error: `a.txt` is not UTF-8: byte 10 (line 2) begins no character\n\
         help: save it as UTF-8, for example: iconv -f WINDOWS-1252 -t UTF-8 IN > OUT",
    );
    // Latin letters in UTF-16 are UTF-8 with zeros between them.
    let wide = |text: &str, mark: &[u8]| -> Vec<u8> {
        mark.iter().copied().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
    };
    for (name, text) in [("w.txt", "Peace talks."), ("w.csv", "id,text\na,x\n"), ("w.jsonl", "{\"id\": 1}\n")] {
        for (mark, encoding) in [(b"\xFF\xFE".as_slice(), "UTF-16"), (b"", "UTF-16LE")] {
            place.file(name, wide(text, mark));
            place.run(&format!("score {name}")).fails_with(&format!(
                "error: `{name}` is not UTF-8: it begins like {encoding}\n\
                 help: save it as UTF-8, for example: iconv -f {encoding} -t UTF-8 IN > OUT"
            ));
        }
    }
    place.file("b.csv", b"id,text\n1,good\n2,caf\xE9\n");
    place.run("score b.csv --out c.csv").fails_saying("this row is not UTF-8: byte 3 of column `text`", "b.csv:3");
}

#[test]
fn an_empty_document_is_a_row_and_no_error() {
    let place = Place::new();
    place.file("empty.txt", "").file("blank.txt", " \n\t\u{FEFF}").file("full.txt", "They want peace talks.");
    let scores = place.run("score empty.txt blank.txt full.txt").well();
    for id in ["empty", "blank"] {
        assert!(scores.contains(&format!("{id},,dialogue,diplomacy,0,0,0,0,,,,,,0,0,0,short-document\n")), "{scores}");
    }
    let done = place.run("analyze empty.txt full.txt");
    assert!(done.err.contains("caveat: no word in empty: its rates stay empty"), "{}", done.err);
    done.well();
}

#[test]
fn columns_that_are_missing_or_ambiguous_are_named() {
    let place = Place::new();
    place.file("a.csv", "name,body\nx,Peace.\n");
    place.run("score a.csv").fails_with(
        "error: `a.csv` has no column `id`\nhelp: the columns are `name`, `body`; name one with --id-column",
    );
    place.run("score a.csv --id-column name").fails_with(
        "error: `a.csv` has no column `text`\nhelp: the columns are `name`, `body`; name one with --text-column",
    );
    place.file("b.csv", "id,text,text\nx,Peace.,War.\n");
    place
        .run("score b.csv")
        .fails_with("error: `b.csv` has 2 columns named `text`\nhelp: rename one of them in the header");
    place.file("c.jsonl", "{\"name\": 1, \"body\": \"Peace.\"}\n");
    place
        .run("score c.jsonl")
        .fails_saying("`c.jsonl:1` has no column `id`", "`body`, `name`; name one with --id-column");
    assert!(place.run("score a.csv --id-column name --text-column body").well().contains("\nx,"));
}

#[test]
fn broken_rows_are_named_with_their_line() {
    let place = Place::new();
    place.file("ragged.csv", "id,text\na,Peace.\nb,War,again\n");
    place
        .run("score ragged.csv --out out.csv")
        .fails_saying("the row has 3 cells where the header has 2", "ragged.csv:3");
    assert!(!place.path("out.csv").exists());
    place.file("open.csv", "id,text\na,\"Peace.\nb,War.\n");
    place
        .run("score open.csv --out out.csv")
        .fails_saying("a quotation mark opened in this row is never closed", "open.csv:2");
    place.file("behind.csv", "id,text\r\na,x\r\nb,\"War\" again\r\nc,y\r\n");
    place
        .run("score behind.csv --out out.csv")
        .fails_saying("a quotation mark closes a cell, and text follows it", "behind.csv:3");
    place.file("lines.csv", "id,text\r\na,x\r\n\r\nb,y,z\r\n");
    place.run("score lines.csv --out out.csv").fails_saying("the row has 3 cells", "lines.csv:4");
    place.file("inch.csv", "id,text\na,a 5\" nail\n");
    assert!(place.run("score inch.csv").well().contains("\na,"));
    place.file("none.csv", "id,text\n");
    place.run("analyze none.csv").fails_saying("no document in the inputs", "a row below its header");
    place.file("bad.jsonl", "{\"id\": \"a\", \"text\": \"Peace.\"}\n{\"id\": \"b\", \"text\": }\n");
    place.run("score bad.jsonl --out out.csv").fails_saying("expected value", "bad.jsonl:2:");
    place.file("list.jsonl", "[{\"id\": \"a\", \"text\": \"Peace.\"}]\n");
    place
        .run("score list.jsonl --out out.csv")
        .fails_saying("invalid type: sequence, expected a JSON object", "list.jsonl:1:");
    assert!(!place.path("out.csv").exists());
}

#[test]
fn two_documents_of_one_id_are_named() {
    let place = Place::new();
    place.file("a/talks.txt", "Peace.").file("b/talks.txt", "War.");
    place.run("analyze a b").fails_with(
        "error: two documents have the id `talks`: a/talks.txt and b/talks.txt\n\
         help: rename one, or give a folder above both so that their paths differ",
    );
    assert!(!place.path("reports").join("scores.csv").exists());
    place.run("score a b --out out.csv").fails_saying("two documents have the id `talks`", "b/talks.txt");
    assert!(!place.path("out.csv").exists());
}

const LEXICON: &str = "schema = 1\n\n[framing]\nid = \"own\"\nlabel = \"Own\"\nfamily = \"dialogue\"\nlanguage = \"en\"\n\
    version = \"1\"\ndefinition = \"d\"\ncounts = \"c\"\nleaves-out = \"l\"\n";

#[test]
fn faults_of_a_lexicon_are_shown_with_line_and_caret() {
    let place = Place::new();
    place.file("a.txt", "Peace.");
    let with = |rest: &str| format!("{LEXICON}\n{rest}");
    place.file("own.toml", with("[[term]]\npattern = \"peace\"\nsource = \"usage\"\nwieght = 2\n"));
    place.run("score a.txt --lexicons own.toml").fails_with(
        "error: unknown key `wieght`\n\
         \x20 --> own.toml:16:1\n\
         \x20  |\n\
         16 | wieght = 2\n\
         \x20  | ^^^^^^\n\
         \x20  |\n\
         \x20  = help: did you mean `weight`?",
    );
    for (rest, what, at) in [
        ("[[term]]\npattern = \"pe*\"\nsource = \"usage\"\n", "`pe*` would meet too many words", "own.toml:14:11"),
        (
            "[[term]]\npattern = \"9/11\"\nsource = \"usage\"\n",
            "`9/11` is never found: no phrase goes on across `/`",
            "own.toml:14:11",
        ),
        (
            "[[term]]\npattern = \"take * action\"\nsource = \"usage\"\n",
            "a `*` standing alone needs its width",
            "own.toml:14:11",
        ),
        (
            "[[term]]\npattern = \"peace\"\nsource = \"usage\"\n\n[[term]]\npattern = \"peaces\"\nsource = \"usage\"\n",
            "`peaces` and `peace` (line 14) are the same once analysed",
            "own.toml:18:11",
        ),
        (
            "[[term]]\npattern = \"peace\"\nsource = \"usage\"\nweight = 0.12345\n",
            "at most four decimals",
            "own.toml:16:10",
        ),
        (
            "[[term]]\npattern = \"peace\"\nsource = \"usage\"\nunless-near = [\"@nobody\"]\n",
            "no class `@nobody`",
            "own.toml:16:16",
        ),
        ("", "the lexicon has no term", "own.toml:3:1"),
    ] {
        place.file("own.toml", with(rest));
        place.run("score a.txt --lexicons own.toml").fails_saying(what, at);
    }
    place.file("other.toml", with("[[term]]\npattern = \"peace\"\nsource = \"usage\"\n"));
    place
        .run("score a.txt --lexicons other.toml")
        .fails_saying("the id is not the file's name, `other`", "other.toml:4:6");
    std::fs::create_dir(place.path("none")).unwrap();
    place.run("score a.txt --lexicons none").fails_saying("no lexicon in `none`", "a lexicon is a .toml file");
}

#[test]
fn all_faults_of_a_lexicon_are_shown_at_once_in_the_order_of_the_file() {
    let place = Place::new();
    let tables = [
        "[[term]]\npatern = \"truce\"\nsource = \"usage\"\n",
        "[[term]]\npattern = \"peace\"\n",
        "[[term]]\npattern = \"accord\"\nsource = \"usage\"\nweight = \"two\"\n",
        "[[term]]\npattern = \"a*b\"\nsource = \"usage\"\n",
        "[[exclude]]\npattern = \"oh peace\"\n",
    ];
    let text = LEXICON.replace("language", "langauge") + &tables.map(|table| format!("\n{table}")).concat();
    place.file("own.toml", text);
    let linted = place.run("lexicon lint own.toml");
    let heads: Vec<&str> =
        linted.out.lines().filter(|line| line.starts_with("error") || line.contains("-->")).collect();
    assert_eq!(
        heads.join("\n"),
        "error[L000]: unknown key `langauge`\n --> own.toml:7:1\n\
         error[L000]: unknown key `patern`\n  --> own.toml:14:1\n\
         error[L000]: the key `source` is missing\n  --> own.toml:17:1\n\
         error[L000]: invalid type: string \"two\", expected a number\n  --> own.toml:23:10\n\
         error[L000]: `a*b` has a `*` where none can stand\n  --> own.toml:26:11\n\
         error[L000]: the key `note` is missing\n  --> own.toml:29:1"
    );
    place.file("own.toml", "schema = 1\nterm = 3\nlabel = Own\n[framing\n");
    let linted = place.run("lexicon lint own.toml").out;
    assert!(linted.contains("own.toml:3:9") && linted.contains("own.toml:4:9"), "{linted}");
    let term = "\n[[term]]\npattern = \"peace\"\nsource = \"usage\"\n";
    place.file("own.toml", format!("{LEXICON}limits = [\"a\"\n{}", term.repeat(9)));
    let linted = place.run("lexicon lint own.toml").out;
    assert!(linted.contains("own.toml:14:") && linted.contains(" more lines are no TOML"), "{linted}");
    place.file("own.toml", format!("{LEXICON}{}", term.repeat(9)));
    let linted = place.run("lexicon lint own.toml").out;
    assert_eq!(linted.matches("are the same once analysed").count(), 8, "{linted}");
    place.file("own.toml", LEXICON.replace("\n\n", "\nterm = 3\n\n"));
    place.run("score own.toml --lexicons own.toml").fails_saying("`term` is not a list of tables", "own.toml:2:8");
}

#[test]
fn faults_of_other_tables_do_not_wait_for_those_of_terms() {
    let place = Place::new();
    let heads = |text: String| {
        place.file("own.toml", text);
        let linted = place.run("lexicon lint own.toml").out;
        let heads = linted.lines().filter(|line| line.starts_with("error") || line.contains("-->"));
        heads
            .map(|line| line.trim_start().replace("error[L000]: ", "").replace("--> own.toml", ""))
            .collect::<Vec<_>>()
            .join("\n")
    };
    let term = |pattern: &str, rest: &str| format!("\n[[term]]\npattern = \"{pattern}\"\nsource = \"usage\"\n{rest}");
    let terms =
        [term("peace", ""), term("peaces", ""), term("a*b", ""), term("truce", "wieght = 2\n"), term("truces", "")];
    let examples = "\n[examples]\nmatch = \"Peace.\"\nnear-mis = []\n";
    assert_eq!(
        heads(LEXICON.replace("\"own\"", "\"two\"").replace("version", "versoin") + &terms.concat() + examples),
        "the id is not the file's name, `own`\n:4:6\n\
         unknown key `versoin`\n:8:1\n\
         `peaces` and `peace` (line 14) are the same once analysed\n:18:11\n\
         `a*b` has a `*` where none can stand\n:22:11\n\
         unknown key `wieght`\n:28:1\n\
         `truces` and `truce` (line 26) are the same once analysed\n:31:11\n\
         invalid type: string \"Peace.\", expected a list\n:35:9\n\
         unknown key `near-mis`\n:36:1"
    );
    let framing = LEXICON.replace("label", "lable").replace("\"dialogue\"", "3").replace("schema = 1", "shcema = 1");
    assert_eq!(
        heads(framing + &term("peace", "")),
        "unknown key `shcema`\n:1:1\n\
         unknown key `lable`\n:5:1\n\
         invalid type: integer `3`, expected a string\n:6:10"
    );
    assert_eq!(heads("schema = 1\n".to_owned() + &term("peace", "")), "the key `framing` is missing\n:1:1");
    assert_eq!(heads(LEXICON.replace("schema = 1", "") + &term("peace", "")), "the key `schema` is missing\n:1:1");
}

#[test]
fn curly_quotation_marks_and_other_encodings_are_named_for_what_they_are() {
    let place = Place::new();
    let term = "\n[[term]]\npattern = \"peace\"\nsource = \"usage\"\n";
    for (straight, curly, at) in [
        ("\"Own\"", "\u{201C}Own\u{201D}", "own.toml:5:9"),
        ("\"Own\"", "\u{2018}Own\u{2019}", "own.toml:5:9"),
        ("\"l\"", "\"l\"\nlimits = [\u{201C}l\u{201D}]", "own.toml:12:11"),
    ] {
        place.file("own.toml", LEXICON.replace(straight, curly) + term);
        let linted = place.run("lexicon lint own.toml").out;
        assert!(linted.contains(at) && linted.contains("help: curly quotation marks: type straight ones"), "{linted}");
    }
    let text = LEXICON.replace("\"d\"", "\"\u{E9}\"") + term;
    let latin: Vec<u8> = text.chars().map(|c| c as u8).collect();
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, encoding) in [(latin, "WINDOWS-1252"), (wide, "UTF-16LE")] {
        place.file("own.toml", bytes);
        let help = format!("help: save it as UTF-8, for example: iconv -f {encoding} -t UTF-8 IN > OUT");
        place.run("lexicon lint own.toml").fails_saying("`own.toml` is not UTF-8", &help);
    }
}

#[test]
fn a_fault_in_corpus_toml_is_shown_with_line_and_caret() {
    let place = Place::new();
    place.file("c/a.txt", "Peace.").file("c/corpus.toml", "tittle = \"x\"\n");
    place.run("score . --out scores.csv").fails_saying("unknown key `tittle`", "c/corpus.toml:1:1");
    place.file("c/corpus.toml", "[[document]]\ngroup = \"x\"\n");
    place.run("score . --out scores.csv").fails_saying("the document has no `id`", "c/corpus.toml:1:1");
    place.file("c/corpus.toml", "[[document]]\nid = \"a\"\ngroup = \"x\"\n");
    place
        .run("analyze c --group-by party")
        .fails_with("error: no document has a `party` to group by\nhelp: the keys are `group`");
    place.file("c.csv", "id,text,party\na,Peace.,\n");
    place
        .run("analyze c.csv --group-by party")
        .fails_with("error: no document has a `party` to group by\nhelp: `party` is there, but always empty");
}

#[test]
fn metadata_is_not_lost_without_a_word() {
    let place = Place::new();
    place.file("sub/x/a.txt", "Peace.").file("sub/x/corpus.toml", "[[document]]\nid = \"aa\"\ngroup = \"g\"\n");
    place.file("sub/Corpus.toml", "[[document]]\nid = \"x/a\"\ngroup = \"g\"\n");
    let said = place.run("score sub --out s.csv").err;
    assert_eq!(said, "caveat: not read: 1 Corpus.toml\ncaveat: corpus.toml names documents that are not there: aa\n");
    place.file(
        "n.jsonl",
        "{\"id\":1,\"text\":\"\",\"group\":12345678901234567890123}\n{\"id\":2,\"text\":\"\",\"group\":1.50}\n",
    );
    let scores = place.run("score n.jsonl").well();
    assert!(scores.contains("\n1,12345678901234567890123,") && scores.contains("\n2,1.50,"), "{scores}");
    let said = place.run("score sub/x/a.txt sub/x/a.txt sub/x/a.txt --out s.csv").err;
    assert_eq!(said, "caveat: 1 file was named more than once and read once\n");
}

#[test]
fn a_mistyped_word_of_the_command_line_is_corrected() {
    let place = Place::with_samples();
    let done = place.run("analyze corpus --outt x");
    assert!(done.code == 2 && done.err.contains("a similar argument exists: '--out'"), "{}", done.err);
    place
        .run("evidence corpus --framing peace-building")
        .fails_with("error: there is no framing `peace-building`\nhelp: did you mean `peacebuilding`?");
    place
        .run("evidence corpus --term zebra")
        .fails_saying("no term has `zebra` in its pattern", "framelens lexicon show");
    place.run("lexicon show diplomcy").fails_saying("there is no framing `diplomcy`", "did you mean `diplomacy`?");
    for threads in ["-1", "5000", "many"] {
        let done = place.run_with(&["score", "corpus", &format!("--threads={threads}")], b"");
        assert!(done.code == 2 && done.err.contains("a number from 0 to 1024"), "{}", done.err);
    }
}

#[test]
fn messages_steer_no_terminal() {
    let place = Place::new();
    place.file("a.jsonl", "{\"id\": \"x\\u001b[31m\", \"text\": \"a\"}\n{\"id\": \"x\\u001b[31m\", \"text\": \"b\"}\n");
    let done = place.run("analyze a.jsonl --color always");
    assert!(done.err.contains("x\\u{1b}[31m"), "{:?}", done.err);
}

#[test]
fn a_table_about_the_texts_beside_it_can_be_left_out() {
    let place = Place::new();
    place.file("in/a.txt", "Peace.").file("in/docvars.csv", "doc,year\na,1999\n");
    let done = place.run("score in");
    assert_eq!(done.code, 2);
    assert_eq!(
        done.err,
        "error: `in/docvars.csv` has no column `id`\nhelp: the columns are `doc`, `year`; name one with --id-column, or leave \
         it out: 'in/**/*.txt'\n"
    );
    place.run("score in/**/*.txt").well();
    place.file("in/more/b.md", "War.");
    assert!(place.run("score in").err.ends_with("leave it out: 'in/**/*.{md,txt}'\n"));
    assert_eq!(place.run("score in/**/*.{md,txt}").well().lines().count(), 1 + 2 * 13);
    place.run("score in/docvars.csv").fails_saying("has no column `id`", "name one with --id-column\n");
}
