//! What is doubtful about a lexicon, before any text is read?

mod already;
mod between;
mod head;
mod slip;
mod spelling;
mod term;
mod twin;
mod words;

use std::ops::Range;

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::lexicon::{Alternative, Lexicon, Term};
use crate::matching::{Example, ExampleFault, Instrument, check_examples};
use crate::source::{Fault, Severity, Source};
use crate::text::Analyzer;

/// Something found by the lint, with a stable code.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What is wrong, where, and what to do.
    pub fault: Fault,
    /// How bad it is.
    pub severity: Severity,
    /// Its stable code.
    pub code: &'static str,
    /// What mends it, where that is safe.
    pub fix: Option<Fix>,
}

/// A change of a file: these bytes become this text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Bytes of the file.
    pub at: Range<usize>,
    /// What stands there instead.
    pub text: String,
}

/// Every code with what it stands for; lexicons/README.md says more.
pub const CODES: &[(&str, &str)] = &[
    ("L000", "the file cannot be read as a lexicon"),
    ("L001", "no term is found in an example"),
    ("L002", "a term is found in a near miss"),
    ("L003", "a word that means several things has no rule (known cases only)"),
    ("L004", "a short prefix may catch unrelated words"),
    ("L005", "the other spelling, British or American, is missing"),
    ("L006", "a term of several framings that do not say so"),
    ("L007", "framings of very unequal length"),
    ("L008", "a stem that joins what framings must tell apart (known cases only)"),
    ("L009", "a pattern that another term of the framing finds already"),
    ("L010", "no examples, or no near misses"),
    ("L011", "a prefix that joins words of different senses (known cases only)"),
    ("L012", "a stem that another framing's term has too"),
    ("L013", "nearly another term: a misspelling?"),
    ("L014", "a word too common to tell framings apart (known cases only)"),
    ("L015", "a coding rule says nothing"),
    ("L016", "a family that is nearly a known one"),
    ("L017", "quotation marks in a pattern"),
    ("L018", "a term shared with a framing that has none of its words"),
    ("L019", "figures of agreement with readers are of another version"),
];

/// Checks an instrument's lexicons as far as that needs no corpus: examples, homographs, prefixes, spellings, terms in
/// several framings, sizes. Faults of the files themselves are found when they are read.
pub fn lint(instrument: &Instrument) -> Vec<Finding> {
    let lexicons = instrument.library().lexicons();
    let mut findings = examples(instrument);
    let analyzer = Analyzer::english();
    for lexicon in lexicons {
        let all: Vec<&Alternative> = lexicon.terms.iter().flat_map(|term| term.pattern.alternatives()).collect();
        for term in &lexicon.terms {
            findings.extend(term::doubts(lexicon, term));
            findings.extend(spelling::missing(lexicon, term, &all, &analyzer));
        }
        findings.extend(head::empty_rules(lexicon));
        findings.extend(head::nearly_known(lexicon));
        findings.extend(head::quoted(lexicon));
        findings.extend(head::stale(lexicon));
        findings.extend(already::found(lexicon, &analyzer));
        findings.extend(between::misspelt(lexicon, &analyzer));
        if lexicon.examples.is_empty() || lexicon.near_misses.is_empty() {
            let what = format!("{} has no examples, or no near misses", lexicon.id);
            findings.push(of_lexicon(lexicon, "L010", what, "add [examples] with `match` and `near-miss`"));
        }
    }
    findings.extend(between::shared(lexicons));
    findings.extend(between::not_shared(lexicons));
    findings.extend(between::same_stems(lexicons, &analyzer));
    findings.extend(between::unequal(lexicons));
    let place =
        |finding: &Finding| (finding.fault.file().to_owned(), finding.fault.line(), finding.severity, finding.code);
    findings.sort_by_key(place);
    findings
}

