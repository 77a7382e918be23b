//! Tallies as files: what was counted, document by document, so that parts counted apart make the whole.
//!
//! JSON Lines: a header that names the instrument, then a document a line, in the order of their ids. So two tallies of one
//! instrument merge by putting their lines in order, and the bytes are those of counting the whole.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::corpus::{GroupKey, hexadecimal};
use crate::counts::{Counts, DocumentTally, Extent, Measured};
use crate::ids::{DocId, GroupId, TermId};
use crate::matching::Instrument;

/// The shape of these files.
const SCHEMA: u32 = 1;
/// So many bytes of lines are sorted in memory; more go to temporary files first.
const SORTED: usize = 16 << 20;

/// The first line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    framelens_tally: u32,
    /// [`Instrument::fingerprint`].
    instrument: String,
    /// The framings in order, each with its terms.
    framings: Vec<(String, usize)>,
}

/// Those of [`Counts`], in its order.
type Numbers = (u64, i64, u64, u64, u64, u64, u64, u64);

/// One document. The numbers of a framing are those of [`Counts`], in its order; framings and terms without a match are
/// left out.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    id: String,
    metadata: BTreeMap<String, String>,
    bytes: usize,
    sha256: String,
    /// Words, sentences, squares of words.
    extent: [u64; 3],
    framings: BTreeMap<u16, Numbers>,
    terms: Vec<(u32, u64)>,
}

/// Why a tally cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TallyError {
    /// A file cannot be read.
    #[error("cannot read `{path}`: {cause}")]
    Read {
        /// The file.
        path: String,
        /// What the system said.
        cause: io::Error,
    },
    /// It cannot be written.
    #[error(transparent)]
    Write(#[from] io::Error),
    /// A line is not what it should be.
    #[error("{what}\n  --> {path}:{line}")]
    Faulty {
        /// The file.
        path: String,
        /// The line, from 1.
        line: u64,
        /// What is wrong.
        what: String,
    },
    /// Counted with other lexicons, or another version of them.
    #[error("`{path}` was counted with other lexicons than {than}")]
    Instrument {
        /// The file.
        path: String,
        /// Those of this run, or another file.
        than: String,
    },
    /// A document is in two of them, or twice in one.
    #[error("the document `{id}` is in `{first}` and in `{second}`")]
    Twice {
        /// The document.
        id: String,
        /// One file.
        first: String,
        /// The other.
        second: String,
    },
}

impl TallyError {
    /// What to do about it.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Read { .. } => Some("`framelens score INPUT --tally FILE` writes one"),
            Self::Write(_) => None,
            Self::Faulty { .. } => Some("write it anew with `framelens score INPUT --tally FILE`"),
            Self::Instrument { .. } => Some("count both with the same --lexicons and the same version of framelens"),
            Self::Twice { .. } => Some("count every document once: parts must not overlap"),
        }
    }
}

impl Header {
    fn of(instrument: &Instrument) -> Self {
        let framings = instrument.library().lexicons().iter();
        Self {
            framelens_tally: SCHEMA,
            instrument: instrument.fingerprint(),
            framings: framings.map(|lexicon| (lexicon.id.to_string(), lexicon.terms.len())).collect(),
        }
    }
}

impl Line {
    fn of(measured: &Measured) -> Self {
        let DocumentTally { id, extent, framings, terms, .. } = &measured.tally;
        let counts =
            |c: &Counts| (c.matches, c.weighted, c.quoted, c.negated, c.contested, c.sentences, c.squares, c.products);
        let found = (0..).zip(framings).filter(|(_, counts)| **counts != Counts::default());
        Self {
            id: id.to_string(),
            metadata: measured.metadata.clone(),
            bytes: measured.bytes,
            sha256: hexadecimal(&measured.fingerprint),
            extent: [extent.tokens, extent.sentences, extent.token_squares],
            framings: found.map(|(framing, found)| (framing, counts(found))).collect(),
            terms: terms.iter().map(|(term, matches)| (term.0, *matches)).collect(),
        }
    }

