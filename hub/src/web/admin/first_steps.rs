//! What is left to do before a new hall can open its door, in the order that works best.

use sunhall_hall::access::DeviceClass;
use sunhall_hall::floor::Service;
use sunhall_hall::ids::DeviceName;
use sunhall_hall::staff::Staff;
use sunhall_hall::{Hall, Verb};

use super::frame;
use crate::web::guard::Person;
use crate::web::say::Say;
use crate::web::view::admin::{Cell, List, Note, Row};

/// One thing to do: what its words are called, where it is done, and whether it is.
struct Step {
    name: &'static str,
    href: &'static str,
    done: bool,
}

/// The steps of a hall that has served nobody yet; none for a hall at work and for a demo hall. `seen` says whether a device has come in.
fn steps(hall: &Hall, seen: impl Fn(&DeviceName) -> bool) -> Option<Vec<Step>> {
    let floor = &hall.floor;
    if floor.profile.demo || floor.has_served() {
        return None;
    }
    let step = |name, href, done| Step { name, href, done };
    let offered = |service: &&std::sync::Arc<Service>| service.offered;
    let at_a_window = |service: &std::sync::Arc<Service>| !floor.first_windows(&service.group, Some(&service.code)).is_empty();
    let signs_on = |person: &Staff| hall.access.credentials.contains_key(&person.number);
    // R04.2: without a whole badge no window opens.
    let serves = |person: &Staff| !person.left && hall.staff.allows(person, Verb::OpenWindow) && person.badge_missing().is_empty() && signs_on(person);
    let came_in = |class| hall.access.devices.iter().any(|(name, device)| device.class == class && !device.revoked && seen(name));
    Some(vec![
        step("hall", "/admin/hall", !floor.profile.name.is_empty() && !floor.profile.place.is_empty()),
        step("hours", "/admin/hours", hall.calendar.week.days.iter().any(|spans| !spans.is_empty())),
        step("group", "/admin/groups", !floor.groups.is_empty()),
        step("service", "/admin/services", floor.services.values().any(|service| offered(&service))),
        step("window", "/admin/windows", floor.services.values().filter(offered).any(at_a_window)),
        step("clerk", "/admin/staff", hall.staff.people.values().any(serves)),
        step("kiosk", "/admin/devices", came_in(DeviceClass::Kiosk)),
        step("display", "/admin/devices", came_in(DeviceClass::PublicDisplay)),
    ])
}

/// Whether somebody who may do so still has to make a hall of this one.
pub fn wait_for(hall: &Hall, person: &Person) -> bool {
    person.may(Verb::SetHall) && steps(hall, |_| true).is_some_and(|steps| steps.iter().any(|step| !step.done))
}

/// All steps with how they stand.
pub fn list(ui: Say, hall: &Hall, seen: impl Fn(&DeviceName) -> bool) -> Option<List> {
    let steps = steps(hall, seen)?;
    let next = steps.iter().position(|step| !step.done);
    let row = |(place, step): (usize, &Step)| {
        let (tone, state) = match (step.done, next == Some(place)) {
            (true, _) => ("green", "first-step-done"),
            (false, true) => ("amber", "first-step-next"),
            (false, false) => ("", "first-step-open"),
        };
        let name = Cell::Two(ui.say(&format!("first-step-{}", step.name)), ui.say(&format!("first-step-{}-why", step.name)));
        Row::new(step.href, vec![name, Cell::Chip { tone, text: ui.say(state) }], "")
    };
    let rows = steps.iter().enumerate().map(row).collect();
    Some(List { title: ui.say("first-steps-title"), columns: vec![ui.say("first-steps-what"), ui.say("admin-overview-state")], rows, empty: String::new() })
}

/// What comes next, for the head of a page; nothing on the page where it is done.
pub fn note(ui: Say, hall: &Hall, person: &Person, path: &str, seen: impl Fn(&DeviceName) -> bool) -> Option<Note> {
    let steps = steps(hall, seen).filter(|_| person.may(Verb::SetHall))?;
    let left = steps.iter().filter(|step| !step.done).count();
    let Some(next) = steps.iter().find(|step| !step.done) else {
        return Some(Note { tone: "green", icon: "check-circle-fill", text: ui.say("first-steps-all-done"), link: None });
    };
    if path.starts_with(next.href) {
        return None;
    }
    let what = ui.say(&format!("first-step-{}", next.name));
    let text = ui.with("first-steps-left", &[("count", left.into()), ("what", what.into())]);
    Some(Note { tone: "amber", icon: "info", text, link: Some(frame::link(next.href, ui.say("first-steps-go"))) })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop where its story breaks")]
mod tests {
    use std::cmp::Ordering;

    use super::*;

    /// The chip of each step, from top to bottom.
    fn chips(hall: &Hall) -> Vec<String> {
        let chip = |row: &Row| match row.cells.last() {
            Some(Cell::Chip { text, .. }) => text.clone(),
            _ => String::new(),
        };
        list(Say::default(), hall, |_| false).unwrap().rows.iter().map(chip).collect()
    }

    #[test]
    fn a_new_hall_is_told_one_next_step_and_a_demo_hall_none() {
        let (ui, mut hall) = (Say::default(), Hall::default());
        let [done, next, open] = ["first-step-done", "first-step-next", "first-step-open"].map(|key| ui.say(key));
        let chip = |done_count: usize| {
            let chip = |place: usize| match place.cmp(&done_count) {
                Ordering::Less => &done,
                Ordering::Equal => &next,
                Ordering::Greater => &open,
            };
            (0..8).map(|place| chip(place).clone()).collect::<Vec<_>>()
        };
        assert_eq!(chips(&hall), chip(0));
        hall.floor.profile.name = "演示二镇便民服务大厅".to_owned();
        assert_eq!(chips(&hall), chip(0), "a name without a place leads nobody there");
        hall.floor.profile.place = "人民路 1 号".to_owned();
        assert_eq!(chips(&hall), chip(1));
        hall.floor.profile.demo = true;
        assert!(list(ui, &hall, |_| false).is_none(), "a demo hall comes furnished");
    }
}
