//! The components of every screen; data come in as arguments, no widget knows a message.

pub mod badge;
pub mod faces;
pub mod ground;
pub mod header;
pub mod key;
pub mod money;
pub mod notes;
pub mod portrait;
pub mod qr;
pub mod queue_line;
pub mod ring;
pub mod row;
pub mod sign;
pub mod stages;
pub mod sun;
pub mod tile;

pub use badge::BadgeCard;
pub use ground::{Ground, KeyLook, Laid};
pub use header::Header;
pub use key::Key;
pub use sign::{Joined, PlateState, Slip, SlipState};
pub use sun::{SunClock, SunState};
pub use tile::{Side, Tile};
