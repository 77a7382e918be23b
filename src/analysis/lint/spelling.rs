//! Is the other spelling, British or American, missing?

use super::{Finding, Fix, entry, finding};
use crate::lexicon::{Alternative, Element, Lexicon, Pattern, Term};
use crate::text::Analyzer;

/// Spellings that come in pairs. Of whole words the first `SURE` meet the same words in both, by their stems too. The
/// others need not make a word, or make one whose stem is that of other words: `mobilization` has the stem of `mobile`.
const SPELLINGS: &[(&str, &str)] = &[
    ("labour", "labor"),
    ("neighbour", "neighbor"),
    ("honour", "honor"),
    ("harbour", "harbor"),
    ("favour", "favor"),
    ("behaviour", "behavior"),
    ("rumour", "rumor"),
    ("armour", "armor"),
    ("centre", "center"),
    ("isation", "ization"),
    ("defence", "defense"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("ise", "ize"),
    ("programme", "program"),
];
/// So many.
const SURE: usize = 9;

/// Words and phrases whose twin in the other spelling the framing does not have.
pub(super) fn missing(lexicon: &Lexicon, term: &Term, all: &[&Alternative], analyzer: &Analyzer) -> Vec<Finding> {
    let known = |wanted: &str| {
        let twin = Pattern::parse(wanted, term.pattern.matching(), None, analyzer).ok();
        let forms: Vec<&[Element]> = twin.iter().flat_map(Pattern::variants).collect();
        let meets = |other: &Alternative| other.variants().iter().any(|words| forms.contains(&words.as_slice()));
        let holds =
            |other: &str| other == wanted || other.strip_suffix('*').is_some_and(|start| wanted.starts_with(start));
        all.iter().any(|other| holds(other.as_str()) || meets(other))
    };
    let alternatives = term.pattern.alternatives().iter();
    alternatives.filter_map(|alternative| of_alternative(lexicon, term, alternative.as_str(), known)).collect()
}

fn of_alternative(lexicon: &Lexicon, term: &Term, pattern: &str, known: impl Fn(&str) -> bool) -> Option<Finding> {
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
    // A prefix in the other spelling begins other words too: `labor*` meets `laboratory`.
    let sure = place < SURE && !pattern.contains('*');
    let fix = if sure { twin(lexicon, term, &variant) } else { None };
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
        "improvis",
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
    let (text, pattern) = (lexicon.source.text(), term.pattern.as_str());
    let place = lexicon.source.on_line(term.line, pattern);
    if text[place.clone()] != *pattern {
        return None; // written with escapes, or over several spaces
    }
    if term.pattern.alternatives().len() > 1 {
        return Some(Fix { at: place, text: format!("{pattern} | {variant}") });
    }
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let (own, before, after) = (&text[at.clone()], &text[at.start..place.start], &text[place.end..at.end]);
    Some(Fix { at, text: format!("{own}{line_end}{line_end}{before}{variant}{after}") })
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
