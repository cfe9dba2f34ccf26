//! Parameters: every figure of the catalogue with its rule, source and value, confirmed as it stands or changed from a day on.

use std::collections::BTreeMap;

use axum::Form as Body;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;
use sunhall_hall::command::Administrator;
use sunhall_hall::policy::{Parameter, Policy, Setting, Source, Unit, catalogue};
use sunhall_hall::{Day, Verb};

use super::form::{Posted, Reading, Wrong};
use super::frame::{Desk, day};
use super::{give, history};
use crate::web::guard::Person;
use crate::web::language::Reader;
use crate::web::say::Say;
use crate::web::state::{App, Shared};
use crate::web::view::admin::{Cell, Choice, Field, Form, List, Part, Row};

const PAGE: &str = "/admin/parameters";

/// Areas of the catalogue in the order of the page: words key, and what the keys in it begin with.
const AREAS: [(&str, &[&str]); 7] = [
    ("parameter-area-queue", &["queue", "help", "assist", "board", "calendar", "extended", "oncall", "rota"]),
    ("parameter-area-screen", &["screen"]),
    ("parameter-area-cases", &["limit", "agency", "cohandle", "handoff", "leader_handoff", "pledge", "mediation", "remind", "risk", "joint", "key", "quota"]),
    ("parameter-area-rating", &["rating", "appraisal", "finding", "spotcheck"]),
    ("parameter-area-notice", &["notice", "topic", "information", "release", "message"]),
    ("parameter-area-petition", &["petition", "leader_visit", "reception", "hearing", "observer"]),
    ("parameter-area-security", &["security", "privacy"]),
];

/// Where everything else stands.
const OTHER: &str = "parameter-area-other";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wish {
    /// Not empty: only what nobody has confirmed.
    suggested: String,
}

pub async fn list(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Query(wish): Query<Wish>) -> Response {
    let (hall, today, ui) = (app.engine.hall(), app.engine.now().day(), reader.ui);
    let open = catalogue().keys().filter(|key| hall.policy.suggested(key, today)).count();
    let only = !wish.suggested.is_empty();
    let (there, name) = if only { (PAGE.to_owned(), ui.say("common-all")) } else { (format!("{PAGE}?suggested=1"), ui.say("parameter-only-suggested")) };
    let mut desk = Desk::new(&app, &reader, &person, "parameter-title")
        .lead(ui.with("parameter-lead", &[("count", catalogue().len().into()), ("open", open.into())]))
        .link(there, "", name)
        .search("parameter-search");
    let mut areas: BTreeMap<usize, Vec<Row>> = BTreeMap::new();
    for row in catalogue().values().filter(|row| !only || hall.policy.suggested(&row.key, today)) {
        areas.entry(area(&row.key)).or_default().push(line(ui, &hall.policy, row, today, person.may(Verb::SetParameter)));
    }
    let columns = ["parameter-key", "parameter-value", "parameter-source", "parameter-rule", ""];
    for (area, rows) in areas {
        let title = AREAS.get(area).map_or(OTHER, |(name, _)| name);
        desk = desk.list(List { title: ui.say(title), columns: columns.map(|key| column(ui, key)).to_vec(), rows, empty: String::new() });
    }
    if only && open == 0 {
        desk = desk.list(List { empty: ui.say("parameter-all-confirmed"), ..List::default() });
    }
    desk.show()
}

fn column(ui: Say, key: &str) -> String {
    if key.is_empty() { String::new() } else { ui.say(key) }
}

fn area(key: &str) -> usize {
    let front = key.split('.').next().unwrap_or_default();
    AREAS.iter().position(|(_, fronts)| fronts.contains(&front)).unwrap_or(AREAS.len())
}

fn line(ui: Say, policy: &Policy, row: &Parameter, today: Day, may: bool) -> Row {
    let (tone, state) = state(policy, row, today);
    let planned = planned(ui, policy, row, today);
    let value = shown(ui, row, policy.text(&row.key, today));
    let mut cells = vec![
        Cell::Two(ui.name(&row.description, &row.description_en).to_owned(), row.key.clone()),
        if planned.is_empty() { Cell::Text(value) } else { Cell::Two(value, planned.join(ui.say("common-list-separator").as_str())) },
        Cell::Chip { tone, text: ui.say(state) },
        Cell::Two(rule(ui, &row.rule), row.basis.clone()),
    ];
    let open = may && policy.suggested(&row.key, today);
    cells.push(if open {
        Cell::Act { action: format!("{PAGE}/{}/confirm", row.key), fields: vec![("then", "list".to_owned())], name: ui.say("parameter-confirm-short") }
    } else {
        Cell::Text(String::new())
    });
    Row::new(format!("{PAGE}/{}", row.key), cells, &format!("{} {}", row.description, row.description_en)).id(format!("p-{}", row.key.replace('.', "-")))
}

