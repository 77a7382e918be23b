//! Writes files so that each is there whole or not at all.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::Builder;

use crate::failure::Failure;

/// Makes a folder to write to.
pub fn folder(path: &Path) -> Result<(), Failure> {
    fs::create_dir_all(path).map_err(|cause| failure(path, cause))?;
    if !path.is_dir() {
        return Err(failure(path, io::Error::new(io::ErrorKind::NotADirectory, "it is not a folder")));
    }
    Ok(())
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
    temporary.persist(path).map(drop).map_err(|error| error.error)
}

fn failure(path: &Path, cause: io::Error) -> Failure {
    Failure::write(format!("`{}`", path.display()), cause)
}
