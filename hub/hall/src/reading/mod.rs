//! What readers may ask of a hall: boards, pages, kiosks and displays draw from here, and so do the journeys.

mod advice;
mod queues;
mod tickets;
mod windows;

pub use advice::{Advice, SlowGroup};
pub use queues::{GroupNow, Waiting};
pub use windows::{Duty, Undoable, WindowDoing, WindowNow};

use crate::Hall;
use crate::calendar::Hours;
use crate::command::Refusal;
use crate::ids::{GroupCode, StaffNumber};
use crate::moment::{Day, Moment};
use crate::policy::keys;
use crate::roles::Verb;
use crate::staff::{Role, Staff};

impl Hall {
    /// A parameter of today as a whole number.
    pub fn figure(&self, key: &str, now: Moment) -> i64 {
        self.policy.whole(key, now.day())
    }

    /// Today's opening spans, what holds now, and what comes next.
    pub fn hours(&self, now: Moment) -> Hours {
        self.calendar.hours(now, self.figure(keys::STOP_BEFORE_CLOSE, now))
    }

    /// The year whose official arrangement is missing: this one, or from `calendar.warn_from` on the next.
    pub fn calendar_missing(&self, now: Moment) -> Option<i32> {
        let today = now.day();
        let year = today.year();
        if !self.calendar.loaded(year) {
            return Some(year);
        }
        let warned = today.of_year().as_str() >= self.policy.text(keys::CALENDAR_WARN_FROM, today);
        (warned && !self.calendar.loaded(year + 1)).then_some(year + 1)
    }

    /// Whether the group is served on that day of the week; the hall's own hours apart.
    pub fn group_served(&self, group: &GroupCode, day: Day) -> bool {
        self.floor.groups.get(group).is_some_and(|group| group.weekdays.is_empty() || group.weekdays.contains(&self.calendar.served_as(day)))
    }

    /// Whether this person, console or token may do it: the one table of [`crate::roles`], and the hall's own roles.
    pub fn may(&self, staff: &StaffNumber, verb: Verb) -> bool {
        if *staff == StaffNumber::console() {
            return Role::Administrator.may(verb);
        }
        match staff.as_token() {
            Some(token) => self.access.token(&token).is_some_and(|token| token.role.may(verb)),
            None => self.staff.present(staff).is_some_and(|person| self.staff.allows(person, verb)),
        }
    }

    /// Somebody who works here, with whatever their badge shows (R04.2).
    pub fn person(&self, staff: &StaffNumber) -> Option<&Staff> {
        self.staff.present(staff)
    }

    pub(crate) fn allow_verb(&self, staff: &StaffNumber, verb: Verb) -> Result<(), Refusal> {
        let known = *staff == StaffNumber::console()
            || staff.as_token().map_or_else(|| self.staff.present(staff).is_some(), |token| self.access.token(&token).is_some());
        if !known {
            return Err(Refusal::UnknownStaff);
        }
        if self.may(staff, verb) {
            return Ok(());
        }
        Err(Refusal::RoleMayNot { role_needed: verb.roles().first().copied().unwrap_or(Role::Administrator) })
    }
}
