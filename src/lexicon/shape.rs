//! What may stand in the TOML file of a lexicon, before it is looked at.

use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use super::{Matching, VoiceRule};

/// The file as a whole.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct File {
    pub schema: Spanned<u32>,
    /// Read by itself, as the next are, which are named so that one who misspells them is told of them.
    pub framing: Spanned<IgnoredAny>,
    #[serde(default)]
    #[expect(dead_code)]
    pub examples: IgnoredAny,
    #[serde(default)]
    #[expect(dead_code)]
    pub term: IgnoredAny,
    #[serde(default)]
    #[expect(dead_code)]
    pub exclude: IgnoredAny,
    #[serde(default)]
    #[expect(dead_code)]
    pub validated: IgnoredAny,
}

/// Read even where another key of the framing is missing.
#[derive(Deserialize)]
pub(super) struct Named {
    pub id: Spanned<String>,
}

/// `[framing]`: what a lexicon says of itself.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Framing {
    #[expect(dead_code)]
    pub id: IgnoredAny,
    pub label: Spanned<String>,
    pub family: Spanned<String>,
    pub language: Spanned<String>,
    pub version: String,
    pub definition: String,
    pub counts: String,
    pub leaves_out: String,
    #[serde(default)]
    pub limits: Vec<String>,
    #[serde(default)]
    pub references: Vec<String>,
}

/// `[[term]]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawTerm {
    pub pattern: Spanned<String>,
    pub source: String,
    #[serde(default, rename = "match")]
    pub matching: Matching,
    pub gap: Option<i64>,
    pub weight: Option<Spanned<f64>>,
    pub contested: Option<String>,
    pub voice: Option<VoiceRule>,
    pub unless_before: Option<RawRule>,
    pub unless_after: Option<RawRule>,
    pub unless_near: Option<RawRule>,
    pub only_near: Option<RawRule>,
    pub only_before: Option<RawRule>,
    pub only_after: Option<RawRule>,
    #[serde(default)]
    pub shared_with: Vec<Spanned<String>>,
    pub note: Option<String>,
}

/// A list of words, or a table with a window: told apart by hand, because serde's untagged enums lose the places.
pub(super) enum RawRule {
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

/// A rule that says how far it looks.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawWindow {
    pub words: Vec<Spanned<String>>,
    pub within: i64,
}

/// `[[exclude]]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawExclude {
    pub pattern: Spanned<String>,
    #[serde(default, rename = "match")]
    pub matching: Matching,
    pub gap: Option<i64>,
    pub note: String,
}

/// `[[validated]]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawValidated {
    pub on: Spanned<String>,
    pub version: Spanned<String>,
    pub passages: u64,
    pub coded: Spanned<u64>,
    pub precision: Option<Spanned<f64>>,
    pub recall: Option<Spanned<f64>>,
    pub f1: Option<Spanned<f64>>,
    pub alpha: Option<Spanned<f64>>,
}

/// `[examples]`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Examples {
    #[serde(default, rename = "match")]
    pub matching: Vec<Spanned<String>>,
    #[serde(default)]
    pub near_miss: Vec<Spanned<String>>,
}
