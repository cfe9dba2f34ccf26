//! Placeholder.

pub mod pinyin;
