//! `evidence`: a row for each match, so that every number opens into the sentences behind it.

use std::ops::Range;

use super::csv::{end_row, push_cells};
use super::{Cell, Schema, Table, count, rate, text};
use crate::counts::Found;
use crate::ids::FramingIx;
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
    /// By term, what all its rows have in common, as CSV.
    common: Vec<[Vec<u8>; 2]>,
}

/// The columns that are the same in all rows of a term.
const NAME: Range<usize> = 1..3;
const ORIGIN: Range<usize> = 8..12;

impl<'l> EvidenceRows<'l> {
    /// For one library.
    pub fn new(library: &'l Library) -> Self {
        let common = library.terms().map(|(framing, _, term)| {
            let (name, origin) = (name(library, framing, term), origin(library, framing, term));
            let mut common = [Vec::new(), Vec::new()];
            push_cells(&mut common[0], &SCHEMA.columns[NAME], &name);
            push_cells(&mut common[1], &SCHEMA.columns[ORIGIN], &origin);
            common
        });
        Self { library, terms: library.terms().map(|(_, _, term)| term).collect(), common: common.collect() }
    }

    /// The rows of some matches, in their order.
    pub fn table<'r>(&self, rows: impl IntoIterator<Item = Found<'r>>) -> Table<'r>
    where
        'l: 'r,
    {
        Table { schema: &SCHEMA, rows: rows.into_iter().map(|row| self.cells(&row)).collect() }
    }

    /// One of them as a line of CSV.
    pub fn push_line(&self, lines: &mut Vec<u8>, row: &Found<'_>) {
        let [name, origin] = &self.common[row.term.index()];
        let push = |lines: &mut Vec<u8>, columns: Range<usize>, cells: &[Cell<'_>]| {
            push_cells(lines, &SCHEMA.columns[columns], cells);
        };
        push(lines, 0..NAME.start, &[row.document.as_str().into()]);
        lines.extend_from_slice(name);
        push(lines, NAME.end..ORIGIN.start, &place(row));
        lines.extend_from_slice(origin);
        push(lines, ORIGIN.end..SCHEMA.columns.len(), &[row.context.into()]);
        end_row(lines);
    }

    fn cells<'r>(&self, row: &Found<'r>) -> Vec<Cell<'r>>
    where
        'l: 'r,
    {
        let term = self.terms[row.term.index()];
        let mut cells = vec![row.document.as_str().into()];
        cells.extend(name(self.library, row.framing, term));
        cells.extend(place(row));
        cells.extend(origin(self.library, row.framing, term));
        cells.push(row.context.into());
        cells
    }
}

/// What a row says of its framing and term.
fn name<'l>(library: &'l Library, framing: FramingIx, term: &'l Term) -> [Cell<'l>; 2] {
    [library.get(framing).id.as_str().into(), term.pattern.as_str().into()]
}

/// Where a match stands, what it is and in whose voice.
fn place<'t>(row: &Found<'t>) -> [Cell<'t>; 5] {
    [
        row.span.start().into(),
        row.span.end().into(),
        Cell::Count(row.sentence.into()),
        row.text.into(),
        row.voice.as_str().into(),
    ]
}

/// What kind of term it is and where it comes from.
fn origin<'l>(library: &'l Library, framing: FramingIx, term: &'l Term) -> [Cell<'l>; 4] {
    [
        Cell::Count(u64::from(term.contested.is_some())),
        (term.weight.scaled() as f64 / Weight::SCALE as f64).into(),
        library.get(framing).source.name().into(),
        term.line.into(),
    ]
}
