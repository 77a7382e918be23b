//! A document's paragraphs, one at a time: its words, where its sentences end, and its quotation marks.

use super::gap::Gap;
use super::letters::Ends;
use super::short_words::ShortKey;
use super::word::{After, word_end};
use super::{Annotate, Known, Shape, Sieve, Vocabulary};
use crate::span::Span;

/// One word of a text, where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Token<N> {
    /// Where it stands.
    pub span: Span,
    /// What parts it from the token before.
    pub gap: Break,
    /// What the annotator said of it.
    pub note: N,
}

/// What parts a token from the one before it, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Break {
    /// A space, a hyphen, a quotation mark: a phrase goes on.
    None,
    /// A comma, a colon, a dash, a bracket: a phrase ends.
    Clause,
    /// The end of a sentence.
    Sentence,
    /// The end of a paragraph.
    Paragraph,
}

/// One sentence of a paragraph.
#[derive(Clone, Copy, Debug)]
pub struct Sentence {
    /// Its first token, as an index into the paragraph's.
    pub first: u32,
    /// The token after its last.
    pub end: u32,
    /// Its text from the first byte after the sentence before, white space included.
    pub span: Span,
}

/// A quotation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The token that follows it, as an index into the paragraph's.
    pub before: u32,
    /// Single or double.
    pub kind: MarkKind,
    /// Whether it opens or closes, as far as its shape and neighbours tell.
    pub side: Side,
    /// It may be the apostrophe of a possessive plural.
    pub doubtful: bool,
}

/// The kind of a quotation mark; a quotation opens and closes with the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// Single marks, which stand for apostrophes too.
    Single,
    /// Double marks and guillemets.
    Double,
}

/// Which side of a quotation a mark stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// At the beginning.
    Open,
    /// At the end.
    Close,
}

/// One paragraph: the largest stretch in which anything refers to anything else.
#[derive(Debug)]
pub struct Paragraph<N> {
    /// Its words in order.
    pub tokens: Vec<Token<N>>,
    /// Its sentences in order; together they hold all tokens, and none is empty.
    pub sentences: Vec<Sentence>,
    /// Its quotation marks in order.
    pub marks: Vec<Mark>,
    /// The words at which, as the annotator says, something may begin, as indices into the tokens.
    pub beginnings: Sieve<u32>,
    pending: Vec<Pending>,
}

impl<N> Default for Paragraph<N> {
    fn default() -> Self {
        Self {
            tokens: Vec::new(),
            sentences: Vec::new(),
            marks: Vec::new(),
            beginnings: Sieve::default(),
            pending: Vec::new(),
        }
    }
}

/// A sentence is cut after this many tokens, a paragraph after the end of a sentence past the second number: no prose
/// comes near, and memory stays flat on text that is none.
const LONGEST_SENTENCE: usize = 2_000;
const LONGEST_PARAGRAPH: usize = 20_000;

/// Reads the paragraphs of one text in order.
#[derive(Debug)]
pub struct Paragraphs<'t> {
    text: &'t str,
    /// The first word of the next paragraph, or the end of the text.
    next: usize,
    /// The end of what belongs to the paragraph before.
    boundary: usize,
    line_start: usize,
    gap: Gap,
    ends: Ends,
}

impl<'t> Paragraphs<'t> {
    /// Begins at byte `from` of a text of at most [`Span::LONGEST_TEXT`] bytes.
    pub fn new(text: &'t str, from: usize) -> Self {
        let mut gap = Gap::default();
        gap.scan(text, from, from);
        let line_start = gap.line_start.unwrap_or(from);
        Self { text, next: gap.end, boundary: from, line_start, gap, ends: Ends::NONE }
    }

