//! A paper emulator: behaves like an 80 mm ESC/POS network printer and keeps what it prints.

mod command;
mod glyph;
mod head;
mod machine;
mod mechanism;
mod page;
mod server;
mod sheet;
mod slip;
mod symbol;
mod text;

pub use mechanism::Condition;
pub use server::{Paper, Setup};
pub use slip::Slip;
