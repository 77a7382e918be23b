//! `framelens merge`: tallies of parts put together.

use std::fs::canonicalize;

use framelens::table::merge;

use crate::cli::MergeArgs;
use crate::failure::Failure;
use crate::output::Staged;
use crate::signals;

pub fn run(args: &MergeArgs) -> Result<u8, Failure> {
    let target = canonicalize(&args.out).ok();
    if target.is_some() && args.tallies.iter().any(|tally| canonicalize(tally).ok() == target) {
        return Err(Failure::Unknown {
            what: format!("`{}` is an input: writing to it would destroy it", args.out.display()),
            help: "choose another --out".to_owned(),
        });
    }
    let mut out = Staged::new(&args.out)?;
    merge(&args.tallies, |line| if signals::asked().is_some() { Err(Failure::Interrupted) } else { out.line(line) })?;
    out.keep()?;
    Ok(crate::DONE)
}
