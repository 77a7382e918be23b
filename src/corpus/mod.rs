//! What was said, and by whom?
//!
//! Files, tables and standard input become [`Document`]s, read in parcels so that a corpus of any size passes through
//! little memory.

mod ahead;
mod blocks;
mod cells;
mod codes;
mod columnar;
mod document;
mod error;
mod find;
mod front_matter;
mod jsonl;
mod key;
mod manifest;
mod parcel;
mod rows;
mod stream;

pub use codes::{CODES_COLUMNS, CodedPassage, Codes};
pub use document::{Document, GroupKey};
pub use error::CorpusError;
pub use find::{Found, Input};
pub use key::{KEY_COLUMNS, KEY_ROWS, Key, KeyTotal, KeyUnit};
pub use parcel::{Parcel, STDIN};
pub use stream::{Columns, Corpus, InputHash, hexadecimal};