/// A warning about a term, or one of its alternatives.
fn finding(
    lexicon: &Lexicon,
    (term, alternative): (&Term, &str),
    code: &'static str,
    what: String,
    help: &str,
) -> Finding {
    let pattern = lexicon.source.on_line(term.line, term.pattern.as_str());
    let written = lexicon.source.text().get(pattern.clone()).unwrap_or_default();
    let is_whole = |at: usize| {
        let ends = |part: &str| part.trim_end_matches(' ').chars().next_back().is_none_or(|c| "|()".contains(c));
        let begins = |part: &str| part.trim_start_matches(' ').chars().next().is_none_or(|c| "|()".contains(c));
        ends(&written[..at]) && begins(&written[at + alternative.len()..])
    };
    let at = written.match_indices(alternative).map(|(at, _)| at).find(|at| is_whole(*at));
    let at = at.map_or(pattern.clone(), |at| pattern.start + at..pattern.start + at + alternative.len());
    warning(lexicon, at, code, what, help)
}

/// A warning about a lexicon as a whole.
fn of_lexicon(lexicon: &Lexicon, code: &'static str, what: String, help: &str) -> Finding {
    let at = lexicon
        .source
        .text()
        .find(&format!("\"{}\"", lexicon.id))
        .map_or(0..0, |at| at + 1..at + 1 + lexicon.id.as_str().len());
    warning(lexicon, at, code, what, help)
}

/// A warning about a key of the framing's own table.
fn of_key(lexicon: &Lexicon, key: &str, code: &'static str, what: String, help: &str) -> Finding {
    let is_key =
        |line: &str| line.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
    match lexicon.source.text().lines().position(is_key) {
        Some(line) => warning(lexicon, lexicon.source.on_line(line + 1, key), code, what, help),
        None => of_lexicon(lexicon, code, what, help),
    }
}

/// A warning about a place of a lexicon's file.
fn warning(lexicon: &Lexicon, at: Range<usize>, code: &'static str, what: String, help: &str) -> Finding {
    Finding { fault: lexicon.source.fault(at, what).help(help), severity: Severity::Warning, code, fix: None }
}

/// What an entry is by itself.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    term: Vec<IgnoredAny>,
}

/// Where the entry of a term stands in its file: from its heading to its last key, so that what stands around it stays.
/// `None` where the file is written in a way in which that cannot be told.
fn entry(lexicon: &Lexicon, term: &Term) -> Option<Range<usize>> {
    let text = lexicon.source.text();
    let pattern = lexicon.source.on_line(term.line, term.pattern.as_str());
    let start = text[..pattern.start].rfind("\n[[term]]")? + 1;
    let rest = &text[pattern.end..];
    let is_of_another = |at: &usize| !rest[at + 1..].starts_with("[term.");
    let next = rest.match_indices("\n[").map(|(at, _)| at).find(is_of_another);
    let whole = &text[start..next.map_or(text.len(), |at| pattern.end + at)];
    let own = without_comments(whole);
    let alone = Source::new("", own).parse::<Entry>("").is_ok_and(|entry| entry.term.len() == 1);
    alone.then_some(start..start + own.len())
}

/// A text without the blank lines and comments at its end.
fn without_comments(text: &str) -> &str {
    let mut kept = text.trim_end();
    while let Some(last) = kept.rfind('\n').filter(|last| kept[*last..].trim_start().starts_with('#')) {
        kept = kept[..last].trim_end();
    }
    kept
}

fn examples(instrument: &Instrument) -> Vec<Finding> {
    let library = instrument.library();
    let faults = check_examples(instrument);
    let error = |example: &Example, code, what: String, help: String| {
        let source = &library.get(example.framing).source;
        let fault = source.fault(source.on_line(example.line, &example.text), what).help(help);
        Finding { fault, severity: Severity::Error, code, fix: None }
    };
    faults
        .iter()
        .map(|fault| match fault {
            ExampleFault::Missed(example) => error(
                example,
                "L001",
                format!("no term is found in the example \u{201C}{}\u{201D}", example.text),
                "add a term, or move the sentence".to_owned(),
            ),
            ExampleFault::Found(example, term) => {
                let term = library.terms().nth(term.index()).map_or("", |(_, _, term)| term.pattern.as_str());
                error(
                    example,
                    "L002",
                    format!("`{term}` is found in the near miss \u{201C}{}\u{201D}", example.text),
                    format!("give `{term}` a rule, or add an [[exclude]]"),
                )
            }
        })
        .collect()
}
