//! `framelens analyze`: the main job.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{BufWriter, Write};
use std::thread;

use framelens::analysis::{self, Comparison, FramingRate, Scope, Similarity, Unit};
use framelens::chart::{Chart, ChartError, Rasteriser, Scene, SceneMatch, SceneRow, Svg};
use framelens::corpus::{CorpusError, InputHash, STDIN, hexadecimal};
use framelens::counts::{Evidence, Measured, Tally};
use framelens::ids::DocId;
use framelens::lexicon::Matching;
use framelens::matching::Instrument;
use framelens::notice::Notice;
use framelens::report::{Kept, Manifest, Settings};
use framelens::table::{self, CorpusRow, Format, Table};

use crate::cli::{AnalyzeArgs, Global};
use crate::failure::Failure;
use crate::inputs::Inputs;
use crate::output;
use crate::progress::Progress;
use crate::screen::{self, MainRow, plural};
use crate::signals;

/// Above so many documents, the table and the charts show groups or extremes.
const MOST_SHOWN: usize = 40;

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

/// What was written, and every caveat.
struct Written {
    files: Vec<String>,
    notices: Vec<Notice>,
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

    /// The units that the table and the charts show, and what they are in words.
    fn shown(&self, instrument: &Instrument) -> (Vec<Unit<'_>>, String) {
        let groups = Unit::groups(&self.tally);
        let count = self.tally.documents().len();
        if count > MOST_SHOWN && (2..=MOST_SHOWN).contains(&groups.len()) {
            let words = format!("{} of {}", plural(groups.len(), "group"), plural(count, "document"));
            return (groups, words);
        }
        self.shown_documents(instrument)
    }

    /// The documents that are shown where only documents can be: all, or the extremes of many.
    fn shown_documents(&self, instrument: &Instrument) -> (Vec<Unit<'_>>, String) {
        let documents = Unit::documents(&self.tally);
        let count = documents.len();
        if count <= MOST_SHOWN {
            return (documents, plural(count, "document"));
        }
        let rates: Vec<Vec<FramingRate>> =
            documents.iter().map(|unit| analysis::rates(unit, instrument.matcher())).collect();
        let extremes = analysis::extremes(&rates);
        let words = format!(
            "{} of {count}, for each framing the one surest to be high, or else with most matches",
            plural(extremes.len(), "document")
        );
        let mut documents: Vec<Option<Unit<'_>>> = documents.into_iter().map(Some).collect();
        (extremes.into_iter().filter_map(|place| documents[place].take()).collect(), words)
    }

