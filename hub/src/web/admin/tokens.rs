//! API tokens: keys of other programs, shown once, revocable, with when each was last used and what it changed.

use axum::Form as Body;
use axum::extract::{Path, State};
use axum::response::Response;
use sunhall_hall::access::Token;
use sunhall_hall::command::Administrator;
use sunhall_hall::ids::{TokenName, WindowNumber};
use sunhall_hall::staff::Role;
use sunhall_hall::{Hall, Moment, Verb};

use super::change::Asker;
use super::form::{Posted, Reading, Wrong};
use super::frame::{Desk, day};
use super::{give, history};
use crate::credentials;
use crate::web::guard::Person;
use crate::web::language::Reader;
use crate::web::say::Say;
use crate::web::state::{App, Shared, clock};
use crate::web::view::admin::{Cell, Choice, Field, Form, List, Note, Part, Row};
use crate::wire::role_key;

const PAGE: &str = "/admin/tokens";

/// Roles by their names in a form.
const ROLES: [(&str, Role); 7] = [
    ("clerk", Role::Clerk),
    ("guide", Role::Guide),
    ("manager", Role::Manager),
    ("leader", Role::Leader),
    ("supervisor", Role::Supervisor),
    ("archivist", Role::Archivist),
    ("administrator", Role::Administrator),
];

pub async fn list(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let (ui, hall) = (asker.ui(), app.engine.hall());
    let mut tokens: Vec<(&TokenName, &Token)> = hall.access.tokens.iter().collect();
    tokens.sort_by_key(|(name, token)| (token.revoked, (*name).clone()));
    let rows = tokens.into_iter().map(|(name, token)| row(&app, ui, name, token)).collect();
    let columns = ["token-name", "token-role", "token-windows", "token-used", "device-state"].map(|key| ui.say(key)).to_vec();
    let mut desk = asker.desk("token-title").lead(ui.say("token-lead"));
    if person.may(Verb::IssueToken) {
        desk = desk.link(format!("{PAGE}/new"), "plus", ui.say("token-new"));
    }
    desk.list(List { title: String::new(), columns, rows, empty: ui.say("token-none") }).show()
}

fn row(app: &App, ui: Say, name: &TokenName, token: &Token) -> Row {
    let (tone, state) = state(ui, token);
    let cells = vec![
        Cell::Text(name.to_string()),
        Cell::Text(ui.say(role_key(token.role))),
        Cell::Text(windows(ui, token)),
        Cell::Soft(used(app, ui, name)),
        Cell::Chip { tone, text: state },
    ];
    Row::new(format!("{PAGE}/{name}"), cells, "").off(token.revoked)
}

fn state(ui: Say, token: &Token) -> (&'static str, String) {
    if token.revoked { ("", ui.say("token-state-revoked")) } else { ("green", ui.say("token-state-valid")) }
}

fn windows(ui: Say, token: &Token) -> String {
    let numbers: Vec<String> = token.windows.iter().map(|window| window.0.to_string()).collect();
    if numbers.is_empty() { ui.say("token-windows-all") } else { numbers.join(" ") }
}

/// The latest request that is remembered here, or the latest change that the journal remembers.
fn used(app: &App, ui: Say, name: &TokenName) -> String {
    let last = app.tokens.last_used(name).max(app.engine.last_asked(name));
    last.map_or_else(|| ui.say("token-never"), |at| when(ui, at))
}

fn when(ui: Say, at: Moment) -> String {
    ui.both(&day(ui, at.day()), &clock(at))
}

pub async fn edit(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Path(name): Path<String>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let name = TokenName::new(name);
    let Some(token) = app.engine.hall().access.tokens.get(&name).cloned() else {
        return asker.refused(Wrong::whole(reader.ui.say("refusal-token")), PAGE);
    };
    page(asker, &name, &token).show()
}

fn page<'a>(asker: Asker<'a>, name: &TokenName, token: &Token) -> Desk<'a> {
    let ui = asker.ui();
    let mut desk = asker
        .desk("token-title")
        .titled(name.to_string())
        .back(PAGE, ui.say("token-title"))
        .fact("token-role", ui.say(role_key(token.role)))
        .fact("token-windows", windows(ui, token))
        .fact("token-used", used(asker.app, ui, name))
        .fact("device-state", state(ui, token).1);
    if !token.revoked && asker.person.may(Verb::RevokeToken) {
        let act = Cell::Act { action: format!("{PAGE}/{name}/revoke"), fields: Vec::new(), name: ui.say("token-revoke") };
        let rows = vec![Row::new("", vec![Cell::Text(ui.say("token-revoke-note")), act], "")];
        desk = desk.acts(List { title: ui.say("device-acts"), columns: vec![ui.say("device-act"), String::new()], rows, empty: String::new() });
    }
    desk.link(format!("/admin/history?who=token:{name}"), "clock-counter-clockwise", ui.say("token-acts")).list(history::recent(
        asker.app,
        ui,
        "token",
        name.as_str(),
    ))
}

