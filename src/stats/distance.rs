//! How alike two profiles of counts are.

/// The square root of the Jensen-Shannon divergence in bits, of the [`shares`] of two profiles: 0 for equal ones, 1 for
/// those with nothing in common.
///
/// ```
/// use framelens::stats::jensen_shannon_distance;
/// assert_eq!(jensen_shannon_distance(&[1.0, 0.0, 0.0], &[0.0, 1.0, 0.0]), 1.0);
/// assert!((jensen_shannon_distance(&[1.0, 0.0], &[0.5, 0.5]) - 0.5579230).abs() < 1e-7);
/// ```
pub fn jensen_shannon_distance(a: &[f64], b: &[f64]) -> f64 {
    let divergence: f64 = a
        .iter()
        .zip(b)
        .map(|(p, q)| {
            let middle = f64::midpoint(*p, *q);
            let part = |x: f64| if x > 0.0 { x * (x / middle).log2() } else { 0.0 };
            f64::midpoint(part(*p), part(*q))
        })
        .sum();
    divergence.clamp(0.0, 1.0).sqrt()
}

/// The cosine of the angle between two profiles: 1 for equal shares, 0 for nothing in common. `None` when a profile is all
/// zeros.
///
/// ```
/// use framelens::stats::cosine;
/// // Three words in Sense and Sensibility and in Pride and Prejudice (Manning, Raghavan and Schuetze 2008, ch. 6).
/// assert!((cosine(&[115, 10, 2], &[58, 7, 0]).unwrap() - 0.99929).abs() < 1e-4);
/// ```
pub fn cosine(a: &[u64], b: &[u64]) -> Option<f64> {
    let dot = |x: &[u64], y: &[u64]| -> f64 { x.iter().zip(y).map(|(x, y)| *x as f64 * *y as f64).sum() };
    let norms = (dot(a, a) * dot(b, b)).sqrt();
    (norms > 0.0).then(|| (dot(a, b) / norms).min(1.0))
}

/// What part each count is of all. `None` when all are zero.
pub fn shares(counts: &[u64]) -> Option<Vec<f64>> {
    let total: u64 = counts.iter().sum();
    (total > 0).then(|| counts.iter().map(|count| *count as f64 / total as f64).collect())
}
