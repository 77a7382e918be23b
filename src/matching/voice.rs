//! In whose voice is it said? Quotation marks and negation, as far as they tell without a parser.

use std::cmp::Reverse;
use std::fmt;

use super::compile::Matcher;
use super::forms::FormIx;
use super::scan::Words;
use crate::text::{Break, Mark, MarkKind, Paragraph, Side};

/// Whose voice a match is in. Approximate: marks and nearby words decide, no grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Voice {
    /// Whether it stands in quotation marks, and in which kind.
    pub quotation: Quotation,
    /// Whether a negator reaches it in its clause.
    pub negated: bool,
}

/// How a match stands to quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quotation {
    /// Outside: the author's own words.
    Own,
    /// Inside a quotation of somebody's words.
    Quoted,
    /// Inside a quotation of at most three words that no reporting verb introduces.
    Scare,
}

impl Voice {
    /// The author's own words, not negated.
    pub const OWN: Self = Self { quotation: Quotation::Own, negated: false };

    /// The word that tables use for it.
    pub fn as_str(self) -> &'static str {
        match (self.quotation, self.negated) {
            (Quotation::Own, false) => "own",
            (Quotation::Own, true) => "negated",
            (Quotation::Quoted, false) => "quoted",
            (Quotation::Quoted, true) => "quoted-negated",
            (Quotation::Scare, false) => "scare-quoted",
            (Quotation::Scare, true) => "scare-quoted-negated",
        }
    }

    /// Whether it stands in quotation marks of either kind.
    pub fn is_quoted(self) -> bool {
        self.quotation != Quotation::Own
    }
}

impl fmt::Display for Voice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Quotations of at most this many words may be scare quotes.
const LONGEST_SCARE: u32 = 3;
/// A reporting verb this near makes them somebody's words.
const REPORT_REACH: usize = 3;
/// How many words before a match a negator reaches from.
const NEGATION_REACH: usize = 5;

/// Words `first..end` of a paragraph in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Quoted {
    first: u32,
    end: u32,
}

/// Which quotation each word of a paragraph stands in: the innermost, which is the one that opened last.
#[derive(Debug, Default)]
pub(super) struct Quotations {
    /// By the word from which on it is so, in rising order; of several at one word the last holds.
    innermost: Vec<(u32, Option<Quoted>)>,
    found: Vec<Quoted>,
    open: Vec<Quoted>,
}

impl Quotations {
    /// Reads the marks of a paragraph.
    pub fn read<N>(&mut self, paragraph: &Paragraph<N>) {
        pair(paragraph, &mut self.found);
        self.arrange();
    }

    fn arrange(&mut self) {
        self.found.sort_unstable_by_key(|quoted| (quoted.first, Reverse(quoted.end)));
        self.innermost.clear();
        self.open.clear();
        for place in 0..self.found.len() {
            let quoted = self.found[place];
            self.close_up_to(quoted.first);
            self.open.push(quoted);
            self.innermost.push((quoted.first, Some(quoted)));
        }
        self.close_up_to(u32::MAX);
    }

    /// Closes what ends before a word or at it.
    fn close_up_to(&mut self, word: u32) {
        while let Some(end) = self.open.last().map(|quoted| quoted.end).filter(|end| *end <= word) {
            while self.open.last().is_some_and(|quoted| quoted.end <= end) {
                self.open.pop();
            }
            self.innermost.push((end, self.open.last().copied()));
        }
    }

    /// That of a word.
    fn of(&self, word: u32) -> Option<Quoted> {
        let place = self.innermost.partition_point(|(from, _)| *from <= word);
        self.innermost.get(place.checked_sub(1)?)?.1
    }
}

/// Pairs the quotation marks of a paragraph. An opening double mark without a closing one reaches to the paragraph's
/// end, as where a quotation goes on in the next; a single one without is an apostrophe.
fn pair<N>(paragraph: &Paragraph<N>, found: &mut Vec<Quoted>) {
    found.clear();
    let end = paragraph.tokens.len() as u32;
    let mut double: Vec<u32> = Vec::new();
    let mut single: Option<(u32, usize)> = None;
    for (place, mark) in paragraph.marks.iter().enumerate() {
        match (mark.kind, mark.side) {
            (MarkKind::Double, Side::Open) => double.push(mark.before),
            (MarkKind::Double, Side::Close) => {
                if let Some(first) = double.pop() {
                    found.push(Quoted { first, end: mark.before });
                }
            }
            (MarkKind::Single, Side::Open) => {
                if single.is_none() {
                    single = closing(&paragraph.marks, place).map(|close| (mark.before, close));
                }
            }
            (MarkKind::Single, Side::Close) => {
                if let Some((first, close)) = single
                    && close == place
                {
                    found.push(Quoted { first, end: mark.before });
                    single = None;
                }
            }
        }
    }
    found.extend(double.first().map(|first| Quoted { first: *first, end }));
    found.retain(|quoted| quoted.first < quoted.end);
}

/// The mark that closes the single one at `open`: the first that cannot be an apostrophe, else the first that may be
/// none, before the next opening one.
fn closing(marks: &[Mark], open: usize) -> Option<usize> {
    let singles = marks.iter().enumerate().skip(open + 1).filter(|(_, mark)| mark.kind == MarkKind::Single);
    let mut doubtful = None;
    for (place, mark) in singles {
        match mark.side {
            Side::Open => break,
            Side::Close if !mark.doubtful => return Some(place),
            Side::Close => doubtful = doubtful.or(Some(place)),
        }
    }
    doubtful
}

