//! When the hall is open: the hours of each weekday, and days on which the hall itself is closed or opens otherwise.

use axum::Form as Body;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use sunhall_hall::calendar::{Calendar, OwnDay, Span, Week};
use sunhall_hall::command::Administrator;
use sunhall_hall::settings::Change;
use sunhall_hall::{Day, Verb};
use sunhall_protocol::words;

use super::change::{self, Asker};
use super::form::{Posted, Reading, SPANS_MAX, Wrong, day as read_day};
use super::frame::{Desk, day};
use crate::web::guard::Person;
use crate::web::language::Reader;
use crate::web::say::Say;
use crate::web::state::Shared;
use crate::web::view::admin::{Cell, Choice, Field, Form, List, Note, Part, Row};

const PAGE: &str = "/admin/hours";
const DAY: &str = "/admin/hours/day";
const TITLE: &str = "hours-title";

/// Times that the form of a hall without hours begins with.
const USUAL: [(&str, &str); 2] = [("08:30", "12:00"), ("13:30", "17:30")];
const USUAL_WEEKDAYS: std::ops::RangeInclusive<u32> = 1..=5;

/// Days of the hall that are over and still listed.
const PAST_DAYS: u64 = 60;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wish {
    day: String,
}

pub async fn page(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let week = app.engine.hall().calendar.week.clone();
    if week.days.iter().any(|spans| !spans.is_empty()) {
        return desk(asker, &week).form(form(asker, &week, &posted(&week))).show();
    }
    let note = Note { tone: "amber", icon: "info", text: asker.ui().say("hours-usual"), link: None };
    desk(asker, &week).note(note).form(form(asker, &week, &usual())).show()
}

fn usual() -> Posted {
    let spans = USUAL_WEEKDAYS.flat_map(|weekday| (1..).zip(USUAL).map(move |(place, span)| (format!("weekday-{weekday}-{place}"), span)));
    spans.fold(Posted::default(), |posted, (name, (from, to))| posted.and(&format!("{name}-from"), from).and(&format!("{name}-to"), to))
}

fn desk<'a>(asker: Asker<'a>, week: &Week) -> Desk<'a> {
    let (ui, hall, today) = (asker.ui(), asker.app.engine.hall(), asker.today());
    let mut desk = change::desk(asker, TITLE, PAGE, Some(&Change::Hours(week.clone())), "").titled(ui.say(TITLE)).lead(ui.say("hours-lead"));
    desk.page.back = None;
    desk.page.notes.extend(super::calendar::warning(asker, true));
    if asker.person.may(Verb::SetHours) {
        desk = desk.link(DAY.to_owned(), "calendar-x", ui.say("hours-day-new"));
    }
    desk.page.lists.lists.insert(0, own_days(asker, &hall.calendar, today));
    desk
}

/// Days of the hall itself, those to come first.
fn own_days(asker: Asker<'_>, calendar: &Calendar, today: Day) -> List {
    let (ui, may) = (asker.ui(), asker.person.may(Verb::SetHours));
    let coming = calendar.own.values().filter(|own| own.day >= today);
    let past = calendar.own.values().rev().filter(|own| own.day < today && own.day >= today.minus(PAST_DAYS));
    let rows = coming.chain(past).map(|own| {
        let open = may && own.day >= today;
        let cells = vec![
            Cell::Text(date(ui, own.day)),
            Cell::Text(spans(ui, &own.spans)),
            Cell::Text(ui.name(&own.reason, &own.reason_en).to_owned()),
            if open {
                Cell::Act { action: format!("{DAY}/clear"), fields: vec![("day", own.day.0.to_string())], name: ui.say("hours-day-clear") }
            } else {
                Cell::Text(String::new())
            },
        ];
        Row::new(if open { format!("{DAY}?day={}", own.day.0) } else { String::new() }, cells, "").off(own.day < today)
    });
    let columns = vec![ui.say("hours-day"), ui.say("hours-day-open"), ui.say("field-reason"), String::new()];
    List { title: ui.say("hours-days"), columns, rows: rows.collect(), empty: ui.say("hours-days-none") }
}

fn date(ui: Say, at: Day) -> String {
    format!("{} {}", day(ui, at), words::weekday(ui.language, u32::from(at.weekday())))
}

/// Spans as they are read.
pub fn spans(ui: Say, spans: &[Span]) -> String {
    if spans.is_empty() {
        return ui.say("hours-closed");
    }
    let text = |span: &Span| {
        ui.with("common-hours-range", &[("from", span.from.format("%H:%M").to_string().into()), ("to", span.to.format("%H:%M").to_string().into())])
    };
    words::list(ui.language, &spans.iter().map(text).collect::<Vec<_>>())
}

/// Spans as a form carries them.
fn and_spans(mut posted: Posted, name: &str, spans: &[Span]) -> Posted {
    for (place, span) in spans.iter().enumerate() {
        posted = posted.and(&format!("{name}-{}-from", place + 1), &span.from.format("%H:%M"));
        posted = posted.and(&format!("{name}-{}-to", place + 1), &span.to.format("%H:%M"));
    }
    posted
}

fn spans_field(name: &str, label: String, posted: &Posted) -> Field {
    let pairs = (1..=SPANS_MAX).map(|pair| {
        let text = |end: &str| posted.get(&format!("{name}-{pair}-{end}")).to_owned();
        (text("from"), text("to"))
    });
    Field::spans(name, label, pairs.collect())
}

