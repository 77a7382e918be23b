//! What was found sentence by sentence, and the text beside it.

use std::ops::Range;

use super::ledger::{one_line, place_in_line};
use crate::corpus::{Corpus, CorpusError, Document, Parcel};
use crate::matching::{Instrument, Listener, Match, Reader, SentenceReading};
use crate::parallel::{Threads, in_order};
use crate::span::Span;

/// A document and its sentences.
#[derive(Clone, Debug)]
pub struct ReadDocument {
    /// The document.
    pub document: Document,
    /// Its sentences, in order.
    pub sentences: Vec<ReadSentence>,
}

/// One sentence, and what was found in it.
#[derive(Clone, Debug)]
pub struct ReadSentence {
    /// Its text, white space around it included.
    pub span: Span,
    /// Its matches, in the order of the text.
    pub found: Vec<Match>,
}

impl ReadDocument {
    /// The text of a sentence, white space made into single spaces; empty where there is none.
    pub fn sentence(&self, place: usize) -> String {
        self.sentences
            .get(place)
            .map(|sentence| one_line(sentence.span.of(&self.document.text)).into_owned())
            .unwrap_or_default()
    }

    /// The sentence of a match, white space made into single spaces, and where in that the match stands.
    pub fn line(&self, sentence: &ReadSentence, found: &Match) -> (String, Range<usize>) {
        let text = &self.document.text;
        let at = place_in_line(text.get(sentence.span.start()..found.span.start()).unwrap_or_default());
        (one_line(sentence.span.of(text)).into_owned(), at..at + one_line(found.span.of(text)).len())
    }
}

impl Listener for Vec<ReadSentence> {
    fn sentence(&mut self, sentence: &SentenceReading<'_>) {
        self.push(ReadSentence { span: sentence.span, found: sentence.matches.to_vec() });
    }
}

/// Reads every document of a corpus and hands it on with what was found, in the order of the corpus whatever the number
/// of threads.
///
/// # Errors
/// The first document that cannot be read, or what `take` returns.
pub fn read_sentences<Error: From<CorpusError>>(
    corpus: &Corpus,
    instrument: &Instrument,
    threads: Threads,
    mut take: impl FnMut(ReadDocument) -> Result<(), Error>,
) -> Result<(), Error> {
    let read = |reader: &mut Reader<'_>, document: Document| {
        let mut sentences = Vec::new();
        reader.read(&document.text, document.from, &mut sentences);
        ReadDocument { document, sentences }
    };
    let work = |reader: &mut Reader<'_>, parcel: Parcel| {
        parcel.documents().map(|document| document.map(|document| read(reader, document))).collect::<Vec<_>>()
    };
    in_order(
        corpus.parcels(),
        threads,
        || instrument.reader(),
        work,
        |documents| documents.into_iter().try_for_each(|document| take(document?)),
    )
}
