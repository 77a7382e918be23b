//! What should a reader of these results be warned of?

use std::collections::BTreeMap;

use super::comparison::FEWEST_DOCUMENTS;
use super::flag::{FEW, dominant, is_mostly_quoted, is_short, leading_document};
use super::similarity::MOST_COMPARED;
use super::{Scope, Unit};
use crate::counts::{Evidence, Tally};
use crate::ids::{DocId, FramingIx, GroupId};
use crate::lexicon::Library;
use crate::lexicon::exchange::{Fate, Loss};
use crate::matching::Matcher;
use crate::notice::Notice;
use crate::stats::{Rate, spearman};

/// From so many matches on, a quarter in quotation marks is worth saying.
const FEWEST_QUOTED: u64 = 8;
/// From so many documents on, and so strong a correlation, rates that go with length are worth saying.
const LENGTH: (usize, f64) = (8, 0.6);
/// Shorter sentences recur by chance.
const SHORTEST_COPY: usize = 8;
/// From this share of a framing's matches on, sentences that several documents share are worth saying.
const COPIED_SHARE: f64 = 0.1;

/// Every caveat about the documents of a tally, those about single rows after those about the whole.
pub fn caveats(
    tally: &Tally,
    fingerprints: &BTreeMap<DocId, [u8; 32]>,
    evidence: &[Evidence],
    library: &Library,
    matcher: &Matcher,
) -> Vec<Notice> {
    let units = Unit::documents(tally);
    let named = |wanted: &dyn Fn(&Unit<'_>) -> bool| -> Vec<DocId> {
        units.iter().filter(|unit| wanted(unit)).map(|unit| unit.documents[0].id.clone()).collect()
    };
    let mut notices = not_carried(library);
    let empty = named(&|unit| unit.pool.extent.tokens == 0);
    if !empty.is_empty() {
        notices.push(Notice::Empty { documents: empty });
    }
    let short = named(&|unit| unit.pool.extent.tokens > 0 && is_short(unit));
    if !short.is_empty() {
        notices.push(Notice::Short { documents: short });
    }
    notices.extend(same_text(&units, fingerprints));
    notices.extend(copied(evidence, library));
    notices.extend(small_groups(tally));
    notices.extend(not_paired(tally));
    notices.extend(lengths(&units, library));
    notices.extend((library.lexicons().len() == 1).then_some(Notice::OneFraming));
    let groups: Vec<(GroupId, Unit<'_>)> = tally.groups().into_iter().zip(Unit::groups(tally)).collect();
    // A single group is compared with nothing, and a group of one document is that document.
    let is_compared = |unit: &Unit<'_>| groups.len() > 1 && unit.pool.documents > 1 && !is_short(unit);
    for (group, unit) in groups.iter().filter(|(_, unit)| is_compared(unit)) {
        for framing in unit.pool.each_framing().filter(|framing| unit.pool.counts(*framing).matches >= FEW) {
            notices.extend(one_document(group, unit, framing, library));
            notices.extend(one_term(unit, framing, library, matcher));
            notices.extend(quoted(unit, framing, library));
        }
    }
    for unit in units.iter().filter(|unit| !is_short(unit)) {
        for framing in unit.pool.each_framing() {
            notices.extend(one_term(unit, framing, library, matcher));
            notices.extend(quoted(unit, framing, library));
        }
    }
    notices
}

/// What of dictionaries of other programs is not looked for as they say.
pub fn not_carried(library: &Library) -> Vec<Notice> {
    let of = |fate: Fate, losses: &[Loss]| losses.iter().filter(|loss| loss.fate == fate).count();
    let files = library.losses().iter().filter(|(_, losses)| !losses.is_empty());
    files
        .map(|(file, losses)| Notice::NotCarried {
            file: file.clone(),
            dropped: of(Fate::Dropped, losses),
            changed: of(Fate::Changed, losses),
        })
        .collect()
}

fn one_document(group: &GroupId, unit: &Unit<'_>, framing: FramingIx, library: &Library) -> Option<Notice> {
    let (document, matches) = leading_document(unit, framing)?;
    let (group, document) = (group.clone(), document.clone());
    let of = unit.pool.counts(framing).matches;
    Some(Notice::OneDocument { group, framing: library.get(framing).id.clone(), document, matches, of })
}

fn one_term(unit: &Unit<'_>, framing: FramingIx, library: &Library, matcher: &Matcher) -> Option<Notice> {
    let (term, matches) = dominant(unit, framing, matcher)?;
    let (_, _, term) = library.terms().nth(term.index())?;
    let (framing, of) = (library.get(framing).id.clone(), unit.pool.counts(framing).matches);
    Some(Notice::OneTerm { unit: name(unit), framing, term: term.pattern.as_str().to_owned(), matches, of })
}

fn quoted(unit: &Unit<'_>, framing: FramingIx, library: &Library) -> Option<Notice> {
    let counts = unit.pool.counts(framing);
    let (unit, framing) = (name(unit), library.get(framing).id.clone());
    let is_worth_saying = counts.matches >= FEWEST_QUOTED && is_mostly_quoted(counts);
    is_worth_saying.then_some(Notice::Quoted { unit, framing, quoted: counts.quoted, of: counts.matches })
}

fn name(unit: &Unit<'_>) -> String {
    match unit.scope {
        Scope::Document => unit.name.clone(),
        Scope::Group => format!("the group {}", unit.name),
    }
}

fn same_text(units: &[Unit<'_>], fingerprints: &BTreeMap<DocId, [u8; 32]>) -> Option<Notice> {
    let mut by_text: BTreeMap<&[u8; 32], Vec<DocId>> = BTreeMap::new();
    let with_words = units.iter().filter(|unit| unit.pool.extent.tokens > 0).map(|unit| &unit.documents[0].id);
    for (id, fingerprint) in with_words.filter_map(|id| Some((id, fingerprints.get(id)?))) {
        by_text.entry(fingerprint).or_default().push(id.clone());
    }
    let mut documents: Vec<Vec<DocId>> = by_text.into_values().filter(|set| set.len() > 1).collect();
    documents.sort();
    (!documents.is_empty()).then_some(Notice::SameText { documents })
}

/// Matches in sentences that stand, word for word, in several documents.
fn copied(evidence: &[Evidence], library: &Library) -> Vec<Notice> {
    let mut where_found: BTreeMap<&str, Vec<&DocId>> = BTreeMap::new();
    for row in evidence.iter().filter(|row| row.context.split(' ').count() >= SHORTEST_COPY) {
        let documents = where_found.entry(row.context.as_ref()).or_default();
        if documents.last() != Some(&&row.document) {
            documents.push(&row.document);
        }
    }
    let is_copied =
        |row: &&Evidence| where_found.get(row.context.as_ref()).is_some_and(|documents| documents.len() > 1);
    let mut notices = Vec::new();
    for (place, lexicon) in library.lexicons().iter().enumerate() {
        let of_framing = || evidence.iter().filter(|row| row.framing.index() == place);
        let (of, copies) = (of_framing().count() as u64, of_framing().filter(is_copied).count() as u64);
        if copies >= FEWEST_QUOTED && copies as f64 >= COPIED_SHARE * of as f64 {
            notices.push(Notice::Copied { framing: lexicon.id.clone(), matches: copies, of });
        }
    }
    notices
}

fn small_groups(tally: &Tally) -> Option<Notice> {
    let groups = Unit::groups(tally);
    let (large, small): (Vec<_>, Vec<_>) = groups.iter().partition(|group| group.pool.documents >= FEWEST_DOCUMENTS);
    let named = small.iter().filter_map(|group| group.documents[0].group.clone()).collect();
    (groups.len() > 1 && !small.is_empty()).then_some(Notice::SmallGroups { groups: named, tested: large.len() >= 2 })
}

fn not_paired(tally: &Tally) -> Vec<Notice> {
    let units = [(tally.documents().len(), "documents"), (tally.groups().len(), "groups")];
    let many = units.into_iter().filter(|(number, _)| *number > MOST_COMPARED);
    many.map(|(number, what)| Notice::NotPaired { units: format!("{number} {what}") }).collect()
}

fn lengths(units: &[Unit<'_>], library: &Library) -> Vec<Notice> {
    let measured: Vec<&Unit<'_>> = units.iter().filter(|unit| unit.pool.extent.tokens > 0).collect();
    if measured.len() < LENGTH.0 {
        return Vec::new();
    }
    let words: Vec<f64> = measured.iter().map(|unit| unit.pool.extent.tokens as f64).collect();
    let mut notices = Vec::new();
    for (place, lexicon) in library.lexicons().iter().enumerate() {
        let rates: Vec<f64> = measured
            .iter()
            .filter_map(|unit| Rate::of(unit.pool.counts(FramingIx(place as u16)).matches, unit.pool.extent.tokens))
            .map(Rate::per_thousand)
            .collect();
        if let Some(rho) = spearman(&words, &rates).filter(|rho| rho.abs() >= LENGTH.1) {
            notices.push(Notice::Length { framing: lexicon.id.clone(), rho, documents: measured.len() });
        }
    }
    notices
}
