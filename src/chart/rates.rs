//! How sure are the rates?

use super::drawing::{Anchor, Drawing, Type};
use super::fonts::{Weight, shortened};
use super::frame::{LABEL, MARGIN, SMALL, Words, finish, heading, short_label, short_label_width};
use super::palette::{self, Colour, GREY, GRID, INK, SOFT_INK};
use super::raster::ChartError;
use super::scale;
use super::{Scene, Svg};
use crate::analysis::FramingRate;
use crate::ids::FramingIx;
use crate::stats::{Interval, Rate};

const PANELS: usize = 5;
const PANEL: f64 = 204.0;
const GAP: f64 = 26.0;
const ROW: f64 = 18.0;
const NAME: Type = Type::new(13.0, Weight::Bold, INK);

/// A panel a framing, a dot and its whisker a row.
pub(super) fn rates(scene: &Scene<'_>) -> Result<Svg, ChartError> {
    let (drawing, width, bottom) = draw(scene);
    finish(drawing, scene, &words(), width, bottom)
}

fn words() -> Words<'static> {
    Words {
        title: "Rates and how sure they are",
        subtitle: "Matches per 1,000 words with 95 % intervals. Each panel has its own scale. Open dot: no match, with the rate that cannot be ruled out. Cross: too few matches for an interval. Arrow: beyond the scale.",
        meaning: "Intervals come from the spread of matches over sentences (for groups, over documents).",
    }
}

pub(super) fn draw(scene: &Scene<'_>) -> (Drawing, f64, f64) {
    let mut drawing = Drawing::default();
    let framings = scene.library.lexicons().len();
    let columns = framings.min(PANELS);
    let left = MARGIN + short_label_width(scene.rows.iter().map(|row| row.label.as_str())) + 12.0;
    let width = (left + columns as f64 * (PANEL + GAP) - GAP + MARGIN + 14.0).max(620.0);
    let top = heading(&mut drawing, &words(), width);
    let height = ROW;
    let panel_height = scene.rows.len() as f64 * height;
    let mut bottom = top;
    for (framing, lexicon) in scene.library.lexicons().iter().enumerate() {
        let (line, column) = (framing / PANELS, framing % PANELS);
        let y = top + line as f64 * (panel_height + 66.0) + 20.0;
        let x = left + column as f64 * (PANEL + GAP);
        let name = shortened(&lexicon.label, PANEL, NAME.size, NAME.weight);
        drawing.text((x, y - 8.0), &name, Anchor::Start, NAME);
        if column == 0 {
            for (place, row) in scene.rows.iter().enumerate() {
                short_label(&mut drawing, &row.label, left - 12.0, y + (place as f64 + 0.5) * height);
            }
        }
        // The panel says which framing it is, so all of a family may have its middle shade: light ones are hard to see.
        let colour = palette::family(&lexicon.family, scene.library);
        panel(&mut drawing, scene, FramingIx(framing as u16), (x, y), height, colour);
        bottom = bottom.max(y + panel_height + 22.0);
    }
    (drawing, width, bottom)
}

fn panel(
    drawing: &mut Drawing,
    scene: &Scene<'_>,
    framing: FramingIx,
    (x, y): (f64, f64),
    height: f64,
    colour: Colour,
) {
    let shown: Vec<&FramingRate> = scene.rows.iter().map(|row| &row.rates[framing.index()]).collect();
    let ticks = scale::ticks(reach(&shown), 4);
    let most = ticks.last().copied().unwrap_or(1.0);
    let at = |rate: f64| x + PANEL * (rate / most).min(1.0);
    let bottom = y + shown.len() as f64 * height;
    for tick in &ticks {
        drawing.line((at(*tick), y), (at(*tick), bottom), 0.75, GRID);
        drawing.text((at(*tick), bottom + 14.0), &scale::label(*tick), Anchor::Middle, SMALL);
    }
    for (place, rate) in shown.iter().enumerate() {
        let middle = y + (place as f64 + 0.5) * height;
        let Some(value) = rate.rate.map(Rate::per_thousand) else {
            drawing.text((x + 6.0, middle + 4.0), "no words", Anchor::Start, Type { colour: GREY, ..LABEL });
            continue;
        };
        let few = || {
            let (x, arm) = (at(value), 3.0);
            [((x - arm, middle - arm), (x + arm, middle + arm)), ((x - arm, middle + arm), (x + arm, middle - arm))]
        };
        let Some(Interval { low, high }) = rate.interval else {
            if value > most {
                beyond(drawing, (x, middle), SOFT_INK);
            } else {
                for (from, to) in few() {
                    drawing.line(from, to, 1.25, SOFT_INK);
                }
            }
            continue;
        };
        let none = rate.counts.matches == 0;
        let (thickness, ink) = if none { (1.0, GREY) } else { (1.75, colour) };
        drawing.line((at(low.per_thousand()), middle), (at(high.per_thousand()), middle), thickness, ink);
        if high.per_thousand() > most {
            beyond(drawing, (x, middle), ink);
        }
        if none {
            drawing.ring((at(0.0), middle), 3.5, 1.25, SOFT_INK);
        } else {
            drawing.dot((at(value), middle), 4.25, colour);
        }
    }
}

/// An arrow at the end of the axis of a panel.
fn beyond(drawing: &mut Drawing, (x, middle): (f64, f64), ink: Colour) {
    let (tip, back) = (x + PANEL + 6.0, x + PANEL - 1.0);
    drawing.triangle([(tip, middle), (back, middle - 3.5), (back, middle + 3.5)], ink);
}

/// How far the axis goes: to every rate with an interval, and to all else that is not far out, so that no tiny document
/// rules it. Far out is what lies beyond four times the highest such rate and the median of all.
pub(super) fn reach(shown: &[&FramingRate]) -> f64 {
    const FAR: f64 = 4.0;
    let (mut sure, mut bounds, mut ends) = (0.0_f64, 0.0_f64, Vec::new());
    for rate in shown {
        let value = rate.rate.map(Rate::per_thousand);
        match rate.interval.map(|interval| interval.high.per_thousand()) {
            Some(high) if rate.counts.matches > 0 => {
                sure = sure.max(value.unwrap_or(0.0));
                bounds = bounds.max(high);
                ends.extend(value);
            }
            high => ends.extend(high.or(value)),
        }
    }
    ends.sort_by(f64::total_cmp);
    let median = ends.get(ends.len().saturating_sub(1) / 2).copied().unwrap_or(0.0);
    let far = FAR * sure.max(median);
    ends.into_iter().filter(|end| *end <= far).fold(bounds.min(far), f64::max)
}
