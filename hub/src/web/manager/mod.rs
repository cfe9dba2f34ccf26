//! The manager's live page: who waits, where it is slow, what could be done, and the acts for it.

mod build;
mod chart;
mod sheets;
mod todo;

use askama::Template;
use axum::Form as Body;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use sunhall_hall::command::Manager;

use super::answer;
use super::commands::{self, Form, Make, Malformed};
use super::frame;
use super::guard::Person;
use super::language::Reader;
use super::live::{self, Fragment};
use super::refusals::About;
use super::state::Shared;
use super::view::manager::{ManagerLive, ManagerPage};
use crate::engine::Actor;

pub use build::window;
pub use sheets::{end, lend, urgent, window_sheet};

const LIVE: &str = "/hall/live";

pub async fn page(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let frame = frame::whole(&app, &reader, &person, "nav-hall", Some(LIVE));
    frame::page(&app, &ManagerPage { frame: &frame, v: &build::manager(&app, reader.ui, &person) })
}

pub async fn live(State(app): State<Shared>, reader: Reader, axum::Extension(person): axum::Extension<Person>) -> Response {
    let shared = app.clone();
    let draw = move || {
        let person = person.clone().renewed(&shared)?;
        let frame = frame::frame(&shared, &reader, Some(&person), "nav-hall", Some(LIVE.to_owned()));
        let html = ManagerLive { frame: &frame, v: &build::manager(&shared, reader.ui, &person) }.render().ok()?;
        Some(Fragment { html, next: None })
    };
    live::stream(app, draw).into_response()
}

async fn give(app: &Shared, reader: &Reader, person: &Person, form: &Form, make: Result<Make<Manager>, Malformed>) -> Response {
    let (id, make) = match form.id().and_then(|id| make.map(|make| (id, make))) {
        Ok(both) => both,
        Err(Malformed(field)) => return answer::malformed(app, reader, person, field, "/hall"),
    };
    let outcome = app.engine.managers().ask(id, Actor::Staff(person.number.clone()), person.number.clone(), make).await;
    let about = About { staff: Some(person.number.clone()), number: form.number().ok(), window: form.window().ok() };
    answer::act(app, reader, person, &outcome, &about, "/hall")
}

pub async fn help_act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Body(form): Body<Form>) -> Response {
    let group = form.group();
    let make = form.window().map(|window| -> Make<Manager> { Box::new(move |_| Manager::LetHelp { window, group }) });
    give(&app, &reader, &person, &form, make).await
}

pub async fn take_back_act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Body(form): Body<Form>) -> Response {
    let group = form.group();
    let make = form.window().map(|window| -> Make<Manager> { Box::new(move |_| Manager::TakeBackHelp { window, group }) });
    give(&app, &reader, &person, &form, make).await
}

pub async fn urgent_act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Body(form): Body<Form>) -> Response {
    let make = form.number().and_then(|number| form.reason().map(|reason| commands::manager(reason, move |reason| Manager::ApproveUrgent { number, reason })));
    give(&app, &reader, &person, &form, make).await
}

pub async fn end_act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Body(form): Body<Form>) -> Response {
    let make = form.number().and_then(|number| form.reason().map(|reason| commands::manager(reason, move |reason| Manager::CancelTicket { number, reason })));
    give(&app, &reader, &person, &form, make).await
}

pub async fn close_window_act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Body(form): Body<Form>) -> Response {
    let make = form.window().and_then(|window| form.reason().map(|reason| commands::manager(reason, move |reason| Manager::CloseWindow { window, reason })));
    give(&app, &reader, &person, &form, make).await
}
