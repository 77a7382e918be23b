//! Small sets of numbers, a bit each.

/// Numbers below `64 * N`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bits<const N: usize>([u64; N]);

/// Something that begins a line of memory.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
pub(super) struct Line<T>(pub T);

impl<const N: usize> Default for Bits<N> {
    fn default() -> Self {
        Self::NONE
    }
}

impl<const N: usize> Bits<N> {
    /// No number.
    pub const NONE: Self = Self([0; N]);
    /// How many numbers there can be.
    pub const COUNT: usize = 64 * N;

    pub fn set(&mut self, number: usize) {
        self.0[number / 64] |= 1 << (number % 64);
    }

    #[inline]
    pub fn has(&self, number: usize) -> bool {
        self.0[number / 64] >> (number % 64) & 1 != 0
    }

    /// All numbers below `end`.
    pub const fn below(end: usize) -> Self {
        let mut bits = Self::NONE;
        let mut number = 0;
        while number < end {
            bits.0[number / 64] |= 1 << (number % 64);
            number += 1;
        }
        bits
    }

    /// The numbers that are in both.
    #[inline]
    pub fn both(&self, other: &Self) -> Self {
        let mut both = Self::NONE;
        for (both, (own, other)) in both.0.iter_mut().zip(self.0.iter().zip(&other.0)) {
            *both = own & other;
        }
        both
    }

    /// Adds the numbers of another.
    #[inline]
    pub fn add(&mut self, other: &Self) {
        for (own, other) in self.0.iter_mut().zip(&other.0) {
            *own |= other;
        }
    }

    /// Whether they have a number in common.
    #[inline]
    pub fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).fold(0, |met, (own, other)| met | own & other) != 0
    }
}
