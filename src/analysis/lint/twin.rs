//! How does the other spelling, British or American, write a word?

/// A spelling that has a counterpart.
#[derive(Clone, Copy, Debug)]
pub(super) enum Spelling {
    British,
    American,
}

/// Words that the two spell differently in one place: a root, what stands there in British and American, an ending.
struct Class {
    british: &'static str,
    american: &'static str,
    roots: &'static [&'static str],
    endings: &'static [&'static str],
}

const OUR_ENDINGS: &[&str] = &[
    "", "s", "ed", "er", "ers", "ing", "ings", "able", "ably", "ful", "fully", "less", "ly", "al", "ally", "hood",
    "hoods", "ite", "ites", "itism", "ism", "ist", "ists", "y", "ies",
];

/// All classes but the verbs in -ise, whose roots are too many to list. Roots are listed where too many other words end
/// alike: `actor`, `four`, `other`, `controlled`.
const CLASSES: &[Class] = &[
    Class {
        british: "our",
        american: "or",
        roots: &[
            "ard",
            "arm",
            "behavi",
            "cand",
            "clam",
            "col",
            "demean",
            "enam",
            "endeav",
            "fav",
            "ferv",
            "flav",
            "harb",
            "hon",
            "hum",
            "lab",
            "misdemean",
            "neighb",
            "od",
            "parl",
            "ranc",
            "rig",
            "rum",
            "sav",
            "savi",
            "splend",
            "succ",
            "tum",
            "val",
            "vap",
            "vig",
        ],
        endings: OUR_ENDINGS,
    },
    Class {
        british: "re",
        american: "er",
        roots: &[
            "amphitheat",
            "calib",
            "cent",
            "centimet",
            "epicent",
            "fib",
            "kilomet",
            "lit",
            "lust",
            "meag",
            "millimet",
            "sab",
            "scept",
            "somb",
            "spect",
            "theat",
        ],
        endings: &["", "s"],
    },
    Class { british: "red", american: "ered", roots: &["cent"], endings: &[""] },
    Class { british: "ring", american: "ering", roots: &["cent"], endings: &[""] },
    Class {
        british: "c",
        american: "s",
        roots: &["defen", "licen", "offen", "preten"],
        endings: &["e", "es", "eless"],
    },
    Class {
        british: "ys",
        american: "yz",
        roots: &["anal", "breathal", "catal", "paral", "psychoanal"],
        endings: &["e", "ed", "er", "ers", "ing"],
    },
    // `dialogue` and `monologue` are usual in both.
    Class { british: "ogue", american: "og", roots: &["anal", "catal"], endings: &["", "s"] },
    Class { british: "mme", american: "m", roots: &["progra"], endings: &["", "s"] },
    Class {
        british: "ll",
        american: "l",
        roots: &[
            "cance", "channe", "chise", "counse", "dia", "disheve", "due", "ename", "equa", "fue", "funne", "grove",
            "initia", "jewe", "labe", "leve", "libe", "marsha", "marve", "mode", "pane", "penci", "quarre", "refue",
            "riva", "shove", "shrive", "signa", "snorke", "spira", "swive", "tota", "towe", "trave", "tunne", "unrave",
            "yode",
        ],
        endings: &["ed", "er", "ers", "ing", "ings", "or", "ors", "ous", "ously"],
    },
    Class {
        british: "l",
        american: "ll",
        roots: &["appa", "disti", "enro", "enthra", "fulfi", "insti"],
        endings: &["", "s", "ment", "ments"],
    },
    Class { british: "lful", american: "llful", roots: &["ski", "wi"], endings: &["", "ly", "ness"] },
];

/// What may stand before a root.
const BEFORE: &[&str] = &["", "de", "dis", "mis", "non", "over", "pre", "re", "un"];

/// Endings of verbs in -ise and of what is made of them, behind the `is`.
const VERB_ENDINGS: &[&str] =
    &["e", "ed", "er", "ers", "es", "ing", "ingly", "able", "ability", "ation", "ations", "ational"];

/// A verb in -ise has a root of so many letters at least: `rise`, `wise`, `advise` and `size` have less.
const SHORTEST_ROOT: usize = 4;

/// Roots of words in -is that both spell alike, by their last letters; `pris`, `wis` and most in -vis and -cis are told
/// by rule.
const ALIKE: &[&str] = &[
    "acropol", "advert", "chast", "chem", "coll", "desp", "expert", "franch", "mant", "merchand", "metropol", "moonr",
    "mort", "parad", "pract", "prem", "prom", "sunr", "surm", "treat", "trell",
];

