//! What the world may rely on, by concern. One binary, so that the tests link once.

mod architecture;
mod cli;
mod coverage;
mod errors;
mod golden;
mod laws;
mod lexicons;
mod readme;
mod run;
