//! Files opened before their turn, so that the system reads them while those before them are counted.

use std::collections::VecDeque;
use std::fs::File;

use super::find::{Found, Kind};

/// The files of a corpus in order, the next few of those that are read whole begun already.
pub(super) struct Ahead<'c> {
    files: std::slice::Iter<'c, Found>,
    begun: VecDeque<(&'c Found, Option<File>)>,
}

/// How many files are begun before their turn.
const BEGUN: usize = 32;

impl<'c> Ahead<'c> {
    pub fn new(files: &'c [Found]) -> Self {
        Self { files: files.iter(), begun: VecDeque::with_capacity(BEGUN) }
    }
}

impl<'c> Iterator for Ahead<'c> {
    type Item = (&'c Found, Option<File>);

    fn next(&mut self) -> Option<Self::Item> {
        let room = BEGUN - self.begun.len();
        self.begun.extend(self.files.by_ref().take(room).map(|found| (found, begin(found))));
        self.begun.pop_front()
    }
}

/// Opens a file that will be read whole and has the system read it. What cannot be opened now is told when its turn comes,
/// and nothing that may block is touched before.
fn begin(found: &Found) -> Option<File> {
    let whole = matches!(found.kind, Kind::Text | Kind::Markdown);
    let plain = || !found.may_be_link || found.path.is_file();
    let file = (whole && plain()).then(|| File::open(&found.path).ok())??;
    #[cfg(target_os = "linux")]
    let _ = rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::WillNeed);
    Some(file)
}

#[cfg(test)]
mod tests {
    use std::io::Read;
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
        let mut read = Vec::new();
        for (file, begun) in Ahead::new(&files) {
            let mut text = String::new();
            begun.unwrap().read_to_string(&mut text).unwrap();
            assert_eq!(text, file.path.to_string_lossy());
            read.push(file.clone());
        }
        assert_eq!(read, files);
    }

    #[test]
    fn what_is_no_plain_file_waits_for_its_turn() {
        let folder = tempfile::tempdir().unwrap();
        let files = [found(folder.path()), found(&folder.path().join("missing.txt")), found(Path::new("/dev/null"))];
        let begun: Vec<bool> = Ahead::new(&files).map(|(_, begun)| begun.is_some()).collect();
        assert_eq!(begun, [false, false, false]);
    }
}
