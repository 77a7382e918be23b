//! Which words and phrases that no term catches keep company with a framing?

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

use foldhash::fast::FixedState;

use super::Line;
use crate::counts::ReadDocument;
use crate::ids::{DocId, FramingIx};
use crate::stats::two_proportions;
use crate::text::{Analyzer, is_function_word};

/// A word or phrase that sentences of a framing have more often than others, outside of the framing's matches.
#[derive(Clone, Debug)]
pub struct Suggestion {
    /// The framing.
    pub framing: FramingIx,
    /// The words; for a single one its most frequent form.
    pub pattern: String,
    /// Sentences with a match of the framing that have it besides.
    pub with: u64,
    /// Sentences with a match.
    pub of_with: u64,
    /// Sentences without a match that have it.
    pub without: u64,
    /// Sentences without a match.
    pub of_without: u64,
    /// Documents that have it beside a match.
    pub documents: u64,
    /// How far the one share lies above the other, in standard errors.
    pub z: f64,
    /// A sentence with a match that has it; another than those of the suggestions before it, if there is one.
    pub example: Line,
}

/// What is worth suggesting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demands {
    /// In so many sentences with a match.
    pub sentences: u64,
    /// In so many documents.
    pub documents: u64,
    /// So many for each framing.
    pub number: usize,
}

/// So many standard errors more frequent beside matches.
const LEAST: f64 = 3.0;
/// The longest phrase.
const LONGEST: usize = 3;
/// Shorter words tell little.
const SHORTEST: usize = 3;

struct Sentence {
    document: u32,
    /// Words by number; `None` where a clause ends.
    words: Vec<Option<u32>>,
    /// By framing found, the places of the words that its matches cover.
    covered: Vec<(FramingIx, Range<usize>)>,
    /// Kept where there is a match.
    text: String,
}

impl Sentence {
    /// Whether it has a match of a framing.
    fn has(&self, framing: FramingIx) -> bool {
        self.covered.iter().any(|(found, _)| *found == framing)
    }
}

/// Gathers sentences, and tells what keeps company with what.
pub struct Companions {
    analyzer: Analyzer,
    numbers: HashMap<String, u32, FixedState>,
    words: Vec<String>,
    stems: Vec<u32>,
    stem_numbers: HashMap<String, u32, FixedState>,
    sentences: Vec<Sentence>,
    seen: HashSet<Vec<Option<u32>>, FixedState>,
    documents: Vec<DocId>,
}

type Counts<'c> = HashMap<&'c [u32], u64, FixedState>;

impl Default for Companions {
    fn default() -> Self {
        Self {
            analyzer: Analyzer::english(),
            numbers: HashMap::default(),
            words: Vec::new(),
            stems: Vec::new(),
            stem_numbers: HashMap::default(),
            sentences: Vec::new(),
            seen: HashSet::default(),
            documents: Vec::new(),
        }
    }
}

impl Companions {
    /// Takes one more document into account.
    pub fn document(&mut self, read: &ReadDocument) {
        let document = self.documents.len() as u32;
        self.documents.push(read.document.id.clone());
        for (place, sentence) in read.sentences.iter().enumerate() {
            let text = sentence.span.of(&read.document.text);
            let (mut words, mut places) = (Vec::new(), Vec::new());
            let mut end = 0;
            for word in self.analyzer.words(text) {
                let start = word.as_ptr() as usize - text.as_ptr() as usize;
                if !words.is_empty() && text[end..start].contains(|c: char| !c.is_whitespace() && c != '-') {
                    words.push(None);
                    places.push(end);
                }
                words.push(Some(self.number(self.analyzer.forms(word).folded)));
                places.push(start);
                end = start + word.len();
            }
            // A copied sentence would say the same again, and look like agreement of several documents.
            if !self.seen.insert(words.clone()) {
                continue;
            }
            let at = |byte: usize| places.partition_point(|start| start + sentence.span.start() < byte);
            let covered = sentence.found.iter().map(|m| (m.framing, at(m.span.start())..at(m.span.end())));
            self.sentences.push(Sentence {
                document,
                words,
                covered: covered.collect(),
                text: if sentence.found.is_empty() { String::new() } else { read.sentence(place) },
            });
        }
    }

