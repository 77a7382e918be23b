//! Snowball stems behind one narrow type, so that another engine is a day's work in this file.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Finds the stem of a folded English word.
pub struct Stemmer {
    engine: rust_stemmers::Stemmer,
}

impl Stemmer {
    /// Engine and version, for the manifest: stems are comparable only between equal names.
    pub const ENGINE: &str = "rust-stemmers 1.2.0 (Snowball English)";

    /// Words longer than this many bytes are their own stem: no English word is, and stemmers take quadratic time.
    const LONGEST: usize = 64;

    /// The stemmer for English.
    pub fn english() -> Self {
        Self { engine: rust_stemmers::Stemmer::create(rust_stemmers::Algorithm::English) }
    }

    /// The stem of a word in lower case with straight apostrophes; never empty for a word that is not.
    ///
    /// Words with a digit, a dot or an underscore are their own stem. Should the engine panic or find nothing, the word is too.
    ///
    /// ```
    /// use framelens::text::Stemmer;
    /// let stemmer = Stemmer::english();
    /// assert_eq!(stemmer.stem("negotiations"), stemmer.stem("negotiate"));
    /// assert_eq!(stemmer.stem("co2"), "co2");
    /// ```
    pub fn stem<'w>(&self, word: &'w str) -> Cow<'w, str> {
        let plain = word.len() <= Self::LONGEST && word.chars().all(|c| c.is_alphabetic() || c == '\'');
        if !plain {
            return Cow::Borrowed(word);
        }
        match catch_unwind(AssertUnwindSafe(|| self.engine.stem(word))) {
            Ok(stem) if !stem.is_empty() => stem,
            _ => Cow::Borrowed(word),
        }
    }
}

impl std::fmt::Debug for Stemmer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(Self::ENGINE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_and_parts_as_the_editorial_rules_say() {
        let stemmer = Stemmer::english();
        let same = |a: &str, b: &str| stemmer.stem(a) == stemmer.stem(b);
        for (a, b) in
            [("universal", "university"), ("organ", "organization"), ("united", "unit"), ("occupy", "occupied")]
        {
            assert!(same(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("imperialism", "imperialist"),
            ("occupy", "occupation"),
            ("settle", "settler"),
            ("capitalism", "capitalist"),
        ] {
            assert!(!same(a, b), "{a} {b}");
        }
    }

    #[test]
    fn odd_words_are_their_own_stem() {
        let stemmer = Stemmer::english();
        let long = "a".repeat(100_000);
        for word in ["", "'", "u.s.", "10th", long.as_str()] {
            assert_eq!(stemmer.stem(word), word);
        }
    }
}
