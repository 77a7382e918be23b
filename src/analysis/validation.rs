//! How well do the matches agree with what people coded?

use super::Codings;
use crate::ids::FramingIx;
use crate::stats::{
    Accuracy, Confusion, Estimate, Part, Sampled, Seed, Values, accuracy, krippendorff, survey, wilson,
};

/// What a row of a validation is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// One framing.
    Framing(FramingIx),
    /// The answers on all framings taken as one.
    Micro,
    /// The mean of the framings, of those where it is defined.
    Macro,
}

/// The instrument against the coders.
#[derive(Clone, Debug)]
pub struct Agreement {
    /// What it is about.
    pub over: Over,
    /// Passages coded; over all framings, passages times framings.
    pub passages: usize,
    /// Codes given: one a passage and coder.
    pub codes: usize,
    /// Those of them that are 1.
    pub coded: usize,
    /// Passages that the instrument answers with yes.
    pub answered: usize,
    /// The share of codes that are 1.
    pub prevalence: Option<Estimate>,
    /// Of what the instrument answers with yes, the share coded 1.
    pub precision: Option<Estimate>,
    /// Of what is coded 1, the share that the instrument answers with yes.
    pub recall: Option<Estimate>,
    /// Their harmonic mean.
    pub f1: Option<Estimate>,
    /// Matthews' correlation coefficient.
    pub mcc: Option<f64>,
    /// Krippendorff's alpha between the coders.
    pub among_coders: Option<Estimate>,
    /// Krippendorff's alpha between the instrument and each coder.
    pub with_coders: Option<Estimate>,
}

/// How often passages with so many matches are coded 1.
#[derive(Clone, Debug)]
pub struct Band {
    /// The framing, or all taken as one.
    pub over: Over,
    /// Matches: 0, 1, 2, or with 3 three and more.
    pub matches: usize,
    /// Passages with so many.
    pub passages: usize,
    /// Codes given to them.
    pub codes: usize,
    /// Those of them that are 1.
    pub coded: usize,
    /// Their share.
    pub share: Option<Estimate>,
}

/// The last band has so many matches or more.
pub const LAST_BAND: usize = 3;

/// One row a framing, then all taken as one, then their mean.
///
/// Every code of every coder is compared with the instrument's answer, so no coder counts more than another and no tie has
/// to be broken. Intervals take the passages as units, weighted as they were drawn.
pub fn validate(codings: &Codings, seed: Seed) -> Vec<Agreement> {
    let each: Vec<usize> = (0..codings.framings.len()).collect();
    let mut rows: Vec<Agreement> =
        each.iter().map(|place| agreement(codings, Over::Framing(codings.framings[*place]), &[*place], seed)).collect();
    let mean = mean(&rows);
    rows.push(agreement(codings, Over::Micro, &each, seed));
    rows.push(mean);
    rows
}

/// The instrument against the coders on one passage, for some of the framings together.
fn confusion(codings: &Codings, passage: usize, places: &[usize]) -> Confusion {
    let mut sum = Confusion::default();
    for place in places {
        let answer = codings.answer(passage, codings.framings[*place]);
        codings.codes(passage, *place).for_each(|code| sum += Confusion::of(answer, code));
    }
    sum
}

fn agreement(codings: &Codings, over: Over, places: &[usize], seed: Seed) -> Agreement {
    let coded: Vec<(usize, Confusion)> = (0..codings.passages.len())
        .map(|passage| (passage, confusion(codings, passage, places)))
        .filter(|(_, confusion)| confusion.all() > 0.0)
        .collect();
    let strata = &codings.design.strata;
    let populations = &codings.design.populations;
    let sample: Vec<(usize, Confusion)> = coded.iter().map(|(passage, one)| (strata[*passage], *one)).collect();
    let prevalence = |(stratum, one): &(usize, Confusion)| Sampled { stratum: *stratum, part: one.prevalence() };
    // Of a stratum that nobody looked at nothing is known.
    let is_seen = |stratum: usize| sample.iter().any(|(of, _)| *of == stratum);
    let all_seen = (0..populations.len()).all(is_seen);
    let Accuracy { precision, recall, f1 } =
        if all_seen { accuracy(populations, &sample) } else { Accuracy::default() };
    let pairs = |passage: usize, place: usize| {
        let answer = u8::from(codings.answer(passage, codings.framings[place]));
        codings.codes(passage, place).map(move |code| vec![answer, u8::from(code)])
    };
    let with: Vec<Vec<Values>> = each_cluster(&coded, places, |passage, place| pairs(passage, place).collect());
    let among: Vec<Vec<Values>> =
        each_cluster(&coded, places, |passage, place| vec![codings.codes(passage, place).map(u8::from).collect()]);
    let cells = || coded.iter().flat_map(|(passage, _)| places.iter().map(move |place| (*passage, *place)));
    let codes = || cells().flat_map(|(passage, place)| codings.codes(passage, place));
    let is_coded = |(passage, place): &(usize, usize)| codings.codes(*passage, *place).next().is_some();
    Agreement {
        over,
        passages: cells().filter(is_coded).count(),
        codes: codes().count(),
        coded: codes().filter(|code| *code).count(),
        answered: cells().filter(is_coded).filter(|(p, place)| codings.answer(*p, codings.framings[*place])).count(),
        prevalence: survey(populations, &sample.iter().map(prevalence).collect::<Vec<_>>()).filter(|_| all_seen),
        precision,
        recall,
        f1,
        mcc: weighted(codings, &coded).mcc().filter(|_| all_seen),
        among_coders: krippendorff(&among, seed),
        with_coders: krippendorff(&with, seed),
    }
}

