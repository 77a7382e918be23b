//! Names, lists and names within names: what YAML and JSON dictionaries have in common.

use std::ops::Range;

use super::{Category, Entry, Losses, one_line, place};
use crate::source::{Fault, Source};

/// A value of such a file, with where it stands.
pub(super) struct Node {
    pub at: Range<usize>,
    pub value: Value,
}

pub(super) enum Value {
    /// A word or phrase as written.
    Text(String),
    /// Nothing.
    Empty,
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

/// Deeper than this nobody nests by hand.
pub(super) const DEEPEST: usize = 64;

/// Why two categories are one.
pub(super) const TWICE: &str = "the name stands twice on one level, and both are read as one";

/// Keys under which a category has words of its own beside those below it.
fn is_own(key: &str) -> bool {
    matches!(key, "" | "__")
}

pub(super) fn categories(source: &Source, root: Node, losses: &mut Losses) -> Result<Vec<Category>, Box<Fault>> {
    let Value::Map(pairs) = root.value else {
        return Err(Box::new(
            source.fault(root.at, "the file holds no categories").help("a dictionary is names with lists of words"),
        ));
    };
    let mut reading = Reading { source, losses };
    let mut categories = Vec::new();
    for (name, node) in pairs {
        if is_own(&name) {
            return Err(Box::new(
                source.fault(node.at, "the outermost category has no name").help("words stand under a name"),
            ));
        }
        reading.child(&mut categories, &name, node);
    }
    Ok(categories)
}

struct Reading<'r> {
    source: &'r Source,
    losses: &'r mut Losses,
}

impl Reading<'_> {
    fn child(&mut self, among: &mut Vec<Category>, name: &str, node: Node) {
        let name = one_line(name);
        let count = among.len();
        let place = place(among, &name);
        if place < count {
            let line = self.source.line(node.at.start);
            self.losses.changed(line, &name, TWICE);
        }
        self.fill(&mut among[place], node);
    }

    fn fill(&mut self, category: &mut Category, node: Node) {
        match node.value {
            Value::Empty => {}
            Value::Text(text) => self.entry(category, &text, node.at.start),
            Value::List(nodes) => nodes.into_iter().for_each(|node| self.fill(category, node)),
            Value::Map(pairs) => {
                for (name, node) in pairs {
                    if is_own(&name) {
                        self.fill(category, node);
                    } else {
                        self.child(&mut category.children, &name, node);
                    }
                }
            }
        }
    }

    fn entry(&mut self, category: &mut Category, text: &str, at: usize) {
        let (line, pattern) = (self.source.line(at), one_line(text));
        if pattern.is_empty() {
            self.losses.dropped(line, text, "it is empty");
        } else {
            category.entries.push(Entry::glob(pattern, line));
        }
    }
}
