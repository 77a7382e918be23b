//! A naive matcher, quadratic and obvious, that ours must agree with on random texts and random lexicons.
//!
//! It uses the analyzer for the forms of single words and the lexicons as they were read, and nothing of `matching`. A
//! million cases: `FRAMELENS_ORACLE_CASES=1000000 cargo test --release --test all oracle`.

use std::cmp::Reverse;
use std::fmt::Write as _;

use framelens::lexicon::{Element, Form, Lexicon, Matching, Pattern, Rule, RuleKind};
use framelens::matching::{Instrument, Listener, Options, Overlap, SentenceReading};
use framelens::text::Analyzer;

use crate::run::Place;

/// A framing, a term's place in it, the first word and the word after the last.
type Found = (usize, usize, usize, usize);

/// One word of a text, and whether a comma stands before it.
struct Word {
    cased: String,
    folded: String,
    stem: String,
    comma: bool,
}

fn meets(word: &Word, form: &Form) -> bool {
    match form {
        Form::Stem(stem) => word.stem == *stem,
        Form::Word(folded) => word.folded == *folded,
        Form::Case(cased) => word.cased == *cased,
        Form::Prefix(prefix) => word.folded.starts_with(prefix.as_str()),
        Form::Regex(regex) => regex.meets(&word.folded),
    }
}

/// Every end of a pattern that begins at `at`, with how many words it names.
fn ends(
    words: &[Word],
    elements: &[Element],
    at: usize,
    after_gap: bool,
    named: usize,
    found: &mut Vec<(usize, usize)>,
) {
    match elements.split_first() {
        None => found.push((at, named)),
        Some((Element::Gap(width), rest)) => {
            (0..=usize::from(*width)).for_each(|skipped| ends(words, rest, at + skipped, true, named, found));
        }
        Some((Element::Word(form), rest)) => {
            let joined = named == 0 || after_gap || !words.get(at).is_some_and(|word| word.comma);
            if joined && words.get(at).is_some_and(|word| meets(word, form)) {
                ends(words, rest, at + 1, false, named + 1, found);
            }
        }
    }
}

/// Where a pattern stands: first word, end, words named.
fn stands(words: &[Word], pattern: &Pattern) -> Vec<(usize, usize, usize)> {
    let mut all = Vec::new();
    for variant in pattern.variants() {
        for first in 0..words.len() {
            let mut found = Vec::new();
            ends(words, variant, first, false, 0, &mut found);
            all.extend(found.into_iter().map(|(end, named)| (first, end, named)));
        }
    }
    all
}

fn allows(words: &[Word], rule: &Rule, first: usize, end: usize) -> bool {
    let within = rule.within.map_or(usize::MAX, usize::from);
    let named = |place: &usize| rule.words.iter().any(|form| meets(&words[*place], form));
    let before = || (0..first).filter(|place| first - place <= within).filter(named);
    let after = || (end..words.len()).filter(|place| place - end < within).filter(named);
    let no_comma = |from: usize, to: usize| (from..=to).all(|place| !words[place].comma);
    match rule.kind {
        RuleKind::UnlessBefore => !before().any(|place| no_comma(place + 1, first)),
        RuleKind::UnlessAfter => !after().any(|place| no_comma(end, place)),
        RuleKind::UnlessNear => before().chain(after()).next().is_none(),
        RuleKind::OnlyNear => before().chain(after()).next().is_some(),
        RuleKind::OnlyBefore => before().next().is_some(),
        RuleKind::OnlyAfter => after().next().is_some(),
    }
}

/// Narrower forms win over wider ones on the same words.
fn width(pattern: &Pattern) -> usize {
    let of = |element: &Element| match element {
        Element::Word(Form::Case(_)) => 0,
        Element::Word(Form::Word(_)) => 1,
        Element::Word(Form::Stem(_)) => 2,
        Element::Word(Form::Prefix(_)) => 3,
        Element::Word(Form::Regex(_)) => 4,
        Element::Gap(_) => 5,
    };
    pattern.alternatives().iter().flat_map(|alternative| alternative.written()).map(of).max().unwrap()
}

