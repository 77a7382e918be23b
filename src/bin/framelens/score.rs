//! `framelens score`: the scores table, documents streamed one by one.

use std::collections::{BTreeSet, HashSet};
use std::hash::BuildHasher;
use std::io::{self, BufWriter, Write};

use foldhash::fast::FixedState;
use framelens::corpus::{Corpus, CorpusError};
use framelens::counts::{DocumentTally, Keep, Measured, measure};
use framelens::matching::Instrument;
use framelens::table::{CsvWriter, Format, SCORES, Table, score_rows, write};

use crate::cli::{Global, ScoreArgs};
use crate::failure::Failure;
use crate::output;
use crate::progress::Progress;
use crate::screen;

pub fn run(args: &ScoreArgs, global: &Global) -> Result<u8, Failure> {
    let instrument = Instrument::load(&args.instrument.lexicons)?;
    let corpus = Corpus::open(&args.corpus.inputs(), args.corpus.columns(), None)?;
    corpus.keep(&args.out)?;
    screen::say(global, &corpus.notices());
    let scoring = Scoring { args, global, instrument: &instrument, corpus: &corpus };
    if args.out.as_os_str() == "-" {
        let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
        scoring.write(Format::Csv, &mut out, Failure::stdout)?;
        out.flush().map_err(Failure::stdout)?;
    } else {
        let format = format_of(&args.out)?;
        let name = format!("`{}`", args.out.display());
        let mut ended = Ok(());
        output::file(&args.out, |out| {
            ended = scoring.write(format, out, |cause| Failure::write(name.clone(), cause));
            if ended.is_ok() { Ok(()) } else { Err(io::Error::other("the table is not whole")) }
        })
        .or_else(|failure| if ended.is_err() { Ok(()) } else { Err(failure) })?;
        ended?;
    }
    Ok(crate::DONE)
}

/// The format that a file's ending tells.
pub fn format_of(path: &std::path::Path) -> Result<Format, Failure> {
    path.extension()
        .and_then(|ending| Format::of_ending(ending.to_str()?))
        .or_else(|| (!path.is_file() && path.exists()).then_some(Format::Csv))
        .ok_or_else(|| Failure::Unknown {
            what: format!("`{}` has no ending that tells a format", path.display()),
            help: "end it in .csv, .parquet or .jsonl".to_owned(),
        })
}

struct Scoring<'s> {
    args: &'s ScoreArgs,
    global: &'s Global,
    instrument: &'s Instrument,
    corpus: &'s Corpus,
}

impl Scoring<'_> {
    fn write(&self, format: Format, out: &mut dyn Write, failed: impl Fn(io::Error) -> Failure) -> Result<(), Failure> {
        let library = self.instrument.library();
        match format {
            Format::Csv => {
                let mut writer = CsvWriter::new(&SCORES, out);
                self.each(|tally| {
                    let rows = score_rows(tally, library, self.instrument.matcher());
                    rows.iter().try_for_each(|row| writer.row(row)).map_err(&failed)
                })?;
                writer.flush().map_err(&failed)
            }
            Format::Json => self.each(|tally| {
                let rows = score_rows(tally, library, self.instrument.matcher());
                write(&Table { schema: &SCORES, rows }, format, &mut *out).map_err(&failed)
            }),
            Format::Parquet => {
                let mut tallies = Vec::new();
                self.each(|tally| {
                    tallies.push(tally.clone());
                    Ok(())
                })?;
                let rows =
                    tallies.iter().flat_map(|tally| score_rows(tally, library, self.instrument.matcher())).collect();
                write(&Table { schema: &SCORES, rows }, format, out).map_err(&failed)
            }
        }
    }

    fn each(&self, mut tell: impl FnMut(&DocumentTally) -> Result<(), Failure>) -> Result<(), Failure> {
        let mut seen = Seen::default();
        let mut progress = Progress::new(self.corpus.bytes(), self.global.quiet);
        let (group, asked) = self.args.group.key();
        let mut keys = BTreeSet::new();
        let mut grouped = false;
        measure(self.corpus, self.instrument, &group, Keep::TallyOnly, self.args.instrument.threads, |measured| {
            progress.document(measured.bytes)?;
            seen.check(&measured)?;
            grouped |= measured.tally.group.is_some();
            if asked && !grouped {
                keys.extend(measured.metadata.keys().cloned());
            }
            tell(&measured.tally)
        })?;
        if seen.is_empty() {
            return Err(CorpusError::NoDocuments.into());
        }
        if asked && !grouped {
            return Err(CorpusError::NoGroup { key: group.0, there: keys.into_iter().collect() }.into());
        }
        Ok(())
    }
}

/// Which documents were read, by a hash of their names: eight bytes each, so that any number fits.
#[derive(Default)]
pub struct Seen(HashSet<u64, FixedState>);

impl Seen {
    /// Whether there was none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Refuses a second document of one name.
    pub fn check(&mut self, measured: &Measured) -> Result<(), Failure> {
        let id = &measured.tally.id;
        if self.0.insert(FixedState::with_seed(2).hash_one(id.as_str())) {
            return Ok(());
        }
        let (first, second) = ("one read before".to_owned(), measured.origin.clone());
        Err(CorpusError::Twice { id: id.clone(), first, second }.into())
    }
}
