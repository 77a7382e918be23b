//! What can be typed after several commands: texts, groups, lexicons.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use framelens::corpus::{Columns, Corpus, GroupKey, Input};
use framelens::lexicon::{LibraryError, Matching};
use framelens::matching::{Instrument, Options, Overlap};
use framelens::parallel::{Threads, both};

use crate::failure::Failure;

/// Where the texts are and how tables are read.
#[derive(Debug, Args)]
pub struct CorpusArgs {
    /// Files, folders, patterns in quotes, or - for one document on standard input [default: corpus]
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub columns: ColumnArgs,
}

/// Where a table has what.
#[derive(Debug, Args)]
pub struct ColumnArgs {
    /// The column of a table (or key of JSON Lines) that names a document
    #[arg(long, value_name = "NAME", default_value = "id", help_heading = "Corpus")]
    id_column: String,
    /// The column of a table (or key of JSON Lines) that holds the text
    #[arg(long, value_name = "NAME", default_value = "text", help_heading = "Corpus")]
    text_column: String,
}

impl ColumnArgs {
    pub fn columns(&self) -> Columns {
        Columns { id: self.id_column.clone(), text: self.text_column.clone() }
    }
}

/// What groups are made by.
#[derive(Debug, Args)]
pub struct GroupArgs {
    /// The metadata that groups are made by [default: group]
    #[arg(long, value_name = "KEY", help_heading = "Corpus")]
    group_by: Option<String>,
}

impl GroupArgs {
    /// The key to group by, and whether it was asked for.
    pub fn key(&self) -> (GroupKey, bool) {
        self.group_by.clone().map_or((GroupKey::default(), false), |key| (GroupKey(key), true))
    }
}

impl CorpusArgs {
    pub fn inputs(&self) -> Vec<Input> {
        if self.inputs.is_empty() {
            return vec![Input::Path(PathBuf::from("corpus"))];
        }
        let of = |path: &PathBuf| if path.as_os_str() == "-" { Input::Stdin } else { Input::Path(path.clone()) };
        self.inputs.iter().map(of).collect()
    }
}

/// What is looked for, and with how many threads.
#[derive(Debug, Args)]
pub struct InstrumentArgs {
    /// A lexicon, a folder of them, or the word built-in; may be given several times
    #[arg(long, value_name = "PATH", default_value = framelens::lexicon::BUILT_IN, help_heading = "Lexicons")]
    pub lexicons: Vec<PathBuf>,
    /// How the plain words of all lexicons meet the text, whatever their terms say
    #[arg(long = "match", value_enum, value_name = "HOW", help_heading = "Lexicons")]
    matching: Option<WordMatching>,
    /// Which overlapping matches count: the longest of each framing, or also none that longer ones of others cover
    #[arg(long, value_enum, value_name = "WHERE", default_value = "within-framing", help_heading = "Lexicons")]
    overlap: OverlapChoice,
    /// Threads to work with, 0 for as many as there are; results do not depend on it
    #[arg(short = 'j', long, value_name = "N", default_value = "0", value_parser = threads, allow_negative_numbers = true, help_heading = "Work")]
    pub threads: Threads,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum WordMatching {
    Stem,
    Word,
    Case,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum OverlapChoice {
    WithinFraming,
    AcrossFramings,
}

impl InstrumentArgs {
    /// Reads and compiles the lexicons, for as long as the program runs: to take their hundred thousand parts down one by one
    /// before it ends would take a tenth of the time of reading them.
    pub fn load(&self) -> Result<&'static Instrument, LibraryError> {
        let matching = self.matching.map(|how| match how {
            WordMatching::Stem => Matching::Stem,
            WordMatching::Word => Matching::Word,
            WordMatching::Case => Matching::Case,
        });
        let overlap = match self.overlap {
            OverlapChoice::WithinFraming => Overlap::WithinFraming,
            OverlapChoice::AcrossFramings => Overlap::AcrossFramings,
        };
        let instrument = Instrument::load_with(&self.lexicons, Options { matching, overlap })?;
        Ok(Box::leak(Box::new(instrument)))
    }

    /// The same, while the files of a corpus are looked for.
    pub fn load_with(&self, corpus: &CorpusArgs) -> Result<(&'static Instrument, Corpus), Failure> {
        let open = || Corpus::open(&corpus.inputs(), corpus.columns.columns(), None);
        let (instrument, corpus) = both(self.threads, || self.load(), open);
        Ok((instrument?, corpus?))
    }
}

fn threads(text: &str) -> Result<Threads, String> {
    let wrong = || format!("a number from 0 to {}", Threads::MOST);
    match text.parse::<usize>() {
        Ok(0) => Ok(Threads::available()),
        Ok(number) => Threads::new(number).ok_or_else(wrong),
        Err(_) => Err(wrong()),
    }
}
