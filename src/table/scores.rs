//! `scores`: a row for each document and framing, zeros included.

use std::ops::Range;

use super::csv::{end_row, push_cells};
use super::{Cell, Row, Schema, Table, count, fraction, rate, text};
use crate::analysis::{FramingRate, Unit, rates};
use crate::counts::{DocumentTally, Tally};
use crate::ids::GroupId;
use crate::lexicon::{Lexicon, Library, Weight};
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

/// Makes the rows of one document after another as lines of CSV, without a header.
#[derive(Debug)]
pub struct ScoreLines<'l> {
    library: &'l Library,
    matcher: &'l Matcher,
    /// By framing, the cells that name it.
    names: Vec<Vec<u8>>,
}

impl<'l> ScoreLines<'l> {
    /// For one library and its matcher.
    pub fn new(library: &'l Library, matcher: &'l Matcher) -> Self {
        let name = |lexicon: &Lexicon| {
            let mut cells = Vec::new();
            push_cells(
                &mut cells,
                &SCHEMA.columns[NAMES],
                &[lexicon.family.as_str().into(), lexicon.id.as_str().into()],
            );
            cells
        };
        Self { library, matcher, names: library.lexicons().iter().map(name).collect() }
    }

    /// The rows of a document. What they have in common is written once: its name, and everything behind the names where
    /// there is no match.
    pub fn of(&self, document: &DocumentTally) -> Vec<u8> {
        let mut lines = Vec::with_capacity(document.framings.len() * USUAL_LINE);
        let (mut head, mut empty) = (Vec::new(), Vec::new());
        for rate in rates(&Unit::document(document), self.matcher) {
            let cells = || cells(document, &rate, self.library);
            if head.is_empty() {
                push_cells(&mut head, &SCHEMA.columns[..NAMES.start], &cells()[..NAMES.start]);
            }
            lines.extend_from_slice(&head);
            lines.extend_from_slice(&self.names[rate.framing.index()]);
            let begun = lines.len();
            if rate.counts.matches > 0 || empty.is_empty() {
                push_cells(&mut lines, &SCHEMA.columns[NAMES.end..], &cells()[NAMES.end..]);
                end_row(&mut lines);
            } else {
                lines.extend_from_slice(&empty);
            }
            if rate.counts.matches == 0 && empty.is_empty() {
                empty.extend_from_slice(&lines[begun..]);
            }
        }
        lines
    }
}

/// The columns that name the framing.
const NAMES: Range<usize> = 2..4;
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