    fn screen(&self, instrument: &Instrument) -> String {
        let (units, words) = self.shown(instrument);
        let rates: Vec<Vec<FramingRate>> =
            units.iter().map(|unit| analysis::rates(unit, instrument.matcher())).collect();
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

    fn write(&self, args: &AnalyzeArgs, instrument: &Instrument, corpus: &Inputs) -> Result<Written, Failure> {
        let (library, matcher) = (instrument.library(), instrument.matcher());
        let (units, words) = self.shown(instrument);
        let rates: Vec<Vec<FramingRate>> = units.iter().map(|unit| analysis::rates(unit, matcher)).collect();
        let scene = self.scene(&units, &rates, words, instrument);
        let (documents, documents_are) = self.shown_documents(instrument);
        let document_rates: Vec<Vec<FramingRate>> =
            documents.iter().map(|unit| analysis::rates(unit, matcher)).collect();
        let strips = self.scene(&documents, &document_rates, documents_are, instrument);
        let like_documents = analysis::similarity(&Unit::documents(&self.tally));
        let like_groups = analysis::similarity(&Unit::groups(&self.tally));
        let like =
            if units.first().is_some_and(|unit| unit.scope == Scope::Group) { &like_groups } else { &like_documents };
        let shown_like = if units.len() < self.tally.documents().len() { &analysis::similarity(&units) } else { like };
        let mut notices = self.notices.clone();
        let mut names = [scene.not_drawable(), strips.not_drawable()].concat();
        names.sort();
        names.dedup();
        notices.extend((!names.is_empty()).then_some(Notice::NotDrawable { names }));
        let manifest = self.manifest(args, instrument, corpus, &notices)?;
        let about =
            |tally| CorpusRow { tally, metadata: &self.about[&tally.id].metadata, bytes: self.about[&tally.id].bytes };
        let evidence = table::EvidenceRows::new(library);
        // Made one after another, because each takes as much memory as all that it is made of.
        let mut tables: Vec<MakeTable<'_>> = vec![
            Box::new(|| table::corpus(self.tally.documents().iter().map(about))),
            Box::new(|| table::scores(&self.tally, library, matcher)),
            Box::new(|| table::terms(&self.tally, library, matcher)),
        ];
        if corpus.has_texts() {
            tables.push(Box::new(|| evidence.table(self.evidence.iter().map(Evidence::found))));
        }
        tables.push(Box::new(|| table::comparison(&self.comparisons, library)));
        tables.push(Box::new(|| table::similarity(like_documents.pairs.iter().chain(&like_groups.pairs))));
        let formats = formats(args);
        let mut files = Vec::new();
        for make in tables {
            let table = make();
            for format in &formats {
                if signals::asked().is_some() {
                    return Err(Failure::Interrupted);
                }
                files.push(write_table(args, &table, *format)?);
            }
        }
        output::file(&args.out.join("manifest.json"), |out| out.write_all(&manifest))?;
        files.push("manifest.json".to_owned());
        for Picture { chart, svg, png } in pictures(corpus, &scene, &strips, shown_like)? {
            let name = chart.name();
            output::file(&args.out.join(format!("{name}.png")), |out| out.write_all(&png))?;
            files.push(format!("{name}.png"));
            if args.svg {
                output::file(&args.out.join(format!("{name}.svg")), |out| out.write_all(svg.as_str().as_bytes()))?;
                files.push(format!("{name}.svg"));
            }
        }
        // The manifest does without: the same input gives the same bytes, whatever was there.
        let earlier = earlier(args, corpus, &files);
        notices.extend((!earlier.is_empty()).then_some(Notice::Earlier { files: earlier }));
        Ok(Written { files, notices })
    }

    fn scene<'s>(
        &'s self,
        units: &[Unit<'_>],
        rates: &'s [Vec<FramingRate>],
        words: String,
        instrument: &'s Instrument,
    ) -> Scene<'s> {
        let mut titles = self.about.values().map(|about| about.metadata.get("corpus"));
        let title = titles.next().flatten().filter(|first| titles.all(|title| title == Some(*first)));
        let row = |(unit, rates): (&Unit<'_>, &'s Vec<FramingRate>)| {
            let own =
                self.evidence.iter().filter(|row| unit.scope == Scope::Document && row.document.as_str() == unit.name);
            SceneRow {
                label: unit.name.clone(),
                tokens: unit.pool.extent.tokens,
                rates,
                matches: own
                    .map(|row| SceneMatch { framing: row.framing, token: row.token, quoted: row.voice.is_quoted() })
                    .collect(),
            }
        };
        Scene {
            corpus: title.cloned().unwrap_or_else(|| "Corpus".to_owned()),
            rows_are: words,
            library: instrument.library(),
            rows: units.iter().zip(rates).map(row).collect(),
        }
    }

    fn manifest(
        &self,
        args: &AnalyzeArgs,
        instrument: &Instrument,
        corpus: &Inputs,
        notices: &[Notice],
    ) -> Result<Vec<u8>, Failure> {
        let documents = self.tally.documents();
        let (files, files_passed_over, files_repeated) = corpus.files();
        let mut kept = Kept {
            files,
            files_passed_over,
            files_repeated,
            documents: documents.len(),
            groups: self.tally.groups().len(),
            ..Kept::default()
        };
        for document in documents {
            kept.empty_documents += usize::from(document.extent.tokens == 0);
            kept.sentences += document.extent.sentences;
            kept.tokens += document.extent.tokens;
            for counts in &document.framings {
                kept.matches += counts.matches;
                kept.quoted += counts.quoted;
                kept.negated += counts.negated;
                kept.contested += counts.contested;
            }
        }
        let (group, _) = args.group.key();
        let columns = args.corpus.columns.columns();
        let options = instrument.options();
        let settings = Settings {
            group_by: group.0,
            matching: options.matching.map_or("term", Matching::as_str),
            overlap: options.overlap.as_str(),
            id_column: columns.id,
            text_column: columns.text,
            seed: Settings::SEED.0,
        };
        let mut inputs = corpus.hashes()?;
        inputs.extend(self.stdin.clone());
        let manifest = Manifest::new(settings, inputs, instrument.library(), kept, notices);
        manifest.to_json().map_err(|error| Failure::write("`manifest.json`".to_owned(), error.into()))
    }
}

