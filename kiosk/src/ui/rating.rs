//! Rating a service: number and code, five faces, reasons to tick, a phone number for whoever wants an answer.

use eframe::egui::{Align2, Ui};
use sunhall_protocol::Refusal;
use sunhall_protocol::kiosk::Found;
use sunhall_screen::frame::at;
use sunhall_screen::icons::{self, Icon};
use sunhall_screen::text::{self, face, run};
use sunhall_screen::widgets::faces::faces_ui;
use sunhall_screen::widgets::notes::{Tone, banner_ui};
use sunhall_screen::widgets::{BadgeCard, Ground, Key, KeyLook, SunState};

use super::keyboard::{field_ui, letters_ui};
use super::stage::part;
use super::view::View;
use super::waiting::parting_ui;
use crate::model::rating::{CODE_LENGTH, CODE_LETTERS, dashed, is_good, is_number};
use crate::model::{Field, Screen, Tap};

/// Letters that numbers begin with: the groups' and the kiosks' own.
const NUMBER_LETTERS: &str = "ABCDEFGHJKLMNPRSTUVWXYZ";
const DIGITS: &str = "1234567890";
const REASON_COLUMNS: usize = 4;

/// The level of each face, from the best.
const LEVELS: [u8; 5] = [5, 4, 3, 2, 1];

pub fn entry_ui(view: &mut View<'_>, ui: &mut Ui, number: &str, code: &str, field: Field, asking: bool, refusal: Option<&Refusal>) {
    view.head_ui(ui, &view.say("rating-title"), &view.date_line(), SunState::Open);
    view.question_ui(ui, &view.say("kiosk-code-enter"), "");
    // In low reach the fields are keys too and stand in the lower half.
    let (label_top, field_top, note_top) = if view.is_low() { (556.0, 602.0, 424.0) } else { (436.0, 484.0, 612.0) };
    let fields = [(Field::Number, "kiosk-code-number", number.to_owned(), 48.0, 320.0), (Field::Code, "kiosk-code-code", dashed(code), 388.0, 644.0)];
    for (which, key, typed, left, width) in fields {
        let label = view.say(key);
        text::label_ui(ui, at(ui, left + 8.0, label_top, width, 44.0), Align2::LEFT_CENTER, &label, face(view.size(32.0, 38.0), view.palette.ink_soft));
        let rect = at(ui, left, field_top, width, 108.0);
        let laid = Ground::new(&label, KeyLook::Quiet).show_ui(ui, rect);
        field_ui(ui, &view.palette, rect, &typed, "", field == which);
        if laid.response.clicked() {
            view.tap(Tap::Field(which));
        }
    }
    if let Some(refusal) = refusal {
        let words = view.refusal(refusal);
        let sentence = words.lines().next().unwrap_or_default();
        banner_ui(ui, at(ui, 48.0, note_top, 984.0, 108.0), Tone::Amber, icons::INFO, sentence, view.size(32.0, 38.0));
    } else {
        let soft = face(view.size(32.0, 38.0), view.palette.ink_soft);
        text::fitted_label_ui(ui, at(ui, 56.0, note_top, 968.0, 60.0), Align2::LEFT_CENTER, &view.say("kiosk-code-where"), soft, 26.0);
    }
    match field {
        Field::Number if number.is_empty() => letters_ui(view, ui, NUMBER_LETTERS, 7, 744.0, 450.0),
        Field::Number => letters_ui(view, ui, DIGITS, 4, 744.0, 450.0),
        Field::Code => letters_ui(view, ui, CODE_LETTERS, 7, 744.0, 450.0),
    }
    next_ui(view, ui, is_number(number), code.chars().count() == CODE_LENGTH, asking);
    let keys = vec![view.home_key(), view.help_key(), view.language_key(), view.read_key()];
    view.counter_ui(ui, keys);
}

fn next_ui(view: &mut View<'_>, ui: &mut Ui, has_number: bool, has_code: bool, asking: bool) {
    let word = if has_number && has_code { view.say("common-confirm") } else { view.say("common-next") };
    let rect = at(ui, 48.0, 1222.0, 984.0, 132.0);
    if asking || !has_number {
        Key::new(&word).size(54.0).bold().disabled("").show_ui(ui, rect);
    } else if Key::red(&word).show_ui(ui, rect).clicked() {
        view.tap(Tap::Find);
    }
}

