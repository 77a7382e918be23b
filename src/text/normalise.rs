//! What a word is called: its forms, from as written to folded.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// The forms of one word, without its possessive ending.
///
/// Both are in compatibility composition (NFKC: ligatures and full-width letters become plain ones), with straight
/// apostrophes and without invisible format characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forms {
    /// As written.
    pub cased: String,
    /// In lower case.
    pub folded: String,
}

impl Forms {
    /// Works out the forms of a word as it stands in a text.
    ///
    /// ```
    /// use framelens::text::Forms;
    /// assert_eq!(Forms::of("Israel\u{2019}s").folded, "israel");
    /// assert_eq!(Forms::of("don\u{2019}t").folded, "don't");
    /// assert_eq!(Forms::of("of\u{FB01}ce").folded, "office");
    /// ```
    pub fn of(surface: &str) -> Self {
        let mut cased = if surface.is_ascii() { surface.to_owned() } else { composed(surface) };
        if let Some(stem) = without_possessive(&cased) {
            cased.truncate(stem);
        }
        let folded = if cased.is_ascii() { cased.to_ascii_lowercase() } else { cased.to_lowercase().nfkc().collect() };
        Self { cased, folded }
    }
}

fn composed(surface: &str) -> String {
    let visible = surface.chars().filter(|c| !is_invisible(*c)).map(|c| if is_apostrophe(c) { '\'' } else { c });
    match is_nfkc_quick(surface.chars()) {
        IsNormalized::Yes => visible.collect(),
        _ => visible.nfkc().collect(),
    }
}

/// Apostrophes other than the straight one.
fn is_apostrophe(c: char) -> bool {
    matches!(c, '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{FF07}')
}

/// Characters that show nothing and stand inside words: soft hyphen, zero-width joiners, marks of direction, word joiner and
/// signs of mathematics that are not written, variation selectors, BOM.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{61C}'
            | '\u{200C}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
    )
}

/// Where the possessive ending begins, when there is one with something before it.
fn without_possessive(word: &str) -> Option<usize> {
    let end = word.strip_suffix("'s").or_else(|| word.strip_suffix("'S"))?.len();
    (end > 0).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composed_and_decomposed_are_the_same_word() {
        assert_eq!(Forms::of("E\u{301}tat"), Forms::of("\u{C9}tat"));
    }

    #[test]
    fn the_soft_hyphen_is_no_part_of_a_word() {
        assert_eq!(Forms::of("recon\u{AD}ciliation").folded, "reconciliation");
        assert_eq!(Forms::of("\u{2068}peace\u{2069}").folded, "peace");
    }

    #[test]
    fn a_possessive_alone_is_left() {
        assert_eq!(Forms::of("'s").folded, "'s");
    }
}
