//! `audit`: what each term catches; `audit-coverage`: how much of the texts of each group a framing reaches.

use super::{Row, Schema, Table, count, fraction, text};
use crate::analysis::{Audited, Doubt, Line};
use crate::ids::{FramingIx, GroupId};
use crate::lexicon::{Library, Term};

/// The columns, the most doubtful terms first. concerns is the number of matches or words that the worst doubt is about.
static AUDIT: Schema = Schema {
    name: "audit",
    columns: &[
        text("framing"),
        text("term"),
        text("doubts"),
        count("concerns"),
        count("matches"),
        count("documents"),
        fraction("share"),
        text("forms"),
        text("near"),
        text("overlaps"),
        text("example_1"),
        text("example_2"),
        text("example_3"),
        text("lexicon"),
        count("line"),
    ],
};

/// The columns. coverage is the share of sentences with a match; terms are those found, of so many.
static COVERAGE: Schema = Schema {
    name: "audit-coverage",
    columns: &[
        text("group"),
        text("framing"),
        count("documents"),
        count("sentences"),
        count("with_match"),
        fraction("coverage"),
        count("terms"),
        count("of_terms"),
    ],
};

/// The rows of all terms.
pub fn audit<'r>(audited: &'r Audited, library: &'r Library) -> Table<'r> {
    let terms: Vec<&Term> = library.terms().map(|(_, _, term)| term).collect();
    let row = |row: &'r crate::analysis::TermAudit| -> Row<'r> {
        let (lexicon, term) = (library.get(row.framing), terms[row.term.index()]);
        let doubts: Vec<&str> = row.doubts.iter().map(|doubt| doubt.code()).collect();
        let overlaps = row.doubts.iter().find_map(|doubt| match doubt {
            Doubt::Overlap { with, .. } => Some(library.get(*with).id.as_str()),
            _ => None,
        });
        let mut cells: Row<'r> = vec![
            lexicon.id.as_str().into(),
            term.pattern.as_str().into(),
            doubts.join("; ").into(),
            row.doubts.first().map(|doubt| doubt.concerns()).into(),
            row.matches.into(),
            row.documents.into(),
            row.share.into(),
            counted(&row.forms).into(),
            counted(&row.near).into(),
            overlaps.into(),
        ];
        cells.extend((0..3).map(|place| row.lines.get(place).map(shown).into()));
        cells.push(lexicon.source.name().into());
        cells.push(term.line.into());
        cells
    };
    Table { schema: &AUDIT, rows: audited.terms.iter().map(row).collect() }
}

/// The rows of all groups and framings.
pub fn audit_coverage<'r>(audited: &'r Audited, library: &'r Library) -> Table<'r> {
    let mut rows: Vec<Row<'r>> = Vec::new();
    for (group, coverage) in &audited.coverage {
        for (place, lexicon) in library.lexicons().iter().enumerate() {
            let with_match = coverage.with_match[FramingIx(place as u16).index()];
            let share = (coverage.sentences > 0).then(|| with_match as f64 / coverage.sentences as f64);
            rows.push(vec![
                group.as_ref().map(GroupId::as_str).into(),
                lexicon.id.as_str().into(),
                coverage.documents.into(),
                coverage.sentences.into(),
                with_match.into(),
                share.into(),
                coverage.terms[place].len().into(),
                lexicon.terms.len().into(),
            ]);
        }
    }
    Table { schema: &COVERAGE, rows }
}

/// Words with their numbers, joined by semicolons.
fn counted(words: &[(String, u64)]) -> String {
    let parts: Vec<String> = words.iter().map(|(word, count)| format!("{word} {count}")).collect();
    parts.join("; ")
}

fn shown(line: &Line) -> String {
    format!("{}: {}", line.document, line.text)
}
