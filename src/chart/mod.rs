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

pub use dispersion::dispersion;
pub use drawing::Svg;
pub use heatmap::heatmap;
pub use raster::{ChartError, Rasteriser};
pub use rates::rates;
pub use scene::{Scene, SceneMatch, SceneRow};
pub use shares::shares;
pub use similarity::similarity;
