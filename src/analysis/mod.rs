//! What does it mean?
//!
//! Each file answers one question about a tally and gives one kind of result. Nothing here opens a document, prints or
//! draws.

mod caveats;
mod comparison;
mod flag;
mod leading;
mod lint;
mod rates;
mod similarity;
mod terms;
mod unit;

pub use caveats::caveats;
pub use comparison::{Comparison, Direction, GroupTest, compare};
pub use flag::flag;
pub use leading::{Distinctive, Leading, distinctive, extremes, leading};
pub use lint::{Finding, Severity, lint};
pub use rates::{FramingRate, rates};
pub use similarity::{Pair, Similarity, similarity};
pub use terms::{TermShare, terms};
pub use unit::{Pool, PooledCounts, Scope, Unit};
