//! What a conversion loses, by reason: what changes counts most first.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use framelens::lexicon::exchange::{Effect, Fate, Loss};

/// What of one kind becomes of several entries for one reason.
struct Group<'l> {
    effect: Effect,
    fate: Fate,
    reason: String,
    losses: Vec<&'l Loss>,
}

/// A total for each reason, then every loss under its reason.
pub fn by_reason(losses: &[Loss]) -> String {
    let groups = groups(losses);
    let mut text = String::new();
    if !groups.is_empty() {
        text.push('\n');
    }
    for group in &groups {
        let _ = writeln!(text, "  {:>5} {}: {}", group.losses.len(), group.fate.as_str(), group.reason);
    }
    for group in &groups {
        let _ = writeln!(text, "\n\u{1b}[1m{} {}\u{1b}[0m: {}", group.losses.len(), group.fate.as_str(), group.reason);
        for loss in &group.losses {
            let place = if loss.line == 0 { String::new() } else { format!("line {}: ", loss.line) };
            let own = if loss.reason == group.reason { String::new() } else { format!(": {}", loss.reason) };
            let _ = writeln!(text, "  {place}`{}`{own}", loss.what);
        }
    }
    text
}

/// Those that change most first, of these the dropped, then those of most entries.
fn groups(losses: &[Loss]) -> Vec<Group<'_>> {
    let mut groups: BTreeMap<(Effect, Fate, String), Vec<&Loss>> = BTreeMap::new();
    for loss in losses {
        groups.entry((loss.effect, loss.fate, general(&loss.reason))).or_default().push(loss);
    }
    let mut groups: Vec<Group<'_>> = groups
        .into_iter()
        .map(|((effect, fate, general), losses)| {
            let alike = losses.iter().all(|loss| loss.reason == losses[0].reason);
            let reason = if alike { losses[0].reason.clone() } else { general };
            Group { effect, fate, reason, losses }
        })
        .collect();
    groups.sort_by_key(|group| (group.effect, group.fate, Reverse(group.losses.len())));
    groups
}

/// A reason without what differs from entry to entry: what it quotes, and its numbers.
fn general(reason: &str) -> String {
    let parts = reason.split('`').enumerate();
    let parts = parts.map(|(place, part)| if place % 2 == 1 { "\u{2026}".to_owned() } else { without_numbers(part) });
    parts.collect::<Vec<_>>().join("`")
}

fn without_numbers(text: &str) -> String {
    let (mut general, mut in_number) = (String::new(), false);
    for c in text.chars() {
        let was_in_number = in_number;
        in_number = c.is_ascii_digit() || in_number && c == '.';
        match (in_number, was_in_number) {
            (true, true) => {}
            (true, false) => general.push('\u{2026}'),
            (false, _) => general.push(c),
        }
    }
    general
}

#[cfg(test)]
mod tests {
    use super::general;

    #[test]
    fn a_reason_is_one_whatever_word_or_number_it_has() {
        assert_eq!(general("its weight 0.5 has no place"), "its weight \u{2026} has no place");
        assert_eq!(general("`War 2` has it (line 10)"), "`\u{2026}` has it (line \u{2026})");
        assert_eq!(general("it stands in no category"), "it stands in no category");
    }
}
