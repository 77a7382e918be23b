//! What the world may rely on, by concern. One binary, so that the tests link once.

#![allow(
    clippy::pedantic,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod agreement;
mod architecture;
mod audit;
mod authoring;
mod cli;
mod convert;
mod correction;
mod coverage;
mod dictionaries;
mod engine;
mod errors;
mod exchange;
mod export;
mod fixes;
mod golden;
mod laws;
mod lexicons;
mod lint;
mod matching;
mod oracle;
mod readme;
mod run;
mod sampling;
mod suggest;
mod validation;
mod voice;
mod writing;
