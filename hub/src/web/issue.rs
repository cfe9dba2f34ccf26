//! A number by hand, at the guide desk or a window: the service, one key, and the slip that the page prints.

use std::sync::Arc;

use askama::Template;
use axum::Form as Body;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use sunhall_hall::command::Answer;
use sunhall_hall::floor::{Service, Ticket};
use sunhall_hall::ids::{ServiceCode, TicketId};
use sunhall_hall::staff::Role;
use sunhall_hall::{Hall, Verb};

use super::answer;
use super::commands::{self, CLASSES, Form, Malformed};
use super::frame::{self, sheet, with_ids};
use super::guard::Person;
use super::language::Reader;
use super::public;
use super::refusals::About;
use super::say::Say;
use super::state::{App, Shared, clock};
use super::view::sheet::{Issue, ServiceChoice, Slip, SlipSheet};
use crate::engine::{Actor, Outcome};
use crate::pinyin;

/// Characters of the short code in each half.
const CODE_HALF: usize = 4;

/// The services that are offered, by group letter and name, with what a search may find.
pub fn services(hall: &Hall, ui: Say) -> Vec<ServiceChoice> {
    let offered = hall.floor.services.values().filter(|service| service.offered);
    let mut services: Vec<ServiceChoice> = offered.map(|service| choice(hall, ui, service)).collect();
    services.sort_by(|left, right| (left.letter, &left.code).cmp(&(right.letter, &right.code)));
    services
}

fn choice(hall: &Hall, ui: Say, service: &Arc<Service>) -> ServiceChoice {
    let mut search = vec![service.name.clone(), service.name_en.clone(), pinyin::initials(&service.name)];
    search.extend(service.aliases.iter().flat_map(|alias| [alias.clone(), pinyin::initials(alias)]));
    ServiceChoice {
        code: service.code.to_string(),
        letter: hall.floor.groups.get(&service.group).map_or('–', |group| group.letter),
        name: ui.name(&service.name, &service.name_en).to_owned(),
        search: search.join(" ").to_lowercase(),
    }
}

pub fn service_name(hall: &Hall, ui: Say, code: &ServiceCode) -> String {
    hall.floor.services.get(code).map_or_else(|| code.to_string(), |service| ui.name(&service.name, &service.name_en).to_owned())
}

pub async fn page(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let (hall, now, ui) = (app.engine.hall(), app.engine.now(), reader.ui);
    let age = hall.figure("queue.elder_age", now);
    let mut classes = vec![("", ui.say("class-none"))];
    classes.extend(CLASSES.iter().map(|(name, _)| (*name, ui.with(&format!("class-{name}"), &[("age", age.into())]))));
    sheet(&app, &reader, &person, &Issue { ui, services: services(&hall, ui), classes })
}

pub async fn act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Body(form): Body<Form>) -> Response {
    let read = form.id().and_then(|id| form.class().map(|class| (id, class)));
    let (id, class) = match read {
        Ok(both) => both,
        Err(Malformed(field)) => return answer::malformed(&app, &reader, &person, field, frame::home(&person)),
    };
    let make = commands::issue_by_hand(form.service(), class, !form.company.is_empty());
    let outcome = app.engine.clerks().ask(id, Actor::Staff(person.number.clone()), person.number.clone(), make).await;
    let Outcome::Decided(Ok(Answer::Reserved(reserved))) = &outcome else {
        let refused = answer::act(&app, &reader, &person, &outcome, &About::default(), frame::home(&person));
        return ([("hx-retarget", "#sheet-said")], refused).into_response();
    };
    if !reader.fragment {
        return Redirect::to(&format!("/slip/{}", reserved.ticket.0)).into_response();
    }
    let hall = app.engine.hall();
    let Some(ticket) = hall.floor.ticket(reserved.ticket) else { return StatusCode::NOT_FOUND.into_response() };
    let slip = slip(&app, &hall, reader.ui, &person, ticket);
    frame::page(&app, &SlipSheet { ui: reader.ui, v: &slip })
}

/// Whether this person may print anybody's slip once more: whoever stands at the guide desk, and who sees the whole hall.
/// A clerk sees counts and no persons until the call.
pub fn may_print_again(hall: &Hall, person: &Person) -> bool {
    person.may(Verb::SeeLive) || hall.person(&person.number).is_some_and(|staff| staff.roles.contains(&Role::Guide))
}

