//! SVG to PNG, with the fonts built into the program.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{Options, Tree};

use super::Svg;
use super::fonts::{BOLD, FALLBACK, FAMILY, REGULAR};

/// Why a picture could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ChartError {
    /// The drawing failed.
    #[error("a chart could not be drawn: {0}")]
    Draw(String),
    /// The rasteriser refused.
    #[error("a chart could not be made into pixels: {0}")]
    Raster(String),
}

/// Pixels for each pixel of the drawing.
const SCALE: f32 = 2.0;

/// Makes pixels of pictures; loads the fonts once.
pub struct Rasteriser {
    fonts: Arc<Database>,
}

impl Default for Rasteriser {
    fn default() -> Self {
        Self::new()
    }
}

impl Rasteriser {
    /// With the built-in fonts.
    pub fn new() -> Self {
        let mut fonts = Database::new();
        for font in [REGULAR, BOLD, FALLBACK] {
            fonts.load_font_source(Source::Binary(Arc::new(font)));
        }
        fonts.set_sans_serif_family(FAMILY);
        Self { fonts: Arc::new(fonts) }
    }

    /// The picture as PNG, at twice its nominal size.
    ///
    /// # Errors
    /// When the picture is not an SVG that can be drawn.
    pub fn png(&self, svg: &Svg) -> Result<Vec<u8>, ChartError> {
        let failed = |what: String| ChartError::Raster(what);
        let options = Options { font_family: FAMILY.to_owned(), fontdb: Arc::clone(&self.fonts), ..Options::default() };
        let tree = Tree::from_str(svg.as_str(), &options).map_err(|error| failed(error.to_string()))?;
        let size = tree.size();
        let pixels = |length: f32| (length * SCALE).ceil() as u32;
        let mut map = Pixmap::new(pixels(size.width()), pixels(size.height()))
            .ok_or_else(|| failed("it has no size".to_owned()))?;
        resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut map.as_mut());
        map.encode_png().map_err(|error| failed(error.to_string()))
    }
}
