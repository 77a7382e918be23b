//! Words of up to sixteen bytes, found by their bytes held as numbers: nearly all words of a text, many million times.

/// The bytes of a short word, zeros behind them. No word has a zero byte, so no two words have one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ShortKey {
    low: u64,
    high: u64,
}

const LONGEST: usize = 16;

impl ShortKey {
    /// The key of the word at `start..end`; `None` for a longer one.
    #[inline]
    pub fn of(bytes: &[u8], start: usize, end: usize) -> Option<Self> {
        let length = end - start;
        if length > LONGEST || length == 0 {
            return None;
        }
        let whole = if let Some(chunk) = bytes.get(start..).and_then(|rest| rest.first_chunk::<LONGEST>()) {
            // Sixteen bytes at once, and those past the word masked out.
            u128::from_le_bytes(*chunk) & (u128::MAX >> (8 * (LONGEST - length)))
        } else {
            let mut chunk = [0; LONGEST];
            chunk[..length].copy_from_slice(&bytes[start..end]);
            u128::from_le_bytes(chunk)
        };
        Some(Self { low: whole as u64, high: (whole >> 64) as u64 })
    }

    /// A folded multiplication: every bit of the key reaches every bit of the hash.
    #[inline]
    fn hash(self) -> usize {
        const LOW: u64 = 0x9E37_79B9_7F4A_7C15;
        const HIGH: u64 = 0xD1B5_4A32_D192_ED03;
        let product = u128::from(self.low ^ LOW) * u128::from(self.high ^ HIGH);
        (product as u64 ^ (product >> 64) as u64) as usize
    }
}

/// A table from keys to places; place 0 is never one.
#[derive(Debug)]
pub(super) struct ShortWords {
    slots: Vec<Slot>,
    used: usize,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    key: ShortKey,
    place: u32,
}

const EMPTY: Slot = Slot { key: ShortKey { low: 0, high: 0 }, place: 0 };

impl ShortWords {
    pub fn new() -> Self {
        Self { slots: vec![EMPTY; 1 << 12], used: 0 }
    }

    #[inline]
    pub fn find(&self, key: ShortKey) -> Option<u32> {
        let mask = self.slots.len() - 1;
        let mut at = key.hash() & mask;
        loop {
            let slot = &self.slots[at];
            if slot.key == key {
                return Some(slot.place);
            }
            if slot.place == 0 {
                return None;
            }
            at = (at + 1) & mask;
        }
    }

    /// Adds a key that is not there.
    pub fn insert(&mut self, key: ShortKey, place: u32) {
        if 2 * (self.used + 1) > self.slots.len() {
            let larger = vec![EMPTY; 2 * self.slots.len()];
            let old = std::mem::replace(&mut self.slots, larger);
            for slot in old.into_iter().filter(|slot| slot.place != 0) {
                self.put(slot);
            }
        }
        self.put(Slot { key, place });
        self.used += 1;
    }

    fn put(&mut self, slot: Slot) {
        let mask = self.slots.len() - 1;
        let mut at = slot.key.hash() & mask;
        while self.slots[at].place != 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = slot;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_finds_its_place_and_no_other() {
        let words: Vec<String> = (0..20_000).map(|n| format!("w{n:x}")).collect();
        let key = |word: &str| ShortKey::of(word.as_bytes(), 0, word.len()).unwrap();
        let mut table = ShortWords::new();
        for (place, word) in words.iter().enumerate() {
            assert_eq!(table.find(key(word)), None);
            table.insert(key(word), place as u32 + 1);
        }
        for (place, word) in words.iter().enumerate() {
            assert_eq!(table.find(key(word)), Some(place as u32 + 1));
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
}
