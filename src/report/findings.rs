//! What the lint found, for other programs: JSON, and SARIF 2.1.0 as code hosts show it.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::analysis::{CODES, Finding};
use crate::source::Severity;

/// Code hosts show no more results of a run.
const MOST: usize = 5_000;

fn level(finding: &Finding) -> &'static str {
    match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// A path as a reference that a URI may be: what may not stand in one is escaped.
fn uri(path: &str) -> String {
    let mut reference = String::with_capacity(path.len());
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => reference.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => reference.push(char::from(byte)),
            // Writing to a string cannot fail.
            _ => _ = write!(reference, "%{byte:02X}"),
        }
    }
    reference
}

fn text(value: &Value) -> String {
    format!("{value:#}\n")
}

/// A list of objects, one a finding.
pub fn findings_json(findings: &[Finding]) -> String {
    let object = |finding: &Finding| {
        json!({
            "code": finding.code,
            "severity": level(finding),
            "file": finding.fault.file(),
            "line": finding.fault.line(),
            "column": finding.fault.columns().0,
            "end_column": finding.fault.columns().1,
            "what": finding.fault.what(),
            "help": finding.fault.remedy(),
            "can_be_fixed": finding.fix.is_some(),
        })
    };
    text(&findings.iter().map(object).collect())
}

/// A SARIF 2.1.0 log of one run, errors before warnings, at most so many as code hosts show.
pub fn sarif(findings: &[Finding]) -> String {
    let mut worst: Vec<&Finding> = findings.iter().collect();
    worst.sort_by_key(|finding| finding.severity);
    let rule = |(code, summary): &(&str, &str)| json!({ "id": code, "shortDescription": { "text": summary } });
    let result = |finding: &&Finding| {
        let (start, end) = finding.fault.columns();
        let message = [Some(finding.fault.what()), finding.fault.remedy()];
        json!({
            "ruleId": finding.code,
            "level": level(finding),
            "message": { "text": message.into_iter().flatten().collect::<Vec<_>>().join("; ") },
            "locations": [{
                "physicalLocation": {
                    "artifactLocation": { "uri": uri(finding.fault.file()) },
                    "region": { "startLine": finding.fault.line().max(1), "startColumn": start, "endColumn": end },
                },
            }],
        })
    };
    let driver = json!({
        "name": "framelens",
        "version": env!("CARGO_PKG_VERSION"),
        "rules": CODES.iter().map(rule).collect::<Vec<_>>(),
    });
    text(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver },
            "columnKind": "unicodeCodePoints",
            "results": worst.iter().take(MOST).map(result).collect::<Vec<_>>(),
        }],
    }))
}
