//! How sure?
//!
//! Numbers in, numbers out: this room knows no words. Each statistic has a section in `docs/methods.md`.

mod accuracy;
mod adjust;
mod confusion;
mod correction;
mod distance;
mod permutation;
mod proportion;
mod rank;
mod ratio;
mod ratio_of_rates;
mod reliability;
mod survey;
mod systematic;

pub use accuracy::{Accuracy, accuracy};
pub use adjust::benjamini_hochberg;
pub use confusion::{Confusion, Part};
pub use correction::{Answers, corrected};
pub use distance::{cosine, jensen_shannon_distance, shares};
pub use permutation::{PermutationTest, Pvalue, Rows, Seed};
pub use proportion::{Bounds, Estimate, two_proportions, wilson};
pub use rank::spearman;
pub use ratio::{FEWEST_MATCHES, Interval, Rate, Sums, zero_upper};
pub use ratio_of_rates::{Log2Ratio, log2_ratio};
pub use reliability::{Values, krippendorff};
pub use survey::{Population, Sampled, survey, weights};
pub use systematic::Systematic;
