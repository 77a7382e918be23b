//! `difference`: the terms that moved the matches of a document from one state of lexicons to another.

use super::{Cell, Column, Kind, Schema, Table, count, text};
use crate::analysis::Moved;

/// The columns: a row a term; changes of one document and framing add up to new minus old.
static SCHEMA: Schema = Schema {
    name: "difference",
    columns: &[
        text("document"),
        text("framing"),
        count("old_matches"),
        count("new_matches"),
        text("term"),
        Column { name: "change", kind: Kind::Real(0) },
    ],
};

/// The rows, largest changes first.
pub fn difference(moved: &[Moved]) -> Table<'_> {
    let mut all = Vec::new();
    for row in moved {
        for (term, change) in &row.parts {
            all.push(vec![
                row.document.as_str().into(),
                row.framing.as_str().into(),
                row.matches[0].into(),
                row.matches[1].into(),
                term.as_str().into(),
                Cell::Real(*change as f64),
            ]);
        }
    }
    Table { schema: &SCHEMA, rows: all }
}
