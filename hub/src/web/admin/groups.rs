//! Groups: a queue with a letter, its names on the screens, and the days on which it is served.

use axum::Form as Body;
use axum::extract::{Path, State};
use axum::response::Response;
use sunhall_hall::floor::Group;
use sunhall_hall::ids::GroupCode;
use sunhall_hall::settings::Change;
use sunhall_hall::{Day, Hall, Verb};
use sunhall_protocol::words;

use super::change::{self, Asker};
use super::form::{Posted, Reading, Wrong};
use crate::web::guard::Person;
use crate::web::language::Reader;
use crate::web::say::Say;
use crate::web::state::Shared;
use crate::web::view::admin::{Cell, Choice, Field, Form, List, Part, Row};

const PAGE: &str = "/admin/groups";

/// Pictures that kiosks can draw.
const ICONS: [&str; 16] = [
    "users-three",
    "first-aid-kit",
    "hand-heart",
    "identification-card",
    "plant",
    "baby",
    "storefront",
    "signpost",
    "chats-circle",
    "briefcase",
    "house",
    "ticket",
    "heart",
    "handshake",
    "folder-open",
    "phone",
];

pub async fn list(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let (ui, hall) = (asker.ui(), app.engine.hall());
    let rows = by_letter(&hall).into_iter().map(|group| row(ui, &hall, group)).collect();
    let columns = ["field-name", "field-letter", "field-weekdays", "group-windows", "group-services"].map(|key| ui.say(key)).to_vec();
    let mut desk = asker.desk("group-title").lead(ui.say("group-lead"));
    if person.may(Verb::SetGroup) {
        desk = desk.link(format!("{PAGE}/new"), "plus", ui.say("group-new"));
    }
    desk.list(List { title: String::new(), columns, rows, empty: ui.say("group-none") }).show()
}

/// Groups in the order of their letters, as people know them.
pub fn by_letter(hall: &Hall) -> Vec<&Group> {
    let mut groups: Vec<&Group> = hall.floor.groups.values().collect();
    groups.sort_by_key(|group| group.letter);
    groups
}

fn row(ui: Say, hall: &Hall, group: &Group) -> Row {
    let windows: Vec<u32> = hall.floor.first_windows(&group.code, None).iter().map(|window| u32::from(window.0)).collect();
    let days: Vec<u32> = group.weekdays.iter().map(|weekday| u32::from(*weekday)).collect();
    let services = hall.floor.services.values().filter(|service| service.group == group.code);
    let (all, offered) = services.fold((0_u32, 0_u32), |(all, offered), service| (all + 1, offered + u32::from(service.offered)));
    let unserved = windows.is_empty();
    let cells = vec![
        Cell::Two(ui.name(&group.name, &group.name_en).to_owned(), ui.name(&group.summary, &group.summary_en).to_owned()),
        Cell::Letter(group.letter),
        Cell::Text(if days.is_empty() { ui.say("group-every-day") } else { words::weekdays(ui.language, &days) }),
        if unserved { Cell::Soft(ui.say("group-no-window")) } else { Cell::Plates(windows) },
        Cell::Text(ui.with("group-services-count", &[("count", all.into()), ("offered", offered.into())])),
    ];
    Row::new(format!("{PAGE}/{}", group.code), cells, "").off(unserved)
}

pub async fn new(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let form = form(asker, None, &Posted::default());
    change::desk(asker, "group-title", PAGE, None, "").titled(reader.ui.say("group-new")).form(form).show()
}

pub async fn edit(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Path(code): Path<String>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let Some(group) = app.engine.hall().floor.groups.get(&GroupCode::new(code.as_str())).cloned() else {
        return asker.refused(Wrong::whole(reader.ui.say("refusal-unknown-group")), PAGE);
    };
    let posted = posted(&group);
    let form = form(asker, Some(&group), &posted);
    change::desk(asker, "group-title", PAGE, Some(&Change::Group(group)), &code).form(form).show()
}

fn posted(group: &Group) -> Posted {
    let mut posted = Posted::default()
        .and("letter", &group.letter)
        .and("name", &group.name)
        .and("name_en", &group.name_en)
        .and("summary", &group.summary)
        .and("summary_en", &group.summary_en)
        .and("icon", &group.icon)
        .and("elder_name", &group.elder_name)
        .and("elder_summary", &group.elder_summary);
    for weekday in &group.weekdays {
        posted = posted.and("weekdays", weekday);
    }
    for (name, is) in [("not_sure", group.not_sure), ("in_elder_mode", group.in_elder_mode)] {
        if is {
            posted = posted.and(name, "yes");
        }
    }
    posted
}

