//! Do corrected shares cover the truth where a lexicon is biased? Simulated corpora, and the table of docs/methods.md.

use std::fmt::Write as _;

use framelens::analysis::{Stratum, allocate};
use framelens::stats::{
    Accuracy, Answers, Confusion, Part, Population, Sampled, Seed, Systematic, accuracy, corrected, survey, wilson,
};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::run::root;

const CORPORA: usize = 40;
const SHEETS: usize = 50;
const SENTENCES: usize = 3_000;
/// How often each of four framings is used in the first and the second group.
const USED: [[f64; 2]; 4] = [[0.25, 0.20], [0.15, 0.08], [0.05, 0.05], [0.02, 0.03]];
/// How often a lexicon finds it there, and finds it where it is not used.
const FOUND: [[f64; 2]; 4] = [[0.5, 0.9], [0.6, 0.6], [0.5, 0.9], [0.7, 0.5]];
const WRONG: [f64; 4] = [0.06, 0.03, 0.04, 0.02];

struct Sentence {
    group: usize,
    uses: [bool; 4],
    matches: [u64; 4],
}

fn chance(random: &mut ChaCha8Rng, p: f64) -> bool {
    ((random.next_u64() >> 11) as f64 / (1_u64 << 53) as f64) < p
}

fn corpus(random: &mut ChaCha8Rng) -> Vec<Sentence> {
    let mut sentence = |place: usize| {
        let group = usize::from(place >= 3 * SENTENCES / 5);
        let uses = std::array::from_fn(|framing| chance(random, USED[framing][group]));
        let matches = std::array::from_fn(|framing| {
            let found = if uses[framing] { FOUND[framing][group] } else { WRONG[framing] };
            u64::from(chance(random, found)) * (1 + u64::from(chance(random, 0.3)))
        });
        Sentence { group, uses, matches }
    };
    (0..SENTENCES).map(&mut sentence).collect()
}

/// What a sheet draws, by stratum.
fn drawn(corpus: &[Sentence], number: u64, seed: u64) -> (Vec<Population>, Vec<(usize, usize)>) {
    let mut strata: Vec<(Stratum, Vec<usize>)> = Vec::new();
    for (place, sentence) in corpus.iter().enumerate() {
        let stratum = Stratum::of(&sentence.matches);
        match strata.iter_mut().find(|(known, _)| *known == stratum) {
            Some((_, places)) => places.push(place),
            None => strata.push((stratum, vec![place])),
        }
    }
    let sizes: Vec<(Stratum, u64)> = strata.iter().map(|(stratum, places)| (*stratum, places.len() as u64)).collect();
    let mut drawing = Systematic::new(Seed(seed));
    let mut sample = Vec::new();
    for (place, number) in allocate(&sizes, number).unwrap().into_iter().enumerate() {
        let of = |drawn: &u64| (place, strata[place].1[*drawn as usize]);
        sample.extend(drawing.draw(sizes[place].1, number).iter().map(of));
    }
    (sizes.iter().map(|(_, size)| Population::Of(*size)).collect(), sample)
}

/// How often an interval contains the true share: by the matches alone, and corrected.
#[derive(Clone, Copy, Default)]
struct Covered {
    naive: usize,
    corrected: usize,
    all: usize,
    width: f64,
}

fn check(corpus: &[Sentence], populations: &[Population], sample: &[(usize, usize)], covered: &mut [[Covered; 3]; 4]) {
    for framing in 0..4 {
        for (scope, covered) in covered[framing].iter_mut().enumerate() {
            let inside = |sentence: &Sentence| scope == 0 || sentence.group == scope - 1;
            let of = || corpus.iter().filter(|sentence| inside(sentence));
            let all = of().count() as f64;
            let truth = of().filter(|sentence| sentence.uses[framing]).count() as f64 / all;
            let positive = of().filter(|sentence| sentence.matches[framing] > 0).count() as u64;
            let naive = wilson(positive as f64 / all, all);
            let unit = |(stratum, place): &(usize, usize), answer: bool| {
                let sentence = &corpus[*place];
                let applies = inside(sentence) && (sentence.matches[framing] > 0) == answer;
                let part = f64::from(u8::from(sentence.uses[framing] != answer));
                let part = if applies { Part { part, whole: 1.0 } } else { Part::default() };
                Sampled { stratum: *stratum, part }
            };
            let of_answer =
                |answer: bool| survey(populations, &sample.iter().map(|drawn| unit(drawn, answer)).collect::<Vec<_>>());
            let answers = Answers { positive, negative: all as u64 - positive };
            let share = corrected(answers, of_answer(true), of_answer(false)).unwrap().bounds.unwrap();
            covered.all += 1;
            covered.naive += usize::from(naive.low <= truth && truth <= naive.high);
            covered.corrected += usize::from(share.low <= truth && truth <= share.high);
            covered.width += share.high - share.low;
        }
    }
}

