//! The distinct words of all that was read: each is looked at once, however often it occurs.

use std::borrow::Cow;
use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use super::short_words::{ShortKey, ShortWords};
use super::{Analyzer, Forms, Shape};

/// A distinct word, as it is called and looks.
#[derive(Clone, Copy, Debug)]
pub struct Word<'w> {
    /// As written, without its possessive ending.
    pub cased: &'w str,
    /// In lower case.
    pub folded: &'w str,
    /// What it looks like.
    pub shape: Shape,
    analyzer: &'w Analyzer,
}

impl<'w> Word<'w> {
    /// Its stem, worked out when asked for: a stemmer takes longer than everything else that is done for a new word.
    pub fn stem(&self) -> Cow<'w, str> {
        self.analyzer.stem(self.folded)
    }
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
/// each time instead of being kept, so hostile text costs time but no memory.
pub struct Vocabulary<'a, A: Annotate> {
    analyzer: &'a Analyzer,
    annotator: A,
    entries: Vec<Entry<A::Note>>,
    short: ShortWords,
    long: HashTable<u32>,
    /// The bytes of the long words.
    keys: Vec<u8>,
    hasher: FixedState,
}

#[derive(Clone, Copy)]
struct Entry<N> {
    /// Where the bytes of a long word stand; nothing for a short one.
    key: (u32, u32),
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
        let endless = Entry { key: (0, 0), shape: Shape::default(), note: A::Note::default() };
        Self {
            analyzer,
            annotator,
            entries: vec![endless],
            short: ShortWords::new(),
            long: HashTable::new(),
            keys: Vec::new(),
            hasher: FixedState::with_seed(0x6672_616d),
        }
    }

    /// The word that stands at `start..end` of a text.
    #[inline]
    pub fn intern(&mut self, text: &str, start: usize, end: usize) -> WordIx {
        match ShortKey::of(text.as_bytes(), start, end) {
            Some(key) => match self.short.find(key) {
                Some(place) => WordIx(place),
                None => self.learn_short(&text[start..end], key),
            },
            None => self.intern_long(&text[start..end]),
        }
    }

    #[cold]
    fn learn_short(&mut self, surface: &str, key: ShortKey) -> WordIx {
        let kept = self.entries.len() < KEPT;
        let word = self.learn(surface, (0, 0));
        if kept {
            self.short.insert(key, word.0);
        }
        word
    }

    fn intern_long(&mut self, surface: &str) -> WordIx {
        if surface.len() > LONGEST_KEY {
            return ENDLESS;
        }
        let hash = self.hash(surface.as_bytes());
        let key_of = |place: u32, entries: &[Entry<A::Note>]| {
            let (start, length) = entries[place as usize].key;
            start as usize..(start + length) as usize
        };
        let found = self.long.find(hash, |place| &self.keys[key_of(*place, &self.entries)] == surface.as_bytes());
        if let Some(place) = found {
            return WordIx(*place);
        }
        if self.entries.len() >= KEPT {
            return self.learn(surface, (0, 0));
        }
        let word = self.learn(surface, (self.keys.len() as u32, surface.len() as u32));
        self.keys.extend_from_slice(surface.as_bytes());
        let (entries, keys, hasher) = (&self.entries, &self.keys, &self.hasher);
        self.long.insert_unique(hash, word.0, |place| hash_of(hasher, &keys[key_of(*place, entries)]));
        word
    }

    fn hash(&self, bytes: &[u8]) -> u64 {
        hash_of(&self.hasher, bytes)
    }

    #[cold]
    fn learn(&mut self, surface: &str, key: (u32, u32)) -> WordIx {
        let forms = Forms::of(surface);
        let shape = Shape::of(surface, &forms.folded);
        let analyzer = self.analyzer;
        let note = self.annotator.note(Word { cased: &forms.cased, folded: &forms.folded, shape, analyzer });
        let place = self.entries.len() as u32;
        self.entries.push(Entry { key, shape, note });
        WordIx(place)
    }

    /// Drops the words past the bound. Every [`WordIx`] of the paragraph before is void afterwards, so intern anew.
    pub(super) fn turn_page(&mut self) {
        self.entries.truncate(KEPT);
    }

    /// What the word looks like, and what the annotator said of it.
    #[inline]
    pub fn look(&self, word: WordIx) -> (Shape, A::Note) {
        let entry = &self.entries[word.0 as usize];
        (entry.shape, entry.note)
    }

    /// The annotator, which may hold what its notes point to.
    pub fn annotator(&self) -> &A {
        &self.annotator
    }

    /// How many distinct words are known.
    pub fn len(&self) -> usize {
        self.entries.len() - 1
    }

    /// Whether no word was read yet.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

fn hash_of(hasher: &FixedState, bytes: &[u8]) -> u64 {
    let mut hasher = hasher.build_hasher();
    hasher.write(bytes);
    hasher.finish()
}
