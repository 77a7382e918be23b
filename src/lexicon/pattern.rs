//! What a term looks for: the words of its pattern, and how they may stand in a text.

use std::collections::HashSet;

use foldhash::fast::FixedState;

use super::WordRegex;
use super::alternatives::written_out;
use super::pieces::{Piece, check_prefixes, pieces};
use crate::text::Analyzer;

/// How a plain word of a pattern meets the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Matching {
    /// Any word with the same stem.
    #[default]
    Stem,
    /// This form, in any case.
    Word,
    /// This form in this case.
    Case,
    /// This form in any case, `*` for any run of characters in it and `?` for exactly one, as in dictionaries of other
    /// programs. A `*` alone stands for one word.
    Glob,
    /// The pattern is a regular expression that one whole word must meet, in any case.
    Regex,
}

/// What one word of a text must be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// It has this stem.
    Stem(String),
    /// It is this when folded.
    Word(String),
    /// It is this as written.
    Case(String),
    /// Folded, it begins so.
    Prefix(String),
    /// Folded, it meets this.
    Regex(WordRegex),
}

/// One step of a pattern.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Element {
    /// A word that meets a form.
    Word(Form),
    /// From none to so many words of any kind.
    Gap(u8),
}

/// What a term looks for: one or several alternatives, any of which will do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    text: String,
    matching: Matching,
    alternatives: Vec<Alternative>,
}

/// A word or a phrase that a pattern looks for. Never empty; it begins and ends with a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    text: String,
    variants: Vec<Vec<Element>>,
}

/// Patterns of more words are not looked for written together.
const LONGEST_JOINED: usize = 4;

impl Matching {
    /// The word for it in lexicons and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stem => "stem",
            Self::Word => "word",
            Self::Case => "case",
            Self::Glob => "glob",
            Self::Regex => "regex",
        }
    }

    /// How a term matches that says `self`, when plain words are to match as `all` says.
    #[must_use]
    pub fn unless_told(self, all: Option<Self>) -> Self {
        match self {
            Self::Stem | Self::Word | Self::Case => all.unwrap_or(self),
            Self::Glob | Self::Regex => self,
        }
    }
}

impl Pattern {
    /// Reads a pattern, its words through the analyzer of the texts.
    ///
    /// # Errors
    /// What is wrong with it and what to do, in this order.
    ///
    /// ```
    /// use framelens::lexicon::{Matching, Pattern};
    /// use framelens::text::Analyzer;
    /// let pattern = Pattern::parse("peace building", Matching::Stem, None, &Analyzer::english()).unwrap();
    /// assert_eq!(pattern.variants().count(), 2); // in two words, and as `peacebuilding`
    /// let pattern = Pattern::parse("truce | cease fire", Matching::Stem, None, &Analyzer::english()).unwrap();
    /// assert_eq!(pattern.alternatives().len(), 2);
    /// let pattern = Pattern::parse("(arms | gun) (maker | dealer)", Matching::Stem, None, &Analyzer::english()).unwrap();
    /// assert_eq!(pattern.alternatives()[3].as_str(), "gun dealer");
    /// ```
    pub fn parse(
        text: &str,
        matching: Matching,
        gap: Option<u8>,
        analyzer: &Analyzer,
    ) -> Result<Self, (String, String)> {
        let written = match matching {
            Matching::Stem | Matching::Word | Matching::Case => written_out(text)?,
            Matching::Glob | Matching::Regex => vec![text.trim().to_owned()],
        };
        let alternatives = written
            .iter()
            .map(|text| Alternative::parse(text, matching, gap, analyzer))
            .collect::<Result<Vec<_>, _>>()?;
        let has_gap = alternatives.iter().any(|alternative| alternative.written().iter().any(Element::is_gap));
        if gap.is_some() && !has_gap {
            return Err((
                "`gap` is given and the pattern has none".to_owned(),
                "remove `gap`, or write a `*` standing alone".to_owned(),
            ));
        }
        let mut seen = HashSet::with_hasher(FixedState::default());
        if let Some(twice) = written.iter().find(|text| !seen.insert(text.as_str())) {
            return Err((format!("`{twice}` stands there twice"), "keep one".to_owned()));
        }
        Ok(Self { text: text.split_whitespace().collect::<Vec<_>>().join(" "), matching, alternatives })
    }

