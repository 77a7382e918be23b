//! What of an entry is no part of a word here: signs, and the ending of possessives.

use super::Fate;
use crate::text::{Analyzer, is_function_word};

/// Fewer letters and digits than these are something else without their sign: `<3`, `:p`, `c++`.
const FEWEST: usize = 3;

/// What becomes of an entry by losing what no word holds, and why; `None` when it loses nothing.
pub(super) fn cut_off(pattern: &str, analyzer: &Analyzer) -> Option<(Fate, String)> {
    let plain = pattern.replace(['*', '?'], "x");
    let words: Vec<&str> = analyzer.words(&plain).collect();
    if let [word] = words.as_slice()
        && possessive(word).is_some_and(|owner| is_function_word(&owner.to_lowercase()))
    {
        let owner = analyzer.forms(word).folded;
        return Some((
            Fate::Dropped,
            format!("it cannot be told from `{owner}` here, whose ending `'s` is no part of it"),
        ));
    }
    let signs = between(&plain, &words);
    let letters: usize = words.iter().map(|word| word.chars().count()).sum();
    if letters < FEWEST && signs.contains(|c| c != '.') {
        return Some((Fate::Dropped, format!("no word holds `{signs}`, and what is left is another word")));
    }
    if !signs.is_empty() {
        return Some((Fate::Changed, format!("no word holds `{signs}`, so it meets the same without")));
    }
    let owned = words.iter().any(|word| possessive(word).is_some());
    owned.then(|| (Fate::Changed, "the ending `'s` is no part of a word, so it meets the same without".to_owned()))
}

/// What stands before the ending of a possessive.
fn possessive(word: &str) -> Option<&str> {
    word.strip_suffix(['s', 'S'])?.strip_suffix(['\'', '\u{2018}', '\u{2019}', '\u{2BC}', '\u{FF07}'])
}

/// What stands around the words of a text, without white space and the hyphens that join words.
fn between(text: &str, words: &[&str]) -> String {
    let mut signs = String::new();
    let mut rest = text;
    for word in words {
        let Some((before, after)) = rest.split_once(word) else { break };
        signs.push_str(before);
        rest = after;
    }
    signs.push_str(rest);
    signs.retain(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2013}'));
    signs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_loses_its_sign_is_changed_or_another_word() {
        let fate = |pattern| cut_off(pattern, &Analyzer::english()).map(|(fate, _)| fate);
        for pattern in ["it's", "he\u{2019}s", "<3", "8)", ":d", "c++", "C#", "50%", ":p*"] {
            assert_eq!(fate(pattern), Some(Fate::Dropped), "{pattern}");
        }
        for pattern in ["israel's", "it's over", "#peace", "mr.", "\"peace\"", "yahoo!*"] {
            assert_eq!(fate(pattern), Some(Fate::Changed), "{pattern}");
        }
        for pattern in ["peace-building", "don't", "wom?n", "*war*", "a * b", "U.S.", "it'*", "x-ray"] {
            assert_eq!(fate(pattern), None, "{pattern}");
        }
    }
}
