//! Words of screens that a hall may say in its own way: one list, one form each, with how it looks.

use axum::Form as Body;
use axum::extract::{Path, State};
use axum::response::Response;
use sunhall_hall::Verb;
use sunhall_hall::command::Administrator;
use sunhall_hall::screens::{Changeable, ENGLISH_WIDTH, Place, TEXTS, Worded, changeable_text};
use sunhall_protocol::words::{self, Language};

use super::change::Asker;
use super::form::{Posted, Wrong};
use super::history;
use crate::web::frame as pages;
use crate::web::guard::Person;
use crate::web::language::Reader;
use crate::web::say::Say;
use crate::web::state::Shared;
use crate::web::view::admin::{Cell, Field, Form, List, Part, Row};
use crate::web::view::looks::{Look, LooksPage};

const PAGE: &str = "/admin/texts";

pub async fn list(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let (ui, hall) = (asker.ui(), app.engine.hall());
    let rows = TEXTS.iter().map(|text| row(ui, text, hall.screens.texts.get(text.key))).collect();
    let columns = ["text-column", "text-now", "text-place"].map(|key| ui.say(key)).to_vec();
    asker.desk("text-title").lead(ui.say("text-lead")).list(List { title: String::new(), columns, rows, empty: String::new() }).show()
}

fn row(ui: Say, text: &Changeable, own: Option<&Worded>) -> Row {
    let said = |language| said(text.key, own, language);
    let cells = vec![
        Cell::Two(words::say(Language::Chinese, text.key), words::say(Language::English, text.key)),
        match own {
            Some(_) => Cell::Two(said(Language::Chinese), said(Language::English)),
            None => Cell::Soft(ui.say("text-usual")),
        },
        Cell::Soft(places(ui, text)),
    ];
    Row::new(format!("{PAGE}/{}", text.key), cells, "")
}

fn places(ui: Say, text: &Changeable) -> String {
    let name = |place: &Place| match place {
        Place::Kiosk => ui.say("text-place-kiosk"),
        Place::Display => ui.say("text-place-display"),
        Place::Slip => ui.say("text-place-slip"),
    };
    words::list(ui.language, &text.places.iter().map(name).collect::<Vec<_>>())
}

/// The word as it is said with these words of the hall's own.
fn said(key: &str, own: Option<&Worded>, language: Language) -> String {
    let own = own.map(|own| match language {
        Language::Chinese => own.zh.as_str(),
        Language::English => own.en.as_str(),
    });
    own.filter(|own| !own.is_empty()).map_or_else(|| words::say(language, key), str::to_owned)
}

pub async fn edit(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Path(key): Path<String>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let Some(text) = changeable_text(&key) else { return asker.refused(Wrong::whole(reader.ui.say("refusal-unknown-screen-text")), PAGE) };
    let own = app.engine.hall().screens.texts.get(&key).cloned().unwrap_or_default();
    page(asker, text, &own, None)
}

/// The form, how the words look on their screen, and the way back to the usual ones.
fn page(asker: Asker<'_>, text: &Changeable, own: &Worded, wrong: Option<Wrong>) -> Response {
    let ui = asker.ui();
    let hint = |characters: u32| ui.with("text-hint", &[("count", characters.into())]);
    let field = |name: &str, value: &str, characters: u32| {
        Field::line(name, ui.say(&format!("text-in-{name}")), value).hint(hint(characters)).at_most(characters as usize)
    };
    let fields = vec![field("zh", &own.zh, text.characters_max), field("en", &own.en, text.characters_max * ENGLISH_WIDTH)];
    let may = asker.person.may(Verb::SetScreenText);
    let (action, back) = (format!("{PAGE}/{}", text.key), PAGE.to_owned());
    let mut form = Form { action, parts: vec![Part { fields, ..Part::default() }], save: ui.say("common-save"), back, may, ..Form::default() };
    if let Some(wrong) = wrong {
        form.blame(wrong.0);
    }
    let desk = asker
        .desk("text-title")
        .titled(words::say(ui.language, text.key))
        .back(PAGE, ui.say("text-title"))
        .link(history::of("text", text.key), "clock-counter-clockwise", ui.say("history-title"))
        .fact("text-usual", format!("{}\n{}", words::say(Language::Chinese, text.key), words::say(Language::English, text.key)))
        .fact("text-place", places(ui, text));
    let look =
        |language: Language| Look { title: String::new(), place: look(text), words: said(text.key, Some(own), language), tag: language.tag(), paper: None };
    let frame = pages::whole(asker.app, asker.reader, asker.person, "text-title", None);
    pages::page(
        asker.app,
        &LooksPage {
            frame: &frame,
            page: &desk.page,
            form: &form,
            preview: format!("{PAGE}/{}/preview", text.key),
            default: asker.app.engine.hall().screens.texts.contains_key(text.key).then(|| (format!("{PAGE}/{}/default", text.key), ui.say("text-back"))),
            looks_title: ui.say("text-looks"),
            looks_note: String::new(),
            looks: Language::ALL.map(look).to_vec(),
        },
    )
}

/// The screen that a preview imitates.
fn look(text: &Changeable) -> &'static str {
    match text.places.first() {
        Some(Place::Display) => "display",
        Some(Place::Slip) => "slip",
        Some(Place::Kiosk) | None => "kiosk",
    }
}

fn posted_words(posted: &Posted) -> Worded {
    Worded { zh: posted.get("zh").to_owned(), en: posted.get("en").to_owned() }
}

pub async fn preview_act(
    State(app): State<Shared>,
    reader: Reader,
    person: axum::Extension<Person>,
    Path(key): Path<String>,
    Body(posted): Body<Posted>,
) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    match changeable_text(&key) {
        Some(text) => page(asker, text, &posted_words(&posted), None),
        None => asker.refused(Wrong::whole(reader.ui.say("refusal-unknown-screen-text")), PAGE),
    }
}

pub async fn act(State(app): State<Shared>, reader: Reader, person: axum::Extension<Person>, Path(key): Path<String>, Body(posted): Body<Posted>) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let words = posted_words(&posted);
    let given = asker.ask(&posted, Administrator::SetScreenText { key: key.clone(), words: words.clone() }).await;
    match (given, changeable_text(&key)) {
        (Ok(()), _) => asker.done(reader.ui.say("text-saved"), PAGE),
        (Err(wrong), Some(text)) => page(asker, text, &words, Some(wrong)),
        (Err(wrong), None) => asker.refused(wrong, PAGE),
    }
}

pub async fn default_act(
    State(app): State<Shared>,
    reader: Reader,
    person: axum::Extension<Person>,
    Path(key): Path<String>,
    Body(posted): Body<Posted>,
) -> Response {
    let asker = Asker::new(&app, &reader, &person);
    let act = Administrator::SetScreenText { key, words: Worded::default() };
    asker.carry_out(&posted, act, reader.ui.say("text-cleared"), PAGE).await
}