    /// The document, if the numbers can be those of one.
    fn measured(self, instrument: &Instrument, group: &GroupKey, origin: String) -> Result<Measured, String> {
        let library = instrument.library();
        let mut framings = vec![Counts::default(); library.lexicons().len()];
        for (framing, (matches, weighted, quoted, negated, contested, sentences, squares, products)) in self.framings {
            let place = framings.get_mut(usize::from(framing)).ok_or("there are not so many framings")?;
            *place = Counts { matches, weighted, quoted, negated, contested, sentences, squares, products };
        }
        let mut of_terms = vec![0_u64; framings.len()];
        let all = library.terms().count();
        let mut terms = Vec::with_capacity(self.terms.len());
        for (term, matches) in self.terms {
            if term as usize >= all || terms.last().is_some_and(|(last, _): &(TermId, u64)| last.0 >= term) {
                return Err("its terms are not those of the lexicons, in their order".to_owned());
            }
            let of_framing = &mut of_terms[instrument.matcher().framing(TermId(term)).index()];
            *of_framing = of_framing.saturating_add(matches);
            terms.push((TermId(term), matches));
        }
        if framings.iter().zip(&of_terms).any(|(counts, of_terms)| counts.matches != *of_terms) {
            return Err("the matches of its terms do not add up to those of its framings".to_owned());
        }
        let [tokens, sentences, token_squares] = self.extent;
        Ok(Measured {
            tally: DocumentTally {
                id: DocId::new(&self.id).ok_or("its id is empty")?,
                group: self.metadata.get(&group.0).and_then(|group| GroupId::new(group)),
                extent: Extent { tokens, sentences, token_squares },
                framings,
                terms,
            },
            metadata: self.metadata,
            origin,
            bytes: self.bytes,
            fingerprint: hash(&self.sha256).ok_or("its sha256 is none")?,
            evidence: Vec::new(),
        })
    }
}

fn hash(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (place, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * place..2 * place + 2)?, 16).ok()?;
    }
    Some(bytes)
}

/// Writes a tally, whatever the order in which documents come, in little memory.
pub struct TallyWriter {
    header: Header,
    lines: Vec<(String, String)>,
    size: usize,
    runs: Vec<Sorted>,
}

impl TallyWriter {
    /// The tally of an instrument, without a document.
    pub fn new(instrument: &Instrument) -> Self {
        Self { header: Header::of(instrument), lines: Vec::new(), size: 0, runs: Vec::new() }
    }

    /// A document's line, for [`TallyWriter::add`]: so that it can be made on many threads.
    pub fn line(measured: &Measured) -> (String, String) {
        let line = Line::of(measured);
        // Every field of a line can be written as JSON.
        let text = serde_json::to_string(&line).unwrap_or_default();
        (line.id, text)
    }

    /// Adds a document.
    ///
    /// # Errors
    /// When a temporary file cannot be written.
    pub fn add(&mut self, (id, line): (String, String)) -> Result<(), TallyError> {
        self.size += id.len() + line.len();
        self.lines.push((id, line));
        if self.size < SORTED {
            return Ok(());
        }
        self.lines.sort_unstable();
        let mut out = BufWriter::new(tempfile::tempfile()?);
        for (_, line) in self.lines.drain(..) {
            writeln!(out, "{line}")?;
        }
        let mut file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        self.size = 0;
        self.runs.push(Sorted {
            name: "a temporary file".to_owned(),
            lines: BufReader::new(file),
            number: 0,
            before: None,
        });
        Ok(())
    }

    /// Writes everything that was added, in order.
    ///
    /// # Errors
    /// When it cannot be written, or a document was added twice.
    pub fn finish(mut self, out: &mut impl Write) -> Result<(), TallyError> {
        self.lines.sort_unstable();
        write_header(&self.header, out)?;
        let mut last = Source::Memory(self.lines.into_iter());
        if self.runs.is_empty() {
            while let Some((_, line)) = last.next()? {
                writeln!(out, "{line}")?;
            }
            return Ok(());
        }
        let mut sources: Vec<Source> = self.runs.into_iter().map(Source::File).collect();
        sources.push(last);
        in_order(sources, |_, line| writeln!(out, "{line}"))
    }
}

/// Lines in the order of their ids.
enum Source {
    Memory(std::vec::IntoIter<(String, String)>),
    File(Sorted),
}

/// A file of lines in order.
struct Sorted {
    name: String,
    lines: BufReader<File>,
    number: u64,
    before: Option<String>,
}

impl Source {
    fn next(&mut self) -> Result<Option<(String, String)>, TallyError> {
        match self {
            Self::Memory(lines) => Ok(lines.next()),
            Self::File(file) => file.next(),
        }
    }

    fn name(&self) -> &str {
        match self {
            Self::Memory(_) => "memory",
            Self::File(file) => &file.name,
        }
    }
}

impl Sorted {
    /// Opens a tally and reads its header.
    fn open(path: &Path) -> Result<(Self, Header), TallyError> {
        let name = path.display().to_string();
        let file = File::open(path).map_err(|cause| TallyError::Read { path: name.clone(), cause })?;
        let mut sorted = Self { name, lines: BufReader::with_capacity(1 << 16, file), number: 0, before: None };
        let first = sorted.line()?.unwrap_or_default();
        let header: Header =
            serde_json::from_str(&first).map_err(|_| sorted.faulty("this is not a tally".to_owned()))?;
        if header.framelens_tally != SCHEMA {
            return Err(sorted.faulty(format!("a tally of shape {}, not {SCHEMA}", header.framelens_tally)));
        }
        Ok((sorted, header))
    }

