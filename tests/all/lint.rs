//! What lint tells of a lexicon, and how.

use crate::authoring::term;
use crate::run::{Place, root};

pub const HEAD: &str = "schema = 1\n\n[framing]\nid = \"own\"\nlabel = \"Own\"\nfamily = \"mine\"\nlanguage = \"en\"\nversion = \"1\"\n\
    definition = \"d\"\ncounts = \"c\"\nleaves-out = \"l\"\n";

/// A lexicon with a fault of every kind that one file can have.
fn doubtful() -> String {
    [
        HEAD.to_owned(),
        term("strike", ""),
        term("gunm*", ""),
        term("organise", ""),
        term("liberation", ""),
        term("peacemak*", ""),
        term("peacemaker", "match = \"word\"\n"),
        term("polic*", ""),
        term("people", ""),
        term("negotiation", ""),
        term("negociation", ""),
        term("\u{201C}free press\u{201D}", ""),
        "\n[examples]\nmatch = [\"Nothing of it.\"]\nnear-miss = [\"The strike went on.\"]\n".to_owned(),
    ]
    .concat()
}

#[test]
fn every_code_is_explained_and_raised() {
    let place = Place::new();
    place.file("own.toml", doubtful());
    let shared = term("negotiate", "shared-with = [\"many\"]\n");
    let stale = "\n[[validated]]\non = \"talks\"\nversion = \"0\"\npassages = 9\ncoded = 3\nprecision = 0.5\nrecall = 0.5\nf1 = 0.5\n";
    place.file("two.toml", HEAD.replace("own", "two") + stale + &term("strike", "") + &shared);
    place.file("bad.toml", HEAD.replace("own", "bad") + &term("a*b", ""));
    let many: String = ["alpha", "bravo", "gamma", "delta", "sigma"].iter().map(|word| term(word, "")).collect();
    let head = HEAD.replace("own", "many").replace("mine", "nroms").replace("\"c\"", "\" \"");
    place.file("many.toml", head + &many);
    let raised = [
        place.run("lexicon lint own.toml two.toml many.toml").out,
        place.run("lexicon lint bad.toml --format json").out,
    ]
    .concat();
    let page = std::fs::read_to_string(root().join("lexicons/README.md")).unwrap();
    for (code, summary) in framelens::analysis::CODES {
        assert!(raised.contains(code), "nothing raises {code}, {summary}\n{raised}");
        assert!(
            page.contains(&format!("| {code} | {summary} |")),
            "lexicons/README.md should have: | {code} | {summary} |"
        );
    }
}

#[test]
fn lint_ends_with_what_it_found() {
    let place = Place::with_samples();
    place.file("own.toml", doubtful());
    assert_eq!(place.run("lexicon lint lexicons").code, 0);
    assert_eq!(place.run("lexicon lint lexicons --strict").well(), "13 lexicons: 0 errors, 0 warnings\n");
    let done = place.run("lexicon lint own.toml");
    assert_eq!(done.code, 1);
    assert!(
        done.out.contains(
            "error[L002]: `strike` is found in the near miss \u{201C}The strike went on.\u{201D}\n  --> own.toml:60:15\n   |\n\
             60 | near-miss = [\"The strike went on.\"]\n   |               ^^^^^^^^^^^^^^^^^^^\n   |\n   = help: give `strike` a rule, or add an [[exclude]]\n"
        ),
        "{}",
        done.out
    );
    assert!(done.out.ends_with("1 lexicon: 2 errors, 9 warnings; --fix mends 1\n"), "{}", done.out);
}

