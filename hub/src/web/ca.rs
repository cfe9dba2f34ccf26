//! The hall's CA, for the browsers of the staff: what it is, how to check it, and the file itself.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::frame;
use super::language::Reader;
use super::state::{App, Shared};
use super::view::public::{AuthorityPage, PublicMessagePage};

/// What browsers and systems take for a CA.
const KIND: &str = "application/x-x509-ca-cert";

pub async fn page(State(app): State<Shared>, reader: Reader) -> Response {
    let frame = frame::frame(&app, &reader, None, "ca-title", None);
    let Some(trust) = &app.trust else { return missing(&app, &reader) };
    let fingerprint = trust.fingerprint();
    // Eight pairs in a line, as people compare them.
    let pairs: Vec<&str> = fingerprint.split(':').collect();
    let lines: Vec<String> = pairs.chunks(8).map(|pairs| pairs.join(" ")).collect();
    frame::page(&app, &AuthorityPage { frame: &frame, lines: &lines })
}

pub async fn file(State(app): State<Shared>, reader: Reader) -> Response {
    let Some(trust) = &app.trust else { return missing(&app, &reader) };
    let kept = [(header::CONTENT_TYPE, KIND), (header::CONTENT_DISPOSITION, "attachment; filename=\"hall-ca.crt\"")];
    (kept, trust.ca_pem()).into_response()
}

fn missing(app: &App, reader: &Reader) -> Response {
    let frame = frame::frame(app, reader, None, "ca-title", None);
    let (heading, words) = (reader.ui.say("ca-title"), reader.ui.say("ca-none"));
    (StatusCode::NOT_FOUND, frame::page(app, &PublicMessagePage { frame: &frame, heading: &heading, words: &words })).into_response()
}
