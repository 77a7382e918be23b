//! How well do the matches agree with what people coded?

use super::drawing::{Anchor, Drawing, Type};
use super::fonts::Weight;
use super::frame::{LABEL, MARGIN, SMALL, Words, finish, heading, short_label, short_label_width};
use super::palette::{self, Colour, GREY, GRID, INK};
use super::raster::ChartError;
use super::scale;
use super::{Scene, Svg};
use crate::analysis::{Agreement, Over};
use crate::lexicon::Library;
use crate::stats::Estimate;

const PANEL: f64 = 210.0;
const GAP: f64 = 34.0;
const ROW: f64 = 22.0;
const NAME: Type = Type::new(13.0, Weight::Bold, INK);
const ALL: &str = "All as one (micro)";

/// A panel a measure, a dot and its whisker a framing. `passages_are` says in words what was coded and by how many.
///
/// # Errors
/// When the picture cannot be drawn.
pub fn validation(rows: &[Agreement], library: &Library, passages_are: &str) -> Result<Svg, ChartError> {
    let (drawing, width, bottom) = draw(rows, library);
    let scene = Scene { corpus: "Validation".to_owned(), rows_are: passages_are.to_owned(), library, rows: Vec::new() };
    finish(drawing, &scene, &words(), width, bottom)
}

fn words() -> Words<'static> {
    Words {
        title: "Matches and human codes",
        subtitle: "Precision: of the passages with a match, the share that people coded with the framing. Recall: of those so coded, the share with a match. F1: their harmonic mean. Lines are 95 % intervals.",
        meaning: "Intervals take the passages as units.",
    }
}

pub(super) fn draw(rows: &[Agreement], library: &Library) -> (Drawing, f64, f64) {
    let shown: Vec<&Agreement> = rows.iter().filter(|row| row.over != Over::Macro).collect();
    let label = |row: &Agreement| match row.over {
        Over::Framing(framing) => library.get(framing).label.as_str(),
        Over::Micro | Over::Macro => ALL,
    };
    let left = MARGIN + short_label_width(shown.iter().map(|row| label(row))) + 12.0;
    let coded = left + 52.0;
    let panels = coded + 22.0;
    let width = panels + 3.0 * PANEL + 2.0 * GAP + MARGIN + 14.0;
    let mut drawing = Drawing::default();
    let top = heading(&mut drawing, &words(), width) + 24.0;
    drawing.text((coded, top - 10.0), "coded", Anchor::End, SMALL);
    let colours = palette::framings(library);
    let height = |place: usize| top + place as f64 * ROW + if shown[place].over == Over::Micro { 8.0 } else { 0.0 };
    let bottom = shown.len().checked_sub(1).map_or(top, height) + ROW;
    for (panel, name) in ["Precision", "Recall", "F1"].into_iter().enumerate() {
        let x = panels + panel as f64 * (PANEL + GAP);
        drawing.text((x, top - 10.0), name, Anchor::Start, NAME);
        for tick in scale::ticks(1.0, 4) {
            let at = x + PANEL * tick;
            drawing.line((at, top), (at, bottom), 0.75, GRID);
            drawing.text((at, bottom + 14.0), &scale::label(tick), Anchor::Middle, SMALL);
        }
    }
    for (place, row) in shown.iter().enumerate() {
        let middle = height(place) + ROW / 2.0;
        short_label(&mut drawing, label(row), left - 12.0, middle);
        drawing.text((coded, middle + 4.5), &row.coded.to_string(), Anchor::End, SMALL);
        let colour = match row.over {
            Over::Framing(framing) => colours[framing.index()],
            Over::Micro | Over::Macro => INK,
        };
        for (panel, estimate) in [row.precision, row.recall, row.f1].into_iter().enumerate() {
            let x = panels + panel as f64 * (PANEL + GAP);
            whisker(&mut drawing, estimate, (x, middle), colour);
        }
    }
    (drawing, width, bottom + 22.0)
}

fn whisker(drawing: &mut Drawing, estimate: Option<Estimate>, (x, middle): (f64, f64), colour: Colour) {
    let Some(Estimate { value, bounds }) = estimate else {
        drawing.text((x + 6.0, middle + 4.5), "not defined", Anchor::Start, Type { colour: GREY, ..LABEL });
        return;
    };
    if let Some(bounds) = bounds {
        drawing.line((x + PANEL * bounds.low, middle), (x + PANEL * bounds.high, middle), 1.75, colour);
    }
    drawing.dot((x + PANEL * value, middle), 4.5, colour);
}
