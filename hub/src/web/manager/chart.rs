//! Today's waits beside what was promised, by half hours: a picture drawn by the server.

use std::collections::BTreeMap;

use chrono::Timelike;
use sunhall_hall::floor::Ticket;
use sunhall_hall::{Hall, Moment};

use crate::web::say::Say;
use crate::web::state::minutes;
use crate::web::view::manager::{Bar, Chart, Tick};

/// Places in the drawing, which is 606 wide.
const LEFT: u32 = 34;
const WIDTH: u32 = 572;
const TOP: u32 = 10;
const FLOOR: u32 = 100;
const BAR: u32 = 40;
/// Half hours shown at most, the latest.
const BARS_MAX: usize = 9;

#[derive(Default)]
struct HalfHour {
    low: u32,
    high: u32,
    promised: u32,
    waited: u32,
    called: u32,
}

pub fn chart(hall: &Hall, ui: Say, now: Moment) -> Chart {
    let mut halves: BTreeMap<u32, HalfHour> = BTreeMap::new();
    for ticket in hall.floor.tickets.values().filter(|ticket| ticket.day == now.day()) {
        add(hall, &mut halves, ticket);
    }
    let skip = halves.len().saturating_sub(BARS_MAX);
    let shown: Vec<(u32, HalfHour)> = halves.into_iter().skip(skip).collect();
    let highest = shown.iter().map(|(_, half)| mean(half.high, half.promised).max(mean(half.waited, half.called))).max().unwrap_or(0);
    let top = highest.div_ceil(15).max(2) * 15;
    let y = |minutes: u32| FLOOR - (FLOOR - TOP) * minutes.min(top) / top;
    let step = WIDTH / u32::try_from(shown.len().max(1)).unwrap_or(1);
    let bars: Vec<Bar> = shown.iter().enumerate().map(|(place, (half, seen))| bar(*half, seen, LEFT + step * place as u32 + step / 2, y)).collect();
    let ticks = [0, top / 2, top].map(|minutes| Tick { y: y(minutes), text_y: y(minutes) + 5, minutes });
    Chart { words: words(ui, &shown), ticks: ticks.to_vec(), bars }
}

fn add(hall: &Hall, halves: &mut BTreeMap<u32, HalfHour>, ticket: &Ticket) {
    let place = ticket.reserved_at.time().num_seconds_from_midnight() / 1800;
    let at = halves.entry(place).or_default();
    if let Some((low, high)) = ticket.promise.map(|promise| hall.shown_minutes(promise, ticket.reserved_at)) {
        at.low += low;
        at.high += high;
        at.promised += 1;
    }
    if let Some(called) = &ticket.called {
        at.waited += minutes(ticket.reserved_at, called.at);
        at.called += 1;
    }
}

fn mean(sum: u32, count: u32) -> u32 {
    sum.checked_div(count).unwrap_or(0)
}

fn bar(half: u32, seen: &HalfHour, middle: u32, y: impl Fn(u32) -> u32) -> Bar {
    let (low, high) = (mean(seen.low, seen.promised), mean(seen.high, seen.promised));
    let waited = (seen.called > 0).then(|| mean(seen.waited, seen.called));
    Bar {
        time: format!("{}:{:02}", half / 2, half % 2 * 30),
        left: middle - BAR / 2,
        middle,
        promised: (seen.promised > 0).then(|| (y(high), y(low).saturating_sub(y(high)).max(4))),
        actual: waited.map(&y),
        over: seen.promised > 0 && waited.is_some_and(|waited| waited > high),
    }
}

/// The same figures for who cannot see the drawing.
fn words(ui: Say, shown: &[(u32, HalfHour)]) -> String {
    let mut words = ui.say("manager-chart-title");
    for (half, seen) in shown.iter().filter(|(_, seen)| seen.called > 0) {
        let time = format!("{}:{:02}", half / 2, half % 2 * 30);
        let arguments = [
            ("time", time.into()),
            ("low", mean(seen.low, seen.promised).into()),
            ("high", mean(seen.high, seen.promised).into()),
            ("waited", mean(seen.waited, seen.called).into()),
        ];
        words = ui.both(&words, &ui.with("manager-chart-words", &arguments));
    }
    words
}