/// How often the intervals of precision, recall and F1 of each framing contain the true values.
fn check_accuracy(
    corpus: &[Sentence],
    populations: &[Population],
    sample: &[(usize, usize)],
    covered: &mut [[(usize, usize); 3]; 4],
) {
    for (framing, covered) in covered.iter_mut().enumerate() {
        let one = |sentence: &Sentence| Confusion::of(sentence.matches[framing] > 0, sentence.uses[framing]);
        let mut all = Confusion::default();
        corpus.iter().for_each(|sentence| all += one(sentence));
        let sample: Vec<(usize, Confusion)> =
            sample.iter().map(|(stratum, place)| (*stratum, one(&corpus[*place]))).collect();
        let Accuracy { precision, recall, f1 } = accuracy(populations, &sample);
        let truths = [all.precision(), all.recall(), all.f1()].map(|part| part.share().unwrap());
        for (measure, estimate) in [precision, recall, f1].into_iter().enumerate() {
            let Some(bounds) = estimate.and_then(|estimate| estimate.bounds) else { continue };
            let (within, of) = &mut covered[measure];
            *within += usize::from(bounds.low <= truths[measure] && truths[measure] <= bounds.high);
            *of += 1;
        }
    }
}

#[test]
fn intervals_of_drawn_sheets_cover_the_truth_of_many_framings() {
    for number in [150, 300] {
        let mut covered = [[(0, 0); 3]; 4];
        for number_of_corpus in 0..CORPORA as u64 {
            let corpus = corpus(&mut ChaCha8Rng::seed_from_u64(number_of_corpus));
            for sheet in 0..SHEETS as u64 {
                let (populations, sample) = drawn(&corpus, number, sheet);
                check_accuracy(&corpus, &populations, &sample, &mut covered);
            }
        }
        for (within, of) in covered.as_flattened() {
            assert!(*within as f64 / *of as f64 >= 0.93, "{number}: {covered:?}");
        }
    }
}

#[test]
fn corrected_shares_cover_the_truth_and_the_documented_table_is_true() {
    let mut table = String::from(
        "| coded sentences | framing | scope | by matches alone | corrected | width |\n|---:|---:|---|---:|---:|---:|\n",
    );
    for number in [150, 300] {
        let mut covered = [[Covered::default(); 3]; 4];
        for number_of_corpus in 0..CORPORA as u64 {
            let corpus = corpus(&mut ChaCha8Rng::seed_from_u64(number_of_corpus));
            for sheet in 0..SHEETS as u64 {
                let (populations, sample) = drawn(&corpus, number, sheet);
                check(&corpus, &populations, &sample, &mut covered);
            }
        }
        for (framing, scopes) in covered.iter().enumerate() {
            for (scope, Covered { naive, corrected, all, width }) in ["corpus", "group A", "group B"].iter().zip(scopes)
            {
                let covers = *corrected as f64 / *all as f64;
                assert!((0.93..=0.98).contains(&covers), "{number} coded, framing {framing}, {scope}: {covers:.3}");
                let share = |part: usize| 100.0 * part as f64 / *all as f64;
                let _ = writeln!(
                    table,
                    "| {number} | {} | {scope} | {:.1} % | {:.1} % | {:.1} % |",
                    framing + 1,
                    share(*naive),
                    share(*corrected),
                    100.0 * width / *all as f64
                );
            }
        }
    }
    let methods = std::fs::read_to_string(root().join("docs/methods.md")).unwrap();
    assert!(methods.contains(&table), "docs/methods.md should have this table:\n{table}");
}

/// Passages that are drawn one by one and coded by two people who sometimes slip, against a lexicon that misses some and
/// finds some falsely. Gives how often the intervals of precision, recall and F1 contain the true value.
fn agreement(passages: usize, used: f64, found: f64, wrong: f64) -> [f64; 3] {
    const SLIP: f64 = 0.03;
    const RUNS: usize = 2_000;
    let mut random = ChaCha8Rng::seed_from_u64(passages as u64);
    let coded = |yes: f64| yes * (1.0 - SLIP) + (1.0 - yes) * SLIP;
    let part = |uses: f64, answers: f64, code: f64| uses * answers * code;
    // The expected parts of true positives, false positives and false negatives.
    let sum = |answer: &dyn Fn(f64) -> f64, code: &dyn Fn(f64) -> f64| {
        part(used, answer(found), code(coded(1.0))) + part(1.0 - used, answer(wrong), code(coded(0.0)))
    };
    let yes = |p: f64| p;
    let no = |p: f64| 1.0 - p;
    let (tp, fp, fns) = (sum(&yes, &yes), sum(&yes, &no), sum(&no, &yes));
    let truth = [tp / (tp + fp), tp / (tp + fns), 2.0 * tp / (2.0 * tp + fp + fns)];
    let mut covered = [0_usize; 3];
    let mut given = [0_usize; 3];
    for _ in 0..RUNS {
        let draw = |_| {
            let uses = chance(&mut random, used);
            let answer = chance(&mut random, if uses { found } else { wrong });
            let mut confusion = Confusion::default();
            for _ in 0..2 {
                confusion += Confusion::of(answer, uses != chance(&mut random, SLIP));
            }
            confusion
        };
        let sample: Vec<Confusion> = (0..passages).map(draw).collect();
        let measures = [Confusion::precision, Confusion::recall, Confusion::f1];
        for (measure, of) in measures.into_iter().enumerate() {
            let sample: Vec<Sampled> = sample.iter().map(|one| Sampled { stratum: 0, part: of(*one) }).collect();
            if let Some(bounds) = survey(&[Population::Endless], &sample).and_then(|estimate| estimate.bounds) {
                given[measure] += 1;
                covered[measure] += usize::from(bounds.low <= truth[measure] && truth[measure] <= bounds.high);
            }
        }
    }
    std::array::from_fn(|measure| covered[measure] as f64 / given[measure] as f64)
}

