//! What stands around every chart: title, subtitle, footer, row labels, legend.

use super::drawing::{Anchor, Drawing, Type};
use super::fonts::{Weight, clean, shortened_name, wrapped};
use super::palette::{self, Colour, INK, SOFT_INK};
use super::raster::ChartError;
use super::{Scene, Svg};

pub(super) const MARGIN: f64 = 24.0;
pub(super) const LABEL: Type = Type::new(12.5, Weight::Regular, INK);
pub(super) const SMALL: Type = Type::new(12.0, Weight::Regular, SOFT_INK);
pub(super) const STRONG: Type = Type::new(12.5, Weight::Bold, INK);
const TITLE: Type = Type::new(19.0, Weight::Bold, INK);
const SUBTITLE: Type = Type::new(13.0, Weight::Regular, SOFT_INK);
const LINE: f64 = 16.0;

/// Labels of rows are at most so wide and take at most two lines.
const WIDEST_LABEL: f64 = 210.0;
/// The widest on one line, where rows are too low for two.
const WIDEST_LINE: f64 = 300.0;
/// The names of families in a legend are at most so wide, and its patches of colour so large.
const WIDEST_FAMILY: f64 = 150.0;
pub(super) const SWATCH: (f64, f64) = (12.0, 12.0);

/// The words around a chart.
pub(super) struct Words<'w> {
    pub title: &'w str,
    pub subtitle: &'w str,
    /// What a number or mark means.
    pub meaning: &'w str,
}

/// Writes title and subtitle; gives the height where the chart may begin.
pub(super) fn heading(drawing: &mut Drawing, words: &Words<'_>, width: f64) -> f64 {
    let mut y = MARGIN + 16.0;
    drawing.text((MARGIN, y), words.title, Anchor::Start, TITLE);
    for line in wrapped(&clean(words.subtitle), width - 2.0 * MARGIN, SUBTITLE.size, SUBTITLE.weight, 3) {
        y += 20.0;
        drawing.text((MARGIN, y), &line, Anchor::Start, SUBTITLE);
    }
    y + 20.0
}

/// Writes the footer below `bottom` and finishes the picture.
pub(super) fn finish(
    mut drawing: Drawing,
    scene: &Scene<'_>,
    words: &Words<'_>,
    width: f64,
    bottom: f64,
) -> Result<Svg, ChartError> {
    let versions: Vec<&str> = scene.library.lexicons().iter().map(|lexicon| lexicon.version.as_str()).collect();
    let parts = |version: &&&str| version.split('.').map(|part| part.parse().unwrap_or(0)).collect::<Vec<u64>>();
    let version = match (versions.iter().min_by_key(parts), versions.iter().max_by_key(parts)) {
        (Some(low), Some(high)) if low == high => format!("version {low}"),
        (Some(low), Some(high)) => format!("versions {low} to {high}"),
        _ => String::new(),
    };
    let framings = versions.len();
    let plural = if framings == 1 { "framing" } else { "framings" };
    let footer = format!(
        "{}: {}. Lexicons: {framings} {plural}, {version}. {} Counts describe words, not positions or truth.",
        scene.corpus, scene.rows_are, words.meaning
    );
    let mut y = bottom + 14.0;
    for line in wrapped(&clean(&footer), width - 2.0 * MARGIN, SMALL.size, SMALL.weight, 5) {
        y += LINE;
        drawing.text((MARGIN, y), &line, Anchor::Start, SMALL);
    }
    let description = format!("{} {footer}", words.subtitle);
    drawing.finish((width, (y + MARGIN).ceil()), words.title, &description)
}

/// The width that the labels of the rows need.
pub(super) fn label_width(scene: &Scene<'_>) -> f64 {
    widest(scene.rows.iter().flat_map(|row| row_label(&row.label)), WIDEST_LABEL)
}

/// The width that labels on one line need.
pub(super) fn short_label_width<'l>(labels: impl Iterator<Item = &'l str>) -> f64 {
    widest(labels.map(|label| one_line_label(label, WIDEST_LINE)), WIDEST_LINE)
}

fn widest(lines: impl Iterator<Item = String>, most: f64) -> f64 {
    lines.map(|line| LABEL.width(&line)).fold(60.0, f64::max).min(most)
}

fn one_line_label(label: &str, most: f64) -> String {
    shortened_name(&clean(label), most, LABEL.size, LABEL.weight)
}

