//! Staff: who works here, with which badge and which rights; nobody is deleted and no number is given twice.

mod badge;
mod fields;
mod password;
mod portrait;

use axum::Form as Body;
use axum::extract::{Path, State};
use axum::response::Response;
use sunhall_hall::command::Administrator;
use sunhall_hall::ids::StaffNumber;
use sunhall_hall::settings::Change;
use sunhall_hall::staff::Staff;
use sunhall_hall::{Hall, Verb};
use sunhall_protocol::words;

use super::change::{self, Asker};
use super::form::{Posted, Wrong};
use super::frame::{Desk, day};
use super::give;
use super::sign_ons;
use crate::web::guard::Person;
use crate::web::language::Reader;
use crate::web::say::Say;
use crate::web::state::{App, Shared};
use crate::web::view::admin::{Cell, Field, Form, List, Part, Row};

pub use badge::print;
pub use password::act as password_act;
pub use portrait::{FORM_MAX as PORTRAIT_FORM_MAX, act as portrait_act};

pub const PAGE: &str = "/admin/staff";

fn address(number: &StaffNumber) -> String {
    format!("{PAGE}/{number}")
}

fn find(app: &App, number: &str) -> Option<Staff> {
    app.engine.hall().staff.people.get(&StaffNumber::new(number)).cloned()
}

fn unknown(asker: Asker<'_>) -> Response {
    asker.refused(Wrong::whole(asker.ui().say("refusal-no-such-person")), PAGE)
}

pub async fn list(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let (ui, hall) = (asker.ui(), app.engine.hall());
    let (left, here): (Vec<&Staff>, Vec<&Staff>) = hall.staff.people.values().partition(|person| person.left);
    let columns = ["staff-person", "field-position", "field-roles", "field-usual-window", "staff-badge", "staff-sign-on"].map(|key| ui.say(key)).to_vec();
    let rows = |people: Vec<&Staff>| people.into_iter().map(|person| row(&app, ui, &hall, person)).collect();
    let mut desk = asker.desk("staff-title").lead(ui.with("staff-lead", &[("count", here.len().into())])).search("staff-search");
    if person.may(Verb::SetStaff) {
        desk = desk.link(format!("{PAGE}/new"), "plus", ui.say("staff-new"));
    }
    desk = desk.list(List { title: String::new(), columns: columns.clone(), rows: rows(here), empty: ui.say("staff-none") });
    if !left.is_empty() {
        desk = desk.list(List { title: ui.say("staff-gone"), columns, rows: rows(left), empty: String::new() });
    }
    desk.show()
}

fn row(app: &App, ui: Say, hall: &Hall, person: &Staff) -> Row {
    let missing = badge::missing(ui, person);
    let badge = if missing.is_empty() {
        Cell::Chip { tone: "green", text: ui.say("staff-badge-whole") }
    } else {
        Cell::Chip { tone: "amber", text: ui.with("staff-badge-lacks", &[("parts", missing.into())]) }
    };
    let sign_on = match hall.access.credentials.get(&person.number) {
        None => ("", "staff-sign-on-none"),
        Some(credential) if credential.once => ("amber", "staff-sign-on-once"),
        Some(_) => ("green", "staff-sign-on-own"),
    };
    let cells = vec![
        Cell::Person { portrait: person.portrait.as_ref().map(|hash| format!("/file/{hash}")), name: app.name(person), line: person.number.to_string() },
        Cell::Two(ui.name(&person.position, &person.position_en).to_owned(), ui.name(&person.department, &person.department_en).to_owned()),
        Cell::Text(words::list(ui.language, &role_names(ui, hall, person))),
        Cell::Plates(person.usual_window.iter().map(|window| u32::from(window.0)).collect()),
        badge,
        Cell::Chip { tone: sign_on.0, text: ui.say(sign_on.1) },
    ];
    Row::new(address(&person.number), cells, "").off(person.left)
}

/// Built-in roles and the hall's own.
pub fn role_names(ui: Say, hall: &Hall, person: &Staff) -> Vec<String> {
    let built_in = person.roles.iter().map(|role| ui.say(crate::wire::role_key(*role)));
    built_in.chain(hall.staff.roles_of(person).map(|role| ui.name(&role.name, &role.name_en).to_owned())).collect()
}

pub async fn new(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    new_desk(asker).form(fields::form(asker, None, &Posted::default())).show()
}

fn new_desk(asker: Asker<'_>) -> Desk<'_> {
    asker.desk("staff-title").back(PAGE, asker.ui().say("staff-title")).titled(asker.ui().say("staff-new"))
}

pub async fn new_act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Body(posted): Body<Posted>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let given = match fields::read(asker, &posted, None) {
        Ok((wanted, _)) => {
            let number = wanted.number.clone();
            give::ask(&app, &reader, &person, &posted, move |draw| Administrator::AddStaff { staff: wanted.drawn(draw, None) }).await.map(|()| number)
        }
        Err(wrong) => Err(wrong),
    };
    match given {
        Ok(number) => asker.done(reader.ui.say("staff-added"), &address(&number)),
        Err(wrong) => {
            let mut form = fields::form(asker, None, &posted);
            form.blame(wrong.0);
            new_desk(asker).form(form).again()
        }
    }
}

