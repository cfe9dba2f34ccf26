//! Devices: who may come in, how each one is, and what it is told from afar.

mod acts;
mod page;

use axum::Form as Body;
use axum::extract::State;
use axum::response::Response;
use sunhall_hall::access::{Device, DeviceClass};
use sunhall_hall::command::Administrator;
use sunhall_hall::ids::{DeviceName, WindowNumber};
use sunhall_hall::{Hall, Verb};

pub use self::acts::{file_act, lock_act, renew_act, restart_act, revoke_act, unlock_act};
pub use self::page::edit;
use super::change::Asker;
use super::form::{Posted, Reading, Wrong};
use crate::credentials;
use crate::web::guard::Person;
use crate::web::health::{self, Health};
use crate::web::language::Reader;
use crate::web::say::Say;
use crate::web::state::{App, Shared};
use crate::web::view::admin::{Cell, Choice, Field, Form, List, Part, Row};

pub const PAGE: &str = "/admin/devices";

/// The classes by their names on the wire.
pub const CLASSES: [(&str, DeviceClass); 4] = [
    ("kiosk", DeviceClass::Kiosk),
    ("public-display", DeviceClass::PublicDisplay),
    ("staff-display", DeviceClass::StaffDisplay),
    ("call-pad", DeviceClass::CallPad),
];

pub fn class_name(ui: Say, class: DeviceClass) -> String {
    let name = CLASSES.iter().find(|(_, known)| *known == class).map_or("kiosk", |(name, _)| *name);
    ui.say(&format!("device-class-{name}"))
}

pub async fn list(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let (ui, hall) = (asker.ui(), app.engine.hall());
    let mut devices: Vec<(&DeviceName, &Device)> = hall.access.devices.iter().collect();
    devices.sort_by_key(|(name, device)| (device.revoked, device.class, (*name).clone()));
    let rows = devices.into_iter().map(|(name, device)| row(&app, ui, name, device)).collect();
    let columns = ["device-column", "device-class", "device-state", "device-printer", "device-version"].map(|key| ui.say(key)).to_vec();
    let mut desk = asker.desk("device-title").lead(ui.say("device-lead"));
    if person.may(Verb::Enrol) {
        desk = desk.link(format!("{PAGE}/new"), "plus", ui.say("device-new"));
    }
    desk.list(List { title: String::new(), columns, rows, empty: ui.say("device-none") }).show()
}

fn row(app: &App, ui: Say, name: &DeviceName, device: &Device) -> Row {
    let health = Health::of(app, name);
    let (tone, state) = health.state(ui, device);
    let trouble = health.trouble(ui, name, device).filter(|_| !device.revoked && health.said.is_some());
    let said = health.said.as_ref().filter(|_| !device.revoked);
    let class = class_name(ui, device.class);
    let second = device.window.map_or_else(String::new, |window| ui.with("admin-window", &[("window", window.0.into())]));
    let cells = vec![
        Cell::Two(name.to_string(), trouble.unwrap_or_default()),
        Cell::Two(class, second),
        Cell::Chip { tone, text: state },
        Cell::Text(said.and_then(|said| said.presence.printer).map_or_else(String::new, |printer| ui.say(health::printer(printer)))),
        Cell::Soft(said.map_or_else(String::new, |said| said.presence.program.clone())),
    ];
    Row::new(format!("{PAGE}/{name}"), cells, "").off(device.revoked)
}

pub async fn new(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let posted = Posted::default().and("class", "kiosk");
    let desk = asker.desk("device-title").titled(reader.ui.say("device-new")).back(PAGE, reader.ui.say("device-title"));
    desk.form(form(asker.ui(), &app.engine.hall(), &posted)).show()
}

