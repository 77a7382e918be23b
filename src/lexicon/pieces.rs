//! How a pattern is written: its text cut into words and gaps, and what is wrong with it.

use super::WordRegex;
use super::pattern::Matching;
use crate::text::Analyzer;

/// A word of a pattern as written, before it is known how it may be joined to its neighbours.
#[derive(Clone)]
pub(super) enum Piece {
    Word { cased: String, folded: String, open: bool },
    Regex(WordRegex),
    Gap(u8),
}

/// The most words, gaps included, in a pattern.
const LONGEST: usize = 12;
/// The fewest letters before a `*`.
const SHORTEST_PREFIX: usize = 3;
/// The widest gap.
const WIDEST_GAP: u8 = 8;

/// The words and gaps of a pattern, or of one of its alternatives.
///
/// # Errors
/// What is wrong with it and what to do.
pub(super) fn pieces(
    text: &str,
    matching: Matching,
    gap: Option<u8>,
    analyzer: &Analyzer,
) -> Result<Vec<Piece>, (String, String)> {
    let mut pieces = Vec::new();
    let mut parts = text.split_whitespace();
    match matching {
        Matching::Regex => pieces.extend(regex_piece(text.trim())?),
        Matching::Glob => {
            check_phrase(&text.replace(is_wild, "x"), text, analyzer)?;
            parts.try_for_each(|part| glob_pieces(part, &mut pieces, analyzer))?;
        }
        Matching::Stem | Matching::Word | Matching::Case => {
            check_phrase(&text.replace('*', "x"), text, analyzer)?;
            parts.try_for_each(|part| plain_pieces(part, gap, &mut pieces, analyzer))?;
        }
    }
    check(&pieces, gap)?;
    Ok(pieces)
}

fn regex_piece(text: &str) -> Result<Option<Piece>, (String, String)> {
    if text.contains(char::is_whitespace) {
        return Err((
            "a regular expression sees one word, and no word has a space in it".to_owned(),
            "write one expression a word".to_owned(),
        ));
    }
    let error = |what| (format!("`{text}` is no regular expression: {what}"), "see docs.rs/regex".to_owned());
    Ok(if text.is_empty() { None } else { Some(Piece::Regex(WordRegex::new(text).map_err(error)?)) })
}

fn is_wild(c: char) -> bool {
    matches!(c, '*' | '?')
}

/// Refuses what parts words in every text. `words` is the pattern with a letter for each of its wildcards.
fn check_phrase(words: &str, text: &str, analyzer: &Analyzer) -> Result<(), (String, String)> {
    if words.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'\'')) {
        return Ok(());
    }
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match analyzer.phrase_end(&words) {
        Some(sign) => Err((
            format!("`{text}` is never found: no phrase goes on across `{sign}`"),
            "write the words on one side of it only".to_owned(),
        )),
        None => Ok(()),
    }
}

/// One part of a glob, cut where words are cut.
fn glob_pieces(part: &str, pieces: &mut Vec<Piece>, analyzer: &Analyzer) -> Result<(), (String, String)> {
    for part in part.split(['-', '\u{2010}', '\u{2011}', '\u{2013}', '/']).filter(|part| !part.is_empty()) {
        let (word, open) = part.strip_suffix('*').map_or((part, false), |word| (word, true));
        if word.is_empty() || word.contains(is_wild) || word.ends_with(['\'', '\u{2019}']) {
            let folded = analyzer.forms(part).folded;
            if !folded.contains(char::is_alphanumeric) && !part.chars().all(is_wild) {
                return Err((format!("no letter and no digit is left of `{part}` in a word"), "remove it".to_owned()));
            }
            let error = |what| (format!("`{part}` cannot be looked for: {what}"), "shorten it".to_owned());
            pieces.push(Piece::Regex(WordRegex::of_glob(&folded).map_err(error)?));
        } else {
            word_pieces(word, open, pieces, analyzer)?;
        }
    }
    Ok(())
}

fn plain_pieces(
    part: &str,
    gap: Option<u8>,
    pieces: &mut Vec<Piece>,
    analyzer: &Analyzer,
) -> Result<(), (String, String)> {
    if part == "*" {
        let width = gap.ok_or_else(|| {
            (
                "a `*` standing alone needs its width".to_owned(),
                "add `gap = 3`: the most words it may stand for".to_owned(),
            )
        })?;
        pieces.push(Piece::Gap(width));
        return Ok(());
    }
    if part.starts_with('@') {
        return Err((
            format!("`{part}` is a class, and classes stand in rules only"),
            "list its words as terms".to_owned(),
        ));
    }
    let (word, open) = part.strip_suffix('*').map_or((part, false), |word| (word, true));
    if word.contains('*') {
        return Err((
            format!("`{part}` has a `*` where none can stand"),
            "a `*` stands at the end of a word, or alone for a gap; or add `match = \"glob\"`".to_owned(),
        ));
    }
    word_pieces(word, open, pieces, analyzer)
}

fn word_pieces(word: &str, open: bool, pieces: &mut Vec<Piece>, analyzer: &Analyzer) -> Result<(), (String, String)> {
    let mut words = analyzer.words(word).peekable();
    if words.peek().is_none() {
        return Err((
            format!("`{word}` has no letter and no digit, so no word of a text can meet it"),
            "remove it".to_owned(),
        ));
    }
    while let Some(surface) = words.next() {
        let forms = analyzer.forms(surface);
        pieces.push(Piece::Word { cased: forms.cased, folded: forms.folded, open: open && words.peek().is_none() });
    }
    Ok(())
}

/// A term must not begin so many words that it says nothing. A rule's word may: it only bounds a term.
pub(super) fn check_prefixes(pieces: &[Piece]) -> Result<(), (String, String)> {
    for piece in pieces {
        if let Piece::Word { folded, open: true, .. } = piece
            && folded.chars().count() < SHORTEST_PREFIX
        {
            return Err((
                format!("`{folded}*` would meet too many words"),
                format!("a `*` needs at least {SHORTEST_PREFIX} letters before it"),
            ));
        }
    }
    Ok(())
}

fn check(pieces: &[Piece], gap: Option<u8>) -> Result<(), (String, String)> {
    let gaps = pieces.iter().filter(|piece| matches!(piece, Piece::Gap(_))).count();
    let error = |what: &str, help: &str| Err((what.to_owned(), help.to_owned()));
    match pieces {
        [] => error("the pattern is empty", "give at least one word, on both sides of a `|`"),
        [Piece::Gap(_), ..] | [.., Piece::Gap(_)] => error(
            "a gap at the beginning or end of a pattern means nothing",
            "remove the `*`, or write it onto the word as a prefix",
        ),
        _ if pieces.windows(2).any(|pair| matches!(pair, [Piece::Gap(_), Piece::Gap(_)])) => {
            error("two gaps follow one another", "write one, and widen `gap`")
        }
        _ if gaps > 2 => error("the pattern has more than two gaps", "make it two terms"),
        _ if pieces.len() > LONGEST => error("the pattern is too long", "at most twelve words and gaps"),
        _ if gap.is_some_and(|gap| gap > WIDEST_GAP) => {
            error("the gap is not 0 to 8 words wide", "write a `gap` from 0 to 8")
        }
        _ => Ok(()),
    }
}
