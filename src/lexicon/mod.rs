//! What are we looking for?
//!
//! A lexicon is one framing: its definition, its terms with their patterns and rules, and sentences that test it. The
//! TOML format (`lexicons/README.md`) is known only here.

mod alternatives;
mod classes;
mod duplicates;
pub mod exchange;
mod format;
mod library;
mod pattern;
mod pieces;
mod shape;
mod term;
mod validated;
mod word_regex;

pub use classes::{Classes, Phrase};
pub use library::{BUILT_IN, FAMILIES, Library, LibraryError};
pub use pattern::{Alternative, Element, Form, Matching, Pattern};
pub use term::{Exclude, Rule, RuleKind, Term, VoiceRule, Weight};
pub use validated::{Alpha, Share, Validated};
pub use word_regex::{WordRegex, WordRegexes};

use crate::ids::{FamilyId, FramingId};
use crate::source::Source;

/// Where the format is described, for messages.
const FORMAT: &str = "lexicons/README.md describes every key";

/// One framing: at least one term, and no two terms with the same analysed form.
#[derive(Clone, Debug)]
pub struct Lexicon {
    /// Its id, equal to its file's stem.
    pub id: FramingId,
    /// What it is called in tables and pictures.
    pub label: String,
    /// The family it belongs to.
    pub family: FamilyId,
    /// Version of the file, for the manifest.
    pub version: String,
    /// What a text says that uses it, in a sentence.
    pub definition: String,
    /// Coding rule: what belongs in.
    pub counts: String,
    /// Coding rule: what goes elsewhere.
    pub leaves_out: String,
    /// What it is known to get wrong.
    pub limits: Vec<String>,
    /// Literature.
    pub references: Vec<String>,
    /// Where it was compared with readers.
    pub validated: Vec<Validated>,
    /// What it looks for, in the order of the file.
    pub terms: Vec<Term>,
    /// Phrases that win over any term they contain.
    pub excludes: Vec<Exclude>,
    /// Sentences in which it must be found, each with its line.
    pub examples: Vec<(String, usize)>,
    /// Sentences in which it must not be found, each with its line.
    pub near_misses: Vec<(String, usize)>,
    /// The file.
    pub source: Source,
}
