//! The clerk's page: the window from choosing it to signing off, one red key at a time.

mod sheets;
mod stage;

use askama::Template;
use axum::Form as Body;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use sunhall_hall::command::Clerk;

use super::answer;
use super::commands::{self, Form, Make, Malformed};
use super::frame;
use super::guard::Person;
use super::language::Reader;
use super::live::{self, Fragment};
use super::refusals::About;
use super::state::Shared;
use super::view::clerk::{ClerkLive, ClerkPage};
use crate::engine::Actor;

pub use sheets::{cancel, choose, close, missed, park, pause, shortcuts, transfer};
pub use stage::{fee, helps, limit};

const LIVE: &str = "/window/live";

pub async fn page(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let frame = frame::whole(&app, &reader, &person, "nav-window", Some(LIVE));
    let (stage, _) = stage::stage(&app, reader.ui, &person.number);
    frame::page(&app, &ClerkPage { frame: &frame, stage: &stage })
}

pub async fn live(State(app): State<Shared>, reader: Reader, axum::Extension(person): axum::Extension<Person>) -> Response {
    let shared = app.clone();
    let draw = move || {
        let frame = frame::frame(&shared, &reader, Some(&person.clone().renewed(&shared)?), "nav-window", Some(LIVE.to_owned()));
        let (stage, next) = stage::stage(&shared, reader.ui, &person.number);
        let html = ClerkLive { frame: &frame, stage: &stage }.render().ok()?;
        Some(Fragment { html, next })
    };
    live::stream(app, draw).into_response()
}

/// Gives one command of the clerk and answers the page.
async fn give(app: &Shared, reader: &Reader, person: &Person, form: &Form, about: About, make: Result<Make<Clerk>, Malformed>) -> Response {
    let (id, make) = match form.id().and_then(|id| make.map(|make| (id, make))) {
        Ok(both) => both,
        Err(Malformed(field)) => return answer::malformed(app, reader, person, field, frame::home(person)),
    };
    let actor = Actor::Staff(person.number.clone());
    let outcome = app.engine.clerks().ask(id, actor, person.number.clone(), make).await;
    answer::act(app, reader, person, &outcome, &about, frame::home(person))
}

macro_rules! acts {
    ($($(#[$meta:meta])* $name:ident: |$form:ident| $act:expr;)*) => {$(
        $(#[$meta])*
        pub async fn $name(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Body($form): Body<Form>) -> Response {
            fn read($form: &Form) -> Result<Clerk, Malformed> {
                Ok($act)
            }
            let about = about(&person, &$form);
            give(&app, &reader, &person, &$form, about, read(&$form).map(commands::clerk)).await
        }
    )*};
}

acts! {
    open_act: |form| Clerk::OpenWindow { window: form.window()? };
    pause_act: |form| Clerk::PauseWindow { minutes: form.minutes()? };
    resume_act: |_form| Clerk::ResumeWindow;
    close_act: |_form| Clerk::CloseWindow;
    next_act: |_form| Clerk::CallNext;
    again_act: |_form| Clerk::CallAgain;
    missed_act: |_form| Clerk::MarkMissed;
    start_act: |_form| Clerk::Start;
    finish_act: |_form| Clerk::Finish;
    transfer_act: |form| Clerk::Transfer { to: form.transfer()? };
    park_act: |form| Clerk::Park { minutes: form.minutes()? };
    undo_act: |_form| Clerk::Undo;
    bring_back_act: |form| Clerk::BringBack { number: form.number()? };
    assistance_act: |form| Clerk::ConfirmAssistance { number: form.number()? };
    company_act: |form| Clerk::AskCompany { number: form.number()? };
    cancel_act: |form| Clerk::CancelTicket { number: form.number()? };
    answer_help_act: |form| Clerk::AnswerHelp { device: form.device() };
}

pub async fn chosen_act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Body(form): Body<Form>) -> Response {
    let make = form.number().and_then(|number| form.reason().map(|reason| commands::call_chosen(number, reason)));
    give(&app, &reader, &person, &form, about(&person, &form), make).await
}

/// Company for whoever stands at this clerk's window.
pub async fn company_here_act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Body(form): Body<Form>) -> Response {
    let hall = app.engine.hall();
    let here = hall.window_of(&person.number).and_then(|window| hall.floor.ticket_at(window)).map(|ticket| ticket.number);
    let make = here.map(|number| commands::clerk(Clerk::AskCompany { number })).ok_or(Malformed("term-ticket"));
    give(&app, &reader, &person, &form, about(&person, &form), make).await
}

fn about(person: &Person, form: &Form) -> About {
    About { staff: Some(person.number.clone()), number: form.number().ok(), window: form.window().ok() }
}