fn posted(week: &Week) -> Posted {
    week.days.iter().enumerate().fold(Posted::default(), |posted, (place, spans)| and_spans(posted, &format!("weekday-{}", place + 1), spans))
}

fn form(asker: Asker<'_>, week: &Week, posted: &Posted) -> Form {
    let ui = asker.ui();
    let fields = (1..=7_u32).map(|weekday| spans_field(&format!("weekday-{weekday}"), words::weekday(ui.language, weekday), posted)).collect();
    let parts = vec![Part { title: ui.say("hours-week"), note: ui.say("hours-week-hint"), fields }];
    let seen = change::seen(&asker.app.engine.hall(), &Change::Hours(week.clone()));
    change::form(asker, PAGE.to_owned(), "/admin", parts, posted, seen, asker.person.may(Verb::SetHours))
}

pub async fn act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Body(posted): Body<Posted>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let week = app.engine.hall().calendar.week.clone();
    let mut read = Reading::new(asker.ui(), &posted);
    let hours = Week { days: std::array::from_fn(|place| read.spans(&format!("weekday-{}", place + 1))) };
    let from = read.from("from", asker.today());
    let read = read.finish().map(|()| (Change::Hours(hours), from));
    change::finish(asker, &posted, read, PAGE, || (desk(asker, &week), form(asker, &week, &posted))).await
}

/// The form of one day of the hall; a day that is named and known is filled in.
pub async fn day_page(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Query(wish): Query<Wish>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let known = read_day(&wish.day).and_then(|day| app.engine.hall().calendar.own.get(&day).cloned());
    let posted = match known {
        Some(own) => {
            let kind = if own.spans.is_empty() { "closed" } else { "open" };
            let posted = Posted::default().and("day", &own.day.0).and("kind", kind).and("reason", &own.reason).and("reason_en", &own.reason_en);
            and_spans(posted, "spans", &own.spans)
        }
        None => Posted::default().and("day", read_day(&wish.day).map(|day| day.0.to_string()).unwrap_or_default().as_str()).and("kind", "closed"),
    };
    day_desk(asker).form(day_form(asker, &posted)).show()
}

fn day_desk(asker: Asker<'_>) -> Desk<'_> {
    let ui = asker.ui();
    asker.desk(TITLE).titled(ui.say("hours-day-new")).back(PAGE, ui.say(TITLE)).lead(ui.say("hours-day-lead"))
}

fn day_form(asker: Asker<'_>, posted: &Posted) -> Form {
    let ui = asker.ui();
    let kinds = ["closed", "open"].map(|kind| Choice::new(kind, ui.say(&format!("hours-day-{kind}-choice")), posted.get("kind") == kind));
    let fields = vec![
        Field::day("day", ui.say("hours-day"), posted.get("day"), asker.today()).needed().half(),
        Field::pick("kind", ui.say("hours-day-open"), kinds.to_vec()).needed().half(),
        spans_field("spans", ui.say("field-spans"), posted).hint(ui.say("hours-day-spans-hint")),
        Field::line("reason", ui.say("field-reason"), posted.get("reason")).at_most(40).needed().hint(ui.say("hours-reason-hint")).half(),
        Field::line("reason_en", ui.say("field-reason-en"), posted.get("reason_en")).at_most(80).half(),
    ];
    Form {
        action: DAY.to_owned(),
        parts: vec![Part { fields, ..Part::default() }],
        save: ui.say("common-save"),
        back: PAGE.to_owned(),
        may: asker.person.may(Verb::SetHours),
        ..Form::default()
    }
}

fn read_own(ui: Say, posted: &Posted, today: Day) -> Result<OwnDay, Wrong> {
    let mut read = Reading::new(ui, posted);
    let day = read.day("day").unwrap_or(today);
    if day < today {
        read.blame("day", ui.say("refusal-parameter-date"));
    }
    let open = read.one_of("kind", &[("closed", false), ("open", true)]).unwrap_or_default();
    let spans = if open { read.spans("spans") } else { Vec::new() };
    if open && spans.is_empty() {
        read.blame("spans", ui.say("hours-wrong-no-span"));
    }
    let own = OwnDay { day, spans, reason: read.needed("reason", 40), reason_en: read.line("reason_en", 80) };
    read.finish().map(|()| own)
}

pub async fn day_act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Body(posted): Body<Posted>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let ui = asker.ui();
    let given = match read_own(ui, &posted, asker.today()) {
        Ok(own) => {
            let text = ui.with("hours-day-saved", &[("date", date(ui, own.day).into()), ("hours", spans(ui, &own.spans).into())]);
            asker.ask(&posted, Administrator::SetDay { day: own }).await.map(|()| text)
        }
        Err(wrong) => Err(wrong),
    };
    match given {
        Ok(text) => asker.done(text, PAGE),
        Err(wrong) => {
            let mut form = day_form(asker, &posted);
            form.blame(wrong.0);
            day_desk(asker).form(form).again()
        }
    }
}

pub async fn clear_act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Body(posted): Body<Posted>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let ui = asker.ui();
    let Some(day) = read_day(posted.get("day")) else { return asker.refused(Wrong::whole(ui.say("refusal-unknown-day")), PAGE) };
    let done = ui.with("hours-day-cleared", &[("date", date(ui, day).into())]);
    asker.carry_out(&posted, Administrator::ClearDay { day }, done, PAGE).await
}
