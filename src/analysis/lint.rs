//! What is doubtful about a lexicon, before any text is read?

use std::collections::BTreeMap;
use std::ops::Range;

use strsim::osa_distance;

use crate::lexicon::{Form, Lexicon, Term};
use crate::matching::{ExampleFault, Instrument, check_examples};
use crate::source::{Fault, Severity};
use crate::text::{Analyzer, is_function_word};

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
    ("L003", "a word that means several things has no rule"),
    ("L004", "a short prefix may catch unrelated words"),
    ("L005", "the other spelling, British or American, is missing"),
    ("L006", "a term of several framings"),
    ("L007", "framings of very unequal length"),
    ("L008", "a stem that joins what framings must tell apart"),
    ("L009", "a pattern that another term of the framing finds already"),
    ("L010", "no examples, or no near misses"),
    ("L011", "a prefix that joins words of different senses"),
    ("L012", "a stem that another framing's term has too"),
    ("L013", "nearly another term: a misspelling?"),
    ("L014", "a word too common to tell framings apart"),
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

/// Words of different senses that begin alike.
const ALIKE: &[(&str, &str)] = &[
    ("police", "policy"),
    ("accord", "according"),
    ("capitalist", "capitalise"),
    ("protest", "protestant"),
    ("community", "communism"),
    ("union", "unique"),
    ("army", "armchair"),
    ("general", "generation"),
    ("authority", "author"),
    ("organ", "organise"),
    ("mission", "missile"),
    ("secret", "secretary"),
    ("resist", "resistor"),
    ("nation", "nationwide"),
    ("state", "statement"),
    ("peace", "peacock"),
    ("victim", "victimless"),
    ("relief", "relieved"),
    ("human", "humanities"),
    ("party", "particular"),
    ("intern", "international"),
    ("execution", "executive"),
    ("persecute", "perseverance"),
    ("terror", "terrific"),
    ("civil", "civilian"),
    ("charge", "charger"),
    ("settler", "settled"),
    ("contract", "contrary"),
    ("confess", "confer"),
    ("profit", "proficient"),
];
/// Words that stand in any text on public matters.
const COMMON: &[&str] = &[
    "people",
    "world",
    "government",
    "country",
    "state",
    "states",
    "national",
    "public",
    "political",
    "group",
    "groups",
    "power",
    "right",
    "man",
    "men",
    "woman",
    "women",
    "child",
    "life",
    "work",
    "way",
    "place",
    "case",
    "point",
    "part",
    "number",
    "system",
    "problem",
    "problems",
    "question",
    "fact",
    "side",
    "house",
    "company",
    "family",
    "school",
    "city",
    "news",
    "policy",
    "leader",
    "leaders",
    "president",
    "minister",
    "member",
    "members",
    "support",
    "change",
    "history",
    "report",
    "need",
    "use",
    "help",
    "call",
    "plan",
    "end",
    "hand",
    "name",
    "word",
    "words",
    "money",
    "business",
    "issue",
    "local",
    "social",
    "important",
    "different",
];
/// Shorter words one letter apart are other words.
const SHORTEST_MISSPELT: usize = 7;

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
/// Spellings that come in pairs; the first `SURE` make a word of every word.
const SPELLINGS: &[(&str, &str)] = &[
    ("isation", "ization"),
    ("defence", "defense"),
    ("labour", "labor"),
    ("neighbour", "neighbor"),
    ("honour", "honor"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("ise", "ize"),
    ("programme", "program"),
];
const SURE: usize = 5;
/// Prefixes of fewer letters catch unrelated words.
const SHORT_PREFIX: usize = 5;
/// The longest framing has at most so many times the terms of the shortest.
const UNEQUAL: usize = 3;

/// Checks an instrument's lexicons as far as that needs no corpus: examples, homographs, prefixes, spellings, terms in
/// several framings, sizes. Faults of the files themselves are found when they are read.
pub fn lint(instrument: &Instrument) -> Vec<Finding> {
    let lexicons = instrument.library().lexicons();
    let mut findings = examples(instrument);
    let analyzer = Analyzer::english();
    for lexicon in lexicons {
        let all: Vec<&str> = lexicon.terms.iter().map(|term| term.pattern.as_str()).collect();
        for term in &lexicon.terms {
            findings.extend(about_term(lexicon, term, &all));
        }
        findings.extend(misspelt(lexicon, &analyzer));
        if lexicon.examples.is_empty() || lexicon.near_misses.is_empty() {
            let what = "the lexicon has no examples, or no near misses".to_owned();
            findings.push(of_lexicon(lexicon, "L010", what, "add [examples] with `match` and `near-miss`"));
        }
    }
    findings.extend(shared(lexicons));
    findings.extend(same_stems(lexicons, &analyzer));
    findings.extend(unequal(lexicons));
    let place =
        |finding: &Finding| (finding.fault.file().to_owned(), finding.fault.line(), finding.severity, finding.code);
    findings.sort_by_key(place);
    findings
}

/// A warning about a term.
fn finding(lexicon: &Lexicon, term: &Term, code: &'static str, what: String, help: &str) -> Finding {
    let at = lexicon.source.on_line(term.line, term.pattern.as_str());
    Finding { fault: lexicon.source.fault(at, what).help(help), severity: Severity::Warning, code, fix: None }
}

/// A warning about a lexicon as a whole.
fn of_lexicon(lexicon: &Lexicon, code: &'static str, what: String, help: &str) -> Finding {
    let at = lexicon
        .source
        .text()
        .find(&format!("\"{}\"", lexicon.id))
        .map_or(0..0, |at| at + 1..at + 1 + lexicon.id.as_str().len());
    Finding { fault: lexicon.source.fault(at, what).help(help), severity: Severity::Warning, code, fix: None }
}

/// Where the entry of a term stands in its file: from its heading to the next one.
fn entry(lexicon: &Lexicon, term: &Term) -> Option<Range<usize>> {
    let text = lexicon.source.text();
    let pattern = lexicon.source.on_line(term.line, term.pattern.as_str());
    let start = text[..pattern.start].rfind("[[term]]")?;
    let end = text[pattern.end..].find("\n[").map_or(text.len(), |at| pattern.end + at + 1);
    Some(start..end)
}

fn examples(instrument: &Instrument) -> Vec<Finding> {
    let library = instrument.library();
    let faults = check_examples(instrument);
    let error = |example: &crate::matching::Example, code, what: String, help: String| {
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

fn about_term(lexicon: &Lexicon, term: &Term, all: &[&str]) -> Vec<Finding> {
    let pattern = term.pattern.as_str();
    let mut findings = Vec::new();
    if term.rules.is_empty() && HOMOGRAPHS.contains(&pattern) {
        findings.push(finding(
            lexicon,
            term,
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
            term,
            "L004",
            format!("`{pattern}` is a short prefix and may catch unrelated words"),
            "lengthen it, or list the words",
        ));
    }
    if let Some(Form::Prefix(prefix)) = term.pattern.single()
        && let Some((one, other)) =
            ALIKE.iter().find(|(one, other)| one.starts_with(prefix.as_str()) && other.starts_with(prefix.as_str()))
        && term.rules.is_empty()
        && !excludes(lexicon, other)
    {
        let what = format!("`{pattern}` catches `{one}` and `{other}`");
        findings.push(finding(lexicon, term, "L011", what, "lengthen it, or list the words"));
    }
    if term.rules.is_empty() && (COMMON.contains(&pattern) || is_function_word(pattern)) {
        let what = format!("`{pattern}` stands in any text");
        findings.push(finding(lexicon, term, "L014", what, "give it a rule, or make it a phrase"));
    }
    let by_stem = matches!(term.pattern.single(), Some(Form::Stem(_)));
    if let Some((_, other)) = JOINED.iter().find(|(word, _)| by_stem && *word == pattern) {
        let what = format!("`{pattern}` is matched by its stem, which `{other}` has too");
        let help = "set `match = \"word\"`, and list the forms that are meant";
        findings.push(finding(lexicon, term, "L008", what, help));
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
            let found = finding(lexicon, term, "L009", what, "remove one of them, or give one a rule");
            let fix = entry(lexicon, term).map(|at| Fix { at, text: String::new() });
            findings.push(Finding { fix, ..found });
        }
    }
    for (place, (british, american)) in SPELLINGS.iter().enumerate() {
        for (here, there) in [(*british, *american), (*american, *british)] {
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
                let what = format!("`{pattern}` has no twin in the other spelling");
                let found = finding(lexicon, term, "L005", what, &format!("add `{variant}`, if it is a word"));
                let fix = if place < SURE { twin(lexicon, term, &variant) } else { None };
                findings.push(Finding { fix, ..found });
                return findings;
            }
        }
    }
    findings
}

/// Whether an exclusion of one word takes a word away.
fn excludes(lexicon: &Lexicon, word: &str) -> bool {
    lexicon.excludes.iter().any(|exclude| match exclude.pattern.single() {
        Some(Form::Prefix(prefix)) => word.starts_with(&**prefix),
        Some(Form::Word(other) | Form::Case(other)) => word == &**other,
        _ => false,
    })
}

/// The entry once more with the other spelling, behind it.
fn twin(lexicon: &Lexicon, term: &Term, variant: &str) -> Option<Fix> {
    let at = entry(lexicon, term)?;
    let own = lexicon.source.text().get(at.clone())?.trim_end();
    let other = own.replacen(&format!("\"{}\"", term.pattern.as_str()), &format!("\"{variant}\""), 1);
    (other != own).then(|| Fix { at, text: format!("{own}\n\n{other}\n\n") })
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
        "rise",
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
                    let help = "fine if both framings mean it; otherwise give one a rule";
                    findings.push(finding(lexicon, term, "L006", what, help));
                }
                Some(_) => {}
                None => drop(first.insert(term.pattern.as_str(), lexicon)),
            }
        }
    }
    findings
}

