//! framelens.
pub mod ids;
pub mod source;
pub mod span;
pub mod text;
