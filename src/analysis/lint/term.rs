//! What is doubtful about a term by itself?

use super::words::{ALIKE, COMMON, HOMOGRAPHS, JOINED};
use super::{Finding, finding};
use crate::lexicon::{Alternative, Form, Lexicon, Term};
use crate::text::is_function_word;

/// Prefixes of fewer letters catch unrelated words.
const SHORT_PREFIX: usize = 5;

pub(super) fn doubts(lexicon: &Lexicon, term: &Term) -> Vec<Finding> {
    term.pattern.alternatives().iter().flat_map(|alternative| of_alternative(lexicon, term, alternative)).collect()
}

fn of_alternative(lexicon: &Lexicon, term: &Term, alternative: &Alternative) -> Vec<Finding> {
    let pattern = alternative.as_str();
    let mut findings = Vec::new();
    if term.rules.is_empty() && HOMOGRAPHS.contains(&pattern) {
        findings.push(finding(
            lexicon,
            (term, pattern),
            "L003",
            format!("`{pattern}` means several things and has no rule"),
            "add a rule (`only-near`, `unless-after`), or make it a phrase",
        ));
    }
    if let Some(Form::Prefix(prefix)) = alternative.single()
        && prefix.chars().count() < SHORT_PREFIX
        && term.rules.is_empty()
    {
        findings.push(finding(
            lexicon,
            (term, pattern),
            "L004",
            format!("`{pattern}` is a short prefix and may catch unrelated words"),
            "lengthen it, or list the words",
        ));
    }
    if let Some(Form::Prefix(prefix)) = alternative.single()
        && let Some((one, other)) =
            ALIKE.iter().find(|(one, other)| one.starts_with(prefix.as_str()) && other.starts_with(prefix.as_str()))
        && term.rules.is_empty()
        && !excludes(lexicon, other)
    {
        let what = format!("`{pattern}` catches `{one}` and `{other}`");
        findings.push(finding(lexicon, (term, pattern), "L011", what, "lengthen it, or list the words"));
    }
    if term.rules.is_empty() && (COMMON.contains(&pattern) || is_function_word(pattern)) {
        let what = format!("`{pattern}` stands in any text");
        findings.push(finding(lexicon, (term, pattern), "L014", what, "give it a rule, or make it a phrase"));
    }
    let by_stem = matches!(alternative.single(), Some(Form::Stem(_)));
    if let Some((_, other)) = JOINED.iter().find(|(word, _)| by_stem && *word == pattern) {
        let what = format!("`{pattern}` is matched by its stem, which `{other}` has too");
        let help = "set `match = \"word\"`, and list the forms that are meant";
        findings.push(finding(lexicon, (term, pattern), "L008", what, help));
    }
    findings
}

/// Whether an exclusion of one word takes a word away.
fn excludes(lexicon: &Lexicon, word: &str) -> bool {
    let excluded = lexicon.excludes.iter().flat_map(|exclude| exclude.pattern.alternatives());
    excluded.filter_map(Alternative::single).any(|form| match form {
        Form::Prefix(prefix) => word.starts_with(&**prefix),
        Form::Word(other) | Form::Case(other) => word == &**other,
        _ => false,
    })
}
