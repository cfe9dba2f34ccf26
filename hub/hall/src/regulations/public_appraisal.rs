//! 社会监督考评 · social supervision and evaluation: one rating for each ticket served.

use imbl::OrdMap;
use serde::{Deserialize, Serialize};

use super::{Clause, Regulation};
use crate::command::Refusal;
use crate::floor::Ticket;
use crate::ids::{ServiceCode, StaffNumber, TextRef, TicketId, TicketNumber, WindowNumber};
use crate::moment::{Day, Moment};
use crate::policy::{Policy, keys};

pub const REGULATION: Regulation = Regulation {
    number: 8,
    title: "社会监督考评",
    title_en: "Social supervision and evaluation",
    file: "public_appraisal.rs",
    clauses: &[
        Clause::not_yet("R08.1"),
        Clause::by_rule("R08.2", "ballots of leaders and peers, weights, shrinkage"),
        Clause::not_yet("R08.3"),
        Clause::not_yet("R08.4"),
        Clause::not_yet("R08.5"),
    ],
};

/// What was good, as keys of the visible words; manner, language and appearance are the conduct of R04.1.
pub const GOOD_REASONS: [&str; 7] = [
    "rating-good-manner",
    "rating-good-clear",
    "rating-good-fast",
    "rating-good-once",
    "rating-good-helpful",
    "rating-good-appearance",
    "rating-good-language",
];

/// What went wrong, as keys of the visible words; the first three are the conduct of R04.1.
pub const BAD_REASONS: [&str; 8] = [
    "rating-reason-manner",
    "rating-reason-language",
    "rating-reason-appearance",
    "rating-reason-slow",
    "rating-reason-papers",
    "rating-reason-passed-around",
    "rating-reason-fee",
    "rating-reason-banquet",
];

/// Something else, in the citizen's own words.
pub const OTHER_REASON: &str = "rating-other";

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// A served ticket may be rated until then.
    RatingOpened { ticket: TicketId, day: Day, number: TicketNumber, service: ServiceCode, staff: StaffNumber, window: WindowNumber, until: Moment, at: Moment },
    /// The finish was undone: nothing to rate yet.
    RatingWithdrawn { ticket: TicketId, at: Moment },
    TicketRated {
        ticket: TicketId,
        staff: StaffNumber,
        window: WindowNumber,
        level: u8,
        reasons: Vec<String>,
        words: Option<TextRef>,
        phone: Option<TextRef>,
        at: Moment,
    },
    /// What could be rated until then stays unrated for good.
    RatingsClosed { at: Moment },
}

/// Tickets that may still be rated, and what came of the last days.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    pub open: OrdMap<TicketId, Ratable>,
    /// By day of service and staff, as long as something of that day may be rated.
    pub totals: OrdMap<(Day, StaffNumber), Totals>,
}

/// A served ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ratable {
    pub day: Day,
    pub number: TicketNumber,
    pub service: ServiceCode,
    pub staff: StaffNumber,
    pub window: WindowNumber,
    pub until: Moment,
    pub rated: Option<u8>,
}

/// Served, rated and satisfied always stand together; unrated counts as neither.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub served: u32,
    pub rated: u32,
    pub satisfied: u32,
}

/// The two lowest of the five levels are bad ratings (差评).
pub fn satisfied(level: u8) -> bool {
    level >= 3
}

impl Record {
    pub fn ratable(&self, ticket: TicketId) -> Option<&Ratable> {
        self.open.get(&ticket)
    }

    /// Totals of one person's day; single ratings are never shown to the person rated (R08.2).
    pub fn totals_of(&self, staff: &StaffNumber, day: Day) -> Totals {
        self.totals.get(&(day, staff.clone())).copied().unwrap_or_default()
    }

    /// Totals of the hall's day.
    pub fn totals_on(&self, day: Day) -> Totals {
        let first = (day, StaffNumber::new(""));
        self.totals.range(first..).take_while(|((other, _), _)| *other == day).fold(Totals::default(), |sum, (_, totals)| Totals {
            served: sum.served + totals.served,
            rated: sum.rated + totals.rated,
            satisfied: sum.satisfied + totals.satisfied,
        })
    }

    /// R08.2: opens the rating of a ticket that this person served.
    pub fn open(&self, ticket: &Ticket, staff: &StaffNumber, window: WindowNumber, policy: &Policy, now: Moment) -> Event {
        let days = u64::try_from(policy.whole(keys::RATING_OPEN_DAYS, now.day())).unwrap_or(0);
        let until = Moment::at(now.day().plus(days.saturating_add(1)), chrono::NaiveTime::MIN);
        let (number, service) = (ticket.number, ticket.service.clone());
        Event::RatingOpened { ticket: ticket.id, day: ticket.day, number, service, staff: staff.clone(), window, until, at: now }
    }

    /// Takes the rating away again when the finish is undone.
    pub fn withdraw(&self, ticket: TicketId, now: Moment) -> Option<Event> {
        self.open.contains_key(&ticket).then_some(Event::RatingWithdrawn { ticket, at: now })
    }

    /// R08.2: one rating for each ticket, in five levels.
    pub fn allow_rating(&self, ticket: TicketId, level: u8, reasons: &[String], now: Moment) -> Result<&Ratable, Refusal> {
        let ratable = self.open.get(&ticket).ok_or(Refusal::NotServedYet)?;
        if ratable.rated.is_some() {
            return Err(Refusal::AlreadyRated);
        }
        if now >= ratable.until {
            return Err(Refusal::RatingOver);
        }
        let known = |reason: &str| reason == OTHER_REASON || GOOD_REASONS.contains(&reason) || BAD_REASONS.contains(&reason);
        let repeated = reasons.iter().enumerate().any(|(index, reason)| reasons[..index].contains(reason));
        if !(1..=5).contains(&level) || repeated || !reasons.iter().all(|reason| known(reason)) {
            return Err(Refusal::RatingInvalid);
        }
        Ok(ratable)
    }

    pub(crate) fn apply(&mut self, event: &Event) {
        match event {
            Event::RatingOpened { ticket, day, number, service, staff, window, until, .. } => {
                let (service, staff) = (service.clone(), staff.clone());
                self.totals.entry((*day, staff.clone())).or_default().served += 1;
                self.open.insert(*ticket, Ratable { day: *day, number: *number, service, staff, window: *window, until: *until, rated: None });
            }
            Event::RatingWithdrawn { ticket, .. } => {
                if let Some(ratable) = self.open.remove(ticket)
                    && let Some(totals) = self.totals.get_mut(&(ratable.day, ratable.staff))
                {
                    totals.served = totals.served.saturating_sub(1);
                }
            }
            Event::TicketRated { ticket, level, .. } => {
                let Some(ratable) = self.open.get_mut(ticket) else { return };
                ratable.rated = Some(*level);
                let totals = self.totals.entry((ratable.day, ratable.staff.clone())).or_default();
                totals.rated += 1;
                totals.satisfied += u32::from(satisfied(*level));
            }
            Event::RatingsClosed { at } => self.close(*at),
        }
    }

    fn close(&mut self, at: Moment) {
        let over: Vec<TicketId> = self.open.iter().filter(|(_, ratable)| ratable.until <= at).map(|(ticket, _)| *ticket).collect();
        for ticket in over {
            self.open.remove(&ticket);
        }
        let oldest = self.open.values().map(|ratable| ratable.day).min().unwrap_or(at.day());
        self.totals = self.totals.iter().filter(|((day, _), _)| *day >= oldest).map(|(key, totals)| (key.clone(), *totals)).collect();
    }
}
