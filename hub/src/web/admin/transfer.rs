//! The whole hall as files: taken out as one ZIP file, brought in after a look at what would change.

use std::path::PathBuf;
use std::sync::Arc;

use axum::Form as Body;
use axum::extract::{Multipart, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use sunhall_hall::Verb;

use super::change::Asker;
use super::form::{Posted, Wrong};
use super::frame::Desk;
use crate::archive;
use crate::engine::Actor;
use crate::export::{self, File};
use crate::import::{self, Author, Plan, Planned};
use crate::web::guard::Person;
use crate::web::language::Reader;
use crate::web::refusals::{self, About};
use crate::web::state::{App, Shared};
use crate::web::view::admin::{Cell, Field, Form, List, Note, Part, Row, Way};

pub const PAGE: &str = "/admin/transfer";

/// The largest archive that is taken.
pub const UPLOAD_BYTES_MAX: usize = 32 << 20;

pub async fn page(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    home(asker, None).show()
}

fn home(asker: Asker<'_>, wrong: Option<Wrong>) -> Desk<'_> {
    let ui = asker.ui();
    let mut desk = asker.desk("transfer-title").lead(ui.say("transfer-lead"));
    if !asker.person.may(Verb::SetHall) {
        return desk.note(Note { tone: "amber", icon: "info", text: ui.say("admin-look-only"), link: None });
    }
    let field = Field::file("file", ui.say("transfer-file"), ".zip,application/zip").hint(ui.say("transfer-file-hint"));
    let mut form = Form {
        title: ui.say("transfer-import"),
        action: format!("{PAGE}/upload"),
        parts: vec![Part { note: ui.say("transfer-import-note"), fields: vec![field.needed()], ..Part::default() }],
        save: ui.say("transfer-look"),
        may: true,
        way: Way::Upload,
        ..Form::default()
    };
    if let Some(wrong) = wrong {
        form.blame(wrong.0);
    }
    let act = Cell::Act { action: format!("{PAGE}/export"), fields: Vec::new(), name: ui.say("transfer-export") };
    let rows = vec![Row::new("", vec![Cell::Text(ui.say("transfer-export-note")), act], "")];
    desk = desk.form(form);
    desk.list(List { title: ui.say("transfer-export"), columns: vec![ui.say("device-act"), String::new()], rows, empty: String::new() })
}

/// Everything that the hall is set to, as one file.
pub async fn export_act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Body(_posted): Body<Posted>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let shared = Arc::clone(&app);
    let packed = tokio::task::spawn_blocking(move || archive::pack(&export::files(&shared.engine, &shared.device_files.hall)?)).await;
    match packed {
        Ok(Ok(bytes)) => {
            tracing::info!(staff = %person.number, "the hall's settings were exported");
            let name = format!("attachment; filename=\"sunhall-{}-{}.zip\"", app.device_files.hall, asker.today().0);
            ([(header::CONTENT_TYPE, "application/zip".to_owned()), (header::CONTENT_DISPOSITION, name)], bytes).into_response()
        }
        Ok(Err(error)) => fault(asker, &error),
        Err(error) => fault(asker, &error.into()),
    }
}

fn fault(asker: Asker<'_>, error: &anyhow::Error) -> Response {
    tracing::error!("{error:#}");
    asker.refused(Wrong::whole(asker.ui().say("error-fault")), PAGE)
}

fn author(person: &Person) -> Author {
    Author { actor: Actor::Staff(person.number.clone()), staff: person.number.clone() }
}

/// Takes the archive and shows what it would change.
pub async fn upload_act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, multipart: Multipart) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let wrong = |words: String| home(asker, Some(Wrong::field("file", words))).again();
    let Some(bytes) = file_of(multipart).await else { return wrong(reader.ui.say("transfer-no-file")) };
    let Ok(unpacked) = tokio::task::spawn_blocking(move || archive::unpack(&bytes)).await else { return wrong(reader.ui.say("error-fault")) };
    let files = match unpacked {
        Ok(files) => files,
        Err(error) => return wrong(reader.ui.with("transfer-no-archive", &[("why", format!("{error:#}").into())])),
    };
    match look(&app, &person, files).await {
        Ok((name, plan)) => planned(asker, &name, &plan).come(),
        Err(error) => wrong(told(asker, &error)),
    }
}

async fn file_of(mut multipart: Multipart) -> Option<Vec<u8>> {
    while let Ok(Some(field)) = multipart.next_field().await {
        if field.name() == Some("file") {
            return field.bytes().await.ok().map(|bytes| bytes.to_vec()).filter(|bytes| !bytes.is_empty());
        }
    }
    None
}

