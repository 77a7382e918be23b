//! Do the intervals cover what they claim? Simulated texts with clustered matches, and the table of docs/methods.md.

use std::fmt::Write as _;

use framelens::stats::{FEWEST_MATCHES, Sums, zero_upper};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::run::root;

const TEXTS: usize = 3_000;
const SENTENCES: [usize; 4] = [15, 30, 100, 300];
const EXPECTED: [f64; 6] = [3.0, 6.0, 10.0, 20.0, 30.0, 60.0];

/// How matches cluster in sentences: the rate of each sentence is the text's times a gamma variate of this shape.
#[derive(Clone, Copy)]
enum Clustering {
    None,
    Shape1,
    ShapeHalf,
}

fn uniform(random: &mut ChaCha8Rng) -> f64 {
    (random.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
}

fn exponential(random: &mut ChaCha8Rng) -> f64 {
    -(1.0 - uniform(random)).ln()
}

fn factor(clustering: Clustering, random: &mut ChaCha8Rng) -> f64 {
    match clustering {
        Clustering::None => 1.0,
        Clustering::Shape1 => exponential(random),
        Clustering::ShapeHalf => {
            // The square of a standard normal, which is gamma with shape 1/2 and mean 1.
            let radius = (2.0 * exponential(random)).sqrt();
            (radius * (std::f64::consts::TAU * uniform(random)).cos()).powi(2)
        }
    }
}

fn poisson(mean: f64, random: &mut ChaCha8Rng) -> u64 {
    let (mut count, mut left) = (0, mean);
    loop {
        left -= exponential(random);
        if left < 0.0 {
            return count;
        }
        count += 1;
    }
}

/// What came of so many simulated texts.
#[derive(Clone, Copy)]
struct Outcome {
    /// The share of texts whose interval covers the rate, the formula applied to those under five matches too.
    covers: f64,
    /// The share of texts that get an interval.
    given: f64,
    /// Of those, the share whose interval covers the rate.
    covers_given: f64,
}

fn simulate(sentences: usize, expected: f64, clustering: Clustering) -> Outcome {
    let mut random = ChaCha8Rng::seed_from_u64(sentences as u64 * 1000 + expected as u64);
    // Sentences of 5 to 39 words, 22 on average.
    let rate = expected / (sentences as f64 * 22.0);
    let (mut covered, mut given, mut covered_given) = (0_usize, 0_usize, 0_usize);
    for _ in 0..TEXTS {
        let sums = one_text(sentences, rate, clustering, &mut random);
        let covers = covers(&sums, rate);
        covered += usize::from(covers);
        if sums.hits >= FEWEST_MATCHES {
            given += 1;
            covered_given += usize::from(covers);
        }
    }
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    Outcome { covers: share(covered, TEXTS), given: share(given, TEXTS), covers_given: share(covered_given, given) }
}

fn one_text(sentences: usize, rate: f64, clustering: Clustering, random: &mut ChaCha8Rng) -> Sums {
    let mut sums = Sums::default();
    for _ in 0..sentences {
        let words = 5 + random.next_u64() % 35;
        let hits = poisson(rate * words as f64 * factor(clustering, random), random);
        sums.units += 1;
        sums.hits += hits;
        sums.words += words;
        sums.hit_squares += u128::from(hits * hits);
        sums.products += u128::from(hits * words);
        sums.word_squares += u128::from(words * words);
    }
    sums
}

fn covers(sums: &Sums, rate: f64) -> bool {
    let truth = 1000.0 * rate;
    if sums.hits == 0 {
        return truth <= zero_upper(sums.words).unwrap().per_thousand();
    }
    // Under five matches no interval is given: two standard errors stand for it.
    let log = (truth / sums.rate().unwrap().per_thousand()).ln().abs();
    match sums.interval() {
        Some(interval) => interval.low.per_thousand() <= truth && truth <= interval.high.per_thousand(),
        None => log <= 2.0 * sums.log_variance().unwrap().sqrt(),
    }
}

#[test]
fn intervals_cover_what_they_claim_and_the_documented_table_is_true() {
    let mut table = String::from(
        "| sentences | expected matches | clustering | covers | interval given | covers when given |\n|---:|---:|---|---:|---:|---:|\n",
    );
    let kinds = [(Clustering::None, "none"), (Clustering::Shape1, "some"), (Clustering::ShapeHalf, "strong")];
    for sentences in SENTENCES {
        for expected in EXPECTED.into_iter().filter(|expected| *expected <= sentences as f64) {
            for (clustering, name) in kinds {
                let Outcome { covers, given, covers_given } = simulate(sentences, expected, clustering);
                let promised = sentences >= 30 && expected >= 10.0;
                assert!(
                    !promised || (0.93..=0.97).contains(&covers),
                    "{sentences} sentences, {expected} matches, clustering {name}: {covers:.3}"
                );
                let percent = |share: f64| format!("{:.1} %", 100.0 * share);
                let _ = writeln!(
                    table,
                    "| {sentences} | {expected:.0} | {name} | {} | {} | {} |",
                    percent(covers),
                    percent(given),
                    percent(covers_given)
                );
            }
        }
    }
    let methods = std::fs::read_to_string(root().join("docs/methods.md")).unwrap();
    assert!(methods.contains(&table), "docs/methods.md should have this table:\n{table}");
}
