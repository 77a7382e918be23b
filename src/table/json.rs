//! JSON Lines: an object a row, absent cells as null.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Cell, Column, Table};

pub(super) fn write(table: &Table<'_>, out: &mut dyn Write) -> io::Result<()> {
    for row in &table.rows {
        serde_json::to_writer(&mut *out, &Object { columns: table.schema.columns, cells: row })?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

struct Object<'o> {
    columns: &'static [Column],
    cells: &'o [Cell<'o>],
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.columns.len()))?;
        for (column, cell) in self.columns.iter().zip(self.cells) {
            match cell {
                Cell::Absent => map.serialize_entry(column.name, &())?,
                Cell::Text(text) => map.serialize_entry(column.name, text)?,
                Cell::Count(number) => map.serialize_entry(column.name, number)?,
                Cell::Real(number) => map.serialize_entry(column.name, &column.kind.round(*number))?,
            }
        }
        map.end()
    }
}
