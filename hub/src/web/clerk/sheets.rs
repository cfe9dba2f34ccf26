//! Sheets of the clerk and the desk: what an act still needs to know before it is given.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use sunhall_hall::Moment;
use sunhall_hall::floor::{State as TicketState, Ticket};
use sunhall_hall::ids::WindowNumber;

use crate::web::frame::{self, sheet};
use crate::web::guard::Person;
use crate::web::language::Reader;
use crate::web::state::{App, Shared, clock, minutes};
use crate::web::view::sheet::{AwayTicket, Missed, Park, Pause, Question, Reason, Shortcuts, Transfer};
use crate::web::{issue, say::Say};

/// Minutes that the sheets offer.
const AWAY_MINUTES: [u16; 5] = [5, 10, 15, 20, 30];
const PARK_MINUTES: [u16; 5] = [5, 10, 15, 30, 60];

/// Tickets offered for choosing one.
const CHOICES_MAX: usize = 40;

fn offered(ui: Say, minutes: &[u16], most: i64) -> Vec<(u16, String)> {
    minutes.iter().filter(|count| i64::from(**count) <= most).map(|count| (*count, ui.minutes(u32::from(*count)))).collect()
}

pub async fn pause(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    sheet(&app, &reader, &person, &Pause { ui: reader.ui, choices: offered(reader.ui, &AWAY_MINUTES, i64::MAX) })
}

pub async fn park(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let (hall, now) = (app.engine.hall(), app.engine.now());
    let left = hall.calendar.spans(now.day()).last().filter(|last| now < last.to).map_or(i64::MAX, |last| last.to.since(now) / 60_000);
    let most = hall.figure("queue.park_max", now).min(left);
    sheet(&app, &reader, &person, &Park { ui: reader.ui, choices: offered(reader.ui, &PARK_MINUTES, most) })
}

pub async fn close(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let ui = reader.ui;
    let question = Question {
        ui,
        asks: ui.say("window-sign-off-plain"),
        keep: ui.say("common-back"),
        act: ui.say("window-sign-off"),
        action: "/window/close",
        back: "/window",
        fields: Vec::new(),
    };
    sheet(&app, &reader, &person, &question)
}

/// The citizen at the window gives the number back.
pub async fn cancel(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let (hall, ui) = (app.engine.hall(), reader.ui);
    let Some(ticket) = hall.window_of(&person.number).and_then(|window| hall.floor.ticket_at(window)) else {
        return Redirect::to(frame::home(&person)).into_response();
    };
    let question = Question {
        ui,
        asks: ui.with("window-cancel-question", &[("ticket", ticket.number.to_string().into())]),
        keep: ui.say("common-back"),
        act: ui.say("ticket-state-cancelled"),
        action: "/window/cancel",
        back: "/window",
        fields: vec![("number", ticket.number.to_string())],
    };
    sheet(&app, &reader, &person, &question)
}

pub async fn transfer(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let hall = app.engine.hall();
    let here = hall.window_of(&person.number);
    let others = hall.floor.working.iter().filter(|(window, _)| Some(**window) != here);
    let windows = others.map(|(window, working)| (window.0, app.name_of(&working.staff))).collect();
    sheet(&app, &reader, &person, &Transfer { ui: reader.ui, services: issue::services(&hall, reader.ui), windows })
}

pub async fn missed(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let (hall, now) = (app.engine.hall(), app.engine.now());
    let tickets = hall.floor.missed().chain(hall.floor.parked()).map(|ticket| away(&app, reader.ui, ticket, now)).collect();
    sheet(&app, &reader, &person, &Missed { ui: reader.ui, tickets })
}

fn away(app: &App, ui: Say, ticket: &Ticket, now: Moment) -> AwayTicket {
    let line = match ticket.state {
        TicketState::Missed { at } => ui.with("window-missed-at", &[("time", clock(at).into())]),
        TicketState::Parked { until } => ui.with("window-parked-until", &[("time", clock(until).into())]),
        _ => ui.with("window-waited", &[("minutes", minutes(ticket.turn, now).into())]),
    };
    AwayTicket { number: ticket.number.to_string(), service: issue::service_name(&app.engine.hall(), ui, &ticket.service), line }
}

/// Choosing one ticket: the clerk sees the numbers that the window may take only here, and writes why.
pub async fn choose(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let (hall, now, ui) = (app.engine.hall(), app.engine.now(), reader.ui);
    let may = hall.staff.may_choose(&person.number);
    let Some(window) = hall.window_of(&person.number).filter(|_| may) else { return Redirect::to("/window").into_response() };
    let reason = Reason {
        ui,
        title: ui.say("window-choose-title"),
        label: ui.say("window-choose-reason"),
        action: "/window/chosen",
        fields: Vec::new(),
        tickets: choosable(&app, ui, window, now),
    };
    sheet(&app, &reader, &person, &reason)
}

fn choosable(app: &App, ui: Say, window: WindowNumber, now: Moment) -> Vec<(String, String)> {
    let hall = app.engine.hall();
    let waiting = hall.floor.groups.keys().flat_map(|group| hall.queue(group, now, CHOICES_MAX));
    let mine = waiting.filter(|place| hall.floor.ticket(place.ticket).is_some_and(|ticket| hall.floor.chosen(window, ticket, &hall.policy, now).is_some()));
    mine.map(|place| (place.number.to_string(), issue::service_name(&hall, ui, &place.service))).collect()
}

pub async fn shortcuts(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let ui = reader.ui;
    let keys = [
        ("F2", "page-shortcut-main"),
        ("F4", "window-transfer"),
        ("F6", "window-mark-missed"),
        ("F7", "window-park"),
        ("F8", "window-call-again"),
        ("F9", "window-accompany"),
        ("?", "page-shortcuts-title"),
    ];
    sheet(&app, &reader, &person, &Shortcuts { ui, rows: keys.map(|(key, word)| (key, ui.say(word))).to_vec() })
}
