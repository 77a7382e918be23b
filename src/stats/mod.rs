//! How sure?
//!
//! Numbers in, numbers out: this room knows no words. Each statistic has a section in `docs/methods.md`.

mod adjust;
mod distance;
mod permutation;
mod rank;
mod ratio;
mod ratio_of_rates;

pub use adjust::benjamini_hochberg;
pub use distance::{cosine, jensen_shannon_distance};
pub use permutation::{PermutationTest, Pvalue, Seed};
pub use rank::spearman;
pub use ratio::{FEWEST_MATCHES, Interval, Rate, Sums, zero_upper};
pub use ratio_of_rates::{Log2Ratio, log2_ratio};
