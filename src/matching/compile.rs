//! Lexicons made ready: one trie over word forms for all patterns of all framings.

use super::Overlap;
use super::forms::{FormIx, FormTable};
use super::rules::{ANY_SENTENCE, BuildingRules, ListIx, Lists, Rules, TermRules};
use super::trie::{Beginning, Building, InPatterns, Trie};
use super::voice::Phrases;
use crate::ids::{FramingIx, TermId};
use crate::lexicon::{Alternative, Element, Form, Library, Pattern, VoiceRule};

/// All lexicons of a library, compiled with the analyzer of the texts. Building takes time linear in the number of
/// terms.
#[derive(Debug)]
pub struct Matcher {
    pub(super) overlap: Overlap,
    /// How many framings there are.
    pub(super) framings: usize,
    pub(super) forms: FormTable,
    pub(super) trie: Trie,
    pub(super) terms: Vec<ReadyTerm>,
    /// Whether some term counts only in one voice.
    pub(super) asks_for_voice: bool,
    pub(super) rules: Rules,
    pub(super) negations: Phrases,
    pub(super) false_negations: Phrases,
    pub(super) false_reports: Phrases,
    /// By form, what it means at the beginning of patterns.
    pub(super) beginnings: Vec<Beginning>,
    pub(super) in_patterns: Vec<InPatterns>,
    /// Which forms stand in a pattern after its first word.
    pub(super) later: Vec<bool>,
    /// By form, the lists of rules that it is on.
    pub(super) ruled: Vec<Lists>,
    pub(super) negators: Vec<bool>,
    /// Which forms end a phrase that negates, and which stand before its end.
    pub(super) negation_ends: Vec<bool>,
    pub(super) negation_leads: Vec<bool>,
    pub(super) cancelled: Vec<bool>,
    pub(super) reporting: Vec<bool>,
    pub(super) clause_ends: Vec<bool>,
}

/// What a pattern stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Term(TermId),
    Exclude(FramingIx),
}

#[derive(Debug)]
pub(super) struct ReadyTerm {
    pub framing: FramingIx,
    pub rules: TermRules,
    pub voice: Option<VoiceRule>,
    /// Decides between terms that cover the same words: the narrower form first, then the pattern's text. So the order
    /// of a file's terms has no say.
    pub rank: u32,
}

impl Matcher {
    /// Compiles a library. `analyzer` must be the one that the library was read with; the texts are read with it too.
    pub fn new(library: &Library, overlap: Overlap) -> Self {
        let mut building = Building::default();
        let mut ranks: Vec<(u8, &str, usize)> =
            library.terms().map(|(_, id, term)| (width(&term.pattern), term.pattern.as_str(), id.index())).collect();
        ranks.sort_unstable();
        let mut rank_of = vec![0; ranks.len()];
        for (rank, (_, _, term)) in ranks.iter().enumerate() {
            rank_of[*term] = rank as u32;
        }
        let (mut terms, mut rules) = (Vec::with_capacity(ranks.len()), BuildingRules::default());
        for (framing, id, term) in library.terms() {
            building.add(&term.pattern, Target::Term(id));
            let of_term = rules.add(&term.rules, &mut building.forms);
            terms.push(ReadyTerm { framing, rules: of_term, voice: term.voice, rank: rank_of[id.index()] });
        }
        for (place, lexicon) in library.lexicons().iter().enumerate() {
            for exclude in &lexicon.excludes {
                building.add(&exclude.pattern, Target::Exclude(FramingIx(place as u16)));
            }
        }
        let classes = library.classes();
        let [negations, false_negations, false_reports] = ["negations", "false-negations", "false-reports"]
            .map(|name| Phrases::new(classes.phrases(name).iter().map(|phrase| building.phrase(phrase)).collect()));
        let [mut negators, cancelled, reporting, clause_ends] =
            ["negators", "cancelled-negators", "reporting", "clause-ends"]
                .map(|name| building.class(classes.words(name).unwrap_or_default()));
        negators.extend(negations.single_words());
        let size = building.forms.len();
        let marked = |class: Vec<FormIx>| -> Vec<bool> {
            let mut marks = vec![false; size];
            for form in &class {
                marks[*form as usize] = true;
            }
            marks
        };
        let later = marked(building.later());
        let (rules, ruled) = rules.finish(size);
        let beginnings = building.beginnings(size);
        let in_patterns = building.in_patterns(size);
        let [negation_ends, negation_leads] = [0, 1].map(|step| negations.forms_before_end(step).collect());
        let [negators, negation_ends, negation_leads, cancelled, reporting, clause_ends] =
            [negators, negation_ends, negation_leads, cancelled, reporting, clause_ends].map(marked);
        let (forms, trie) = building.finish();
        Self {
            overlap,
            framings: library.lexicons().len(),
            forms,
            trie,
            asks_for_voice: terms.iter().any(|term| term.voice.is_some()),
            terms,
            rules,
            negations,
            false_negations,
            false_reports,
            beginnings,
            in_patterns,
            later,
            ruled,
            negators,
            negation_ends,
            negation_leads,
            cancelled,
            reporting,
            clause_ends,
        }
    }

    /// The list without whose words a sentence has no match of a pattern.
    pub(super) fn required(&self, target: Target) -> ListIx {
        match target {
            Target::Term(term) => self.terms[term.index()].rules.required,
            Target::Exclude(_) => ANY_SENTENCE,
        }
    }

    /// The framing of a term.
    pub fn framing(&self, term: TermId) -> FramingIx {
        self.terms[term.index()].framing
    }

    /// Whether a term is the only one of its framing.
    pub fn stands_alone(&self, term: TermId) -> bool {
        self.terms.iter().filter(|other| other.framing == self.framing(term)).nth(1).is_none()
    }

    /// A term's place among all, by the width of its form and its text: an order that the files have no say in.
    pub fn rank(&self, term: TermId) -> u32 {
        self.terms[term.index()].rank
    }
}

/// Narrower patterns first: this form in this case, this form, the same stem, the same beginning.
fn width(pattern: &Pattern) -> u8 {
    let of = |element: &Element| match element {
        Element::Word(Form::Case(_)) => 0,
        Element::Word(Form::Word(_)) => 1,
        Element::Word(Form::Stem(_)) => 2,
        Element::Word(Form::Prefix(_)) => 3,
        Element::Word(Form::Regex(_)) => 4,
        Element::Gap(_) => 5,
    };
    pattern.alternatives().iter().flat_map(Alternative::written).map(of).max().unwrap_or(0)
}
