//! Dictionaries of other programs: what is read, what is listed as lost, and that nothing else is.

use framelens::lexicon::Weight;
use framelens::lexicon::exchange::{Category, Dictionary, Entry, EntryKind, Format, Imported, LowLine};
use framelens::source::Source;

use crate::run::Place;

pub fn read(format: Format, text: &str) -> Imported {
    format.read(&Source::new("d.txt", text), LowLine::Space).unwrap_or_else(|fault| panic!("{fault}"))
}

/// A line a category with what it counts: `A/B: truce* war=0.5`.
pub fn shown(dictionary: &Dictionary) -> Vec<String> {
    let entry = |entry: &Entry| {
        let weight = if entry.weight == Weight::ONE { String::new() } else { format!("={}", entry.weight) };
        format!("{}{weight}", entry.pattern)
    };
    let line = |(path, category): (Vec<&str>, &Category)| {
        let entries: Vec<String> = category.entries.iter().map(entry).collect();
        format!("{}: {}", path.join("/"), entries.join(", ")).trim_end().to_owned()
    };
    dictionary.paths().into_iter().map(line).collect()
}

fn lost(imported: &Imported) -> Vec<String> {
    imported.losses.iter().map(ToString::to_string).collect()
}

/// What a text of a format becomes, and nothing of it is lost.
fn whole(format: Format, text: &str, expected: &[&str]) {
    let imported = read(format, text);
    assert_eq!(shown(&imported.dictionary), expected, "{text}");
    assert_eq!(lost(&imported), Vec::<String>::new(), "{text}");
}

/// What it becomes, and what is said of the rest.
fn partly(format: Format, text: &str, expected: &[&str], losses: &[&str]) {
    let imported = read(format, text);
    assert_eq!(shown(&imported.dictionary), expected, "{text}");
    assert_eq!(lost(&imported), losses, "{text}");
}

fn fault(format: Format, text: &str) -> String {
    format.read(&Source::new("d.txt", text), LowLine::Space).unwrap_err().to_string()
}

#[test]
fn liwc_reads_every_way_of_parting_numbers_from_words() {
    let expected = &["peace: accord*, truce", "war: raid, truce"];
    whole(Format::Liwc, "%\n1\tpeace\n2\twar\n%\naccord*\t1\nraid\t2\ntruce\t1\t2\n", expected);
    whole(Format::Liwc, "%\r\n01\tpeace\r\n02\twar\r\n%\r\naccord*\t1\r\nraid\t2\r\ntruce\t1\t2\r\n", expected);
    whole(Format::Liwc, "%\n1 peace\n2   war \n%\naccord*  01\nraid 2\ntruce 1 2 \n", expected);
    whole(Format::Liwc, "\n%\n\n1\tpeace\n\n2\twar\n%\n\naccord*\t1\n\nraid \t2\ntruce\t1\ntruce\t2\n", expected);
    whole(Format::Liwc, "%\n1\tpeace\n%\n9 11 raid\t1\ncivil rights\t1\n", &["peace: 9 11 raid, civil rights"]);
    whole(Format::Liwc, "%\n1\tNA\n%\nmp3 player 1\n", &["NA: mp3 player"]);
}

#[test]
fn liwc_keeps_its_levels_whatever_blank_lines_stand_between() {
    let text = "%\n1\tverb\n\n\t2\tpast\n\t\t3\tperfect\n\telse\n\t\t4\ttime\n5\tother\n%\nran\t2\nhad run\t3\nnow\t4\nthing\t5\nis\t1\n";
    whole(
        Format::Liwc,
        text,
        &[
            "verb: is",
            "verb/past: ran",
            "verb/past/perfect: had run",
            "verb/else:",
            "verb/else/time: now",
            "other: thing",
        ],
    );
}

