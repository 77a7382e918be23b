//! Where words stand: UAX 29 with a fast path for ASCII.
//!
//! A word is what lies between UAX 29 word boundaries and has a letter or digit in it, with these differences: a dot or
//! a colon between letters parts words (`end.Next`), except in addresses and in acronyms, which keep their last dot; so
//! does the narrow no-break space; underscores at either end are no part of a word.

use unicode_segmentation::UnicodeSegmentation;

use super::address::{acronym, address};
use super::short_words::others;

const LETTER: u8 = 1;
const DIGIT: u8 = 2;
const LOW_LINE: u8 = 4;
const WORD: u8 = LETTER | DIGIT | LOW_LINE;

static CLASS: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        let b = byte as u8;
        if b.is_ascii_alphabetic() {
            table[byte] = LETTER;
        } else if b.is_ascii_digit() {
            table[byte] = DIGIT;
        } else if b == b'_' {
            table[byte] = LOW_LINE;
        }
        byte += 1;
    }
    table
}

/// Whether an ASCII letter or digit stands at `at`.
#[inline]
pub(super) fn is_ascii_word(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(|b| CLASS[usize::from(*b)] & (LETTER | DIGIT) != 0)
}

/// What stands behind a run of ASCII letters, as far as it tells that the run is a word and what follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum After {
    /// A space: the run ends here.
    Space,
    /// A comma and a space, likewise.
    Comma,
    /// A full stop and white space: the run ends here if it has two letters or more, for one may be an acronym's.
    Stop,
    /// Anything else, which only the rules can tell.
    Other,
}

impl After {
    #[inline]
    pub fn of(bytes: &[u8], at: usize) -> Self {
        let next = bytes.get(at + 1);
        match bytes.get(at) {
            Some(b' ') => Self::Space,
            Some(b',') if next == Some(&b' ') => Self::Comma,
            Some(b'.') if matches!(next, Some(b' ' | b'\n')) => Self::Stop,
            _ => Self::Other,
        }
    }

    /// The letters that a run must have at least for it to be a word whatever stands behind: no run is long enough before
    /// anything else.
    #[inline]
    pub fn shortest(self) -> usize {
        match self {
            Self::Space | Self::Comma => 1,
            Self::Stop => 2,
            Self::Other => usize::MAX,
        }
    }
}

/// The end of the word whose first letter or digit stands at `start`.
#[inline]
pub(super) fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    loop {
        at = letters_end(bytes, at);
        while at < bytes.len() && CLASS[usize::from(bytes[at])] & WORD != 0 {
            at += 1;
        }
        match bytes.get(at) {
            None | Some(b' ') => return without_low_lines(bytes, start, at),
            Some(b'\'' | b'.' | b',' | b';') if joins(bytes, at, at + 1) => at += 1,
            Some(0xE2) if is_apostrophe(bytes, at) => {
                if joins(bytes, at, at + 3) {
                    at += 3;
                } else if bytes.get(at + 3).is_some_and(|b| *b >= 0x80) {
                    return any_word_end(text, start);
                } else {
                    return without_low_lines(bytes, start, at);
                }
            }
            Some(b'\'' | b'.' | b',' | b';' | b':') if any_may_join(bytes, at + 1) => return any_word_end(text, start),
            Some(b'.' | b':' | b'@') => {
                let run = run_end(bytes, start);
                return special(bytes, start, run).unwrap_or_else(|| without_low_lines(bytes, start, at));
            }
            Some(0xE2) if is_separator(bytes, at) => return without_low_lines(bytes, start, at),
            Some(0xC2) if matches!(bytes.get(at + 1), Some(0xA0 | 0xAB | 0xBB)) => {
                return without_low_lines(bytes, start, at);
            }
            Some(b) if *b >= 0x80 => return any_word_end(text, start),
            Some(_) => return without_low_lines(bytes, start, at),
        }
    }
}

