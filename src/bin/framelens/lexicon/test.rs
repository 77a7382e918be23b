//! `framelens lexicon test`: the examples and near misses of lexicons, run as tests.

use std::fmt::Write as _;
use std::path::PathBuf;

use framelens::ids::FramingIx;
use framelens::matching::{ExampleFault, check_examples};

use super::load;
use crate::cli::Global;
use crate::failure::Failure;
use crate::screen::plural;

pub fn run(paths: &[PathBuf], global: &Global) -> Result<(String, u8), Failure> {
    let instrument = load(paths, global)?;
    let library = instrument.library();
    let faults = check_examples(&instrument);
    let mut text = String::new();
    let (mut passed, mut without) = (0, 0);
    for (place, lexicon) in library.lexicons().iter().enumerate() {
        let framing = FramingIx(place as u16);
        let failed = faults.iter().filter(|fault| example(fault).framing == framing).count();
        let (examples, near_misses) = (lexicon.examples.len(), lexicon.near_misses.len());
        passed += examples + near_misses - failed;
        without += usize::from(examples + near_misses == 0);
        let outcome = match (failed, examples + near_misses) {
            (0, 0) => "none".to_owned(),
            (0, _) => "ok".to_owned(),
            (failed, _) => format!("\u{1b}[1;31m{failed} failed\u{1b}[0m"),
        };
        let _ = writeln!(
            text,
            "{:<24}{}, {near_misses} near {}: {outcome}",
            lexicon.id.as_str(),
            plural(examples, "example"),
            if near_misses == 1 { "miss" } else { "misses" }
        );
    }
    for fault in &faults {
        let example = example(fault);
        let file = library.get(example.framing).source.name();
        let what = match fault {
            ExampleFault::Missed(_) => "no term is found in the example".to_owned(),
            ExampleFault::Found(_, term) => {
                let pattern = library.terms().nth(term.index()).map_or("", |(_, _, term)| term.pattern.as_str());
                format!("`{pattern}` is found in the near miss")
            }
        };
        let _ = writeln!(
            text,
            "\n\u{1b}[1;31mfailed\u{1b}[0m: {what} \u{201C}{}\u{201D}\n  --> {file}:{}",
            example.text, example.line
        );
    }
    let _ = write!(text, "\n{passed} passed, {} failed", faults.len());
    if without > 0 {
        let _ = write!(text, "; {} without a sentence to test", plural(without, "lexicon"));
    }
    text.push('\n');
    Ok((text, if faults.is_empty() { crate::DONE } else { crate::FINDINGS }))
}

fn example(fault: &ExampleFault) -> &framelens::matching::Example {
    match fault {
        ExampleFault::Missed(example) | ExampleFault::Found(example, _) => example,
    }
}
