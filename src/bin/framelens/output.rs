//! Writes files so that each is there whole or not at all.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use framelens::corpus::Corpus;
use framelens::lexicon::Library;
use framelens::table::Format;
use tempfile::{Builder, TempPath};

use crate::failure::Failure;

/// A folder to write to. What was made for a run that failed is taken away again.
pub struct Folder {
    /// It and the folders above it that were not there, the innermost first.
    made: Vec<PathBuf>,
}

impl Folder {
    /// Makes the folder unless it is there.
    pub fn make(path: &Path) -> Result<Self, Failure> {
        not_standard_output(path)?;
        if path.exists() && !path.is_dir() {
            return Err(failure(path, io::Error::other("it is a file, not a folder")));
        }
        let missing = path.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists());
        let folder = Self { made: missing.map(Path::to_owned).collect() };
        fs::create_dir_all(path).map_err(|cause| failure(path, cause))?;
        Ok(folder)
    }

    /// The run went well.
    pub fn keep(mut self) {
        self.made.clear();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        for made in &self.made {
            // Only an empty one goes; what was written stays.
            let _ = fs::remove_dir(made);
        }
    }
}

/// A file being written by way of a temporary one beside it: it is there, whole, once it is kept. Devices and pipes are
/// written to directly; a link keeps pointing where it does.
pub struct Staged {
    path: PathBuf,
    target: PathBuf,
    out: BufWriter<fs::File>,
    /// Where that is until it is kept; `None` when it is written to directly.
    temporary: Option<TempPath>,
}

impl Staged {
    pub fn new(path: &Path) -> Result<Self, Failure> {
        not_standard_output(path)?;
        let target = place(path);
        let opened = match fs::metadata(&target) {
            Ok(there) if there.is_dir() => Err(io::Error::other("it is a folder, not a file")),
            Ok(there) if !there.is_file() => fs::OpenOptions::new().write(true).open(&target).map(|file| (file, None)),
            _ => temporary(&target).map(|(file, temporary)| (file, Some(temporary))),
        };
        let (file, temporary) = opened.map_err(|cause| failure(path, cause))?;
        Ok(Self { out: BufWriter::with_capacity(1 << 16, file), temporary, target, path: path.to_owned() })
    }

    /// Writes a line.
    pub fn line(&mut self, line: &str) -> Result<(), Failure> {
        writeln!(self.out, "{line}").map_err(|cause| failure(&self.path, cause))
    }

    /// Everything is written.
    pub fn keep(mut self) -> Result<(), Failure> {
        let kept = self.flush().and_then(|()| match self.temporary {
            None => Ok(()),
            Some(temporary) => persist(self.out.get_ref(), temporary, &self.target),
        });
        kept.map_err(|cause| failure(&self.path, cause))
    }
}

impl Write for Staged {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Nothing is written over that is read.
pub fn spare(path: &Path, corpus: &Corpus, library: &Library) -> Result<(), Failure> {
    corpus.keep(path)?;
    Ok(library.keep(path)?)
}

/// A file must not be written over that may have been worked on.
pub fn must_be_new(path: &Path) -> Result<(), Failure> {
    if path.is_file() || path.is_dir() {
        return Err(failure(path, io::Error::other("it is there already, and may have been worked on")));
    }
    Ok(())
}

/// Writes a file that is whole or not there.
pub fn file(path: &Path, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut staged = Staged::new(path)?;
    content(&mut staged).map_err(|cause| failure(path, cause))?;
    staged.keep()
}

/// Where a path leads, however it is spelled: two that lead to one place are the same file, there or not yet there.
pub fn place(path: &Path) -> PathBuf {
    let beside = || Some(fs::canonicalize(folder_of(path)).ok()?.join(path.file_name()?));
    fs::canonicalize(path).ok().or_else(beside).unwrap_or_else(|| path.to_owned())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A `-` stands for standard output: no file is to be called that by mistake.
fn not_standard_output(path: &Path) -> Result<(), Failure> {
    if path.as_os_str() == "-" {
        return Err(failure(
            path,
            io::Error::other("it stands for standard output, and this is written to files only"),
        ));
    }
    Ok(())
}

/// A file beside the one asked for. It is opened and written to by its bare handle, so that errors do not name it.
fn temporary(path: &Path) -> io::Result<(fs::File, TempPath)> {
    let parent = folder_of(path);
    if !parent.is_dir() {
        return Err(io::Error::other(format!("there is no folder `{}`", parent.display())));
    }
    let open = |path: &Path| fs::OpenOptions::new().write(true).create_new(true).open(path);
    Ok(Builder::new().prefix(".framelens-").suffix(".tmp").make_in(parent, open)?.into_parts())
}

fn persist(file: &fs::File, temporary: TempPath, path: &Path) -> io::Result<()> {
    // A file that is there keeps its permissions.
    if let Ok(there) = fs::metadata(path) {
        file.set_permissions(there.permissions())?;
    }
    temporary.persist(path).map_err(|error| error.error)
}

fn failure(path: &Path, cause: io::Error) -> Failure {
    Failure::write(format!("`{}`", path.display()), cause)
}

/// The format that a file's ending tells.
pub fn format_of(path: &Path) -> Result<Format, Failure> {
    path.extension()
        .and_then(|ending| Format::of_ending(ending.to_str()?))
        .or_else(|| (path.exists() && !path.is_file() && !path.is_dir()).then_some(Format::Csv))
        .ok_or_else(|| Failure::Unknown {
            what: format!("`{}` has no ending that tells a format", path.display()),
            help: "end it in .csv, .parquet or .jsonl".to_owned(),
        })
}

/// The same where `-` is standard output, to which CSV is written.
pub fn format_of_output(path: &Path) -> Result<Format, Failure> {
    if path.as_os_str() == "-" { Ok(Format::Csv) } else { format_of(path) }
}
