//! Apache Parquet, through polars.

use std::io::{self, Write};

use polars::prelude::{Column as PolarsColumn, DataFrame, NamedFrom, ParquetCompression, ParquetWriter, Series};

use super::{Cell, Column, Kind, Table};

pub(super) fn write(table: &Table<'_>, out: &mut dyn Write) -> io::Result<()> {
    let columns = table.schema.columns.iter().enumerate().map(|(place, column)| series(table, place, column)).collect();
    let mut frame = DataFrame::new(table.rows.len(), columns).map_err(io::Error::other)?;
    // By way of memory, so that what `out` says when it is full is not told as a fault of the format.
    let mut bytes = Vec::new();
    let writer = ParquetWriter::new(&mut bytes).with_compression(ParquetCompression::Zstd(None)).set_parallel(false);
    writer.finish(&mut frame).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

fn series(table: &Table<'_>, place: usize, column: &Column) -> PolarsColumn {
    let cells = table.rows.iter().map(|row| row.get(place).unwrap_or(&Cell::Absent));
    let name = column.name.into();
    let series = match column.kind {
        Kind::Text => {
            let values: Vec<Option<&str>> =
                cells.map(|cell| if let Cell::Text(text) = cell { Some(text.as_ref()) } else { None }).collect();
            Series::new(name, values)
        }
        Kind::Count => {
            let values: Vec<Option<u64>> =
                cells.map(|cell| if let Cell::Count(number) = cell { Some(*number) } else { None }).collect();
            Series::new(name, values)
        }
        Kind::Real(_) => {
            let values: Vec<Option<f64>> = cells
                .map(|cell| if let Cell::Real(number) = cell { Some(column.kind.round(*number)) } else { None })
                .collect();
            Series::new(name, values)
        }
    };
    series.into()
}
