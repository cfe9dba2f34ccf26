//! Roles: the seven that are built in, and those that the hall makes for itself out of single rights.

use axum::Form as Body;
use axum::extract::{Path, State};
use axum::response::Response;
use sunhall_hall::command::Administrator;
use sunhall_hall::ids::RoleCode;
use sunhall_hall::staff::{HallRole, Role};
use sunhall_hall::{Hall, Verb};

use super::change::Asker;
use super::form::{Posted, Reading, Wrong};
use super::frame::Desk;
use super::{give, history};
use crate::draw::hex;
use crate::web::guard::Person;
use crate::web::language::Reader;
use crate::web::say::Say;
use crate::web::state::{App, Shared};
use crate::web::view::admin::{Cell, Choice, Field, Form, List, Part, Row};
use crate::wire::role_key;

const PAGE: &str = "/admin/roles";

const NAME_MAX: usize = 40;

/// Rights in parts, each after the built-in role to which they belong first.
const PARTS: [(&str, &[Role]); 4] = [
    ("roles-part-window", &[Role::Clerk, Role::Guide]),
    ("roles-part-manager", &[Role::Manager]),
    ("roles-part-settings", &[Role::Administrator]),
    ("roles-part-look", &[]),
];

pub async fn list(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let (ui, hall) = (asker.ui(), app.engine.hall());
    let columns = ["field-name", "roles-people", "roles-rights"].map(|key| ui.say(key)).to_vec();
    let own = hall.staff.roles.values().map(|role| own_row(ui, &hall, role)).collect();
    let built_in = Role::ALL.into_iter().map(|role| built_in_row(ui, &hall, role)).collect();
    let mut desk = asker.desk("roles-title").lead(ui.say("roles-lead"));
    if person.may(Verb::SetRole) {
        desk = desk.link(format!("{PAGE}/new"), "plus", ui.say("roles-new"));
    }
    desk = desk.list(List { title: ui.say("roles-own"), columns: columns.clone(), rows: own, empty: ui.say("roles-none") });
    desk.list(List { title: ui.say("roles-built-in"), columns, rows: built_in, empty: String::new() }).show()
}

fn own_row(ui: Say, hall: &Hall, role: &HallRole) -> Row {
    let people = hall.staff.people.values().filter(|person| !person.left && person.hall_roles.contains(&role.code)).count();
    let name = Cell::Text(ui.name(&role.name, &role.name_en).to_owned());
    Row::new(format!("{PAGE}/{}", role.code), vec![name, people_cell(ui, people), rights_cell(ui, role.verbs.len())], "")
}

fn built_in_row(ui: Say, hall: &Hall, role: Role) -> Row {
    let people = hall.staff.people.values().filter(|person| !person.left && person.roles.contains(&role)).count();
    let rights = Verb::ALL.into_iter().filter(|verb| role.may(*verb)).count();
    Row::new(format!("{PAGE}/{}", role_key(role)), vec![Cell::Text(ui.say(role_key(role))), people_cell(ui, people), rights_cell(ui, rights)], "")
}

fn people_cell(ui: Say, count: usize) -> Cell {
    Cell::Text(ui.with("common-people", &[("count", count.into())]))
}

fn rights_cell(ui: Say, count: usize) -> Cell {
    Cell::Text(ui.with("roles-count", &[("count", count.into())]))
}

/// The words of a right.
pub fn verb_name(ui: Say, verb: Verb) -> String {
    ui.say(&format!("verb-{}", verb.key()))
}

pub async fn new(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    new_desk(asker).form(form(asker, None, &Posted::default())).show()
}

