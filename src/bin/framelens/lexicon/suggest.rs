//! `framelens lexicon suggest`: words that keep company with a framing.

use std::fmt::Write as _;
use std::path::Path;

use framelens::analysis::{Companions, Demands, Line, Suggestion};
use framelens::ids::FramingIx;
use framelens::lexicon::Library;
use framelens::table;

use super::{line, load, on};
use crate::cli::{Global, SuggestArgs};
use crate::evidence::framing;
use crate::failure::Failure;
use crate::output::{self, format_of};

pub fn run(args: &SuggestArgs, global: &Global) -> Result<String, Failure> {
    let instrument = load(std::slice::from_ref(&args.lexicon), global)?;
    let library = instrument.library();
    let framings: Vec<FramingIx> = match &args.framing {
        Some(id) => vec![framing(id, library)?],
        None => (0..library.lexicons().len()).map(|place| FramingIx(place as u16)).collect(),
    };
    let is_candidates = |path: &Path| path.extension().is_some_and(|ending| ending == "toml");
    if let Some(out) = args.out.as_deref() {
        output::must_be_new(out)?;
        if !is_candidates(out) {
            format_of(out)?;
        }
    }
    let mut companions = Companions::default();
    on::each(&args.on, global, &instrument, |read, _| companions.document(read))?;
    let demands = Demands { sentences: args.sentences, documents: args.documents, number: args.number };
    let found: Vec<Suggestion> = framings.iter().flat_map(|framing| companions.suggest(*framing, demands)).collect();
    match args.out.as_deref() {
        None => Ok(shown(&found, &framings, library)),
        Some(out) if is_candidates(out) => {
            let text = candidates(&found, &framings, library);
            output::file(out, |file| file.write_all(text.as_bytes()))?;
            Ok(format!("{} candidates in {}\n", found.len(), out.display()))
        }
        Some(out) => {
            let format = format_of(out)?;
            output::file(out, |file| table::write(&table::suggestions(&found, library), format, file))?;
            Ok(format!("{} candidates in {}\n", found.len(), out.display()))
        }
    }
}

fn counts(row: &Suggestion) -> String {
    format!(
        "{} of {} sentences with a match, {} of {} without; {} documents; z {:.1}",
        row.with, row.of_with, row.without, row.of_without, row.documents, row.z
    )
}

fn shown(found: &[Suggestion], framings: &[FramingIx], library: &Library) -> String {
    let mut text = String::new();
    for framing in framings {
        let _ = writeln!(text, "\u{1b}[1m{}\u{1b}[0m", library.get(*framing).id);
        let mut rows = found.iter().filter(|row| row.framing == *framing).peekable();
        if rows.peek().is_none() {
            text.push_str("  nothing that is frequent beside its matches and rare elsewhere\n");
        }
        for row in rows {
            let _ = writeln!(text, "  {}: {}\n    {}", row.pattern, counts(row), line::cut(&row.example));
        }
        text.push('\n');
    }
    text
}

/// A file in which an author takes away the number signs before what is accepted.
fn candidates(found: &[Suggestion], framings: &[FramingIx], library: &Library) -> String {
    let mut text =
        "# Candidates: words that keep company with a framing. A companion is no synonym: read the example, and\n\
                    # copy what you accept into the lexicon with a source of your own.\n"
            .to_owned();
    for framing in framings {
        let _ = writeln!(text, "\n# {}", library.get(*framing).id);
        for row in found.iter().filter(|row| row.framing == *framing) {
            let Line { document, text: example, .. } = &row.example;
            let _ = write!(
                text,
                "\n# {}\n# {document}: {example}\n# [[term]]\n# pattern = \"{}\"\n# source = \"\"\n",
                counts(row),
                row.pattern
            );
        }
    }
    text
}
