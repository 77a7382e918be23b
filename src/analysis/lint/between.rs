//! What is doubtful about terms beside one another, in one framing or several?

use std::collections::{BTreeMap, BTreeSet};

use super::slip::{Slip, slip};
use super::spelling::is_spelling;
use super::{Finding, finding, of_lexicon};
use crate::lexicon::{Alternative, Form, Lexicon, Term};
use crate::text::Analyzer;

/// Shorter words one letter apart are other words.
const SHORTEST_MISSPELT: usize = 7;

/// The longest framing has at most so many times the terms of the shortest.
const UNEQUAL: usize = 3;

/// Terms that several framings have without saying so: allowed, since framings are independent, and worth knowing. A word with
/// a rule is told apart by it.
pub(super) fn shared(lexicons: &[Lexicon]) -> Vec<Finding> {
    let mut earlier: BTreeMap<&str, Vec<(&Lexicon, &Term)>> = BTreeMap::new();
    let mut findings = Vec::new();
    for lexicon in lexicons {
        for (term, alternative) in alternatives(lexicon).filter(|(term, _)| term.rules.is_empty()) {
            let others = earlier.entry(alternative.as_str()).or_default();
            let is_meant = |other: &Lexicon, theirs: &Term| {
                term.shared_with.contains(&other.id) || theirs.shared_with.contains(&lexicon.id)
            };
            let unsaid = others.iter().find(|(other, theirs)| other.id != lexicon.id && !is_meant(other, theirs));
            if let Some((other, _)) = unsaid {
                let what = format!("`{}` is a term of {} too", alternative.as_str(), other.id);
                let help = format!(
                    "put \"{}\" into `shared-with` if both framings mean it; otherwise give one a rule",
                    other.id
                );
                findings.push(finding(lexicon, (term, alternative.as_str()), "L006", what, &help));
            }
            others.push((lexicon, term));
        }
    }
    findings
}

/// Terms that say they are shared with their own framing, or with one, of those given, that has none of their words.
pub(super) fn not_shared(lexicons: &[Lexicon]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for lexicon in lexicons {
        for (term, framing) in lexicon.terms.iter().flat_map(|term| term.shared_with.iter().map(move |id| (term, id))) {
            let Some(other) = lexicons.iter().find(|other| other.id == *framing) else { continue };
            let theirs: BTreeSet<&str> = alternatives(other).map(|(_, one)| one.as_str()).collect();
            let is_shared = term.pattern.alternatives().iter().any(|one| theirs.contains(one.as_str()));
            if other.id == lexicon.id || !is_shared {
                let what = if is_shared {
                    format!("{framing} is the term's own framing")
                } else {
                    format!("{framing} has no term of these words")
                };
                let help = format!("take \"{framing}\" out of `shared-with`");
                findings.push(finding(lexicon, (term, term.pattern.as_str()), "L018", what, &help));
            }
        }
    }
    findings
}

/// Words of two framings that are not the same and have one stem, by which both are matched.
pub(super) fn same_stems(lexicons: &[Lexicon], analyzer: &Analyzer) -> Vec<Finding> {
    let mut first: BTreeMap<&str, (&Lexicon, String)> = BTreeMap::new();
    let mut findings = Vec::new();
    for lexicon in lexicons {
        for (term, alternative) in alternatives(lexicon).filter(|(term, _)| term.rules.is_empty()) {
            let Some(Form::Stem(stem)) = alternative.single() else { continue };
            let word = analyzer.forms(alternative.as_str()).folded;
            match first.get(stem.as_str()) {
                Some((other, theirs)) if other.id != lexicon.id && *theirs != word => {
                    let what = format!("`{word}` has the stem of `{theirs}`, a term of {}", other.id);
                    let help = "set `match = \"word\"` for one, and list the forms that are meant";
                    findings.push(finding(lexicon, (term, alternative.as_str()), "L012", what, help));
                }
                Some(_) => {}
                None => drop(first.insert(stem, (lexicon, word))),
            }
        }
    }
    findings
}

/// Words a slip away from another term of the framing, not at their ends, where inflection stands.
pub(super) fn misspelt(lexicon: &Lexicon, analyzer: &Analyzer) -> Vec<Finding> {
    let words: Vec<(&Term, &str)> = alternatives(lexicon)
        .filter_map(|(term, alternative)| single_word(alternative).map(|word| (term, word)))
        .collect();
    let mut findings = Vec::new();
    for (term, word) in &words {
        let slips = |other: &str| {
            let slip =
                (word.len().min(other.len()) >= SHORTEST_MISSPELT && *word > other).then(|| slip(word, other))??;
            let is_meant = analyzer.stem(word) == analyzer.stem(other)
                || is_spelling(word, other)
                || is_of_family(term, word, analyzer);
            (!is_meant).then_some(slip)
        };
        if let Some((slip, other)) = words.iter().find_map(|(_, other)| slips(other).map(|slip| (slip, other))) {
            let what = match slip {
                Slip::Letter => format!("`{word}` is one letter away from the term `{other}`"),
                Slip::Swap => format!("`{word}` is the term `{other}` with two letters swapped"),
            };
            findings.push(finding(lexicon, (term, word), "L013", what, "mend whichever is a misspelling"));
        }
    }
    findings
}

/// Whether a term lists other forms of a word: then it is written as it is meant.
fn is_of_family(term: &Term, word: &str, analyzer: &Analyzer) -> bool {
    let others = term.pattern.alternatives().iter().filter_map(single_word).filter(|other| *other != word);
    others.map(|other| analyzer.stem(other)).any(|stem| stem == analyzer.stem(word))
}

fn alternatives(lexicon: &Lexicon) -> impl Iterator<Item = (&Term, &Alternative)> {
    lexicon.terms.iter().flat_map(|term| term.pattern.alternatives().iter().map(move |alternative| (term, alternative)))
}

/// The word that an alternative is, without a star at its end.
fn single_word(alternative: &Alternative) -> Option<&str> {
    let form = alternative.single()?;
    let is_plain = !matches!(form, Form::Regex(_));
    is_plain.then(|| alternative.as_str().trim_end_matches('*'))
}

pub(super) fn unequal(lexicons: &[Lexicon]) -> Option<Finding> {
    let longest = lexicons.iter().max_by_key(|lexicon| lexicon.terms.len())?;
    let shortest = lexicons.iter().min_by_key(|lexicon| lexicon.terms.len())?;
    (longest.terms.len() > UNEQUAL * shortest.terms.len()).then(|| {
        let what = format!(
            "{} has {} terms and {} has {}: rates between framings of such unequal length mean little",
            shortest.id,
            shortest.terms.len(),
            longest.id,
            longest.terms.len()
        );
        of_lexicon(shortest, "L007", what, "compare documents within a framing, or lengthen the shorter one")
    })
}