/// How a match on the word `token` of a paragraph stands to the quotations: the innermost decides.
pub(super) fn quotation(matcher: &Matcher, quoted: &Quotations, all: &Words<'_>, token: u32) -> Quotation {
    match quoted.of(token) {
        None => Quotation::Own,
        Some(q) if q.end - q.first <= LONGEST_SCARE && !reported(matcher, q, all) => Quotation::Scare,
        Some(_) => Quotation::Quoted,
    }
}

fn reported(matcher: &Matcher, quoted: Quoted, all: &Words<'_>) -> bool {
    let (first, end) = (quoted.first as usize, quoted.end as usize);
    let in_sentence = |gap: Break| gap < Break::Sentence;
    let before = (first.saturating_sub(REPORT_REACH)..first).rev().take_while(|place| in_sentence(all.gap(place + 1)));
    let after = (end..(end + REPORT_REACH).min(all.len())).take_while(|place| in_sentence(all.gap(*place)));
    before.chain(after).any(|place| all.note(place).reports() && !matcher.false_reports.end_at(all, place))
}

/// Whether a negator reaches the match that begins at word `first` of a sentence.
pub(super) fn negated(matcher: &Matcher, words: &Words<'_>, first: usize) -> bool {
    match negator(matcher, words, first) {
        Some(place) if matcher.false_negations.stand_around(words, place) => false,
        // No peace without justice: the first negator takes away what the second says.
        Some(place) if words.note(place).is_cancelled() => negator(matcher, words, place).is_none(),
        Some(_) => true,
        None => false,
    }
}

/// The nearest word before `first` in its clause that negates, alone or at the end of a phrase.
fn negator(matcher: &Matcher, words: &Words<'_>, first: usize) -> Option<usize> {
    for place in (first.saturating_sub(NEGATION_REACH)..first).rev() {
        let note = words.note(place);
        if words.gap(place + 1) != Break::None {
            return None;
        }
        let phrase = note.ends_negation() && place > 0 && words.note(place - 1).leads_to_negation();
        if note.negates() || phrase && matcher.negations.end_at(words, place) {
            return Some(place);
        }
        if note.ends_clause() {
            return None;
        }
    }
    None
}

/// Phrases, found by any of their words.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    all: Vec<Vec<FormIx>>,
    /// Each word of a phrase: its form, the phrase, its place in it; in order.
    words: Vec<(FormIx, usize, usize)>,
    /// The last word of each phrase: its form, the phrase; in order.
    ends: Vec<(FormIx, usize)>,
}

impl Phrases {
    pub fn new(phrases: Vec<Vec<FormIx>>) -> Self {
        let of = |(phrase, forms): (usize, &Vec<FormIx>)| {
            forms.iter().enumerate().map(move |(step, form)| (*form, phrase, step)).collect::<Vec<_>>()
        };
        let mut words: Vec<_> = phrases.iter().enumerate().flat_map(of).collect();
        words.sort_unstable();
        let mut ends: Vec<_> =
            phrases.iter().enumerate().filter_map(|(phrase, forms)| Some((*forms.last()?, phrase))).collect();
        ends.sort_unstable();
        Self { all: phrases, words, ends }
    }

    /// Whether one of them stands around the word at `place`.
    fn stand_around(&self, words: &Words<'_>, place: usize) -> bool {
        words.forms(place).iter().any(|form| {
            let first = self.words.partition_point(|word| word.0 < *form);
            let with_form = self.words[first..].iter().take_while(|word| word.0 == *form);
            with_form
                .filter(|(_, _, step)| *step <= place)
                .any(|(_, phrase, step)| stands(&self.all[*phrase], words, place - step))
        })
    }

    /// Whether one of them ends with the word at `place`.
    fn end_at(&self, words: &Words<'_>, place: usize) -> bool {
        words.forms(place).iter().any(|form| {
            let first = self.ends.partition_point(|end| end.0 < *form);
            let with_form = self.ends[first..].iter().take_while(|end| end.0 == *form);
            with_form
                .map(|(_, phrase)| &self.all[*phrase])
                .any(|phrase| (place + 1).checked_sub(phrase.len()).is_some_and(|from| stands(phrase, words, from)))
        })
    }

    /// The forms that stand so many words before the end of them.
    pub fn forms_before_end(&self, words: usize) -> impl Iterator<Item = FormIx> {
        self.all.iter().filter_map(move |phrase| phrase.iter().rev().nth(words).copied())
    }

    /// The phrases that are one word.
    pub fn single_words(&self) -> impl Iterator<Item = FormIx> {
        self.all.iter().filter_map(|phrase| if let [word] = phrase.as_slice() { Some(*word) } else { None })
    }
}

fn stands(phrase: &[FormIx], words: &Words<'_>, from: usize) -> bool {
    from + phrase.len() <= words.len()
        && phrase.iter().enumerate().all(|(step, form)| words.forms(from + step).binary_search(form).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #![proptest_config(crate::same_cases())]

        #[test]
        fn the_innermost_quotation_is_the_last_that_opened_around_a_word(spans: Vec<(u8, u8)>) {
            let found: Vec<Quoted> = spans
                .iter()
                .map(|(first, length)| (u32::from(*first), u32::from(*length % 40)))
                .map(|(first, length)| Quoted { first, end: first + 1 + length })
                .collect();
            let mut quotations = Quotations { found: found.clone(), ..Quotations::default() };
            quotations.arrange();
            for word in 0..300 {
                let around = found.iter().filter(|q| q.first <= word && word < q.end);
                let innermost = around.max_by_key(|q| (q.first, Reverse(q.end))).copied();
                proptest::prop_assert_eq!(quotations.of(word), innermost);
            }
        }
    }
}