/// The end of the ASCII letters from `at` on, eight bytes at once; short of the last eight bytes of a text it may be early.
#[inline]
fn letters_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        let others = others(u64::from_le_bytes(*chunk));
        if others != 0 {
            return at + (others.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    at
}

/// UAX 29 rules 6, 7, 11 and 12 for ASCII: `before` the mark and `after` it stand two letters, or two digits.
fn joins(bytes: &[u8], mark: usize, after: usize) -> bool {
    let Some(next) = bytes.get(after) else { return false };
    let (left, right) = (CLASS[usize::from(bytes[mark - 1])], CLASS[usize::from(*next)]);
    match bytes[mark] {
        b'.' | b',' | b';' => left & right & DIGIT != 0,
        _ => left & right & (LETTER | DIGIT) != 0,
    }
}

/// The single quotation marks U+2018 and U+2019, which stand for an apostrophe too.
fn is_apostrophe(bytes: &[u8], at: usize) -> bool {
    matches!(bytes[at..], [0xE2, 0x80, 0x98 | 0x99, ..])
}

/// Dashes, double quotation marks, low quotation mark, ellipsis and narrow no-break space: no word goes on past one.
fn is_separator(bytes: &[u8], at: usize) -> bool {
    matches!(bytes[at..], [0xE2, 0x80, 0x93..=0x95 | 0x9C..=0x9E | 0xA6 | 0xAF, ..])
}

/// Something that is not ASCII, and no typographic mark, stands at `at`: the full rules say whether it joins.
fn any_may_join(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(|b| *b >= 0x80) && !is_separator(bytes, at) && !is_apostrophe(bytes, at)
}

fn run_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while at < bytes.len() && CLASS[usize::from(bytes[at])] & (LETTER | DIGIT) != 0 {
        at += 1;
    }
    at
}

fn special(bytes: &[u8], start: usize, run: usize) -> Option<usize> {
    let acronym = if run == start + 1 { acronym(bytes, start) } else { None };
    address(bytes, start, run).or(acronym)
}

fn without_low_lines(bytes: &[u8], start: usize, mut end: usize) -> usize {
    while end > start + 1 && bytes[end - 1] == b'_' {
        end -= 1;
    }
    end
}

/// The end of a word with something in it that is not ASCII, by the full rules.
#[cold]
fn any_word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    if let Some(end) = special(bytes, start, run_end(bytes, start)) {
        return end;
    }
    // A piece at a time: a segment can be as long as the text (`é.é.é`), and every word of it would look at all of it.
    let rest = &text[start..];
    let mut reach = 2 * BEHIND;
    loop {
        let piece = &rest[..rest.floor_char_boundary(reach)];
        let end = parted(piece.split_word_bounds().next().unwrap_or_default());
        if end + BEHIND <= piece.len() || piece.len() == rest.len() {
            return without_low_lines(bytes, start, start + end);
        }
        reach *= 2;
    }
}

/// So many bytes behind a word tell whether it ends there, unless these are marks on letters and nothing else.
const BEHIND: usize = 64;

/// How much of a UAX 29 segment is its first word by our rules.
fn parted(segment: &str) -> usize {
    let mut before: Option<char> = None;
    let mut characters = segment.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let after = characters.peek().map(|(_, c)| *c);
        let parts = match c {
            ':' | '\u{202F}' => true,
            '.' => !(before.is_some_and(char::is_numeric) && after.is_some_and(char::is_numeric)),
            _ => false,
        };
        if parts && at > 0 {
            return at;
        }
        before = Some(c);
    }
    segment.len()
}

