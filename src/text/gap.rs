//! What stands between two words, as far as sentences, clauses and quotations need to know.

use super::Shape;
use super::paragraph::{Break, Mark, MarkKind, Side};
use super::word::{begins_word, is_ascii_word};

/// Lines at least this wide, in characters, may have been broken only to fit a page.
const NARROWEST_WRAPPED: usize = 55;
/// Lines at most this wide, likewise.
const WIDEST_WRAPPED: usize = 100;

/// What was seen in the gap before a word.
#[expect(clippy::struct_excessive_bools, reason = "independent sightings, each asked for by name")]
#[derive(Debug, Default)]
pub(super) struct Gap {
    terminator: Option<Terminator>,
    /// White space, or an ideographic full stop, after the terminator.
    spaced: bool,
    clause: bool,
    newlines: u32,
    bullet: bool,
    /// Whether a line break in it can have been made to fit a page, by the widths of the lines around it.
    wrapped: bool,
    /// Where a sentence that ends in this gap ends.
    sentence_end: usize,
    /// An opening quotation mark was seen: what follows belongs to what it opens.
    opened: bool,
    /// Where the last line break in it ends, and with it the line before.
    pub line_start: Option<usize>,
    /// Quotation marks, each with whether it stands after a line break.
    pub marks: Vec<(Mark, bool)>,
    /// Where the next word begins; the end of the text when there is none.
    pub end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Terminator {
    FullStop,
    Ellipsis,
    Other,
}

impl Gap {
    /// Reads on from the end of a word to the beginning of the next. `line_start` is where the current line began.
    pub fn scan(&mut self, text: &str, from: usize, line_start: usize) {
        let marks = std::mem::take(&mut self.marks);
        *self = Self { marks, sentence_end: from, ..Self::default() };
        self.marks.clear();
        let bytes = text.as_bytes();
        let mut at = from;
        while at < bytes.len() && !is_ascii_word(bytes, at) {
            let width = if bytes[at] < 0x80 { Some(self.ascii(text, at, from)) } else { self.other(text, at, from) };
            match width {
                Some(width) => at += width,
                None => break,
            }
        }
        self.end = at;
        if self.terminator.is_none() && self.newlines == 0 && !self.opened {
            self.sentence_end = at;
        }
        if let (1, Some(line)) = (self.newlines, self.line_start) {
            let before = text[line_start..self.sentence_end.clamp(line_start, line)].chars().count();
            let after = text[line..].chars().take(WIDEST_WRAPPED + 1).take_while(|c| !is_newline(*c)).count();
            self.wrapped = (NARROWEST_WRAPPED..=WIDEST_WRAPPED).contains(&before) && after <= WIDEST_WRAPPED;
        }
    }

    fn ascii(&mut self, text: &str, at: usize, from: usize) -> usize {
        let bytes = text.as_bytes();
        match bytes[at] {
            b' ' => self.space(at),
            b'\t' => {
                self.space(at);
                self.clause = true;
            }
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => {
                self.newline(at, at + 2);
                return 2;
            }
            b'\n' | b'\r' | 0x0B | 0x0C => self.newline(at, at + 1),
            b'.' => {
                let stop = if self.terminator == Some(Terminator::FullStop) && !self.spaced {
                    Terminator::Ellipsis
                } else {
                    Terminator::FullStop
                };
                self.terminate(stop, at + 1);
            }
            b'!' | b'?' => self.terminate(Terminator::Other, at + 1),
            b',' | b';' | b':' => {
                self.terminator = None;
                self.clause = true;
            }
            b'"' => self.quote(text, at, MarkKind::Double, None),
            b'\'' => self.quote(text, at, MarkKind::Single, None),
            b'-' | b'*' | b'+' if self.newlines > 0 && bytes.get(at + 1).is_some_and(u8::is_ascii_whitespace) => {
                self.bullet = true;
            }
            b'-' => self.dash(text, at, 1, from),
            b'[' if self.ends_here() => match reference(bytes, at) {
                Some(width) => {
                    self.sentence_end = at + width;
                    return width;
                }
                None => self.clause = true,
            },
            b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'<' | b'>' | b'|' | b'/' | b'\\' | b'=' | b'&' => {
                self.clause = true;
            }
            _ => {}
        }
        1
    }

