//! What is wrong in a file, shown with its line and a caret.

use std::fmt;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::Source;

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

impl Source {
    /// A fault at a place of this source.
    pub fn fault(&self, span: Range<usize>, what: impl Into<String>) -> Fault {
        Fault { source: self.clone(), span, what: what.into(), help: None }
    }
}

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

    #[test]
    fn a_fault_past_the_end_or_inside_a_character_is_still_shown() {
        for span in [900..901, 1..2, 0..900] {
            let shown = Source::new("a.toml", "é = 1").fault(span, "wrong").to_string();
            assert!(shown.contains("a.toml:1"), "{shown}");
        }
    }
}
