//! Which passage was coded how, by whom, and what was found in it?

use std::collections::HashMap;

use crate::corpus::{CodedPassage, Codes, CorpusError};
use crate::ids::{DocId, FramingId, FramingIx, TermId};
use crate::lexicon::Library;
use crate::notice::{Notice, OfCodes};
use crate::stats::Population;

/// A text that people coded: a sentence, mostly.
#[derive(Clone, Debug)]
pub struct Passage {
    /// What it is called.
    pub id: DocId,
    /// The document it is from, as far as that is known.
    pub document: Option<String>,
    /// Its text.
    pub text: String,
    /// The framing and term of every match in it.
    pub found: Vec<(FramingIx, TermId)>,
}

/// How the passages came to be coded.
#[derive(Clone, Debug)]
pub struct Design {
    /// What was drawn from, stratum by stratum.
    pub populations: Vec<Population>,
    /// The stratum of each passage.
    pub strata: Vec<usize>,
}

/// Passages, what coders said of them and what was found in them, side by side.
#[derive(Clone, Debug)]
pub struct Codings {
    /// The passages that have a code.
    pub passages: Vec<Passage>,
    /// How many others there are, without a code.
    pub without_codes: usize,
    /// How many coders there are.
    pub coders: usize,
    /// The framings that have both a lexicon and codes, in the library's order.
    pub framings: Vec<FramingIx>,
    /// How the passages were drawn.
    pub design: Design,
    /// So many matches make the instrument's answer a yes.
    pub at_least: usize,
    /// Passage by passage, framing by framing of `framings`, coder by coder.
    answers: Vec<Vec<Vec<Option<bool>>>>,
}

/// A name that is so near to a framing without codes is taken for a slip.
const SLIP: f64 = 0.9;

impl Codings {
    /// Lines up coders and passages. Passages without any code are left out.
    ///
    /// # Errors
    /// When a coder coded what is no passage, a framing is misspelt, no framing has both a lexicon and codes, or nothing is
    /// coded.
    pub fn new(
        passages: Vec<Passage>,
        coders: &[Codes],
        library: &Library,
        at_least: usize,
    ) -> Result<(Self, Vec<Notice>), CorpusError> {
        let framings = shared(coders, library)?;
        let notices = caveats(coders, library, &framings, passages.len());
        let places: HashMap<DocId, usize> =
            passages.iter().enumerate().map(|(place, passage)| (passage.id.clone(), place)).collect();
        let mut answers = vec![vec![vec![None; coders.len()]; framings.len()]; passages.len()];
        for (coder, codes) in coders.iter().enumerate() {
            let columns: Vec<Option<usize>> = framings
                .iter()
                .map(|framing| codes.framings.iter().position(|coded| *coded == library.get(*framing).id))
                .collect();
            for row in &codes.passages {
                let Some(place) = places.get(&row.id) else {
                    let help = "give the text of every coded passage with --text, under the same id".to_owned();
                    return Err(codes.fault_at(row, format!("no passage has the id `{}`", row.id), help));
                };
                for (framing, column) in columns.iter().enumerate() {
                    answers[*place][framing][coder] = column.and_then(|column| row.answers[column]);
                }
            }
        }
        let all = passages.len();
        let coded = |answers: &Vec<Vec<Option<bool>>>| answers.iter().flatten().any(Option::is_some);
        let (passages, answers): (Vec<_>, Vec<_>) =
            passages.into_iter().zip(answers).filter(|(_, answers)| coded(answers)).unzip();
        if let (true, Some(codes)) = (passages.is_empty(), coders.first()) {
            let help = "put 1 (it uses the framing) or 0 (it does not) in the columns of the framings".to_owned();
            return Err(codes.fault("no passage is coded".to_owned(), help));
        }
        let strata = vec![0; passages.len()];
        let design = Design { populations: vec![Population::Endless], strata };
        let without_codes = all - passages.len();
        Ok((Self { passages, without_codes, coders: coders.len(), framings, design, at_least, answers }, notices))
    }

    /// What the coders said of a passage, `place` being that of the framing among `framings`; those who said nothing are
    /// left out.
    pub fn codes(&self, passage: usize, place: usize) -> impl Iterator<Item = bool> + '_ {
        self.answers[passage][place].iter().copied().flatten()
    }

    /// How many matches of a framing there are in a passage.
    pub fn matches(&self, passage: usize, framing: FramingIx) -> usize {
        self.passages[passage].found.iter().filter(|(found, _)| *found == framing).count()
    }

    /// The instrument's answer.
    pub fn answer(&self, passage: usize, framing: FramingIx) -> bool {
        self.matches(passage, framing) >= self.at_least
    }

    /// What came of a passage; none when nobody coded it for the framing, or it is neither coded nor found.
    pub fn verdict(&self, passage: usize, place: usize) -> Option<Verdict> {
        let all = self.codes(passage, place).count();
        let yes = self.codes(passage, place).filter(|code| *code).count();
        let answer = self.answer(passage, self.framings[place]);
        match (2 * yes).cmp(&all) {
            _ if all == 0 => None,
            std::cmp::Ordering::Equal => Some(Verdict::Disputed),
            std::cmp::Ordering::Greater => Some(if answer { Verdict::Hit } else { Verdict::Missed }),
            std::cmp::Ordering::Less => {
                (answer || yes > 0).then_some(if answer { Verdict::False } else { Verdict::Passed })
            }
        }
    }
}

