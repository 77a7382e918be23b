//! Is a word another with an ending?

/// Whether a word is another with an ending of number, tense or possession.
pub(super) fn is_ending_of(word: &str, base: &str) -> bool {
    const ENDINGS: [&str; 9] = ["", "s", "es", "ed", "d", "ing", "ies", "ied", "e"];
    if word == base {
        return true;
    }
    let common = word.bytes().zip(base.bytes()).take_while(|(a, b)| a == b).count();
    let (Some(rest), Some(left)) = (word.get(common..), base.get(common..)) else { return false };
    // A doubled consonant belongs to the ending: plan, planned.
    let rest = match rest.chars().next() {
        Some(first) if base[..common].ends_with(first) && rest.len() > 1 => &rest[first.len_utf8()..],
        _ => rest,
    };
    ENDINGS.contains(&rest) && (ENDINGS.contains(&left) || left == "y")
}

#[cfg(test)]
mod tests {
    use super::is_ending_of;

    #[test]
    fn endings_are_told_from_other_words() {
        for (word, base) in [
            ("boycotts", "boycott"),
            ("boycotted", "boycott"),
            ("settling", "settle"),
            ("occupied", "occupy"),
            ("planned", "plan"),
        ] {
            assert!(is_ending_of(word, base), "{word} {base}");
        }
        for (word, base) in
            [("university", "universal"), ("organs", "organization"), ("settler", "settle"), ("marchers", "march")]
        {
            assert!(!is_ending_of(word, base), "{word} {base}");
        }
    }
}
