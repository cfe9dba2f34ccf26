//! The security log as a page and as a sheet: who came in, who did not, and what was done to rights, passwords, tokens and devices.

use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::NaiveTime;
use serde::Deserialize;
use sunhall_hall::ids::StaffNumber;
use sunhall_hall::{Moment, Verb};

use super::change::Asker;
use super::form::day as read_day;
use super::history::escaped_query;
use super::roles::verb_name;
use crate::store::{SecurityEntry, SecurityKind, SecurityQuery};
use crate::web::guard::Person;
use crate::web::language::Reader;
use crate::web::say::Say;
use crate::web::state::{App, Shared, clock, date};
use crate::web::view::admin::{Cell, Choice, Field, Find, Link, List, Row};

const PAGE: &str = "/admin/security";
const PAGE_ROWS: u32 = 50;

/// Lines that one sheet holds at most; more are had by narrower dates.
const SHEET_ROWS: u32 = 50_000;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wish {
    kind: String,
    who: String,
    from: String,
    to: String,
    page: u32,
}

impl Wish {
    fn query(&self, skip: u32, take: u32) -> SecurityQuery {
        SecurityQuery {
            kind: SecurityKind::parse(&self.kind),
            who: Some(self.who.trim().to_owned()).filter(|who| !who.is_empty()),
            from: read_day(&self.from).map(|day| Moment::at(day, NaiveTime::MIN)),
            until: read_day(&self.to).map(|day| Moment::at(day.next(), NaiveTime::MIN)),
            skip,
            take,
        }
    }

    fn address(&self, page: &str, number: Option<u32>) -> String {
        let (kind, who, from, to) = (escaped_query(&self.kind), escaped_query(&self.who), escaped_query(&self.from), escaped_query(&self.to));
        let number = number.map(|number| format!("&page={number}")).unwrap_or_default();
        format!("{page}?kind={kind}&who={who}&from={from}&to={to}{number}")
    }
}

pub async fn list(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Query(wish): Query<Wish>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let (ui, page) = (asker.ui(), wish.page.min(100_000));
    let (found, count) = read(&app, &wish.query(page * PAGE_ROWS, PAGE_ROWS));
    let months = app.engine.hall().figure("security.log_months", app.engine.now());
    let mut desk = asker.desk("security-title").lead(ui.with("security-lead", &[("months", months.into()), ("count", count.into())]));
    desk = desk.link(wish.address("/admin/security.csv", None), "file-text", ui.say("security-sheet"));
    desk.page.find = Some(find(ui, &wish));
    let columns = ["history-when", "security-kind", "history-who", "security-about", "session-column-address"].map(|key| ui.say(key)).to_vec();
    let rows = found.iter().map(|entry| row(&app, ui, entry)).collect();
    desk = desk.list(List { title: String::new(), columns, rows, empty: ui.say("security-none") });
    let last = count.saturating_sub(1) / PAGE_ROWS;
    let mut turn = |number: u32, name: &str| desk.page.pages.push(Link { href: wish.address(PAGE, Some(number)), icon: "", name: ui.say(name) });
    if page > 0 {
        turn((page - 1).min(last), "common-page-previous");
    }
    if page < last {
        turn(page + 1, "common-page-next");
    }
    desk.show()
}

fn read(app: &App, query: &SecurityQuery) -> (Vec<SecurityEntry>, u32) {
    app.engine.security(query).unwrap_or_else(|fault| {
        tracing::error!(%fault, "the security log could not be read");
        (Vec::new(), 0)
    })
}

fn find(ui: Say, wish: &Wish) -> Find {
    let mut kinds = vec![Choice::new("", ui.say("common-all"), wish.kind.is_empty())];
    kinds.extend(SecurityKind::ALL.iter().map(|kind| Choice::new(kind.as_str(), kind_name(ui, *kind), kind.as_str() == wish.kind)));
    let first = Moment(0).day();
    let fields = vec![
        Field::pick("kind", ui.say("security-kind"), kinds).needed(),
        Field::line("who", ui.say("security-who"), wish.who.trim()).at_most(60),
        Field::day("from", ui.say("history-from"), wish.from.as_str(), first),
        Field::day("to", ui.say("history-to"), wish.to.as_str(), first),
    ];
    Find { action: PAGE, fields, save: ui.say("common-search") }
}

