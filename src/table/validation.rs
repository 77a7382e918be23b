//! `validation` and what explains it: bands, terms, misses and passages.

use super::{Cell, Row, Schema, Table, count, fraction, rate, text};
use crate::analysis::{Agreement, Band, Codings, CorrectedShare, MissedWord, Over, TermVerdict};
use crate::ids::GroupId;
use crate::lexicon::{Library, Term};
use crate::stats::Estimate;

/// The columns. Shares are fractions; alpha and mcc reach from -1 to 1.
static VALIDATION: Schema = Schema {
    name: "validation",
    columns: &[
        text("over"),
        text("framing"),
        count("passages"),
        count("codes"),
        count("coded"),
        count("answered"),
        fraction("prevalence"),
        fraction("precision"),
        fraction("precision_low"),
        fraction("precision_high"),
        fraction("recall"),
        fraction("recall_low"),
        fraction("recall_high"),
        fraction("f1"),
        fraction("f1_low"),
        fraction("f1_high"),
        fraction("mcc"),
        fraction("alpha_coders"),
        fraction("alpha_coders_low"),
        fraction("alpha_coders_high"),
        fraction("alpha_tool"),
        fraction("alpha_tool_low"),
        fraction("alpha_tool_high"),
    ],
};

/// How often passages with so many matches are coded 1; matches of 3 stands for three and more.
static BANDS: Schema = Schema {
    name: "validation-bands",
    columns: &[
        text("over"),
        text("framing"),
        count("matches"),
        count("passages"),
        count("codes"),
        count("coded"),
        fraction("share"),
        fraction("share_low"),
        fraction("share_high"),
    ],
};

/// Terms with wrong matches first; alone counts the passages that only this term gets wrong.
static TERMS: Schema = Schema {
    name: "validation-terms",
    columns: &[
        text("framing"),
        text("term"),
        count("matches"),
        count("false_matches"),
        count("disputed_matches"),
        fraction("false_share"),
        count("alone"),
        text("lexicon"),
        count("line"),
        text("false_in"),
        text("example"),
    ],
};

/// Words that missed passages have in common.
static MISSES: Schema = Schema {
    name: "validation-misses",
    columns: &[
        text("framing"),
        text("word"),
        count("missed"),
        count("of_missed"),
        count("elsewhere"),
        count("of_elsewhere"),
        rate("z"),
        text("passage"),
        text("example"),
    ],
};

/// Every passage that is coded or found, framing by framing.
static PASSAGES: Schema = Schema {
    name: "validation-passages",
    columns: &[
        text("passage"),
        text("document"),
        text("framing"),
        count("codes"),
        count("coded"),
        count("matches"),
        text("verdict"),
        text("terms"),
        text("text"),
    ],
};

/// The share of units that use a framing, by the matches alone and corrected.
static SHARES: Schema = Schema {
    name: "validation-shares",
    columns: &[
        text("scope"),
        text("name"),
        text("framing"),
        count("units"),
        count("coded_units"),
        fraction("with_match"),
        fraction("share"),
        fraction("share_low"),
        fraction("share_high"),
    ],
};

/// The row or rows of one framing, or of all.
fn over(over: Over, library: &Library) -> [Cell<'_>; 2] {
    match over {
        Over::Framing(framing) => ["framing".into(), library.get(framing).id.as_str().into()],
        Over::Micro => ["micro".into(), Cell::Absent],
        Over::Macro => ["macro".into(), Cell::Absent],
    }
}

/// An estimate and the ends of its interval.
fn estimate<'r>(estimate: Option<Estimate>) -> [Cell<'r>; 3] {
    let bounds = estimate.and_then(|estimate| estimate.bounds);
    [
        estimate.map(|estimate| estimate.value).into(),
        bounds.map(|bounds| bounds.low).into(),
        bounds.map(|bounds| bounds.high).into(),
    ]
}

/// The instrument against the coders, in the order given.
pub fn validation<'r>(rows: &[Agreement], library: &'r Library) -> Table<'r> {
    let row = |row: &Agreement| {
        let mut cells: Row<'r> = over(row.over, library).into();
        cells.extend([row.passages, row.codes, row.coded, row.answered].map(Cell::from));
        cells.push(row.prevalence.map(|estimate| estimate.value).into());
        for of in [row.precision, row.recall, row.f1] {
            cells.extend(estimate(of));
        }
        cells.push(row.mcc.into());
        cells.extend(estimate(row.among_coders));
        cells.extend(estimate(row.with_coders));
        cells
    };
    Table { schema: &VALIDATION, rows: rows.iter().map(row).collect() }
}

