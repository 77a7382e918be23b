//! Writes files so that each is there whole or not at all.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::Builder;

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

/// Writes a file by way of a temporary one beside it, so that whoever looks sees the old file or the new one. Devices and
/// pipes are written to directly; a link keeps pointing where it does.
pub fn file(path: &Path, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let written = match fs::metadata(&target) {
        Ok(there) if !there.is_file() && !there.is_dir() => direct(&target, content),
        _ => replaced(&target, content),
    };
    written.map_err(|cause| failure(path, cause))
}

fn direct(path: &Path, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(fs::OpenOptions::new().write(true).open(path)?);
    content(&mut out)?;
    out.flush()
}

fn replaced(path: &Path, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
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
    let mut temporary = builder.tempfile_in(parent)?;
    {
        let mut out = BufWriter::with_capacity(1 << 16, temporary.as_file_mut());
        content(&mut out)?;
        out.flush()?;
    }
    // A file that is there keeps its permissions.
    if let Ok(there) = fs::metadata(path) {
        temporary.as_file().set_permissions(there.permissions())?;
    }
    temporary.persist(path).map(drop).map_err(|error| error.error)
}

fn failure(path: &Path, cause: io::Error) -> Failure {
    Failure::write(format!("`{}`", path.display()), cause)
}
