//! Words of up to sixteen bytes, found by their bytes held as numbers: nearly all words of a text, many million times.
//!
//! What is known of a word stands beside its key, so that a word costs one look at memory; and the words learnt first,
//! which are the commonest of any text, stand together in a table small enough to stay near the processor.

/// The bytes of a short word, zeros behind them. No word has a zero byte, so no two words have one key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ShortKey {
    low: u64,
    high: u64,
}

/// The most bytes of a short word.
const CHUNK: usize = 16;
/// By a word's length, the bits of its bytes.
const BYTES: [(u64, u64); CHUNK] = {
    let mut masks = [(0, 0); CHUNK];
    let mut length = 0;
    while length < CHUNK {
        let mask = (1_u128 << (8 * length)) - 1;
        masks[length] = (mask as u64, (mask >> 64) as u64);
        length += 1;
    }
    masks
};
const ONES: u64 = 0x0101_0101_0101_0101;
const TOPS: u64 = 0x80 * ONES;

impl ShortKey {
    /// The key of the word at `start..end`; `None` for a longer one. Near the end of a text and for the longest a copy is made.
    #[inline]
    pub fn of(bytes: &[u8], start: usize, end: usize) -> Option<Self> {
        let length = end - start;
        if length > CHUNK || length == 0 {
            return None;
        }
        if let Some(key) = Self::of_length(bytes, start, length) {
            return Some(key);
        }
        let mut chunk = [0; CHUNK];
        chunk[..length].copy_from_slice(&bytes[start..end]);
        let whole = u128::from_le_bytes(chunk);
        Some(Self { low: whole as u64, high: (whole >> 64) as u64 })
    }

    /// The same for a word of fewer than sixteen bytes, sixteen or more before the end of the text; `None` for others. Without
    /// a branch on the length, which no processor can foretell.
    #[inline]
    pub fn of_length(bytes: &[u8], start: usize, length: usize) -> Option<Self> {
        let chunk = bytes.get(start..)?.first_chunk::<CHUNK>()?;
        let whole = u128::from_le_bytes(*chunk);
        let (low, high) = *BYTES.get(length)?;
        Some(Self { low: whole as u64 & low, high: (whole >> 64) as u64 & high })
    }

    /// A folded multiplication: every bit of the key reaches every bit of the hash.
    #[inline]
    fn hash(self) -> usize {
        const LOW: u64 = 0x9E37_79B9_7F4A_7C15;
        const HIGH: u64 = 0xD1B5_4A32_D192_ED03;
        let product = u128::from(self.low ^ LOW) * u128::from(self.high ^ HIGH);
        (product as u64 ^ (product >> 64) as u64) as usize
    }

    /// Equality without a branch between the halves.
    #[inline]
    fn is(self, other: Self) -> bool {
        (self.low ^ other.low) | (self.high ^ other.high) == 0
    }

    #[inline]
    fn is_none(self) -> bool {
        self.low == 0
    }
}

/// The top bit of every byte of `word` that is no ASCII letter.
#[inline]
pub(super) fn others(word: u64) -> u64 {
    // In lower case without its top bit, a byte is at least `a` if adding this sets the top bit, likewise past `z`.
    let lower = (word | (0x20 * ONES)) & !TOPS;
    let from_a = lower + (0x80 - u64::from(b'a')) * ONES;
    let past_z = lower + (0x7F - u64::from(b'z')) * ONES;
    !(from_a & !past_z & !word) & TOPS
}

/// What is known of each short word.
#[derive(Debug)]
pub(super) struct ShortWords<K> {
    /// By the hash, the first words that came: two share a line of memory.
    first: Vec<Pair<K>>,
    later: Table<K>,
}

#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
struct Pair<K>([Slot<K>; 2]);

/// So many pairs. A few thousand words are nine tenths of any text.
const PAIRS: usize = 1 << 13;

impl<K: Copy + Default> ShortWords<K> {
    pub fn new() -> Self {
        Self { first: vec![Pair::default(); PAIRS], later: Table::new(PAIRS) }
    }

    pub fn find(&self, key: ShortKey) -> Option<K> {
        self.find_first(key).or_else(|| self.find_later(key))
    }

