//! A share estimated from a sample of known design.

use super::confusion::Part;
use super::proportion::{Bounds, Estimate, wilson};

/// How many there are to draw from in one stratum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Population {
    /// No end of them: each sampled one weighs 1, and drawing more would tell more for ever.
    Endless,
    /// So many: each sampled one stands for its part of them, and a sample of all is no sample any more.
    Of(u64),
}

/// One sampled unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sampled {
    /// Its stratum, as a place among the populations.
    pub stratum: usize,
    /// What it adds to the part and to the whole; both 0 when it is not of the domain asked about.
    pub part: Part,
}

/// The units sampled of one stratum.
#[derive(Clone, Copy, Debug, Default)]
struct Stratum {
    sampled: f64,
    /// What of the variance is left by the population's end: 1 - n / N.
    left: f64,
    /// What each sampled unit stands for.
    weight: f64,
    /// Sums of z and z^2 over the sampled units.
    sum: f64,
    squares: f64,
}

/// The share p = sum w a / sum w b of a stratified sample, with its 95 % interval. a and b are the part and whole of each
/// unit, and its weight w = N / n comes from its stratum.
///
/// The variance is that of the linearised ratio, z = w (a - p b) / sum w b, within strata:
/// sum over strata of (1 - n/N) n / (n - 1) sum (z - mean z)^2. The interval is Wilson's with the number of independent
/// observations that would have this variance, p (1 - p) / variance (Korn and Graubard 1998), but never more than
/// the weights alone would allow, (sum w b)^2 / sum (1 - n/N) (w b)^2 (Kish 1965): units that happen to agree do not pass
/// for certainty. `None` when the whole is empty.
///
/// Without an end to the population and with wholes of 1 it is Wilson's interval:
///
/// ```
/// use framelens::stats::{Part, Population, Sampled, survey, wilson};
/// let unit = |part: f64| Sampled { stratum: 0, part: Part { part, whole: 1.0 } };
/// let sample: Vec<Sampled> = (0..263).map(|n| unit(if n < 81 { 1.0 } else { 0.0 })).collect();
/// let bounds = survey(&[Population::Endless], &sample).unwrap().bounds.unwrap();
/// assert!((bounds.low - 0.2553).abs() < 2e-4 && (bounds.high - 0.3662).abs() < 2e-4);
/// ```
pub fn survey(populations: &[Population], sample: &[Sampled]) -> Option<Estimate> {
    let mut strata = strata(populations, sample.iter().map(|unit| unit.stratum));
    let mut total = Part::default();
    let mut squares = 0.0;
    for Sampled { stratum, part } in sample {
        let Stratum { weight, left, .. } = strata[*stratum];
        total += Part { part: weight * part.part, whole: weight * part.whole };
        squares += left * (weight * part.whole).powi(2);
    }
    let share = total.share()?;
    for Sampled { stratum, part } in sample {
        let stratum = &mut strata[*stratum];
        let z = stratum.weight * (part.part - share * part.whole) / total.whole;
        stratum.sum += z;
        stratum.squares += z * z;
    }
    let variance: f64 = strata.iter().map(Stratum::variance).sum();
    if squares <= 0.0 {
        return Some(Estimate { value: share, bounds: Some(Bounds { low: share, high: share }) });
    }
    let by_weights = total.whole.powi(2) / squares;
    let by_variance = if variance > 0.0 { share * (1.0 - share) / variance } else { by_weights };
    let observations = if by_variance > 0.0 { by_variance.min(by_weights) } else { by_weights };
    Some(Estimate { value: share, bounds: Some(wilson(share, observations)) })
}

/// What each sampled unit stands for, given the stratum of each: N / n of its stratum.
pub fn weights(populations: &[Population], sample: &[usize]) -> Vec<f64> {
    let strata = strata(populations, sample.iter().copied());
    sample.iter().map(|stratum| strata[*stratum].weight).collect()
}

fn strata(populations: &[Population], sample: impl Iterator<Item = usize>) -> Vec<Stratum> {
    let mut strata = vec![Stratum::default(); populations.len()];
    sample.for_each(|stratum| strata[stratum].sampled += 1.0);
    for (stratum, population) in strata.iter_mut().zip(populations) {
        (stratum.weight, stratum.left) = match population {
            Population::Endless => (1.0, 1.0),
            Population::Of(size) => {
                let size = (*size).max(1) as f64;
                (size / stratum.sampled, (1.0 - stratum.sampled / size).max(0.0))
            }
        };
    }
    strata
}

impl Stratum {
    fn variance(&self) -> f64 {
        if self.sampled < 2.0 {
            return self.left * self.squares;
        }
        let spread = (self.squares - self.sum * self.sum / self.sampled).max(0.0);
        self.left * self.sampled / (self.sampled - 1.0) * spread
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(stratum: usize, parts: &[f64]) -> Vec<Sampled> {
        parts.iter().map(|part| Sampled { stratum, part: Part { part: *part, whole: 1.0 } }).collect()
    }

    #[test]
    fn a_sample_of_all_is_certain() {
        let estimate = survey(&[Population::Of(4)], &units(0, &[1.0, 0.0, 0.0, 1.0])).unwrap();
        assert_eq!(estimate, Estimate { value: 0.5, bounds: Some(Bounds { low: 0.5, high: 0.5 }) });
    }

    #[test]
    fn strata_weigh_as_much_as_they_stand_for() {
        // 10 of 90 have none, 10 of 10 all: 10 of 100, and no doubt is left but about the 80 not seen.
        let sample = [units(0, &[0.0; 10]), units(1, &[1.0; 10])].concat();
        let estimate = survey(&[Population::Of(90), Population::Of(10)], &sample).unwrap();
        assert!((estimate.value - 0.1).abs() < 1e-12, "{estimate:?}");
        let bounds = estimate.bounds.unwrap();
        assert!(bounds.low < 0.1 && bounds.high > 0.2, "{bounds:?}");
    }

    #[test]
    fn agreement_is_no_certainty_and_an_empty_domain_has_no_share() {
        let estimate = survey(&[Population::Endless], &units(0, &[1.0; 12])).unwrap();
        assert_eq!(estimate.bounds.unwrap(), wilson(1.0, 12.0));
        let outside = [Sampled { stratum: 0, part: Part::default() }];
        assert!(survey(&[Population::Endless], &outside).is_none());
    }

    #[test]
    fn coders_of_one_unit_are_not_independent() {
        // Ten units that two coders agree on are ten observations, not twenty.
        let unit = |n: usize| {
            let part = if n < 5 { 2.0 } else { 0.0 };
            Sampled { stratum: 0, part: Part { part, whole: 2.0 } }
        };
        let estimate = survey(&[Population::Endless], &(0..10).map(unit).collect::<Vec<_>>()).unwrap();
        let one =
            survey(&[Population::Endless], &units(0, &[1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0])).unwrap();
        assert!((estimate.bounds.unwrap().low - one.bounds.unwrap().low).abs() < 1e-9);
    }
}
