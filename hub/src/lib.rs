//! The hub: the one writer, its store, and the edges through which commands come in and news goes out.

pub mod archive;
pub mod broker;
pub mod bus;
pub mod clock;
pub mod config;
pub mod console;
pub mod credentials;
pub mod device_file;
pub mod draw;
pub mod engine;
pub mod export;
pub mod folder;
pub mod import;
pub mod pinyin;
pub mod portrait;
pub mod serve;
pub mod snapshots;
pub mod store;
pub mod trust;
pub mod web;
pub mod wire;
