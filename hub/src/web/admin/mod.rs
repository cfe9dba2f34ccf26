//! The administrator's pages: what the hall is set to, changed by forms and kept with who changed it and from when.

pub mod calendar;
mod change;
pub mod devices;
mod difference;
pub mod first_steps;
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
pub mod roles;
mod sample;
pub mod security;
pub mod services;
pub mod sign_ons;
pub mod slip;
pub mod staff;
pub mod texts;
pub mod tokens;
pub mod transfer;
pub mod windows;
