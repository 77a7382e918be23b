//! Many tests at once.

use super::permutation::Pvalue;

/// Benjamini and Hochberg's adjusted p-values (1995), in the order given: with the p-values in rising order,
/// q(i) = min over j >= i of m p(j) / j, at most 1.
pub fn benjamini_hochberg(pvalues: &[Pvalue]) -> Vec<Pvalue> {
    let m = pvalues.len();
    let mut order: Vec<usize> = (0..m).collect();
    order.sort_by(|a, b| pvalues[*a].get().total_cmp(&pvalues[*b].get()));
    let mut adjusted = vec![Pvalue::ONE; m];
    let mut least = 1.0_f64;
    for (place, index) in order.iter().enumerate().rev() {
        least = least.min(pvalues[*index].get() * m as f64 / (place + 1) as f64);
        adjusted[*index] = Pvalue::new(least);
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_thrombolysis_trial_of_the_1995_paper() {
        let p = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.000,
        ];
        let q = [
            0.0015, 0.003, 0.0095, 0.035_625, 0.0603, 0.063_857, 0.063_857, 0.0645, 0.0765, 0.486, 0.581_182,
            0.714_875, 0.753_231, 0.813_214, 1.0,
        ];
        let adjusted = benjamini_hochberg(&p.map(Pvalue::new));
        for (got, expected) in adjusted.iter().zip(q) {
            assert!((got.get() - expected).abs() < 1e-6, "{got:?} {expected}");
        }
        assert_eq!(adjusted.iter().filter(|q| q.get() <= 0.05).count(), 4);
    }
}
