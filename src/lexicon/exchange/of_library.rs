//! Lexicons of ours as a dictionary, for other programs.

use super::framings::BETWEEN;
use super::losses::Losses;
use super::{Category, Dictionary, Effect, Entry, EntryKind, EntryRule, Imported, place};
use crate::lexicon::{Alternative, Element, Form, Lexicon, Library, Matching, Rule, Term};

/// The lexicons of a library as categories, named by their labels. What no other format has is listed.
pub fn of_library(library: &Library) -> Imported {
    let mut losses = Losses::default();
    let mut dictionary = Dictionary::default();
    for lexicon in library.lexicons() {
        let id = lexicon.id.as_str();
        let (mut among, mut last) = (&mut dictionary.categories, lexicon.label.as_str());
        if last.contains(BETWEEN) {
            losses.changed_by(
                Effect::Nothing,
                0,
                id,
                format!("its label `{last}` becomes categories within one another"),
            );
        }
        while let Some((name, below)) = last.split_once(BETWEEN) {
            let place = place(among, name);
            (among, last) = (&mut among[place].children, below);
        }
        if among.iter().any(|category| category.name == last && !category.entries.is_empty()) {
            losses.changed_by(
                Effect::Nothing,
                0,
                id,
                format!("another lexicon is called `{last}` too, so this one is called by its id"),
            );
            last = id;
        }
        let place = place(among, last);
        fill(&mut among[place], lexicon, &mut losses);
    }
    Imported { dictionary, losses: losses.unsorted() }
}

fn fill(category: &mut Category, lexicon: &Lexicon, losses: &mut Losses) {
    if !lexicon.counts.is_empty() {
        let parts = "its coding rule, sources, examples and notes have no place in other formats";
        losses.changed_by(Effect::Nothing, 0, lexicon.id.as_str(), parts);
    }
    category.description = Some(lexicon.definition.clone()).filter(|definition| !definition.trim().is_empty());
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
    if alternative.variants().len() > 1 {
        losses.changed_by(Effect::Little, line, text, "here it meets its words written together too");
    }
    if any(|form| matches!(form, Form::Case(_))) {
        losses.changed(line, text, "here its case counts");
    }
    if term.voice.is_some() {
        losses.changed_by(
            Effect::Much,
            line,
            text,
            "in whose voice it counts has no counterpart there, so it will match more",
        );
    }
    if term.contested.is_some() {
        losses.changed_by(Effect::Nothing, line, text, "that it is contested has no place there");
    }
    let kind = if term.pattern.matching() == Matching::Regex { EntryKind::Regex } else { EntryKind::Glob };
    let rules = term.rules.iter().map(rule).collect();
    Some(Entry { pattern: alternative.as_str().to_owned(), kind, weight: term.weight, rules, line })
}

fn rule(rule: &Rule) -> EntryRule {
    EntryRule { kind: rule.kind, words: rule.words.iter().map(Form::written).collect(), within: rule.within }
}
