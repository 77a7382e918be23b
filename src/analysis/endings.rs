//! Is a word another with an ending?

/// Whether a word is another with an ending of number, tense or possession, or both are a third with one.
pub(super) fn is_ending_of(word: &str, base: &str) -> bool {
    let of_base = bases(base);
    bases(word).iter().any(|one| of_base.contains(one))
}

/// What a word may be with an ending: itself first, the others as they are spelt without one. Some are no words.
pub(super) fn bases(word: &str) -> Vec<String> {
    let mut found = vec![word.to_owned()];
    for (ending, own) in [("ies", "y"), ("ied", "y"), ("ying", "ie")] {
        found.extend(word.strip_suffix(ending).filter(|rest| !rest.is_empty()).map(|rest| format!("{rest}{own}")));
    }
    found.extend(word.strip_suffix('s').filter(|rest| rest.len() > 1 && !rest.ends_with('s')).map(str::to_owned));
    let hisses = |rest: &&str| ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| rest.ends_with(end));
    found.extend(word.strip_suffix("es").filter(hisses).map(str::to_owned));
    for ending in ["ed", "ing"] {
        let rest = word.strip_suffix(ending).filter(|rest| rest.contains(is_vowel));
        found.extend(rest.into_iter().flat_map(|rest| bases_of_verb(rest, ending)));
    }
    found
}

/// What may stand before `ed` or `ing`: settle, boycott, plan.
fn bases_of_verb(rest: &str, ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    if ending == "ed" || !rest.ends_with('e') {
        found.push(format!("{rest}e"));
    }
    if !doubles(rest) {
        found.push(rest.to_owned());
    }
    found.extend(undoubled(rest).map(str::to_owned));
    found
}

/// Without the second of two equal consonants at the end. Two `s` are the word's own, and so are those of `add` and `egg`.
fn undoubled(rest: &str) -> Option<&str> {
    let mut letters = rest.char_indices().rev();
    let ((at, last), (_, before)) = (letters.next()?, letters.next()?);
    (last == before && !is_vowel(last) && last != 's' && at > 2).then_some(&rest[..at])
}

/// Whether the last letter of a short word stands twice before an ending: one vowel, one consonant behind it.
fn doubles(word: &str) -> bool {
    let mut letters = word.chars().rev();
    let (Some(last), Some(before)) = (letters.next(), letters.next()) else { return false };
    !is_vowel(last)
        && !matches!(last, 'w' | 'x')
        && is_vowel(before)
        && word.chars().filter(|c| is_vowel(*c)).count() == 1
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

#[cfg(test)]
mod tests {
    use super::is_ending_of;

    #[test]
    fn endings_are_told_from_other_words() {
        for (word, base) in [
            ("boycotts", "boycott"),
            ("boycotted", "boycott"),
            ("boycott", "boycotting"),
            ("settling", "settle"),
            ("settled", "settling"),
            ("occupied", "occupy"),
            ("parties", "party"),
            ("planned", "plan"),
            ("stuffing", "stuff"),
            ("passes", "pass"),
            ("vetoes", "veto"),
            ("freed", "free"),
            ("dying", "die"),
        ] {
            assert!(is_ending_of(word, base), "{word} {base}");
        }
        for (word, base) in [
            ("university", "universal"),
            ("organs", "organization"),
            ("settler", "settle"),
            ("marchers", "march"),
            ("arms", "army"),
            ("planes", "plan"),
            ("staring", "star"),
            ("thing", "the"),
            ("shed", "she"),
            ("sled", "sling"),
            ("humane", "human"),
            ("princess", "princes"),
            ("added", "ad"),
        ] {
            assert!(!is_ending_of(word, base), "{word} {base}");
        }
    }
}
