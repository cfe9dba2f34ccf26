//! What pages show, as plain values in the reader's words; templates only place them.

pub mod admin;
pub mod clerk;
pub mod lists;
pub mod looks;
pub mod manager;
pub mod people;
pub mod public;
pub mod sheet;

use super::say::{Said, Say};
use super::sun::Arc;

/// What stands round every page.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    pub ui: Say,
    pub title: String,
    pub hall: String,
    pub places: Vec<Place>,
    pub me: Option<Me>,
    pub clock: String,
    pub arcs: Vec<Arc>,
    /// Address of the live stream.
    pub live: Option<String>,
    pub said: Option<Said>,
    pub connected: String,
    pub disconnected: String,
    /// Address that shows the same page in the other language.
    pub other_language: String,
    /// Seconds without a touch after which the page locks; 0 = never.
    pub idle_seconds: u64,
    pub demo: bool,
}

/// A place in the head's navigation.
#[derive(Clone, Debug)]
pub struct Place {
    pub href: &'static str,
    pub name: String,
    pub here: bool,
}

/// Who is signed on.
#[derive(Clone, Debug)]
pub struct Me {
    pub name: String,
    pub line: String,
    pub portrait: Option<String>,
    pub window: Option<u16>,
}

/// A help call from a kiosk.
#[derive(Clone, Debug)]
pub struct Help {
    pub device: String,
    pub text: String,
}
