//! Is the other spelling, British or American, missing?

use super::{Finding, Fix, entry, finding};
use crate::lexicon::{Lexicon, Term};

/// Spellings that come in pairs; the first `SURE` make a word of every word.
const SPELLINGS: &[(&str, &str)] = &[
    ("isation", "ization"),
    ("defence", "defense"),
    ("labour", "labor"),
    ("neighbour", "neighbor"),
    ("honour", "honor"),
    ("harbour", "harbor"),
    ("favour", "favor"),
    ("behaviour", "behavior"),
    ("rumour", "rumor"),
    ("armour", "armor"),
    ("centre", "center"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("ise", "ize"),
    ("programme", "program"),
];
/// So many.
const SURE: usize = 11;
/// Words and phrases whose twin in the other spelling the framing does not have.
pub(super) fn missing(lexicon: &Lexicon, term: &Term, all: &[&str]) -> Vec<Finding> {
    let alternatives = term.pattern.alternatives().iter();
    alternatives.filter_map(|alternative| of_alternative(lexicon, term, alternative.as_str(), all)).collect()
}

fn of_alternative(lexicon: &Lexicon, term: &Term, pattern: &str, all: &[&str]) -> Option<Finding> {
    let known = |wanted: &str| {
        all.iter()
            .any(|other| *other == wanted || other.strip_suffix('*').is_some_and(|start| wanted.starts_with(start)))
    };
    let ways = SPELLINGS
        .iter()
        .enumerate()
        .flat_map(|(place, (british, american))| [(place, *british, *american), (place, *american, *british)]);
    let (place, variant) = ways
        .filter(|(_, here, there)| {
            let ends = |word: &str| word.trim_end_matches('*').ends_with(here);
            !pattern.contains(there) && pattern.split_whitespace().any(ends) && is_variant(pattern)
        })
        .map(|(place, here, there)| (place, pattern.replace(here, there)))
        .find(|(_, variant)| !known(variant))?;
    let what = format!("`{pattern}` has no twin in the other spelling");
    let found = finding(lexicon, (term, pattern), "L005", what, &format!("add `{variant}`, if it is a word"));
    let fix = if place < SURE { twin(lexicon, term, &variant) } else { None };
    Some(Finding { fix, ..found })
}

/// Words in -ise and -ize that have only one spelling.
fn is_variant(pattern: &str) -> bool {
    ![
        "exercis",
        "promis",
        "compromis",
        "advis",
        "televis",
        "supervis",
        "surpris",
        "rais",
        "otherwis",
        "premis",
        "enterpris",
        "franchis",
        "size",
        "seize",
        "prize",
        "pris",
        "wise",
        "crisis",
        "revis",
        "devis",
        "expertise",
        "exer",
        "nois",
        "pois",
        "prais",
        "demis",
        "likewis",
        "precis",
        "rise",
        "rising",
    ]
    .iter()
    .any(|stem| pattern.contains(stem))
}

/// The entry once more with the other spelling, behind it; one of several alternatives gets one more.
fn twin(lexicon: &Lexicon, term: &Term, variant: &str) -> Option<Fix> {
    let at = entry(lexicon, term)?;
    let own = lexicon.source.text().get(at.clone())?.trim_end();
    let pattern = term.pattern.as_str();
    let written = |pattern: &str| own.replacen(&format!("\"{}\"", term.pattern.as_str()), &format!("\"{pattern}\""), 1);
    let text = if term.pattern.alternatives().len() == 1 {
        let other = written(variant);
        (other != own).then(|| format!("{own}\n\n{other}\n\n"))
    } else {
        let wider = written(&format!("{pattern} | {variant}"));
        (wider != own).then(|| format!("{wider}\n\n"))
    };
    text.map(|text| Fix { at, text })
}

/// Whether two words differ as British and American spelling do, or in an accent.
pub(super) fn is_spelling(one: &str, other: &str) -> bool {
    let plain = |word: &str| {
        word.replace('z', "s")
            .replace("our", "or")
            .replace("pp", "p")
            .replace('\u{e9}', "e")
            .trim_end_matches('s')
            .to_owned()
    };
    plain(one) == plain(other)
}
