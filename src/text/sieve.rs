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
    /// Forgets all, and makes room to offer so many.
    pub fn clear(&mut self, most: usize) {
        self.wanted = 0;
        if self.items.len() < most {
            self.items.resize(most, T::default());
        }
    }

    /// Keeps an item that is wanted, if there is room for it.
    #[inline]
    pub fn offer(&mut self, item: T, wanted: bool) {
        if let Some(place) = self.items.get_mut(self.wanted) {
            *place = item;
            self.wanted += usize::from(wanted);
        }
    }

    /// What was wanted, in the order it was offered.
    #[inline]
    pub fn as_slice(&self) -> &[T] {
        &self.items[..self.wanted]
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
                sieve.clear(items.len());
                for (item, wanted) in &items {
                    sieve.offer(*item, *wanted);
                }
                let kept: Vec<u8> = items.iter().filter(|(_, wanted)| *wanted).map(|(item, _)| *item).collect();
                proptest::prop_assert_eq!(sieve.as_slice(), kept);
            }
        }
    }
}