/// Agreement by the number of matches.
pub fn validation_bands<'r>(rows: &[Band], library: &'r Library) -> Table<'r> {
    let row = |band: &Band| {
        let mut cells: Row<'r> = over(band.over, library).into();
        cells.extend([band.matches, band.passages, band.codes, band.coded].map(Cell::from));
        cells.extend(estimate(band.share));
        cells
    };
    Table { schema: &BANDS, rows: rows.iter().map(row).collect() }
}

/// The terms found, by framing, those with most wrong matches first.
pub fn validation_terms<'r>(rows: &[TermVerdict], codings: &'r Codings, library: &'r Library) -> Table<'r> {
    const SHOWN: usize = 5;
    let terms: Vec<&Term> = library.terms().map(|(_, _, term)| term).collect();
    let row = |row: &TermVerdict| -> Row<'r> {
        let (lexicon, term) = (library.get(row.framing), terms[row.term.index()]);
        let ids = row.examples.iter().take(SHOWN).map(|place| codings.passages[*place].id.as_str());
        let example = row.examples.first().map(|place| codings.passages[*place].text.as_str());
        vec![
            lexicon.id.as_str().into(),
            term.pattern.as_str().into(),
            row.matches.into(),
            row.wrong.into(),
            row.disputed.into(),
            (row.wrong as f64 / row.matches as f64).into(),
            row.alone.into(),
            lexicon.source.name().into(),
            term.line.into(),
            ids.collect::<Vec<_>>().join(" ").into(),
            example.into(),
        ]
    };
    Table { schema: &TERMS, rows: rows.iter().map(row).collect() }
}

/// The words that missed passages have in common.
pub fn validation_misses<'r>(rows: &'r [MissedWord], codings: &'r Codings, library: &'r Library) -> Table<'r> {
    let row = |row: &'r MissedWord| -> Row<'r> {
        let example = &codings.passages[row.example];
        vec![
            library.get(row.framing).id.as_str().into(),
            row.word.as_str().into(),
            row.missed.into(),
            row.of_missed.into(),
            row.elsewhere.into(),
            row.of_elsewhere.into(),
            row.z.into(),
            example.id.as_str().into(),
            example.text.as_str().into(),
        ]
    };
    Table { schema: &MISSES, rows: rows.iter().map(row).collect() }
}

/// Every passage that is coded or found, by framing, so that each number opens into the passages behind it.
pub fn validation_passages<'r>(codings: &'r Codings, library: &'r Library) -> Table<'r> {
    let patterns: Vec<&str> = library.terms().map(|(_, _, term)| term.pattern.as_str()).collect();
    let mut rows = Vec::new();
    for (place, framing) in codings.framings.iter().enumerate() {
        for (number, passage) in codings.passages.iter().enumerate() {
            let Some(verdict) = codings.verdict(number, place) else { continue };
            let found = passage.found.iter().filter(|(of, _)| of == framing);
            let terms: Vec<&str> = found.map(|(_, term)| patterns[term.index()]).collect();
            let coded = codings.codes(number, place).filter(|code| *code).count();
            rows.push(vec![
                passage.id.as_str().into(),
                passage.document.as_deref().into(),
                library.get(*framing).id.as_str().into(),
                codings.codes(number, place).count().into(),
                coded.into(),
                codings.matches(number, *framing).into(),
                verdict.as_str().into(),
                terms.join("; ").into(),
                passage.text.as_str().into(),
            ]);
        }
    }
    Table { schema: &PASSAGES, rows }
}

/// Corrected shares, in the order given.
pub fn validation_shares<'r>(rows: &'r [CorrectedShare], library: &'r Library) -> Table<'r> {
    let row = |row: &'r CorrectedShare| {
        let mut cells: Row<'r> = vec![
            if row.group.is_some() { "group" } else { "corpus" }.into(),
            row.group.as_ref().map(GroupId::as_str).into(),
            library.get(row.framing).id.as_str().into(),
            row.units.into(),
            row.coded.into(),
            row.with_match.into(),
        ];
        cells.extend(estimate(row.share));
        cells
    };
    Table { schema: &SHARES, rows: rows.iter().map(row).collect() }
}
