//! The printed slip: which lines it carries and how large, its note, and how it comes out of the printer.

use axum::Form as Body;
use axum::extract::State;
use axum::response::Response;
use sunhall_hall::command::Administrator;
use sunhall_hall::screens::{ENGLISH_WIDTH, LineSize, NOTE_MAX, SlipLayout};
use sunhall_hall::{Hall, Profile, Verb};
use sunhall_protocol::words::Language;

use super::change::Asker;
use super::form::{Posted, Reading, Wrong};
use super::{history, paper, sample};
use crate::web::frame as pages;
use crate::web::guard::Person;
use crate::web::language::Reader;
use crate::web::say::Say;
use crate::web::state::Shared;
use crate::web::view::admin::{Choice, Field, Form, Part};
use crate::web::view::looks::{Look, LooksPage};

const PAGE: &str = "/admin/slip";

const SIZES: [(&str, LineSize); 3] = [("off", LineSize::Off), ("normal", LineSize::Normal), ("large", LineSize::Large)];

/// A line of the slip: its name in the form, and where its size stands.
type Line = (&'static str, fn(&mut SlipLayout) -> &mut LineSize);

/// The lines in the order in which they are printed.
const LINES: [Line; 12] = [
    ("hall", |slip| &mut slip.hall),
    ("service", |slip| &mut slip.service),
    ("ahead", |slip| &mut slip.ahead),
    ("range", |slip| &mut slip.range),
    ("bring", |slip| &mut slip.bring),
    ("qr", |slip| &mut slip.qr),
    ("code", |slip| &mut slip.code),
    ("missed", |slip| &mut slip.missed),
    ("guide_desk", |slip| &mut slip.guide_desk),
    ("note", |slip| &mut slip.note),
    ("fee", |slip| &mut slip.fee),
    ("phone", |slip| &mut slip.phone),
];

pub async fn edit(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let hall = app.engine.hall();
    page(asker, &hall, hall.screens.slip, &hall.floor.profile, None)
}

fn page(asker: Asker<'_>, hall: &Hall, slip: SlipLayout, profile: &Profile, wrong: Option<Wrong>) -> Response {
    let ui = asker.ui();
    let mut form = form(ui, slip, profile, asker.person.may(Verb::SetSlip));
    if let Some(wrong) = wrong {
        form.blame(wrong.0);
    }
    let desk = asker.desk("slip-title").lead(ui.say("slip-lead")).link(history::of("slip", ""), "clock-counter-clockwise", ui.say("history-title"));
    let look = |language: Language| {
        let printed = sample::slip(asker.app, hall, slip, profile, language);
        let title = ui.say(if language == Language::Chinese { "slip-in-chinese" } else { "slip-in-english" });
        let paper = Some(paper::svg(&printed, &title));
        Look { title, place: "paper", words: String::new(), tag: language.tag(), paper }
    };
    let frame = pages::whole(asker.app, asker.reader, asker.person, "slip-title", None);
    pages::page(
        asker.app,
        &LooksPage {
            frame: &frame,
            page: &desk.page,
            form: &form,
            preview: format!("{PAGE}/preview"),
            default: (hall.screens.slip != SlipLayout::default()).then(|| (format!("{PAGE}/default"), ui.say("slip-back"))),
            looks_title: ui.say("slip-looks"),
            looks_note: ui.say("slip-looks-note"),
            looks: Language::ALL.map(look).to_vec(),
        },
    )
}

fn form(ui: Say, mut slip: SlipLayout, profile: &Profile, may: bool) -> Form {
    let lines = LINES.iter().map(|(name, size)| {
        let now = *size(&mut slip);
        let choices = SIZES.iter().map(|(value, size)| Choice::new(*value, ui.say(&format!("slip-size-{value}")), *size == now)).collect();
        Field::pick(name, ui.say(&format!("field-slip-{}", name.replace('_', "-"))), choices).needed().half()
    });
    let hint = |characters: u32| ui.with("text-hint", &[("count", characters.into())]);
    let note = |name: &str, value: &str, characters: u32| {
        Field::line(name, ui.say(&format!("slip-{name}")), value).hint(hint(characters)).at_most(characters as usize)
    };
    let notes = vec![note("note-zh", &profile.slip_note, NOTE_MAX), note("note-en", &profile.slip_note_en, NOTE_MAX * ENGLISH_WIDTH)];
    Form {
        action: PAGE.to_owned(),
        parts: vec![
            Part { title: ui.say("slip-lines"), note: String::new(), fields: lines.collect() },
            Part { title: ui.say("slip-note-title"), note: String::new(), fields: notes },
        ],
        save: ui.say("common-save"),
        may,
        ..Form::default()
    }
}

/// What was typed, kept also where something is wrong with it.
struct Typed {
    slip: SlipLayout,
    profile: Profile,
    wrong: Option<Wrong>,
}

fn read(ui: Say, posted: &Posted, profile: &Profile) -> Typed {
    let mut read = Reading::new(ui, posted);
    let mut slip = SlipLayout::default();
    for (name, size) in LINES {
        if let Some(wanted) = read.one_of(name, &SIZES) {
            *size(&mut slip) = wanted;
        }
    }
    let slip_note = read.line("note-zh", NOTE_MAX as usize);
    let slip_note_en = read.line("note-en", (NOTE_MAX * ENGLISH_WIDTH) as usize);
    Typed { slip, profile: Profile { slip_note, slip_note_en, ..profile.clone() }, wrong: read.finish().err() }
}

pub async fn preview_act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Body(posted): Body<Posted>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let hall = app.engine.hall();
    let typed = read(asker.ui(), &posted, &hall.floor.profile);
    page(asker, &hall, typed.slip, &typed.profile, typed.wrong)
}

pub async fn act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Body(posted): Body<Posted>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let hall = app.engine.hall();
    let typed = read(asker.ui(), &posted, &hall.floor.profile);
    let given = match typed.wrong {
        None => save(asker, &posted, &hall, typed.slip, typed.profile.clone()).await,
        Some(wrong) => Err(wrong),
    };
    match given {
        Ok(()) => asker.done(reader.ui.say("slip-saved"), PAGE),
        Err(wrong) => page(asker, &hall, typed.slip, &typed.profile, Some(wrong)),
    }
}

/// The note belongs to the hall's own words, the lines to its screens: one form, at most two commands.
async fn save(asker: Asker<'_>, posted: &Posted, hall: &Hall, slip: SlipLayout, profile: Profile) -> Result<(), Wrong> {
    if profile != hall.floor.profile {
        let id = asker.app.engine.new_id().0.to_string();
        asker.ask(&Posted::default().and("id", &id), Administrator::SetHall { profile: Box::new(profile) }).await?;
    }
    asker.ask(posted, Administrator::SetSlip { slip }).await
}

pub async fn default_act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Body(posted): Body<Posted>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let act = Administrator::SetSlip { slip: SlipLayout::default() };
    asker.carry_out(&posted, act, reader.ui.say("slip-saved"), PAGE).await
}
