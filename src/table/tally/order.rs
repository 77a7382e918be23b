//! Lines of several sources in the order of their ids.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use serde::Deserialize;

use super::TallyError;
use super::line::{Header, SCHEMA};

/// Lines in the order of their ids.
pub(super) enum Source {
    Memory(std::vec::IntoIter<(String, String)>),
    File(Sorted),
}

/// A file of lines in order.
pub(super) struct Sorted {
    pub name: String,
    lines: BufReader<File>,
    pub number: u64,
    before: Option<String>,
}

impl Source {
    pub fn next(&mut self) -> Result<Option<(String, String)>, TallyError> {
        match self {
            Self::Memory(lines) => Ok(lines.next()),
            Self::File(file) => file.next(),
        }
    }

    fn name(&self) -> &str {
        match self {
            Self::Memory(_) => "memory",
            Self::File(file) => &file.name,
        }
    }
}

impl Sorted {
    /// Lines in order that no name is known of.
    pub fn of_run(file: File) -> Self {
        Self { name: "a temporary file".to_owned(), lines: BufReader::new(file), number: 0, before: None }
    }

    /// Opens a tally and reads its header.
    pub fn open(path: &Path) -> Result<(Self, Header), TallyError> {
        let name = path.display().to_string();
        let file = File::open(path).map_err(|cause| TallyError::Read { path: name.clone(), cause })?;
        let mut sorted = Self { name, lines: BufReader::with_capacity(1 << 16, file), number: 0, before: None };
        let first = sorted.line()?.unwrap_or_default();
        let header: Header =
            serde_json::from_str(&first).map_err(|_| sorted.faulty("this is not a tally".to_owned()))?;
        if header.framelens_tally != SCHEMA {
            return Err(sorted.faulty(format!("a tally of shape {}, not {SCHEMA}", header.framelens_tally)));
        }
        Ok((sorted, header))
    }

    pub fn faulty(&self, what: String) -> TallyError {
        TallyError::Faulty { path: self.name.clone(), line: self.number, what }
    }

    fn line(&mut self) -> Result<Option<String>, TallyError> {
        let mut line = String::new();
        self.number += 1;
        let read = self.lines.read_line(&mut line);
        let read = read.map_err(|cause| TallyError::Read { path: self.name.clone(), cause })?;
        line.truncate(line.trim_end_matches(['\n', '\r']).len());
        Ok((read > 0).then_some(line))
    }

    pub fn next(&mut self) -> Result<Option<(String, String)>, TallyError> {
        #[derive(Deserialize)]
        struct IdOnly<'l> {
            #[serde(borrow)]
            id: Cow<'l, str>,
        }
        let Some(line) = self.line()? else { return Ok(None) };
        let id = match serde_json::from_str::<IdOnly<'_>>(&line) {
            Ok(found) => found.id.into_owned(),
            Err(error) => return Err(self.faulty(error.to_string())),
        };
        match self.before.replace(id.clone()) {
            Some(before) if before == id => {
                Err(TallyError::Twice { id, first: self.name.clone(), second: self.name.clone() })
            }
            Some(before) if before > id => {
                Err(self.faulty("the documents are not in the order of their ids".to_owned()))
            }
            _ => Ok(Some((id, line))),
        }
    }
}

/// Takes the lines of several sources in the order of their ids.
pub(super) fn in_order<Error: From<TallyError>>(
    mut sources: Vec<Source>,
    mut take: impl FnMut(&str) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut heap = BinaryHeap::new();
    for (place, source) in sources.iter_mut().enumerate() {
        heap.extend(source.next()?.map(|(id, line)| Reverse((id, place, line))));
    }
    let mut before: Option<(String, usize)> = None;
    while let Some(Reverse((id, place, line))) = heap.pop() {
        if let Some((last, first)) = &before
            && *last == id
        {
            let name = |place: usize| sources.get(place).map(|source| source.name().to_owned()).unwrap_or_default();
            return Err(TallyError::Twice { id, first: name(*first), second: name(place) }.into());
        }
        take(&line)?;
        before = Some((id, place));
        if let Some(source) = sources.get_mut(place) {
            heap.extend(source.next()?.map(|(id, line)| Reverse((id, place, line))));
        }
    }
    Ok(())
}
