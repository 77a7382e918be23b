//! `comparison`: every framing of every document and group against the rest.

use super::{Cell, Row, Schema, Table, count, fraction, rate, text};
use crate::analysis::Comparison;
use crate::lexicon::Library;

/// The columns. `log2_ratio` is the binary logarithm of rate over `rest_rate` with its 95 % interval: +1 is twice as often.
/// `mean_difference`, p, `p_adjusted` and `p_smallest` are of the permutation test between groups, with documents as units.
pub(super) static SCHEMA: Schema = Schema {
    name: "comparison",
    columns: &[
        text("scope"),
        text("name"),
        text("family"),
        text("framing"),
        count("matches"),
        count("tokens"),
        rate("rate"),
        rate("rate_low"),
        rate("rate_high"),
        count("documents"),
        count("rest_matches"),
        count("rest_tokens"),
        rate("rest_rate"),
        count("rest_documents"),
        fraction("log2_ratio"),
        fraction("log2_low"),
        fraction("log2_high"),
        text("direction"),
        text("flag"),
        rate("mean_difference"),
        fraction("p"),
        fraction("p_adjusted"),
        fraction("p_smallest"),
    ],
};

/// The rows, in the order given.
pub fn comparison<'r>(rows: &'r [Comparison], library: &'r Library) -> Table<'r> {
    let row = |row: &'r Comparison| -> Row<'r> {
        let lexicon = library.get(row.framing);
        vec![
            row.scope.as_str().into(),
            row.name.as_str().into(),
            lexicon.family.as_str().into(),
            lexicon.id.as_str().into(),
            row.here.matches.into(),
            row.here.tokens.into(),
            row.here.rate.into(),
            row.here.interval.map(|interval| interval.low).into(),
            row.here.interval.map(|interval| interval.high).into(),
            row.here.documents.into(),
            row.rest.matches.into(),
            row.rest.tokens.into(),
            row.rest.rate.into(),
            row.rest.documents.into(),
            row.ratio.and_then(|ratio| ratio.estimate).into(),
            row.ratio.and_then(|ratio| ratio.low).into(),
            row.ratio.and_then(|ratio| ratio.high).into(),
            row.direction.as_str().into(),
            row.flag.map_or(Cell::Absent, |flag| flag.code().into()),
            row.test.map(|test| test.difference).into(),
            row.test.map(|test| test.p.get()).into(),
            row.test.map(|test| test.adjusted.get()).into(),
            row.test.map(|test| test.smallest_p.get()).into(),
        ]
    };
    Table { schema: &SCHEMA, rows: rows.iter().map(row).collect() }
}