/// A rule by its id, or the chapter of the parameters.
fn rule(ui: Say, rule: &str) -> String {
    match rule {
        "queue" | "screen" | "security" => ui.say(&format!("parameter-area-{rule}")),
        clause => clause.to_owned(),
    }
}

fn state(policy: &Policy, row: &Parameter, today: Day) -> (&'static str, &'static str) {
    if policy.suggested(&row.key, today) {
        return ("amber", "parameter-source-suggested");
    }
    match (policy.setting(&row.key, today), row.source) {
        (Some(_), _) | (None, Source::Suggested) => ("green", "parameter-source-confirmed"),
        (None, Source::Law) => ("blue", "parameter-source-law"),
        (None, Source::Regulation) => ("blue", "parameter-source-regulation"),
    }
}

/// A value with its unit.
pub fn shown(ui: Say, row: &Parameter, value: &str) -> String {
    match row.unit {
        Unit::Text | Unit::Time => value.to_owned(),
        Unit::Percent => format!("{value}%"),
        Unit::Seconds | Unit::Minutes | Unit::Hours | Unit::Days | Unit::WorkingDays | Unit::Months | Unit::Count | Unit::Characters | Unit::Age => {
            format!("{value} {}", ui.say(unit(row.unit)))
        }
    }
}

fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Seconds => "unit-s",
        Unit::Minutes => "unit-min",
        Unit::Hours => "unit-h",
        Unit::Days => "unit-d",
        Unit::WorkingDays => "unit-wd",
        Unit::Months => "unit-month",
        Unit::Count => "unit-count",
        Unit::Percent => "unit-percent",
        Unit::Characters => "unit-chars",
        Unit::Age => "unit-age",
        Unit::Time => "unit-time",
        Unit::Text => "unit-text",
    }
}

/// Values that hold later, each with its day.
fn planned(ui: Say, policy: &Policy, row: &Parameter, today: Day) -> Vec<String> {
    let later = policy.settings.get(&row.key).into_iter().flatten().filter(|setting| setting.from > today);
    later.map(|setting| ui.with("parameter-planned", &[("date", day(ui, setting.from).into()), ("value", shown(ui, row, &setting.value).into())])).collect()
}

pub async fn edit(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Path(key): Path<String>) -> Response {
    let Some(row) = catalogue().get(&key) else { return missing(&app, &reader, &person) };
    let policy = &app.engine.hall().policy;
    let today = app.engine.now().day();
    let posted = Posted::default().and("value", policy.text(&key, today)).and("confirmed", "yes");
    desk(&app, &reader, &person, row).form(form(&app, &reader, &person, row, &posted)).show()
}

fn missing(app: &App, reader: &Reader, person: &Person) -> Response {
    give::refused(app, reader, person, Wrong::whole(reader.ui.say("refusal-unknown-parameter")), PAGE)
}

fn desk<'a>(app: &'a App, reader: &'a Reader, person: &'a Person, row: &Parameter) -> Desk<'a> {
    let (hall, today, ui) = (app.engine.hall(), app.engine.now().day(), reader.ui);
    let (_, state) = state(&hall.policy, row, today);
    let mut desk = Desk::new(app, reader, person, "parameter-title")
        .titled(ui.name(&row.description, &row.description_en).to_owned())
        .lead(ui.say("parameter-old-cases"))
        .back(PAGE, ui.say("parameter-title"))
        .link(history::of("parameter", &row.key), "clock-counter-clockwise", ui.say("history-title"))
        .fact("parameter-value", shown(ui, row, hall.policy.text(&row.key, today)))
        .fact("parameter-source", ui.say(state))
        .fact("parameter-rule", rule(ui, &row.rule))
        .fact("parameter-default", shown(ui, row, &row.default));
    if !row.basis.is_empty() {
        desk = desk.fact("parameter-basis", row.basis.clone());
    }
    let settings = hall.policy.settings.get(&row.key).cloned().unwrap_or_default();
    if !settings.is_empty() {
        desk = desk.list(values(ui, row, settings.iter().rev(), hall.policy.setting(&row.key, today), today));
    }
    desk
}

