//! The administrator's pages: what the hall is set to, changed by forms and kept with who changed it and from when.

pub mod calendar;
mod change;
pub mod devices;
mod difference;
mod form;
mod frame;
mod give;
pub mod groups;
pub mod hall;
pub mod history;
pub mod hours;
pub mod overview;
pub mod paper;
pub mod parameters;
pub mod planned;
mod sample;
pub mod services;
pub mod slip;
pub mod texts;
pub mod tokens;
pub mod transfer;
pub mod windows;
