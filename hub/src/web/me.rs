//! One's own page: the badge, where one is signed on, password and PIN; and the page that a one-time password leads to first.

use std::net::SocketAddr;

use axum::Form as Body;
use axum::extract::{ConnectInfo, State};
use axum::response::Response;
use serde::Deserialize;
use sunhall_hall::Moment;
use sunhall_hall::command::Administrator;

use super::answer;
use super::commands::command_id;
use super::frame;
use super::guard::Person;
use super::language::Reader;
use super::refusals::About;
use super::say::{Said, Say, Tone};
use super::secret::{Asked, SECRET_MAX, check, stored_secret};
use super::session::Listed;
use super::state::{App, Shared, when};
use super::view::public::{MePage, OwnSession, PasswordPage};
use crate::credentials;
use crate::engine::{Actor, Outcome};
use crate::store::{SecurityEntry, SecurityKind};

/// Longest PIN; a number pad types it.
const PIN_MAX: usize = 12;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NewSecret {
    id: String,
    secret: String,
    new: String,
    again: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Chosen {
    session: String,
}

pub async fn page(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    if person.must_change() {
        let mut frame = frame::whole(&app, &reader, &person, "sign-on-password-change", None);
        frame.places = Vec::new();
        return frame::page(&app, &PasswordPage { frame: &frame, name: &app.name_of(&person.number), rule: &password_rule(&app, reader.ui) });
    }
    let frame = frame::whole(&app, &reader, &person, "nav-mine", None);
    let line = frame.me.as_ref().map(|me| me.line.clone()).unwrap_or_default();
    let (hall, now) = (app.engine.hall(), app.engine.now());
    let sessions: Vec<OwnSession> =
        app.sessions.list(Some(&person.number), &hall, now).iter().map(|session| own_session(reader.ui, session, &person, now)).collect();
    let page = MePage {
        frame: &frame,
        name: &app.name_of(&person.number),
        line: &line,
        others: sessions.len() > 1,
        sessions,
        password_rule: &password_rule(&app, reader.ui),
        pin_rule: &reader.ui.with("sign-on-pin-rule", &[("count", figure(&app, "security.pin_min").into())]),
    };
    frame::page(&app, &page)
}

fn own_session(ui: Say, session: &Listed, person: &Person, now: Moment) -> OwnSession {
    OwnSession {
        id: session.id.clone(),
        here: session.id == person.session.id(),
        began: ui.with("session-began", &[("time", when(ui, session.began, now).into())]),
        seen: ui.with("session-seen", &[("time", when(ui, session.seen, now).into())]),
        address: session.address.clone(),
        locked: session.locked,
    }
}

fn figure(app: &App, key: &str) -> usize {
    usize::try_from(app.engine.hall().figure(key, app.engine.now())).unwrap_or(0)
}

fn password_rule(app: &App, ui: Say) -> String {
    ui.with("sign-on-password-rule", &[("count", figure(app, "security.password_min").into())])
}

pub async fn change_password(
    State(app): State<Shared>,
    reader: Reader,
    person: axum::Extension<Person>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    Body(form): Body<NewSecret>,
) -> Response {
    let refuse = |text| answer::say(&app, &reader, &person, Some(Said { tone: Tone::Refused, text }), "/me");
    // Whoever came with a one-time password is on the way to work.
    let there = if person.must_change() { "/" } else { "/me" };
    if let Err(denied) = check(&app, from.ip(), person.number.as_str(), &form.secret, Asked::Password).await {
        return refuse(denied.words(&app, &reader));
    }
    let shortest = figure(&app, "security.password_min");
    if form.new.chars().count() < shortest || form.new.len() > SECRET_MAX {
        return refuse(reader.ui.with("sign-on-password-short", &[("count", shortest.into())]));
    }
    if form.new != form.again {
        return refuse(reader.ui.say("sign-on-password-differs"));
    }
    if form.new == form.secret {
        return refuse(reader.ui.say("sign-on-password-same"));
    }
    let Ok(hashed) = credentials::hash(form.new).await else { return refuse(reader.ui.say("error-fault")) };
    // A PIN that stood beside the old password stays.
    let pin = stored_secret(&app, person.number.as_str()).and_then(|stored| stored.split_once('\n').map(|(_, pin)| pin.to_owned()));
    store(&app, &reader, &person, &form.id, pin.map_or_else(|| hashed.clone(), |pin| format!("{hashed}\n{pin}")), ("sign-on-password-changed", there)).await
}

/// A PIN beside the password, for the number pad and the locked page.
pub async fn change_pin(
    State(app): State<Shared>,
    reader: Reader,
    person: axum::Extension<Person>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    Body(form): Body<NewSecret>,
) -> Response {
    let refuse = |text| answer::say(&app, &reader, &person, Some(Said { tone: Tone::Refused, text }), "/me");
    if let Err(denied) = check(&app, from.ip(), person.number.as_str(), &form.secret, Asked::Password).await {
        return refuse(denied.words(&app, &reader));
    }
    let shortest = figure(&app, "security.pin_min");
    let digits = form.new.bytes().all(|byte| byte.is_ascii_digit()) && form.new.len() <= PIN_MAX;
    if !digits || form.new.len() < shortest || easily_guessed(&form.new) {
        return refuse(reader.ui.with("sign-on-pin-rule", &[("count", shortest.into())]));
    }
    if form.new != form.again {
        return refuse(reader.ui.say("sign-on-password-differs"));
    }
    let password = stored_secret(&app, person.number.as_str()).and_then(|stored| stored.lines().next().map(str::to_owned));
    let (Some(password), Ok(pin)) = (password, credentials::hash(form.new).await) else { return refuse(reader.ui.say("error-fault")) };
    store(&app, &reader, &person, &form.id, format!("{password}\n{pin}"), ("common-done", "/me")).await
}

/// One digit again and again, or digits in a row.
fn easily_guessed(pin: &str) -> bool {
    let steps: Vec<i16> = pin.as_bytes().windows(2).map(|pair| i16::from(pair[1]) - i16::from(pair[0])).collect();
    [0, 1, -1].iter().any(|step| steps.iter().all(|found| found == step))
}

/// Keeps the new secret; whoever was signed on with the old one elsewhere is out.
async fn store(app: &App, reader: &Reader, person: &Person, id: &str, stored: String, (done, there): (&str, &str)) -> Response {
    let Ok(id) = command_id(id) else { return answer::malformed(app, reader, person, "common-unknown", "/me") };
    let staff = person.number.clone();
    let make = move |draw: &mut crate::draw::Draw| Administrator::SetCredential { staff, secret: draw.secret(&stored), once: false };
    let outcome = app.engine.administrators().ask(id, Actor::Staff(person.number.clone()), person.number.clone(), make).await;
    if matches!(outcome, Outcome::Decided(Ok(_))) {
        note_revoked(app, person, &app.sessions.end_others(&person.session));
        let said = Said { tone: Tone::Done, text: reader.ui.say(done) };
        return answer::say(app, reader, person, Some(said), there);
    }
    answer::act(app, reader, person, &outcome, &About::default(), "/me")
}

/// Ends one of one's own sign-ons.
pub async fn end_session(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Body(form): Body<Chosen>) -> Response {
    let ended: Vec<Listed> = app.sessions.end_listed(&form.session, Some(&person.number)).into_iter().collect();
    said_ended(&app, &reader, &person, &ended)
}

/// Ends all of one's own sign-ons but this one.
pub async fn end_sessions(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let ended = app.sessions.end_others(&person.session);
    said_ended(&app, &reader, &person, &ended)
}

fn said_ended(app: &App, reader: &Reader, person: &Person, ended: &[Listed]) -> Response {
    note_revoked(app, person, ended);
    let said = Said { tone: Tone::Done, text: reader.ui.with("session-ended", &[("count", ended.len().into())]) };
    answer::say(app, reader, person, Some(said), "/me")
}

/// Writes down each sign-on that a person has ended.
pub fn note_revoked(app: &App, person: &Person, ended: &[Listed]) {
    for session in ended {
        let entry = SecurityEntry::new(app.engine.now(), SecurityKind::SessionRevoked);
        app.engine.note(&entry.by(person.number.as_str()).from(Some(person.from)).about(session.staff.as_str()));
    }
}

#[cfg(test)]
mod tests {
    use super::easily_guessed;

    #[test]
    fn pins_that_everybody_tries_first_are_known() {
        assert!(["000000", "123456", "987654", "7777777"].iter().all(|pin| easily_guessed(pin)));
        assert!(["000203", "121212", "135790", "271828"].iter().all(|pin| !easily_guessed(pin)));
    }
}
