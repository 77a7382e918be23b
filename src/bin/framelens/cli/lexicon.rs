//! What can be typed after `framelens lexicon`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use framelens::corpus::Input;

use super::{ColumnArgs, GroupArgs};

/// See and check lexicons
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub struct LexiconArgs {
    #[command(subcommand)]
    pub command: LexiconCommand,
}

#[derive(Debug, Subcommand)]
pub enum LexiconCommand {
    /// List the framings
    #[command(after_long_help = "\
Examples:
  framelens lexicon list
      The framings built in, family by family.
  framelens lexicon list my-framing.toml
      Those of a file or folder of your own.")]
    List {
        /// Lexicons, folders of them, or the word built-in
        #[arg(value_name = "PATH", conflicts_with = "lexicons")]
        paths: Vec<PathBuf>,
        /// A lexicon, a folder of them, or the word built-in
        #[arg(long, value_name = "PATH", default_value = framelens::lexicon::BUILT_IN)]
        lexicons: Vec<PathBuf>,
    },
    /// Show one framing whole: its definition, its coding rules, its terms with their sources and conditions, its examples
    #[command(after_long_help = "\
Examples:
  framelens lexicon show peacebuilding
  framelens lexicon show my-framing.toml
      One of your own; of a folder, all.")]
    Show {
        /// The framing, or a file or folder of your own
        #[arg(value_name = "ID")]
        id: String,
        /// A lexicon, a folder of them, or the word built-in
        #[arg(long, value_name = "PATH", default_value = framelens::lexicon::BUILT_IN)]
        lexicons: Vec<PathBuf>,
    },
    Lint(LintArgs),
    Convert(ConvertArgs),
    Audit(AuditArgs),
    Suggest(SuggestArgs),
    Diff(DiffArgs),
    /// Run the examples and near misses of lexicons as tests; exit 1 when one fails
    #[command(after_long_help = "\
Examples:
  framelens lexicon test
      The lexicons built in.
  framelens lexicon test my-framing.toml
      One file.")]
    Test {
        /// Lexicons, folders of them, or the word built-in
        #[arg(value_name = "PATH", default_value = framelens::lexicon::BUILT_IN)]
        paths: Vec<PathBuf>,
    },
}

/// The texts that lexicons are tried on.
#[derive(Debug, Args)]
pub struct OnArgs {
    /// Files, folders, or patterns in quotes
    #[arg(long = "on", value_name = "INPUT", required = true, num_args = 1.., help_heading = "Corpus")]
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub columns: ColumnArgs,
    #[command(flatten)]
    pub group: GroupArgs,
}

impl OnArgs {
    pub fn inputs(&self) -> Vec<Input> {
        self.inputs.iter().cloned().map(Input::Path).collect()
    }
}

/// See what each term really catches in some texts, the most doubtful first
///
/// Doubts: joined (its stem joins other words), dominant (it has at least half of its framing's matches, beside other terms), overlap (most of its
/// matches share words with another framing's), near-miss (other endings of it, or rarer words one letter away, that no pattern
/// of the framing would catch), dead (it catches nothing). Those of wrong matches come first, then those of missed ones, each with how many words they concern. Terms
/// that are only dead are counted, and named in the table of --out.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  framelens lexicon audit built-in --on corpus
      The doubtful terms of the lexicons built in, on the sample corpus.
  framelens lexicon audit lexicons/security.toml --on corpus --out audit
      One lexicon; every term in audit/audit.csv, its reach by group in audit/audit-coverage.csv.")]
pub struct AuditArgs {
    /// A lexicon, a folder of them, or the word built-in
    #[arg(value_name = "LEXICON")]
    pub lexicon: PathBuf,
    #[command(flatten)]
    pub on: OnArgs,
    /// So many terms are shown
    #[arg(short = 'n', long, value_name = "N", default_value = "12", help_heading = "Output")]
    pub number: usize,
    /// The folder for the tables of all terms and of coverage
    #[arg(short, long, value_name = "FOLDER", help_heading = "Output")]
    pub out: Option<PathBuf>,
}

/// See which words that no term catches keep company with a framing
///
/// Words and phrases that sentences with a match of the framing have more often than others, outside of the matches. They are
/// for an author to accept or refuse: a companion is no synonym.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  framelens lexicon suggest built-in --on corpus --framing humanitarian
      Words that keep company with one framing.
  framelens lexicon suggest built-in --on corpus --out candidates.toml
      Those of every framing, as entries to be accepted or refused.")]
