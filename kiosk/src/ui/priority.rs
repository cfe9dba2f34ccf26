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
use crate::model::Tap;

const ROW: f32 = 112.0;
const GAP: f32 = 14.0;

pub fn priority_ui(view: &mut View<'_>, ui: &mut Ui, service: Option<&str>) {
    let name = service.and_then(|code| view.kiosk.hall.service(code)).map(|service| view.text(&service.name)).unwrap_or_default();
    view.head_ui(ui, &view.say("kiosk-priority"), &name, SunState::Open);
    view.question_ui(ui, &view.say("kiosk-priority-question"), &view.say("kiosk-priority-note"));
    let settings = view.kiosk.hall.settings();
    let elder = [("age", settings.elder_age.into())];
    let infant = [("age", settings.infant_age.into())];
    let choices = [
        (PriorityClass::Elderly, None, view.say_with("kiosk-priority-elderly", &elder), view.say("kiosk-priority-elderly-note")),
        (PriorityClass::Access, Some(icons::WHEELCHAIR), view.say("kiosk-priority-access"), view.say("kiosk-priority-access-note")),
        (PriorityClass::Pregnant, Some(icons::BABY), view.say("kiosk-priority-pregnant"), view.say_with("kiosk-priority-pregnant-note", &infant)),
        (PriorityClass::Soldier, Some(icons::MEDAL_MILITARY), view.say("kiosk-priority-soldier"), view.say("kiosk-priority-soldier-note")),
    ];
    for (index, (class, icon, name, note)) in choices.into_iter().enumerate() {
        let rect = at(ui, 48.0, 478.0 + index as f32 * (ROW + GAP), 984.0, ROW);
        let chosen = view.kiosk.draft.class == Some(class);
        // The age stands as a figure where the others have a picture.
        let drawn = Icon::new(icon.unwrap_or(' '), view.palette.red);
        let look = if chosen { KeyLook::Chosen } else { KeyLook::White };
        let row = Row { note: &note, icon: Some(drawn), look, name_size: 42.0, ..Row::new(&name) };
        let response = row.show_ui(ui, rect);
        if icon.is_none() {
            let age = face(48.0, view.palette.red).bold();
            text::words_ui(ui, part(rect, 20.0, 0.0, 80.0, ROW), Align2::CENTER_CENTER, &settings.elder_age.to_string(), age);
        }
        if response.clicked() {
            view.tap(Tap::Class(class));
        }
    }
    company_ui(view, ui);
    let soft = face(28.0, view.palette.ink_soft).line(32.0);
    text::fitted_label_ui(ui, at(ui, 56.0, 1158.0, 968.0, 58.0), Align2::LEFT_CENTER, &view.say("kiosk-priority-urgent"), soft, 24.0);
    let word = view.say("kiosk-priority-none");
    let key = Key::red(&word).icon(icons::TICKET, 72.0);
    if service.is_some() && key.show_ui(ui, at(ui, 48.0, 1222.0, 984.0, 132.0)).clicked() {
        view.tap(Tap::Take);
    }
    let keys = vec![view.back_key(), view.home_key(), view.help_key()];
    view.counter_ui(ui, keys);
}

fn company_ui(view: &mut View<'_>, ui: &mut Ui) {
    let title = face(32.0, view.palette.ink).bold();
    text::fitted_label_ui(ui, at(ui, 56.0, 984.0, 968.0, 48.0), Align2::LEFT_CENTER, &view.say("kiosk-assist-title"), title, 26.0);
    let (name, note) = (view.say("kiosk-assist-offer"), view.say("kiosk-assist-note"));
    let look = if view.kiosk.draft.company { KeyLook::Chosen } else { KeyLook::White };
    let icon = Some(Icon::new(icons::HANDSHAKE, view.palette.red));
    let row = Row { note: &note, icon, look, name_size: 42.0, ..Row::new(&name) };
    if row.show_ui(ui, at(ui, 48.0, 1038.0, 984.0, ROW)).clicked() {
        view.tap(Tap::Company);
    }
}
