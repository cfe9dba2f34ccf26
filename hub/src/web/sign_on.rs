//! Signing on, the locked page, signing off, and the choice of language.

use std::net::SocketAddr;

use axum::Form as Body;
use axum::extract::{ConnectInfo, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use serde::Deserialize;
use sunhall_hall::ids::StaffNumber;

use super::frame;
use super::guard::{Person, own_path};
use super::language::{self, Reader};
use super::say::{Said, Tone};
use super::secret::{Asked, Denied, check, scanned_number};
use super::session::{COOKIE, Found};
use super::state::{App, Shared};
use super::view::public::{LockPage, SignOnPage};
use crate::store::{SecurityEntry, SecurityKind};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wish {
    then: String,
    to: String,
    ended: String,
    /// The number on a badge whose QR was scanned; it only fills the field.
    staff: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SignOn {
    number: String,
    secret: String,
    then: String,
}

pub async fn home(person: axum::Extension<Person>) -> Redirect {
    Redirect::to(frame::home(&person))
}

pub async fn page(State(app): State<Shared>, reader: Reader, Query(wish): Query<Wish>) -> Response {
    let said = (!wish.ended.is_empty()).then(|| Said { tone: Tone::Refused, text: reader.ui.say("sign-on-ended") });
    show(&app, &reader, StatusCode::OK, said, scanned_number(&wish.staff), &wish.then)
}

fn show(app: &App, reader: &Reader, status: StatusCode, said: Option<Said>, number: &str, then: &str) -> Response {
    let mut frame = frame::frame(app, reader, None, "sign-on-title", None);
    frame.said = said;
    (status, frame::page(app, &SignOnPage { frame: &frame, then: own_path(then).unwrap_or(""), number })).into_response()
}

pub async fn act(State(app): State<Shared>, reader: Reader, ConnectInfo(from): ConnectInfo<SocketAddr>, jar: CookieJar, Body(form): Body<SignOn>) -> Response {
    let number = scanned_number(&form.number).to_owned();
    let refuse = |status, text| show(&app, &reader, status, Some(Said { tone: Tone::Refused, text }), &number, &form.then);
    if let Err(denied) = check(&app, from.ip(), &number, &form.secret, Asked::PasswordOrPin).await {
        return refuse(status(denied), denied.words(&app, &reader));
    }
    // A new sign-on in this browser ends the one before.
    end_session(&app, &jar);
    let secret = match app.sessions.begin(&StaffNumber::new(number.as_str()), from.ip(), app.engine.now()) {
        Ok(secret) => secret,
        Err(error) => {
            tracing::error!(%error, "a sign-on could not be stored");
            return refuse(StatusCode::SERVICE_UNAVAILABLE, reader.ui.say("refusal-saving-failed"));
        }
    };
    tracing::info!(staff = number, address = %from.ip(), "signed on");
    app.engine.note(&SecurityEntry::new(app.engine.now(), SecurityKind::SignedOn).by(number).from(Some(from.ip())));
    let cookie = Cookie::build((COOKIE, secret)).path("/").http_only(true).same_site(SameSite::Strict).secure(app.secure);
    let there = own_path(&form.then).filter(|path| !path.starts_with("/sign-on") && !path.starts_with("/lock")).unwrap_or("/").to_owned();
    (jar.add(cookie), Redirect::to(&there)).into_response()
}

fn status(denied: Denied) -> StatusCode {
    match denied {
        Denied::Wrong => StatusCode::UNAUTHORIZED,
        Denied::Locked { .. } => StatusCode::TOO_MANY_REQUESTS,
    }
}

fn end_session(app: &App, jar: &CookieJar) -> Option<StaffNumber> {
    match app.sessions.find(jar.get(COOKIE)?.value(), false, &app.engine.hall(), app.engine.now()) {
        Found::Somebody(session) => {
            app.sessions.end(&session);
            Some(session.staff)
        }
        Found::Nobody | Found::Ended => None,
    }
}

/// Signs off; an open window stays as it is and shows on the manager's page.
pub async fn off(State(app): State<Shared>, ConnectInfo(from): ConnectInfo<SocketAddr>, jar: CookieJar) -> Response {
    if let Some(staff) = end_session(&app, &jar) {
        app.engine.note(&SecurityEntry::new(app.engine.now(), SecurityKind::SignedOff).by(staff.as_str()).from(Some(from.ip())));
    }
    (jar.remove(Cookie::build(COOKIE).path("/")), Redirect::to("/sign-on")).into_response()
}

/// Locks the page; only the PIN or the password opens it again.
pub async fn lock(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Query(wish): Query<Wish>) -> Response {
    app.sessions.lock(&person.session);
    show_lock(&app, &reader, &person, StatusCode::OK, None, &wish.then)
}

fn show_lock(app: &App, reader: &Reader, person: &Person, status: StatusCode, said: Option<Said>, then: &str) -> Response {
    let mut frame = frame::frame(app, reader, Some(person), "sign-on-unlock", None);
    (frame.said, frame.places, frame.idle_seconds) = (said, Vec::new(), 0);
    let name = app.name_of(&person.number);
    (status, frame::page(app, &LockPage { frame: &frame, then: own_path(then).unwrap_or(""), name: &name })).into_response()
}

pub async fn unlock(
    State(app): State<Shared>,
    reader: Reader,
    person: axum::Extension<Person>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    Body(form): Body<SignOn>,
) -> Response {
    match check(&app, from.ip(), person.number.as_str(), &form.secret, Asked::PasswordOrPin).await {
        Ok(()) => {
            app.sessions.unlock(&person.session, app.engine.now());
            Redirect::to(own_path(&form.then).unwrap_or("/")).into_response()
        }
        Err(denied) => {
            let said = Said { tone: Tone::Refused, text: denied.words(&app, &reader) };
            show_lock(&app, &reader, &person, status(denied), Some(said), &form.then)
        }
    }
}

/// Keeps the choice of language for a year.
pub async fn choose_language(jar: CookieJar, Query(wish): Query<Wish>) -> Response {
    let there = own_path(&wish.then).unwrap_or("/").to_owned();
    let Ok(chosen) = wish.to.parse::<sunhall_protocol::words::Language>() else { return Redirect::to(&there).into_response() };
    // No secret, and the public pages keep it too, which speak without TLS.
    let cookie = Cookie::build((language::COOKIE, chosen.tag())).path("/").http_only(true).same_site(SameSite::Lax).permanent();
    (jar.add(cookie), Redirect::to(&there)).into_response()
}