#[test]
fn intervals_of_precision_recall_and_f1_cover_what_they_claim() {
    for passages in [60, 250] {
        for (used, found, wrong) in [(0.3, 0.7, 0.1), (0.1, 0.5, 0.05), (0.1, 0.95, 0.02), (0.5, 0.9, 0.2)] {
            let covers = agreement(passages, used, found, wrong);
            let [precision, recall, f1] = covers;
            assert!((0.93..=0.98).contains(&precision), "{passages} {used} {found} {wrong}: {covers:?}");
            assert!((0.93..=0.98).contains(&recall), "{passages} {used} {found} {wrong}: {covers:?}");
            assert!((0.93..=0.995).contains(&f1), "{passages} {used} {found} {wrong}: {covers:?}");
        }
    }
}

/// How often the intervals of recall and F1 from sheets of so many of a corpus' sentences contain the true values, for a
/// framing that is used, found and found falsely with these chances.
fn drawn_agreement(sentences: usize, number: u64, used: f64, found: f64, wrong: f64) -> [f64; 3] {
    let (mut covered, mut given) = ([0_usize; 3], [0_usize; 3]);
    for corpus in 0..CORPORA as u64 {
        let mut random = ChaCha8Rng::seed_from_u64(corpus);
        let sentence = |_| {
            let uses = chance(&mut random, used);
            (uses, chance(&mut random, if uses { found } else { wrong }))
        };
        let corpus: Vec<(bool, bool)> = (0..sentences).map(sentence).collect();
        let mut all = Confusion::default();
        corpus.iter().for_each(|(uses, answer)| all += Confusion::of(*answer, *uses));
        let truth = [all.precision(), all.recall(), all.f1()].map(|part| part.share().unwrap());
        let strata: Vec<Vec<usize>> =
            [false, true].map(|yes| (0..sentences).filter(|place| corpus[*place].1 == yes).collect()).to_vec();
        let sizes: Vec<(Stratum, u64)> = [Stratum::of(&[0]), Stratum::of(&[1])]
            .into_iter()
            .zip(&strata)
            .map(|(stratum, places)| (stratum, places.len() as u64))
            .collect();
        let populations: Vec<Population> = sizes.iter().map(|(_, size)| Population::Of(*size)).collect();
        for sheet in 0..SHEETS as u64 {
            let mut drawing = Systematic::new(Seed(sheet));
            let mut sample = Vec::new();
            for (place, number) in allocate(&sizes, number).unwrap().into_iter().enumerate() {
                for drawn in drawing.draw(sizes[place].1, number) {
                    let (uses, answer) = corpus[strata[place][drawn as usize]];
                    sample.push((place, Confusion::of(answer, uses)));
                }
            }
            let Accuracy { precision, recall, f1 } = accuracy(&populations, &sample);
            for (measure, estimate) in [precision, recall, f1].into_iter().enumerate() {
                if let Some(bounds) = estimate.and_then(|estimate| estimate.bounds) {
                    given[measure] += 1;
                    covered[measure] += usize::from(bounds.low <= truth[measure] && truth[measure] <= bounds.high);
                }
            }
        }
    }
    std::array::from_fn(|measure| covered[measure] as f64 / given[measure] as f64)
}

#[test]
fn intervals_of_drawn_sheets_cover_the_truth_of_rare_framings_too() {
    for (sentences, number) in [(3_000, 150), (20_000, 60), (20_000, 200)] {
        for (used, found, wrong) in [(0.2, 0.7, 0.05), (0.05, 0.5, 0.02), (0.01, 0.5, 0.005), (0.003, 0.34, 0.001)] {
            let covers = drawn_agreement(sentences, number, used, found, wrong);
            assert!(covers.iter().all(|covers| *covers >= 0.93), "{sentences} {number} {used}: {covers:?}");
        }
    }
}