#[test]
fn liwc_lists_what_it_cannot_carry() {
    partly(
        Format::Liwc,
        "% v1\n1\tpeace\n2\twar\n%\nlike\t(02 134)1/2 (02 134)2\nkind\t<of>1/2\nlittle\t1\t7\nfoo\nloud\t9\n",
        &["peace: little", "war: like"],
        &[
            "line 1: `% v1` changed: what stands behind the `%` is passed over",
            "line 5: `like` changed: conditions in brackets have no counterpart here; the categories after them are kept",
            "line 6: `kind\t<of>1/2` dropped: conditions on the word before (`<of>`) have no counterpart here",
            "line 7: `little` changed: `7` is no category of the legend",
            "line 8: `foo` dropped: it names no category of the legend",
            "line 9: `loud` changed: `9` is no category of the legend",
            "line 9: `loud` dropped: it names no category of the legend",
        ],
    );
    assert!(fault(Format::Liwc, "1\tpeace\ntruce\t1\n").contains("no legend: LIWC names its categories"));
}

#[test]
fn the_table_of_liwc_22_says_by_cells_what_belongs() {
    whole(
        Format::Dicx,
        "DicTerm,Peace,War\ntruce*,1,\n\"peace, now\",X,\nraid,,0.5\n",
        &["Peace: truce*, peace, now", "War: raid=0.5"],
    );
    partly(
        Format::Dicx,
        "Entry,Peace\nword,\nzero,0\nmaybe,yes\nfine,0.33333\n",
        &["Peace: fine=0.3333"],
        &[
            "line 2: `word` dropped: no category is marked for it",
            "line 3: `zero` dropped: its weight is 0, and what weighs nothing is not looked for",
            "line 4: `maybe` dropped: its weight `yes` is no number from -1000 to 1000",
            "line 5: `fine` changed: its weight 0.33333 is rounded to 0.3333",
        ],
    );
}

#[test]
fn yaml_takes_words_as_written() {
    let text = "US:\n  MA: Boston\n  '': [Washington DC]\n  __: capital\nempty:\nlist:\n- {B: [x]}\n- z\n";
    whole(Format::Yaml, text, &["US: Washington DC, capital", "US/MA: Boston", "empty:", "list: z", "list/B: x"]);
    partly(
        Format::Yaml,
        "A: [no, 1990, \"y\"]\ny: true\nA: [more]\n",
        &["A: no, 1990, y, more", "y: true"],
        &[
            "line 1: `no` changed: YAML may see a truth value in it; read as written, which quotes make sure",
            "line 1: `1990` changed: YAML may see a number in it; read as written, which quotes make sure",
            "line 2: `true` changed: YAML may see a truth value in it; read as written, which quotes make sure",
            "line 3: `A` changed: the name stands twice on one level, and both are read as one",
        ],
    );
    let alias = fault(Format::Yaml, "A:\n- peace\n- *war\n");
    assert!(alias.contains("d.txt:3:") && alias.contains("write the word in quotes"), "{alias}");
    for goes_on in ["A: [truce]\n---\nB: [raid]\n", "  A: [truce]\nC: [war]\n"] {
        let fault = fault(Format::Yaml, goes_on);
        assert!(fault.contains("no YAML") && fault.contains("d.txt:2:"), "{fault}");
    }
    whole(Format::Yaml, "---\nA: [truce]\n...\n", &["A: truce"]);
    assert!(fault(Format::Yaml, "- a\n- b\n").contains("the file holds no categories"));
    assert!(fault(Format::Yaml, "'': [a]\n").contains("the outermost category has no name"));
    let deep = (0..200).fold(String::new(), |text, depth| text + &" ".repeat(depth) + "a:\n");
    assert!(fault(Format::Yaml, &deep).contains("too many levels"), "{}", fault(Format::Yaml, &deep));
}

#[test]
fn json_is_the_same_tree() {
    let text = "{\"US\": {\"MA\": \"Boston\", \"\": [\"Washington DC\"]},\n \"num\": [1990, null]}";
    whole(Format::Json, text, &["US: Washington DC", "US/MA: Boston", "num: 1990"]);
    let broken = fault(Format::Json, "{\"a\": [\"b\",\n  oops]}");
    assert!(broken.contains("d.txt:2:3") && broken.contains("no JSON"), "{broken}");
    assert!(fault(Format::Json, &"[".repeat(5_000)).contains("no JSON"));
}

