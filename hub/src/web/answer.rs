//! How an act ends for the page that gave it: the sentence in its place, or the next page.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::frame;
use super::guard::Person;
use super::language::Reader;
use super::refusals::{self, About};
use super::say::{Said, Tone};
use super::state::{App, clock};
use crate::engine::Outcome;

/// The sentence for an outcome; none when there is nothing to say because the page shows it.
pub fn said(app: &App, reader: &Reader, outcome: &Outcome, about: &About) -> Option<Said> {
    let ui = reader.ui;
    Some(match outcome {
        Outcome::Decided(Ok(_)) => return None,
        Outcome::Decided(Err(refusal)) => Said { tone: Tone::Refused, text: refusals::sentence(app, ui.language, refusal, about) },
        Outcome::Busy => Said { tone: Tone::Refused, text: ui.say("refusal-busy") },
        Outcome::Fault => Said { tone: Tone::Fault, text: ui.say("refusal-saving-failed") },
        Outcome::IdRefused { hub_time } => Said { tone: Tone::Refused, text: ui.with("refusal-request-too-old", &[("time", clock(*hub_time).into())]) },
    })
}

/// Answers an act: a script gets the banner (empty when all is well), a plain form the page again.
pub fn act(app: &App, reader: &Reader, person: &Person, outcome: &Outcome, about: &About, back: &str) -> Response {
    say(app, reader, person, said(app, reader, outcome, about), back)
}

/// The same for something that is said without asking the engine.
pub fn say(app: &App, reader: &Reader, person: &Person, said: Option<Said>, back: &str) -> Response {
    let done = said.as_ref().is_none_or(|said| said.tone == Tone::Done);
    if reader.fragment {
        let banner = Html(frame::banner(reader, said.as_ref()));
        return if done { ([("hx-trigger", "act-done")], banner).into_response() } else { (StatusCode::CONFLICT, banner).into_response() };
    }
    if let Some(said) = said {
        app.sessions.tell(&person.session, said);
    }
    Redirect::to(back).into_response()
}

/// A field could not be read.
pub fn malformed(app: &App, reader: &Reader, person: &Person, field: &str, back: &str) -> Response {
    let field = reader.ui.say(field);
    let text = reader.ui.with("error-malformed", &[("field", field.into())]);
    say(app, reader, person, Some(Said { tone: Tone::Refused, text }), back)
}
