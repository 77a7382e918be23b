//! What is doubtful about a term by itself?

use super::words::{ALIKE, COMMON, HOMOGRAPHS, JOINED};
use super::{Finding, Fix, entry, finding};
use crate::lexicon::{Form, Lexicon, Term};
use crate::text::is_function_word;

/// Prefixes of fewer letters catch unrelated words.
const SHORT_PREFIX: usize = 5;

pub(super) fn doubts(lexicon: &Lexicon, term: &Term) -> Vec<Finding> {
    let pattern = term.pattern.as_str();
    let mut findings = Vec::new();
    if term.rules.is_empty() && HOMOGRAPHS.contains(&pattern) {
        findings.push(finding(
            lexicon,
            term,
            "L003",
            format!("`{pattern}` means several things and has no rule"),
            "add a rule (`only-near`, `unless-after`), or make it a phrase",
        ));
    }
    if let Some(Form::Prefix(prefix)) = term.pattern.single()
        && prefix.chars().count() < SHORT_PREFIX
        && term.rules.is_empty()
    {
        findings.push(finding(
            lexicon,
            term,
            "L004",
            format!("`{pattern}` is a short prefix and may catch unrelated words"),
            "lengthen it, or list the words",
        ));
    }
    if let Some(Form::Prefix(prefix)) = term.pattern.single()
        && let Some((one, other)) =
            ALIKE.iter().find(|(one, other)| one.starts_with(prefix.as_str()) && other.starts_with(prefix.as_str()))
        && term.rules.is_empty()
        && !excludes(lexicon, other)
    {
        let what = format!("`{pattern}` catches `{one}` and `{other}`");
        findings.push(finding(lexicon, term, "L011", what, "lengthen it, or list the words"));
    }
    if term.rules.is_empty() && (COMMON.contains(&pattern) || is_function_word(pattern)) {
        let what = format!("`{pattern}` stands in any text");
        findings.push(finding(lexicon, term, "L014", what, "give it a rule, or make it a phrase"));
    }
    let by_stem = matches!(term.pattern.single(), Some(Form::Stem(_)));
    if let Some((_, other)) = JOINED.iter().find(|(word, _)| by_stem && *word == pattern) {
        let what = format!("`{pattern}` is matched by its stem, which `{other}` has too");
        let help = "set `match = \"word\"`, and list the forms that are meant";
        findings.push(finding(lexicon, term, "L008", what, help));
    }
    if let Some(Form::Word(word) | Form::Case(word)) = term.pattern.single() {
        let catches = |other: &&Term| {
            let of_other = match other.pattern.single() {
                Some(Form::Prefix(prefix)) => word.starts_with(prefix.as_str()),
                _ => false,
            };
            of_other && other.rules.is_empty() && other.line != term.line && term.rules.is_empty()
        };
        if let Some(other) = lexicon.terms.iter().find(catches) {
            let what = format!("`{pattern}` is found by `{}` already", other.pattern.as_str());
            let found = finding(lexicon, term, "L009", what, "remove one of them, or give one a rule");
            let fix = entry(lexicon, term).map(|at| Fix { at, text: String::new() });
            findings.push(Finding { fix, ..found });
        }
    }
    findings
}

/// Whether an exclusion of one word takes a word away.
fn excludes(lexicon: &Lexicon, word: &str) -> bool {
    lexicon.excludes.iter().any(|exclude| match exclude.pattern.single() {
        Some(Form::Prefix(prefix)) => word.starts_with(&**prefix),
        Some(Form::Word(other) | Form::Case(other)) => word == &**other,
        _ => false,
    })
}
