//! Words that the lint knows something about.

/// Words whose stem another word of another sense has (Snowball English).
pub(super) const JOINED: &[(&str, &str)] = &[
    ("universal", "university"),
    ("universe", "university"),
    ("organ", "organization"),
    ("organization", "organ"),
    ("capital", "capitalism"),
    ("capitalism", "capital"),
    ("social", "socialism"),
    ("socialism", "social"),
    ("liberal", "liberation"),
    ("liberation", "liberal"),
    ("international", "internal"),
    ("convention", "conventional"),
    ("protest", "protestant"),
    ("united", "unit"),
    ("nation", "nationalism"),
    ("nationalism", "nation"),
    ("general", "generally"),
];

/// Words of different senses that begin alike.
pub(super) const ALIKE: &[(&str, &str)] = &[
    ("police", "policy"),
    ("accord", "according"),
    ("capitalist", "capitalise"),
    ("protest", "protestant"),
    ("community", "communism"),
    ("union", "unique"),
    ("army", "armchair"),
    ("general", "generation"),
    ("authority", "author"),
    ("organ", "organise"),
    ("mission", "missile"),
    ("secret", "secretary"),
    ("resist", "resistor"),
    ("nation", "nationwide"),
    ("state", "statement"),
    ("peace", "peacock"),
    ("victim", "victimless"),
    ("relief", "relieved"),
    ("human", "humanities"),
    ("party", "particular"),
    ("intern", "international"),
    ("execution", "executive"),
    ("persecute", "perseverance"),
    ("terror", "terrific"),
    ("civil", "civilian"),
    ("charge", "charger"),
    ("settler", "settled"),
    ("contract", "contrary"),
    ("confess", "confer"),
    ("profit", "proficient"),
];

/// Words that stand in any text on public matters.
pub(super) const COMMON: &[&str] = &[
    "people",
    "world",
    "government",
    "country",
    "state",
    "states",
    "national",
    "public",
    "political",
    "group",
    "groups",
    "power",
    "right",
    "man",
    "men",
    "woman",
    "women",
    "child",
    "life",
    "work",
    "way",
    "place",
    "case",
    "point",
    "part",
    "number",
    "system",
    "problem",
    "problems",
    "question",
    "fact",
    "side",
    "house",
    "company",
    "family",
    "school",
    "city",
    "news",
    "policy",
    "leader",
    "leaders",
    "president",
    "minister",
    "member",
    "members",
    "support",
    "change",
    "history",
    "report",
    "need",
    "use",
    "help",
    "call",
    "plan",
    "end",
    "hand",
    "name",
    "word",
    "words",
    "money",
    "business",
    "issue",
    "local",
    "social",
    "important",
    "different",
];

/// Words that mean several things and want a rule or a phrase.
pub(super) const HOMOGRAPHS: &[&str] = &[
    "strike",
    "strikes",
    "striking",
    "march",
    "marches",
    "arm",
    "arms",
    "settle",
    "settles",
    "settled",
    "resolution",
    "resolutions",
    "movement",
    "movements",
    "charge",
    "charges",
    "party",
    "parties",
    "mobilise",
    "mobilize",
    "just",
    "right",
    "may",
    "sanction",
    "occupy",
    "action",
    "stand",
    "fire",
    "force",
    "pressure",
    "solidarity",
];

#[cfg(test)]
mod tests {
    use super::{ALIKE, COMMON, HOMOGRAPHS, JOINED};
    use crate::text::Analyzer;

    #[test]
    fn the_stems_that_are_said_to_be_joined_are() {
        let analyzer = Analyzer::english();
        let apart: Vec<_> = JOINED.iter().filter(|(one, other)| analyzer.stem(one) != analyzer.stem(other)).collect();
        assert!(apart.is_empty(), "{apart:?}");
    }

    #[test]
    fn all_that_is_known_stands_in_the_page_on_lexicons() {
        let page = include_str!("../../../lexicons/README.md").split_whitespace().collect::<Vec<_>>().join(" ");
        let words = |words: &[&str]| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        let pairs = |pairs: &[(&str, &str)]| {
            pairs.iter().map(|(word, other)| format!("`{word}` ({other})")).collect::<Vec<_>>().join(", ")
        };
        for line in [
            format!("(L003): {}. ", words(HOMOGRAPHS)),
            format!("(L008): {}. ", pairs(JOINED)),
            format!("(L011): {}. ", pairs(ALIKE)),
            format!("(L014), besides function words: {}. ", words(COMMON)),
        ] {
            assert!(page.contains(&line), "lexicons/README.md should have: {line}");
        }
    }
}
