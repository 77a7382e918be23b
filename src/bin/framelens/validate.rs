//! `framelens validate`: the matches against what people coded.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{BufWriter, Write};
use std::path::Path;

use comfy_table::{Cell, CellAlignment, ColumnConstraint, Width};
use framelens::analysis::{
    self, Agreement, Band, Codings, CorrectedShare, MissedWord, Over, Passage, TermVerdict, not_carried,
};
use framelens::chart::{self, Rasteriser};
use framelens::corpus::{Codes, Columns, Corpus, CorpusError, Input, Key};
use framelens::counts::read_sentences;
use framelens::ids::{DocId, FramingId, FramingIx};
use framelens::lexicon::{Library, Term};
use framelens::matching::Instrument;
use framelens::notice::{Notice, OfCodes};
use framelens::report::Settings;
use framelens::stats::Estimate;
use framelens::table::{self, Format};

use crate::cli::{Global, ValidateArgs};
use crate::failure::Failure;
use crate::output;
use crate::progress::Progress;
use crate::screen::{self, safe};

/// So many terms and words are shown on the screen.
const SHOWN: usize = 5;
/// Words of fewer missed passages are in the table only.
const FEWEST_MISSED: usize = 3;
const TABLES: [&str; 6] = [
    "validation",
    "validation-bands",
    "validation-terms",
    "validation-misses",
    "validation-passages",
    "validation-shares",
];

pub fn run(args: &ValidateArgs, global: &Global) -> Result<u8, Failure> {
    let instrument = args.instrument.load()?;
    let coders: Vec<Codes> =
        args.codes.iter().map(|path| Codes::read(path, &args.id_column)).collect::<Result<_, _>>()?;
    if let Some(out) = &args.out {
        keep_inputs(args, out, instrument.library())?;
    }
    let Passages { passages, are_drawn } = passages(args, global, instrument)?;
    let (mut codings, mut notices) = Codings::new(passages, &coders, instrument.library(), args.at_least.into())?;
    notices.extend(not_carried(instrument.library()));
    let key = args.key.as_deref().map(Key::read).transpose()?;
    if let Some(key) = &key {
        let drawn = codings.drawn(key, instrument.library()).map_err(|id| CorpusError::Codes {
            what: format!("the key has no unit `{id}`"),
            place: args.key.as_ref().map(|path| path.display().to_string()).unwrap_or_default(),
            help: "give the key.csv that framelens sample wrote with the sheet".to_owned(),
        })?;
        notices.extend(drawn);
    } else if are_drawn {
        notices.push(OfCodes::NoKey.into());
    }
    let findings = Findings::of(codings, notices, key.as_ref(), instrument);
    let written = args.out.as_ref().map(|out| findings.write(args, out, instrument.library())).transpose()?;
    let mut out = BufWriter::new(anstream::stdout().lock());
    let shown = findings.screen(instrument.library());
    out.write_all(shown.as_bytes()).and_then(|()| out.flush()).map_err(Failure::stdout)?;
    if !global.quiet {
        // The results are written: a closed standard error takes nothing from them.
        let _ = write!(anstream::stderr(), "{}", screen::caveats(&findings.notices));
        if let (Some(files), Some(out)) = (written, &args.out) {
            let folder = safe(&out.display().to_string());
            let _ = writeln!(anstream::stderr(), "wrote {} files to {folder}: {}", files.len(), files.join(", "));
        }
    }
    Ok(crate::DONE)
}

/// No file that is read may be written to.
fn keep_inputs(args: &ValidateArgs, out: &Path, library: &Library) -> Result<(), Failure> {
    let inputs: Vec<Input> = args.codes.iter().chain(&args.text).chain(&args.key).cloned().map(Input::Path).collect();
    let corpus = Corpus::open(&inputs, Columns::default(), None)?;
    let endings = args.format.iter().map(|format| Format::from(*format).ending());
    let tables = endings.flat_map(|ending| TABLES.map(|table| format!("{table}.{ending}")));
    for name in tables.chain(["validation.png", "validation.svg"].map(str::to_owned)) {
        output::spare(&out.join(&name), &corpus, library)?;
    }
    Ok(())
}

