//! Things that are set at once or planned for a later day: what their pages share.

use axum::response::Response;
use sunhall_hall::command::Administrator;
use sunhall_hall::settings::Change;
use sunhall_hall::{Day, Hall};

use super::form::{Posted, Wrong};
use super::frame::{Desk, day};
use super::{give, history, planned};
use crate::web::guard::Person;
use crate::web::language::Reader;
use crate::web::say::Say;
use crate::web::state::App;
use crate::web::view::admin::{Field, Form, Part};

/// Who asks, and in which words; handed on from page to page.
#[derive(Clone, Copy)]
pub struct Asker<'a> {
    pub app: &'a App,
    pub reader: &'a Reader,
    pub person: &'a Person,
}

impl<'a> Asker<'a> {
    pub fn new(app: &'a App, reader: &'a Reader, person: &'a Person) -> Self {
        Self { app, reader, person }
    }

    pub fn ui(self) -> Say {
        self.reader.ui
    }

    pub fn today(self) -> Day {
        self.app.engine.now().day()
    }

    pub fn desk(self, title: &'a str) -> Desk<'a> {
        Desk::new(self.app, self.reader, self.person, title)
    }

    pub async fn ask(self, posted: &Posted, act: Administrator) -> Result<(), Wrong> {
        give::ask(self.app, self.reader, self.person, posted, move |_| act).await
    }

    /// Carries an act out and goes on to a page, which says what was done or why it was not.
    pub async fn carry_out(self, posted: &Posted, act: Administrator, done: String, there: &str) -> Response {
        match self.ask(posted, act).await {
            Ok(()) => self.done(done, there),
            Err(wrong) => self.refused(wrong, there),
        }
    }

    pub fn done(self, text: String, there: &str) -> Response {
        give::done(self.app, self.reader, self.person, text, there)
    }

    pub fn refused(self, wrong: Wrong, there: &str) -> Response {
        give::refused(self.app, self.reader, self.person, wrong, there)
    }
}

/// A mark of what a form was opened with, so that nobody overwrites unseen what somebody else has just set.
pub fn seen(hall: &Hall, change: &Change) -> String {
    let Some(present) = change.present(hall) else { return "new".to_owned() };
    let text = serde_json::to_string(&present).unwrap_or_default();
    blake3::hash(text.as_bytes()).to_hex().chars().take(16).collect()
}

/// The page of one thing, with the changes planned for it and its last ones; `stands` is how it is now.
pub fn desk<'a>(asker: Asker<'a>, title: &'a str, list: &str, stands: Option<&Change>, thing: &str) -> Desk<'a> {
    let (ui, hall) = (asker.ui(), asker.app.engine.hall());
    let mut desk = asker.desk(title).back(list, ui.say(title));
    let Some(stands) = stands else { return desk };
    let kind = planned::kind(stands);
    desk = desk.titled(planned::thing(ui, stands)).link(history::of(kind, thing), "clock-counter-clockwise", ui.say("history-title"));
    desk.page.notes.extend(planned::notes(ui, &hall, stands));
    desk.list(history::recent(asker.app, ui, kind, thing))
}

/// A form whose change holds from today or from a later day.
pub fn form(asker: Asker<'_>, action: String, back: &str, mut parts: Vec<Part>, posted: &Posted, seen: String, may: bool) -> Form {
    let ui = asker.ui();
    let from = Field::day("from", ui.say("parameter-from"), posted.get("from"), asker.today()).hint(ui.say("admin-from-hint"));
    parts.push(Part { title: String::new(), note: String::new(), fields: vec![from] });
    Form { action, parts, hidden: vec![("seen", seen)], save: ui.say("common-save"), back: back.to_owned(), may, ..Form::default() }
}

/// Sets a change now or plans it, and says which.
pub async fn save(asker: Asker<'_>, posted: &Posted, change: Change, from: Day) -> Result<String, Wrong> {
    let (ui, today) = (asker.ui(), asker.today());
    let stands = seen(&asker.app.engine.hall(), &change);
    if stands != posted.get("seen") {
        // Something new under a name that is taken, or something known that somebody else has just changed.
        return Err(if posted.get("seen") == "new" {
            Wrong(["code", "number"].into_iter().map(|field| (field.to_owned(), ui.say("refusal-name-taken"))).collect())
        } else {
            Wrong::whole(ui.say("admin-changed-meanwhile"))
        });
    }
    if from > today {
        asker.ask(posted, Administrator::Plan { change: Box::new(change), from }).await?;
        return Ok(ui.with("planned-saved", &[("date", day(ui, from).into())]));
    }
    let act = match change {
        Change::Hall(profile) => Administrator::SetHall { profile },
        Change::Hours(hours) => Administrator::SetHours { hours },
        Change::Group(group) => Administrator::SetGroup { group },
        Change::Service(service) => Administrator::SetService { service },
        Change::Window(window) => Administrator::SetWindow { window },
        Change::Staff(staff) => Administrator::SetStaff { staff },
    };
    asker.ask(posted, act).await?;
    Ok(ui.say("admin-saved"))
}

/// The end of a form's way: the next page, or the form again with what is wrong.
pub async fn finish<'a>(
    asker: Asker<'a>,
    posted: &Posted,
    read: Result<(Change, Day), Wrong>,
    there: &str,
    again: impl FnOnce() -> (Desk<'a>, Form),
) -> Response {
    let given = match read {
        Ok((change, from)) => save(asker, posted, change, from).await,
        Err(wrong) => Err(wrong),
    };
    match given {
        Ok(text) => asker.done(text, there),
        Err(wrong) => {
            let (desk, mut form) = again();
            form.blame(wrong.0);
            desk.form(form).again()
        }
    }
}
