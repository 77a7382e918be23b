//! Comma-separated values, row by row.

use std::io::{self, Write};

use super::{Cell, Row, Schema, Table};

/// Writes rows as they come.
///
/// A text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return gets an apostrophe before it: a spreadsheet
/// would take it for a formula. Parquet and JSON Lines hold it as it is.
pub struct CsvWriter<W: Write> {
    schema: &'static Schema,
    writer: ::csv::Writer<W>,
    begun: bool,
    number: String,
}

impl<W: Write> CsvWriter<W> {
    /// A writer that has written nothing: the header comes with the first row, so that a failure before it leaves no trace.
    pub fn new(schema: &'static Schema, out: W) -> Self {
        Self { schema, writer: ::csv::WriterBuilder::new().from_writer(out), begun: false, number: String::new() }
    }

    fn begin(&mut self) -> io::Result<()> {
        if self.begun {
            return Ok(());
        }
        self.begun = true;
        self.writer.write_record(self.schema.columns.iter().map(|column| column.name)).map_err(io_error)
    }

    /// Writes a row.
    ///
    /// # Errors
    /// What writing to `out` returns.
    pub fn row(&mut self, row: &Row<'_>) -> io::Result<()> {
        use std::fmt::Write as _;
        self.begin()?;
        for (column, cell) in self.schema.columns.iter().zip(row) {
            self.number.clear();
            let field = match cell {
                Cell::Absent => "",
                Cell::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => {
                    self.number.push('\'');
                    self.number.push_str(text);
                    &self.number
                }
                Cell::Text(text) => text.as_ref(),
                Cell::Count(number) => {
                    write!(self.number, "{number}").map_err(io::Error::other)?;
                    &self.number
                }
                Cell::Real(number) => {
                    write!(self.number, "{}", column.kind.round(*number)).map_err(io::Error::other)?;
                    &self.number
                }
            };
            self.writer.write_field(field).map_err(io_error)?;
        }
        self.writer.write_record(None::<&[u8]>).map_err(io_error)
    }

    /// Hands everything on to `out`; a table without rows is its header.
    ///
    /// # Errors
    /// What writing to `out` returns.
    pub fn flush(&mut self) -> io::Result<()> {
        self.begin()?;
        self.writer.flush()
    }
}

pub(super) fn write(table: &Table<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = CsvWriter::new(table.schema, out);
    table.rows.iter().try_for_each(|row| writer.row(row))?;
    writer.flush()
}

fn io_error(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{count, rate, text};
    use super::*;

    static SCHEMA: Schema = Schema { name: "test", columns: &[text("name"), count("n"), rate("rate")] };

    #[test]
    fn absent_is_empty_and_formulas_are_defused() {
        let rows = vec![
            vec!["=1+1".into(), 3_u64.into(), 1.234_56.into()],
            vec![Cell::Absent, Cell::Absent, f64::NAN.into()],
            vec!["a,\"b\"".into(), 0_u64.into(), (-0.000_001).into()],
        ];
        let mut out = Vec::new();
        write(&Table { schema: &SCHEMA, rows }, &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "name,n,rate\n'=1+1,3,1.2346\n,,\n\"a,\"\"b\"\"\",0,0\n");
    }
}
