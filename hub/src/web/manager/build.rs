//! What the manager's page shows, built from the hall as it is now.

use sunhall_hall::reading::{GroupNow, Waiting, WindowDoing, WindowNow};
use sunhall_hall::{Hall, Moment, Verb};
use sunhall_protocol::words;

use super::chart;
use super::todo;
use crate::web::guard::Person;
use crate::web::say::Say;
use crate::web::state::{App, minutes};
use crate::web::view::manager::{Advice, HelpOffer, Line, LineTicket, Manager, Window};

/// Slips drawn in one queue line.
const SLIPS_MAX: usize = 12;

pub fn manager(app: &App, ui: Say, person: &Person) -> Manager {
    let (hall, now) = (app.engine.hall(), app.engine.now());
    let groups = hall.groups_now(now);
    let windows = hall.windows_now(now);
    let waiting: u32 = groups.iter().map(|group| group.waiting).sum();
    let longest = groups.iter().filter_map(|group| group.longest_minutes).max().unwrap_or(0);
    let todo = todo::todo(app, &hall, ui, now);
    let (today, yesterday, response) = figures(app, &hall, ui);
    let open = windows.iter().filter(|window| window.working.is_some()).count();
    let busy = windows.iter().filter(|window| window.ticket.is_some()).count();
    Manager {
        sentence: words::waiting(ui.language, waiting, longest),
        rest: rest(&hall, ui, &groups, waiting, now),
        may_act: person.may(Verb::LetHelp),
        advice: advice(&hall, ui, now),
        windows_summary: ui.with("manager-windows-summary", &[("open", open.into()), ("busy", busy.into())]),
        windows: windows.iter().map(|at| window(app, ui, at, now)).collect(),
        lines: groups.iter().filter(|group| group.open_today || group.waiting > 0).map(|group| line(&hall, ui, group, now)).collect(),
        chart: chart::chart(&hall, ui, now),
        todo_count: ui.with("manager-to-do-count", &[("count", todo.len().into())]),
        todo,
        today,
        yesterday,
        response,
        devices: todo::devices(app, &hall, ui),
    }
}

