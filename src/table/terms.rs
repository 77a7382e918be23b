//! `terms`: a row for each document and term found in it.

use super::{Row, Schema, Table, count, fraction, rate, text};
use crate::analysis;
use crate::counts::Tally;
use crate::lexicon::Library;
use crate::matching::Matcher;

/// The columns. share is of the framing's matches; `rate_without` is the framing's rate if the term were left out.
pub(super) static SCHEMA: Schema = Schema {
    name: "terms",
    columns: &[
        text("document"),
        text("framing"),
        text("term"),
        count("matches"),
        fraction("share"),
        rate("rate_without"),
    ],
};

/// The rows, by document, then framing, most matches first.
pub fn terms<'r>(tally: &'r Tally, library: &'r Library, matcher: &Matcher) -> Table<'r> {
    let patterns: Vec<&'r str> = library.terms().map(|(_, _, term)| term.pattern.as_str()).collect();
    let mut rows: Vec<Row<'r>> = Vec::new();
    for document in tally.documents() {
        for row in analysis::terms(document, matcher, |term| patterns[term.index()]) {
            rows.push(vec![
                document.id.as_str().into(),
                library.get(row.framing).id.as_str().into(),
                patterns[row.term.index()].into(),
                row.matches.into(),
                row.share.into(),
                row.rate_without.into(),
            ]);
        }
    }
    Table { schema: &SCHEMA, rows }
}
