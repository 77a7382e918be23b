//! A TOML file that people write, and faults in it that quote the file, the line and the caret.

use std::fmt;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

/// The text of a file together with the name that messages call it by.
#[derive(Clone, Debug)]
pub struct Source {
    name: Arc<str>,
    text: Arc<str>,
    /// Where the lines after the first begin.
    lines: Arc<[usize]>,
}

/// What is wrong in a [`Source`], where, and what to do about it.
#[derive(Clone, Debug)]
pub struct Fault {
    source: Source,
    span: Range<usize>,
    what: String,
    help: Option<String>,
}

/// How bad something said of a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file does not do what it says.
    Error,
    /// Worth a second look.
    Warning,
}

/// Why a file of text could not be had.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The operating system refused.
    #[error("cannot read `{name}`: {cause}")]
    Io {
        /// The path as it was given.
        name: String,
        /// What the system said.
        cause: std::io::Error,
    },
    /// The bytes are not UTF-8.
    #[error("`{name}` is not UTF-8: byte {byte} (line {line}) begins no character")]
    NotUtf8 {
        /// The path as it was given.
        name: String,
        /// Offset of the first wrong byte, from 0.
        byte: usize,
        /// Its line, from 1.
        line: usize,
    },
    /// The bytes are UTF-16, by their byte order mark or by their many zeros.
    #[error("`{name}` is not UTF-8: it begins like {encoding}")]
    Utf16 {
        /// The path as it was given.
        name: String,
        /// What `iconv` calls the encoding.
        encoding: &'static str,
    },
}

impl ReadError {
    /// What to do about it, where that is the same whatever the file is for.
    pub fn help(&self) -> Option<String> {
        let encoding = match self {
            Self::Io { .. } => return None,
            Self::NotUtf8 { .. } => "WINDOWS-1252",
            Self::Utf16 { encoding, .. } => encoding,
        };
        Some(format!("save it as UTF-8, for example: iconv -f {encoding} -t UTF-8 IN > OUT"))
    }
}

impl Source {
    /// A source that is already in memory.
    pub fn new(name: &str, text: &str) -> Self {
        let lines = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(place, _)| place + 1).collect();
        Self { name: Arc::from(name), text: Arc::from(text), lines }
    }

    /// Reads a file; messages call it by the path as given.
    ///
    /// # Errors
    /// When the file cannot be read or is not UTF-8.
    pub fn read(path: &Path) -> Result<Self, ReadError> {
        let name = path.display().to_string();
        let bytes = std::fs::read(path).map_err(|cause| ReadError::Io { name: name.clone(), cause })?;
        Ok(Self::new(&name, &utf8(&name, bytes)?))
    }

    /// The name that messages call it by.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line, counted from 1, on which a byte stands.
    pub fn line(&self, byte: usize) -> usize {
        1 + self.lines.partition_point(|start| *start <= byte)
    }

    /// Where a text first stands on a line, counted from 1; the whole line without its margins where it does not.
    pub fn on_line(&self, line: usize, text: &str) -> Range<usize> {
        let start = if line < 2 { 0 } else { self.lines.get(line - 2).copied().unwrap_or(self.text.len()) };
        let whole = self.text[start..].lines().next().unwrap_or_default();
        if let Some(at) = whole.find(text) {
            return start + at..start + at + text.len();
        }
        let margin = whole.len() - whole.trim_start().len();
        start + margin..start + whole.trim_end().len().max(margin)
    }

    /// A fault at a place of this source.
    pub fn fault(&self, span: Range<usize>, what: impl Into<String>) -> Fault {
        Fault { source: self.clone(), span, what: what.into(), help: None }
    }

    /// Reads the text as TOML into `T`.
    ///
    /// # Errors
    /// A fault at the place where the text is not TOML or does not have the shape of `T`. For an unknown key the help names
    /// the nearest known one, otherwise it is `help`: where the format is described.
    pub fn parse<T: DeserializeOwned>(&self, help: &'static str) -> Result<T, Box<Fault>> {
        let mut toml = self.toml(help).map_err(|mut faults| Box::new(faults.swap_remove(0)))?;
        let mut faults = Vec::new();
        let read = toml.rest(&mut faults);
        match faults.into_iter().next() {
            Some(first) => Err(Box::new(first)),
            None => read.ok_or_else(|| Box::new(self.fault(0..0, "this cannot be read").help(help))),
        }
    }

    /// Reads the text as TOML whose tables are looked at one by one. `help` is where the format is described.
    ///
    /// # Errors
    /// The lines that are no TOML, in order; never none. Of many only the first, of which the others mostly follow.
    pub fn toml(&self, help: &'static str) -> Result<Toml<'_>, Vec<Fault>> {
        let (table, errors) = DeTable::parse_recoverable(&self.text);
        if errors.is_empty() {
            return Ok(Toml { source: self, help, span: table.span(), table: table.into_inner() });
        }
        let mut faults: Vec<Fault> = errors.iter().map(|error| self.toml_fault(error, help)).collect();
        faults.sort_by_key(Fault::start);
        // What goes on to be wrong on a line mostly follows from what was wrong there first.
        faults.dedup_by_key(|fault| fault.line());
        if faults.len() > MOST_TOLD {
            let more = format!("{} more lines are no TOML, which may follow from this", faults.len() - 1);
            faults.truncate(1);
            faults = faults.into_iter().map(|fault| fault.help(more.as_str())).collect();
        }
        Err(faults)
    }

    fn toml_fault(&self, error: &toml::de::Error, help: &str) -> Fault {
        let message = error.message();
        let span = error.span().unwrap_or(0..0);
        match unknown_field(message) {
            Some((key, known)) => {
                let nearest = known
                    .iter()
                    .map(|name| (strsim::jaro_winkler(key, name), *name))
                    .filter(|(closeness, _)| *closeness >= 0.8)
                    .max_by(|a, b| a.0.total_cmp(&b.0));
                let help = match nearest {
                    Some((_, name)) => format!("did you mean `{name}`?"),
                    None => format!("the keys that may stand here: {}", known.join(", ")),
                };
                self.fault(span, format!("unknown key `{key}`")).help(help)
            }
            None if self.text.get(span.clone()).is_some_and(|text| text.starts_with(is_curly)) => {
                let help = "curly quotation marks: type straight ones, \"like this\"";
                self.fault(span, plain(message)).help(help)
            }
            None => self.fault(span, plain(message)).help(help),
        }
    }
}

