//! How many times more often here than there, on the binary log scale.

use super::ratio::{FEWEST_MATCHES, Rate, Sums, quantile, zero_upper};

/// log2 of one rate over another: +1 is twice as often, -1 half as often. Bounds that are not known are absent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Log2Ratio {
    /// The estimate. With a zero count on one side, that count is taken as one half; where the text is so short that this
    /// would turn the sign round, there is none.
    pub estimate: Option<f64>,
    /// Lower bound of the 95 % interval.
    pub low: Option<f64>,
    /// Upper bound of the 95 % interval.
    pub high: Option<f64>,
}

/// The rate of `here` over the rate of `there`, with a 95 % interval from both sides' linearised errors:
/// (ln r1 - ln r2 +- sqrt((q1 se1)^2 + (q2 se2)^2)) / ln 2.
///
/// With fewer than five matches on a side there is no interval, except at none: then the bound of zero matches stands
/// against the near bound of the other side's interval, and the far bound is absent. `None` when a side has no words, or
/// neither a match.
pub fn log2_ratio(here: &Sums, there: &Sums) -> Option<Log2Ratio> {
    if here.words == 0 || there.words == 0 || here.hits + there.hits == 0 {
        return None;
    }
    let rate =
        |sums: &Sums| if sums.hits == 0 { 0.5 / sums.words as f64 } else { sums.hits as f64 / sums.words as f64 };
    let estimate = (rate(here) / rate(there)).log2();
    let (low, high) = match (here.hits, there.hits) {
        (0, _) => (None, absent(here, there)),
        (_, 0) => (absent(there, here).map(|bound| -bound), None),
        (h, t) if h < FEWEST_MATCHES || t < FEWEST_MATCHES => (None, None),
        _ => {
            let half = |sums: &Sums| Some(quantile(sums.units)? * sums.log_variance()?.sqrt());
            match (half(here), half(there)) {
                (Some(a), Some(b)) => {
                    let reach = a.hypot(b) / std::f64::consts::LN_2;
                    (Some(estimate - reach), Some(estimate + reach))
                }
                _ => (None, None),
            }
        }
    };
    let turned = here.hits == 0 && estimate > 0.0 || there.hits == 0 && estimate < 0.0;
    Some(Log2Ratio { estimate: (!turned).then_some(estimate), low, high })
}

/// The upper bound of the log ratio of a side without a match to one with some.
fn absent(zero: &Sums, other: &Sums) -> Option<f64> {
    let upper = zero_upper(zero.words)?;
    let low = other.interval()?.low;
    (low > Rate::new(0.0)?).then(|| (upper.per_thousand() / low.per_thousand()).log2())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(hits: u64, words: u64) -> Sums {
        // One match a sentence of ten words until the matches are used up.
        let units = words / 10;
        Sums {
            units,
            hits,
            words,
            hit_squares: hits.into(),
            products: (hits * 10).into(),
            word_squares: (units * 100).into(),
        }
    }

    #[test]
    fn the_estimate_is_the_published_log_ratio() {
        let of = |a, c, b, d| log2_ratio(&sums(a, c), &sums(b, d)).unwrap().estimate.unwrap();
        assert!((of(100, 10_000, 50, 10_000) - 1.0).abs() < 1e-9);
        assert!((of(10, 10_000, 100, 1_000_000) - 100.0_f64.log2() / 2.0).abs() < 1e-5);
        assert!((of(12, 1_000, 0, 5_000) - 6.90689).abs() < 1e-5);
    }

    #[test]
    fn exchanging_the_sides_changes_the_signs() {
        for (a, b) in [((40, 1000), (10, 2000)), ((0, 1000), (60, 2000)), ((3, 1000), (60, 2000))] {
            let (a, b) = (sums(a.0, a.1), sums(b.0, b.1));
            let there = log2_ratio(&a, &b).unwrap();
            let back = log2_ratio(&b, &a).unwrap();
            assert!((there.estimate.unwrap() + back.estimate.unwrap()).abs() < 1e-12);
            assert_eq!(there.low.map(|x| format!("{x:.9}")), back.high.map(|x| format!("{:.9}", -x)));
        }
    }

    #[test]
    fn nothing_found_in_a_long_text_is_a_finding_and_in_a_short_one_is_none() {
        let bound = |words| log2_ratio(&sums(0, words), &sums(100, 10_000)).unwrap().high.unwrap();
        assert!(bound(5_000) < 0.0);
        assert!(bound(100) > 0.0);
        assert!(log2_ratio(&sums(0, 20), &sums(100, 10_000)).unwrap().estimate.is_none());
    }
}
