//! `evidence`: a row for each match, so that every number opens into the sentences behind it.

use super::csv::push_row;
use super::{Cell, Schema, Table, count, rate, text};
use crate::counts::Evidence;
use crate::lexicon::{Library, Term, Weight};

/// The columns. start and end are byte offsets into the file (or the cell) as read: slicing it gives `text`. lexicon and
/// line say where the term stands; contested is 1 for terms that one side of a dispute rejects.
pub static SCHEMA: Schema = Schema {
    name: "evidence",
    columns: &[
        text("document"),
        text("framing"),
        text("term"),
        count("start"),
        count("end"),
        count("sentence"),
        text("text"),
        text("voice"),
        count("contested"),
        rate("weight"),
        text("lexicon"),
        count("line"),
        text("context"),
    ],
};

/// Makes the rows of one library's evidence.
#[derive(Debug)]
pub struct EvidenceRows<'l> {
    library: &'l Library,
    terms: Vec<&'l Term>,
}

impl<'l> EvidenceRows<'l> {
    /// For one library.
    pub fn new(library: &'l Library) -> Self {
        Self { library, terms: library.terms().map(|(_, _, term)| term).collect() }
    }

    /// The rows of a ledger, in its order.
    pub fn table<'r>(&self, rows: &'r [Evidence]) -> Table<'r>
    where
        'l: 'r,
    {
        Table { schema: &SCHEMA, rows: rows.iter().map(|row| self.cells(row).to_vec()).collect() }
    }

    /// The same as lines of CSV, without a header.
    pub fn lines(&self, rows: &[Evidence]) -> Vec<u8> {
        let mut lines = Vec::with_capacity(rows.len() * USUAL_LINE);
        for row in rows {
            push_row(&mut lines, &SCHEMA, &self.cells(row));
        }
        lines
    }

    fn cells<'r>(&self, row: &'r Evidence) -> [Cell<'r>; 13]
    where
        'l: 'r,
    {
        let (lexicon, term) = (self.library.get(row.framing), self.terms[row.term.index()]);
        [
            row.document.as_str().into(),
            lexicon.id.as_str().into(),
            term.pattern.as_str().into(),
            row.span.start().into(),
            row.span.end().into(),
            Cell::Count(row.sentence.into()),
            row.text.as_str().into(),
            row.voice.as_str().into(),
            Cell::Count(u64::from(term.contested.is_some())),
            (term.weight.scaled() as f64 / Weight::SCALE as f64).into(),
            lexicon.source.name().into(),
            term.line.into(),
            row.sentence_text.as_ref().into(),
        ]
    }
}

/// Bytes of a line, so that room is made once.
const USUAL_LINE: usize = 384;
