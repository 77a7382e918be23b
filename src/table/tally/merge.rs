//! Puts tallies together.

use std::io::Write;
use std::path::Path;

use super::TallyError;
use super::line::Header;
use super::order::{Sorted, Source, in_order};

/// Merges tallies of one instrument: the bytes that counting all their documents at once would give.
///
/// # Errors
/// When one cannot be read, was counted with other lexicons than the first, or shares a document with another.
pub fn merge(paths: &[impl AsRef<Path>], out: &mut impl Write) -> Result<(), TallyError> {
    let mut sources = Vec::with_capacity(paths.len());
    let mut common: Option<Header> = None;
    for path in paths {
        let (file, header) = Sorted::open(path.as_ref())?;
        match &common {
            Some(first) if *first != header => {
                let than = paths.first().map(|path| format!("`{}`", path.as_ref().display())).unwrap_or_default();
                return Err(TallyError::Instrument { path: file.name, than });
            }
            Some(_) => {}
            None => {
                header.write(out)?;
                common = Some(header);
            }
        }
        sources.push(Source::File(file));
    }
    in_order(sources, |_, line| writeln!(out, "{line}"))
}