/// Words of two framings that are not the same and have one stem, by which both are matched.
fn same_stems(lexicons: &[Lexicon], analyzer: &Analyzer) -> Vec<Finding> {
    let mut first: BTreeMap<&str, (&Lexicon, String)> = BTreeMap::new();
    let mut findings = Vec::new();
    for lexicon in lexicons {
        for term in lexicon.terms.iter().filter(|term| term.rules.is_empty()) {
            let Some(Form::Stem(stem)) = term.pattern.single() else { continue };
            let word = analyzer.forms(term.pattern.as_str()).folded;
            match first.get(stem.as_str()) {
                Some((other, theirs)) if other.id != lexicon.id && *theirs != word => {
                    let what = format!("`{word}` has the stem of `{theirs}`, a term of {}", other.id);
                    let help = "set `match = \"word\"` for one, and list the forms that are meant";
                    findings.push(finding(lexicon, term, "L012", what, help));
                }
                Some(_) => {}
                None => drop(first.insert(stem, (lexicon, word))),
            }
        }
    }
    findings
}

/// Words one letter away from another term of the framing, not at their ends, where inflection stands.
fn misspelt(lexicon: &Lexicon, analyzer: &Analyzer) -> Vec<Finding> {
    let words: Vec<(&Term, &str)> =
        lexicon.terms.iter().filter_map(|term| single_word(term).map(|word| (term, word))).collect();
    let mut findings = Vec::new();
    for (term, word) in &words {
        let near = |(_, other): &&(&Term, &str)| {
            word > other
                && word.len().min(other.len()) >= SHORTEST_MISSPELT
                && osa_distance(word, other) == 1
                && analyzer.stem(word) != analyzer.stem(other)
                && !is_spelling(word, other)
                && differ_inside(word, other)
        };
        if let Some((_, other)) = words.iter().find(near) {
            let what = format!("`{word}` is one letter away from the term `{other}`");
            findings.push(finding(lexicon, term, "L013", what, "mend it if it is a misspelling"));
        }
    }
    findings
}

/// Whether two words begin alike and differ before their last letters, where inflection stands.
fn differ_inside(one: &str, other: &str) -> bool {
    const ENDS: usize = 3;
    let common = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    (ENDS..one.len().max(other.len()) - ENDS).contains(&common)
}

/// The word that a term is, without a star at its end.
fn single_word(term: &Term) -> Option<&str> {
    let form = term.pattern.single()?;
    let is_plain = !matches!(form, Form::Regex(_));
    is_plain.then(|| term.pattern.as_str().trim_end_matches('*'))
}

/// Whether two words differ as British and American spelling do, or in an accent.
fn is_spelling(one: &str, other: &str) -> bool {
    let plain = |word: &str| {
        word.replace('z', "s").replace("our", "or").replace('\u{e9}', "e").trim_end_matches('s').to_owned()
    };
    plain(one) == plain(other)
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
        of_lexicon(shortest, "L007", what, "compare documents within a framing, or lengthen the shorter one")
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
