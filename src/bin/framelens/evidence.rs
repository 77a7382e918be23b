//! `framelens evidence`: the concordance.

use std::io::Write as _;

use framelens::analysis::not_carried;
use framelens::corpus::{Corpus, CorpusError, GroupKey};
use framelens::counts::{Evidence, Found, Keep, Measurement, Record};
use framelens::ids::FramingIx;
use framelens::lexicon::Library;
use framelens::matching::{Instrument, Voice};
use framelens::table::{EVIDENCE, EvidenceRows, Format};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::cli::{Context, EvidenceArgs, Global};
use crate::evidence_lines::EvidenceLines;
use crate::failure::Failure;
use crate::output::{self, format_of_output};
use crate::progress::Progress;
use crate::screen::{self, safe};
use crate::seen::Seen;
use crate::sink::Sink;
use crate::spool::{Overflow, Spool};

pub fn run(args: &EvidenceArgs, global: &Global) -> Result<u8, Failure> {
    let (instrument, corpus) = args.instrument.load_with(&args.corpus)?;
    let library = instrument.library();
    let choice = Choice::new(args, library)?;
    if let Some(out) = &args.out {
        output::spare(out, &corpus, library)?;
    }
    let rows = EvidenceRows::new(library);
    let terms: Vec<&str> = library.terms().map(|(_, _, term)| term.pattern.as_str()).collect();
    let shape = Shape::asked(args, &rows, Concordance { library, terms: &terms, context: args.context })?;
    let mut sink = match (&args.out, shape) {
        (None, _) => Sink::screen(),
        (Some(path), Shape::Rows(_, format)) => Sink::open(path, &EVIDENCE, format)?,
        (Some(path), _) => Sink::open(path, &EVIDENCE, Format::Parquet)?,
    };
    screen::say(global, &[corpus.notices(), not_carried(library)].concat());
    let overflow = Overflow::default();
    let reading = Reading { instrument, corpus: &corpus, choice, shape, overflow: &overflow };
    let total = read(args, global, &reading, &mut sink)?;
    if let Shape::Table = shape {
        sink.whole(&rows.table(total.kept.iter().map(Evidence::found)))?;
    }
    sink.keep()?;
    if !global.quiet {
        let plural = |n: u64, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
        let matches = plural(total.matches, "match", "matches");
        let documents = plural(total.documents, "document", "documents");
        let _ = writeln!(anstream::stderr(), "{matches} in {documents}");
    }
    Ok(crate::DONE)
}

/// What is read, and what is made of it.
struct Reading<'r> {
    instrument: &'r Instrument,
    corpus: &'r Corpus,
    choice: Choice,
    shape: Shape<'r>,
    overflow: &'r Overflow,
}

/// What was found in all.
#[derive(Default)]
struct Total {
    matches: u64,
    /// Documents with a match.
    documents: u64,
    /// The matches, for a table that needs all rows at once.
    kept: Vec<Evidence>,
}

/// Writes what is found as it comes.
fn read(args: &EvidenceArgs, global: &Global, reading: &Reading<'_>, sink: &mut Sink) -> Result<Total, Failure> {
    let Reading { instrument, corpus, choice, shape, overflow } = reading;
    let mut seen = Seen::default();
    let mut named = false;
    let mut total = Total::default();
    let mut progress = Progress::new(|| corpus.bytes(), global.quiet || sink.is_watched());
    let (group, threads) = (&GroupKey::default(), args.instrument.threads);
    let measurement = Measurement { corpus, instrument, group, keep: Keep::Evidence, threads };
    let record = || Chosen { choice, matches: 0, made: shape.begin(overflow) };
    let prepare = |measured| measured;
    measurement.run(record, prepare, |measured| {
        progress.document(measured.bytes)?;
        seen.check(&measured.tally.id, &measured.origin)?;
        named |= choice.names(measured.tally.id.as_str());
        let Chosen { matches, made, .. } = measured.evidence;
        if matches == 0 {
            return Ok(());
        }
        if matches!(made, Made::Passages(..)) && total.documents > 0 {
            sink.write(b"\n")?;
        }
        total.matches += matches;
        total.documents += 1;
        match made {
            Made::Rows(lines) => sink.spooled(lines.done())?,
            Made::Passages(_, passages) => sink.spooled(passages)?,
            Made::Table(rows) => total.kept.extend(rows),
        }
        if sink.is_closed() { Err(Failure::Closed) } else { Ok(()) }
    })?;
    if seen.is_empty() {
        return Err(CorpusError::NoDocuments.into());
    }
    if let (false, Some(id)) = (named, &args.document) {
        let help = "framelens analyze lists the documents in corpus.csv; * stands for any characters".to_owned();
        return Err(Failure::Unknown { what: format!("no document is called `{id}`"), help });
    }
    Ok(total)
}

