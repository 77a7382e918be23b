//! A picture as shapes in pixels, and how plotters makes SVG of it.

use plotters::backend::SVGBackend;
use plotters::drawing::IntoDrawingArea;
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontStyle, IntoFont, RGBColor, ShapeStyle, TextStyle};

use super::fonts::{FAMILY, Weight, clean, width};
#[cfg(test)]
use super::frame::SWATCH;
use super::palette::{Colour, WHITE};
use super::raster::ChartError;

/// A finished picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Svg(pub(super) String);

impl Svg {
    /// The file's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// plotters counts in whole pixels: drawing larger and showing it smaller gives quarter pixels.
const FINE: f64 = 4.0;
/// plotters writes a font size divided by this.
const FONT_FACTOR: f64 = 1.24;
/// plotters raises text anchored at its bottom by half an x-height, which is a quarter of the font size.
const BASELINE: f64 = 0.25;

/// Which point of a text its place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Type {
    pub size: f64,
    pub weight: Weight,
    pub colour: Colour,
}

impl Type {
    pub const fn new(size: f64, weight: Weight, colour: Colour) -> Self {
        Self { size, weight, colour }
    }

    pub fn width(self, text: &str) -> f64 {
        width(text, self.size, self.weight)
    }
}

#[derive(Clone, Debug)]
enum Shape {
    Rectangle { x: f64, y: f64, width: f64, height: f64, colour: Colour },
    Line { from: (f64, f64), to: (f64, f64), thickness: f64, colour: Colour },
    Circle { centre: (f64, f64), radius: f64, colour: Colour, hollow: Option<f64> },
    Triangle { points: [(f64, f64); 3], colour: Colour },
    Text { x: f64, baseline: f64, text: String, anchor: Anchor, kind: Type },
}

/// Shapes in the order in which they are drawn.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    shapes: Vec<Shape>,
}

