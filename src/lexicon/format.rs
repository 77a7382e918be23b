//! The TOML format of a lexicon: `lexicons/README.md` says what each key means.

use std::collections::BTreeSet;

use toml::Spanned;

use super::duplicates::duplicates;
use super::shape::{Examples, File, Framing, Named, RawExclude, RawRule, RawTerm, RawValidated};
use super::{
    Alpha, Classes, Exclude, Form, Lexicon, Matching, Pattern, Rule, RuleKind, Share, Term, Validated, Weight,
};
use crate::ids::{FamilyId, FramingId};
use crate::source::{Fault, Source};
use crate::text::Analyzer;

/// Reads a lexicon. `stem` is the file's name without its ending, which the id must equal.
///
/// # Errors
/// Everything that is wrong in the file, so that an author mends it in one go.
pub(super) fn read(
    source: &Source,
    stem: &str,
    classes: &Classes,
    analyzer: &Analyzer,
    matching: Option<Matching>,
) -> Result<Lexicon, Vec<Fault>> {
    let mut toml = source.toml(super::FORMAT)?;
    let mut reading = Reading { source, classes, analyzer, matching, faults: Vec::new() };
    let raw_terms: Vec<Spanned<RawTerm>> = toml.rows("term", &mut reading.faults);
    let faulty_terms = !reading.faults.is_empty();
    let raw_excludes: Vec<Spanned<RawExclude>> = toml.rows("exclude", &mut reading.faults);
    let read = raw_terms.iter().filter_map(|term| Some((term.get_ref().pattern.span(), reading.term(term)?)));
    let (places, terms): (Vec<_>, Vec<Term>) = read.unzip();
    let excludes: Vec<Exclude> = raw_excludes.iter().filter_map(|exclude| reading.exclude(exclude)).collect();
    reading.faults.extend(duplicates(source, &places, &terms));
    let raw_validated: Vec<Spanned<RawValidated>> = toml.rows("validated", &mut reading.faults);
    let validated = raw_validated.iter().map(|raw| reading.validated(raw.get_ref())).collect();
    let id = toml.table("framing", &mut Vec::new()).and_then(|named: Named| reading.id(&named.id, stem));
    let framing: Option<Framing> = toml.table("framing", &mut reading.faults);
    let examples: Examples = toml.table("examples", &mut reading.faults).unwrap_or_default();
    let family = framing.as_ref().and_then(|framing| reading.framing(framing));
    if let Some(file) = toml.rest::<File>(&mut reading.faults) {
        reading.check_schema(&file.schema);
        if raw_terms.is_empty() && !faulty_terms {
            let help = "add a [[term]] with `pattern` and `source`";
            reading.fault(file.framing.span(), "the lexicon has no term", help);
        }
    }
    match (framing, id, family) {
        (Some(framing), Some(id), Some(family)) if reading.faults.is_empty() => {
            Ok(lexicon(source, (id, family, framing), validated, (terms, excludes), examples))
        }
        _ => {
            reading.faults.sort_by_key(Fault::start);
            Err(reading.faults)
        }
    }
}

fn lexicon(
    source: &Source,
    (id, family, framing): (FramingId, FamilyId, Framing),
    validated: Vec<Validated>,
    (terms, excludes): (Vec<Term>, Vec<Exclude>),
    examples: Examples,
) -> Lexicon {
    let lines = |examples: Vec<Spanned<String>>| {
        let line = |example: Spanned<String>| {
            let line = source.line(example.span().start);
            (example.into_inner(), line)
        };
        examples.into_iter().map(line).collect()
    };
    Lexicon {
        id,
        label: framing.label.get_ref().trim().to_owned(),
        family,
        version: framing.version,
        definition: framing.definition,
        counts: framing.counts,
        leaves_out: framing.leaves_out,
        limits: framing.limits,
        references: framing.references,
        validated,
        terms,
        excludes,
        examples: lines(examples.matching),
        near_misses: lines(examples.near_miss),
        source: source.clone(),
    }
}