/// How matches are shown.
#[derive(Clone, Copy)]
enum Shape<'s> {
    /// Below one another, to be looked at.
    Passages(Concordance<'s>),
    /// As rows that can be written as they come.
    Rows(&'s EvidenceRows<'s>, Format),
    /// As a table that needs all rows at once.
    Table,
}

/// What is made of the matches of one document.
enum Made<'s> {
    Passages(Concordance<'s>, Spool<'s>),
    Rows(EvidenceLines<'s>),
    Table(Vec<Evidence>),
}

impl<'s> Shape<'s> {
    fn asked(args: &EvidenceArgs, rows: &'s EvidenceRows<'s>, concordance: Concordance<'s>) -> Result<Self, Failure> {
        let Some(path) = &args.out else {
            return Ok(Self::Passages(concordance));
        };
        Ok(match format_of_output(path)? {
            Format::Parquet => Self::Table,
            format => Self::Rows(rows, format),
        })
    }

    fn begin(&self, overflow: &'s Overflow) -> Made<'s> {
        match self {
            Self::Passages(concordance) => Made::Passages(*concordance, Spool::new(overflow)),
            Self::Rows(rows, format) => Made::Rows(EvidenceLines::new(rows, *format, overflow)),
            Self::Table => Made::Table(Vec::new()),
        }
    }
}

/// The matches of one document that are wanted.
struct Chosen<'c> {
    choice: &'c Choice,
    matches: u64,
    made: Made<'c>,
}

impl Record for Chosen<'_> {
    fn row(&mut self, found: &Found<'_>) {
        if !self.choice.takes(found) {
            return;
        }
        let is_first = self.matches == 0;
        self.matches += 1;
        match &mut self.made {
            Made::Rows(lines) => lines.row(found),
            Made::Table(rows) => rows.row(found),
            Made::Passages(concordance, passages) => passages.add(|out| {
                if is_first {
                    out.extend(format!("\u{1b}[1m{}\u{1b}[0m\n", safe(found.document.as_str())).bytes());
                }
                out.extend(concordance.passage(found).bytes());
            }),
        }
    }
}

/// Which matches are wanted.
struct Choice {
    framing: Option<FramingIx>,
    terms: Option<Vec<bool>>,
    document: Option<String>,
}

impl Choice {
    fn new(args: &EvidenceArgs, library: &Library) -> Result<Self, Failure> {
        let framing = args.framing.as_deref().map(|id| framing(id, library)).transpose()?;
        let terms = match &args.term {
            None => None,
            Some(wanted) => {
                let folded = wanted.to_lowercase();
                let mut any = false;
                let marks = library.terms().map(|(of, _, term)| {
                    let fits = framing.is_none_or(|framing| framing == of)
                        && term.pattern.as_str().to_lowercase().contains(&folded);
                    any |= fits;
                    fits
                });
                let marks: Vec<bool> = marks.collect();
                if !any {
                    let help = "framelens lexicon show ID lists the terms of a framing".to_owned();
                    return Err(Failure::Unknown { what: format!("no term has `{wanted}` in its pattern"), help });
                }
                Some(marks)
            }
        };
        Ok(Self { framing, terms, document: args.document.clone() })
    }

