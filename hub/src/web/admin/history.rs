//! The history of settings: when, who, which thing, and what it was before.

use axum::extract::{Query, State};
use axum::response::Response;
use chrono::NaiveTime;
use serde::Deserialize;
use serde_json::Value;
use sunhall_hall::ids::{GroupCode, ServiceCode};
use sunhall_hall::policy::catalogue;
use sunhall_hall::{Hall, Moment, Refusal};
use sunhall_protocol::words;

use super::difference::{lines, plain};
use super::form::day as read_day;
use super::frame::{Desk, day};
use crate::store::{Change, Wanted, changes::PAGE_ROWS};
use crate::web::guard::Person;
use crate::web::language::Reader;
use crate::web::refusals::{self, About};
use crate::web::say::Say;
use crate::web::state::{App, Shared, clock};
use crate::web::view::admin::{Cell, ChangeLine, Choice, Field, Find, List, Row};

/// Kinds of things in the history, in the order of the filter.
pub const KINDS: [&str; 17] = [
    "hall",
    "hours",
    "day",
    "calendar",
    "group",
    "service",
    "window",
    "staff",
    "role",
    "parameter",
    "plan",
    "notice",
    "device",
    "credential",
    "token",
    "text",
    "slip",
];

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wish {
    kind: String,
    thing: Option<String>,
    who: String,
    from: String,
    to: String,
    page: u32,
}

/// Where the history of one thing is read.
pub fn of(kind: &str, thing: &str) -> String {
    format!("/admin/history?kind={kind}&thing={thing}")
}

pub async fn list(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Query(wish): Query<Wish>) -> Response {
    let ui = reader.ui;
    let from = read_day(&wish.from).map(|day| Moment::at(day, NaiveTime::MIN));
    let until = read_day(&wish.to).map(|day| Moment::at(day.next(), NaiveTime::MIN));
    let kind = KINDS.iter().find(|kind| **kind == wish.kind).map(ToString::to_string).unwrap_or_default();
    let wanted =
        Wanted { kind, thing: wish.thing.clone().filter(|thing| !thing.is_empty()), actor: actor(&wish.who), from, until, page: wish.page.min(100_000) };
    let (found, count) = app.engine.changes(&wanted);
    let hall = app.engine.hall();
    let rows = found.iter().map(|change| row(&app, ui, &hall, change)).collect();
    let columns = ["history-when", "history-who", "history-what", "history-change"].map(|key| ui.say(key)).to_vec();
    let mut desk = Desk::new(&app, &reader, &person, "history-title").lead(ui.with("history-lead", &[("count", count.into())]));
    desk.page.find = Some(find(ui, &wish, &wanted));
    if let Some(thing) = &wanted.thing {
        desk = desk.titled(ui.with("history-of", &[("thing", name(&app, ui, &hall, &wanted.kind, thing).into())]));
        desk = desk.link("/admin/history".to_owned(), "", ui.say("history-all"));
    }
    desk = desk.list(List { title: String::new(), columns, rows, empty: ui.say("history-none") });
    for link in pages(ui, &wish, &wanted, count) {
        desk.page.pages.push(link);
    }
    desk.show()
}

/// Changes of one thing that stand below its form.
const RECENT: usize = 5;

/// The last changes of one thing, each with the number of its version.
pub fn recent(app: &App, ui: Say, kind: &str, thing: &str) -> List {
    let wanted = Wanted { kind: kind.to_owned(), thing: Some(thing.to_owned()), ..Wanted::default() };
    let (found, count) = app.engine.changes(&wanted);
    let hall = app.engine.hall();
    let rows = found.iter().take(RECENT).zip((1..=count).rev()).map(|(change, version)| {
        let Row { mut cells, .. } = row(app, ui, &hall, change);
        cells[2] = Cell::Text(ui.with("history-version", &[("version", version.into())]));
        Row::new("", cells, "")
    });
    let columns = ["history-when", "history-who", "history-version-column", "history-change"].map(|key| ui.say(key)).to_vec();
    List { title: ui.say("history-recent"), columns, rows: rows.collect(), empty: ui.say("history-none") }
}

/// The last changes of everything.
pub fn latest(app: &App, ui: Say) -> List {
    let (found, _) = app.engine.changes(&Wanted::default());
    let hall = app.engine.hall();
    let columns = ["history-when", "history-who", "history-what", "history-change"].map(|key| ui.say(key)).to_vec();
    let rows = found.iter().take(RECENT).map(|change| row(app, ui, &hall, change));
    List { title: ui.say("history-recent"), columns, rows: rows.collect(), empty: ui.say("history-none") }
}

/// `0102` is a person's number; console and clock are named as they are.
fn actor(who: &str) -> String {
    match who.trim() {
        "" => String::new(),
        named @ ("console" | "clock") => named.to_owned(),
        token if token.starts_with("token:") => token.to_owned(),
        number => format!("staff:{number}"),
    }
}

fn find(ui: Say, wish: &Wish, wanted: &Wanted) -> Find {
    let mut kinds = vec![Choice::new("", ui.say("common-all"), wanted.kind.is_empty())];
    kinds.extend(KINDS.iter().map(|kind| Choice::new(*kind, ui.say(&format!("history-kind-{kind}")), wanted.kind == *kind)));
    let first = Moment(0).day();
    let fields = vec![
        Field::pick("kind", ui.say("history-kind"), kinds).needed(),
        Field::line("who", ui.say("sign-on-number"), wish.who.trim()).at_most(16),
        Field::day("from", ui.say("history-from"), wish.from.as_str(), first),
        Field::day("to", ui.say("history-to"), wish.to.as_str(), first),
    ];
    Find { action: "/admin/history", fields, save: ui.say("common-search") }
}

