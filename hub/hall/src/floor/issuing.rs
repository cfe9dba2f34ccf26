//! Giving a number: its place, what is ahead of it, and what wait is promised.

use super::queue::LaneKey;
use super::ranks::Place;
use super::{Estimate, Event, Floor, Origin, PriorityClass, Service};
use crate::command::{Refusal, Reserved};
use crate::ids::{ServiceCode, TextRef};
use crate::moment::Moment;
use crate::policy::{Policy, keys};

/// What somebody asks for when taking a number.
pub struct Wanted<'a> {
    pub service: &'a ServiceCode,
    pub class: Option<PriorityClass>,
    pub class_words: Option<&'a TextRef>,
    pub company: bool,
    pub origin: Origin,
    pub code: &'a TextRef,
}

impl PriorityClass {
    pub const ALL: [Self; 4] = [Self::Elderly, Self::Access, Self::Pregnant, Self::Soldier];

    /// Minutes of head start on that day.
    pub fn head_start_minutes(self, policy: &Policy, now: Moment) -> u32 {
        let key = match self {
            Self::Elderly => keys::HEAD_START_ELDERLY,
            Self::Access => keys::HEAD_START_ACCESS,
            Self::Pregnant => keys::HEAD_START_PREGNANT,
            Self::Soldier => keys::HEAD_START_SOLDIER,
        };
        u32::try_from(policy.whole(key, now.day())).unwrap_or(0)
    }
}

impl Floor {
    /// A service that is offered here, in a group that exists.
    pub fn offered(&self, service: &ServiceCode) -> Result<&Service, Refusal> {
        let service = self.services.get(service).filter(|service| service.offered).ok_or(Refusal::UnknownService)?;
        if self.groups.contains_key(&service.group) { Ok(service) } else { Err(Refusal::UnknownGroup) }
    }

    /// The next number of the service's group, with its promise.
    pub fn reserve_number(&self, wanted: &Wanted<'_>, policy: &Policy, now: Moment) -> Result<(Event, Reserved), Refusal> {
        let service = self.offered(wanted.service)?;
        let group = self.groups.get(&service.group).ok_or(Refusal::UnknownGroup)?;
        let head_start_minutes = wanted.class.map_or(0, |class| class.head_start_minutes(policy, now));
        let ticket = self.next_ticket();
        let number = self.next_number(group.letter);
        let lane = LaneKey { needs_assistance: false, only_window: None, head_start_minutes, service: service.code.clone() };
        let place = Place { turn: now, set: self.next_set(), ticket };
        let promise = self.estimate(&group.code, &lane, place, policy, now);
        let event = Event::TicketReserved {
            ticket,
            day: now.day(),
            number,
            group: group.code.clone(),
            service: service.code.clone(),
            origin: wanted.origin.clone(),
            turn: now,
            head_start_minutes,
            company: wanted.company,
            promise,
            code: wanted.code.clone(),
            class: wanted.class_words.cloned(),
        };
        let effective = now.plus_minutes(-i64::from(head_start_minutes));
        let reserved = Reserved {
            ticket,
            number,
            service: service.code.clone(),
            group: group.code.clone(),
            windows: self.first_windows(&group.code, Some(&service.code)),
            ahead: self.queue(&group.code).map_or(0, |queue| queue.ahead_of(effective, place.set)),
            estimate: promise,
            turn: now,
            code: wanted.code.clone(),
        };
        Ok((event, reserved))
    }

    /// What somebody who took a number for the service now, without head start, would be promised.
    pub fn estimate_new(&self, service: &Service, policy: &Policy, now: Moment) -> Option<Estimate> {
        let lane = LaneKey { needs_assistance: false, only_window: None, head_start_minutes: 0, service: service.code.clone() };
        self.estimate(&service.group, &lane, Place { turn: now, set: self.next_set(), ticket: self.next_ticket() }, policy, now)
    }
}
