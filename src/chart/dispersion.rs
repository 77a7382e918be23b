//! Where in each document do the matches stand?

use super::drawing::{Anchor, Drawing, Type};
use super::frame::{MARGIN, SMALL, Words, families, finish, heading, label, label_width, legend, row_height};
use super::heatmap::thousands;
use super::palette::{self, GREY, GRID, INK, PALE};
use super::raster::ChartError;
use super::{Scene, Svg};

const LONG: f64 = 780.0;
const LANE: f64 = 9.0;

/// A strip a row, a lane a family, a mark a match.
pub(super) fn dispersion(scene: &Scene<'_>) -> Result<Svg, ChartError> {
    let (drawing, width, bottom) = draw(scene);
    finish(drawing, scene, &words(), width, bottom)
}

fn words() -> Words<'static> {
    Words {
        title: "Where the matches stand",
        subtitle: "Each strip is a document from its beginning to its end, with one lane for each family in the order of the legend. Hollow marks stand in quotation marks.",
        meaning: "A mark is one match.",
    }
}

pub(super) fn draw(scene: &Scene<'_>) -> (Drawing, f64, f64) {
    let mut drawing = Drawing::default();
    let left = MARGIN + label_width(scene) + 12.0;
    let width = left + LONG + 100.0 + MARGIN;
    let top = heading(&mut drawing, &words(), width);
    let mut y = legend(&mut drawing, scene, top, width) + 8.0;
    let groups = families(scene);
    let colours = palette::framings(scene.library);
    let height = row_height(scene, groups.len() as f64 * LANE + 9.0);
    let strip = groups.len() as f64 * LANE;
    for row in &scene.rows {
        let first = y + (height - strip) / 2.0;
        drawing.rectangle((left - 5.0, first - 2.0), (LONG + 10.0, strip + 4.0), PALE);
        for lane in 1..groups.len() {
            let between = first + lane as f64 * LANE;
            drawing.line((left - 5.0, between), (left + LONG + 5.0, between), 0.5, GRID);
        }
        label(&mut drawing, &row.label, left - 12.0, y + height / 2.0);
        for found in &row.matches {
            let lane =
                groups.iter().position(|(_, _, framings)| framings.contains(&found.framing.index())).unwrap_or(0);
            let middle = first + (lane as f64 + 0.5) * LANE;
            let x = left + LONG * (f64::from(found.token) + 0.5) / (row.tokens.max(1) as f64);
            let colour = colours[found.framing.index()];
            // A light mark has an edge, or it is lost on the strip.
            let edge = if colour.is_dark() { colour } else { colour.towards(INK, 0.35) };
            if found.quoted {
                drawing.ring((x, middle), 3.0, 1.25, edge);
            } else {
                drawing.dot((x, middle), 3.25, edge);
                drawing.dot((x, middle), 2.5, colour);
            }
        }
        if row.matches.is_empty() {
            drawing.text(
                (left + 6.0, y + height / 2.0 + 4.5),
                "no match",
                Anchor::Start,
                Type { colour: GREY, ..SMALL },
            );
        }
        drawing.text(
            (left + LONG + 12.0, y + height / 2.0 + 4.5),
            &format!("{} words", thousands(row.tokens)),
            Anchor::Start,
            SMALL,
        );
        y += height;
    }
    for (part, name) in [(0.0, "beginning"), (0.5, "middle"), (1.0, "end")] {
        drawing.text((left + LONG * part, y + 14.0), name, Anchor::Middle, SMALL);
    }
    (drawing, width, y + 18.0)
}
