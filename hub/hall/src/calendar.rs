//! Opening hours and the official calendar with its make-up working days.

use chrono::{Datelike, NaiveTime};
use imbl::OrdMap;
use serde::{Deserialize, Serialize};

use crate::moment::{Day, Moment};

/// How far ahead the next opening is looked for.
const LOOK_AHEAD_DAYS: u64 = 60;

/// One opening span of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    pub from: NaiveTime,
    pub to: NaiveTime,
}

/// Opening spans by ISO weekday; index 0 is Monday. A make-up working day is opened like a Monday.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Week {
    pub days: [Vec<Span>; 7],
}

/// A day that the yearly arrangement names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialDay {
    pub day: Day,
    pub kind: DayKind,
    pub name: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// Off inside a public holiday.
    Rest,
    /// A weekend day worked to make up.
    Work,
}

/// A day on which the hall itself stays closed or opens otherwise than the week and the official arrangement say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnDay {
    pub day: Day,
    /// Empty = closed.
    pub spans: Vec<Span>,
    /// Why, as everybody may read it.
    pub reason: String,
    #[serde(default)]
    pub reason_en: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    HoursSet(Week),
    CalendarLoaded { year: i32, days: Vec<SpecialDay> },
    DaySet(OwnDay),
    DayCleared { day: Day },
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calendar {
    pub week: Week,
    pub special: OrdMap<Day, SpecialDay>,
    /// Days of the hall itself; they count before the official arrangement, which does not touch them.
    pub own: OrdMap<Day, OwnDay>,
    /// Years whose arrangement is loaded.
    pub years: OrdMap<i32, ()>,
}

/// What the hall's hours say at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HoursState {
    /// Before the first opening of a day.
    Before,
    Open,
    /// Open, but numbers have stopped because the span ends soon.
    LastCalls,
    /// Between two spans.
    Break,
    /// After the last span.
    Over,
    /// No opening today.
    Rest,
}

/// An opening span as moments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    pub from: Moment,
    pub to: Moment,
}

/// The hours of a moment's day and what comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours {
    /// Opening spans of the day, in order; empty on a day off.
    pub spans: Vec<Opening>,
    pub state: HoursState,
    /// The next opening after now, if there is one within sixty days.
    pub next_opening: Option<Moment>,
    /// Opening spans of the day of `next_opening`.
    pub next_spans: Vec<Opening>,
    /// False: the arrangement of this year is not loaded and only the week is known.
    pub year_loaded: bool,
}

impl Calendar {
    /// The spans of a day; none when the hall is closed.
    pub fn spans(&self, day: Day) -> Vec<Opening> {
        if let Some(own) = self.own.get(&day) {
            return openings(day, &own.spans);
        }
        let listed = match self.special.get(&day).map(|special| special.kind) {
            Some(DayKind::Rest) => return Vec::new(),
            Some(DayKind::Work) => &self.week.days[0],
            None => &self.week.days[usize::from(day.weekday() - 1)],
        };
        openings(day, listed)
    }

    /// The weekday after which a day is served: a make-up working day counts as Monday.
    pub fn served_as(&self, day: Day) -> u8 {
        match self.special.get(&day).map(|special| special.kind) {
            Some(DayKind::Work) => 1,
            Some(DayKind::Rest) | None => day.weekday(),
        }
    }

    /// What the hours say now; numbers stop `stop_before_minutes` before a span ends.
    pub fn hours(&self, now: Moment, stop_before_minutes: i64) -> Hours {
        let day = now.day();
        let spans = self.spans(day);
        let next_opening = self.next_opening(now);
        Hours {
            state: state(&spans, now, stop_before_minutes),
            next_spans: next_opening.map(|next| self.spans(next.day())).unwrap_or_default(),
            next_opening,
            year_loaded: self.loaded(day.0.year()),
            spans,
        }
    }

    /// Whether numbers are given now, without working out what comes next.
    pub fn state(&self, now: Moment, stop_before_minutes: i64) -> HoursState {
        state(&self.spans(now.day()), now, stop_before_minutes)
    }

    /// The first opening later than now.
    pub fn next_opening(&self, now: Moment) -> Option<Moment> {
        let today = now.day();
        (0..=LOOK_AHEAD_DAYS).flat_map(|days| self.spans(today.plus(days))).map(|span| span.from).find(|from| *from > now)
    }

    /// Whether the official arrangement of the year is known.
    pub fn loaded(&self, year: i32) -> bool {
        self.years.contains_key(&year)
    }

    pub(crate) fn apply(&mut self, event: &Event) {
        match event {
            Event::HoursSet(week) => self.week = week.clone(),
            Event::CalendarLoaded { year, days } => {
                self.special = self.special.iter().filter(|(day, _)| day.0.year() != *year).map(|(day, special)| (*day, special.clone())).collect();
                for special in days {
                    self.special.insert(special.day, special.clone());
                }
                self.years.insert(*year, ());
            }
            Event::DaySet(own) => {
                self.own.insert(own.day, own.clone());
            }
            Event::DayCleared { day } => {
                self.own.remove(day);
            }
        }
    }
}

impl Week {
    /// Spans follow one another and each has a length.
    pub fn in_order(&self) -> bool {
        self.days.iter().all(|spans| in_order(spans))
    }
}

