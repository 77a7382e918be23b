//! VBPro: categories between `>>` and `<<`, one entry a line, no levels.

use super::lexicoder::{headed, write_headed};
use super::{Category, Dictionary, Losses};
use crate::source::{Fault, Source};

fn name(line: &str) -> Option<&str> {
    line.strip_prefix(">>")?.strip_suffix("<<")
}

pub(super) fn read(source: &Source, losses: &mut Losses) -> Result<Vec<Category>, Box<Fault>> {
    headed(source, losses, name)
        .ok_or_else(|| Box::new(source.fault(0..0, "no category").help("a category of VBPro is `>>NAME<<`")))
}

pub(super) fn write(dictionary: &Dictionary, losses: &mut Losses) -> String {
    write_headed(dictionary, losses, ">>", "<<", |pattern| name(pattern).is_some())
}