async fn look(app: &Shared, person: &Person, files: Vec<File>) -> anyhow::Result<(String, Plan)> {
    let (app, author) = (Arc::clone(app), author(person));
    tokio::task::spawn_blocking(move || {
        let now = app.engine.now();
        let name = app.uploads.keep(&author.staff, &files, now)?;
        let folder = app.uploads.folder(&author.staff, &name, now).unwrap_or_default();
        let plan = import::plan(&app.engine, &folder, &author);
        if plan.is_err() {
            app.uploads.forget(&name);
        }
        Ok((name, plan?))
    })
    .await?
}

/// What is wrong with a file, by its name and line.
fn told(asker: Asker<'_>, error: &anyhow::Error) -> String {
    let ui = asker.ui();
    let Some(wrong) = error.downcast_ref::<import::Wrong>() else { return format!("{error:#}") };
    let file = ("file", wrong.file.as_str().into());
    let what = ("what", wrong.what.as_str().into());
    match wrong.line {
        Some(line) => ui.with("transfer-wrong-line", &[file, ("line", line.to_string().into()), what]),
        None => ui.with("transfer-wrong-file", &[file, what]),
    }
}

/// Every change in its order, and the key that makes them.
fn planned<'a>(asker: Asker<'a>, name: &str, plan: &Plan) -> Desk<'a> {
    let ui = asker.ui();
    let counted = [("count", plan.changes.len().into()), ("same", plan.unchanged.into())];
    let mut desk =
        asker.desk("transfer-title").titled(ui.say("transfer-plan")).back(PAGE, ui.say("transfer-title")).lead(ui.with("transfer-counted", &counted));
    for note in &plan.notes {
        desk = desk.note(Note { tone: "amber", icon: "info", text: ui.with("transfer-left-out", &[("what", note.as_str().into())]), link: None });
    }
    if !plan.is_good() {
        desk = desk.note(Note { tone: "red", icon: "warning-fill", text: ui.say("transfer-not-good"), link: None });
    } else if !plan.changes.is_empty() {
        desk = desk.form(Form {
            action: format!("{PAGE}/import"),
            hidden: vec![("upload", name.to_owned())],
            save: ui.say("transfer-do"),
            back: PAGE.to_owned(),
            may: true,
            ..Form::default()
        });
    }
    let rows = plan.changes.iter().map(|planned| row(asker.app, asker, planned)).collect();
    let columns = ["history-what", "transfer-where", "device-state"].map(|key| ui.say(key)).to_vec();
    desk.list(List { title: String::new(), columns, rows, empty: ui.say("transfer-nothing") })
}

fn row(app: &App, asker: Asker<'_>, planned: &Planned) -> Row {
    let (ui, what) = (asker.ui(), &planned.what);
    let place = match what.line {
        Some(line) => ui.with("transfer-line", &[("file", what.file.as_str().into()), ("line", line.to_string().into())]),
        None => what.file.clone(),
    };
    let about = About { staff: Some(asker.person.number.clone()), ..About::default() };
    let state = match &planned.refusal {
        Some(refusal) => Cell::Two(ui.say("transfer-refused"), refusals::sentence(app, ui.language, refusal, &about)),
        None => Cell::Chip { tone: "green", text: ui.say("transfer-will") },
    };
    let cells = vec![Cell::Two(what.thing.clone(), ui.say(&format!("history-kind-{}", what.kind))), Cell::Soft(place), state];
    Row::new("", cells, "")
}

/// Makes the changes that were looked at; each is one command in the history, under the name of whoever gave it.
pub async fn import_act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Body(posted): Body<Posted>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let name = posted.get("upload").to_owned();
    let Some(folder) = app.uploads.folder(&person.number, &name, app.engine.now()) else {
        return asker.refused(Wrong::whole(reader.ui.say("transfer-gone")), PAGE);
    };
    let done = carry_out(&app, &person, folder).await;
    app.uploads.forget(&name);
    match done {
        Ok(changed) => asker.done(reader.ui.with("transfer-done", &[("count", changed.into())]), PAGE),
        Err(error) => {
            tracing::warn!("{error:#}");
            asker.refused(Wrong::whole(reader.ui.with("transfer-stopped", &[("why", told(asker, &error).into())])), PAGE)
        }
    }
}

async fn carry_out(app: &App, person: &Person, folder: PathBuf) -> anyhow::Result<u32> {
    import::import_by(&app.engine, &folder, &author(person)).await.map(|summary| summary.changed)
}
