//! `corpus`: a row for each document.

use std::collections::BTreeMap;

use super::{Row, Schema, Table, count, rate, text};
use crate::counts::DocumentTally;
use crate::ids::GroupId;

/// The columns.
pub(super) static SCHEMA: Schema = Schema {
    name: "corpus",
    columns: &[
        text("document"),
        text("group"),
        text("title"),
        text("date"),
        text("source"),
        text("licence"),
        count("bytes"),
        count("tokens"),
        count("sentences"),
        rate("words_per_sentence"),
        count("matches"),
        count("quoted"),
    ],
};

/// What the table says of one document.
#[derive(Clone, Copy, Debug)]
pub struct CorpusRow<'r> {
    /// Its counts.
    pub tally: &'r DocumentTally,
    /// Its metadata.
    pub metadata: &'r BTreeMap<String, String>,
    /// Its size in bytes.
    pub bytes: usize,
}

/// The rows, in the order given.
pub fn corpus<'r>(documents: impl Iterator<Item = CorpusRow<'r>>) -> Table<'r> {
    let row = |document: CorpusRow<'r>| -> Row<'r> {
        let known = |key: &str| document.metadata.get(key).map(String::as_str).into();
        let extent = document.tally.extent;
        let length = (extent.sentences > 0).then(|| extent.tokens as f64 / extent.sentences as f64);
        vec![
            document.tally.id.as_str().into(),
            document.tally.group.as_ref().map(GroupId::as_str).into(),
            known("title"),
            known("date"),
            known("source"),
            known("licence"),
            document.bytes.into(),
            extent.tokens.into(),
            extent.sentences.into(),
            length.into(),
            document.tally.matches().into(),
            document.tally.framings.iter().map(|counts| counts.quoted).sum::<u64>().into(),
        ]
    };
    Table { schema: &SCHEMA, rows: documents.map(row).collect() }
}
