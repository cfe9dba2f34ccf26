//! The citizen's kiosk: its model, its screens and its printer.

pub mod printer;
pub mod slip;
