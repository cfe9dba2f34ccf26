//! Public pages that a QR opens: a service's guide, a clerk's badge; and the addresses that QR codes hold.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use qrcode::QrCode;
use qrcode::render::svg;
use sunhall_hall::Hall;
use sunhall_hall::floor::Service;
use sunhall_hall::ids::{FileHash, ServiceCode, StaffNumber};

use super::clerk::{fee, limit};
use super::frame;
use super::language::Reader;
use super::limits::Limit;
use super::say::Say;
use super::state::{App, Shared};
use super::view::public::{Fact, Guide, GuidePage, PublicMessagePage, Supervise, SupervisePage};

/// Where the phone shows a ticket; none while there is no public address.
pub fn ticket_url(app: &App, code: &str) -> Option<String> {
    app.public_url.as_ref().filter(|_| !code.is_empty()).map(|url| format!("{url}/t/{code}"))
}

/// A QR code as a picture.
pub fn qr(text: &str) -> Option<String> {
    let code = QrCode::new(text.as_bytes()).ok()?;
    let picture = code.render::<svg::Color<'_>>().min_dimensions(110, 110).quiet_zone(false).build();
    // The declaration of an XML file has no place inside a page.
    picture.find("<svg").map(|from| picture[from..].to_owned())
}

/// Wrong codes that one address may try.
pub fn code_limit(app: &App) -> Limit {
    let (_, address) = app.limits("security.code_tries", "security.code_lock");
    address
}

fn missing(app: &App, reader: &Reader, title: &str, key: &str) -> Response {
    let frame = frame::frame(app, reader, None, title, None);
    let (heading, words) = (reader.ui.say(title), reader.ui.say(key));
    (StatusCode::NOT_FOUND, frame::page(app, &PublicMessagePage { frame: &frame, heading: &heading, words: &words })).into_response()
}

pub async fn guide(State(app): State<Shared>, reader: Reader, Path(service): Path<String>) -> Response {
    let hall = app.engine.hall();
    let Some(service) = hall.floor.services.get(&ServiceCode::new(service.as_str())).filter(|service| service.offered) else {
        return missing(&app, &reader, "phone-guide-title", "guide-none");
    };
    let frame = frame::frame(&app, &reader, None, "phone-guide-title", None);
    frame::page(&app, &GuidePage { frame: &frame, v: &guide_of(&hall, reader.ui, service) })
}

fn guide_of(hall: &Hall, ui: Say, service: &Service) -> Guide {
    let windows: Vec<String> = hall.floor.first_windows(&service.group, Some(&service.code)).iter().map(|window| window.0.to_string()).collect();
    let place = ui.name(&hall.floor.profile.place, &hall.floor.profile.place_en);
    let wherever = sunhall_protocol::words::list(ui.language, &windows);
    let fact = |title: &str, text: String| Fact { title: ui.say(title), text };
    let mut facts = vec![
        fact("guide-how-long", limit(ui, service)),
        fact("guide-fee", fee(ui, &service.fee)),
        fact("guide-where", ui.with("guide-window-place", &[("window", wherever.into()), ("place", place.into())])),
    ];
    let texts = [("guide-conditions", &service.guide.conditions), ("guide-basis", &service.guide.basis)];
    facts.extend(texts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(title, text)| fact(title, text.clone())));
    Guide {
        name: ui.name(&service.name, &service.name_en).to_owned(),
        facts,
        materials: service.materials.clone(),
        steps: service.guide.steps.clone(),
        supervise: ui.with("guide-supervise", &[("phone", hall.floor.profile.supervision_phone.as_str().into())]),
    }
}

/// The badge that a QR on a window or a badge opens; it signs nobody on.
pub async fn supervise(State(app): State<Shared>, reader: Reader, ConnectInfo(from): ConnectInfo<SocketAddr>, Path(number): Path<String>) -> Response {
    let (hall, now, ui) = (app.engine.hall(), app.engine.now(), reader.ui);
    let key = (from.ip(), "badge".to_owned());
    if app.codes.locked_ms(&key, code_limit(&app), now).is_some() {
        return missing(&app, &reader, "supervise-title", "supervise-unknown");
    }
    let Some(staff) = hall.person(&StaffNumber::new(number.as_str())) else {
        app.codes.wrong(key, code_limit(&app), now);
        return missing(&app, &reader, "supervise-title", "supervise-unknown");
    };
    let window = hall.window_of(&staff.number).map(|window| window.0);
    let month = app.engine.reports().month();
    let totals = month.staff.get(&staff.number).and_then(|totals| Some((totals.served, totals.rated?)));
    let page = Supervise {
        name: app.name(staff),
        position: ui.name(&staff.position, &staff.position_en).to_owned(),
        number: ui.with("common-staff-number", &[("number", staff.number.as_str().into())]),
        phone: staff.phone.as_ref().map(|phone| ui.with("common-phone", &[("phone", app.text(phone).into())])).unwrap_or_default(),
        portrait: staff.portrait.as_ref().map(|hash| format!("/file/{hash}")),
        now: window.map_or_else(|| ui.say("supervise-not-now"), |window| ui.with("supervise-now", &[("window", window.into())])),
        window,
        totals: totals.map(|(served, rated)| {
            ui.with("manager-ratings-line", &[("served", served.into()), ("rated", rated.count.into()), ("satisfied", rated.satisfied.into())])
        }),
        line: ui.with("supervise-line", &[("phone", hall.floor.profile.supervision_phone.as_str().into())]),
    };
    let frame = frame::frame(&app, &reader, None, "supervise-title", None);
    frame::page(&app, &SupervisePage { frame: &frame, v: &page })
}

/// A portrait of somebody on the roster; no other file is open to everybody.
pub async fn portrait(State(app): State<Shared>, Path(hash): Path<String>) -> Response {
    let hash = FileHash::new(hash.as_str());
    let known = app.engine.hall().staff.people.values().any(|staff| staff.portrait.as_ref() == Some(&hash));
    let Some(bytes) = known.then(|| app.engine.file(&hash)).flatten() else { return StatusCode::NOT_FOUND.into_response() };
    let kind = if bytes.starts_with(b"\x89PNG") { "image/png" } else { "image/jpeg" };
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "private, max-age=86400, immutable")], bytes.to_vec()).into_response()
}
