//! Text that waits for its turn to be written.

use std::fs::File;
use std::io::{self, Seek, Write};

use crate::failure::Failure;

/// So many bytes are held in memory; more go to a temporary file, so that what is made of a document of any size takes
/// little.
const HELD: usize = 4 << 20;
/// Bytes of what is made of a usual document, so that room is mostly made once.
const USUAL: usize = 8 << 10;

/// Bytes in the order in which they came.
pub struct Spool {
    held: Vec<u8>,
    /// Those before; or why they could not be written there.
    before: io::Result<Option<File>>,
}

impl Spool {
    /// None yet.
    pub fn new() -> Self {
        Self { held: Vec::new(), before: Ok(None) }
    }

    /// Adds what `push` pushes.
    pub fn add(&mut self, push: impl FnOnce(&mut Vec<u8>)) {
        if self.held.capacity() == 0 {
            self.held.reserve(USUAL);
        }
        push(&mut self.held);
        if self.held.len() >= HELD {
            if let Err(cause) = self.spill() {
                self.before = Err(cause);
            }
            self.held.clear();
        }
    }

    fn spill(&mut self) -> io::Result<()> {
        let Ok(before) = &mut self.before else { return Ok(()) };
        let file = match before {
            Some(file) => file,
            None => before.insert(tempfile::tempfile()?),
        };
        file.write_all(&self.held)
    }

    /// All of them: those in the file, which come first, and those in memory.
    ///
    /// # Errors
    /// When the temporary file cannot be had.
    pub fn finish(self) -> Result<(Option<File>, Vec<u8>), Failure> {
        let rewound = |file: Option<File>| match file {
            Some(mut file) => file.rewind().map(|()| Some(file)),
            None => Ok(None),
        };
        let before = self.before.and_then(rewound);
        Ok((before.map_err(|cause| Failure::write("a temporary file".to_owned(), cause))?, self.held))
    }
}
