//! The official calendar of each year: what is loaded, and a file that is looked at before it counts.

use std::collections::BTreeMap;

use axum::Form as Body;
use axum::extract::{Multipart, State};
use axum::response::Response;
use chrono::Datelike;
use sunhall_hall::Day;
use sunhall_hall::Verb;
use sunhall_hall::calendar::{DayKind, SpecialDay};
use sunhall_hall::command::Administrator;
use sunhall_protocol::words;

use super::change::Asker;
use super::form::{Posted, Wrong};
use super::frame::{Desk, day};
use super::{give, history};
use crate::import::calendar::{BadLine, Fault, read};
use crate::web::guard::Person;
use crate::web::language::Reader;
use crate::web::say::Say;
use crate::web::state::Shared;
use crate::web::view::admin::{Cell, ChangeLine, Field, Form, Link, List, Note, Part, Row, Way};

const PAGE: &str = "/admin/calendar";
const TITLE: &str = "year-title";

/// Bad lines that are named one by one.
const BAD_MAX: usize = 20;

/// Days by date, for comparing.
type Days = BTreeMap<Day, SpecialDay>;

/// The banner while the arrangement of a year is missing that should be there.
pub fn warning(asker: Asker<'_>, link: bool) -> Option<Note> {
    let year = asker.app.engine.hall().calendar_missing(asker.app.engine.now())?;
    let ui = asker.ui();
    Some(Note {
        tone: "red",
        icon: "warning-fill",
        text: ui.with("year-missing", &[("year", year.to_string().into())]),
        link: link.then(|| Link { href: PAGE.to_owned(), icon: "", name: ui.say("year-load") }),
    })
}

pub async fn page(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    upload(asker, Wrong::default()).show()
}

/// What is loaded, and the place for a file.
fn upload(asker: Asker<'_>, wrong: Wrong) -> Desk<'_> {
    let (ui, hall) = (asker.ui(), asker.app.engine.hall());
    let mut desk = asker.desk(TITLE).lead(ui.say("year-lead"));
    desk.page.notes.extend(warning(asker, false));
    if asker.person.may(Verb::LoadCalendar) {
        let fields = vec![
            Field::file("file", ui.say("year-file"), ".csv,text/csv"),
            Field::area("text", ui.say("year-paste"), "", 5).hint(ui.say("year-form-hint")).at_most(60_000),
        ];
        let mut form = Form {
            action: format!("{PAGE}/preview"),
            parts: vec![Part { title: ui.say("year-load"), note: String::new(), fields }],
            save: ui.say("year-preview"),
            may: true,
            way: Way::Upload,
            ..Form::default()
        };
        form.blame(wrong.0);
        desk = desk.form(form);
    }
    let rows = hall.calendar.years.keys().rev().map(|year| {
        let days: Vec<&SpecialDay> = hall.calendar.special.values().filter(|special| special.day.0.year() == *year).collect();
        let rest = days.iter().filter(|special| special.kind == DayKind::Rest).count();
        let cells = vec![
            Cell::Text(year.to_string()),
            Cell::Text(ui.with("year-counts", &[("rest", rest.into()), ("work", (days.len() - rest).into())])),
            Cell::Text(holidays(ui, &days)),
        ];
        Row::new(history::of("calendar", &year.to_string()), cells, "")
    });
    let columns = ["year-which", "year-days", "year-names"].map(|key| ui.say(key)).to_vec();
    desk.list(List { title: ui.say("year-years"), columns, rows: rows.collect(), empty: ui.say("year-none") })
}

fn holidays(ui: Say, days: &[&SpecialDay]) -> String {
    let mut names: Vec<String> = Vec::new();
    for special in days {
        if !names.contains(&special.name) {
            names.push(special.name.clone());
        }
    }
    words::list(ui.language, &names)
}

/// Shows what a file would change; nothing is changed yet.
pub async fn preview_act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, multipart: Multipart) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let text = match file_text(multipart).await {
        Some(text) if !text.trim().is_empty() => text,
        Some(_) => return upload(asker, Wrong::field("file", asker.ui().say("year-no-file"))).again(),
        None => return upload(asker, Wrong::field("file", asker.ui().say("year-not-text"))).again(),
    };
    match read(&text) {
        Ok(years) if years.is_empty() => upload(asker, Wrong::field("file", asker.ui().say("year-no-days"))).again(),
        Ok(years) => preview(asker, &text, years).show(),
        Err(bad) => upload(asker, Wrong::whole(bad_lines(asker.ui(), &bad))).again(),
    }
}