    fn faulty(&self, what: String) -> TallyError {
        TallyError::Faulty { path: self.name.clone(), line: self.number, what }
    }

    fn line(&mut self) -> Result<Option<String>, TallyError> {
        let mut line = String::new();
        self.number += 1;
        let read = self.lines.read_line(&mut line);
        let read = read.map_err(|cause| TallyError::Read { path: self.name.clone(), cause })?;
        line.truncate(line.trim_end_matches(['\n', '\r']).len());
        Ok((read > 0).then_some(line))
    }

    fn next(&mut self) -> Result<Option<(String, String)>, TallyError> {
        #[derive(Deserialize)]
        struct IdOnly<'l> {
            #[serde(borrow)]
            id: Cow<'l, str>,
        }
        let Some(line) = self.line()? else { return Ok(None) };
        let id = match serde_json::from_str::<IdOnly<'_>>(&line) {
            Ok(found) => found.id.into_owned(),
            Err(error) => return Err(self.faulty(error.to_string())),
        };
        match self.before.replace(id.clone()) {
            Some(before) if before == id => {
                Err(TallyError::Twice { id, first: self.name.clone(), second: self.name.clone() })
            }
            Some(before) if before > id => {
                Err(self.faulty("the documents are not in the order of their ids".to_owned()))
            }
            _ => Ok(Some((id, line))),
        }
    }
}

/// Takes the lines of several sources in the order of their ids.
fn in_order(mut sources: Vec<Source>, mut take: impl FnMut(&str, &str) -> io::Result<()>) -> Result<(), TallyError> {
    let mut heap = BinaryHeap::new();
    for (place, source) in sources.iter_mut().enumerate() {
        heap.extend(source.next()?.map(|(id, line)| Reverse((id, place, line))));
    }
    let mut before: Option<(String, usize)> = None;
    while let Some(Reverse((id, place, line))) = heap.pop() {
        if let Some((last, first)) = &before
            && *last == id
        {
            let name = |place: usize| sources.get(place).map(|source| source.name().to_owned()).unwrap_or_default();
            return Err(TallyError::Twice { id, first: name(*first), second: name(place) });
        }
        take(&id, &line)?;
        before = Some((id, place));
        if let Some(source) = sources.get_mut(place) {
            heap.extend(source.next()?.map(|(id, line)| Reverse((id, place, line))));
        }
    }
    Ok(())
}

fn write_header(header: &Header, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, header)?;
    out.write_all(b"\n")
}

/// Merges tallies of one instrument: the bytes that counting all their documents at once would give.
///
/// # Errors
/// When one cannot be read, was counted with other lexicons than the first, or shares a document with another.
pub fn merge(paths: &[impl AsRef<Path>], out: &mut impl Write) -> Result<(), TallyError> {
    let mut sources = Vec::with_capacity(paths.len());
    let mut common: Option<Header> = None;
    for path in paths {
        let (file, header) = Sorted::open(path.as_ref())?;
        match &common {
            Some(first) if *first != header => {
                let than = paths.first().map(|path| format!("`{}`", path.as_ref().display())).unwrap_or_default();
                return Err(TallyError::Instrument { path: file.name, than });
            }
            Some(_) => {}
            None => {
                write_header(&header, out)?;
                common = Some(header);
            }
        }
        sources.push(Source::File(file));
    }
    in_order(sources, |_, line| writeln!(out, "{line}"))
}

/// A tally read back.
pub struct TallyFile<'i> {
    file: Sorted,
    instrument: &'i Instrument,
    group: GroupKey,
}

impl<'i> TallyFile<'i> {
    /// Opens a tally for the instrument that it was counted with. Groups are made by `group` now.
    ///
    /// # Errors
    /// When it cannot be read, is no tally, or was counted with other lexicons.
    pub fn open(path: &Path, instrument: &'i Instrument, group: &GroupKey) -> Result<Self, TallyError> {
        let (file, header) = Sorted::open(path)?;
        if header != Header::of(instrument) {
            return Err(TallyError::Instrument { path: file.name, than: "those of this run".to_owned() });
        }
        Ok(Self { file, instrument, group: group.clone() })
    }
}

impl Iterator for TallyFile<'_> {
    type Item = Result<Measured, TallyError>;

    fn next(&mut self) -> Option<Self::Item> {
        let (_, line) = match self.file.next() {
            Ok(line) => line?,
            Err(error) => return Some(Err(error)),
        };
        let origin = format!("{}:{}", self.file.name, self.file.number);
        let read = serde_json::from_str::<Line>(&line).map_err(|error| error.to_string());
        let measured = read.and_then(|line| line.measured(self.instrument, &self.group, origin));
        Some(measured.map_err(|what| self.file.faulty(what)))
    }
}
