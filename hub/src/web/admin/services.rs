//! Services of the catalogue: names, limits, fee, the guide that citizens read, and whether it is offered.

mod fields;

use axum::Form as Body;
use axum::extract::{Path, State};
use axum::response::Response;
use sunhall_hall::floor::Service;
use sunhall_hall::ids::ServiceCode;
use sunhall_hall::settings::Change;
use sunhall_hall::{Hall, Verb};

use super::change::{self, Asker};
use super::form::{Posted, Wrong};
use crate::web::clerk;
use crate::web::guard::Person;
use crate::web::language::Reader;
use crate::web::say::Say;
use crate::web::state::{App, Shared};
use crate::web::view::admin::{Cell, Form, List, Row};

const PAGE: &str = "/admin/services";
const TITLE: &str = "service-title";

pub async fn list(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let (ui, hall) = (asker.ui(), app.engine.hall());
    let offered = hall.floor.services.values().filter(|service| service.offered).count();
    let lead = ui.with("service-lead", &[("count", hall.floor.services.len().into()), ("offered", offered.into())]);
    let mut desk = asker.desk(TITLE).lead(lead).search("service-search");
    if person.may(Verb::SetService) {
        desk = desk.link(format!("{PAGE}/new"), "plus", ui.say("service-new"));
    }
    let columns = ["field-name", "guide-how-long", "guide-fee", "service-state"].map(|key| ui.say(key)).to_vec();
    for group in super::groups::by_letter(&hall) {
        let services = hall.floor.services.values().filter(|service| service.group == group.code);
        let rows: Vec<Row> = services.map(|service| row(ui, &hall, service)).collect();
        if !rows.is_empty() {
            let title = format!("{} {}", group.letter, ui.name(&group.name, &group.name_en));
            desk = desk.list(List { title, columns: columns.clone(), rows, empty: String::new() });
        }
    }
    if hall.floor.services.is_empty() {
        desk = desk.list(List { empty: ui.say("service-none"), ..List::default() });
    }
    desk.show()
}

fn row(ui: Say, hall: &Hall, service: &Service) -> Row {
    let (tone, state) = if !service.offered {
        ("", "service-not-offered")
    } else if hall.floor.first_windows(&service.group, Some(&service.code)).is_empty() {
        ("amber", "service-no-window")
    } else {
        ("green", "service-offered")
    };
    let cells = vec![
        Cell::Two(ui.name(&service.name, &service.name_en).to_owned(), format!("{} {}", service.code, service.department)),
        Cell::Text(clerk::limit(ui, service)),
        Cell::Text(clerk::fee(ui, &service.fee)),
        Cell::Chip { tone, text: ui.say(state) },
    ];
    let also = format!("{} {} {} {}", service.name, service.name_en, service.short, service.aliases.join(" "));
    Row::new(format!("{PAGE}/{}", service.code), cells, &also).off(!service.offered)
}

fn find(app: &App, code: &str) -> Option<Service> {
    app.engine.hall().floor.services.get(&ServiceCode::new(code)).map(|service| service.as_ref().clone())
}

fn form(asker: Asker<'_>, service: Option<&Service>, posted: &Posted) -> Form {
    let hall = asker.app.engine.hall();
    let parts = fields::parts(asker.ui(), &hall, posted, service.is_none());
    let (action, seen) = match service {
        Some(service) => (format!("{PAGE}/{}", service.code), change::seen(&hall, &Change::Service(Box::new(service.clone())))),
        None => (format!("{PAGE}/new"), "new".to_owned()),
    };
    change::form(asker, action, PAGE, parts, posted, seen, asker.person.may(Verb::SetService))
}

pub async fn new(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let form = form(asker, None, &Posted::default().and("pledged_days", "0").and("fee_kind", "zero"));
    change::desk(asker, TITLE, PAGE, None, "").titled(reader.ui.say("service-new")).form(form).show()
}

pub async fn edit(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Path(code): Path<String>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let Some(service) = find(&app, &code) else { return asker.refused(Wrong::whole(reader.ui.say("service-unknown")), PAGE) };
    let form = form(asker, Some(&service), &fields::posted(&service));
    let mut desk = change::desk(asker, TITLE, PAGE, Some(&Change::Service(Box::new(service.clone()))), &code);
    if service.offered {
        desk = desk.link(format!("/g/{code}"), "file-text", reader.ui.say("service-guide-look"));
    }
    desk.form(form).show()
}

pub async fn new_act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Body(posted): Body<Posted>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let read = fields::read(asker.ui(), &posted, None, asker.today());
    let again = || (change::desk(asker, TITLE, PAGE, None, "").titled(asker.ui().say("service-new")), form(asker, None, &posted));
    change::finish(asker, &posted, read, PAGE, again).await
}

pub async fn act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Path(code): Path<String>, Body(posted): Body<Posted>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let Some(service) = find(&app, &code) else { return asker.refused(Wrong::whole(reader.ui.say("service-unknown")), PAGE) };
    let read = fields::read(asker.ui(), &posted, Some(&code), asker.today());
    let again = || {
        let form = form(asker, Some(&service), &posted);
        (change::desk(asker, TITLE, PAGE, Some(&Change::Service(Box::new(service.clone()))), &code), form)
    };
    change::finish(asker, &posted, read, PAGE, again).await
}
