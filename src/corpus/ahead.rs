//! Files opened before their turn, so that the system reads them while those before them are counted.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, ErrorKind, Read};

use super::find::{Found, Kind};

/// The files of a corpus in order, the next few of those that are read whole begun already.
pub(super) struct Ahead<'c> {
    files: std::slice::Iter<'c, Found>,
    begun: VecDeque<Begun<'c>>,
    /// How many may be begun.
    most: usize,
}

/// A file whose turn has come.
pub(super) struct Begun<'c> {
    pub found: &'c Found,
    /// Opened already, where that was possible.
    file: Option<File>,
}

/// How many files are begun before their turn; fewer where the system lets this process have few files open.
const BEGUN: usize = 32;

impl<'c> Ahead<'c> {
    pub fn new(files: &'c [Found]) -> Self {
        Self { files: files.iter(), begun: VecDeque::with_capacity(BEGUN), most: BEGUN }
    }

    /// The next file.
    pub fn next(&mut self) -> Option<Begun<'c>> {
        self.next_if(|_| true)
    }

    /// The next file, if it is as asked.
    pub fn next_if(&mut self, asked: impl Fn(&Found) -> bool) -> Option<Begun<'c>> {
        self.begin();
        if self.begun.front().is_some_and(|begun| asked(begun.found)) { self.begun.pop_front() } else { None }
    }

    fn begin(&mut self) {
        while self.begun.len() < self.most
            && let Some(found) = self.files.next()
        {
            let begun = Begun::new(found).unwrap_or_else(|_| {
                // Whoever reads the first of them must be able to open it.
                self.most = (self.begun.len() / 2).max(1);
                self.begun.iter_mut().skip(self.most - 1).for_each(|begun| begun.file = None);
                Begun { found, file: None }
            });
            self.begun.push_back(begun);
        }
    }
}

impl<'c> Begun<'c> {
    /// Opens a file that will be read whole and has the system read it. What is not there or may not be read is told when
    /// its turn comes, and nothing that may block is touched before.
    ///
    /// # Errors
    /// When no more files can be open.
    fn new(found: &'c Found) -> io::Result<Self> {
        let plain = || !found.may_be_link || found.path.is_file();
        if !is_whole(found) || !plain() {
            return Ok(Self { found, file: None });
        }
        let file = match File::open(&found.path) {
            Ok(file) => Some(file),
            Err(cause) if matches!(cause.kind(), ErrorKind::NotFound | ErrorKind::PermissionDenied) => None,
            Err(cause) => return Err(cause),
        };
        #[cfg(target_os = "linux")]
        if let Some(file) = &file {
            // Where the system cannot, it reads when asked.
            let _ = rustix::fs::fadvise(file, 0, None, rustix::fs::Advice::WillNeed);
        }
        Ok(Self { found, file })
    }

    /// Its bytes.
    pub fn read(self) -> io::Result<Vec<u8>> {
        let mut file = self.file.map_or_else(|| File::open(&self.found.path), Ok)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// Whether a file is one document, and so read whole.
pub(super) fn is_whole(found: &Found) -> bool {
    matches!(found.kind, Kind::Text | Kind::Markdown)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn found(path: &Path) -> Found {
        Found { path: path.to_owned(), base: "".into(), kind: Kind::Text, may_be_link: true }
    }

    #[test]
    fn files_come_in_order_and_whole() {
        let folder = tempfile::tempdir().unwrap();
        let files: Vec<Found> =
            (0..3 * BEGUN).map(|number| found(&folder.path().join(format!("{number}.txt")))).collect();
        for file in &files {
            std::fs::write(&file.path, file.path.as_os_str().as_encoded_bytes()).unwrap();
        }
        let mut ahead = Ahead::new(&files);
        assert!(ahead.next_if(|_| false).is_none());
        for file in &files {
            let begun = ahead.next_if(is_whole).unwrap();
            assert!(begun.file.is_some());
            assert_eq!(begun.found, file);
            assert_eq!(begun.read().unwrap(), file.path.as_os_str().as_encoded_bytes());
        }
        assert!(ahead.next_if(is_whole).is_none());
    }

    #[test]
    fn what_is_no_plain_file_waits_for_its_turn() {
        let folder = tempfile::tempdir().unwrap();
        for path in [folder.path(), &folder.path().join("missing.txt"), Path::new("/dev/null")] {
            assert!(Begun::new(&found(path)).unwrap().file.is_none(), "{}", path.display());
        }
    }
}
