//! `framelens lexicon diff`: what a change of lexicons changes.

use std::fmt::Write as _;

use framelens::analysis::{self, Change, Comparison, Moved, TermChange, Turn, Turned, moved, term_changes, turned};
use framelens::corpus::{Corpus, CorpusError, GroupKey, Input};
use framelens::counts::{Keep, Measurement, Tally};
use framelens::matching::Instrument;
use framelens::parallel::Threads;
use framelens::report::Settings;
use framelens::table;

use super::load;
use crate::cli::{DiffArgs, Global};
use crate::failure::Failure;
use crate::output::{self, format_of};
use crate::progress::Progress;
use crate::screen::{self, plural};

pub fn run(args: &DiffArgs, global: &Global) -> Result<String, Failure> {
    let [old, new] = [&args.old, &args.new].map(|path| load(std::slice::from_ref(path), global));
    let (old, new) = (old?, new?);
    let mut text = terms(&term_changes(old.library(), new.library()));
    if args.inputs.is_empty() {
        return Ok(text);
    }
    let inputs: Vec<Input> = args.inputs.iter().cloned().map(Input::Path).collect();
    let corpus = Corpus::open(&inputs, args.columns.columns(), None)?;
    if let Some(out) = &args.out {
        for instrument in [&old, &new] {
            output::spare(out, &corpus, instrument.library())?;
        }
        format_of(out)?;
    }
    screen::say(global, &corpus.notices());
    let (before, after) = (tally(&corpus, global, &old)?, tally(&corpus, global, &new)?);
    let rows = moved((old.library(), &before), (new.library(), &after));
    let compared = |tally: &Tally, instrument: &Instrument| -> Vec<Comparison> {
        analysis::compare(tally, instrument.matcher(), Settings::SEED)
    };
    let turns = turned((old.library(), &compared(&before, &old)), (new.library(), &compared(&after, &new)));
    text.push_str(&documents(&rows, before.documents().len(), args.number));
    text.push_str(&comparisons(&turns, args.number));
    if let Some(out) = &args.out {
        let format = format_of(out)?;
        output::file(out, |file| table::write(&table::difference(&rows), format, file))?;
    }
    Ok(text)
}

fn tally(corpus: &Corpus, global: &Global, instrument: &Instrument) -> Result<Tally, Failure> {
    let mut progress = Progress::new(|| corpus.bytes(), global.quiet);
    let mut documents = Vec::new();
    let (group, threads) = (&GroupKey::default(), Threads::available());
    Measurement { corpus, instrument, group, keep: Keep::TallyOnly, threads }.each(|measured| {
        progress.document(measured.bytes)?;
        documents.push(measured.tally);
        Ok::<(), Failure>(())
    })?;
    drop(progress);
    if documents.is_empty() {
        return Err(CorpusError::NoDocuments.into());
    }
    let twice = |id| CorpusError::Twice { id, first: "one read before".to_owned(), second: "another".to_owned() };
    Ok(Tally::new(documents).map_err(twice)?)
}

fn terms(changes: &[TermChange]) -> String {
    let mut text = String::new();
    for of_framing in changes.chunk_by(|a, b| a.framing == b.framing) {
        let _ = writeln!(text, "\u{1b}[1m{}\u{1b}[0m", of_framing[0].framing);
        for row in of_framing {
            let _ = match &row.change {
                Change::Added => writeln!(text, "  + {}", row.pattern),
                Change::Removed => writeln!(text, "  - {}", row.pattern),
                Change::Changed(parts) => writeln!(text, "  ~ {}: {}", row.pattern, parts.join(", ")),
            };
        }
        text.push('\n');
    }
    let count = |wanted: fn(&Change) -> bool| changes.iter().filter(|row| wanted(&row.change)).count();
    let _ = writeln!(
        text,
        "{} added, {} removed, {} changed",
        count(|change| *change == Change::Added),
        count(|change| *change == Change::Removed),
        count(|change| matches!(change, Change::Changed(_)))
    );
    text
}

fn documents(rows: &[Moved], of: usize, number: usize) -> String {
    let mut ids: Vec<_> = rows.iter().map(|row| &row.document).collect();
    ids.sort();
    ids.dedup();
    let mut text = format!("\n{} of {} have other matches\n", plural(ids.len(), "document"), of);
    for row in rows.iter().take(number) {
        let parts: Vec<String> = row.parts.iter().map(|(term, change)| format!("{term} {change:+}")).collect();
        let [old, new] = row.matches;
        let _ = writeln!(
            text,
            "  {} {}: {old} to {new} ({:+}): {}",
            row.document,
            row.framing,
            new.cast_signed() - old.cast_signed(),
            parts.join(", ")
        );
    }
    if rows.len() > number {
        let _ = writeln!(text, "  and {} more: --out FILE has all", rows.len() - number);
    }
    text
}

fn comparisons(turns: &[Turned], number: usize) -> String {
    let mut text = String::new();
    for (kind, verbs, rest) in [
        (Turn::Round, ["points", "point"], "another way"),
        (Turn::Lost, ["becomes", "become"], "unclear"),
        (Turn::Gained, ["becomes", "become"], "clear"),
    ] {
        let of_kind: Vec<&Turned> = turns.iter().filter(|row| row.turn() == kind).collect();
        let count = of_kind.len();
        if count == 0 && kind != Turn::Round {
            continue;
        }
        let verb = verbs[usize::from(count != 1)];
        let _ = writeln!(text, "\n{} {verb} {rest}", plural(count, "comparison"));
        of_kind.iter().take(number).for_each(|row| comparison(row, &mut text));
        if count > number {
            let _ = writeln!(text, "  and {} more: -n {count} shows all", count - number);
        }
    }
    text
}

fn comparison(row: &Turned, text: &mut String) {
    let [old, new] = row.direction.map(analysis::Direction::as_str);
    let _ = write!(text, "  {} {} {}: {old} to {new}", row.scope.as_str(), row.name, row.framing);
    if let [Some(old), Some(new)] = row.ratio {
        let [old, new] = [old, new].map(|log2| screen::significant(log2.exp2()));
        let _ = write!(text, ", {old} to {new} times the rest");
    }
    text.push('\n');
}
