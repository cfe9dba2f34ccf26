//! A one-time password for somebody: made here, shown once, changed at the first sign-on.

use axum::Form as Body;
use axum::extract::{Path, State};
use axum::response::Response;
use sunhall_hall::command::Administrator;
use sunhall_hall::ids::StaffNumber;

use super::{PAGE, address, find, unknown};
use crate::credentials;
use crate::web::admin::change::Asker;
use crate::web::admin::form::{Posted, Wrong};
use crate::web::admin::give;
use crate::web::guard::Person;
use crate::web::language::Reader;
use crate::web::me::note_revoked;
use crate::web::state::{App, Shared};
use crate::web::view::admin::{Form, Note, Part};

pub fn form(asker: Asker<'_>, number: &StaffNumber) -> Form {
    let ui = asker.ui();
    Form {
        title: ui.say("staff-password"),
        action: format!("{}/password", address(number)),
        parts: vec![Part { title: String::new(), note: ui.say("staff-password-note"), fields: Vec::new() }],
        save: ui.say("staff-password-give"),
        may: true,
        quiet: true,
        ..Form::default()
    }
}

pub async fn act(
    State(app): State<Shared>,
    reader: Reader,
    person: axum::Extension<Person>,
    Path(number): Path<String>,
    Body(posted): Body<Posted>,
) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let Some(staff) = find(&app, &number) else { return unknown(asker) };
    let (ui, there) = (reader.ui, address(&staff.number));
    let Ok(password) = credentials::one_time_password() else { return asker.refused(Wrong::whole(ui.say("error-fault")), &there) };
    let Ok(stored) = credentials::hash(password.clone()).await else { return asker.refused(Wrong::whole(ui.say("error-fault")), &there) };
    let (whose, secret) = (staff.number.clone(), stored.clone());
    let make = move |draw: &mut crate::draw::Draw| Administrator::SetCredential { staff: whose, secret: draw.secret(&secret), once: true };
    if let Err(wrong) = give::ask(&app, &reader, &person, &posted, make).await {
        return asker.refused(wrong, &there);
    }
    // The same form sent twice is one act, and only the first answer knows the password that counts.
    if !counts(&app, &staff.number, &stored) {
        return asker.refused(Wrong::whole(ui.say("staff-password-shown")), &there);
    }
    note_revoked(&app, &person, &app.sessions.end_all_of(&staff.number));
    app.accounts.right(&staff.number.to_string());
    let text = ui.with("staff-password-made", &[("name", app.name(&staff).into())]);
    let note = Note { tone: "green", icon: "key", text, link: None };
    let mut desk = asker.desk("staff-title").back(PAGE, ui.say("staff-title")).titled(app.name(&staff)).note(note);
    desk.page.secret = Some(password);
    desk.link(there, "arrow-left-bold", ui.say("staff-back-to-person")).answer()
}

fn counts(app: &App, number: &StaffNumber, stored: &str) -> bool {
    app.engine.hall().access.credentials.get(number).is_some_and(|credential| app.text(&credential.secret) == stored)
}
