//! By which slip of the pen is one word another?

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slip {
    /// A letter too many, too few, or another.
    Letter,
    /// Two neighbours have changed places.
    Swap,
}

/// So near to its ends, another letter mostly makes another word or ending: `impunity` and `immunity`, `policeman` and
/// `policemen`.
const ENDS: usize = 3;

/// The one slip that parts two words. `None` where more does, and where they differ in their first letter or in their
/// ending, before a plural too: `striker` and `strike`, `strikers` and `strikes`.
pub(super) fn slip(one: &str, other: &str) -> Option<Slip> {
    if one.len().abs_diff(other.len()) > 2 {
        return None;
    }
    let (one, other) = match (one.strip_suffix('s'), other.strip_suffix('s')) {
        (Some(one), Some(other)) => (one, other),
        _ => (one, other),
    };
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    let before = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[before..], &other[before..]);
    let after = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    if before == 0 || after == 0 {
        return None;
    }
    match (&one[..one.len() - after], &other[..other.len() - after]) {
        ([_], []) | ([], [_]) => Some(Slip::Letter),
        ([_], [_]) => (before.min(after) >= ENDS).then_some(Slip::Letter),
        ([a, b], [c, d]) if (a, b) == (d, c) => Some(Slip::Swap),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Slip, slip};

    #[test]
    fn a_slip_is_known_anywhere_but_at_the_ends() {
        for (wrong, right, expected) in [
            ("jornalist", "journalist", Slip::Letter),
            ("censorshp", "censorship", Slip::Letter),
            ("newpapers", "newspapers", Slip::Letter),
            ("negociation", "negotiation", Slip::Letter),
            ("cenosred", "censored", Slip::Swap),
        ] {
            assert_eq!(slip(wrong, right), Some(expected), "{wrong}");
            assert_eq!(slip(right, wrong), Some(expected), "{wrong}");
        }
        for (one, other) in [
            ("journalist", "journalism"),
            ("journalist", "journalists"),
            ("policeman", "policemen"),
            ("impunity", "immunity"),
            ("protester", "protestor"),
            ("strikers", "strikes"),
            ("officers", "offices"),
            ("princes", "princess"),
            ("hypothesis", "hypotheses"),
            ("resistance", "assistance"),
            ("violence", "violence"),
        ] {
            assert_eq!(slip(one, other), None, "{one} {other}");
        }
    }
}
