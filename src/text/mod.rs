//! What are its words?
//!
//! Text becomes paragraphs, sentences and words. Word boundaries follow UAX 29, with what opinion writing needs on top
//! (`docs/methods.md`, "Words"); everything that can be known of a word is worked out once per distinct word.

mod address;
mod analyzer;
mod function_words;
mod gap;
mod letters;
mod normalise;
mod paragraph;
mod shape;
mod short_words;
mod sieve;
mod stem;
mod vocabulary;
mod word;

pub use analyzer::Analyzer;
pub use function_words::is_function_word;
pub use normalise::Forms;
pub use paragraph::{Break, Mark, MarkKind, Paragraph, Paragraphs, Sentence, Side, Token};
pub use shape::Shape;
pub use sieve::Sieve;
pub use stem::Stemmer;
pub use vocabulary::{Annotate, Known, Vocabulary, Word};