fn form(asker: Asker<'_>, group: Option<&Group>, posted: &Posted) -> Form {
    let ui = asker.ui();
    let line = |name: &str, most: usize| Field::line(name, ui.say(&format!("field-{}", name.replace('_', "-"))), posted.get(name)).half().at_most(most);
    let mut names = vec![line("name", 16).needed(), line("name_en", 40), line("summary", 16).hint(ui.say("group-summary-hint")), line("summary_en", 40)];
    if group.is_none() {
        names.insert(0, line("code", 40).needed().hint(ui.say("admin-code-hint")));
    }
    let letter = line("letter", 1).needed().hint(ui.say("group-letter-hint"));
    let mut icons: Vec<Choice> = ICONS.iter().map(|icon| Choice::new(*icon, ui.say(&format!("picture-{icon}")), posted.get("icon") == *icon)).collect();
    if !icons.iter().any(|icon| icon.chosen) && !posted.get("icon").is_empty() {
        icons.insert(0, Choice::new(posted.get("icon"), posted.get("icon"), true));
    }
    let icon = Field::pick("icon", ui.say("field-icon"), icons).needed().half();
    let weekdays = (1..=7_u32).map(|day| Choice::new(day.to_string(), words::weekday(ui.language, day), posted.has("weekdays", &day.to_string())));
    let days = Field::ticks("weekdays", ui.say("field-weekdays"), weekdays.collect()).hint(ui.say("group-weekdays-hint"));
    let tick = |name: &str| Field::tick(name, ui.say(&format!("field-{}", name.replace('_', "-"))), posted.has(name, "yes"));
    let elder = vec![
        tick("in_elder_mode").hint(ui.say("group-elder-hint")),
        line("elder_name", 8),
        line("elder_summary", 24),
        tick("not_sure").hint(ui.say("group-not-sure-hint")),
    ];
    let parts = vec![
        Part { title: ui.say("group-part-names"), note: String::new(), fields: names },
        Part { title: ui.say("group-part-queue"), note: String::new(), fields: vec![letter, icon, days] },
        Part { title: ui.say("group-part-elder"), note: String::new(), fields: elder },
    ];
    let (action, seen) = match group {
        Some(group) => (format!("{PAGE}/{}", group.code), change::seen(&asker.app.engine.hall(), &Change::Group(group.clone()))),
        None => (format!("{PAGE}/new"), "new".to_owned()),
    };
    change::form(asker, action, PAGE, parts, posted, seen, asker.person.may(Verb::SetGroup))
}

fn read(ui: Say, posted: &Posted, code: Option<&str>, today: Day) -> Result<(Change, Day), Wrong> {
    let mut read = Reading::new(ui, posted);
    let code = code.map_or_else(|| read.code("code"), str::to_owned);
    let letter = read.needed("letter", 1).chars().next().unwrap_or(' ').to_ascii_uppercase();
    let weekdays: Vec<u8> = posted.all("weekdays").filter_map(|day| day.parse().ok()).collect();
    let group = Group {
        code: GroupCode::new(code),
        letter,
        name: read.needed("name", 16),
        name_en: read.line("name_en", 40),
        summary: read.line("summary", 16),
        summary_en: read.line("summary_en", 40),
        icon: read.needed("icon", 40),
        // Every day of the week is the same as none in particular.
        weekdays: if weekdays.len() == 7 { Vec::new() } else { weekdays },
        not_sure: read.ticked("not_sure"),
        in_elder_mode: read.ticked("in_elder_mode"),
        elder_name: read.line("elder_name", 8),
        elder_summary: read.line("elder_summary", 24),
    };
    if posted.all("weekdays").any(|day| !day.parse().is_ok_and(|day: u8| (1..=7).contains(&day))) {
        read.blame("weekdays", ui.say("admin-wrong-weekdays"));
    }
    if group.in_elder_mode && group.elder_name.is_empty() {
        read.blame("elder_name", ui.say("admin-wrong-empty"));
    }
    let from = read.from("from", today);
    read.finish().map(|()| (Change::Group(group), from))
}

pub async fn new_act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Body(posted): Body<Posted>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let read = read(asker.ui(), &posted, None, asker.today());
    let again = || (change::desk(asker, "group-title", PAGE, None, "").titled(asker.ui().say("group-new")), form(asker, None, &posted));
    change::finish(asker, &posted, read, PAGE, again).await
}

pub async fn act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Path(code): Path<String>, Body(posted): Body<Posted>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let Some(group) = app.engine.hall().floor.groups.get(&GroupCode::new(code.as_str())).cloned() else {
        return asker.refused(Wrong::whole(reader.ui.say("refusal-unknown-group")), PAGE);
    };
    let read = read(asker.ui(), &posted, Some(&code), asker.today());
    let again = || {
        let form = form(asker, Some(&group), &posted);
        (change::desk(asker, "group-title", PAGE, Some(&Change::Group(group.clone())), &code), form)
    };
    change::finish(asker, &posted, read, PAGE, again).await
}