    /// Reads the next paragraph; `false` when there is none.
    pub fn read<A: Annotate>(
        &mut self,
        vocabulary: &mut Vocabulary<'_, A>,
        paragraph: &mut Paragraph<A::Note>,
    ) -> bool {
        paragraph.clear();
        let text = self.text;
        if self.next >= text.len() {
            return false;
        }
        paragraph.marks.extend(self.gap.marks.iter().map(|(mark, _)| Mark { before: 0, ..*mark }));
        let mut start = self.next;
        let mut word = Met::at(text, start, vocabulary);
        let mut gap = Break::Paragraph;
        let mut first = 0;
        loop {
            paragraph.push(start, word.end, gap, word.key, word.known);
            if !word.is_acronym(text) {
                let room = LONGEST_SENTENCE.saturating_sub(paragraph.tokens.len() - first);
                paragraph.plain_words(text, &mut word, room, &mut self.ends, vocabulary);
            }
            let end = word.end;
            let length = paragraph.tokens.len() - first;
            self.gap.scan(text, end, self.line_start);
            self.line_start = self.gap.line_start.unwrap_or(self.line_start);
            start = self.gap.end;
            if start < text.len() {
                let mut next = Met::at(text, start, vocabulary);
                gap = match self.gap.plain_kind() {
                    Some(kind) if !word.is_acronym(text) => kind,
                    _ => {
                        let before = paragraph.tokens.last().map_or(end, |token| token.span.start());
                        let shapes = (word.shape(text, before, vocabulary), next.shape(text, start, vocabulary));
                        self.gap_kind(shapes, length, end)
                    }
                };
                word = next;
            } else {
                gap = Break::Paragraph;
            }
            if gap < Break::Sentence && length >= LONGEST_SENTENCE {
                gap = Break::Sentence;
            }
            if gap == Break::Sentence && paragraph.tokens.len() >= LONGEST_PARAGRAPH {
                gap = Break::Paragraph;
            }
            if gap >= Break::Sentence {
                let boundary = if start >= text.len() { text.len() } else { self.gap.sentence_end() };
                if let Some(span) = Span::new(self.boundary as u32, boundary as u32) {
                    let end = paragraph.tokens.len() as u32;
                    paragraph.sentences.push(Sentence { first: first as u32, end, span });
                }
                self.boundary = boundary;
                first = paragraph.tokens.len();
            }
            let before = paragraph.tokens.len() as u32;
            let ends = gap == Break::Paragraph;
            let here = self.gap.marks.iter().filter(|(_, after_line)| !(ends && *after_line));
            paragraph.marks.extend(here.map(|(mark, _)| Mark { before, ..*mark }));
            if ends {
                paragraph.look_up(text, vocabulary);
                paragraph.find_beginnings(vocabulary.annotator());
                self.gap.marks.retain(|(_, after_line)| *after_line);
                self.next = start;
                return true;
            }
        }
    }

    fn gap_kind(&self, (before, next): (Shape, Shape), tokens_so_far: usize, from: usize) -> Break {
        let bytes = self.text.as_bytes();
        let lone_number = tokens_so_far == 1 && before.is_number();
        let glued = self.gap.is_lone_stop(from)
            && bytes[from - 1].is_ascii_lowercase()
            && bytes.get(from + 1).is_some_and(u8::is_ascii_uppercase);
        self.gap.kind(before, next, lone_number, glued)
    }
}

/// A word of a text, as far as one look tells.
struct Met<N> {
    end: usize,
    /// For a short one.
    key: Option<ShortKey>,
    /// What is known of it, unless it is a short one and not among the common ones.
    known: Option<Known<N>>,
}

impl<N: Copy + Default> Met<N> {
    /// The word that begins at `start`.
    fn at<A: Annotate<Note = N>>(text: &str, start: usize, vocabulary: &mut Vocabulary<'_, A>) -> Self {
        let end = word_end(text, start);
        let key = ShortKey::of(text.as_bytes(), start, end);
        let known = match key {
            Some(key) => vocabulary.find_common(key),
            None => Some(vocabulary.look_up(text, start, end)),
        };
        Self { end, key, known }
    }

    /// What it looks like.
    fn shape<A: Annotate<Note = N>>(&mut self, text: &str, start: usize, vocabulary: &mut Vocabulary<'_, A>) -> Shape {
        self.known.get_or_insert_with(|| vocabulary.look_up(text, start, self.end)).shape
    }

