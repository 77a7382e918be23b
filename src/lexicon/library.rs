//! All lexicons of a run, in the order of every table.

use std::path::{Path, PathBuf};

use super::exchange::{DecodeError, Format, Imported, Loss, LowLine, decode, framings};
use super::{Classes, Lexicon, Matching, format};
use crate::ids::{FamilyId, FramingId, FramingIx, TermId};
use crate::source::{Fault, ReadError, Source};
use crate::text::Analyzer;

/// The name that stands for the lexicons built into the program wherever a path to lexicons may stand.
pub const BUILT_IN: &str = "built-in";

/// Lexicons ordered by family (dialogue, systemic, contention, norms, context, then others by name) and id, whatever
/// the order in which they were given. Never empty.
#[derive(Clone, Debug)]
pub struct Library {
    lexicons: Vec<Lexicon>,
    classes: Classes,
    classes_read: Vec<Source>,
    losses: Vec<(String, Vec<Loss>)>,
}

/// Why the lexicons could not be had.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    /// A file or folder cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Files have faults; all are listed.
    #[error("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n\n"))]
    Faulty {
        /// Every fault found, in the order of the files.
        faults: Vec<Fault>,
    },
    /// A path holds no lexicon.
    #[error("no lexicon in `{path}`")]
    Empty {
        /// The path as given.
        path: String,
    },
    /// Of dictionaries of other programs, nothing can be looked for.
    #[error("nothing in `{path}` can be looked for\n  {}", some(losses))]
    Dropped {
        /// The path as given.
        path: String,
        /// Why, those of a line first.
        losses: Vec<Loss>,
    },
    /// More framings than can be told apart by number.
    #[error("{framings} framings are too many")]
    TooMany {
        /// So many.
        framings: usize,
    },
    /// A file that is written to and read from.
    #[error("`{path}` is an input: writing to it would destroy it")]
    Overwrite {
        /// The path as given.
        path: String,
    },
    /// The text of a dictionary of another program cannot be had.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// A file is in no format known here.
    #[error("`{path}` is neither a lexicon nor a dictionary in a format known here")]
    Unknown {
        /// The path as given.
        path: String,
    },
    /// Two files give one id.
    #[error("two lexicons have the id `{id}`: `{first}` and `{second}`")]
    Twice {
        /// The id.
        id: FramingId,
        /// One file.
        first: String,
        /// The other.
        second: String,
    },
}

/// Losses a line each, and how many more.
fn some(losses: &[Loss]) -> String {
    const SHOWN: usize = 3;
    let mut lines: Vec<String> = losses.iter().take(SHOWN).map(ToString::to_string).collect();
    if losses.len() > SHOWN {
        lines.push(format!("and {} more", losses.len() - SHOWN));
    }
    lines.join("\n  ")
}

impl LibraryError {
    /// A path gave no lexicon, and this of it was lost.
    pub fn empty(path: String, mut losses: Vec<Loss>) -> Self {
        losses.sort_by_key(|loss| loss.line == 0);
        if losses.is_empty() { Self::Empty { path } } else { Self::Dropped { path, losses } }
    }

    /// What to do about it.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Read(error) => {
                Some(error.help().unwrap_or_else(|| format!("give a .toml file, a folder of them, or `{BUILT_IN}`")))
            }
            Self::Decode(DecodeError::Read(ReadError::Io { name, .. })) if SHIPPED.iter().any(|(id, _)| id == name) => {
                Some(format!("`{name}` is one of the framings of `{BUILT_IN}`, no file"))
            }
            Self::Decode(DecodeError::Read(ReadError::Io { .. })) => {
                Some(format!("give a file, a folder of .toml files, or `{BUILT_IN}`"))
            }
            Self::Decode(error) => Some(error.help()),
            Self::Unknown { .. } => Some(format!(
                "name the format: `framelens lexicon convert FILE OUT --from {}`",
                Format::ALL.map(Format::as_str).join("|")
            )),
            Self::Faulty { .. } => None,
            Self::Empty { .. } => Some(
                "a lexicon is a .toml file with more than comments; lexicons/README.md says how to write one"
                    .to_owned(),
            ),
            Self::Dropped { .. } => {
                Some("lexicons/README.md says what is read of dictionaries of other programs".to_owned())
            }
            Self::TooMany { .. } => Some(format!("give {} at most", u16::MAX)),
            Self::Overwrite { .. } => Some("choose another --out".to_owned()),
            Self::Twice { .. } => Some("give one of them, or rename one file and its id".to_owned()),
        }
    }
}

