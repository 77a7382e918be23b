//! `framelens lexicon lint`: what is doubtful about lexicons.

use std::fmt::Write as _;

use framelens::analysis::{Finding, Severity, lint};
use framelens::lexicon::LibraryError;
use framelens::matching::Instrument;
use framelens::report::{findings_json, sarif};
use framelens::source::Fault;

use crate::cli::{LintArgs, LintFormat};
use crate::failure::Failure;
use crate::screen::plural;

pub fn run(args: &LintArgs) -> Result<(String, u8), Failure> {
    let (findings, lexicons, faults) = match Instrument::load(&args.paths) {
        Ok(instrument) => (lint(&instrument), instrument.library().lexicons().len(), Vec::new()),
        Err(LibraryError::Faulty { faults }) => (faults.iter().map(of_fault).collect(), 0, faults),
        Err(other) => return Err(other.into()),
    };
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let text = match args.format {
        LintFormat::Text if faults.is_empty() => {
            let (lexicons, wrong) = (plural(lexicons, "lexicon"), plural(errors, "error"));
            format!("{}{lexicons}: {wrong}, {}\n", listed(&findings), plural(findings.len() - errors, "warning"))
        }
        LintFormat::Text => {
            let shown: Vec<String> = faults.iter().map(ToString::to_string).collect();
            format!("{}\n\n{}\n", shown.join("\n\n"), plural(errors, "error"))
        }
        LintFormat::Json => findings_json(&findings),
        LintFormat::Sarif => sarif(&findings),
    };
    let found = errors > 0 || args.strict && !findings.is_empty();
    Ok((text, if found { crate::FINDINGS } else { crate::DONE }))
}

/// A file that cannot be read as a lexicon, as a finding.
fn of_fault(fault: &Fault) -> Finding {
    Finding {
        file: fault.file().to_owned(),
        line: fault.line(),
        severity: Severity::Error,
        code: "L000",
        what: fault.what().to_owned(),
        help: fault.remedy().unwrap_or_default().to_owned(),
    }
}

fn listed(findings: &[Finding]) -> String {
    let mut text = String::new();
    for finding in findings {
        let severity = match finding.severity {
            Severity::Error => "\u{1b}[1;31merror\u{1b}[0m",
            Severity::Warning => "\u{1b}[1;33mwarning\u{1b}[0m",
        };
        let _ = writeln!(
            text,
            "{severity}[{}]: {}\n  --> {}:{}\nhelp: {}\n",
            finding.code, finding.what, finding.file, finding.line, finding.help
        );
    }
    text
}