impl Drawing {
    pub fn rectangle(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), colour: Colour) {
        self.shapes.push(Shape::Rectangle { x, y, width, height, colour });
    }

    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), thickness: f64, colour: Colour) {
        self.shapes.push(Shape::Line { from, to, thickness, colour });
    }

    pub fn dot(&mut self, centre: (f64, f64), radius: f64, colour: Colour) {
        self.shapes.push(Shape::Circle { centre, radius, colour, hollow: None });
    }

    pub fn ring(&mut self, centre: (f64, f64), radius: f64, thickness: f64, colour: Colour) {
        self.shapes.push(Shape::Circle { centre, radius, colour: WHITE, hollow: None });
        self.shapes.push(Shape::Circle { centre, radius, colour, hollow: Some(thickness) });
    }

    pub fn triangle(&mut self, points: [(f64, f64); 3], colour: Colour) {
        self.shapes.push(Shape::Triangle { points, colour });
    }

    pub fn text(&mut self, (x, baseline): (f64, f64), text: &str, anchor: Anchor, kind: Type) {
        let text = clean(text);
        if !text.is_empty() {
            self.shapes.push(Shape::Text { x, baseline, text, anchor, kind });
        }
    }

    /// Diagonal lines over a rectangle.
    pub fn hatch(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), colour: Colour) {
        const STEP: f64 = 6.0;
        let mut offset = STEP;
        while offset < width + height {
            let from = (x + offset.min(width), y + (offset - width).max(0.0));
            let to = (x + (offset - height).max(0.0), y + offset.min(height));
            self.line(from, to, 0.75, colour);
            offset += STEP;
        }
    }

    /// The boxes of all texts, and of the patches of colour of legends: left, top, right, bottom.
    #[cfg(test)]
    pub fn text_boxes(&self) -> Vec<(String, [f64; 4])> {
        let boxed = |shape: &Shape| match shape {
            Shape::Text { x, baseline, text, anchor, kind } => {
                let wide = kind.width(text);
                let left = match anchor {
                    Anchor::Start => *x,
                    Anchor::Middle => x - wide / 2.0,
                    Anchor::End => x - wide,
                };
                Some((text.clone(), [left, baseline - 0.76 * kind.size, left + wide, baseline + 0.22 * kind.size]))
            }
            Shape::Rectangle { x, y, width, height, .. } if (*width, *height) == SWATCH => {
                Some(("a patch".to_owned(), [*x, *y, x + width, y + height]))
            }
            _ => None,
        };
        self.shapes.iter().filter_map(boxed).collect()
    }

    /// The whole as SVG of a size in pixels. `title` and `description` say in words what is shown.
    pub fn finish(self, (wide, high): (f64, f64), title: &str, description: &str) -> Result<Svg, ChartError> {
        let mut body = String::new();
        {
            let backend = SVGBackend::with_string(&mut body, (fine(wide) as u32, fine(high) as u32));
            let area = backend.into_drawing_area();
            let failed = |error: &dyn std::fmt::Display| ChartError::Draw(error.to_string());
            area.fill(&rgb(WHITE)).map_err(|error| failed(&error))?;
            for shape in &self.shapes {
                let drawn = match shape {
                    Shape::Rectangle { x, y, width, height, colour } => area.draw(&Rectangle::new(
                        [point((*x, *y)), point((x + width, y + height))],
                        rgb(*colour).filled(),
                    )),
                    Shape::Line { from, to, thickness, colour } => {
                        area.draw(&PathElement::new([point(*from), point(*to)], stroke(*colour, *thickness)))
                    }
                    Shape::Circle { centre, radius, colour, hollow } => {
                        let style =
                            hollow.map_or_else(|| rgb(*colour).filled(), |thickness| stroke(*colour, thickness));
                        area.draw(&Circle::new(point(*centre), fine(*radius), style))
                    }
                    Shape::Triangle { points, colour } => {
                        area.draw(&Polygon::new(points.map(point), rgb(*colour).filled()))
                    }
                    Shape::Text { x, baseline, text, anchor, kind } => {
                        let place = point((*x, baseline + BASELINE * kind.size));
                        area.draw(&Text::new(text.as_str(), place, style(*anchor, *kind)))
                    }
                };
                drawn.map_err(|error| failed(&error))?;
            }
            area.present().map_err(|error| failed(&error))?;
        }
        let (_, shapes) = body.split_once('>').ok_or_else(|| ChartError::Draw("no picture".to_owned()))?;
        Ok(Svg(format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}\" height=\"{high}\" viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"title desc\">\n<title id=\"title\">{}</title>\n<desc id=\"desc\">{}</desc>{shapes}",
            fine(wide),
            fine(high),
            escaped(title),
            escaped(description),
        )))
    }
}

fn fine(pixels: f64) -> i32 {
    (pixels * FINE).round() as i32
}

fn point((x, y): (f64, f64)) -> (i32, i32) {
    (fine(x), fine(y))
}

fn rgb(colour: Colour) -> RGBColor {
    RGBColor(colour.0, colour.1, colour.2)
}

fn stroke(colour: Colour, thickness: f64) -> ShapeStyle {
    rgb(colour).stroke_width(fine(thickness).max(1) as u32)
}

fn style(anchor: Anchor, kind: Type) -> TextStyle<'static> {
    let across = match anchor {
        Anchor::Start => HPos::Left,
        Anchor::Middle => HPos::Center,
        Anchor::End => HPos::Right,
    };
    let font = (FAMILY, kind.size * FINE * FONT_FACTOR).into_font();
    let font = match kind.weight {
        Weight::Regular => font,
        Weight::Bold => font.style(FontStyle::Bold),
    };
    let mut style = TextStyle::from(font).pos(Pos::new(across, VPos::Bottom));
    style.color = rgb(kind.colour).to_backend_color();
    style
}

fn escaped(text: &str) -> String {
    clean(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
