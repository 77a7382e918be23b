//! `framelens analyze`: the main job.

mod pictures;
mod report;
mod shown;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{BufWriter, Write};

use framelens::analysis::{self, Comparison};
use framelens::corpus::{CorpusError, InputHash, STDIN, hexadecimal};
use framelens::counts::{Evidence, Measured, Tally};
use framelens::ids::DocId;
use framelens::matching::Instrument;
use framelens::notice::Notice;
use framelens::report::Settings;

use self::report::{Written, file_names, formats};
use self::shown::Shown;
use crate::cli::{AnalyzeArgs, Global};
use crate::failure::Failure;
use crate::inputs::Inputs;
use crate::output;
use crate::progress::Progress;
use crate::screen::{self, MainRow};

pub fn run(args: &AnalyzeArgs, global: &Global) -> Result<u8, Failure> {
    let instrument = args.instrument.load()?;
    let corpus = Inputs::open(args)?;
    for name in file_names(&formats(args)) {
        corpus.keep(&args.out.join(&name))?;
        instrument.library().keep(&args.out.join(name))?;
    }
    let folder = output::Folder::make(&args.out)?;
    let run = Run::read(args, global, instrument, &corpus)?;
    let Written { files, notices } = run.write(args, instrument, &corpus)?;
    folder.keep();
    let mut out = BufWriter::new(anstream::stdout().lock());
    out.write_all(run.screen(instrument).as_bytes()).and_then(|()| out.flush()).map_err(Failure::stdout)?;
    if !global.quiet {
        let written = format!(
            "wrote {} files to {}: {}\n",
            files.len(),
            screen::safe(&args.out.display().to_string()),
            files.join(", ")
        );
        // The results are written: a closed standard error takes nothing from them.
        let _ = write!(anstream::stderr(), "{}{written}", screen::few_caveats(&notices));
    }
    Ok(crate::DONE)
}

/// A document besides its counts.
struct About {
    metadata: BTreeMap<String, String>,
    bytes: usize,
}

/// Everything that is known once the corpus is read.
struct Run {
    tally: Tally,
    about: BTreeMap<DocId, About>,
    evidence: Vec<Evidence>,
    comparisons: Vec<Comparison>,
    notices: Vec<Notice>,
    /// What stood on standard input, if it was read.
    stdin: Option<InputHash>,
}

impl Run {
    fn read(args: &AnalyzeArgs, global: &Global, instrument: &Instrument, corpus: &Inputs) -> Result<Self, Failure> {
        let (group, asked) = args.group.key();
        let mut progress = Progress::new(|| corpus.bytes(), global.quiet);
        let mut origins: BTreeMap<DocId, String> = BTreeMap::new();
        let mut all: Vec<Measured> = Vec::new();
        corpus.each(args, instrument, |measured| {
            progress.document(measured.bytes)?;
            let id = measured.tally.id.clone();
            if let Some(first) = origins.insert(id.clone(), measured.origin.clone()) {
                return Err(Failure::Corpus(CorpusError::Twice { id, first, second: measured.origin.clone() }));
            }
            all.push(measured);
            Ok(())
        })?;
        drop(progress);
        if all.is_empty() {
            return Err(CorpusError::NoDocuments.into());
        }
        if asked && all.iter().all(|measured| measured.tally.group.is_none()) {
            let mut there: Vec<String> = all.iter().flat_map(|measured| measured.metadata.keys().cloned()).collect();
            there.sort();
            there.dedup();
            return Err(CorpusError::NoGroup { key: group.0, there }.into());
        }
        all.sort_by(|a, b| a.tally.id.cmp(&b.tally.id));
        let mut about = BTreeMap::new();
        let mut fingerprints = BTreeMap::new();
        let mut evidence = Vec::new();
        let mut tallies = Vec::new();
        let stdin = all.iter().find(|measured| measured.origin == STDIN).map(|measured| InputHash {
            name: STDIN.to_owned(),
            bytes: measured.bytes as u64,
            sha256: hexadecimal(&measured.fingerprint),
        });
        for measured in all {
            let id = measured.tally.id.clone();
            about.insert(id.clone(), About { metadata: measured.metadata, bytes: measured.bytes });
            fingerprints.insert(id, measured.fingerprint);
            evidence.extend(measured.evidence);
            tallies.push(measured.tally);
        }
        let tally =
            Tally::new(tallies).map_err(|id| CorpusError::Twice { id, first: String::new(), second: String::new() })?;
        let (library, matcher) = (instrument.library(), instrument.matcher());
        let comparisons = analysis::compare(&tally, matcher, Settings::SEED);
        let mut notices = corpus.notices();
        notices.extend(analysis::caveats(&tally, &fingerprints, &evidence, library, matcher));
        Ok(Self { tally, about, evidence, comparisons, notices, stdin })
    }

    /// The table of the screen.
    fn screen(&self, instrument: &Instrument) -> String {
        let Shown { units, words, rates } = Shown::of(self, instrument);
        let rows: Vec<MainRow<'_>> = units
            .iter()
            .zip(&rates)
            .map(|(unit, rates)| MainRow {
                name: unit.name.clone(),
                tokens: unit.pool.extent.tokens,
                matches: unit.pool.matches(),
                rates,
                distinctive: analysis::distinctive(&self.comparisons, unit.scope, &unit.name),
            })
            .collect();
        let scope = units.first().map_or("document", |unit| unit.scope.as_str());
        let mut text = screen::main_table(scope, &rows, instrument.library());
        if units.len() < self.tally.documents().len() {
            let _ = writeln!(text, "Shown: {words}. Every document is in the tables.");
        }
        text
    }
}
