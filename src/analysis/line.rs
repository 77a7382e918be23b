//! What does the text say around a word?

use std::ops::Range;

use crate::ids::DocId;

/// What is shown, in its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The document.
    pub document: DocId,
    /// The sentence, white space made into single spaces.
    pub text: String,
    /// Where it stands in that.
    pub found: Range<usize>,
}

impl Line {
    /// The sentence before it, itself, and the sentence after it.
    pub fn parts(&self) -> (&str, &str, &str) {
        let (rest, after) = self.text.split_at_checked(self.found.end).unwrap_or_default();
        let (before, found) = rest.split_at_checked(self.found.start).unwrap_or_default();
        (before, found, after)
    }
}
