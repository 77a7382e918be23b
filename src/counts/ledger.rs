//! The evidence: every match with the sentence it stands in.

use std::borrow::Cow;
use std::sync::Arc;

use crate::ids::{DocId, FramingIx, TermId};
use crate::matching::{Listener, SentenceReading, Voice};
use crate::span::Span;

/// One match, opened: enough to find it again and to read it aloud.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The document.
    pub document: DocId,
    /// The framing.
    pub framing: FramingIx,
    /// The term.
    pub term: TermId,
    /// Where it stands in the document as read.
    pub span: Span,
    /// Its first word, counted from 0.
    pub token: u32,
    /// The number of its sentence, from 1.
    pub sentence: u32,
    /// What the text says there, where the line below has it otherwise.
    odd_text: Option<Box<str>>,
    /// The sentence it stands in, line breaks made into spaces.
    pub sentence_text: Arc<str>,
    /// Where the match begins in that.
    pub at: usize,
    /// Whose voice it is in.
    pub voice: Voice,
}

impl Evidence {
    /// What the text says there, line breaks and all.
    pub fn text(&self) -> &str {
        match &self.odd_text {
            Some(text) => text,
            None => self.sentence_text.get(self.at..self.at + self.span.len()).unwrap_or_default(),
        }
    }

    /// The sentence before the match, the match, and the sentence after it, line breaks made into spaces.
    pub fn parts(&self) -> (&str, &str, &str) {
        let (before, rest) = self.sentence_text.split_at_checked(self.at).unwrap_or_default();
        let (found, after) = rest.split_at_checked(one_line(self.text()).len()).unwrap_or_default();
        (before, found, after)
    }
}

/// Listens to the reading of one document and keeps what was found.
#[derive(Debug)]
pub struct Ledger<'d> {
    document: &'d DocId,
    text: &'d str,
    rows: Vec<Evidence>,
}

impl<'d> Ledger<'d> {
    /// The ledger of one document.
    pub fn new(document: &'d DocId, text: &'d str) -> Self {
        Self { document, text, rows: Vec::new() }
    }

    /// What was found, in the order of the text.
    pub fn into_rows(self) -> Vec<Evidence> {
        self.rows
    }
}

impl Listener for Ledger<'_> {
    fn sentence(&mut self, sentence: &SentenceReading<'_>) {
        if sentence.matches.is_empty() {
            return;
        }
        let whole = sentence.span.of(self.text);
        let lead = whole.len() - whole.trim_start().len();
        let (start, end) = (sentence.span.start() + lead, sentence.span.start() + whole.trim_end().len());
        let context = self.text.get(start..end).unwrap_or_default();
        let line: Arc<str> = one_line(context).into();
        let is_as_long = line.len() == context.len();
        for found in sentence.matches {
            let before = self.text.get(start..found.span.start()).unwrap_or_default();
            // Where the line is as long as the text, no white space was lost.
            let at = if is_as_long { before.len() } else { place_in_line(before) };
            let text = found.span.of(self.text);
            self.rows.push(Evidence {
                document: self.document.clone(),
                framing: found.framing,
                term: found.term,
                span: found.span,
                token: found.token,
                sentence: sentence.number,
                odd_text: (line.get(at..at + text.len()) != Some(text)).then(|| text.into()),
                sentence_text: Arc::clone(&line),
                at,
                voice: found.voice,
            });
        }
    }
}

/// Where in a line something stands that follows `before` in the text.
pub(super) fn place_in_line(before: &str) -> usize {
    let place = one_line(before).len();
    place + usize::from(place > 0 && before.ends_with(char::is_whitespace))
}

/// White space of any kind and length made into single spaces.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let ends = !text.starts_with(char::is_whitespace) && !text.ends_with(char::is_whitespace);
    // All bytes are asked, without a branch, which is quicker than to stop.
    let odd = |(here, next): (&u8, &u8)| u8::from(*here < b' ') | u8::from(*here == b' ') & u8::from(*next == b' ');
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let is_odd = pairs.fold(0, |any, pair| any | odd(pair)) != 0;
    let other_space = |text: &str| !text.is_ascii() && text.contains(|c: char| !c.is_ascii() && c.is_whitespace());
    if ends && !is_odd && !other_space(text) {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    Cow::Owned(line)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::one_line;

    proptest! {
        #![proptest_config(crate::same_cases())]

        #[test]
        fn a_line_has_single_spaces_between_its_words(text in "[a-z \t\n\u{a0}\u{85}\u{2003}\u{2019}\u{201d}\u{3000}.]{0,12}") {
            prop_assert_eq!(one_line(&text), text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
}