struct Reading<'r> {
    source: &'r Source,
    classes: &'r Classes,
    analyzer: &'r Analyzer,
    /// How plain words match whatever their terms say.
    matching: Option<Matching>,
    faults: Vec<Fault>,
}

impl Reading<'_> {
    fn fault(&mut self, span: std::ops::Range<usize>, what: impl Into<String>, help: impl Into<String>) {
        self.faults.push(self.source.fault(span, what).help(help));
    }

    /// What a framing says of itself; its family.
    fn framing(&mut self, framing: &Framing) -> Option<FamilyId> {
        let family = FamilyId::new(framing.family.get_ref());
        if family.is_none() {
            let help = "dialogue, systemic, contention, norms, context, or one of your own";
            self.fault(framing.family.span(), "the family has no name", help);
        }
        if framing.label.get_ref().trim().is_empty() {
            let help = "say what the framing is called in tables and pictures";
            self.fault(framing.label.span(), "the label is empty", help);
        }
        if framing.language.get_ref() != "en" {
            let what = "this version reads English lexicons only";
            self.fault(framing.language.span(), what, "write `language = \"en\"`");
        }
        family
    }

    fn validated(&mut self, raw: &RawValidated) -> Validated {
        for (text, what) in [(&raw.on, "the texts have no name"), (&raw.version, "the version has no number")] {
            if text.get_ref().trim().is_empty() {
                self.fault(text.span(), what, "say on which texts the lexicon was compared, and in which version");
            }
        }
        if *raw.coded.get_ref() > raw.passages {
            self.fault(raw.coded.span(), "more passages are coded than there are", "`passages` counts all of them");
        }
        let mut share = |stated: &Option<Spanned<f64>>| {
            self.number(stated.as_ref()?, Share::new, "a share is a number from 0 to 1")
        };
        let [precision, recall, f1] = [&raw.precision, &raw.recall, &raw.f1].map(&mut share);
        let alpha =
            raw.alpha.as_ref().and_then(|alpha| self.number(alpha, Alpha::new, "alpha is a number from -1 to 1"));
        Validated {
            on: raw.on.get_ref().clone(),
            version: raw.version.get_ref().clone(),
            passages: raw.passages,
            coded: *raw.coded.get_ref(),
            precision,
            recall,
            f1,
            alpha,
            line: self.source.line(raw.on.span().start),
        }
    }

    /// A number that may be what is wanted.
    fn number<T>(&mut self, stated: &Spanned<f64>, take: impl Fn(f64) -> Option<T>, what: &str) -> Option<T> {
        let taken = take(*stated.get_ref());
        if taken.is_none() {
            self.fault(stated.span(), what, "such as 0.75");
        }
        taken
    }

    fn framing_id(&mut self, id: &Spanned<String>) -> Option<FramingId> {
        let framing = FramingId::new(id.get_ref());
        if framing.is_none() {
            self.fault(id.span(), "an id is lower-case words joined by hyphens", "such as `direct-action`");
        }
        framing
    }

    fn check_schema(&mut self, schema: &Spanned<u32>) {
        if *schema.get_ref() != 1 {
            self.fault(schema.span(), "this version reads schema 1", "upgrade framelens, or write `schema = 1`");
        }
    }

    fn id(&mut self, id: &Spanned<String>, stem: &str) -> Option<FramingId> {
        let framing = self.framing_id(id);
        if framing.is_some() && id.get_ref() != stem {
            self.fault(
                id.span(),
                format!("the id is not the file's name, `{stem}`"),
                format!("write `id = \"{stem}\"`, or rename the file"),
            );
        }
        framing
    }

    fn pattern(&mut self, pattern: &Spanned<String>, matching: Matching, gap: Option<i64>) -> Option<Pattern> {
        // What is no width at all is none that a gap can have.
        let gap = gap.map(|gap| u8::try_from(gap).unwrap_or(u8::MAX));
        Pattern::parse(pattern.get_ref(), matching.unless_told(self.matching), gap, self.analyzer)
            .map_err(|(what, help)| self.fault(pattern.span(), what, help))
            .ok()
    }

    fn term(&mut self, term: &Spanned<RawTerm>) -> Option<Term> {
        let line = self.source.line(term.get_ref().pattern.span().start);
        let raw = term.get_ref();
        let pattern = self.pattern(&raw.pattern, raw.matching, raw.gap);
        if raw.source.trim().is_empty() {
            self.fault(
                raw.pattern.span(),
                "the term names no source",
                "say why it is here: a work, a field, an established usage",
            );
        }
        let mut weight = Weight::ONE;
        if let Some(stated) = &raw.weight {
            match Weight::new(*stated.get_ref()) {
                Some(stated) => weight = stated,
                None => self.fault(
                    stated.span(),
                    "a weight is a number from -1000 to 1000, other than 0, with at most four decimals",
                    "such as 0.5",
                ),
            }
        }
        let rules = [
            (RuleKind::UnlessBefore, &raw.unless_before),
            (RuleKind::UnlessAfter, &raw.unless_after),
            (RuleKind::UnlessNear, &raw.unless_near),
            (RuleKind::OnlyNear, &raw.only_near),
            (RuleKind::OnlyBefore, &raw.only_before),
            (RuleKind::OnlyAfter, &raw.only_after),
        ];
        let rules = rules
            .into_iter()
            .filter_map(|(kind, rule)| Some(self.rule(kind, rule.as_ref()?, raw.pattern.span())))
            .collect();
        let shared_with: BTreeSet<FramingId> = raw.shared_with.iter().filter_map(|id| self.framing_id(id)).collect();
        Some(Term {
            pattern: pattern?,
            weight,
            contested: raw.contested.clone(),
            voice: raw.voice,
            rules,
            shared_with: shared_with.into_iter().collect(),
            source: raw.source.clone(),
            note: raw.note.clone(),
            line,
        })
    }

    fn rule(&mut self, kind: RuleKind, raw: &RawRule, term: std::ops::Range<usize>) -> Rule {
        let neighbour = matches!(kind, RuleKind::UnlessBefore | RuleKind::UnlessAfter).then_some(1);
        let (words, within) = match raw {
            RawRule::Words(words) => (words, neighbour),
            RawRule::Within(window) => (&window.words, Some(u8::try_from(window.within).unwrap_or(0))),
        };
        let before = self.faults.len();
        let forms: Vec<Form> = words.iter().flat_map(|word| self.rule_word(word)).collect();
        // A word at fault is told of already.
        let is_empty = forms.is_empty() && self.faults.len() == before;
        if is_empty || within == Some(0) {
            let what = if is_empty {
                "a rule of this term has no word"
            } else {
                "a window of this term has no width it can have"
            };
            self.fault(term, what, "name words, and `within` from 1 to 255");
        }
        Rule { kind, words: forms, within }
    }

    fn rule_word(&mut self, word: &Spanned<String>) -> Vec<Form> {
        if let Some(name) = word.get_ref().strip_prefix('@') {
            if let Some(forms) = self.classes.words(name) {
                return forms.to_vec();
            }
            let known: Vec<&str> = self.classes.names().collect();
            self.fault(
                word.span(),
                format!("there is no class `@{name}`"),
                format!("the classes are: {}", known.join(", ")),
            );
            return Vec::new();
        }
        match Form::of_rule(word.get_ref(), self.analyzer) {
            Ok(form) => vec![form],
            Err((what, help)) => {
                self.fault(word.span(), what, help);
                Vec::new()
            }
        }
    }

    fn exclude(&mut self, exclude: &Spanned<RawExclude>) -> Option<Exclude> {
        let raw = exclude.get_ref();
        let pattern = self.pattern(&raw.pattern, raw.matching, raw.gap)?;
        Some(Exclude { pattern, note: raw.note.clone(), line: self.source.line(raw.pattern.span().start) })
    }
}