pub struct SuggestArgs {
    /// A lexicon, a folder of them, or the word built-in
    #[arg(value_name = "LEXICON")]
    pub lexicon: PathBuf,
    #[command(flatten)]
    pub on: OnArgs,
    /// One framing only
    #[arg(long, value_name = "ID")]
    pub framing: Option<String>,
    /// So many for each framing
    #[arg(short = 'n', long, value_name = "N", default_value = "10")]
    pub number: usize,
    /// In so many sentences with a match at least
    #[arg(long, value_name = "N", default_value = "3")]
    pub sentences: u64,
    /// In so many documents at least
    #[arg(long, value_name = "N", default_value = "3")]
    pub documents: u64,
    /// A new .toml file of candidates, or a table (.csv, .parquet or .jsonl)
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub out: Option<PathBuf>,
}

/// See what a change of lexicons changes
///
/// Terms added, removed and changed; on texts also the documents and comparisons that move, the largest change first, and the terms
/// that move them. The changes of the terms add up to the change of the whole. Comparisons that point the other way stand apart from
/// those that become unclear, or clear.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  framelens lexicon diff built-in lexicons
      Nothing: they are the same.
  framelens lexicon diff built-in lexicons --on corpus --out moved.csv
      The same on texts, with every change by document and term as a table.")]
pub struct DiffArgs {
    /// Lexicons as they were: a file, a folder, or the word built-in
    #[arg(value_name = "OLD")]
    pub old: PathBuf,
    /// Lexicons as they are
    #[arg(value_name = "NEW")]
    pub new: PathBuf,
    /// Files, folders, or patterns in quotes
    #[arg(long = "on", value_name = "INPUT", num_args = 1.., help_heading = "Corpus")]
    pub inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub columns: ColumnArgs,
    /// So many documents, and comparisons of each kind, are shown
    #[arg(short = 'n', long, value_name = "N", default_value = "10", help_heading = "Output")]
    pub number: usize,
    /// The table of all changes by document and term (.csv, .parquet or .jsonl)
    #[arg(short, long, value_name = "FILE", requires = "inputs", help_heading = "Output")]
    pub out: Option<PathBuf>,
}

/// Carry a lexicon to or from the format of another program
///
/// What cannot be carried is listed with its line, by reason, what changes counts most first. Any command reads such a file directly with --lexicons;
/// converting it is for keeping and completing it.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  framelens lexicon convert lexicons peace.yml
      The lexicons of a folder, for quanteda.
  framelens lexicon convert words.dic my-lexicons
      A LIWC dictionary as TOML files, one a category, in a new folder.
  framelens lexicon convert built-in words.txt --to vbpro
      The lexicons built in, the format named.")]
pub struct ConvertArgs {
    /// A dictionary of another program; or a lexicon, a folder of them, or the word built-in
    #[arg(value_name = "IN")]
    pub input: PathBuf,
    /// A new file, its format told by its ending; a folder for TOML files
    #[arg(value_name = "OUT")]
    pub out: PathBuf,
    /// The format of IN, where its content does not tell
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub from: Option<DictionaryFormat>,
    /// The format of OUT, where its ending does not tell
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub to: Option<DictionaryFormat>,
    /// The encoding of IN, where it is not UTF-8
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// Leave out the one outermost category that holds all others, as Yoshikoder has it
    #[arg(long)]
    pub strip_root: bool,
    /// Leave low lines of WordStat as they are, instead of reading them as spaces
    #[arg(long)]
    pub keep_low_lines: bool,
}

/// The formats of dictionaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DictionaryFormat {
    /// Our own
    Toml,
    /// LIWC 2001 to 2015 (.dic)
    Liwc,
    /// LIWC-22 (.dicx)
    Dicx,
    /// quanteda (.yml, .yaml)
    #[value(alias = "quanteda")]
    Yaml,
    /// Yoshikoder (.ykd, .lcd)
    Yoshikoder,
    /// WordStat (.cat)
    Wordstat,
    /// Lexicoder (.lc3)
    Lexicoder,
    /// VBPro (.vbpro)
    Vbpro,
    /// Terms and categories in columns (.csv)
    Csv,
    /// The same, parted by tabs (.tsv)
    Tsv,
    /// Names, lists, and names within (.json)
    Json,
}

/// Check lexicons as far as that needs no corpus; exit 1 when there are errors
///
/// Every finding has a stable code, which lexicons/README.md explains. L000, L001 and L002 are errors, the others warnings.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  framelens lexicon lint
      The lexicons built in.
  framelens lexicon lint lexicons/peacebuilding.toml
      One file.
  framelens lexicon lint lexicons --format sarif
      For the code host of a repository of lexicons.")]
pub struct LintArgs {
    /// Lexicons, folders of them, or the word built-in
    #[arg(value_name = "PATH", default_value = framelens::lexicon::BUILT_IN)]
    pub paths: Vec<PathBuf>,
    /// Exit 1 when there are warnings too
    #[arg(long)]
    pub strict: bool,
    /// Mend in the files what can be mended without changing a count but by a spelling that was missing
    #[arg(long)]
    pub fix: bool,
    /// How findings are written
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    pub format: LintFormat,
}

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LintFormat {
    Text,
    Json,
    /// SARIF 2.1.0
    Sarif,
}
