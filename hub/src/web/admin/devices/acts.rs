//! What is done with one device: its file fetched, a new password, out of service and back, started again, revoked.

use axum::Form as Body;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use sunhall_hall::command::Administrator;
use sunhall_hall::ids::DeviceName;

use super::page::{desk, lock_form, revoke_form};
use super::{PAGE, with_password};
use crate::web::admin::change::Asker;
use crate::web::admin::form::{Posted, Wrong};
use crate::web::guard::Person;
use crate::web::language::Reader;
use crate::web::state::Shared;
use crate::web::view::admin::Form;

/// The file, once. A second time there is a polite no, and the way to a new password.
pub async fn file_act(
    State(app): State<Shared>,
    reader: Reader,
    person: axum::Extension<Person>,
    Path(name): Path<String>,
    Body(posted): Body<Posted>,
) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let (name, there) = (DeviceName::new(name.as_str()), format!("{PAGE}/{name}"));
    let hall = app.engine.hall();
    let Some(device) = hall.access.device(&name) else { return asker.refused(Wrong::whole(reader.ui.say("refusal-device-unknown")), PAGE) };
    if device.file_taken.is_none() && !app.waiting.has(&name, device, app.engine.now()) {
        return asker.refused(Wrong::whole(reader.ui.say("device-file-lost")), &there);
    }
    if let Err(wrong) = asker.ask(&posted, Administrator::TakeDeviceFile { device: name.clone() }).await {
        return asker.refused(wrong, &there);
    }
    // The hall wrote it down before the password leaves; whoever comes with the same form again finds nothing.
    let Some(password) = app.waiting.take(&name) else { return asker.refused(Wrong::whole(reader.ui.say("refusal-device-file-taken")), &there) };
    match app.device_files.text(name.as_str(), device.class, &password) {
        Ok(text) => {
            let attachment = format!("attachment; filename=\"{name}.toml\"");
            ([(header::CONTENT_TYPE, "application/toml".to_owned()), (header::CONTENT_DISPOSITION, attachment)], text).into_response()
        }
        Err(error) => {
            tracing::error!("{error:#}");
            asker.refused(Wrong::whole(reader.ui.say("error-fault")), &there)
        }
    }
}

pub async fn renew_act(
    State(app): State<Shared>,
    reader: Reader,
    person: axum::Extension<Person>,
    Path(name): Path<String>,
    Body(posted): Body<Posted>,
) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let (name, there) = (DeviceName::new(name.as_str()), format!("{PAGE}/{name}"));
    let device = name.clone();
    match with_password(asker, &posted, &name, move |secret| Administrator::RenewDevice { device, secret }).await {
        Ok(()) => asker.done(reader.ui.with("device-renewed", &[("device", name.as_str().into())]), &there),
        Err(wrong) => asker.refused(wrong, &there),
    }
}

pub async fn unlock_act(
    State(app): State<Shared>,
    reader: Reader,
    person: axum::Extension<Person>,
    Path(name): Path<String>,
    Body(posted): Body<Posted>,
) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    told(asker, &posted, &name, "device-unlocked", |device| Administrator::UnlockDevice { device }).await
}

pub async fn restart_act(
    State(app): State<Shared>,
    reader: Reader,
    person: axum::Extension<Person>,
    Path(name): Path<String>,
    Body(posted): Body<Posted>,
) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    told(asker, &posted, &name, "device-restarted", |device| Administrator::RestartDevice { device }).await
}

async fn told(asker: Asker<'_>, posted: &Posted, name: &str, done: &str, make: impl FnOnce(DeviceName) -> Administrator) -> Response {
    let done = asker.ui().with(done, &[("device", name.into())]);
    asker.carry_out(posted, make(DeviceName::new(name)), done, &format!("{PAGE}/{name}")).await
}

pub async fn lock_act(
    State(app): State<Shared>,
    reader: Reader,
    person: axum::Extension<Person>,
    Path(name): Path<String>,
    Body(posted): Body<Posted>,
) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let name = DeviceName::new(name);
    let (message, message_en) = (posted.get("zh").to_owned(), posted.get("en").to_owned());
    let act = Administrator::LockDevice { device: name.clone(), message, message_en };
    match asker.ask(&posted, act).await {
        Ok(()) => asker.done(reader.ui.with("device-lock-done", &[("device", name.as_str().into())]), &format!("{PAGE}/{name}")),
        Err(wrong) => again(asker, &name, wrong, |device| lock_form(asker.ui(), &name, device, &posted)),
    }
}

pub async fn revoke_act(
    State(app): State<Shared>,
    reader: Reader,
    person: axum::Extension<Person>,
    Path(name): Path<String>,
    Body(posted): Body<Posted>,
) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let name = DeviceName::new(name);
    let given = if posted.has("sure", "yes") {
        asker.ask(&posted, Administrator::RevokeDevice { device: name.clone() }).await
    } else {
        Err(Wrong::field("sure", reader.ui.say("device-tick-first")))
    };
    match given {
        Ok(()) => asker.done(reader.ui.with("device-revoked", &[("device", name.as_str().into())]), PAGE),
        Err(wrong) => again(asker, &name, wrong, |_| revoke_form(asker.ui(), &name)),
    }
}

/// The device's page with what is wrong with a form on it.
fn again(asker: Asker<'_>, name: &DeviceName, wrong: Wrong, form: impl FnOnce(&sunhall_hall::access::Device) -> Form) -> Response {
    let hall = asker.app.engine.hall();
    let Some(device) = hall.access.device(name) else { return asker.refused(wrong, PAGE) };
    let mut form = form(device);
    form.blame(wrong.0);
    desk(asker, name, device).form(form).again()
}
