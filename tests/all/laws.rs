//! Laws that hold for any text.

use std::sync::LazyLock;

use framelens::counts::{Counts, DocumentCounter, DocumentTally, Evidence, Extent, Ledger};
use framelens::ids::DocId;
use framelens::matching::Instrument;
use framelens::text::{Analyzer, Annotate, Paragraph, Paragraphs, Vocabulary, Word};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::run::Place;

static INSTRUMENT: LazyLock<Instrument> = LazyLock::new(|| Instrument::built_in().unwrap());

/// Words that lexicons look for, that rules and voices hang on, and that mean nothing.
fn word() -> impl Strategy<Value = String> {
    static TERMS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let terms = INSTRUMENT.library().terms().map(|(_, _, term)| term.pattern.as_str().replace('*', ""));
        terms.collect()
    });
    prop_oneof![
        3 => (0..TERMS.len()).prop_map(|place| TERMS[place].clone()),
        3 => prop::sample::select(vec!["the", "of", "and", "in", "Orla", "Vela", "river", "winter", "said", "They", "U.S.", "Mr.",
            "not", "no", "without", "but", "workers'", "Israel\u{2019}s", "caf\u{E9}", "2024", "3.5", "https://example.org/a"])
            .prop_map(str::to_owned),
        1 => "[a-zA-Z]{1,9}",
    ]
}

fn gap() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        " ",
        " ",
        " ",
        " ",
        " ",
        " ",
        ", ",
        ". ",
        ". ",
        "! ",
        "? ",
        "; ",
        ": ",
        " - ",
        "-",
        "\u{2014}",
        " \u{201C}",
        "\u{201D} ",
        " \"",
        "\" ",
        " \u{2018}",
        "\u{2019} ",
        "\n",
        "\r\n",
        "\n\n",
        "... ",
        " (",
        ") ",
        "\u{A0}",
        "\u{202F}",
        " \u{2068}",
        "\u{2069} ",
    ])
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec((word(), gap()), 0..60)
        .prop_map(|pairs| pairs.into_iter().fold(String::new(), |text, (word, gap)| text + &word + gap))
}

fn counted(text: &str) -> DocumentTally {
    let mut counter = DocumentCounter::new(INSTRUMENT.library());
    INSTRUMENT.reader().read(text, 0, &mut counter);
    counter.finish(DocId::new("d").unwrap(), None)
}

