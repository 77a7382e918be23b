//! The command line: the only place that prints and knows exit codes.

mod analyze;
mod cli;
mod evidence;
mod evidence_lines;
mod failure;
mod inputs;
mod lexicon;
mod merge;
mod output;
mod progress;
mod sample;
mod score;
mod screen;
mod seen;
mod signals;
mod sink;
mod spool;
mod validate;

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
/// A signal asked to end; its number is added.
const INTERRUPTED: u8 = 128;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    cli.global.color.apply();
    signals::listen();
    let ended = match &cli.command {
        Command::Analyze(args) => analyze::run(args, &cli.global),
        Command::Score(args) => score::run(args, &cli.global),
        Command::Merge(args) => merge::run(args),
        Command::Evidence(args) => evidence::run(args, &cli.global),
        Command::Lexicon(args) => lexicon::run(args, &cli.global),
        Command::Sample(args) => sample::run(args, &cli.global),
        Command::Validate(args) => validate::run(args, &cli.global),
    };
    match ended {
        Ok(code) => ExitCode::from(code),
        Err(Failure::Closed) => ExitCode::from(DONE),
        Err(failure @ Failure::Interrupted) => {
            let _ = write!(anstream::stderr(), "{}", failure.render());
            ExitCode::from(INTERRUPTED + signals::asked().unwrap_or_default())
        }
        Err(failure) => {
            // Nothing can be done when standard error is gone as well.
            let _ = write!(anstream::stderr(), "{}", failure.render());
            ExitCode::from(FAILED)
        }
    }
}

/// Prints a page of help, or what is wrong with the command line.
fn usage(error: &clap::Error) -> ExitCode {
    match error.print() {
        Err(cause) if cause.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::from(DONE),
        Err(cause) => {
            let _ = write!(anstream::stderr(), "{}", Failure::stdout(cause).render());
            ExitCode::from(FAILED)
        }
        Ok(()) => ExitCode::from(if error.use_stderr() { FAILED } else { DONE }),
    }
}
