//! Which format a text is in, by what stands in it: the ending of a file's name decides only what its content leaves open.

use std::path::Path;

use super::{Format, term_table, wordstat};
use crate::source::Source;

pub(super) fn format(source: &Source) -> Option<Format> {
    let text = source.text();
    let first = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    if first.starts_with('<') {
        return text.contains("<dictionary").then_some(Format::Yoshikoder);
    }
    if first.starts_with(['{', '[']) {
        return Some(Format::Json);
    }
    if first.starts_with('%') {
        return Some(Format::Liwc);
    }
    if first.starts_with(">>") && first.ends_with("<<") {
        return Some(Format::Vbpro);
    }
    if wordstat::is_likely(text) {
        return Some(Format::WordStat);
    }
    if first.starts_with('+') {
        return Some(Format::Lexicoder);
    }
    let ending = Path::new(source.name()).extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let ending = ending.as_deref().unwrap_or_default();
    match term_table::kind(first, text) {
        Some(format) if ending == "tsv" && format == Format::Csv => Some(Format::Tsv),
        Some(format) => Some(format),
        None if matches!(ending, "yml" | "yaml") => Some(Format::Yaml),
        None if text.lines().any(is_key) => Some(Format::Yaml),
        None => None,
    }
}

/// A line such as `peace:` or `peace: [truce, accord]`.
fn is_key(line: &str) -> bool {
    line.trim_end().ends_with(':') || line.contains(": ") && !line.contains('\t')
}