/// After the counts: which groups are slow, or that all is well.
fn rest(hall: &Hall, ui: Say, groups: &[GroupNow<'_>], waiting: u32, now: Moment) -> String {
    if waiting == 0 {
        return String::new();
    }
    let red = u32::try_from(hall.figure("queue.wait_red", now)).unwrap_or(u32::MAX);
    let slow: Vec<String> = groups
        .iter()
        .filter(|group| group.longest_minutes.is_some_and(|longest| longest >= red))
        .map(|group| ui.name(&group.group.name, &group.group.name_en).to_owned())
        .collect();
    match slow.as_slice() {
        [] => ui.say("live-all-well"),
        [only] => ui.with("manager-slow", &[("group", only.as_str().into())]),
        many => ui.with("manager-slow-many", &[("groups", words::list(ui.language, many).into())]),
    }
}

fn advice(hall: &Hall, ui: Say, now: Moment) -> Option<Advice> {
    let advice = hall.advice(now)?;
    let group = hall.floor.groups.get(&advice.slow.group)?;
    let promise = hall.floor.by_number(advice.slow.number).and_then(|ticket| ticket.promise).map(|promise| hall.shown_minutes(promise, now).1);
    let number = advice.slow.number.to_string();
    let mut text = match promise.filter(|promise| advice.slow.minutes > *promise) {
        Some(promise) => ui.with("manager-over-promise", &[("ticket", number.into()), ("minutes", advice.slow.minutes.into()), ("promise", promise.into())]),
        None => ui.with("manager-waits-long", &[("ticket", number.into()), ("minutes", advice.slow.minutes.into())]),
    };
    let slow = hall.windows_now(now).into_iter().find(|window| window.slow && window.window.first.contains(&advice.slow.group));
    if let Some(slow) = slow.and_then(|window| Some((window.window.number.0, minutes(window.since?, now)))) {
        text = ui.both(&text, &ui.with("manager-window-busy", &[("window", slow.0.into()), ("minutes", slow.1.into())]));
    }
    let Some(window) = advice.window else {
        let name = ui.name(&group.name, &group.name_en);
        return Some(Advice { text: ui.both(&text, &ui.with("live-slow-only", &[("group", name.into())])), help: None });
    };
    let label = ui.with("manager-let-help", &[("window", window.0.into()), ("letter", group.letter.to_string().into())]);
    let text = ui.both(&text, &ui.with("manager-window-free", &[("window", window.0.into())]));
    Some(Advice { text, help: Some(HelpOffer { window: window.0, group: group.code.to_string(), label }) })
}

/// One window as managers and guides see it.
pub fn window(app: &App, ui: Say, at: &WindowNow<'_>, now: Moment) -> Window {
    let lasts = at.since.map_or(0, |since| minutes(since, now));
    let word = |key: &str| ui.with(key, &[("minutes", lasts.into())]);
    let (now, tone, icon) = match at.doing {
        WindowDoing::Closed => (ui.say("window-state-closed"), "soft", None),
        WindowDoing::Paused { .. } => (word("live-away"), if at.alert { "late" } else { "soon" }, Some("hourglass-medium")),
        WindowDoing::Idle => (word("live-idle"), if at.alert { "late" } else { "calm" }, at.alert.then_some("warning-fill")),
        WindowDoing::Called => (word("live-minutes"), "", Some("megaphone-simple")),
        WindowDoing::Serving => (word("live-minutes"), if at.slow { "late" } else { "" }, at.slow.then_some("warning-fill")),
    };
    Window {
        number: at.window.number.0,
        clerk: at.working.map(|working| app.name_of(&working.staff)).unwrap_or_default(),
        ticket: at.ticket.map(|ticket| ticket.number.to_string()),
        now,
        tone,
        icon,
        closed: at.working.is_none(),
        look: ui.with("manager-look-window", &[("window", at.window.number.0.into())]),
    }
}

fn line(hall: &Hall, ui: Say, group: &GroupNow<'_>, now: Moment) -> Line {
    let places = hall.queue(&group.group.code, now, SLIPS_MAX);
    let more = group.waiting as usize - places.len().min(group.waiting as usize);
    let staffed = group.first_windows.iter().any(|window| hall.floor.working.contains_key(window));
    Line {
        name: ui.name(&group.group.name, &group.group.name_en).to_owned(),
        plate: windows(&group.first_windows.iter().map(|window| window.0).collect::<Vec<_>>()),
        tickets: places.iter().map(|place| slip(hall, place, now)).collect(),
        more: (more > 0).then(|| ui.with("live-more", &[("count", more.into())])),
        range: group
            .estimate
            .filter(|_| group.waiting > 0)
            .map(|estimate| hall.shown_minutes(estimate, now))
            .map_or_else(String::new, |(low, high)| ui.with("live-range", &[("low", low.into()), ("high", high.into())])),
        empty: ui.say(if staffed { "live-nobody" } else { "live-unstaffed" }),
    }
}

/// `2`, or `2 4` where several windows serve a group first.
fn windows(numbers: &[u16]) -> String {
    match numbers {
        [] => "–".to_owned(),
        numbers => numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
    }
}

fn slip(hall: &Hall, place: &Waiting, now: Moment) -> LineTicket {
    let limit = |key: &str| u32::try_from(hall.figure(key, now)).unwrap_or(u32::MAX);
    let tone = if place.minutes >= limit("queue.wait_red") {
        "late"
    } else if place.minutes >= limit("queue.wait_yellow") {
        "soon"
    } else {
        ""
    };
    let first = place.head_start || place.needs_assistance;
    LineTicket { number: place.number.to_string(), minutes: place.minutes.max(1), tone, first, doubtful: place.unconfirmed }
}

/// Today's and yesterday's figures; served, rated and satisfied always stand together.
fn figures(app: &App, hall: &Hall, ui: Say) -> (String, String, Option<String>) {
    let figures = hall.floor.figures;
    let mut counts = vec![("count", figures.numbers.into()), ("done", figures.done.into())];
    let today = match (figures.promises_kept * 100).checked_div(figures.promises) {
        Some(percent) => {
            counts.push(("percent", percent.into()));
            ui.with("live-summary", &counts)
        }
        None => ui.with("live-today", &counts),
    };
    let yesterday = app.engine.reports().yesterday();
    let Some(rated) = yesterday.rated else {
        return (today, ui.with("manager-yesterday-plain", &[("done", yesterday.served.into())]), None);
    };
    let line = ui.with("manager-yesterday", &[("done", yesterday.served.into()), ("rated", rated.count.into()), ("satisfied", rated.satisfied.into())]);
    let share = (yesterday.served > 0).then(|| ui.with("manager-ratings-share", &[("percent", (rated.count * 100 / yesterday.served).into())]));
    (today, line, share)
}
