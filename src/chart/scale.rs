//! Round numbers for axes.

/// From 0 to a round number at or above `most`, and the ticks between, both ends included.
pub(super) fn ticks(most: f64, wanted: usize) -> Vec<f64> {
    let most = if most.is_finite() && most > 0.0 { most } else { 1.0 };
    let rough = most / wanted.max(1) as f64;
    let magnitude = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|nice| nice * magnitude)
        .find(|step| *step >= rough * 0.999)
        .unwrap_or(rough);
    let count = (most / step - 1e-9).ceil().max(1.0) as usize;
    (0..=count).map(|tick| tick as f64 * step).collect()
}

/// A tick's label, without needless zeros.
pub(super) fn label(value: f64) -> String {
    let text = format!("{value:.9}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_reach_the_largest_value() {
        assert_eq!(ticks(9.3, 5), [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]);
        assert_eq!(ticks(0.0, 4), [0.0, 0.25, 0.5, 0.75, 1.0]);
        for most in [0.013, 0.7, 1.0, 47.0, 1234.0] {
            assert!(*ticks(most, 4).last().unwrap() >= most);
        }
        assert_eq!(
            ticks(0.01, 4).into_iter().map(label).collect::<Vec<_>>(),
            ["0", "0.0025", "0.005", "0.0075", "0.01"]
        );
    }
}
