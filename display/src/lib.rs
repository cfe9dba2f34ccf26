//! The wall displays: hall board with calls, window sign, duty wall, notices, the managers' live queue.
#![allow(clippy::similar_names, reason = "a place and a plate are drawn side by side")]

pub mod boards;
pub mod hall;
pub mod rotation;
pub mod scene;
pub mod wall;

/// What this display was put up for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    Board,
    Window(u16),
    Duty,
    Live,
}
