//! Yoshikoder: XML with categories and patterns, in the style of 2005 (`cnode`, `pnode`) and the one of 2004.

use std::fmt::Write as _;

use roxmltree::{Document, Node};

use super::tree::{DEEPEST, TWICE};
use super::{Category, Dictionary, Entry, EntryKind, Losses, one_line, place};
use crate::lexicon::Weight;
use crate::source::{Fault, Source};

pub(super) fn read(source: &Source, losses: &mut Losses) -> Result<Vec<Category>, Box<Fault>> {
    let document = Document::parse(source.text()).map_err(|error| {
        let place = error.pos();
        let before: usize =
            source.text().split_inclusive('\n').take(place.row.saturating_sub(1) as usize).map(str::len).sum();
        let at = before + place.col.saturating_sub(1) as usize;
        Box::new(source.fault(at..at + 1, format!("no XML: {error}")))
    })?;
    let root = document.root_element();
    if root.tag_name().name() != "dictionary" {
        return Err(Box::new(
            source.fault(root.range(), "the outermost element is no `dictionary`").help("Yoshikoder writes one"),
        ));
    }
    let kind = match root.attribute("patternengine") {
        Some(engine) if engine.eq_ignore_ascii_case("regexp") => EntryKind::Regex,
        _ => EntryKind::Glob,
    };
    let (mut outside, mut categories) = (Category::default(), Vec::new());
    Reading { source, losses, kind }.children(root, 0, &mut outside, &mut categories)?;
    for entry in outside.entries {
        losses.dropped(entry.line, &entry.pattern, "it stands in no category");
    }
    Ok(categories)
}

struct Reading<'r> {
    source: &'r Source,
    losses: &'r mut Losses,
    kind: EntryKind,
}

/// What an element says under a name: its attribute, or in the older style a child element of that name.
fn said<'d>(node: Node<'d, '_>, name: &str) -> Option<&'d str> {
    let child = || node.children().find(|child| child.tag_name().name() == name).and_then(|child| child.text());
    node.attribute(name).or_else(child).map(str::trim).filter(|text| !text.is_empty())
}

impl Reading<'_> {
    fn children(
        &mut self,
        node: Node<'_, '_>,
        depth: usize,
        own: &mut Category,
        among: &mut Vec<Category>,
    ) -> Result<(), Box<Fault>> {
        if depth > DEEPEST {
            return Err(Box::new(self.source.fault(node.range(), "too many levels within one another")));
        }
        for child in node.children().filter(Node::is_element) {
            let line = self.source.line(child.range().start);
            match child.tag_name().name() {
                "cnode" | "category" => {
                    let name = said(child, "name").map(one_line).unwrap_or_default();
                    let count = among.len();
                    let place = place(among, &name);
                    if place < count {
                        self.losses.changed(line, &name, TWICE);
                    }
                    let mut category = std::mem::take(&mut among[place]);
                    let description = said(child, "desc").or_else(|| said(child, "comment"));
                    category.description = category.description.take().or(description.map(str::to_owned));
                    if let Some(score) = said(child, "score") {
                        self.losses.changed(line, &name, format!("the score {score} of a category has no place here"));
                    }
                    let mut children = std::mem::take(&mut category.children);
                    self.children(child, depth + 1, &mut category, &mut children)?;
                    category.children = children;
                    among[place] = category;
                }
                "pnode" | "pattern" => own.entries.extend(self.entry(child, line)),
                "name" | "score" | "comment" | "desc" | "description" => {}
                other => self.losses.dropped(line, other, "no element of Yoshikoder's dictionaries"),
            }
        }
        Ok(())
    }

    fn entry(&mut self, node: Node<'_, '_>, line: usize) -> Option<Entry> {
        let pattern = said(node, "name").map(one_line).unwrap_or_default();
        if pattern.is_empty() {
            self.losses.dropped(line, "", "a pattern without a name");
            return None;
        }
        if self.kind == EntryKind::Glob && pattern.contains('?') {
            self.losses.dropped(line, &pattern, "Yoshikoder looks for the question mark itself, and no word holds one");
            return None;
        }
        let weight = match said(node, "score") {
            Some(score) if score.parse::<f64>().is_err() => {
                self.losses.changed(line, &pattern, format!("its score `{score}` is no number, so it weighs 1"));
                Weight::ONE
            }
            Some(score) => self.losses.weight(line, &pattern, score)?,
            None => Weight::ONE,
        };
        Some(Entry { kind: self.kind, weight, ..Entry::glob(pattern, line) })
    }
}

pub(super) fn write(dictionary: &Dictionary, losses: &mut Losses) -> String {
    let paths = dictionary.paths();
    let mut entries = paths.iter().flat_map(|(_, category)| &category.entries).peekable();
    let all_regex = entries.peek().is_some() && entries.all(|entry| entry.kind == EntryKind::Regex);
    let (engine, kind) = if all_regex { ("regexp", EntryKind::Regex) } else { ("substring", EntryKind::Glob) };
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<dictionary style=\"050805\" patternengine=\"{engine}\">\n"
    );
    elements(&dictionary.categories, kind, 1, &mut text, losses);
    text.push_str("</dictionary>\n");
    text
}

fn elements(categories: &[Category], kind: EntryKind, depth: usize, text: &mut String, losses: &mut Losses) {
    let indent = "  ".repeat(depth);
    for category in categories {
        let _ = write!(text, "{indent}<cnode name=\"{}\"", escaped(&category.name));
        if let Some(description) = &category.description {
            let _ = write!(text, " desc=\"{}\"", escaped(description));
        }
        text.push_str(">\n");
        for entry in &category.entries {
            let reason = match (entry.kind == kind, kind) {
                (false, _) => Some("one dictionary of Yoshikoder holds words or regular expressions, not both"),
                (true, EntryKind::Glob) if entry.pattern.contains('?') => Some("`?` stands for itself there"),
                (true, EntryKind::Glob) if entry.pattern.contains(' ') => Some("patterns are single words there"),
                _ => None,
            };
            if let Some(reason) = reason {
                losses.dropped(entry.line, &entry.pattern, reason);
                continue;
            }
            losses.without_rules(entry);
            let _ = write!(text, "{indent}  <pnode name=\"{}\"", escaped(&entry.pattern));
            if entry.weight != Weight::ONE {
                let _ = write!(text, " score=\"{}\"", entry.weight);
            }
            text.push_str("/>\n");
        }
        elements(&category.children, kind, depth + 1, text, losses);
        let _ = writeln!(text, "{indent}</cnode>");
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(' '),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}