fn naive(words: &[Word], lexicons: &[Lexicon], overlap: Overlap) -> Vec<Found> {
    let mut candidates = Vec::new();
    for (framing, lexicon) in lexicons.iter().enumerate() {
        let excluded: Vec<_> = lexicon.excludes.iter().flat_map(|exclude| stands(words, &exclude.pattern)).collect();
        for (place, term) in lexicon.terms.iter().enumerate() {
            for (first, end, named) in stands(words, &term.pattern) {
                let inside = excluded.iter().any(|(from, to, _)| *from <= first && end <= *to);
                if !inside && term.rules.iter().all(|rule| allows(words, rule, first, end)) {
                    let rank = (width(&term.pattern), term.pattern.as_str().to_owned(), framing, place);
                    candidates.push(((Reverse(named), first, end, rank), (framing, place, first, end)));
                }
            }
        }
    }
    candidates.sort();
    let mut kept: Vec<((usize, usize), Found)> = Vec::new();
    for ((Reverse(named), first, end, _), found) in candidates {
        let own = kept.iter().any(|(_, (framing, _, from, to))| *framing == found.0 && *from < end && first < *to);
        let longer = |(order, _): &&((usize, usize), Found)| order.0 > named || order.0 == named && order.1 < first;
        let covers =
            |place: usize| kept.iter().filter(longer).any(|(_, (_, _, from, to))| (*from..*to).contains(&place));
        let hidden = overlap == Overlap::AcrossFramings && (first..end).all(covers);
        if !own && !hidden {
            kept.push(((named, first), found));
        }
    }
    let mut found: Vec<Found> = kept.into_iter().map(|(_, found)| found).collect();
    found.sort_unstable();
    found
}

/// Ours, in the same terms.
struct Ours<'l> {
    first_terms: &'l [usize],
    before: usize,
    found: Vec<Found>,
}

impl Listener for Ours<'_> {
    fn sentence(&mut self, sentence: &SentenceReading<'_>) {
        for found in sentence.matches {
            let framing = found.framing.index();
            let (first, end) = (found.token as usize, (found.token + found.tokens) as usize);
            self.found.push((framing, found.term.index() - self.first_terms[framing], first, end));
        }
        self.before += sentence.tokens as usize;
    }
}

/// Numbers without a pattern, the same on every run (Steele, Lea and Flood 2014, SplitMix).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % limit as u64) as usize
    }

    fn of<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len())]
    }
}

const TEXT_WORDS: &[&str] = &[
    "peace",
    "Peace",
    "peaces",
    "war",
    "wars",
    "talk",
    "talks",
    "talking",
    "peacetalks",
    "of",
    "the",
    "not",
    "us",
    "US",
    "settle",
    "settler",
    "settlers",
];
const TERM_WORDS: &[&str] =
    &["peace", "Peace", "war", "talk", "talks", "of", "the", "US", "settle", "settler", "pea*", "sett*", "tal*"];

const GLOBS: &[&str] = &["*", "t*", "*s", "pea?e", "s*r", "talk", "??", "US"];

fn pattern(numbers: &mut Numbers) -> (String, &'static str) {
    let word = |numbers: &mut Numbers| numbers.of(TERM_WORDS);
    let (a, b, c) = (word(numbers), word(numbers), word(numbers));
    match numbers.below(9) {
        0..3 => (a.to_owned(), ""),
        8 => (format!("({a} | {b}) {c} | {b}"), ""),
        3 | 4 => (format!("{a} {b}"), ""),
        5 => (format!("{a} {b} {c}"), ""),
        6 => (format!("{a} * {b}"), ["gap = 1\n", "gap = 2\n", "gap = 3\n"][numbers.below(3)]),
        _ => (format!("{a} * {b} {c}"), "gap = 2\n"),
    }
}

