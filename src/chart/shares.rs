//! What is each row's framing vocabulary made of?

use super::drawing::{Anchor, Drawing, Type};
use super::frame::{MARGIN, SMALL, Words, finish, heading, label, label_width, legend, row_height};
use super::heatmap::thousands;
use super::palette::{self, GREY, GRID, WHITE};
use super::raster::ChartError;
use super::{Scene, Svg};

const BAR: f64 = 780.0;
/// Below so many matches a composition means little.
const FEW: u64 = 30;

/// A bar a row, parted by framing.
pub(super) fn shares(scene: &Scene<'_>) -> Result<Svg, ChartError> {
    let (drawing, width, bottom) = draw(scene);
    finish(drawing, scene, &words(), width, bottom)
}

fn words() -> Words<'static> {
    Words {
        title: "What the framing vocabulary is made of",
        subtitle: "Share of each framing in all framing matches, in per cent. Thin bars: under 30 matches, so the shares mean little.",
        meaning: "n: matches of all framings together.",
    }
}

pub(super) fn draw(scene: &Scene<'_>) -> (Drawing, f64, f64) {
    let mut drawing = Drawing::default();
    let left = MARGIN + label_width(scene) + 10.0;
    let width = left + BAR + 74.0 + MARGIN;
    let top = heading(&mut drawing, &words(), width);
    let mut y = legend(&mut drawing, scene, top, width) + 8.0;
    let height = row_height(scene, 26.0);
    let colours = palette::framings(scene.library);
    let bottom = y + scene.rows.len() as f64 * height;
    for tick in 0..=4 {
        let x = left + BAR * f64::from(tick) / 4.0;
        drawing.line((x, y), (x, bottom + 4.0), 0.75, GRID);
        drawing.text((x, bottom + 18.0), &format!("{} %", 25 * tick), Anchor::Middle, SMALL);
    }
    for row in &scene.rows {
        let all = row.matches_in_all();
        label(&mut drawing, &row.label, left - 10.0, y + height / 2.0);
        let above = if all < FEW { height * 0.35 } else { 2.0 };
        let mut x = left;
        for (rate, colour) in row.rates.iter().zip(&colours) {
            let share = rate.share.unwrap_or(0.0);
            let wide = BAR * share;
            if share > 0.0 {
                drawing.rectangle((x, y + above), (wide, height - 2.0 * above), *colour);
                drawing.line((x + wide, y + above), (x + wide, y + height - above), 0.75, WHITE);
            }
            let text = format!("{:.0}", 100.0 * share);
            if wide >= SMALL.width(&text) + 8.0 && all >= FEW {
                drawing.text(
                    (x + wide / 2.0, y + height / 2.0 + 4.5),
                    &text,
                    Anchor::Middle,
                    Type { colour: colour.ink(), ..SMALL },
                );
            }
            x += wide;
        }
        if all == 0 {
            drawing.text(
                (left + 6.0, y + height / 2.0 + 4.5),
                "no match",
                Anchor::Start,
                Type { colour: GREY, ..SMALL },
            );
        }
        drawing.text(
            (left + BAR + 10.0, y + height / 2.0 + 4.5),
            &format!("n = {}", thousands(all)),
            Anchor::Start,
            SMALL,
        );
        y += height;
    }
    (drawing, width, bottom + 22.0)
}
