//! `framelens lexicon lint`: what is doubtful about lexicons, and mending what can be mended safely.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use framelens::analysis::{Finding, Fix, lint};
use framelens::lexicon::{BUILT_IN, LibraryError};
use framelens::matching::Instrument;
use framelens::report::{findings_json, sarif};
use framelens::source::{Fault, Severity, Source};

use super::load;
use crate::cli::{Global, LintArgs, LintFormat};
use crate::failure::Failure;
use crate::output;
use crate::screen::plural;

pub fn run(args: &LintArgs, global: &Global) -> Result<(String, u8), Failure> {
    let mended = if args.fix { mend(&args.paths)? } else { String::new() };
    let (findings, lexicons) = match load(&args.paths, global) {
        Ok(instrument) => (lint(&instrument), instrument.library().lexicons().len()),
        Err(LibraryError::Faulty { faults }) => (faults.into_iter().map(of_fault).collect(), 0),
        Err(other) => return Err(other.into()),
    };
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let text = match args.format {
        LintFormat::Text => {
            let read = if lexicons == 0 { String::new() } else { format!("{}: ", plural(lexicons, "lexicon")) };
            let (wrong, doubtful) = (plural(errors, "error"), plural(findings.len() - errors, "warning"));
            let counts = if lexicons == 0 { wrong } else { format!("{wrong}, {doubtful}") };
            format!("{mended}{}{read}{counts}{}\n", listed(&findings), fixable(&findings))
        }
        LintFormat::Json => findings_json(&findings),
        LintFormat::Sarif => sarif(&findings),
    };
    let found = errors > 0 || args.strict && !findings.is_empty();
    Ok((text, if found { crate::FINDINGS } else { crate::DONE }))
}

/// A file that cannot be read as a lexicon, as a finding.
fn of_fault(fault: Fault) -> Finding {
    Finding { fault, severity: Severity::Error, code: "L000", fix: None }
}

fn listed(findings: &[Finding]) -> String {
    let mut text = String::new();
    for finding in findings {
        let (colour, severity) = match finding.severity {
            Severity::Error => ("\u{1b}[1;31m", "error"),
            Severity::Warning => ("\u{1b}[1;33m", "warning"),
        };
        let shown = finding.fault.headed(finding.severity, Some(finding.code));
        let rest = shown.strip_prefix(severity).unwrap_or(&shown);
        let _ = writeln!(text, "{colour}{severity}\u{1b}[0m{rest}\n");
    }
    text
}

fn fixable(findings: &[Finding]) -> String {
    match findings.iter().filter(|finding| finding.fix.is_some()).count() {
        0 => String::new(),
        number => format!("; --fix mends {number}"),
    }
}

/// Mends what can be mended in the files, and says so.
fn mend(paths: &[PathBuf]) -> Result<String, Failure> {
    if paths.iter().any(|path| path.as_os_str() == BUILT_IN) {
        let cause = std::io::Error::other("they are part of the program; name a file or a folder");
        return Err(Failure::write("the lexicons built in".to_owned(), cause));
    }
    // Files that cannot be read as lexicons have nothing that is safely mended; the lint will say what is wrong.
    let Ok(instrument) = Instrument::load(paths) else { return Ok(String::new()) };
    let mut by_file: BTreeMap<String, Vec<Fix>> = BTreeMap::new();
    for finding in lint(&instrument) {
        if let Some(fix) = finding.fix {
            by_file.entry(finding.fault.file().to_owned()).or_default().push(fix);
        }
    }
    let mut text = String::new();
    for lexicon in instrument.library().lexicons() {
        let source = &lexicon.source;
        let Some(fixes) = by_file.remove(source.name()) else { continue };
        let (number, mended) = with(source, fixes);
        output::file(Path::new(source.name()), |file| file.write_all(mended.as_bytes()))?;
        let _ = writeln!(text, "mended {number} in {}", source.name());
    }
    Ok(if text.is_empty() { text } else { text + "\n" })
}

/// A text with its fixes, and how many there were. Of fixes at one place only one is made: the next run makes the other.
fn with(source: &Source, mut fixes: Vec<Fix>) -> (usize, String) {
    let mut text = source.text().to_owned();
    let mut seen = BTreeSet::new();
    fixes.retain(|fix| seen.insert(fix.at.start));
    fixes.sort_by_key(|fix| std::cmp::Reverse(fix.at.start));
    for fix in &fixes {
        text.replace_range(fix.at.clone(), &fix.text);
    }
    (fixes.len(), text)
}
