//! The names things go by.
//!
//! A name is text that a person chose: it is never empty, cheap to copy, and its order is the order of every table.

use std::fmt;
use std::sync::Arc;

macro_rules! name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes a name; `None` when nothing but white space is left of it.
            pub fn new(name: &str) -> Option<Self> {
                let name = name.trim();
                (!name.is_empty()).then(|| Self(Arc::from(name)))
            }

            /// The name as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }
    };
}

name! {
    /// A document: its path without the ending, relative to the folder given, or its cell in the id column.
    DocId
}
name! {
    /// A group of documents that are compared as one.
    GroupId
}
name! {
    /// A family of framings, such as `dialogue`.
    FamilyId
}

/// A framing, such as `law-accountability`: lower-case letters and digits in groups joined by single hyphens.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FramingId(Arc<str>);

impl FramingId {
    /// Takes an id in kebab-case; `None` for anything else.
    ///
    /// ```
    /// use framelens::ids::FramingId;
    /// assert!(FramingId::new("direct-action").is_some());
    /// assert!(FramingId::new("Direct action").is_none());
    /// assert!(FramingId::new("direct--action").is_none());
    /// ```
    pub fn new(id: &str) -> Option<Self> {
        let kebab = id
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
        kebab.then(|| Self(Arc::from(id)))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FramingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for FramingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// A framing's place in the library: the n-th row of every document in the scores table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FramingIx(pub u16);

/// A term's place in the whole library, counted through all framings in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(pub u32);

impl FramingIx {
    /// The place as an index.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

impl TermId {
    /// The place as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}
