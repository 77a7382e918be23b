//! Lexicons as files of our own format, to be kept and completed by hand.

use std::fmt::Write as _;

use super::{Dictionary, Loss, framings};
use crate::ids::FramingId;
use crate::lexicon::{Lexicon, Rule, RuleKind, Term, Weight};
use crate::source::Source;
use crate::text::Analyzer;

/// A dictionary in our own format.
#[derive(Clone, Debug)]
pub struct TomlFiles {
    /// A file a framing.
    pub files: Vec<(FramingId, String)>,
    /// How many terms they have together.
    pub terms: usize,
    /// What of the dictionary they do not hold.
    pub losses: Vec<Loss>,
}

/// A file for each category that counts something. What an author has to say is there as a question.
pub fn toml_files(dictionary: &Dictionary, source: &Source) -> TomlFiles {
    let (lexicons, losses) = framings(dictionary, source, &Analyzer::english());
    TomlFiles {
        files: lexicons.iter().map(|lexicon| (lexicon.id.clone(), file(lexicon))).collect(),
        terms: lexicons.iter().map(|lexicon| lexicon.terms.len()).sum(),
        losses,
    }
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

fn file(lexicon: &Lexicon) -> String {
    let mut text = format!(
        "schema = 1\n\n[framing]\nid = {}\nlabel = {}\nfamily = {}\nlanguage = \"en\"\nversion = \"0.1.0\"\n\
         definition = {}\ncounts = \"To be written: what belongs in?\"\n\
         leaves-out = \"To be written: what goes elsewhere?\"\n",
        quoted(lexicon.id.as_str()),
        quoted(&lexicon.label),
        quoted(lexicon.family.as_str()),
        quoted(&lexicon.definition),
    );
    lexicon.terms.iter().for_each(|term| write_term(term, &mut text));
    text
}

fn write_term(term: &Term, text: &mut String) {
    let _ = write!(text, "\n[[term]]\npattern = {}\n", quoted(term.pattern.as_str()));
    let _ = writeln!(text, "match = \"{}\"", term.pattern.matching().as_str());
    if term.weight != Weight::ONE {
        let _ = writeln!(text, "weight = {}", term.weight);
    }
    term.rules.iter().for_each(|rule| write_rule(rule, text));
    let _ = writeln!(text, "source = {}", quoted(&term.source));
}

fn write_rule(rule: &Rule, text: &mut String) {
    /// As far as a rule can look that looks at one word if it does not say how far.
    const FARTHEST: u8 = u8::MAX;
    let key = match rule.kind {
        RuleKind::UnlessBefore => "unless-before",
        RuleKind::UnlessAfter => "unless-after",
        RuleKind::UnlessNear => "unless-near",
        RuleKind::OnlyNear => "only-near",
        RuleKind::OnlyBefore => "only-before",
        RuleKind::OnlyAfter => "only-after",
    };
    let words: Vec<String> = rule.words.iter().map(|form| quoted(&form.written())).collect();
    let words = format!("[{}]", words.join(", "));
    let neighbour = matches!(rule.kind, RuleKind::UnlessBefore | RuleKind::UnlessAfter);
    let _ = match rule.within.or(neighbour.then_some(FARTHEST)) {
        Some(within) => writeln!(text, "{key} = {{ words = {words}, within = {within} }}"),
        None => writeln!(text, "{key} = {words}"),
    };
}
