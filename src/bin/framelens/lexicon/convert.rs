//! `framelens lexicon convert`: lexicons to and from the formats of other programs.

use std::path::Path;

use framelens::lexicon::LibraryError;
use framelens::lexicon::exchange::{Format, Imported, Loss, LowLine, decode, of_library, toml_files};
use framelens::matching::Instrument;
use framelens::source::Source;

use super::losses;
use crate::cli::{ConvertArgs, DictionaryFormat};
use crate::failure::Failure;
use crate::output;
use crate::screen::plural;

pub fn run(args: &ConvertArgs) -> Result<String, Failure> {
    let to = target(args)?;
    match (is_ours(args), to) {
        (true, Some(format)) => {
            let instrument = Instrument::load(std::slice::from_ref(&args.input))?;
            write_format(args, format, of_library(instrument.library()))
        }
        (true, None) => Err(failure("IN and OUT are both lexicons of framelens", "copy the files")),
        (false, to) => {
            let source = decode(&args.input, args.encoding.as_deref()).map_err(LibraryError::from)?;
            let from = args.from.and_then(format).or_else(|| Format::of(&source));
            let from = from.ok_or_else(|| LibraryError::Unknown { path: args.input.display().to_string() })?;
            let low_line = if args.keep_low_lines { LowLine::Kept } else { LowLine::Space };
            let mut imported =
                from.read(&source, low_line).map_err(|fault| LibraryError::Faulty { faults: vec![*fault] })?;
            if args.strip_root {
                imported.dictionary = imported.dictionary.without_root();
            }
            if let Some(to) = to {
                return write_format(args, to, imported);
            }
            let converted = toml_files(&imported.dictionary, &source);
            imported.losses.extend(converted.losses);
            if converted.files.is_empty() {
                return Err(LibraryError::empty(args.input.display().to_string(), imported.losses).into());
            }
            write_toml(&args.out, &converted.files)?;
            Ok(report(from.as_str(), "toml", [converted.files.len(), converted.terms], &args.out, &imported.losses))
        }
    }
}

fn failure(what: &str, help: &str) -> Failure {
    Failure::Unknown { what: what.to_owned(), help: help.to_owned() }
}

/// Whether IN holds lexicons of our own.
fn is_ours(args: &ConvertArgs) -> bool {
    let is_toml = args.input.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
    let named = args.from.is_none_or(|from| from == DictionaryFormat::Toml);
    named && (is_toml || args.input.is_dir() || args.input.as_os_str() == framelens::lexicon::BUILT_IN)
}

/// The format of another program; `None` for our own.
fn format(named: DictionaryFormat) -> Option<Format> {
    Some(match named {
        DictionaryFormat::Toml => return None,
        DictionaryFormat::Liwc => Format::Liwc,
        DictionaryFormat::Dicx => Format::Dicx,
        DictionaryFormat::Yaml => Format::Yaml,
        DictionaryFormat::Yoshikoder => Format::Yoshikoder,
        DictionaryFormat::Wordstat => Format::WordStat,
        DictionaryFormat::Lexicoder => Format::Lexicoder,
        DictionaryFormat::Vbpro => Format::Vbpro,
        DictionaryFormat::Csv => Format::Csv,
        DictionaryFormat::Tsv => Format::Tsv,
        DictionaryFormat::Json => Format::Json,
    })
}

/// The format to write, `None` for our own.
fn target(args: &ConvertArgs) -> Result<Option<Format>, Failure> {
    if let Some(named) = args.to {
        return Ok(format(named));
    }
    let ending = args.out.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        None | Some("toml") => Ok(None),
        Some(ending) => match Format::ALL.into_iter().find(|format| format.endings().contains(&ending)) {
            Some(format) if ending != "txt" => Ok(Some(format)),
            _ => Err(failure(
                &format!("`.{ending}` tells no format"),
                &format!("name it: --to {}", Format::ALL.map(Format::as_str).join("|")),
            )),
        },
    }
}

fn write_format(args: &ConvertArgs, to: Format, imported: Imported) -> Result<String, Failure> {
    output::must_be_new(&args.out)?;
    let exported = to.write(&imported.dictionary);
    output::file(&args.out, |out| out.write_all(exported.text.as_bytes()))?;
    let losses = [imported.losses, exported.losses].concat();
    Ok(report("", to.as_str(), held(to, &exported.text), &args.out, &losses))
}

/// How many categories and terms a file holds that was written, by reading it: some of what was to be written may have no place
/// in its format. A file without any is none of some formats.
fn held(format: Format, text: &str) -> [usize; 2] {
    let read = format.read(&Source::new("", text), LowLine::Space);
    let dictionary = read.map(|read| read.dictionary).unwrap_or_default();
    let paths = dictionary.paths();
    [paths.len(), paths.iter().map(|(_, category)| category.entries.len()).sum()]
}

/// One lexicon as the file named, several as files of a folder that is new or holds none of their names.
fn write_toml(out: &Path, files: &[(framelens::ids::FramingId, String)]) -> Result<(), Failure> {
    let written = |path: &Path, text: &str| {
        output::must_be_new(path)?;
        output::file(path, |out| out.write_all(text.as_bytes()))
    };
    if out.extension().is_some() {
        let [(id, text)] = files else {
            let ids: Vec<&str> = files.iter().map(|(id, _)| id.as_str()).collect();
            return Err(failure(
                &format!("{} framings do not fit into one file: {}", files.len(), ids.join(", ")),
                "name a folder: OUT without an ending",
            ));
        };
        if out.file_stem().is_none_or(|stem| stem != id.as_str()) {
            return Err(failure(
                &format!("a lexicon\u{2019}s file is named after it, and this one is `{id}`"),
                &format!("write to {id}.toml"),
            ));
        }
        return written(out, text);
    }
    let folder = output::Folder::make(out)?;
    files.iter().try_for_each(|(id, text)| written(&out.join(format!("{id}.toml")), text))?;
    folder.keep();
    Ok(())
}

fn report(from: &str, to: &str, [categories, entries]: [usize; 2], out: &Path, lost: &[Loss]) -> String {
    let from = if from.is_empty() { String::new() } else { format!("{from} to ") };
    let mut text = format!(
        "{from}{to}: {} with {} in {}\n",
        if categories == 1 { "1 category".to_owned() } else { format!("{categories} categories") },
        plural(entries, "term"),
        out.display()
    );
    text.push_str(&losses::by_reason(lost));
    text
}