fn kind_name(ui: Say, kind: SecurityKind) -> String {
    ui.say(&format!("security-{}", kind.as_str()))
}

/// What calls for a second look.
fn tone(kind: SecurityKind) -> &'static str {
    use SecurityKind as Kind;
    match kind {
        Kind::LockedOut | Kind::SignOnWrong | Kind::TokenWrong | Kind::DevicePasswordWrong | Kind::ActRefused => "amber",
        Kind::SignedOn | Kind::SignedOff | Kind::Unlocked => "green",
        Kind::SessionRevoked
        | Kind::PasswordChanged
        | Kind::PasswordGiven
        | Kind::RightsChanged
        | Kind::TokenIssued
        | Kind::TokenRevoked
        | Kind::DeviceEnrolled
        | Kind::DeviceRevoked
        | Kind::DeviceLocked
        | Kind::DeviceUnlocked
        | Kind::DeviceRestarted => "",
    }
}

fn row(app: &App, ui: Say, entry: &SecurityEntry) -> Row {
    let who = match entry.who.as_deref() {
        Some("console") => Cell::Text(ui.say("history-console")),
        Some(who) => person(app, who),
        None => Cell::Soft(ui.say("security-stranger")),
    };
    let about = match entry.about.as_deref() {
        Some(about) if entry.kind == SecurityKind::ActRefused => Cell::Text(act(ui, about)),
        Some(about) => person(app, about),
        None => Cell::Text(String::new()),
    };
    let cells = vec![
        Cell::Two(date(ui, entry.at.day()), clock(entry.at)),
        Cell::Chip { tone: tone(entry.kind), text: kind_name(ui, entry.kind) },
        who,
        about,
        Cell::Text(entry.address.map(|address| address.to_string()).unwrap_or_default()),
    ];
    Row::new("", cells, "")
}

/// A person by name and number; anything else as it is written.
fn person(app: &App, text: &str) -> Cell {
    let number = StaffNumber::new(text);
    if app.engine.hall().staff.people.contains_key(&number) {
        Cell::Two(app.name_of(&number), text.to_owned())
    } else {
        Cell::Text(text.trim_start_matches("token:").to_owned())
    }
}

/// A verb in words; a page as its address.
fn act(ui: Say, about: &str) -> String {
    Verb::parse(about).map_or_else(|| about.to_owned(), |verb| verb_name(ui, verb))
}

/// The same lines as a sheet: numbers and no names.
pub async fn sheet(State(app): State<Shared>, reader: Reader, Query(wish): Query<Wish>) -> Response {
    let ui = reader.ui;
    let (found, _) = read(&app, &wish.query(0, SHEET_ROWS));
    let mut sheet = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    let head = ["history-when", "security-kind", "history-who", "security-about", "session-column-address"].map(|key| ui.say(key));
    let mut written = sheet.write_record(&head);
    for entry in &found {
        let moment = format!("{} {}", entry.at.day().0, entry.at.time().format("%H:%M:%S"));
        let text = |part: &Option<String>| part.as_deref().map(harmless).unwrap_or_default();
        let address = entry.address.map(|address| address.to_string()).unwrap_or_default();
        written = written.and_then(|()| sheet.write_record([moment, kind_name(ui, entry.kind), text(&entry.who), text(&entry.about), address]));
    }
    let Some(bytes) = written.ok().and_then(|()| sheet.into_inner().ok()) else { return axum::http::StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let name = format!("attachment; filename=\"security-{}.csv\"", app.engine.now().day().0);
    ([(header::CONTENT_TYPE, "text/csv; charset=utf-8"), (header::CONTENT_DISPOSITION, &*name)], bytes).into_response()
}

/// A cell that no sheet takes for a formula.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use sunhall_protocol::words::Language;

    use super::*;

    #[test]
    fn every_kind_has_words_in_both_languages() {
        for language in Language::ALL {
            for kind in SecurityKind::ALL {
                assert!(!kind_name(Say::new(language), *kind).ends_with(kind.as_str()), "{kind:?}");
            }
        }
    }

    #[test]
    fn a_name_that_looks_like_a_formula_stays_a_name() {
        assert_eq!(harmless("=1+1"), "'=1+1");
        assert_eq!(harmless("0203"), "0203");
    }
}