fn found(text: &str) -> Vec<Evidence> {
    let id = DocId::new("d").unwrap();
    let mut ledger = Ledger::new(&id, text, Vec::new());
    INSTRUMENT.reader().read(text, 0, &mut ledger);
    ledger.into_record()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, rng_seed: RngSeed::Fixed(7), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn counts_of_texts_joined_by_a_blank_line_add_up(first in text(), second in text()) {
        let (a, b, joined) = (counted(&first), counted(&second), counted(&format!("{first}\n\n{second}")));
        let mut extent = Extent::default();
        extent += a.extent;
        extent += b.extent;
        prop_assert_eq!(joined.extent, extent);
        let sums: Vec<Counts> = a.framings.iter().zip(&b.framings).map(|(a, b)| { let mut sum = *a; sum += *b; sum }).collect();
        prop_assert_eq!(joined.framings, sums);
    }

    #[test]
    fn twice_the_text_has_the_same_rates(text in text()) {
        let (once, twice) = (counted(&text), counted(&format!("{text}\n\n{text}")));
        prop_assert_eq!(2 * once.extent.tokens, twice.extent.tokens);
        for (a, b) in once.framings.iter().zip(&twice.framings) {
            prop_assert_eq!(2 * a.matches, b.matches);
        }
    }

    #[test]
    fn the_evidence_adds_up_and_slices_equal_texts(text in text()) {
        let (tally, rows) = (counted(&text), found(&text));
        for (framing, counts) in tally.framings.iter().enumerate() {
            let own = || rows.iter().filter(|row| row.framing.index() == framing);
            prop_assert_eq!(own().count() as u64, counts.matches);
            prop_assert_eq!(own().filter(|row| row.voice.is_quoted()).count() as u64, counts.quoted);
            prop_assert_eq!(own().filter(|row| row.voice.negated).count() as u64, counts.negated);
        }
        for row in &rows {
            prop_assert_eq!(&text[row.span.start()..row.span.end()], row.text());
            let (before, inside, after) = row.found().parts();
            prop_assert_eq!(format!("{before}{inside}{after}"), row.context.to_string());
            prop_assert!(!inside.is_empty());
        }
        for pair in rows.windows(2).filter(|pair| pair[0].framing == pair[1].framing) {
            prop_assert!(pair[0].span.end() <= pair[1].span.start(), "matches of one framing overlap");
        }
    }

    #[test]
    fn of_a_very_long_sentence_a_row_has_what_stands_around_its_match(parts in proptest::collection::vec(text(), 1..4), long in 1..200_usize) {
        let one_sentence = |text: &String| text.replace(['.', '!', '?', '\n'], " ") + &"so on \u{2014}  \u{e9}\u{301}and ".repeat(2 * long);
        let text: String = parts.iter().map(one_sentence).collect();
        for row in found(&text) {
            prop_assert_eq!(&text[row.span.start()..row.span.end()], row.text());
            let (before, inside, after) = row.found().parts();
            prop_assert_eq!(format!("{before}{inside}{after}"), row.context.to_string());
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(inside, words(row.text()));
            let whole = words(&text);
            prop_assert!(row.context.len() <= 4_000, "{}", row.context.len());
            for part in [before.trim_start_matches('\u{2026}').trim(), after.trim_end_matches('\u{2026}').trim()] {
                prop_assert!(whole.contains(part));
            }
        }
    }

    #[test]
    fn exchanging_the_actors_changes_no_count(text in text()) {
        // Names of one length: where lines are cut to a width, a longer name moves the cuts.
        let mirrored = text.replace("Orla", "\u{1}").replace("Vela", "Orla").replace('\u{1}', "Vela");
        prop_assert_eq!(counted(&text), counted(&mirrored));
    }

    #[test]
    fn every_letter_or_digit_lies_in_exactly_one_token(text in prop_oneof![text(), "\\PC{0,80}"]) {
        let analyzer = Analyzer::english();
        let mut vocabulary = Vocabulary::new(&analyzer, Nothing);
        let mut paragraphs = Paragraphs::new(&text, 0);
        let mut paragraph = Paragraph::default();
        let (mut covered, mut end) = (0, 0);
        while paragraphs.read(&mut vocabulary, &mut paragraph) {
            for token in &paragraph.tokens {
                prop_assert!(token.span.start() >= end, "tokens overlap");
                end = token.span.end();
                covered += token.span.of(&text).chars().filter(|c| c.is_alphanumeric()).count();
            }
            let in_sentences: u32 = paragraph.sentences.iter().map(|sentence| sentence.end - sentence.first).sum();
            prop_assert_eq!(in_sentences as usize, paragraph.tokens.len());
        }
        prop_assert_eq!(covered, text.chars().filter(|c| c.is_alphanumeric()).count());
    }

    #[test]
    fn line_ends_and_a_byte_order_mark_change_no_count(text in text()) {
        let lines = text.replace("\r\n", "\n");
        let plain = counted(&lines);
        for end in ["\r\n", "\r"] {
            prop_assert_eq!(&counted(&lines.replace('\n', end)).framings, &plain.framings);
        }
    }

    #[test]
    fn what_stands_behind_a_text_changes_none_of_its_words(
        text in prop_oneof![text(), "[a-zA-Z0-9 .,'_\\n\u{2019}\u{E9}@-]{0,120}"]
    ) {
        // Near the end of a text, words are found one byte at a time; elsewhere, sixteen at once.
        let padded = format!("{text}{}", "\n".repeat(40));
        prop_assert_eq!(tokens(&text), tokens(&padded));
    }

    #[test]
    fn any_text_is_read_without_a_panic(text in "\\PC{0,200}|[ -~\\n\u{2018}\u{2019}\u{201C}\u{201D}]{0,200}") {
        counted(&text);
    }
}

