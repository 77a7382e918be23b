//! Which words do the missed passages have in common?

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Codings, Verdict};
use crate::ids::FramingIx;
use crate::stats::two_proportions;
use crate::text::{Analyzer, Annotate, Paragraph, Paragraphs, Vocabulary, Word, is_function_word};

/// A word that missed passages of a framing have more often than passages without the framing.
#[derive(Clone, Debug)]
pub struct MissedWord {
    /// The framing.
    pub framing: FramingIx,
    /// The word, in the form that is most frequent in them.
    pub word: String,
    /// Missed passages with it.
    pub missed: usize,
    /// Missed passages.
    pub of_missed: usize,
    /// Passages with it that no coder says use the framing.
    pub elsewhere: usize,
    /// Such passages.
    pub of_elsewhere: usize,
    /// How far the one share lies above the other, in standard errors.
    pub z: f64,
    /// The first missed passage with it, as a place among the coded ones.
    pub example: usize,
}

/// A word must be in so many missed passages.
const FEWEST: usize = 2;
/// And so many standard errors more frequent than elsewhere.
const LEAST: f64 = 2.0;
/// So many words are given for each framing.
const MOST: usize = 15;

/// By framing, the words most over-represented first, without those that say nothing of a matter. Words are the same when
/// their stems are.
pub fn missed_words(codings: &Codings) -> Vec<MissedWord> {
    let (stems, passages) = words(codings);
    let places = 0..codings.framings.len();
    places.flat_map(|place| of_framing(codings, place, &stems, &passages)).collect()
}

fn of_framing(codings: &Codings, place: usize, stems: &Stems, words: &[BTreeMap<u32, u32>]) -> Vec<MissedWord> {
    let coded = || (0..words.len()).filter(|passage| codings.codes(*passage, place).next().is_some());
    let missed: Vec<usize> =
        coded().filter(|passage| codings.verdict(*passage, place) == Some(Verdict::Missed)).collect();
    let elsewhere: Vec<usize> = coded().filter(|passage| !codings.codes(*passage, place).any(|code| code)).collect();
    let having =
        |among: &[usize], stem: u32| among.iter().filter(|passage| words[**passage].contains_key(&stem)).count();
    let candidates: BTreeSet<u32> = missed.iter().flat_map(|passage| words[*passage].keys().copied()).collect();
    let mut rows: Vec<MissedWord> = candidates
        .into_iter()
        .filter_map(|stem| {
            let (here, there) = (having(&missed, stem), having(&elsewhere, stem));
            let z = two_proportions((here as u64, missed.len() as u64), (there as u64, elsewhere.len() as u64))?;
            let example = *missed.iter().find(|passage| words[**passage].contains_key(&stem))?;
            (here >= FEWEST && z >= LEAST).then(|| MissedWord {
                framing: codings.framings[place],
                word: stems.shown(missed.iter().filter_map(|passage| words[*passage].get(&stem))),
                missed: here,
                of_missed: missed.len(),
                elsewhere: there,
                of_elsewhere: elsewhere.len(),
                z,
                example,
            })
        })
        .filter(|row| !is_function_word(&row.word))
        .collect();
    rows.sort_by(|a, b| b.z.total_cmp(&a.z).then(b.missed.cmp(&a.missed)).then(a.word.cmp(&b.word)));
    rows.truncate(MOST);
    rows
}

/// The stems of every passage, each with the form it has there.
fn words(codings: &Codings) -> (Stems, Vec<BTreeMap<u32, u32>>) {
    let analyzer = Analyzer::english();
    let mut known = Stems::default();
    let mut vocabulary = Vocabulary::new(&analyzer, &mut known);
    let mut paragraph = Paragraph::default();
    let mut read = |text: &str| {
        let mut paragraphs = Paragraphs::new(text, 0);
        let mut stems = BTreeMap::new();
        while paragraphs.read(&mut vocabulary, &mut paragraph) {
            stems.extend(paragraph.tokens.iter().map(|token| (token.note.stem, token.note.form)));
        }
        stems
    };
    let passages = codings.passages.iter().map(|passage| read(&passage.text)).collect();
    drop(vocabulary);
    (known, passages)
}

/// A word's stem and folded form, by number.
#[derive(Clone, Copy, Default)]
struct Stemmed {
    stem: u32,
    form: u32,
}

#[derive(Default)]
struct Stems {
    stems: HashMap<String, u32>,
    forms: Vec<String>,
}

impl Annotate for &mut Stems {
    type Note = Stemmed;

    fn note(&mut self, word: Word<'_>) -> Stemmed {
        let next = self.stems.len() as u32;
        let stem = *self.stems.entry(word.stem().into_owned()).or_insert(next);
        self.forms.push(word.folded.to_owned());
        Stemmed { stem, form: self.forms.len() as u32 - 1 }
    }
}

impl Stems {
    /// Of some forms of one stem the most frequent, then the shortest, then the first by name.
    fn shown<'f>(&self, forms: impl Iterator<Item = &'f u32>) -> String {
        let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
        forms.for_each(|form| *counted.entry(&self.forms[*form as usize]).or_default() += 1);
        let best = counted.into_iter().min_by_key(|(form, times)| (std::cmp::Reverse(*times), form.len(), *form));
        best.map(|(form, _)| form.to_owned()).unwrap_or_default()
    }
}
