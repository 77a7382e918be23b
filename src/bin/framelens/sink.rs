//! A table or a text written as it comes.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::Path;

use anstream::AutoStream;
use framelens::table::{Format, Schema, Table, csv_header, write};

use crate::failure::Failure;
use crate::output::Staged;
use crate::spool::Spool;

/// Whoever read this output has seen enough: the others are still wanted.
pub fn unless_closed(written: Result<(), Failure>) -> Result<(), Failure> {
    match written {
        Err(Failure::Closed) => Ok(()),
        written => written,
    }
}

/// Rows as text, by way of a table; those of CSV can be had without one.
pub fn lines(table: &Table<'_>, format: Format) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Writing to memory does not fail.
    let _ = write(table, format, &mut bytes);
    bytes
}

/// A table or a text being written. A header comes with the first rows, so that a failure before leaves no trace.
pub struct Sink {
    header: String,
    name: String,
    out: Out,
}

enum Out {
    Stdout(BufWriter<StdoutLock<'static>>),
    /// To be looked at: with colours where they can be shown.
    Screen(BufWriter<AutoStream<StdoutLock<'static>>>),
    File(Staged),
    /// To nobody any more.
    Closed(io::Sink),
}

/// What standard output is called.
const STDOUT: &str = "standard output";

impl Sink {
    /// A table in a file, or with `-` on standard output.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub fn open(path: &Path, schema: &Schema, format: Format) -> Result<Self, Failure> {
        let header = if format == Format::Csv { csv_header(schema) } else { String::new() };
        let (name, out) = if path.as_os_str() == "-" {
            (STDOUT.to_owned(), Out::Stdout(BufWriter::with_capacity(1 << 16, io::stdout().lock())))
        } else {
            (format!("`{}`", path.display()), Out::File(Staged::new(path)?))
        };
        Ok(Self { header, name, out })
    }

    /// A text to be looked at.
    pub fn screen() -> Self {
        let out = Out::Screen(BufWriter::new(anstream::stdout().lock()));
        Self { header: String::new(), name: STDOUT.to_owned(), out }
    }

    /// Whether somebody is looking on, whom a bar of progress would disturb.
    pub fn is_watched(&self) -> bool {
        matches!(self.out, Out::Stdout(_) | Out::Screen(_)) && io::stdout().is_terminal()
    }

    fn failed(&self) -> impl Fn(io::Error) -> Failure + use<> {
        let name = self.name.clone();
        move |cause| Failure::write(name.clone(), cause)
    }

    fn out(&mut self) -> &mut dyn Write {
        match &mut self.out {
            Out::Stdout(out) => out,
            Out::Screen(out) => out,
            Out::File(out) => out,
            Out::Closed(out) => out,
        }
    }

    /// Whether nobody reads it any more.
    pub fn is_closed(&self) -> bool {
        matches!(self.out, Out::Closed(_))
    }

    /// Writes what comes next.
    ///
    /// # Errors
    /// When it cannot be written. That nobody reads it is none.
    pub fn write(&mut self, lines: &[u8]) -> Result<(), Failure> {
        self.give(|out| out.write_all(lines))
    }

    /// Writes what waited for its turn.
    ///
    /// # Errors
    /// As [`Sink::write`], and when a temporary file cannot be had.
    pub fn spooled(&mut self, spool: Spool<'_>) -> Result<(), Failure> {
        spool.empty(|bytes| self.write(bytes))
    }

    fn give(&mut self, lines: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        let header = std::mem::take(&mut self.header);
        let out = self.out();
        let written = out.write_all(header.as_bytes()).and_then(|()| lines(out)).map_err(self.failed());
        if matches!(written, Err(Failure::Closed)) {
            self.out = Out::Closed(io::sink());
        }
        unless_closed(written)
    }

    /// Writes a table at once.
    ///
    /// # Errors
    /// As [`Sink::write`].
    pub fn whole(&mut self, table: &Table<'_>) -> Result<(), Failure> {
        self.give(|out| write(table, Format::Parquet, out))
    }

    /// Everything is handed on.
    ///
    /// # Errors
    /// As [`Sink::write`].
    pub fn flush(&mut self) -> Result<(), Failure> {
        self.give(|out| out.flush())
    }

    /// Everything is written: a file may be there.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep(mut self) -> Result<(), Failure> {
        self.flush()?;
        match self.out {
            Out::File(file) => unless_closed(file.keep()),
            Out::Stdout(_) | Out::Screen(_) | Out::Closed(_) => Ok(()),
        }
    }
}
