//! Dictionaries written for other programs: what a format cannot hold is listed, and what it holds is read again.

use std::collections::{BTreeMap, BTreeSet};

use framelens::lexicon::exchange::{Category, Dictionary, Effect, Entry, EntryKind, EntryRule, Format, LowLine};
use framelens::lexicon::{RuleKind, Weight};
use framelens::source::Source;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::exchange::{read, shown};

/// What a format writes of a dictionary in another, and what is said of the rest.
fn written(format: Format, from: Format, text: &str, expected: &str, losses: &[&str]) {
    let exported = format.write(&read(from, text).dictionary);
    assert_eq!(exported.text, expected, "{text}");
    assert_eq!(exported.losses.iter().map(ToString::to_string).collect::<Vec<_>>(), losses, "{text}");
}

#[test]
fn what_would_be_read_as_something_else_is_written_otherwise() {
    written(
        Format::WordStat,
        Format::Json,
        "{\"Anger (2)\": {\"\": \"rage\", \"war\": []}, \"@B\": \"x\"}",
        "Anger 2\n\trage (1)\nB\n\tx (1)\n",
        &[
            "`war` dropped: it is empty, and would be read as a word",
            "`Anger (2)` changed: it would be read as something else, so it is called `Anger 2`",
            "`@B` changed: it would be read as something else, so it is called `B`",
        ],
    );
    written(
        Format::WordStat,
        Format::Json,
        "{\"A\": [\"@peace\", \"war\"]}",
        "A\n\twar (1)\n",
        &["line 1: `@peace` dropped: `@` begins a rule there"],
    );
    let wild = "LIWC knows no other wildcard than a `*` at the end of a word; only other programs may read this";
    written(
        Format::Liwc,
        Format::Json,
        "{\"A\": [\"wom?n\", \"*war*\", \"civil* right*\"]}",
        "%\n1\tA\n%\nwom?n\t1\n*war*\t1\ncivil* right*\t1\n",
        &[&format!("line 1: `wom?n` changed: {wild}"), &format!("line 1: `*war*` changed: {wild}")],
    );
    written(
        Format::Dicx,
        Format::Csv,
        "term,category,weight\nwar,A,1\nwar,A,2\nwar,A,1\n",
        "DicTerm,A\nwar,1\n",
        &["line 3: `war` dropped: it weighs 1 there already, and has room for one weight in a category"],
    );
}

#[test]
fn conditions_are_written_as_rules_of_wordstat() {
    let file = "GOOD\n\tgood (1)\nNOT\n\tnot (1)\n\tnever (1)\nRULE\n\t@A [#GOOD AFTER #NOT /S 3] (2)\n\t@B [civil_war NOT NEAR no* /S] (1)\n\
        \t@C [bad NOT BEFORE #NOT /S 1] (1)\n";
    let again = "GOOD\n\tgood (1)\nNOT\n\tnot (1)\n\tnever (1)\nRULE\n\t@RULE_1 [good AFTER #NOT /S 3] (2)\n\
        \t@RULE_2 [civil_war NOT NEAR no* /S] (1)\n\t@RULE_3 [bad NOT BEFORE #NOT /S 1] (1)\n";
    let comma = "line 9: `bad` changed: a comma ends what its condition sees here, and not there";
    written(Format::WordStat, Format::WordStat, file, again, &[comma]);
    // Several words that no category holds get one, and of several conditions one is kept.
    let near = |kind, words: &[&str]| EntryRule {
        kind,
        words: words.iter().map(|word| (*word).to_owned()).collect(),
        within: None,
    };
    let entry =
        |rules| Entry { pattern: "source".to_owned(), kind: EntryKind::Glob, weight: Weight::ONE, rules, line: 7 };
    let [press, water] = [&["press*", "news"], &["river", "rule_words"]];
    let entries = vec![
        entry(vec![near(RuleKind::UnlessNear, water), near(RuleKind::OnlyNear, press)]),
        entry(vec![near(RuleKind::OnlyAfter, press)]),
        Entry { pattern: "#source".to_owned(), ..entry(vec![near(RuleKind::OnlyNear, press)]) },
    ];
    let category = |name: &str, entries| Category { name: name.to_owned(), entries, ..Category::default() };
    let exported = Format::WordStat
        .write(&Dictionary { categories: vec![category("Rule_words", vec![]), category("A", entries)] });
    assert_eq!(
        exported.text,
        "Rule_words\nA\n\t@RULE_1 [source NEAR #RULE_WORDS__1 /S] (1)\n\t@RULE_2 [source BEFORE #RULE_WORDS__1 /S] (1)\n\t#source (1)\n\
         RULE_WORDS_\n\tRULE_WORDS__1\n\t\tpress* (1)\n\t\tnews (1)\n"
    );
    assert_eq!(
        exported.losses.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "`RULE_WORDS_` changed: it is made for the words of conditions (1 list), and what is in it is not to be counted",
            "line 7: `source` changed: one condition has a place in a rule there and the others have none, so it will match more",
            "line 7: `#source` changed: its conditions have no place in this format, so it will match more",
        ]
    );
}

