//! The page of one device: how it is, what it may be told, what was done with it.

use axum::extract::{Path, State};
use axum::response::Response;
use sunhall_hall::access::{Device, DeviceClass};
use sunhall_hall::ids::DeviceName;
use sunhall_hall::screens::{ENGLISH_WIDTH, LOCK_MESSAGE_MAX};
use sunhall_hall::{Moment, Verb};

use super::{PAGE, class_name};
use crate::web::admin::change::Asker;
use crate::web::admin::form::{Posted, Wrong};
use crate::web::admin::frame::{Desk, day};
use crate::web::admin::history;
use crate::web::guard::Person;
use crate::web::health::{self, Health};
use crate::web::language::Reader;
use crate::web::say::Say;
use crate::web::state::{Shared, clock};
use crate::web::view::admin::{Cell, Field, Form, List, Note, Part, Row, Way};

pub async fn edit(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Path(name): Path<String>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let name = DeviceName::new(name);
    let Some(device) = app.engine.hall().access.devices.get(&name).cloned() else {
        return asker.refused(Wrong::whole(reader.ui.say("refusal-device-unknown")), PAGE);
    };
    let mut desk = desk(asker, &name, &device);
    if person.may(Verb::TakeDeviceFile) && app.waiting.has(&name, &device, app.engine.now()) {
        desk = desk.form(file_form(asker.ui(), &name, device.class));
    }
    if !device.revoked && device.class.has_screen() && person.may(Verb::LockDevice) {
        desk = desk.form(lock_form(asker.ui(), &name, &device, &Posted::default()));
    }
    if !device.revoked && person.may(Verb::RevokeDevice) {
        desk = desk.form(revoke_form(asker.ui(), &name));
    }
    desk.show()
}

/// Everything but the forms.
pub fn desk<'a>(asker: Asker<'a>, name: &DeviceName, device: &Device) -> Desk<'a> {
    let (ui, health) = (asker.ui(), Health::of(asker.app, name));
    let desk = asker.desk("device-title").titled(name.to_string()).back(PAGE, ui.say("device-title"));
    let mut desk = facts(asker, desk, device, &health);
    if !device.revoked {
        // While its file waits here, nothing is wrong with the machine.
        let waits = asker.app.waiting.has(name, device, asker.app.engine.now());
        if let Some(text) = health.trouble(ui, name, device).filter(|_| !waits) {
            desk = desk.note(Note { tone: "amber", icon: "warning-fill", text, link: None });
        }
        desk = desk.acts(acts(asker, name, device));
    }
    desk.link(history::of("device", name.as_str()), "clock-counter-clockwise", ui.say("history-title")).list(history::recent(
        asker.app,
        ui,
        "device",
        name.as_str(),
    ))
}

fn facts<'a>(asker: Asker<'a>, desk: Desk<'a>, device: &Device, health: &Health) -> Desk<'a> {
    let ui = asker.ui();
    let mut desk = desk.fact("device-class", class_name(ui, device.class)).fact("device-state", health.state(ui, device).1);
    if let Some(window) = device.window {
        desk = desk.fact("field-window", window.0.to_string());
    }
    if let Some(said) = health.said.as_ref().filter(|_| !device.revoked) {
        if let Some(printer) = said.presence.printer {
            desk = desk.fact("device-printer", ui.say(health::printer(printer)));
        }
        desk = desk.fact("device-clock", health.clock(ui)).fact("device-version", said.presence.program.clone());
        if let Some(since) = said.presence.since.filter(|_| health.is_online()) {
            desk = desk.fact("device-since", when(ui, health::moment(since)));
        }
        desk = desk.fact("device-seen", if health.is_online() { ui.say("device-online") } else { when(ui, said.at) });
    }
    if let Some(lock) = &device.lock {
        let told = [("name", asker.app.name_of(&lock.staff).into()), ("time", when(ui, lock.at).into())];
        desk = desk.fact("device-lock", ui.with("device-locked-by", &told));
        if !lock.message.is_empty() {
            desk = desk.fact("device-lock-zh", lock.message.clone());
        }
    }
    desk
}

