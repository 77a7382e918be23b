//! What a lexicon finds in a text: patterns, rules, overlaps, voice.

use framelens::counts::Ledger;
use framelens::ids::DocId;
use framelens::matching::Instrument;
use tempfile::TempDir;

/// Reads a text with lexicons of one framing each, given as TOML after the heading. Gives framing, term, text and voice of
/// every match in order.
fn read(lexicons: &[(&str, &str)], text: &str) -> Vec<[String; 4]> {
    let folder = TempDir::new().unwrap();
    let mut paths = Vec::new();
    for (id, rest) in lexicons {
        let head = format!(
            "schema = 1\n[framing]\nid = \"{id}\"\nlabel = \"{id}\"\nfamily = \"own\"\nlanguage = \"en\"\nversion = \"1\"\n\
             definition = \"d\"\ncounts = \"c\"\nleaves-out = \"l\"\n{rest}"
        );
        let path = folder.path().join(format!("{id}.toml"));
        std::fs::write(&path, head).unwrap();
        paths.push(path);
    }
    let instrument = Instrument::load(&paths).unwrap_or_else(|error| panic!("{error}"));
    let patterns: Vec<String> =
        instrument.library().terms().map(|(_, _, term)| term.pattern.as_str().to_owned()).collect();
    let id = DocId::new("d").unwrap();
    let mut ledger = Ledger::new(&id, text, Vec::new());
    instrument.reader().read(text, 0, &mut ledger);
    let rows = ledger.into_record();
    rows.iter()
        .map(|row| {
            let framing = instrument.library().get(row.framing).id.to_string();
            [framing, patterns[row.term.index()].clone(), row.text().to_owned(), row.voice.to_string()]
        })
        .collect()
}

/// Plain terms, one a comma.
fn terms(patterns: &str) -> String {
    patterns.split(", ").map(|pattern| format!("[[term]]\npattern = \"{pattern}\"\nsource = \"usage\"\n")).collect()
}

fn texts(lexicon: &str, text: &str) -> Vec<String> {
    read(&[("a", lexicon)], text).into_iter().map(|[_, _, text, _]| text).collect()
}

fn voices(text: &str) -> Vec<String> {
    read(&[("a", &terms("peace, occupation*, war"))], text).into_iter().map(|[_, _, _, voice]| voice).collect()
}

#[test]
fn longest_first_then_leftmost_and_framings_apart() {
    let york = "The New York Times is a New York paper";
    let both = read(&[("paper", &terms("new york times")), ("town", &terms("new york"))], york);
    let found: Vec<(&str, &str)> = both.iter().map(|row| (row[0].as_str(), row[2].as_str())).collect();
    assert_eq!(found, [("paper", "New York Times"), ("town", "New York"), ("town", "New York")]);
    assert_eq!(texts(&terms("new york, new york times"), york), ["New York Times", "New York"]);
    assert_eq!(texts(&terms("aa bb, bb cc"), "aa bb cc"), ["aa bb"]);
    assert_eq!(texts(&terms("aa bb aa"), "aa bb aa bb aa"), ["aa bb aa"]);
    assert_eq!(read(&[("k1", &terms("peace")), ("k2", &terms("peace"))], "peace now").len(), 2);
}

#[test]
fn words_meet_by_stem_form_case_or_beginning() {
    assert_eq!(texts(&terms("negotiate"), "They negotiated; negotiations, negligent."), ["negotiated", "negotiations"]);
    let form = "[[term]]\npattern = \"unit\"\nmatch = \"word\"\nsource = \"usage\"\n";
    assert_eq!(texts(form, "United units, a Unit."), ["Unit"]);
    let case = "[[term]]\npattern = \"March\"\nmatch = \"case\"\nsource = \"usage\"\n";
    assert_eq!(texts(case, "In March they march."), ["March"]);
    assert_eq!(
        texts(&terms("coloni*"), "Colonial, colonies, colonel, de-colonising"),
        ["Colonial", "colonies", "colonising"]
    );
}

#[test]
fn possessives_apostrophes_and_acronyms() {
    assert_eq!(texts(&terms("orla"), "Orla\u{2019}s Orla's ORLA"), ["Orla\u{2019}s", "Orla's", "ORLA"]);
    assert_eq!(texts(&terms("don't"), "don\u{2019}t don't"), ["don\u{2019}t", "don't"]);
    assert_eq!(texts(&terms("us"), "The U.S. told us."), ["us"]);
}

#[test]
fn phrases_take_hyphens_spaces_or_nothing_and_end_at_marks() {
    let phrase = terms("peace building");
    assert_eq!(
        texts(&phrase, "peace-building, peacebuilding; peace building"),
        ["peace-building", "peacebuilding", "peace building"]
    );
    for apart in [
        "We want peace. Talks failed",
        "peace. talks",
        "peace.talks",
        "Peace, talks",
        "Peace (talks)",
        "Peace \u{2014} talks",
    ] {
        assert!(texts(&terms("peace talks"), apart).is_empty(), "{apart}");
    }
    assert_eq!(texts(&terms("gen smith"), "They met Gen. Smith"), ["Gen. Smith"]);
    assert_eq!(texts(&terms("peace talks"), "the \u{201C}peace\u{201D} talks"), ["peace\u{201D} talks"]);
    assert!(texts(&terms("war poor"), "war on the poor").is_empty());
}

#[test]
fn gaps_reach_as_far_as_they_say() {
    let gap = "[[term]]\npattern = \"take * action\"\ngap = 2\nsource = \"usage\"\n";
    assert_eq!(
        texts(
            gap,
            "Take action. Take direct action. They took very direct action. Take some very direct action. Take, please, action."
        ),
        ["Take action", "Take direct action", "Take, please, action"]
    );
}

