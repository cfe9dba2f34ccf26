//! 优先服务: one of four reasons moves a citizen up a little; company moves nobody.

use eframe::egui::{Align2, Ui};
use sunhall_protocol::kiosk::PriorityClass;
use sunhall_screen::frame::at;
use sunhall_screen::icons::{self, Icon};
use sunhall_screen::text::{self, face};
use sunhall_screen::widgets::row::Row;
use sunhall_screen::widgets::{Key, KeyLook, SunState};

use super::stage::part;
use super::view::View;
use crate::model::{Modes, Tap};

/// Where the reasons stand: top of the first, height of each with its gap; then company, and the key that needs none.
struct Places {
    top: f32,
    row: f32,
    gap: f32,
    company: f32,
    none: (f32, f32),
}

fn places(modes: Modes) -> Places {
    match (modes.elder, modes.low) {
        (false, false) => Places { top: 478.0, row: 112.0, gap: 14.0, company: 1038.0, none: (1222.0, 132.0) },
        (false, true) => Places { top: 592.0, row: 100.0, gap: 12.0, company: 1076.0, none: (1232.0, 122.0) },
        (true, false) => Places { top: 476.0, row: 134.0, gap: 14.0, company: 1068.0, none: (1220.0, 134.0) },
        (true, true) => Places { top: 590.0, row: 116.0, gap: 12.0, company: 1102.0, none: (1230.0, 124.0) },
    }
}

pub fn priority_ui(view: &mut View<'_>, ui: &mut Ui, service: Option<&str>) {
    let name = service.map(|code| view.service_name(code)).unwrap_or_default();
    view.head_ui(ui, &view.say("kiosk-priority"), &name, SunState::Open);
    let modes = view.kiosk.modes;
    let places = places(modes);
    view.question_ui(ui, &view.say("kiosk-priority-question"), &view.say("kiosk-priority-note"));
    let age = view.kiosk.hall.settings().elder_age;
    let (size, note_size) = (view.size(42.0, 54.0), view.size(28.0, 36.0));
    for (index, (class, name, note)) in view.classes().into_iter().enumerate() {
        let rect = at(ui, 48.0, places.top + index as f32 * (places.row + places.gap), 984.0, places.row);
        let icon = match class {
            // The age stands as a figure where the others have a picture.
            PriorityClass::Elderly => None,
            PriorityClass::Access => Some(icons::WHEELCHAIR),
            PriorityClass::Pregnant => Some(icons::BABY),
            PriorityClass::Soldier => Some(icons::MEDAL_MILITARY),
        };
        let drawn = Icon::new(icon.unwrap_or(' '), view.palette.red);
        let look = if view.kiosk.draft.class == Some(class) { KeyLook::Chosen } else { KeyLook::White };
        let row = Row { note: &note, icon: Some(drawn), look, name_size: size, note_size, ..Row::new(&name) };
        let response = row.show_ui(ui, rect);
        if icon.is_none() {
            let figure = face(48.0, view.palette.red).bold();
            text::words_ui(ui, part(rect, 20.0, 0.0, 80.0, places.row), Align2::CENTER_CENTER, &age.to_string(), figure);
        }
        if response.clicked() {
            view.tap(Tap::Class(class));
        }
    }
    company_ui(view, ui, &places);
    let word = view.say("kiosk-priority-none");
    let key = Key::red(&word).icon(icons::TICKET, 72.0).size(view.size(54.0, 60.0));
    if service.is_some() && key.show_ui(ui, at(ui, 48.0, places.none.0, 984.0, places.none.1)).clicked() {
        view.tap(Tap::Take);
    }
    let keys = vec![view.back_key(), view.home_key(), view.help_key(), view.read_key()];
    view.counter_ui(ui, keys);
}

fn company_ui(view: &mut View<'_>, ui: &mut Ui, places: &Places) {
    let rows_end = places.top + 4.0 * (places.row + places.gap);
    // Large type has no room for the heading, whose words the row says too.
    if !view.is_elder() {
        let title = face(32.0, view.palette.ink).bold();
        let heading = at(ui, 56.0, rows_end, 968.0, places.company - rows_end - 4.0);
        text::fitted_label_ui(ui, heading, Align2::LEFT_CENTER, &view.say("kiosk-assist-title"), title, 26.0);
        let soft = face(28.0, view.palette.ink_soft).line(32.0);
        let below = places.company + places.row + 6.0;
        let urgent = at(ui, 56.0, below, 968.0, places.none.0 - below - 6.0);
        text::fitted_label_ui(ui, urgent, Align2::LEFT_CENTER, &view.say("kiosk-priority-urgent"), soft, 24.0);
    }
    let (name, note) = (view.say("kiosk-assist-offer"), view.say("kiosk-assist-note"));
    let look = if view.kiosk.draft.company { KeyLook::Chosen } else { KeyLook::White };
    let icon = Some(Icon::new(icons::HANDSHAKE, view.palette.red));
    let row = Row { note: &note, icon, look, name_size: view.size(42.0, 54.0), note_size: view.size(28.0, 36.0), ..Row::new(&name) };
    if row.show_ui(ui, at(ui, 48.0, places.company, 984.0, places.row)).clicked() {
        view.tap(Tap::Company);
    }
}
