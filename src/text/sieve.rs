//! Lists of what is wanted.

/// Items that were offered and wanted, gathered without a branch: no processor can foretell which words of a text are
/// wanted, and while it waits to know that of one it cannot ask for the next.
#[derive(Debug, Default)]
pub struct Sieve<T> {
    /// Those wanted, and behind them what comes to be overwritten.
    items: Vec<T>,
    wanted: usize,
}

impl<T: Copy + Default> Sieve<T> {
    /// Forgets all, and takes so many offers at most.
    #[inline]
    pub fn sift(&mut self, most: usize) -> Sifting<'_, T> {
        if self.items.len() < most {
            self.items.resize(most, T::default());
        }
        Sifting { items: &mut self.items, wanted: 0, end: &mut self.wanted }
    }

    /// What was wanted, in the order it was offered.
    #[inline]
    pub fn as_slice(&self) -> &[T] {
        &self.items[..self.wanted]
    }
}

/// A sieve that takes offers. Counts by itself, because a count kept in the sieve goes through memory each time.
#[derive(Debug)]
pub struct Sifting<'s, T> {
    items: &'s mut [T],
    wanted: usize,
    end: &'s mut usize,
}

impl<T> Sifting<'_, T> {
    /// Keeps an item that is wanted, if there is room for it.
    #[inline]
    pub fn offer(&mut self, item: T, wanted: bool) {
        if let Some(place) = self.items.get_mut(self.wanted) {
            *place = item;
            self.wanted += usize::from(wanted);
        }
    }
}

impl<T> Drop for Sifting<'_, T> {
    fn drop(&mut self) {
        *self.end = self.wanted;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #![proptest_config(crate::same_cases())]

        #[test]
        fn it_keeps_what_a_filter_keeps(items: Vec<(u8, bool)>, again: Vec<(u8, bool)>) {
            let mut sieve = Sieve::default();
            for items in [items, again] {
                let mut offers = sieve.sift(items.len());
                for (item, wanted) in &items {
                    offers.offer(*item, *wanted);
                }
                drop(offers);
                let kept: Vec<u8> = items.iter().filter(|(_, wanted)| *wanted).map(|(item, _)| *item).collect();
                proptest::prop_assert_eq!(sieve.as_slice(), kept);
            }
        }
    }
}
