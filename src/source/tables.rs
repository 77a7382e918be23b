//! A TOML file, whole or table by table, and what is wrong with it.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::{Fault, Source};

impl Source {
    /// Reads the text as TOML into `T`.
    ///
    /// # Errors
    /// A fault at the place where the text is not TOML or does not have the shape of `T`. For an unknown key the help names
    /// the nearest known one, otherwise it is `help`: where the format is described.
    pub fn parse<T: DeserializeOwned>(&self, help: &'static str) -> Result<T, Box<Fault>> {
        let mut toml = self.toml(help).map_err(|mut faults| Box::new(faults.swap_remove(0)))?;
        let mut faults = Vec::new();
        let read = toml.rest(&mut faults);
        match faults.into_iter().next() {
            Some(first) => Err(Box::new(first)),
            None => read.ok_or_else(|| Box::new(self.fault(0..0, "this cannot be read").help(help))),
        }
    }

    /// Reads the text as TOML whose tables are looked at one by one. `help` is where the format is described.
    ///
    /// # Errors
    /// The lines that are no TOML, in order; never none. Of many only the first, of which the others mostly follow.
    pub fn toml(&self, help: &'static str) -> Result<Toml<'_>, Vec<Fault>> {
        let (table, errors) = DeTable::parse_recoverable(&self.text);
        if errors.is_empty() {
            return Ok(Toml { source: self, help, span: table.span(), table: table.into_inner() });
        }
        let mut faults: Vec<Fault> = errors.iter().map(|error| self.toml_fault(error, help)).collect();
        faults.sort_by_key(Fault::start);
        // What goes on to be wrong on a line mostly follows from what was wrong there first.
        faults.dedup_by_key(|fault| fault.line());
        if faults.len() > MOST_TOLD {
            let more = format!("{} more lines are no TOML, which may follow from this", faults.len() - 1);
            faults.truncate(1);
            faults = faults.into_iter().map(|fault| fault.help(more.as_str())).collect();
        }
        Err(faults)
    }

    fn toml_fault(&self, error: &toml::de::Error, help: &str) -> Fault {
        let message = error.message();
        let span = error.span().unwrap_or(0..0);
        match Unknown::read(message) {
            Some(unknown) => self.fault(span, unknown.what()).help(unknown.help()),
            None if self.text.get(span.clone()).is_some_and(|text| text.starts_with(is_curly)) => {
                let help = "curly quotation marks: type straight ones, \"like this\"";
                self.fault(span, plain(message)).help(help)
            }
            None => self.fault(span, plain(message)).help(help),
        }
    }
}

/// So many lines that are no TOML are told one by one.
const MOST_TOLD: usize = 5;

/// The tables of a file that are still to be looked at.
#[derive(Debug)]
pub struct Toml<'s> {
    source: &'s Source,
    help: &'static str,
    span: Range<usize>,
    table: DeTable<'s>,
}

impl Toml<'_> {
    /// Takes out the tables `[[name]]`. What is wrong with one is told, and does not keep the others from being read.
    pub fn rows<T: DeserializeOwned>(&mut self, name: &str, faults: &mut Vec<Fault>) -> Vec<Spanned<T>> {
        let Some(value) = self.table.remove(name) else { return Vec::new() };
        let span = value.span();
        let DeValue::Array(items) = value.into_inner() else {
            let what = format!("`{name}` is not a list of tables");
            faults.push(self.source.fault(span, what).help(format!("write `[[{name}]]` above each")));
            return Vec::new();
        };
        items.into_iter().filter_map(|item| Self::of(self.source, self.help, item, faults)).collect()
    }

    /// Reads the table `[name]`, which stays. What is wrong with it is told.
    pub fn table<T: DeserializeOwned>(&self, name: &str, faults: &mut Vec<Fault>) -> Option<T> {
        let value = self.table.get(name)?.clone();
        Self::of(self.source, self.help, value, faults)
    }

    /// Takes out all that is left. What is wrong with it is told.
    pub fn rest<T: DeserializeOwned>(&mut self, faults: &mut Vec<Fault>) -> Option<T> {
        let table = DeValue::Table(std::mem::take(&mut self.table));
        Self::of(self.source, self.help, Spanned::new(self.span.clone(), table), faults)
    }

    /// Reads a table without the keys that are at fault, each of which is told. What is missing is told only where no key
    /// is at fault, since it may follow from that; then there is nothing to read.
    fn of<T: DeserializeOwned>(
        source: &Source,
        help: &str,
        mut value: Spanned<DeValue<'_>>,
        faults: &mut Vec<Fault>,
    ) -> Option<T> {
        let before = faults.len();
        loop {
            let error = match T::deserialize(ValueDeserializer::from(value.clone())) {
                Ok(read) => return Some(read),
                Err(error) => error,
            };
            let removed = error.span().and_then(|at| take_key(value.get_mut(), &at));
            if removed.is_some() || faults.len() == before {
                faults.push(source.toml_fault(&error, help));
            }
            removed?;
        }
    }
}