#[test]
fn lists_that_wordstat_needs_for_conditions_are_no_categories() {
    let entry = |pattern: &str, words: &[&str]| {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let rule = EntryRule { kind: RuleKind::OnlyNear, words, within: None };
        Entry { pattern: pattern.to_owned(), kind: EntryKind::Glob, weight: Weight::ONE, rules: vec![rule], line: 0 }
    };
    let category = |name: &str, entries: Vec<Entry>, children: Vec<Category>| Category {
        name: name.to_owned(),
        entries,
        children,
        ..Category::default()
    };
    let entries = vec![entry("source", &["press*", "news"]), entry("leak", &["gas", "oil"])];
    let free = |pattern: &str| Entry { rules: Vec::new(), ..entry(pattern, &[]) };
    // A dictionary may have categories that are called so: no condition names a list of them.
    for own in ["A", "RULE_WORDS", "Rule_Words_"] {
        let list = category("L", vec![free("gas"), free("oil")], Vec::new());
        let categories = vec![category("B", entries.clone(), Vec::new()), category(own, Vec::new(), vec![list])];
        let exported = Format::WordStat.write(&Dictionary { categories: categories.clone() });
        let count = if own == "A" { "(1 list)" } else { "(2 lists)" };
        assert!(exported.losses[0].reason.contains(count), "{:?}", exported.losses);
        let back = read(Format::WordStat, &exported.text);
        assert_eq!(without_lines(back.dictionary.categories), categories, "{}", exported.text);
        let said: Vec<&str> = back.losses.iter().map(|loss| loss.reason.as_str()).collect();
        assert_eq!(said, ["its lists are for the words of rules, and are not counted"]);
        assert_eq!(back.losses[0].effect, Effect::Nothing);
    }
}

#[test]
fn what_holds_more_than_the_words_of_a_condition_does_not_stand_for_them() {
    let rule = "RULE\n\t@RULE_1 [source NEAR #";
    let more = |more: &str| format!("PRESS\n\tpress (1)\n\tnews (1)\n{more}{rule}PRESS /S] (1)\n");
    let again = |text: &str| Format::WordStat.write(&read(Format::WordStat, text).dictionary).text;
    assert_eq!(again(&more("")), more(""));
    for held in ["\tnews_room (1)\n", "\t@RULE_1 [radio NEAR tower /S] (1)\n", "\tOLD\n\t\tnews_room (1)\n"] {
        let text = again(&more(held));
        assert!(text.contains(" [source NEAR #RULE_WORDS_1 /S] (1)"), "{text}");
    }
    // So it is where an entry has no place there, or is another one there.
    for pattern in ["@news", "news_room", "ne?s"] {
        let words = vec!["press".to_owned(), pattern.to_owned()];
        let entry = |pattern: &str, rules| Entry {
            pattern: pattern.to_owned(),
            kind: EntryKind::Glob,
            weight: Weight::ONE,
            rules,
            line: 0,
        };
        let rule = EntryRule { kind: RuleKind::OnlyNear, words: words.clone(), within: None };
        let held = words.iter().map(|word| entry(word, Vec::new())).collect();
        let category = |name: &str, entries| Category { name: name.to_owned(), entries, ..Category::default() };
        let categories = vec![category("PRESS", held), category("RULE", vec![entry("source", vec![rule])])];
        let text = Format::WordStat.write(&Dictionary { categories }).text;
        assert!(text.contains(" [source NEAR #RULE_WORDS_1 /S] (1)"), "{text}");
    }
}

/// Entries sorted, without their lines: some formats have an order of their own.
fn plain(dictionary: &Dictionary) -> Vec<String> {
    let mut lines = shown(dictionary);
    for line in &mut lines {
        let (name, entries) = line.split_once(": ").unwrap_or((line.as_str(), ""));
        let mut entries: Vec<&str> = entries.split(", ").collect();
        entries.sort_unstable();
        entries.dedup();
        *line = format!("{name}: {}", entries.join(", "));
    }
    lines
}

fn category() -> impl Strategy<Value = Category> {
    let entry = ("[a-z]{2,6}\\*?", prop::sample::select(vec![1.0, 1.0, 0.5, -2.25])).prop_map(|(pattern, weight)| {
        Entry { pattern, kind: EntryKind::Glob, weight: Weight::new(weight).unwrap(), rules: Vec::new(), line: 0 }
    });
    let leaf =
        ("[A-Z][a-z]{1,5}", prop::collection::btree_map("[a-z]{2,6}", entry, 1..5)).prop_map(|(name, entries)| {
            Category { name, description: None, entries: entries.into_values().collect(), children: Vec::new() }
        });
    leaf.prop_recursive(3, 12, 3, |inner| {
        ("[A-Z][a-z]{1,5}", prop::collection::vec(inner, 1..3)).prop_map(|(name, children)| Category {
            name,
            description: None,
            entries: Vec::new(),
            children,
        })
    })
}

