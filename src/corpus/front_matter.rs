//! The lines of `key: value` at the head of a Markdown file.

use std::collections::BTreeMap;

use super::CorpusError;

const FENCE: &str = "---";

/// Reads front matter; gives the metadata and the byte where the text begins. Without a first line of `---` there is
/// none. Values may stand in quotation marks; empty lines and lines of `#` are skipped.
pub(super) fn read(text: &str, path: &str) -> Result<(BTreeMap<String, String>, usize), CorpusError> {
    let mut metadata = BTreeMap::new();
    let mut lines = lines(text);
    if lines.next().map(|(_, line)| line) != Some(FENCE) {
        return Ok((metadata, 0));
    }
    let error =
        |line: usize, what: &str| CorpusError::FrontMatter { path: path.to_owned(), line, what: what.to_owned() };
    for (place, (end, line)) in lines.enumerate() {
        if line == FENCE {
            return Ok((metadata, end));
        }
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (key, value) =
            line.split_once(':').ok_or_else(|| error(place + 2, "this line of front matter has no `key: value`"))?;
        metadata.insert(key.trim().to_owned(), unquoted(value.trim()).to_owned());
    }
    Err(error(1, "the front matter is opened and never closed"))
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
            let text = ["---", "title: \"On: peace\"", "", "group: press", "---", "The text."].join(end);
            let (metadata, from) = read(&text, "a.md").unwrap();
            assert_eq!(metadata["title"], "On: peace");
            assert_eq!(metadata["group"], "press");
            assert_eq!(&text[from..], "The text.");
        }
    }

    #[test]
    fn a_text_without_it_is_all_text() {
        assert_eq!(read("Text\n---\n", "a.md").unwrap().1, 0);
    }

    #[test]
    fn what_is_never_closed_is_an_error() {
        assert!(read("---\ntitle: x\n", "a.md").is_err());
    }
}