pub fn rate_ui(view: &mut View<'_>, ui: &mut Ui) {
    let Screen::Rate { found, level, reasons, phone, typing, sending, refusal, .. } = &view.kiosk.screen else { return };
    let name = view.service_name(&found.service);
    let subject = view.say_with("rating-subject", &[("ticket", found.number.as_str().into()), ("service", name.into())]);
    view.head_ui(ui, &view.say("rating-title"), &subject, SunState::Open);
    served_by_ui(view, ui, found);
    let question = face(view.size(56.0, 66.0), view.palette.ink).bold().line(view.size(72.0, 78.0));
    text::fitted_label_ui(ui, at(ui, 56.0, 520.0, 968.0, 74.0), Align2::LEFT_CENTER, &view.say("rating-question"), question, 36.0);
    let words = LEVELS.map(|level| view.say(&format!("rating-{level}")));
    let labels: [&str; 5] = [&words[0], &words[1], &words[2], &words[3], &words[4]];
    let chosen = level.and_then(|level| LEVELS.iter().position(|each| *each == level));
    if let Some(touched) = faces_ui(ui, at(ui, 48.0, 606.0, 984.0, 226.0), labels, chosen) {
        view.tap(Tap::Level(LEVELS[touched]));
    }
    if *typing {
        letters_ui(view, ui, DIGITS, 4, 846.0, 252.0);
    } else if let Some(level) = *level {
        reasons_ui(view, ui, level, |key| reasons.contains(key));
    }
    phone_ui(view, ui, phone, *typing);
    let refused = refusal.as_ref().map(|refusal| view.refusal(refusal));
    submit_ui(view, ui, level.is_some(), *sending, refused.as_deref());
    let later = view.key(Tap::Home, "rating-later", icons::ARROW_LEFT);
    let keys = vec![later, view.help_key(), view.language_key(), view.read_key()];
    view.counter_ui(ui, keys);
    if !view.is_low() && view.kiosk.help.is_none() {
        promise_ui(view, ui);
    }
}

fn served_by_ui(view: &View<'_>, ui: &mut Ui, found: &Found) {
    let line = view.say_with("kiosk-position-line", &[("position", view.text(&found.position).into()), ("number", found.staff.as_str().into())]);
    let hash = found.portrait.clone().or_else(|| view.kiosk.hall.badge(&found.staff).and_then(|badge| badge.portrait.clone()));
    let picture = view.portrait(ui, hash.as_ref());
    let window = found.window.to_string();
    let (over, label) = (view.say("rating-served-by"), view.say("kiosk-window-label"));
    BadgeCard {
        over: &over,
        name: &found.staff_name,
        lines: &[&line],
        picture: picture.as_ref(),
        window: Some(&window),
        window_words: &label,
        name_size: view.size(50.0, 56.0),
        line_size: view.size(30.0, 36.0),
    }
    .show_ui(ui, at(ui, 48.0, 336.0, 984.0, 172.0));
}

/// Reasons as tags: what was good for the upper three faces, what went wrong for the others.
fn reasons_ui(view: &mut View<'_>, ui: &mut Ui, level: u8, is_ticked: impl Fn(&str) -> bool) {
    let Some(menu) = &view.kiosk.hall.menu else { return };
    let (title, keys) = if is_good(level) { ("rating-good-title", &menu.good_reasons) } else { ("rating-why-title", &menu.bad_reasons) };
    let runs = [
        run(view.say(title), face(view.size(36.0, 42.0), view.palette.ink).bold()),
        run(format!("  {}", view.say("rating-choose-any")), face(view.size(30.0, 36.0), view.palette.ink_soft)),
    ];
    text::baseline_label_ui(ui, at(ui, 56.0, 882.0, 0.0, 0.0).min, eframe::egui::Align::Min, &runs);
    let rows = keys.len().div_ceil(REASON_COLUMNS).max(1) as f32;
    let height = ((196.0 - 14.0 * (rows - 1.0)) / rows).min(91.0);
    for (index, key) in keys.iter().enumerate() {
        let (row, column) = ((index / REASON_COLUMNS) as f32, (index % REASON_COLUMNS) as f32);
        let rect = at(ui, 48.0 + column * 250.0, 904.0 + row * (height + 14.0), 234.0, height);
        let word = view.say(key);
        let mut tag = Key::new(&word).size(view.size(34.0, 40.0));
        if is_ticked(key) {
            tag = tag.look(KeyLook::Chosen).bold().drawn(Icon::new(icons::CHECK, view.palette.green).bold(), 34.0);
        }
        if tag.show_ui(ui, rect).clicked() {
            view.tap(Tap::Reason(key.clone()));
        }
    }
}

