//! What did a change of lexicons change?

use std::collections::{BTreeMap, BTreeSet};

use super::name_order::name_order;
use super::{Comparison, Direction, Scope};
use crate::counts::Tally;
use crate::ids::{DocId, FramingId};
use crate::lexicon::{Element, Exclude, Lexicon, Library, Pattern, Term};

/// A term or phrase that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermChange {
    /// Its framing.
    pub framing: FramingId,
    /// Its pattern.
    pub pattern: String,
    /// What became of it.
    pub change: Change,
}

/// What became of a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// These of its parts say something else.
    Changed(Vec<&'static str>),
}

/// A document whose matches of a framing changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The document.
    pub document: DocId,
    /// The framing.
    pub framing: FramingId,
    /// Matches with the old lexicons, and with the new.
    pub matches: [u64; 2],
    /// Terms whose matches changed: by how many. Together they are the whole change.
    pub parts: Vec<(String, i64)>,
}

/// A comparison whose direction changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Turned {
    /// What is compared.
    pub scope: Scope,
    /// Its name.
    pub name: String,
    /// The framing.
    pub framing: FramingId,
    /// With the old lexicons, and with the new.
    pub direction: [Direction; 2],
    /// log2 of how many times more often than in the rest, likewise, where it is known.
    pub ratio: [Option<f64>; 2],
}

/// How a direction changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// From higher to lower or the reverse.
    Round,
    /// It is unclear now.
    Lost,
    /// It was unclear.
    Gained,
}

impl Turned {
    /// How its direction changed.
    pub fn turn(&self) -> Turn {
        match self.direction {
            [_, Direction::Unclear] => Turn::Lost,
            [Direction::Unclear, _] => Turn::Gained,
            _ => Turn::Round,
        }
    }

    /// By how much its ratio changed, where both are known.
    fn size(&self) -> Option<f64> {
        let [old, new] = self.ratio;
        Some((new? - old?).abs())
    }
}

/// Terms and excludes that were added, removed or changed, by framing and pattern.
pub fn term_changes(old: &Library, new: &Library) -> Vec<TermChange> {
    let by_id = |library: &Library| -> BTreeMap<FramingId, Lexicon> {
        library.lexicons().iter().map(|lexicon| (lexicon.id.clone(), lexicon.clone())).collect()
    };
    let (old, new) = (by_id(old), by_id(new));
    let ids: BTreeSet<&FramingId> = old.keys().chain(new.keys()).collect();
    ids.into_iter().flat_map(|id| of_framing(id, old.get(id), new.get(id))).collect()
}

fn of_framing(id: &FramingId, old: Option<&Lexicon>, new: Option<&Lexicon>) -> Vec<TermChange> {
    let parts = [old, new].map(|lexicon| lexicon.map(parts).unwrap_or_default());
    let [before, after] = &parts;
    let patterns: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let mut changes = Vec::new();
    for pattern in patterns {
        let change = match (before.get(pattern), after.get(pattern)) {
            (None, _) => Change::Added,
            (_, None) => Change::Removed,
            (Some(before), Some(after)) => {
                let differ = before.iter().zip(after).filter(|(a, b)| a.1 != b.1).map(|(a, _)| a.0);
                let differ: Vec<&'static str> = differ.collect();
                if differ.is_empty() {
                    continue;
                }
                Change::Changed(differ)
            }
        };
        changes.push(TermChange { framing: id.clone(), pattern: pattern.clone(), change });
    }
    changes
}

/// What a lexicon says of each pattern, excludes marked as such, and of itself.
fn parts(lexicon: &Lexicon) -> BTreeMap<String, Vec<(&'static str, String)>> {
    let own = vec![
        ("label", lexicon.label.clone()),
        ("family", lexicon.family.to_string()),
        ("definition", lexicon.definition.clone()),
        ("counts", lexicon.counts.clone()),
        ("leaves-out", lexicon.leaves_out.clone()),
        ("version", lexicon.version.clone()),
        ("limits", format!("{:?}", lexicon.limits)),
        ("references", format!("{:?}", lexicon.references)),
        ("validated", format!("{:?}", lexicon.validated.iter().map(ToString::to_string).collect::<Vec<_>>())),
        ("examples", format!("{:?}{:?}", texts(&lexicon.examples), texts(&lexicon.near_misses))),
    ];
    let of_term = |term: &Term| {
        vec![
            ("match", term.pattern.matching().as_str().to_owned()),
            ("gap", format!("{:?}", gaps(&term.pattern))),
            ("weight", term.weight.to_string()),
            ("conditions", format!("{:?}", term.rules)),
            ("voice", format!("{:?}", term.voice)),
            ("contested", format!("{:?}", term.contested)),
            ("shared-with", format!("{:?}", term.shared_with)),
            ("source", term.source.clone()),
            ("note", format!("{:?}", term.note)),
        ]
    };
    let of_exclude = |exclude: &Exclude| {
        vec![
            ("match", exclude.pattern.matching().as_str().to_owned()),
            ("gap", format!("{:?}", gaps(&exclude.pattern))),
            ("note", exclude.note.clone()),
        ]
    };
    let terms = names(lexicon.terms.iter().map(|term| &term.pattern)).zip(lexicon.terms.iter().map(of_term));
    let excludes = names(lexicon.excludes.iter().map(|exclude| &exclude.pattern)).map(|name| format!("not {name}"));
    let excludes = excludes.zip(lexicon.excludes.iter().map(of_exclude));
    std::iter::once(("(the framing)".to_owned(), own)).chain(terms).chain(excludes).collect()
}