#[test]
fn exclusions_win_over_what_they_contain() {
    let lexicon =
        terms("human rights") + "[[exclude]]\npattern = \"Human Rights Watch\"\nmatch = \"case\"\nnote = \"a name\"\n";
    assert_eq!(texts(&lexicon, "Human Rights Watch spoke of human rights watched."), ["human rights"]);
}

#[test]
fn any_alternative_of_a_term_will_do() {
    let term =
        "[[term]]\npattern = \"strike|cease fire | (hunger | bread) * march(|es)\"\ngap = 2\nsource = \"usage\"\n";
    let text =
        "They strike after the ceasefire. A cease-fire, a hunger and bread march, fire and hunger. Bread marches.";
    assert_eq!(texts(term, text), ["strike", "ceasefire", "cease-fire", "hunger and bread march", "Bread marches"]);
}

/// Two terms may look for one word under conditions of their own: a second way to count, and one match.
#[test]
fn a_word_may_stand_in_two_terms_with_different_rules() {
    let terms = "[[term]]\npattern = \"strike | walkout\"\nsource = \"usage\"\nonly-near = [\"union*\"]\n\
                 [[term]]\npattern = \"strike | march\"\nsource = \"usage\"\nonly-near = [\"wage*\"]\n";
    assert_eq!(texts(terms, "A strike for wages. A strike. The unions strike over wages."), ["strike", "strike"]);
}

/// Beyond so many lists of words the matcher keeps no bits for them.
#[test]
fn thousands_of_terms_may_have_rules_of_their_own() {
    let term = |n| format!("[[term]]\npattern = \"aa{n}\"\nsource = \"usage\"\nonly-near = [\"bb{n}\"]\n");
    let terms: String = (0..2_100).map(term).collect();
    let text = "Aa7 and bb7. Aa7 and bb8. Bb2099 after bb7 before aa2099. Aa2099 with bb7. Bb2060 and aa2099, aa2060.";
    assert_eq!(texts(&terms, text), ["Aa7", "aa2099", "aa2060"]);
}

#[test]
fn rules_look_where_they_say() {
    let rule = |rule: &str| format!("[[term]]\npattern = \"strike\"\nsource = \"usage\"\n{rule}\n");
    let of = |r: &str, text: &str| texts(&rule(r), text).len();
    assert_eq!(
        of(
            "unless-before = [\"air\", \"@military\"]",
            "An air strike, a missile strike. The army, strikes by dockers."
        ),
        1
    );
    assert_eq!(of("unless-after = [\"out\"]", "They strike out. They strike and go out."), 1);
    assert_eq!(of("unless-near = [\"bomb*\"]", "Bombs fell in the strike. The strike went on."), 1);
    assert_eq!(
        of("only-near = { words = [\"workers\"], within = 2 }", "Workers strike. Workers from the north strike."),
        1
    );
    assert_eq!(of("only-near = [\"union*\"]", "A strike, said the unions. A strike."), 1);
}

#[test]
fn quotation_marks_tell_the_voice() {
    assert_eq!(voices("They want peace."), ["own"]);
    assert_eq!(voices("\u{201C}We want peace and no more,\u{201D} she said."), ["quoted"]);
    assert_eq!(voices("\"We want peace and no more,\" she said. It was war."), ["quoted", "own"]);
    assert_eq!(voices("The so-called \u{201C}peace\u{201D} is a war."), ["scare-quoted", "own"]);
    assert_eq!(voices("She called it \u{2018}occupation\u{2019} at last."), ["quoted"]);
    assert_eq!(voices("The workers' peace and the miners\u{2019} war"), ["own", "own"]);
    assert_eq!(voices("\u{2018}The workers\u{2019} peace is ours now,\u{2019} he wrote. Then war."), ["quoted", "own"]);
    assert_eq!(
        voices("He said: \u{201C}They told us \u{2018}no peace\u{2019} for years, and then war.\u{201D} War came."),
        ["quoted-negated", "quoted", "own"]
    );
    assert_eq!(
        voices("\u{201C}A first paragraph of peace.\n\n\u{201C}A second, of war,\u{201D} he said. War."),
        ["quoted", "quoted", "own"]
    );
    assert_eq!(voices("\u{201C}An opener without an end, peace.\n\nWar."), ["quoted", "own"]);
    for (open, close) in [
        ("\u{201E}", "\u{201C}"),
        ("\u{BB}", "\u{AB}"),
        ("\u{201D}", "\u{201D}"),
        ("**\"", "\"**"),
        ("\u{AB}\u{202F}", "\u{202F}\u{BB}"),
    ] {
        assert_eq!(
            voices(&format!("{open}We all want peace here{close} and then war came.")),
            ["quoted", "own"],
            "{open}"
        );
    }
    assert_eq!(voices("He said:\"We all want peace here\u{2026}\", and then war came."), ["quoted", "own"]);
}

#[test]
fn negators_reach_into_their_clause() {
    assert_eq!(voices("we said no. peace came. there was no war."), ["own", "negated"]);
    assert_eq!(
        voices("There is no peace. It was never a war. They don't want peace."),
        ["negated", "negated", "negated"]
    );
    assert_eq!(
        voices("Not only peace. There is no doubt peace came. No, peace came. It is not so but peace came."),
        ["own", "own", "own", "own"]
    );
    assert_eq!(voices("Nobody who was there that day wanted war."), ["own"]);
}
