//! What the kiosk and the wall displays share: look, widgets, sound and voice, and the link to the broker.
#![allow(clippy::similar_names, reason = "a place and a plate are drawn side by side")]

pub mod announce;
pub mod draw;
pub mod fonts;
pub mod frame;
pub mod icons;
pub mod link;
pub mod logging;
pub mod orders;
pub mod renderer;
pub mod sound;
pub mod spotlight;
pub mod text;
pub mod theme;
pub mod ui_map;
pub mod widgets;
