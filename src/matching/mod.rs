//! Where is it said?
//!
//! Lexicons and an analyzer become a [`Matcher`]; a [`Reader`] takes it through a text and tells a [`Listener`] sentence
//! by sentence what was found, and in whose voice. Nothing here counts.

mod bits;
mod compile;
mod examples;
mod forms;
mod instrument;
mod meanings;
mod reader;
mod rules;
mod scan;
mod select;
mod trie;
mod voice;

pub use compile::Matcher;
pub use examples::{Example, ExampleFault, check_examples};
pub use instrument::{Instrument, Options};
pub use reader::{Listener, Reader, SentenceReading};
pub use select::Overlap;
pub use voice::{Quotation, Voice};

use crate::ids::{FramingIx, TermId};
use crate::span::Span;

/// A term found once in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// The framing.
    pub framing: FramingIx,
    /// The term.
    pub term: TermId,
    /// The text from its first to its last word.
    pub span: Span,
    /// Its first word, counted through the document from 0.
    pub token: u32,
    /// How many words it covers, those of a gap included.
    pub tokens: u32,
    /// Whose voice it is in.
    pub voice: Voice,
}
