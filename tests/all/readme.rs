//! What the README, the help and the pages say is run, so that a newcomer can believe what they read.

use crate::run::{Place, root};

fn page(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap()
}

/// The console blocks of a page: each command with what it prints.
fn commands(page: &str) -> Vec<(String, String)> {
    let mut commands = Vec::new();
    for block in page.split("```console\n").skip(1) {
        let block = block.split("```").next().unwrap();
        for part in block.split("$ ").skip(1) {
            let (command, output) = part.split_once('\n').unwrap();
            commands.push((command.to_owned(), output.to_owned()));
        }
    }
    commands
}

/// The arguments of a command line of framelens, or of cargo running it.
fn arguments(command: &str) -> Option<Vec<String>> {
    let line = command.strip_prefix("framelens").or_else(|| command.strip_prefix("cargo run --release --"))?;
    let line = line.split(" < ").next().unwrap();
    Some(line.split_whitespace().map(|word| word.trim_matches('\'').to_owned()).collect())
}

fn run(place: &Place, command: &str) -> crate::run::Done {
    let input = command.split_once(" < ").map(|(_, file)| place.bytes(file.trim())).unwrap_or_default();
    let arguments = arguments(command).unwrap();
    place.run_with(&arguments.iter().map(String::as_str).collect::<Vec<_>>(), &input)
}

#[test]
fn the_commands_of_the_readme_print_what_it_shows() {
    let place = Place::with_samples();
    let shown = commands(&page("README.md"));
    place.file("words.dic", "%\n1\tpeace\n%\ntruce\t1\ndialog*\t1\n");
    let mut run_here = 0;
    for (command, expected) in shown.iter().filter(|(command, _)| arguments(command).is_some()) {
        let done = run(&place, command);
        let printed = format!("{}{}", done.out, done.err);
        assert_eq!(printed.trim_end(), expected.trim_end(), "$ {command}\n{printed}");
        run_here += 1;
    }
    assert!(run_here >= 4, "the README shows too little");
    assert!(shown.iter().any(|(command, _)| command == "cargo test"), "the README does not say how to test");
}

#[test]
fn the_examples_of_every_help_page_run() {
    let place = Place::with_samples();
    place.file("speeches.csv", "name,speech\na,They want peace.\n");
    place.file("january.jsonl", "{\"id\": \"a\", \"text\": \"They want peace.\"}\n");
    place.file("february.csv", "id,text\nb,They want peace.\n");
    place.run("score february.csv --tally february.tally").well();
    place.file(
        "my-framing.toml",
        place.read("lexicons/peacebuilding.toml").replace("id = \"peacebuilding\"", "id = \"my-framing\""),
    );
    place.file("sentences.csv", "id,text\n1,The envoys met.\n2,The river rose.\n");
    place.file("coder-a.csv", "id,diplomacy,my-framing\n1,1,0\n2,0,0\n");
    place.file("coder-b.csv", "id,diplomacy\n1,1\n2,1\n");
    place.file("words.dic", "%\n1\tpeace\n%\ntruce\t1\ndialog*\t1\n");
    let mut run_here = 0;
    for page in [
        "",
        "analyze",
        "score",
        "merge",
        "evidence",
        "lexicon list",
        "lexicon show",
        "lexicon lint",
        "lexicon test",
        "lexicon convert",
        "lexicon audit",
        "lexicon suggest",
        "lexicon diff",
        "sample",
        "validate",
    ] {
        if page == "validate" {
            place.file("coding/sheet.csv", place.read("coding/sheet.csv").replace(",,,,,,,\n", ",0,0,0,0,0,0,\n"));
        }
        let help = place.run(&format!("{page} --help")).well();
        let examples =
            help.lines().filter_map(|line| line.strip_prefix("  framelens ")).filter(|line| !line.starts_with('['));
        for example in examples {
            let done = run(&place, &format!("framelens {example}"));
            assert_eq!(done.code, 0, "framelens {example}\n{}", done.err);
            run_here += 1;
        }
    }
    assert!(run_here >= 31, "{run_here}");
}

#[test]
fn links_between_the_pages_lead_somewhere() {
    let pages = [
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "lexicons/README.md",
        "docs/architecture.md",
        "docs/methods.md",
        "docs/glossary.md",
    ];
    for name in pages {
        let folder = root().join(name).parent().unwrap().to_owned();
        for link in page(name).split("](").skip(1) {
            let target = link.split([')', '#']).next().unwrap();
            if !target.is_empty() && !target.contains("://") {
                assert!(folder.join(target).exists(), "{name} links to {target}");
            }
        }
    }
}

#[test]
fn the_columns_of_every_table_are_explained() {
    let methods = page("docs/methods.md");
    let place = Place::with_samples();
    place.run("analyze corpus").well();
    place.run("lexicon audit lexicons --on corpus --out reports").well();
    place.run("lexicon suggest lexicons --on corpus --out reports/suggestions.csv").well();
    place.run("lexicon diff lexicons lexicons/security.toml --on corpus --out reports/difference.csv").well();
    for (name, bytes) in place.files("reports").into_iter().filter(|(name, _)| name.ends_with(".csv")) {
        let text = String::from_utf8(bytes).unwrap();
        for column in text.lines().next().unwrap().split(',') {
            assert!(methods.contains(&format!("`{column}`")), "docs/methods.md says nothing of {column} in {name}");
        }
    }
}
