//! As rows: the tables of a run. The only room that knows polars.

mod audit;
mod comparison;
mod corpus;
mod csv;
mod difference;
mod evidence;
mod format;
mod json;
mod parquet;
mod scores;
mod sheet;
mod similarity;
mod suggestions;
mod tally;
mod terms;
mod validation;

pub use audit::{audit, audit_coverage};
pub use comparison::comparison;
pub use corpus::{CorpusRow, corpus};
pub use csv::{CsvWriter, csv_header};
pub use difference::difference;
pub use evidence::{EvidenceRows, SCHEMA as EVIDENCE};
pub use format::{Format, write};
pub use scores::{SCHEMA as SCORES, ScoreLines, score_rows, scores};
pub use sheet::{SheetRow, SheetTotal, write_codebook, write_key, write_sheet};
pub use similarity::similarity;
pub use suggestions::suggestions;
pub use tally::{TallyError, TallyFile, TallyWriter, merge};
pub use terms::terms;
pub use validation::{
    validation, validation_bands, validation_misses, validation_passages, validation_shares, validation_terms,
};

use std::borrow::Cow;

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What its cells hold.
    pub kind: Kind,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number, never negative.
    Count,
    /// A number with so many decimals at most.
    Real(u8),
}

/// One cell. What is not known is absent, never 0.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'r> {
    /// Nothing.
    Absent,
    /// Text.
    Text(Cow<'r, str>),
    /// A whole number.
    Count(u64),
    /// A finite number.
    Real(f64),
}

/// The cells of one row, in the order of the columns.
pub type Row<'r> = Vec<Cell<'r>>;

/// What a table is called and which columns it has.
#[derive(Debug, PartialEq, Eq)]
pub struct Schema {
    /// The name, which its file gets.
    pub name: &'static str,
    /// The columns.
    pub columns: &'static [Column],
}

/// Rows of one schema, in the order in which they are written.
#[derive(Debug)]
pub struct Table<'r> {
    /// What it is.
    pub schema: &'static Schema,
    /// Its rows.
    pub rows: Vec<Row<'r>>,
}

const fn text(name: &'static str) -> Column {
    Column { name, kind: Kind::Text }
}

const fn count(name: &'static str) -> Column {
    Column { name, kind: Kind::Count }
}

/// A rate per 1,000 words: four decimals.
const fn rate(name: &'static str) -> Column {
    Column { name, kind: Kind::Real(4) }
}

/// A share, a ratio or a p-value: six decimals.
const fn fraction(name: &'static str) -> Column {
    Column { name, kind: Kind::Real(6) }
}

impl Kind {
    /// The number as a table holds it: rounded to the column's decimals, so that the last bits of a machine's
    /// logarithms do not show.
    fn round(self, value: f64) -> f64 {
        match self {
            Self::Real(decimals) => {
                let scale = 10_f64.powi(i32::from(decimals));
                let rounded = (value * scale).round() / scale;
                if rounded == 0.0 { 0.0 } else { rounded }
            }
            Self::Text | Self::Count => value,
        }
    }
}

impl<'r> From<&'r str> for Cell<'r> {
    fn from(text: &'r str) -> Self {
        if text.is_empty() { Self::Absent } else { Self::Text(Cow::Borrowed(text)) }
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Absent } else { Self::Text(Cow::Owned(text)) }
    }
}

impl From<u64> for Cell<'_> {
    fn from(number: u64) -> Self {
        Self::Count(number)
    }
}

impl From<usize> for Cell<'_> {
    fn from(number: usize) -> Self {
        Self::Count(number as u64)
    }
}

impl From<f64> for Cell<'_> {
    fn from(number: f64) -> Self {
        if number.is_finite() { Self::Real(number) } else { Self::Absent }
    }
}

impl From<crate::stats::Rate> for Cell<'_> {
    fn from(rate: crate::stats::Rate) -> Self {
        Self::from(rate.per_thousand())
    }
}

impl<'r, T: Into<Cell<'r>>> From<Option<T>> for Cell<'r> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Into::into)
    }
}
