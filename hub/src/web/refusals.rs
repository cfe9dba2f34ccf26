//! Refusals in a person's words: what happened, what it means, what to do, and the rule it rests on.

use std::collections::BTreeMap;

use sunhall_hall::calendar::HoursState;
use sunhall_hall::ids::{StaffNumber, TicketNumber, WindowNumber};
use sunhall_hall::staff::{BadgePart, Role};
use sunhall_hall::{Hall, Moment, Refusal};
use sunhall_protocol::Refusal as Told;
use sunhall_protocol::words::{self, Language};

use super::state::{App, clock, day_and_time};

/// What the request was about, for refusals that do not carry it themselves.
#[derive(Clone, Debug, Default)]
pub struct About {
    pub staff: Option<StaffNumber>,
    pub number: Option<TicketNumber>,
    pub window: Option<WindowNumber>,
}

/// The refusal as key, arguments and rule.
pub fn told(app: &App, language: Language, refusal: &Refusal, about: &About) -> Told {
    let (hall, now) = (app.engine.hall(), app.engine.now());
    let (key, arguments) =
        hours(&hall, language, refusal, now).or_else(|| with_names(app, &hall, language, refusal, about)).unwrap_or_else(|| (plain(refusal), Vec::new()));
    let arguments: BTreeMap<String, String> = arguments.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Told { key: key.to_owned(), arguments, rule: rule(refusal).map(str::to_owned) }
}

/// The refusal as a page shows it.
pub fn sentence(app: &App, language: Language, refusal: &Refusal, about: &About) -> String {
    let mut told = told(app, language, refusal, about);
    told.rule = told.rule.filter(|rule| rule.starts_with('R'));
    words::refusal(language, &told)
}

type Keyed = (&'static str, Vec<(&'static str, String)>);

fn hours(hall: &Hall, language: Language, refusal: &Refusal, now: Moment) -> Option<Keyed> {
    let at = |next: &Option<Moment>| next.map_or_else(|| words::say(language, "common-unknown"), |next| day_and_time(language, next, now));
    match refusal {
        Refusal::OutsideHours { next } => Some(match hall.hours(now).state {
            HoursState::Break => ("refusal-break", vec![("time", next.map(clock).unwrap_or_default())]),
            HoursState::Before => ("refusal-not-open-yet", vec![("time", next.map(clock).unwrap_or_default())]),
            HoursState::Rest => ("refusal-closed-today", vec![("next", at(next))]),
            HoursState::Open | HoursState::LastCalls | HoursState::Over => ("refusal-outside-hours-next", vec![("next", at(next))]),
        }),
        Refusal::HoursOver { next } => Some(("refusal-taking-over", vec![("next", at(next))])),
        Refusal::GroupNotToday { group } => {
            let group = hall.floor.groups.get(group)?;
            let days: Vec<u32> = group.weekdays.iter().map(|day| u32::from(*day)).collect();
            let name = if language == Language::English { &group.name_en } else { &group.name };
            Some(("refusal-group-not-today", vec![("group", name.clone()), ("days", words::weekdays(language, &days))]))
        }
        _ => None,
    }
}

fn with_names(app: &App, hall: &Hall, language: Language, refusal: &Refusal, about: &About) -> Option<Keyed> {
    let number = about.number.map(|number| number.to_string()).unwrap_or_default();
    Some(match refusal {
        Refusal::UnknownTicket => ("refusal-unknown-ticket", vec![("ticket", number)]),
        Refusal::UnknownWindow => ("refusal-unknown-window", vec![("window", about.window.map(|window| window.0.to_string()).unwrap_or_default())]),
        Refusal::UnknownStaff => ("refusal-unknown-staff", vec![("number", about.staff.as_ref().map(ToString::to_string).unwrap_or_default())]),
        Refusal::BadgeIncomplete => ("refusal-badge-missing", vec![("field", missing(hall, language, about))]),
        Refusal::OtherWindowOpen { window } => ("refusal-other-window-open", vec![("window", window.0.to_string())]),
        Refusal::WindowTaken { staff } => {
            let window = about.window.or_else(|| hall.window_of(staff)).map(|window| window.0.to_string()).unwrap_or_default();
            ("refusal-window-taken", vec![("window", window), ("name", app.name_of(staff))])
        }
        Refusal::WindowBusy { number } => ("refusal-window-busy", vec![("ticket", number.to_string())]),
        Refusal::OnlyYoungHelp { minutes } => ("refusal-only-young-help", vec![("minutes", minutes.to_string())]),
        Refusal::TooSoonToCall { seconds } => ("refusal-too-soon-to-call", vec![("seconds", seconds.to_string())]),
        Refusal::RoleMayNot { role_needed } => ("refusal-role-may-not", vec![("role", words::say(language, role_key(*role_needed)))]),
        Refusal::NoticeIncomplete { field } => ("refusal-notice-incomplete", vec![("field", field.clone())]),
        Refusal::SettingInvalid { what } => ("refusal-setting-invalid", vec![("what", what.clone())]),
        _ => return None,
    })
}

