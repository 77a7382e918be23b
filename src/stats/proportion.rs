//! A share and how sure it is, and two shares compared.

/// An estimate with its 95 % interval, if it has one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Its interval.
    pub bounds: Option<Bounds>,
}

/// The ends of a 95 % interval; `low <= high`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The 97.5 % quantile of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// Wilson's interval (1927) of a share p that was found in n observations, which need not be a whole number:
/// (p + z^2 / 2n +- z sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2 / n).
///
/// 81 of 263 and 0 of 20 (Newcombe 1998):
///
/// ```
/// use framelens::stats::wilson;
/// let bounds = wilson(81.0 / 263.0, 263.0);
/// assert!((bounds.low - 0.2553).abs() < 1e-4 && (bounds.high - 0.3662).abs() < 1e-4);
/// let bounds = wilson(0.0, 20.0);
/// assert!(bounds.low == 0.0 && (bounds.high - 0.1611).abs() < 1e-4);
/// ```
pub fn wilson(share: f64, n: f64) -> Bounds {
    let square = Z * Z / n;
    let middle = share + square / 2.0;
    let reach = Z * (share * (1.0 - share) / n + square / (4.0 * n)).sqrt();
    let of = |end: f64| (end / (1.0 + square)).clamp(0.0, 1.0);
    let (low, high) = (of(middle - reach), of(middle + reach));
    // Rounding must not leave the estimate outside.
    Bounds { low: if share == 0.0 { 0.0 } else { low.min(share) }, high: high.max(share) }
}

/// How far the share `a` of `n` lies above the share `b` of `m`, in standard errors of their difference when both are
/// taken as one: (a/n - b/m) / sqrt(p (1 - p) (1/n + 1/m)) with p = (a + b) / (n + m). `None` when a whole is empty, or
/// when p is 0 or 1.
///
/// ```
/// use framelens::stats::two_proportions;
/// assert!((two_proportions((15, 100), (5, 100)).unwrap() - 2.357).abs() < 0.001);
/// assert!(two_proportions((0, 100), (0, 100)).is_none());
/// ```
pub fn two_proportions((a, n): (u64, u64), (b, m): (u64, u64)) -> Option<f64> {
    if n == 0 || m == 0 {
        return None;
    }
    let (a, n, b, m) = (a as f64, n as f64, b as f64, m as f64);
    let p = (a + b) / (n + m);
    let error = (p * (1.0 - p) * (1.0 / n + 1.0 / m)).sqrt();
    (error > 0.0).then(|| (a / n - b / m) / error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wilson_intervals_of_newcombes_table() {
        for (a, n, low, high) in [(15.0, 148.0, 0.0624, 0.1605), (1.0, 29.0, 0.0061, 0.1718), (29.0, 29.0, 0.8830, 1.0)]
        {
            let bounds = wilson(a / n, n);
            assert!((bounds.low - low).abs() < 1e-4 && (bounds.high - high).abs() < 1e-4, "{a} of {n}: {bounds:?}");
        }
    }
}
