//! `suggestions`: words and phrases that keep company with a framing.

use super::{Schema, Table, count, rate, text};
use crate::analysis::Suggestion;
use crate::lexicon::Library;

/// The columns: sentences that have the words, of those with and of those without a match of the framing.
static SCHEMA: Schema = Schema {
    name: "suggestions",
    columns: &[
        text("framing"),
        text("words"),
        count("with"),
        count("of_with"),
        count("without"),
        count("of_without"),
        count("documents"),
        rate("z"),
        text("document"),
        text("example"),
    ],
};

/// The rows as given.
pub fn suggestions<'r>(found: &'r [Suggestion], library: &'r Library) -> Table<'r> {
    let row = |row: &'r Suggestion| {
        vec![
            library.get(row.framing).id.as_str().into(),
            row.pattern.as_str().into(),
            row.with.into(),
            row.of_with.into(),
            row.without.into(),
            row.of_without.into(),
            row.documents.into(),
            row.z.into(),
            row.example.document.as_str().into(),
            row.example.text.as_str().into(),
        ]
    };
    Table { schema: &SCHEMA, rows: found.iter().map(row).collect() }
}
