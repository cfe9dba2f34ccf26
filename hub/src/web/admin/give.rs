//! How a settings form becomes a command, and where the browser goes when it was done.

use axum::response::{IntoResponse, Redirect, Response};
use sunhall_hall::command::Administrator;

use super::form::{Posted, Wrong};
use crate::draw::Draw;
use crate::engine::Actor;
use crate::web::guard::Person;
use crate::web::language::Reader;
use crate::web::refusals::{self, About};
use crate::web::say::{Said, Tone};
use crate::web::state::App;

/// Gives the hall a command as this person; what it refuses is told by field.
pub async fn ask(
    app: &App,
    reader: &Reader,
    person: &Person,
    posted: &Posted,
    make: impl FnOnce(&mut Draw) -> Administrator + Send + 'static,
) -> Result<(), Wrong> {
    let ui = reader.ui;
    let Ok(id) = posted.id() else { return Err(Wrong::whole(ui.say("error-fault"))) };
    let outcome = app.engine.administrators().ask(id, Actor::Staff(person.number.clone()), person.number.clone(), make).await;
    let about = About { staff: Some(person.number.clone()), ..About::default() };
    match Wrong::of(ui, &outcome, |refusal| refusals::sentence(app, ui.language, refusal, &about)) {
        None => Ok(()),
        Some(wrong) => Err(wrong),
    }
}

/// An id for the next command of one form that gives several: made from the form's own, so that a repeat is known again.
pub fn next_id(app: &App, posted: &Posted) -> String {
    let Ok(id) = posted.id() else { return app.engine.new_id().0.to_string() };
    let mut bytes = *id.0.as_bytes();
    bytes[15] = bytes[15].wrapping_add(1);
    uuid::Uuid::from_bytes(bytes).to_string()
}

/// It was done: the next page says so.
pub fn done(app: &App, reader: &Reader, person: &Person, text: String, there: &str) -> Response {
    tell(app, reader, person, Tone::Done, text, there)
}

/// It was not done, and there is no form to say so beside: the next page does.
pub fn refused(app: &App, reader: &Reader, person: &Person, wrong: Wrong, there: &str) -> Response {
    let text = wrong.0.into_values().collect::<Vec<_>>().join("\n");
    tell(app, reader, person, Tone::Refused, text, there)
}

fn tell(app: &App, reader: &Reader, person: &Person, tone: Tone, text: String, there: &str) -> Response {
    app.sessions.tell(&person.session, Said { tone, text });
    if reader.fragment {
        return ([("hx-redirect", there)], "").into_response();
    }
    Redirect::to(there).into_response()
}
