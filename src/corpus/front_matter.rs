//! The lines of `key: value` at the head of a Markdown file.

use std::collections::BTreeMap;

const FENCE: &str = "---";

/// Reads front matter; gives the metadata and the byte where the text begins. It is lines of `key: value` between a first
/// line of `---` and the next, or one of `...`; values may stand in quotation marks. What else may stand there (lists,
/// comments, values over several lines) is passed over. A first line of `---` with no such end is a rule in a text.
pub(super) fn read(text: &str) -> (BTreeMap<String, String>, usize) {
    let mut metadata = BTreeMap::new();
    let mut lines = lines(text);
    if lines.next().map(|(_, line)| line) != Some(FENCE) {
        return (metadata, 0);
    }
    for (end, line) in lines {
        if line == FENCE || line == "..." {
            return if metadata.is_empty() { (metadata, 0) } else { (metadata, end) };
        }
        let nested = line.starts_with([' ', '\t', '-', '#']);
        if let Some((key, value)) = line.split_once(':').filter(|(key, _)| !nested && is_key(key)) {
            let value = unquoted(value.trim());
            // A value over several lines begins with one of these.
            if !value.is_empty() && !value.starts_with(['>', '|']) {
                metadata.insert(key.trim().to_owned(), value.to_owned());
            }
        }
    }
    (BTreeMap::new(), 0)
}

/// A key is a word or several joined by hyphens or low lines: a sentence with a colon in it is none.
fn is_key(key: &str) -> bool {
    !key.trim().is_empty() && key.trim().chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

/// The lines of a text, each with the byte after its end, whatever the kind of line end.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let width = if rest[length..].starts_with("\r\n") { 2 } else { usize::from(length < rest.len()) };
        at += length + width;
        Some((at, rest[..length].trim_end()))
    })
}

fn unquoted(value: &str) -> &str {
    let inner = |quote: char| value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    inner('"').or_else(|| inner('\'')).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_metadata_and_the_text_begins_after_it() {
        for end in ["\n", "\r\n", "\r"] {
            let text = [
                "---",
                "title: \"On: peace\"",
                "",
                "about: >",
                "  more",
                "tags:",
                "  - a",
                "- b",
                "group: press",
                "---",
                "The text.",
            ]
            .join(end);
            let (metadata, from) = read(&text);
            assert_eq!(metadata["title"], "On: peace");
            assert_eq!(metadata["group"], "press");
            assert_eq!(&text[from..], "The text.");
        }
    }

    #[test]
    fn a_text_without_it_is_all_text() {
        for text in ["Text\n---\n", "---\nOnly a rule.\n", "---\nA rule.\n---\nAnother.", "---\ntitle: x\n"] {
            assert_eq!(read(text), (BTreeMap::new(), 0), "{text}");
        }
    }
}
