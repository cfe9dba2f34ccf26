//! The photo of a badge as it comes in: read with limits, made small and clean, kept beside the log.

use axum::extract::multipart::MultipartError;
use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use sunhall_hall::command::Administrator;
use sunhall_hall::ids::StaffNumber;

use super::{address, find, unknown};
use crate::portrait::{self, BYTES_MAX, HEIGHT_MIN, SIDE_MAX, Unfit, WIDTH_MIN};
use crate::web::admin::change::Asker;
use crate::web::admin::form::{Posted, Wrong};
use crate::web::admin::give;
use crate::web::guard::Person;
use crate::web::language::Reader;
use crate::web::say::Say;
use crate::web::state::Shared;
use crate::web::view::admin::{Field, Form, Part, Way};

/// What a whole form may weigh: the photo and what stands round it.
pub const FORM_MAX: usize = BYTES_MAX + 64 * 1024;

pub fn form(ui: Say, number: &StaffNumber) -> Form {
    let file = Field::file("photo", ui.say("badge-portrait"), "image/jpeg,image/png").hint(limits(ui, "staff-photo-hint")).needed();
    Form {
        title: ui.say("staff-photo"),
        action: format!("{}/portrait", address(number)),
        parts: vec![Part { title: String::new(), note: ui.say("staff-photo-note"), fields: vec![file] }],
        save: ui.say("staff-photo-save"),
        may: true,
        way: Way::Upload,
        quiet: true,
        ..Form::default()
    }
}

fn limits(ui: Say, key: &str) -> String {
    let megabytes = BYTES_MAX / (1024 * 1024);
    ui.with(key, &[("size", megabytes.into()), ("most", SIDE_MAX.into()), ("width", WIDTH_MIN.into()), ("height", HEIGHT_MIN.into())])
}

fn words(ui: Say, unfit: Unfit) -> String {
    let key = match unfit {
        Unfit::Kind => "staff-photo-kind",
        Unfit::Bytes => "staff-photo-bytes",
        Unfit::Large => "staff-photo-large",
        Unfit::Small => "staff-photo-small",
        Unfit::Broken => "staff-photo-broken",
    };
    limits(ui, key)
}

pub async fn act(
    State(app): State<Shared>,
    reader: Reader,
    person: axum::Extension<Person>,
    Path(number): Path<String>,
    multipart: Result<Multipart, axum::extract::multipart::MultipartRejection>,
) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let Some(staff) = find(&app, &number) else { return unknown(asker) };
    let (ui, there) = (reader.ui, address(&staff.number));
    let refuse = |unfit| asker.refused(Wrong::whole(words(ui, unfit)), &there);
    let Ok(multipart) = multipart else { return refuse(Unfit::Kind) };
    let (posted, photo) = match sent(multipart).await {
        Ok(sent) => sent,
        Err(unfit) => return refuse(unfit),
    };
    // One photo at a time: a large one fills a good part of a small machine's memory.
    let Ok(_permit) = app.portraits.acquire().await else { return refuse(Unfit::Broken) };
    let made = tokio::task::spawn_blocking(move || portrait::portrait(&photo)).await;
    let picture = match made {
        Ok(Ok(picture)) => picture,
        Ok(Err(unfit)) => return refuse(unfit),
        Err(_) => return refuse(Unfit::Broken),
    };
    let whose = staff.number.clone();
    let command = move |draw: &mut crate::draw::Draw| Administrator::SetPortrait { staff: whose, portrait: Some(draw.file(&picture)) };
    match give::ask(&app, &reader, &person, &posted, command).await {
        Ok(()) => asker.done(ui.say("staff-photo-saved"), &there),
        Err(wrong) => asker.refused(wrong, &there),
    }
}

/// The form's fields and its one file.
async fn sent(mut multipart: Multipart) -> Result<(Posted, Vec<u8>), Unfit> {
    let (mut posted, mut photo) = (Posted::default(), Vec::new());
    while let Some(field) = multipart.next_field().await.map_err(|error| unfit(&error))? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "photo" {
            photo = field.bytes().await.map_err(|error| unfit(&error))?.to_vec();
        } else {
            let text = field.text().await.map_err(|error| unfit(&error))?;
            posted = posted.and(&name, &text);
        }
    }
    Ok((posted, photo))
}

fn unfit(error: &MultipartError) -> Unfit {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Unfit::Bytes } else { Unfit::Broken }
}
