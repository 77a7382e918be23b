//! framelens.
pub mod analysis;
pub mod chart;
pub mod corpus;
pub mod counts;
pub mod ids;
pub mod lexicon;
pub mod matching;
pub mod notice;
pub mod parallel;
pub mod report;
pub mod source;
pub mod span;
pub mod stats;
pub mod table;
pub mod text;