fn phone_ui(view: &mut View<'_>, ui: &mut Ui, phone: &str, typing: bool) {
    let label = view.say("rating-phone-label");
    let rect = at(ui, 48.0, 1112.0, 984.0, 92.0);
    let laid = Ground::new(&label, KeyLook::Quiet).show_ui(ui, rect);
    if typing || !phone.is_empty() {
        field_ui(ui, &view.palette, rect, phone, &label, typing);
    } else {
        Icon::new(icons::PHONE, view.palette.red).paint_ui(ui, part(laid.rect, 28.0, 24.0, 44.0, 44.0));
        let gap = if view.is_english() { " " } else { "" };
        let note = format!("{gap}{}", view.say("rating-phone-note"));
        let runs = vec![run(&label, face(view.size(34.0, 40.0), view.palette.ink)), run(note, face(view.size(30.0, 36.0), view.palette.ink_soft))];
        let galley = text::layout(ui, &text::fit_runs(ui, runs, 790.0), 800.0, eframe::egui::Align::LEFT);
        text::paint_ui(ui, part(laid.rect, 92.0, 0.0, 800.0, 92.0), Align2::LEFT_CENTER, galley);
    }
    Icon::new(icons::KEYBOARD, view.palette.ink_soft).paint_ui(ui, part(laid.rect, 904.0, 21.0, 50.0, 50.0));
    if laid.response.clicked() {
        view.tap(Tap::Phone);
    }
}

fn submit_ui(view: &mut View<'_>, ui: &mut Ui, has_level: bool, sending: bool, refused: Option<&str>) {
    let rect = at(ui, 48.0, 1226.0, 984.0, 128.0);
    if let Some(sentence) = refused {
        banner_ui(ui, rect, Tone::Amber, icons::INFO, sentence.lines().next().unwrap_or_default(), view.size(34.0, 40.0));
    } else if sending {
        Key::new(&view.say("rating-sending")).size(view.size(52.0, 60.0)).bold().disabled("").show_ui(ui, rect);
    } else if !has_level {
        Key::new(&view.say("rating-first-choose")).size(view.size(44.0, 54.0)).disabled("").show_ui(ui, rect);
    } else if Key::red(&view.say("rating-submit")).size(view.size(52.0, 64.0)).show_ui(ui, rect).clicked() {
        view.tap(Tap::Submit);
    }
}

/// In the foot, instead of the guide: what becomes of a rating.
fn promise_ui(view: &View<'_>, ui: &mut Ui) {
    let foot = at(ui, 0.0, 1556.0, 1080.0, 364.0);
    ui.painter().rect_filled(foot, 0, view.palette.counter);
    Icon::new(icons::SHIELD_CHECK, view.palette.green).paint_ui(ui, at(ui, 56.0, 1590.0, 48.0, 48.0));
    let bold = face(38.0, view.palette.ink).bold();
    text::fitted_label_ui(ui, at(ui, 122.0, 1586.0, 900.0, 56.0), Align2::LEFT_CENTER, &view.say("rating-safe"), bold, 30.0);
    let days = view.kiosk.hall.settings().rating_contact_days;
    let lines = [view.say("rating-secret"), view.say_with("rating-call-back", &[("count", days.into())]), view.say("rating-unrated")];
    let soft = face(32.0, view.palette.ink_soft).line(46.0);
    let mut y = 1652.0;
    for line in lines {
        let taken = text::label_ui(ui, at(ui, 56.0, y, 968.0, 92.0), Align2::LEFT_TOP, &line, soft);
        y += taken.height() + 4.0;
    }
}

pub fn thanks_ui(view: &mut View<'_>, ui: &mut Ui) {
    view.head_ui(ui, &view.say("rating-thanks"), &view.date_line(), SunState::Open);
    parting_ui(view, ui, icons::SEAL_CHECK, &view.say("rating-kept"));
}
