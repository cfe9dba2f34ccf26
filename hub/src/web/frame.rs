//! What stands round a page: the hall's name, the places one may go, the badge, the sun, and the words of the connection.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use chrono::Timelike;
use sunhall_hall::{Hall, Moment, Verb};

use super::guard::Person;
use super::language::Reader;
use super::say::{ID_MARK, Said};
use super::state::{App, clock};
use super::sun;
use super::view::public::MessagePage;
use super::view::sheet::SheetPage;
use super::view::{Frame, Me, Place};

/// Places in the head, each for those who may do its verb.
const PLACES: [(&str, &str, Option<Verb>); 5] = [
    ("/window", "nav-window", Some(Verb::OpenWindow)),
    ("/desk", "nav-guide-desk", Some(Verb::IssueByHand)),
    ("/hall", "nav-hall", Some(Verb::SeeLive)),
    ("/admin", "nav-settings", Some(Verb::SeeSettings)),
    ("/me", "nav-mine", None),
];

/// The page where a person begins.
pub fn home(person: &Person) -> &'static str {
    if person.must_set_up() {
        "/admin"
    } else if person.may(Verb::OpenWindow) {
        "/window"
    } else if person.may(Verb::SeeLive) {
        "/hall"
    } else if person.may(Verb::IssueByHand) {
        "/desk"
    } else if person.may(Verb::SeeSettings) {
        "/admin"
    } else {
        "/me"
    }
}

/// The frame of a page; `place` is where it stands, `live` where its news come from.
pub fn frame(app: &App, reader: &Reader, person: Option<&Person>, title: &str, live: Option<String>) -> Frame {
    let (hall, now, ui) = (app.engine.hall(), app.engine.now(), reader.ui);
    let name = ui.name(&hall.floor.profile.name, &hall.floor.profile.name_en).to_owned();
    let title = ui.say(title);
    let clock = clock(now);
    Frame {
        title: ui.with("page-title", &[("page", title.into()), ("hall", name.as_str().into())]),
        hall: name,
        places: person.map(|person| places(reader, person)).unwrap_or_default(),
        me: person.and_then(|person| me(app, reader, person, &hall)),
        arcs: arcs(&hall, now),
        live,
        said: None,
        connected: ui.say("page-connected"),
        disconnected: ui.with("page-disconnected", &[("time", clock.as_str().into())]),
        other_language: format!("/language?to={}&then={}", ui.other_tag(), reader.path),
        idle_seconds: person.map_or(0, |_| u64::try_from(hall.figure("security.session_idle", now) * 60).unwrap_or(0)),
        demo: hall.floor.profile.demo,
        clock,
        ui,
    }
}

/// The frame of a whole page of somebody signed on, with what was left to say.
pub fn whole(app: &App, reader: &Reader, person: &Person, title: &str, live: Option<&str>) -> Frame {
    Frame { said: app.sessions.told(&person.session), ..frame(app, reader, Some(person), title, live.map(str::to_owned)) }
}

/// A sheet: alone for the page's script, else as a page of its own.
pub fn sheet(app: &App, reader: &Reader, person: &Person, template: &impl Template) -> Response {
    let Ok(inside) = template.render() else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    if reader.fragment {
        return Html(with_ids(app, &inside)).into_response();
    }
    let frame = whole(app, reader, person, "nav-window", None);
    page(app, &SheetPage { frame: &frame, inside: &inside })
}

fn places(reader: &Reader, person: &Person) -> Vec<Place> {
    let open = PLACES.iter().filter(|(_, _, verb)| verb.is_none_or(|verb| person.may(verb)));
    open.map(|(href, name, _)| Place { href, name: reader.ui.say(name), here: reader.path.starts_with(href) }).collect()
}

fn me(app: &App, reader: &Reader, person: &Person, hall: &Hall) -> Option<Me> {
    let staff = hall.person(&person.number)?;
    let position = reader.ui.name(&staff.position, &staff.position_en);
    Some(Me {
        name: app.name(staff),
        line: format!("{position} {}", staff.number),
        portrait: staff.portrait.as_ref().map(|hash| format!("/file/{hash}")),
        window: hall.window_of(&person.number).map(|window| window.0),
    })
}

fn arcs(hall: &Hall, now: Moment) -> Vec<sun::Arc> {
    let minute = |moment: Moment| moment.time().num_seconds_from_midnight() / 60;
    let spans: Vec<(u32, u32)> = hall.hours(now).spans.iter().map(|span| (minute(span.from), minute(span.to))).collect();
    sun::arcs(&spans, minute(now))
}

/// Renders a page; each form gets a command id of its own.
pub fn page(app: &App, template: &impl Template) -> Response {
    match template.render() {
        Ok(text) => Html(with_ids(app, &text)).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page could not be rendered");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// Fills in the command ids of a rendered text.
pub fn with_ids(app: &App, text: &str) -> String {
    let mut pieces = text.split(ID_MARK);
    let mut filled = String::with_capacity(text.len() + 256);
    filled.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        filled.push_str(&app.engine.new_id().0.to_string());
        filled.push_str(piece);
    }
    filled
}

/// A page that only says something.
pub fn message(app: &App, reader: &Reader, person: Option<&Person>, status: StatusCode, key: &str) -> Response {
    let frame = frame(app, reader, person, "common-hall-name", None);
    let words = reader.ui.say(key);
    (status, page(app, &MessagePage { frame: &frame, words: &words })).into_response()
}

/// The banner by itself, as the page's script puts it in.
pub fn banner(reader: &Reader, said: Option<&Said>) -> String {
    said.map(|said| reader.ui.banner(said).0).unwrap_or_default()
}
