//! Dictionaries of other programs: read into one plain tree, written from it, one file a format.
//!
//! What a format cannot carry is never lost in silence: every entry dropped or changed is listed as a [`Loss`].

mod decode;
mod dicx;
mod framings;
mod json;
mod lexicoder;
mod liwc;
mod losses;
mod of_library;
mod rule;
mod rule_lines;
mod signs;
mod sniff;
mod term_table;
mod toml_files;
mod tree;
mod vbpro;
mod wordstat;
mod yaml;
mod yoshikoder;

pub use decode::{DecodeError, decode};
pub(super) use framings::framings;
pub use losses::{Effect, Fate, Loss};
pub use of_library::of_library;
pub use toml_files::{TomlFiles, toml_files};

use losses::Losses;

use super::{RuleKind, Weight};
use crate::source::{Fault, Source};

/// A dictionary as a tree of categories.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dictionary {
    /// The outermost categories, in the order of the file.
    pub categories: Vec<Category>,
}

/// What is counted under one name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Category {
    /// Its name as the file has it.
    pub name: String,
    /// What the file says of it.
    pub description: Option<String>,
    /// What it counts itself.
    pub entries: Vec<Entry>,
    /// Categories within it.
    pub children: Vec<Category>,
}

/// A word, a phrase or an expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What it looks for.
    pub pattern: String,
    /// How the pattern is meant.
    pub kind: EntryKind,
    /// How much it weighs.
    pub weight: Weight,
    /// Under which conditions it counts.
    pub rules: Vec<EntryRule>,
    /// The line of the file, from 1; 0 where the file has no lines.
    pub line: usize,
}

/// How a pattern is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// Words in any case, `*` for any run of characters and `?` for one.
    Glob,
    /// A regular expression on one word.
    Regex,
}

/// A condition on the words around an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryRule {
    /// What it does.
    pub kind: RuleKind,
    /// Single words, a `*` at the end for any ending.
    pub words: Vec<String>,
    /// How many words away it looks; `None` for the whole sentence.
    pub within: Option<u8>,
}

/// What was read, and what of the file it does not hold.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The tree.
    pub dictionary: Dictionary,
    /// In the order of the file.
    pub losses: Vec<Loss>,
}

/// What was written, and what of the dictionary it does not hold.
#[derive(Clone, Debug)]
pub struct Exported {
    /// The file.
    pub text: String,
    /// In the order of the dictionary.
    pub losses: Vec<Loss>,
}

/// What can be asked of a reader of dictionaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LowLine {
    /// It stands for a space, as in WordStat.
    Space,
    /// It is itself.
    Kept,
}

