//! Which forms asked for by the lexicons a word has: looked up once per distinct word.

use std::collections::{HashMap, HashSet};

use foldhash::fast::FixedState;

use crate::lexicon::{Form, WordRegex, WordRegexes};
use crate::text::Word;

/// A form's number.
pub(super) type FormIx = u32;

/// Every form that a pattern, a rule or a class asks for, by number.
#[derive(Debug, Default)]
pub(super) struct FormTable {
    stems: Table,
    /// How the stems begin.
    beginnings: HashSet<StemBeginning, FixedState>,
    words: Table,
    cased: Table,
    prefixes: Table,
    /// Whether a prefix of so many bytes is asked for.
    prefix_lengths: Vec<bool>,
    /// How those of [`PREFIX_BEGINNING`] bytes and more begin.
    prefix_beginnings: HashSet<[u8; PREFIX_BEGINNING], FixedState>,
    /// Each with its number; asked together for every distinct word, once they are [`FormTable::ready`].
    expressions: Vec<(WordRegex, FormIx)>,
    together: WordRegexes,
    expression_numbers: Table,
    count: FormIx,
}

/// Prefixes of so many bytes and more are told apart by their first ones.
const PREFIX_BEGINNING: usize = 3;

/// The first bytes of a stem, `y` taken for `i`, as a number.
type StemBeginning = u64;
/// The most bytes of one.
const LONGEST_BEGINNING: usize = 6;

fn add_byte(beginning: StemBeginning, byte: u8) -> StemBeginning {
    beginning << 8 | u64::from(if byte == b'y' { b'i' } else { byte })
}

/// What a stem has in common with all its words: all of a short one, but for an `e` that may have been added (`use` of
/// using); all but the last letter of others, or the last two of a long one (`relate` of relational).
fn beginning(stem: &str) -> StemBeginning {
    let changed = match stem.len() {
        0..=3 => usize::from(stem.ends_with('e')),
        4..=5 => 1,
        _ => 2,
    };
    let length = stem.len().saturating_sub(changed).clamp(1, LONGEST_BEGINNING);
    stem.bytes().take(length).fold(0, add_byte)
}

type Table = HashMap<Box<str>, FormIx, FixedState>;

impl FormTable {
    /// The number of a form, new or known.
    pub fn number(&mut self, form: &Form) -> FormIx {
        let (table, text) = match form {
            Form::Stem(text) => {
                self.beginnings.insert(beginning(text));
                (&mut self.stems, text.as_str())
            }
            Form::Word(text) => (&mut self.words, text.as_str()),
            Form::Case(text) => (&mut self.cased, text.as_str()),
            Form::Prefix(text) => {
                if self.prefix_lengths.len() <= text.len() {
                    self.prefix_lengths.resize(text.len() + 1, false);
                }
                self.prefix_lengths[text.len()] = true;
                self.prefix_beginnings.extend(text.as_bytes().first_chunk::<PREFIX_BEGINNING>());
                (&mut self.prefixes, text.as_str())
            }
            Form::Regex(regex) => {
                if !self.expression_numbers.contains_key(regex.as_str()) {
                    self.expressions.push((regex.clone(), self.count));
                }
                (&mut self.expression_numbers, regex.as_str())
            }
        };
        if let Some(number) = table.get(text) {
            return *number;
        }
        let number = self.count;
        table.insert(text.into(), number);
        self.count += 1;
        number
    }

    /// No form comes after this.
    pub fn ready(mut self) -> Self {
        self.together = WordRegexes::new(self.expressions.iter().map(|(regex, _)| regex.clone()).collect());
        self
    }

    /// How many forms there are.
    pub fn len(&self) -> usize {
        self.count as usize
    }

    /// Whether a word can have one of the stems asked for, as far as its beginning tells.
    ///
    /// A Snowball stem of an English word begins as the word does, but for its last letters and for a `y` that becomes `i`
    /// (cry, cri); a few short words (dying, die) are always stemmed.
    fn may_have_stem(&self, folded: &str) -> bool {
        const SHORT: usize = 6;
        let mut beginnings = folded.bytes().take(LONGEST_BEGINNING).scan(0, |beginning, byte| {
            *beginning = add_byte(*beginning, byte);
            Some(*beginning)
        });
        folded.len() < SHORT || beginnings.any(|beginning| self.beginnings.contains(&beginning))
    }

    /// The forms that a word has, in rising order.
    pub fn of(&self, word: &Word<'_>, found: &mut Vec<FormIx>) {
        found.clear();
        if self.may_have_stem(word.folded) {
            found.extend(self.stems.get(word.stem().as_ref()));
        }
        found.extend(self.words.get(word.folded));
        found.extend(self.cased.get(word.cased));
        let beginning = word.folded.as_bytes().first_chunk::<PREFIX_BEGINNING>();
        let may_have_long = beginning.is_some_and(|beginning| self.prefix_beginnings.contains(beginning));
        let longest = if may_have_long { usize::MAX } else { PREFIX_BEGINNING };
        for (length, wanted) in self.prefix_lengths.iter().enumerate().take(longest) {
            if let (true, Some(beginning)) = (*wanted, word.folded.get(..length)) {
                found.extend(self.prefixes.get(beginning));
            }
        }
        if !self.expressions.is_empty() {
            found.extend(self.together.meeting(word.folded).map(|place| self.expressions[place].1));
        }
        found.sort_unstable();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Stemmer;

    /// All words of the sample corpus and of the lexicons' own files.
    fn words() -> Vec<String> {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let files = ["corpus", "lexicons"].iter().flat_map(|name| std::fs::read_dir(folder.join(name)).unwrap());
        let text: String = files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect();
        let mut words: Vec<String> =
            text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
        words.sort();
        words.dedup();
        words
    }

    #[test]
    fn a_stem_begins_as_its_word_does() {
        let stemmer = Stemmer::english();
        let words = words();
        assert!(words.len() > 4000, "{}", words.len());
        let odd = [
            "adding", "dying", "lying", "tying", "skies", "crying", "flying", "denying", "yearly", "youths", "paying",
            "says", "beings", "owings",
        ];
        for word in words.iter().map(String::as_str).chain(odd) {
            let stem = stemmer.stem(word);
            let mut table = FormTable::default();
            table.number(&Form::Stem(stem.clone().into_owned()));
            assert!(table.may_have_stem(word), "{word} has the stem {stem}");
        }
    }
}