fn row_label(label: &str) -> Vec<String> {
    // Two lines hold less than twice a line: they break at words.
    let name = shortened_name(&clean(label), 1.7 * WIDEST_LABEL, LABEL.size, LABEL.weight);
    let lines = wrapped(&name, WIDEST_LABEL, LABEL.size, LABEL.weight, 2);
    // A long word takes a line's end from it, and ends are what tells names apart.
    let cuts = |text: &str| text.matches('\u{2026}').count();
    if cuts(&lines.concat()) > cuts(&name) { vec![one_line_label(label, WIDEST_LABEL)] } else { lines }
}

/// Writes a row's label on one line, shortened if need be.
pub(super) fn short_label(drawing: &mut Drawing, text: &str, right: f64, middle: f64) {
    drawing.text((right, middle + 4.5), &one_line_label(text, WIDEST_LINE), Anchor::End, LABEL);
}

/// Writes a row's label to the left of `right`, centred on `middle`.
pub(super) fn label(drawing: &mut Drawing, text: &str, right: f64, middle: f64) {
    let lines = row_label(text);
    let first = middle + 4.5 - (lines.len() as f64 - 1.0) * 7.0;
    for (place, line) in lines.iter().enumerate() {
        drawing.text((right, first + place as f64 * 14.0), line, Anchor::End, LABEL);
    }
}

/// How high a row must be for its label.
pub(super) fn row_height(scene: &Scene<'_>, least: f64) -> f64 {
    let lines = scene.rows.iter().map(|row| row_label(&row.label).len()).max().unwrap_or(1);
    least.max(14.0 * lines as f64 + 4.0)
}

/// Writes the framings with their colours, family by family, in lines of at most `width`; gives the height below it.
pub(super) fn legend(drawing: &mut Drawing, scene: &Scene<'_>, top: f64, width: f64) -> f64 {
    let colours = palette::framings(scene.library);
    let mut y = top + 10.0;
    let families: Vec<_> = families(scene)
        .into_iter()
        .map(|(name, _, framings)| (shortened_name(&name, WIDEST_FAMILY, STRONG.size, STRONG.weight), framings))
        .collect();
    let first = MARGIN + families.iter().map(|(name, _)| STRONG.width(name)).fold(0.0, f64::max) + 16.0;
    for (name, framings) in families {
        drawing.text((MARGIN, y), &name, Anchor::Start, STRONG);
        let mut x = first;
        for framing in framings {
            let label = one_line_label(&scene.library.lexicons()[framing].label, WIDEST_LABEL);
            let room = LABEL.width(&label) + 34.0;
            if x + room > width - MARGIN && x > first {
                x = first;
                y += 18.0;
            }
            drawing.rectangle((x, y - 10.0), SWATCH, colours[framing]);
            drawing.text((x + 17.0, y), &label, Anchor::Start, LABEL);
            x += room;
        }
        y += 18.0;
    }
    y
}

/// The names of the columns, wrapped, their last lines on one height; gives the height below them. `at` gives each column's
/// middle.
pub(super) fn column_names(
    drawing: &mut Drawing,
    scene: &Scene<'_>,
    top: f64,
    room: f64,
    at: impl Fn(usize) -> f64,
) -> f64 {
    let names: Vec<Vec<String>> = scene
        .library
        .lexicons()
        .iter()
        .map(|lexicon| wrapped(&clean(&lexicon.label), room, SMALL.size, SMALL.weight, 3))
        .collect();
    let most = names.iter().map(Vec::len).max().unwrap_or(1);
    for (column, lines) in names.iter().enumerate() {
        for (place, line) in lines.iter().enumerate() {
            let y = top + 12.0 + (most - lines.len() + place) as f64 * 14.0;
            drawing.text((at(column), y), line, Anchor::Middle, Type { colour: INK, ..SMALL });
        }
    }
    top + 12.0 + (most - 1) as f64 * 14.0 + 8.0
}

fn capital(text: &str) -> String {
    let text = clean(text);
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// The families with the columns each covers.
pub(super) fn families(scene: &Scene<'_>) -> Vec<(String, Colour, std::ops::Range<usize>)> {
    let lexicons = scene.library.lexicons();
    let mut result = Vec::new();
    let mut start = 0;
    for family in scene.library.families() {
        let end = start + lexicons[start..].iter().take_while(|lexicon| lexicon.family == family).count();
        result.push((capital(family.as_str()), palette::family(&family, scene.library), start..end));
        start = end;
    }
    result
}
