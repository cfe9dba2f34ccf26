//! What the hall is called, where things are, and whom people may call.

use axum::Form as Body;
use axum::extract::State;
use axum::response::Response;
use sunhall_hall::floor::Profile;
use sunhall_hall::ids::StaffNumber;
use sunhall_hall::settings::Change;
use sunhall_hall::{Day, Verb};

use super::change::{self, Asker};
use super::form::{Posted, Reading, Wrong};
use super::frame::Desk;
use crate::web::guard::Person;
use crate::web::language::Reader;
use crate::web::state::Shared;
use crate::web::view::admin::{Choice, Field, Form, Part};

const PAGE: &str = "/admin/hall";

/// Lines of the profile with the most characters each may have.
const LINES: [(&str, usize); 11] = [
    ("name", 24),
    ("name_en", 60),
    ("town", 24),
    ("town_en", 60),
    ("place", 60),
    ("place_en", 100),
    ("guide_desk", 30),
    ("guide_desk_en", 60),
    ("supervision_phone", 20),
    ("slip_note", 40),
    ("slip_note_en", 80),
];

pub async fn page(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let profile = app.engine.hall().floor.profile.clone();
    desk(asker, &profile).form(form(asker, &profile, &posted(&profile))).show()
}

fn desk<'a>(asker: Asker<'a>, profile: &Profile) -> Desk<'a> {
    let mut desk = change::desk(asker, "hall-title", PAGE, Some(&Change::Hall(Box::new(profile.clone()))), "").titled(asker.ui().say("hall-title"));
    desk.page.back = None;
    desk.lead(asker.ui().say("hall-lead"))
}

fn text<'p>(profile: &'p Profile, name: &str) -> &'p str {
    match name {
        "name" => &profile.name,
        "name_en" => &profile.name_en,
        "town" => &profile.town,
        "town_en" => &profile.town_en,
        "place" => &profile.place,
        "place_en" => &profile.place_en,
        "guide_desk" => &profile.guide_desk,
        "guide_desk_en" => &profile.guide_desk_en,
        "supervision_phone" => &profile.supervision_phone,
        "slip_note" => &profile.slip_note,
        _ => &profile.slip_note_en,
    }
}

fn posted(profile: &Profile) -> Posted {
    let posted = LINES.iter().fold(Posted::default(), |posted, (name, _)| posted.and(name, text(profile, name)));
    posted.and("on_call", profile.on_call.as_ref().map(StaffNumber::as_str).unwrap_or_default()).and("on_call_phone", &profile.on_call_phone)
}

fn form(asker: Asker<'_>, profile: &Profile, posted: &Posted) -> Form {
    let (ui, hall) = (asker.ui(), asker.app.engine.hall());
    let line = |name: &str| {
        let most = LINES.iter().find(|(known, _)| *known == name).map_or(40, |(_, most)| *most);
        Field::line(name, ui.say(&format!("field-{}", name.replace('_', "-"))), posted.get(name)).at_most(most).half()
    };
    let mut people = vec![Choice::new("", ui.say("hall-nobody-on-call"), posted.get("on_call").is_empty())];
    people.extend(hall.staff.people.values().filter(|person| !person.left).map(|person| {
        let label = format!("{} {}", asker.app.name(person), person.number);
        Choice::new(person.number.as_str(), label, posted.get("on_call") == person.number.as_str())
    }));
    let phone = Field::line("on_call_phone", ui.say("field-on-call-phone"), posted.get("on_call_phone")).at_most(20).half();
    let on_call = vec![
        line("supervision_phone").hint(ui.say("hall-supervision-hint")),
        Field::pick("on_call", ui.say("field-on-call"), people).needed().hint(ui.say("hall-on-call-hint")).half(),
        phone,
    ];
    let parts = vec![
        Part { title: ui.say("hall-part-name"), note: String::new(), fields: vec![line("name").needed(), line("name_en"), line("town"), line("town_en")] },
        Part { title: ui.say("hall-part-place"), note: String::new(), fields: ["place", "place_en", "guide_desk", "guide_desk_en"].map(line).to_vec() },
        Part { title: ui.say("hall-part-phones"), note: String::new(), fields: on_call },
        Part { title: ui.say("hall-part-slip"), note: ui.say("hall-slip-hint"), fields: ["slip_note", "slip_note_en"].map(line).to_vec() },
    ];
    let seen = change::seen(&hall, &Change::Hall(Box::new(profile.clone())));
    change::form(asker, PAGE.to_owned(), "/admin", parts, posted, seen, asker.person.may(Verb::SetHall))
}

fn read(asker: Asker<'_>, profile: &Profile, posted: &Posted, today: Day) -> Result<(Change, Day), Wrong> {
    let ui = asker.ui();
    let mut read = Reading::new(ui, posted);
    let [name, name_en, town, town_en, place, place_en, guide_desk, guide_desk_en, supervision_phone, slip_note, slip_note_en] =
        LINES.map(|(name, most)| if name == "name" { read.needed(name, most) } else { read.line(name, most) });
    let on_call = Some(posted.get("on_call")).filter(|number| !number.is_empty()).map(StaffNumber::new);
    if on_call.as_ref().is_some_and(|number| asker.app.engine.hall().person(number).is_none()) {
        read.blame("on_call", ui.say("admin-wrong-choice"));
    }
    let on_call_phone = read.line("on_call_phone", 20);
    for (name, text) in [("supervision_phone", &supervision_phone), ("on_call_phone", &on_call_phone)] {
        if !text.chars().all(|sign| sign.is_ascii_digit() || " +-()（）转".contains(sign)) {
            read.blame(name, ui.say("hall-wrong-phone"));
        }
    }
    let profile = Profile {
        name,
        name_en,
        town,
        town_en,
        place,
        place_en,
        guide_desk,
        guide_desk_en,
        supervision_phone,
        slip_note,
        slip_note_en,
        on_call,
        on_call_phone,
        demo: profile.demo,
    };
    let from = read.from("from", today);
    read.finish().map(|()| (Change::Hall(Box::new(profile)), from))
}

pub async fn act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Body(posted): Body<Posted>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let profile = app.engine.hall().floor.profile.clone();
    let read = read(asker, &profile, &posted, asker.today());
    change::finish(asker, &posted, read, PAGE, || (desk(asker, &profile), form(asker, &profile, &posted))).await
}
