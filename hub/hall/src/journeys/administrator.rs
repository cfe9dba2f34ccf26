//! What an administrator sets: hall, hours, groups, services, windows, staff, parameters, notices, devices, tokens, screens.

mod devices;

use chrono::Datelike;

use super::{Decided, done};
use crate::Hall;
use crate::access;
use crate::calendar::{self, SpecialDay};
use crate::command::{Administrator, Answer, Refusal};
use crate::event::Event;
use crate::floor::{Event as Floor, Group, Service, Window};
use crate::ids::{StaffNumber, TokenName, WindowNumber};
use crate::moment::{Day, Moment};
use crate::policy::{self, Setting, catalogue};
use crate::screens::{self, NOTE_MAX, Worded};
use crate::staff::{self, Role, Staff};

/// Letters of groups: I, O and Q are misread, K to Z belong to kiosks' offline series.
const GROUP_LETTERS: &str = "ABCDEFGHJ";

pub(super) fn decide(hall: &Hall, staff: &StaffNumber, act: &Administrator, now: Moment) -> Decided {
    allow(hall, staff, act)?;
    match act {
        Administrator::SetHall { profile } => {
            allow_text(&profile.name, "name")?;
            let note = Worded { zh: profile.slip_note.clone(), en: profile.slip_note_en.clone() };
            screens::allow_words(&note, NOTE_MAX)?;
            done(Floor::ProfileSet(profile.clone()))
        }
        Administrator::SetHours { hours } => {
            allow_if(hours.in_order(), "hours")?;
            done(calendar::Event::HoursSet(hours.clone()))
        }
        Administrator::LoadCalendar { year, days } => load_calendar(*year, days),
        Administrator::SetGroup { group } => set_group(hall, group),
        Administrator::SetService { service } => set_service(hall, service),
        Administrator::SetWindow { window } => set_window(hall, window),
        Administrator::SetStaff { staff } => set_staff(hall, staff),
        Administrator::SetParameter { key, value, from, confirmed } => {
            set_parameter(key, Setting { value: value.trim().to_owned(), from: *from, confirmed: *confirmed }, now.day())
        }
        Administrator::PublishNotice { notice } => {
            allow_name(notice.id.as_str())?;
            done(hall.disclosure.publish(notice, staff, now)?)
        }
        Administrator::WithdrawNotice { notice, reason } => done(hall.disclosure.withdraw(notice, reason, staff, now)?),
        Administrator::Enrol { device, class, window, secret } => devices::enrol(hall, device, *class, *window, secret),
        Administrator::RevokeDevice { device } => devices::revoke(hall, device),
        Administrator::RenewDevice { device, secret } => devices::renew(hall, device, secret, staff, now),
        Administrator::TakeDeviceFile { device } => devices::take_file(hall, device, staff, now),
        Administrator::LockDevice { device, message, message_en } => devices::lock(hall, device, message, message_en, staff, now),
        Administrator::UnlockDevice { device } => devices::unlock(hall, device, staff, now),
        Administrator::RestartDevice { device } => devices::restart(hall, device, staff, now),
        Administrator::SetScreenText { key, words } => Ok(changed(hall.screens.set_text(key, words, staff, now)?)),
        Administrator::SetSlip { slip } => Ok(changed(hall.screens.set_slip(slip, staff, now))),
        Administrator::SetCredential { staff, secret, once } => {
            hall.staff.present(staff).ok_or(Refusal::UnknownStaff)?;
            done(access::Event::CredentialSet { staff: staff.clone(), secret: secret.clone(), once: *once })
        }
        Administrator::IssueToken { token, role, windows, secret } => {
            allow_name(token.as_str())?;
            allow_new(hall.access.token(token).is_none())?;
            allow_windows(hall, windows)?;
            let (token, windows, secret) = (token.clone(), windows.clone(), secret.clone());
            done(access::Event::TokenIssued { token, role: *role, windows, secret })
        }
        Administrator::RevokeToken { token } => revoke_token(hall, token),
    }
}

/// What is already so is not written down again.
fn changed(event: Option<impl Into<Event>>) -> (Vec<Event>, Answer) {
    (event.into_iter().map(Into::into).collect(), Answer::Done)
}

