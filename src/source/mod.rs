//! A file of text that people write, and faults in it that quote the file, the line and the caret.

mod encoding;
mod fault;
mod tables;

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

pub use encoding::ReadError;
pub(crate) use encoding::{not_utf16, utf8};
pub use fault::{Fault, Severity};
pub use tables::Toml;

/// The text of a file together with the name that messages call it by.
#[derive(Clone, Debug)]
pub struct Source {
    name: Arc<str>,
    text: Arc<str>,
    /// Where the lines after the first begin.
    lines: Arc<[usize]>,
}

impl Source {
    /// A source that is already in memory.
    pub fn new(name: &str, text: &str) -> Self {
        let lines = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(place, _)| place + 1).collect();
        Self { name: Arc::from(name), text: Arc::from(text), lines }
    }

    /// Reads a file; messages call it by the path as given.
    ///
    /// # Errors
    /// When the file cannot be read or is not UTF-8.
    pub fn read(path: &Path) -> Result<Self, ReadError> {
        let name = path.display().to_string();
        let bytes = std::fs::read(path).map_err(|cause| ReadError::Io { name: name.clone(), cause })?;
        Ok(Self::new(&name, &utf8(&name, bytes)?))
    }

    /// The name that messages call it by.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line, counted from 1, on which a byte stands.
    pub fn line(&self, byte: usize) -> usize {
        1 + self.lines.partition_point(|start| *start <= byte)
    }

    /// Where a text first stands on a line, counted from 1; the whole line without its margins where it does not.
    pub fn on_line(&self, line: usize, text: &str) -> Range<usize> {
        let start = if line < 2 { 0 } else { self.lines.get(line - 2).copied().unwrap_or(self.text.len()) };
        let whole = self.text[start..].lines().next().unwrap_or_default();
        if let Some(at) = whole.find(text) {
            return start + at..start + at + text.len();
        }
        let margin = whole.len() - whole.trim_start().len();
        start + margin..start + whole.trim_end().len().max(margin)
    }
}