/// What is coded.
struct Passages {
    passages: Vec<Passage>,
    /// They stand in a sheet that `framelens sample` drew, as far as its columns tell.
    are_drawn: bool,
}

/// The passages with what is found in each, read as one text.
fn passages(args: &ValidateArgs, global: &Global, instrument: &Instrument) -> Result<Passages, Failure> {
    let columns = Columns { id: args.id_column.clone(), text: args.text_column.clone() };
    let texts = args.text.as_ref().or(args.codes.first()).cloned().map(Input::Path);
    let corpus = Corpus::open(&Vec::from_iter(texts), columns, None)?;
    let mut progress = Progress::new(|| corpus.bytes(), global.quiet);
    let mut origins: BTreeMap<DocId, String> = BTreeMap::new();
    let (mut passages, mut are_drawn) = (Vec::new(), false);
    read_sentences(&corpus, instrument, args.instrument.threads, |read| {
        let document = read.document;
        progress.document(document.text.len())?;
        if let Some(first) = origins.insert(document.id.clone(), document.origin.clone()) {
            return Err(Failure::Corpus(CorpusError::Twice { id: document.id, first, second: document.origin }));
        }
        are_drawn |=
            ["document", "before", "after", "voice"].iter().all(|column| document.metadata.contains_key(*column));
        passages.push(Passage {
            id: document.id,
            document: document.metadata.get("document").cloned(),
            text: document.text,
            found: read
                .sentences
                .into_iter()
                .flat_map(|sentence| sentence.found)
                .map(|found| (found.framing, found.term))
                .collect(),
        });
        Ok(())
    })
    .map_err(|failure| match (failure, args.codes.first()) {
        (Failure::Corpus(CorpusError::Column { column, flag: "--text-column", .. }), Some(codes))
            if args.text.is_none() =>
        {
            let (what, place) = (format!("the codes have no column `{column}`"), codes.display().to_string());
            let help = "give the texts of the passages with --text FILE".to_owned();
            CorpusError::Codes { what, place, help }.into()
        }
        (failure, _) => failure,
    })?;
    Ok(Passages { passages, are_drawn })
}

/// Everything that a validation finds.
struct Findings {
    codings: Codings,
    notices: Vec<Notice>,
    agreements: Vec<Agreement>,
    bands: Vec<Band>,
    terms: Vec<TermVerdict>,
    misses: Vec<MissedWord>,
    /// With a key only.
    shares: Vec<CorrectedShare>,
}

impl Findings {
    fn of(codings: Codings, mut notices: Vec<Notice>, key: Option<&Key>, instrument: &Instrument) -> Self {
        let library = instrument.library();
        let terms: Vec<&Term> = library.terms().map(|(_, _, term)| term).collect();
        let shares = key.map(|key| analysis::corrected_shares(&codings, key, library)).unwrap_or_default();
        let open = shares.iter().filter(|share| share.group.is_none() && share.share.is_none());
        let open: Vec<FramingId> = open.map(|share| library.get(share.framing).id.clone()).collect();
        if !open.is_empty() {
            notices.push(OfCodes::Uncorrected { framings: open }.into());
        }
        Self {
            shares,
            agreements: analysis::validate(&codings, Settings::SEED),
            bands: analysis::bands(&codings),
            terms: analysis::false_terms(&codings, |term| terms[term.index()].pattern.as_str()),
            misses: analysis::missed_words(&codings),
            codings,
            notices,
        }
    }

