//! Signals: a file past the limit on sizes is an error to report, and a request to end is honoured once nothing is half written.

use std::sync::Arc;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The number of the signal that asked to end; 0 for none.
static ASKED: LazyLock<Arc<AtomicUsize>> = LazyLock::new(|| Arc::new(AtomicUsize::new(0)));

/// Listens from now on.
#[cfg(unix)]
pub fn listen() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::flag;
    let ignored = ignored();
    for signal in [SIGINT, SIGTERM, SIGHUP].into_iter().filter(|signal| ignored >> (signal - 1) & 1 == 0) {
        // Whoever asks twice means it: the second time the default is done.
        let _ = flag::register_conditional_default(signal, Arc::clone(&TWICE));
        let _ = flag::register(signal, Arc::clone(&TWICE));
        let _ = flag::register_usize(signal, Arc::clone(&ASKED), signal as usize);
    }
    // A file past the limit on sizes: writing to it then fails with an error, as on a full disk.
    let _ = flag::register(signal_hook::consts::SIGXFSZ, Arc::new(false.into()));
}

/// A bit for each signal that whoever started the program has it ignore, as `nohup` does. Only Linux tells; elsewhere
/// there is none.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    line.and_then(|bits| u64::from_str_radix(bits.trim(), 16).ok()).unwrap_or(0)
}

#[cfg(unix)]
static TWICE: LazyLock<Arc<std::sync::atomic::AtomicBool>> = LazyLock::new(|| Arc::new(false.into()));

/// Listens from now on.
#[cfg(not(unix))]
pub fn listen() {}

/// The signal that asked to end, if any did.
pub fn asked() -> Option<u8> {
    match ASKED.load(Ordering::Relaxed) {
        0 => None,
        signal => u8::try_from(signal).ok(),
    }
}
