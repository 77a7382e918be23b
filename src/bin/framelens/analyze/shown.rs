//! Which documents or groups do the screen and the charts show?

use framelens::analysis::{self, FramingRate, Scope, Unit};
use framelens::chart::{Scene, SceneMatch, SceneRow};
use framelens::matching::Instrument;

use super::Run;
use crate::screen::plural;

/// Above so many documents, the table and the charts show groups or extremes.
const MOST_SHOWN: usize = 40;

/// Units with their rates, and what they are in words.
pub(super) struct Shown<'r> {
    pub units: Vec<Unit<'r>>,
    pub words: String,
    pub rates: Vec<Vec<FramingRate>>,
}

impl<'r> Shown<'r> {
    /// The documents, or their groups where there are many.
    pub fn of(run: &'r Run, instrument: &Instrument) -> Self {
        let groups = Unit::groups(&run.tally);
        let count = run.tally.documents().len();
        if count > MOST_SHOWN && (2..=MOST_SHOWN).contains(&groups.len()) {
            let words = format!("{} of {}", plural(groups.len(), "group"), plural(count, "document"));
            return Self::new(groups, words, instrument);
        }
        Self::documents(run, instrument)
    }

    /// All documents, or the extremes of many: where only documents can be shown.
    pub fn documents(run: &'r Run, instrument: &Instrument) -> Self {
        let all = Self::new(Unit::documents(&run.tally), String::new(), instrument);
        let count = all.units.len();
        if count <= MOST_SHOWN {
            return Self { words: plural(count, "document"), ..all };
        }
        let extremes = analysis::extremes(&all.rates);
        let words = format!(
            "{} of {count}, for each framing the one surest to be high, or else with most matches",
            plural(extremes.len(), "document")
        );
        let mut rows: Vec<_> = all.units.into_iter().zip(all.rates).map(Some).collect();
        let (units, rates) = extremes.into_iter().filter_map(|place| rows[place].take()).unzip();
        Self { units, words, rates }
    }

    fn new(units: Vec<Unit<'r>>, words: String, instrument: &Instrument) -> Self {
        let rates = units.iter().map(|unit| analysis::rates(unit, instrument.matcher())).collect();
        Self { units, words, rates }
    }

    /// What is drawn of them.
    pub fn scene<'s>(&'s self, run: &'s Run, instrument: &'s Instrument) -> Scene<'s> {
        let mut titles = run.about.values().map(|about| about.metadata.get("corpus"));
        let title = titles.next().flatten().filter(|first| titles.all(|title| title == Some(*first)));
        let row = |(unit, rates): (&Unit<'_>, &'s Vec<FramingRate>)| {
            let own =
                run.evidence.iter().filter(|row| unit.scope == Scope::Document && row.document.as_str() == unit.name);
            SceneRow {
                label: unit.name.clone(),
                tokens: unit.pool.extent.tokens,
                rates,
                matches: own
                    .map(|row| SceneMatch { framing: row.framing, token: row.token, quoted: row.voice.is_quoted() })
                    .collect(),
            }
        };
        Scene {
            corpus: title.cloned().unwrap_or_else(|| "Corpus".to_owned()),
            rows_are: self.words.clone(),
            library: instrument.library(),
            rows: self.units.iter().zip(&self.rates).map(row).collect(),
        }
    }
}