    fn write(&self, args: &ValidateArgs, out: &Path, library: &Library) -> Result<Vec<String>, Failure> {
        let folder = output::Folder::make(out)?;
        let mut formats: Vec<Format> = args.format.iter().map(|format| Format::from(*format)).collect();
        formats.sort();
        formats.dedup();
        let tables = [
            table::validation(&self.agreements, library),
            table::validation_bands(&self.bands, library),
            table::validation_terms(&self.terms, &self.codings, library),
            table::validation_misses(&self.misses, &self.codings, library),
            table::validation_passages(&self.codings, library),
            table::validation_shares(&self.shares, library),
        ];
        let mut files = Vec::new();
        for table in tables.iter().take(if args.key.is_some() { TABLES.len() } else { TABLES.len() - 1 }) {
            for format in &formats {
                let name = format!("{}.{}", table.schema.name, format.ending());
                output::file(&out.join(&name), |out| table::write(table, *format, out))?;
                files.push(name);
            }
        }
        let (passages, coders) = (self.codings.passages.len(), self.codings.coders);
        let weighed = if args.key.is_some() { ", weighted by what they were drawn from" } else { "" };
        let words = format!("{}{weighed}, {}", screen::plural(passages, "passage"), screen::plural(coders, "coder"));
        let svg = chart::validation(&self.agreements, library, &words)?;
        let png = Rasteriser::new().png(&svg)?;
        output::file(&out.join("validation.png"), |out| out.write_all(&png))?;
        files.push("validation.png".to_owned());
        if args.svg {
            output::file(&out.join("validation.svg"), |out| out.write_all(svg.as_str().as_bytes()))?;
            files.push("validation.svg".to_owned());
        }
        folder.keep();
        Ok(files)
    }

    fn screen(&self, library: &Library) -> String {
        let mut table = screen::ruled();
        table.set_header(["framing", "coded", "precision", "recall", "F1", "MCC", "alpha:\ncoders", "alpha:\nmatches"]);
        for row in &self.agreements {
            let name = match row.over {
                Over::Framing(framing) => library.get(framing).id.as_str(),
                Over::Micro => "all as one (micro)",
                Over::Macro => "mean (macro)",
            };
            let value = |estimate: Option<Estimate>| number(estimate.map(|estimate| estimate.value));
            table.add_row([
                Cell::new(name),
                Cell::new(row.coded),
                Cell::new(interval(row.precision)),
                Cell::new(interval(row.recall)),
                Cell::new(interval(row.f1)),
                Cell::new(number(row.mcc)),
                Cell::new(value(row.among_coders)),
                Cell::new(value(row.with_coders)),
            ]);
        }
        right_aligned(&mut table, &[23, 7, 13, 13, 13, 7, 8, 9]);
        let mut text = screen::lines(&table);
        let (passages, coders) = (self.codings.passages.len(), self.codings.coders);
        let _ = writeln!(
            text,
            "{}, {}. Coded: codes of 1. In brackets: 95 % intervals. Alpha: Krippendorff's.",
            screen::plural(passages, "passage"),
            screen::plural(coders, "coder")
        );
        let is_known = |row: &Agreement| row.precision.is_some() || row.recall.is_some();
        if !self.shares.is_empty() && self.agreements.iter().any(is_known) {
            text.push_str(
                "Precision, recall, F1 and MCC weigh each passage by what it was drawn from. The rest, alpha too, is\nof the sheet, where matches are commoner than in the corpus.\n",
            );
        }
        let shares: Vec<String> = self.bands.iter().filter(|band| band.over == Over::Micro).map(band).collect();
        let _ = writeln!(text, "Codes of 1, by matches of the framing in the passage: {}.", shares.join(", "));
        text.push_str(&self.worst_terms(library));
        text.push_str(&self.worst_misses(library));
        if !self.shares.is_empty() {
            text.push_str(&self.corrected(library));
        }
        text
    }

