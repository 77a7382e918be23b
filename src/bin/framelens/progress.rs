//! A bar on standard error for long work, when that is a terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Shows how far reading has come.
pub struct Progress {
    bar: ProgressBar,
    documents: u64,
}

impl Progress {
    /// A bar over so many bytes; it shows itself only on a terminal, and only when there is time to see it.
    pub fn new(bytes: u64, quiet: bool) -> Self {
        let target = if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr_with_hz(8) };
        let bar = ProgressBar::with_draw_target(Some(bytes), target);
        let style = ProgressStyle::with_template("{bar:30} {msg} documents, {bytes_per_sec}, {eta} left");
        if let Ok(style) = style {
            bar.set_style(style);
        }
        bar.set_message("0");
        bar.enable_steady_tick(Duration::from_millis(250));
        Self { bar, documents: 0 }
    }

    /// One more document of so many bytes.
    pub fn document(&mut self, bytes: usize) {
        self.documents += 1;
        self.bar.inc(bytes as u64);
        if self.documents.is_multiple_of(64) {
            self.bar.set_message(self.documents.to_string());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
