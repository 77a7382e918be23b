//! How things look on the screen.

use std::fmt::Write as _;
use std::io::Write as _;

use crate::cli::Global;
use comfy_table::{Cell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width};
use framelens::analysis::{Distinctive, FramingRate, leading};
use framelens::lexicon::Library;
use framelens::notice::Notice;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The screen's table is at most so wide.
const WIDEST: u16 = 100;
/// Room for a name and for a framing in the last column, in characters.
const NAME: usize = 16;
const APART: usize = 18;
/// How many caveats of one kind are shown.
const CAVEATS_SHOWN: usize = 3;

/// One row of the main table.
pub struct MainRow<'r> {
    pub name: String,
    pub tokens: u64,
    pub matches: u64,
    pub rates: &'r [FramingRate],
    pub distinctive: Option<Distinctive>,
}

/// The main table.
pub fn main_table(first_column: &str, rows: &[MainRow<'_>], library: &Library) -> String {
    let mut table = ruled();
    table.set_header([
        first_column,
        "words",
        "matches",
        "leading framings, per 1,000 words\n[95 % interval]",
        "more often than\nthe rest, clearly",
    ]);
    for row in rows {
        let mut lead = String::new();
        for rate in leading(row.rates, 3) {
            let separator = if lead.is_empty() { "" } else { "\n" };
            let _ = write!(lead, "{separator}{}", rate_line(rate, library));
        }
        let apart = row.distinctive.map_or_else(
            || "none clearly".to_owned(),
            |found| {
                let id = wrapped(library.get(found.framing).id.as_str(), APART);
                format!("{id}\n{}\u{D7} the rest", significant(found.times))
            },
        );
        table.add_row([
            Cell::new(wrapped(&safe(&row.name), NAME)),
            Cell::new(row.tokens),
            Cell::new(row.matches),
            Cell::new(if lead.is_empty() { "no match".to_owned() } else { lead }),
            Cell::new(apart),
        ]);
    }
    for column in [1, 2] {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let widths = [NAME + 2, 9, 9, 40, APART + 2].map(|width| Width::Fixed(width as u16));
    for (column, width) in table.column_iter_mut().zip(widths) {
        column.set_constraint(ColumnConstraint::Absolute(width));
    }
    lines(&table)
}

/// An empty table with rules above and below.
pub fn ruled() -> Table {
    let mut table = Table::new();
    let rule = LineStyle::none().fill('\u{2500}').junction('\u{2500}');
    table.load_style(TableStyle::new().top_border(rule).header_separator(rule).bottom_border(rule));
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(WIDEST);
    table
}

/// A table as lines without space at their ends.
pub fn lines(table: &Table) -> String {
    let mut text = table.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n");
    text.push('\n');
    text
}

/// A name in lines of at most `room`, broken after hyphens, slashes and spaces where it can be. A long one loses its
/// middle: names that begin alike differ at their ends.
fn wrapped(name: &str, room: usize) -> String {
    const LONGEST: usize = 40;
    let characters: Vec<char> = name.chars().collect();
    let name = if characters.len() > LONGEST {
        let (head, tail) = (&characters[..LONGEST / 2], &characters[characters.len() - LONGEST / 2 + 1..]);
        format!("{}\u{2026}{}", head.iter().collect::<String>(), tail.iter().collect::<String>())
    } else {
        name.to_owned()
    };
    let mut lines = vec![String::new()];
    for part in name.split_inclusive(['-', '/', ' ', '_']) {
        let fits = lines.last().is_some_and(|line| line.width() + part.trim_end().width() <= room);
        if !fits && lines.last().is_some_and(|line| !line.is_empty()) {
            lines.push(String::new());
        }
        for c in part.chars() {
            if lines.last().is_some_and(|line| line.width() + c.width().unwrap_or(0) > room) {
                lines.push(String::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push(c);
            }
        }
    }
    lines.join("\n")
}

fn rate_line(rate: &FramingRate, library: &Library) -> String {
    let id = &library.get(rate.framing).id;
    let per_thousand = rate.rate.map_or(0.0, framelens::stats::Rate::per_thousand);
    match rate.interval {
        Some(interval) => format!(
            "{id} {} [{}\u{2013}{}]",
            significant(per_thousand),
            significant(interval.low.per_thousand()),
            significant(interval.high.per_thousand())
        ),
        None => format!("{id} {} (n = {})", significant(per_thousand), rate.counts.matches),
    }
}

/// So many of something, in words.
pub fn plural(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}

/// Three significant figures.
pub fn significant(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let before_point = value.abs().log10().floor() as i32 + 1;
    let decimals = (3 - before_point).clamp(0, 6) as usize;
    format!("{value:.decimals$}")
}

/// Text from a document or file name, with nothing in it that steers a terminal.
pub fn safe(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        let steers = c.is_control()
            || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        if steers {
            let _ = write!(shown, "{}", c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    shown
}

/// Says all caveats on standard error, unless nothing is to be said.
pub fn say(global: &Global, notices: &[Notice]) {
    if !global.quiet {
        // A closed standard error takes nothing from the results.
        let _ = write!(anstream::stderr(), "{}", caveats(notices));
    }
}

/// The caveats, one a line.
pub fn caveats(notices: &[Notice]) -> String {
    notices.iter().map(caveat).collect()
}

fn caveat(notice: &Notice) -> String {
    format!("caveat: {}\n", safe(&notice.to_string()))
}

/// The caveats, a few of each kind; the manifest has the others.
pub fn few_caveats(notices: &[Notice]) -> String {
    let mut text = String::new();
    let mut shown = 0;
    for (place, notice) in notices.iter().enumerate() {
        let same = |other: &&Notice| other.code() == notice.code();
        let before = notices[..place].iter().filter(same).count();
        if before < CAVEATS_SHOWN {
            text.push_str(&caveat(notice));
            shown += 1;
        }
    }
    if notices.len() > shown {
        let _ = writeln!(text, "caveat: {} more like these: see the caveats in manifest.json", notices.len() - shown);
    }
    text
}
