//! The administrator's pages: what the hall is set to, changed by forms and kept with who changed it and from when.

pub mod calendar;
mod change;
mod difference;
mod form;
mod frame;
mod give;
pub mod groups;
pub mod hall;
pub mod history;
pub mod hours;
pub mod overview;
pub mod parameters;
pub mod planned;
pub mod services;
pub mod windows;
