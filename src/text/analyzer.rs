//! Makes words comparable: the one way by which texts and lexicons are read.

use std::borrow::Cow;

use super::gap::Gap;
use super::word::{begins_word, word_end};
use super::{Forms, Stemmer};

/// Words, their forms and their stems. A lexicon passes through the same analyzer as the text, or a stemmed text would
/// never meet an unstemmed term.
#[derive(Debug)]
pub struct Analyzer {
    stemmer: Stemmer,
}

impl Analyzer {
    /// What decides how words are cut and called, for the manifest: results are comparable between equal names.
    pub const FINGERPRINT: &str = "words 2 (UAX 29, tailored), NFKC, rust-stemmers 1.2.0 (Snowball English)";

    /// The analyzer for English.
    pub fn english() -> Self {
        Self { stemmer: Stemmer::english() }
    }

    /// The stem of a folded word.
    pub fn stem<'w>(&self, folded: &'w str) -> Cow<'w, str> {
        self.stemmer.stem(folded)
    }

    /// The words of a short text, such as a pattern, each as it stands there.
    ///
    /// ```
    /// use framelens::text::Analyzer;
    /// let words: Vec<_> = Analyzer::english().words("peace-building talks").collect();
    /// assert_eq!(words, ["peace", "building", "talks"]);
    /// ```
    pub fn words<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> + use<'t> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let start = at + text[at..].find(begins_word)?;
            at = word_end(text, start);
            Some(&text[start..at])
        })
    }

    /// What stands between two words of a short text and ends every phrase there; `None` when nothing does.
    ///
    /// ```
    /// use framelens::text::Analyzer;
    /// assert_eq!(Analyzer::english().phrase_end("war and/or peace"), Some("/"));
    /// assert_eq!(Analyzer::english().phrase_end("peace-building talks!"), None);
    /// ```
    pub fn phrase_end<'t>(&self, text: &'t str) -> Option<&'t str> {
        let mut gap = Gap::default();
        let mut start = text.find(begins_word)?;
        loop {
            let end = word_end(text, start);
            gap.scan(text, end, 0);
            start = gap.end;
            if start == text.len() {
                return None;
            }
            if gap.ends_phrase() {
                return Some(text[end..start].trim());
            }
        }
    }

    /// The forms of a word.
    pub fn forms(&self, word: &str) -> Forms {
        Forms::of(word)
    }
}
