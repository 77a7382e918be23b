//! Which terms of a lexicon look for the same?

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use foldhash::fast::FixedState;

use super::{Element, Term};
use crate::source::{Fault, Source};

const HELP: &str = "keep one, or tell them apart with `match` (`word` or `case`)";

/// A fault for each term that an earlier one makes needless, or that makes an earlier one needless. `places` are where their
/// patterns stand.
#[expect(clippy::mutable_key_type, reason = "expressions are compared as they are written")]
pub(super) fn duplicates(source: &Source, places: &[Range<usize>], terms: &[Term]) -> Vec<Fault> {
    let mut seen: HashMap<&[Element], Vec<usize>, FixedState> = HashMap::default();
    let mut compared: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut faults = Vec::new();
    for (place, term) in terms.iter().enumerate() {
        // Once for each term is enough.
        let mut told = false;
        for variant in term.pattern.variants() {
            let earlier = seen.entry(variant).or_default();
            if earlier.last() == Some(&place) {
                continue;
            }
            let mut others = earlier.iter().copied().filter(|_| !told);
            let same = others.find(|first| {
                let is_new = compared.insert((*first, place));
                is_new && (adds_nothing(term, &terms[*first]) || adds_nothing(&terms[*first], term))
            });
            if let Some(first) = same {
                told = true;
                faults.push(source.fault(places[place].clone(), same_as(term, &terms[first])).help(HELP));
            }
            earlier.push(place);
        }
    }
    faults
}

/// Whether all that one term looks for the other does too, wherever it counts.
#[expect(clippy::mutable_key_type, reason = "expressions are compared as they are written")]
fn adds_nothing(these: &Term, those: &Term) -> bool {
    let holds = !those.is_bound() || (these.rules == those.rules && these.voice == those.voice);
    let known: HashSet<&[Element], FixedState> = those.pattern.variants().collect();
    holds && these.pattern.variants().all(|variant| known.contains(variant))
}

fn same_as(term: &Term, first: &Term) -> String {
    let (text, other) = (term.pattern.as_str(), first.pattern.as_str());
    format!("`{text}` and `{other}` (line {}) are the same once analysed", first.line)
}
