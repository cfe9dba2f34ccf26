//! The catalogue: the hall itself, its calendar, parameters, groups, windows and services.

use std::collections::BTreeMap;

use anyhow::Context;
use chrono::{Datelike, NaiveDate};
use sunhall_hall::Day;
use sunhall_hall::calendar::{OwnDay, Span, SpecialDay};
use sunhall_hall::command::Administrator;
use sunhall_hall::floor::{Fee, Group, Guide, Limit, Service, Window};
use sunhall_hall::ids::{GroupCode, ServiceCode, WindowNumber};
use sunhall_hall::policy::{self, Setting};

use super::files::{HallFile, MenuFile, Row, Table, Wrong, time};
use super::{Source, Step, What};

/// Name of the file with the hall itself.
const HALL: &str = "hall.toml";

/// The group behind 不知道选哪个 takes whatever finds no other.
const NOT_SURE: &str = "enquiry";

/// Services with this lowest level can be done at village service points too.
const AT_VILLAGE: &str = "village";

pub fn hall(source: &mut Source<'_>, file: &HallFile) -> anyhow::Result<Vec<Step>> {
    let week = file.week().map_err(|error| Wrong::whole(&source.path(HALL), format!("{error:#}")))?;
    let (profile, hours) = (file.profile(), week);
    let (new_profile, new_hours) = (source.hall.floor.profile != profile, source.hall.calendar.week != hours);
    Ok(vec![
        Step::set(What::new("hall", "", HALL), new_profile, move |_| Administrator::SetHall { profile: Box::new(profile) }),
        Step::set(What::new("hours", "", HALL), new_hours, move |_| Administrator::SetHours { hours }),
    ])
}

/// Days of the official calendar, by year.
pub fn special_days(folder: &std::path::Path, file: &HallFile) -> anyhow::Result<BTreeMap<i32, Vec<SpecialDay>>> {
    let mut years: BTreeMap<i32, Vec<SpecialDay>> = file.calendar_years.iter().map(|year| (*year, Vec::new())).collect();
    let Some(name) = &file.calendar else { return Ok(years) };
    let path = folder.join(name);
    let text = std::fs::read_to_string(&path).map_err(|error| Wrong::whole(&path, error))?;
    let read = super::calendar::read(&text).map_err(|bad| {
        let lines: Vec<String> = bad.iter().map(|bad| format!("line {}: {:?}", bad.line, bad.fault)).collect();
        Wrong { line: bad.first().map(|bad| bad.line), ..Wrong::whole(&path, lines.join(", ")) }
    })?;
    years.extend(read);
    Ok(years)
}

pub fn calendar(source: &mut Source<'_>, file: &HallFile) -> anyhow::Result<Vec<Step>> {
    let known = &source.hall.calendar;
    let steps = special_days(source.folder, file)?.into_iter().map(|(year, days)| {
        let same = known.years.contains_key(&year) && known.special.values().filter(|special| special.day.0.year() == year).eq(days.iter());
        Step::set(What::new("calendar", year, file.calendar.as_deref().unwrap_or(HALL)), !same, move |_| Administrator::LoadCalendar { year, days })
    });
    Ok(steps.collect())
}

/// Days of the hall itself; what has been is not set anew.
pub fn own_days(source: &mut Source<'_>, file: &HallFile) -> anyhow::Result<Vec<Step>> {
    let wrong = |what: String| Wrong::whole(&source.folder.join(HALL), what);
    let mut steps = Vec::new();
    for row in &file.days {
        let date = NaiveDate::parse_from_str(&row.day, "%Y-%m-%d").map_err(|_| wrong(format!("{:?} is not YYYY-MM-DD", row.day)))?;
        let spans = row.open.iter().map(|(from, to)| Ok(Span { from: time(from)?, to: time(to)? })).collect::<anyhow::Result<Vec<_>>>();
        let spans = spans.map_err(|error| wrong(format!("{error:#}")))?;
        let day = OwnDay { day: Day(date), spans, reason: row.reason.clone(), reason_en: row.reason_en.clone() };
        let needed = day.day >= source.now.day() && source.hall.calendar.own.get(&day.day) != Some(&day);
        steps.push(Step::set(What::new("day", &row.day, HALL), needed, move |_| Administrator::SetDay { day }));
    }
    Ok(steps)
}