/// What each pattern is called. One may stand there several times, matched in several ways or under several rules.
fn names<'p>(patterns: impl Iterator<Item = &'p Pattern> + Clone) -> impl Iterator<Item = String> {
    let mut all: BTreeMap<&str, usize> = BTreeMap::new();
    patterns.clone().for_each(|pattern| *all.entry(pattern.as_str()).or_default() += 1);
    let mut seen: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    patterns.map(move |pattern| {
        let (text, how) = (pattern.as_str(), pattern.matching().as_str());
        let number = seen.entry((text, how)).or_default();
        *number += 1;
        match (all.get(text), *number) {
            (Some(1), _) => text.to_owned(),
            (_, 1) => format!("{text} ({how})"),
            (_, number) => format!("{text} ({how} {number})"),
        }
    })
}

/// How wide each gap of a pattern may be.
fn gaps(pattern: &Pattern) -> Vec<u8> {
    let width = |element: &Element| match element {
        Element::Gap(width) => Some(*width),
        Element::Word(_) => None,
    };
    pattern.variants().flatten().filter_map(width).collect()
}

fn texts(examples: &[(String, usize)]) -> Vec<&str> {
    examples.iter().map(|(text, _)| text.as_str()).collect()
}

/// Every document and framing whose matches changed, with the terms that changed them: largest change first.
pub fn moved(old: (&Library, &Tally), new: (&Library, &Tally)) -> Vec<Moved> {
    let ids: BTreeSet<&FramingId> =
        [old.0, new.0].iter().flat_map(|library| library.lexicons()).map(|lexicon| &lexicon.id).collect();
    let mut rows = Vec::new();
    for (before, after) in old.1.documents().iter().zip(new.1.documents()) {
        let terms = [terms_of(old.0, &before.terms), terms_of(new.0, &after.terms)];
        for id in &ids {
            let of = |side: usize| terms[side].get(id);
            let names: BTreeSet<&str> = (0..2).filter_map(of).flat_map(|terms| terms.keys().copied()).collect();
            let count = |side: usize, name: &str| of(side).and_then(|terms| terms.get(name)).copied().unwrap_or(0);
            let changes =
                names.into_iter().map(|name| (name, count(1, name).cast_signed() - count(0, name).cast_signed()));
            let mut parts: Vec<(String, i64)> =
                changes.filter(|(_, change)| *change != 0).map(|(name, change)| (name.to_owned(), change)).collect();
            if parts.is_empty() {
                continue;
            }
            parts.sort_by_key(|(name, change)| (std::cmp::Reverse(change.abs()), name.clone()));
            let matches = [0, 1].map(|side| of(side).map_or(0, |terms| terms.values().sum()));
            rows.push(Moved { document: before.id.clone(), framing: (*id).clone(), matches, parts });
        }
    }
    let size = |row: &Moved| row.matches[0].abs_diff(row.matches[1]);
    rows.sort_by(|a, b| size(b).cmp(&size(a)).then_with(|| (&a.document, &a.framing).cmp(&(&b.document, &b.framing))));
    rows
}

type ByFraming<'l> = BTreeMap<&'l FramingId, BTreeMap<&'l str, u64>>;

fn terms_of<'l>(library: &'l Library, counts: &[(crate::ids::TermId, u64)]) -> ByFraming<'l> {
    let counts: BTreeMap<_, _> = counts.iter().copied().collect();
    let mut found: ByFraming<'l> = BTreeMap::new();
    for (framing, id, term) in library.terms() {
        if let Some(count) = counts.get(&id) {
            let of_framing = found.entry(&library.get(framing).id).or_default();
            *of_framing.entry(term.pattern.as_str()).or_default() += count;
        }
    }
    found
}

/// The comparisons whose direction changed, of framings that both libraries have: by how it did, and of each kind the largest
/// change first, those of unknown size last.
pub fn turned(old: (&Library, &[Comparison]), new: (&Library, &[Comparison])) -> Vec<Turned> {
    let (before, after) = (by_name(old), by_name(new));
    let turned = before.into_iter().filter_map(|((scope, name, framing), old)| {
        let new = after.get(&(scope, name, framing))?;
        let ratio = [old, new].map(|row| row.ratio.and_then(|ratio| ratio.estimate));
        let direction = [old.direction, new.direction];
        let turned = Turned { scope, name: name.to_owned(), framing: framing.clone(), direction, ratio };
        (old.direction != new.direction).then_some(turned)
    });
    let mut turned: Vec<Turned> = turned.collect();
    let size = |row: &Turned| row.size().unwrap_or(f64::NEG_INFINITY);
    turned.sort_by(|a, b| {
        let by_size = a.turn().cmp(&b.turn()).then_with(|| size(b).total_cmp(&size(a)));
        let by_name = || a.scope.cmp(&b.scope).then_with(|| name_order(&a.name, &b.name));
        by_size.then_with(by_name).then_with(|| a.framing.cmp(&b.framing))
    });
    turned
}

type ByName<'c> = BTreeMap<(Scope, &'c str, &'c FramingId), &'c Comparison>;

fn by_name<'c>((library, rows): (&'c Library, &'c [Comparison])) -> ByName<'c> {
    rows.iter().map(|row| ((row.scope, row.name.as_str(), &library.get(row.framing).id), row)).collect()
}
