//! A corpus: the inputs of a run, read in order as parcels.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::CorpusError;
use super::ahead::{Ahead, Begun, is_whole};
use super::columnar::ColumnReader;
use super::find::{Found, Input, Kind, Search, find};
use super::jsonl::LineReader;
use super::manifest::Manifest;
use super::parcel::{Parcel, TextFile};
use super::rows::RowReader;
use crate::ids::DocId;
use crate::notice::Notice;
use crate::source::ReadError;

/// Which columns of a table are the id and the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// The id's.
    pub id: String,
    /// The text's.
    pub text: String,
}

impl Default for Columns {
    fn default() -> Self {
        Self { id: "id".to_owned(), text: "text".to_owned() }
    }
}

/// The inputs of a run, found and ready to be read.
#[derive(Debug)]
pub struct Corpus {
    search: Search,
    columns: Columns,
    manifests: BTreeMap<PathBuf, Manifest>,
}

/// What an input's bytes were, for the manifest.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct InputHash {
    /// Its path below the folder given.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// SHA-256 in hexadecimal, as `sha256sum` prints it.
    pub sha256: String,
}

impl Corpus {
    /// Finds the files that the inputs mean, and what their `corpus.toml` say. What lies in the folder `output` is not
    /// read, should it lie in a folder that is.
    ///
    /// # Errors
    /// When an input is not there, nothing readable is found, or a `corpus.toml` is at fault.
    pub fn open(inputs: &[Input], columns: Columns, output: Option<&Path>) -> Result<Self, CorpusError> {
        let search = find(inputs, output)?;
        let mut manifests = BTreeMap::new();
        for file in &search.files {
            for folder in folders(file) {
                if let Entry::Vacant(place) = manifests.entry(folder.to_owned()) {
                    place.insert(Manifest::of(folder)?);
                }
            }
        }
        Ok(Self { search, columns, manifests })
    }

    /// Everything there is to read, in order.
    pub fn parcels(&self) -> Parcels<'_> {
        Parcels { corpus: self, files: Ahead::new(&self.search.files), open: Open::Nothing, stdin: self.search.stdin }
    }

    /// How many bytes there are to read, as far as is known beforehand.
    pub fn bytes(&self) -> u64 {
        self.search.files.iter().filter_map(|file| Some(std::fs::metadata(&file.path).ok()?.len())).sum()
    }

    /// The hash of every file, by name. `base` of each is left out, so that no absolute path gets in.
    ///
    /// # Errors
    /// When a file can no longer be read.
    pub fn hashes(&self) -> Result<Vec<InputHash>, CorpusError> {
        let files = self.search.files.iter().map(|file| (file.path.clone(), file.base.clone()));
        let manifests = self.manifests.iter().filter(|(_, manifest)| !manifest.is_empty());
        let manifests = manifests.map(|(folder, _)| (folder.join(super::manifest::FILE), folder.clone()));
        let mut hashes =
            files.chain(manifests).map(|(path, base)| hash(&path, &base)).collect::<Result<Vec<_>, _>>()?;
        hashes.sort_by(|a, b| (&a.name, &a.sha256).cmp(&(&b.name, &b.sha256)));
        Ok(hashes)
    }

    /// How many files are read, how many are passed over, and how many several inputs mean.
    pub fn files(&self) -> (usize, usize, usize) {
        (self.search.files.len(), self.search.passed_over.values().sum(), self.search.repeated.len())
    }

    /// What was passed over without being an error.
    pub fn notices(&self) -> Vec<Notice> {
        let mut notices = Vec::new();
        if !self.search.passed_over.is_empty() {
            notices.push(Notice::PassedOver { files: self.search.passed_over.clone() });
        }
        if !self.search.repeated.is_empty() {
            notices.push(Notice::Repeated { files: self.search.repeated.len() });
        }
        let unmatched = self.unmatched();
        if !unmatched.is_empty() {
            notices.push(Notice::Unmatched { documents: unmatched });
        }
        notices
    }

    fn text_file(&self, begun: Begun<'_>) -> TextFile {
        let file = begun.found;
        let id = relative(&file.path, &file.base);
        let mut metadata = BTreeMap::new();
        for folder in folders(file) {
            if let Some(manifest) = self.manifests.get(folder) {
                metadata.extend(manifest.metadata(&relative(&file.path, folder)));
            }
        }
        let name = file.path.display().to_string();
        TextFile { name, id: DocId::new(&id), kind: file.kind, metadata, bytes: begun.read() }
    }

    /// Of a table in a folder that is none of texts, how to read the texts of the folder without it.
    fn or_its_texts(&self, mut error: CorpusError, table: &Found) -> CorpusError {
        if let (CorpusError::Column { texts, .. }, false) = (&mut error, table.may_be_link) {
            let beside = self.search.files.iter().filter(|file| file.base == table.base && is_whole(file));
            let endings: BTreeSet<&str> = beside.filter_map(|file| file.path.extension()?.to_str()).collect();
            let endings: Vec<&str> = endings.into_iter().collect();
            let pattern = match endings.as_slice() {
                [] => None,
                [ending] => Some(format!("**/*.{ending}")),
                several => Some(format!("**/*.{{{}}}", several.join(","))),
            };
            *texts = pattern.map(|pattern| table.base.join(pattern).display().to_string());
        }
        error
    }

    /// Documents that a `corpus.toml` names and that are not there, as far as its whole folder was given and holds no
    /// tables, whose rows may be meant.
    fn unmatched(&self) -> Vec<String> {
        let mut unmatched = Vec::new();
        let is_whole = |folder: &Path| folder.ancestors().any(|folder| self.search.whole.contains(folder));
        for (folder, manifest) in self.manifests.iter().filter(|(folder, _)| is_whole(folder)) {
            let files = || self.search.files.iter().filter(|file| file.path.starts_with(folder));
            if files().any(|file| matches!(file.kind, Kind::Rows(_) | Kind::JsonLines | Kind::Parquet)) {
                continue;
            }
            let there: BTreeSet<String> = files().map(|file| relative(&file.path, folder)).collect();
            unmatched.extend(manifest.ids().filter(|id| !there.contains(*id)).map(str::to_owned));
        }
        unmatched
    }

    /// A file must not be written that is read.
    ///
    /// # Errors
    /// When `path` is one of the inputs.
    pub fn keep(&self, path: &Path) -> Result<(), CorpusError> {
        let Ok(target) = std::fs::canonicalize(path) else { return Ok(()) };
        if self.search.has(&target) {
            return Err(CorpusError::Overwrite { path: path.display().to_string() });
        }
        Ok(())
    }
}

