//! What is doubtful about a lexicon, before any text is read?

use std::collections::BTreeMap;

use crate::lexicon::{Form, Lexicon, Term};
use crate::matching::{ExampleFault, Instrument, check_examples};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The lexicon does not do what it says.
    Error,
    /// Worth a second look.
    Warning,
}

/// Something found by the lint, with a stable code.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// How bad it is.
    pub severity: Severity,
    /// Its stable code.
    pub code: &'static str,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub help: String,
}

/// Every code with what it stands for; lexicons/README.md says more.
pub const CODES: &[(&str, &str)] = &[
    ("L000", "the file cannot be read as a lexicon"),
    ("L001", "no term is found in an example"),
    ("L002", "a term is found in a near miss"),
    ("L003", "a word that means several things has no rule"),
    ("L004", "a short prefix catches unrelated words"),
    ("L005", "the other spelling, British or American, is missing"),
    ("L006", "a term of several framings"),
    ("L007", "framings of very unequal length"),
    ("L008", "a stem that joins what framings must tell apart"),
    ("L009", "a pattern that another term of the framing finds already"),
    ("L010", "no examples, or no near misses"),
];

/// Words whose stem another word of another sense has (Snowball English).
const JOINED: &[(&str, &str)] = &[
    ("universal", "university"),
    ("universe", "university"),
    ("organ", "organization"),
    ("organization", "organ"),
    ("capital", "capitalism"),
    ("capitalism", "capital"),
    ("social", "socialism"),
    ("socialism", "social"),
    ("liberal", "liberation"),
    ("liberation", "liberal"),
    ("international", "internal"),
    ("convention", "conventional"),
    ("protest", "protestant"),
    ("united", "unit"),
    ("nation", "nationalism"),
    ("nationalism", "nation"),
    ("general", "generally"),
];

