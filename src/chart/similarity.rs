//! Which rows have like profiles?

use std::collections::HashMap;

use super::drawing::{Anchor, Drawing, Type};
use super::fonts::Weight;
use super::frame::{LABEL, MARGIN, SMALL, Words, finish, heading, label, label_width};
use super::palette::{GREY, INK, PALE, SOFT_INK, intensity};
use super::raster::ChartError;
use super::{Scene, Svg};
use crate::analysis::Similarity;

/// A matrix of the distances between rows, like next to like.
pub(super) fn similarity(scene: &Scene<'_>, similarity: &Similarity) -> Result<Svg, ChartError> {
    let (drawing, width, bottom) = draw(scene, similarity);
    finish(drawing, scene, &words(), width, bottom)
}

fn words() -> Words<'static> {
    Words {
        title: "How alike the framing profiles are",
        subtitle: "Jensen-Shannon distance of the shares of the framings: 0 is the same profile, 1 nothing in common. Ordered so that like stands next to like.",
        meaning: "Columns have the numbers of the rows. Short texts look less alike than they are.",
    }
}

pub(super) fn draw(scene: &Scene<'_>, similarity: &Similarity) -> (Drawing, f64, f64) {
    let mut drawing = Drawing::default();
    let left = MARGIN + label_width(scene) + 44.0;
    let shown: Vec<&String> =
        similarity.order.iter().filter(|name| scene.rows.iter().any(|row| row.label == **name)).collect();
    let side: f64 = if shown.len() <= 20 { 40.0 } else { 29.0 };
    let number = Type::new(if shown.len() <= 20 { 12.0 } else { 10.5 }, Weight::Regular, INK);
    let width = (left + shown.len() as f64 * side + MARGIN + 40.0).max(620.0);
    let mut y = heading(&mut drawing, &words(), width) + 6.0;
    let mut distances: HashMap<(&str, &str), Option<f64>> = HashMap::new();
    for pair in &similarity.pairs {
        distances.insert((&pair.first, &pair.second), pair.distance);
        distances.insert((&pair.second, &pair.first), pair.distance);
    }
    for column in 0..shown.len() {
        drawing.text((left + (column as f64 + 0.5) * side, y), &(column + 1).to_string(), Anchor::Middle, SMALL);
    }
    y += 6.0;
    for (place, name) in shown.iter().enumerate() {
        let middle = y + side / 2.0;
        label(&mut drawing, name, left - 34.0, middle);
        drawing.text((left - 8.0, middle + 4.5), &(place + 1).to_string(), Anchor::End, SMALL);
        for (column, other) in shown.iter().enumerate() {
            let at = (left + column as f64 * side, y);
            let distance =
                if column == place { None } else { distances.get(&(name.as_str(), other.as_str())).copied().flatten() };
            let colour = distance.map_or(PALE, |distance| intensity(1.0 - distance));
            drawing.rectangle(at, (side - 1.5, side - 1.5), colour);
            let (text, ink) = match distance {
                Some(distance) => (format!("{distance:.2}").trim_start_matches('0').to_owned(), colour.ink()),
                None => ("\u{2013}".to_owned(), GREY),
            };
            let text = if text == "1.00" { "1".to_owned() } else { text };
            drawing.text((at.0 + side / 2.0, middle + 4.0), &text, Anchor::Middle, Type { colour: ink, ..number });
        }
        y += side;
    }
    if shown.len() < 2 {
        drawing.text(
            (left, y + 18.0),
            "Fewer than two rows: nothing to compare.",
            Anchor::Start,
            Type { colour: SOFT_INK, ..LABEL },
        );
        y += 24.0;
    }
    (drawing, width, y + 6.0)
}
