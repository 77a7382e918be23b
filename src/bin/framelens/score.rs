//! `framelens score`: the scores table, documents streamed one by one.

use std::collections::BTreeSet;
use std::path::PathBuf;

use framelens::analysis::not_carried;
use framelens::corpus::{Corpus, CorpusError};
use framelens::counts::{DocumentTally, Keep, Measured, Measurement};
use framelens::ids::DocId;
use framelens::matching::Instrument;
use framelens::table::{EVIDENCE, EvidenceRows, Format, SCORES, ScoreLines, Table, TallyWriter, score_rows};

use crate::cli::{Global, ScoreArgs};
use crate::evidence_lines::EvidenceLines;
use crate::failure::Failure;
use crate::output::{self, Staged, format_of, format_of_output};
use crate::progress::Progress;
use crate::screen;
use crate::seen::Seen;
use crate::sink::{Sink, lines, unless_closed};
use crate::spool::{Overflow, Spool};

pub fn run(args: &ScoreArgs, global: &Global) -> Result<u8, Failure> {
    let (instrument, corpus) = args.instrument.load_with(&args.corpus)?;
    let outputs: Vec<&PathBuf> =
        [Some(&args.out), args.tally.as_ref(), args.evidence.as_ref()].into_iter().flatten().collect();
    for (place, path) in outputs.iter().enumerate() {
        output::spare(path, &corpus, instrument.library())?;
        if outputs[..place].iter().any(|other| output::place(other) == output::place(path)) {
            return Err(Failure::Unknown {
                what: format!("`{}` is named for two outputs", path.display()),
                help: "give each a file of its own".to_owned(),
            });
        }
    }
    screen::say(global, &[corpus.notices(), not_carried(instrument.library())].concat());
    let overflow = Overflow::default();
    let scoring = Scoring::new(args, instrument, &overflow)?;
    let mut sinks = Sinks::open(args, &scoring)?;
    scoring.read(global, &corpus, &mut sinks)?;
    sinks.keep(instrument)?;
    Ok(crate::DONE)
}

/// What is asked for.
struct Scoring<'s> {
    args: &'s ScoreArgs,
    instrument: &'s Instrument,
    scores: Format,
    evidence: Option<Format>,
    rows: EvidenceRows<'s>,
    lines: ScoreLines<'s>,
    overflow: &'s Overflow,
}

/// One document, made ready to be written.
struct Prepared<'o> {
    id: DocId,
    origin: String,
    bytes: usize,
    grouped: bool,
    /// The keys of its metadata, where none of them makes groups.
    keys: Vec<String>,
    scores: Scores,
    evidence: Option<Spool<'o>>,
    tally: Option<(String, String)>,
}

/// The rows of a document.
enum Scores {
    /// As text.
    Lines(Vec<u8>),
    /// For a format that needs all rows at once.
    Tally(DocumentTally),
}

impl<'s> Scoring<'s> {
    fn new(args: &'s ScoreArgs, instrument: &'s Instrument, overflow: &'s Overflow) -> Result<Self, Failure> {
        let scores = format_of_output(&args.out)?;
        let evidence = args.evidence.as_deref().map(format_of).transpose()?;
        if evidence == Some(Format::Parquet) {
            return Err(Failure::Unknown {
                what: "the evidence of `score` is written as it comes, which Parquet cannot be".to_owned(),
                help: "end it in .csv or .jsonl, or use `framelens evidence --out FILE.parquet`".to_owned(),
            });
        }
        let (library, matcher) = (instrument.library(), instrument.matcher());
        let (rows, lines) = (EvidenceRows::new(library), ScoreLines::new(library, matcher));
        Ok(Self { args, instrument, scores, evidence, rows, lines, overflow })
    }