    fn number(&mut self, folded: String) -> u32 {
        if let Some(number) = self.numbers.get(&folded) {
            return *number;
        }
        let number = self.words.len() as u32;
        let next = self.stem_numbers.len() as u32;
        let stem = *self.stem_numbers.entry(self.analyzer.stem(&folded).into_owned()).or_insert(next);
        self.words.push(folded.clone());
        self.stems.push(stem);
        self.numbers.insert(folded, number);
        number
    }

    /// The best suggestions for a framing, the most over-represented first.
    pub fn suggest(&self, framing: FramingIx, demands: Demands) -> Vec<Suggestion> {
        let of_with = self.sentences.iter().filter(|sentence| sentence.has(framing)).count() as u64;
        let of_without = self.sentences.len() as u64 - of_with;
        let found = self.companies(framing, demands);
        let elsewhere = self.without(framing, &found);
        let rows = found.iter().filter_map(|(key, company)| {
            let without = elsewhere[key.as_slice()];
            let z = two_proportions((company.with, of_with), (without, of_without))?;
            (z >= LEAST).then(|| Row { pattern: self.shown(company), length: key.len(), company, without, z })
        });
        let mut rows: Vec<Row<'_>> = rows.collect();
        rows.sort_by(|a, b| b.z.total_cmp(&a.z).then_with(|| a.pattern.cmp(&b.pattern)));
        without_parts(&mut rows);
        rows.truncate(demands.number);
        let examples = self.examples(&rows);
        let suggestion = |(row, example): (Row<'_>, Line)| Suggestion {
            framing,
            pattern: row.pattern,
            with: row.company.with,
            of_with,
            without: row.without,
            of_without,
            documents: row.company.documents.len() as u64,
            z: row.z,
            example,
        };
        rows.into_iter().zip(examples).map(suggestion).collect()
    }

