//! Where runs of ASCII letters end, sixty-four bytes at a time.
//!
//! To find the end of one word from its beginning, and the next from there, is a chain in which each step waits for the one
//! before. Here all bytes of a block are classed at once, and the ends are read off the bits of one number.

/// The places of a text's bytes that are no ASCII letter, one after another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ends {
    /// Where the block begins.
    base: usize,
    /// A bit for each byte of the block that is no letter.
    all: u64,
    /// Those of them still to come.
    left: u64,
}

const BLOCK: usize = 64;

impl Ends {
    /// Of a text not yet looked at.
    pub const NONE: Self = Self { base: usize::MAX, all: 0, left: 0 };

    /// Goes to a place: what [`Ends::next`] gives after this stands at `at` or behind it.
    #[inline]
    pub fn seek(&mut self, bytes: &[u8], at: usize) {
        let base = at - at % BLOCK;
        if base != self.base {
            self.base = base;
            self.all = others(bytes, base);
        }
        self.left = self.all & (!0 << (at % BLOCK));
    }

    /// The next place without a letter; at the end of the text, that end.
    #[inline]
    pub fn next(&mut self, bytes: &[u8]) -> usize {
        while self.left == 0 {
            self.base += BLOCK;
            if self.base >= bytes.len() {
                return bytes.len();
            }
            self.all = others(bytes, self.base);
            self.left = self.all;
        }
        let at = self.base + self.left.trailing_zeros() as usize;
        self.left &= self.left - 1;
        at
    }
}

/// A bit for each of the bytes from `base` on that is no letter; what lies behind the end is none.
#[inline]
fn others(bytes: &[u8], base: usize) -> u64 {
    let rest = bytes.get(base..).unwrap_or_default();
    match rest.first_chunk::<BLOCK>() {
        Some(block) => of_block(block),
        None => of_last(rest),
    }
}

#[cold]
fn of_last(rest: &[u8]) -> u64 {
    let mut block = [0; BLOCK];
    block[..rest.len()].copy_from_slice(rest);
    of_block(&block)
}

#[inline]
fn of_block(block: &[u8; BLOCK]) -> u64 {
    // Without a branch and with nothing that depends on the byte before, so that it becomes vector code.
    let classes: [u8; BLOCK] = block.map(|byte| u8::from((byte | 0x20).wrapping_sub(b'a') >= 26));
    let (eights, _) = classes.as_chunks::<8>();
    let mut bits = 0;
    for (place, eight) in eights.iter().enumerate() {
        // Moves the lowest bit of each byte into the top byte, the first byte's lowest.
        let gathered = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        bits |= gathered << (8 * place);
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #![proptest_config(crate::same_cases())]

        #[test]
        fn ends_are_all_places_without_a_letter(bytes: Vec<u8>, repeated in 1..12_usize, from in 0..200_usize) {
            let bytes = bytes.repeat(repeated);
            let from = from.min(bytes.len());
            let mut ends = Ends::NONE;
            ends.seek(&bytes, from);
            for (at, _) in bytes.iter().enumerate().skip(from).filter(|(_, byte)| !byte.is_ascii_alphabetic()) {
                proptest::prop_assert_eq!(ends.next(&bytes), at);
            }
            // Behind the end there may be more, which a reader has no use for.
            proptest::prop_assert!(ends.next(&bytes) >= bytes.len());
        }
    }
}
