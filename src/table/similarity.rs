//! `similarity`: pairs of documents and of groups.

use super::{Row, Schema, Table, fraction, text};
use crate::analysis::Pair;

/// The columns. distance is Jensen-Shannon's (0 equal, 1 nothing in common), both are of the framing profiles.
pub(super) static SCHEMA: Schema = Schema {
    name: "similarity",
    columns: &[text("scope"), text("first"), text("second"), fraction("distance"), fraction("cosine")],
};

/// The rows, in the order given.
pub fn similarity<'r>(pairs: impl Iterator<Item = &'r Pair>) -> Table<'r> {
    let row = |pair: &'r Pair| -> Row<'r> {
        vec![
            pair.scope.as_str().into(),
            pair.first.as_str().into(),
            pair.second.as_str().into(),
            pair.distance.into(),
            pair.cosine.into(),
        ]
    };
    Table { schema: &SCHEMA, rows: pairs.map(row).collect() }
}
