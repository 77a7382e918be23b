//! How often?
//!
//! The waist of the house: plain integers per document, framing and term. Whatever reads texts ends here; whatever
//! compares begins here. Sums of integers do not depend on the order of adding, so threads and machines do not either.

mod count_document;
mod ledger;
mod measure;
mod passages;
mod sums;
mod tally;

pub use count_document::DocumentCounter;
pub(crate) use ledger::one_line;
pub use ledger::{Evidence, Found, Ledger, Record};
pub use measure::{Keep, Measured, Measurement};
pub use passages::{ReadDocument, ReadSentence, read_sentences};
pub use sums::{Counts, Extent};
pub use tally::{DocumentTally, Tally};
