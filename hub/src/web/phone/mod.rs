//! A ticket on the phone: open to whoever holds the code, live while it is open, whole without script.

mod build;

use std::net::SocketAddr;

use askama::Template;
use axum::Form as Body;
use axum::extract::{ConnectInfo, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use sunhall_hall::command::Citizen;
use sunhall_hall::ids::TicketId;

use super::answer;
use super::commands::{self, WORDS_MAX};
use super::frame;
use super::language::Reader;
use super::live::{self, Fragment};
use super::public::code_limit;
use super::refusals::About;
use super::say::{Said, Tone};
use super::state::{App, Shared};
use super::view::public::{PublicMessagePage, TicketLive, TicketPage};

/// Digits and signs of a phone number that is left for an answer.
const PHONE_MAX: usize = 20;

/// What the rating's form carries. Its reasons come several times under one name.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Rating {
    id: String,
    level: u8,
    words: String,
    phone: String,
}

/// The ticket behind a code, unless this address has tried too many that do not exist.
fn find(app: &App, reader: &Reader, from: SocketAddr, code: &str) -> Result<TicketId, Box<Response>> {
    let now = app.engine.now();
    let limit = code_limit(app);
    let key = (from.ip(), "code".to_owned());
    if let Some(left) = app.codes.locked_ms(&key, limit, now) {
        let minutes = u32::try_from(left.div_euclid(60_000) + 1).unwrap_or(1);
        let words = reader.ui.with("refusal-too-many-tries", &[("minutes", minutes.into())]);
        return Err(Box::new(gone(app, reader, StatusCode::TOO_MANY_REQUESTS, &words)));
    }
    app.engine.ticket_by_code(code).ok_or_else(|| {
        app.codes.wrong(key, limit, now);
        Box::new(gone(app, reader, StatusCode::NOT_FOUND, &reader.ui.say("phone-not-found")))
    })
}

fn gone(app: &App, reader: &Reader, status: StatusCode, words: &str) -> Response {
    let frame = frame::frame(app, reader, None, "phone-title", None);
    let heading = reader.ui.say("phone-title");
    (status, frame::page(app, &PublicMessagePage { frame: &frame, heading: &heading, words })).into_response()
}

pub async fn page(State(app): State<Shared>, reader: Reader, ConnectInfo(from): ConnectInfo<SocketAddr>, Path(code): Path<String>) -> Response {
    match find(&app, &reader, from, &code) {
        Ok(ticket) => show(&app, &reader, ticket, &code, None),
        Err(answer) => *answer,
    }
}

fn show(app: &App, reader: &Reader, ticket: TicketId, code: &str, said: Option<Said>) -> Response {
    let address = format!("/t/{code}");
    let Some(v) = build::ticket(app, reader.ui, ticket, &address) else {
        return gone(app, reader, StatusCode::NOT_FOUND, &reader.ui.say("phone-not-found"));
    };
    let mut frame = frame::frame(app, reader, None, "phone-title", Some(format!("{address}/live")));
    frame.said = said;
    frame.other_language = format!("/language?to={}&then={address}", reader.ui.other_tag());
    frame::page(app, &TicketPage { frame: &frame, v: &v })
}

pub async fn live(State(app): State<Shared>, reader: Reader, ConnectInfo(from): ConnectInfo<SocketAddr>, Path(code): Path<String>) -> Response {
    let ticket = match find(&app, &reader, from, &code) {
        Ok(ticket) => ticket,
        Err(answer) => return *answer,
    };
    let shared = app.clone();
    let draw = move || {
        let address = format!("/t/{code}");
        let v = build::ticket(&shared, reader.ui, ticket, &address)?;
        let frame = frame::frame(&shared, &reader, None, "phone-title", Some(format!("{address}/live")));
        let html = TicketLive { frame: &frame, v: &v }.render().ok()?;
        Some(Fragment { html, next: None })
    };
    live::stream(app, draw).into_response()
}

