//! Every caveat the tool can raise, as data with its advice.

mod of_codes;

use std::collections::BTreeMap;
use std::fmt;

pub use of_codes::OfCodes;

use crate::ids::{DocId, FramingId, GroupId};

/// What is doubtful about one row of a table. Codes stand in the `flag` column; the first that holds is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flag {
    /// Fewer than 300 words or 20 sentences.
    ShortDocument,
    /// Nothing was found: the upper bound says what cannot be ruled out.
    NoMatches,
    /// One to nine matches: below five there is no interval.
    FewMatches,
    /// Of three documents or more, one has at least half of the matches.
    OneDocument,
    /// One term has at least half of the matches.
    OneTerm,
    /// At least a quarter of the matches stand in quotation marks.
    MostlyQuoted,
}

impl Flag {
    /// The code in the tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::ShortDocument => "short-document",
            Self::NoMatches => "no-matches",
            Self::FewMatches => "few-matches",
            Self::OneDocument => "one-document",
            Self::OneTerm => "one-term",
            Self::MostlyQuoted => "mostly-quoted",
        }
    }
}

/// A caveat that travels with a result to the screen and the manifest.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// Files whose ending is not read.
    PassedOver {
        /// How many of each ending or name.
        files: BTreeMap<String, usize>,
    },
    /// Files that several inputs mean; each was read once.
    Repeated {
        /// How many.
        files: usize,
    },
    /// Documents without a word.
    Empty {
        /// Which.
        documents: Vec<DocId>,
    },
    /// Documents too short for a stable rate.
    Short {
        /// Which.
        documents: Vec<DocId>,
    },
    /// One document carries the result of a group.
    OneDocument {
        /// Which group.
        group: GroupId,
        /// Which framing.
        framing: FramingId,
        /// The document.
        document: DocId,
        /// Its matches.
        matches: u64,
        /// Of so many.
        of: u64,
    },
    /// One term carries a result.
    OneTerm {
        /// In which document, or in which group.
        unit: String,
        /// Which framing.
        framing: FramingId,
        /// The term.
        term: String,
        /// Its matches.
        matches: u64,
        /// Of so many.
        of: u64,
    },
    /// At least a quarter of a framing's matches stand in quotation marks.
    Quoted {
        /// In which document, or in which group.
        unit: String,
        /// Which framing.
        framing: FramingId,
        /// Matches in quotation marks.
        quoted: u64,
        /// Of so many.
        of: u64,
    },
    /// Documents with the same text.
    SameText {
        /// Groups of documents that are the same.
        documents: Vec<Vec<DocId>>,
    },
    /// Sentences that several documents share carry a good part of a framing.
    Copied {
        /// Which framing.
        framing: FramingId,
        /// Matches in such sentences.
        matches: u64,
        /// Of so many.
        of: u64,
    },
    /// Groups too small for the test between groups.
    SmallGroups {
        /// Which.
        groups: Vec<GroupId>,
        /// Whether the others are tested: that takes two of them.
        tested: bool,
    },
    /// Too many documents or groups to compare two by two.
    NotPaired {
        /// How many, and what they are.
        units: String,
    },
    /// A corpus.toml names documents that are not there.
    Unmatched {
        /// Which.
        documents: Vec<String>,
    },
    /// The documents were counted before and are not at hand.
    Counted,
    /// Names that the charts cannot show.
    NotDrawable {
        /// Which.
        names: Vec<String>,
    },
    /// Files of an earlier run that this one leaves where it writes.
    Earlier {
        /// Which.
        files: Vec<String>,
    },
    /// A dictionary of another program could not be read whole.
    NotCarried {
        /// Its file.
        file: String,
        /// How many of its entries and lines are dropped.
        dropped: usize,
        /// How many are changed.
        changed: usize,
    },
    /// About codes and what was coded.
    OfCodes(OfCodes),
    /// There is one framing only.
    OneFraming,
    /// Longer documents have other rates.
    Length {
        /// Which framing.
        framing: FramingId,
        /// Spearman's rank correlation of words and rate.
        rho: f64,
        /// Over so many documents.
        documents: usize,
    },
}

