//! Writes a tally.

use std::io::{self, BufWriter, Seek, Write};

use super::TallyError;
use super::line::{Header, Line};
use super::order::{Sorted, Source, in_order};
use crate::counts::Measured;
use crate::matching::Instrument;

/// So many bytes of lines are sorted in memory; more go to temporary files first.
const SORTED: usize = 16 << 20;

/// Writes a tally, whatever the order in which documents come, in little memory.
pub struct TallyWriter {
    header: Header,
    lines: Vec<(String, String)>,
    size: usize,
    runs: Vec<Sorted>,
}

impl TallyWriter {
    /// The tally of an instrument, without a document.
    pub fn new(instrument: &Instrument) -> Self {
        Self { header: Header::of(instrument), lines: Vec::new(), size: 0, runs: Vec::new() }
    }

    /// A document's line, for [`TallyWriter::add`]: so that it can be made on many threads.
    pub fn line<R>(measured: &Measured<R>) -> (String, String) {
        let line = Line::of(measured);
        // Every field of a line can be written as JSON.
        let text = serde_json::to_string(&line).unwrap_or_default();
        (line.id, text)
    }

    /// Adds a document.
    ///
    /// # Errors
    /// When a temporary file cannot be written.
    pub fn add(&mut self, (id, line): (String, String)) -> Result<(), TallyError> {
        self.size += id.len() + line.len();
        self.lines.push((id, line));
        if self.size < SORTED {
            return Ok(());
        }
        self.lines.sort_unstable();
        let mut out = BufWriter::new(tempfile::tempfile()?);
        for (_, line) in self.lines.drain(..) {
            writeln!(out, "{line}")?;
        }
        let mut file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        self.size = 0;
        self.runs.push(Sorted::of_run(file));
        Ok(())
    }

    /// Hands on everything that was added, line by line in order.
    ///
    /// # Errors
    /// When a document was added twice, or what `take` returns.
    pub fn finish<Error: From<TallyError>>(
        mut self,
        mut take: impl FnMut(&str) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.lines.sort_unstable();
        take(&self.header.line())?;
        if self.runs.is_empty() {
            return self.lines.iter().try_for_each(|(_, line)| take(line));
        }
        let mut sources: Vec<Source> = self.runs.into_iter().map(Source::File).collect();
        sources.push(Source::Memory(self.lines.into_iter()));
        in_order(sources, take)
    }
}