#[test]
fn a_lexicon_says_how_far_readers_agreed_with_it() {
    let place = Place::new();
    let validated = |version: &str, f1: &str| {
        let figures = "passages = 374\ncoded = 52\nprecision = 0.88\nrecall = 0.42\nalpha = 0.94\n";
        let table = format!("\n[[validated]]\non = \"sixteen texts\"\nversion = \"{version}\"\n{figures}f1 = {f1}\n");
        place.file("own.toml", HEAD.to_owned() + &table + &term("treaty", ""));
    };
    validated("1", "0.57");
    let shown = place.run("lexicon show own.toml").well();
    let line = "validated: version 1 on sixteen texts (374 passages, 52 coded): \
                precision 0.88, recall 0.42, F1 0.57, alpha of the coders 0.94\n";
    assert!(shown.contains(line), "{shown}");
    assert!(!place.run("lexicon lint own.toml").out.contains("L019"));
    validated("0.9", "0.57");
    let stale = place.run("lexicon lint own.toml").out;
    assert!(
        stale.contains("L019]: compared with readers in version 0.9, and this is 1\n  --> own.toml:14:"),
        "{stale}"
    );
    validated("1", "57");
    let fault = place.run("lexicon lint own.toml").out;
    assert!(fault.contains("a share is a number from 0 to 1\n  --> own.toml:21:6"), "{fault}");
    let rows = "[[validated]]\non = \" \"\nversion = \"1\"\npassages = 9\ncoded = 10\nalpha = -2.0\n";
    place.file("own.toml", HEAD.to_owned() + rows + &term("treaty", ""));
    let faults = place.run("lexicon lint own.toml").out;
    for what in ["the texts have no name", "more passages are coded than there are", "alpha is a number from -1 to 1"] {
        assert!(faults.contains(what), "{what}\n{faults}");
    }
    // What is not known is left out.
    let rows = "[[validated]]\non = \"talks\"\nversion = \"1\"\npassages = 9\ncoded = 0\nalpha = -0.1\n";
    place.file("own.toml", HEAD.to_owned() + rows + &term("treaty", ""));
    let shown = place.run("lexicon show own.toml").well();
    assert!(
        shown.contains("validated: version 1 on talks (9 passages, 0 coded): alpha of the coders -0.10\n"),
        "{shown}"
    );
}

#[test]
fn framings_may_share_a_term_when_one_says_so() {
    let place = Place::new();
    let lint = |one: &str, two: &str| {
        place.file("own.toml", HEAD.to_owned() + &term("treaty", one));
        place.file("two.toml", HEAD.replace("own", "two") + &term("treaty", two));
        place.run("lexicon lint own.toml two.toml").out
    };
    let unsaid = lint("", "");
    assert!(unsaid.contains("L006]: `treaty` is a term of own too\n  --> two.toml:14:"), "{unsaid}");
    assert!(unsaid.contains("put \"own\" into `shared-with` if both framings mean it"), "{unsaid}");
    for (one, two) in [("shared-with = [\"two\"]\n", ""), ("", "shared-with = [\"own\"]\n")] {
        let said = lint(one, two);
        assert!(!said.contains("L006") && !said.contains("L018"), "{said}");
    }
    // A framing that is not looked at may have it.
    assert!(!lint("", "shared-with = [\"own\", \"third\"]\n").contains("L018"));
    place.file("two.toml", HEAD.replace("own", "two") + &term("accord", "shared-with = [\"own\"]\n"));
    let gone = place.run("lexicon lint own.toml two.toml").out;
    assert!(gone.contains("L018]: own has no term of these words"), "{gone}");
    assert!(gone.contains("take \"own\" out of `shared-with`"), "{gone}");
    assert!(lint("shared-with = [\"own\"]\n", "").contains("L018]: own is the term's own framing"));
    // A rule of either tells the two apart, and every pair is looked at.
    let rule = "unless-near = [\"peace\"]\n";
    assert!(!lint(rule, "").contains("L006") && !lint("", rule).contains("L006"));
    lint("shared-with = [\"two\", \"three\"]\n", "");
    place.file("three.toml", HEAD.replace("own", "three") + &term("treaty", ""));
    let pair = place.run("lexicon lint own.toml two.toml three.toml").out;
    assert!(pair.contains("L006]: `treaty` is a term of three too\n  --> two.toml:14:"), "{pair}");
}

#[test]
fn findings_are_read_by_other_programs() {
    let place = Place::new();
    place.file("own.toml", doubtful());
    let json: serde_json::Value = serde_json::from_str(&place.run("lexicon lint own.toml --format json").out).unwrap();
    let first = &json[0];
    assert_eq!((first["file"].as_str(), first["severity"].as_str()), (Some("own.toml"), Some("warning")));
    assert_eq!(
        (first["line"].as_u64(), first["column"].as_u64(), first["end_column"].as_u64()),
        (Some(14), Some(12), Some(18))
    );
    let sarif: serde_json::Value =
        serde_json::from_str(&place.run("lexicon lint own.toml --format sarif").out).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    place.file("my lex/own.toml", doubtful());
    let spaced = place.run_with(&["lexicon", "lint", "my lex/own.toml", "--format", "sarif"], b"").out;
    assert!(spaced.contains("\"uri\": \"my%20lex/own.toml\""), "{spaced}");
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), json.as_array().unwrap().len());
    assert_eq!(results[0]["level"], "error", "errors come first");
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    for result in results {
        assert!(rules.iter().any(|rule| rule["id"] == result["ruleId"]));
        assert!(result["locations"][0]["physicalLocation"]["region"]["startLine"].as_u64() > Some(0));
    }
}

