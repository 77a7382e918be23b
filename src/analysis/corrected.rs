//! How often is each framing used, once a coded sample has corrected the matches?

use std::collections::{BTreeMap, HashMap};

use super::{Codings, Passage};
use crate::corpus::{Key, KeyTotal, KeyUnit};
use crate::ids::{DocId, FramingId, FramingIx, GroupId};
use crate::lexicon::Library;
use crate::notice::{Notice, OfCodes};
use crate::stats::{Answers, Estimate, Part, Population, Sampled, corrected, survey};

/// The share of units that use a framing, in the corpus or a group.
#[derive(Clone, Debug)]
pub struct CorrectedShare {
    /// The group; none for the whole corpus.
    pub group: Option<GroupId>,
    /// The framing.
    pub framing: FramingIx,
    /// How many units there are.
    pub units: u64,
    /// How many of them are coded for the framing.
    pub coded: usize,
    /// The share of units with a match.
    pub with_match: Option<f64>,
    /// The share that uses the framing, as the codes correct it. None when a stratum has no code, or none of the units.
    pub share: Option<Estimate>,
}

impl Codings {
    /// Makes the passages a sample of what the key says they were drawn from, and says where they are not what it tells.
    ///
    /// # Errors
    /// The id of a passage that is not in the key.
    pub fn drawn(&mut self, key: &Key, library: &Library) -> Result<Vec<Notice>, DocId> {
        let (strata, of_unit) = strata(key);
        self.design.populations = strata;
        let stratum = |id: &DocId| of_unit.get(id).map(|(stratum, _)| *stratum).ok_or_else(|| id.clone());
        self.design.strata = self.passages.iter().map(|passage| stratum(&passage.id)).collect::<Result<_, _>>()?;
        let mut notices = Vec::new();
        let left_out = key.units.len().saturating_sub(self.passages.len() + self.without_codes);
        if left_out > 0 {
            notices.push(OfCodes::LeftOut { units: left_out, of: key.units.len() }.into());
        }
        let other = |framing: &FramingIx| {
            let id = &library.get(*framing).id;
            let column = key.framings.iter().position(|of_key| of_key == id)?;
            let found = |passage: usize| self.matches(passage, *framing) > 0;
            let was_found =
                |passage: &Passage| of_unit.get(&passage.id).is_some_and(|(_, unit)| unit.matches[column] > 0);
            let differs = self.passages.iter().enumerate().any(|(place, passage)| found(place) != was_found(passage));
            differs.then(|| id.clone())
        };
        let framings: Vec<FramingId> = self.framings.iter().filter_map(other).collect();
        if !framings.is_empty() {
            notices.push(OfCodes::OtherMatches { framings }.into());
        }
        Ok(notices)
    }
}

/// The strata of a key in the order of their names, and for each unit its stratum.
fn strata(key: &Key) -> (Vec<Population>, HashMap<DocId, (usize, &KeyUnit)>) {
    let sizes: BTreeMap<&str, u64> = key.units.iter().map(|unit| (unit.stratum.as_str(), unit.size)).collect();
    let names: Vec<&str> = sizes.keys().copied().collect();
    let place = |name: &str| names.binary_search(&name).unwrap_or_default();
    let units = key.units.iter().map(|unit| (unit.id.clone(), (place(&unit.stratum), unit))).collect();
    (sizes.into_values().map(Population::Of).collect(), units)
}

/// The shares of the corpus, then of every group, each framing by framing. The answers are those in the key: a unit is
/// answered with yes when it has a match.
pub fn corrected_shares(codings: &Codings, key: &Key, library: &Library) -> Vec<CorrectedShare> {
    let (populations, units) = strata(key);
    let mut rows = Vec::new();
    for total in &key.totals {
        for (place, framing) in codings.framings.iter().enumerate() {
            let column = key.framings.iter().position(|id| *id == library.get(*framing).id);
            let Some(column) = column else { continue };
            rows.push(share(&Asked { codings, place, column, total }, &populations, &units));
        }
    }
    rows
}

/// Which share is asked for.
struct Asked<'a> {
    codings: &'a Codings,
    /// The framing's place among those of the codings, and its column in the key.
    place: usize,
    column: usize,
    total: &'a KeyTotal,
}

fn share(asked: &Asked<'_>, populations: &[Population], units: &HashMap<DocId, (usize, &KeyUnit)>) -> CorrectedShare {
    let Asked { codings, place, column, total } = *asked;
    let mut coded = 0;
    let (mut wrong, mut missed) = (Vec::new(), Vec::new());
    for (number, passage) in codings.passages.iter().enumerate() {
        let codes: Vec<bool> = codings.codes(number, place).collect();
        let Some((stratum, unit)) = units.get(&passage.id).filter(|_| !codes.is_empty()) else { continue };
        let yes = codes.iter().filter(|code| **code).count() as f64 / codes.len() as f64;
        let inside = total.group.is_none() || unit.group == total.group;
        let answer = unit.matches[column] > 0;
        coded += usize::from(inside);
        let part = |applies: bool, part: f64| Sampled {
            stratum: *stratum,
            part: if applies { Part { part, whole: 1.0 } } else { Part::default() },
        };
        wrong.push(part(inside && answer, 1.0 - yes));
        missed.push(part(inside && !answer, yes));
    }
    let positive = total.with_match[column];
    let answers = Answers { positive, negative: total.units.saturating_sub(positive) };
    let every_stratum = (0..populations.len()).all(|stratum| wrong.iter().any(|unit| unit.stratum == stratum));
    let estimate = || corrected(answers, survey(populations, &wrong), survey(populations, &missed));
    CorrectedShare {
        group: total.group.clone(),
        framing: codings.framings[place],
        units: total.units,
        coded,
        with_match: (total.units > 0).then(|| positive as f64 / total.units as f64),
        share: if every_stratum { estimate() } else { None },
    }
}
