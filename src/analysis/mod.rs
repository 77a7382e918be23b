//! What does it mean?
//!
//! Each file answers one question about a tally and gives one kind of result. Nothing here opens a document, prints or
//! draws.

mod audit;
mod caught_forms;
mod caveats;
mod codings;
mod comparison;
mod corrected;
mod difference;
mod endings;
mod false_terms;
mod flag;
mod leading;
mod line;
mod lint;
mod missed_words;
mod name_order;
mod near_words;
mod rates;
mod similarity;
mod strata;
mod suggest;
mod terms;
mod unit;
mod validation;

pub use audit::{Audit, Audited, Coverage, Doubt, TermAudit};
pub use caveats::{caveats, not_carried};
pub use codings::{Codings, Design, Passage, Verdict};
pub use comparison::{Comparison, Direction, GroupTest, compare};
pub use corrected::{CorrectedShare, corrected_shares};
pub use difference::{Change, Moved, TermChange, Turn, Turned, moved, term_changes, turned};
pub use false_terms::{TermVerdict, false_terms};
pub use flag::flag;
pub use leading::{Distinctive, Leading, distinctive, extremes, leading};
pub use line::Line;
pub use lint::{CODES, Finding, Fix, lint};
pub use missed_words::{MissedWord, missed_words};
pub use rates::{FramingRate, rates};
pub use similarity::{Pair, Similarity, similarity};
pub use strata::{Stratum, allocate};
pub use suggest::{Companions, Demands, Suggestion};
pub use terms::{TermShare, terms};
pub use unit::{Pool, PooledCounts, Scope, Unit};
pub use validation::{Agreement, Band, LAST_BAND, Over, bands, validate};
