//! Which words and phrases of a framing does another of its terms find already?

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Finding, Fix, entry, finding};
use crate::lexicon::{Alternative, Element, Form, Lexicon, Term};
use crate::text::Analyzer;

/// The words and phrases of a framing by their first words.
type ByFirst<'l> = BTreeMap<&'l Element, Vec<(&'l Term, &'l Alternative)>>;

/// Words and phrases that add nothing to another term, which counts under the same conditions and for as much.
#[expect(clippy::mutable_key_type, reason = "expressions are compared as they are written")]
pub(super) fn found(lexicon: &Lexicon, analyzer: &Analyzer) -> Vec<Finding> {
    let mut by_first = ByFirst::new();
    for term in &lexicon.terms {
        for alternative in term.pattern.alternatives() {
            by_first.entry(&alternative.written()[0]).or_default().push((term, alternative));
        }
    }
    let mut findings = Vec::new();
    for term in &lexicon.terms {
        for alternative in term.pattern.alternatives() {
            if let Some(other) = finder(term, alternative, &by_first, analyzer) {
                findings.push(needless(lexicon, term, alternative, other));
            }
        }
    }
    findings
}

/// The term that finds what an alternative of another finds.
#[expect(clippy::mutable_key_type, reason = "expressions are compared as they are written")]
fn finder<'l>(term: &Term, alternative: &Alternative, by_first: &ByFirst<'l>, analyzer: &Analyzer) -> Option<&'l Term> {
    let written = alternative.written();
    let mut firsts = vec![written[0].clone()];
    if let Element::Word(form) = &written[0] {
        firsts.extend(wider(form, analyzer).into_iter().map(Element::Word));
    }
    let mut candidates = firsts.iter().filter_map(|first| by_first.get(first)).flatten();
    let finds = |(other, theirs): &&(&Term, &Alternative)| {
        let theirs = theirs.written();
        // Of two that find the same, the first stays.
        let is_other = other.line < term.line || other.line != term.line && theirs != written;
        is_other && counts_alike(term, other) && finds_all(theirs, written, analyzer)
    };
    candidates.find(finds).map(|(other, _)| *other)
}

fn counts_alike(one: &Term, other: &Term) -> bool {
    (&one.rules, one.voice, one.weight, &one.contested) == (&other.rules, other.voice, other.weight, &other.contested)
}

/// Whether whatever meets `these` meets `those` too, word for word.
fn finds_all(those: &[Element], these: &[Element], analyzer: &Analyzer) -> bool {
    let finds = |(that, this): (&Element, &Element)| match (that, this) {
        (Element::Gap(that), Element::Gap(this)) => this <= that,
        (Element::Word(that), Element::Word(this)) => that == this || wider(this, analyzer).contains(that),
        _ => false,
    };
    those.len() == these.len() && those.iter().zip(these).all(finds)
}

/// The other forms that meet every word that a form meets.
fn wider(form: &Form, analyzer: &Analyzer) -> Vec<Form> {
    let word = |folded: &str| {
        let stem = Form::Stem(analyzer.stem(folded).into_owned());
        prefixes(folded).chain([Form::Prefix(folded.to_owned()), stem]).collect::<Vec<_>>()
    };
    match form {
        Form::Case(cased) => {
            let folded = analyzer.forms(cased).folded;
            let mut wider = word(&folded);
            wider.push(Form::Word(folded));
            wider
        }
        Form::Word(folded) => word(folded),
        Form::Prefix(prefix) => prefixes(prefix).collect(),
        // Not all words of these stems begin so: `happy` has the stem `happi`, `rating` `rate`, `capability` `capabl`.
        Form::Stem(stem) if stem.ends_with(['i', 'e']) || stem.ends_with("bl") => prefixes(stem).collect(),
        Form::Stem(stem) => prefixes(stem).chain([Form::Prefix(stem.clone())]).collect(),
        Form::Regex(_) => Vec::new(),
    }
}

/// The shorter beginnings of a word.
fn prefixes(word: &str) -> impl Iterator<Item = Form> {
    word.char_indices().skip(1).map(|(end, _)| Form::Prefix(word[..end].to_owned()))
}

fn needless(lexicon: &Lexicon, term: &Term, alternative: &Alternative, other: &Term) -> Finding {
    let pattern = alternative.as_str();
    let what = format!("`{pattern}` is found by `{}` already", other.pattern.as_str());
    let found = finding(lexicon, (term, pattern), "L009", what, "remove one of them, or give one a rule");
    // A phrase may be written together, and a stem is that of words with other beginnings.
    let sure = matches!(alternative.single(), Some(Form::Word(_) | Form::Case(_) | Form::Prefix(_)));
    let alone = term.pattern.alternatives().len() == 1;
    let fix = entry(lexicon, term).filter(|_| sure && alone).map(|at| without(lexicon, at));
    Finding { fix, ..found }
}

/// Takes an entry away, with the blank lines behind it.
fn without(lexicon: &Lexicon, entry: Range<usize>) -> Fix {
    let text = lexicon.source.text();
    let end = text.len() - text[entry.end..].trim_start().len();
    Fix { at: entry.start..end, text: String::new() }
}
