//! What waits for the manager: help calls, people who need assistance, windows left or slow, lent help, doubtful slips.

use sunhall_hall::reading::WindowDoing;
use sunhall_hall::{Hall, Moment};

use crate::web::clerk::helps;
use crate::web::health::Health;
use crate::web::say::Say;
use crate::web::state::{App, minutes};
use crate::web::view::manager::{Act, Device, Todo};

pub fn todo(app: &App, hall: &Hall, ui: Say, now: Moment) -> Vec<Todo> {
    let mut list: Vec<Todo> = helps(hall, ui, now)
        .into_iter()
        .map(|help| Todo {
            icon: "hand-waving",
            tone: "icon-red",
            title: help.text,
            note: None,
            act: Some(Act { action: "/desk/answer", fields: vec![("device", help.device)], label: ui.say("desk-help-answer") }),
        })
        .collect();
    list.extend(assistance(hall, ui));
    list.extend(windows(app, hall, ui, now));
    list.extend(lent(hall, ui));
    if let Some(year) = hall.calendar_missing(now) {
        let title = ui.with("year-missing", &[("year", year.to_string().into())]);
        list.push(Todo { icon: "calendar-blank", tone: "icon-red", title, note: None, act: None });
    }
    let unconfirmed = hall.floor.tickets.values().filter(|ticket| ticket.unconfirmed && ticket.open()).count();
    if unconfirmed > 0 {
        let title = ui.with("manager-unconfirmed", &[("count", unconfirmed.into())]);
        list.push(Todo { icon: "ticket", tone: "icon-amber", title, note: None, act: None });
    }
    list
}

fn assistance(hall: &Hall, ui: Say) -> Vec<Todo> {
    let waiting = hall.floor.tickets.values().filter(|ticket| ticket.needs_assistance && matches!(ticket.state, sunhall_hall::floor::State::Waiting));
    waiting
        .map(|ticket| Todo {
            icon: "hand-heart",
            tone: "icon-blue",
            title: ui.with("live-assistance", &[("ticket", ticket.number.to_string().into())]),
            note: None,
            act: None,
        })
        .collect()
}

fn windows(app: &App, hall: &Hall, ui: Say, now: Moment) -> Vec<Todo> {
    let late = hall.windows_now(now).into_iter().filter(|window| window.alert || window.slow);
    late.map(|window| {
        let lasts = window.since.map_or(0, |since| minutes(since, now));
        let number = window.window.number.0;
        let title = match window.doing {
            WindowDoing::Serving => ui.with("manager-window-busy", &[("window", number.into()), ("minutes", lasts.into())]),
            WindowDoing::Paused { .. } => ui.with("manager-window-away", &[("window", number.into()), ("minutes", lasts.into())]),
            WindowDoing::Closed | WindowDoing::Idle | WindowDoing::Called => {
                ui.with("manager-window-idle", &[("window", number.into()), ("count", window.waiting.into())])
            }
        };
        Todo { icon: "warning-fill", tone: "icon-amber", title, note: window.working.map(|working| app.name_of(&working.staff)), act: None }
    })
    .collect()
}

fn lent(hall: &Hall, ui: Say) -> Vec<Todo> {
    hall.floor
        .lent
        .keys()
        .map(|(window, group)| {
            let name = hall.floor.groups.get(group).map(|group| ui.name(&group.name, &group.name_en).to_owned()).unwrap_or_default();
            Todo {
                icon: "handshake",
                tone: "icon-green",
                title: ui.with("manager-helping", &[("window", window.0.into()), ("group", name.into())]),
                note: None,
                act: Some(Act {
                    action: "/hall/take-back",
                    fields: vec![("window", window.0.to_string()), ("group", group.to_string())],
                    label: ui.say("manager-help-end"),
                }),
            }
        })
        .collect()
}

/// Every device that is let in, as it last spoke of itself; those in order are one line together.
pub fn devices(app: &App, hall: &Hall, ui: Say) -> Vec<Device> {
    if app.devices.is_none() {
        return Vec::new();
    }
    let mut list = Vec::new();
    let mut well = 0_u32;
    for (name, device) in hall.access.devices.iter().filter(|(_, device)| !device.revoked) {
        let health = Health::of(app, name);
        match health.trouble(ui, name, device) {
            // A file that nobody has fetched yet makes no device that is missed.
            Some(_) if health.said.is_none() && app.waiting.has(name, device, app.engine.now()) => {}
            Some(text) => list.push(Device { icon: "warning-fill", tone: "soon", text }),
            None => well += 1,
        }
    }
    if well > 0 {
        list.push(Device { icon: "check-circle-fill", tone: "calm", text: ui.with("health-well", &[("count", well.into())]) });
    }
    list
}