/// The text of the file, or the one that was pasted; none where it is no text or cannot be read.
async fn file_text(mut multipart: Multipart) -> Option<String> {
    let (mut file, mut pasted) = (String::new(), String::new());
    while let Some(field) = multipart.next_field().await.ok()? {
        match field.name() {
            Some("file") => file = String::from_utf8(field.bytes().await.ok()?.to_vec()).ok()?,
            Some("text") => pasted = field.text().await.ok()?,
            _ => {}
        }
    }
    Some(if file.trim().is_empty() { pasted } else { file })
}

fn bad_lines(ui: Say, bad: &[BadLine]) -> String {
    let mut lines = vec![ui.with("year-bad", &[("count", bad.len().into())])];
    lines.extend(bad.iter().take(BAD_MAX).map(|bad| {
        let fault = ui.say(match bad.fault {
            Fault::Columns => "year-bad-columns",
            Fault::Shape => "year-bad-shape",
            Fault::Date => "year-bad-date",
            Fault::Kind => "year-bad-kind",
            Fault::Twice => "year-bad-twice",
            Fault::Name => "year-bad-name",
        });
        ui.with("year-bad-line", &[("line", u32::try_from(bad.line).unwrap_or(u32::MAX).into()), ("fault", fault.into())])
    }));
    lines.join("\n")
}

fn preview<'a>(asker: Asker<'a>, text: &str, years: BTreeMap<i32, Vec<SpecialDay>>) -> Desk<'a> {
    let (ui, hall) = (asker.ui(), asker.app.engine.hall());
    let mut desk = asker.desk(TITLE).titled(ui.say("year-preview-title")).back(PAGE, ui.say(TITLE)).lead(ui.say("year-preview-lead"));
    for (year, days) in years {
        let known: Days = hall.calendar.special.iter().filter(|(day, _)| day.0.year() == year).map(|(day, special)| (*day, special.clone())).collect();
        let coming: Days = days.into_iter().map(|special| (special.day, special)).collect();
        desk = desk.list(differences(ui, year, &known, &coming));
    }
    let form = Form {
        action: PAGE.to_owned(),
        hidden: vec![("text", text.to_owned())],
        save: ui.say("year-do-load"),
        back: PAGE.to_owned(),
        may: true,
        ..Form::default()
    };
    desk.form(form)
}

/// What would come, go or change in one year.
fn differences(ui: Say, year: i32, known: &Days, coming: &Days) -> List {
    let mut all: Vec<&Day> = known.keys().chain(coming.keys()).collect();
    all.sort_unstable();
    all.dedup();
    let rows: Vec<Row> = all
        .into_iter()
        .filter(|day| known.get(day) != coming.get(day))
        .map(|at| {
            let text = |special: Option<&SpecialDay>| special.map_or_else(|| ui.say("year-plain"), |special| kind(ui, special));
            let line = ChangeLine { label: String::new(), before: Some(text(known.get(at))), after: text(coming.get(at)) };
            Row::new("", vec![Cell::Text(format!("{} {}", day(ui, *at), words::weekday(ui.language, u32::from(at.weekday())))), Cell::Changes(vec![line])], "")
        })
        .collect();
    let title = ui.with("year-preview-year", &[("year", year.to_string().into()), ("count", rows.len().into())]);
    List { title, columns: vec![ui.say("hours-day"), ui.say("history-change")], rows, empty: ui.say("year-same") }
}

fn kind(ui: Say, special: &SpecialDay) -> String {
    let key = match special.kind {
        DayKind::Rest => "year-rest",
        DayKind::Work => "year-work",
    };
    ui.with(key, &[("name", special.name.as_str().into())])
}

/// Loads what was looked at, a year at a time.
pub async fn act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Body(posted): Body<Posted>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let ui = asker.ui();
    let years = match read(posted.get("text")) {
        Ok(years) if !years.is_empty() => years,
        Ok(_) => return asker.refused(Wrong::whole(ui.say("year-no-days")), PAGE),
        Err(bad) => return asker.refused(Wrong::whole(bad_lines(ui, &bad)), PAGE),
    };
    let names: Vec<String> = years.keys().map(ToString::to_string).collect();
    let mut posted = posted;
    for (year, days) in years {
        if let Err(wrong) = asker.ask(&posted, Administrator::LoadCalendar { year, days }).await {
            return asker.refused(wrong, PAGE);
        }
        // Each year is a command of its own; a repeat of the first is answered as before.
        posted = Posted::default().and("id", &give::next_id(&app, &posted));
    }
    asker.done(ui.with("year-loaded", &[("years", words::list(ui.language, &names).into())]), PAGE)
}
