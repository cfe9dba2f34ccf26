//! The citizen's kiosk: its model, its screens and its printer.

pub mod model;
pub mod outbox;
pub mod pages;
pub mod printer;
pub mod shell;
pub mod slip;
pub mod spoken;
pub mod tell;
pub mod ui;
pub mod worker;
