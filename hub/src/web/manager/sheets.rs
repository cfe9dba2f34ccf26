//! Sheets of the manager: acts that need a ticket, a window, a group or a reason.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use sunhall_hall::ids::WindowNumber;

use crate::web::frame::{self, sheet};
use crate::web::guard::Person;
use crate::web::issue;
use crate::web::language::Reader;
use crate::web::state::{App, Shared};
use crate::web::view::sheet::{Lend, Reason};

/// Waiting tickets offered for each group.
const CHOICES_MAX: usize = 40;

/// Everybody who waits, in the order of calling.
fn waiting(app: &App, reader: &Reader) -> Vec<(String, String)> {
    let (hall, now) = (app.engine.hall(), app.engine.now());
    let groups = hall.groups_now(now);
    let places = groups.iter().flat_map(|group| hall.queue(&group.group.code, now, CHOICES_MAX));
    places.map(|place| (place.number.to_string(), issue::service_name(&hall, reader.ui, &place.service))).collect()
}

/// An urgent matter, approved by the manager.
pub async fn urgent(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let ui = reader.ui;
    let tickets = waiting(&app, &reader);
    let reason = Reason { ui, title: ui.say("manager-urgent"), label: ui.say("manager-move-reason"), action: "/hall/urgent", fields: Vec::new(), tickets };
    sheet(&app, &reader, &person, &reason)
}

pub async fn end(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let ui = reader.ui;
    let tickets = waiting(&app, &reader);
    let reason = Reason { ui, title: ui.say("manager-close-ticket"), label: ui.say("manager-close-reason"), action: "/hall/end", fields: Vec::new(), tickets };
    sheet(&app, &reader, &person, &reason)
}

/// Closing a window that its clerk left open.
pub async fn window_sheet(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Path(window): Path<u16>) -> Response {
    let (hall, ui) = (app.engine.hall(), reader.ui);
    let Some(working) = hall.floor.working.get(&WindowNumber(window)) else {
        return frame::message(&app, &reader, Some(&person), StatusCode::NOT_FOUND, "error-not-found");
    };
    let name = app.name_of(&working.staff);
    let reason = Reason {
        ui,
        title: ui.with("manager-close-window", &[("window", window.into()), ("name", name.into())]),
        label: ui.say("common-reason"),
        action: "/hall/close-window",
        fields: vec![("window", window.to_string())],
        tickets: Vec::new(),
    };
    sheet(&app, &reader, &person, &reason)
}

pub async fn lend(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let (hall, now, ui) = (app.engine.hall(), app.engine.now(), reader.ui);
    let windows = hall.floor.working.iter().map(|(window, working)| {
        let title = ui.with("window-title", &[("window", window.0.into())]);
        (window.0, format!("{title} {}", app.name_of(&working.staff)))
    });
    let groups = hall.groups_now(now).into_iter().map(|group| (group.group.code.to_string(), ui.name(&group.group.name, &group.group.name_en).to_owned()));
    sheet(&app, &reader, &person, &Lend { ui, windows: windows.collect(), groups: groups.collect() })
}
