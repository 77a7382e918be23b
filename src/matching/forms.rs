//! Which forms asked for by the lexicons a word has: looked up once per distinct word.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::lexicon::Form;
use crate::text::Word;

/// A form's number.
pub(super) type FormIx = u32;

/// Every form that a pattern, a rule or a class asks for, by number.
#[derive(Debug, Default)]
pub(super) struct FormTable {
    stems: Table,
    words: Table,
    cased: Table,
    prefixes: Table,
    /// Whether a prefix of so many bytes is asked for.
    prefix_lengths: Vec<bool>,
    count: FormIx,
}

type Table = HashMap<Box<str>, FormIx, FixedState>;

impl FormTable {
    /// The number of a form, new or known.
    pub fn number(&mut self, form: &Form) -> FormIx {
        let (table, text) = match form {
            Form::Stem(text) => (&mut self.stems, text),
            Form::Word(text) => (&mut self.words, text),
            Form::Case(text) => (&mut self.cased, text),
            Form::Prefix(text) => {
                if self.prefix_lengths.len() <= text.len() {
                    self.prefix_lengths.resize(text.len() + 1, false);
                }
                self.prefix_lengths[text.len()] = true;
                (&mut self.prefixes, text)
            }
        };
        if let Some(number) = table.get(text.as_str()) {
            return *number;
        }
        let number = self.count;
        table.insert(text.as_str().into(), number);
        self.count += 1;
        number
    }

    /// How many forms there are.
    pub fn len(&self) -> usize {
        self.count as usize
    }

    /// The forms that a word has, in rising order.
    pub fn of(&self, word: &Word<'_>, found: &mut Vec<FormIx>) {
        found.clear();
        found.extend(self.stems.get(word.stem));
        found.extend(self.words.get(word.folded));
        found.extend(self.cased.get(word.cased));
        for (length, wanted) in self.prefix_lengths.iter().enumerate() {
            if let (true, Some(beginning)) = (*wanted, word.folded.get(..length)) {
                found.extend(self.prefixes.get(beginning));
            }
        }
        found.sort_unstable();
    }
}
