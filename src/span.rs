//! A half-open stretch of one document's text.

/// Bytes `start..end` of a document's text as it was read. Never empty; both ends lie on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The longest text that spans can address, in bytes.
    pub const LONGEST_TEXT: usize = u32::MAX as usize;

    /// A span from `start` up to but not including `end`; `None` when it would be empty.
    pub fn new(start: u32, end: u32) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The first byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after the last.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// How many bytes it has.
    #[expect(clippy::len_without_is_empty, reason = "a span is never empty")]
    pub fn len(self) -> usize {
        self.end() - self.start()
    }

    /// The text that stands there; empty when the span is not of this text.
    ///
    /// ```
    /// use framelens::span::Span;
    /// let span = Span::new(4, 9).unwrap();
    /// assert_eq!(span.of("the peace process"), "peace");
    /// ```
    pub fn of(self, text: &str) -> &str {
        text.get(self.start()..self.end()).unwrap_or_default()
    }
}