fn lexicon(numbers: &mut Numbers, id: &str) -> String {
    let mut toml = format!(
        "schema = 1\n[framing]\nid = \"{id}\"\nlabel = \"L\"\nfamily = \"f\"\nlanguage = \"en\"\nversion = \"1\"\n\
         definition = \"d\"\ncounts = \"c\"\nleaves-out = \"l\"\nlimits = []\nreferences = []\n"
    );
    for _ in 0..1 + numbers.below(5) {
        let ((text, gap), matching) = match numbers.below(5) {
            0 => ((format!("{} {}", numbers.of(GLOBS), numbers.of(GLOBS)), ""), "glob"),
            1 => ((numbers.of(&["(pea|tal)[a-z]+", "s.t*le?rs?", "o[fr]"]).to_owned(), ""), "regex"),
            _ => (pattern(numbers), numbers.of(&["stem", "word", "case"])),
        };
        writeln!(toml, "[[term]]\npattern = \"{text}\"\nmatch = \"{matching}\"\nsource = \"s\"\n{gap}").unwrap();
        for key in ["unless-before", "unless-after", "unless-near", "only-near", "only-before", "only-after"] {
            if numbers.below(7) == 0 {
                let (one, two) = (numbers.of(&["the", "not", "war", "sett*"]), numbers.of(&["of", "us", "talks"]));
                let rule = match numbers.below(3) {
                    0 => format!("[\"{one}\", \"{two}\"]"),
                    _ => format!("{{ words = [\"{one}\"], within = {} }}", 1 + numbers.below(4)),
                };
                writeln!(toml, "{key} = {rule}").unwrap();
            }
        }
    }
    if numbers.below(3) == 0 {
        let (text, gap) = pattern(numbers);
        writeln!(toml, "[[exclude]]\npattern = \"{text}\"\nnote = \"n\"\n{gap}").unwrap();
    }
    toml
}

fn text(numbers: &mut Numbers) -> String {
    let mut text = numbers.of(TEXT_WORDS).to_owned();
    for _ in 0..numbers.below(9) {
        text += numbers.of(&[" ", " ", " ", "-", ", "]);
        text += numbers.of(TEXT_WORDS);
    }
    text
}

fn words(text: &str, analyzer: &Analyzer) -> Vec<Word> {
    let mut words = Vec::new();
    for part in text.split(", ") {
        for (place, surface) in analyzer.words(part).enumerate() {
            let forms = analyzer.forms(surface);
            let stem = analyzer.stem(&forms.folded).into_owned();
            let comma = place == 0 && !words.is_empty();
            words.push(Word { stem, comma, cased: forms.cased, folded: forms.folded });
        }
    }
    words
}