    /// Whether a document is wanted.
    fn names(&self, id: &str) -> bool {
        self.document.as_ref().is_none_or(|pattern| fits(pattern, id))
    }

    fn takes(&self, row: &Found<'_>) -> bool {
        self.framing.is_none_or(|framing| framing == row.framing)
            && self.terms.as_ref().is_none_or(|terms| terms[row.term.index()])
            && self.names(row.document.as_str())
    }
}

/// Whether a name fits a pattern in which `*` stands for any characters.
fn fits(pattern: &str, name: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('*') else { return pattern == name };
    let Some(mut left) = name.strip_prefix(head) else { return false };
    let mut parts: Vec<&str> = rest.split('*').collect();
    let tail = parts.pop().unwrap_or_default();
    for part in parts {
        match left.find(part) {
            Some(at) => left = &left[at + part.len()..],
            None => return false,
        }
    }
    left.ends_with(tail)
}

/// A framing by its id; an unknown one with the nearest there is.
pub fn framing(id: &str, library: &Library) -> Result<FramingIx, Failure> {
    library.find(id).ok_or_else(|| {
        let ids = library.lexicons().iter().map(|lexicon| lexicon.id.as_str());
        let nearest =
            ids.clone().map(|known| (strsim::jaro_winkler(id, known), known)).max_by(|a, b| a.0.total_cmp(&b.0));
        let help = match nearest {
            Some((likeness, known)) if likeness >= 0.75 => format!("did you mean `{known}`?"),
            _ => format!("the framings are {}", ids.collect::<Vec<_>>().join(", ")),
        };
        Failure::Unknown { what: format!("there is no framing `{}`", safe(id)), help }
    })
}

/// Matches below one another.
#[derive(Clone, Copy)]
struct Concordance<'c> {
    library: &'c Library,
    /// The pattern of every term.
    terms: &'c [&'c str],
    context: Context,
}

/// So many columns of a pattern are shown.
const PATTERN: usize = 40;

impl Concordance<'_> {
    /// A match and what stands around it.
    fn passage(&self, row: &Found<'_>) -> String {
        let (before, found, after) = row.parts();
        let (before, found, after) = (safe(before), safe(found), safe(after));
        let about = self.about(row);
        match self.context {
            Context::Characters(width) => {
                let (left, right) = (last(&before, width), first(&after, width));
                let pad = " ".repeat(width.saturating_sub(left.width()));
                format!("{pad}{left}\u{1b}[1;36m{found}\u{1b}[0m{right}  \u{1b}[2m{about}\u{1b}[0m\n")
            }
            Context::Sentence => {
                format!("  \u{1b}[2m{about}\u{1b}[0m\n    {before}\u{1b}[1;36m{found}\u{1b}[0m{after}\n")
            }
        }
    }

    /// The framing and term that were found, and in whose voice if it is not the text's own.
    fn about(&self, row: &Found<'_>) -> String {
        let framing = self.library.get(row.framing).id.as_str();
        let term = safe(self.terms[row.term.index()]);
        let shown = first(&term, PATTERN);
        let more = if shown.len() < term.len() { "\u{2026}" } else { "" };
        let voice = if row.voice == Voice::OWN { String::new() } else { format!(", {}", row.voice.as_str()) };
        format!("{framing}: {shown}{more}{voice}")
    }
}

fn last(text: &str, width: usize) -> String {
    let mut room = width;
    let kept: Vec<char> = text.chars().rev().take_while(|c| take(&mut room, *c)).collect();
    // A mark without its letter is none.
    kept.into_iter().rev().skip_while(|c| c.width() == Some(0)).collect()
}

fn first(text: &str, width: usize) -> String {
    let mut room = width;
    text.chars().take_while(|c| take(&mut room, *c)).collect()
}

fn take(room: &mut usize, c: char) -> bool {
    let width = c.width().unwrap_or(0);
    let fits = *room >= width;
    *room -= width.min(*room);
    fits
}