    /// Whether it is an acronym: no other word keeps its last dot.
    fn is_acronym(&self, text: &str) -> bool {
        text.as_bytes().get(self.end - 1) == Some(&b'.')
    }
}

/// A word that is not among the common ones. These are looked up together, so that the processor waits for memory once and
/// not for each.
#[derive(Clone, Copy, Debug)]
struct Pending {
    key: ShortKey,
    /// Which of the paragraph's tokens it is.
    token: u32,
}

impl<N: Copy + Default> Paragraph<N> {
    fn clear(&mut self) {
        self.tokens.clear();
        self.sentences.clear();
        self.marks.clear();
    }

    /// Adds a word: for a short one its key, and what is known of it unless it has still to be looked up.
    #[inline]
    fn push(&mut self, start: usize, end: usize, gap: Break, key: Option<ShortKey>, known: Option<Known<N>>) {
        if let (Some(key), None) = (key, known) {
            self.pending.push(Pending { key, token: self.tokens.len() as u32 });
        }
        // A word is never empty.
        if let Some(span) = Span::new(start as u32, end as u32) {
            self.tokens.push(Token { span, gap, note: known.unwrap_or_default().note });
        }
    }

    /// Reads on from the end of a word as long as plain words follow, one space or a comma and a space before each: nine
    /// tenths of all words. At most `room` of them. Goes from one word to the last of them.
    #[inline]
    fn plain_words<A: Annotate<Note = N>>(
        &mut self,
        text: &str,
        word: &mut Met<N>,
        room: usize,
        ends: &mut Ends,
        vocabulary: &Vocabulary<'_, A>,
    ) {
        let bytes = text.as_bytes();
        let mut here = *ends;
        here.seek(bytes, word.end + 1);
        let (mut end, mut after) = (word.end, After::of(bytes, word.end));
        for _ in 0..room {
            let (gap, start) = match after {
                After::Space => (Break::None, end + 1),
                After::Comma => {
                    here.next(bytes);
                    (Break::Clause, end + 2)
                }
                After::Stop | After::Other => break,
            };
            let stop = here.next(bytes);
            let Some(key) = ShortKey::of_length(bytes, start, stop - start) else { break };
            after = After::of(bytes, stop);
            if stop - start < after.shortest() {
                break;
            }
            let known = vocabulary.find_common(key);
            self.push(start, stop, gap, Some(key), known);
            end = stop;
        }
        *ends = here;
        if end > word.end {
            *word = Met { end, key: None, known: None };
        }
    }

    /// Looks up the words that are not among the common ones: those met before, then those never met.
    fn look_up<A: Annotate<Note = N>>(&mut self, text: &str, vocabulary: &mut Vocabulary<'_, A>) {
        let Self { tokens, pending, .. } = self;
        pending.retain(|word| match vocabulary.find_rare(word.key) {
            Some(known) => {
                tokens[word.token as usize].note = known.note;
                false
            }
            None => true,
        });
        for word in pending.drain(..) {
            let token = &mut tokens[word.token as usize];
            token.note = vocabulary.look_up_short(text, token.span.start(), token.span.end(), word.key).note;
        }
    }

