//! Refusals in a person's words: what happened, what it means, what to do, and the rule it rests on.

use std::collections::BTreeMap;

use sunhall_hall::ids::{StaffNumber, TicketNumber, WindowNumber};
use sunhall_hall::staff::BadgePart;
use sunhall_hall::{Hall, Refusal};
use sunhall_protocol::Refusal as Told;
use sunhall_protocol::words::{self, Language};

use super::state::App;
use crate::wire;

/// What the request was about, for refusals that do not carry it themselves.
#[derive(Clone, Debug, Default)]
pub struct About {
    pub staff: Option<StaffNumber>,
    pub number: Option<TicketNumber>,
    pub window: Option<WindowNumber>,
}

/// The refusal as key, arguments and rule: as screens are told it, with what this request knows besides.
pub fn told(app: &App, language: Language, refusal: &Refusal, about: &About) -> Told {
    let (hall, now, texts) = (app.engine.hall(), app.engine.now(), app.engine.texts());
    let told = wire::refusal(&hall, &|reference| texts.get(reference), refusal, now);
    let Some((key, arguments)) = with_names(app, &hall, language, refusal, about) else { return told };
    let arguments: BTreeMap<String, String> = arguments.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Told { key: key.to_owned(), arguments, ..told }
}

/// The refusal as a page shows it.
pub fn sentence(app: &App, language: Language, refusal: &Refusal, about: &About) -> String {
    words::refusal(language, &told(app, language, refusal, about))
}

type Keyed = (&'static str, Vec<(&'static str, String)>);

fn with_names(app: &App, hall: &Hall, language: Language, refusal: &Refusal, about: &About) -> Option<Keyed> {
    let number = about.number.map(|number| number.to_string()).unwrap_or_default();
    Some(match refusal {
        Refusal::UnknownTicket => ("refusal-unknown-ticket", vec![("ticket", number)]),
        Refusal::UnknownWindow => ("refusal-unknown-window", vec![("window", about.window.map(|window| window.0.to_string()).unwrap_or_default())]),
        Refusal::UnknownStaff => ("refusal-unknown-staff", vec![("number", about.staff.as_ref().map(ToString::to_string).unwrap_or_default())]),
        Refusal::BadgeIncomplete => ("refusal-badge-missing", vec![("field", missing(hall, language, about))]),
        Refusal::WindowTaken { staff } => {
            let window = about.window.or_else(|| hall.window_of(staff)).map(|window| window.0.to_string()).unwrap_or_default();
            ("refusal-window-taken", vec![("window", window), ("name", app.name_of(staff))])
        }
        _ => return None,
    })
}

fn missing(hall: &Hall, language: Language, about: &About) -> String {
    let parts = about.staff.as_ref().and_then(|staff| hall.person(staff)).map(sunhall_hall::staff::Staff::badge_missing).unwrap_or_default();
    let names: Vec<String> = parts.into_iter().map(|part| words::say(language, part_key(part))).collect();
    words::list(language, &names)
}

/// The words key of a part of the badge.
pub fn part_key(part: BadgePart) -> &'static str {
    match part {
        BadgePart::Portrait => "badge-portrait",
        BadgePart::Name => "badge-name",
        BadgePart::Position => "badge-position",
        BadgePart::Number => "badge-number",
        BadgePart::Phone => "badge-phone",
    }
}
