//! The door: who may open which page, from where a change may come, and the headers that every page carries.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use sunhall_hall::ids::StaffNumber;
use sunhall_hall::{Hall, Verb};

use super::admin::first_steps;
use super::api;
use super::doors::Encrypted;
use super::frame;
use super::language::Reader;
use super::router::{Needs, needs};
use super::session::{COOKIE, Found, Session};
use super::state::{App, Shared};
use crate::engine::ASKED_FROM;
use crate::store::{SecurityEntry, SecurityKind};

const CONTENT_SECURITY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";

/// Whoever is signed on and may open this page.
#[derive(Clone)]
pub struct Person {
    pub session: Session,
    pub number: StaffNumber,
    /// The address of this request.
    pub from: IpAddr,
    hall: Arc<Hall>,
}

impl Person {
    pub fn may(&self, verb: Verb) -> bool {
        self.hall.may(&self.number, verb)
    }

    /// The same person in the hall as it is now; none once the sign-on has ended or is locked.
    pub fn renewed(mut self, app: &App) -> Option<Self> {
        self.hall = app.engine.hall();
        let counts = app.sessions.counts(&self.session) && self.hall.person(&self.number).is_some();
        counts.then_some(self)
    }

    /// May set up this hall, which has not opened its door yet.
    pub fn must_set_up(&self) -> bool {
        first_steps::wait_for(&self.hall, self)
    }

    /// Signed on with a one-time password that must be changed first.
    pub fn must_change(&self) -> bool {
        self.hall.access.credentials.get(&self.number).is_some_and(|credential| credential.once)
    }
}

/// Asks the one table of routes what the page needs, and finds out whether the asker has it.
pub async fn allow(State(app): State<Shared>, mut request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned()).unwrap_or_default();
    let Some(needs) = needs(request.method(), &path) else { return StatusCode::NOT_FOUND.into_response() };
    let verbs = match needs {
        Needs::Nobody | Needs::Public | Needs::Token => return next.run(request).await,
        Needs::SignOn => None,
        Needs::AnyOf(verbs) => Some(verbs),
    };
    let reader = Reader::of(&app, request.headers(), request.uri());
    let person = match find(&app, &request, &path) {
        Ok(person) => person,
        Err(way) => return way.answer(&app, &reader, request.headers(), request.uri()),
    };
    if person.must_change() && !matches!(&*path, "/me" | "/me/password" | "/sign-off") {
        return turn(request.headers(), "/me");
    }
    if let Some(verbs) = verbs
        && !verbs.iter().any(|verb| person.may(*verb))
    {
        let entry = SecurityEntry::new(app.engine.now(), SecurityKind::ActRefused);
        app.engine.note(&entry.by(person.number.as_str()).from(Some(person.from)).about(path));
        return frame::message(&app, &reader, Some(&person), StatusCode::FORBIDDEN, "error-forbidden");
    }
    request.extensions_mut().insert(person);
    next.run(request).await
}

/// Why somebody does not get in.
enum Way {
    SignOn { ended: bool },
    Unlock,
}

fn find(app: &App, request: &Request, path: &str) -> Result<Person, Way> {
    let jar = CookieJar::from_headers(request.headers());
    let secret = jar.get(COOKIE).ok_or(Way::SignOn { ended: false })?.value();
    let hall = app.engine.hall();
    // A stream that a page holds open is no act of the person.
    let acting = !path.ends_with("/live") && path != "/lock";
    match app.sessions.find(secret, acting, &hall, app.engine.now()) {
        Found::Nobody => Err(Way::SignOn { ended: false }),
        Found::Ended => Err(Way::SignOn { ended: true }),
        Found::Somebody(session) if session.locked && !matches!(path, "/lock" | "/unlock" | "/sign-off") => Err(Way::Unlock),
        Found::Somebody(session) => Ok(Person { number: session.staff.clone(), session, from: address(request), hall }),
    }
}

/// From where a request came.
fn address(request: &Request) -> IpAddr {
    request.extensions().get::<ConnectInfo<SocketAddr>>().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |from| from.0.ip())
}

/// Whatever is asked of the engine on behalf of this request carries its address.
pub async fn asked_from(request: Request, next: Next) -> Response {
    ASKED_FROM.scope(address(&request), next.run(request)).await
}

impl Way {
    fn answer(&self, _app: &App, reader: &Reader, headers: &HeaderMap, uri: &Uri) -> Response {
        let then = if uri.path().ends_with("/live") { "/" } else { uri.path() };
        let there = match self {
            Self::SignOn { ended: false } => format!("/sign-on?then={then}"),
            Self::SignOn { ended: true } => format!("/sign-on?ended=1&then={then}"),
            Self::Unlock => format!("/lock?then={then}"),
        };
        let wants_page =
            headers.get(header::ACCEPT).is_none_or(|accept| accept.to_str().is_ok_and(|accept| accept.contains("text/html") || accept.contains("*/*")));
        if wants_page { turn(headers, &there) } else { (StatusCode::UNAUTHORIZED, reader.ui.say("error-sign-on-first")).into_response() }
    }
}

/// Sends a browser to another page, whole or through its script.
pub fn turn(headers: &HeaderMap, there: &str) -> Response {
    if headers.contains_key("hx-request") {
        return ([("hx-redirect", there)], "").into_response();
    }
    Redirect::to(there).into_response()
}

/// A path of our own pages and nothing else.
pub fn own_path(path: &str) -> Option<&str> {
    let plain = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\n', '\r', ':']);
    plain.then_some(path)
}

/// Refuses changes that do not come from our own pages. A token's request carries no cookie, so no other site can lend one.
pub async fn same_origin(State(app): State<Shared>, request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) || from_here(request.headers()) {
        return next.run(request).await;
    }
    let bearer = request.headers().contains_key(header::AUTHORIZATION) && !request.headers().contains_key(header::COOKIE);
    if bearer && request.uri().path().starts_with("/api/") {
        return next.run(request).await;
    }
    let reader = Reader::of(&app, request.headers(), request.uri());
    (StatusCode::FORBIDDEN, reader.ui.say("error-origin")).into_response()
}

fn from_here(headers: &HeaderMap) -> bool {
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = headers.get("sec-fetch-site") {
        return matches!(site.to_str(), Ok("same-origin" | "none"));
    }
    let origin = text(header::ORIGIN).and_then(|origin| origin.split_once("://")).map(|(_, host)| host);
    origin.is_some() && origin == text(header::HOST)
}

/// What every answer carries.
pub async fn headers(request: Request, next: Next) -> Response {
    let page = !request.uri().path().starts_with("/static/");
    let encrypted = request.extensions().get::<Encrypted>().is_some();
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "same-origin"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    headers.insert("permissions-policy", HeaderValue::from_static("camera=(), microphone=(), geolocation=()"));
    if encrypted {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    if page && !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// No such page; a program that asks the API reads its own kind of answer.
pub async fn not_found(State(app): State<Shared>, reader: Reader) -> Response {
    if reader.path.starts_with("/api/") {
        return api::missing();
    }
    frame::message(&app, &reader, None, StatusCode::NOT_FOUND, "error-not-found")
}