fn form(ui: Say, hall: &Hall, posted: &Posted) -> Form {
    let classes = CLASSES.iter().map(|(name, class)| Choice::new(*name, class_name(ui, *class), posted.get("class") == *name)).collect();
    let mut windows = vec![Choice::new("", ui.say("device-window-none"), posted.get("window").is_empty())];
    windows.extend(hall.floor.windows.keys().map(|number| {
        let value = number.0.to_string();
        let chosen = posted.get("window") == value;
        Choice::new(value, ui.with("admin-window", &[("window", number.0.into())]), chosen)
    }));
    let fields = vec![
        Field::line("code", ui.say("device-name"), posted.get("code")).hint(ui.say("device-name-hint")).at_most(40).needed(),
        Field::pick("class", ui.say("device-class"), classes).needed().half(),
        Field::pick("window", ui.say("device-window"), windows).needed().half(),
    ];
    Form {
        action: format!("{PAGE}/new"),
        parts: vec![Part { fields, ..Part::default() }],
        save: ui.say("device-enrol"),
        back: PAGE.to_owned(),
        may: true,
        ..Form::default()
    }
}

fn read(ui: Say, posted: &Posted) -> Result<(DeviceName, DeviceClass, Option<WindowNumber>), Wrong> {
    let mut read = Reading::new(ui, posted);
    let name = read.needed("code", 40);
    let class = read.one_of("class", &CLASSES).unwrap_or(DeviceClass::Kiosk);
    let window = match posted.get("window") {
        "" => None,
        text => text.parse().ok().map(WindowNumber),
    };
    match (class, window) {
        (DeviceClass::CallPad, None) => read.blame("window", ui.say("admin-wrong-choice")),
        // Only a call pad belongs to a window; what else was chosen there means nothing.
        (DeviceClass::CallPad, Some(_)) | (DeviceClass::Kiosk | DeviceClass::PublicDisplay | DeviceClass::StaffDisplay, _) => {}
    }
    read.finish().map(|()| (DeviceName::new(name), class, window.filter(|_| class == DeviceClass::CallPad)))
}

pub async fn new_act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Body(posted): Body<Posted>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let given = match read(asker.ui(), &posted) {
        Ok((name, class, window)) => enrol(asker, &posted, name, class, window).await,
        Err(wrong) => Err(wrong),
    };
    match given {
        Ok(name) => {
            let text = reader.ui.with("device-enrolled", &[("device", name.as_str().into())]);
            asker.done(text, &format!("{PAGE}/{name}"))
        }
        Err(wrong) => {
            let mut form = form(asker.ui(), &app.engine.hall(), &posted);
            form.blame(wrong.0);
            let desk = asker.desk("device-title").titled(reader.ui.say("device-new")).back(PAGE, reader.ui.say("device-title"));
            desk.form(form).again()
        }
    }
}

async fn enrol(asker: Asker<'_>, posted: &Posted, name: DeviceName, class: DeviceClass, window: Option<WindowNumber>) -> Result<DeviceName, Wrong> {
    let device = name.clone();
    with_password(asker, posted, &name, move |secret| Administrator::Enrol { device, class, window, secret }).await?;
    Ok(name)
}

/// Gives a command that sets a new password, and keeps the password until it is fetched.
async fn with_password(
    asker: Asker<'_>,
    posted: &Posted,
    name: &DeviceName,
    make: impl FnOnce(sunhall_hall::ids::TextRef) -> Administrator + Send + 'static,
) -> Result<(), Wrong> {
    let fault = || Wrong::whole(asker.ui().say("error-fault"));
    let password = credentials::random_password().map_err(|_| fault())?;
    let stored = credentials::hash_of_device(password.clone()).await.map_err(|_| fault())?;
    let written = stored.clone();
    super::give::ask(asker.app, asker.reader, asker.person, posted, move |draw| make(draw.secret(&written))).await?;
    let hall = asker.app.engine.hall();
    // A form that came twice was carried out once: its second password is nobody's.
    if let Some(device) = hall.access.device(name)
        && asker.app.text(&device.secret) == stored
    {
        asker.app.waiting.keep(name.clone(), device.secret.clone(), password, asker.app.engine.now());
    }
    Ok(())
}
