//! Takes a matcher through a text and tells a listener, sentence by sentence, what was found.

use super::compile::Matcher;
use super::meanings::{Meanings, Note};
use super::rules::OnLists;
use super::scan::{Beginnings, Candidate, Words, scan};
use super::select::{Selection, term};
use super::voice::{Quotations, Voice, negated, quotation};
use super::{Match, Quotation};
use crate::lexicon::VoiceRule;
use crate::span::Span;
use crate::text::{Analyzer, Paragraph, Paragraphs, Sentence, Vocabulary};

/// Whoever wants to know what a text says.
pub trait Listener {
    /// Called once for each sentence, in the order of the text, whether or not anything was found in it.
    fn sentence(&mut self, sentence: &SentenceReading<'_>);
}

/// Two may listen to one reading.
impl<A: Listener, B: Listener> Listener for (&mut A, &mut B) {
    fn sentence(&mut self, sentence: &SentenceReading<'_>) {
        self.0.sentence(sentence);
        self.1.sentence(sentence);
    }
}

/// One sentence and what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct SentenceReading<'s> {
    /// Its number in the document, from 1.
    pub number: u32,
    /// Its text, white space around it included.
    pub span: Span,
    /// How many words it has; at least one.
    pub tokens: u32,
    /// What was found, in the order of the text.
    pub matches: &'s [Match],
}

/// Reads documents one after another. Keeps what it learns of words from one to the next, so use one per thread.
pub struct Reader<'m> {
    matcher: &'m Matcher,
    vocabulary: Vocabulary<'m, Meanings<'m>>,
    paragraph: Paragraph<Note>,
    quoted: Quotations,
    beginnings: Beginnings,
    candidates: Vec<Candidate>,
    selection: Selection,
    matches: Vec<Match>,
}

impl<'m> Reader<'m> {
    /// A reader that knows no word yet.
    pub fn new(matcher: &'m Matcher, analyzer: &'m Analyzer) -> Self {
        Self {
            matcher,
            vocabulary: Vocabulary::new(analyzer, Meanings::new(matcher)),
            paragraph: Paragraph::default(),
            quoted: Quotations::default(),
            beginnings: Beginnings::default(),
            candidates: Vec::new(),
            selection: Selection::default(),
            matches: Vec::new(),
        }
    }

    /// Reads a text from byte `from` on. It must be no longer than [`Span::LONGEST_TEXT`].
    pub fn read(&mut self, text: &str, from: usize, listener: &mut impl Listener) {
        let mut paragraphs = Paragraphs::new(text, from);
        let mut paragraph = std::mem::take(&mut self.paragraph);
        let (mut number, mut tokens_before) = (0, 0);
        while paragraphs.read(&mut self.vocabulary, &mut paragraph) {
            let mut quotes_known = false;
            let mut beginnings = paragraph.beginnings.as_slice();
            for sentence in &paragraph.sentences {
                number += 1;
                self.matches.clear();
                let here = beginnings.partition_point(|word| *word < sentence.end);
                let (in_sentence, later) = beginnings.split_at(here);
                beginnings = later;
                if !in_sentence.is_empty() {
                    if !quotes_known {
                        self.quoted.read(&paragraph);
                        quotes_known = true;
                    }
                    self.find(&paragraph, sentence, in_sentence, tokens_before);
                }
                let tokens = sentence.end - sentence.first;
                listener.sentence(&SentenceReading { number, span: sentence.span, tokens, matches: &self.matches });
            }
            tokens_before += paragraph.tokens.len() as u32;
        }
        self.paragraph = paragraph;
    }

    fn find(&mut self, paragraph: &Paragraph<Note>, sentence: &Sentence, beginnings: &[u32], tokens_before: u32) {
        let tokens = &paragraph.tokens[sentence.first as usize..sentence.end as usize];
        let meanings = self.vocabulary.annotator();
        let all = Words { tokens: &paragraph.tokens, meanings };
        let words = Words { tokens, meanings };
        let on = OnLists::of(tokens, meanings);
        self.beginnings.find(&words, &on, beginnings.iter().map(|word| word - sentence.first));
        scan(self.matcher, &words, &on, &self.beginnings, &mut self.candidates);
        if self.candidates.is_empty() {
            return;
        }
        let quoted = &self.quoted;
        let quotation_of =
            |candidate: &Candidate| quotation(self.matcher, quoted, &all, sentence.first + candidate.first);
        if self.matcher.asks_for_voice {
            self.candidates.retain(|candidate| allows(self.matcher, candidate, || quotation_of(candidate)));
        }
        self.selection.select(self.matcher, words.len(), &mut self.candidates);
        for candidate in &self.candidates {
            let term = term(candidate);
            let (first, last) = (candidate.first as usize, candidate.end as usize - 1);
            let voice = Voice { quotation: quotation_of(candidate), negated: negated(self.matcher, &words, first) };
            self.matches.push(Match {
                framing: self.matcher.framing(term),
                term,
                span: tokens[first].span.cover(tokens[last].span),
                token: tokens_before + sentence.first + candidate.first,
                tokens: candidate.end - candidate.first,
                voice,
            });
        }
    }
}

/// Whether a term may count in the voice it stands in.
fn allows(matcher: &Matcher, candidate: &Candidate, quotation: impl Fn() -> Quotation) -> bool {
    let super::compile::Target::Term(term) = candidate.target else { return true };
    match matcher.terms[term.index()].voice {
        None => true,
        Some(VoiceRule::Own) => quotation() == Quotation::Own,
        Some(VoiceRule::Quoted) => quotation() != Quotation::Own,
    }
}
