//! The guide desk: numbers by hand, people who come back, assistance and company, help calls from kiosks.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use sunhall_hall::{Hall, Moment};
use sunhall_protocol::words;

use super::clerk::helps;
use super::frame;
use super::guard::Person;
use super::issue;
use super::language::Reader;
use super::live::{self, Fragment};
use super::manager;
use super::say::Say;
use super::state::{App, Shared};
use super::view::clerk::{Desk, DeskGroup, DeskLive, DeskPage, DeskTicket};

const LIVE: &str = "/desk/live";

/// Waiting tickets listed for each group.
const LISTED_MAX: usize = 60;

pub async fn page(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let frame = frame::whole(&app, &reader, &person, "nav-guide-desk", Some(LIVE));
    frame::page(&app, &DeskPage { frame: &frame, v: &desk(&app, reader.ui, &person) })
}

pub async fn live(State(app): State<Shared>, reader: Reader, axum::Extension(person): axum::Extension<Person>) -> Response {
    let shared = app.clone();
    let draw = move || {
        let person = person.clone().renewed(&shared)?;
        let frame = frame::frame(&shared, &reader, Some(&person), "nav-guide-desk", Some(LIVE.to_owned()));
        let html = DeskLive { frame: &frame, v: &desk(&shared, reader.ui, &person) }.render().ok()?;
        Some(Fragment { html, next: None })
    };
    live::stream(app, draw).into_response()
}

fn desk(app: &App, ui: Say, person: &Person) -> Desk {
    let (hall, now) = (app.engine.hall(), app.engine.now());
    let groups = hall.groups_now(now);
    let waiting: u32 = groups.iter().map(|group| group.waiting).sum();
    let longest = groups.iter().filter_map(|group| group.longest_minutes).max().unwrap_or(0);
    let again = issue::may_print_again(&hall, person);
    let missed = hall.floor.missed().count() + hall.floor.parked().count();
    Desk {
        sentence: words::waiting(ui.language, waiting, longest),
        helps: helps(&hall, ui, now),
        groups: groups
            .iter()
            .filter(|group| group.open_today)
            .map(|group| DeskGroup {
                plate: group.group.letter.to_string(),
                name: ui.name(&group.group.name, &group.group.name_en).to_owned(),
                count: group.waiting,
            })
            .collect(),
        missed: ui.with("window-missed-count", &[("count", missed.into())]),
        tickets: groups.iter().flat_map(|group| tickets(&hall, ui, &group.group.code, now, again)).collect(),
        windows: hall.windows_now(now).iter().map(|window| manager::window(app, ui, window, now)).collect(),
    }
}

fn tickets(hall: &Hall, ui: Say, group: &sunhall_hall::ids::GroupCode, now: Moment, again: bool) -> Vec<DeskTicket> {
    let places = hall.queue(group, now, LISTED_MAX);
    places
        .into_iter()
        .map(|place| DeskTicket {
            number: place.number.to_string(),
            slip: again.then(|| format!("/slip/{}", place.ticket.0)),
            service: issue::service_name(hall, ui, &place.service),
            line: waited(ui, place.minutes, place.unconfirmed),
            assisted: place.needs_assistance,
            company: place.company,
        })
        .collect()
}

/// How long somebody has waited, and whether their slip is doubtful.
fn waited(ui: Say, minutes: u32, unconfirmed: bool) -> String {
    let waited = ui.with("window-waited", &[("minutes", minutes.max(1).into())]);
    if unconfirmed { ui.both(&waited, &ui.say("live-unconfirmed")) } else { waited }
}
