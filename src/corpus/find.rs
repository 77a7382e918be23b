//! Which files do the inputs mean?

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use walkdir::WalkDir;

use super::CorpusError;
use crate::source::ReadError;

/// Where texts come from, as given on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file, a folder or a pattern.
    Path(PathBuf),
    /// One document on standard input.
    Stdin,
}

/// A file to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its path as given, or below the folder given.
    pub path: PathBuf,
    /// What ids are relative to.
    pub base: PathBuf,
    /// What it holds.
    pub kind: Kind,
    /// Whether a link may stand there in place of a file.
    pub may_be_link: bool,
}

/// What a file holds, by its ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One document.
    Text,
    /// One document, perhaps with front matter.
    Markdown,
    /// A document a row, with the separator if the ending tells it.
    Rows(Option<u8>),
    /// A document a line.
    JsonLines,
    /// A document a row, in columns.
    Parquet,
}

/// What was found, and what was passed over.
#[derive(Debug, Default)]
pub struct Search {
    /// The files in the order of the inputs, those of a folder sorted; none twice.
    pub files: Vec<Found>,
    /// Whether standard input is among the inputs.
    pub stdin: bool,
    /// Files passed over because of their ending, counted by it.
    pub passed_over: BTreeMap<String, usize>,
    /// Which of the files several inputs mean.
    pub repeated: BTreeSet<usize>,
    /// Folders that were given whole.
    pub whole: BTreeSet<PathBuf>,
    /// By its true path, which of the files it is.
    places: HashMap<OsString, usize>,
}

impl Search {
    /// Whether one of the files has this true path.
    pub fn has(&self, path: &Path) -> bool {
        self.places.contains_key(path.as_os_str())
    }
}

/// The true paths of folders, each asked for once: a folder may hold a million files.
#[derive(Default)]
struct Folders(HashMap<PathBuf, Option<PathBuf>>);

impl Folders {
    fn of(&mut self, folder: &Path) -> Option<&Path> {
        if !self.0.contains_key(folder) {
            let there = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            self.0.insert(folder.to_owned(), std::fs::canonicalize(there).ok());
        }
        self.0.get(folder)?.as_deref()
    }

    /// The true path of a file, or its path as given where that cannot be told.
    fn path_of(&mut self, file: &Found) -> PathBuf {
        let whole = || std::fs::canonicalize(&file.path).unwrap_or_else(|_| file.path.clone());
        match (file.may_be_link, file.path.parent(), file.path.file_name()) {
            (false, Some(folder), Some(name)) => self.of(folder).map_or_else(whole, |folder| folder.join(name)),
            _ => whole(),
        }
    }
}

impl Kind {
    /// By the ending of a path; `None` when it is not one that is read.
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "txt" => Some(Self::Text),
            "md" => Some(Self::Markdown),
            "csv" => Some(Self::Rows(None)),
            "tsv" => Some(Self::Rows(Some(b'\t'))),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            "parquet" | "pq" => Some(Self::Parquet),
            _ => None,
        }
    }
}

/// Finds the files that the inputs mean, but for what lies in `output`. A file that several inputs mean gets its id from
/// the outermost folder, so that the order of the inputs has no say.
pub(super) fn find(inputs: &[Input], output: Option<&Path>) -> Result<Search, CorpusError> {
    let mut search = Search::default();
    let output = output.and_then(|output| std::fs::canonicalize(output).ok());
    let mut folders = Folders::default();
    for input in inputs {
        let Input::Path(path) = input else {
            search.stdin = true;
            continue;
        };
        let itself = std::fs::canonicalize(path).ok() == output;
        let apart = output.as_deref().filter(|_| path.is_dir() && !itself);
        for file in meant(path, &mut search)? {
            let folder = file.path.parent().filter(|_| apart.is_some());
            if folder.is_some_and(|folder| folders.of(folder) == apart) {
                continue;
            }
            match search.places.entry(folders.path_of(&file).into_os_string()) {
                Entry::Vacant(place) => {
                    place.insert(search.files.len());
                    search.files.push(file);
                }
                Entry::Occupied(place) => {
                    search.repeated.insert(*place.get());
                    let known = &mut search.files[*place.get()];
                    let whole = |path: &Path| std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
                    let base = |file: &Found| {
                        whole(if file.base.as_os_str().is_empty() { Path::new(".") } else { &file.base })
                    };
                    let depth = |file: &Found| (base(file).components().count(), file.path.clone());
                    if depth(&file) < depth(known) {
                        *known = file;
                    }
                }
            }
        }
    }
    if search.files.is_empty() && !search.stdin {
        return Err(nothing_found(inputs, &search.passed_over));
    }
    Ok(search)
}

/// The files that one input means.
fn meant(path: &Path, search: &mut Search) -> Result<Vec<Found>, CorpusError> {
    let unreadable = |cause| ReadError::Io { name: path.display().to_string(), cause };
    if path.is_dir() {
        search.whole.insert(path.to_owned());
        return walk(path, None, &mut search.passed_over);
    }
    if path.try_exists().map_err(unreadable)? {
        let kind = Kind::of(path).ok_or_else(|| CorpusError::Ending { path: path.display().to_string() })?;
        let base = path.parent().unwrap_or(Path::new("")).to_owned();
        return Ok(vec![Found { path: path.to_owned(), base, kind, may_be_link: true }]);
    }
    if !is_pattern(path) {
        return Err(CorpusError::Missing { path: path.display().to_string(), nearest: nearest(path) });
    }
    let (base, pattern) = pattern(path)?;
    if base.is_dir() { walk(&base, Some(&pattern), &mut search.passed_over) } else { Ok(Vec::new()) }
}