/// Whether a word may begin with a character: letters and digits.
#[inline]
pub(super) fn begins_word(c: char) -> bool {
    c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str, end: impl Fn(&str, usize) -> usize) -> Vec<&str> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            if begins_word(c) {
                let stop = end(text, at);
                found.push(&text[at..stop]);
                at = stop;
            } else {
                at += c.len_utf8();
            }
        }
        found
    }

    #[test]
    fn what_opinion_writing_needs() {
        let cases: &[(&str, &[&str])] = &[
            ("Israel\u{2019}s don't workers' ", &["Israel\u{2019}s", "don't", "workers"]),
            ("peace-building", &["peace", "building"]),
            ("the U.S.-led talks", &["the", "U.S.", "led", "talks"]),
            ("300,000 3.5 v2.0", &["300,000", "3.5", "v2.0"]),
            ("end.Next a:b", &["end", "Next", "a", "b"]),
            ("_peace_ snake_case", &["peace", "snake_case"]),
            ("see https://example.org/a-b. Then", &["see", "https://example.org/a-b", "Then"]),
            ("na\u{EF}ve.Fa\u{E7}ade", &["na\u{EF}ve", "Fa\u{E7}ade"]),
            ("caf\u{E9}\u{2014}bar", &["caf\u{E9}", "bar"]),
            ("O\u{2019}Neill \u{2018}quoted\u{2019}", &["O\u{2019}Neill", "quoted"]),
            ("#NoJustice @handle", &["NoJustice", "handle"]),
            (
                "peace\u{202F}talks \u{AB}\u{202F}oui\u{202F}\u{BB} 10\u{202F}000",
                &["peace", "talks", "oui", "10", "000"],
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(&words(text, word_end), expected, "{text}");
        }
    }

    /// Ends soon, where to look at the whole rest for every word would take minutes.
    #[test]
    fn a_text_that_is_one_segment_is_read_once() {
        for (text, word) in [("\u{E9}.", "\u{E9}"), ("\u{441}:", "\u{441}")] {
            assert!(words(&text.repeat(200_000), word_end).iter().all(|found| *found == word));
        }
    }

    proptest! {
        #![proptest_config(crate::same_cases())]

        #[test]
        fn the_fast_path_and_the_full_rules_agree(text in "[a-zA-Z0-9 _'.,;:@/\\-\u{2018}\u{2019}\u{201C}\u{2014}\u{E9}\u{301}\u{AD}\u{A0}\u{202F}\u{5D0}\u{660}\"]{0,40}") {
            prop_assert_eq!(words(&text, word_end), words(&text, any_word_end));
        }

        #[test]
        fn a_run_of_letters_is_a_word_where_what_follows_says_so(text in "[a-zA-Z0-9 _'.,@/\\n\u{2019}\u{E9}\u{301}]{0,60}") {
            let apart = |start: usize| !text[..start].ends_with(|c: char| !c.is_whitespace());
            for (start, _) in text.char_indices().filter(|(start, c)| c.is_ascii_alphabetic() && apart(*start)) {
                let length = text[start..].bytes().take_while(u8::is_ascii_alphabetic).count();
                let after = After::of(text.as_bytes(), start + length);
                if after != After::Other && (after != After::Stop || length > 1) {
                    prop_assert_eq!(start + length, any_word_end(&text, start));
                }
            }
        }

        #[test]
        fn a_long_word_is_the_same_read_piece_by_piece(start in "[a\u{E9}]", text in "[a1.:_'\u{E9}\u{301} ]{0,400}") {
            let text = start + &text;
            let whole = parted(text.split_word_bounds().next().unwrap());
            if special(text.as_bytes(), 0, run_end(text.as_bytes(), 0)).is_none() {
                prop_assert_eq!(any_word_end(&text, 0), without_low_lines(text.as_bytes(), 0, whole));
            }
        }

        #[test]
        fn every_letter_or_digit_lies_in_exactly_one_word(text in "\\PC{0,60}") {
            let covered: usize = words(&text, word_end).iter().map(|w| w.chars().filter(|c| c.is_alphanumeric()).count()).sum();
            prop_assert_eq!(covered, text.chars().filter(|c| c.is_alphanumeric()).count());
        }
    }
}