    /// The pattern as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// How its plain words meet the text.
    pub fn matching(&self) -> Matching {
        self.matching
    }

    /// What it looks for, in the order written; never empty.
    pub fn alternatives(&self) -> &[Alternative] {
        &self.alternatives
    }

    /// The ways in which it may stand in a text: those of each alternative, one after another.
    pub fn variants(&self) -> impl Iterator<Item = &[Element]> {
        self.alternatives.iter().flat_map(|alternative| &alternative.variants).map(Vec::as_slice)
    }
}

impl Alternative {
    fn parse(text: &str, matching: Matching, gap: Option<u8>, analyzer: &Analyzer) -> Result<Self, (String, String)> {
        let pieces = pieces(text, matching, gap, analyzer)?;
        let written = match matching {
            Matching::Stem | Matching::Word | Matching::Case => {
                check_prefixes(&pieces)?;
                joinings(pieces)
            }
            Matching::Glob | Matching::Regex => vec![pieces],
        };
        let variants = written.into_iter().map(|joined| elements(joined, matching, analyzer)).collect();
        Ok(Self { text: text.to_owned(), variants })
    }

    /// The alternative as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The ways in which it may stand in a text: as written first, then with neighbouring words written together.
    pub fn variants(&self) -> &[Vec<Element>] {
        &self.variants
    }

    /// The first of its variants.
    pub fn written(&self) -> &[Element] {
        &self.variants[0]
    }

    /// The one word it looks for, when it looks for one.
    pub fn single(&self) -> Option<&Form> {
        match self.written() {
            [Element::Word(form)] => Some(form),
            _ => None,
        }
    }
}

impl Element {
    /// Whether it stands for words of any kind.
    pub fn is_gap(&self) -> bool {
        matches!(self, Self::Gap(_))
    }
}

impl Form {
    /// The form of a rule's word: this word, or with a `*` at its end every word that begins so.
    ///
    /// # Errors
    /// What is wrong with it and what to do.
    pub fn of_rule(text: &str, analyzer: &Analyzer) -> Result<Self, (String, String)> {
        // Nearly all are plain, and the shipped lexicons have some twenty-five thousand, read at every start.
        let (word, open) = text.strip_suffix('*').map_or((text, false), |word| (word, true));
        if !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Ok(if open { Self::Prefix(word.to_owned()) } else { Self::Word(word.to_owned()) });
        }
        Self::of_odd_rule(text, analyzer)
    }

    /// The form as a lexicon writes it: a prefix with its `*`.
    pub fn written(&self) -> String {
        match self {
            Self::Prefix(text) => format!("{text}*"),
            Self::Word(text) | Self::Stem(text) | Self::Case(text) => text.clone(),
            Self::Regex(regex) => regex.as_str().to_owned(),
        }
    }

    /// The same of a word that something has to be worked out of.
    fn of_odd_rule(text: &str, analyzer: &Analyzer) -> Result<Self, (String, String)> {
        match pieces(text, Matching::Word, None, analyzer)?.as_slice() {
            [Piece::Word { folded, open: true, .. }] => Ok(Self::Prefix(folded.clone())),
            [Piece::Word { folded, .. }] => Ok(Self::Word(folded.clone())),
            _ => Err((
                format!("a rule sees single words, and `{text}` is several"),
                "to block a phrase, write an [[exclude]]".to_owned(),
            )),
        }
    }
}

/// The pieces as written, then every way of writing neighbours together.
fn joinings(pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    let seams = pieces.len() - 1;
    let joinable = |seam: usize| {
        matches!((&pieces[seam], &pieces[seam + 1]), (Piece::Word { open: false, .. }, Piece::Word { .. }))
    };
    if pieces.len() > LONGEST_JOINED {
        return vec![pieces];
    }
    let together = (1_u32..1 << seams)
        .filter(|joined| (0..seams).all(|seam| joined & 1 << seam == 0 || joinable(seam)))
        .map(|joined| join(&pieces, joined))
        .collect::<Vec<_>>();
    std::iter::once(pieces).chain(together).collect()
}

