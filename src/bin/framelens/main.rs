//! The command line: the only place that prints and knows exit codes.

mod analyze;
mod cli;
mod evidence;
mod failure;
mod lexicon;
mod output;
mod progress;
mod score;
mod screen;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command};
use failure::Failure;

/// Ran to the end.
const DONE: u8 = 0;
/// Ran to the end and has findings.
const FINDINGS: u8 = 1;
/// Could not do what was asked.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let printed = error.print();
            return ExitCode::from(
                if error.use_stderr() || printed.is_err_and(|e| e.kind() != std::io::ErrorKind::BrokenPipe) {
                    FAILED
                } else {
                    DONE
                },
            );
        }
    };
    cli.global.color.apply();
    let ended = match &cli.command {
        Command::Analyze(args) => analyze::run(args, &cli.global),
        Command::Score(args) => score::run(args, &cli.global),
        Command::Evidence(args) => evidence::run(args, &cli.global),
        Command::Lexicon(args) => lexicon::run(args),
    };
    match ended {
        Ok(code) => ExitCode::from(code),
        Err(Failure::Closed) => ExitCode::from(DONE),
        Err(failure) => {
            // Nothing can be done when standard error is gone as well.
            let _ = write!(anstream::stderr(), "{}", failure.render());
            ExitCode::from(FAILED)
        }
    }
}