/// Every token's bytes, and its paragraph and sentence.
fn tokens(text: &str) -> Vec<(std::ops::Range<usize>, usize, usize)> {
    let analyzer = Analyzer::english();
    let mut vocabulary = Vocabulary::new(&analyzer, Nothing);
    let (mut paragraphs, mut paragraph) = (Paragraphs::new(text, 0), Paragraph::default());
    let (mut found, mut number) = (Vec::new(), 0);
    while paragraphs.read(&mut vocabulary, &mut paragraph) {
        for (place, sentence) in paragraph.sentences.iter().enumerate() {
            let of_sentence = &paragraph.tokens[sentence.first as usize..sentence.end as usize];
            found.extend(of_sentence.iter().map(|token| (token.span.start()..token.span.end(), number, place)));
        }
        number += 1;
    }
    found
}

struct Nothing;

impl Annotate for Nothing {
    type Note = ();
    fn note(&mut self, _: Word<'_>) {}
}

#[test]
fn the_same_bytes_with_any_number_of_threads_and_any_order_of_inputs() {
    let place = Place::with_samples();
    place.run("analyze corpus --out one --threads 1 --format csv,parquet,json --svg").well();
    place.run("analyze corpus --out two --threads 2 --format csv,parquet,json --svg").well();
    place.run("analyze corpus --out eight --threads 8 --format csv,parquet,json --svg").well();
    let one = place.files("one");
    assert_eq!(one.len(), 6 * 3 + 1 + 5 * 2);
    for other in ["two", "eight"] {
        for ((name, a), (_, b)) in one.iter().zip(&place.files(other)) {
            assert!(a == b, "{name} is not the same in {other}");
        }
    }
    let mut names: Vec<String> = std::fs::read_dir(place.path("corpus"))
        .unwrap()
        .map(|entry| format!("corpus/{}", entry.unwrap().file_name().into_string().unwrap()))
        .filter(|name| name.ends_with(".txt"))
        .collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.clone()));
    place.run(&format!("analyze {} --out turned", names.join(" "))).well();
    for table in ["scores.csv", "comparison.csv", "evidence.csv", "terms.csv", "similarity.csv"] {
        assert_eq!(place.read(&format!("turned/{table}")), place.read(&format!("one/{table}")), "{table}");
    }
}

#[test]
fn the_order_of_lexicons_and_of_their_terms_changes_nothing() {
    let place = Place::with_samples();
    let before = place.run("score corpus --lexicons lexicons").well();
    let ids: Vec<String> = INSTRUMENT.library().lexicons().iter().map(|lexicon| lexicon.id.to_string()).collect();
    let mut arguments = String::from("score corpus");
    for id in ids.iter().rev() {
        let text = place.read(&format!("lexicons/{id}.toml"));
        let (head, rest) = text.split_once("[[term]]").unwrap();
        let (terms, tail) = match rest.find("[[exclude]]").or_else(|| rest.find("[examples]")) {
            Some(end) => rest.split_at(end),
            None => (rest, ""),
        };
        let mut terms: Vec<&str> = terms.split("[[term]]").collect();
        terms.reverse();
        let turned: String = terms.iter().map(|term| format!("[[term]]{}\n", term.trim_end())).collect();
        place.file(&format!("turned/{id}.toml"), format!("{head}{turned}{tail}"));
        arguments.push_str(&format!(" --lexicons turned/{id}.toml"));
    }
    assert_eq!(place.run(&arguments).well(), before);
}

#[test]
fn mirrored_texts_of_the_sample_corpus_score_the_same() {
    let place = Place::with_samples();
    let scores = place.run("score corpus").well();
    let of = |id: &str| -> Vec<String> {
        scores.lines().filter_map(|line| line.strip_prefix(&format!("{id},")).map(str::to_owned)).collect()
    };
    let mut pairs = 0;
    for line in scores.lines().filter(|line| line.contains("-mirrored,")) {
        let mirrored = line.split(',').next().unwrap();
        let original = mirrored.strip_suffix("-mirrored").unwrap();
        assert_eq!(of(original), of(mirrored));
        let texts = [original, mirrored].map(|id| place.read(&format!("corpus/{id}.txt")));
        assert_ne!(texts[0], texts[1]);
        pairs += 1;
    }
    assert_eq!(pairs, 2 * INSTRUMENT.library().lexicons().len());
}