/// Figures of the file that differ from the catalogue's, as long as nobody has set them.
pub fn parameters(source: &mut Source<'_>, _file: &HallFile) -> anyhow::Result<Vec<Step>> {
    let today = source.now.day();
    let mut steps = Vec::new();
    for row in Table::read(&source.path("parameters.csv"))?.rows() {
        let (key, value) = (row.text("key")?, row.text("default")?);
        let Some(known) = policy::catalogue().get(&key) else { return Err(row.wrong(&format!("there is no parameter {key}"))) };
        let what = What::new("parameter", &key, "parameters.csv").at(&row);
        let Some(from) = row.optional("from").filter(|from| !from.is_empty()) else {
            let needed = known.default != value && source.hall.policy.setting(&key, today).is_none();
            steps.push(Step::set(what, needed, move |_| Administrator::SetParameter { key, value, from: today, confirmed: false }));
            continue;
        };
        // A row with a day says what was set; what held earlier holds from today.
        let from = NaiveDate::parse_from_str(from, "%Y-%m-%d").map_err(|_| row.wrong("from is not YYYY-MM-DD"))?;
        let setting = Setting { value, from: Day(from).max(today), confirmed: row.optional("confirmed") == Some("yes") };
        let holds = source.hall.policy.setting(&key, setting.from);
        let needed = holds.is_none_or(|holds| holds.value != setting.value || holds.confirmed != setting.confirmed);
        steps.push(Step::set(what, needed, move |_| {
            let Setting { value, from, confirmed } = setting;
            Administrator::SetParameter { key, value, from, confirmed }
        }));
    }
    Ok(steps)
}

pub fn groups(source: &mut Source<'_>, file: &HallFile) -> anyhow::Result<Vec<Step>> {
    let mut menu = MenuFile::read(source.folder)?;
    let weekdays: BTreeMap<&str, &[u8]> = file.group_days.iter().map(|days| (days.group.as_str(), days.weekdays.as_slice())).collect();
    let mut steps = Vec::new();
    for row in Table::read(&source.path("groups.csv"))?.rows() {
        let code = row.text("code")?;
        let letter = row.get("letter")?.chars().next().ok_or_else(|| row.wrong("the letter is missing"))?;
        let group = Group {
            letter,
            name: row.text("name")?,
            name_en: row.text("name_en")?,
            summary: row.text("summary")?,
            summary_en: row.text("summary_en")?,
            icon: row.text("icon")?,
            weekdays: weekdays.get(code.as_str()).map(|days| days.to_vec()).unwrap_or_default(),
            not_sure: row.optional("not_sure").map_or(code == NOT_SURE, |said| said == "yes"),
            in_elder_mode: row.get("in_elder_mode")? == "yes",
            elder_name: row.text("elder_name")?,
            elder_summary: menu.elder_summary.remove(&code).unwrap_or_default(),
            code: GroupCode::new(code),
        };
        let needed = source.hall.floor.groups.get(&group.code) != Some(&group);
        steps.push(Step::set(What::new("group", &group.code, "groups.csv").at(&row), needed, move |_| Administrator::SetGroup { group }));
    }
    Ok(steps)
}

#[expect(clippy::unnecessary_wraps, reason = "every part of an import has the same signature")]
pub fn windows(source: &mut Source<'_>, file: &HallFile) -> anyhow::Result<Vec<Step>> {
    let codes = |names: &[String]| names.iter().map(|name| GroupCode::new(name.as_str())).collect();
    let steps = file.windows.iter().map(|row| {
        let window = Window {
            number: WindowNumber(row.number),
            first: codes(&row.first),
            help: codes(&row.help),
            services: row.services.iter().map(|name| ServiceCode::new(name.as_str())).collect(),
        };
        let needed = source.hall.floor.windows.get(&window.number) != Some(&window);
        Step::set(What::new("window", row.number, HALL), needed, move |_| Administrator::SetWindow { window })
    });
    Ok(steps.collect())
}