fn when(ui: Say, moment: Moment) -> String {
    ui.both(&day(ui, moment.day()), &clock(moment))
}

/// What may be done with one key each, with what it means.
fn acts(asker: Asker<'_>, name: &DeviceName, device: &Device) -> List {
    let (ui, person) = (asker.ui(), asker.person);
    let act = |path: &str, key: &str| Cell::Act { action: format!("{PAGE}/{name}/{path}"), fields: Vec::new(), name: ui.say(key) };
    let row = |note: &str, cell: Cell| Row::new("", vec![Cell::Text(ui.say(note)), cell], "");
    let mut rows = Vec::new();
    if person.may(Verb::TakeDeviceFile) && !asker.app.waiting.has(name, device, asker.app.engine.now()) {
        rows.push(row(if device.file_taken.is_some() { "device-file-gone" } else { "device-file-none" }, Cell::Soft(String::new())));
    }
    if person.may(Verb::RenewDevice) {
        rows.push(row("device-renew-note", act("renew", "device-renew")));
    }
    if device.lock.is_some() && person.may(Verb::UnlockDevice) {
        rows.push(row("device-unlock-note", act("unlock", "device-unlock")));
    }
    if device.class.has_screen() && person.may(Verb::RestartDevice) {
        rows.push(row("device-restart-note", act("restart", "device-restart")));
    }
    let columns = vec![ui.say("device-act"), String::new()];
    List { title: ui.say("device-acts"), columns, rows, empty: ui.say("admin-look-only") }
}

/// The file, while it waits: what comes next for a new device, so it stands first and has the red key.
fn file_form(ui: Say, name: &DeviceName, class: DeviceClass) -> Form {
    let place = match class {
        DeviceClass::Kiosk => ui.with("device-file-place", &[("program", "sunhall-kiosk".into())]),
        DeviceClass::PublicDisplay | DeviceClass::StaffDisplay => ui.with("device-file-place", &[("program", "sunhall-display".into())]),
        DeviceClass::CallPad => ui.say("device-file-pad"),
    };
    Form {
        title: ui.say("device-file-title"),
        action: format!("{PAGE}/{name}/file"),
        parts: vec![Part { note: ui.both(&ui.say("device-file-note"), &place), ..Part::default() }],
        save: ui.say("device-file"),
        may: true,
        way: Way::Download,
        ..Form::default()
    }
}

pub fn lock_form(ui: Say, name: &DeviceName, device: &Device, posted: &Posted) -> Form {
    let lock = device.lock.as_ref();
    let value = |field: &str, now: Option<&String>| if posted.0.is_empty() { now.cloned().unwrap_or_default() } else { posted.get(field).to_owned() };
    let hint = |characters: u32| ui.with("device-lock-hint", &[("count", characters.into())]);
    let field = |field: &str, now: Option<&String>, characters: u32| {
        Field::line(field, ui.say(&format!("device-lock-{field}")), value(field, now)).hint(hint(characters)).at_most(characters as usize)
    };
    let fields =
        vec![field("zh", lock.map(|lock| &lock.message), LOCK_MESSAGE_MAX), field("en", lock.map(|lock| &lock.message_en), LOCK_MESSAGE_MAX * ENGLISH_WIDTH)];
    Form {
        title: ui.say("device-lock"),
        action: format!("{PAGE}/{name}/lock"),
        parts: vec![Part { note: ui.say("device-lock-note"), fields, ..Part::default() }],
        save: ui.say(if lock.is_some() { "device-lock-again" } else { "device-lock" }),
        may: true,
        quiet: true,
        ..Form::default()
    }
}

pub fn revoke_form(ui: Say, name: &DeviceName) -> Form {
    let tick = Field::tick("sure", ui.with("device-revoke-tick", &[("device", name.as_str().into())]), false);
    Form {
        title: ui.say("device-revoke"),
        action: format!("{PAGE}/{name}/revoke"),
        parts: vec![Part { note: ui.say("device-revoke-note"), fields: vec![tick], ..Part::default() }],
        save: ui.say("device-revoke"),
        may: true,
        quiet: true,
        ..Form::default()
    }
}
