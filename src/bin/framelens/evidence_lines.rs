//! The evidence of a document as text, made while it is read.

use framelens::counts::{Found, Record};
use framelens::table::{EvidenceRows, Format};

use crate::sink::lines;
use crate::spool::{Overflow, Spool};

/// The evidence of one document, made match by match.
pub struct EvidenceLines<'r> {
    rows: &'r EvidenceRows<'r>,
    format: Format,
    spool: Spool<'r>,
}

impl<'r> EvidenceLines<'r> {
    /// None yet. The format is one that is written as it comes.
    pub fn new(rows: &'r EvidenceRows<'r>, format: Format, overflow: &'r Overflow) -> Self {
        Self { rows, format, spool: Spool::new(overflow) }
    }

    /// No more come.
    pub fn done(self) -> Spool<'r> {
        self.spool
    }
}

impl Record for EvidenceLines<'_> {
    fn row(&mut self, found: &Found<'_>) {
        let Self { rows, format, spool } = self;
        spool.add(|out| match format {
            Format::Csv => rows.push_line(out, found),
            format => out.extend(lines(&rows.table([*found]), *format)),
        });
    }
}
