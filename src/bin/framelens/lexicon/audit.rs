//! `framelens lexicon audit`: what each term really catches.

use std::fmt::Write as _;
use std::path::Path;

use framelens::analysis::{Audit, Audited, Doubt, TermAudit};
use framelens::lexicon::{Library, Term};
use framelens::table::{self, Format};

use super::{line, load, on};
use crate::cli::{AuditArgs, Global};
use crate::failure::Failure;
use crate::output;
use crate::screen::plural;

pub fn run(args: &AuditArgs, global: &Global) -> Result<String, Failure> {
    let instrument = load(std::slice::from_ref(&args.lexicon), global)?;
    let library = instrument.library();
    let mut audit = Audit::new(library);
    let corpus = on::each(&args.on, global, &instrument, |read, group| audit.document(read, group))?;
    let audited = audit.finish();
    let mut text = shown(&audited, library, args.number);
    if let Some(out) = &args.out {
        for name in ["audit.csv", "audit-coverage.csv"] {
            output::spare(&out.join(name), &corpus, library)?;
        }
        write(&audited, library, out)?;
        let _ = writeln!(
            text,
            "Every term is in {0}/audit.csv, coverage by group in {0}/audit-coverage.csv.",
            out.display()
        );
    }
    Ok(text)
}

fn write(audited: &Audited, library: &Library, out: &Path) -> Result<(), Failure> {
    let folder = output::Folder::make(out)?;
    for table in [table::audit(audited, library), table::audit_coverage(audited, library)] {
        let path = out.join(format!("{}.csv", table.schema.name));
        output::file(&path, |out| table::write(&table, Format::Csv, out))?;
    }
    folder.keep();
    Ok(())
}

fn shown(audited: &Audited, library: &Library, number: usize) -> String {
    let terms: Vec<&Term> = library.terms().map(|(_, _, term)| term).collect();
    // Of a term that is only dead there is nothing to show.
    let has_more = |row: &&TermAudit| row.doubts.first().is_some_and(|doubt| *doubt != Doubt::Dead);
    let doubtful: Vec<&TermAudit> = audited.terms.iter().filter(has_more).collect();
    let mut text = String::new();
    for row in doubtful.iter().take(number) {
        let _ = writeln!(
            text,
            "\u{1b}[1m{}\u{1b}[0m ({}): {} in {}",
            terms[row.term.index()].pattern.as_str(),
            library.get(row.framing).id,
            number_of(row.matches),
            plural(row.documents as usize, "document"),
        );
        for doubt in &row.doubts {
            let _ = writeln!(text, "  {}: {}", doubt.code(), why(*doubt, row, library));
        }
        if !row.forms.is_empty() {
            let _ = writeln!(text, "  catches {}", listed(&row.forms));
        }
        for line in &row.lines {
            let _ = writeln!(text, "    {}", line::cut(line));
        }
        text.push('\n');
    }
    text.push_str(&closing(audited, doubtful.len(), number));
    text.push_str(&reach(audited, library));
    text
}

/// How many terms are doubtful and how many of them dead, and whether all that have something `to_show` are shown.
fn closing(audited: &Audited, to_show: usize, number: usize) -> String {
    let all = plural(audited.terms.len(), "term");
    let doubtful = audited.terms.iter().filter(|row| !row.doubts.is_empty()).count();
    let dead = match audited.terms.iter().filter(|row| row.doubts.contains(&Doubt::Dead)).count() {
        0 => String::new(),
        1 => "; 1 of them catches nothing here".to_owned(),
        dead => format!("; {dead} of them catch nothing here"),
    };
    let shown = match number {
        _ if number >= to_show => String::new(),
        0 => " None is shown.".to_owned(),
        1 => " The most doubtful is shown.".to_owned(),
        number => format!(" The {number} most doubtful are shown."),
    };
    match doubtful {
        0 => format!("No doubts about {all}.\n"),
        doubtful => format!("Doubts about {doubtful} of {all}{dead}.{shown}\n"),
    }
}

/// Framings by the share of their terms that are found.
fn reach(audited: &Audited, library: &Library) -> String {
    let mut text = String::new();
    if audited.coverage.len() < 2 {
        return text;
    }
    text.push_str("\nSentences with a match, by group:\n");
    for (place, lexicon) in library.lexicons().iter().enumerate() {
        let shares = audited.coverage.iter().map(|(group, coverage)| {
            let share = 100.0 * coverage.with_match[place] as f64 / (coverage.sentences as f64).max(1.0);
            let name = group.as_ref().map_or("(none)", |group| group.as_str());
            format!("{name} {share:.1} %")
        });
        let _ = writeln!(text, "  {:22} {}", lexicon.id, shares.collect::<Vec<_>>().join(", "));
    }
    text
}

fn why(doubt: Doubt, row: &TermAudit, library: &Library) -> String {
    match doubt {
        Doubt::Joined { matches } => format!("{} of words that its stem joins to it", number_of(matches)),
        Doubt::Dominant { .. } => {
            format!("{:.0} % of the framing\u{2019}s matches", 100.0 * row.share.unwrap_or_default())
        }
        Doubt::Overlap { with, matches } => {
            format!("{} shared with {}", number_of(matches), library.get(with).id)
        }
        Doubt::NearMisses { words } => {
            format!("not caught, {} in all: {}", plural(words as usize, "word"), listed(&row.near))
        }
        Doubt::Dead => "no match".to_owned(),
    }
}

fn number_of(matches: u64) -> String {
    if matches == 1 { "1 match".to_owned() } else { format!("{matches} matches") }
}

fn listed(words: &[(String, u64)]) -> String {
    const SHOWN: usize = 8;
    let parts: Vec<String> = words.iter().take(SHOWN).map(|(word, count)| format!("{word} {count}")).collect();
    let more = words.len().saturating_sub(SHOWN);
    if more > 0 { format!("{}, {more} more", parts.join(", ")) } else { parts.join(", ") }
}
