//! A file in blocks of whole records, so that a corpus of any size passes through little memory.

use std::fs::File;
use std::io::Read;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use memchr::memchr_iter;

use crate::source::{ReadError, not_utf16};

/// Reads a file in blocks that end where a record ends.
pub(super) struct Blocks {
    file: File,
    path: Arc<str>,
    /// The beginning of a record whose end is not read yet.
    rest: Vec<u8>,
    line: u64,
    ended: bool,
}

/// Some whole records of a file.
#[derive(Debug)]
pub(super) struct Block {
    pub path: Arc<str>,
    pub bytes: Vec<u8>,
    /// The line that it begins on, from 1.
    pub first_line: u64,
}

/// How much is read at once, in bytes: it stays near the processor until it is counted, and leaves room there for the rest.
const READ: usize = 1 << 17;
/// A record longer than this gets a block of its own.
pub(super) const LONG: usize = 4 << 20;
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

impl Blocks {
    pub fn open(path: &Path) -> Result<Self, ReadError> {
        let name = path.display().to_string();
        let file = File::open(path).map_err(|cause| ReadError::Io { name: name.clone(), cause })?;
        Ok(Self { file, path: name.into(), rest: Vec::new(), line: 1, ended: false })
    }

    /// The next block; `None` at the end. `record_end` is given what is read so far and whether the file ends there, and
    /// says where the last whole record ends; without one, more is read.
    pub fn next<Error: From<ReadError>>(
        &mut self,
        mut record_end: impl FnMut(&[u8], bool) -> Result<Option<usize>, Error>,
    ) -> Option<Result<Block, Error>> {
        let mut bytes = std::mem::take(&mut self.rest);
        while !self.ended {
            let before = bytes.len();
            bytes.reserve(READ);
            if let Err(cause) = (&mut self.file).take(READ as u64).read_to_end(&mut bytes) {
                self.ended = true;
                return Some(Err(ReadError::Io { name: self.path.to_string(), cause }.into()));
            }
            self.ended = bytes.len() == before;
            let mut begun = Ok(());
            if before == 0 && self.line == 1 {
                begun = not_utf16(&self.path, &bytes).map_err(Error::from);
                if bytes.starts_with(BYTE_ORDER_MARK) {
                    bytes.drain(..BYTE_ORDER_MARK.len());
                }
            }
            match begun.and_then(|()| record_end(&bytes, self.ended)) {
                Ok(Some(end)) => {
                    self.rest = bytes.split_off(end);
                    break;
                }
                Ok(None) => {}
                Err(error) => {
                    self.ended = true;
                    return Some(Err(error));
                }
            }
        }
        if bytes.is_empty() {
            return None;
        }
        let first_line = self.line;
        self.line += line_ends(&bytes);
        Some(Ok(Block { path: Arc::clone(&self.path), bytes, first_line }))
    }

    pub fn path(&self) -> &Arc<str> {
        &self.path
    }

    /// The line that the next block begins on.
    pub fn line(&self) -> u64 {
        self.line
    }
}

impl Block {
    /// The line of a byte, from 1.
    pub fn line_of(&self, byte: usize) -> u64 {
        self.first_line + line_ends(self.bytes.get(..byte).unwrap_or_default())
    }
}

/// Line ends of all kinds; a pair of carriage return and line feed is one.
pub(super) fn line_ends(bytes: &[u8]) -> u64 {
    let lone = |at: &usize| bytes.get(at + 1) != Some(&b'\n');
    (memchr_iter(b'\n', bytes).count() + memchr_iter(b'\r', bytes).filter(lone).count()) as u64
}

/// The bytes of a range, those of a long one that ends its block without a copy: it may take all the memory there is.
pub(super) fn taken(bytes: &mut Vec<u8>, range: Range<usize>, last: bool) -> Vec<u8> {
    if last && range.len() > LONG {
        let mut whole = std::mem::take(bytes);
        whole.truncate(range.end);
        whole.drain(..range.start);
        return whole;
    }
    bytes.get(range).unwrap_or_default().to_vec()
}
