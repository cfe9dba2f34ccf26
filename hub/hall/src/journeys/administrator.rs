//! What an administrator sets: hall, hours, groups, services, windows, staff, parameters, notices, devices, tokens, screens.

mod devices;

use chrono::Datelike;

use super::{Decided, done};
use crate::Hall;
use crate::access;
use crate::calendar::{self, OwnDay, SpecialDay};
use crate::command::{Administrator, Answer, Refusal};
use crate::event::Event;
use crate::ids::{StaffNumber, TokenName};
use crate::moment::{Day, Moment};
use crate::policy::{self, Setting, catalogue};
use crate::roles::Verb;
use crate::settings::{Change, allow_if, allow_name, allow_text, allow_windows};
use crate::{people, planned};

pub(super) fn decide(hall: &Hall, staff: &StaffNumber, act: &Administrator, now: Moment) -> Decided {
    allow(hall, staff, act)?;
    match act {
        Administrator::SetHall { profile } => set(hall, &Change::Hall(profile.clone())),
        Administrator::SetHours { hours } => set(hall, &Change::Hours(hours.clone())),
        Administrator::SetDay { day } => set_day(day, now.day()),
        Administrator::ClearDay { day } => {
            hall.calendar.own.get(day).filter(|own| own.day >= now.day()).ok_or(Refusal::UnknownDay)?;
            done(calendar::Event::DayCleared { day: *day })
        }
        Administrator::LoadCalendar { year, days } => load_calendar(*year, days),
        Administrator::SetGroup { group } => set(hall, &Change::Group(group.clone())),
        Administrator::SetService { service } => set(hall, &Change::Service(service.clone())),
        Administrator::SetWindow { window } => set(hall, &Change::Window(window.clone())),
        Administrator::SetStaff { staff: person } => done(people::set(hall, staff, person)?),
        Administrator::AddStaff { staff: person } => done(people::add(hall, staff, person)?),
        Administrator::SetPortrait { staff: whose, portrait } => done(people::set_portrait(hall, staff, whose, portrait.as_ref())?),
        Administrator::SetRole { role } => done(people::set_role(hall, staff, role)?),
        Administrator::RemoveRole { role } => done(people::remove_role(hall, role)?),
        Administrator::Plan { change, from } => done(planned::plan(hall, staff, change, *from, now)?),
        Administrator::TakeBackPlan { plan } => done(planned::take_back(hall, staff, *plan, now)?),
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
        Administrator::SetCredential { staff: whose, secret, once } => {
            people::allow_credential(hall, staff, whose)?;
            done(access::Event::CredentialSet { staff: whose.clone(), secret: secret.clone(), once: *once })
        }
        Administrator::IssueToken { token, role, windows, secret } => {
            allow_name(token.as_str())?;
            allow_new(hall.access.token(token).is_none())?;
            allow_windows(hall, windows)?;
            people::allow_rights(hall, staff, Verb::ALL.into_iter().filter(|verb| role.may(*verb)))?;
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

/// A change that is made at once.
fn set(hall: &Hall, change: &Change) -> Decided {
    done(change.fact(hall)?)
}

/// What has been is not set anew; whoever reads why the hall is closed finds a reason.
fn set_day(own: &OwnDay, today: Day) -> Decided {
    allow_if(own.day >= today, "day")?;
    allow_if(own.in_order(), "hours")?;
    allow_text(&own.reason, "reason")?;
    done(calendar::Event::DaySet(own.clone()))
}

fn load_calendar(year: i32, days: &[SpecialDay]) -> Decided {
    allow_if(days.iter().all(|special| special.day.0.year() == year), "year")?;
    done(calendar::Event::CalendarLoaded { year, days: days.to_vec() })
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

fn allow_new(new: bool) -> Result<(), Refusal> {
    if new { Ok(()) } else { Err(Refusal::NameTaken) }
}
