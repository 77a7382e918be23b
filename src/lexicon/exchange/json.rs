//! Dictionaries in JSON: the same tree as in YAML.

use std::fmt::Write as _;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::losses::{Held, Holds};
use super::tree::{DEEPEST, Node, Value, categories};
use super::{Category, Dictionary, Losses};
use crate::source::{Fault, Source};

pub(super) fn read(source: &Source, losses: &mut Losses) -> Result<Vec<Category>, Box<Fault>> {
    let root = node(source, source.text().trim(), 0)?;
    categories(source, root, losses)
}

/// Pairs in the order of the file, those of one name all kept.
struct Pairs<'t>(Vec<(String, &'t RawValue)>);

impl<'de> Deserialize<'de> for Pairs<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Of;
        impl<'de> Visitor<'de> for Of {
            type Value = Pairs<'de>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("names with words")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<'de>, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Of)
    }
}

fn node(source: &Source, text: &str, depth: usize) -> Result<Node, Box<Fault>> {
    let start = text.as_ptr() as usize - source.text().as_ptr() as usize;
    let at = start..start + text.len();
    if depth > DEEPEST {
        return Err(Box::new(source.fault(at, "too many levels within one another")));
    }
    let fault = |error: serde_json::Error| {
        // The error counts lines and columns of this part of the file.
        let before: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
        let place = start + (before + error.column().saturating_sub(1)).min(text.len());
        let what = error.to_string();
        let what = what.split(" at line ").next().unwrap_or_default();
        Box::new(source.fault(place..place + 1, format!("no JSON: {what}")))
    };
    let value = match text.as_bytes().first() {
        Some(b'{') => {
            let Pairs(pairs) = serde_json::from_str(text).map_err(fault)?;
            let pairs = pairs.into_iter().map(|(name, raw)| Ok((name, node(source, raw.get(), depth + 1)?)));
            Value::Map(pairs.collect::<Result<_, Box<Fault>>>()?)
        }
        Some(b'[') => {
            let parts: Vec<&RawValue> = serde_json::from_str(text).map_err(fault)?;
            let nodes = parts.into_iter().map(|raw| node(source, raw.get(), depth + 1));
            Value::List(nodes.collect::<Result<_, _>>()?)
        }
        Some(b'"') => Value::Text(serde_json::from_str(text).map_err(fault)?),
        _ if text == "null" => Value::Empty,
        _ => {
            let raw: &RawValue = serde_json::from_str(text).map_err(fault)?;
            Value::Text(raw.get().to_owned())
        }
    };
    Ok(Node { at, value })
}

pub(super) fn write(dictionary: &Dictionary, losses: &mut Losses) -> String {
    let mut text = String::new();
    object(&dictionary.categories, &[], 0, &mut text, losses);
    text.push('\n');
    text
}

/// A text as JSON, which YAML reads as well.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn object(categories: &[Category], own: &[String], depth: usize, text: &mut String, losses: &mut Losses) {
    let indent = "  ".repeat(depth + 1);
    text.push_str("{\n");
    let mut between = "";
    if !own.is_empty() {
        let _ = write!(text, "{indent}\"\": [{}]", own.join(", "));
        between = ",\n";
    }
    for category in categories {
        let _ = write!(text, "{between}{indent}{}: ", quoted(&category.name));
        between = ",\n";
        let entries = losses.plain(category, Holds { weights: Held::No, levels: Held::Yes, rules: Held::No });
        let words: Vec<String> = entries.iter().map(|entry| quoted(&entry.pattern)).collect();
        if category.children.is_empty() {
            let _ = write!(text, "[{}]", words.join(", "));
        } else {
            object(&category.children, &words, depth + 1, text, losses);
        }
    }
    let _ = write!(text, "\n{}}}", "  ".repeat(depth));
}
