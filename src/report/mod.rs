//! How was it made?
//!
//! The provenance of a run: what anyone needs to run it again and get the same bytes.

mod findings;
mod manifest;

pub use findings::{findings_json, sarif};
pub use manifest::{Kept, LexiconHash, Manifest, Settings};