    /// The shares of the whole corpus.
    fn corrected(&self, library: &Library) -> String {
        let mut table = screen::ruled();
        table.set_header(["framing", "with a match\nwhen drawn", "uses the framing, as the\ncodes correct it"]);
        for row in self.shares.iter().filter(|row| row.group.is_none()) {
            let name = library.get(row.framing).id.as_str();
            table.add_row([name, &percent(row.with_match), &percents(row.share)]);
        }
        right_aligned(&mut table, &[23, 16, 32]);
        let units = self.shares.first().map_or(0, |row| row.units);
        format!("\nShares of the {units} units that were drawn from:\n{}", screen::lines(&table))
    }

    fn worst_terms(&self, library: &Library) -> String {
        let terms: Vec<&Term> = library.terms().map(|(_, _, term)| term).collect();
        let mut worst: Vec<&TermVerdict> = self.terms.iter().filter(|row| row.wrong > 0).collect();
        worst.sort_by_key(|row| std::cmp::Reverse(row.wrong));
        let line = |row: &&TermVerdict| (row.wrong, row.matches, terms[row.term.index()].pattern.as_str(), row.framing);
        list("Terms with most false matches, and all their matches:", worst.iter().map(line), library)
    }

    fn worst_misses(&self, library: &Library) -> String {
        let mut words: Vec<&MissedWord> = self.misses.iter().filter(|row| row.missed >= FEWEST_MISSED).collect();
        words.sort_by(|a, b| b.z.total_cmp(&a.z));
        let lines = words.iter().map(|row| (row.missed, row.of_missed, row.word.as_str(), row.framing));
        list("Words of missed passages, and all missed passages:", lines, library)
    }
}

/// A few lines: so many of so many, a term or word, its framing.
fn list<'l>(
    heading: &str,
    lines: impl Iterator<Item = (usize, usize, &'l str, FramingIx)>,
    library: &Library,
) -> String {
    let mut text = String::new();
    for (some, all, what, framing) in lines.take(SHOWN) {
        if text.is_empty() {
            let _ = writeln!(text, "{heading}");
        }
        let _ = writeln!(text, "{some:>5} of {all:<4} {} ({})", safe(what), library.get(framing).id);
    }
    text
}

/// Sets the widths of columns, all but the first right-aligned.
fn right_aligned(table: &mut comfy_table::Table, widths: &[u16]) {
    for (place, (column, width)) in table.column_iter_mut().zip(widths).enumerate() {
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(*width)));
        if place > 0 {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
}

fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "\u{2013}".to_owned(), |share| format!("{:.1} %", 100.0 * share))
}

fn percents(estimate: Option<Estimate>) -> String {
    let value = percent(estimate.map(|estimate| estimate.value));
    estimate.and_then(|estimate| estimate.bounds).map_or_else(
        || value.clone(),
        |bounds| format!("{value} [{:.1}\u{2013}{:.1}]", 100.0 * bounds.low, 100.0 * bounds.high),
    )
}

/// Two decimals, or a dash where nothing is defined. What is rounded to nothing has no sign.
fn number(value: Option<f64>) -> String {
    let shown = value.map_or_else(|| "\u{2013}".to_owned(), |value| format!("{value:.2}"));
    if shown == "-0.00" { "0.00".to_owned() } else { shown }
}

fn interval(estimate: Option<Estimate>) -> String {
    match estimate.and_then(|estimate| Some((estimate.value, estimate.bounds?))) {
        Some((value, bounds)) => format!("{value:.2}\n[{:.2}\u{2013}{:.2}]", bounds.low, bounds.high),
        None => number(estimate.map(|estimate| estimate.value)),
    }
}

fn band(band: &Band) -> String {
    let name = match band.matches {
        analysis::LAST_BAND => format!("{} or more", band.matches),
        matches => matches.to_string(),
    };
    let share = band.share.map_or_else(|| "none there".to_owned(), |share| format!("{:.0} %", 100.0 * share.value));
    format!("{name}: {share}")
}
