//! What does each term really catch in these texts?

use std::collections::{BTreeMap, BTreeSet};

use super::Line;
use super::caught_forms::CaughtForms;
use super::endings::is_ending_of;
use super::near_words::NearWords;
use crate::counts::{ReadDocument, ReadSentence, one_line};
use crate::ids::{FramingIx, GroupId, TermId};
use crate::lexicon::{Element, Form, Library, Term};
use crate::matching::Match;
use crate::text::Analyzer;

/// One term on some texts.
#[derive(Clone, Debug)]
pub struct TermAudit {
    /// Its framing.
    pub framing: FramingIx,
    /// The term.
    pub term: TermId,
    /// Its matches.
    pub matches: u64,
    /// Documents with one.
    pub documents: u64,
    /// Its share of the framing's matches; `None` when there is none.
    pub share: Option<f64>,
    /// What is doubtful, the worst first.
    pub doubts: Vec<Doubt>,
    /// What it caught, as written but for case, with how often; the most frequent first.
    pub forms: Vec<(String, u64)>,
    /// Words of the texts that are nearly it and that no pattern of the framing would catch, with how often.
    pub near: Vec<(String, u64)>,
    /// Where it stands, of different documents as far as there are.
    pub lines: Vec<Line>,
}

/// What is doubtful about a term, and how many words that concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Its stem joins words that are more than endings of it.
    Joined {
        /// Matches of such words.
        matches: u64,
    },
    /// It has at least half of its framing's matches.
    Dominant {
        /// Its matches.
        matches: u64,
    },
    /// At least half of its matches share words with matches of another framing.
    Overlap {
        /// The framing it shares most with.
        with: FramingIx,
        /// Matches shared.
        matches: u64,
    },
    /// Other endings of it, or rarer words one letter away, would be caught by no pattern of its framing.
    NearMisses {
        /// How often they stand there.
        words: u64,
    },
    /// It catches nothing.
    Dead,
}

/// How much of the texts of a group a framing reaches.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    /// Documents.
    pub documents: u64,
    /// Sentences.
    pub sentences: u64,
    /// By framing, sentences with a match.
    pub with_match: Vec<u64>,
    /// By framing, the terms found.
    pub terms: Vec<BTreeSet<TermId>>,
}

/// Everything that an audit finds.
#[derive(Clone, Debug)]
pub struct Audited {
    /// Every term, the most doubtful first.
    pub terms: Vec<TermAudit>,
    /// By group, those without one under `None`.
    pub coverage: BTreeMap<Option<GroupId>, Coverage>,
}

/// A term that shares so many matches can overlap; one that has twice as many can be dominant.
const FEWEST: u64 = 5;
/// So many lines are kept of each term.
const LINES: usize = 3;
/// So many near misses are named.
const NEAR: usize = 5;

impl Doubt {
    /// The code in the table.
    pub fn code(self) -> &'static str {
        match self {
            Self::Joined { .. } => "joined",
            Self::Dominant { .. } => "dominant",
            Self::Overlap { .. } => "overlap",
            Self::NearMisses { .. } => "near-miss",
            Self::Dead => "dead",
        }
    }

    /// How many words of the texts it concerns.
    pub fn concerns(self) -> u64 {
        match self {
            Self::Joined { matches } | Self::Dominant { matches } | Self::Overlap { matches, .. } => matches,
            Self::NearMisses { words } => words,
            Self::Dead => 0,
        }
    }

    /// A wrong count comes before a count left out, and that before a term without use.
    fn harm(self) -> (u8, u64) {
        let kind = match self {
            Self::Joined { .. } | Self::Dominant { .. } | Self::Overlap { .. } => 2,
            Self::NearMisses { .. } => 1,
            Self::Dead => 0,
        };
        (kind, self.concerns())
    }
}

/// Whether a match is the first of its term in its document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    First,
    Later,
}