/// The families of the framings built in, in the order of every table.
pub const FAMILIES: [&str; 5] = ["dialogue", "systemic", "contention", "norms", "context"];

macro_rules! built_in {
    ($($id:literal),*) => { [$(($id, include_str!(concat!("../../lexicons/", $id, ".toml")))),*] };
}

static SHIPPED: [(&str, &str); 13] = built_in!(
    "peacebuilding",
    "diplomacy",
    "civil-society",
    "anti-imperialism",
    "anti-capitalism",
    "collective-liberation",
    "direct-action",
    "economic-pressure",
    "law-accountability",
    "universal-rights",
    "humanitarian",
    "security",
    "repression"
);
static SHIPPED_CLASSES: &str = include_str!("../../lexicons/classes.toml");

impl Library {
    /// The thirteen framings built into the program.
    ///
    /// # Errors
    /// When a shipped file is at fault, which the tests of this package rule out.
    pub fn built_in(analyzer: &Analyzer) -> Result<Self, LibraryError> {
        Self::load(&[PathBuf::from(BUILT_IN)], analyzer)
    }

    /// Reads the lexicons of files, folders and [`BUILT_IN`]. A `classes.toml` in a folder adds to the shared classes.
    ///
    /// # Errors
    /// When a path cannot be read or holds no lexicon, when files have faults, or two the same id.
    pub fn load(paths: &[PathBuf], analyzer: &Analyzer) -> Result<Self, LibraryError> {
        Self::load_matching(paths, analyzer, None)
    }

    /// As [`Library::load`]; plain words match as `matching` says, whatever their terms say.
    ///
    /// # Errors
    /// As [`Library::load`], and when two terms of a framing become one.
    pub fn load_matching(
        paths: &[PathBuf],
        analyzer: &Analyzer,
        matching: Option<Matching>,
    ) -> Result<Self, LibraryError> {
        let mut classes = Classes::default();
        let mut faults = Vec::new();
        let shared = Source::new("lexicons/classes.toml", SHIPPED_CLASSES);
        faults.extend(classes.extend(&shared, analyzer).err().into_iter().flatten());
        let mut sources = Vec::new();
        let (mut lexicons, mut losses) = (Vec::new(), Vec::new());
        for path in paths {
            if is_foreign(path) {
                import(path, analyzer, &mut lexicons, &mut losses)?;
            } else {
                collect(path, &mut sources)?;
            }
        }
        let (own_classes, sources): (Vec<_>, Vec<_>) = sources.into_iter().partition(|(stem, _)| stem == "classes");
        for (_, source) in &own_classes {
            faults.extend(classes.extend(source, analyzer).err().into_iter().flatten());
        }
        if !faults.is_empty() {
            // Lexicons would be at fault for want of them.
            return Err(LibraryError::Faulty { faults });
        }
        for (stem, source) in &sources {
            match format::read(source, stem, &classes, analyzer, matching) {
                Ok(lexicon) => lexicons.push(lexicon),
                Err(found) => faults.extend(found),
            }
        }
        if !faults.is_empty() {
            return Err(LibraryError::Faulty { faults });
        }
        if lexicons.is_empty() {
            let named: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
            let losses = losses.into_iter().flat_map(|(_, losses)| losses).collect();
            return Err(LibraryError::empty(named.join("`, `"), losses));
        }
        if lexicons.len() > usize::from(u16::MAX) {
            return Err(LibraryError::TooMany { framings: lexicons.len() });
        }
        lexicons.sort_by(|a, b| order(a).cmp(&order(b)));
        if let Some(pair) = lexicons.windows(2).find(|pair| pair[0].id == pair[1].id) {
            return Err(LibraryError::Twice {
                id: pair[0].id.clone(),
                first: pair[0].source.name().to_owned(),
                second: pair[1].source.name().to_owned(),
            });
        }
        let classes_read = std::iter::once(shared).chain(own_classes.into_iter().map(|(_, source)| source)).collect();
        Ok(Self { lexicons, classes, classes_read, losses })
    }

    /// The lexicons in order.
    pub fn lexicons(&self) -> &[Lexicon] {
        &self.lexicons
    }

    /// The shared classes.
    pub fn classes(&self) -> &Classes {
        &self.classes
    }

    /// The files of classes, in the order in which they were read.
    pub fn classes_read(&self) -> &[Source] {
        &self.classes_read
    }

    /// What of dictionaries of other programs could not be carried, by the name of the file; every file is here.
    pub fn losses(&self) -> &[(String, Vec<Loss>)] {
        &self.losses
    }

