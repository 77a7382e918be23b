//! Reads a tally back.

use std::path::Path;

use super::TallyError;
use super::line::{Header, Line};
use super::order::Sorted;
use crate::corpus::GroupKey;
use crate::counts::Measured;
use crate::matching::Instrument;

/// A tally read back.
pub struct TallyFile<'i> {
    file: Sorted,
    instrument: &'i Instrument,
    group: GroupKey,
}

impl<'i> TallyFile<'i> {
    /// Opens a tally for the instrument that it was counted with. Groups are made by `group` now.
    ///
    /// # Errors
    /// When it cannot be read, is no tally, or was counted with other lexicons.
    pub fn open(path: &Path, instrument: &'i Instrument, group: &GroupKey) -> Result<Self, TallyError> {
        let (file, header) = Sorted::open(path)?;
        if header != Header::of(instrument) {
            return Err(TallyError::Instrument { path: file.name, than: "this run counts".to_owned() });
        }
        Ok(Self { file, instrument, group: group.clone() })
    }
}

impl Iterator for TallyFile<'_> {
    type Item = Result<Measured, TallyError>;

    fn next(&mut self) -> Option<Self::Item> {
        let (_, line) = match self.file.next() {
            Ok(line) => line?,
            Err(error) => return Some(Err(error)),
        };
        let origin = format!("{}:{}", self.file.name, self.file.number);
        let read = serde_json::from_str::<Line>(&line).map_err(|error| error.to_string());
        let measured = read.and_then(|line| line.measured(self.instrument, &self.group, origin));
        Some(measured.map_err(|what| self.file.faulty(what)))
    }
}
