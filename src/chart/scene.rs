//! What all charts of a run show.

use super::fonts::lacks_glyphs;
use crate::analysis::FramingRate;
use crate::ids::FramingIx;
use crate::lexicon::Library;

/// The rows of the charts and what is said around them.
#[derive(Debug)]
pub struct Scene<'s> {
    /// What is compared, such as the corpus's title.
    pub corpus: String,
    /// What the rows are, in words: "18 documents", "4 groups of 240 documents".
    pub rows_are: String,
    /// The framings.
    pub library: &'s Library,
    /// The rows from top to bottom.
    pub rows: Vec<SceneRow<'s>>,
}

/// One row of the charts.
#[derive(Debug)]
pub struct SceneRow<'s> {
    /// What it is called.
    pub label: String,
    /// Its words.
    pub tokens: u64,
    /// Every framing in it.
    pub rates: &'s [FramingRate],
    /// Where its matches stand; empty for groups.
    pub matches: Vec<SceneMatch>,
}

/// A match in a row.
#[derive(Clone, Copy, Debug)]
pub struct SceneMatch {
    /// The framing.
    pub framing: FramingIx,
    /// Its first word, counted from 0.
    pub token: u32,
    /// Whether it stands in quotation marks.
    pub quoted: bool,
}

impl Scene<'_> {
    /// The names in it that cannot be drawn whole: they have characters that no font of the charts has.
    pub fn not_drawable(&self) -> Vec<String> {
        let lexicons = self.library.lexicons().iter();
        let names = lexicons.flat_map(|lexicon| [lexicon.family.as_str(), &lexicon.label]).chain([&*self.corpus]);
        let rows = self.rows.iter().map(|row| row.label.as_str());
        let mut names: Vec<String> = names.chain(rows).filter(|name| lacks_glyphs(name)).map(str::to_owned).collect();
        names.sort();
        names.dedup();
        names
    }
}

impl SceneRow<'_> {
    /// Matches of all framings.
    pub fn matches_in_all(&self) -> u64 {
        self.rates.iter().map(|rate| rate.counts.matches).sum()
    }
}
