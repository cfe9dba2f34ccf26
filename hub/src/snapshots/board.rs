//! The public board: hours, groups with counts and ranges, windows, the last calls, missed numbers.

use sunhall_hall::calendar::{self, Opening};
use sunhall_hall::floor::{Group, ShownCall, Window};
use sunhall_hall::ids::WindowNumber;
use sunhall_hall::reading::{GroupNow, WindowDoing, WindowNow};
use sunhall_hall::screens::Place;
use sunhall_protocol::board::{Board, BoardGroup, BoardWindow, Call, Hours, HoursState, Range, Span, WindowState};
use sunhall_protocol::{Bilingual, Version};

use super::{Look, moment};

/// Missed numbers shown, newest first.
const MISSED_MAX: usize = 20;

/// Services named on a window's sign; more would not fit into its line.
const WINDOW_SERVICES_MAX: usize = 8;

/// The board as it is now; the publisher sets its version.
pub fn board(look: &Look<'_>) -> Board {
    let floor = &look.hall.floor;
    Board {
        version: Version::default(),
        hall: look.hall_name(),
        hours: look.hours(),
        groups: look.groups.iter().map(|group| look.board_group(group)).collect(),
        windows: look.hall.windows_now(look.now).iter().map(|window| look.board_window(window)).collect(),
        calls: floor.calls.iter().map(|call| look.call(call)).collect(),
        missed: floor.missed().take(MISSED_MAX).map(|ticket| ticket.number.to_string()).collect(),
        supervision_phone: floor.profile.supervision_phone.clone(),
        settings: look.board_settings(),
        wording: look.wording_at(&[Place::Display]),
    }
}

impl Look<'_> {
    pub(super) fn hours(&self) -> Hours {
        let hours = self.hall.hours(self.now);
        Hours {
            spans: hours.spans.iter().map(span).collect(),
            state: hours_state(hours.state),
            next_opening: hours.next_opening.map(moment),
            next_spans: hours.next_spans.iter().map(span).collect(),
            reason: self.hall.calendar.own.get(&self.now.day()).map(|own| Bilingual::new(own.reason.clone(), own.reason_en.clone())),
        }
    }

    pub(super) fn shown_range(&self, group: &GroupNow<'_>) -> Option<Range> {
        let (low, high) = self.hall.shown_minutes(group.estimate.filter(|_| group.open_today)?, self.now);
        Some(Range { low, high })
    }

    fn board_group(&self, group: &GroupNow<'_>) -> BoardGroup {
        BoardGroup {
            code: group.group.code.to_string(),
            letter: group.group.letter.to_string(),
            name: name_of(group.group),
            waiting: group.waiting,
            range: self.shown_range(group),
            first_windows: numbers(&group.first_windows),
            open_today: group.open_today,
            weekdays: group.group.weekdays.clone(),
        }
    }

    fn call(&self, call: &ShownCall) -> Call {
        Call {
            running: call.running,
            ticket: call.number.to_string(),
            window: call.window.0,
            group: self.hall.floor.groups.get(&call.group).map(name_of).unwrap_or_default(),
            at: moment(call.at),
            times: call.times,
        }
    }

    fn board_window(&self, now: &WindowNow<'_>) -> BoardWindow {
        let (state, back_at) = window_state(now.doing);
        BoardWindow {
            number: now.window.number.0,
            state,
            back_at,
            ticket: now.ticket.map(|ticket| ticket.number.to_string()),
            serving: now.doing == WindowDoing::Serving,
            ticket_group: now.ticket.map(|ticket| ticket.group.to_string()),
            first_groups: now.window.first.iter().map(ToString::to_string).collect(),
            help_groups: now.window.help.iter().map(ToString::to_string).collect(),
            services: self.window_services(now.window),
            waiting: now.waiting,
            staff: now.working.map(|working| working.staff.to_string()),
        }
    }

    /// The services that the window serves first and that have a short name, in the catalogue's order.
    fn window_services(&self, window: &Window) -> Vec<Bilingual> {
        let services = self.hall.floor.services.values().filter(|service| service.offered && !service.short.is_empty());
        let own = services.filter(|service| window.first.contains(&service.group) && window.may_take(&service.code));
        own.take(WINDOW_SERVICES_MAX).map(|service| Bilingual::new(service.short.clone(), service.name_en.clone())).collect()
    }
}

pub(super) fn window_state(doing: WindowDoing) -> (WindowState, Option<sunhall_protocol::Moment>) {
    match doing {
        WindowDoing::Closed => (WindowState::Closed, None),
        WindowDoing::Paused { back_at } => (WindowState::Paused, back_at.map(moment)),
        WindowDoing::Idle | WindowDoing::Called | WindowDoing::Serving => (WindowState::Open, None),
    }
}

/// A group's name in both languages.
pub(super) fn name_of(group: &Group) -> Bilingual {
    Bilingual::new(group.name.clone(), group.name_en.clone())
}

pub(super) fn numbers(windows: &[WindowNumber]) -> Vec<u16> {
    windows.iter().map(|window| window.0).collect()
}

fn span(opening: &Opening) -> Span {
    Span { from: moment(opening.from), to: moment(opening.to) }
}

fn hours_state(state: calendar::HoursState) -> HoursState {
    match state {
        calendar::HoursState::Before => HoursState::Before,
        calendar::HoursState::Open => HoursState::Open,
        calendar::HoursState::LastCalls => HoursState::LastCalls,
        calendar::HoursState::Break => HoursState::Break,
        calendar::HoursState::Over => HoursState::Over,
        calendar::HoursState::Rest => HoursState::Rest,
    }
}
