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
    /// The answer, kept beside the word. The default stands for a word of which there is nothing to say.
    type Note: Copy + Default;

    /// Called once for each distinct word.
    fn note(&mut self, word: Word<'_>) -> Self::Note;

    /// Whether what is looked for may begin at a word, as far as it and the word after it in its paragraph tell. Asked for
    /// every word, so it must be quick.
    #[inline]
    fn begins(&self, word: Self::Note, next: Self::Note) -> bool {
        let _ = (word, next);
        false
    }
}

/// What is known of a distinct word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known<N> {
    /// What the annotator said of it.
    pub note: N,
    /// What it looks like.
    pub shape: Shape,
}

/// Distinct words with what is known of each. Bounded: past the bound, further words are worked out anew each time instead
/// of being kept, so hostile text costs time but no memory.
pub struct Vocabulary<'a, A: Annotate> {
    analyzer: &'a Analyzer,
    annotator: A,
    short: ShortWords<Known<A::Note>>,
    long: HashTable<Long<A::Note>>,
    /// The bytes of the long words.
    keys: Vec<u8>,
    hasher: FixedState,
    kept: usize,
}

#[derive(Clone, Copy)]
struct Long<N> {
    /// Where its bytes stand.
    start: u32,
    length: u32,
    known: Known<N>,
}

/// The most distinct words kept; a billion words of prose have a third of that.
const KEPT: usize = 3 << 18;
/// The most bytes kept of long words.
const KEPT_BYTES: usize = 8 << 20;
/// A longer word is not looked at: no lexicon asks for it. In bytes.
const LONGEST_KEY: usize = 255;

impl<'a, A: Annotate> Vocabulary<'a, A> {
    /// An empty vocabulary.
    pub fn new(analyzer: &'a Analyzer, annotator: A) -> Self {
        Self {
            analyzer,
            annotator,
            short: ShortWords::new(),
            long: HashTable::new(),
            keys: Vec::new(),
            hasher: FixedState::with_seed(0x6672_616d),
            kept: 0,
        }
    }

    /// What is known of the word that stands at `start..end` of a text.
    #[inline]
    pub fn look_up(&mut self, text: &str, start: usize, end: usize) -> Known<A::Note> {
        match ShortKey::of(text.as_bytes(), start, end) {
            Some(key) => self.look_up_short(text, start, end, key),
            None => self.look_up_long(&text[start..end]),
        }
    }

    /// A short word among the first that came.
    #[inline]
    pub(super) fn find_common(&self, key: ShortKey) -> Option<Known<A::Note>> {
        self.short.find_first(key)
    }

    /// A short word among those that came later.
    #[inline]
    pub(super) fn find_rare(&self, key: ShortKey) -> Option<Known<A::Note>> {
        self.short.find_later(key)
    }

    #[inline]
    pub(super) fn look_up_short(&mut self, text: &str, start: usize, end: usize, key: ShortKey) -> Known<A::Note> {
        match self.short.find(key) {
            Some(known) => known,
            None => self.learn_short(&text[start..end], key),
        }
    }

    #[cold]
    fn learn_short(&mut self, surface: &str, key: ShortKey) -> Known<A::Note> {
        let known = self.learn(surface);
        if self.kept < KEPT {
            self.short.insert(key, known);
            self.kept += 1;
        }
        known
    }

    fn look_up_long(&mut self, surface: &str) -> Known<A::Note> {
        if surface.len() > LONGEST_KEY {
            return Known::default();
        }
        let hash = hash_of(&self.hasher, surface.as_bytes());
        let bytes = |word: &Long<A::Note>| word.start as usize..(word.start + word.length) as usize;
        if let Some(word) = self.long.find(hash, |word| &self.keys[bytes(word)] == surface.as_bytes()) {
            return word.known;
        }
        let known = self.learn(surface);
        if self.kept < KEPT && self.keys.len() + surface.len() <= KEPT_BYTES {
            let word = Long { start: self.keys.len() as u32, length: surface.len() as u32, known };
            self.keys.extend_from_slice(surface.as_bytes());
            let (keys, hasher) = (&self.keys, &self.hasher);
            self.long.insert_unique(hash, word, |word| hash_of(hasher, &keys[bytes(word)]));
            self.kept += 1;
        }
        known
    }

    #[cold]
    fn learn(&mut self, surface: &str) -> Known<A::Note> {
        let forms = Forms::of(surface);
        let shape = Shape::of(surface, &forms.folded);
        let analyzer = self.analyzer;
        let note = self.annotator.note(Word { cased: &forms.cased, folded: &forms.folded, shape, analyzer });
        Known { note, shape }
    }

    /// The annotator, which may hold what its notes point to.
    #[inline]
    pub fn annotator(&self) -> &A {
        &self.annotator
    }

    /// How many distinct words are kept.
    pub fn len(&self) -> usize {
        self.kept
    }

    /// Whether none is kept yet.
    pub fn is_empty(&self) -> bool {
        self.kept == 0
    }
}

fn hash_of(hasher: &FixedState, bytes: &[u8]) -> u64 {
    let mut hasher = hasher.build_hasher();
    hasher.write(bytes);
    hasher.finish()
}
