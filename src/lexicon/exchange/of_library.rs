//! Lexicons of ours as a dictionary, for other programs.

use super::framings::BETWEEN;
use super::losses::Losses;
use super::{Category, Dictionary, Entry, EntryKind, Imported, place};
use crate::lexicon::{Alternative, Element, Form, Lexicon, Library, Matching, Term};

/// The lexicons of a library as categories, named by their labels. What no other format has is listed.
pub fn of_library(library: &Library) -> Imported {
    let mut losses = Losses::default();
    let mut dictionary = Dictionary::default();
    for lexicon in library.lexicons() {
        let mut among = &mut dictionary.categories;
        let mut names = lexicon.label.split(BETWEEN).peekable();
        while let Some(name) = names.next() {
            let place = place(among, name);
            if names.peek().is_none() {
                fill(&mut among[place], lexicon, &mut losses);
                break;
            }
            among = &mut among[place].children;
        }
    }
    Imported { dictionary, losses: losses.unsorted() }
}

fn fill(category: &mut Category, lexicon: &Lexicon, losses: &mut Losses) {
    if !lexicon.counts.is_empty() {
        let parts = "its coding rule, sources, examples and notes have no place in other formats";
        losses.changed(0, lexicon.id.as_str(), parts);
    }
    for term in &lexicon.terms {
        let alternatives = term.pattern.alternatives().iter();
        category.entries.extend(alternatives.filter_map(|alternative| entry(lexicon, term, alternative, losses)));
    }
    for exclude in &lexicon.excludes {
        let named = format!("{}: {}", lexicon.id, exclude.pattern.as_str());
        losses.dropped(exclude.line, &named, "phrases that win over a term have no counterpart there");
    }
}

fn entry(lexicon: &Lexicon, term: &Term, alternative: &Alternative, losses: &mut Losses) -> Option<Entry> {
    let (line, text) = (term.line, &format!("{}: {}", lexicon.id, alternative.as_str()));
    let elements = alternative.written();
    if elements.iter().any(Element::is_gap) {
        losses.dropped(line, text, "gaps of several words have no counterpart there");
        return None;
    }
    let any =
        |kind: fn(&Form) -> bool| elements.iter().any(|element| matches!(element, Element::Word(form) if kind(form)));
    if any(|form| matches!(form, Form::Stem(_))) {
        losses.changed(line, text, "here it meets every word of its stem, there only itself");
    }
    if any(|form| matches!(form, Form::Case(_))) {
        losses.changed(line, text, "here its case counts");
    }
    if term.voice.is_some() || !term.rules.is_empty() {
        losses.changed(line, text, "its conditions have no counterpart there, so it will match more");
    }
    if term.contested.is_some() {
        losses.changed(line, text, "that it is contested has no place there");
    }
    let kind = if term.pattern.matching() == Matching::Regex { EntryKind::Regex } else { EntryKind::Glob };
    Some(Entry { pattern: alternative.as_str().to_owned(), kind, weight: term.weight, rules: Vec::new(), line })
}
