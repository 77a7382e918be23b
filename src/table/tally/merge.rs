//! Puts tallies together.

use std::path::Path;

use super::TallyError;
use super::line::Header;
use super::order::{Sorted, Source, in_order};

/// Merges tallies of one instrument: `take` is given each line that counting all their documents at once would give.
///
/// # Errors
/// When one cannot be read, was counted in another way than the first, or shares a document with another; or what `take`
/// returns.
pub fn merge<Error: From<TallyError>>(
    paths: &[impl AsRef<Path>],
    mut take: impl FnMut(&str) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut sources = Vec::with_capacity(paths.len());
    let mut common: Option<Header> = None;
    for path in paths {
        let (file, header) = Sorted::open(path.as_ref())?;
        match &common {
            Some(first) if *first != header => {
                let than = paths.first().map(|path| format!("`{}`", path.as_ref().display())).unwrap_or_default();
                return Err(TallyError::Instrument { path: file.name, than }.into());
            }
            Some(_) => {}
            None => {
                take(&header.line())?;
                common = Some(header);
            }
        }
        sources.push(Source::File(file));
    }
    in_order(sources, take)
}
