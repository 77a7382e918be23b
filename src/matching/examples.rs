//! Does a lexicon do what its own examples say?

use super::{Instrument, Listener, SentenceReading};
use crate::ids::{FramingIx, TermId};

/// An example sentence of a lexicon.
#[derive(Clone, Debug)]
pub struct Example {
    /// The framing whose lexicon it stands in.
    pub framing: FramingIx,
    /// The sentence.
    pub text: String,
    /// Its line in the file.
    pub line: usize,
}

/// An example that does not come out as its lexicon says.
#[derive(Clone, Debug)]
pub enum ExampleFault {
    /// The framing should be found in it and is not.
    Missed(Example),
    /// The framing should not be found in it, and this term is.
    Found(Example, TermId),
}

struct First {
    framing: FramingIx,
    term: Option<TermId>,
}

impl Listener for First {
    fn sentence(&mut self, sentence: &SentenceReading<'_>) {
        let found = sentence.matches.iter().find(|found| found.framing == self.framing);
        self.term = self.term.or(found.map(|found| found.term));
    }
}

/// Reads every example and near miss of an instrument's lexicons.
pub fn check_examples(instrument: &Instrument) -> Vec<ExampleFault> {
    let library = instrument.library();
    let mut reader = instrument.reader();
    let mut faults = Vec::new();
    for (place, lexicon) in library.lexicons().iter().enumerate() {
        let framing = FramingIx(place as u16);
        let mut term_in = |text: &str| {
            let mut first = First { framing, term: None };
            reader.read(text, 0, &mut first);
            first.term
        };
        let example = |(text, line): &(String, usize)| Example { framing, text: text.clone(), line: *line };
        for sentence in &lexicon.examples {
            if term_in(&sentence.0).is_none() {
                faults.push(ExampleFault::Missed(example(sentence)));
            }
        }
        for sentence in &lexicon.near_misses {
            if let Some(term) = term_in(&sentence.0) {
                faults.push(ExampleFault::Found(example(sentence), term));
            }
        }
    }
    faults
}