#[test]
fn yoshikoder_keeps_the_words_of_categories_that_hold_others() {
    let text = "<?xml version=\"1.0\"?><dictionary style=\"050805\" patternengine=\"substring\"><cnode name=\"Root\">\
        <cnode name=\"Peace\" desc=\"what joins\"><pnode name=\"truce*\" score=\"0.5\"/><pnode name=\"what?\"/>\
        <cnode name=\"Talks\"><pnode name=\"envoy\" score=\"x\"/></cnode></cnode></cnode></dictionary>";
    partly(
        Format::Yoshikoder,
        text,
        &["Root:", "Root/Peace: truce*=0.5", "Root/Peace/Talks: envoy"],
        &[
            "line 1: `what?` dropped: Yoshikoder looks for the question mark itself, and no word holds one",
            "line 1: `envoy` changed: its score `x` is no number, so it weighs 1",
        ],
    );
    let imported = read(Format::Yoshikoder, text);
    assert_eq!(shown(&imported.dictionary.without_root()), ["Peace: truce*=0.5", "Peace/Talks: envoy"]);
}

#[test]
fn yoshikoder_reads_its_older_style_and_its_expressions() {
    let old = "<dictionary style=\"041204\">\n <category>\n  <name>Peace</name>\n  <comment>c</comment>\n  <pattern>\n   \
        <name>truce</name>\n   <score>2</score>\n  </pattern>\n </category>\n</dictionary>\n";
    whole(Format::Yoshikoder, old, &["Peace: truce=2"]);
    let regex =
        "<dictionary patternengine=\"regexp\"><cnode name=\"P\"><pnode name=\"tru(ce|st)\"/></cnode></dictionary>";
    let imported = read(Format::Yoshikoder, regex);
    assert_eq!(imported.dictionary.categories[0].entries[0].kind, EntryKind::Regex);
    assert!(Format::Yoshikoder.write(&imported.dictionary).text.contains("patternengine=\"regexp\""));
    assert!(fault(Format::Yoshikoder, "<dictionary>\n<cnode></dictionary>").contains("d.txt:2:"));
    assert!(fault(Format::Yoshikoder, "<html></html>").contains("no `dictionary`"));
    let bomb = "<!DOCTYPE d [<!ENTITY a \"aa\">]><dictionary>&a;</dictionary>";
    assert!(fault(Format::Yoshikoder, bomb).contains("no XML"));
}

#[test]
fn yoshikoder_lists_what_stands_in_no_category_and_what_is_joined() {
    let text = "<dictionary>\n<pnode name=\"stray\"/>\n<cnode name=\"A\" desc=\"d\"><pnode name=\"truce\"/></cnode>\n\
        <cnode name=\"A\"><pnode name=\"raid\"/></cnode></dictionary>";
    partly(
        Format::Yoshikoder,
        text,
        &["A: truce, raid"],
        &[
            "line 2: `stray` dropped: it stands in no category",
            "line 4: `A` changed: the name stands twice on one level, and both are read as one",
        ],
    );
    assert_eq!(read(Format::Yoshikoder, text).dictionary.categories[0].description.as_deref(), Some("d"));
}

#[test]
fn wordstat_reads_levels_weights_and_low_lines() {
    whole(
        Format::WordStat,
        "+STATE+\r\n\tCIVIL_WAR (1)\r\n\tBAR (10)\r\n \tBAZ (0.5)  \r\nCULTURE\r\n\tPEOPLE (1)\r\n\tHIGH\r\n\t\tART (1)\r\nNA\r\n\tNAMIBIA (1)\r\n",
        &["+STATE+: CIVIL WAR, BAR=10, BAZ=0.5", "CULTURE: PEOPLE", "CULTURE/HIGH: ART", "NA: NAMIBIA"],
    );
    partly(
        Format::WordStat,
        "A\n\tFOO (1)\n\tBARE\n\tNULL (0)\n",
        &["A: FOO, BARE"],
        &[
            "line 3: `BARE` changed: it has no weight, and weighs 1",
            "line 4: `NULL` dropped: its weight is 0, and what weighs nothing is not looked for",
        ],
    );
    let kept = Format::WordStat.read(&Source::new("d.cat", "A\n\tCIVIL_WAR (1)\n"), LowLine::Kept).unwrap();
    assert_eq!(shown(&kept.dictionary), ["A: CIVIL_WAR"]);
}