    /// Asks of every word whether something may begin at it.
    fn find_beginnings(&mut self, annotator: &impl Annotate<Note = N>) {
        let Self { tokens, beginnings, .. } = self;
        let mut beginnings = beginnings.sift(tokens.len());
        for (place, pair) in (0..).zip(tokens.windows(2)) {
            beginnings.offer(place, annotator.begins(pair[0].note, pair[1].note));
        }
        if let Some((last, before)) = tokens.split_last() {
            beginnings.offer(before.len() as u32, annotator.begins(last.note, N::default()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Analyzer, Word};
    use super::*;

    struct Nothing;
    impl Annotate for Nothing {
        type Note = ();
        fn note(&mut self, _: Word<'_>) {}
    }

    fn sentences(text: &str) -> Vec<Vec<String>> {
        let analyzer = Analyzer::english();
        let mut vocabulary = Vocabulary::new(&analyzer, Nothing);
        let mut paragraph = Paragraph::default();
        let mut paragraphs = Paragraphs::new(text, 0);
        let mut all = Vec::new();
        while paragraphs.read(&mut vocabulary, &mut paragraph) {
            all.push(paragraph.sentences.iter().map(|s| s.span.of(text).trim().to_owned()).collect());
        }
        all
    }

    fn flat(text: &str) -> Vec<String> {
        sentences(text).into_iter().flatten().collect()
    }

    #[test]
    fn full_stops_that_end_no_sentence() {
        for text in [
            "Mr. Smith met Gen. Jones in St. Louis.",
            "The U.S. Senate voted.",
            "Article No. 5 of Vol. 3 applies.",
            "It rose to 3.5 per cent, i.e. more.",
            "J. F. Kennedy spoke.",
            "He asked \"Why?\" and left.",
            "Wait ... for it.",
            "1. Stop the war.",
            "Mr.Smith met Gen.Jones near St.Louis.",
            "It was done by Smith vs. Jones.",
        ] {
            assert_eq!(flat(text), [text], "{text}");
        }
    }

    #[test]
    fn sentences_end_with_their_closing_marks() {
        assert_eq!(
            flat("\u{201C}Stop.\u{201D} They did (at last.) Then we left the U.S. The end."),
            ["\u{201C}Stop.\u{201D}", "They did (at last.)", "Then we left the U.S.", "The end.",]
        );
    }

    #[test]
    fn words_that_are_abbreviations_only_with_a_capital_end_sentences() {
        assert_eq!(
            flat("Many fell ill. Doctors came. They went to mass. Graves were dug."),
            ["Many fell ill.", "Doctors came.", "They went to mass.", "Graves were dug."]
        );
    }

    #[test]
    fn marks_of_notes_belong_to_the_sentence_before() {
        assert_eq!(
            flat("A truce for all.[1] The talks failed.\u{B2}\u{B3} It held.[12][3]"),
            ["A truce for all.[1]", "The talks failed.\u{B2}\u{B3}", "It held.[12][3]"]
        );
    }

    #[test]
    fn sentences_end_with_all_their_closing_marks_and_before_the_next_opening_one() {
        assert_eq!(
            flat("She left the U.S. \u{201C}The truce holds.\u{201D}"),
            ["She left the U.S.", "\u{201C}The truce holds.\u{201D}"]
        );
        assert_eq!(flat("Wait . . . A truce."), ["Wait . . .", "A truce."]);
        assert_eq!(flat("\u{AB}\u{A0}The truce.\u{A0}\u{BB} A war."), ["\u{AB}\u{A0}The truce.\u{A0}\u{BB}", "A war."]);
    }

    #[test]
    fn a_lost_space_still_ends_a_sentence() {
        assert_eq!(flat("It is the end.Next we go."), ["It is the end.", "Next we go."]);
    }

    #[test]
    fn blank_lines_and_headings_part_paragraphs_and_wrapped_lines_do_not() {
        let wrapped =
            "This line was broken only because the page it was written on is narrow\nand the sentence goes on here.";
        assert_eq!(sentences(wrapped).len(), 1);
        assert_eq!(flat(wrapped).len(), 1);
        assert_eq!(sentences("A heading\nThe text begins. And ends.\n\nNext\rLast").len(), 4);
        assert_eq!(sentences("A list:\n- one\n- two").len(), 3);
    }

    #[test]
    fn line_ends_of_all_kinds_are_the_same() {
        let lines = |end: &str| flat(&["One two.", "Three", "", "Four five"].join(end));
        for end in ["\r\n", "\r", "\u{2028}"] {
            assert_eq!(lines(end), lines("\n"));
        }
    }

    #[test]
    fn text_without_words_has_no_paragraph() {
        for text in ["", " \n ", "...", "\u{FEFF}", "\u{201C}\u{201D}"] {
            assert!(sentences(text).is_empty(), "{text:?}");
        }
    }
}
