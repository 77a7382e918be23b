//! Texts that lexicons are tried on, sentence by sentence.

use framelens::corpus::{Corpus, CorpusError};
use framelens::counts::{ReadDocument, read_sentences};
use framelens::ids::GroupId;
use framelens::matching::Instrument;
use framelens::parallel::Threads;

use crate::cli::{Global, OnArgs};
use crate::failure::Failure;
use crate::progress::Progress;
use crate::screen;
use crate::seen::Seen;

/// Reads every document once and tells of it, with its group.
pub fn each(
    on: &OnArgs,
    global: &Global,
    instrument: &Instrument,
    mut tell: impl FnMut(&ReadDocument, Option<GroupId>),
) -> Result<Corpus, Failure> {
    let corpus = Corpus::open(&on.inputs(), on.columns.columns(), None)?;
    screen::say(global, &corpus.notices());
    let (key, asked) = on.group.key();
    let (mut seen, mut grouped, mut keys) = (Seen::default(), false, std::collections::BTreeSet::new());
    let mut progress = Progress::new(|| corpus.bytes(), global.quiet);
    read_sentences(&corpus, instrument, Threads::available(), |read| {
        progress.document(read.document.text.len())?;
        seen.check(&read.document.id, &read.document.origin)?;
        let group = read.document.group(&key);
        grouped |= group.is_some();
        if asked && !grouped {
            keys.extend(read.document.metadata.keys().cloned());
        }
        tell(&read, group);
        Ok::<(), Failure>(())
    })?;
    drop(progress);
    if seen.is_empty() {
        return Err(CorpusError::NoDocuments.into());
    }
    if asked && !grouped {
        return Err(CorpusError::NoGroup { key: key.0, there: keys.into_iter().collect() }.into());
    }
    Ok(corpus)
}