/// What belongs together when passages are drawn anew: everything that was said of one.
fn each_cluster(
    coded: &[(usize, Confusion)],
    places: &[usize],
    values: impl Fn(usize, usize) -> Vec<Values>,
) -> Vec<Vec<Values>> {
    coded.iter().map(|(passage, _)| places.iter().flat_map(|place| values(*passage, *place)).collect()).collect()
}

/// The confusion of all passages, each weighing what it stands for.
fn weighted(codings: &Codings, coded: &[(usize, Confusion)]) -> Confusion {
    let strata: Vec<usize> = coded.iter().map(|(passage, _)| codings.design.strata[*passage]).collect();
    let weights = crate::stats::weights(&codings.design.populations, &strata);
    let mut sum = Confusion::default();
    coded.iter().zip(weights).for_each(|((_, confusion), weight)| sum += confusion.times(weight));
    sum
}

fn mean(rows: &[Agreement]) -> Agreement {
    let of = |value: &dyn Fn(&Agreement) -> Option<f64>| {
        let known: Vec<f64> = rows.iter().filter_map(value).collect();
        (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
    };
    let estimate = |of_row: fn(&Agreement) -> Option<Estimate>| {
        of(&|row| Some(of_row(row)?.value)).map(|value| Estimate { value, bounds: None })
    };
    let sum = |of_row: fn(&Agreement) -> usize| rows.iter().map(of_row).sum();
    Agreement {
        over: Over::Macro,
        passages: sum(|row| row.passages),
        codes: sum(|row| row.codes),
        coded: sum(|row| row.coded),
        answered: sum(|row| row.answered),
        prevalence: estimate(|row| row.prevalence),
        precision: estimate(|row| row.precision),
        recall: estimate(|row| row.recall),
        f1: estimate(|row| row.f1),
        mcc: of(&|row| row.mcc),
        among_coders: estimate(|row| row.among_coders),
        with_coders: estimate(|row| row.with_coders),
    }
}

/// Each framing's bands, then those of all taken as one. Passages are counted as they stand, not by what they stand for.
pub fn bands(codings: &Codings) -> Vec<Band> {
    let each: Vec<usize> = (0..codings.framings.len()).collect();
    let framing = |place: &usize| (Over::Framing(codings.framings[*place]), vec![*place]);
    let rows = each.iter().map(framing).chain([(Over::Micro, each.clone())]);
    rows.flat_map(|(over, places)| (0..=LAST_BAND).map(move |matches| band(codings, over, &places, matches))).collect()
}

fn band(codings: &Codings, over: Over, places: &[usize], matches: usize) -> Band {
    let (mut passages, mut codes, mut coded) = (0, 0, 0);
    for passage in 0..codings.passages.len() {
        for place in places {
            let all = codings.codes(passage, *place).count();
            if all > 0 && codings.matches(passage, codings.framings[*place]).min(LAST_BAND) == matches {
                passages += 1;
                codes += all;
                coded += codings.codes(passage, *place).filter(|code| *code).count();
            }
        }
    }
    // Coders of one passage mostly agree: passages are what the interval counts.
    let share = Part { part: coded as f64, whole: codes as f64 }.share();
    let share = share.map(|value| Estimate { value, bounds: Some(wilson(value, passages as f64)) });
    Band { over, matches, passages, codes, coded, share }
}