/// The formats of other programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// LIWC 2001 to 2015: a legend between two `%`, then entries with numbers of categories.
    Liwc,
    /// LIWC-22: a table with a column a category.
    Dicx,
    /// quanteda: names, lists and names within names.
    Yaml,
    /// Yoshikoder: XML, in both of its styles.
    Yoshikoder,
    /// WordStat: indented lines, a weight in brackets behind each entry.
    WordStat,
    /// Lexicoder: categories behind `+`.
    Lexicoder,
    /// VBPro: categories between `>>` and `<<`.
    Vbpro,
    /// A table of terms and their categories, cells parted by commas.
    Csv,
    /// The same, by tabs.
    Tsv,
    /// As YAML, in JSON.
    Json,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Liwc,
        Self::Dicx,
        Self::Yaml,
        Self::Yoshikoder,
        Self::WordStat,
        Self::Lexicoder,
        Self::Vbpro,
        Self::Csv,
        Self::Tsv,
        Self::Json,
    ];

    /// The word for it on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Liwc => "liwc",
            Self::Dicx => "dicx",
            Self::Yaml => "yaml",
            Self::Yoshikoder => "yoshikoder",
            Self::WordStat => "wordstat",
            Self::Lexicoder => "lexicoder",
            Self::Vbpro => "vbpro",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Json => "json",
        }
    }

    /// The endings that files of it have, the commonest first.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Liwc => &["dic"],
            Self::Dicx => &["dicx"],
            Self::Yaml => &["yml", "yaml"],
            Self::Yoshikoder => &["ykd", "lcd"],
            Self::WordStat => &["cat"],
            Self::Lexicoder => &["lc3"],
            Self::Vbpro => &["vbpro", "txt"],
            Self::Csv => &["csv"],
            Self::Tsv => &["tsv"],
            Self::Json => &["json"],
        }
    }

    /// The format of a file's text, by what stands in it; `None` when it is none of them.
    ///
    /// ```
    /// use framelens::lexicon::exchange::Format;
    /// use framelens::source::Source;
    /// let file = Source::new("words.txt", "%\n1\tpeace\n%\ntruce*\t1\n");
    /// assert_eq!(Format::of(&file), Some(Format::Liwc));
    /// ```
    pub fn of(source: &Source) -> Option<Self> {
        sniff::format(source)
    }

    /// Reads a file of this format.
    ///
    /// # Errors
    /// Where the file is not of this format.
    pub fn read(self, source: &Source, low_line: LowLine) -> Result<Imported, Box<Fault>> {
        let mut losses = Losses::default();
        let categories = match self {
            Self::Liwc => liwc::read(source, &mut losses),
            Self::Dicx => dicx::read(source, &mut losses),
            Self::Yaml => yaml::read(source, &mut losses),
            Self::Yoshikoder => yoshikoder::read(source, &mut losses),
            Self::WordStat => Ok(wordstat::read(source, low_line, &mut losses)),
            Self::Lexicoder => lexicoder::read(source, &mut losses),
            Self::Vbpro => vbpro::read(source, &mut losses),
            Self::Csv => term_table::read(source, b',', &mut losses),
            Self::Tsv => term_table::read(source, b'\t', &mut losses),
            Self::Json => json::read(source, &mut losses),
        }?;
        Ok(Imported { dictionary: Dictionary { categories }, losses: losses.finish() })
    }

    /// Writes a dictionary in this format.
    pub fn write(self, dictionary: &Dictionary) -> Exported {
        let mut losses = Losses::default();
        let text = match self {
            Self::Liwc => liwc::write(dictionary, &mut losses),
            Self::Dicx => dicx::write(dictionary, &mut losses),
            Self::Yaml => yaml::write(dictionary, &mut losses),
            Self::Yoshikoder => yoshikoder::write(dictionary, &mut losses),
            Self::WordStat => wordstat::write(dictionary, &mut losses),
            Self::Lexicoder => lexicoder::write(dictionary, &mut losses),
            Self::Vbpro => vbpro::write(dictionary, &mut losses),
            Self::Csv => term_table::write(dictionary, b',', &mut losses),
            Self::Tsv => term_table::write(dictionary, b'\t', &mut losses),
            Self::Json => json::write(dictionary, &mut losses),
        };
        Exported { text, losses: losses.finish() }
    }
}

impl Dictionary {
    /// The tree without its one outermost category, which Yoshikoder names like the file; itself when there are several,
    /// or that one counts something itself.
    #[must_use]
    pub fn without_root(mut self) -> Self {
        match self.categories.as_mut_slice() {
            [root] if root.entries.is_empty() && !root.children.is_empty() => {
                Self { categories: std::mem::take(&mut root.children) }
            }
            _ => self,
        }
    }

    /// Every category with the names above it and its own, outermost first.
    pub fn paths(&self) -> Vec<(Vec<&str>, &Category)> {
        fn walk<'d>(above: &[&'d str], categories: &'d [Category], found: &mut Vec<(Vec<&'d str>, &'d Category)>) {
            for category in categories {
                let path: Vec<&str> = above.iter().copied().chain([category.name.as_str()]).collect();
                found.push((path.clone(), category));
                walk(&path, &category.children, found);
            }
        }
        let mut found = Vec::new();
        walk(&[], &self.categories, &mut found);
        found
    }
}

impl Entry {
    /// A word or phrase of weight 1.
    fn glob(pattern: impl Into<String>, line: usize) -> Self {
        Self { pattern: pattern.into(), kind: EntryKind::Glob, weight: Weight::ONE, rules: Vec::new(), line }
    }
}

/// The place of a category among others: there already, or added behind them.
fn place(categories: &mut Vec<Category>, name: &str) -> usize {
    categories.iter().position(|category| category.name == name).unwrap_or_else(|| {
        categories.push(Category { name: name.to_owned(), ..Category::default() });
        categories.len() - 1
    })
}

/// Text in one line, as formats without escapes need it.
fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
