//! Many pieces of work at once, their results in order.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::sync::mpsc::sync_channel;
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

/// How many threads work at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Threads(NonZeroUsize);

impl Threads {
    /// One.
    pub const ONE: Self = Self(NonZeroUsize::MIN);
    /// More are refused.
    pub const MOST: usize = 1024;

    /// So many, from 1 to [`Threads::MOST`].
    pub fn new(threads: usize) -> Option<Self> {
        NonZeroUsize::new(threads).filter(|threads| threads.get() <= Self::MOST).map(Self)
    }

    /// As many as the machine has for this process.
    pub fn available() -> Self {
        thread::available_parallelism().ok().and_then(|threads| Self::new(threads.get())).unwrap_or(Self::ONE)
    }

    /// The number.
    pub fn get(self) -> usize {
        self.0.get()
    }
}

/// Results held back until their turn, for each thread.
const AHEAD: usize = 4;

/// Gives every item to some worker and every result to `take`, in the order of the items whatever the number of threads.
/// At most a few items for each thread are under way at once, so memory does not grow with their number.
///
/// # Errors
/// The first that `take` returns, in the order of the items; later items may then stay unread.
pub fn in_order<Item, Worker, Done, Error>(
    items: impl Iterator<Item = Item> + Send,
    threads: Threads,
    worker: impl Fn() -> Worker + Sync,
    work: impl Fn(&mut Worker, Item) -> Done + Sync,
    mut take: impl FnMut(Done) -> Result<(), Error>,
) -> Result<(), Error>
where
    Item: Send,
    Done: Send,
{
    if threads == Threads::ONE {
        let mut worker = worker();
        for item in items {
            take(work(&mut worker, item))?;
        }
        return Ok(());
    }
    let items = Mutex::new(items.enumerate());
    let window = Window::default();
    let ahead = threads.get() * AHEAD;
    let (sender, receiver) = sync_channel::<(usize, Done)>(ahead);
    thread::scope(|scope| {
        let mut working = 0;
        for _ in 0..threads.get() {
            let (sender, items, window, worker, work) = (sender.clone(), &items, &window, &worker, &work);
            let spawned = thread::Builder::new().spawn_scoped(scope, move || {
                let mut worker = worker();
                let _guard = CloseOnPanic(window);
                loop {
                    // The lock is held while the item is read, so items come out in order.
                    let item = items.lock().unwrap_or_else(PoisonError::into_inner).next();
                    let Some((place, item)) = item else { return };
                    if !window.wait_for(place, ahead) || sender.send((place, work(&mut worker, item))).is_err() {
                        return;
                    }
                }
            });
            // Where the system has no more threads to give, fewer do the same work.
            working += usize::from(spawned.is_ok());
        }
        drop(sender);
        if working == 0 {
            let mut worker = worker();
            let next = || items.lock().unwrap_or_else(PoisonError::into_inner).next();
            while let Some((_, item)) = next() {
                take(work(&mut worker, item))?;
            }
            return Ok(());
        }
        let mut early = BTreeMap::new();
        let mut turn = 0;
        for (place, done) in receiver {
            early.insert(place, done);
            while let Some(done) = early.remove(&turn) {
                turn += 1;
                if let Err(error) = take(done) {
                    window.close();
                    return Err(error);
                }
                window.advance(turn);
            }
        }
        Ok(())
    })
}

/// Does two things, side by side where there are threads for both.
pub fn both<Here, Beside: Send>(
    threads: Threads,
    here: impl FnOnce() -> Here,
    beside: impl Fn() -> Beside + Sync,
) -> (Here, Beside) {
    if threads == Threads::ONE {
        return (here(), beside());
    }
    thread::scope(|scope| {
        let spawned = thread::Builder::new().spawn_scoped(scope, &beside);
        let here = here();
        let beside = match spawned {
            Ok(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
            // The system has no thread to give.
            Err(_) => beside(),
        };
        (here, beside)
    })
}

/// Which items may be worked on: those not too far ahead of the one whose turn it is.
#[derive(Default)]
struct Window {
    turn: Mutex<Option<usize>>,
    moved: Condvar,
}

impl Window {
    fn wait_for(&self, place: usize, ahead: usize) -> bool {
        let mut turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        while turn.unwrap_or(0) != usize::MAX && place >= turn.unwrap_or(0) + ahead {
            turn = self.moved.wait(turn).unwrap_or_else(PoisonError::into_inner);
        }
        *turn != Some(usize::MAX)
    }

    fn advance(&self, turn: usize) {
        *self.turn.lock().unwrap_or_else(PoisonError::into_inner) = Some(turn);
        self.moved.notify_all();
    }

    fn close(&self) {
        self.advance(usize::MAX);
    }
}

/// A worker that panics never gives its result: whoever waits for it must not wait for ever.
struct CloseOnPanic<'w>(&'w Window);

impl Drop for CloseOnPanic<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.close();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_with_any_number_of_threads() {
        for threads in [1, 2, 8] {
            let mut seen = Vec::new();
            let threads = Threads::new(threads).unwrap();
            in_order(
                0..500_u64,
                threads,
                || (),
                |(), n| n * n,
                |square| {
                    seen.push(square);
                    Ok::<(), ()>(())
                },
            )
            .unwrap();
            assert!(seen.iter().copied().eq((0..500).map(|n| n * n)));
        }
    }

    #[test]
    fn both_things_are_done_with_any_number_of_threads() {
        for threads in [1, 2] {
            assert_eq!(both(Threads::new(threads).unwrap(), || 1, || "two"), (1, "two"));
        }
    }

    #[test]
    fn the_first_error_in_order_ends_it() {
        for threads in [1, 2, 8] {
            let threads = Threads::new(threads).unwrap();
            let ended = in_order(0..10_000, threads, || (), |(), n| n, |n| if n == 30 { Err(n) } else { Ok(()) });
            assert_eq!(ended, Err(30));
        }
    }
}