pub async fn edit(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Path(number): Path<String>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let Some(staff) = find(&app, &number) else { return unknown(asker) };
    let form = fields::form(asker, Some(&staff), &fields::posted(&app, &staff));
    desk(asker, &staff, form).show()
}

/// The whole page of a person: badge, photo, details, sign-on, leaving.
fn desk<'a>(asker: Asker<'a>, staff: &Staff, details: Form) -> Desk<'a> {
    let (ui, person) = (asker.ui(), asker.person);
    let change = Change::Staff(staff.clone());
    let mut desk = change::desk(asker, "staff-title", PAGE, Some(&change), staff.number.as_str()).titled(asker.app.name(staff));
    desk.page.badge = Some(badge::of(asker.app, ui, staff));
    desk = desk.form(details);
    if staff.left {
        if person.may(Verb::SetStaff) {
            let back = Form { action: format!("{}/return", address(&staff.number)), save: ui.say("staff-return"), may: true, quiet: true, ..Form::default() };
            desk = desk.form(back);
        }
        return desk;
    }
    if person.may(Verb::SetStaff) {
        desk = desk.form(portrait::form(ui, &staff.number));
    }
    if person.may(Verb::SetCredential) {
        desk = desk.form(password::form(asker, &staff.number));
    }
    if person.may(Verb::SetStaff) {
        desk = desk.form(leave_form(asker, &staff.number));
    }
    if person.may(Verb::RevokeSession) || person.may(Verb::SeeSecurity) {
        let list = sign_ons::sessions(asker, Some(&staff.number));
        let place = desk.page.lists.lists.len().saturating_sub(1);
        desk.page.lists.lists.insert(place, list);
    }
    desk
}

fn leave_form(asker: Asker<'_>, number: &StaffNumber) -> Form {
    let ui = asker.ui();
    let from = Field::day("from", ui.say("parameter-from"), "", asker.today()).hint(ui.say("admin-from-hint"));
    Form {
        title: ui.say("staff-leave"),
        action: format!("{}/leave", address(number)),
        parts: vec![Part { title: String::new(), note: ui.say("staff-leave-note"), fields: vec![from] }],
        save: ui.say("staff-leave"),
        may: true,
        quiet: true,
        ..Form::default()
    }
}

pub async fn act(
    State(app): State<Shared>,
    reader: Reader,
    person: axum::Extension<Person>,
    Path(number): Path<String>,
    Body(posted): Body<Posted>,
) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let Some(staff) = find(&app, &number) else { return unknown(asker) };
    let there = address(&staff.number);
    let given = match fields::read(asker, &posted, Some(&staff)) {
        Ok(_) if change::seen(&app.engine.hall(), &Change::Staff(staff.clone())) != posted.get("seen") => {
            Err(Wrong::whole(reader.ui.say("admin-changed-meanwhile")))
        }
        Ok((wanted, from)) => {
            let (today, before) = (asker.today(), staff.clone());
            let make = move |draw: &mut crate::draw::Draw| {
                let staff = wanted.drawn(draw, Some(&before));
                if from > today { Administrator::Plan { change: Box::new(Change::Staff(staff)), from } } else { Administrator::SetStaff { staff } }
            };
            give::ask(&app, &reader, &person, &posted, make).await.map(|()| saved(asker, from))
        }
        Err(wrong) => Err(wrong),
    };
    match given {
        Ok(text) => asker.done(text, &there),
        Err(wrong) => {
            let mut form = fields::form(asker, Some(&staff), &posted);
            form.blame(wrong.0);
            desk(asker, &staff, form).again()
        }
    }
}

fn saved(asker: Asker<'_>, from: sunhall_hall::Day) -> String {
    let ui = asker.ui();
    if from > asker.today() { ui.with("planned-saved", &[("date", day(ui, from).into())]) } else { ui.say("admin-saved") }
}

/// Somebody leaves, today or on a later day: signs on no more, stays in the record.
pub async fn leave_act(
    State(app): State<Shared>,
    reader: Reader,
    person: axum::Extension<Person>,
    Path(number): Path<String>,
    Body(posted): Body<Posted>,
) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let Some(staff) = find(&app, &number) else { return unknown(asker) };
    let there = address(&staff.number);
    let mut read = super::form::Reading::new(reader.ui, &posted);
    let from = read.from("from", asker.today());
    if let Err(wrong) = read.finish() {
        return asker.refused(wrong, &there);
    }
    let gone = Staff { left: true, ..staff };
    let act = if from > asker.today() { Administrator::Plan { change: Box::new(Change::Staff(gone)), from } } else { Administrator::SetStaff { staff: gone } };
    asker.carry_out(&posted, act, saved(asker, from), &there).await
}

pub async fn return_act(
    State(app): State<Shared>,
    reader: Reader,
    person: axum::Extension<Person>,
    Path(number): Path<String>,
    Body(posted): Body<Posted>,
) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let Some(staff) = find(&app, &number) else { return unknown(asker) };
    let there = address(&staff.number);
    let act = Administrator::SetStaff { staff: Staff { left: false, ..staff } };
    asker.carry_out(&posted, act, reader.ui.say("admin-saved"), &there).await
}