    fn other(&mut self, text: &str, at: usize, from: usize) -> Option<usize> {
        let c = text[at..].chars().next()?;
        let width = c.len_utf8();
        match c {
            // One that closes in English opens in Swedish, and so on: where both neighbours are clear, they decide.
            '\u{201C}' | '\u{AB}' => {
                let side = clear_side(text, at).unwrap_or(Side::Open);
                self.quote(text, at, MarkKind::Double, Some(side));
            }
            '\u{201D}' | '\u{BB}' => {
                let side = clear_side(text, at).unwrap_or(Side::Close);
                self.quote(text, at, MarkKind::Double, Some(side));
            }
            '\u{201E}' => self.quote(text, at, MarkKind::Double, Some(Side::Open)),
            '\u{2018}' => self.quote(text, at, MarkKind::Single, Some(Side::Open)),
            '\u{2019}' => self.quote(text, at, MarkKind::Single, Some(Side::Close)),
            '\u{2013}' => self.dash(text, at, width, from),
            '\u{2014}' | '\u{2015}' => self.clause = true,
            '\u{2022}' | '\u{25CF}' | '\u{25E6}' => {
                self.clause = true;
                self.bullet = self.newlines > 0;
            }
            '\u{2026}' => self.terminate(Terminator::Ellipsis, at + width),
            '\u{3002}' | '\u{FF01}' | '\u{FF1F}' => {
                self.terminate(Terminator::Other, at + width);
                self.spaced = true;
            }
            c if is_superscript(c) && self.ends_here() => self.sentence_end = at + width,
            '\u{85}' | '\u{2028}' => self.newline(at, at + width),
            '\u{2029}' => {
                self.newline(at, at + width);
                self.newlines += 1;
            }
            c if begins_word(c) => return None,
            c if c.is_whitespace() => self.space(at),
            _ => {}
        }
        Some(width)
    }

    /// A terminator was seen, and nothing after it but closing marks.
    fn ends_here(&self) -> bool {
        self.terminator.is_some() && !self.spaced
    }

    fn space(&mut self, at: usize) {
        if self.terminator.is_some() && !self.spaced {
            self.spaced = true;
            self.sentence_end = at;
        }
    }

    fn newline(&mut self, at: usize, after: usize) {
        if self.terminator.is_some() {
            self.space(at);
        } else if self.newlines == 0 {
            self.sentence_end = at;
        }
        self.newlines += 1;
        self.line_start = Some(after);
    }

    fn terminate(&mut self, terminator: Terminator, after: usize) {
        // Marks after white space (`. . .`) go on with what was there.
        self.terminator = Some(if self.spaced { Terminator::Ellipsis } else { terminator });
        if !self.opened && self.newlines == 0 {
            self.sentence_end = after;
        }
    }

    /// A hyphen joins, a dash with white space on both sides parts.
    fn dash(&mut self, text: &str, at: usize, width: usize, from: usize) {
        let before = text[from..at].chars().next_back().is_some_and(char::is_whitespace);
        let after = text[at + width..].chars().next().is_some_and(char::is_whitespace);
        let double = text.as_bytes().get(at + width) == Some(&b'-');
        self.clause |= before && after || double;
    }

    fn quote(&mut self, text: &str, at: usize, kind: MarkKind, side: Option<Side>) {
        let (before, after) = neighbours(text, at);
        let word_follows = after.is_some_and(|c| !c.is_whitespace());
        let opens = before.is_none_or(opens) && word_follows
            || before.is_some_and(|c| matches!(c, '*' | '_' | '>' | ':' | '=' | '\u{2026}'))
                && after.is_some_and(begins_word);
        let side = side.unwrap_or(if opens { Side::Open } else { Side::Close });
        if side == Side::Close && self.terminator.is_some() && !self.opened && self.newlines == 0 {
            self.sentence_end = at + text[at..].chars().next().map_or(1, char::len_utf8);
        }
        if side == Side::Open && !self.opened {
            self.opened = true;
            if self.terminator.is_none() && self.newlines == 0 {
                self.sentence_end = at;
            }
        }
        // A closing single mark after a letter and before a space may be the apostrophe of `workers' rights`.
        let doubtful = kind == MarkKind::Single
            && side == Side::Close
            && before.is_some_and(|c| matches!(c, 's' | 'S' | 'z' | 'x'))
            && after == Some(' ');
        self.marks.push((Mark { before: 0, kind, side, doubtful }, self.newlines > 0));
    }

