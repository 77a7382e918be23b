//! Takes a corpus through an instrument: every document read once, whoever listens.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::{DocumentCounter, DocumentTally, Evidence, Ledger, Record};
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
pub struct Measured<R = Vec<Evidence>> {
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
    /// What was recorded of its matches; nothing when they are not kept.
    pub evidence: R,
}

/// Which texts are taken through which instrument, and what is kept of them.
#[derive(Clone, Copy, Debug)]
pub struct Measurement<'m> {
    /// The texts.
    pub corpus: &'m Corpus,
    /// The lexicons and how they match.
    pub instrument: &'m Instrument,
    /// What makes groups.
    pub group: &'m GroupKey,
    /// What is kept of each document.
    pub keep: Keep,
    /// How many threads read.
    pub threads: Threads,
}

struct Worker<'i> {
    reader: Reader<'i>,
    counter: DocumentCounter,
}

impl Measurement<'_> {
    /// Reads every document, its matches into a record of its own, has it prepared wherever there is time, and hands it on in
    /// the order of the corpus whatever the number of threads.
    ///
    /// # Errors
    /// The first document that cannot be read, or what `take` returns.
    pub fn run<R: Record, Prepared: Send, Error: From<CorpusError> + Send>(
        &self,
        record: impl Fn() -> R + Sync,
        prepare: impl Fn(Measured<R>) -> Prepared + Sync,
        mut take: impl FnMut(Prepared) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let instrument = self.instrument;
        let worker = || Worker { reader: instrument.reader(), counter: DocumentCounter::new(instrument.library()) };
        let work = |worker: &mut Worker<'_>, parcel: Parcel| {
            let documents = parcel.documents();
            let mut measured = |document| prepare(worker.measure(document, self, record()));
            documents.map(|document| document.map(&mut measured)).collect::<Vec<_>>()
        };
        in_order(self.corpus.parcels(), self.threads, worker, work, |documents| {
            documents.into_iter().try_for_each(|document| take(document?))
        })
    }

    /// The same for those who want the matches as they are, or none.
    ///
    /// # Errors
    /// As [`Measurement::run`].
    pub fn each<Error: From<CorpusError> + Send>(
        &self,
        take: impl FnMut(Measured) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.run(Vec::new, |measured| measured, take)
    }
}

impl Worker<'_> {
    fn measure<R: Record>(&mut self, document: Document, how: &Measurement<'_>, mut record: R) -> Measured<R> {
        let Document { id, text, from, .. } = &document;
        match how.keep {
            Keep::TallyOnly | Keep::Fingerprint => self.reader.read(text, *from, &mut self.counter),
            Keep::Evidence | Keep::All => {
                let mut ledger = Ledger::new(id, text, record);
                self.reader.read(text, *from, &mut (&mut self.counter, &mut ledger));
                record = ledger.into_record();
            }
        }
        let mut fingerprint = [0; 32];
        if matches!(how.keep, Keep::Fingerprint | Keep::All) {
            fingerprint = Sha256::digest(&text.as_bytes()[*from..]).into();
        }
        Measured {
            tally: self.counter.finish(id.clone(), document.group(how.group)),
            bytes: text.len(),
            metadata: document.metadata,
            origin: document.origin,
            fingerprint,
            evidence: record,
        }
    }
}
