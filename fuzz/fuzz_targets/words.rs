//! Any text is cut into words without a panic, every letter in exactly one word, and the same words whether they are found
//! sixteen bytes at a time or, near the end of the text, one by one. Run with `cargo fuzz run words`.

#![no_main]

use framelens::text::{Analyzer, Annotate, Paragraph, Paragraphs, Vocabulary, Word};
use libfuzzer_sys::fuzz_target;

struct Nothing;

impl Annotate for Nothing {
    type Note = ();

    fn note(&mut self, _: Word<'_>) {}
}

/// Where every word begins and ends, and how many sentences and paragraphs there are.
fn read(text: &str) -> (Vec<(usize, usize)>, usize, usize) {
    let analyzer = Analyzer::english();
    let mut vocabulary = Vocabulary::new(&analyzer, Nothing);
    let (mut paragraphs, mut paragraph) = (Paragraphs::new(text, 0), Paragraph::default());
    let (mut words, mut sentences, mut number) = (Vec::new(), 0, 0);
    while paragraphs.read(&mut vocabulary, &mut paragraph) {
        words.extend(paragraph.tokens.iter().map(|token| (token.span.start(), token.span.end())));
        sentences += paragraph.sentences.len();
        number += 1;
    }
    (words, sentences, number)
}

fuzz_target!(|text: &str| {
    let (words, sentences, paragraphs) = read(text);
    let padded = format!("{text}{}", "\n".repeat(40));
    assert_eq!((words.clone(), sentences, paragraphs), read(&padded));
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    assert_eq!(words.iter().map(|(start, end)| letters(&text[*start..*end])).sum::<usize>(), letters(text));
    assert!(words.windows(2).all(|pair| pair[0].1 <= pair[1].0));
});
