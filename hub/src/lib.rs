//! Placeholder.

pub mod pinyin;
pub mod web;
