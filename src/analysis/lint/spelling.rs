//! Is the other spelling, British or American, missing?

use super::twin::Spelling;
use super::{Finding, Fix, entry, finding};
use crate::lexicon::{Alternative, Element, Lexicon, Pattern, Term};
use crate::text::Analyzer;

/// Words, by their British spelling, of which both spellings meet the same words, by their stems too. The others need not
/// make a word, or make one whose stem is that of other words: `mobilization` has the stem of `mobile`.
const SURE: &[&str] =
    &["labour", "neighbour", "honour", "harbour", "favour", "behaviour", "rumour", "armour", "centre"];

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
    let twins = [Spelling::British, Spelling::American].into_iter().filter_map(|spelling| respelt(pattern, spelling));
    let (variant, sure) = twins.into_iter().find(|(variant, _)| !known(variant))?;
    let what = format!("`{pattern}` has no twin in the other spelling");
    let found = finding(lexicon, (term, pattern), "L005", what, &format!("add `{variant}`, if it is a word"));
    let fix = if sure { twin(lexicon, term, &variant) } else { None };
    Some(Finding { fix, ..found })
}

/// A pattern with every word that is of a spelling in the other one, and whether all of them meet the same words in both.
fn respelt(pattern: &str, spelling: Spelling) -> Option<(String, bool)> {
    let mut sure = true;
    let pieces = pattern.split_inclusive(|c: char| !c.is_alphabetic()).map(|piece| {
        let word = piece.trim_end_matches(|c: char| !c.is_alphabetic() && c != '*');
        let Some(other) = spelling.respell(word) else { return piece.to_owned() };
        // A prefix in the other spelling begins other words too: `labor*` meets `laboratory`.
        sure &= SURE.contains(&word) || SURE.contains(&other.as_str());
        other + &piece[word.len()..]
    });
    let variant: String = pieces.collect();
    (variant != pattern).then_some((variant, sure))
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
            .replace("pp", "p")
            .replace("ae", "e")
            .replace("oe", "e")
            .replace('\u{e9}', "e")
            .trim_end_matches('s')
            .to_owned()
    };
    let respelt = |spelling: Spelling| spelling.respell(one).is_some_and(|twin| twin == other);
    plain(one) == plain(other) || respelt(Spelling::British) || respelt(Spelling::American)
}