/// Every value that was or will be, the latest first.
fn values<'s>(ui: Say, row: &Parameter, settings: impl Iterator<Item = &'s Setting>, now: Option<&Setting>, today: Day) -> List {
    let rows = settings.map(|setting| {
        let (tone, word) = match setting.from {
            from if from > today => ("amber", "parameter-state-planned"),
            _ if Some(setting) == now => ("green", "parameter-state-now"),
            _ => ("", "parameter-state-before"),
        };
        let confirmed = if setting.confirmed { "parameter-source-confirmed" } else { "parameter-source-suggested" };
        let cells = vec![
            Cell::Text(shown(ui, row, &setting.value)),
            Cell::Text(day(ui, setting.from)),
            Cell::Text(ui.say(confirmed)),
            Cell::Chip { tone, text: ui.say(word) },
        ];
        Row::new("", cells, "")
    });
    let columns = ["parameter-value-column", "parameter-from", "parameter-source", "parameter-when"].map(|key| ui.say(key)).to_vec();
    List { title: ui.say("parameter-values"), columns, rows: rows.collect(), empty: String::new() }
}

fn form(app: &App, reader: &Reader, person: &Person, row: &Parameter, posted: &Posted) -> Form {
    let (ui, today) = (reader.ui, app.engine.now().day());
    let mut fields = vec![
        value_field(ui, row, posted.get("value")),
        Field::day("from", ui.say("parameter-from"), posted.get("from"), today).half().hint(ui.say("admin-from-hint")),
        Field::tick("confirmed", ui.say("parameter-confirmed-tick"), posted.has("confirmed", "yes")),
    ];
    if row.source == Source::Law {
        let basis = ui.with("parameter-law-tick", &[("basis", row.basis.as_str().into())]);
        fields.push(Field::tick("checked", basis, posted.has("checked", "yes")));
    }
    Form {
        action: format!("{PAGE}/{}", row.key),
        parts: vec![Part { title: ui.say("parameter-change"), note: String::new(), fields }],
        save: ui.say("common-save"),
        back: PAGE.to_owned(),
        may: person.may(Verb::SetParameter),
        ..Form::default()
    }
}

fn value_field(ui: Say, row: &Parameter, value: &str) -> Field {
    let label = ui.say("parameter-new");
    let choices = row.choices();
    let field = if choices.is_empty() {
        match row.unit {
            Unit::Text => Field::line("value", label, value).at_most(60),
            Unit::Time => Field::time("value", label, value),
            Unit::Seconds
            | Unit::Minutes
            | Unit::Hours
            | Unit::Days
            | Unit::WorkingDays
            | Unit::Months
            | Unit::Count
            | Unit::Percent
            | Unit::Characters
            | Unit::Age => Field::figure("value", label, value).hint(ui.with("parameter-unit", &[("unit", ui.say(unit(row.unit)).into())])),
        }
    } else {
        Field::pick("value", label, choices.into_iter().map(|choice| Choice::new(choice, choice, choice == value)).collect())
    };
    field.needed().half()
}

pub async fn act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Path(key): Path<String>, Body(posted): Body<Posted>) -> Response {
    let Some(row) = catalogue().get(&key) else { return missing(&app, &reader, &person) };
    let (ui, today) = (reader.ui, app.engine.now().day());
    let mut read = Reading::new(ui, &posted);
    let (value, from, confirmed) = (read.needed("value", 60), read.from("from", today), read.ticked("confirmed"));
    if row.source == Source::Law && value != app.engine.hall().policy.text(&key, from) && !read.ticked("checked") {
        read.blame("checked", ui.say("parameter-law-unchecked"));
    }
    let given = match read.finish() {
        Ok(()) => give::ask(&app, &reader, &person, &posted, move |_| Administrator::SetParameter { key, value, from, confirmed }).await,
        Err(wrong) => Err(wrong),
    };
    match given {
        Ok(()) => give::done(&app, &reader, &person, ui.with("parameter-saved", &[("date", day(ui, from).into())]), &format!("{PAGE}/{}", row.key)),
        Err(wrong) => {
            let mut form = form(&app, &reader, &person, row, &posted);
            form.blame(wrong.0);
            desk(&app, &reader, &person, row).form(form).again()
        }
    }
}

/// Confirms the value as it stands.
pub async fn confirm_act(
    State(app): State<Shared>,
    reader: Reader,
    person: axum::Extension<Person>,
    Path(key): Path<String>,
    Body(posted): Body<Posted>,
) -> Response {
    let Some(row) = catalogue().get(&key) else { return missing(&app, &reader, &person) };
    let there = if posted.get("then") == "list" { format!("{PAGE}#p-{}", key.replace('.', "-")) } else { format!("{PAGE}/{key}") };
    let from = app.engine.now().day();
    let value = app.engine.hall().policy.text(&key, from).to_owned();
    match give::ask(&app, &reader, &person, &posted, move |_| Administrator::SetParameter { key, value, from, confirmed: true }).await {
        Ok(()) => {
            let name = reader.ui.name(&row.description, &row.description_en);
            give::done(&app, &reader, &person, reader.ui.with("parameter-confirmed", &[("name", name.into())]), &there)
        }
        Err(wrong) => give::refused(&app, &reader, &person, wrong, &there),
    }
}
