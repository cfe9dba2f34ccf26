//! Placeholder.

pub mod broker;
pub mod pinyin;
