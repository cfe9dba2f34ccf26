//! The frame of a settings page: its menu, its head, and how a list or a form is shown in it.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::Datelike;
use sunhall_hall::{Day, Verb};

use super::first_steps;
use crate::web::frame as pages;
use crate::web::guard::Person;
use crate::web::health::Health;
use crate::web::language::Reader;
use crate::web::say::Say;
use crate::web::state::App;
use crate::web::view::admin::{AdminContent, AdminPage, Form, Link, List, MenuEntry, MenuPart, Note, Page};

/// A page of the menu: address, icon, words key, and the verb that opens it.
type Entry = (&'static str, &'static str, &'static str, Verb);

/// The menu by parts; an entry stands here once its page exists.
const MENU: [(&str, &[Entry]); 5] = [
    (
        "admin-part-floor",
        &[
            ("/admin/hall", "buildings", "hall-title", Verb::SeeSettings),
            ("/admin/hours", "clock", "hours-title", Verb::SeeSettings),
            ("/admin/calendar", "calendar-blank", "year-title", Verb::SeeSettings),
            ("/admin/groups", "stack", "group-title", Verb::SeeSettings),
            ("/admin/services", "list-checks", "service-title", Verb::SeeSettings),
            ("/admin/windows", "monitor", "window-setup-title", Verb::SeeSettings),
        ],
    ),
    (
        "admin-part-people",
        &[
            ("/admin/staff", "users", "staff-title", Verb::SeeSettings),
            ("/admin/roles", "key", "roles-title", Verb::SeeSettings),
            ("/admin/sign-ons", "lock-simple", "session-title", Verb::RevokeSession),
            ("/admin/security", "shield-check", "security-title", Verb::SeeSecurity),
        ],
    ),
    ("admin-part-rules", &[("/admin/parameters", "sliders-horizontal", "parameter-title", Verb::SeeSettings)]),
    (
        "admin-part-machines",
        &[
            ("/admin/devices", "desktop", "device-title", Verb::SeeSettings),
            ("/admin/texts", "pencil-simple-line", "text-title", Verb::SeeSettings),
            ("/admin/slip", "ticket", "slip-title", Verb::SeeSettings),
            ("/admin/tokens", "key", "token-title", Verb::SeeSettings),
        ],
    ),
    (
        "admin-part-changes",
        &[
            ("/admin/planned", "calendar-check", "planned-title", Verb::SeeSettings),
            ("/admin/history", "clock-counter-clockwise", "history-title", Verb::SeeSettings),
            ("/admin/transfer", "arrows-down-up", "transfer-title", Verb::SeeSettings),
        ],
    ),
];

/// A link without a picture.
pub fn link(href: &str, name: String) -> Link {
    Link { href: href.to_owned(), icon: "", name }
}

/// A settings page in the making.
pub struct Desk<'a> {
    pub app: &'a App,
    pub reader: &'a Reader,
    pub person: &'a Person,
    pub page: Page,
    /// Words key of the title in the browser's tab.
    title: &'a str,
}

impl<'a> Desk<'a> {
    /// A page titled by a words key.
    pub fn new(app: &'a App, reader: &'a Reader, person: &'a Person, title: &'a str) -> Self {
        let page = Page { menu: menu(reader, person), title: reader.ui.say(title), ..Page::default() };
        Self { app, reader, person, page, title }
    }

    /// A title of its own, such as the name of what is edited.
    #[must_use]
    pub fn titled(mut self, title: String) -> Self {
        self.page.title = title;
        self
    }

    #[must_use]
    pub fn lead(mut self, words: String) -> Self {
        self.page.lead = words;
        self
    }

    #[must_use]
    pub fn back(mut self, href: &str, name: String) -> Self {
        self.page.back = Some(Link { href: href.to_owned(), icon: "", name });
        self
    }

    #[must_use]
    pub fn link(mut self, href: String, icon: &'static str, name: String) -> Self {
        self.page.links.push(Link { href, icon, name });
        self
    }

    #[must_use]
    pub fn note(mut self, note: Note) -> Self {
        self.page.notes.push(note);
        self
    }

    #[must_use]
    pub fn fact(mut self, name: &str, value: String) -> Self {
        self.page.facts.push((self.reader.ui.say(name), value));
        self
    }

    #[must_use]
    pub fn form(mut self, form: Form) -> Self {
        self.page.forms.push(form);
        self
    }

    /// What may be done with one key each: above the forms.
    #[must_use]
    pub fn acts(mut self, list: List) -> Self {
        self.page.acts = Some(list);
        self
    }

    /// One more list below the others.
    #[must_use]
    pub fn list(mut self, list: List) -> Self {
        self.page.lists.lists.push(list);
        self
    }

    /// A search over all lists of the page.
    #[must_use]
    pub fn search(mut self, label: &str) -> Self {
        self.page.lists.search = self.reader.ui.say(label);
        self
    }

    /// The page as it is opened; while the hall is being set up it says what comes next.
    pub fn show(mut self) -> Response {
        if let Some(next) =
            first_steps::note(self.reader.ui, &self.app.engine.hall(), self.person, &self.reader.path, |device| Health::of(self.app, device).said.is_some())
        {
            self.page.notes.insert(0, next);
        }
        let frame = pages::whole(self.app, self.reader, self.person, self.title, None);
        pages::page(self.app, &AdminPage { frame: &frame, page: &self.page })
    }

    /// The page as the answer to a form: whole, or what the page's script puts in.
    pub fn come(&self) -> Response {
        let frame = pages::frame(self.app, self.reader, Some(self.person), self.title, None);
        if self.reader.fragment {
            return pages::page(self.app, &AdminContent { frame: &frame, page: &self.page });
        }
        pages::page(self.app, &AdminPage { frame: &frame, page: &self.page })
    }

    /// The page once more, with what was typed and what is wrong with it.
    pub fn again(&self) -> Response {
        (StatusCode::UNPROCESSABLE_ENTITY, self.answer()).into_response()
    }

    /// The page as the answer to a form, whole or for the page's script.
    pub fn answer(&self) -> Response {
        let frame = pages::frame(self.app, self.reader, Some(self.person), self.title, None);
        if self.reader.fragment {
            pages::page(self.app, &AdminContent { frame: &frame, page: &self.page })
        } else {
            pages::page(self.app, &AdminPage { frame: &frame, page: &self.page })
        }
    }
}

fn menu(reader: &Reader, person: &Person) -> Vec<MenuPart> {
    let part = |(name, entries): &(&str, &[Entry])| MenuPart {
        name: reader.ui.say(name),
        entries: entries.iter().filter(|(_, _, _, verb)| person.may(*verb)).map(|entry| menu_entry(reader, entry)).collect(),
    };
    MENU.iter().map(part).filter(|part| !part.entries.is_empty()).collect()
}

fn menu_entry(reader: &Reader, (href, icon, name, _): &Entry) -> MenuEntry {
    let here = reader.path.strip_prefix(href).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    MenuEntry { href, icon, name: reader.ui.say(name), here }
}

/// A day as this reader writes it.
pub fn day(ui: Say, day: Day) -> String {
    ui.with("common-date-year", &[("year", day.0.year().to_string().into()), ("month", day.0.month().into()), ("day", day.0.day().into())])
}
