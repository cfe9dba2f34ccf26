//! The hall's refusals as sentences: a key of the words, its arguments, and the rule it rests on.

use std::fmt::Display;

use sunhall_hall::calendar::HoursState;
use sunhall_hall::ids::{GroupCode, StaffNumber};
use sunhall_hall::staff::Role;
use sunhall_hall::{Hall, Moment, Refusal};
use sunhall_protocol::Bilingual;
use sunhall_protocol::envelope::Spoken;

use super::Texts;

const QUEUE: &str = "queue";
const BADGE: &str = "R04.2";
const RATING: &str = "R08.2";
const NOTICE: &str = "R01.3";
const SECURITY: &str = "security";

/// A refusal on its way to a screen, in no language yet.
pub fn refusal(hall: &Hall, texts: Texts<'_>, refusal: &Refusal, now: Moment) -> sunhall_protocol::Refusal {
    let said = Sentence::of(hall, texts, refusal, now);
    let arguments = said.arguments.into_iter().map(|(name, text)| (name.to_owned(), text)).collect();
    sunhall_protocol::Refusal { key: said.key.to_owned(), arguments, rule: said.rule.map(str::to_owned) }
}

struct Sentence {
    key: &'static str,
    arguments: Vec<(&'static str, String)>,
    rule: Option<&'static str>,
}

/// A sentence without arguments.
fn plain(key: &'static str) -> Sentence {
    Sentence { key, arguments: Vec::new(), rule: None }
}

impl Sentence {
    fn with(mut self, name: &'static str, text: impl Display) -> Self {
        self.arguments.push((name, text.to_string()));
        self
    }

    fn rule(mut self, rule: &'static str) -> Self {
        self.rule = Some(rule);
        self
    }