pub async fn new(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let form = form(asker.ui(), &app.engine.hall(), &Posted::default().and("role", "supervisor"));
    asker.desk("token-title").titled(reader.ui.say("token-new")).back(PAGE, reader.ui.say("token-title")).form(form).show()
}

fn form(ui: Say, hall: &Hall, posted: &Posted) -> Form {
    let roles = ROLES.iter().map(|(name, role)| Choice::new(*name, ui.say(role_key(*role)), posted.get("role") == *name)).collect();
    let windows = hall.floor.windows.keys().map(|number| {
        let value = number.0.to_string();
        let chosen = posted.has("windows", &value);
        Choice::new(value, ui.with("admin-window", &[("window", number.0.into())]), chosen)
    });
    let fields = vec![
        Field::line("code", ui.say("token-name"), posted.get("code")).hint(ui.say("token-name-hint")).at_most(40).needed(),
        Field::pick("role", ui.say("token-role"), roles).needed().half(),
        Field::ticks("windows", ui.say("token-windows"), windows.collect()).hint(ui.say("token-windows-hint")),
    ];
    Form {
        action: format!("{PAGE}/new"),
        parts: vec![Part { fields, ..Part::default() }],
        save: ui.say("token-issue"),
        back: PAGE.to_owned(),
        may: true,
        ..Form::default()
    }
}

/// The token is in the answer itself and nowhere else, so that reading the page again does not show it again.
pub async fn new_act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Body(posted): Body<Posted>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let mut read = Reading::new(asker.ui(), &posted);
    let name = TokenName::new(read.needed("code", 40));
    let role = read.one_of("role", &ROLES).unwrap_or(Role::Supervisor);
    let numbers: Vec<Option<u16>> = posted.all("windows").map(|number| number.parse().ok()).collect();
    if numbers.contains(&None) {
        read.blame("windows", reader.ui.say("admin-wrong-choice"));
    }
    let windows = numbers.into_iter().flatten().map(WindowNumber).collect();
    let given = match read.finish() {
        Ok(()) => issue(asker, &posted, &name, role, windows).await,
        Err(wrong) => Err(wrong),
    };
    match given {
        Ok(secret) => once(asker, &name, &secret),
        Err(wrong) => {
            let mut form = form(asker.ui(), &app.engine.hall(), &posted);
            form.blame(wrong.0);
            asker.desk("token-title").titled(reader.ui.say("token-new")).back(PAGE, reader.ui.say("token-title")).form(form).again()
        }
    }
}

async fn issue(asker: Asker<'_>, posted: &Posted, name: &TokenName, role: Role, windows: Vec<WindowNumber>) -> Result<String, Wrong> {
    let fault = || Wrong::whole(asker.ui().say("error-fault"));
    let secret = credentials::random_password().map_err(|_| fault())?;
    let stored = credentials::hash_token(&secret).map_err(|_| fault())?;
    let (token, written) = (name.clone(), stored.clone());
    let make = move |draw: &mut crate::draw::Draw| Administrator::IssueToken { token, role, windows, secret: draw.secret(&written) };
    give::ask(asker.app, asker.reader, asker.person, posted, make).await?;
    // The same form once more was carried out once: what was just made here opens nothing.
    let hall = asker.app.engine.hall();
    match hall.access.token(name) {
        Some(token) if asker.app.text(&token.secret) == stored => Ok(secret),
        Some(_) | None => Err(Wrong::whole(asker.ui().say("token-again"))),
    }
}

fn once(asker: Asker<'_>, name: &TokenName, secret: &str) -> Response {
    let ui = asker.ui();
    let shown = credentials::token_text(name.as_str(), secret);
    let mut desk = asker.desk("token-title").titled(name.to_string()).back(PAGE, ui.say("token-title")).note(Note {
        tone: "green",
        icon: "key",
        text: ui.say("token-once-note"),
        link: None,
    });
    desk.page.secret = Some(shown);
    desk.come()
}

pub async fn revoke_act(
    State(app): State<Shared>,
    reader: Reader,
    person: axum::Extension<Person>,
    Path(name): Path<String>,
    Body(posted): Body<Posted>,
) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let act = Administrator::RevokeToken { token: TokenName::new(name.as_str()) };
    asker.carry_out(&posted, act, reader.ui.with("token-revoked", &[("token", name.as_str().into())]), PAGE).await
}
