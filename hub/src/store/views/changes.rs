//! The view of what administrators changed: when, who, which thing, and what it then was.

use rusqlite::{Connection, ToSql, params, params_from_iter};
use serde::Serialize;
use serde_json::{Value, json};
use sunhall_hall::ids::{DeviceName, StaffNumber};
use sunhall_hall::regulations::disclosure;
use sunhall_hall::{Event, Moment, access, calendar, floor, planned, policy, screens, staff};

use super::Stored;
use crate::store::journal::{Actor, Fault};
use crate::store::reader::Reader;
use crate::store::storage;

/// Rows of one page of the history.
pub const PAGE_ROWS: u32 = 50;

pub const TABLE: &str = "setting_change";

pub fn create(connection: &Connection) -> Result<(), Fault> {
    connection
        .execute_batch(
            "CREATE TABLE IF NOT EXISTS setting_change(seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, actor TEXT NOT NULL, kind TEXT NOT NULL,
               thing TEXT NOT NULL, body TEXT);
             CREATE INDEX IF NOT EXISTS setting_change_thing ON setting_change(kind, thing, seq);",
        )
        .map_err(storage)
}

/// A kind of thing, the thing's own key, and what it is now; none: it is gone.
type Changed = (&'static str, String, Option<Value>);

pub fn write(connection: &Connection, stored: &Stored<'_>) -> Result<(), Fault> {
    let Some((kind, thing, body)) = changed(stored.event) else { return Ok(()) };
    let sql = "INSERT INTO setting_change(seq, at, actor, kind, thing, body) VALUES(?1, ?2, ?3, ?4, ?5, ?6)";
    let parameters = params![stored.seq as i64, stored.time.0, actor_name(stored.actor), kind, thing, body.map(|body| body.to_string())];
    connection.prepare_cached(sql).and_then(|mut statement| statement.execute(parameters)).map(drop).map_err(storage)
}

fn actor_name(actor: &Actor) -> String {
    match actor {
        Actor::Citizen => "citizen".to_owned(),
        Actor::Staff(staff) => format!("staff:{staff}"),
        Actor::Token { token, .. } => format!("token:{token}"),
        Actor::Console => "console".to_owned(),
        Actor::Clock => "clock".to_owned(),
    }
}

fn changed(event: &Event) -> Option<Changed> {
    match event {
        Event::Access(fact) => Some(access(fact)),
        Event::Calendar(fact) => Some(calendar(fact)),
        Event::Disclosure(fact) => Some(disclosure(fact)),
        Event::Floor(fact) => floor(fact),
        Event::Planned(fact) => Some(planned(fact)),
        Event::Policy(policy::Event::ParameterSet { key, setting }) => set("parameter", key, setting),
        Event::Screens(fact) => Some(screens(fact)),
        Event::Staff(staff::Event::StaffSet(person)) => set("staff", person.number.as_str(), person),
        Event::Staff(staff::Event::RoleSet(role)) => set("role", role.code.as_str(), role),
        Event::Staff(staff::Event::RoleRemoved { role }) => Some(("role", role.to_string(), None)),
        Event::FirstContact(_) | Event::PublicAppraisal(_) => None,
    }
}

#[expect(clippy::unnecessary_wraps, reason = "it stands where a change is asked for")]
fn set(kind: &'static str, thing: &str, body: &impl Serialize) -> Option<Changed> {
    Some((kind, thing.to_owned(), serde_json::to_value(body).ok()))
}

fn floor(fact: &floor::Event) -> Option<Changed> {
    match fact {
        floor::Event::ProfileSet(profile) => set("hall", "", profile),
        floor::Event::GroupSet(group) => set("group", group.code.as_str(), group),
        floor::Event::ServiceSet(service) => set("service", service.code.as_str(), service),
        floor::Event::WindowSet(window) => set("window", &window.number.0.to_string(), window),
        _ => None,
    }
}

fn calendar(fact: &calendar::Event) -> Changed {
    match fact {
        calendar::Event::HoursSet(week) => ("hours", String::new(), serde_json::to_value(week).ok()),
        calendar::Event::CalendarLoaded { year, days } => ("calendar", year.to_string(), serde_json::to_value(days).ok()),
        calendar::Event::DaySet(own) => ("day", own.day.0.to_string(), serde_json::to_value(own).ok()),
        calendar::Event::DayCleared { day } => ("day", day.0.to_string(), None),
    }
}

/// What a device, a password or a token is; never its secret.
fn access(fact: &access::Event) -> Changed {
    match fact {
        access::Event::DeviceEnrolled { device, class, window, .. } => ("device", device.to_string(), Some(json!({ "class": class, "window": window }))),
        access::Event::DeviceRevoked { device } => ("device", device.to_string(), None),
        access::Event::DeviceRenewed { device, .. } => did(device, "device-did-renew", ""),
        access::Event::DeviceFileTaken { device, .. } => did(device, "device-did-take-file", ""),
        access::Event::DeviceLocked { device, lock } => did(device, "device-did-lock", &lock.message),
        access::Event::DeviceUnlocked { device, .. } => did(device, "device-did-unlock", ""),
        access::Event::DeviceRestartOrdered { device, .. } => did(device, "device-did-restart", ""),
        access::Event::CredentialSet { staff, once, .. } => ("credential", staff.to_string(), Some(json!({ "once": once }))),
        access::Event::TokenIssued { token, role, windows, .. } => ("token", token.to_string(), Some(json!({ "role": role, "windows": windows }))),
        access::Event::TokenRevoked { token } => ("token", token.to_string(), None),
    }
}

/// An act that leaves the device what it is: a words key, and what was said with it.
fn did(device: &DeviceName, act: &'static str, words: &str) -> Changed {
    ("device", device.to_string(), Some(json!({ "act": act, "words": words })))
}

fn screens(fact: &screens::Event) -> Changed {
    match fact {
        screens::Event::TextSet { key, words, .. } => ("text", key.clone(), serde_json::to_value(words).ok()),
        screens::Event::TextCleared { key, .. } => ("text", key.clone(), None),
        screens::Event::SlipSet { slip, .. } => ("slip", String::new(), serde_json::to_value(slip).ok()),
    }
}

fn disclosure(fact: &disclosure::Event) -> Changed {
    match fact {
        disclosure::Event::NoticePublished { notice, version, .. } => {
            ("notice", notice.id.to_string(), Some(json!({ "title": notice.title, "version": version, "until": notice.until, "stage": notice.stage })))
        }
        disclosure::Event::NoticeWithdrawn { notice, .. } => ("notice", notice.to_string(), None),
    }
}

fn planned(fact: &planned::Event) -> Changed {
    match fact {
        planned::Event::Planned(plan) => ("plan", plan.id.0.to_string(), serde_json::to_value(plan).ok()),
        planned::Event::TakenBack { plan, .. } => ("plan", plan.0.to_string(), None),
        planned::Event::Made { plan, .. } => ("plan", plan.0.to_string(), Some(json!({ "made": true }))),
        planned::Event::NotMade { plan, refusal, .. } => ("plan", plan.0.to_string(), Some(json!({ "not_made": refusal }))),
    }
}

/// What somebody wants to see of the history; empty fields leave everything in.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub kind: String,
    pub thing: Option<String>,
    /// As the view names actors: `staff:0102`, `console`, `clock`.
    pub actor: String,
    pub from: Option<Moment>,
    pub until: Option<Moment>,
    /// From 0.
    pub page: u32,
}