fn join(pieces: &[Piece], joined: u32) -> Vec<Piece> {
    let mut result: Vec<Piece> = Vec::with_capacity(pieces.len());
    for (place, piece) in pieces.iter().enumerate() {
        let to_last = place > 0 && joined & 1 << (place - 1) != 0;
        match (result.last_mut(), piece) {
            (Some(Piece::Word { cased, folded, open }), Piece::Word { cased: c, folded: f, open: o }) if to_last => {
                cased.push_str(c);
                folded.push_str(f);
                *open = *o;
            }
            _ => result.push(piece.clone()),
        }
    }
    result
}

fn elements(pieces: Vec<Piece>, matching: Matching, analyzer: &Analyzer) -> Vec<Element> {
    let element = |piece| match piece {
        Piece::Gap(width) => Element::Gap(width),
        Piece::Regex(regex) => Element::Word(Form::Regex(regex)),
        Piece::Word { folded, open: true, .. } => Element::Word(Form::Prefix(folded)),
        Piece::Word { cased, folded, .. } => Element::Word(match matching {
            Matching::Stem => Form::Stem(analyzer.stem(&folded).into_owned()),
            Matching::Word | Matching::Glob | Matching::Regex => Form::Word(folded),
            Matching::Case => Form::Case(cased),
        }),
    };
    pieces.into_iter().map(element).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str, gap: Option<u8>) -> Result<Pattern, (String, String)> {
        Pattern::parse(text, Matching::Stem, gap, &Analyzer::english())
    }

    #[test]
    fn words_may_be_written_together_but_not_across_a_star() {
        assert_eq!(parse("truth and reconcil*", None).unwrap().variants().count(), 4);
        assert_eq!(parse("settle* coloni*", None).unwrap().variants().count(), 1);
        assert_eq!(parse("take * action", Some(3)).unwrap().variants().count(), 1);
        assert_eq!(
            parse("anti-imperialis*", None).unwrap().variants().nth(1).unwrap(),
            [Element::Word(Form::Prefix("antiimperialis".into()))]
        );
    }

    proptest::proptest! {
        #![proptest_config(crate::same_cases())]

        #[test]
        fn a_plain_rule_word_is_what_working_it_out_would_give(text in "[a-z]{1,12}\\*?|[a-zA-Z'.@* -]{0,8}") {
            let analyzer = Analyzer::english();
            proptest::prop_assert_eq!(Form::of_rule(&text, &analyzer), Form::of_odd_rule(&text, &analyzer));
        }
    }

    #[test]
    fn globs_are_cut_as_words_are() {
        let forms = |text: &str| {
            let pattern = Pattern::parse(text, Matching::Glob, None, &Analyzer::english());
            pattern.map(|pattern| pattern.alternatives()[0].written().to_vec())
        };
        let regex = |text| Element::Word(Form::Regex(WordRegex::of_glob(text).unwrap()));
        assert_eq!(forms("it'*").unwrap(), [regex("it'*")]);
        assert_eq!(forms("* wom?n").unwrap(), [regex("*"), regex("wom?n")]);
        for text in ["*'s", "*!*", "24/7", "war (cold)", "war*/peace"] {
            assert!(forms(text).is_err(), "{text}");
        }
    }

    #[test]
    fn bad_patterns_say_what_to_do() {
        for (text, gap) in [
            ("", None),
            ("*", Some(2)),
            ("take *", Some(2)),
            ("take * action", None),
            ("a*b", None),
            ("pe*", None),
            ("-", None),
            ("a * * b", Some(1)),
            ("peace", Some(2)),
            ("take * action", Some(9)),
            ("truce |", None),
            ("truce | accord | truce", None),
            ("truce (accord", None),
            ("9/11", None),
            ("R&D", None),
            ("peace, land and bread", None),
            ("who? me", None),
        ] {
            let (what, help) = parse(text, gap).unwrap_err();
            assert!(!what.is_empty() && !help.is_empty(), "{text}");
        }
    }
}