#[test]
fn common_rules_of_wordstat_count_what_they_say() {
    let place = Place::new();
    let rule =
        |rule: &str| format!("GOOD\n\tgood (1)\n\tfine (1)\nNOT\n\tnot (1)\n\tnever (1)\nRULE\n\t@R [{rule}] (1)\n");
    let count = |rule_text: &str, text: &str| {
        place.file("d.cat", rule(rule_text)).file("t.txt", text);
        let run = place.run("evidence t.txt --framing rule --lexicons d.cat --out -");
        assert_eq!(run.code, 0, "{}", run.err);
        run.out.lines().count() - 1
    };
    let text = "It is not a good day, and this is fine. Not fine. The fine was never paid.\n";
    assert_eq!(count("#GOOD AFTER #NOT /S 3", text), 2);
    assert_eq!(count("#GOOD NOT AFTER #NOT /S 3", text), 2);
    assert_eq!(count("#GOOD BEFORE #NOT /S 3", text), 1);
    assert_eq!(count("#GOOD NEAR #NOT /S", text), 4);
    assert_eq!(count("good NEAR #NOT /S 2", text), 1);
    assert_eq!(count("good NEAR #NOT /S 2] (5)\n\t@S [good NOT NEAR #NOT /S 2", "Good. Not good.\n"), 2);
    place.file("w.cat", "GOOD\n\tgood (2)\nNOT\n\tno* (1)\nRULE\n\t@R [#GOOD NOT AFTER #NOT] (5)\n");
    place.file("t.txt", "Good. Not good.\n");
    let scores = place.run("score t.txt --lexicons w.cat").well();
    let cells = |row: &str| row.split(',').map(str::to_owned).collect::<Vec<_>>();
    let weighted = cells(scores.lines().next().unwrap()).iter().position(|name| name == "weighted").unwrap();
    let row = scores.lines().map(cells).find(|row| row.contains(&"rule".to_owned())).unwrap();
    assert_eq!(row[weighted], "5", "{scores}");
    let nowhere = read(Format::WordStat, &rule("#GOOD AFTER #NOT /S 0"));
    assert_eq!(lost(&nowhere), ["line 8: `@R [#GOOD AFTER #NOT /S 0]` dropped: a rule of a form that is not read"]);
    let unread = read(Format::WordStat, &rule("#GOOD WITHIN #NOT"));
    assert_eq!(lost(&unread), ["line 8: `@R [#GOOD WITHIN #NOT]` dropped: a rule of a form that is not read"]);
    let unknown = read(Format::WordStat, &rule("#GOOD NEAR #NONE /S"));
    assert_eq!(
        lost(&unknown),
        ["line 8: `@R [#GOOD NEAR #NONE /S]` dropped: it names a category that is not in the file"]
    );
    let nested = read(Format::WordStat, &rule("#GOOD NEAR #NOT /S] (1)\n\t@S [#RULE NEAR #NOT /S"));
    let unseen = "what it counts has no word but by rules, which it does not see";
    assert_eq!(lost(&nested), [format!("line 9: `@S [#RULE NEAR #NOT /S]` dropped: {unseen}")]);
    let mixed =
        "GOOD\n\tgood (1)\n\t@R [#GOOD NEAR #NOT /S] (1)\nNOT\n\tnot (1)\nRULE\n\t@S [#GOOD NEAR #NOT /S] (1)\n";
    let words = "of `GOOD` it sees the words, not what its rules count";
    assert_eq!(lost(&read(Format::WordStat, mixed)), [format!("line 7: `@S [#GOOD NEAR #NOT /S]` changed: {words}")]);
}

