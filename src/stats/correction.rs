//! A measured share, corrected by a coded sample of what was measured.

use super::proportion::{Bounds, Estimate};

/// How many units an instrument answered yes and no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answers {
    /// Yes.
    pub positive: u64,
    /// No.
    pub negative: u64,
}

/// What is known of answers of which none is in the sample.
const UNKNOWN: Estimate = Estimate { value: 0.0, bounds: Some(Bounds { low: 0.0, high: 1.0 }) };

/// The true share behind the answers (P positive, Q negative of N = P + Q), given which share f of the positive ones is
/// false and which share m of the negative ones is missed, both estimated from a sample: (P (1 - f) + Q m) / N.
///
/// The interval puts those of f and m together by what each may be off (Zou and Donner 2008): the lower end lies
/// sqrt((Q (m - low m))^2 + (P (high f - f))^2) / N below, the upper end likewise above. Where one of the two is not known
/// the answers are taken at their word, and the interval allows for all of them being wrong. `None` without answers, or
/// when neither is known.
///
/// 100 positive of which 0.2 [0.1, 0.4] are false, 900 negative of which 0.02 [0.01, 0.05] are missed: 80 and 18 of 1,000;
/// the ends lie sqrt(9^2 + 20^2) below and sqrt(27^2 + 10^2) above.
///
/// ```
/// use framelens::stats::{Answers, Bounds, Estimate, corrected};
/// let estimate = |value, low, high| Some(Estimate { value, bounds: Some(Bounds { low, high }) });
/// let answers = Answers { positive: 100, negative: 900 };
/// let share = corrected(answers, estimate(0.2, 0.1, 0.4), estimate(0.02, 0.01, 0.05)).unwrap();
/// assert!((share.value - 0.098).abs() < 1e-12);
/// let bounds = share.bounds.unwrap();
/// assert!((bounds.low - 0.07607).abs() < 1e-5 && (bounds.high - 0.12679).abs() < 1e-5);
/// ```
pub fn corrected(answers: Answers, wrong: Option<Estimate>, missed: Option<Estimate>) -> Option<Estimate> {
    let (positive, negative) = (answers.positive as f64, answers.negative as f64);
    let all = positive + negative;
    if wrong.is_none() && missed.is_none() {
        return None;
    }
    let (wrong, missed) = (wrong.unwrap_or(UNKNOWN), missed.unwrap_or(UNKNOWN));
    if all == 0.0 {
        return None;
    }
    let value = (positive * (1.0 - wrong.value) + negative * missed.value) / all;
    let bounds = wrong.bounds.zip(missed.bounds).map(|(wrongs, misses)| {
        let below = (negative * (missed.value - misses.low)).hypot(positive * (wrongs.high - wrong.value)) / all;
        let above = (negative * (misses.high - missed.value)).hypot(positive * (wrong.value - wrongs.low)) / all;
        Bounds { low: (value - below).max(0.0), high: (value + above).min(1.0) }
    });
    Some(Estimate { value, bounds })
}
