//! Dictionaries written for other programs: what a format cannot hold is listed, and what it holds is read again.

use std::collections::{BTreeMap, BTreeSet};

use framelens::lexicon::Weight;
use framelens::lexicon::exchange::{Category, Dictionary, Entry, EntryKind, Format, LowLine};
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
        all.extend(category.entries.iter().map(|entry| format!("{} {}", entry.pattern, entry.weight)));
    }
    sums
}
