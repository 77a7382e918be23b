//! A document: a text with a name.

use std::collections::BTreeMap;

use crate::ids::{DocId, GroupId};

/// One text, as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// What it is called.
    pub id: DocId,
    /// Whatever else is known of it, by key: title, group, date, source, licence, or the other columns of its table.
    pub metadata: BTreeMap<String, String>,
    /// The text as it stands in the file (or in the cell), so that spans slice it.
    pub text: String,
    /// Where reading begins: after a byte order mark or front matter.
    pub from: usize,
    /// Where it came from, for messages: the path, and the line of its row if it is one of many.
    pub origin: String,
}

/// The key of the metadata that names a document's group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupKey(pub String);

impl Default for GroupKey {
    fn default() -> Self {
        Self("group".to_owned())
    }
}

impl Document {
    /// The group by a key; none when the document has no such metadata or it is empty.
    pub fn group(&self, key: &GroupKey) -> Option<GroupId> {
        self.metadata.get(&key.0).and_then(|group| GroupId::new(group))
    }
}