#[test]
fn examples_run_as_tests() {
    let place = Place::new();
    place.file("own.toml", doubtful());
    let done = place.run("lexicon test own.toml");
    assert_eq!(done.code, 1);
    assert_eq!(
        done.out,
        "own                     1 example, 1 near miss: 2 failed\n\
         \nfailed: no term is found in the example \u{201C}Nothing of it.\u{201D}\n  --> own.toml:59\n\
         \nfailed: `strike` is found in the near miss \u{201C}The strike went on.\u{201D}\n  --> own.toml:60\n\
         \n0 passed, 2 failed\n"
    );
    let shipped = place.run("lexicon test").well();
    assert!(shipped.ends_with(" passed, 0 failed\n"), "{shipped}");
    place.file("two.toml", HEAD.replace("own", "two") + &term("strike", ""));
    let nothing = place.run("lexicon test two.toml").well();
    assert!(nothing.ends_with("0 passed, 0 failed; 1 lexicon without a sentence to test\n"), "{nothing}");
}

#[test]
fn a_prefix_may_catch_what_an_exclusion_takes_away() {
    let place = Place::new();
    let excluded = "\n[[exclude]]\npattern = \"policy\"\nnote = \"another word\"\nmatch = \"word\"\n";
    place.file("own.toml", HEAD.to_owned() + &term("polic*", ""));
    assert!(place.run("lexicon lint own.toml").out.contains("warning[L011]: `polic*` catches `police` and `policy`\n"));
    place.file("own.toml", HEAD.to_owned() + &term("polic*", "") + excluded);
    assert!(!place.run("lexicon lint own.toml").out.contains("L011"));
}

#[test]
fn each_alternative_of_a_term_is_looked_at() {
    let place = Place::new();
    place.file("own.toml", HEAD.to_owned() + &term("quay | labour | pea*", ""));
    let found = place.run("lexicon lint own.toml --format json").out;
    let findings: Vec<serde_json::Value> = serde_json::from_str(&found).unwrap();
    let at = |code: &str| {
        let finding = findings.iter().find(|finding| finding["code"] == code).unwrap();
        (finding["column"].as_u64().unwrap(), finding["end_column"].as_u64().unwrap())
    };
    assert_eq!((at("L005"), at("L004")), ((19, 25), (28, 32)), "{found}");
    assert!(place.run("lexicon lint own.toml --fix").out.starts_with("mended 1 in own.toml\n"));
    let mended = place.read("own.toml");
    assert!(mended.contains("pattern = \"quay | labour | pea* | labor\"\n"), "{mended}");
    let csv = place.run("lexicon convert own.toml own.csv");
    assert_eq!(csv.code, 0, "{}", csv.err);
    let entries = place.read("own.csv");
    assert!(["quay", "labour", "pea*", "labor"].iter().all(|word| entries.contains(&format!("{word},"))), "{entries}");
}

#[test]
fn an_expression_is_one_by_itself_and_a_window_has_a_number_of_words() {
    let place = Place::new();
    for (rest, message) in [
        (term("war)|(?:x", "match = \"regex\"\n"), "`war)|(?:x` is no regular expression: unopened group"),
        (
            term("war", "unless-near = { words = [\"star\"], within = 300 }\n"),
            "a window of this term has no width it can have",
        ),
        (term("war * end", "gap = 300\n"), "the gap is not 0 to 8 words wide"),
    ] {
        place.file("own.toml", HEAD.to_owned() + &rest);
        place.run("lexicon test own.toml").fails_saying(message, "own.toml:1");
    }
}

#[test]
fn a_spelling_without_its_twin_is_found_by_rule() {
    let place = Place::new();
    let missing = |pattern: &str, rest: &str| {
        place.file("own.toml", HEAD.to_owned() + &term(pattern, rest));
        let found = place.run("lexicon lint own.toml").out;
        let twin = found.split_once("L005").map(|(_, after)| after.split('`').nth(3).unwrap().to_owned());
        twin.unwrap_or_default()
    };
    for (pattern, twin) in [
        ("unauthorised", "unauthorized"),
        ("analyse", "analyze"),
        ("theater", "theatre"),
        ("mobilis*", "mobiliz*"),
        ("labour organisations", "labor organizations"),
        ("colour line | color line | defence of the centre", "defense of the center"),
        ("labour-organizers", "labor-organizers"),
        ("mobilis* | mobiliz*", ""),
        ("imperialis*", ""),
        ("supervised enterprise", ""),
    ] {
        assert_eq!(missing(pattern, ""), twin, "{pattern}");
    }
    // A stem may meet both.
    assert_eq!(missing("travelled", ""), "");
    assert_eq!(missing("travelled", "match = \"word\"\n"), "traveled");
}

