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