impl OwnDay {
    pub fn in_order(&self) -> bool {
        in_order(&self.spans)
    }
}

fn in_order(spans: &[Span]) -> bool {
    spans.iter().all(|span| span.from < span.to) && spans.windows(2).all(|pair| pair[0].to <= pair[1].from)
}

fn openings(day: Day, spans: &[Span]) -> Vec<Opening> {
    spans.iter().map(|span| Opening { from: Moment::at(day, span.from), to: Moment::at(day, span.to) }).collect()
}

fn state(spans: &[Opening], now: Moment, stop_before_minutes: i64) -> HoursState {
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return HoursState::Rest };
    if now < first.from {
        return HoursState::Before;
    }
    if now >= last.to {
        return HoursState::Over;
    }
    match spans.iter().find(|span| span.from <= now && now < span.to) {
        Some(span) if now >= span.to.plus_minutes(-stop_before_minutes) => HoursState::LastCalls,
        Some(_) => HoursState::Open,
        None => HoursState::Break,
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::HoursState::{Before, Break, LastCalls, Open, Over};
    use super::*;

    fn day(month: u32, of_month: u32) -> Day {
        Day(NaiveDate::from_ymd_opt(2026, month, of_month).unwrap())
    }

    fn at(month: u32, of_month: u32, hour: u32, minute: u32) -> Moment {
        Moment::at(day(month, of_month), NaiveTime::from_hms_opt(hour, minute, 0).unwrap())
    }

    fn calendar() -> Calendar {
        let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
        let full = vec![Span { from: time(8, 30), to: time(12, 0) }, Span { from: time(14, 0), to: time(17, 30) }];
        let mut week = Week { days: [full.clone(), full.clone(), full.clone(), full.clone(), full, vec![], vec![]] };
        week.days[5] = vec![Span { from: time(9, 0), to: time(11, 30) }];
        let mut calendar = Calendar::default();
        calendar.apply(&Event::HoursSet(week));
        let special = |month, of_month, kind| SpecialDay { day: day(month, of_month), kind, name: "国庆节".into() };
        calendar.apply(&Event::CalendarLoaded { year: 2026, days: vec![special(10, 1, DayKind::Rest), special(10, 10, DayKind::Work)] });
        calendar
    }

    #[test]
    fn the_day_runs_through_its_states() {
        let calendar = calendar();
        let states = [(8, 29), (8, 30), (11, 45), (12, 0), (14, 0), (17, 15), (17, 30)].map(|(hour, minute)| calendar.state(at(11, 23, hour, minute), 15));
        assert_eq!(states, [Before, Open, LastCalls, Break, Open, LastCalls, Over]);
        assert_eq!(calendar.state(at(11, 22, 10, 0), 15), HoursState::Rest);
    }

    #[test]
    fn holidays_close_and_make_up_days_open_like_a_monday() {
        let calendar = calendar();
        assert_eq!(calendar.spans(day(10, 1)), vec![]);
        assert_eq!(calendar.spans(day(10, 10)).len(), 2);
        assert_eq!(calendar.spans(day(10, 17)).len(), 1);
        assert_eq!(calendar.served_as(day(10, 10)), 1);
        assert!(calendar.loaded(2026) && !calendar.loaded(2027));
    }

    #[test]
    fn the_next_opening_skips_what_is_closed() {
        let calendar = calendar();
        assert_eq!(calendar.next_opening(at(11, 23, 12, 30)), Some(at(11, 23, 14, 0)));
        assert_eq!(calendar.next_opening(at(11, 21, 12, 0)), Some(at(11, 23, 8, 30)));
        assert_eq!(calendar.next_opening(at(9, 30, 18, 0)), Some(at(10, 2, 8, 30)));
        assert_eq!(Calendar::default().next_opening(at(9, 30, 18, 0)), None);
        assert_eq!(calendar.hours(at(11, 21, 12, 0), 15).next_spans.len(), 2);
    }

    #[test]
    fn a_day_of_the_hall_counts_before_the_arrangement_and_outlives_a_new_one() {
        let mut calendar = calendar();
        let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        let own = |of_month, spans| Event::DaySet(OwnDay { day: day(10, of_month), spans, reason: "停电检修".into(), reason_en: String::new() });
        calendar.apply(&own(1, vec![Span { from: time(9), to: time(11) }]));
        calendar.apply(&own(12, vec![]));
        calendar.apply(&Event::CalendarLoaded { year: 2026, days: vec![] });
        assert_eq!((calendar.spans(day(10, 1)).len(), calendar.spans(day(10, 12)).len()), (1, 0));
        assert_eq!(calendar.next_opening(at(10, 9, 18, 0)), Some(at(10, 10, 9, 0)));
        calendar.apply(&Event::DayCleared { day: day(10, 12) });
        assert_eq!(calendar.spans(day(10, 12)).len(), 2);
    }

    #[test]
    fn a_year_loaded_again_replaces_what_was_known_of_it() {
        let mut calendar = calendar();
        calendar.apply(&Event::CalendarLoaded { year: 2026, days: vec![] });
        assert_eq!(calendar.spans(day(10, 1)).len(), 2);
        assert!(calendar.special.is_empty());
    }
}
