//! Writes files so that each is there whole or not at all.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

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
    out: Out,
}

enum Out {
    Direct(BufWriter<fs::File>),
    Temporary(BufWriter<NamedTempFile>),
}

impl Staged {
    pub fn new(path: &Path) -> Result<Self, Failure> {
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let out = match fs::metadata(&target) {
            Ok(there) if !there.is_file() && !there.is_dir() => direct(&target),
            _ => temporary(&target),
        };
        Ok(Self { out: out.map_err(|cause| failure(path, cause))?, target, path: path.to_owned() })
    }

    /// Everything is written.
    pub fn keep(mut self) -> Result<(), Failure> {
        let kept = self.flush().and_then(|()| match self.out {
            Out::Direct(_) => Ok(()),
            Out::Temporary(out) => persist(out.into_inner().map_err(io::IntoInnerError::into_error)?, &self.target),
        });
        kept.map_err(|cause| failure(&self.path, cause))
    }
}

impl Write for Staged {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.out {
            Out::Direct(out) => out.write(bytes),
            Out::Temporary(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.out {
            Out::Direct(out) => out.flush(),
            Out::Temporary(out) => out.flush(),
        }
    }
}

/// Writes a file that is whole or not there.
pub fn file(path: &Path, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut staged = Staged::new(path)?;
    content(&mut staged).map_err(|cause| failure(path, cause))?;
    staged.keep()
}

fn direct(path: &Path) -> io::Result<Out> {
    Ok(Out::Direct(BufWriter::new(fs::OpenOptions::new().write(true).open(path)?)))
}

fn temporary(path: &Path) -> io::Result<Out> {
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
    Ok(Out::Temporary(BufWriter::with_capacity(1 << 16, builder.tempfile_in(parent)?)))
}

fn persist(temporary: NamedTempFile, path: &Path) -> io::Result<()> {
    // A file that is there keeps its permissions.
    if let Ok(there) = fs::metadata(path) {
        temporary.as_file().set_permissions(there.permissions())?;
    }
    temporary.persist(path).map(drop).map_err(|error| error.error)
}

fn failure(path: &Path, cause: io::Error) -> Failure {
    Failure::write(format!("`{}`", path.display()), cause)
}
