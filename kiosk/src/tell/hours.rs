//! What a screen says of the hall's hours: open until, why closed, when it opens again, who is on call meanwhile.

use chrono::{Datelike, Timelike};
use sunhall_protocol::Moment;
use sunhall_protocol::board::{Hours, HoursState, Span};
use sunhall_protocol::kiosk::OnCall;
use sunhall_protocol::words;

use super::Tell;

const NOON: u32 = 12 * 60;

impl Tell<'_> {
    pub fn hours(&self) -> Hours {
        self.kiosk.hall.board.as_ref().map(|board| board.hours.clone()).unwrap_or_default()
    }

    /// 11月23日 星期一, today.
    pub fn today(&self) -> String {
        let local = self.now.local();
        words::date_weekday(self.language, local.month(), local.day(), local.weekday().number_from_monday())
    }

    /// Date and what the hall's hours say of the rest of the day.
    pub fn date_line(&self) -> String {
        // Before the first pulse no day is known.
        if self.kiosk.last_heard.is_none() {
            return String::new();
        }
        let date = self.today();
        let hours = self.hours();
        let last = hours.spans.last().map(|span| span.to.clock());
        let next = hours.next_opening.map(Moment::clock);
        let (key, time) = match hours.state {
            HoursState::Open => ("kiosk-date-open-until", last),
            HoursState::Break => ("kiosk-date-break", next),
            HoursState::Before => ("kiosk-date-before", next),
            HoursState::LastCalls if self.opens_later() => ("kiosk-date-later", next),
            HoursState::LastCalls => ("kiosk-date-last", None),
            HoursState::Over => ("kiosk-date-over", None),
            HoursState::Rest => ("kiosk-date-rest", None),
        };
        let mut arguments = vec![("date", date.into())];
        arguments.extend(time.map(|time| ("time", time.into())));
        self.say_with(key, &arguments)
    }

    /// Why the hall gives no numbers now.
    pub fn closed_title(&self) -> String {
        let hours = self.hours();
        let time = hours.next_opening.map(Moment::clock).unwrap_or_default();
        match hours.state {
            HoursState::Break => self.say_with("closed-title-break", &[("time", time.into())]),
            HoursState::Before => self.say_with("closed-title-before", &[("time", time.into())]),
            HoursState::Rest => match &hours.reason {
                Some(reason) => self.say_with("closed-title-reason", &[("reason", reason.text(self.language).into())]),
                None => self.say("closed-title-rest"),
            },
            HoursState::LastCalls if self.opens_later() => self.say_with("closed-title-later", &[("time", time.into())]),
            HoursState::LastCalls => self.say("closed-title-last"),
            HoursState::Open | HoursState::Over => self.say("closed-title"),
        }
    }

    /// Whether the hall gives numbers again today, after lunch.
    pub fn opens_later(&self) -> bool {
        self.hours().next_opening.is_some_and(|next| next.local().date_naive() == self.now.local().date_naive())
    }

    /// 今天 14:00, 明天 星期二 08:30, or the date.
    pub fn next_words(&self, next: Moment) -> String {
        let (today, then) = (self.now.local().date_naive(), next.local().date_naive());
        let weekday = words::weekday(self.language, then.weekday().number_from_monday());
        let time = next.clock();
        match (then - today).num_days() {
            0 => self.say_with("closed-next-today", &[("time", time.into())]),
            1 => self.say_with("closed-next-tomorrow", &[("weekday", weekday.into()), ("time", time.into())]),
            _ => {
                let date = words::date_weekday(self.language, then.month(), then.day(), then.weekday().number_from_monday());
                self.say_with("closed-next-day", &[("date", date.into()), ("time", time.into())])
            }
        }
    }

    pub fn span_words(&self, span: Span) -> String {
        let key = if minute_of_day(span.from) < NOON { "common-hours-morning" } else { "common-hours-afternoon" };
        self.say_with(key, &[("from", span.from.clock().into()), ("to", span.to.clock().into())])
    }

    /// Whether the hall has done its day, so that who is on call is on call tonight.
    pub fn is_night(&self) -> bool {
        self.hours().state == HoursState::Over
    }

    /// Whether somebody of the hall is there although it gives no numbers.
    pub fn staff_is_there(&self) -> bool {
        matches!(self.hours().state, HoursState::LastCalls | HoursState::Break)
    }

    /// Whether the doors are shut and no guide stands at the desk.
    pub fn nobody_is_there(&self) -> bool {
        matches!(self.hours().state, HoursState::Before | HoursState::Over | HoursState::Rest) && self.kiosk.hall.board.is_some()
    }

    /// Who is on call, and below the three numbers that always answer.
    pub fn on_call_words(&self) -> String {
        let emergency = self.say("closed-emergency");
        match self.kiosk.hall.menu.as_ref().and_then(|menu| menu.on_call.as_ref()) {
            Some(person) => format!("{} {}\n{}\n{emergency}", self.on_call_label(), person.name, self.on_call_phone(person)),
            None => emergency,
        }
    }

    pub fn on_call_label(&self) -> String {
        self.say(if self.is_night() { "closed-on-call-label" } else { "closed-on-call-today" })
    }

    pub fn on_call_phone(&self, person: &OnCall) -> String {
        if person.phone.is_empty() { String::new() } else { self.say_with("closed-on-call-phone", &[("phone", person.phone.as_str().into())]) }
    }
}

/// Minutes since midnight on the hall's clock.
pub fn minute_of_day(moment: Moment) -> u32 {
    let local = moment.local();
    local.hour() * 60 + local.minute()
}
