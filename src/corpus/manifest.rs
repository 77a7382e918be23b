//! `corpus.toml`: what is known of the documents of a folder.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::CorpusError;
use crate::source::Source;

/// The file's name.
pub(super) const FILE: &str = "corpus.toml";

/// The metadata of a folder's documents.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    common: BTreeMap<String, String>,
    documents: BTreeMap<String, BTreeMap<String, String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    title: Option<String>,
    source: Option<String>,
    licence: Option<String>,
    #[serde(default)]
    document: Vec<Spanned<BTreeMap<String, Spanned<toml::Value>>>>,
}

impl Manifest {
    /// Reads the manifest of a folder; empty when there is none.
    pub fn of(folder: &Path) -> Result<Self, CorpusError> {
        let path = folder.join(FILE);
        if !path.is_file() {
            return Ok(Self::default());
        }
        let source = Source::read(&path)?;
        let file: File = source
            .parse("a corpus.toml has title, source and licence, and a [[document]] with an `id` for each document")
            .map_err(CorpusError::Manifest)?;
        let common = [("corpus", file.title), ("source", file.source), ("licence", file.licence)];
        let common = common.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect();
        let mut documents = BTreeMap::new();
        for entry in file.document {
            let span = entry.span();
            let fault =
                |span, what: &str, help: &str| CorpusError::Manifest(Box::new(source.fault(span, what).help(help)));
            let mut values = BTreeMap::new();
            for (key, value) in entry.into_inner() {
                let text = as_text(value.get_ref()).ok_or_else(|| {
                    fault(value.span(), &format!("`{key}` is not a text, number or date"), "metadata are single values")
                })?;
                values.insert(key, text);
            }
            let id = values.remove("id").ok_or_else(|| {
                fault(span.clone(), "the document has no `id`", "its path without the ending, relative to this folder")
            })?;
            if documents.insert(id.clone(), values).is_some() {
                return Err(fault(span, &format!("`{id}` has two entries"), "keep one"));
            }
        }
        Ok(Self { common, documents })
    }

    /// What is known of one document.
    pub fn metadata(&self, id: &str) -> BTreeMap<String, String> {
        let mut metadata = self.common.clone();
        if let Some(own) = self.documents.get(id) {
            metadata.extend(own.clone());
        }
        metadata
    }

    /// Whether it says nothing, as where there is no such file.
    pub fn is_empty(&self) -> bool {
        self.common.is_empty() && self.documents.is_empty()
    }

    /// The ids it names.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.documents.keys().map(String::as_str)
    }
}

fn as_text(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Float(number) => Some(number.to_string()),
        toml::Value::Boolean(truth) => Some(truth.to_string()),
        toml::Value::Datetime(date) => Some(date.to_string()),
        toml::Value::Array(_) | toml::Value::Table(_) => None,
    }
}
