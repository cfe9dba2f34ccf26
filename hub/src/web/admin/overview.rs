//! Where the settings begin: what waits for an administrator, in sentences, each with the way there.

use axum::extract::State;
use axum::response::Response;
use sunhall_hall::policy::catalogue;
use sunhall_hall::{Hall, Moment, Verb};

use super::change::Asker;
use super::{calendar, first_steps, frame, history};
use crate::web::guard::Person;
use crate::web::health::Health;
use crate::web::language::Reader;
use crate::web::say::Say;
use crate::web::state::Shared;
use crate::web::view::admin::{Cell, List, Note, Row};

pub async fn page(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let (ui, hall, now) = (asker.ui(), app.engine.hall(), app.engine.now());
    let mut desk = asker.desk("admin-overview-title").lead(ui.say(if person.may(Verb::SetParameter) { "admin-overview-lead" } else { "admin-look-only" }));
    desk.page.notes.extend(calendar::warning(asker, true));
    if !hall.planned.not_made.is_empty() {
        let text = ui.with("planned-in-vain-count", &[("count", hall.planned.not_made.len().into())]);
        desk = desk.note(Note { tone: "red", icon: "warning-fill", text, link: Some(frame::link("/admin/planned", ui.say("planned-look"))) });
    }
    let columns = vec![ui.say("history-what"), ui.say("admin-overview-state")];
    let rows = waiting(ui, &hall, now).into_iter().map(|(href, name, state)| Row::new(href, vec![Cell::Text(name), Cell::Text(state)], ""));
    let list = List { title: ui.say("admin-overview-parts"), columns, rows: rows.collect(), empty: String::new() };
    if let Some(steps) = first_steps::list(ui, &hall, |device| Health::of(&app, device).said.is_some()) {
        desk = desk.list(steps);
    }
    desk.list(list).list(history::latest(&app, ui)).show()
}

/// The parts of the hall with how they stand.
fn waiting(ui: Say, hall: &Hall, now: Moment) -> Vec<(&'static str, String, String)> {
    let today = now.day();
    let open = catalogue().keys().filter(|key| hall.policy.suggested(key, today)).count();
    let floor = &hall.floor;
    let offered = floor.services.values().filter(|service| service.offered).count();
    let people = hall.staff.people.values().filter(|person| !person.left).count();
    let devices = hall.access.devices.values().filter(|device| !device.revoked).count();
    let own = hall.calendar.own.keys().filter(|day| **day >= today).count();
    vec![
        ("/admin/hall", ui.say("hall-title"), ui.name(&floor.profile.name, &floor.profile.name_en).to_owned()),
        ("/admin/hours", ui.say("hours-title"), ui.with("admin-overview-hours", &[("count", own.into())])),
        ("/admin/groups", ui.say("group-title"), ui.with("admin-overview-count", &[("count", floor.groups.len().into())])),
        ("/admin/services", ui.say("service-title"), ui.with("group-services-count", &[("count", floor.services.len().into()), ("offered", offered.into())])),
        ("/admin/windows", ui.say("window-setup-title"), ui.with("admin-overview-count", &[("count", floor.windows.len().into())])),
        ("/admin/staff", ui.say("staff-title"), ui.with("common-people", &[("count", people.into())])),
        ("/admin/devices", ui.say("device-title"), ui.with("admin-overview-count", &[("count", devices.into())])),
        ("/admin/parameters", ui.say("parameter-title"), ui.with("parameter-lead", &[("count", catalogue().len().into()), ("open", open.into())])),
        ("/admin/planned", ui.say("planned-title"), ui.with("admin-overview-planned", &[("count", hall.planned.waiting.len().into())])),
    ]
}
