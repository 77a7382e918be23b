//! `framelens sample`: sentences for people to code.

use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};
use std::hash::BuildHasher;
use std::io::Write;

use foldhash::fast::FixedState;
use framelens::analysis::{Stratum, allocate, not_carried};
use framelens::corpus::{CODES_COLUMNS, Corpus, CorpusError, Input, KEY_COLUMNS};
use framelens::counts::{ReadDocument, read_sentences};
use framelens::ids::{FramingId, GroupId};
use framelens::lexicon::{Lexicon, Library};
use framelens::matching::Instrument;
use framelens::stats::{Seed, Systematic};
use framelens::table::{SheetRow, SheetTotal, write_codebook, write_key, write_sheet};

use crate::cli::{Global, SampleArgs, SampleUnits};
use crate::failure::Failure;
use crate::output;
use crate::progress::Progress;
use crate::screen::{plural, safe, say};

/// What is written, and why it is not written over.
const FILES: [(&str, &str); 3] = [
    ("sheet.csv", "may hold codes"),
    ("codebook.md", "a sheet out for coding may need it"),
    ("key.csv", "a sheet out for coding may need it"),
];

pub fn run(args: &SampleArgs, global: &Global) -> Result<u8, Failure> {
    let instrument = args.instrument.load()?;
    if args.corpus.inputs().contains(&Input::Stdin) {
        let help = "save the text to a file, and give that".to_owned();
        return Err(Failure::Unknown {
            what: "a sample reads its texts twice, and standard input once".to_owned(),
            help,
        });
    }
    check_names(instrument.library())?;
    let [sheet, codebook, key] = FILES.map(|(name, _)| args.out.join(name));
    for (path, (_, why)) in [&sheet, &codebook, &key].into_iter().zip(FILES) {
        if path.exists() {
            let what = format!("`{}` is there already, and {why}", path.display());
            return Err(Failure::Unknown { what, help: "choose another --out, or move it away".to_owned() });
        }
    }
    let corpus = Corpus::open(&args.corpus.inputs(), args.corpus.columns.columns(), Some(&args.out))?;
    say(global, &[corpus.notices(), not_carried(instrument.library())].concat());
    let sampling = Sampling { args, global, instrument, corpus: &corpus };
    let census = sampling.census()?;
    let rows = sampling.draw(&census)?;
    let folder = output::Folder::make(&args.out)?;
    let groups: Vec<(String, SheetTotal)> =
        census.groups.iter().map(|(group, total)| (group.to_string(), total.clone())).collect();
    let library = instrument.library();
    output::file(&sheet, |out| write_sheet(&rows, library, out))?;
    output::file(&codebook, |out| write_codebook(library, out))?;
    output::file(&key, |out| write_key(&rows, &census.all, &groups, library, out))?;
    folder.keep();
    if !global.quiet {
        let what = match args.units {
            SampleUnits::Sentences => "sentence",
            SampleUnits::Documents => "document",
        };
        let _ = writeln!(
            anstream::stderr(),
            "wrote {} of {} to {}: {} and {} for coders, {} to keep from them",
            plural(rows.len(), what),
            census.all.units,
            safe(&args.out.display().to_string()),
            FILES[0].0,
            FILES[1].0,
            FILES[2].0
        );
    }
    Ok(crate::DONE)
}

/// A framing has a column of its own in the sheet and its key, which must not be that of anything else.
fn check_names(library: &Library) -> Result<(), Failure> {
    let taken = |id: &FramingId| CODES_COLUMNS.contains(&id.as_str()) || KEY_COLUMNS.contains(&id.as_str());
    match library.lexicons().iter().find(|lexicon| taken(&lexicon.id)) {
        None => Ok(()),
        Some(Lexicon { id, .. }) => Err(Failure::Unknown {
            what: format!("the framing `{id}` has the name of another column of the sheet or its key"),
            help: "give it another id".to_owned(),
        }),
    }
}

/// How much there is to draw from.
#[derive(Default)]
struct Census {
    strata: BTreeMap<Stratum, u64>,
    all: SheetTotal,
    groups: BTreeMap<GroupId, SheetTotal>,
}

struct Sampling<'s> {
    args: &'s SampleArgs,
    global: &'s Global,
    instrument: &'s Instrument,
    corpus: &'s Corpus,
}