    fn read(&self, global: &Global, corpus: &Corpus, sinks: &mut Sinks) -> Result<(), Failure> {
        let mut seen = Seen::default();
        let mut progress = Progress::new(|| corpus.bytes(), global.quiet || sinks.scores.is_watched());
        let (group, asked) = self.args.group.key();
        let keep = match (self.evidence, &self.args.tally) {
            (Some(_), Some(_)) => Keep::All,
            (Some(_), None) => Keep::Evidence,
            (None, Some(_)) => Keep::Fingerprint,
            (None, None) => Keep::TallyOnly,
        };
        let (mut keys, mut grouped) = (BTreeSet::new(), false);
        let (instrument, threads) = (self.instrument, self.args.instrument.threads);
        let measurement = Measurement { corpus, instrument, group: &group, keep, threads };
        let record = || self.evidence.map(|format| EvidenceLines::new(&self.rows, format, self.overflow));
        let prepare = |measured| self.prepare(measured);
        measurement.run(record, prepare, |prepared: Prepared<'_>| {
            progress.document(prepared.bytes)?;
            seen.check(&prepared.id, &prepared.origin)?;
            grouped |= prepared.grouped;
            if asked && !grouped {
                keys.extend(prepared.keys.iter().cloned());
            }
            sinks.take(prepared)
        })?;
        if seen.is_empty() {
            return Err(CorpusError::NoDocuments.into());
        }
        if asked && !grouped {
            return Err(CorpusError::NoGroup { key: group.0, there: keys.into_iter().collect() }.into());
        }
        Ok(())
    }

    fn prepare<'o>(&self, measured: Measured<Option<EvidenceLines<'o>>>) -> Prepared<'o> {
        let (library, matcher) = (self.instrument.library(), self.instrument.matcher());
        let grouped = measured.tally.group.is_some();
        Prepared {
            id: measured.tally.id.clone(),
            bytes: measured.bytes,
            grouped,
            keys: if grouped { Vec::new() } else { measured.metadata.keys().cloned().collect() },
            tally: self.args.tally.is_some().then(|| TallyWriter::line(&measured)),
            scores: match self.scores {
                Format::Parquet => Scores::Tally(measured.tally),
                Format::Csv => Scores::Lines(self.lines.of(&measured.tally)),
                format @ Format::Json => {
                    let rows = score_rows(&measured.tally, library, matcher);
                    Scores::Lines(lines(&Table { schema: &SCORES, rows }, format))
                }
            },
            evidence: measured.evidence.map(EvidenceLines::done),
            origin: measured.origin,
        }
    }
}

/// Everything that a run writes.
struct Sinks {
    scores: Sink,
    /// Where all rows are needed at once.
    gathered: Option<Vec<DocumentTally>>,
    evidence: Option<Sink>,
    tally: Option<(TallyWriter, Staged)>,
}

impl Sinks {
    fn open(args: &ScoreArgs, scoring: &Scoring<'_>) -> Result<Self, Failure> {
        let tally = |path| Ok::<_, Failure>((TallyWriter::new(scoring.instrument), Staged::new(path)?));
        let evidence = args.evidence.as_deref().zip(scoring.evidence);
        Ok(Self {
            scores: Sink::open(&args.out, &SCORES, scoring.scores)?,
            gathered: (scoring.scores == Format::Parquet).then(Vec::new),
            evidence: evidence.map(|(path, format)| Sink::open(path, &EVIDENCE, format)).transpose()?,
            tally: args.tally.as_deref().map(tally).transpose()?,
        })
    }

    fn take(&mut self, prepared: Prepared<'_>) -> Result<(), Failure> {
        match prepared.scores {
            Scores::Lines(lines) => self.scores.write(&lines)?,
            Scores::Tally(tally) => self.gathered.get_or_insert_default().push(tally),
        }
        if let (Some(sink), Some(lines)) = (&mut self.evidence, prepared.evidence) {
            sink.spooled(lines)?;
        }
        if let (Some((writer, _)), Some(line)) = (&mut self.tally, prepared.tally) {
            writer.add(line)?;
        }
        let read = [Some(&self.scores), self.evidence.as_ref()].into_iter().flatten().any(|sink| !sink.is_closed());
        if read || self.tally.is_some() { Ok(()) } else { Err(Failure::Closed) }
    }

    /// Everything is read: the files may be there.
    fn keep(mut self, instrument: &Instrument) -> Result<(), Failure> {
        if let Some(tallies) = &self.gathered {
            let (library, matcher) = (instrument.library(), instrument.matcher());
            let rows = tallies.iter().flat_map(|tally| score_rows(tally, library, matcher)).collect();
            self.scores.whole(&Table { schema: &SCORES, rows })?;
        }
        // All that can fail first, so that a run that fails leaves nothing.
        self.scores.flush()?;
        self.evidence.as_mut().map_or(Ok(()), Sink::flush)?;
        if let Some((writer, mut file)) = self.tally {
            unless_closed(writer.finish(|line| file.line(line)).and_then(|()| file.keep()))?;
        }
        self.evidence.map_or(Ok(()), Sink::keep)?;
        self.scores.keep()
    }
}
