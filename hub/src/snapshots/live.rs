//! The managers' live queue: every group in its true calling order, every window since when, the advice of the moment.

use sunhall_hall::policy::keys;
use sunhall_hall::reading::{GroupNow, Waiting, WindowDoing, WindowNow};
use sunhall_protocol::Version;
use sunhall_protocol::duty::Totals;
use sunhall_protocol::live::{Advice, HelpCall, Live, LiveGroup, LiveTicket, LiveWindow, Today};

use super::board::{name_of, numbers, window_state};
use super::{Look, moment};

/// Tickets shown for a group; `waiting` counts all.
const TICKETS_MAX: usize = 40;

/// The live queue as it is now.
pub fn live(look: &Look<'_>) -> Live {
    let floor = &look.hall.floor;
    let rated = look.yesterday.rated.unwrap_or_default();
    Live {
        version: Version::default(),
        hall: look.hall_name(),
        hours: look.hours(),
        windows: look.hall.windows_now(look.now).iter().map(|window| look.live_window(window)).collect(),
        groups: look.groups.iter().map(|group| look.live_group(group)).collect(),
        advice: look.advice(),
        today: Today { numbers: floor.figures.numbers, done: floor.figures.done, promises_kept: floor.figures.promises_kept, promises: floor.figures.promises },
        yesterday: Totals { served: look.yesterday.served, rated: rated.count, satisfied: rated.satisfied },
        wait_yellow_minutes: look.figure(keys::WAIT_YELLOW),
        wait_red_minutes: look.figure(keys::WAIT_RED),
        away_alert_minutes: look.figure(keys::AWAY_ALERT),
        idle_alert_minutes: look.figure(keys::IDLE_ALERT),
        help_calls: floor.help_calls.iter().map(|(device, at)| HelpCall { device: device.to_string(), at: moment(*at) }).collect(),
    }
}

impl Look<'_> {
    fn live_window(&self, now: &WindowNow<'_>) -> LiveWindow {
        let clerk = now.working.and_then(|working| self.hall.person(&working.staff)).map(|person| self.words(person.name.as_ref()));
        LiveWindow {
            number: now.window.number.0,
            state: window_state(now.doing).0,
            clerk,
            ticket: now.ticket.map(|ticket| ticket.number.to_string()),
            serving: now.doing == WindowDoing::Serving,
            since: now.since.map(moment).unwrap_or_default(),
            slow: now.slow,
        }
    }

    fn live_group(&self, group: &GroupNow<'_>) -> LiveGroup {
        let tickets = self.hall.queue(&group.group.code, self.now, TICKETS_MAX);
        LiveGroup {
            code: group.group.code.to_string(),
            letter: group.group.letter.to_string(),
            name: name_of(group.group),
            first_windows: numbers(&group.first_windows),
            tickets: tickets.iter().map(live_ticket).collect(),
            waiting: group.waiting,
            range: self.shown_range(group),
            open_today: group.open_today,
        }
    }

    fn advice(&self) -> Option<Advice> {
        let advice = self.hall.advice(self.now)?;
        let group = self.hall.floor.groups.get(&advice.slow.group)?;
        Some(Advice {
            group: group.code.to_string(),
            letter: group.letter.to_string(),
            group_name: name_of(group),
            window: advice.window.map(|window| window.0),
            recovers_minutes: advice.recovers_minutes,
        })
    }
}

fn live_ticket(waiting: &Waiting) -> LiveTicket {
    LiveTicket {
        number: waiting.number.to_string(),
        since: moment(waiting.since),
        priority: waiting.head_start || waiting.needs_assistance,
        // Offline series are not leased yet, so every number was given here.
        offline: false,
        unconfirmed: waiting.unconfirmed,
    }
}