/// Besides administrators, everybody may set a new password of their own.
fn allow(hall: &Hall, staff: &StaffNumber, act: &Administrator) -> Result<(), Refusal> {
    if let Administrator::SetCredential { staff: whose, once: false, .. } = act
        && whose == staff
    {
        return hall.staff.present(staff).map(|_| ()).ok_or(Refusal::UnknownStaff);
    }
    hall.allow_verb(staff, act.verb())
}

fn load_calendar(year: i32, days: &[SpecialDay]) -> Decided {
    allow_if(days.iter().all(|special| special.day.0.year() == year), "year")?;
    done(calendar::Event::CalendarLoaded { year, days: days.to_vec() })
}

fn set_group(hall: &Hall, group: &Group) -> Decided {
    allow_name(group.code.as_str())?;
    allow_text(&group.name, "name")?;
    allow_if(GROUP_LETTERS.contains(group.letter), "letter")?;
    allow_if(group.weekdays.iter().all(|weekday| (1..=7).contains(weekday)), "weekdays")?;
    let taken = hall.floor.groups.values().any(|other| other.letter == group.letter && other.code != group.code);
    allow_if(!taken, "letter")?;
    done(Floor::GroupSet(group.clone()))
}

fn set_service(hall: &Hall, service: &Service) -> Decided {
    allow_name(service.code.as_str())?;
    allow_text(&service.name, "name")?;
    hall.floor.groups.get(&service.group).ok_or(Refusal::UnknownGroup)?;
    done(Floor::ServiceSet(Box::new(service.clone())))
}

fn set_window(hall: &Hall, window: &Window) -> Decided {
    allow_if((1..=999).contains(&window.number.0), "number")?;
    if window.first.iter().chain(&window.help).any(|group| !hall.floor.groups.contains_key(group)) {
        return Err(Refusal::UnknownGroup);
    }
    if window.services.iter().any(|service| !hall.floor.services.contains_key(service)) {
        return Err(Refusal::UnknownService);
    }
    allow_if(!window.help.iter().any(|group| window.first.contains(group)), "help")?;
    done(Floor::WindowSet(window.clone()))
}

fn set_staff(hall: &Hall, person: &Staff) -> Decided {
    let plain = |byte: u8| byte.is_ascii_alphanumeric();
    let number = person.number.as_str();
    if number.is_empty() || number.len() > 16 || !number.bytes().all(plain) || person.number == StaffNumber::console() {
        return Err(Refusal::NameInvalid);
    }
    if let Some(window) = person.usual_window {
        allow_windows(hall, &[window])?;
    }
    // R04.2 holds as long as the window is open, not only when it opens.
    let stays = !person.left && person.roles.contains(&Role::Clerk) && person.badge_missing().is_empty();
    allow_if(stays || hall.window_of(&person.number).is_none(), "window")?;
    done(staff::Event::StaffSet(person.clone()))
}

/// A value holds from today or later, so that what was decided before keeps the value of its day.
fn set_parameter(key: &str, setting: Setting, today: Day) -> Decided {
    let row = catalogue().get(key).ok_or(Refusal::UnknownParameter)?;
    if !row.accepts(&setting.value) {
        return Err(Refusal::ParameterInvalid);
    }
    allow_if(setting.from >= today, "from")?;
    done(policy::Event::ParameterSet { key: key.to_owned(), setting })
}

fn revoke_token(hall: &Hall, token: &TokenName) -> Decided {
    hall.access.token(token).ok_or(Refusal::UnknownToken)?;
    done(access::Event::TokenRevoked { token: token.clone() })
}

fn allow_windows(hall: &Hall, windows: &[WindowNumber]) -> Result<(), Refusal> {
    if windows.iter().all(|window| hall.floor.windows.contains_key(window)) { Ok(()) } else { Err(Refusal::UnknownWindow) }
}

/// Letters, digits and hyphens, so that a name fits topics, addresses and file names.
fn allow_name(name: &str) -> Result<(), Refusal> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if !name.is_empty() && name.len() <= 40 && name.bytes().all(plain) { Ok(()) } else { Err(Refusal::NameInvalid) }
}

fn allow_text(text: &str, what: &str) -> Result<(), Refusal> {
    allow_if(!text.trim().is_empty(), what)
}

fn allow_new(new: bool) -> Result<(), Refusal> {
    if new { Ok(()) } else { Err(Refusal::NameTaken) }
}

fn allow_if(holds: bool, what: &str) -> Result<(), Refusal> {
    if holds { Ok(()) } else { Err(Refusal::SettingInvalid { what: what.to_owned() }) }
}