type MakeTable<'t> = Box<dyn Fn() -> Table<'t> + 't>;

/// The formats asked for, each once.
fn formats(args: &AnalyzeArgs) -> Vec<Format> {
    let mut formats: Vec<Format> = args.format.iter().map(|format| Format::from(*format)).collect();
    formats.sort();
    formats.dedup();
    formats
}

/// What lies where a run writes under a name that a run may give, and was neither read nor written by this one.
fn earlier(args: &AnalyzeArgs, inputs: &Inputs, files: &[String]) -> Vec<String> {
    let mut names = file_names(&Format::ALL);
    names.retain(|name| {
        let path = args.out.join(name);
        !files.contains(name) && path.exists() && inputs.keep(&path).is_ok()
    });
    names
}

/// The names of all files that a run with tables in these formats may write.
fn file_names(formats: &[Format]) -> Vec<String> {
    let tables = ["corpus", "scores", "terms", "evidence", "comparison", "similarity"];
    let endings = formats.iter().map(|format| format.ending());
    let mut names: Vec<String> = endings.flat_map(|ending| tables.map(|table| format!("{table}.{ending}"))).collect();
    names.push("manifest.json".to_owned());
    names.extend(Chart::ALL.iter().flat_map(|chart| ["png", "svg"].map(|ending| format!("{}.{ending}", chart.name()))));
    names
}

fn write_table(args: &AnalyzeArgs, table: &Table<'_>, format: Format) -> Result<String, Failure> {
    let name = format!("{}.{}", table.schema.name, format.ending());
    output::file(&args.out.join(&name), |out| table::write(table, format, out))?;
    Ok(name)
}

/// A chart in both forms.
struct Picture {
    chart: Chart,
    svg: Svg,
    png: Vec<u8>,
}

/// The charts, drawn side by side on threads of their own.
fn pictures(
    inputs: &Inputs,
    scene: &Scene<'_>,
    strips: &Scene<'_>,
    like: &Similarity,
) -> Result<Vec<Picture>, ChartError> {
    let rasteriser = &Rasteriser::new();
    let draw = |chart: Chart| {
        // Groups have no beginning and end: where matches stand is shown of documents.
        let scene = if chart == Chart::Dispersion { strips } else { scene };
        let svg = chart.draw(scene, like)?;
        let png = rasteriser.png(&svg)?;
        Ok(Picture { chart, svg, png })
    };
    thread::scope(|scope| {
        let has_profiles = scene.library.lexicons().len() > 1;
        let drawable = Chart::ALL.into_iter().filter(|chart| match chart {
            Chart::Dispersion => inputs.has_texts(),
            chart => has_profiles || !chart.is_of_profiles(),
        });
        let drawn: Vec<_> =
            drawable.map(|chart| (chart, thread::Builder::new().spawn_scoped(scope, move || draw(chart)))).collect();
        let ended = || Err(ChartError::Draw("its thread ended early".to_owned()));
        let join = |(chart, thread): (Chart, std::io::Result<thread::ScopedJoinHandle<'_, _>>)| match thread {
            Ok(thread) => thread.join().unwrap_or_else(|_| ended()),
            // No thread to be had: it is drawn here.
            Err(_) => draw(chart),
        };
        drawn.into_iter().map(join).collect()
    })
}
