//! The components of every screen; data come in as arguments, no widget knows a message.

pub mod key;

pub use key::{Key, KeyLook};