/// Words that mean several things and want a rule or a phrase.
const HOMOGRAPHS: &[&str] = &[
    "strike",
    "strikes",
    "striking",
    "march",
    "marches",
    "arm",
    "arms",
    "settle",
    "settles",
    "settled",
    "resolution",
    "resolutions",
    "movement",
    "movements",
    "charge",
    "charges",
    "party",
    "parties",
    "mobilise",
    "mobilize",
    "just",
    "right",
    "may",
    "sanction",
    "occupy",
    "action",
    "stand",
    "fire",
    "force",
    "pressure",
    "solidarity",
];
/// Spellings that come in pairs.
const SPELLINGS: &[(&str, &str)] = &[
    ("isation", "ization"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("ise", "ize"),
    ("defence", "defense"),
    ("labour", "labor"),
    ("neighbour", "neighbor"),
    ("honour", "honor"),
    ("programme", "program"),
];
/// Prefixes of fewer letters catch unrelated words.
const SHORT_PREFIX: usize = 5;
/// The longest framing has at most so many times the terms of the shortest.
const UNEQUAL: usize = 3;

/// Checks an instrument's lexicons as far as that needs no corpus: examples, homographs, prefixes, spellings, terms in
/// several framings, sizes. Faults of the files themselves are found when they are read.
pub fn lint(instrument: &Instrument) -> Vec<Finding> {
    let lexicons = instrument.library().lexicons();
    let mut findings = examples(instrument);
    for lexicon in lexicons {
        let all: Vec<&str> = lexicon.terms.iter().map(|term| term.pattern.as_str()).collect();
        for term in &lexicon.terms {
            findings.extend(about_term(lexicon, term, &all));
        }
        if lexicon.examples.is_empty() || lexicon.near_misses.is_empty() {
            findings.push(finding(
                lexicon,
                1,
                "L010",
                "the lexicon has no examples, or no near misses".to_owned(),
                "add [examples] with `match` and `near-miss`",
            ));
        }
    }
    findings.extend(shared(lexicons));
    findings.extend(unequal(lexicons));
    findings.sort();
    findings
}

fn finding(lexicon: &Lexicon, line: usize, code: &'static str, what: String, help: &str) -> Finding {
    Finding {
        file: lexicon.source.name().to_owned(),
        line,
        severity: Severity::Warning,
        code,
        what,
        help: help.to_owned(),
    }
}

fn examples(instrument: &Instrument) -> Vec<Finding> {
    let library = instrument.library();
    let faults = check_examples(instrument);
    let error = |example: &crate::matching::Example, code, what: String, help: String| {
        let file = library.get(example.framing).source.name().to_owned();
        Finding { file, line: example.line, severity: Severity::Error, code, what, help }
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

fn about_term(lexicon: &Lexicon, term: &Term, all: &[&str]) -> Vec<Finding> {
    let pattern = term.pattern.as_str();
    let mut findings = Vec::new();
    if term.rules.is_empty() && HOMOGRAPHS.contains(&pattern) {
        findings.push(finding(
            lexicon,
            term.line,
            "L003",
            format!("`{pattern}` means several things and has no rule"),
            "add a rule (`only-near`, `unless-after`), or make it a phrase",
        ));
    }
    if let Some(Form::Prefix(prefix)) = term.pattern.single()
        && prefix.chars().count() < SHORT_PREFIX
        && term.rules.is_empty()
    {
        findings.push(finding(
            lexicon,
            term.line,
            "L004",
            format!("`{pattern}` is a short prefix and catches unrelated words"),
            "lengthen it, or list the words",
        ));
    }
    let by_stem = matches!(term.pattern.single(), Some(Form::Stem(_)));
    if let Some((_, other)) = JOINED.iter().find(|(word, _)| by_stem && *word == pattern) {
        let what = format!("`{pattern}` is matched by its stem, which `{other}` has too");
        let help = "set `match = \"word\"`, and list the forms that are meant";
        findings.push(finding(lexicon, term.line, "L008", what, help));
    }
    if let Some(Form::Word(word) | Form::Case(word)) = term.pattern.single() {
        let catches = |other: &&Term| {
            let of_other = match other.pattern.single() {
                Some(Form::Prefix(prefix)) => word.starts_with(prefix.as_str()),
                _ => false,
            };
            of_other && other.rules.is_empty() && other.line != term.line && term.rules.is_empty()
        };
        if let Some(other) = lexicon.terms.iter().find(catches) {
            let what = format!("`{pattern}` is found by `{}` already", other.pattern.as_str());
            findings.push(finding(lexicon, term.line, "L009", what, "remove one of them, or give one a rule"));
        }
    }
    for (british, american) in SPELLINGS {
        for (here, there) in [(british, american), (american, british)] {
            let variant = pattern.replace(here, there);
            let known = |wanted: &str| {
                all.iter().any(|other| {
                    *other == wanted || other.strip_suffix('*').is_some_and(|prefix| wanted.starts_with(prefix))
                })
            };
            if pattern.contains(here)
                && !pattern.contains(there)
                && pattern.split_whitespace().any(|word| word.trim_end_matches('*').ends_with(here))
                && !known(&variant)
                && is_variant(pattern)
            {
                findings.push(finding(
                    lexicon,
                    term.line,
                    "L005",
                    format!("`{pattern}` has no twin in the other spelling"),
                    &format!("add `{variant}`, if it is a word"),
                ));
                return findings;
            }
        }
    }
    findings
}

/// Words in -ise and -ize that have only one spelling.
fn is_variant(pattern: &str) -> bool {
    ![
        "exercis",
        "promis",
        "compromis",
        "advis",
        "televis",
        "supervis",
        "surpris",
        "rais",
        "otherwis",
        "premis",
        "enterpris",
        "franchis",
        "size",
        "seize",
        "prize",
        "pris",
        "wise",
        "crisis",
        "revis",
        "devis",
        "expertise",
        "exer",
        "nois",
        "pois",
        "prais",
        "demis",
        "likewis",
        "precis",
    ]
    .iter()
    .any(|stem| pattern.contains(stem))
}

/// Terms that several framings have: allowed, since framings are independent, and worth knowing.
fn shared(lexicons: &[Lexicon]) -> Vec<Finding> {
    let mut first: BTreeMap<&str, &Lexicon> = BTreeMap::new();
    let mut findings = Vec::new();
    for lexicon in lexicons {
        for term in &lexicon.terms {
            match first.get(term.pattern.as_str()) {
                Some(other) if term.rules.is_empty() => {
                    let what = format!("`{}` is a term of {} too", term.pattern.as_str(), other.id);
                    findings.push(finding(
                        lexicon,
                        term.line,
                        "L006",
                        what,
                        "fine if both framings mean it; otherwise give one a rule",
                    ));
                }
                Some(_) => {}
                None => drop(first.insert(term.pattern.as_str(), lexicon)),
            }
        }
    }
    findings
}

fn unequal(lexicons: &[Lexicon]) -> Option<Finding> {
    let longest = lexicons.iter().max_by_key(|lexicon| lexicon.terms.len())?;
    let shortest = lexicons.iter().min_by_key(|lexicon| lexicon.terms.len())?;
    (longest.terms.len() > UNEQUAL * shortest.terms.len()).then(|| {
        let what = format!(
            "{} has {} terms and {} has {}: rates between framings of such unequal length mean little",
            shortest.id,
            shortest.terms.len(),
            longest.id,
            longest.terms.len()
        );
        finding(shortest, 1, "L007", what, "compare documents within a framing, or lengthen the shorter one")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Analyzer;

    #[test]
    fn the_stems_that_are_said_to_be_joined_are() {
        let analyzer = Analyzer::english();
        let apart: Vec<_> = JOINED.iter().filter(|(one, other)| analyzer.stem(one) != analyzer.stem(other)).collect();
        assert!(apart.is_empty(), "{apart:?}");
    }
}