impl Notice {
    /// A stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::PassedOver { .. } => "passed-over",
            Self::Repeated { .. } => "repeated-input",
            Self::Empty { .. } => "empty-document",
            Self::Short { .. } => "short-document",
            Self::OneDocument { .. } => "one-document",
            Self::OneTerm { .. } => "one-term",
            Self::Quoted { .. } => "mostly-quoted",
            Self::SameText { .. } => "same-text",
            Self::Copied { .. } => "copied-text",
            Self::SmallGroups { .. } => "small-groups",
            Self::NotPaired { .. } => "not-paired",
            Self::Unmatched { .. } => "unmatched-metadata",
            Self::Counted => "counted-before",
            Self::NotDrawable { .. } => "not-drawable",
            Self::Earlier { .. } => "earlier-files",
            Self::NotCarried { .. } => "not-carried",
            Self::OfCodes(notice) => notice.code(),
            Self::OneFraming => "one-framing",
            Self::Length { .. } => "length",
        }
    }
}

/// So many names, and how many more.
fn some<T: fmt::Display>(names: &[T]) -> String {
    const SHOWN: usize = 3;
    let shown: Vec<String> = names.iter().take(SHOWN).map(ToString::to_string).collect();
    match names.len().checked_sub(SHOWN) {
        Some(more) if more > 0 => format!("{} and {more} more", shown.join(", ")),
        _ => shown.join(", "),
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PassedOver { files } => {
                let counted: Vec<String> = files.iter().map(|(ending, count)| format!("{count} {ending}")).collect();
                write!(f, "not read: {}", counted.join(", "))
            }
            Self::Repeated { files } => {
                write!(f, "{files} {} named more than once and read once", if *files == 1 { "file was" } else { "files were" })
            }
            Self::Empty { documents } => write!(f, "no word in {}: its rates stay empty", some(documents)),
            Self::Short { documents } => {
                write!(f, "under 300 words or 20 sentences, so read the rates with care: {}", some(documents))
            }
            Self::OneDocument { group, framing, document, matches, of } => {
                write!(f, "{framing} in the group {group} rests on one document: {document} has {matches} of {of} matches")
            }
            Self::OneTerm { unit, framing, term, matches, of } => {
                let term = first_alternatives(term);
                write!(f, "{framing} in {unit} rests on one term: `{term}` has {matches} of {of} matches")
            }
            Self::Quoted { unit, framing, quoted, of } => write!(
                f,
                "{framing} in {unit}: {quoted} of {of} matches stand in quotation marks, so the words may be another's"
            ),
            Self::SameText { documents } => {
                let sets: Vec<String> = documents.iter().map(|set| some(set)).collect();
                write!(f, "the same text under several names counts several times: {}", some(&sets))
            }
            Self::Copied { framing, matches, of } => {
                write!(
                    f,
                    "{framing}: {matches} of {of} matches stand in sentences that several documents share word for word"
                )
            }
            Self::SmallGroups { groups, tested: true } => {
                write!(f, "no test between groups for those under three documents: {}", some(groups))
            }
            Self::SmallGroups { groups, tested: false } => {
                write!(
                    f,
                    "no test between groups: it takes two of three documents, and these have fewer: {}",
                    some(groups)
                )
            }
            Self::NotPaired { units } => {
                write!(f, "{units} are too many to compare two by two: the similarity table has no pairs of them")
            }
            Self::Unmatched { documents } => {
                write!(f, "corpus.toml names documents that are not there: {}", some(documents))
            }
            Self::Counted => f.write_str(
                "counted before, the texts not at hand: no evidence table, no dispersion chart, and no look for copied sentences",
            ),
            Self::NotDrawable { names } => {
                write!(f, "the fonts of the charts lack characters of these names, so boxes stand there: {}", some(names))
            }
            Self::Earlier { files } => {
                write!(f, "still there from an earlier run, and not of this one: {}", files.join(", "))
            }
            Self::NotCarried { file, dropped, changed } => write!(
                f,
                "{file} is not read whole: {dropped} {} dropped, {changed} changed; `framelens lexicon convert` lists them",
                if *dropped == 1 { "entry" } else { "entries" }
            ),
            Self::OfCodes(notice) => notice.fmt(f),
            Self::OneFraming => f.write_str(
                "one framing alone has no profile: no shares and similarity charts, and no distances in the similarity table",
            ),
            Self::Length { framing, rho, documents } => write!(
                f,
                "{framing} goes with length: rank correlation of words and rate {rho:+.2} over {documents} documents"
            ),
        }
    }
}

/// As many alternatives of a pattern as a line of the screen holds; the table of terms has it whole.
fn first_alternatives(term: &str) -> String {
    const MOST: usize = 90;
    let ends = term.match_indices(" | ").map(|(at, _)| at).take_while(|at| *at <= MOST);
    match ends.last() {
        Some(end) if term.len() > MOST => format!("{} | \u{2026}", &term[..end]),
        _ => term.to_owned(),
    }
}
