//! The distinct words of all that was read: each is looked at once, however often it occurs.

use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use super::{Analyzer, Forms, Shape};

/// A distinct word, as it is called and looks.
#[derive(Clone, Copy, Debug)]
pub struct Word<'w> {
    /// As written, without its possessive ending.
    pub cased: &'w str,
    /// In lower case.
    pub folded: &'w str,
    /// Its stem.
    pub stem: &'w str,
    /// What it looks like.
    pub shape: Shape,
}

/// What somebody downstream wants to know of each distinct word.
pub trait Annotate {
    /// The answer, kept beside the word.
    type Note: Copy + Default;
    /// Called once for each distinct word.
    fn note(&mut self, word: Word<'_>) -> Self::Note;
}

/// A distinct word's place in a [`Vocabulary`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WordIx(u32);

/// Distinct words with what is known of each. Bounded: past a million distinct words, further ones are worked out anew
/// at each paragraph instead of being kept, so hostile text costs time but no memory.
pub struct Vocabulary<'a, A: Annotate> {
    analyzer: &'a Analyzer,
    annotator: A,
    places: HashTable<u32>,
    entries: Vec<Entry<A::Note>>,
    keys: Vec<u8>,
    hasher: FixedState,
}

#[derive(Clone, Copy)]
struct Entry<N> {
    hash: u64,
    key_start: u32,
    key_len: u32,
    shape: Shape,
    note: N,
}

/// The most distinct words kept.
const KEPT: usize = 1 << 20;
/// A longer word is not kept as a key: no lexicon asks for it. In bytes.
const LONGEST_KEY: usize = 255;
/// The entry that stands for every word longer than that.
const ENDLESS: WordIx = WordIx(0);

impl<'a, A: Annotate> Vocabulary<'a, A> {
    /// An empty vocabulary.
    pub fn new(analyzer: &'a Analyzer, annotator: A) -> Self {
        let endless = Entry { hash: 0, key_start: 0, key_len: 0, shape: Shape::default(), note: A::Note::default() };
        Self {
            analyzer,
            annotator,
            places: HashTable::new(),
            entries: vec![endless],
            keys: Vec::new(),
            hasher: FixedState::with_seed(0x6672_616d),
        }
    }

    /// The word as it stands in the text.
    #[inline]
    pub fn intern(&mut self, surface: &str) -> WordIx {
        if surface.len() > LONGEST_KEY {
            return ENDLESS;
        }
        let hash = self.hash(surface);
        let found = self.places.find(hash, |place| {
            let entry = &self.entries[*place as usize];
            entry.hash == hash && self.key(entry) == surface.as_bytes()
        });
        match found {
            Some(place) => WordIx(*place),
            None => self.learn(surface, hash),
        }
    }

    #[inline]
    fn hash(&self, surface: &str) -> u64 {
        let mut hasher = self.hasher.build_hasher();
        hasher.write(surface.as_bytes());
        hasher.finish()
    }

    #[inline]
    fn key(&self, entry: &Entry<A::Note>) -> &[u8] {
        &self.keys[entry.key_start as usize..(entry.key_start + entry.key_len) as usize]
    }

    #[cold]
    fn learn(&mut self, surface: &str, hash: u64) -> WordIx {
        let forms = Forms::of(surface);
        let stem = self.analyzer.stem(&forms.folded);
        let shape = Shape::of(surface, &forms.folded);
        let note = self.annotator.note(Word { cased: &forms.cased, folded: &forms.folded, stem: &stem, shape });
        let place = self.entries.len() as u32;
        let key_start = self.keys.len() as u32;
        let key_len = surface.len() as u32;
        if self.entries.len() < KEPT {
            self.keys.extend_from_slice(surface.as_bytes());
            self.entries.push(Entry { hash, key_start, key_len, shape, note });
            let entries = &self.entries;
            self.places.insert_unique(hash, place, |other| entries[*other as usize].hash);
        } else {
            self.entries.push(Entry { hash, key_start, key_len: 0, shape, note });
        }
        WordIx(place)
    }

    /// Drops the words past the bound. Every [`WordIx`] of the paragraph before is void afterwards, so intern anew.
    pub(super) fn turn_page(&mut self) {
        self.entries.truncate(KEPT);
    }

    /// What the word looks like.
    #[inline]
    pub fn shape(&self, word: WordIx) -> Shape {
        self.entries[word.0 as usize].shape
    }

    /// What the annotator said of the word.
    #[inline]
    pub fn note(&self, word: WordIx) -> A::Note {
        self.entries[word.0 as usize].note
    }

    /// The annotator, which may hold what its notes point to.
    pub fn annotator(&self) -> &A {
        &self.annotator
    }

    /// How many distinct words are kept.
    pub fn len(&self) -> usize {
        self.entries.len() - 1
    }

    /// Whether no word was read yet.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
