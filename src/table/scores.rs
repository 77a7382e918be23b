//! `scores`: a row for each document and framing, zeros included.

use super::csv::push_row;
use super::{Cell, Row, Schema, Table, count, fraction, rate, text};
use crate::analysis::{FramingRate, Unit, rates};
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
    let rows = tally.documents().iter().zip(&units).flat_map(|(document, unit)| {
        rates(unit, matcher).into_iter().map(|rate| cells(document, &rate, library).to_vec())
    });
    Table { schema: &SCHEMA, rows: rows.collect() }
}

/// The rows of one document.
pub fn score_rows<'r>(document: &'r DocumentTally, library: &'r Library, matcher: &Matcher) -> Vec<Row<'r>> {
    let rates = rates(&Unit::document(document), matcher);
    rates.iter().map(|rate| cells(document, rate, library).to_vec()).collect()
}

/// The rows of one document as lines of CSV, without a header.
pub fn score_lines(document: &DocumentTally, library: &Library, matcher: &Matcher) -> Vec<u8> {
    let mut lines = Vec::with_capacity(document.framings.len() * USUAL_LINE);
    for rate in rates(&Unit::document(document), matcher) {
        push_row(&mut lines, &SCHEMA, &cells(document, &rate, library));
    }
    lines
}

/// Bytes of a line, so that room is made once.
const USUAL_LINE: usize = 128;

fn cells<'r>(document: &'r DocumentTally, rate: &FramingRate, library: &'r Library) -> [Cell<'r>; 17] {
    let lexicon = library.get(rate.framing);
    let counts = rate.counts;
    [
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
}
