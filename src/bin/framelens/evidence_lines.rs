//! The evidence of one document as text, made match by match.

use std::fs::File;
use std::io::{self, Seek, Write};

use framelens::counts::{Found, Record};
use framelens::table::{EvidenceRows, Format, write};

/// So many bytes are held in memory; more go to a temporary file, so that a document of any size takes little.
const HELD: usize = 4 << 20;

/// Bytes of a document's rows, so that room is mostly made once.
const USUAL: usize = 8 << 10;

/// Rows of evidence as lines, in the order in which they came.
pub struct EvidenceLines<'r> {
    rows: &'r EvidenceRows<'r>,
    format: Format,
    held: Vec<u8>,
    /// Those before; or why they could not be written there.
    before: io::Result<Option<File>>,
}

impl<'r> EvidenceLines<'r> {
    /// None yet. The format is one that is written as it comes.
    pub fn new(rows: &'r EvidenceRows<'r>, format: Format) -> Self {
        Self { rows, format, held: Vec::new(), before: Ok(None) }
    }

    /// Those in memory, after those in the file.
    ///
    /// # Errors
    /// When the temporary file cannot be had.
    pub fn finish(self) -> io::Result<(Option<File>, Vec<u8>)> {
        let mut before = self.before?;
        if let Some(file) = &mut before {
            file.rewind()?;
        }
        Ok((before, self.held))
    }

    fn spill(&mut self) -> io::Result<()> {
        let Ok(before) = &mut self.before else { return Ok(()) };
        let file = match before {
            Some(file) => file,
            None => before.insert(tempfile::tempfile()?),
        };
        file.write_all(&self.held)
    }
}

impl Record for EvidenceLines<'_> {
    fn row(&mut self, found: &Found<'_>) {
        if self.held.capacity() == 0 {
            self.held.reserve(USUAL);
        }
        match self.format {
            Format::Csv => self.rows.push_line(&mut self.held, found),
            // Writing to memory does not fail.
            format => drop(write(&self.rows.table([*found]), format, &mut self.held)),
        }
        if self.held.len() >= HELD {
            if let Err(cause) = self.spill() {
                self.before = Err(cause);
            }
            self.held.clear();
        }
    }
}
