//! The evidence: every match with the sentence it stands in.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use crate::ids::{DocId, FramingIx, TermId};
use crate::matching::{Listener, SentenceReading, Voice};
use crate::span::Span;

/// One match, opened: enough to find it again and to read it aloud.
#[derive(Clone, Copy, Debug)]
pub struct Found<'t> {
    /// The document.
    pub document: &'t DocId,
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
    /// What the text says there, line breaks and all.
    pub text: &'t str,
    /// The sentence it stands in, line breaks made into spaces; of a very long one what stands around the match, with an
    /// ellipsis where it is cut.
    pub context: &'t str,
    /// Where the match begins in that.
    pub at: usize,
    /// Whose voice it is in.
    pub voice: Voice,
}

impl<'t> Found<'t> {
    /// The context before the match, the match, and the context after it, line breaks made into spaces.
    pub fn parts(&self) -> (&'t str, &'t str, &'t str) {
        let (before, rest) = self.context.split_at_checked(self.at).unwrap_or_default();
        let (found, after) = rest.split_at_checked(one_line(self.text).len()).unwrap_or_default();
        (before, found, after)
    }
}

/// The same, kept.
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
    /// The sentence it stands in, as in [`Found`].
    pub context: Arc<str>,
    at: usize,
    /// Whose voice it is in.
    pub voice: Voice,
}

impl Evidence {
    /// What the text says there, line breaks and all.
    pub fn text(&self) -> &str {
        match &self.odd_text {
            Some(text) => text,
            None => self.context.get(self.at..self.at + self.span.len()).unwrap_or_default(),
        }
    }

    /// It as it was found.
    pub fn found(&self) -> Found<'_> {
        let Self { document, framing, term, span, token, sentence, context, at, voice, .. } = self;
        Found {
            document,
            framing: *framing,
            term: *term,
            span: *span,
            token: *token,
            sentence: *sentence,
            text: self.text(),
            context,
            at: *at,
            voice: *voice,
        }
    }
}

/// Where the matches of one document go as they are found.
pub trait Record {
    /// Takes the next, in the order of the text.
    fn row(&mut self, found: &Found<'_>);
}

impl Record for Vec<Evidence> {
    fn row(&mut self, found: &Found<'_>) {
        let Found { framing, term, span, token, sentence, text, at, voice, .. } = *found;
        // Matches of one sentence share it.
        let context = match self.last() {
            Some(last) if last.sentence == sentence && *last.context == *found.context => Arc::clone(&last.context),
            _ => found.context.into(),
        };
        let odd_text = (context.get(at..at + text.len()) != Some(text)).then(|| text.into());
        let document = found.document.clone();
        self.push(Evidence { document, framing, term, span, token, sentence, odd_text, context, at, voice });
    }
}

/// Nowhere, if there is none.
impl<R: Record> Record for Option<R> {
    fn row(&mut self, found: &Found<'_>) {
        if let Some(record) = self {
            record.row(found);
        }
    }
}

/// Listens to the reading of one document and records what was found.
#[derive(Debug)]
pub struct Ledger<'d, R> {
    document: &'d DocId,
    text: &'d str,
    record: R,
}

/// A sentence of up to so many bytes is given whole: no prose comes near, and a text that is one sentence would be copied
/// for each match in it.
const LONGEST_CONTEXT: usize = 4_000;
/// Of a longer one, at most so many bytes on either side of a match.
const AROUND: usize = 500;
/// Stands where a context is cut.
const CUT: &str = "\u{2026}";

impl<'d, R: Record> Ledger<'d, R> {
    /// The ledger of one document.
    pub fn new(document: &'d DocId, text: &'d str, record: R) -> Self {
        Self { document, text, record }
    }

    /// What was recorded.
    pub fn into_record(self) -> R {
        self.record
    }

    /// The bytes around a match that its row shows, of those of its sentence.
    fn around(&self, sentence: &Range<usize>, found: Span) -> Range<usize> {
        let text = self.text;
        let from = text.ceil_char_boundary(found.start().saturating_sub(AROUND).max(sentence.start));
        let to = text.floor_char_boundary((found.end() + AROUND).min(sentence.end).max(found.end()));
        // Between two words, unless that leaves little.
        let space = |c: char| c.is_whitespace();
        let (before, after) = (&text[from..found.start()], &text[found.end()..to]);
        let start = before.find(space).filter(|start| from > sentence.start && 2 * start < before.len());
        let stop = after.rfind(space).filter(|stop| to < sentence.end && 2 * stop > after.len());
        from + start.unwrap_or(0)..found.end() + stop.unwrap_or(after.len())
    }
}

impl<R: Record> Listener for Ledger<'_, R> {
    fn sentence(&mut self, sentence: &SentenceReading<'_>) {
        if sentence.matches.is_empty() {
            return;
        }
        let whole = sentence.span.of(self.text);
        let lead = whole.len() - whole.trim_start().len();
        let within = sentence.span.start() + lead..sentence.span.start() + whole.trim_end().len();
        // Matches share the line of a sentence that is shown whole.
        let whole = (within.len() <= LONGEST_CONTEXT).then(|| Line::of(self.text, &within, within.clone()));
        for found in sentence.matches {
            let own;
            let line = if let Some(line) = &whole {
                line
            } else {
                own = Line::of(self.text, &within, self.around(&within, found.span));
                &own
            };
            let before = self.text.get(line.start..found.span.start()).unwrap_or_default();
            self.record.row(&Found {
                document: self.document,
                framing: found.framing,
                term: found.term,
                span: found.span,
                token: found.token,
                sentence: sentence.number,
                text: found.span.of(self.text),
                context: &line.text,
                at: line.place(before),
                voice: found.voice,
            });
        }
    }
}

/// Part of a sentence as one line.
struct Line<'t> {
    /// The byte at which what is shown begins.
    start: usize,
    text: Cow<'t, str>,
    /// The bytes of the mark before it.
    mark: usize,
    /// No white space was lost.
    is_as_long: bool,
}

impl<'t> Line<'t> {
    /// Of what is shown of a sentence.
    fn of(text: &'t str, sentence: &Range<usize>, shown: Range<usize>) -> Self {
        let start = shown.start;
        let part = text.get(shown.clone()).unwrap_or_default();
        let line = one_line(part);
        let is_as_long = line.len() == part.len();
        if shown == *sentence {
            return Self { start, text: line, mark: 0, is_as_long };
        }
        let [head, tail] =
            [shown.start > sentence.start, shown.end < sentence.end].map(|cut| if cut { CUT } else { "" });
        Self { start, text: format!("{head}{line}{tail}").into(), mark: head.len(), is_as_long }
    }

    /// Where in it something stands that follows `before` in what it was made of.
    fn place(&self, before: &str) -> usize {
        self.mark + if self.is_as_long { before.len() } else { place_in_line(before) }
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