/// So many lines that are no TOML are told one by one.
const MOST_TOLD: usize = 5;

/// The tables of a file that are still to be looked at.
#[derive(Debug)]
pub struct Toml<'s> {
    source: &'s Source,
    help: &'static str,
    span: Range<usize>,
    table: DeTable<'s>,
}

impl Toml<'_> {
    /// Takes out the tables `[[name]]`. What is wrong with one is told, and does not keep the others from being read.
    pub fn rows<T: DeserializeOwned>(&mut self, name: &str, faults: &mut Vec<Fault>) -> Vec<Spanned<T>> {
        let Some(value) = self.table.remove(name) else { return Vec::new() };
        let span = value.span();
        let DeValue::Array(items) = value.into_inner() else {
            let what = format!("`{name}` is not a list of tables");
            faults.push(self.source.fault(span, what).help(format!("write `[[{name}]]` above each")));
            return Vec::new();
        };
        items.into_iter().filter_map(|item| Self::of(self.source, self.help, item, faults)).collect()
    }

    /// Reads the table `[name]`, which stays. What is wrong with it is told.
    pub fn table<T: DeserializeOwned>(&self, name: &str, faults: &mut Vec<Fault>) -> Option<T> {
        let value = self.table.get(name)?.clone();
        Self::of(self.source, self.help, value, faults)
    }

    /// Takes out all that is left. What is wrong with it is told.
    pub fn rest<T: DeserializeOwned>(&mut self, faults: &mut Vec<Fault>) -> Option<T> {
        let table = DeValue::Table(std::mem::take(&mut self.table));
        Self::of(self.source, self.help, Spanned::new(self.span.clone(), table), faults)
    }

    /// Reads a table without the keys that are at fault, each of which is told. What is missing is told only where no key
    /// is at fault, since it may follow from that; then there is nothing to read.
    fn of<T: DeserializeOwned>(
        source: &Source,
        help: &str,
        mut value: Spanned<DeValue<'_>>,
        faults: &mut Vec<Fault>,
    ) -> Option<T> {
        let before = faults.len();
        loop {
            let error = match T::deserialize(ValueDeserializer::from(value.clone())) {
                Ok(read) => return Some(read),
                Err(error) => error,
            };
            let removed = error.span().and_then(|at| take_key(value.get_mut(), &at));
            if removed.is_some() || faults.len() == before {
                faults.push(source.toml_fault(&error, help));
            }
            removed?;
        }
    }
}

/// Takes the key out of a table in which, or in whose value, something stands.
fn take_key(value: &mut DeValue<'_>, at: &Range<usize>) -> Option<()> {
    let DeValue::Table(table) = value else { return None };
    let holds = |span: Range<usize>| span.start <= at.start && at.end <= span.end;
    let (key, _) = table.iter().find(|(key, value)| holds(key.span()) || holds(value.span()))?;
    let key = key.clone();
    table.remove(&key).map(drop)
}

fn is_curly(c: char) -> bool {
    matches!(c, '\u{2018}'..='\u{201F}' | '\u{AB}' | '\u{BB}')
}

/// What serde says, in the words of those who write the files.
fn plain(message: &str) -> String {
    if let Some(key) = message.strip_prefix("missing field ") {
        return format!("the key {key} is missing");
    }
    let words = [
        ("expected f64", "expected a number"),
        ("expected i64", "expected a whole number"),
        ("expected u32", "expected a whole number"),
        ("type: map", "type: table"),
        ("type: sequence", "type: list"),
        ("expected a sequence", "expected a list"),
    ];
    words.iter().fold(message.to_owned(), |message, (theirs, ours)| message.replace(theirs, ours))
}