#[test]
fn oracle_and_matcher_agree_on_random_texts_and_lexicons() {
    const TEXTS: usize = 200;
    let cases = std::env::var("FRAMELENS_ORACLE_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(40_000);
    let (place, analyzer, mut numbers) = (Place::new(), Analyzer::english(), Numbers(7));
    let (mut done, mut matches) = (0, 0);
    while done < cases {
        let ids = &["one", "two", "three"][..1 + numbers.below(3)];
        for id in ids {
            place.file(&format!("{id}.toml"), lexicon(&mut numbers, id));
        }
        let options = Options {
            matching: [None, None, Some(Matching::Word), Some(Matching::Stem)][numbers.below(4)],
            overlap: [Overlap::WithinFraming, Overlap::AcrossFramings][numbers.below(2)],
        };
        let paths: Vec<_> = ids.iter().map(|id| place.path(&format!("{id}.toml"))).collect();
        // Two random terms may be the same once analysed, which no lexicon may have.
        let Ok(instrument) = Instrument::load_with(&paths, options) else { continue };
        let lexicons = instrument.library().lexicons();
        let counts = lexicons.iter().map(|lexicon| lexicon.terms.len());
        let first_terms: Vec<usize> = counts
            .scan(0, |sum, terms| {
                let first = *sum;
                *sum += terms;
                Some(first)
            })
            .collect();
        let mut reader = instrument.reader();
        for _ in 0..TEXTS {
            let text = text(&mut numbers);
            let mut ours = Ours { first_terms: &first_terms, before: 0, found: Vec::new() };
            reader.read(&text, 0, &mut ours);
            ours.found.sort_unstable();
            let expected = naive(&words(&text, &analyzer), lexicons, options.overlap);
            let sources: Vec<&str> = lexicons.iter().map(|lexicon| lexicon.source.text()).collect();
            assert_eq!(ours.found, expected, "{text}\n{options:?}\n{}", sources.join("\n"));
            matches += expected.len();
            done += 1;
        }
    }
    assert!(matches > cases / 2, "{matches} matches in {cases} cases");
}

/// Framings with their terms, each term a word or phrase that matches as it stands.
fn dictionary(place: &Place, framings: &[(&str, &[&str])], overlap: Overlap) -> Instrument {
    let paths = framings.iter().map(|(id, terms)| {
        let mut toml = lexicon(&mut Numbers(1), id).split("[[term]]").next().unwrap().to_owned();
        terms.iter().for_each(|term| write!(toml, "[[term]]\npattern = \"{term}\"\nsource = \"s\"\n").unwrap());
        place.file(&format!("{id}.toml"), toml);
        place.path(&format!("{id}.toml"))
    });
    let options = Options { matching: Some(Matching::Word), overlap };
    Instrument::load_with(&paths.collect::<Vec<_>>(), options).unwrap()
}

/// The framings found, in the order of the text.
fn framings(place: &Place, text: &str, dictionary_of: &[(&str, &[&str])], overlap: Overlap) -> Vec<String> {
    let instrument = dictionary(place, dictionary_of, overlap);
    let first_terms = vec![0; dictionary_of.len()];
    let mut ours = Ours { first_terms: &first_terms, before: 0, found: Vec::new() };
    instrument.reader().read(text, 0, &mut ours);
    ours.found.sort_by_key(|(framing, _, first, _)| (*first, *framing));
    ours.found.iter().map(|(framing, ..)| instrument.library().lexicons()[*framing].id.to_string()).collect()
}

/// What quanteda 4.3.1 counts with `nested_scope = "key"` and `"dictionary"` on the same tokens.
#[test]
fn counts_are_those_of_quanteda_where_both_see_the_same_words() {
    type Case<'c> = (&'c str, &'c [(&'c str, &'c [&'c str])], &'c str, &'c str);
    let new_york = "The New York Times is a New York paper";
    let cases: &[Case<'_>] = &[
        (new_york, &[("city", &["New York"]), ("paper", &["New York Times"])], "city paper city", "paper city"),
        (new_york, &[("both", &["New York", "New York Times"])], "both both", "both both"),
        ("a b c", &[("k1", &["a b"]), ("k2", &["b c"])], "k1 k2", "k1 k2"),
        ("a b c", &[("k1", &["a b", "b c"])], "k1", "k1"),
        ("a b a b a", &[("k1", &["a b a"])], "k1", "k1"),
        ("a b c d", &[("k1", &["a b", "c d"]), ("k2", &["b c"])], "k1 k2 k1", "k1 k2 k1"),
        (
            "a b c d e",
            &[("k1", &["a b c"]), ("k2", &["b c d"]), ("k3", &["c d e"]), ("k4", &["c d"])],
            "k1 k2 k3 k4",
            "k1 k2 k3",
        ),
        ("peace now", &[("k1", &["peace"]), ("k2", &["peace"])], "k1 k2", "k1 k2"),
        (
            "British Virgin Islands is a British overseas territory",
            &[("gb", &["British"]), ("vg", &["British Virgin Islands"])],
            "gb vg gb",
            "vg gb",
        ),
    ];
    let place = Place::new();
    for (text, dictionary, key, whole) in cases {
        for (overlap, expected) in [(Overlap::WithinFraming, key), (Overlap::AcrossFramings, whole)] {
            let found = framings(&place, text, dictionary, overlap).join(" ");
            assert_eq!(found, **expected, "{text} {overlap:?}");
        }
    }
}

/// Where a user of other tools meets a silent zero or a false hit.
#[test]
fn traps_of_typography_and_boundaries_are_none() {
    let place = Place::new();
    let count = |text: &str, term: &str| framings(&place, text, &[("k", &[term])], Overlap::WithinFraming).len();
    for (text, term, expected) in [
        ("They don\u{2019}t and don't.", "don't", 2),
        ("Israel's, Israel\u{2019}s and Israel.", "israel", 3),
        ("Peace-building and peace building and peacebuilding.", "peace building", 3),
        ("We want peace. Talks failed.", "peace talks", 0),
        ("The war on the poor.", "war poor", 0),
        ("\u{C9}TAT and E\u{301}tat.", "\u{E9}tat", 2),
    ] {
        assert_eq!(count(text, term), expected, "{text}");
    }
}