#[test]
fn what_a_lexicon_says_of_itself_is_looked_at() {
    let place = Place::new();
    let said = |head: String| {
        place.file("own.toml", head + &term("truce", ""));
        place.run("lexicon lint own.toml").out
    };
    let empty = said(HEAD.replace("\"d\"", "\"\"").replace("\"l\"", "\"\""));
    assert!(
        empty.contains("L015]: the coding rules `definition`, `leaves-out` say nothing\n --> own.toml:9:1\n"),
        "{empty}"
    );
    let nearly = said(HEAD.replace("mine", "nroms"));
    assert!(nearly.contains("L016]: the family `nroms` is nearly `norms`\n --> own.toml:6:1\n"), "{nearly}");
    let own = said(HEAD.to_owned());
    assert!(!own.contains("L015") && !own.contains("L016"), "{own}");
    let curly = said(HEAD.to_owned() + &term("\u{201C}free press\u{201D}", "") + &term("reporter\u{2019}s notes", ""));
    assert!(
        curly.contains("L017]: the quotation marks in `\u{201C}free press\u{201D}` are not looked for\n"),
        "{curly}"
    );
    assert_eq!(curly.matches("L017").count(), 1, "{curly}");
}

/// What the lint says of terms, each with the rest of its entry.
fn said(place: &Place, terms: &[(&str, &str)]) -> String {
    let terms: String = terms.iter().map(|(pattern, rest)| term(pattern, rest)).collect();
    place.file("own.toml", HEAD.to_owned() + &terms);
    place.run("lexicon lint own.toml").out
}

#[test]
fn what_another_term_finds_already_is_told_however_they_match() {
    let place = Place::new();
    let word = "match = \"word\"\n";
    for (needless, other, rest) in [
        ("journalist", "journalist*", ""),
        ("censorship", "censor*", ""),
        ("censorship*", "censor*", ""),
        ("journalists", "journalist", word),
        ("Press", "press", "match = \"case\"\n"),
        ("free press", "free press*", ""),
        ("reporters privilege", "reporter's privilege", ""),
        ("truce | ceasefire", "truce | armistice", ""),
    ] {
        let found = said(&place, &[(other, ""), (needless, rest)]);
        let first = needless.split(" |").next().unwrap();
        assert!(found.contains(&format!("L009]: `{first}` is found by `{other}` already\n")), "{needless}: {found}");
        assert_eq!(found.matches("L009").count(), 1, "{found}");
    }
    for (pattern, other, rest) in [
        // The longest wins, and may be told from the word in the evidence.
        ("free press", "press", ""),
        // A stem whose words do not all begin so.
        ("happiness", "happi*", ""),
        ("rate", "rate*", ""),
        ("capability", "capabl*", ""),
        // Terms that count elsewhere, or otherwise.
        ("journalist", "journalist*", "voice = \"own\"\n"),
        ("journalist", "journalist*", "only-near = [\"jail\"]\n"),
        ("journalist", "journalist*", "weight = 2\n"),
        ("journalist", "journalist*", "contested = \"the town\"\n"),
    ] {
        let found = said(&place, &[(other, ""), (pattern, rest)]);
        assert!(!found.contains("L009"), "{pattern} {rest}: {found}");
    }
    let near = "only-near = [\"jail\"]\n";
    assert!(said(&place, &[("journalist*", near), ("journalist", near)]).contains("L009"));
}

#[test]
fn a_misspelling_is_told_wherever_the_slip_is() {
    let place = Place::new();
    for (wrong, right) in [("jornalist", "journalist"), ("journalism", "jornalism"), ("censorship", "censorshp")] {
        let (first, second) = if wrong > right { (wrong, right) } else { (right, wrong) };
        let told = format!("L013]: `{first}` is one letter away from the term `{second}`\n");
        let found = said(&place, &[(wrong, ""), (right, "")]);
        assert!(found.contains(&told), "{found}");
    }
    let found = said(&place, &[("censored", ""), ("cenosred", "")]);
    assert!(found.contains("L013]: `censored` is the term `cenosred` with two letters swapped\n"), "{found}");
    assert!(!said(&place, &[("journalist", ""), ("journalism", ""), ("colour", ""), ("color", "")]).contains("L013"));
}
