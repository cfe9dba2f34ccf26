//! The badge of a person: as the window's sign shows it, what it lacks, and the one to wear, printed from the browser.

use axum::extract::{Path, State};
use axum::response::Response;
use sunhall_hall::staff::Staff;
use sunhall_protocol::words;

use super::{PAGE, find, unknown};
use crate::web::admin::change::Asker;
use crate::web::frame;
use crate::web::guard::Person;
use crate::web::language::Reader;
use crate::web::public::qr;
use crate::web::refusals::part_key;
use crate::web::say::Say;
use crate::web::state::{App, Shared};
use crate::web::view::people::{Badge, BadgePage};

/// R04.2: the parts without which no window opens; empty when all are there.
pub fn missing(ui: Say, staff: &Staff) -> String {
    let parts: Vec<String> = staff.badge_missing().into_iter().map(|part| ui.say(part_key(part))).collect();
    if parts.is_empty() { String::new() } else { words::list(ui.language, &parts) }
}

pub fn of(app: &App, ui: Say, staff: &Staff) -> Badge {
    let missing = missing(ui, staff);
    let address = app.public_url.as_ref().map(|url| format!("{url}/s/{}", staff.number));
    Badge {
        portrait: staff.portrait.as_ref().map(|hash| format!("/file/{hash}")),
        over: ui.say("display-clerk"),
        name: app.name(staff),
        position: ui.name(&staff.position, &staff.position_en).to_owned(),
        number: ui.with("common-staff-number", &[("number", staff.number.as_str().into())]),
        phone: staff.phone.as_ref().map(|phone| ui.with("common-phone", &[("phone", app.text(phone).into())])).unwrap_or_default(),
        window: staff.usual_window.map(|window| window.0),
        window_words: ui.say("staff-window-words"),
        qr: address.and_then(|address| qr(&address)),
        qr_words: ui.say("staff-qr-words"),
        caption: ui.say("staff-badge-caption"),
        missing: if missing.is_empty() { missing } else { ui.with("staff-badge-missing", &[("parts", missing.into())]) },
        print: (!staff.left).then(|| format!("{PAGE}/{}/badge", staff.number)),
    }
}

/// The badge to wear, as paper.
pub async fn print(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Path(number): Path<String>) -> Response {
    let Some(staff) = find(&app, &number) else { return unknown(Asker::new(&app, &reader, &person)) };
    let frame = frame::whole(&app, &reader, &person, "staff-badge-worn", None);
    frame::page(&app, &BadgePage { frame: &frame, badge: &of(&app, reader.ui, &staff), back: &format!("{PAGE}/{number}") })
}