/// The slip of a ticket that this person issued by hand, or prints again for whoever lost it.
pub async fn slip_page(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Path(ticket): Path<u64>) -> Response {
    let hall = app.engine.hall();
    let issued = |ticket: &&Ticket| hall.first_contact_of(ticket.id) == Some(&person.number) || may_print_again(&hall, &person);
    let Some(ticket) = hall.floor.ticket(TicketId(ticket)).filter(issued) else {
        return frame::message(&app, &reader, Some(&person), StatusCode::NOT_FOUND, "error-not-found");
    };
    let slip = slip(&app, &hall, reader.ui, &person, ticket);
    let inside = SlipSheet { ui: reader.ui, v: &slip }.render().unwrap_or_default();
    let frame = frame::whole(&app, &reader, &person, "ticket-title", None);
    frame::page(&app, &super::view::sheet::SheetPage { frame: &frame, inside: &with_ids(&app, &inside) })
}

fn slip(app: &App, hall: &Hall, ui: Say, person: &Person, ticket: &Ticket) -> Slip {
    let now = app.engine.now();
    let profile = &hall.floor.profile;
    let code = app.text(&ticket.code);
    let address = public::ticket_url(app, &code);
    let ahead = hall.ahead(ticket.id).unwrap_or(0);
    let (plate, plate_words) = plate(hall, ui, ticket);
    let figure = |key: &str| hall.figure(key, now);
    Slip {
        issued: ui.with("desk-issued", &[("ticket", ticket.number.to_string().into()), ("count", ahead.into())]),
        first_contact: hall.first_contact_of(ticket.id) == Some(&person.number),
        hall: ui.name(&profile.name, &profile.name_en).to_owned(),
        number: ticket.number.to_string(),
        plate,
        plate_words,
        service: service_name(hall, ui, &ticket.service),
        ahead: ahead_line(hall, ui, ticket, ahead),
        taken: ui.with("ticket-taken-at", &[("time", clock(ticket.reserved_at).into())]),
        bring: bring(hall, ui, ticket),
        qr: address.as_deref().and_then(public::qr),
        address,
        code: short_code(&code),
        missed: ui.with("slip-missed", &[("minutes", figure("queue.return_within").into()), ("count", figure("queue.return_places").into())]),
        desk: ui.with("slip-guide-desk-plain", &[("place", ui.name(&profile.guide_desk, &profile.guide_desk_en).into())]),
        line: ui.with("ticket-fees", &[("phone", profile.supervision_phone.as_str().into())]),
        demo: profile.demo.then(|| ui.say("common-demo-local")),
    }
}

fn ahead_line(hall: &Hall, ui: Say, ticket: &Ticket, ahead: u32) -> String {
    if !hall.floor.is_staffed(ticket) {
        let count = if ahead == 0 { ui.say("kiosk-ahead-none") } else { ui.with("slip-ahead-only", &[("count", ahead.into())]) };
        return ui.with("common-dot-line", &[("first", count.into()), ("second", ui.say("kiosk-window-unstaffed").into())]);
    }
    if ahead == 0 {
        return ui.say("slip-ahead-none");
    }
    match ticket.promise.map(|promise| hall.shown_minutes(promise, ticket.reserved_at)) {
        Some((low, high)) => ui.with("slip-ahead-range", &[("count", ahead.into()), ("low", low.into()), ("high", high.into())]),
        None => ui.with("slip-ahead-only", &[("count", ahead.into())]),
    }
}

fn bring(hall: &Hall, ui: Say, ticket: &Ticket) -> Option<String> {
    let materials = &hall.floor.services.get(&ticket.service)?.materials;
    let papers = sunhall_protocol::words::list(ui.language, materials);
    (!materials.is_empty()).then(|| ui.with("ticket-bring", &[("papers", papers.into())]))
}

/// Where the number will be called: windows that serve its group first, or words while nobody knows.
pub fn plate(hall: &Hall, ui: Say, ticket: &Ticket) -> (String, bool) {
    if let Some(only) = ticket.only_window {
        return (only.0.to_string(), false);
    }
    let windows = hall.floor.first_windows(&ticket.group, Some(&ticket.service));
    match windows.as_slice() {
        [only] => (only.0.to_string(), false),
        [first, .., last] if usize::from(last.0 - first.0) + 1 == windows.len() => (format!("{}–{}", first.0, last.0), false),
        _ => (ui.say("kiosk-ticket-window-later"), true),
    }
}

/// `7Q4M-2KPX`, the first eight characters of a code.
pub fn short_code(code: &str) -> String {
    match (code.get(..CODE_HALF), code.get(CODE_HALF..2 * CODE_HALF)) {
        (Some(first), Some(second)) => format!("{first}-{second}"),
        _ => String::new(),
    }
}
