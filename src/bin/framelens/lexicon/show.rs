//! `framelens lexicon show`: one framing whole.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use framelens::ids::FramingId;
use framelens::lexicon::{
    Alternative, Element, Form, Lexicon, Matching, Pattern, Rule, RuleKind, Term, VoiceRule, Weight,
};

use super::load;
use crate::cli::Global;
use crate::evidence::framing;
use crate::failure::Failure;
use crate::screen::plural;

pub fn run(id: &str, lexicons: &[PathBuf], global: &Global) -> Result<String, Failure> {
    let instrument = load(lexicons, global)?;
    let library = instrument.library();
    // No id has a full stop in it.
    let is_path = id.contains('.') || Path::new(id).exists();
    if library.find(id).is_none() && is_path {
        let own = load(&[PathBuf::from(id)], global)?;
        return Ok(own.library().lexicons().iter().map(show).collect::<Vec<_>>().join("\n\n"));
    }
    Ok(show(library.get(framing(id, library)?)))
}

fn show(lexicon: &Lexicon) -> String {
    let mut text = String::new();
    let _ = writeln!(
        text,
        "{} ({}, family {}, version {})",
        bold(&lexicon.label),
        lexicon.id,
        lexicon.family,
        lexicon.version
    );
    let _ = writeln!(text, "{}\n", lexicon.definition);
    for (name, said) in [("counts:", &lexicon.counts), ("leaves out:", &lexicon.leaves_out)] {
        if !said.is_empty() {
            let _ = writeln!(text, "{} {said}", bold(name));
        }
    }
    for limit in &lexicon.limits {
        let _ = writeln!(text, "{} {limit}", bold("limit:"));
    }
    for reference in &lexicon.references {
        let _ = writeln!(text, "{} {reference}", bold("reference:"));
    }
    for row in &lexicon.validated {
        let _ = writeln!(text, "{} {}", bold("validated:"), row);
    }
    text.push_str(&terms(lexicon));
    if !lexicon.excludes.is_empty() {
        let exclusions = plural(lexicon.excludes.len(), "exclusion");
        let _ = writeln!(text, "\n{}", bold(&format!("{exclusions}: phrases that win over a term they contain")));
        for exclude in &lexicon.excludes {
            let _ =
                writeln!(text, "  {}{} ({})", exclude.pattern.as_str(), listed(&forms(&exclude.pattern)), exclude.note);
        }
    }
    let near_misses = lexicon.near_misses.len();
    let misses = if near_misses == 1 { "miss" } else { "misses" };
    for (heading, sentences) in [
        (plural(lexicon.examples.len(), "example"), &lexicon.examples),
        (format!("{near_misses} near {misses}"), &lexicon.near_misses),
    ] {
        let _ = writeln!(text, "\n{}", bold(&heading));
        for (sentence, _) in sentences {
            let _ = writeln!(text, "  {sentence}");
        }
    }
    text
}

fn bold(text: &str) -> String {
    format!("\u{1b}[1m{text}\u{1b}[0m")
}

fn terms(lexicon: &Lexicon) -> String {
    let mut text = format!("\n{}\n", bold(&plural(lexicon.terms.len(), "term")));
    for term in &lexicon.terms {
        let _ = writeln!(text, "  {}{}", term.pattern.as_str(), listed(&conditions(term)));
        let framings: Vec<&str> = term.shared_with.iter().map(FramingId::as_str).collect();
        let said = [
            ("source", Some(term.source.clone())),
            ("contested", term.contested.clone()),
            ("shared with", (!framings.is_empty()).then(|| framings.join(", "))),
            ("note", term.note.clone()),
        ];
        for (name, said) in said.into_iter().filter_map(|(name, said)| Some((name, said?))) {
            let _ = writeln!(text, "      {name}: {said}");
        }
    }
    text
}

fn listed(parts: &[String]) -> String {
    if parts.is_empty() { String::new() } else { format!("  [{}]", parts.join("; ")) }
}

/// How the words of a pattern meet a text.
fn forms(pattern: &Pattern) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let singles = || pattern.alternatives().iter().filter_map(Alternative::single);
    let stems: BTreeSet<&str> =
        singles().filter_map(|form| if let Form::Stem(stem) = form { Some(stem.as_str()) } else { None }).collect();
    if !stems.is_empty() {
        let noun = if stems.len() == 1 { "stem" } else { "stems" };
        parts.push(format!("{noun} {}", stems.into_iter().collect::<Vec<_>>().join(", ")));
    }
    let mut elements = pattern.alternatives().iter().flat_map(Alternative::written);
    let is_plain = |element: &Element| matches!(element, Element::Word(Form::Word(_)));
    match pattern.matching() {
        Matching::Word if elements.clone().any(is_plain) => parts.push("in this form".to_owned()),
        Matching::Case => parts.push("in this case".to_owned()),
        _ => {}
    }
    if let Some(Form::Regex(regex)) = singles().next() {
        parts.push(format!("expression {}", regex.as_str()));
    }
    if let Some(width) = elements.find_map(|element| if let Element::Gap(width) = element { Some(width) } else { None })
    {
        parts.push(format!("gap {width}"));
    }
    parts
}

fn conditions(term: &Term) -> Vec<String> {
    let mut parts = forms(&term.pattern);
    if term.weight != Weight::ONE {
        parts.push(format!("weight {}", term.weight));
    }
    match term.voice {
        Some(VoiceRule::Own) => parts.push("outside quotation marks".to_owned()),
        Some(VoiceRule::Quoted) => parts.push("inside quotation marks".to_owned()),
        None => {}
    }
    parts.extend(term.rules.iter().map(rule));
    parts
}

fn rule(rule: &Rule) -> String {
    let kind = match rule.kind {
        RuleKind::UnlessBefore => "unless before it",
        RuleKind::UnlessAfter => "unless after it",
        RuleKind::UnlessNear => "unless near",
        RuleKind::OnlyNear => "only near",
        RuleKind::OnlyBefore => "only before it",
        RuleKind::OnlyAfter => "only after it",
    };
    let words: Vec<String> = rule.words.iter().map(Form::written).collect();
    let window = rule.within.map_or_else(|| "in the sentence".to_owned(), |within| format!("within {within}"));
    format!("{kind} ({window}): {}", words.join(", "))
}