/// What is known of a term so far.
#[derive(Clone, Debug, Default)]
struct Caught {
    matches: u64,
    documents: u64,
    forms: BTreeMap<String, u64>,
    shared: BTreeMap<FramingIx, u64>,
    lines: Vec<Line>,
}

impl Caught {
    /// The single words among what it caught, folded, with how often.
    fn words(&self, analyzer: &Analyzer) -> Vec<(String, u64)> {
        let single = self.forms.iter().filter(|(form, _)| analyzer.words(form).nth(1).is_none());
        single.map(|(form, count)| (analyzer.forms(form).folded, *count)).collect()
    }

    /// Takes one more match into account, perhaps the first of its document.
    fn take(&mut self, read: &ReadDocument, sentence: &ReadSentence, found: &Match, place: Place) {
        let text = &read.document.text;
        self.matches += 1;
        self.documents += u64::from(place == Place::First);
        *self.forms.entry(one_line(&found.span.of(text).to_lowercase()).into_owned()).or_default() += 1;
        let meets = |other: &&Match| {
            other.framing != found.framing
                && other.span.start() < found.span.end()
                && found.span.start() < other.span.end()
        };
        let others: BTreeSet<FramingIx> = sentence.found.iter().filter(meets).map(|other| other.framing).collect();
        for other in others {
            *self.shared.entry(other).or_default() += 1;
        }
        // Three lines of one document say less than one each of three.
        let repeated = self.lines.windows(2).position(|pair| pair[0].document == pair[1].document);
        match repeated {
            _ if self.lines.len() < LINES => {}
            Some(repeated) if place == Place::First => drop(self.lines.remove(repeated + 1)),
            _ => return,
        }
        let (text, found) = read.line(sentence, found);
        self.lines.push(Line { document: read.document.id.clone(), text, found });
    }
}

/// Gathers what the terms of a library catch, document by document.
#[derive(Debug)]
pub struct Audit<'l> {
    library: &'l Library,
    analyzer: Analyzer,
    caught: Vec<Caught>,
    words: BTreeMap<String, u64>,
    coverage: BTreeMap<Option<GroupId>, Coverage>,
}

impl<'l> Audit<'l> {
    /// An audit of nothing yet.
    pub fn new(library: &'l Library) -> Self {
        Self {
            library,
            analyzer: Analyzer::english(),
            caught: vec![Caught::default(); library.terms().count()],
            words: BTreeMap::new(),
            coverage: BTreeMap::new(),
        }
    }

    /// Takes one more document into account.
    pub fn document(&mut self, read: &ReadDocument, group: Option<GroupId>) {
        let text = &read.document.text;
        let framings = self.library.lexicons().len();
        let coverage = self.coverage.entry(group).or_default();
        coverage.with_match.resize(framings, 0);
        coverage.terms.resize(framings, BTreeSet::new());
        coverage.documents += 1;
        coverage.sentences += read.sentences.len() as u64;
        for sentence in &read.sentences {
            for word in self.analyzer.words(sentence.span.of(text)) {
                *self.words.entry(self.analyzer.forms(word).folded).or_default() += 1;
            }
            let with: BTreeSet<FramingIx> = sentence.found.iter().map(|found| found.framing).collect();
            for framing in with {
                coverage.with_match[framing.index()] += 1;
            }
            for found in &sentence.found {
                coverage.terms[found.framing.index()].insert(found.term);
            }
        }
        let mut terms = BTreeSet::new();
        for sentence in &read.sentences {
            for found in &sentence.found {
                let place = if terms.insert(found.term) { Place::First } else { Place::Later };
                self.caught[found.term.index()].take(read, sentence, found, place);
            }
        }
    }