/// Takes apart serde's "unknown field `a`, expected one of `b`, `c`".
fn unknown_field(message: &str) -> Option<(&str, Vec<&str>)> {
    let rest = message.strip_prefix("unknown field `")?;
    let (key, expected) = rest.split_once('`')?;
    Some((key, expected.split('`').skip(1).step_by(2).collect()))
}

/// The text of a file.
///
/// # Errors
/// When it is not UTF-8: the first wrong byte, or the encoding that it is in.
pub(crate) fn utf8(name: &str, bytes: Vec<u8>) -> Result<String, ReadError> {
    not_utf16(name, &bytes)?;
    String::from_utf8(bytes).map_err(|error| {
        let byte = error.utf8_error().valid_up_to();
        let line = 1 + error.as_bytes()[..byte].iter().filter(|&&b| b == b'\n').count();
        ReadError::NotUtf8 { name: name.to_owned(), byte, line }
    })
}

/// Refuses what begins like UTF-16. Without its mark, that is UTF-8 to the letter: every second byte of a Latin text is a
/// zero, and each letter would count as a word.
///
/// # Errors
/// The encoding.
pub(crate) fn not_utf16(name: &str, bytes: &[u8]) -> Result<(), ReadError> {
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let encoding = match head {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => "UTF-16",
        _ if 4 * (even + odd) < head.len().max(1) => return Ok(()),
        _ if odd > even => "UTF-16LE",
        _ => "UTF-16BE",
    };
    Err(ReadError::Utf16 { name: name.to_owned(), encoding })
}

/// So many bytes tell the encoding.
const LOOKED_AT: usize = 1 << 10;

impl Fault {
    /// The file's name.
    pub fn file(&self) -> &str {
        self.source.name()
    }

    /// The line it begins on, from 1.
    pub fn line(&self) -> usize {
        self.source.line(self.span.start)
    }

    /// The byte at which it begins.
    pub fn start(&self) -> usize {
        self.span.start
    }

    /// The columns of its line from which and up to which it reaches, in characters from 1, the last not included.
    pub fn columns(&self) -> (usize, usize) {
        let (text, range) = (self.source.text(), self.range());
        let start = text[..range.start].rfind('\n').map_or(0, |newline| newline + 1);
        let column = |byte: usize| 1 + text[start..byte].chars().count();
        (column(range.start), column(range.end))
    }

    /// What is wrong.
    pub fn what(&self) -> &str {
        &self.what
    }

    /// What to do, where that is known.
    pub fn remedy(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    fn range(&self) -> Range<usize> {
        let text = self.source.text();
        let mut start = self.span.start.min(text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = self.span.end.clamp(start, text.len());
        // A caret block over many lines hides the place: show the first line of it.
        if let Some(newline) = text[start..].find('\n') {
            end = end.min(start + newline).max(start);
        }
        while !text.is_char_boundary(end) {
            end += 1;
        }
        start..end
    }
}

impl Fault {
    /// It with its line and caret, headed by how bad it is and a code.
    pub fn headed(&self, severity: Severity, code: Option<&str>) -> String {
        let level = match severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        // Only its line: to render all of a file for each of its faults would take time by the square.
        let (text, range) = (self.source.text(), self.range());
        let start = text[..range.start].rfind('\n').map_or(0, |newline| newline + 1);
        let end = text[range.end..].find('\n').map_or(text.len(), |newline| range.end + newline);
        let snippet = Snippet::source(&text[start..end])
            .line_start(self.line())
            .path(self.source.name())
            .annotation(AnnotationKind::Primary.span(range.start - start..range.end - start));
        let mut title = level.primary_title(self.what.as_str());
        if let Some(code) = code {
            title = title.id(code);
        }
        let mut group = title.element(snippet);
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        Renderer::plain().render(&[group])
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.headed(Severity::Error, None))
    }
}

impl std::error::Error for Fault {}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Shape {
        #[expect(dead_code)]
        weight: i64,
    }

    #[test]
    fn an_unknown_key_is_shown_with_line_caret_and_suggestion() {
        let source = Source::new("a.toml", "# first\nwieght = 2\n");
        let shown = source.parse::<Shape>("see the page").unwrap_err().to_string();
        assert!(shown.contains("unknown key `wieght`"), "{shown}");
        assert!(shown.contains("a.toml:2:1"), "{shown}");
        assert!(shown.contains("^^^^^^"), "{shown}");
        assert!(shown.contains("did you mean `weight`?"), "{shown}");
    }

    #[test]
    fn a_fault_past_the_end_or_inside_a_character_is_still_shown() {
        for span in [900..901, 1..2, 0..900] {
            let shown = Source::new("a.toml", "é = 1").fault(span, "wrong").to_string();
            assert!(shown.contains("a.toml:1"), "{shown}");
        }
    }
}
