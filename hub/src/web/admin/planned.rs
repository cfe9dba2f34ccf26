//! Changes planned for a later day: those that wait, those that could not be made, and how both are taken back.

use axum::Form as Body;
use axum::extract::State;
use axum::response::Response;
use sunhall_hall::command::Administrator;
use sunhall_hall::ids::PlanId;
use sunhall_hall::planned::Plan;
use sunhall_hall::settings::Change;
use sunhall_hall::{Hall, Verb};

use super::difference::lines;
use super::form::{Posted, Wrong};
use super::frame::{Desk, day};
use super::give;
use crate::web::guard::Person;
use crate::web::language::Reader;
use crate::web::refusals::{self, About};
use crate::web::say::Say;
use crate::web::state::Shared;
use crate::web::view::admin::{Cell, ChangeLine, Link, List, Note, Row};

const PAGE: &str = "/admin/planned";

pub async fn list(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let (hall, ui) = (app.engine.hall(), reader.ui);
    let may = person.may(Verb::TakeBackPlan);
    let mut desk = Desk::new(&app, &reader, &person, "planned-title").lead(ui.say("planned-lead")).link(
        "/admin/history?kind=plan".to_owned(),
        "clock-counter-clockwise",
        ui.say("history-title"),
    );
    if !hall.planned.not_made.is_empty() {
        let rows = hall.planned.not_made.values().map(|not_made| {
            let why = refusals::sentence(&app, ui.language, &not_made.refusal, &About::default());
            row(ui, &hall, &not_made.plan, &app.name_of(&not_made.plan.staff), Some(why), may.then_some("planned-seen"))
        });
        desk = desk.list(List { title: ui.say("planned-in-vain"), columns: columns(ui), rows: rows.collect(), empty: String::new() });
    }
    let rows = hall.planned.waiting.values().map(|plan| row(ui, &hall, plan, &app.name_of(&plan.staff), None, may.then_some("planned-take-back")));
    desk.list(List { title: ui.say("planned-waiting"), columns: columns(ui), rows: rows.collect(), empty: ui.say("planned-none") }).show()
}

fn columns(ui: Say) -> Vec<String> {
    vec![ui.say("history-what"), ui.say("parameter-from"), ui.say("history-change"), ui.say("history-who"), String::new()]
}

fn row(ui: Say, hall: &Hall, plan: &Plan, who: &str, why: Option<String>, act: Option<&str>) -> Row {
    let mut told = difference(ui, hall, plan);
    if let Some(why) = why {
        told.insert(0, super::difference::plain(why));
    }
    let cells = vec![
        Cell::Text(thing(ui, &plan.change)),
        Cell::Text(day(ui, plan.from)),
        Cell::Changes(told),
        Cell::Two(who.to_owned(), day(ui, plan.at.day())),
        match act {
            Some(name) => Cell::Act { action: format!("{PAGE}/take-back"), fields: vec![("plan", plan.id.0.to_string())], name: ui.say(name) },
            None => Cell::Text(String::new()),
        },
    ];
    Row::new(address(&plan.change), cells, "")
}

/// What a planned change changes.
pub fn difference(ui: Say, hall: &Hall, plan: &Plan) -> Vec<ChangeLine> {
    let (kind, before) = (kind(&plan.change), plan.was.as_ref().and_then(body));
    lines(ui, hall, kind, before.as_ref(), body(&plan.change).as_ref())
}

fn body(change: &Change) -> Option<serde_json::Value> {
    match change {
        Change::Hall(profile) => serde_json::to_value(profile),
        Change::Hours(week) => serde_json::to_value(week),
        Change::Group(group) => serde_json::to_value(group),
        Change::Service(service) => serde_json::to_value(service),
        Change::Window(window) => serde_json::to_value(window),
        Change::Staff(person) => serde_json::to_value(person),
    }
    .ok()
}

/// The kind of thing, as the history calls it.
pub fn kind(change: &Change) -> &'static str {
    match change {
        Change::Hall(_) => "hall",
        Change::Hours(_) => "hours",
        Change::Group(_) => "group",
        Change::Service(_) => "service",
        Change::Window(_) => "window",
        Change::Staff(_) => "staff",
    }
}

/// The thing's name.
pub fn thing(ui: Say, change: &Change) -> String {
    match change {
        Change::Hall(_) | Change::Hours(_) => ui.say(&format!("history-kind-{}", kind(change))),
        Change::Group(group) => ui.name(&group.name, &group.name_en).to_owned(),
        Change::Service(service) => ui.name(&service.name, &service.name_en).to_owned(),
        Change::Window(window) => ui.with("admin-window", &[("window", window.number.0.into())]),
        Change::Staff(person) => ui.with("common-staff-number", &[("number", person.number.as_str().into())]),
    }
}

/// Where the thing is edited.
fn address(change: &Change) -> String {
    match change {
        Change::Hall(_) => "/admin/hall".to_owned(),
        Change::Hours(_) => "/admin/hours".to_owned(),
        Change::Group(group) => format!("/admin/groups/{}", group.code),
        Change::Service(service) => format!("/admin/services/{}", service.code),
        Change::Window(window) => format!("/admin/windows/{}", window.number.0),
        Change::Staff(person) => format!("/admin/staff/{}", person.number),
    }
}

/// Banners on the page of a thing for which changes are planned.
pub fn notes(ui: Say, hall: &Hall, change: &Change) -> Vec<Note> {
    let plans = hall.planned.about(change);
    plans
        .map(|plan| Note {
            tone: "amber",
            icon: "calendar-check",
            text: ui.with("planned-note", &[("date", day(ui, plan.from).into())]),
            link: Some(Link { href: PAGE.to_owned(), icon: "", name: ui.say("planned-look") }),
        })
        .collect()
}

pub async fn take_back_act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Body(posted): Body<Posted>) -> Response {
    let ui = reader.ui;
    let Ok(plan) = posted.get("plan").parse().map(PlanId) else {
        return give::refused(&app, &reader, &person, Wrong::whole(ui.say("refusal-unknown-plan")), PAGE);
    };
    let seen = app.engine.hall().planned.not_made.contains_key(&plan);
    match give::ask(&app, &reader, &person, &posted, move |_| Administrator::TakeBackPlan { plan }).await {
        Ok(()) => give::done(&app, &reader, &person, ui.say(if seen { "planned-seen-done" } else { "planned-taken-back" }), PAGE),
        Err(wrong) => give::refused(&app, &reader, &person, wrong, PAGE),
    }
}
