//! `framelens lexicon`: what is looked for, and whether it does what it says.

mod audit;
mod convert;
mod diff;
mod line;
mod lint;
mod losses;
mod on;
mod suggest;
mod test;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

use framelens::analysis::not_carried;
use framelens::lexicon::{Alternative, Form, Lexicon, Library, LibraryError, Rule, RuleKind, Term, VoiceRule, Weight};
use framelens::matching::Instrument;

use crate::cli::{Global, LexiconArgs, LexiconCommand};
use crate::evidence::framing;
use crate::failure::Failure;
use crate::screen::{safe, say};

pub fn run(args: &LexiconArgs, global: &Global) -> Result<u8, Failure> {
    let (text, code) = match &args.command {
        LexiconCommand::List { lexicons } => (list(load(lexicons, global)?.library()), crate::DONE),
        LexiconCommand::Show { id, lexicons } => {
            let instrument = load(lexicons, global)?;
            let library = instrument.library();
            (show(library.get(framing(id, library)?)), crate::DONE)
        }
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

fn show(lexicon: &Lexicon) -> String {
    let mut text = String::new();
    let bold = |name: &str| format!("\u{1b}[1m{name}\u{1b}[0m");
    let _ = writeln!(
        text,
        "{} ({}, family {}, version {})",
        bold(&lexicon.label),
        lexicon.id,
        lexicon.family,
        lexicon.version
    );
    let _ = writeln!(text, "{}\n", lexicon.definition);
    for (name, said) in [("counts:", &lexicon.counts), ("leaves out:", &lexicon.leaves_out)] {
        if !said.is_empty() {
            let _ = writeln!(text, "{} {said}", bold(name));
        }
    }
    for limit in &lexicon.limits {
        let _ = writeln!(text, "{} {limit}", bold("limit:"));
    }
    for reference in &lexicon.references {
        let _ = writeln!(text, "{} {reference}", bold("reference:"));
    }
    let _ = writeln!(text, "\n{}", bold(&format!("{} terms", lexicon.terms.len())));
    for term in &lexicon.terms {
        let _ = writeln!(text, "  {}{}", term.pattern.as_str(), conditions(term));
        if let Some(contested) = &term.contested {
            let _ = writeln!(text, "      contested: {contested}");
        }
    }
    if !lexicon.excludes.is_empty() {
        let _ = writeln!(
            text,
            "\n{}",
            bold(&format!("{} phrases that win over a term they contain", lexicon.excludes.len()))
        );
        for exclude in &lexicon.excludes {
            let _ = writeln!(text, "  {} ({})", exclude.pattern.as_str(), exclude.note);
        }
    }
    text
}

fn conditions(term: &Term) -> String {
    let mut parts: Vec<String> = Vec::new();
    let forms = || term.pattern.alternatives().iter().filter_map(Alternative::single);
    let stems: BTreeSet<&str> =
        forms().filter_map(|form| if let Form::Stem(stem) = form { Some(stem.as_str()) } else { None }).collect();
    if !stems.is_empty() {
        let noun = if stems.len() == 1 { "stem" } else { "stems" };
        parts.push(format!("{noun} {}", stems.into_iter().collect::<Vec<_>>().join(", ")));
    }
    match forms().next() {
        Some(Form::Case(_)) => parts.push("in this case".to_owned()),
        Some(Form::Regex(regex)) => parts.push(format!("expression {}", regex.as_str())),
        _ => {}
    }
    if term.weight != Weight::ONE {
        parts.push(format!("weight {}", term.weight));
    }
    match term.voice {
        Some(VoiceRule::Own) => parts.push("outside quotation marks".to_owned()),
        Some(VoiceRule::Quoted) => parts.push("inside quotation marks".to_owned()),
        None => {}
    }
    parts.extend(term.rules.iter().map(rule));
    if parts.is_empty() { String::new() } else { format!("  [{}]", parts.join("; ")) }
}

fn rule(rule: &Rule) -> String {
    let kind = match rule.kind {
        RuleKind::UnlessBefore => "unless before it",
        RuleKind::UnlessAfter => "unless after it",
        RuleKind::UnlessNear => "unless near",
        RuleKind::OnlyNear => "only near",
        RuleKind::OnlyBefore => "only before it",
        RuleKind::OnlyAfter => "only after it",
    };
    let words: Vec<String> = rule.words.iter().map(Form::written).collect();
    let window = rule.within.map_or_else(|| "in the sentence".to_owned(), |within| format!("within {within}"));
    format!("{kind} ({window}): {}", words.join(", "))
}
