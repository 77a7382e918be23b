//! What a pattern with alternatives stands for.

use std::iter::Peekable;
use std::str::Chars;

/// A pattern may stand for so many words and phrases.
const MOST: usize = 1_000;
/// Groups within groups.
const DEEPEST: usize = 8;
/// The most bytes of a pattern: written out, it takes a thousand times as many.
const LONGEST: usize = 1 << 14;

/// Every word or phrase that a pattern stands for, in the order written: `|` parts alternatives, and round brackets hold
/// alternatives for a part of a word or phrase.
///
/// # Errors
/// What is wrong with it and what to do.
pub(super) fn written_out(pattern: &str) -> Result<Vec<String>, (String, String)> {
    if pattern.len() > LONGEST {
        return Err((format!("the pattern has more than {LONGEST} bytes"), "make it several terms".to_owned()));
    }
    if !pattern.contains(['|', '(', ')']) {
        return Ok(vec![single_spaced(pattern)]);
    }
    let mut rest = pattern.chars().peekable();
    let all = alternatives(&mut rest, 0)?;
    if rest.next().is_some() {
        return Err(("a `)` closes nothing".to_owned(), "write the `(` before it, or remove it".to_owned()));
    }
    Ok(all.iter().map(|text| single_spaced(text)).collect())
}

fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn alternatives(rest: &mut Peekable<Chars<'_>>, depth: usize) -> Result<Vec<String>, (String, String)> {
    if depth > DEEPEST {
        return Err(("brackets stand too deep in one another".to_owned(), "make it several terms".to_owned()));
    }
    let mut all = Vec::new();
    let mut these = vec![String::new()];
    while let Some(c) = rest.next_if(|c| *c != ')') {
        match c {
            '|' => all.extend(std::mem::replace(&mut these, vec![String::new()])),
            '(' => {
                let group = alternatives(rest, depth + 1)?;
                if rest.next().is_none() {
                    return Err(("a `(` is not closed".to_owned(), "write the `)` behind it, or remove it".to_owned()));
                }
                check(all.len() + these.len() * group.len())?;
                these = these.iter().flat_map(|text| group.iter().map(move |part| format!("{text}{part}"))).collect();
            }
            c => these.iter_mut().for_each(|text| text.push(c)),
        }
    }
    all.extend(these);
    check(all.len())?;
    Ok(all)
}

fn check(count: usize) -> Result<(), (String, String)> {
    if count <= MOST {
        return Ok(());
    }
    Err((format!("it stands for more than {MOST} words and phrases"), "make it several terms".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::written_out;

    #[test]
    fn brackets_hold_alternatives_for_a_part() {
        let of = |pattern| written_out(pattern).unwrap();
        assert_eq!(of("peace"), ["peace"]);
        assert_eq!(of("truce| cease  fire"), ["truce", "cease fire"]);
        assert_eq!(
            of("(member | donor) state(|s) | powers"),
            ["member state", "member states", "donor state", "donor states", "powers"]
        );
        assert_eq!(of("a(b|(c|d)e)"), ["ab", "ace", "ade"]);
    }

    #[test]
    fn brackets_close_and_stand_for_no_more_than_a_page_of_words() {
        let ten = "(0|1|2|3|4|5|6|7|8|9)";
        assert_eq!(written_out(&ten.repeat(3)).unwrap().len(), 1_000);
        for pattern in ["(a", "a)", "a | (b | c", &ten.repeat(4), &"(".repeat(9), &"a".repeat(20_000)] {
            assert!(written_out(pattern).is_err(), "{}", &pattern[..pattern.len().min(20)]);
        }
    }
}
