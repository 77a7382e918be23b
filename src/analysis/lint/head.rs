//! What is doubtful about what a lexicon says of itself?

use super::{Finding, of_key, warning};
use crate::lexicon::{FAMILIES, Lexicon};

/// Coding rules that say nothing: whoever codes texts by them has nothing to go by.
pub(super) fn empty_rules(lexicon: &Lexicon) -> Option<Finding> {
    let rules = [("definition", &lexicon.definition), ("counts", &lexicon.counts), ("leaves-out", &lexicon.leaves_out)];
    let is_empty = |rule: &str| rule.trim().is_empty() || rule.starts_with("To be written");
    let empty: Vec<&str> = rules.iter().filter(|(_, rule)| is_empty(rule)).map(|(key, _)| *key).collect();
    let (first, what) = match empty.as_slice() {
        [] => return None,
        [one] => (*one, format!("the coding rule `{one}` says nothing")),
        [first, ..] => (*first, format!("the coding rules `{}` say nothing", empty.join("`, `"))),
    };
    Some(of_key(lexicon, first, "L015", what, "write what belongs in and what goes elsewhere"))
}

/// A family that is none of the known ones, and nearly one.
pub(super) fn nearly_known(lexicon: &Lexicon) -> Option<Finding> {
    let family = lexicon.family.as_str();
    if FAMILIES.contains(&family) {
        return None;
    }
    let near = FAMILIES.iter().find(|known| strsim::osa_distance(family, known) == 1)?;
    let what = format!("the family `{family}` is nearly `{near}`");
    Some(of_key(lexicon, "family", "L016", what, &format!("write `{near}`, or leave it if it is a family of your own")))
}

/// Quotation marks, which are no part of a word.
pub(super) fn quoted(lexicon: &Lexicon) -> Vec<Finding> {
    let terms = lexicon.terms.iter().map(|term| (term.line, term.pattern.as_str()));
    let excludes = lexicon.excludes.iter().map(|exclude| (exclude.line, exclude.pattern.as_str()));
    let quoted = terms.chain(excludes).filter(|(_, pattern)| pattern.contains(is_quotation_mark));
    quoted
        .map(|(line, pattern)| {
            let what = format!("the quotation marks in `{pattern}` are not looked for");
            let place = lexicon.source.on_line(line, pattern);
            let help = "remove them; `voice = \"quoted\"` counts a term inside quotation marks only";
            warning(lexicon, place, "L017", what, help)
        })
        .collect()
}

/// Figures of agreement with readers that are of another version: what was changed since may have changed them.
pub(super) fn stale(lexicon: &Lexicon) -> Vec<Finding> {
    let stale = lexicon.validated.iter().filter(|row| row.version != lexicon.version);
    stale
        .map(|row| {
            let what = format!("compared with readers in version {}, and this is {}", row.version, lexicon.version);
            let help = "compare anew with `framelens validate`";
            warning(lexicon, lexicon.source.on_line(row.line, &row.on), "L019", what, help)
        })
        .collect()
}

fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '\u{201C}'..='\u{201F}' | '\u{2018}' | '\u{AB}' | '\u{BB}')
}
