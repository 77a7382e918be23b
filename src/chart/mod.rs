//! As pictures. The only room that knows plotters, fonts and the rasteriser.
//!
//! Each chart is drawn once, as SVG; the PNG is that SVG rasterised, so the two cannot differ. A picture never computes
//! what a table does not hold.

mod dispersion;
mod drawing;
mod fonts;
mod frame;
mod heatmap;
mod palette;
mod raster;
mod rates;
mod scale;
mod scene;
mod shares;
mod similarity;
mod validation;

pub use drawing::Svg;
pub use raster::{ChartError, Rasteriser};
pub use scene::{Scene, SceneMatch, SceneRow};
pub use validation::validation;

#[cfg(test)]
mod tests;

use crate::analysis::Similarity;

/// The charts there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chart {
    /// Which framings does each row use, and how often?
    Heatmap,
    /// How sure are the rates?
    Rates,
    /// What is each row's framing vocabulary made of?
    Shares,
    /// Where in each document do the matches stand?
    Dispersion,
    /// Which rows have like profiles?
    Similarity,
}

impl Chart {
    /// Every chart, in the order in which they are listed.
    pub const ALL: [Self; 5] = [Self::Heatmap, Self::Rates, Self::Shares, Self::Dispersion, Self::Similarity];

    /// Whether it shows what the framings of a row are to each other, so that with one framing it would show nothing.
    pub fn is_of_profiles(self) -> bool {
        matches!(self, Self::Shares | Self::Similarity)
    }

    /// Its file's name, without the ending.
    pub fn name(self) -> &'static str {
        match self {
            Self::Heatmap => "heatmap",
            Self::Rates => "rates",
            Self::Shares => "shares",
            Self::Dispersion => "dispersion",
            Self::Similarity => "similarity",
        }
    }

    /// Draws it.
    ///
    /// # Errors
    /// When the picture cannot be drawn.
    pub fn draw(self, scene: &Scene<'_>, similarity: &Similarity) -> Result<Svg, ChartError> {
        match self {
            Self::Heatmap => heatmap::heatmap(scene),
            Self::Rates => rates::rates(scene),
            Self::Shares => shares::shares(scene),
            Self::Dispersion => dispersion::dispersion(scene),
            Self::Similarity => similarity::similarity(scene, similarity),
        }
    }
}
