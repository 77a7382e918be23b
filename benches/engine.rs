//! What the reading path costs, stage by stage, on the sample corpus repeated to some megabytes: `cargo bench`.
//!
//! The figures of docs/performance.md are of whole commands on a corpus of 110 MB; these are for finding where a change
//! shows.

#![allow(clippy::unwrap_used, reason = "a benchmark that cannot go on has failed")]

use std::path::Path;

use divan::Bencher;
use divan::counter::BytesCount;
use framelens::corpus::{Columns, Corpus, CorpusError, GroupKey, Input};
use framelens::counts::{Keep, Measured, Measurement};
use framelens::matching::{Instrument, Listener, SentenceReading};
use framelens::parallel::Threads;
use framelens::text::{Analyzer, Annotate, Paragraph, Paragraphs, Vocabulary, Word};

fn main() {
    divan::main();
}

/// The texts of the sample corpus, eight times over.
fn text() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let texts = files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "txt"));
    let once: String = texts.map(|file| std::fs::read_to_string(file).unwrap() + "\n\n").collect();
    once.repeat(8)
}

struct Nothing;

impl Annotate for Nothing {
    type Note = ();

    fn note(&mut self, _: Word<'_>) {}
}

/// Words, sentences, paragraphs; every word looked up.
#[divan::bench]
fn tokenise(bencher: Bencher<'_, '_>) {
    let (text, analyzer) = (text(), Analyzer::english());
    let mut vocabulary = Vocabulary::new(&analyzer, Nothing);
    let mut paragraph = Paragraph::default();
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        let mut paragraphs = Paragraphs::new(&text, 0);
        let mut words = 0;
        while paragraphs.read(&mut vocabulary, &mut paragraph) {
            words += paragraph.tokens.len();
        }
        words
    });
}

/// Words that were never met: forms, shape and stem worked out.
#[divan::bench]
fn learn_new_words(bencher: Bencher<'_, '_>) {
    let (text, analyzer) = (text(), Analyzer::english());
    let words: Vec<&str> = text.split_whitespace().take(10_000).collect();
    bencher.bench_local(|| {
        let mut vocabulary = Vocabulary::new(&analyzer, Nothing);
        for word in &words {
            vocabulary.look_up(word, 0, word.len());
        }
        vocabulary.len()
    });
}

struct Count(usize);

impl Listener for Count {
    fn sentence(&mut self, sentence: &SentenceReading<'_>) {
        self.0 += sentence.matches.len();
    }
}

/// The whole reading: words, patterns, rules, voice.
#[divan::bench]
fn read_and_match(bencher: Bencher<'_, '_>) {
    let (text, instrument) = (text(), Instrument::built_in().unwrap());
    let mut reader = instrument.reader();
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        let mut count = Count(0);
        reader.read(&text, 0, &mut count);
        count.0
    });
}

/// The lexicons read and compiled.
#[divan::bench]
fn load_lexicons(bencher: Bencher<'_, '_>) {
    bencher.bench(|| Instrument::built_in().unwrap());
}

/// A table of JSON Lines read and counted, on one thread.
#[divan::bench]
fn count_json_lines(bencher: Bencher<'_, '_>) {
    let text = text();
    let file = tempfile::Builder::new().suffix(".jsonl").tempfile().unwrap();
    let line = |id: u32| serde_json::json!({ "id": id, "text": text }).to_string();
    let lines = (0..20).map(line).collect::<Vec<_>>().join("\n");
    std::fs::write(file.path(), &lines).unwrap();
    let instrument = Instrument::built_in().unwrap();
    let corpus = Corpus::open(&[Input::Path(file.path().to_owned())], Columns::default(), None).unwrap();
    bencher.counter(BytesCount::of_str(&lines)).bench_local(|| {
        let mut matches = 0;
        let count = |tally: u64| {
            matches += tally;
            Ok::<_, CorpusError>(())
        };
        let of = |measured: Measured| measured.tally.matches();
        let (group, keep) = (&GroupKey::default(), Keep::TallyOnly);
        let measurement = Measurement { corpus: &corpus, instrument: &instrument, group, keep, threads: Threads::ONE };
        measurement.run(Vec::new, of, count).unwrap();
        matches
    });
}
