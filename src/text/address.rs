//! Web and mail addresses and dotted acronyms: what holds together although UAX 29 would part it.

/// Endings that make a dotted name a web address. Only lower case counts, so that `end.In` stays two words.
const DOMAINS: &[&str] = &[
    "com", "org", "net", "edu", "gov", "int", "info", "news", "io", "co", "uk", "eu", "us", "ca", "au", "de", "fr",
    "es", "it", "nl", "ie", "in", "za", "ps", "il", "tv", "me", "app", "dev", "blog", "media",
];

/// The longest dotted name looked at, in bytes: a bound on the work at every dot.
const LONGEST_NAME: usize = 100;

/// Where the address ends whose first run of letters and digits is `start..run_end`, if one stands there.
pub(super) fn address(bytes: &[u8], start: usize, run_end: usize) -> Option<usize> {
    match bytes.get(run_end)? {
        b':' if bytes[run_end..].starts_with(b"://") && is_scheme(&bytes[start..run_end]) => {
            let end = trimmed(bytes, run_end + 3, stretch(bytes, run_end + 3));
            (end > run_end + 3).then_some(end)
        }
        b'@' => mail(bytes, run_end),
        b'.' => {
            let name_end = dotted_name(bytes, run_end);
            if bytes.get(name_end) == Some(&b'@') {
                return mail(bytes, name_end);
            }
            let last = bytes[start..name_end].rsplit(|&b| b == b'.').next()?;
            let web = bytes[start..run_end].eq_ignore_ascii_case(b"www")
                || DOMAINS.iter().any(|domain| domain.as_bytes() == last);
            if !web {
                return None;
            }
            match bytes.get(name_end) {
                Some(b'/') => Some(trimmed(bytes, name_end, stretch(bytes, name_end))),
                _ => Some(name_end),
            }
        }
        _ => None,
    }
}

/// Where the acronym ends that begins at `start` (`U.S.`, `e.g.`, `U.S.A`): at least two single letters with dots
/// between them, and the dot after the last.
pub(super) fn acronym(bytes: &[u8], start: usize) -> Option<usize> {
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    let mut at = start;
    while letter(at) && bytes.get(at + 1) == Some(&b'.') {
        at += 2;
    }
    let ends_with_letter = letter(at) && !continues(bytes, at + 1);
    let letters = (at - start) / 2 + usize::from(ends_with_letter);
    if ends_with_letter {
        at += 1;
    } else if letter(at) || bytes.get(at).is_some_and(|b| b.is_ascii_digit() || *b >= 0x80 && !is_mark(bytes, at)) {
        // A word goes on: `U.S.A.Army` keeps its acronym; two letters may be a sentence's end glued to the next.
        return (letters >= 3).then_some(at);
    }
    (letters >= 2).then_some(at)
}

fn continues(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_' || *b >= 0x80 && !is_mark(bytes, at))
}

/// General punctuation (dashes, quotes, ellipsis), the no-break space and other white space: no part of a word.
fn is_mark(bytes: &[u8], at: usize) -> bool {
    matches!(
        bytes[at..],
        [0xE2, 0x80, ..]
            | [0xC2, 0x85 | 0xA0 | 0xAB | 0xBB, ..]
            | [0xE1, 0x9A, 0x80, ..]
            | [0xE2, 0x81, 0x9F, ..]
            | [0xE3, 0x80, 0x80..=0x82, ..]
    )
}

fn is_scheme(run: &[u8]) -> bool {
    [&b"http"[..], b"https", b"ftp"].iter().any(|scheme| run.eq_ignore_ascii_case(scheme))
}

/// From the first dot on: `.label.label`, ended by the first byte that is no part of a name.
fn dotted_name(bytes: &[u8], dot: usize) -> usize {
    let limit = bytes.len().min(dot + LONGEST_NAME);
    let mut end = dot;
    let mut at = dot;
    while at < limit {
        match bytes[at] {
            b'.' | b'-' | b'_' | b'+' => at += 1,
            b if b.is_ascii_alphanumeric() => {
                at += 1;
                end = at;
            }
            _ => break,
        }
    }
    end
}

/// An address of mail whose `@` stands at `sign`.
fn mail(bytes: &[u8], sign: usize) -> Option<usize> {
    let first = sign + 1;
    if !bytes.get(first)?.is_ascii_alphanumeric() {
        return None;
    }
    let end = dotted_name(bytes, first);
    bytes[first..end].contains(&b'.').then_some(end)
}

/// As far as an address may reach: to white space, a bracket, a quotation mark or the end.
fn stretch(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while at < bytes.len() {
        match bytes[at] {
            b if b.is_ascii_whitespace() || b.is_ascii_control() => break,
            b'<' | b'>' | b'"' | b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'|' => break,
            0xC2 | 0xE1..=0xE3 if is_mark(bytes, at) => break,
            _ => at += 1,
        }
    }
    at
}

/// Without the punctuation of the sentence around it.
fn trimmed(bytes: &[u8], from: usize, to: usize) -> usize {
    let kept = bytes[from..to]
        .iter()
        .rposition(|b| !matches!(b, b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b'*' | b'_' | b'-' | b'/'));
    kept.map_or(from, |last| from + last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Option<&str> {
        let run = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
        address(text.as_bytes(), 0, run).map(|end| &text[..end])
    }

    #[test]
    fn addresses_end_before_the_sentence_does() {
        assert_eq!(at("https://example.org/a?b=1, and"), Some("https://example.org/a?b=1"));
        assert_eq!(at("example.org."), Some("example.org"));
        assert_eq!(at("https://example.org/a\u{3000}b"), Some("https://example.org/a"));
        assert_eq!(at("www.example.museum/x)"), Some("www.example.museum/x"));
        assert_eq!(at("first.last@example.org\u{201D}"), Some("first.last@example.org"));
    }

    #[test]
    fn a_missing_space_makes_no_address() {
        for text in ["end.Next", "talks.The", "a:b", "12@", "http:", "https://"] {
            assert_eq!(at(text), None, "{text}");
        }
    }

    #[test]
    fn acronyms_keep_their_last_dot() {
        let at = |text: &str| acronym(text.as_bytes(), 0);
        assert_eq!(at("U.S. forces"), Some(4));
        assert_eq!(at("U.S.-led"), Some(4));
        assert_eq!(at("U.S.A"), Some(5));
        assert_eq!(at("e.g., this"), Some(4));
        assert_eq!(at("J. Smith"), None);
        assert_eq!(at("A.Smith"), None);
    }
}
