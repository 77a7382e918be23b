//! Takes a corpus through an instrument: every document read once, whoever listens.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::{DocumentCounter, DocumentTally, Evidence, Ledger};
use crate::corpus::{Corpus, CorpusError, Document, GroupKey, Parcel};
use crate::matching::{Instrument, Reader};
use crate::parallel::{Threads, in_order};

/// What is kept of each document besides its tally.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Nothing.
    TallyOnly,
    /// What tells whether two documents are the same.
    Fingerprint,
    /// Every match.
    Evidence,
    /// Both.
    All,
}

/// One document, measured.
#[derive(Clone, Debug)]
pub struct Measured {
    /// Its counts.
    pub tally: DocumentTally,
    /// Its metadata.
    pub metadata: BTreeMap<String, String>,
    /// Where it came from, for messages.
    pub origin: String,
    /// Its size in bytes.
    pub bytes: usize,
    /// SHA-256 of its text, to tell documents that are the same; zeros when it is not kept.
    pub fingerprint: [u8; 32],
    /// Its matches, when they are kept.
    pub evidence: Vec<Evidence>,
}

struct Worker<'i> {
    reader: Reader<'i>,
    counter: DocumentCounter,
}

/// Reads every document of a corpus, has it prepared wherever there is time, and hands it on in the order of the corpus
/// whatever the number of threads.
///
/// # Errors
/// The first document that cannot be read, or what `take` returns.
pub fn measure<Prepared: Send, Error: From<CorpusError> + Send>(
    corpus: &Corpus,
    instrument: &Instrument,
    group: &GroupKey,
    keep: Keep,
    threads: Threads,
    prepare: impl Fn(Measured) -> Prepared + Sync,
    mut take: impl FnMut(Prepared) -> Result<(), Error>,
) -> Result<(), Error> {
    let worker = || Worker { reader: instrument.reader(), counter: DocumentCounter::new(instrument.library()) };
    let work = |worker: &mut Worker<'_>, parcel: Parcel| {
        let documents = parcel.documents();
        let mut measured = |document| prepare(worker.measure(document, group, keep));
        documents.map(|document| document.map(&mut measured)).collect::<Vec<_>>()
    };
    in_order(corpus.parcels(), threads, worker, work, |documents| {
        documents.into_iter().try_for_each(|document| take(document?))
    })
}

impl Worker<'_> {
    fn measure(&mut self, document: Document, group: &GroupKey, keep: Keep) -> Measured {
        let Document { id, text, from, .. } = &document;
        let mut evidence = Vec::new();
        match keep {
            Keep::TallyOnly | Keep::Fingerprint => self.reader.read(text, *from, &mut self.counter),
            Keep::Evidence | Keep::All => {
                let mut ledger = Ledger::new(id, text);
                self.reader.read(text, *from, &mut (&mut self.counter, &mut ledger));
                evidence = ledger.into_rows();
            }
        }
        let mut fingerprint = [0; 32];
        if matches!(keep, Keep::Fingerprint | Keep::All) {
            fingerprint = Sha256::digest(&text.as_bytes()[*from..]).into();
        }
        Measured {
            tally: self.counter.finish(id.clone(), document.group(group)),
            bytes: text.len(),
            metadata: document.metadata,
            origin: document.origin,
            fingerprint,
            evidence,
        }
    }
}
