//! Which framings does each row use, and how often?

use super::drawing::{Anchor, Drawing, Type};
use super::fonts::{Weight, shortened_name};
use super::frame::{
    LABEL, MARGIN, SMALL, STRONG, Words, column_names, families, finish, heading, label, label_width, row_height,
};
use super::palette::{GREY, INK, PALE, SOFT_INK, intensity};
use super::raster::ChartError;
use super::scale;
use super::{Scene, Svg};
use crate::analysis::FramingRate;
use crate::stats::{FEWEST_MATCHES, Rate};

const CELL: f64 = 90.0;
const FAMILY_GAP: f64 = 8.0;
const COUNT: Type = Type::new(12.5, Weight::Regular, INK);
/// The scale of colours is so wide, and what hatching means stands so far from its beginning.
const WIDE: f64 = 280.0;
const FEW_AT: f64 = WIDE + 200.0;
const FEW: &str = "one to four matches";

/// A row a document (or group), a column a framing: the rate as colour, the count as text, hatching for too few matches.
pub(super) fn heatmap(scene: &Scene<'_>) -> Result<Svg, ChartError> {
    let (drawing, width, bottom) = draw(scene);
    finish(drawing, scene, &words(), width, bottom)
}

fn words() -> Words<'static> {
    Words {
        title: "How often each framing is used",
        subtitle: "Colour: matches per 1,000 words (square-root scale). Number: matches. Hatched: one to four, too few for a rate.",
        meaning: "A match is one term of the framing's lexicon, found once.",
    }
}

pub(super) fn draw(scene: &Scene<'_>) -> (Drawing, f64, f64) {
    let mut drawing = Drawing::default();
    let left = MARGIN + label_width(scene) + 10.0;
    let groups = families(scene);
    let family_of = |column: usize| groups.iter().position(|(_, _, columns)| columns.contains(&column)).unwrap_or(0);
    let x_of = |column: usize| left + column as f64 * CELL + family_of(column) as f64 * FAMILY_GAP;
    let framings = scene.library.lexicons().len();
    let columns_end = x_of(framings.saturating_sub(1)) + CELL;
    let width = (columns_end + 70.0).max(left + FEW_AT + 30.0 + LABEL.width(FEW)) + MARGIN;
    let mut y = heading(&mut drawing, &words(), width);
    for (name, colour, columns) in &groups {
        let (from, to) = (x_of(columns.start), x_of(columns.end - 1) + CELL);
        drawing.rectangle((from, y + 8.0), (to - from, 3.0), *colour);
        let name = shortened_name(name, to - from, STRONG.size, STRONG.weight);
        drawing.text((from, y + 2.0), &name, Anchor::Start, STRONG);
    }
    y = column_names(&mut drawing, scene, y + 18.0, CELL - 4.0, |column| x_of(column) + CELL / 2.0);
    let words_at = columns_end + 62.0;
    drawing.text((words_at, y - 8.0), "words", Anchor::End, SMALL);
    let height = row_height(scene, 26.0);
    let ticks = ticks_of(scene);
    let most = ticks.last().copied().unwrap_or(1.0);
    for row in &scene.rows {
        label(&mut drawing, &row.label, left - 10.0, y + height / 2.0);
        for (column, rate) in row.rates.iter().enumerate() {
            cell(&mut drawing, (x_of(column), y), (CELL - 2.0, height - 2.0), rate, most);
        }
        drawing.text((words_at, y + height / 2.0 + 4.5), &thousands(row.tokens), Anchor::End, SMALL);
        y += height;
    }
    let y = key(&mut drawing, left, y + 16.0, &ticks);
    (drawing, width, y)
}

/// The ticks of the scale of colours; it ends at the last.
fn ticks_of(scene: &Scene<'_>) -> Vec<f64> {
    let sure = scene.rows.iter().flat_map(|row| row.rates).filter(|rate| rate.counts.matches >= FEWEST_MATCHES);
    let most = sure.filter_map(|rate| rate.rate).map(Rate::per_thousand).fold(0.0, f64::max);
    scale::ticks(most, 4)
}

fn cell(drawing: &mut Drawing, at: (f64, f64), size: (f64, f64), rate: &FramingRate, most: f64) {
    let few = rate.counts.matches < FEWEST_MATCHES;
    let colour = match rate.rate {
        Some(rate) if !few => intensity((rate.per_thousand() / most).sqrt()),
        _ => PALE,
    };
    drawing.rectangle(at, size, colour);
    let ink = match rate.counts.matches {
        0 => GREY,
        _ if few => SOFT_INK,
        _ => colour.ink(),
    };
    let text = if rate.rate.is_some() { rate.counts.matches.to_string() } else { "\u{2013}".to_owned() };
    let middle = (at.0 + size.0 / 2.0, at.1 + size.1 / 2.0);
    if few && rate.counts.matches > 0 {
        drawing.hatch(at, size, GREY);
        // The number stands clear of the lines.
        drawing.rectangle((middle.0 - 9.0, middle.1 - 8.0), (18.0, 16.0), PALE);
    }
    drawing.text((middle.0, middle.1 + 4.5), &text, Anchor::Middle, Type { colour: ink, ..COUNT });
}

/// The scale of colours; gives the height below it.
fn key(drawing: &mut Drawing, left: f64, top: f64, ticks: &[f64]) -> f64 {
    const STEPS: usize = 130;
    for step in 0..STEPS {
        let part = (step as f64 + 0.5) / STEPS as f64;
        drawing.rectangle(
            (left + WIDE * step as f64 / STEPS as f64, top),
            (WIDE / STEPS as f64 + 0.5, 12.0),
            intensity(part),
        );
    }
    let most = ticks.last().copied().unwrap_or(1.0);
    for rate in ticks {
        let x = left + WIDE * (rate / most).sqrt();
        drawing.line((x, top + 12.0), (x, top + 16.0), 1.0, SOFT_INK);
        drawing.text((x, top + 29.0), &scale::label(*rate), Anchor::Middle, SMALL);
    }
    drawing.text((left + WIDE + 22.0, top + 10.0), "matches per 1,000 words", Anchor::Start, LABEL);
    let few_at = left + FEW_AT;
    drawing.rectangle((few_at, top), (24.0, 12.0), PALE);
    drawing.hatch((few_at, top), (24.0, 12.0), GREY);
    drawing.text((few_at + 30.0, top + 10.0), FEW, Anchor::Start, LABEL);
    top + 34.0
}

/// A whole number with its thousands parted.
pub(super) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
