//! The TOML format of a lexicon: `lexicons/README.md` says what each key means.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt;

use foldhash::fast::FixedState;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use super::{Classes, Element, Exclude, Form, Lexicon, Matching, Pattern, Rule, RuleKind, Term, VoiceRule, Weight};
use crate::ids::{FamilyId, FramingId};
use crate::source::{Fault, Source};
use crate::text::Analyzer;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    schema: Spanned<u32>,
    framing: Spanned<Framing>,
    #[serde(default)]
    examples: Examples,
    /// Read one by one before, and named so that one who misspells them is told of them.
    #[serde(default)]
    #[expect(dead_code)]
    term: IgnoredAny,
    #[serde(default)]
    #[expect(dead_code)]
    exclude: IgnoredAny,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Framing {
    id: Spanned<String>,
    label: Spanned<String>,
    family: Spanned<String>,
    language: Spanned<String>,
    version: String,
    definition: String,
    counts: String,
    leaves_out: String,
    #[serde(default)]
    limits: Vec<String>,
    #[serde(default)]
    references: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawTerm {
    pattern: Spanned<String>,
    source: String,
    #[serde(default, rename = "match")]
    matching: Matching,
    gap: Option<i64>,
    weight: Option<Spanned<f64>>,
    contested: Option<String>,
    voice: Option<VoiceRule>,
    unless_before: Option<RawRule>,
    unless_after: Option<RawRule>,
    unless_near: Option<RawRule>,
    only_near: Option<RawRule>,
    only_before: Option<RawRule>,
    only_after: Option<RawRule>,
    note: Option<String>,
}

/// A list of words, or a table with a window: told apart by hand, because serde's untagged enums lose the places.
enum RawRule {
    Words(Vec<Spanned<String>>),
    Within(RawWindow),
}

impl<'de> Deserialize<'de> for RawRule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ListOrTable;
        impl<'de> Visitor<'de> for ListOrTable {
            type Value = RawRule;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of words, or { words = [...], within = 3 }")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, words: A) -> Result<RawRule, A::Error> {
                Deserialize::deserialize(SeqAccessDeserializer::new(words)).map(RawRule::Words)
            }

            fn visit_map<A: MapAccess<'de>>(self, window: A) -> Result<RawRule, A::Error> {
                Deserialize::deserialize(MapAccessDeserializer::new(window)).map(RawRule::Within)
            }
        }
        deserializer.deserialize_any(ListOrTable)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWindow {
    words: Vec<Spanned<String>>,
    within: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawExclude {
    pattern: Spanned<String>,
    #[serde(default, rename = "match")]
    matching: Matching,
    gap: Option<i64>,
    note: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Examples {
    #[serde(default, rename = "match")]
    matching: Vec<Spanned<String>>,
    #[serde(default)]
    near_miss: Vec<Spanned<String>>,
}

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
    let terms: Vec<Term> = raw_terms.iter().filter_map(|term| reading.term(term)).collect();
    let excludes: Vec<Exclude> = raw_excludes.iter().filter_map(|exclude| reading.exclude(exclude)).collect();
    reading.check_duplicates(&raw_terms, &terms);
    let file: Option<File> = toml.rest().map_err(|fault| reading.faults.push(fault)).ok();
    let lexicon = file.and_then(|file| {
        if raw_terms.is_empty() && !faulty_terms {
            let help = "add a [[term]] with `pattern` and `source`";
            reading.fault(file.framing.span(), "the lexicon has no term", help);
        }
        reading.lexicon(file, stem, terms, excludes)
    });
    match lexicon {
        Some(lexicon) if reading.faults.is_empty() => Ok(lexicon),
        _ => {
            reading.faults.sort_by_key(Fault::start);
            Err(reading.faults)
        }
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

    /// The lexicon, if what it says of itself is right.
    fn lexicon(&mut self, file: File, stem: &str, terms: Vec<Term>, excludes: Vec<Exclude>) -> Option<Lexicon> {
        self.check_schema(&file.schema);
        let framing = file.framing.into_inner();
        let id = self.id(&framing.id, stem);
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
        let source = self.source;
        let lines = |examples: Vec<Spanned<String>>| {
            let line = |example: Spanned<String>| {
                let line = source.line(example.span().start);
                (example.into_inner(), line)
            };
            examples.into_iter().map(line).collect()
        };
        Some(Lexicon {
            id: id?,
            label: framing.label.get_ref().trim().to_owned(),
            family: family?,
            version: framing.version,
            definition: framing.definition,
            counts: framing.counts,
            leaves_out: framing.leaves_out,
            limits: framing.limits,
            references: framing.references,
            terms,
            excludes,
            examples: lines(file.examples.matching),
            near_misses: lines(file.examples.near_miss),
            source: source.clone(),
        })
    }

    fn check_schema(&mut self, schema: &Spanned<u32>) {
        if *schema.get_ref() != 1 {
            self.fault(schema.span(), "this version reads schema 1", "upgrade framelens, or write `schema = 1`");
        }
    }

    fn id(&mut self, id: &Spanned<String>, stem: &str) -> Option<FramingId> {
        let framing = FramingId::new(id.get_ref());
        if framing.is_none() {
            self.fault(id.span(), "an id is lower-case words joined by hyphens", "such as `direct-action`");
        } else if id.get_ref() != stem {
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
        Some(Term {
            pattern: pattern?,
            weight,
            contested: raw.contested.clone(),
            voice: raw.voice,
            rules,
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

    #[expect(clippy::mutable_key_type, reason = "expressions are compared as they are written")]
    fn check_duplicates(&mut self, raw: &[Spanned<RawTerm>], terms: &[Term]) {
        if raw.len() != terms.len() {
            return; // some patterns are faulty: those come first
        }
        let adds_nothing = |one: usize, other: usize| {
            let (these, those) = (&terms[one], &terms[other]);
            let holds = !those.is_bound() || (these.rules == those.rules && these.voice == those.voice);
            let known: HashSet<&[Element], FixedState> = those.pattern.variants().collect();
            holds && these.pattern.variants().all(|variant| known.contains(variant))
        };
        let mut seen: HashMap<&[Element], Vec<usize>, FixedState> = HashMap::default();
        let mut compared: BTreeSet<(usize, usize)> = BTreeSet::new();
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
                    is_new && (adds_nothing(place, *first) || adds_nothing(*first, place))
                });
                if let Some(first) = same {
                    told = true;
                    let (first, text) = (&terms[first], term.pattern.as_str());
                    let other = first.pattern.as_str();
                    self.fault(
                        raw[place].get_ref().pattern.span(),
                        format!("`{text}` and `{other}` (line {}) are the same once analysed", first.line),
                        "keep one, or tell them apart with `match` (`word` or `case`)",
                    );
                }
                earlier.push(place);
            }
        }
    }
}