    /// A file must not be written that is read.
    ///
    /// # Errors
    /// When `path` is one of the lexicons, dictionaries or files of classes.
    pub fn keep(&self, path: &Path) -> Result<(), LibraryError> {
        let Ok(target) = std::fs::canonicalize(path) else { return Ok(()) };
        let sources = self.lexicons.iter().map(|lexicon| &lexicon.source).chain(&self.classes_read);
        let mut names = sources.map(Source::name).chain(self.losses.iter().map(|(name, _)| name.as_str()));
        if names.any(|name| std::fs::canonicalize(name).is_ok_and(|read| read == target)) {
            return Err(LibraryError::Overwrite { path: path.display().to_string() });
        }
        Ok(())
    }

    /// The lexicon of a framing.
    pub fn get(&self, framing: FramingIx) -> &Lexicon {
        &self.lexicons[framing.index()]
    }

    /// Looks a framing up by its id.
    pub fn find(&self, id: &str) -> Option<FramingIx> {
        self.lexicons.iter().position(|lexicon| lexicon.id.as_str() == id).map(|place| FramingIx(place as u16))
    }

    /// Every term with its framing and its number in the library.
    pub fn terms(&self) -> impl Iterator<Item = (FramingIx, TermId, &super::Term)> {
        let terms = self
            .lexicons
            .iter()
            .enumerate()
            .flat_map(|(framing, lexicon)| lexicon.terms.iter().map(move |term| (FramingIx(framing as u16), term)));
        terms.enumerate().map(|(number, (framing, term))| (framing, TermId(number as u32), term))
    }

    /// The families in order, each once.
    pub fn families(&self) -> Vec<FamilyId> {
        let mut families: Vec<FamilyId> = self.lexicons.iter().map(|lexicon| lexicon.family.clone()).collect();
        families.dedup();
        families
    }
}

fn order(lexicon: &Lexicon) -> (usize, &FamilyId, &FramingId) {
    let rank = FAMILIES.iter().position(|family| *family == lexicon.family.as_str()).unwrap_or(FAMILIES.len());
    (rank, &lexicon.family, &lexicon.id)
}

/// Whether a path names a file that is no TOML.
fn is_foreign(path: &Path) -> bool {
    let is_toml = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
    path.as_os_str() != BUILT_IN && !is_toml && !path.is_dir()
}

/// Reads a dictionary of another program.
fn import(
    path: &Path,
    analyzer: &Analyzer,
    lexicons: &mut Vec<Lexicon>,
    losses: &mut Vec<(String, Vec<Loss>)>,
) -> Result<(), LibraryError> {
    let source = decode(path, None)?;
    let name = source.name().to_owned();
    let format = Format::of(&source).ok_or_else(|| LibraryError::Unknown { path: name.clone() })?;
    let Imported { dictionary, losses: mut lost } =
        format.read(&source, LowLine::Space).map_err(|fault| LibraryError::Faulty { faults: vec![*fault] })?;
    let (found, left) = framings(&dictionary, &source, analyzer);
    lexicons.extend(found);
    lost.extend(left);
    losses.push((name, lost));
    Ok(())
}

/// The sources at a path, each with its file's stem, in the order of their names.
fn collect(path: &Path, sources: &mut Vec<(String, Source)>) -> Result<(), LibraryError> {
    if path.as_os_str() == BUILT_IN {
        sources.extend(
            SHIPPED.iter().map(|(id, text)| ((*id).to_owned(), Source::new(&format!("lexicons/{id}.toml"), text))),
        );
        return Ok(());
    }
    if !path.is_dir() {
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        sources.push((stem, Source::read(path)?));
        return Ok(());
    }
    let io = |cause| ReadError::Io { name: path.display().to_string(), cause };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path).map_err(io)? {
        let file = entry.map_err(io)?.path();
        if file.extension().is_some_and(|ending| ending == "toml") {
            files.push(file);
        }
    }
    files.sort();
    if files.iter().all(|file| file.file_name().is_some_and(|name| name == Classes::FILE)) {
        return Err(LibraryError::Empty { path: path.display().to_string() });
    }
    let before = sources.len();
    files.iter().try_for_each(|file| collect(file, sources))?;
    let read = sources.split_off(before);
    sources.extend(read.into_iter().filter(|(_, source)| !is_remarks(source.text())));
    Ok(())
}

/// Whether a file says nothing but in comments, as candidates for terms that nobody has taken yet.
fn is_remarks(text: &str) -> bool {
    let mut lines =
        text.trim_start_matches('\u{FEFF}').lines().map(str::trim_start).filter(|line| !line.is_empty()).peekable();
    lines.peek().is_some() && lines.all(|line| line.starts_with('#'))
}