    /// What the gap is where the words around it have no say: no line ends in it, and nothing that may end a sentence.
    pub fn plain_kind(&self) -> Option<Break> {
        let plain = self.terminator.is_none() && self.newlines == 0;
        plain.then_some(if self.clause { Break::Clause } else { Break::None })
    }

    /// What the gap is between a word of one shape and a word of another. `lone_number`: the sentence so far is a number
    /// and nothing else, as at the head of a list. `glued`: the gap is a full stop alone between a lower-case letter and a
    /// capital, as where a space was lost.
    pub fn kind(&self, before: Shape, next: Shape, lone_number: bool, glued: bool) -> Break {
        if self.newlines > 1 || self.bullet {
            return Break::Paragraph;
        }
        if self.newlines == 1 && !self.wrapped && !next.is_lower() {
            return Break::Paragraph;
        }
        let ends = match self.terminator {
            None => before.is_acronym() && !self.clause && !next.is_lower() && before.may_end_before(next),
            Some(_) if !self.spaced => glued && !lone_number && before.may_end_before(next),
            Some(_) if next.is_lower() => false,
            Some(Terminator::FullStop) => !lone_number && before.may_end_before(next),
            Some(Terminator::Ellipsis | Terminator::Other) => true,
        };
        match (ends, self.clause) {
            (true, _) => Break::Sentence,
            (false, true) => Break::Clause,
            (false, false) if self.terminator.is_some() && !self.is_abbreviating(before, next) => Break::Clause,
            (false, false) => Break::None,
        }
    }

    /// A full stop after what may be an abbreviation: words on both sides may form a phrase (`St. John`).
    fn is_abbreviating(&self, before: Shape, next: Shape) -> bool {
        self.terminator == Some(Terminator::FullStop) && before.may_be_short_before(next)
    }

    /// Whether no phrase goes on across it, whatever the words around it are: a full stop may be an abbreviation's.
    pub fn ends_phrase(&self) -> bool {
        self.clause || self.terminator.is_some_and(|terminator| terminator != Terminator::FullStop)
    }

    /// Where the sentence before the gap ends, closing marks included.
    pub fn sentence_end(&self) -> usize {
        self.sentence_end
    }

    /// The gap is one full stop.
    pub fn is_lone_stop(&self, from: usize) -> bool {
        self.end == from + 1 && self.terminator == Some(Terminator::FullStop)
    }
}

/// What stands before and after the mark at `at`.
fn neighbours(text: &str, at: usize) -> (Option<char>, Option<char>) {
    (text[..at].chars().next_back(), text[at..].chars().nth(1))
}

/// Whether what follows a character is at the beginning of something.
fn opens(before: char) -> bool {
    before.is_whitespace()
        || matches!(
            before,
            '(' | '[' | '{' | '\u{2014}' | '\u{2013}' | '-' | '/' | '"' | '\u{201C}' | '\u{2018}' | '\''
        )
}

/// The side of the mark at `at` where its neighbours leave no doubt: a word stands on one side of it, and on the other
/// white space, the end, or before it what opens and after it what closes.
fn clear_side(text: &str, at: usize) -> Option<Side> {
    let (before, after) = neighbours(text, at);
    let word_follows = after.is_some_and(begins_word);
    let word_ends = before.is_some_and(|c| begins_word(c) || matches!(c, '.' | ',' | '!' | '?' | '\u{2026}'));
    let closes = after.is_none_or(|c| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']'));
    match (before.is_none_or(opens) && word_follows, word_ends && closes) {
        (true, false) => Some(Side::Open),
        (false, true) => Some(Side::Close),
        _ => None,
    }
}

/// The width of a reference to a note: up to three digits in brackets.
fn reference(bytes: &[u8], at: usize) -> Option<usize> {
    let digits = bytes[at + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
    ((1..=3).contains(&digits) && bytes.get(at + 1 + digits) == Some(&b']')).then_some(digits + 2)
}

fn is_superscript(c: char) -> bool {
    matches!(c, '\u{B9}' | '\u{B2}' | '\u{B3}' | '\u{2070}'..='\u{2079}')
}

fn is_newline(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}