    fn of(hall: &Hall, texts: Texts<'_>, refusal: &Refusal, now: Moment) -> Self {
        match refusal {
            Refusal::OutsideHours { next: Some(next) } => outside_hours(hall, *next, now),
            Refusal::HoursOver { next: Some(next) } => plain("refusal-taking-over").with("next", spoken(*next)).rule(QUEUE),
            Refusal::OutsideHours { next: None } | Refusal::HoursOver { next: None } => plain("refusal-closed-unknown"),
            Refusal::GroupNotToday { group } => group_not_today(hall, group),
            Refusal::UnknownService => plain("refusal-unknown-service"),
            Refusal::UnknownGroup => plain("refusal-unknown-group"),
            Refusal::UnknownWindow => plain("refusal-no-such-window"),
            Refusal::UnknownTicket => plain("refusal-no-such-ticket"),
            Refusal::UnknownStaff => plain("refusal-no-such-person"),
            Refusal::UnknownDevice => plain("refusal-device-unknown"),
            Refusal::DeviceLocked => plain("refusal-device-locked").rule(QUEUE),
            Refusal::DeviceWithoutScreen => plain("refusal-device-without-screen"),
            Refusal::DeviceFileTaken => plain("refusal-device-file-taken"),
            Refusal::UnknownScreenText => plain("refusal-unknown-screen-text"),
            Refusal::TextTooLong { characters } => plain("refusal-text-too-long").with("count", characters),
            Refusal::TextNotPlain => plain("refusal-text-not-plain"),
            Refusal::UnknownNotice => plain("refusal-unknown-notice"),
            Refusal::UnknownToken => plain("refusal-token"),
            Refusal::TicketEnded => plain("refusal-ticket-ended"),
            Refusal::TicketNotWaiting => plain("refusal-ticket-not-waiting"),
            Refusal::TicketNotAway => plain("refusal-ticket-not-away"),
            Refusal::BadgeIncomplete => plain("refusal-badge-incomplete").rule(BADGE),
            Refusal::NoWindowOpen => plain("refusal-no-window-open").rule(BADGE),
            Refusal::OtherWindowOpen { window } => plain("refusal-other-window-open").with("window", window.0),
            Refusal::WindowTaken { staff } => plain("refusal-window-taken-by").with("name", name_of(hall, texts, staff)),
            Refusal::WindowPaused => plain("refusal-window-paused"),
            Refusal::WindowBusy { number } => plain("refusal-window-busy").with("ticket", number),
            Refusal::WindowIdle => plain("refusal-window-idle"),
            Refusal::WindowNotPaused => plain("refusal-window-not-paused"),
            Refusal::NoOneWaiting => plain("refusal-no-one-waiting"),
            Refusal::OnlyYoungHelp { minutes } => plain("refusal-only-young-help").with("minutes", minutes).rule(QUEUE),
            Refusal::TooSoonToCall { seconds } => plain("refusal-too-soon-to-call").with("seconds", seconds).rule(QUEUE),
            Refusal::CallsUsedUp => plain("refusal-calls-used-up").rule(QUEUE),
            Refusal::AlreadyStarted => plain("refusal-already-started"),
            Refusal::NotStarted => plain("refusal-not-started"),
            Refusal::NothingToUndo => plain("refusal-nothing-to-undo").rule(QUEUE),
            Refusal::ParkTooLong { minutes_max } => plain("refusal-park-long").with("minutes", minutes_max).rule(QUEUE),
            Refusal::ParkPastClosing => plain("refusal-park-time").rule(QUEUE),
            Refusal::WindowDoesNotServe => plain("refusal-window-does-not-serve"),
            Refusal::EarliestTurnNext => plain("refusal-earliest-turn-next").rule(QUEUE),
            Refusal::RoleMayNot { role_needed } => {
                plain("refusal-role-may-not").with("role", Spoken::Word(role_key(*role_needed).into()).write()).rule(SECURITY)
            }
            Refusal::ReasonNeeded => plain("refusal-reason-needed"),
            Refusal::NotServedYet => plain("refusal-not-served-yet").rule(RATING),
            Refusal::AlreadyRated => plain("refusal-already-rated").rule(RATING),
            Refusal::RatingOver => plain("refusal-rating-over").rule(RATING),
            Refusal::RatingInvalid => plain("refusal-rating-invalid").rule(RATING),
            Refusal::UnknownParameter => plain("refusal-unknown-parameter"),
            Refusal::UnknownDay => plain("refusal-unknown-day"),
            Refusal::UnknownPlan => plain("refusal-unknown-plan"),
            Refusal::ParameterInvalid => plain("refusal-parameter-invalid"),
            Refusal::NoticeIncomplete { field } => plain("refusal-notice-incomplete").with("field", Spoken::Word(field.clone()).write()).rule(NOTICE),
            Refusal::NameInvalid => plain("refusal-name-invalid"),
            Refusal::NameTaken => plain("refusal-name-taken"),
            Refusal::NumberGiven => plain("refusal-number-given").rule(BADGE),
            Refusal::LastAdministrator => plain("refusal-last-administrator").rule(SECURITY),
            Refusal::RightNotHeld => plain("refusal-right-not-held").rule(SECURITY),
            Refusal::UnknownRole => plain("refusal-unknown-role"),
            Refusal::RoleInUse { people } => plain("refusal-role-in-use").with("people", people).rule(SECURITY),
            Refusal::SettingInvalid { what } => plain("refusal-setting-invalid").with("what", what),
            Refusal::SnapshotTooLarge { snapshot, kib, kib_max } => {
                plain("refusal-snapshot-too-large").with("what", Spoken::Word(snapshot.clone()).write()).with("kib", kib).with("most", kib_max)
            }
        }
    }
}

/// The words key of a role's name.
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

fn outside_hours(hall: &Hall, next: Moment, now: Moment) -> Sentence {
    let time = next.time().format("%H:%M");
    match hall.hours(now).state {
        HoursState::Break => plain("refusal-break").with("time", time),
        HoursState::Before => plain("refusal-not-open-yet").with("time", time),
        HoursState::Rest => plain("refusal-closed-today").with("next", spoken(next)),
        HoursState::Open | HoursState::LastCalls | HoursState::Over => plain("refusal-outside-hours-next").with("next", spoken(next)),
    }
}

fn group_not_today(hall: &Hall, code: &GroupCode) -> Sentence {
    match hall.floor.groups.get(code) {
        Some(group) => plain("refusal-group-not-today")
            .with("group", Spoken::Both(Bilingual::new(group.name.clone(), group.name_en.clone())).write())
            .with("days", Spoken::Weekdays(group.weekdays.clone()).write())
            .rule(QUEUE),
        None => plain("refusal-unknown-group"),
    }
}

fn name_of(hall: &Hall, texts: Texts<'_>, staff: &StaffNumber) -> String {
    let name = hall.staff.people.get(staff).and_then(|person| texts(person.name.as_ref()?));
    name.map_or_else(|| staff.to_string(), |name| name.to_string())
}

fn spoken(moment: Moment) -> String {
    Spoken::Moment(sunhall_protocol::Moment(moment.0)).write()
}