    #[inline]
    pub fn find_first(&self, key: ShortKey) -> Option<K> {
        let Pair(pair) = self.first.get(key.hash() % PAIRS)?;
        // By its number and not by a branch, because no processor can foretell which of the two it is.
        let slot = &pair[usize::from(!pair[0].key.is(key))];
        slot.key.is(key).then_some(slot.known)
    }

    #[inline]
    pub fn find_later(&self, key: ShortKey) -> Option<K> {
        self.later.find(key)
    }

    /// Adds a word that is not there.
    pub fn insert(&mut self, key: ShortKey, known: K) {
        let slot = Slot { key, known };
        let Pair(pair) = &mut self.first[key.hash() % PAIRS];
        match pair.iter_mut().find(|slot| slot.key.is_none()) {
            Some(empty) => *empty = slot,
            None => self.later.insert(slot),
        }
    }
}

/// An open table; a slot without a key is empty.
#[derive(Debug)]
struct Table<K> {
    slots: Vec<Slot<K>>,
    used: usize,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot<K> {
    key: ShortKey,
    known: K,
}

impl<K: Copy + Default> Table<K> {
    /// With room for `slots`, a power of two.
    fn new(slots: usize) -> Self {
        Self { slots: vec![Slot::default(); slots], used: 0 }
    }

    #[inline]
    fn find(&self, key: ShortKey) -> Option<K> {
        let mask = self.slots.len() - 1;
        let mut at = key.hash() & mask;
        loop {
            let slot = self.slots.get(at)?;
            if slot.key.is(key) {
                return Some(slot.known);
            }
            if slot.key.is_none() {
                return None;
            }
            at = (at + 1) & mask;
        }
    }

    fn insert(&mut self, slot: Slot<K>) {
        if 4 * self.used >= 3 * self.slots.len() {
            let larger = vec![Slot::default(); 2 * self.slots.len()];
            let old = std::mem::replace(&mut self.slots, larger);
            for slot in old.into_iter().filter(|slot| !slot.key.is_none()) {
                self.put(slot);
            }
        }
        self.put(slot);
        self.used += 1;
    }

    fn put(&mut self, slot: Slot<K>) {
        let mask = self.slots.len() - 1;
        let mut at = slot.key.hash() & mask;
        while !self.slots[at].key.is_none() {
            at = (at + 1) & mask;
        }
        self.slots[at] = slot;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_finds_its_word_and_no_other() {
        let words: Vec<String> = (0..20_000).map(|n| format!("w{n:x}")).collect();
        let key = |word: &str| ShortKey::of(word.as_bytes(), 0, word.len()).unwrap();
        let mut table = ShortWords::new();
        for (place, word) in words.iter().enumerate() {
            assert_eq!(table.find(key(word)), None);
            table.insert(key(word), place);
        }
        for (place, word) in words.iter().enumerate() {
            assert_eq!(table.find(key(word)), Some(place));
        }
    }

    #[test]
    fn a_key_is_the_word_whatever_stands_around_it() {
        let text = "the peace, and a word behind it";
        let inside = ShortKey::of(text.as_bytes(), 4, 9).unwrap();
        assert_eq!(inside, ShortKey::of(b"peace", 0, 5).unwrap());
        assert_ne!(inside, ShortKey::of(b"peac", 0, 4).unwrap());
        assert!(ShortKey::of(b"seventeen letters", 0, 17).is_none());
    }

    proptest::proptest! {
        #![proptest_config(crate::same_cases())]

        #[test]
        fn a_key_of_known_length_is_the_key(text in "[a-zA-Z@\\[`{0' \u{E9}]{0,40}", length in 1..20_usize) {
            let bytes = text.as_bytes();
            for start in 0..bytes.len().saturating_sub(length) {
                match ShortKey::of_length(bytes, start, length) {
                    Some(key) => proptest::prop_assert_eq!(Some(key), ShortKey::of(bytes, start, start + length)),
                    None => proptest::prop_assert!(length >= CHUNK || start + CHUNK > bytes.len()),
                }
            }
        }
    }
}
