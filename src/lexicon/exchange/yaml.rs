//! quanteda's YAML: names with a word, a list, or names within. Values are taken as written, whatever type YAML sees in them.

use std::fmt::Write as _;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput};

use super::losses::{Held, Holds};
use super::tree::{DEEPEST, Node, Value, categories};
use super::{Category, Dictionary, Effect, Losses, json::quoted};
use crate::source::{Fault, Source};

pub(super) fn read(source: &Source, losses: &mut Losses) -> Result<Vec<Category>, Box<Fault>> {
    let starts = source.text().char_indices().map(|(byte, _)| byte).chain([source.text().len()]).collect();
    let mut reading = Reading { source, starts, parser: Parser::new_from_str(source.text()), losses };
    let root = loop {
        match reading.next()? {
            (Event::StreamStart | Event::DocumentStart(_) | Event::Nothing, _) => {}
            (Event::StreamEnd | Event::DocumentEnd, at) => break Node { at, value: Value::Empty },
            (event, at) => break reading.node(event, at, 0)?,
        }
    };
    reading.end()?;
    categories(source, root, losses)
}

struct Reading<'r> {
    source: &'r Source,
    /// Where each character begins: the parser counts characters.
    starts: Vec<usize>,
    parser: Parser<'r, StrInput<'r>>,
    losses: &'r mut Losses,
}

type Place = std::ops::Range<usize>;

impl<'r> Reading<'r> {
    fn byte(&self, character: usize) -> usize {
        self.starts.get(character).copied().unwrap_or(self.source.text().len())
    }

    fn next(&mut self) -> Result<(Event<'r>, Place), Box<Fault>> {
        match self.parser.next_event() {
            Some(Ok((event, Span { start, end, .. }))) => Ok((event, self.byte(start.index())..self.byte(end.index()))),
            Some(Err(error)) => Err(Box::new(self.fault(&error))),
            None => Ok((Event::StreamEnd, self.source.text().len()..self.source.text().len())),
        }
    }

    /// Refuses whatever follows: it would be left out.
    fn end(&mut self) -> Result<(), Box<Fault>> {
        loop {
            match self.next()? {
                (Event::StreamEnd, _) => return Ok(()),
                (Event::DocumentEnd | Event::Nothing, _) => {}
                (_, at) => {
                    let help = "write the names of a level at one indent, and no `---` between them";
                    return Err(Box::new(
                        self.source.fault(at, "no YAML of one dictionary: the file goes on behind it").help(help),
                    ));
                }
            }
        }
    }

    fn fault(&self, error: &ScanError) -> Fault {
        let at = self.byte(error.marker().index());
        let text = self.source.text();
        let line = &text[text[..at].rfind('\n').map_or(0, |end| end + 1)..];
        let line = line.lines().next().unwrap_or_default();
        let help = if line.contains('*') || line.contains('&') {
            "YAML takes a `*` or `&` at the beginning of a word for an alias: write the word in quotes"
        } else {
            "YAML parts names from words by a colon and a space, and levels by spaces; quotes around a word help"
        };
        self.source.fault(at..at + 1, format!("no YAML: {}", error.info())).help(help)
    }

    fn node(&mut self, event: Event<'r>, at: Place, depth: usize) -> Result<Node, Box<Fault>> {
        if depth > DEEPEST {
            return Err(Box::new(self.source.fault(at, "too many levels within one another")));
        }
        let value = match event {
            Event::Scalar(text, style, ..) => self.scalar(&text, style, &at),
            Event::SequenceStart(..) => {
                let mut nodes = Vec::new();
                loop {
                    match self.next()? {
                        (Event::SequenceEnd, _) => break Value::List(nodes),
                        (event, at) => nodes.push(self.node(event, at, depth + 1)?),
                    }
                }
            }
            Event::MappingStart(..) => {
                let mut pairs = Vec::new();
                loop {
                    let (event, key_at) = self.next()?;
                    let name = match event {
                        Event::MappingEnd => break Value::Map(pairs),
                        Event::Scalar(name, ..) => name.into_owned(),
                        _ => return Err(Box::new(self.source.fault(key_at, "a name is a single word or phrase"))),
                    };
                    let (event, at) = self.next()?;
                    pairs.push((name, self.node(event, at, depth + 1)?));
                }
            }
            Event::Alias(_) => {
                let help = "write the words out";
                return Err(Box::new(self.source.fault(at, "aliases are not read").help(help)));
            }
            _ => Value::Empty,
        };
        Ok(Node { at, value })
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, at: &Place) -> Value {
        if style != ScalarStyle::Plain {
            return Value::Text(text.to_owned());
        }
        if matches!(text, "" | "~") {
            return Value::Empty;
        }
        let seen = match text.to_lowercase().as_str() {
            "y" | "n" | "yes" | "no" | "true" | "false" | "on" | "off" => Some("a truth value"),
            "null" => Some("nothing"),
            _ if text.parse::<f64>().is_ok() => Some("a number"),
            _ => None,
        };
        if let Some(seen) = seen {
            let line = self.source.line(at.start);
            self.losses.changed_by(
                Effect::Nothing,
                line,
                text,
                format!("YAML may see {seen} in it; read as written, which quotes make sure"),
            );
        }
        Value::Text(text.to_owned())
    }
}

pub(super) fn write(dictionary: &Dictionary, losses: &mut Losses) -> String {
    let mut text = String::new();
    mapping(&dictionary.categories, 0, &mut text, losses);
    text
}

fn mapping(categories: &[Category], depth: usize, text: &mut String, losses: &mut Losses) {
    let indent = "  ".repeat(depth);
    for category in categories {
        let entries = losses.plain(category, Holds { weights: Held::No, levels: Held::Yes, rules: Held::No });
        let words: Vec<String> = entries.iter().map(|entry| quoted(&entry.pattern)).collect();
        let _ = write!(text, "{indent}{}:", quoted(&category.name));
        if category.children.is_empty() {
            list(&words, &indent, text);
        } else {
            text.push('\n');
            if !words.is_empty() {
                let _ = write!(text, "{indent}  '':");
                list(&words, &format!("{indent}  "), text);
            }
            mapping(&category.children, depth + 1, text, losses);
        }
    }
}

fn list(words: &[String], indent: &str, text: &mut String) {
    if words.is_empty() {
        text.push_str(" []");
    }
    text.push('\n');
    for word in words {
        let _ = writeln!(text, "{indent}- {word}");
    }
}