/// 不办了: the citizen gives the number back.
pub async fn cancel(
    State(app): State<Shared>,
    reader: Reader,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    Path(code): Path<String>,
    Body(form): Body<commands::Form>,
) -> Response {
    let ticket = match find(&app, &reader, from, &code) {
        Ok(ticket) => ticket,
        Err(answer) => return *answer,
    };
    let Ok(id) = form.id() else { return Redirect::to(&format!("/t/{code}")).into_response() };
    let outcome = app.engine.citizens().ask(id, None, move |_| Citizen::CancelTicket { ticket }).await;
    after(&app, &reader, ticket, &code, answer::said(&app, &reader, &outcome, &About::default()))
}

fn after(app: &App, reader: &Reader, ticket: TicketId, code: &str, said: Option<Said>) -> Response {
    if said.is_none() { Redirect::to(&format!("/t/{code}")).into_response() } else { show(app, reader, ticket, code, said) }
}

pub async fn rate(State(app): State<Shared>, reader: Reader, ConnectInfo(from): ConnectInfo<SocketAddr>, Path(code): Path<String>, body: String) -> Response {
    let ticket = match find(&app, &reader, from, &code) {
        Ok(ticket) => ticket,
        Err(answer) => return *answer,
    };
    let (rating, reasons) = read_rating(&body);
    let refuse = |key: &str, count: usize| {
        let text = reader.ui.with(key, &[("count", count.into())]);
        show(&app, &reader, ticket, &code, Some(Said { tone: Tone::Refused, text }))
    };
    let Ok(id) = commands::command_id(&rating.id) else { return Redirect::to(&format!("/t/{code}")).into_response() };
    let (words, phone) = (filled(&rating.words), filled(&rating.phone));
    if words.as_ref().is_some_and(|words| words.chars().count() > WORDS_MAX) {
        return refuse("refusal-text-too-long", WORDS_MAX);
    }
    if phone.as_ref().is_some_and(|phone| !phone_number(phone)) {
        return refuse("refusal-phone-number", PHONE_MAX);
    }
    let outcome = app.engine.citizens().ask(id, None, commands::rate(ticket, rating.level, reasons, words, phone)).await;
    after(&app, &reader, ticket, &code, answer::said(&app, &reader, &outcome, &About::default()))
}

fn read_rating(body: &str) -> (Rating, Vec<String>) {
    let pairs: Vec<(String, String)> = serde_urlencoded(body);
    let value = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone()).unwrap_or_default();
    let reasons = pairs.iter().filter(|(name, _)| name == "reason").map(|(_, value)| value.clone()).collect();
    (Rating { id: value("id"), level: value("level").parse().unwrap_or(0), words: value("words"), phone: value("phone") }, reasons)
}

/// The pairs of a form in their order.
fn serde_urlencoded(body: &str) -> Vec<(String, String)> {
    let part = |text: &str| decoded(text);
    body.split('&').filter_map(|pair| pair.split_once('=')).map(|(name, value)| (part(name), part(value))).collect()
}

/// A piece of a form as it was typed.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let next: String = rest.clone().take(2).map(char::from).collect();
        let coded = byte == b'%' && next.len() == 2 && next.chars().all(|sign| sign.is_ascii_hexdigit());
        let two = coded.then(|| u8::from_str_radix(&next, 16).unwrap_or(b'%'));
        match (byte, two) {
            (_, Some(value)) => {
                bytes.push(value);
                rest.by_ref().take(2).for_each(drop);
            }
            (b'+', None) => bytes.push(b' '),
            (other, None) => bytes.push(other),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn phone_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    text.len() <= PHONE_MAX && (5..=15).contains(&digits) && text.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, '+' | '-' | ' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rating_is_read_with_all_its_reasons() {
        let (rating, reasons) = read_rating("id=1&level=2&reason=rating-reason-slow&reason=rating-other&words=%E6%85%A2+%26+%25&phone=");
        assert_eq!((rating.level, rating.words.as_str(), filled(&rating.phone)), (2, "慢 & %", None));
        assert_eq!(reasons, ["rating-reason-slow", "rating-other"]);
        assert_eq!(decoded("%zz%4"), "%zz%4");
    }

    #[test]
    fn phone_numbers_look_like_numbers() {
        assert!(phone_number("0000-0000000") && phone_number("+86 000 0000 0000"));
        assert!(!phone_number("call me") && !phone_number("123") && !phone_number("<script>0000000"));
    }
}
