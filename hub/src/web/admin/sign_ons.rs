//! Sign-ons: who is in, since when and from where, and accounts that wrong passwords have locked.

use axum::Form as Body;
use axum::extract::State;
use axum::response::Response;
use sunhall_hall::Verb;
use sunhall_hall::ids::StaffNumber;

use super::change::Asker;
use super::form::Posted;
use crate::store::{SecurityEntry, SecurityKind};
use crate::web::guard::Person;
use crate::web::language::Reader;
use crate::web::me::note_revoked;
use crate::web::session::Listed;
use crate::web::state::{Shared, clock, when};
use crate::web::view::admin::{Cell, Form, List, Row};

const PAGE: &str = "/admin/sign-ons";

pub async fn list(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let ui = asker.ui();
    let all = sessions(asker, None);
    let mut desk = asker.desk("session-title").lead(ui.with("session-lead", &[("count", all.rows.len().into())])).search("staff-search");
    desk = desk.list(locked(asker)).list(all);
    if person.may(Verb::RevokeSession) {
        let all = Form { action: format!("{PAGE}/end-all"), save: ui.say("session-end-all"), may: true, quiet: true, ..Form::default() };
        desk = desk.form(all);
    }
    desk.show()
}

/// The sign-ons of everybody, or of one person.
pub fn sessions(asker: Asker<'_>, of: Option<&StaffNumber>) -> List {
    let (ui, app) = (asker.ui(), asker.app);
    let (hall, now) = (app.engine.hall(), app.engine.now());
    let rows = app.sessions.list(of, &hall, now).iter().map(|session| row(asker, session, of.is_none())).collect();
    let mut columns = vec![ui.say("session-column-began"), ui.say("session-column-address"), ui.say("session-column-seen"), String::new()];
    if of.is_none() {
        columns.insert(0, ui.say("staff-person"));
    }
    List { title: ui.say("session-list"), columns, rows, empty: ui.say("session-none") }
}

fn row(asker: Asker<'_>, session: &Listed, named: bool) -> Row {
    let (ui, app, person) = (asker.ui(), asker.app, asker.person);
    let now = app.engine.now();
    let act = if session.id == person.session.id() {
        Cell::Chip { tone: "green", text: ui.say("session-here") }
    } else if person.may(Verb::RevokeSession) {
        Cell::Act { action: format!("{PAGE}/end"), fields: vec![("session", session.id.clone())], name: ui.say("session-end") }
    } else {
        Cell::Text(String::new())
    };
    let mut cells = vec![
        Cell::Text(when(ui, session.began, now)),
        Cell::Text(session.address.clone()),
        Cell::Text(if session.locked { ui.say("session-locked") } else { when(ui, session.seen, now) }),
        act,
    ];
    if named {
        let portrait = app.engine.hall().person(&session.staff).and_then(|staff| staff.portrait.as_ref()).map(|hash| format!("/file/{hash}"));
        cells.insert(0, Cell::Person { portrait, name: app.name_of(&session.staff), line: session.staff.to_string() });
    }
    Row::new("", cells, "")
}

fn locked(asker: Asker<'_>) -> List {
    let (ui, app) = (asker.ui(), asker.app);
    let (limit, _) = app.limits("security.login_tries", "security.login_lock");
    let hall = app.engine.hall();
    // Only numbers that exist are named: what else was typed there may be somebody's password.
    let mut accounts = app.accounts.locked(limit, app.engine.now());
    accounts.retain(|(account, _)| hall.person(&StaffNumber::new(account.as_str())).is_some());
    accounts.sort();
    let rows = accounts.into_iter().map(|(account, until)| {
        let act = if asker.person.may(Verb::UnlockAccount) {
            Cell::Act { action: format!("{PAGE}/unlock"), fields: vec![("number", account.clone())], name: ui.say("session-unlock") }
        } else {
            Cell::Text(String::new())
        };
        let until = Cell::Chip { tone: "amber", text: ui.with("session-locked-until", &[("time", clock(until).into())]) };
        Row::new("", vec![Cell::Two(app.name_of(&StaffNumber::new(account.as_str())), account), until, act], "")
    });
    let columns = vec![ui.say("staff-person"), ui.say("session-column-locked"), String::new()];
    List { title: ui.say("session-locked-accounts"), columns, rows: rows.collect(), empty: ui.say("session-none-locked") }
}

pub async fn end_act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Body(posted): Body<Posted>) -> Response {
    let ended: Vec<Listed> = app.sessions.end_listed(posted.get("session"), None).into_iter().collect();
    ended_all(Asker::new(&app, &reader, &person), &ended)
}

pub async fn end_all_act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let ended = app.sessions.end_all_but(&person.session);
    ended_all(Asker::new(&app, &reader, &person), &ended)
}

fn ended_all(asker: Asker<'_>, ended: &[Listed]) -> Response {
    note_revoked(asker.app, asker.person, ended);
    asker.done(asker.ui().with("session-ended", &[("count", ended.len().into())]), PAGE)
}

pub async fn unlock_act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Body(posted): Body<Posted>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let number = posted.get("number");
    if app.engine.hall().person(&StaffNumber::new(number)).is_none() {
        return asker.refused(super::form::Wrong::whole(reader.ui.say("refusal-no-such-person")), PAGE);
    }
    app.accounts.right(&number.to_owned());
    let entry = SecurityEntry::new(app.engine.now(), SecurityKind::Unlocked);
    app.engine.note(&entry.by(person.number.as_str()).from(Some(person.from)).about(number));
    asker.done(reader.ui.with("session-unlocked", &[("name", app.name_of(&StaffNumber::new(number)).into())]), PAGE)
}