impl Sampling<'_> {
    /// Reads everything and counts.
    fn census(&self) -> Result<Census, Failure> {
        let (key, asked) = self.args.group.key();
        let mut census = Census::default();
        // Names by their hashes, so that any number fits.
        let mut known: HashSet<u64, FixedState> = HashSet::default();
        let mut keys: BTreeSet<String> = BTreeSet::new();
        self.each(|read| {
            let document = &read.document;
            if !known.insert(FixedState::with_seed(2).hash_one(document.id.as_str())) {
                let (id, second) = (document.id.clone(), document.origin.clone());
                return Err(CorpusError::Twice { id, first: "one read before".to_owned(), second }.into());
            }
            if asked && census.groups.is_empty() {
                keys.extend(document.metadata.keys().cloned());
            }
            let group = document.group(&key);
            for place in self.units(read) {
                let matches = self.matches(read, place);
                *census.strata.entry(Stratum::of(&matches)).or_default() += 1;
                let group = group.clone().map(|group| census.groups.entry(group).or_default());
                for total in [Some(&mut census.all), group].into_iter().flatten() {
                    total.units += 1;
                    total.with_match.resize(matches.len(), 0);
                    total.with_match.iter_mut().zip(&matches).for_each(|(sum, n)| *sum += u64::from(*n > 0));
                }
            }
            Ok(())
        })?;
        if census.all.units == 0 {
            return Err(CorpusError::NoDocuments.into());
        }
        if asked && census.groups.is_empty() {
            return Err(CorpusError::NoGroup { key: key.0, there: keys.into_iter().collect() }.into());
        }
        Ok(census)
    }

    /// Reads everything again and keeps what is drawn: of each stratum so many, spread evenly over the corpus.
    fn draw(&self, census: &Census) -> Result<Vec<SheetRow>, Failure> {
        let strata: Vec<(Stratum, u64)> = census.strata.iter().map(|(stratum, size)| (*stratum, *size)).collect();
        let numbers = allocate(&strata, self.args.number).map_err(|fewest| Failure::Unknown {
            what: format!("{} are too few for the {} strata of these texts", self.args.number, strata.len()),
            help: format!("take -n {fewest} or more: two from each stratum"),
        })?;
        let mut drawing = Systematic::new(Seed(self.args.seed));
        let mut plans: BTreeMap<Stratum, Plan> = strata
            .iter()
            .zip(numbers)
            .map(|((stratum, size), drawn)| {
                let places = drawing.draw(*size, drawn).into();
                (*stratum, Plan { size: *size, drawn, seen: 0, places })
            })
            .collect();
        let (key, _) = self.args.group.key();
        let mut rows = Vec::new();
        self.each(|read| {
            for place in self.units(read) {
                let matches = self.matches(read, place);
                let stratum = Stratum::of(&matches);
                let Some(plan) = plans.get_mut(&stratum) else { continue };
                if !plan.takes() {
                    continue;
                }
                let group = read.document.group(&key).map(|group| group.to_string()).unwrap_or_default();
                let name = stratum.name(self.instrument.library());
                let stratum = (name, plan.size, plan.drawn);
                rows.push(SheetRow { group, stratum, matches, ..self.row(read, place) });
            }
            Ok(())
        })?;
        let changed = plans.values().any(|plan| plan.seen != plan.size);
        if changed {
            let help = "run it again when nothing writes to the texts".to_owned();
            return Err(Failure::Unknown { what: "the texts changed while they were read".to_owned(), help });
        }
        Ok(rows)
    }

    fn each(&self, mut tell: impl FnMut(&ReadDocument) -> Result<(), Failure>) -> Result<(), Failure> {
        let mut progress = Progress::new(|| self.corpus.bytes(), self.global.quiet);
        read_sentences(self.corpus, self.instrument, self.args.instrument.threads, |read| {
            progress.document(read.document.text.len())?;
            tell(&read)
        })
    }

    /// The places of the units of a document: its sentences, or with whole documents one if it has a word.
    fn units(&self, read: &ReadDocument) -> std::ops::Range<usize> {
        match self.args.units {
            SampleUnits::Sentences => 0..read.sentences.len(),
            SampleUnits::Documents => 0..usize::from(!read.sentences.is_empty()),
        }
    }

    fn matches(&self, read: &ReadDocument, place: usize) -> Vec<u64> {
        let sentences = match self.args.units {
            SampleUnits::Sentences => &read.sentences[place..=place],
            SampleUnits::Documents => &read.sentences[..],
        };
        let mut matches = vec![0; self.instrument.library().lexicons().len()];
        let found = sentences.iter().flat_map(|sentence| &sentence.found);
        found.for_each(|found| matches[found.framing.index()] += 1);
        matches
    }

    /// What coders get to see of a unit.
    fn row(&self, read: &ReadDocument, place: usize) -> SheetRow {
        let document = read.document.id.to_string();
        let (id, before, text, after) = match self.args.units {
            SampleUnits::Sentences => {
                let before = place.checked_sub(1).map(|place| read.sentence(place)).unwrap_or_default();
                (format!("{document}#{}", place + 1), before, read.sentence(place), read.sentence(place + 1))
            }
            SampleUnits::Documents => {
                let text = read.document.text.get(read.document.from..).unwrap_or_default();
                (document.clone(), String::new(), text.trim().to_owned(), String::new())
            }
        };
        let (group, stratum, matches) = (String::new(), (String::new(), 0, 0), Vec::new());
        SheetRow { id, document, group, before, text, after, stratum, matches }
    }
}

/// What is drawn from one stratum.
struct Plan {
    size: u64,
    drawn: u64,
    /// How many units of it have come by.
    seen: u64,
    /// The places still to be drawn.
    places: VecDeque<u64>,
}

impl Plan {
    /// Whether the unit that comes by is drawn.
    fn takes(&mut self) -> bool {
        let takes = self.places.front() == Some(&self.seen);
        if takes {
            self.places.pop_front();
        }
        self.seen += 1;
        takes
    }
}