    /// What was found.
    pub fn finish(self) -> Audited {
        let mut of_framing = vec![0; self.library.lexicons().len()];
        for (framing, term, _) in self.library.terms() {
            of_framing[framing.index()] += self.caught[term.index()].matches;
        }
        let near_words = NearWords::new(self.library, &self.words, &self.analyzer);
        let mut terms: Vec<TermAudit> = self
            .library
            .terms()
            .map(|(framing, id, term)| {
                let caught = &self.caught[id.index()];
                let all = of_framing[framing.index()];
                // A term that stands alone can carry no more than its own.
                let beside = (self.library.get(framing).terms.len() > 1).then_some(all);
                let words = caught.words(&self.analyzer);
                let near = near_words.of(framing, term, &words);
                let near = by_number(near.into_iter().map(|(word, count)| (word.to_owned(), count)));
                let joined = joined(term, &words, &self.analyzer);
                TermAudit {
                    framing,
                    term: id,
                    matches: caught.matches,
                    documents: caught.documents,
                    share: (all > 0).then(|| caught.matches as f64 / all as f64),
                    doubts: doubts(caught, joined, beside, &near),
                    forms: by_number(caught.forms.iter().map(|(form, count)| (form.clone(), *count))),
                    near: near.into_iter().take(NEAR).collect(),
                    lines: caught.lines.clone(),
                }
            })
            .collect();
        let harm = |row: &TermAudit| row.doubts.first().map(|doubt| doubt.harm());
        terms.sort_by_key(|row| (std::cmp::Reverse((harm(row), row.matches)), row.framing, row.term));
        Audited { terms, coverage: self.coverage }
    }
}

/// What is doubtful about a term. `beside` are the matches of its framing, where that has other terms.
fn doubts(caught: &Caught, joined: u64, beside: Option<u64>, near: &[(String, u64)]) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    if joined > 0 {
        doubts.push(Doubt::Joined { matches: joined });
    }
    if caught.matches >= 2 * FEWEST && beside.is_some_and(|all| caught.matches * 2 >= all) {
        doubts.push(Doubt::Dominant { matches: caught.matches });
    }
    let most = caught.shared.iter().max_by_key(|(framing, shared)| (**shared, std::cmp::Reverse(**framing)));
    if let Some((with, matches)) = most
        && *matches >= FEWEST
        && *matches * 2 >= caught.matches
    {
        doubts.push(Doubt::Overlap { with: *with, matches: *matches });
    }
    match near.iter().map(|(_, count)| count).sum() {
        0 => {}
        words => doubts.push(Doubt::NearMisses { words }),
    }
    if caught.matches == 0 {
        doubts.push(Doubt::Dead);
    }
    doubts.sort_by_key(|doubt| std::cmp::Reverse(doubt.harm()));
    doubts
}

/// How often a term caught single words by their stem alone that are more than an ending of one of its own, a phrase of its own
/// written together being one. What it names in another way too is meant: word for word, by a prefix or an expression.
fn joined(term: &Term, caught: &[(String, u64)], analyzer: &Analyzer) -> u64 {
    let (mut bases, mut others) = (BTreeMap::<&str, Vec<String>>::new(), Vec::new());
    for alternative in term.pattern.alternatives() {
        let together: String = analyzer.words(alternative.as_str()).map(|word| analyzer.forms(word).folded).collect();
        for variant in alternative.variants() {
            match variant.as_slice() {
                [Element::Word(Form::Stem(stem))] => bases.entry(stem).or_default().push(together.clone()),
                other => others.push(other),
            }
        }
    }
    let meant = CaughtForms::of(others.into_iter(), analyzer);
    let is_joined = |word: &str| {
        let bases = bases.get(analyzer.stem(word).as_ref());
        bases.is_some_and(|bases| !bases.iter().any(|base| is_ending_of(word, base))) && !meant.catch(word, analyzer)
    };
    caught.iter().filter(|(word, _)| is_joined(word)).map(|(_, count)| count).sum()
}

/// Most frequent first, then by name.
fn by_number(counts: impl Iterator<Item = (String, u64)>) -> Vec<(String, u64)> {
    let mut counts: Vec<(String, u64)> = counts.collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts
}
