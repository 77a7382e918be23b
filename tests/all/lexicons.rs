//! The shipped lexicons are data under test.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::LazyLock;

use framelens::analysis::lint;
use framelens::lexicon::Form;
use framelens::matching::{Instrument, Listener, SentenceReading};
use framelens::source::Severity;

use crate::run::root;

static INSTRUMENT: LazyLock<Instrument> = LazyLock::new(|| Instrument::built_in().unwrap());

const SHIPPED: [&str; 13] = [
    "civil-society",
    "diplomacy",
    "peacebuilding",
    "anti-capitalism",
    "anti-imperialism",
    "collective-liberation",
    "direct-action",
    "economic-pressure",
    "law-accountability",
    "universal-rights",
    "humanitarian",
    "repression",
    "security",
];

#[test]
fn the_thirteen_are_built_in_in_order_and_are_the_files_of_the_folder() {
    let ids: Vec<&str> = INSTRUMENT.library().lexicons().iter().map(|lexicon| lexicon.id.as_str()).collect();
    assert_eq!(ids, SHIPPED);
    let folder = Instrument::load(&[root().join("lexicons")]).unwrap();
    for (built_in, file) in INSTRUMENT.library().lexicons().iter().zip(folder.library().lexicons()) {
        assert_eq!(built_in.source.text(), file.source.text());
    }
}

#[test]
fn examples_match_and_near_misses_do_not() {
    let findings = lint(&INSTRUMENT);
    let errors: Vec<_> = findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn every_framing_is_defined_bounded_tested_and_of_the_size_agreed() {
    for lexicon in INSTRUMENT.library().lexicons() {
        let id = &lexicon.id;
        assert!((40..=120).contains(&lexicon.terms.len()), "{id} has {} terms", lexicon.terms.len());
        assert!(lexicon.examples.len() >= 20 && lexicon.near_misses.len() >= 15, "{id} has too few examples");
        for text in [&lexicon.definition, &lexicon.counts, &lexicon.leaves_out, &lexicon.version] {
            assert!(!text.trim().is_empty(), "{id} leaves something unsaid");
        }
        assert!(!lexicon.limits.is_empty() && !lexicon.references.is_empty(), "{id} names no limit or no reference");
        for term in &lexicon.terms {
            assert!(term.source.len() > 3, "{id}: `{}` names no source", term.pattern.as_str());
            assert!(term.contested.as_ref().is_none_or(|why| why.len() > 20), "{id}: `{}`", term.pattern.as_str());
        }
    }
}

/// People, places, parties and faiths that a type of claim must not depend on.
#[test]
fn no_actor_is_a_term() {
    let actors: BTreeSet<&str> = [
        "israel",
        "palestine",
        "palestinian",
        "gaza",
        "hamas",
        "idf",
        "zionist",
        "zionism",
        "arab",
        "jewish",
        "jew",
        "muslim",
        "islam",
        "christian",
        "hindu",
        "russia",
        "russian",
        "ukraine",
        "kremlin",
        "putin",
        "america",
        "american",
        "china",
        "chinese",
        "iran",
        "nato",
        "taliban",
        "isis",
        "ira",
        "likud",
        "labour party",
        "republican",
        "democrat",
        "trump",
        "biden",
        "netanyahu",
    ]
    .into();
    for lexicon in INSTRUMENT.library().lexicons() {
        for term in &lexicon.terms {
            for word in term.pattern.as_str().split([' ', '-', '*']) {
                assert!(!actors.contains(word.to_lowercase().as_str()), "{}: `{}`", lexicon.id, term.pattern.as_str());
            }
        }
    }
}

struct Found(Vec<framelens::ids::TermId>);

impl Listener for Found {
    fn sentence(&mut self, sentence: &SentenceReading<'_>) {
        self.0.extend(sentence.matches.iter().map(|found| found.term));
    }
}

#[test]
fn every_term_without_a_condition_is_found_in_itself() {
    let library = INSTRUMENT.library();
    let mut reader = INSTRUMENT.reader();
    let alternatives = library
        .terms()
        .flat_map(|(framing, _, term)| term.pattern.alternatives().iter().map(move |a| (framing, term, a)));
    for (framing, term, alternative) in alternatives {
        let bound = !term.rules.is_empty() || term.voice.is_some();
        let text = alternative.as_str().replace(" * ", " ").replace('*', "");
        let lexicon = library.get(framing);
        let excluded =
            lexicon.excludes.iter().any(|exclude| text.starts_with(exclude.pattern.as_str().trim_end_matches('*')));
        if bound || excluded {
            continue;
        }
        let mut found = Found(Vec::new());
        reader.read(&text, 0, &mut found);
        let own = found.0.iter().any(|id| INSTRUMENT.matcher().framing(*id) == framing);
        assert!(own, "{}: `{}` is not found in `{text}`", lexicon.id, alternative.as_str());
    }
}

#[test]
fn short_prefixes_are_bound_by_rules() {
    for lexicon in INSTRUMENT.library().lexicons() {
        for term in &lexicon.terms {
            for alternative in term.pattern.alternatives() {
                let Some(Form::Prefix(prefix)) = alternative.single() else { continue };
                assert!(prefix.len() >= 4 || !term.rules.is_empty(), "{}: `{prefix}*`", lexicon.id);
            }
        }
    }
}

#[test]
fn the_schema_of_the_readme_is_read() {
    let readme = std::fs::read_to_string(root().join("lexicons/README.md")).unwrap();
    let example = readme.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    let folder = tempfile::TempDir::new().unwrap();
    let path: PathBuf = folder.path().join("peacebuilding.toml");
    std::fs::write(&path, example).unwrap();
    let instrument = Instrument::load(&[path]).unwrap();
    let errors: Vec<_> = lint(&instrument).into_iter().filter(|finding| finding.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
}
