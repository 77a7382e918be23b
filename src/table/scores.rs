//! `scores`: a row for each document and framing, zeros included.

use super::{Cell, Row, Schema, Table, count, fraction, rate, text};
use crate::analysis::{Unit, rates};
use crate::counts::{DocumentTally, Tally};
use crate::ids::GroupId;
use crate::lexicon::{Library, Weight};
use crate::matching::Matcher;

/// The columns. Rates and their bounds are per 1,000 words; share is of the document's framing matches; coverage is the
/// share of sentences with a match; weighted is the sum of the terms' weights.
pub static SCHEMA: Schema = Schema {
    name: "scores",
    columns: &[
        text("document"),
        text("group"),
        text("family"),
        text("framing"),
        count("tokens"),
        count("sentences"),
        count("matches"),
        rate("weighted"),
        rate("rate"),
        rate("rate_low"),
        rate("rate_high"),
        fraction("share"),
        fraction("coverage"),
        count("quoted"),
        count("negated"),
        count("contested"),
        text("flag"),
    ],
};

/// The rows of a whole tally, by document, then in the library's order.
pub fn scores<'r>(tally: &'r Tally, library: &'r Library, matcher: &Matcher) -> Table<'r> {
    let units = Unit::documents(tally);
    let rows =
        tally.documents().iter().zip(&units).flat_map(|(document, unit)| rows_of(document, unit, library, matcher));
    Table { schema: &SCHEMA, rows: rows.collect() }
}

/// The rows of one document.
pub fn score_rows<'r>(document: &'r DocumentTally, library: &'r Library, matcher: &Matcher) -> Vec<Row<'r>> {
    rows_of(document, &Unit::document(document), library, matcher)
}

fn rows_of<'r>(document: &'r DocumentTally, unit: &Unit<'_>, library: &'r Library, matcher: &Matcher) -> Vec<Row<'r>> {
    let row = |rate: &crate::analysis::FramingRate| -> Row<'r> {
        let lexicon = library.get(rate.framing);
        let counts = rate.counts;
        vec![
            document.id.as_str().into(),
            document.group.as_ref().map(GroupId::as_str).into(),
            lexicon.family.as_str().into(),
            lexicon.id.as_str().into(),
            document.extent.tokens.into(),
            document.extent.sentences.into(),
            counts.matches.into(),
            (counts.weighted as f64 / Weight::SCALE as f64).into(),
            rate.rate.into(),
            rate.interval.map(|interval| interval.low).into(),
            rate.interval.map(|interval| interval.high).into(),
            rate.share.into(),
            rate.coverage.into(),
            counts.quoted.into(),
            counts.negated.into(),
            counts.contested.into(),
            rate.flag.map_or(Cell::Absent, |flag| flag.code().into()),
        ]
    };
    rates(unit, matcher).iter().map(row).collect()
}
