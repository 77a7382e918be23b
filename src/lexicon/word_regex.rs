//! A regular expression that a whole word must meet.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};

/// A regular expression on one word, case left aside, that the whole of the word must meet. Two are equal when they are
/// written alike. It takes time linear in the word.
#[derive(Clone, Debug)]
pub struct WordRegex {
    written: String,
    regex: Regex,
}

/// A single expression may take so much memory.
const LARGEST: usize = 1 << 20;

impl WordRegex {
    /// Reads an expression in the syntax of the `regex` crate.
    ///
    /// # Errors
    /// What is wrong with it, in one line.
    ///
    /// ```
    /// use framelens::lexicon::WordRegex;
    /// let oppress = WordRegex::new("(op|sup)press(ed|ion)?").unwrap();
    /// assert!(oppress.meets("oppression") && !oppress.meets("oppressions"));
    /// ```
    pub fn new(written: &str) -> Result<Self, String> {
        // By itself first: with a bracket that closes those put around it, it would be another expression.
        compiled(written)?;
        Self::whole(written)
    }

    fn whole(written: &str) -> Result<Self, String> {
        Ok(Self { written: written.to_owned(), regex: compiled(&format!("^(?:{written})$"))? })
    }

    /// Reads a word in which `*` stands for any run of characters and `?` for exactly one.
    ///
    /// # Errors
    /// When it is too long.
    ///
    /// ```
    /// use framelens::lexicon::WordRegex;
    /// let war = WordRegex::of_glob("*war?").unwrap();
    /// assert!(war.meets("postwars") && !war.meets("war"));
    /// ```
    pub fn of_glob(glob: &str) -> Result<Self, String> {
        let mut written = String::with_capacity(glob.len() + 8);
        for c in glob.chars() {
            match c {
                '*' => written.push_str(".*"),
                '?' => written.push('.'),
                c => written.push_str(&regex::escape(c.encode_utf8(&mut [0; 4]))),
            }
        }
        Self::whole(&written)
    }

    /// The expression as it is run.
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// Whether the whole of a word meets it.
    pub fn meets(&self, word: &str) -> bool {
        self.regex.is_match(word)
    }
}

fn compiled(expression: &str) -> Result<Regex, String> {
    RegexBuilder::new(expression).case_insensitive(true).size_limit(LARGEST).build().map_err(|error| match error {
        regex::Error::CompiledTooBig(_) => "the expression is too large".to_owned(),
        other => {
            let text = other.to_string();
            text.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned()
        }
    })
}

/// Many expressions asked together, in the time of one.
#[derive(Debug, Default)]
pub struct WordRegexes {
    all: Vec<WordRegex>,
    /// None where all together are too large.
    set: Option<RegexSet>,
}

impl WordRegexes {
    /// Makes expressions ready.
    pub fn new(all: Vec<WordRegex>) -> Self {
        let written = all.iter().map(|regex| format!("^(?:{})$", regex.written));
        let set = RegexSetBuilder::new(written)
            .case_insensitive(true)
            .size_limit(LARGEST_SET)
            .dfa_size_limit(LARGEST_SET)
            .build()
            .ok();
        Self { all, set }
    }

    /// The places of those that a whole word meets, in rising order.
    pub fn meeting(&self, word: &str) -> impl Iterator<Item = usize> {
        let met: Vec<usize> = match &self.set {
            Some(set) => set.matches(word).into_iter().collect(),
            None => (0..self.all.len()).filter(|place| self.all[*place].meets(word)).collect(),
        };
        met.into_iter()
    }
}

/// The most memory that expressions may take together once compiled, in bytes.
const LARGEST_SET: usize = 32 << 20;

impl PartialEq for WordRegex {
    fn eq(&self, other: &Self) -> bool {
        self.written == other.written
    }
}

impl Eq for WordRegex {}

impl PartialOrd for WordRegex {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for WordRegex {
    fn cmp(&self, other: &Self) -> Ordering {
        self.written.cmp(&other.written)
    }
}

impl Hash for WordRegex {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.written.hash(state);
    }
}
