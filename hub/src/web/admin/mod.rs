//! The administrator's pages: what the hall is set to, changed by forms and kept with who changed it and from when.

mod change;
pub mod devices;
mod difference;
mod form;
mod frame;
mod give;
pub mod groups;
pub mod history;
mod paper;
pub mod parameters;
pub mod planned;
mod sample;
pub mod slip;
pub mod texts;
pub mod tokens;
pub mod windows;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use super::guard::Person;
use super::language::Reader;
use super::state::Shared;

/// Where the settings begin: the first page of the menu that this person may open.
pub async fn home(State(_app): State<Shared>, _reader: Reader, person: axum::Extension<Person>) -> Response {
    Redirect::to(frame::first(&person)).into_response()
}
