//! `evidence`: a row for each match, so that every number opens into the sentences behind it.

use super::{Cell, Row, Schema, Table, count, rate, text};
use crate::counts::Evidence;
use crate::ids::TermId;
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

/// The rows of a ledger, in its order.
pub fn evidence<'r>(rows: &'r [Evidence], library: &'r Library) -> Table<'r> {
    let terms: Vec<&Term> = library.terms().map(|(_, _, term)| term).collect();
    let term = |id: TermId| terms[id.index()];
    Table { schema: &SCHEMA, rows: rows.iter().map(|row| evidence_row(row, library, term(row.term))).collect() }
}

/// One row.
pub fn evidence_row<'r>(row: &'r Evidence, library: &'r Library, term: &'r Term) -> Row<'r> {
    let lexicon = library.get(row.framing);
    vec![
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
        row.sentence_text.as_str().into(),
    ]
}
