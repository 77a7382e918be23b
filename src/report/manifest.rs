//! `manifest.json`: versions, hashes, settings, seed and counts. No clock and no absolute path, so that the same input
//! gives the same bytes.

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::corpus::{InputHash, hexadecimal};
use crate::lexicon::Library;
use crate::notice::Notice;
use crate::stats::Seed;
use crate::text::Analyzer;

/// Everything a run depends on.
#[derive(Debug, Serialize)]
pub struct Manifest {
    /// Version of this file's shape.
    pub schema: u32,
    /// The program's version.
    pub framelens: &'static str,
    /// How words are cut, folded and stemmed, with engine and version.
    pub analyzer: &'static str,
    /// What was asked for.
    pub settings: Settings,
    /// Every file read.
    pub inputs: Vec<InputHash>,
    /// Every lexicon used.
    pub lexicons: Vec<LexiconHash>,
    /// SHA-256 of each file of classes that rules and voices use, the built-in one first.
    pub classes: Vec<String>,
    /// What was kept at each stage.
    pub kept: Kept,
    /// The caveats, each as `code: text`.
    pub caveats: Vec<String>,
}

/// The settings that change results.
#[derive(Debug, Serialize)]
pub struct Settings {
    /// The key that groups are made by.
    pub group_by: String,
    /// How plain words match: `stem`, `word` or `case` whatever their terms say, or `term` for as they say.
    pub matching: &'static str,
    /// Which overlapping matches count.
    pub overlap: &'static str,
    /// The id column of tables.
    pub id_column: String,
    /// The text column of tables.
    pub text_column: String,
    /// What random numbers begin from.
    pub seed: u64,
}

/// A lexicon as it was used.
#[derive(Debug, Serialize)]
pub struct LexiconHash {
    /// The framing.
    pub framing: String,
    /// The file's version.
    pub version: String,
    /// Its terms.
    pub terms: usize,
    /// SHA-256 of the file, as `sha256sum` prints it.
    pub sha256: String,
}

/// What went in and what came out, stage by stage.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Kept {
    /// Files read.
    pub files: usize,
    /// Files passed over: endings that are not read, links that lead nowhere.
    pub files_passed_over: usize,
    /// Files that several inputs mean, read once.
    pub files_repeated: usize,
    /// Documents read.
    pub documents: usize,
    /// Those without a word.
    pub empty_documents: usize,
    /// Groups.
    pub groups: usize,
    /// Sentences.
    pub sentences: u64,
    /// Words.
    pub tokens: u64,
    /// Matches.
    pub matches: u64,
    /// Those in quotation marks.
    pub quoted: u64,
    /// Those negated.
    pub negated: u64,
    /// Those of contested terms.
    pub contested: u64,
}

impl Manifest {
    /// The manifest of a run.
    pub fn new(settings: Settings, inputs: Vec<InputHash>, library: &Library, kept: Kept, notices: &[Notice]) -> Self {
        Self {
            schema: 1,
            framelens: env!("CARGO_PKG_VERSION"),
            analyzer: Analyzer::FINGERPRINT,
            settings,
            inputs,
            lexicons: lexicons(library),
            classes: library.classes_read().iter().map(|source| hash(source.text())).collect(),
            kept,
            caveats: notices.iter().map(|notice| format!("{}: {notice}", notice.code())).collect(),
        }
    }

    /// The file's bytes.
    ///
    /// # Errors
    /// Never in practice: every field can be written as JSON.
    pub fn to_json(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

impl Settings {
    /// The seed of every run that names none.
    pub const SEED: Seed = Seed(20_260_101);
}

fn hash(text: &str) -> String {
    hexadecimal(&Sha256::digest(text.as_bytes()))
}

fn lexicons(library: &Library) -> Vec<LexiconHash> {
    library
        .lexicons()
        .iter()
        .map(|lexicon| LexiconHash {
            framing: lexicon.id.to_string(),
            version: lexicon.version.clone(),
            terms: lexicon.terms.len(),
            sha256: hash(lexicon.source.text()),
        })
        .collect()
}
