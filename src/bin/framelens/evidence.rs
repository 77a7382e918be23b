//! `framelens evidence`: the concordance.

use std::io::{self, BufWriter, Write};

use framelens::analysis::not_carried;
use framelens::corpus::{Corpus, CorpusError, GroupKey};
use framelens::counts::{Evidence, Keep, Measurement};
use framelens::ids::FramingIx;
use framelens::lexicon::Library;
use framelens::table;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::cli::{Context, EvidenceArgs, Global};
use crate::failure::Failure;
use crate::output;
use crate::progress::Progress;
use crate::score::{Seen, format_of};
use crate::screen::{self, safe};

pub fn run(args: &EvidenceArgs, global: &Global) -> Result<u8, Failure> {
    let instrument = args.instrument.load()?;
    let library = instrument.library();
    let choice = Choice::new(args, library)?;
    let corpus = Corpus::open(&args.corpus.inputs(), args.corpus.columns.columns(), None)?;
    if let Some(out) = &args.out {
        corpus.keep(out)?;
        library.keep(out)?;
        if out.as_os_str() != "-" {
            format_of(out)?;
        }
    }
    screen::say(global, &[corpus.notices(), not_carried(instrument.library())].concat());
    let mut seen = Seen::default();
    let mut chosen = false;
    let mut rows = Vec::new();
    let mut progress = Progress::new(corpus.bytes(), global.quiet);
    let (group, threads) = (&GroupKey::default(), args.instrument.threads);
    let measurement = Measurement { corpus: &corpus, instrument: &instrument, group, keep: Keep::Evidence, threads };
    measurement.each(|measured| {
        progress.document(measured.bytes)?;
        seen.check(&measured.tally.id, &measured.origin)?;
        chosen |= choice.names(measured.tally.id.as_str());
        rows.extend(measured.evidence.into_iter().filter(|row| choice.takes(row)));
        Ok::<(), Failure>(())
    })?;
    drop(progress);
    if seen.is_empty() {
        return Err(CorpusError::NoDocuments.into());
    }
    if let (false, Some(id)) = (chosen, &args.document) {
        let help = "framelens analyze lists the documents in corpus.csv; * stands for any characters".to_owned();
        return Err(Failure::Unknown { what: format!("no document is called `{id}`"), help });
    }
    match &args.out {
        None => {
            let mut out = BufWriter::new(anstream::stdout().lock());
            show(&rows, library, args.context, &mut out).and_then(|()| out.flush()).map_err(Failure::stdout)?;
        }
        Some(path) if path.as_os_str() == "-" => {
            let mut out = BufWriter::new(io::stdout().lock());
            let whole = table::EvidenceRows::new(library).table(rows.iter().map(Evidence::found));
            table::write(&whole, table::Format::Csv, &mut out).and_then(|()| out.flush()).map_err(Failure::stdout)?;
        }
        Some(path) => {
            let format = format_of(path)?;
            output::file(path, |out| {
                table::write(&table::EvidenceRows::new(library).table(rows.iter().map(Evidence::found)), format, out)
            })?;
        }
    }
    if !global.quiet {
        let documents = rows.chunk_by(|a, b| a.document == b.document).count();
        let plural = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
        let _ = writeln!(
            anstream::stderr(),
            "{} in {}",
            plural(rows.len(), "match", "matches"),
            plural(documents, "document", "documents")
        );
    }
    Ok(crate::DONE)
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

    fn takes(&self, row: &Evidence) -> bool {
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

fn show(rows: &[Evidence], library: &Library, context: Context, out: &mut dyn Write) -> io::Result<()> {
    let mut document = None;
    for row in rows {
        if document != Some(&row.document) {
            let gap = if document.is_some() { "\n" } else { "" };
            writeln!(out, "{gap}\u{1b}[1m{}\u{1b}[0m", safe(row.document.as_str()))?;
            document = Some(&row.document);
        }
        let (before, found, after) = row.parts();
        let (before, found, after) = (safe(before), safe(found), safe(after));
        let framing = library.get(row.framing).id.as_str();
        let voice = if row.voice == framelens::matching::Voice::OWN { "" } else { row.voice.as_str() };
        match context {
            Context::Characters(width) => {
                let (left, right) = (last(&before, width), first(&after, width));
                let pad = " ".repeat(width.saturating_sub(left.width()));
                writeln!(out, "{pad}{left}\u{1b}[1;36m{found}\u{1b}[0m{right}  \u{1b}[2m{framing} {voice}\u{1b}[0m")?;
            }
            Context::Sentence => {
                writeln!(
                    out,
                    "  \u{1b}[2m{framing} {voice}\u{1b}[0m\n    {before}\u{1b}[1;36m{found}\u{1b}[0m{after}"
                )?;
            }
        }
    }
    Ok(())
}

fn last(text: &str, width: usize) -> String {
    let mut room = width;
    let kept: Vec<char> = text.chars().rev().take_while(|c| take(&mut room, *c)).collect();
    kept.into_iter().rev().collect()
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
