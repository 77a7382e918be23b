//! What can be typed after `framelens lexicon`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

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
  framelens lexicon list --lexicons my-framing.toml
      Those of a file or folder of your own.")]
    List {
        /// A lexicon, a folder of them, or the word built-in
        #[arg(long, value_name = "PATH", default_value = framelens::lexicon::BUILT_IN)]
        lexicons: Vec<PathBuf>,
    },
    /// Show one framing whole: its definition, its rules, its terms
    #[command(after_long_help = "\
Examples:
  framelens lexicon show peacebuilding
  framelens lexicon show my-framing --lexicons my-framing.toml")]
    Show {
        /// The framing
        #[arg(value_name = "ID")]
        id: String,
        /// A lexicon, a folder of them, or the word built-in
        #[arg(long, value_name = "PATH", default_value = framelens::lexicon::BUILT_IN)]
        lexicons: Vec<PathBuf>,
    },
    Lint(LintArgs),
    Convert(ConvertArgs),
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

/// Carry a lexicon to or from the format of another program
///
/// What cannot be carried is listed with its line and its reason. Any command reads such a file directly with --lexicons;
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
    /// The file to write, its format told by its ending; a folder for TOML files
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
