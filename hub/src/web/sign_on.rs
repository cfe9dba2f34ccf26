//! Signing on, the locked page, signing off, and one's own password.

use std::net::SocketAddr;
use std::sync::LazyLock;

use axum::Form as Body;
use axum::extract::{ConnectInfo, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use serde::Deserialize;
use sunhall_hall::command::Administrator;
use sunhall_hall::ids::StaffNumber;

use super::answer;
use super::commands::command_id;
use super::frame;
use super::guard::{Person, own_path};
use super::language::{self, Reader};
use super::refusals::About;
use super::say::{Said, Tone};
use super::session::{COOKIE, Found};
use super::state::{App, Shared};
use super::view::public::{LockPage, MePage, SignOnPage};
use crate::credentials;
use crate::engine::{Actor, Outcome};

/// Checked when somebody does not exist, so that the time does not tell.
static NOBODY: LazyLock<String> = LazyLock::new(|| credentials::hash_password("nobody").unwrap_or_default());

/// The longest password that is looked at.
const SECRET_MAX: usize = 200;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wish {
    then: String,
    to: String,
    ended: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SignOn {
    number: String,
    secret: String,
    then: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NewPassword {
    id: String,
    secret: String,
    new: String,
    again: String,
}

pub async fn home(person: axum::Extension<Person>) -> Redirect {
    Redirect::to(frame::home(&person))
}

pub async fn page(State(app): State<Shared>, reader: Reader, Query(wish): Query<Wish>) -> Response {
    let said = (!wish.ended.is_empty()).then(|| Said { tone: Tone::Refused, text: reader.ui.say("sign-on-ended") });
    show(&app, &reader, StatusCode::OK, said, "", &wish.then)
}

fn show(app: &App, reader: &Reader, status: StatusCode, said: Option<Said>, number: &str, then: &str) -> Response {
    let mut frame = frame::frame(app, reader, None, "sign-on-title", None);
    frame.said = said;
    (status, frame::page(app, &SignOnPage { frame: &frame, then: own_path(then).unwrap_or(""), number })).into_response()
}

pub async fn act(State(app): State<Shared>, reader: Reader, ConnectInfo(from): ConnectInfo<SocketAddr>, jar: CookieJar, Body(form): Body<SignOn>) -> Response {
    let number = form.number.trim().to_owned();
    let refuse = |status, text| show(&app, &reader, status, Some(Said { tone: Tone::Refused, text }), &number, &form.then);
    if let Err(minutes) = check(&app, from, &number, &form.secret).await {
        return match minutes {
            Some(minutes) => refuse(StatusCode::TOO_MANY_REQUESTS, reader.ui.with("sign-on-locked", &[("minutes", minutes.into())])),
            None => refuse(StatusCode::UNAUTHORIZED, reader.ui.say("sign-on-wrong")),
        };
    }
    // A new sign-on in this browser ends the one before.
    end_session(&app, &jar);
    let secret = match app.sessions.begin(&StaffNumber::new(number.as_str()), app.engine.now()) {
        Ok(secret) => secret,
        Err(error) => {
            tracing::error!(%error, "a sign-on could not be stored");
            return refuse(StatusCode::SERVICE_UNAVAILABLE, reader.ui.say("refusal-saving-failed"));
        }
    };
    tracing::info!(staff = number, address = %from.ip(), "signed on");
    let cookie = Cookie::build((COOKIE, secret)).path("/").http_only(true).same_site(SameSite::Strict).secure(app.secure);
    let there = own_path(&form.then).filter(|path| !path.starts_with("/sign-on") && !path.starts_with("/lock")).unwrap_or("/").to_owned();
    (jar.add(cookie), Redirect::to(&there)).into_response()
}

/// Checks number and password; wrong ones count for the account and for the address. `Some` minutes while locked.
async fn check(app: &App, from: SocketAddr, number: &str, secret: &str) -> Result<(), Option<u32>> {
    let (account, address) = app.limits("security.login_tries", "security.login_lock");
    let now = app.engine.now();
    let key = number.to_owned();
    let locked = app.accounts.locked_ms(&key, account, now).or_else(|| app.addresses.locked_ms(&from.ip(), address, now));
    if let Some(left) = locked {
        return Err(Some(u32::try_from(left.div_euclid(60_000) + 1).unwrap_or(1)));
    }
    let stored = stored_secret(app, number);
    let known = stored.is_some();
    let given = if secret.len() <= SECRET_MAX { secret.to_owned() } else { String::new() };
    let right = credentials::check(stored.unwrap_or_else(|| NOBODY.clone()), given).await && known;
    if right {
        app.accounts.right(&key);
        return Ok(());
    }
    tracing::warn!(staff = number, address = %from.ip(), "a wrong sign-on");
    app.accounts.wrong(key, account, now);
    app.addresses.wrong(from.ip(), address, now);
    Err(None)
}

/// What the password of somebody who works here is checked against.
fn stored_secret(app: &App, number: &str) -> Option<String> {
    let (hall, number) = (app.engine.hall(), StaffNumber::new(number));
    hall.staff.present(&number)?;
    let credential = hall.access.credentials.get(&number)?;
    Some(app.text(&credential.secret)).filter(|stored| !stored.is_empty())
}

fn end_session(app: &App, jar: &CookieJar) {
    let Some(cookie) = jar.get(COOKIE) else { return };
    if let Found::Somebody(session) = app.sessions.find(cookie.value(), false, &app.engine.hall(), app.engine.now()) {
        app.sessions.end(&session);
    }
}

/// Signs off; an open window stays as it is and shows on the manager's page.
pub async fn off(State(app): State<Shared>, jar: CookieJar) -> Response {
    end_session(&app, &jar);
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
    match check(&app, from, person.number.as_str(), &form.secret).await {
        Ok(()) => {
            app.sessions.unlock(&person.session, app.engine.now());
            Redirect::to(own_path(&form.then).unwrap_or("/")).into_response()
        }
        Err(minutes) => {
            let (status, text) = match minutes {
                Some(minutes) => (StatusCode::TOO_MANY_REQUESTS, reader.ui.with("sign-on-locked", &[("minutes", minutes.into())])),
                None => (StatusCode::UNAUTHORIZED, reader.ui.say("sign-on-wrong")),
            };
            show_lock(&app, &reader, &person, status, Some(Said { tone: Tone::Refused, text }), &form.then)
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

pub async fn me(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let frame = frame::whole(&app, &reader, &person, "nav-mine", None);
    let line = frame.me.as_ref().map(|me| me.line.clone()).unwrap_or_default();
    let page = MePage { frame: &frame, name: &app.name_of(&person.number), line: &line, may_change: true, must_change: person.must_change() };
    frame::page(&app, &page)
}

pub async fn change_password(
    State(app): State<Shared>,
    reader: Reader,
    person: axum::Extension<Person>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    Body(form): Body<NewPassword>,
) -> Response {
    let refuse = |text| answer::say(&app, &reader, &person, Some(Said { tone: Tone::Refused, text }), "/me");
    if check(&app, from, person.number.as_str(), &form.secret).await.is_err() {
        return refuse(reader.ui.say("sign-on-wrong"));
    }
    let shortest = usize::try_from(app.engine.hall().figure("security.password_min", app.engine.now())).unwrap_or(12);
    if form.new.chars().count() < shortest || form.new.len() > SECRET_MAX {
        return refuse(reader.ui.with("sign-on-password-short", &[("count", shortest.into())]));
    }
    if form.new != form.again {
        return refuse(reader.ui.say("sign-on-password-differs"));
    }
    let (Ok(id), Ok(hashed)) = (command_id(&form.id), credentials::hash(form.new).await) else { return refuse(reader.ui.say("error-fault")) };
    // A PIN that stood beside the old password stays.
    let pin = stored_secret(&app, person.number.as_str()).and_then(|stored| stored.split_once('\n').map(|(_, pin)| pin.to_owned()));
    let stored = pin.map_or_else(|| hashed.clone(), |pin| format!("{hashed}\n{pin}"));
    let staff = person.number.clone();
    let make = move |draw: &mut crate::draw::Draw| Administrator::SetCredential { staff, secret: draw.secret(&stored), once: false };
    let outcome = app.engine.administrators().ask(id, Actor::Staff(person.number.clone()), person.number.clone(), make).await;
    if matches!(outcome, Outcome::Decided(Ok(_))) {
        app.sessions.end_others(&person.session);
        let said = Said { tone: Tone::Done, text: reader.ui.say("common-done") };
        return answer::say(&app, &reader, &person, Some(said), "/me");
    }
    answer::act(&app, &reader, &person, &outcome, &About::default(), "/me")
}
