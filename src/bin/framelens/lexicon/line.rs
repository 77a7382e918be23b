//! A sentence cut for the screen, around what is shown in it.

use framelens::analysis::Line;

/// So many characters stand on either side of what is shown, to the next whole word.
const AROUND: usize = 32;

/// The document, and the sentence as far as it stands near what is shown.
pub fn cut(line: &Line) -> String {
    let (before, found, after) = line.parts();
    format!("{}: {}\u{1b}[1m{found}\u{1b}[0m{}", line.document, cut_front(before), cut_back(after))
}

fn cut_front(text: &str) -> String {
    let from = text.char_indices().rev().nth(AROUND).map_or(0, |(at, _)| at);
    match text[from..].find(' ') {
        Some(space) if from > 0 => format!("\u{2026}{}", &text[from + space..]),
        _ => text.to_owned(),
    }
}

fn cut_back(text: &str) -> String {
    let to = text.char_indices().nth(AROUND).map_or(text.len(), |(at, _)| at);
    match text[..to].rfind(' ') {
        Some(last) if to < text.len() => format!("{} \u{2026}", &text[..last]),
        _ => text.to_owned(),
    }
}
