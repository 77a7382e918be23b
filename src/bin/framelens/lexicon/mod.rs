//! `framelens lexicon`: what is looked for, and whether it does what it says.

mod audit;
mod convert;
mod diff;
mod line;
mod lint;
mod losses;
mod on;
mod show;
mod suggest;
mod test;

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

use framelens::analysis::not_carried;
use framelens::lexicon::{Library, LibraryError};
use framelens::matching::Instrument;

use crate::cli::{Global, LexiconArgs, LexiconCommand};
use crate::failure::Failure;
use crate::screen::{safe, say};

pub fn run(args: &LexiconArgs, global: &Global) -> Result<u8, Failure> {
    let (text, code) = match &args.command {
        LexiconCommand::List { paths, lexicons } => {
            let paths = if paths.is_empty() { lexicons } else { paths };
            (list(load(paths, global)?.library()), crate::DONE)
        }
        LexiconCommand::Show { id, lexicons } => (show::run(id, lexicons, global)?, crate::DONE),
        LexiconCommand::Lint(lint) => lint::run(lint, global)?,
        LexiconCommand::Convert(args) => (convert::run(args)?, crate::DONE),
        LexiconCommand::Audit(args) => (audit::run(args, global)?, crate::DONE),
        LexiconCommand::Suggest(args) => (suggest::run(args, global)?, crate::DONE),
        LexiconCommand::Diff(args) => (diff::run(args, global)?, crate::DONE),
        LexiconCommand::Test { paths } => test::run(paths, global)?,
    };
    let mut out = anstream::stdout().lock();
    out.write_all(shown(&text).as_bytes()).and_then(|()| out.flush()).map_err(Failure::stdout)?;
    Ok(code)
}

/// Reads lexicons, and says what of dictionaries of other programs is not looked for.
fn load(paths: &[PathBuf], global: &Global) -> Result<Instrument, LibraryError> {
    let instrument = Instrument::load(paths)?;
    say(global, &not_carried(instrument.library()));
    Ok(instrument)
}

/// The text with nothing from a file in it that steers a terminal: of all controls, only line ends and the styles that
/// this program writes itself are left.
fn shown(text: &str) -> String {
    const STYLES: [&str; 4] = ["\u{1b}[0m", "\u{1b}[1m", "\u{1b}[1;31m", "\u{1b}[1;33m"];
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_control() && c != '\n') {
        result.push_str(&rest[..at]);
        rest = &rest[at..];
        let style = STYLES.iter().find(|style| rest.starts_with(**style));
        let length = style.map_or_else(|| rest.chars().next().map_or(0, char::len_utf8), |style| style.len());
        match style {
            Some(style) => result.push_str(style),
            None => result.push_str(&safe(&rest[..length])),
        }
        rest = &rest[length..];
    }
    result.push_str(rest);
    result
}

fn list(library: &Library) -> String {
    let mut text = String::new();
    let mut family = None;
    for lexicon in library.lexicons() {
        if family != Some(&lexicon.family) {
            let gap = if family.is_some() { "\n" } else { "" };
            let _ = writeln!(text, "{gap}\u{1b}[1m{}\u{1b}[0m", lexicon.family);
            family = Some(&lexicon.family);
        }
        let _ = writeln!(
            text,
            "  {:22} {:>4} terms  {}",
            lexicon.id,
            lexicon.terms.len(),
            first_sentence(&lexicon.definition)
        );
    }
    text
}

/// Enough to tell framings apart in a list.
fn first_sentence(text: &str) -> String {
    const LONGEST: usize = 62;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        None => line,
        Some((end, _)) => {
            let cut = line[..end].rfind(' ').unwrap_or(end);
            format!("{}\u{2026}", line[..cut].trim_end_matches([',', ';', ':', '.']))
        }
    }
}