fn new_desk(asker: Asker<'_>) -> Desk<'_> {
    asker.desk("roles-title").back(PAGE, asker.ui().say("roles-title")).titled(asker.ui().say("roles-new"))
}

/// What a page of one role shows.
enum Shown {
    Own(HallRole),
    BuiltIn(Role),
}

fn find(app: &App, code: &str) -> Option<Shown> {
    let built_in = Role::ALL.into_iter().find(|role| role_key(*role) == code).map(Shown::BuiltIn);
    built_in.or_else(|| app.engine.hall().staff.roles.get(&RoleCode::new(code)).cloned().map(Shown::Own))
}

pub async fn edit(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Path(code): Path<String>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    match find(&app, &code) {
        Some(Shown::Own(role)) => {
            let form = form(asker, Some(&role), &posted(&role));
            desk(asker, &role, form).show()
        }
        Some(Shown::BuiltIn(role)) => built_in(asker, role).show(),
        None => unknown(asker),
    }
}

fn unknown(asker: Asker<'_>) -> Response {
    asker.refused(Wrong::whole(asker.ui().say("refusal-unknown-role")), PAGE)
}

fn desk<'a>(asker: Asker<'a>, role: &HallRole, form: Form) -> Desk<'a> {
    let ui = asker.ui();
    let name = ui.name(&role.name, &role.name_en).to_owned();
    let mut desk = asker.desk("roles-title").back(PAGE, ui.say("roles-title")).titled(name).form(form);
    if asker.person.may(Verb::RemoveRole) {
        let remove = Form {
            title: ui.say("roles-remove"),
            action: format!("{PAGE}/{}/remove", role.code),
            parts: vec![Part { title: String::new(), note: ui.say("roles-remove-note"), fields: Vec::new() }],
            save: ui.say("roles-remove"),
            may: true,
            quiet: true,
            ..Form::default()
        };
        desk = desk.form(remove);
    }
    desk.list(history::recent(asker.app, ui, "role", role.code.as_str()))
}

/// A built-in role, to look at.
fn built_in(asker: Asker<'_>, role: Role) -> Desk<'_> {
    let ui = asker.ui();
    let mut desk = asker.desk("roles-title").back(PAGE, ui.say("roles-title")).titled(ui.say(role_key(role))).lead(ui.say("roles-built-in-lead"));
    for (title, _) in PARTS {
        let verbs = Verb::ALL.into_iter().filter(|verb| part_of(*verb) == title && role.may(*verb));
        let rows: Vec<Row> = verbs.map(|verb| Row::new("", vec![Cell::Text(verb_name(ui, verb))], "")).collect();
        if !rows.is_empty() {
            desk = desk.list(List { title: ui.say(title), columns: vec![ui.say("roles-right")], rows, empty: String::new() });
        }
    }
    desk
}

/// The part in which a right stands.
fn part_of(verb: Verb) -> &'static str {
    let first = verb.roles().first();
    let looks = matches!(verb, Verb::SeeFloor | Verb::SeeLive | Verb::SeeSettings | Verb::SeeRecord | Verb::SeeSecurity);
    let part = PARTS.iter().find(|(_, roles)| !looks && first.is_some_and(|role| roles.contains(role)));
    part.map_or("roles-part-look", |(title, _)| title)
}

fn posted(role: &HallRole) -> Posted {
    let posted = Posted::default().and("name", &role.name).and("name_en", &role.name_en);
    role.verbs.iter().fold(posted, |posted, verb| posted.and("verbs", &verb.key()))
}

fn form(asker: Asker<'_>, role: Option<&HallRole>, posted: &Posted) -> Form {
    let ui = asker.ui();
    let names = vec![
        Field::line("name", ui.say("field-name"), posted.get("name")).at_most(NAME_MAX).needed().half(),
        Field::line("name_en", ui.say("field-name-en"), posted.get("name_en")).at_most(NAME_MAX).half(),
    ];
    let mut parts = vec![Part { title: String::new(), note: String::new(), fields: names }];
    for (title, _) in PARTS {
        let verbs = Verb::ALL.into_iter().filter(|verb| part_of(*verb) == title);
        let choices = verbs.map(|verb| Choice::new(verb.key(), verb_name(ui, verb), posted.has("verbs", &verb.key()))).collect();
        let ticks = Field { name: "verbs".to_owned(), ..Field::ticks("verbs", ui.say(title), choices) }.apart(title);
        parts.push(Part { title: String::new(), note: String::new(), fields: vec![ticks] });
    }
    let action = role.map_or_else(|| format!("{PAGE}/new"), |role| format!("{PAGE}/{}", role.code));
    Form { action, parts, save: ui.say("common-save"), back: PAGE.to_owned(), may: asker.person.may(Verb::SetRole), ..Form::default() }
}