#[test]
fn lexicoder_and_vbpro_name_categories_without_their_signs() {
    whole(
        Format::Lexicoder,
        "+A CATEGORY\ntruce*\nnot  good\n\n+NA\nNamibia\n",
        &["A CATEGORY: truce*, not good", "NA: Namibia"],
    );
    whole(Format::Vbpro, ">>Peace<<\ntruce\n>>War<<\nraid\n", &["Peace: truce", "War: raid"]);
    partly(
        Format::Lexicoder,
        "early\n+A\nlate\n",
        &["A: late"],
        &["line 1: `early` dropped: it stands before the first category"],
    );
}

#[test]
fn tables_of_terms_are_read_with_and_without_a_header() {
    whole(Format::Csv, "word,sentiment\ntruce,peace\n\"raid, air\",war\n", &["peace: truce", "war: raid, air"]);
    whole(Format::Tsv, "term\tcategory\tweight\ntruce\tpeace\t0.5\nwar\tpeace\t-1\n", &["peace: truce=0.5, war=-1"]);
    whole(Format::Tsv, "peace\ttruce\taccord\nwar\traid\n", &["peace: truce, accord", "war: raid"]);
    whole(Format::Tsv, "good\t1.9\t0.9\t[2, 1]\nbad\t-2.5\t0.7\t[-3, -2]\n", &["d: good=1.9, bad=-2.5"]);
    whole(Format::Tsv, "aback\tfear\t0.5\nrage\tanger\t1\n", &["fear: aback=0.5", "anger: rage"]);
    whole(Format::Tsv, "talk\tword\tphrase\nwar\traid\tbomb\n", &["talk: word, phrase", "war: raid, bomb"]);
    partly(
        Format::Csv,
        "word,category,polarity\ntruce,peace,1\n",
        &["peace: truce"],
        &["line 1: `polarity` dropped: a column that is none of terms, categories or weights"],
    );
    for (format, table) in [(Format::Csv, "word,emotion\njoy,happy\n"), (Format::Tsv, "word\temotion\njoy\thappy\n")] {
        let fault = fault(format, table);
        assert!(fault.contains("no column of categories is known among `emotion`"), "{fault}");
    }
    let numbered = fault(Format::Tsv, "id\tword\temotion\n1\ttruce\tcalm\n2\traid\tanger\n");
    assert!(numbered.contains("no column of categories is known among `id`, `emotion`"), "{numbered}");
    assert!(fault(Format::Csv, "truce,peace\nraid,war\n").contains("no header says which column"));
}

#[test]
fn content_tells_the_format_whatever_the_name() {
    for (text, format) in [
        ("%\n1\ta\n%\nb\t1\n", Some(Format::Liwc)),
        ("DicTerm,A,B\nx,1,\n", Some(Format::Dicx)),
        ("Entry,A\nx,1\n", Some(Format::Dicx)),
        ("A:\n- x\n", Some(Format::Yaml)),
        ("A: x\nB: [y]\n", Some(Format::Yaml)),
        ("<?xml version='1.0'?>\n<dictionary/>", Some(Format::Yoshikoder)),
        ("A\n\tX (1)\n", Some(Format::WordStat)),
        ("+STATE+\n\tX (1)\n", Some(Format::WordStat)),
        ("+A\nx\n", Some(Format::Lexicoder)),
        (">>A<<\nx\n", Some(Format::Vbpro)),
        ("word,sentiment\nx,a\n", Some(Format::Csv)),
        ("term,weight\nx,1\n", Some(Format::Csv)),
        ("term\tcategory\nx\ta\n", Some(Format::Tsv)),
        ("{\"a\": []}", Some(Format::Json)),
        ("Just a text about something.\n", None),
        ("<html><body/></html>", None),
        ("", None),
    ] {
        assert_eq!(Format::of(&Source::new("any.cat", text)), format, "{text}");
    }
}
