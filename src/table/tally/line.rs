//! What stands in a line of a tally.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::corpus::{GroupKey, hexadecimal};
use crate::counts::{Counts, DocumentTally, Extent, Measured};
use crate::ids::{DocId, GroupId, TermId};
use crate::matching::Instrument;

/// The shape of these files.
pub(super) const SCHEMA: u32 = 1;

/// The first line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Header {
    pub framelens_tally: u32,
    /// [`Instrument::fingerprint`].
    instrument: String,
    /// The framings in order, each with its terms.
    framings: Vec<(String, usize)>,
}

/// Those of [`Counts`], in its order.
type Numbers = (u64, i64, u64, u64, u64, u64, u64, u64);

/// One document. The numbers of a framing are those of [`Counts`], in its order; framings and terms without a match are
/// left out.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    pub id: String,
    metadata: BTreeMap<String, String>,
    bytes: usize,
    sha256: String,
    /// Words, sentences, squares of words.
    extent: [u64; 3],
    framings: BTreeMap<u16, Numbers>,
    terms: Vec<(u32, u64)>,
}

impl Header {
    pub fn of(instrument: &Instrument) -> Self {
        let framings = instrument.library().lexicons().iter();
        Self {
            framelens_tally: SCHEMA,
            instrument: instrument.fingerprint(),
            framings: framings.map(|lexicon| (lexicon.id.to_string(), lexicon.terms.len())).collect(),
        }
    }

    /// It as the first line.
    pub fn line(&self) -> String {
        // Every field of a header can be written as JSON.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Line {
    pub fn of<R>(measured: &Measured<R>) -> Self {
        let DocumentTally { id, extent, framings, terms, .. } = &measured.tally;
        let counts =
            |c: &Counts| (c.matches, c.weighted, c.quoted, c.negated, c.contested, c.sentences, c.squares, c.products);
        let found = (0..).zip(framings).filter(|(_, counts)| **counts != Counts::default());
        Self {
            id: id.to_string(),
            metadata: measured.metadata.clone(),
            bytes: measured.bytes,
            sha256: hexadecimal(&measured.fingerprint),
            extent: [extent.tokens, extent.sentences, extent.token_squares],
            framings: found.map(|(framing, found)| (framing, counts(found))).collect(),
            terms: terms.iter().map(|(term, matches)| (term.0, *matches)).collect(),
        }
    }

    /// The document, if the numbers can be those of one.
    pub fn measured(self, instrument: &Instrument, group: &GroupKey, origin: String) -> Result<Measured, String> {
        let library = instrument.library();
        let mut framings = vec![Counts::default(); library.lexicons().len()];
        for (framing, (matches, weighted, quoted, negated, contested, sentences, squares, products)) in self.framings {
            let place = framings.get_mut(usize::from(framing)).ok_or("there are not so many framings")?;
            *place = Counts { matches, weighted, quoted, negated, contested, sentences, squares, products };
        }
        let mut of_terms = vec![0_u64; framings.len()];
        let all = library.terms().count();
        let mut terms = Vec::with_capacity(self.terms.len());
        for (term, matches) in self.terms {
            if term as usize >= all || terms.last().is_some_and(|(last, _): &(TermId, u64)| last.0 >= term) {
                return Err("its terms are not those of the lexicons, in their order".to_owned());
            }
            let of_framing = &mut of_terms[instrument.matcher().framing(TermId(term)).index()];
            *of_framing = of_framing.saturating_add(matches);
            terms.push((TermId(term), matches));
        }
        if framings.iter().zip(&of_terms).any(|(counts, of_terms)| counts.matches != *of_terms) {
            return Err("the matches of its terms do not add up to those of its framings".to_owned());
        }
        let [tokens, sentences, token_squares] = self.extent;
        Ok(Measured {
            tally: DocumentTally {
                id: DocId::new(&self.id).ok_or("its id is empty")?,
                group: self.metadata.get(&group.0).and_then(|group| GroupId::new(group)),
                extent: Extent { tokens, sentences, token_squares },
                framings,
                terms,
            },
            metadata: self.metadata,
            origin,
            bytes: self.bytes,
            fingerprint: hash(&self.sha256).ok_or("its sha256 is none")?,
            evidence: Vec::new(),
        })
    }
}

fn hash(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (place, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * place..2 * place + 2)?, 16).ok()?;
    }
    Some(bytes)
}