fn read(ui: Say, posted: &Posted, code: RoleCode) -> Result<HallRole, Wrong> {
    let mut read = Reading::new(ui, posted);
    let (name, name_en) = (read.needed("name", NAME_MAX), read.line("name_en", NAME_MAX));
    let verbs: Vec<Verb> = posted.all("verbs").filter_map(Verb::parse).collect();
    if verbs.is_empty() {
        read.blame("verbs", ui.say("roles-wrong-none"));
    }
    read.finish().map(|()| HallRole { code, name, name_en, verbs })
}

pub async fn new_act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Body(posted): Body<Posted>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let given = match read(reader.ui, &posted, RoleCode::new("")) {
        Ok(role) => {
            // The code is drawn with the command: two that are made at once never meet.
            let make = move |draw: &mut crate::draw::Draw| Administrator::SetRole { role: HallRole { code: RoleCode::new(hex(&draw.bytes()[..6])), ..role } };
            give::ask(&app, &reader, &person, &posted, make).await
        }
        Err(wrong) => Err(wrong),
    };
    match given {
        Ok(()) => asker.done(reader.ui.say("admin-saved"), PAGE),
        Err(wrong) => {
            let mut form = form(asker, None, &posted);
            form.blame(wrong.0);
            new_desk(asker).form(form).again()
        }
    }
}

pub async fn act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Path(code): Path<String>, Body(posted): Body<Posted>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let Some(Shown::Own(role)) = find(&app, &code) else { return unknown(asker) };
    let given = match read(reader.ui, &posted, role.code.clone()) {
        Ok(role) => asker.ask(&posted, Administrator::SetRole { role }).await,
        Err(wrong) => Err(wrong),
    };
    match given {
        Ok(()) => asker.done(reader.ui.say("admin-saved"), PAGE),
        Err(wrong) => {
            let mut form = form(asker, Some(&role), &posted);
            form.blame(wrong.0);
            desk(asker, &role, form).again()
        }
    }
}

pub async fn remove_act(
    State(app): State<Shared>,
    reader: Reader,
    person: axum::Extension<Person>,
    Path(code): Path<String>,
    Body(posted): Body<Posted>,
) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    match asker.ask(&posted, Administrator::RemoveRole { role: RoleCode::new(code.as_str()) }).await {
        Ok(()) => asker.done(reader.ui.say("roles-removed"), PAGE),
        Err(wrong) => asker.refused(wrong, &format!("{PAGE}/{}", crate::web::say::plain_path(&code))),
    }
}

#[cfg(test)]
mod tests {
    use sunhall_protocol::words::Language;

    use super::*;

    #[test]
    fn every_right_has_words_and_stands_in_one_part() {
        for language in Language::ALL {
            let ui = Say::new(language);
            for verb in Verb::ALL {
                let name = verb_name(ui, verb);
                assert!(!name.ends_with(&verb.key()) && !name.is_empty(), "{verb:?}");
            }
        }
        let parts = |title| Verb::ALL.into_iter().filter(move |verb| part_of(*verb) == title).count();
        assert_eq!(PARTS.iter().map(|(title, _)| parts(*title)).sum::<usize>(), Verb::ALL.len());
        assert!(PARTS.iter().all(|(title, _)| parts(*title) > 0));
    }
}