pub fn services(source: &mut Source<'_>, file: &HallFile) -> anyhow::Result<Vec<Step>> {
    let villages: Vec<String> = file.villages.iter().map(|village| village.name.clone()).collect();
    let mut menu = MenuFile::read(source.folder)?;
    let mut steps = Vec::new();
    for row in Table::read(&source.path("services.csv"))?.rows() {
        let service = service(&row, &villages, file, &mut menu)?;
        let needed = source.hall.floor.services.get(&service.code).is_none_or(|known| **known != service);
        let what = What::new("service", &service.code, "services.csv").at(&row);
        steps.push(Step::set(what, needed, move |_| Administrator::SetService { service: Box::new(service) }));
    }
    Ok(steps)
}

fn service(row: &Row<'_>, villages: &[String], file: &HallFile, menu: &mut MenuFile) -> anyhow::Result<Service> {
    let group = GroupCode::new(row.get("group")?);
    let level_lowest = row.text("level_lowest")?;
    let fee = row.text("fee")?;
    let materials = row.list("materials", '；')?.into_iter().filter(|material| material != "无").collect::<Vec<_>>();
    Ok(Service {
        code: ServiceCode::new(row.get("code")?),
        name: row.text("name")?,
        name_en: row.text("name_en")?,
        short: menu.short.remove(row.get("code")?).unwrap_or_default(),
        department: row.text("department")?,
        kind: row.text("kind")?,
        statutory: match row.get("statutory_limit")? {
            // No figure in the texts that were read.
            "" => None,
            text => Some(limit(text).ok_or_else(|| row.wrong("a limit is written 10wd or 15d"))?),
        },
        pledged_days: row.get("pledged_limit_wd")?.parse().map_err(|_| row.wrong("pledged_limit_wd is not a count of days"))?,
        fee: match row.get("fee_state")? {
            "zero" => Fee::Zero,
            "amount" => Fee::Amount(fee),
            "local" => Fee::Local(fee),
            _ => return Err(row.wrong("fee_state is none of zero, amount, local")),
        },
        clock: Some(row.text("clock")?).filter(|clock| !clock.is_empty()),
        originals: row
            .optional_list("originals", '；')
            .unwrap_or_else(|| materials.iter().filter(|material| menu.materials.originals.contains(*material)).cloned().collect()),
        materials,
        aliases: row.list("alias", '；')?,
        also_at: row.optional_list("also_at", '；').unwrap_or_else(|| if level_lowest == AT_VILLAGE { villages.to_vec() } else { Vec::new() }),
        guide: Guide {
            object: row.text("object")?,
            conditions: row.text("conditions")?,
            steps: row.list("steps", '→')?,
            basis: row.text("basis")?,
            result: row.text("result")?,
        },
        level_lowest,
        // A service is offered where a window serves its group first.
        offered: row
            .optional("offered")
            .map_or_else(|| file.windows.iter().any(|window| window.first.iter().any(|name| name == group.as_str())), |said| said == "yes"),
        group,
    })
}

/// `10wd` are working days, `15d` calendar days.
fn limit(text: &str) -> Option<Limit> {
    let (days, working) = match text.strip_suffix("wd") {
        Some(days) => (days, true),
        None => (text.strip_suffix('d')?, false),
    };
    days.parse().ok().map(|days| Limit { days, working })
}

/// Reads only what decides when the hall is open, before there is a hall.
pub fn opening_calendar(folder: &std::path::Path, file: &HallFile) -> anyhow::Result<sunhall_hall::calendar::Calendar> {
    let mut calendar = sunhall_hall::calendar::Calendar { week: file.week()?, ..Default::default() };
    let years = special_days(folder, file).context("the calendar")?;
    for (year, days) in years {
        calendar.years.insert(year, ());
        for special in days {
            calendar.special.insert(special.day, special);
        }
    }
    Ok(calendar)
}
