//! How do yes-or-no answers compare with true ones?

use std::ops::AddAssign;

/// A part of a whole, both as sums of weights.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Part {
    /// The part.
    pub part: f64,
    /// The whole.
    pub whole: f64,
}

/// Answers against the truth, each with a weight. Zero is the identity of adding.
///
/// Class 0 of the true values 0, 1, 2, 0, 1, 2 answered with 0, 2, 1, 0, 0, 1:
///
/// ```
/// use framelens::stats::Confusion;
/// let mut class = Confusion::default();
/// for (truth, answer) in [0, 1, 2, 0, 1, 2].into_iter().zip([0, 2, 1, 0, 0, 1]) {
///     class += Confusion::of(answer == 0, truth == 0);
/// }
/// assert!((class.precision().share().unwrap() - 0.6667).abs() < 1e-4);
/// assert_eq!(class.recall().share(), Some(1.0));
/// assert!((class.f1().share().unwrap() - 0.8).abs() < 1e-12);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Confusion {
    /// Answered yes, truly yes.
    pub true_positives: f64,
    /// Answered yes, truly no.
    pub false_positives: f64,
    /// Answered no, truly yes.
    pub false_negatives: f64,
    /// Answered no, truly no.
    pub true_negatives: f64,
}

impl Part {
    /// The part divided by the whole; `None` when there is no whole.
    pub fn share(self) -> Option<f64> {
        (self.whole > 0.0).then(|| self.part / self.whole)
    }
}

impl AddAssign for Part {
    fn add_assign(&mut self, other: Self) {
        self.part += other.part;
        self.whole += other.whole;
    }
}

impl AddAssign for Confusion {
    fn add_assign(&mut self, other: Self) {
        self.true_positives += other.true_positives;
        self.false_positives += other.false_positives;
        self.false_negatives += other.false_negatives;
        self.true_negatives += other.true_negatives;
    }
}

impl Confusion {
    /// One answer.
    pub fn of(answer: bool, truth: bool) -> Self {
        let mut one = Self::default();
        *match (answer, truth) {
            (true, true) => &mut one.true_positives,
            (true, false) => &mut one.false_positives,
            (false, true) => &mut one.false_negatives,
            (false, false) => &mut one.true_negatives,
        } = 1.0;
        one
    }

    /// The same, so many times.
    #[must_use]
    pub fn times(self, weight: f64) -> Self {
        Self {
            true_positives: weight * self.true_positives,
            false_positives: weight * self.false_positives,
            false_negatives: weight * self.false_negatives,
            true_negatives: weight * self.true_negatives,
        }
    }

    /// The weight of all answers.
    pub fn all(self) -> f64 {
        self.true_positives + self.false_positives + self.false_negatives + self.true_negatives
    }

    /// How much is truly yes: (TP + FN) of all.
    pub fn prevalence(self) -> Part {
        Part { part: self.true_positives + self.false_negatives, whole: self.all() }
    }

    /// How much is answered yes: (TP + FP) of all.
    pub fn answered(self) -> Part {
        Part { part: self.true_positives + self.false_positives, whole: self.all() }
    }

    /// Of what is answered no, what is truly yes: FN of FN + TN.
    pub fn missed(self) -> Part {
        Part { part: self.false_negatives, whole: self.false_negatives + self.true_negatives }
    }

    /// Of what is answered yes, what truly is: TP of TP + FP.
    pub fn precision(self) -> Part {
        Part { part: self.true_positives, whole: self.true_positives + self.false_positives }
    }

    /// Of what truly is yes, what is answered so: TP of TP + FN.
    pub fn recall(self) -> Part {
        Part { part: self.true_positives, whole: self.true_positives + self.false_negatives }
    }

    /// The harmonic mean of precision and recall: 2 TP of 2 TP + FP + FN. Without a hit it is 0 if anything is answered or
    /// truly yes.
    pub fn f1(self) -> Part {
        let part = 2.0 * self.true_positives;
        Part { part, whole: part + self.false_positives + self.false_negatives }
    }

    /// Matthews' correlation coefficient: (TP TN - FP FN) / sqrt((TP + FP)(TP + FN)(TN + FP)(TN + FN)). `None` when the
    /// answers or the truth do not vary.
    ///
    /// ```
    /// use framelens::stats::Confusion;
    /// let all = Confusion { true_positives: 20.0, false_positives: 5.0, false_negatives: 10.0, true_negatives: 15.0 };
    /// assert!((all.mcc().unwrap() - 0.40825).abs() < 1e-5);
    /// ```
    pub fn mcc(self) -> Option<f64> {
        let Self { true_positives: tp, false_positives: fp, false_negatives: fns, true_negatives: tn } = self;
        let square = (tp + fp) * (tp + fns) * (tn + fp) * (tn + fns);
        (square > 0.0).then(|| ((tp * tn - fp * fns) / square.sqrt()).clamp(-1.0, 1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn macro_averages_of_the_three_classes_of_the_scikit_learn_example() {
        let (truth, answers) = ([0, 1, 2, 0, 1, 2], [0, 2, 1, 0, 0, 1]);
        let class = |class: i32| {
            let mut sum = Confusion::default();
            truth.iter().zip(answers).for_each(|(t, a)| sum += Confusion::of(a == class, *t == class));
            sum
        };
        let mean = |of: &dyn Fn(Confusion) -> Part| (0..3).map(|c| of(class(c)).share().unwrap()).sum::<f64>() / 3.0;
        assert!((mean(&Confusion::precision) - 0.2222).abs() < 1e-4);
        assert!((mean(&Confusion::recall) - 0.3333).abs() < 1e-4);
        assert!((mean(&Confusion::f1) - 0.2667).abs() < 1e-4);
    }

    #[test]
    fn what_is_not_defined_is_absent() {
        let none = Confusion::of(false, false);
        assert_eq!(none.precision().share().or(none.recall().share()).or(none.f1().share()).or(none.mcc()), None);
        assert_eq!(none.prevalence().share(), Some(0.0));
        let missed = Confusion::of(false, true);
        assert_eq!((missed.precision().share(), missed.f1().share()), (None, Some(0.0)));
    }
}
