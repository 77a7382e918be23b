//! Text that waits for its turn to be written.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use crate::failure::Failure;

/// So many bytes are held in memory of what is made of a document; more go to a temporary file, so that documents of any
/// size take little.
const HELD: usize = 1 << 18;
/// Bytes of what is made of a usual document, so that room is mostly made once.
const USUAL: usize = 8 << 10;

/// The temporary file of a run, made when it is first needed: one for all, since there can be more documents under way than
/// a process may have files open.
#[derive(Default)]
pub struct Overflow(Mutex<Pages>);

#[derive(Default)]
struct Pages {
    file: Option<File>,
    end: u64,
    /// Ranges that are still to be read.
    waiting: usize,
}

impl Overflow {
    fn put(&self, bytes: &[u8]) -> io::Result<Range<u64>> {
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Pages { file, end, waiting } = &mut *pages;
        let file = match file {
            Some(file) => file,
            None => file.insert(tempfile::tempfile()?),
        };
        file.seek(SeekFrom::Start(*end))?;
        file.write_all(bytes)?;
        *waiting += 1;
        let start = *end;
        *end += bytes.len() as u64;
        Ok(start..*end)
    }

    fn take(&self, range: &Range<u64>) -> io::Result<Vec<u8>> {
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Pages { file, end, waiting } = &mut *pages;
        let mut bytes = Vec::new();
        if let Some(file) = file {
            file.seek(SeekFrom::Start(range.start))?;
            file.take(range.end - range.start).read_to_end(&mut bytes)?;
            *waiting -= 1;
            // Nobody needs what is in it: it begins anew.
            if *waiting == 0 {
                file.set_len(0)?;
                *end = 0;
            }
        }
        Ok(bytes)
    }
}

/// Bytes in the order in which they came.
pub struct Spool<'o> {
    overflow: &'o Overflow,
    held: Vec<u8>,
    /// Where those before are; or why they could not be written there.
    before: io::Result<Vec<Range<u64>>>,
}

impl<'o> Spool<'o> {
    /// None yet.
    pub fn new(overflow: &'o Overflow) -> Self {
        Self { overflow, held: Vec::new(), before: Ok(Vec::new()) }
    }

    /// Adds what `push` pushes.
    pub fn add(&mut self, push: impl FnOnce(&mut Vec<u8>)) {
        if self.held.capacity() == 0 {
            self.held.reserve(USUAL);
        }
        push(&mut self.held);
        if self.held.len() >= HELD {
            if let Ok(before) = &mut self.before {
                match self.overflow.put(&self.held) {
                    Ok(range) => before.push(range),
                    Err(cause) => self.before = Err(cause),
                }
            }
            self.held.clear();
        }
    }

    /// Gives all of them to `take`, piece by piece.
    ///
    /// # Errors
    /// When the temporary file cannot be written or read, or what `take` returns.
    pub fn empty(self, mut take: impl FnMut(&[u8]) -> Result<(), Failure>) -> Result<(), Failure> {
        for range in self.before.map_err(Failure::Temporary)? {
            take(&self.overflow.take(&range).map_err(Failure::Temporary)?)?;
        }
        take(&self.held)
    }
}