/// The instrument's answer on a passage, against what most coders say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Found, and most say so.
    Hit,
    /// Found, and most say no.
    False,
    /// Not found, and most say it is there.
    Missed,
    /// As many say yes as no.
    Disputed,
    /// Not found; some say it is there, most do not.
    Passed,
}

impl Verdict {
    /// The word in the tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hit => "hit",
            Self::False => "false",
            Self::Missed => "missed",
            Self::Disputed => "disputed",
            Self::Passed => "passed",
        }
    }
}

/// The framings with a lexicon and codes.
fn shared(coders: &[Codes], library: &Library) -> Result<Vec<FramingIx>, CorpusError> {
    let lexicons =
        || library.lexicons().iter().enumerate().map(|(place, lexicon)| (FramingIx(place as u16), &lexicon.id));
    for codes in coders {
        let free: Vec<&FramingId> = lexicons().map(|(_, id)| id).filter(|id| !codes.framings.contains(id)).collect();
        for unknown in codes.framings.iter().filter(|id| library.find(id.as_str()).is_none()) {
            let likeness = |id: &FramingId| strsim::jaro_winkler(unknown.as_str(), id.as_str());
            if let Some(near) = free.iter().find(|id| likeness(id) >= SLIP) {
                let what = format!("there is no framing `{unknown}`");
                return Err(codes.fault(what, format!("did you mean `{near}`?")));
            }
        }
    }
    let coded = |id: &FramingId| coders.iter().any(|codes| codes.framings.contains(id));
    let framings: Vec<FramingIx> = lexicons().filter(|(_, id)| coded(id)).map(|(framing, _)| framing).collect();
    match coders.first() {
        Some(codes) if framings.is_empty() => {
            let ids: Vec<&str> = lexicons().map(|(_, id)| id.as_str()).collect();
            let help = format!("name the columns as the framings: {}", ids.join(", "));
            Err(codes.fault("no column is a framing of this run".to_owned(), help))
        }
        _ => Ok(framings),
    }
}

fn caveats(coders: &[Codes], library: &Library, framings: &[FramingIx], passages: usize) -> Vec<Notice> {
    let mut notices = Vec::new();
    let mut without: Vec<FramingId> = coders
        .iter()
        .flat_map(|codes| &codes.framings)
        .filter(|id| library.find(id.as_str()).is_none())
        .cloned()
        .collect();
    without.sort();
    without.dedup();
    if !without.is_empty() {
        notices.push(OfCodes::NoLexicon { framings: without }.into());
    }
    let not_coded: Vec<FramingId> = library
        .lexicons()
        .iter()
        .enumerate()
        .filter(|(place, _)| !framings.contains(&FramingIx(*place as u16)))
        .map(|(_, lexicon)| lexicon.id.clone())
        .collect();
    if !not_coded.is_empty() {
        notices.push(OfCodes::NotCoded { framings: not_coded }.into());
    }
    for codes in coders {
        let is_compared = |id: &FramingId| library.find(id.as_str()).is_some();
        let columns: Vec<usize> =
            (0..codes.framings.len()).filter(|place| is_compared(&codes.framings[*place])).collect();
        let is_whole = |row: &&CodedPassage| columns.iter().all(|column| row.answers[*column].is_some());
        let whole = codes.passages.iter().filter(is_whole).count();
        if whole < passages {
            notices.push(OfCodes::Uncoded { codes: codes.name(), passages: passages - whole, of: passages }.into());
        }
        let only_ones = only_ones(codes, library);
        if !only_ones.is_empty() {
            notices.push(OfCodes::OnlyOnes { codes: codes.name(), framings: only_ones }.into());
        }
    }
    notices
}

/// The framings that a coder gave a 1 somewhere, a 0 nowhere, and somewhere nothing.
fn only_ones(codes: &Codes, library: &Library) -> Vec<FramingId> {
    let columns = codes.framings.iter().enumerate().filter(|(_, id)| library.find(id.as_str()).is_some());
    let has = |column: usize, answer: Option<bool>| codes.passages.iter().any(|row| row.answers[column] == answer);
    let only =
        columns.filter(|(column, _)| has(*column, Some(true)) && !has(*column, Some(false)) && has(*column, None));
    only.map(|(_, id)| id.clone()).collect()
}
