//! What `lexicon lint --fix` may change.

use crate::authoring::term;
use crate::lint::HEAD;
use crate::run::Place;

#[test]
fn what_is_safe_is_mended_in_the_file() {
    let place = Place::new();
    let own = [
        HEAD.to_owned(),
        term("labour movement", ""),
        term("peacemak*", ""),
        term("peacemaker", "match = \"word\"\n"),
        term("organise", ""),
    ];
    place.file("own.toml", own.concat());
    place.file(
        "texts/a.txt",
        "The labour movement called a peacemaker. The labor movement organised a peacemaking day.",
    );
    let done = place.run("lexicon lint own.toml --fix");
    assert_eq!(done.code, 0);
    assert!(done.out.starts_with("mended 2 in own.toml\n\n"), "{}", done.out);
    assert!(done.out.ends_with("1 lexicon: 0 errors, 2 warnings\n"), "{}", done.out);
    let mended = [
        HEAD.to_owned(),
        term("labour movement", ""),
        term("labor movement", ""),
        term("peacemak*", ""),
        term("organise", ""),
    ];
    assert_eq!(place.read("own.toml"), mended.concat());
    assert_eq!(place.run("lexicon lint own.toml --fix").out, done.out["mended 2 in own.toml\n\n".len()..]);
    let matches = place.run("evidence texts --lexicons own.toml").well();
    assert_eq!(matches.lines().filter(|line| line.contains("  own: ")).count(), 5, "{matches}");
    let refused = place.run("lexicon lint --fix");
    assert_eq!(refused.code, 2);
    assert_eq!(
        refused.err,
        "error: cannot write the lexicons built in: they are part of the program; name a file or a folder\n\
         help: write to another place\n"
    );
}

#[test]
fn a_fix_takes_away_and_adds_nothing_that_counts_otherwise() {
    let word = "match = \"word\"\n";
    let pair = |prefix: &str, flooding: &str| term("flood*", prefix) + &term("flooding", &format!("{word}{flooding}"));
    let place = Place::new();
    for own in [
        // Spellings whose stems or prefixes are those of other words too: mobile, organ, defensive, laboratory.
        term("mobilisation", "") + &term("organisation", "") + &term("defence", "") + &term("labour*", ""),
        // What is there already in another form.
        term("labour movement", "") + &term("labor movements", ""),
        // No word in its other spelling.
        term("improvisation", word),
        // Terms that count elsewhere or otherwise than the prefix.
        pair("voice = \"own\"\n", ""),
        pair("", "voice = \"quoted\"\n"),
        pair("", "weight = -2\n"),
        pair("", "contested = \"the town\"\n"),
    ] {
        let own = HEAD.to_owned() + &own;
        place.file("own.toml", &own);
        let done = place.run("lexicon lint own.toml --fix");
        assert!(!done.out.contains("mend") && !done.out.contains("L009"), "{}", done.out);
        assert_eq!(place.read("own.toml"), own);
    }
}

#[test]
fn a_fix_changes_its_own_entry_and_nothing_around_it() {
    let place = Place::new();
    let harbour = "\n[[term]] # ports\nsource = \"harbour\"\npattern = \"harbour\"\n\n[term.unless-near]\nwords = [\"glass\"]\nwithin = 3\n";
    let harbor = harbour.replace("pattern = \"harbour\"", "pattern = \"harbor\"");
    let floods = "\n# Floods\n".to_owned() + &term("flood*", "");
    let flooding = term("flooding", "match = \"word\"\n");
    let rest = "\n# Rivers, and\n# lakes\n".to_owned() + &term("river", "");
    let before = [HEAD, harbour, &floods, &flooding, &rest].concat();
    let after = [HEAD, harbour, &harbor, &floods, &rest].concat();
    for line_end in ["\n", "\r\n"] {
        place.file("own.toml", before.replace('\n', line_end));
        let done = place.run("lexicon lint own.toml --fix").out;
        assert!(done.starts_with("mended 2 in own.toml\n"), "{done}");
        assert_eq!(place.read("own.toml"), after.replace('\n', line_end));
    }
}
