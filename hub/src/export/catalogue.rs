//! The catalogue as files: the hall itself, its calendar, parameters, groups and services.

use std::collections::BTreeMap;

use sunhall_hall::calendar::{DayKind, Span};
use sunhall_hall::floor::{Fee, Limit, Service};
use sunhall_hall::policy::catalogue;

use super::{Rows, Source, header, yes};
use crate::import::files::{GroupDays, HallFile, Hours, MenuFile, OwnDayRow, WindowRow};

/// Between the items of a list inside a field, and between the steps of a guide.
const ITEMS: &str = "；";
const STEPS: &str = "→";

pub fn hall(source: &Source<'_>) -> HallFile {
    let (hall, profile) = (source.hall, source.hall.floor.profile.clone());
    let today = source.now.day();
    HallFile {
        id: source.id.to_owned(),
        demo: profile.demo,
        name: profile.name,
        name_en: profile.name_en,
        town: profile.town,
        town_en: profile.town_en,
        place: profile.place,
        place_en: profile.place_en,
        guide_desk: profile.guide_desk,
        guide_desk_en: profile.guide_desk_en,
        supervision_phone: profile.supervision_phone,
        on_call: profile.on_call.map(|staff| staff.to_string()),
        on_call_phone: profile.on_call_phone,
        calendar: Some("calendar.csv".to_owned()),
        calendar_years: hall.calendar.years.keys().copied().collect(),
        slip_note: profile.slip_note,
        slip_note_en: profile.slip_note_en,
        hours: hours(source),
        days: hall.calendar.own.values().filter(|own| own.day >= today).map(own_day).collect(),
        group_days: hall
            .floor
            .groups
            .values()
            .filter(|group| !group.weekdays.is_empty())
            .map(|group| GroupDays { group: group.code.to_string(), weekdays: group.weekdays.clone() })
            .collect(),
        windows: hall.floor.windows.values().map(window).collect(),
        villages: Vec::new(),
    }
}

/// Weekdays that are open alike stand together.
fn hours(source: &Source<'_>) -> Vec<Hours> {
    let mut alike: BTreeMap<Vec<(String, String)>, Vec<u8>> = BTreeMap::new();
    for (weekday, spans) in (1..).zip(&source.hall.calendar.week.days) {
        if !spans.is_empty() {
            alike.entry(spans.iter().map(times).collect()).or_default().push(weekday);
        }
    }
    alike.into_iter().map(|(open, weekdays)| Hours { weekdays, open }).collect()
}

fn times(span: &Span) -> (String, String) {
    (span.from.format("%H:%M").to_string(), span.to.format("%H:%M").to_string())
}

fn own_day(own: &sunhall_hall::calendar::OwnDay) -> OwnDayRow {
    OwnDayRow { day: own.day.0.to_string(), open: own.spans.iter().map(times).collect(), reason: own.reason.clone(), reason_en: own.reason_en.clone() }
}

fn window(window: &sunhall_hall::floor::Window) -> WindowRow {
    let texts = |codes: &[sunhall_hall::ids::GroupCode]| codes.iter().map(ToString::to_string).collect();
    WindowRow {
        number: window.number.0,
        first: texts(&window.first),
        help: texts(&window.help),
        services: window.services.iter().map(ToString::to_string).collect(),
    }
}

pub fn calendar(source: &Source<'_>) -> Rows {
    let mut rows = vec![header(&["date", "kind", "name"])];
    rows.extend(source.hall.calendar.special.values().map(|special| {
        let kind = match special.kind {
            DayKind::Rest => "rest",
            DayKind::Work => "work",
        };
        vec![special.day.0.to_string(), kind.to_owned(), special.name.clone()]
    }));
    rows
}

/// What is set: the value of today and those of later days, each from its day.
pub fn parameters(source: &Source<'_>) -> Rows {
    let (policy, today) = (&source.hall.policy, source.now.day());
    let mut rows = vec![header(&["key", "default", "from", "confirmed", "description_zh", "description_en"])];
    for (key, settings) in &policy.settings {
        let now = policy.setting(key, today);
        let described = catalogue().get(key);
        for setting in settings.iter().filter(|setting| setting.from > today || Some(*setting) == now) {
            rows.push(vec![
                key.clone(),
                setting.value.clone(),
                setting.from.0.to_string(),
                yes(setting.confirmed),
                described.map(|row| row.description.clone()).unwrap_or_default(),
                described.map(|row| row.description_en.clone()).unwrap_or_default(),
            ]);
        }
    }
    rows
}

pub fn groups(source: &Source<'_>) -> Rows {
    let columns = ["code", "letter", "name", "name_en", "summary", "summary_en", "icon", "in_elder_mode", "elder_name", "not_sure"];
    let mut rows = vec![header(&columns)];
    rows.extend(source.hall.floor.groups.values().map(|group| {
        vec![
            group.code.to_string(),
            group.letter.to_string(),
            group.name.clone(),
            group.name_en.clone(),
            group.summary.clone(),
            group.summary_en.clone(),
            group.icon.clone(),
            yes(group.in_elder_mode),
            group.elder_name.clone(),
            yes(group.not_sure),
        ]
    }));
    rows
}

const SERVICE: [&str; 22] = [
    "code",
    "name",
    "name_en",
    "department",
    "group",
    "kind",
    "level_lowest",
    "statutory_limit",
    "pledged_limit_wd",
    "fee_state",
    "fee",
    "clock",
    "materials",
    "originals",
    "alias",
    "also_at",
    "object",
    "conditions",
    "steps",
    "basis",
    "result",
    "offered",
];

pub fn services(source: &Source<'_>) -> Rows {
    let mut rows = vec![header(&SERVICE)];
    rows.extend(source.hall.floor.services.values().map(|row| service(row)));
    rows
}

fn service(service: &Service) -> Vec<String> {
    let (state, fee) = match &service.fee {
        Fee::Zero => ("zero", "0".to_owned()),
        Fee::Amount(amount) => ("amount", amount.clone()),
        Fee::Local(text) => ("local", text.clone()),
    };
    vec![
        service.code.to_string(),
        service.name.clone(),
        service.name_en.clone(),
        service.department.clone(),
        service.group.to_string(),
        service.kind.clone(),
        service.level_lowest.clone(),
        service.statutory.map(limit).unwrap_or_default(),
        service.pledged_days.to_string(),
        state.to_owned(),
        fee,
        service.clock.clone().unwrap_or_default(),
        service.materials.join(ITEMS),
        service.originals.join(ITEMS),
        service.aliases.join(ITEMS),
        service.also_at.join(ITEMS),
        service.guide.object.clone(),
        service.guide.conditions.clone(),
        service.guide.steps.join(STEPS),
        service.guide.basis.clone(),
        service.guide.result.clone(),
        yes(service.offered),
    ]
}

fn limit(limit: Limit) -> String {
    format!("{}{}", limit.days, if limit.working { "wd" } else { "d" })
}

/// Short facts beside the catalogue.
pub fn menu(source: &Source<'_>) -> MenuFile {
    let floor = &source.hall.floor;
    let named = |text: &String| !text.is_empty();
    MenuFile {
        elder_summary: floor
            .groups
            .values()
            .filter(|group| named(&group.elder_summary))
            .map(|group| (group.code.to_string(), group.elder_summary.clone()))
            .collect(),
        short: floor.services.values().filter(|service| named(&service.short)).map(|service| (service.code.to_string(), service.short.clone())).collect(),
        ..MenuFile::default()
    }
}