fn plain(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::UnknownService => "refusal-unknown-service",
        Refusal::UnknownGroup => "refusal-unknown-group",
        Refusal::UnknownDevice => "refusal-unknown-device",
        Refusal::UnknownToken => "refusal-unknown-token",
        Refusal::UnknownNotice => "refusal-unknown-notice",
        Refusal::TicketEnded => "refusal-ticket-ended",
        Refusal::TicketNotWaiting => "refusal-ticket-not-waiting",
        Refusal::TicketNotAway => "refusal-ticket-not-away",
        Refusal::NoWindowOpen => "refusal-no-window-open",
        Refusal::WindowPaused => "refusal-window-paused",
        Refusal::WindowIdle => "refusal-window-idle",
        Refusal::WindowNotPaused => "refusal-window-not-paused",
        Refusal::NoOneWaiting => "refusal-no-one-waiting",
        Refusal::CallsUsedUp => "refusal-calls-used-up",
        Refusal::AlreadyStarted => "refusal-already-started",
        Refusal::NotStarted => "refusal-not-started",
        Refusal::NothingToUndo => "refusal-nothing-to-undo",
        Refusal::WindowDoesNotServe => "refusal-window-does-not-serve",
        Refusal::EarliestTurnNext => "refusal-earliest-turn-next",
        Refusal::ReasonNeeded => "refusal-reason-needed",
        Refusal::NotServedYet => "refusal-not-served-yet",
        Refusal::AlreadyRated => "refusal-already-rated",
        Refusal::RatingOver => "refusal-rating-over",
        Refusal::RatingInvalid => "refusal-rating-invalid",
        Refusal::UnknownParameter => "refusal-unknown-parameter",
        Refusal::ParameterInvalid => "refusal-parameter-invalid",
        Refusal::NameInvalid => "refusal-name-invalid",
        Refusal::NameTaken => "refusal-name-taken",
        _ => "refusal-unknown",
    }
}

/// The rule on which a refusal rests; `queue` where it is the hall's own order.
fn rule(refusal: &Refusal) -> Option<&'static str> {
    Some(match refusal {
        Refusal::BadgeIncomplete => "R04.2",
        Refusal::OutsideHours { .. } | Refusal::HoursOver { .. } | Refusal::GroupNotToday { .. } => "R07.1",
        Refusal::NotServedYet | Refusal::AlreadyRated | Refusal::RatingOver | Refusal::RatingInvalid => "R08.2",
        Refusal::NoticeIncomplete { .. } => "R01.3",
        Refusal::NoOneWaiting
        | Refusal::OnlyYoungHelp { .. }
        | Refusal::TooSoonToCall { .. }
        | Refusal::CallsUsedUp
        | Refusal::EarliestTurnNext
        | Refusal::NothingToUndo
        | Refusal::WindowDoesNotServe
        | Refusal::ReasonNeeded => "queue",
        _ => return None,
    })
}

fn missing(hall: &Hall, language: Language, about: &About) -> String {
    let parts = about.staff.as_ref().and_then(|staff| hall.person(staff)).map(sunhall_hall::staff::Staff::badge_missing).unwrap_or_default();
    let names: Vec<String> = parts.into_iter().map(|part| words::say(language, part_key(part))).collect();
    words::list(language, &names)
}

fn part_key(part: BadgePart) -> &'static str {
    match part {
        BadgePart::Portrait => "badge-portrait",
        BadgePart::Name => "badge-name",
        BadgePart::Position => "badge-position",
        BadgePart::Number => "badge-number",
        BadgePart::Phone => "badge-phone",
    }
}

pub fn role_key(role: Role) -> &'static str {
    match role {
        Role::Clerk => "role-clerk",
        Role::Guide => "role-guide",
        Role::Manager => "role-manager",
        Role::Leader => "role-leader",
        Role::Supervisor => "role-supervisor",
        Role::Archivist => "role-archivist",
        Role::Administrator => "role-administrator",
    }
}
