//! How wide is a text? By the fonts built into the program, so that nothing depends on the machine.

use std::sync::LazyLock;

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

pub(super) static REGULAR: &[u8] = include_bytes!("../../assets/fonts/NotoSans-Regular.ttf");
pub(super) static BOLD: &[u8] = include_bytes!("../../assets/fonts/NotoSans-Bold.ttf");
/// For scripts that Noto Sans has not.
pub(super) static FALLBACK: &[u8] = include_bytes!("../../assets/fonts/DejaVuSans.ttf");
/// What the fonts are called in SVG.
pub(super) const FAMILY: &str = "Noto Sans";

/// The weight of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// The advance of every ASCII character in units of the font size, since most labels have no other.
static ASCII: LazyLock<[[f64; 128]; 2]> = LazyLock::new(|| {
    [Weight::Regular, Weight::Bold].map(|weight| std::array::from_fn(|code| advance(code as u8 as char, weight)))
});

/// The width of a text at a size, without kerning.
pub(super) fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let of = |c: char| ASCII[weight as usize].get(c as usize).copied().unwrap_or_else(|| advance(c, weight));
    size * text.chars().map(of).sum::<f64>()
}

fn advance(c: char, weight: Weight) -> f64 {
    let own = match weight {
        Weight::Regular => REGULAR,
        Weight::Bold => BOLD,
    };
    in_font(own, c).or_else(|| in_font(FALLBACK, c)).unwrap_or(1.0)
}

/// Whether a text has a character that no font of the charts has.
pub(super) fn lacks_glyphs(text: &str) -> bool {
    let missing = |c: char| in_font(REGULAR, c).or_else(|| in_font(FALLBACK, c)).is_none();
    !text.is_ascii() && clean(text).chars().any(missing)
}

fn in_font(bytes: &[u8], c: char) -> Option<f64> {
    let font = FontRef::new(bytes).ok()?;
    let glyph = font.charmap().map(c)?;
    let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
    let per_em = font.metrics(Size::unscaled(), LocationRef::default()).units_per_em;
    Some(f64::from(metrics.advance_width(glyph)?) / f64::from(per_em))
}

/// A text with nothing in it that XML or a reader's eye would stumble over: no control characters, white space as single
/// spaces.
pub(super) fn clean(text: &str) -> String {
    let spaced = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    let kept: String = spaced
        .filter(|c| !matches!(c, '\u{FFFE}' | '\u{FFFF}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
        .collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// As much of a text as fits, with an ellipsis when that is not all.
pub(super) fn shortened(text: &str, room: f64, size: f64, weight: Weight) -> String {
    if width(text, size, weight) <= room {
        return text.to_owned();
    }
    let mut kept: String = text.to_owned();
    while kept.pop().is_some() {
        let shown = format!("{}\u{2026}", kept.trim_end_matches([' ', '-', '/']));
        if width(&shown, size, weight) <= room {
            return shown;
        }
    }
    String::new()
}

/// A name that fits, with an ellipsis in its middle when that is not all: names that begin alike differ at their ends.
pub(super) fn shortened_name(name: &str, room: f64, size: f64, weight: Weight) -> String {
    if width(name, size, weight) <= room {
        return name.to_owned();
    }
    let characters: Vec<char> = name.chars().collect();
    let shown = |kept: usize| {
        let head: String = characters[..kept.div_ceil(2)].iter().collect();
        let tail: String = characters[characters.len() - kept / 2..].iter().collect();
        format!("{head}\u{2026}{tail}")
    };
    (0..characters.len()).rev().map(shown).find(|shown| width(shown, size, weight) <= room).unwrap_or_default()
}

/// A text in lines of at most `room`, broken at spaces and after hyphens; the last of at most `lines` is shortened.
pub(super) fn wrapped(text: &str, room: f64, size: f64, weight: Weight, lines: usize) -> Vec<String> {
    let mut result: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut words = text.split_inclusive([' ', '-', '/']).peekable();
    while let Some(word) = words.peek() {
        let longer = format!("{line}{word}");
        let fits = width(longer.trim_end(), size, weight) <= room;
        if fits || line.is_empty() && result.len() + 1 < lines && width(word.trim_end(), size, weight) > room {
            line = longer;
            words.next();
            if fits {
                continue;
            }
        }
        if result.len() + 1 == lines {
            line.extend(words.by_ref());
        }
        result.push(shortened(line.trim_end(), room, size, weight));
        line.clear();
        if result.len() == lines {
            return result;
        }
    }
    if !line.trim().is_empty() {
        result.push(shortened(line.trim_end(), room, size, weight));
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_lines_fit_and_lose_nothing_before_the_last() {
        let text = "a rather long name of a document that nobody shortened";
        let lines = wrapped(text, 120.0, 12.0, Weight::Regular, 9);
        assert!(lines.iter().all(|line| width(line, 12.0, Weight::Regular) <= 120.0));
        assert_eq!(lines.join(" "), text);
        let two = wrapped(text, 120.0, 12.0, Weight::Regular, 2);
        assert_eq!(two.len(), 2);
        assert!(two[1].ends_with('\u{2026}'), "{two:?}");
    }

    #[test]
    fn long_names_keep_both_ends() {
        let short = shortened_name("a-long-name-of-1949-Truman", 90.0, 12.0, Weight::Regular);
        assert!(width(&short, 12.0, Weight::Regular) <= 90.0);
        assert!(short.starts_with("a-lo") && short.ends_with("man"), "{short}");
    }

    #[test]
    fn control_characters_do_not_reach_a_label() {
        assert_eq!(clean("a\u{1b}[31m\u{0}b\n c"), "a [31m b c");
    }

    #[test]
    fn other_scripts_have_a_width() {
        for text in
            ["\u{627}\u{644}\u{633}\u{644}\u{627}\u{645}", "\u{5E9}\u{5DC}\u{5D5}\u{5DD}", "\u{43C}\u{438}\u{440}"]
        {
            assert!(width(text, 10.0, Weight::Regular) > 10.0);
        }
    }
}
