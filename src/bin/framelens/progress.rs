//! A bar on standard error for long work, when that is a terminal.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::failure::Failure;
use crate::signals;

/// Work that ends before this shows no bar.
const PATIENCE: Duration = Duration::from_millis(700);

/// Shows how far reading has come, and ends it when a signal asks.
pub struct Progress<'p> {
    bar: ProgressBar,
    /// How many bytes there are; asked once the bar is shown, since to know takes a look at every file.
    total: Box<dyn Fn() -> u64 + 'p>,
    documents: u64,
    begun: Instant,
    shown: bool,
}

impl<'p> Progress<'p> {
    /// A bar over so many bytes.
    pub fn new(total: impl Fn() -> u64 + 'p, quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {msg} documents, {bytes_per_sec}, {eta} left") {
            bar.set_style(style);
        }
        let shown = quiet || !std::io::stderr().is_terminal();
        Self { bar, total: Box::new(total), documents: 0, begun: Instant::now(), shown }
    }

    /// One more document of so many bytes.
    ///
    /// # Errors
    /// When a signal has asked to end.
    pub fn document(&mut self, bytes: usize) -> Result<(), Failure> {
        self.documents += 1;
        self.bar.inc(bytes as u64);
        if !self.shown && self.begun.elapsed() > PATIENCE {
            self.bar.set_length((self.total)());
            self.bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(8));
            self.shown = true;
        }
        if self.documents.is_multiple_of(64) {
            self.bar.set_message(self.documents.to_string());
        }
        if signals::asked().is_some() { Err(Failure::Interrupted) } else { Ok(()) }
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
