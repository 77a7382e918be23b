//! What a run writes: tables, charts and a manifest.

use framelens::analysis::{self, Similarity, Unit};
use framelens::chart::Chart;
use framelens::counts::Evidence;
use framelens::lexicon::Matching;
use framelens::matching::Instrument;
use framelens::notice::Notice;
use framelens::report::{Kept, Manifest, Settings};
use framelens::table::{self, CorpusRow, Format, Table};

use super::pictures::{Picture, pictures};
use super::{Run, Shown};
use crate::cli::AnalyzeArgs;
use crate::failure::Failure;
use crate::inputs::Inputs;
use crate::output;
use crate::signals;

/// What was written, and every caveat.
pub(super) struct Written {
    pub files: Vec<String>,
    pub notices: Vec<Notice>,
}

/// How alike the documents are, and the groups.
struct Likenesses {
    documents: Similarity,
    groups: Similarity,
}

impl Run {
    /// Writes everything that is asked for.
    pub(super) fn write(
        &self,
        args: &AnalyzeArgs,
        instrument: &Instrument,
        corpus: &Inputs,
    ) -> Result<Written, Failure> {
        let (shown, documents) = (Shown::of(self, instrument), Shown::documents(self, instrument));
        let (scene, strips) = (shown.scene(self, instrument), documents.scene(self, instrument));
        let mut notices = self.notices.clone();
        let mut names = [scene.not_drawable(), strips.not_drawable()].concat();
        names.sort();
        names.dedup();
        notices.extend((!names.is_empty()).then_some(Notice::NotDrawable { names }));
        let manifest = self.manifest(args, instrument, corpus, &notices)?;
        let like = Likenesses {
            documents: analysis::similarity(&Unit::documents(&self.tally)),
            groups: analysis::similarity(&Unit::groups(&self.tally)),
        };
        let mut files = self.write_tables(args, instrument, corpus, &like)?;
        output::file(&args.out.join("manifest.json"), |out| out.write_all(&manifest))?;
        files.push("manifest.json".to_owned());
        let are_all = shown.units.len() == self.tally.documents().len();
        let like = if are_all { like.documents } else { analysis::similarity(&shown.units) };
        for picture in pictures(corpus, &scene, &strips, &like)? {
            files.extend(write_picture(args, picture)?);
        }
        // The manifest does without: the same input gives the same bytes, whatever was there.
        let earlier = earlier(args, corpus, &files);
        notices.extend((!earlier.is_empty()).then_some(Notice::Earlier { files: earlier }));
        Ok(Written { files, notices })
    }

    fn write_tables(
        &self,
        args: &AnalyzeArgs,
        instrument: &Instrument,
        corpus: &Inputs,
        like: &Likenesses,
    ) -> Result<Vec<String>, Failure> {
        let (library, matcher) = (instrument.library(), instrument.matcher());
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
        tables.push(Box::new(|| table::similarity(like.documents.pairs.iter().chain(&like.groups.pairs))));
        let mut files = Vec::new();
        for make in tables {
            let table = make();
            for format in formats(args) {
                if signals::asked().is_some() {
                    return Err(Failure::Interrupted);
                }
                files.push(write_table(args, &table, format)?);
            }
        }
        Ok(files)
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
pub(super) fn formats(args: &AnalyzeArgs) -> Vec<Format> {
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
pub(super) fn file_names(formats: &[Format]) -> Vec<String> {
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

fn write_picture(args: &AnalyzeArgs, Picture { chart, svg, png }: Picture) -> Result<Vec<String>, Failure> {
    let mut files = vec![format!("{}.png", chart.name())];
    output::file(&args.out.join(&files[0]), |out| out.write_all(&png))?;
    if args.svg {
        files.push(format!("{}.svg", chart.name()));
        output::file(&args.out.join(&files[1]), |out| out.write_all(svg.as_str().as_bytes()))?;
    }
    Ok(files)
}