/// Roots whose words in -ism and -ist are more usual than a verb: their prefix in `is` looks for those. So it is for all
/// in -ion.
const ISMS: &[&str] = &[
    "activ",
    "alarm",
    "anarch",
    "baath",
    "bapt",
    "buddh",
    "capital",
    "chauvin",
    "colonial",
    "commun",
    "conform",
    "constitutional",
    "consumer",
    "cynic",
    "defeat",
    "dent",
    "despot",
    "dogmat",
    "elit",
    "environmental",
    "escap",
    "euphem",
    "extrem",
    "fanatic",
    "fatal",
    "federal",
    "femin",
    "feudal",
    "fundamental",
    "hedon",
    "human",
    "ideal",
    "imperial",
    "individual",
    "international",
    "islam",
    "jihad",
    "journal",
    "lenin",
    "liberal",
    "lobby",
    "loyal",
    "marx",
    "material",
    "militar",
    "national",
    "nativ",
    "nepot",
    "nihil",
    "optim",
    "oriental",
    "pacif",
    "patriot",
    "pessim",
    "plural",
    "popul",
    "pragmat",
    "real",
    "reform",
    "regional",
    "republican",
    "revanch",
    "royal",
    "satan",
    "sectarian",
    "secular",
    "separat",
    "social",
    "stalin",
    "supremac",
    "syndical",
    "terror",
    "tour",
    "tribal",
    "universal",
    "utopian",
    "vandal",
    "vigilant",
    // What these begin is no word in -ise either.
    "abol",
    "admon",
    "brit",
    "dimin",
    "embell",
    "establ",
    "furn",
    "impover",
    "nour",
    "pers",
    "publ",
    "subs",
    "vanqu",
];

impl Spelling {
    /// A word of this spelling in the other, where that differs. A word with a `*` behind it is a prefix, and may end within
    /// an ending.
    pub fn respell(self, word: &str) -> Option<String> {
        let begun = word.strip_suffix('*');
        let letters = begun.unwrap_or(word);
        let may_end = |rest: &str, endings: &[&str]| match begun {
            Some(_) => endings.iter().any(|ending| ending.starts_with(rest)),
            None => endings.contains(&rest),
        };
        let listed = CLASSES.iter().find_map(|class| {
            let (here, there) = self.here_and_there(class.british, class.american);
            let is_of = |root: &str, rest: &str| is_listed(root, class.roots) && may_end(rest, class.endings);
            replaced(letters, here, there, is_of)
        });
        let respelt = listed.or_else(|| {
            let (here, there) = self.here_and_there("is", "iz");
            let is_ism = |root: &str, rest: &str| matches!(self, Self::British) && rest.is_empty() && is_ism(root);
            let is_of = |root: &str, rest: &str| is_verb(root) && may_end(rest, VERB_ENDINGS) && !is_ism(root, rest);
            replaced(letters, here, there, is_of)
        })?;
        Some(if begun.is_some() { respelt + "*" } else { respelt })
    }

    fn here_and_there<'a>(self, british: &'a str, american: &'a str) -> (&'a str, &'a str) {
        match self {
            Self::British => (british, american),
            Self::American => (american, british),
        }
    }
}

/// The letters with `there` in place of the last `here` that stands between a root and an ending.
fn replaced(letters: &str, here: &str, there: &str, is_of: impl Fn(&str, &str) -> bool) -> Option<String> {
    letters.rmatch_indices(here).find_map(|(at, _)| {
        let (root, rest) = (&letters[..at], &letters[at + here.len()..]);
        is_of(root, rest).then(|| format!("{root}{there}{rest}"))
    })
}

fn is_listed(root: &str, roots: &[&str]) -> bool {
    BEFORE.iter().any(|before| root.strip_prefix(before).is_some_and(|root| roots.contains(&root)))
}

/// Whether a verb in -ise and -ize has this root.
fn is_verb(root: &str) -> bool {
    let ends = |endings: &[&str]| endings.iter().any(|ending| root.ends_with(ending));
    let by_rule = match root.chars().next_back() {
        Some('a' | 'e' | 'o' | 'u' | 'w') | None => false, // raise, noise, disguise, otherwise, seize
        Some('v') => ends(&["iv"]),                        // collectivise, but not supervise
        Some('c') => ends(&["ac", "ic"]),                  // criticise, but not exercise
        Some('s') => ends(&["as", "es"]),                  // emphasise, but not capsize
        Some('r') => !ends(&["pr"]),                       // authorise, but not surprise
        Some(_) => true,
    };
    by_rule && root.chars().count() >= SHORTEST_ROOT && !ends(ALIKE)
}

/// Whether a prefix in -is looks for words in -ism and -ist.
fn is_ism(root: &str) -> bool {
    root.ends_with("ion") || ISMS.iter().any(|ism| root.ends_with(ism))
}

#[cfg(test)]
mod tests {
    use super::Spelling;

