//! A bar on standard error for long work, when that is a terminal.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::failure::Failure;
use crate::signals;

/// Work that ends before this shows no bar.
const PATIENCE: Duration = Duration::from_millis(700);

/// Shows how far reading has come, and ends it when a signal asks.
pub struct Progress {
    bar: ProgressBar,
    documents: u64,
    begun: Instant,
    shown: bool,
}

impl Progress {
    /// A bar over so many bytes.
    pub fn new(bytes: u64, quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {msg} documents, {bytes_per_sec}, {eta} left") {
            bar.set_style(style);
        }
        Self { bar, documents: 0, begun: Instant::now(), shown: quiet }
    }

    /// One more document of so many bytes.
    ///
    /// # Errors
    /// When a signal has asked to end.
    pub fn document(&mut self, bytes: usize) -> Result<(), Failure> {
        self.documents += 1;
        self.bar.inc(bytes as u64);
        if !self.shown && self.begun.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(8));
            self.shown = true;
        }
        if self.documents.is_multiple_of(64) {
            self.bar.set_message(self.documents.to_string());
        }
        if signals::asked().is_some() { Err(Failure::Interrupted) } else { Ok(()) }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
