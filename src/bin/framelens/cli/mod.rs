//! What can be typed.

mod lexicon;
mod shared;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use framelens::table::Format;

pub use lexicon::{
    AuditArgs, ConvertArgs, DictionaryFormat, DiffArgs, LexiconArgs, LexiconCommand, LintArgs, LintFormat, OnArgs,
    SuggestArgs,
};
pub use shared::{ColumnArgs, CorpusArgs, GroupArgs, InstrumentArgs};

/// Compares how texts frame a matter, with the evidence behind every number.
///
/// framelens counts the vocabulary of framings (peacebuilding, anti-imperialism, direct action and ten more) in a corpus,
/// and writes comparison tables and charts. It measures words. It judges no text, author or side.
#[derive(Debug, Parser)]
#[command(name = "framelens", version, max_term_width = 80, after_help = EXIT_CODES)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub global: Global,
}

const EXIT_CODES: &str = "\
Examples:
  framelens analyze corpus
      Compare the texts of a folder.
  framelens evidence corpus --framing peacebuilding
      Read every match of a framing.

Exit codes: 0 done, 1 done and there are findings (lexicon lint, lexicon test), 2 could not be done, 128 and a signal's number when one ended it.";

#[derive(Debug, Args)]
pub struct Global {
    /// Say nothing on standard error but errors
    #[arg(short, long, global = true, help_heading = "Screen")]
    pub quiet: bool,
    /// When to use colour
    #[arg(long, global = true, value_enum, default_value = "auto", value_name = "WHEN", help_heading = "Screen")]
    pub color: Color,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    /// Sets it for all that is printed from now on. A flag beats the environment.
    pub fn apply(self) {
        let choice = match self {
            Self::Auto => return,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
    }
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Analyze(AnalyzeArgs),
    Score(ScoreArgs),
    Merge(MergeArgs),
    #[command(visible_alias = "kwic")]
    Evidence(EvidenceArgs),
    Lexicon(LexiconArgs),
    Sample(SampleArgs),
    Validate(ValidateArgs),
}

/// Compare the texts of a corpus: a table on the screen, tables and charts in a folder
///
/// Reads every text once, prints one table (words, matches, leading framings with rates per 1,000 words and 95 %
/// intervals, and the framing that sets each text apart), and writes corpus, scores, terms, evidence, comparison and
/// similarity tables, a manifest and five charts.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  framelens analyze corpus
      The sample corpus: tables and charts go to reports/.
  framelens analyze corpus --group-by voice --out reports/voices
      The same, with the documents grouped by another key of corpus.toml.
  framelens analyze 'corpus/halden-*.txt' --format csv,parquet --svg
      Some of the texts; tables in two formats, charts as PNG and SVG.
  framelens analyze - < corpus/halden-berth-nine.txt
      One text from standard input.")]
pub struct AnalyzeArgs {
    #[command(flatten)]
    pub corpus: CorpusArgs,
    /// Tallies that `framelens score --tally` wrote, instead of documents
    #[arg(long, value_name = "FILE", conflicts_with = "inputs", help_heading = "Corpus")]
    pub tally: Vec<PathBuf>,
    #[command(flatten)]
    pub group: GroupArgs,
    #[command(flatten)]
    pub instrument: InstrumentArgs,
    /// The folder to write to
    #[arg(short, long, value_name = "DIR", default_value = "reports", help_heading = "Output")]
    pub out: PathBuf,
    /// Formats of the tables, several joined by commas
    #[arg(long, value_enum, value_delimiter = ',', default_value = "csv", help_heading = "Output")]
    pub format: Vec<TableFormat>,
    /// Write the charts as SVG too
    #[arg(long, help_heading = "Output")]
    pub svg: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum TableFormat {
    Csv,
    Parquet,
    /// JSON Lines
    Json,
}

impl From<TableFormat> for Format {
    fn from(format: TableFormat) -> Self {
        match format {
            TableFormat::Csv => Self::Csv,
            TableFormat::Parquet => Self::Parquet,
            TableFormat::Json => Self::Json,
        }
    }
}

/// Print the scores table: a row for each document and framing
///
/// Documents are read one by one and their rows written as they come, in the order of the input, so a corpus of any size
/// fits.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  framelens score corpus
      CSV on standard output.
  framelens score corpus --out scores.parquet
      Parquet, by the ending of the file; .csv and .jsonl likewise.
  framelens score speeches.csv --id-column name --text-column speech
      A table with a document a row.
  framelens score corpus --out scores.csv --evidence evidence.csv
      Every match with its sentence too.")]
pub struct ScoreArgs {
    #[command(flatten)]
    pub corpus: CorpusArgs,
    #[command(flatten)]
    pub group: GroupArgs,
    #[command(flatten)]
    pub instrument: InstrumentArgs,
    /// A .csv, .parquet or .jsonl file, or - for standard output
    #[arg(short, long, value_name = "FILE", default_value = "-", help_heading = "Output")]
    pub out: PathBuf,
    /// Write the evidence table too, to a .csv or .jsonl file
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub evidence: Option<PathBuf>,
    /// Write what was counted too, for `framelens merge` and `framelens analyze --tally`
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub tally: Option<PathBuf>,
}

/// Put tallies of parts together: the bytes that counting the whole would give
///
/// Each part was counted with `framelens score PART --tally FILE`, by the same version with the same lexicons, on any
/// machine. Intervals merge exactly, since a tally holds the sums that they are made from.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  framelens score january.jsonl --tally january.tally --out january.csv
  framelens merge january.tally february.tally --out year.tally
  framelens analyze --tally year.tally
      Tables and charts of all of it, without reading a text again.")]
pub struct MergeArgs {
    /// Tallies
    #[arg(value_name = "TALLY", required = true)]
    pub tallies: Vec<PathBuf>,
    /// The file to write
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub out: PathBuf,
}

/// Show every match in its sentence: the concordance
///
/// On a terminal the matches stand below one another, highlighted. With --out, the evidence table.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  framelens evidence corpus --framing peacebuilding
      Every match of one framing.
  framelens evidence corpus --term envoy --document 'tessaly-*'
      One term in some documents.
  framelens evidence corpus --framing repression --context sentence
      Whole sentences.
  framelens evidence corpus --out evidence.csv
      All of it as a table.")]
pub struct EvidenceArgs {
    #[command(flatten)]
    pub corpus: CorpusArgs,
    #[command(flatten)]
    pub instrument: InstrumentArgs,
    /// Only this framing
    #[arg(long, value_name = "ID", help_heading = "Choice")]
    pub framing: Option<String>,
    /// Only terms whose pattern has this in it
    #[arg(long, value_name = "PATTERN", help_heading = "Choice")]
    pub term: Option<String>,
    /// Only this document; * stands for any characters
    #[arg(long, value_name = "ID", help_heading = "Choice")]
    pub document: Option<String>,
    /// How much of the text to show on either side: so many characters, or the whole sentence
    #[arg(long, value_name = "sentence|N", default_value = "36", value_parser = context, help_heading = "Output")]
    pub context: Context,
    /// Write the evidence table to a .csv, .parquet or .jsonl file instead, or to - as CSV
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub out: Option<PathBuf>,
}

/// Draw sentences for people to code
///
/// Writes sheet.csv, in which coders put 1 or 0 for each framing, codebook.md, which says what each framing is, and
/// key.csv, which says how each sentence was drawn and what was found in it: keep it from the coders. About a third of the
/// sheet has no match; the rest is spread over framings, numbers of matches and documents. Then framelens validate reads
/// sheet and key.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  framelens sample corpus -n 120
      120 sentences of the sample corpus: sheet, codebook and key go to coding/.
  framelens sample corpus -n 120 --seed 7 --group-by voice --out coding/other
      Other ones, with the groups of another key.")]
pub struct SampleArgs {
    #[command(flatten)]
    pub corpus: CorpusArgs,
    #[command(flatten)]
    pub group: GroupArgs,
    #[command(flatten)]
    pub instrument: InstrumentArgs,
    /// What is drawn
    #[arg(long, value_enum, default_value = "sentences", value_name = "WHAT", help_heading = "Sample")]
    pub units: SampleUnits,
    /// How many
    #[arg(short, long, value_name = "N", default_value = "200", value_parser = clap::value_parser!(u64).range(1..), help_heading = "Sample")]
    pub number: u64,
    /// What random numbers begin from
    #[arg(long, value_name = "N", default_value_t = framelens::report::Settings::SEED.0, help_heading = "Sample")]
    pub seed: u64,
    /// The folder to write to
    #[arg(short, long, value_name = "DIR", default_value = "coding", help_heading = "Output")]
    pub out: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SampleUnits {
    Sentences,
    /// Whole documents
    Documents,
}

/// Compare the matches with what people coded
///
/// Reads codes (a row a passage, a column a framing, 1 or 0 in each cell; one file a coder) and the text of each passage,
/// and prints for each framing precision, recall, F1, MCC and Krippendorff's alpha. With --out also which terms give
/// false matches, what missed passages have in common, agreement by the number of matches, and a chart.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  framelens validate coder-a.csv coder-b.csv --text sentences.csv
      Two coders, and the sentences they coded (columns id and text).
  framelens validate coder-a.csv --text sentences.csv --lexicons my-framing.toml
      A lexicon of your own; framings without codes or lexicon are left out.
  framelens validate coder-a.csv --text sentences.csv --out reports/validation
      Tables and a chart too.
  framelens validate coding/sheet.csv --key coding/key.csv
      A sheet that framelens sample wrote, once it is filled in: also the share of sentences that use each framing.")]
pub struct ValidateArgs {
    /// Files of codes, one a coder
    #[arg(value_name = "CODES", required = true)]
    pub codes: Vec<PathBuf>,
    /// The texts of the passages coded [default: the column text of the first file of codes]
    #[arg(long, value_name = "FILE", help_heading = "Corpus")]
    pub text: Option<PathBuf>,
    /// The key.csv that framelens sample wrote: shares of the whole corpus are corrected by the codes
    #[arg(long, value_name = "FILE", conflicts_with = "at_least", help_heading = "Corpus")]
    pub key: Option<PathBuf>,
    /// The column (or key of JSON Lines) that names a passage
    #[arg(long, value_name = "NAME", default_value = "id", help_heading = "Corpus")]
    pub id_column: String,
    /// The column (or key of JSON Lines) that holds the text
    #[arg(long, value_name = "NAME", default_value = "text", help_heading = "Corpus")]
    pub text_column: String,
    /// So many matches in a passage say that it uses the framing
    #[arg(long, value_name = "N", default_value = "1", value_parser = clap::value_parser!(u16).range(1..=100), help_heading = "Comparison")]
    pub at_least: u16,
    #[command(flatten)]
    pub instrument: InstrumentArgs,
    /// A folder for tables and the chart
    #[arg(short, long, value_name = "DIR", help_heading = "Output")]
    pub out: Option<PathBuf>,
    /// Formats of the tables, several joined by commas
    #[arg(long, value_enum, value_delimiter = ',', default_value = "csv", help_heading = "Output")]
    pub format: Vec<TableFormat>,
    /// Write the chart as SVG too
    #[arg(long, help_heading = "Output")]
    pub svg: bool,
}

/// How much is shown around a match.
#[derive(Clone, Copy, Debug)]
pub enum Context {
    Characters(usize),
    Sentence,
}

fn context(text: &str) -> Result<Context, String> {
    match (text, text.parse()) {
        ("sentence", _) => Ok(Context::Sentence),
        (_, Ok(characters)) if (1..=500).contains(&characters) => Ok(Context::Characters(characters)),
        _ => Err("the word sentence, or a number of characters from 1 to 500".to_owned()),
    }
}