/// One change, with what the thing was before.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub seq: u64,
    pub at: Moment,
    pub actor: String,
    pub kind: String,
    pub thing: String,
    pub before: Option<Value>,
    pub after: Option<Value>,
}

impl Change {
    /// The person who made it; none for console, clock and tokens.
    pub fn staff(&self) -> Option<StaffNumber> {
        self.actor.strip_prefix("staff:").map(StaffNumber::new)
    }
}

/// The changes that are wanted, the latest first, and how many there are on all pages.
pub fn read(reader: &Reader, wanted: &Wanted) -> (Vec<Change>, u32) {
    let mut conditions: Vec<&str> = Vec::new();
    let mut values: Vec<Box<dyn ToSql>> = Vec::new();
    let mut only = |condition, value: Box<dyn ToSql>| {
        conditions.push(condition);
        values.push(value);
    };
    if !wanted.kind.is_empty() {
        only("kind = ?", Box::new(wanted.kind.clone()));
    }
    if let Some(thing) = &wanted.thing {
        only("thing = ?", Box::new(thing.clone()));
    }
    if !wanted.actor.is_empty() {
        only("actor = ?", Box::new(wanted.actor.clone()));
    }
    if let Some(from) = wanted.from {
        only("at >= ?", Box::new(from.0));
    }
    if let Some(until) = wanted.until {
        only("at < ?", Box::new(until.0));
    }
    let filter = if conditions.is_empty() { String::new() } else { format!("WHERE {}", conditions.join(" AND ")) };
    let count = reader.query(|connection| {
        let sql = format!("SELECT count(*) FROM setting_change {filter}");
        connection.prepare_cached(&sql)?.query_row(params_from_iter(&values), |row| row.get(0)).map(Some)
    });
    let rows = reader.query(|connection| {
        let sql = format!(
            "SELECT seq, at, actor, kind, thing, body, (SELECT earlier.body FROM setting_change AS earlier WHERE earlier.kind = this.kind
               AND earlier.thing = this.thing AND earlier.seq < this.seq ORDER BY earlier.seq DESC LIMIT 1)
             FROM setting_change AS this {filter} ORDER BY seq DESC LIMIT {PAGE_ROWS} OFFSET {}",
            u64::from(wanted.page) * u64::from(PAGE_ROWS)
        );
        let mut statement = connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params_from_iter(&values), |row| {
            let value = |column: usize| row.get::<_, Option<String>>(column).map(|text| text.and_then(|text| serde_json::from_str(&text).ok()));
            Ok(Change {
                seq: row.get::<_, i64>(0)? as u64,
                at: Moment(row.get(1)?),
                actor: row.get(2)?,
                kind: row.get(3)?,
                thing: row.get(4)?,
                after: value(5)?,
                before: value(6)?,
            })
        })?;
        rows.collect::<Result<Vec<_>, _>>().map(Some)
    });
    (rows.unwrap_or_default(), count.unwrap_or(0))
}
