//! What a word looks like, as far as telling sentences apart needs to know.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Properties of a word as it is written, worked out once per distinct word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape(u16);

/// Titles: a name follows, so a full stop after one ends no sentence. With a capital only: a `rep` is other things.
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "gen", "sen", "rep", "gov", "st", "ste", "capt", "col", "lt", "sgt", "maj", "cpl",
    "adm", "cmdr", "rev", "hon", "pres", "fr", "msgr", "messrs", "amb", "supt", "brig",
];

/// Others that something follows, in any case.
const LINKS: &[&str] = &["vs", "v", "cf", "al", "ph", "viz"];

/// Other abbreviations: a full stop after one ends a sentence only before a word that commonly begins one.
const ABBREVIATIONS: &[&str] = &[
    "etc", "inc", "ltd", "co", "corp", "jr", "sr", "dept", "est", "approx", "blvd", "rd", "univ", "assn", "bros", "ft",
];

/// The same of names, with a capital: `ill` and `mass` are words.
const NAMES: &[&str] = &[
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "wed", "thu",
    "fri", "ave", "calif", "mass", "conn", "fla", "ill", "minn", "penn", "tenn", "tex", "wash", "ariz", "ala", "ark",
    "mt",
];

/// Abbreviations that a number follows.
const NUMBERED: &[&str] =
    &["no", "nos", "art", "arts", "p", "pp", "vol", "ch", "chap", "fig", "sec", "para", "paras", "ed", "eds"];

/// Words that commonly begin a sentence, and are no name when they have a capital.
const STARTERS: &[&str] = &[
    "the", "a", "an", "this", "that", "these", "those", "it", "its", "he", "she", "they", "we", "you", "i", "his",
    "her", "their", "our", "my", "but", "and", "or", "yet", "so", "if", "in", "on", "at", "for", "from", "with",
    "without", "as", "when", "while", "where", "what", "who", "why", "how", "there", "here", "then", "now", "after",
    "before", "since", "because", "although", "though", "however", "to", "by", "no", "not", "nor", "some", "many",
    "most", "all", "both", "each", "every", "one", "two", "such", "only", "even", "once", "during", "under", "until",
    "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "will", "would", "can", "could", "should",
    "let", "instead",
];

/// Every listed word with the properties it has in lower case, and those it has with a capital.
static LISTED: LazyLock<HashMap<&str, [u16; 2]>> = LazyLock::new(|| {
    let mut listed = HashMap::new();
    let any_case = [(LINKS, Shape::TITLE), (ABBREVIATIONS, Shape::ABBREVIATION), (NUMBERED, Shape::NUMBERED)];
    let capital = [(TITLES, Shape::TITLE), (NAMES, Shape::ABBREVIATION), (STARTERS, Shape::STARTER)];
    for (lists, in_lower) in [(any_case, true), (capital, false)] {
        for (word, property) in lists.iter().flat_map(|(words, property)| words.iter().map(|word| (*word, *property))) {
            let [lower, upper] = listed.entry(word).or_insert([0; 2]);
            *lower |= if in_lower { property } else { 0 };
            *upper |= property;
        }
    }
    listed
});

impl Shape {
    const LOWER: u16 = 1;
    const NUMBER: u16 = 1 << 1;
    const TITLE: u16 = 1 << 2;
    const ABBREVIATION: u16 = 1 << 3;
    const NUMBERED: u16 = 1 << 4;
    const INITIAL: u16 = 1 << 5;
    const ACRONYM: u16 = 1 << 6;
    const STARTER: u16 = 1 << 7;

    pub(super) fn of(surface: &str, folded: &str) -> Self {
        let mut shape = 0;
        let first = surface.chars().next().unwrap_or(' ');
        let mut set = |bit: u16, holds: bool| shape |= if holds { bit } else { 0 };
        set(Self::LOWER, first.is_lowercase());
        set(Self::NUMBER, first.is_numeric());
        set(Self::INITIAL, first.is_uppercase() && surface.chars().count() == 1 && folded != "i");
        set(Self::ACRONYM, surface.ends_with('.'));
        let [lower, upper] = LISTED.get(folded).copied().unwrap_or_default();
        shape |= if first.is_uppercase() { upper } else { lower };
        Self(shape)
    }

    fn has(self, bit: u16) -> bool {
        self.0 & bit != 0
    }

    /// It begins with a lower-case letter.
    pub fn is_lower(self) -> bool {
        self.has(Self::LOWER)
    }

    /// It begins with a digit.
    pub fn is_number(self) -> bool {
        self.has(Self::NUMBER)
    }

    /// It is an acronym written with dots, the last one included.
    pub fn is_acronym(self) -> bool {
        self.has(Self::ACRONYM)
    }

    /// A full stop after it may be its own, given the next word.
    pub(super) fn may_be_short_before(self, next: Self) -> bool {
        self.0 & (Self::TITLE | Self::ABBREVIATION | Self::INITIAL) != 0 || self.has(Self::NUMBERED) && next.is_number()
    }

    /// Whether a full stop between this word and the next may end a sentence, given that the next has no lower-case letter
    /// at its beginning.
    pub(super) fn may_end_before(self, next: Self) -> bool {
        if self.has(Self::TITLE) || (self.has(Self::NUMBERED) && next.is_number()) {
            return false;
        }
        let doubtful = self.has(Self::ABBREVIATION) || self.has(Self::INITIAL) || self.has(Self::ACRONYM);
        !doubtful || next.has(Self::STARTER)
    }
}
