//! Placeholder.
pub mod words;
