//! Writes files so that each is there whole or not at all.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, TempPath};

use crate::failure::Failure;

/// A folder to write to. One that was made for a run that failed is taken away again.
pub struct Folder {
    made: Option<PathBuf>,
}

impl Folder {
    /// Makes the folder unless it is there.
    pub fn make(path: &Path) -> Result<Self, Failure> {
        if path.is_dir() {
            return Ok(Self { made: None });
        }
        if path.exists() {
            return Err(failure(path, io::Error::other("it is a file, not a folder")));
        }
        fs::create_dir_all(path).map_err(|cause| failure(path, cause))?;
        Ok(Self { made: Some(path.to_owned()) })
    }

    /// The run went well.
    pub fn keep(mut self) {
        self.made = None;
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Some(made) = &self.made {
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
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let opened = match fs::metadata(&target) {
            Ok(there) if !there.is_file() && !there.is_dir() => {
                fs::OpenOptions::new().write(true).open(&target).map(|file| (file, None))
            }
            _ => temporary(&target).map(|(file, temporary)| (file, Some(temporary))),
        };
        let (file, temporary) = opened.map_err(|cause| failure(path, cause))?;
        Ok(Self { out: BufWriter::with_capacity(1 << 16, file), temporary, target, path: path.to_owned() })
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

/// A file beside the one asked for. It is written to by its bare handle, so that errors do not name it.
fn temporary(path: &Path) -> io::Result<(fs::File, TempPath)> {
    let parent =
        path.parent().filter(|parent| !parent.as_os_str().is_empty()).map_or(PathBuf::from("."), Path::to_owned);
    if !parent.is_dir() {
        return Err(io::Error::other(format!("there is no folder `{}`", parent.display())));
    }
    let mut builder = Builder::new();
    builder.prefix(".framelens-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    Ok(builder.tempfile_in(parent)?.into_parts())
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