    /// The words and phrases beside the matches of a framing that meet the demands.
    fn companies(&self, framing: FramingIx, demands: Demands) -> BTreeMap<Vec<u32>, Company<'_>> {
        let mut found: BTreeMap<Vec<u32>, Company<'_>> = BTreeMap::new();
        for (number, sentence) in self.sentences.iter().enumerate().filter(|(_, sentence)| sentence.has(framing)) {
            let free = |place: usize| {
                !sentence.covered.iter().any(|(found, range)| *found == framing && range.contains(&place))
            };
            for (key, place) in self.candidates(sentence, free) {
                let words = &sentence.words[place..place + key.len()];
                let company = found.entry(key).or_default();
                company.with += 1;
                company.documents.insert(sentence.document);
                *company.forms.entry(words).or_default() += 1;
                // Of so many one is not shown with another suggestion.
                if company.examples.len() < demands.number {
                    company.examples.push((number, place));
                }
            }
        }
        found.retain(|_, company| {
            company.with >= demands.sentences && company.documents.len() as u64 >= demands.documents
        });
        found
    }

    /// How many sentences without a match of a framing have each of the words and phrases found.
    fn without<'f>(&self, framing: FramingIx, found: &'f BTreeMap<Vec<u32>, Company<'_>>) -> Counts<'f> {
        let mut elsewhere: Counts<'_> = found.keys().map(|key| (key.as_slice(), 0)).collect();
        for sentence in self.sentences.iter().filter(|sentence| !sentence.has(framing)) {
            for (key, _) in self.candidates(sentence, |_| true) {
                if let Some(count) = elsewhere.get_mut(key.as_slice()) {
                    *count += 1;
                }
            }
        }
        elsewhere
    }

    /// A sentence for each row, with the words as the row has them and each another one, as far as there are.
    fn examples(&self, rows: &[Row<'_>]) -> Vec<Line> {
        let mut shown = BTreeSet::new();
        let example = |row: &Row<'_>| {
            let examples = &row.company.examples;
            let usual = row.company.usual_form();
            let is_usual = |(number, place): &(usize, usize)| {
                Some(&self.sentences[*number].words[*place..*place + row.length]) == usual
            };
            let is_new = |(number, _): &(usize, usize)| !shown.contains(number);
            let mut usual = examples.iter().filter(|example| is_usual(example));
            let best = usual.clone().find(|example| is_new(example)).or_else(|| usual.next());
            let (number, place) = best.or(examples.first()).copied().unwrap_or_default();
            shown.insert(number);
            self.line(&self.sentences[number], place, row.length)
        };
        rows.iter().map(example).collect()
    }

    /// A sentence and where so many of its words stand in it, from a place on.
    fn line(&self, sentence: &Sentence, place: usize, length: usize) -> Line {
        let text = sentence.text.trim().to_owned();
        let before = sentence.words[..place].iter().flatten().count();
        let start_of = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
        let mut words = self.analyzer.words(&text).skip(before).take(length);
        let first = words.next().unwrap_or_default();
        let last = words.last().unwrap_or(first);
        let found = if first.is_empty() { 0..0 } else { start_of(first)..start_of(last) + last.len() };
        Line { document: self.documents[sentence.document as usize].clone(), text, found }
    }

    /// Every word and phrase of a sentence once, with its first place: single words by stem, phrases by their words.
    fn candidates(&self, sentence: &Sentence, free: impl Fn(usize) -> bool) -> BTreeMap<Vec<u32>, usize> {
        let mut found = BTreeMap::new();
        for first in 0..sentence.words.len() {
            for length in 1..=LONGEST.min(sentence.words.len() - first) {
                let words = &sentence.words[first..first + length];
                let Some(last) = words[length - 1] else { break };
                if !free(first + length - 1) {
                    break;
                }
                let Some(begin) = words[0] else { break };
                if self.is_telling(begin) && self.is_telling(last) {
                    // A stem's number is told from a phrase by the length of the key.
                    let key = match length {
                        1 => vec![self.stems[begin as usize]],
                        _ => words.iter().flatten().copied().collect(),
                    };
                    found.entry(key).or_insert(first);
                }
            }
        }
        found
    }

    fn is_telling(&self, word: u32) -> bool {
        let word = self.words[word as usize].as_str();
        word.chars().count() >= SHORTEST && !is_function_word(word) && word.chars().any(char::is_alphabetic)
    }

    fn shown(&self, company: &Company<'_>) -> String {
        let words = company.usual_form().unwrap_or_default();
        let words: Vec<&str> = words.iter().flatten().map(|word| self.words[*word as usize].as_str()).collect();
        words.join(" ")
    }
}

#[derive(Default)]
struct Company<'s> {
    with: u64,
    documents: BTreeSet<u32>,
    forms: BTreeMap<&'s [Option<u32>], u64>,
    /// The first sentences that have it, with its place in each.
    examples: Vec<(usize, usize)>,
}

impl<'s> Company<'s> {
    /// The form that it stands in most often.
    fn usual_form(&self) -> Option<&'s [Option<u32>]> {
        let most = self.forms.iter().max_by_key(|(words, count)| (**count, std::cmp::Reverse(words.len())));
        most.map(|(words, _)| *words)
    }
}

/// A suggestion before its example is chosen.
struct Row<'f> {
    pattern: String,
    /// How many words it has.
    length: usize,
    company: &'f Company<'f>,
    without: u64,
    z: f64,
}

/// Leaves out words and phrases that nearly always stand in a longer phrase of the list.
fn without_parts(rows: &mut Vec<Row<'_>>) {
    const NEARLY_ALWAYS: f64 = 0.8;
    let longer: Vec<(String, u64)> = rows.iter().map(|row| (format!(" {} ", row.pattern), row.company.with)).collect();
    rows.retain(|row| {
        let own = format!(" {} ", row.pattern);
        let part_of = |(text, with): &(String, u64)| {
            text.len() > own.len() && text.contains(&own) && *with as f64 >= NEARLY_ALWAYS * row.company.with as f64
        };
        !longer.iter().any(part_of)
    });
}