/// Takes the key out of a table in which, or in whose value, something stands.
fn take_key(value: &mut DeValue<'_>, at: &Range<usize>) -> Option<()> {
    let DeValue::Table(table) = value else { return None };
    let holds = |span: Range<usize>| span.start <= at.start && at.end <= span.end;
    let (key, _) = table.iter().find(|(key, value)| holds(key.span()) || holds(value.span()))?;
    let key = key.clone();
    table.remove(&key).map(drop)
}

fn is_curly(c: char) -> bool {
    matches!(c, '\u{2018}'..='\u{201F}' | '\u{AB}' | '\u{BB}')
}

/// What serde says, in the words of those who write the files.
fn plain(message: &str) -> String {
    if let Some(key) = message.strip_prefix("missing field ") {
        return format!("the key {key} is missing");
    }
    let words = [
        ("expected f64", "expected a number"),
        ("expected i64", "expected a whole number"),
        ("expected u32", "expected a whole number"),
        ("expected u64", "expected a whole number that is not negative"),
        (" as i128", ""),
        ("expected struct RawValidated", "expected a table"),
        ("wanted string or table", "expected a text"),
        ("type: map", "type: table"),
        ("type: sequence", "type: list"),
        ("expected a sequence", "expected a list"),
    ];
    words.iter().fold(message.to_owned(), |message, (theirs, ours)| message.replace(theirs, ours))
}

/// A key, or one of few values, that is none of those that may stand there.
struct Unknown<'m> {
    kind: &'static str,
    name: &'m str,
    known: Vec<&'m str>,
}

impl<'m> Unknown<'m> {
    /// Takes apart serde's "unknown field `a`, expected one of `b`, `c`", or its "unknown variant".
    fn read(message: &'m str) -> Option<Self> {
        let field = message.strip_prefix("unknown field `").map(|rest| ("key", rest));
        let (kind, rest) = field.or_else(|| Some(("value", message.strip_prefix("unknown variant `")?)))?;
        let (name, expected) = rest.rsplit_once("`, expected ")?;
        Some(Self { kind, name, known: expected.split('`').skip(1).step_by(2).collect() })
    }

    fn what(&self) -> String {
        format!("unknown {} `{}`", self.kind, self.name)
    }

    fn help(&self) -> String {
        let closeness = |known: &str| strsim::jaro_winkler(self.name, known);
        let nearest = self.known.iter().max_by(|a, b| closeness(a).total_cmp(&closeness(b)));
        match nearest.filter(|known| closeness(known) >= 0.8) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => format!("the {}s that may stand here: {}", self.kind, self.known.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Shape {
        #[expect(dead_code)]
        weight: i64,
        #[expect(dead_code)]
        voice: Option<Voice>,
    }

    #[derive(Debug, serde::Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Voice {
        Own,
        Quoted,
    }

    #[test]
    fn an_unknown_key_is_shown_with_line_caret_and_suggestion() {
        let source = Source::new("a.toml", "# first\nwieght = 2\n");
        let shown = source.parse::<Shape>("see the page").unwrap_err().to_string();
        assert!(shown.contains("unknown key `wieght`"), "{shown}");
        assert!(shown.contains("a.toml:2:1"), "{shown}");
        assert!(shown.contains("^^^^^^"), "{shown}");
        assert!(shown.contains("did you mean `weight`?"), "{shown}");
    }

    #[test]
    fn numbers_and_names_are_told_in_our_words() {
        let shown = |text: &str| Source::new("a.toml", text).parse::<Shape>("see the page").unwrap_err().to_string();
        let fraction = shown("weight = 2.5\n");
        assert!(fraction.contains("floating point `2.5`, expected a whole number\n"), "{fraction}");
        let quoted = shown("weight = 2\nvoice = \"a`b\"\n");
        assert!(quoted.contains("unknown value `a`b`") && quoted.contains("stand here: own, quoted"), "{quoted}");
    }

    #[test]
    fn an_unknown_value_is_shown_with_those_that_may_stand_there() {
        let shown = |voice: &str| {
            let source = Source::new("a.toml", &format!("weight = 2\nvoice = \"{voice}\"\n"));
            source.parse::<Shape>("see the page").unwrap_err().to_string()
        };
        let slip = shown("quotd");
        assert!(slip.contains("unknown value `quotd`") && slip.contains("a.toml:2:9"), "{slip}");
        assert!(slip.contains("did you mean `quoted`?"), "{slip}");
        assert!(shown("mine").contains("the values that may stand here: own, quoted"), "{}", shown("mine"));
    }
}
