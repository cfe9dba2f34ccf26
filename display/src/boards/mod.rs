//! One file per board; each draws a scene and decides nothing.

pub mod board;
pub mod calling;
pub mod closed;
pub mod duty;
pub mod live;
pub mod notice;
pub mod stale;
pub mod window;