fn pages(ui: Say, wish: &Wish, wanted: &Wanted, count: u32) -> Vec<crate::web::view::admin::Link> {
    let last = count.saturating_sub(1) / PAGE_ROWS;
    let address = |page: u32| {
        let thing = wish.thing.as_deref().map(|thing| format!("&thing={}", escaped_query(thing))).unwrap_or_default();
        let (who, from, to) = (escaped_query(&wish.who), escaped_query(&wish.from), escaped_query(&wish.to));
        format!("/admin/history?kind={}{thing}&who={who}&from={from}&to={to}&page={page}", wanted.kind)
    };
    let link = |page: u32, name: &str| crate::web::view::admin::Link { href: address(page), icon: "", name: ui.say(name) };
    let mut links = Vec::new();
    if wanted.page > 0 {
        links.push(link(wanted.page.min(last + 1) - 1, "common-page-previous"));
    }
    if wanted.page < last {
        links.push(link(wanted.page + 1, "common-page-next"));
    }
    links
}

/// Text inside a query: everything but plain signs as its bytes.
pub fn escaped_query(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

fn row(app: &App, ui: Say, hall: &Hall, change: &Change) -> Row {
    let who = match change.staff() {
        Some(number) => app.name_of(&number),
        None => match change.actor.as_str() {
            "console" => ui.say("history-console"),
            "clock" => ui.say("history-clock"),
            token => token.trim_start_matches("token:").to_owned(),
        },
    };
    let number = change.staff().map(|number| number.to_string()).unwrap_or_default();
    let kind = ui.say(&format!("history-kind-{}", change.kind));
    let cells = vec![
        Cell::Two(day(ui, change.at.day()), clock(change.at)),
        Cell::Two(who, number),
        Cell::Two(name(app, ui, hall, &change.kind, &change.thing), kind),
        Cell::Changes(told(app, ui, hall, change)),
    ];
    Row::new("", cells, "")
}

/// The name of a thing by its key.
fn name(app: &App, ui: Say, hall: &Hall, kind: &str, thing: &str) -> String {
    let known = match kind {
        "group" => hall.floor.groups.get(&GroupCode::new(thing)).map(|group| ui.name(&group.name, &group.name_en).to_owned()),
        "service" => hall.floor.services.get(&ServiceCode::new(thing)).map(|service| ui.name(&service.name, &service.name_en).to_owned()),
        "window" => Some(ui.with("admin-window", &[("window", thing.into())])),
        "staff" | "credential" => Some(app.name_of(&sunhall_hall::ids::StaffNumber::new(thing))),
        "role" => hall.staff.roles.get(&sunhall_hall::ids::RoleCode::new(thing)).map(|role| ui.name(&role.name, &role.name_en).to_owned()),
        "parameter" => catalogue().get(thing).map(|row| ui.name(&row.description, &row.description_en).to_owned()),
        "text" => Some(words::say(ui.language, thing)),
        "slip" => Some(ui.say("slip-title")),
        "plan" => Some(ui.with("planned-number", &[("number", thing.into())])),
        "hall" | "hours" => Some(ui.say(&format!("history-kind-{kind}"))),
        _ => None,
    };
    known.unwrap_or_else(|| thing.to_owned())
}

fn told(app: &App, ui: Say, hall: &Hall, change: &Change) -> Vec<ChangeLine> {
    if change.kind != "plan" {
        return lines(ui, hall, &change.kind, change.before.as_ref(), change.after.as_ref());
    }
    let Some(after) = &change.after else { return vec![plain(ui.say("planned-taken-back"))] };
    if after.get("made").is_some() {
        return vec![plain(ui.say("planned-made"))];
    }
    if let Some(refusal) = after.get("not_made").and_then(|refusal| serde_json::from_value::<Refusal>(refusal.clone()).ok()) {
        let why = refusals::sentence(app, ui.language, &refusal, &About::default());
        return vec![plain(ui.both(&ui.say("planned-not-made"), &why))];
    }
    planned(ui, hall, after)
}

/// What a plan will change, with the thing it changes and its day.
fn planned(ui: Say, hall: &Hall, plan: &Value) -> Vec<ChangeLine> {
    let Ok(plan) = serde_json::from_value::<sunhall_hall::planned::Plan>(plan.clone()) else { return Vec::new() };
    let mut told = vec![plain(ui.with("planned-from", &[("date", day(ui, plan.from).into()), ("thing", super::planned::thing(ui, &plan.change).into())]))];
    told.extend(super::planned::difference(ui, hall, &plan));
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_pages_carry_what_was_typed_safely() {
        let wish = Wish { thing: Some("a&b=\"".into()), who: "演".into(), ..Wish::default() };
        let links = pages(Say::default(), &wish, &Wanted { page: 1, ..Wanted::default() }, 120);
        assert_eq!(links.len(), 2);
        assert!(links[0].href.contains("thing=a%26b%3D%22") && links[0].href.ends_with("page=0"), "{}", links[0].href);
        assert!(links[1].href.contains("who=%E6%BC%94") && links[1].href.ends_with("page=2"));
    }
}
