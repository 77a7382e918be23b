//! In which order does a reader look for names that have numbers in them?

use std::cmp::Ordering;

/// A stretch of a name.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Part<'n> {
    /// Digits without the zeros before them: how many, and which.
    Number(usize, &'n str),
    Text(&'n str),
}

/// By their numbers where they have some: 9 before 10, and `page 2` before `page 10`.
pub(super) fn name_order(one: &str, other: &str) -> Ordering {
    parts(one).cmp(parts(other)).then_with(|| one.cmp(other))
}

fn parts(name: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = name;
    std::iter::from_fn(move || {
        let is_number = rest.chars().next()?.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != is_number).unwrap_or(rest.len());
        let (part, left) = rest.split_at(end);
        rest = left;
        let digits = part.trim_start_matches('0');
        Some(if is_number { Part::Number(digits.len(), digits) } else { Part::Text(part) })
    })
}

#[cfg(test)]
mod tests {
    use super::name_order;

    #[test]
    fn numbers_are_ordered_by_size() {
        let sorted = ["", "2", "9", "010", "10", "100", "a", "a 2 b", "a 10 a", "a 10 b", "b"];
        let mut names = sorted;
        names.reverse();
        names.sort_by(|one, other| name_order(one, other));
        assert_eq!(names, sorted);
    }
}
