//! Windows: which groups each serves first, which it helps, and the services to which skills narrow it.

use axum::Form as Body;
use axum::extract::{Path, State};
use axum::response::Response;
use sunhall_hall::floor::Window;
use sunhall_hall::ids::{GroupCode, ServiceCode, WindowNumber};
use sunhall_hall::settings::Change;
use sunhall_hall::{Day, Hall, Verb};
use sunhall_protocol::words;

use super::change::{self, Asker};
use super::form::{Posted, Reading, Wrong};
use super::groups::by_letter;
use crate::web::guard::Person;
use crate::web::language::Reader;
use crate::web::say::Say;
use crate::web::state::Shared;
use crate::web::view::admin::{Cell, Choice, Field, Form, List, Part, Row};

const PAGE: &str = "/admin/windows";

pub async fn list(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let (ui, hall) = (asker.ui(), app.engine.hall());
    let rows = hall.floor.windows.values().map(|window| row(ui, &hall, window)).collect();
    let columns = ["term-window", "field-first", "field-help", "field-services"].map(|key| ui.say(key)).to_vec();
    let mut desk = asker.desk("window-setup-title").lead(ui.say("window-setup-lead"));
    if person.may(Verb::SetWindow) {
        desk = desk.link(format!("{PAGE}/new"), "plus", ui.say("window-setup-new"));
    }
    desk.list(List { title: String::new(), columns, rows, empty: ui.say("window-setup-none") }).show()
}

fn row(ui: Say, hall: &Hall, window: &Window) -> Row {
    let groups = |codes: &[GroupCode]| {
        let names: Vec<String> =
            codes.iter().filter_map(|code| hall.floor.groups.get(code)).map(|group| ui.name(&group.name, &group.name_en).to_owned()).collect();
        if names.is_empty() { ui.say("common-none") } else { words::list(ui.language, &names) }
    };
    let services = match window.services.len() {
        0 => ui.say("window-setup-all-services"),
        count => ui.with("window-setup-services", &[("count", count.into())]),
    };
    let cells = vec![
        Cell::Text(ui.with("admin-window", &[("window", window.number.0.into())])),
        Cell::Text(groups(&window.first)),
        Cell::Text(groups(&window.help)),
        Cell::Text(services),
    ];
    Row::new(format!("{PAGE}/{}", window.number.0), cells, "").off(window.first.is_empty())
}

pub async fn new(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let form = form(asker, None, &Posted::default());
    change::desk(asker, "window-setup-title", PAGE, None, "").titled(reader.ui.say("window-setup-new")).form(form).show()
}

fn find(app: &crate::web::state::App, number: &str) -> Option<Window> {
    app.engine.hall().floor.windows.get(&WindowNumber(number.parse().ok()?)).cloned()
}

pub async fn edit(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Path(number): Path<String>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let Some(window) = find(&app, &number) else { return asker.refused(Wrong::whole(reader.ui.say("refusal-no-such-window")), PAGE) };
    let form = form(asker, Some(&window), &posted(&window));
    change::desk(asker, "window-setup-title", PAGE, Some(&Change::Window(window)), &number).form(form).show()
}

fn posted(window: &Window) -> Posted {
    let mut posted = Posted::default();
    for (name, groups) in [("first", &window.first), ("help", &window.help)] {
        posted = groups.iter().fold(posted, |posted, group| posted.and(name, group));
    }
    window.services.iter().fold(posted, |posted, service| posted.and("services", service))
}

fn form(asker: Asker<'_>, window: Option<&Window>, posted: &Posted) -> Form {
    let (ui, hall) = (asker.ui(), asker.app.engine.hall());
    let groups = |name: &'static str| {
        let choices = by_letter(&hall).into_iter().map(|group| {
            let label = format!("{} {}", group.letter, ui.name(&group.name, &group.name_en));
            Choice::new(group.code.as_str(), label, posted.has(name, group.code.as_str()))
        });
        Field::ticks(name, ui.say(&format!("field-{name}")), choices.collect())
    };
    let mut queues = vec![groups("first").hint(ui.say("window-setup-first-hint")), groups("help").hint(ui.say("window-setup-help-hint"))];
    if window.is_none() {
        queues.insert(0, Field::figure("number", ui.say("window-setup-number"), posted.get("number")).needed());
    }
    let mut parts = vec![Part { title: ui.say("window-setup-part-groups"), note: String::new(), fields: queues }];
    let mut skills = Vec::new();
    for group in by_letter(&hall) {
        let services = hall.floor.services.values().filter(|service| service.group == group.code);
        let choices: Vec<Choice> = services
            .map(|service| Choice::new(service.code.as_str(), ui.name(&service.name, &service.name_en), posted.has("services", service.code.as_str())))
            .collect();
        if !choices.is_empty() {
            skills.push(
                Field { name: "services".to_owned(), ..Field::ticks("services", ui.name(&group.name, &group.name_en).to_owned(), choices) }
                    .apart(group.code.as_str()),
            );
        }
    }
    parts.push(Part { title: ui.say("field-services"), note: ui.say("window-setup-services-hint"), fields: skills });
    let (action, seen) = match window {
        Some(window) => (format!("{PAGE}/{}", window.number.0), change::seen(&hall, &Change::Window(window.clone()))),
        None => (format!("{PAGE}/new"), "new".to_owned()),
    };
    change::form(asker, action, PAGE, parts, posted, seen, asker.person.may(Verb::SetWindow))
}

fn read(ui: Say, posted: &Posted, number: Option<WindowNumber>, today: Day) -> Result<(Change, Day), Wrong> {
    let mut read = Reading::new(ui, posted);
    let number = number.unwrap_or_else(|| WindowNumber(u16::try_from(read.whole("number", 1, 999)).unwrap_or(1)));
    let groups = |name: &'static str| posted.all(name).map(GroupCode::new).collect::<Vec<_>>();
    let window = Window { number, first: groups("first"), help: groups("help"), services: posted.all("services").map(ServiceCode::new).collect() };
    if window.help.iter().any(|group| window.first.contains(group)) {
        read.blame("help", ui.say("admin-wrong-help"));
    }
    let from = read.from("from", today);
    read.finish().map(|()| (Change::Window(window), from))
}

pub async fn new_act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Body(posted): Body<Posted>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let read = read(asker.ui(), &posted, None, asker.today());
    let again = || (change::desk(asker, "window-setup-title", PAGE, None, "").titled(asker.ui().say("window-setup-new")), form(asker, None, &posted));
    change::finish(asker, &posted, read, PAGE, again).await
}

pub async fn act(
    State(app): State<Shared>,
    reader: Reader,
    person: axum::Extension<Person>,
    Path(number): Path<String>,
    Body(posted): Body<Posted>,
) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let Some(window) = find(&app, &number) else { return asker.refused(Wrong::whole(reader.ui.say("refusal-no-such-window")), PAGE) };
    let read = read(asker.ui(), &posted, Some(window.number), asker.today());
    let again = || {
        let form = form(asker, Some(&window), &posted);
        (change::desk(asker, "window-setup-title", PAGE, Some(&Change::Window(window.clone())), &number), form)
    };
    change::finish(asker, &posted, read, PAGE, again).await
}
