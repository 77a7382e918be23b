//! The doors of the house (docs/architecture.md): which room may use which, and which crates live where.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::run::root;

/// Each room with its layer. A room may use rooms of lower layers.
const LAYERS: &[(&str, u8)] = &[
    ("ids", 1),
    ("span", 1),
    ("source", 1),
    ("stats", 1),
    ("parallel", 1),
    ("text", 1),
    ("notice", 2),
    ("lexicon", 2),
    ("corpus", 3),
    ("matching", 3),
    ("counts", 4),
    ("analysis", 5),
    ("table", 6),
    ("chart", 6),
    ("report", 7),
];

/// Uses within one layer, or of one room only, that the plan allows or forbids besides.
const ALLOWED: &[(&str, &str)] = &[("text", "span")];
const FORBIDDEN: &[(&str, &str)] = &[("corpus", "lexicon"), ("table", "chart"), ("chart", "table")];

/// Crates that live in the rooms named only.
const CRATES: &[(&str, &[&str])] = &[
    ("polars", &["table"]),
    ("plotters", &["chart"]),
    ("resvg", &["chart"]),
    ("skrifa", &["chart"]),
    ("kodama", &["analysis"]),
    ("rust_stemmers", &["text"]),
    ("unicode_segmentation", &["text"]),
    ("unicode_normalization", &["text", "lexicon"]),
    ("regex", &["lexicon"]),
    ("encoding_rs", &["lexicon"]),
    ("roxmltree", &["lexicon"]),
    ("saphyr_parser", &["lexicon"]),
    ("statrs", &["stats"]),
    ("rand_chacha", &["stats"]),
    ("csv", &["corpus", "lexicon"]),
    ("memchr", &["corpus", "table"]),
    ("parquet", &["corpus"]),
    ("walkdir", &["corpus"]),
    ("rustix", &["corpus"]),
    ("toml", &["source", "lexicon", "corpus"]),
    ("annotate_snippets", &["source"]),
    ("clap", &["bin"]),
    ("indicatif", &["bin"]),
    ("comfy_table", &["bin"]),
    ("anstream", &["bin"]),
    ("tempfile", &["bin", "table"]),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// Every file with its room and its text.
fn files() -> Vec<(String, PathBuf, String)> {
    let src = root().join("src");
    let mut paths = Vec::new();
    sources(&src, &mut paths);
    paths
        .into_iter()
        .filter(|path| *path != src.join("lib.rs"))
        .map(|path| {
            let below = path.strip_prefix(&src).unwrap();
            let room =
                below.components().next().unwrap().as_os_str().to_str().unwrap().trim_end_matches(".rs").to_owned();
            let text = std::fs::read_to_string(&path).unwrap();
            (room, path, text)
        })
        .collect()
}

/// The code of a file: no comments, and nothing of its tests.
fn code(text: &str) -> String {
    let before_tests = text.split("\n#[cfg(test)]\nmod tests").next().unwrap();
    before_tests.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The names that follow `prefix::` in a text, those of a braced list included.
fn named_after(text: &str, prefix: &str) -> BTreeSet<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut names = BTreeSet::new();
    for (at, _) in text.match_indices(prefix) {
        let before = text[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
            continue;
        }
        let rest = &text[at + prefix.len()..];
        match rest.strip_prefix('{') {
            Some(list) => {
                let list = list.split("};").next().unwrap();
                names.extend(list.split(',').map(|item| word(item.trim())).filter(|name| !name.is_empty()));
            }
            None => drop(names.insert(word(rest))),
        }
    }
    names
}

#[test]
fn a_room_uses_only_rooms_above_it() {
    let layer = |room: &str| LAYERS.iter().find(|(name, _)| *name == room).map(|(_, layer)| *layer);
    for (room, path, text) in files() {
        if room == "bin" {
            assert!(!code(&text).contains("framelens::text"), "{}: the binary needs no tokens", path.display());
            continue;
        }
        let own = layer(&room).unwrap_or_else(|| panic!("{room} is no room of the plan"));
        for used in named_after(&code(&text), "crate::") {
            let Some(other) = layer(&used) else { panic!("{}: crate::{used} is no room", path.display()) };
            let pair = (room.as_str(), used.as_str());
            let allowed = used == room || (other < own || ALLOWED.contains(&pair)) && !FORBIDDEN.contains(&pair);
            assert!(allowed, "{}: {room} may not use {used}", path.display());
        }
    }
}

#[test]
fn each_heavy_crate_keeps_to_its_room() {
    for (room, path, text) in files() {
        for (name, rooms) in CRATES {
            // A room's own `mod csv` is not the crate.
            let own = name.split("::").next().is_some_and(|own| path.with_file_name(format!("{own}.rs")).exists());
            let used =
                !own && !named_after(&code(&text), &format!("{}::", name.split("::").next().unwrap())).is_empty();
            assert!(!used || rooms.contains(&room.as_str()), "{}: {name} lives in {rooms:?}", path.display());
        }
    }
}

#[test]
fn the_library_never_prints_exits_or_writes_files() {
    for (room, path, text) in files() {
        if room == "bin" {
            continue;
        }
        for forbidden in ["println!", "eprintln!", "print!(", "process::exit", "File::create", "fs::write", "std::env"]
        {
            assert!(!code(&text).contains(forbidden), "{}: {forbidden}", path.display());
        }
    }
}

#[test]
fn files_are_read_in_corpus_source_lexicon_and_table_only() {
    for (room, path, text) in files() {
        let reads =
            ["fs::read", " File::open", "(File::open", "read_dir"].iter().any(|call| code(&text).contains(call));
        // What the system says of the program itself is no input.
        let may = ["corpus", "source", "lexicon", "table"].contains(&room.as_str()) || path.ends_with("signals.rs");
        assert!(!reads || may, "{} reads files", path.display());
    }
}

#[test]
fn a_file_answers_one_question() {
    for (_, path, text) in files() {
        let lines = code(&text).lines().count();
        assert!(lines <= 400, "{} has {lines} lines of code: does it answer two questions?", path.display());
    }
}
