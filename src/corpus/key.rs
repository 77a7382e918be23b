//! The key of a coding sheet: how its units were drawn, and what was found in them.

use std::path::Path;

use super::codes::{fault, framing_columns, header};
use super::{Columns, Corpus, CorpusError, Document, GroupKey, Input};
use crate::ids::{DocId, FramingId, GroupId};

/// What `key.csv` holds.
#[derive(Clone, Debug)]
pub struct Key {
    /// The framings, in the order of their ids.
    pub framings: Vec<FramingId>,
    /// The units drawn.
    pub units: Vec<KeyUnit>,
    /// All units of the corpus, then those of each group.
    pub totals: Vec<KeyTotal>,
}

/// A unit that was drawn.
#[derive(Clone, Debug)]
pub struct KeyUnit {
    /// Its id in the sheet.
    pub id: DocId,
    /// The group of its document.
    pub group: Option<GroupId>,
    /// The stratum it was drawn from.
    pub stratum: String,
    /// How many units that has.
    pub size: u64,
    /// Its matches, framing by framing.
    pub matches: Vec<u64>,
}

/// Units that were drawn from.
#[derive(Clone, Debug)]
pub struct KeyTotal {
    /// The group; none for all.
    pub group: Option<GroupId>,
    /// How many units there are.
    pub units: u64,
    /// How many of them have a match, framing by framing.
    pub with_match: Vec<u64>,
}

/// The columns that come before the framings.
pub const KEY_COLUMNS: [&str; 6] = ["row", "id", "group", "stratum", "units", "probability"];
/// What its rows are: a unit drawn, all units of the corpus, those of a group.
pub const KEY_ROWS: [&str; 3] = ["unit", "all", "group"];

const HELP: &str = "give the key.csv that framelens sample wrote with the sheet, as it was written";

impl Key {
    /// Reads a key.
    ///
    /// # Errors
    /// When it cannot be read as a table, or is none that `framelens sample` wrote.
    pub fn read(path: &Path) -> Result<Self, CorpusError> {
        let columns = Columns { id: KEY_COLUMNS[0].to_owned(), text: KEY_COLUMNS[1].to_owned() };
        let corpus = Corpus::open(&[Input::Path(path.to_owned())], columns, None)?;
        let rows = corpus.parcels().flat_map(super::Parcel::documents).collect::<Result<Vec<_>, _>>()?;
        let framings = framing_columns(path, &rows, &KEY_COLUMNS)?;
        let mut key = Self { framings, units: Vec::new(), totals: Vec::new() };
        for row in &rows {
            let wrong = |what: String| fault(row.origin.clone(), what, HELP.to_owned());
            let units = number(row, KEY_COLUMNS[4]).map_err(wrong)?;
            let counts =
                key.framings.iter().map(|id| number(row, id.as_str())).collect::<Result<Vec<_>, _>>().map_err(wrong)?;
            let group = row.group(&GroupKey(KEY_COLUMNS[2].to_owned()));
            match row.id.as_str() {
                "unit" => {
                    let id = DocId::new(&row.text).ok_or_else(|| wrong("the unit has no id".to_owned()))?;
                    let stratum = row.metadata.get(KEY_COLUMNS[3]).cloned().unwrap_or_default();
                    key.units.push(KeyUnit { id, group, stratum, size: units, matches: counts });
                }
                "all" => key.totals.insert(0, KeyTotal { group: None, units, with_match: counts }),
                "group" => key.totals.push(KeyTotal { group, units, with_match: counts }),
                other => return Err(wrong(format!("`{other}` is no kind of row of a key"))),
            }
        }
        if key.units.is_empty() || key.totals.first().is_none_or(|total| total.group.is_some()) {
            return Err(fault(header(path), "the key has no unit, or no row of all units".to_owned(), HELP.to_owned()));
        }
        Ok(key)
    }
}

fn number(row: &Document, column: &str) -> Result<u64, String> {
    let cell = row.metadata.get(column).map_or("", |cell| cell.trim());
    cell.parse().map_err(|_| format!("`{cell}` is no whole number, under `{column}`"))
}