/// Categories of which some entries have a condition, as WordStat can hold it.
fn ruled_category() -> impl Strategy<Value = Category> {
    let word = "[a-z]{2,6}\\*?";
    let kind = prop::sample::select(vec![
        RuleKind::OnlyNear,
        RuleKind::OnlyBefore,
        RuleKind::OnlyAfter,
        RuleKind::UnlessNear,
        RuleKind::UnlessBefore,
        RuleKind::UnlessAfter,
    ]);
    let rule = (kind, prop::collection::vec(word, 1..4), prop::option::of(1..9_u8))
        .prop_map(|(kind, words, within)| EntryRule { kind, words, within });
    let rules = prop::collection::vec(rule, 0..2);
    (category(), prop::collection::vec(rules, 8)).prop_map(|(mut category, rules)| {
        for (entry, rules) in category.entries.iter_mut().zip(rules) {
            entry.rules = rules;
        }
        category
    })
}

/// A dictionary without the lines of its entries.
fn without_lines(mut categories: Vec<Category>) -> Vec<Category> {
    for category in &mut categories {
        category.entries.iter_mut().for_each(|entry| entry.line = 0);
        category.children = without_lines(std::mem::take(&mut category.children));
    }
    categories
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, rng_seed: RngSeed::Fixed(7), failure_persistence: None, ..ProptestConfig::default() })]

    /// Once in a format, a dictionary stays what it is.
    #[test]
    fn what_was_read_is_written_and_read_again(categories in prop::collection::vec(category(), 1..4)) {
        for format in Format::ALL {
            let first = format.write(&Dictionary { categories: categories.clone() });
            let read_once = read(format, &first.text);
            let second = format.write(&read_once.dictionary);
            prop_assert_eq!(&second.losses, &vec![], "{:?}", format);
            let read_twice = read(format, &second.text);
            prop_assert_eq!(plain(&read_once.dictionary), plain(&read_twice.dictionary), "{:?}\n{}", format, first.text);
            prop_assert_eq!(Format::of(&Source::new("d.x", &first.text)), Some(format), "{}", first.text);
        }
    }

    /// So do the conditions that a format holds, and those of a dictionary all arrive.
    #[test]
    fn conditions_are_written_and_read_again(categories in prop::collection::vec(ruled_category(), 1..4)) {
        let format = Format::WordStat;
        let dictionary = Dictionary { categories };
        let first = format.write(&dictionary);
        let read_once = read(format, &first.text).dictionary;
        prop_assert_eq!(sums(&read_once), sums(&dictionary), "{}", first.text);
        let second = format.write(&read_once);
        let is_known = |reason: &str| ["a comma ends", "it is made for the words"].iter().any(|known| reason.starts_with(known));
        prop_assert!(second.losses.iter().all(|loss| is_known(&loss.reason)), "{:?}", second.losses);
        let read_twice = read(format, &second.text).dictionary;
        prop_assert_eq!(without_lines(read_once.categories), without_lines(read_twice.categories), "{}", first.text);
    }

    /// Nothing is lost without being listed: where nothing is listed, all is there.
    #[test]
    fn what_is_not_listed_is_carried(categories in prop::collection::vec(category(), 1..4)) {
        let dictionary = Dictionary { categories };
        for format in Format::ALL {
            let exported = format.write(&dictionary);
            let back = read(format, &exported.text);
            if exported.losses.is_empty() && back.losses.is_empty() {
                prop_assert_eq!(sums(&back.dictionary), sums(&dictionary), "{:?}\n{}", format, exported.text);
            }
        }
    }

    #[test]
    fn no_text_makes_a_reader_panic(text in "(\\PC|\t|\n|%|\\(1\\)|[0-9*:,<>{}+]){0,80}") {
        for format in Format::ALL {
            let source = Source::new("d.x", &text);
            let _ = format.read(&source, LowLine::Space);
            let _ = Format::of(&source);
        }
    }
}

/// By path, its entries: the same however often a name stands on one level.
fn sums(dictionary: &Dictionary) -> BTreeMap<String, BTreeSet<String>> {
    let mut sums = BTreeMap::new();
    for (path, category) in dictionary.paths() {
        let all: &mut BTreeSet<String> = sums.entry(path.join("/")).or_default();
        all.extend(
            category.entries.iter().map(|entry| format!("{} {} {:?}", entry.pattern, entry.weight, entry.rules)),
        );
    }
    sums
}
