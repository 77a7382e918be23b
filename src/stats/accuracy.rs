//! Precision, recall and F1 of answers, from a sample of known design.

use super::confusion::{Confusion, Part};
use super::proportion::{Bounds, Estimate};
use super::survey::{Population, Sampled, survey};

/// How right answers are, each measure with its 95 % interval.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Accuracy {
    /// Of what is answered with yes, the share truly yes.
    pub precision: Option<Estimate>,
    /// Of what is truly yes, the share answered so.
    pub recall: Option<Estimate>,
    /// Their harmonic mean.
    pub f1: Option<Estimate>,
}

/// The accuracy of the answers on sampled units, each with its stratum.
///
/// Each measure is a ratio of sums with the interval of [`survey`]. That interval looks only at units that are of the ratio: of
/// a stratum whose sampled units are answered no and truly no it sees nothing, though others there may be missed. So where
/// strata have an end, recall and F1 are also worked out from the two shares that the strata leave open, precision p of
/// what is answered yes and the share m truly yes of what is answered no, with A and Q the weights of the two:
///
/// recall = 1 / (1 + (Q m) / (A p)),    F1 = 2 / (1 + (1 + Q m / A) / p)
///
/// and the interval reaches as far as the wider of the two. Every stratum must have a sampled unit. The interval of a ratio of two independent estimates is that of
/// Donner and Zou (2012), see `ratio_bounds`.
///
/// Ten of 10,000 are answered yes, and rightly; 20 of the 9,990 others are looked at, and none is missed. All that is truly
/// yes was found, as far as is known, but up to 16 % of the 9,990 may have been missed:
///
/// ```
/// use framelens::stats::{Confusion, Population, accuracy};
/// let unit = |stratum, answer, truth| (stratum, Confusion::of(answer, truth));
/// let sample: Vec<_> = (0..10).map(|_| unit(0, true, true)).chain((0..20).map(|_| unit(1, false, false))).collect();
/// let recall = accuracy(&[Population::Of(10), Population::Of(9_990)], &sample).recall.unwrap();
/// assert_eq!(recall.value, 1.0);
/// assert!(recall.bounds.unwrap().low < 0.01);
/// ```
pub fn accuracy(populations: &[Population], sample: &[(usize, Confusion)]) -> Accuracy {
    let share = |of: &dyn Fn(Confusion) -> Part| {
        let sample: Vec<Sampled> =
            sample.iter().map(|(stratum, one)| Sampled { stratum: *stratum, part: of(*one) }).collect();
        survey(populations, &sample)
    };
    let alone = Accuracy {
        precision: share(&Confusion::precision),
        recall: share(&Confusion::recall),
        f1: share(&Confusion::f1),
    };
    let ends = populations.iter().any(|population| matches!(population, Population::Of(_)));
    let answered = share(&Confusion::answered).map_or(0.0, |answered| answered.value);
    let (Some(precision), Some(missed)) = (alone.precision.filter(|_| ends), share(&Confusion::missed)) else {
        return alone;
    };
    let missed = missed.times((1.0 - answered) / answered);
    Accuracy {
        recall: alone.recall.map(|recall| widened(recall, missed, precision, |x| 1.0 / (1.0 + x))),
        f1: alone.f1.map(|f1| widened(f1, missed.plus(1.0), precision, |x| 2.0 / (1.0 + x))),
        ..alone
    }
}

/// An estimate whose interval also covers what a falling function makes of the ratio of two others.
fn widened(estimate: Estimate, above: Estimate, below: Estimate, of_ratio: impl Fn(f64) -> f64) -> Estimate {
    let bounds = match (estimate.bounds, above.bounds, below.bounds) {
        (Some(own), Some(above_bounds), Some(below_bounds)) => {
            let ratio = ratio_bounds((above.value, above_bounds), (below.value, below_bounds));
            let (low, high) = (of_ratio(ratio.high), of_ratio(ratio.low));
            Some(Bounds { low: own.low.min(low).max(0.0), high: own.high.max(high).min(1.0) })
        }
        _ => estimate.bounds,
    };
    Estimate { bounds, ..estimate }
}

/// The interval of the ratio a / b of two independent estimates that are not negative, each with its own interval
/// [a1, a2] and [b1, b2] (Donner and Zou 2012): the lower end is
/// (a b - sqrt((a b)^2 - a1 b2 (2 a - a1) (2 b - b2))) / (b2 (2 b - b2)), the upper
/// (a b + sqrt((a b)^2 - a2 b1 (2 a - a2) (2 b - b1))) / (b1 (2 b - b1)); infinite where b1 is 0.
fn ratio_bounds((a, of_a): (f64, Bounds), (b, of_b): (f64, Bounds)) -> Bounds {
    let root = |x: f64, y: f64| ((a * b).powi(2) - x * y * (2.0 * a - x) * (2.0 * b - y)).max(0.0).sqrt();
    let (under, over) = (of_b.high * (2.0 * b - of_b.high), of_b.low * (2.0 * b - of_b.low));
    // Where b2 is twice b the quotient is nothing by nothing, and near it rounding rules: the lowest that can be is safe.
    let low = if under.abs() > 1e-12 { (a * b - root(of_a.low, of_b.high)) / under } else { of_a.low / of_b.high };
    let high = if over > 0.0 { (a * b + root(of_a.high, of_b.low)) / over } else { f64::INFINITY };
    Bounds { low: low.max(0.0), high }
}

impl Estimate {
    /// The same, so many times.
    fn times(self, factor: f64) -> Self {
        self.map(|end| end * factor)
    }

    /// The same and so much.
    fn plus(self, more: f64) -> Self {
        self.map(|end| end + more)
    }

    fn map(self, of: impl Fn(f64) -> f64) -> Self {
        let bounds = self.bounds.map(|bounds| Bounds { low: of(bounds.low), high: of(bounds.high) });
        Self { value: of(self.value), bounds }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_of_certain_numbers_is_certain_and_one_to_nothing_has_no_end() {
        let certain = |value: f64| (value, Bounds { low: value, high: value });
        assert_eq!(ratio_bounds(certain(0.2), certain(0.5)), Bounds { low: 0.4, high: 0.4 });
        let nothing = (0.0, Bounds { low: 0.0, high: 0.3 });
        assert!(ratio_bounds(certain(0.2), nothing).high.is_infinite());
        // A part of none to find is none, at most what it may be of the least there is.
        let of_none = ratio_bounds(nothing, (0.5, Bounds { low: 0.4, high: 0.6 }));
        assert!(of_none.low == 0.0 && (0.6..0.75).contains(&of_none.high), "{of_none:?}");
    }

    #[test]
    fn without_an_end_of_the_population_nothing_is_added() {
        let sample: Vec<(usize, Confusion)> = (0..60).map(|n| (0, Confusion::of(n % 3 == 0, n % 4 == 0))).collect();
        let unit = |(stratum, one): &(usize, Confusion)| Sampled { stratum: *stratum, part: one.recall() };
        let plain = survey(&[Population::Endless], &sample.iter().map(unit).collect::<Vec<_>>());
        assert_eq!(accuracy(&[Population::Endless], &sample).recall, plain);
    }
}