fn nothing_found(inputs: &[Input], passed_over: &BTreeMap<String, usize>) -> CorpusError {
    let names: Vec<String> = inputs
        .iter()
        .filter_map(|input| match input {
            Input::Path(path) => Some(format!("`{}`", path.display())),
            Input::Stdin => None,
        })
        .collect();
    let counted: Vec<String> = passed_over.iter().map(|(ending, files)| format!("{files} {ending}")).collect();
    let there = if counted.is_empty() { String::new() } else { format!("; what is there: {}", counted.join(", ")) };
    CorpusError::NothingFound { inputs: names.join(", "), there }
}

/// Every readable file below a folder (that a pattern meets, if there is one), sorted by path. Hidden files and the
/// README and LICENSE of a folder are no texts of a corpus.
fn walk(
    folder: &Path,
    pattern: Option<&GlobMatcher>,
    passed_over: &mut BTreeMap<String, usize>,
) -> Result<Vec<Found>, CorpusError> {
    let mut files = Vec::new();
    let hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
    let entries = WalkDir::new(folder).follow_links(true).sort_by_file_name();
    for entry in entries.into_iter().filter_entry(|entry| entry.depth() == 0 || !hidden(entry.file_name())) {
        let entry = match entry {
            Ok(entry) => entry,
            // A link that leads in a circle or nowhere is no reason to leave the rest unread.
            Err(error) if error.loop_ancestor().is_some() || error.path().is_some_and(Path::is_symlink) => {
                *passed_over.entry("by a link that leads nowhere".to_owned()).or_default() += 1;
                continue;
            }
            Err(error) => {
                // Where a link leads to what may not be read, only the folder that it was found below is known.
                let name = error.path().map_or_else(|| folder.join("..."), Path::to_owned).display().to_string();
                return Err(ReadError::Io { name, cause: error.into() }.into());
            }
        };
        let path = entry.path();
        if !entry.file_type().is_file() || pattern.is_some_and(|pattern| !pattern.is_match(path)) {
            continue;
        }
        if entry.file_name() == super::manifest::FILE {
            continue;
        }
        let name = entry.file_name().to_string_lossy().to_ascii_lowercase();
        // A `Corpus.toml` gives no metadata: it is named among what is not read.
        let about = name == super::manifest::FILE
            || pattern.is_none()
                && ["readme", "license", "licence"].iter().any(|about| name.split('.').next() == Some(about));
        match Kind::of(path).filter(|_| !about) {
            Some(kind) => files.push(Found {
                path: path.to_owned(),
                base: folder.to_owned(),
                kind,
                may_be_link: entry.path_is_symlink(),
            }),
            None if about => *passed_over.entry(entry.file_name().to_string_lossy().into_owned()).or_default() += 1,
            None => {
                let ending = path
                    .extension()
                    .map_or("without an ending".to_owned(), |ending| format!(".{}", ending.to_string_lossy()));
                *passed_over.entry(ending).or_default() += 1;
            }
        }
    }
    // By id, which is the path without its ending: `a-b.txt` comes after `a.txt`.
    files.sort_by_cached_key(|file| (file.path.with_extension("").to_string_lossy().into_owned(), file.path.clone()));
    Ok(files)
}

fn is_pattern(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '[', '{'])
}

/// The folder before the first part with a wildcard, and the whole as a pattern.
fn pattern(path: &Path) -> Result<(PathBuf, GlobMatcher), CorpusError> {
    let wild = |part: &Component<'_>| part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']);
    let base: PathBuf = path.components().take_while(|part| !wild(part)).collect();
    let base = if base.as_os_str().is_empty() { PathBuf::from(".") } else { base };
    // Built anew from its parts, so that `a//b` and `a/./b` are `a/b`.
    let path: PathBuf = path.components().collect();
    let text = path.to_string_lossy();
    let text = if base == Path::new(".") && !text.starts_with("./") { format!("./{text}") } else { text.into_owned() };
    let glob = GlobBuilder::new(&text).literal_separator(true).build();
    let matcher = glob
        .map_err(|error| CorpusError::Glob { pattern: path.display().to_string(), cause: error.kind().to_string() })?;
    Ok((base, matcher.compile_matcher()))
}

/// The name in the same folder that is most like it.
fn nearest(path: &Path) -> Option<String> {
    let parent = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    let wanted = path.file_name()?.to_string_lossy().into_owned();
    let names = std::fs::read_dir(&parent)
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()));
    let names = names.filter(|name| *name != wanted);
    let mut best: Vec<(f64, String)> = names
        .map(|name| (strsim::jaro_winkler(&wanted, &name), name))
        .filter(|(likeness, _)| *likeness >= 0.85)
        .collect();
    best.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let (_, name) = best.into_iter().next()?;
    Some(path.with_file_name(name).display().to_string())
}
