//! What is written is written whole or not at all, never over what is read, and whoever ends a run is heard.

use std::process::{Command, Output, Stdio};

use crate::run::Place;

#[test]
fn what_cannot_be_written_is_named_and_leaves_nothing() {
    let place = Place::with_samples();
    place.file("taken", "I was here.");
    place
        .run("analyze corpus --out taken")
        .fails_saying("cannot write `taken`: it is a file, not a folder", "write to another place");
    assert_eq!(place.read("taken"), "I was here.");
    place
        .run("score corpus --out missing/scores.csv")
        .fails_saying("cannot write `missing/scores.csv`: there is no folder `missing`", "write to another place");
    place.run("score corpus --tally t --out s.csv").well();
    for line in ["score corpus --tally corpus", "merge t --out corpus"] {
        place
            .run(line)
            .fails_with("error: cannot write `corpus`: it is a folder, not a file\nhelp: write to another place");
    }
    place.run("evidence corpus --out corpus").fails_saying("`corpus` has no ending that tells a format", "end it in");
    for line in ["score corpus --out s.csv --tally -", "merge t --out -", "analyze corpus --out -"] {
        place.run(line).fails_with(
            "error: cannot write `-`: it stands for standard output, and this is written to files only\n\
             help: write to another place",
        );
    }
    place.run("analyze corpus --group-by party --out new/deep").fails_saying("`party`", "the keys are");
    assert!(!place.path("new").exists() && !place.path("-").exists());
    place
        .run("score corpus --out s.csv --tally ./corpus/../s.csv")
        .fails_saying("`./corpus/../s.csv` is named for two outputs", "a file of its own");
    place
        .run("score corpus --out new.csv --tally ./corpus/../new.csv")
        .fails_saying("`./corpus/../new.csv` is named for two outputs", "a file of its own");
    place
        .run("score corpus --out scores.xyz")
        .fails_with("error: `scores.xyz` has no ending that tells a format\nhelp: end it in .csv, .parquet or .jsonl");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_and_a_closed_pipe_is_not() {
    let place = Place::with_samples();
    for line in ["score corpus", "score corpus --out -", "lexicon list", "evidence corpus", "analyze corpus"] {
        let arguments: Vec<&str> = line.split(' ').collect();
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output =
            place.command(&arguments).stdin(Stdio::null()).stdout(full).stderr(Stdio::piped()).output().unwrap();
        let message = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{line}: {message}");
        assert!(message.contains("cannot write standard output: No space left on device"), "{line}: {message}");
    }
    let lines = |n: usize| format!("{{\"id\": {n}, \"text\": \"Peace talks.\"}}\n");
    place.file("many.jsonl", (0..400).map(lines).collect::<String>());
    place.run("score many.jsonl --out t.csv --tally t").well();
    for line in
        ["score corpus --out /dev/full", "score corpus --out s.csv --tally /dev/full", "merge t --out /dev/full"]
    {
        place.run(line).fails_saying("cannot write `/dev/full`: No space left on device", "free some space");
    }
    for line in ["evidence corpus --out -", "merge t --out /dev/stdout", "score many.jsonl --tally u --evidence e.csv"]
    {
        let arguments: Vec<&str> = line.split(' ').collect();
        let mut child = place.command(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let ended = child.wait_with_output().unwrap();
        let said = String::from_utf8(ended.stderr).unwrap();
        assert_eq!((ended.status.code(), said.as_str()), (Some(0), ""), "{line}");
    }
    // Whoever read the scores has seen enough of them; the other files were asked for too.
    assert!(place.bytes("u") == place.bytes("t") && place.read("e.csv").lines().count() > 100);
}

#[cfg(target_os = "linux")]
#[test]
fn signals_end_a_merge_and_those_ignored_stay_ignored() {
    let place = Place::with_samples();
    place.run("score corpus --out t.csv --tally t").well();
    let script = |script: &str, line: &[&str]| {
        let asked = place.command(line);
        let mut shell = Command::new("sh");
        shell.args(["-c", script]).arg(asked.get_program()).args(asked.get_args()).current_dir(place.path(""));
        shell.status().unwrap().code()
    };
    // The tally comes through a pipe, of which the end is held back until the signal is sent.
    let held = "mkfifo pipe; trap '' HUP; \"$0\" \"$@\" & (head -n 1 t; kill -SIGNAL $!; tail -n +2 t) > pipe; wait $!";
    let merge = ["merge", "pipe", "--out", "merged"];
    assert_eq!(script(&held.replace("SIGNAL", "TERM"), &merge), Some(128 + 15));
    assert!(!place.path("merged").exists() && !place.names("").iter().any(|name| name.ends_with(".tmp")));
    assert_eq!(script(&held.replace("mkfifo pipe; ", "").replace("SIGNAL", "HUP"), &merge), Some(0));
    assert!(place.bytes("merged") == place.bytes("t"));
}

/// A command that the shell runs under a limit.
#[cfg(target_os = "linux")]
fn limited(place: &Place, limit: &str, arguments: &[&str]) -> Output {
    let asked = place.command(arguments);
    Command::new("sh")
        .args(["-c", &format!("{limit}; exec \"$0\" \"$@\"")])
        .arg(asked.get_program())
        .args(asked.get_args())
        .current_dir(asked.get_current_dir().unwrap())
        .output()
        .unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_finds_no_room_is_named_as_it_was_asked_for() {
    let place = Place::with_samples();
    // No file may grow past a few thousand bytes, as on a disk that is full.
    let output = limited(&place, "trap '' XFSZ; ulimit -f 4", &["score", "corpus", "--out", "scores.csv"]);
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert!(message.contains("error: cannot write `scores.csv`: File too large (os error 27)\nhelp: "), "{message}");
    let there: Vec<_> = std::fs::read_dir(place.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(there.iter().all(|name| !name.to_string_lossy().contains("framelens-")), "{there:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn few_open_files_are_enough_for_many_texts() {
    let place = Place::new();
    for number in 0..100 {
        place.file(&format!("many/{number}.txt"), format!("Peace {number}."));
    }
    let whole = place.run("score many").well();
    let few = limited(&place, "ulimit -n 16", &["score", "many", "--threads", "1"]);
    assert_eq!(String::from_utf8_lossy(&few.stderr), "");
    assert!(few.stdout == whole.as_bytes());
}

#[test]
fn an_input_is_not_written_to() {
    let place = Place::new();
    place.file("in.csv", "id,text\na,peace talks\n").file("corpus.csv", "id,text\na,peace talks\n");
    place
        .run("score in.csv --out in.csv")
        .fails_saying("`in.csv` is an input: writing to it would destroy it", "choose another --out");
    place.run("analyze corpus.csv --out .").fails_saying("is an input", "choose another --out");
    assert_eq!(place.read("in.csv"), "id,text\na,peace talks\n");
    // Nor is a dictionary that is read, or a lexicon, or what it shares with others.
    let words = "term,category\ntruce,peace\n";
    for name in ["words.csv", "audit.csv", "evidence.csv", "validation.csv"] {
        place.file(name, words);
    }
    place.file("coded.csv", "id,peace\na,1\n");
    for (command, name) in [
        ("score in.csv --lexicons words.csv --out words.csv", "words.csv"),
        ("score in.csv --lexicons words.csv --tally words.csv", "words.csv"),
        ("evidence in.csv --lexicons words.csv --out ./words.csv", "./words.csv"),
        ("analyze in.csv --lexicons evidence.csv --out .", "./evidence.csv"),
        ("lexicon audit audit.csv --on in.csv --out .", "./audit.csv"),
        ("lexicon diff words.csv audit.csv --on in.csv --out words.csv", "words.csv"),
        ("lexicon diff words.csv audit.csv --on in.csv --out audit.csv", "audit.csv"),
        ("validate coded.csv --text in.csv --lexicons validation.csv --out .", "./validation.csv"),
    ] {
        let message =
            format!("error: `{name}` is an input: writing to it would destroy it\nhelp: choose another --out");
        place.run(command).fails_with(&message);
        assert_eq!(place.read(name), words);
    }
}

#[test]
fn a_command_run_twice_does_not_read_its_own_tables() {
    let place = Place::new();
    place.file("one.txt", "They want peace.");
    place.run("analyze .").well();
    let first = place.read("reports/scores.csv");
    place.run("analyze .").well();
    assert_eq!(place.read("reports/scores.csv"), first);
    place.run("score . --out scores.csv").fails_saying(
        "error: `./reports/comparison.csv` has no column `id`",
        "help: it looks like a table that framelens wrote: move it away, or give a pattern such as 'texts/*.txt'",
    );
}
