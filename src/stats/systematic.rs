//! A sample spread evenly over a list.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use super::permutation::{Seed, below};

/// Draws samples, one after another, from one seed.
#[derive(Debug)]
pub struct Systematic {
    random: ChaCha8Rng,
}

impl Systematic {
    /// Begins.
    pub fn new(seed: Seed) -> Self {
        Self { random: ChaCha8Rng::seed_from_u64(seed.0) }
    }

    /// `n` places of a list of `population`, in rising order: floor((r + i N) / n) for i from 0, with r drawn from 0 to
    /// N - 1. Every place has the same probability n / N of being among them, and they lie as evenly as whole numbers can.
    /// All places when `n` is larger.
    ///
    /// ```
    /// use framelens::stats::{Seed, Systematic};
    /// let places = Systematic::new(Seed(1)).draw(100, 4);
    /// assert_eq!(places.len(), 4);
    /// assert!(places.windows(2).all(|pair| pair[1] - pair[0] == 25));
    /// ```
    pub fn draw(&mut self, population: u64, n: u64) -> Vec<u64> {
        let n = n.min(population);
        if n == 0 {
            return Vec::new();
        }
        let start = u128::from(below(&mut self.random, population));
        let place = |i: u64| ((start + u128::from(i) * u128::from(population)) / u128::from(n)) as u64;
        (0..n).map(place).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_as_likely_as_any_other() {
        let mut drawing = Systematic::new(Seed(3));
        let mut drawn = [0_u32; 7];
        for _ in 0..7_000 {
            let places = drawing.draw(7, 3);
            assert!(places.len() == 3 && places.is_sorted());
            for place in places {
                drawn[place as usize] += 1;
            }
        }
        assert!(drawn.iter().all(|times| (2_800..3_200).contains(times)), "{drawn:?}");
        assert_eq!(drawing.draw(3, 9), [0, 1, 2]);
        assert!(drawing.draw(0, 9).is_empty());
    }
}