/// The folders whose `corpus.toml` may speak of a file: from the one given down to its own.
fn folders(file: &Found) -> Vec<&Path> {
    let mut folders: Vec<&Path> =
        file.path.ancestors().skip(1).take_while(|folder| folder.starts_with(&file.base)).collect();
    folders.reverse();
    folders
}

/// The path without its ending, relative to a folder, with slashes.
fn relative(path: &Path, folder: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path).with_extension("");
    let parts: Vec<String> = below.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    parts.join("/")
}

impl InputHash {
    /// The hash of a file, its name relative to `base`.
    ///
    /// # Errors
    /// When it can no longer be read.
    pub fn of(path: &Path, base: &Path) -> Result<Self, CorpusError> {
        hash(path, base)
    }
}

fn hash(path: &Path, base: &Path) -> Result<InputHash, CorpusError> {
    let io = |cause| ReadError::Io { name: path.display().to_string(), cause };
    let mut input = File::open(path).map_err(io)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    let mut bytes = 0;
    loop {
        let length = input.read(&mut buffer).map_err(io)?;
        if length == 0 {
            break;
        }
        hasher.update(&buffer[..length]);
        bytes += length as u64;
    }
    let name = path.strip_prefix(base).unwrap_or(path).to_string_lossy().replace('\\', "/");
    let sha256 = hexadecimal(&hasher.finalize());
    Ok(InputHash { name, bytes, sha256 })
}

/// A hash as `sha256sum` prints it.
pub fn hexadecimal(hash: &[u8]) -> String {
    use std::fmt::Write as _;
    hash.iter().fold(String::with_capacity(2 * hash.len()), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Reads a corpus parcel by parcel.
pub struct Parcels<'c> {
    corpus: &'c Corpus,
    files: Ahead<'c>,
    open: Open,
    stdin: bool,
}

enum Open {
    Nothing,
    Rows(Box<RowReader>),
    Lines(LineReader),
    Columns(Box<ColumnReader>),
}

impl Iterator for Parcels<'_> {
    type Item = Parcel;

    fn next(&mut self) -> Option<Parcel> {
        loop {
            let going_on = match &mut self.open {
                Open::Nothing => None,
                Open::Rows(reader) => reader.next().map(|rows| rows.map_or_else(Parcel::Broken, Parcel::Rows)),
                Open::Lines(reader) => reader.next().map(|lines| lines.map_or_else(Parcel::Broken, Parcel::Lines)),
                Open::Columns(reader) => reader.next().map(|rows| rows.map_or_else(Parcel::Broken, Parcel::Columns)),
            };
            if going_on.is_some() {
                return going_on;
            }
            self.open = Open::Nothing;
            let Some(begun) = self.files.next() else {
                return std::mem::take(&mut self.stdin).then(stdin);
            };
            let file = begun.found;
            let opened = match file.kind {
                Kind::Text | Kind::Markdown => return Some(Parcel::Files(self.text_files(begun))),
                Kind::Rows(separator) => RowReader::open(&file.path, separator, &self.corpus.columns)
                    .map(|reader| Open::Rows(Box::new(reader))),
                Kind::JsonLines => LineReader::open(&file.path, &self.corpus.columns).map(Open::Lines),
                Kind::Parquet => {
                    ColumnReader::open(&file.path, &self.corpus.columns).map(|reader| Open::Columns(Box::new(reader)))
                }
            };
            match opened {
                Ok(open) => self.open = open,
                Err(error) => return Some(Parcel::Broken(self.corpus.or_its_texts(error, file))),
            }
        }
    }
}

impl Parcels<'_> {
    /// A file that is a document and those after it, as many as make a parcel worth handing to another thread.
    fn text_files(&mut self, first: Begun<'_>) -> Vec<TextFile> {
        let mut files = Vec::new();
        let mut bytes = 0;
        let mut next = Some(first);
        while let Some(begun) = next {
            let file = self.corpus.text_file(begun);
            bytes += file.bytes.as_ref().map_or(0, Vec::len);
            files.push(file);
            let room = bytes < WORTHWHILE && files.len() < MOST_FILES;
            next = self.files.next_if(|found| room && is_whole(found));
        }
        files
    }
}

/// Files are put together until they have so many bytes: to hand one over costs as much as to count a few thousand.
const WORTHWHILE: usize = 1 << 16;
/// Or until there are so many.
const MOST_FILES: usize = 32;

fn stdin() -> Parcel {
    let mut bytes = Vec::new();
    match std::io::stdin().lock().read_to_end(&mut bytes) {
        Ok(_) => Parcel::Stdin(bytes),
        Err(cause) => Parcel::Broken(ReadError::Io { name: "standard input".to_owned(), cause }.into()),
    }
}