    const PAIRS: &[(&str, &str)] = &[
        ("authorise", "authorize"),
        ("unauthorised", "unauthorized"),
        ("mobilis*", "mobiliz*"),
        ("criminalis*", "criminaliz*"),
        ("privatis*", "privatiz*"),
        ("weaponisi*", "weaponizi*"),
        ("organisation", "organization"),
        ("organisations", "organizations"),
        ("collectivise", "collectivize"),
        ("criticised", "criticized"),
        ("emphasise", "emphasize"),
        ("recognisable", "recognizable"),
        ("analyse", "analyze"),
        ("paralys*", "paralyz*"),
        ("colour", "color"),
        ("colourful", "colorful"),
        ("behaviour*", "behavior*"),
        ("dishonour", "dishonor"),
        ("favourites", "favorites"),
        ("neighbourhood", "neighborhood"),
        ("theatre", "theater"),
        ("centred", "centered"),
        ("licence", "license"),
        ("defenc*", "defens*"),
        ("defenceless", "defenseless"),
        ("catalogue", "catalog"),
        ("programme", "program"),
        ("travelled", "traveled"),
        ("counsellor", "counselor"),
        ("cancelling", "canceling"),
        ("fulfil", "fulfill"),
        ("skilful", "skillful"),
    ];

    #[test]
    fn a_spelling_has_its_counterpart_in_both_directions() {
        for (british, american) in PAIRS {
            assert_eq!(Spelling::British.respell(british).as_deref(), Some(*american));
            assert_eq!(Spelling::American.respell(american).as_deref(), Some(*british));
            assert_eq!(Spelling::American.respell(british), None, "{british}");
            assert_eq!(Spelling::British.respell(american), None, "{american}");
        }
    }

    /// Words that look as if they had another spelling, and have none.
    const ORDINARY: &str = "advise adviser advised exercise exercises exercising promise promised promising surprise surprising \
        rise rises rising arise uprising wise otherwise likewise unwise compromise compromised enterprise enterprises premise \
        premises franchise disenfranchise disenfranchis* disguise merchandise supervise supervised televise improvise \
        improvisation revise devise comprise despise excise incise concise precise expertise paradise treatise advertise \
        advertising circumcise exorcise praise raise raised noise poise cruise bruise appraise demise chastise anise valise \
        crisis crises basis analysis analyses thesis irises trellises metropolises miser visor tennis provision decision \
        prison poison visa disable disagree history mission missile optimist artist tourist chemist economist \
        size sized resize capsize prize prized seize seized seizure citizen citizens horizon wizard maize gaze pizza prizes \
        four hour hours our ours your yours pour pours tour tours sour flour court courts course source resource journal \
        mourn journey hourly contour detour velour glamour paramour troubadour courage encourage \
        or for nor more actor doctor error author minor major terror mirror sector factor corridor victor motor tutor \
        ancestor emperor governor senator laboratory laborious honorary vigorous humorous rigorous coloration \
        are there here where more were fire hire care acre massacre mediocre genre core ogre lucre nature tree \
        her other mother after matter letter later water paper meter diameter parameter thermometer winter enter \
        dance chance since prince force notice practice service evidence absence sentence sense tense defensive offensive \
        dense expense response licensed licensing pretension \
        dialogue monologue synagogue vogue league plague log dog blog frog ideologue demagogue \
        gram diagram telegram grammar them swimmer \
        called calling killed filled rolled pulled controlled compelled expelled patrolled rebelled installed fulfilled \
        failed sailed detailed revealed healing dealer leader ruler install skill skills will full model travel \
        labels levels totally equality rivalry signal";

    /// Prefixes of words in -ism and -ist, or in -ish, -ision and others.
    const PREFIXES: &str = "racis* communis* extremis* feminis* imperialis* internationalis* marxis* pluralis* universalis* \
        supremacis* expansionis* journalis* socialis* nationalis* terroris* activis* tourism* abolis* punis* establis* legis* \
        resis* minis* regis* provis* precis* decis* advis* promis* exercis* citiz* horiz* seiz* travel* label* \
        skill* program* catalog*";

    #[test]
    fn ordinary_words_have_none() {
        let respelt = |word: &&str| {
            let both = [Spelling::British, Spelling::American].map(|spelling| spelling.respell(word));
            // A prefix that meets its counterpart too needs none.
            both.into_iter()
                .flatten()
                .any(|other| !word.strip_suffix('*').is_some_and(|start| other.starts_with(start)))
        };
        let words = ORDINARY.split_whitespace().chain(PREFIXES.split_whitespace());
        let flagged: Vec<&str> = words.filter(respelt).collect();
        assert!(flagged.is_empty(), "{flagged:?}");
    }
}
