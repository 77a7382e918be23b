//! The key of a coding sheet: how its units were drawn, and what was found in them.

use std::collections::{BTreeMap, BTreeSet};
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
            key.add(row).map_err(|what| fault(row.origin.clone(), what, HELP.to_owned()))?;
        }
        let whole = key.totals.iter().filter(|total| total.group.is_none()).count();
        if key.units.is_empty() || whole != 1 {
            return Err(fault(
                header(path),
                "the key has no unit, or not one row of all units".to_owned(),
                HELP.to_owned(),
            ));
        }
        key.check().map_err(|what| fault(header(path), what, HELP.to_owned()))?;
        Ok(key)
    }

    fn add(&mut self, row: &Document) -> Result<(), String> {
        let units = number(row, KEY_COLUMNS[4])?;
        let counts = self.framings.iter().map(|id| number(row, id.as_str())).collect::<Result<Vec<_>, _>>()?;
        let group = row.group(&GroupKey(KEY_COLUMNS[2].to_owned()));
        let too_many = |counts: &[u64]| counts.iter().any(|count| *count > units);
        match row.id.as_str() {
            "unit" => {
                let id = DocId::new(&row.text).ok_or("the unit has no id")?;
                let stratum = row.metadata.get(KEY_COLUMNS[3]).cloned().filter(|name| !name.is_empty());
                let stratum = stratum.ok_or("the unit has no stratum")?;
                self.units.push(KeyUnit { id, group, stratum, size: units, matches: counts });
            }
            "all" | "group" if too_many(&counts) => return Err("more units have a match than there are".to_owned()),
            "all" => self.totals.insert(0, KeyTotal { group: None, units, with_match: counts }),
            "group" => self.totals.push(KeyTotal { group, units, with_match: counts }),
            other => return Err(format!("`{other}` is no kind of row of a key")),
        }
        Ok(())
    }

    /// No unit stands there twice, and each stratum has one size and as many units as were drawn from it.
    fn check(&self) -> Result<(), String> {
        let mut known = BTreeSet::new();
        let mut strata: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
        for unit in &self.units {
            if !known.insert(&unit.id) {
                return Err(format!("the unit `{}` stands there twice", unit.id));
            }
            let (size, drawn) = strata.entry(&unit.stratum).or_insert((unit.size, 0));
            *drawn += 1;
            if *size != unit.size {
                return Err(format!("the stratum `{}` has two sizes", unit.stratum));
            }
        }
        match strata.iter().find(|(_, (size, drawn))| drawn > size) {
            Some((name, (size, drawn))) => {
                Err(format!("{drawn} units are drawn from the {size} of the stratum `{name}`"))
            }
            None => Ok(()),
        }
    }
}

fn number(row: &Document, column: &str) -> Result<u64, String> {
    let cell = row.metadata.get(column).map_or("", |cell| cell.trim());
    cell.parse().map_err(|_| format!("`{cell}` is no whole number, under `{column}`"))
}
