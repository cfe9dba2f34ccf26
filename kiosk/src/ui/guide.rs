//! The guide of a service: how long, what it costs, where, what to bring; then the red key.

use eframe::egui::{Align2, Rect, Stroke, Ui, pos2, vec2};
use sunhall_protocol::kiosk::{Fee, MenuService};
use sunhall_screen::draw;
use sunhall_screen::frame::at;
use sunhall_screen::icons::{self, Icon};
use sunhall_screen::text::{self, face};
use sunhall_screen::widgets::badge::card_ui;
use sunhall_screen::widgets::notes::{Tone, banner_ui};
use sunhall_screen::widgets::qr::qr_ui;
use sunhall_screen::widgets::row::{PagerWords, pager_ui};
use sunhall_screen::widgets::sign::{PlateState, plate_ui};
use sunhall_screen::widgets::{Ground, KeyLook, SunState};

use super::stage::{broken, part};
use super::view::View;
use crate::model::Tap;
use crate::pages;

/// A row of the list of papers is never taller.
const PAPER: f32 = 90.0;

pub fn guide_ui(view: &mut View<'_>, ui: &mut Ui, code: &str) {
    let Some(service) = view.kiosk.hall.service(code).cloned() else { return };
    let group = view.kiosk.hall.group(&service.group).map(|group| view.text(&group.name)).unwrap_or_default();
    let state = if view.kiosk.hall.gives_numbers() { SunState::Open } else { SunState::Closed };
    view.head_ui(ui, &view.say("kiosk-guide"), &group, state);
    view.question_ui(ui, &view.text(&service.name), "");
    facts_ui(view, ui, &service);
    papers_ui(view, ui, &service);
    if !view.is_elder() {
        // The simple screen leaves out what is not needed for the visit.
        let bottom = pages::take_bottom(view, &service);
        nearer_ui(view, ui, &service, pages::more_bottom(view, &service, bottom));
        more_key_ui(view, ui, &service, bottom);
    }
    take_ui(view, ui, &service);
    let keys = vec![view.back_key(), view.home_key(), view.help_key(), view.read_key()];
    if view.is_low() || view.is_elder() {
        return view.counter_ui(ui, keys);
    }
    view.counter_keys_ui(ui, keys);
    take_along_ui(view, ui, &service);
}

/// The code of the guide's own page; without a public address, and while help is called, the guide on duty as everywhere.
fn take_along_ui(view: &View<'_>, ui: &mut Ui, service: &MenuService) {
    let title = view.say("guide-take-along");
    let address = service.guide_url.as_ref().filter(|_| view.kiosk.help.is_none());
    if !address.is_some_and(|url| qr_ui(ui, at(ui, 56.0, 1600.0, 200.0, 200.0), url, &title)) {
        return view.foot_ui(ui);
    }
    let bold = face(38.0, view.palette.ink).bold().line(56.0);
    text::fitted_label_ui(ui, at(ui, 292.0, 1600.0, 740.0, 60.0), Align2::LEFT_CENTER, &title, bold, 30.0);
    let demo = view.kiosk.hall.menu.as_ref().is_some_and(|menu| menu.demo);
    let reach = if demo { "common-demo-local" } else { "guide-no-login" };
    let soft = face(32.0, view.palette.ink_soft).line(46.0);
    for (row, key) in [reach, "guide-on-paper"].into_iter().enumerate() {
        let place = at(ui, 292.0, 1660.0 + row as f32 * 48.0, 740.0, 48.0);
        text::fitted_label_ui(ui, place, Align2::LEFT_CENTER, &view.say(key), soft, 28.0);
    }
}

/// Three columns: limit, fee, place.
fn facts_ui(view: &View<'_>, ui: &mut Ui, service: &MenuService) {
    let card = if view.is_elder() { at(ui, 48.0, 452.0, 984.0, 200.0) } else { at(ui, 48.0, 428.0, 984.0, 164.0) };
    card_ui(ui, card, 20.0);
    let statutory = view.statutory(service);
    let fee_note = match &service.fee {
        Fee::Local(kind) => kind.clone(),
        Fee::Zero | Fee::Amount(_) => String::new(),
    };
    let place = view.kiosk.hall.menu.as_ref().map(|menu| view.text(&menu.place)).unwrap_or_default();
    let width = card.width() / 3.0;
    for (index, (icon, label, value, note)) in [
        (icons::CLOCK, "guide-how-long", view.limit(service), statutory),
        (icons::MONEY, "guide-fee", view.fee(service), fee_note),
        (icons::MAP_PIN, "guide-where", String::new(), place),
    ]
    .into_iter()
    .enumerate()
    {
        let column = part(card, width * index as f32, 0.0, width, card.height());
        if index > 0 {
            ui.painter().vline(column.min.x, (card.min.y + 26.0)..=(card.max.y - 26.0), Stroke::new(2.0, view.palette.line));
        }
        let soft = face(view.size(28.0, 34.0), view.palette.ink_soft);
        let line = view.size(36.0, 46.0);
        Icon::new(icon, view.palette.red).paint_ui(ui, part(column, 26.0, 20.0, line, line));
        text::fitted_label_ui(ui, part(column, 38.0 + line, 20.0, width - 54.0 - line, line), Align2::LEFT_CENTER, &view.say(label), soft, 24.0);
        let middle = part(column, 26.0, 24.0 + line, width - 42.0, view.size(58.0, 76.0));
        if value.is_empty() {
            windows_ui(view, ui, middle, service);
        } else {
            let bold = face(view.size(44.0, 54.0), view.palette.ink).bold();
            text::fitted_label_ui(ui, middle, Align2::LEFT_CENTER, &value, bold.line(bold.size * 1.3), 28.0);
        }
        text::fitted_label_ui(ui, part(column, 26.0, middle.max.y - column.min.y, width - 42.0, line), Align2::LEFT_CENTER, &note, soft, 24.0);
    }
}

fn windows_ui(view: &View<'_>, ui: &mut Ui, place: Rect, service: &MenuService) {
    let windows = view.kiosk.hall.group(&service.group).map(|group| group.first_windows.clone()).unwrap_or_default();
    let shown = view.plate(&windows);
    let label = view.say("kiosk-window-label");
    let words = face(view.size(44.0, 50.0), view.palette.ink).bold();
    let width = if shown.chars().count() > 1 { 88.0 } else { 52.0 };
    let (plate_x, words_x) =
        if view.is_english() { (text::measure(ui, &label, words).x.min(place.width() - width - 14.0) + 14.0, 0.0) } else { (0.0, width + 12.0) };
    plate_ui(ui, part(place, plate_x, place.height() / 2.0 - 26.0, width, 52.0), &shown, PlateState::Open);
    let room = if view.is_english() { plate_x - 12.0 } else { place.width() - words_x };
    text::fitted_label_ui(ui, part(place, words_x, 0.0, room, place.height()), Align2::LEFT_CENTER, &label, words, 28.0);
}

/// The red key with the way to priority above it, or why no number is given.
fn take_ui(view: &mut View<'_>, ui: &mut Ui, service: &MenuService) {
    let tall = view.size(132.0, 148.0);
    let place = at(ui, 48.0, 1354.0 - tall, 984.0, tall);
    if !view.kiosk.hall.can_take(service) {
        return banner_ui(ui, place, Tone::Amber, icons::HOURGLASS_MEDIUM, &view.not_now(service), view.size(36.0, 44.0));
    }
    priority_key_ui(view, ui);
    let queue = view.kiosk.hall.queue(&service.group).cloned().unwrap_or_default();
    let word = view.say("kiosk-take-number");
    let laid = Ground::new(&word, KeyLook::Red).show_ui(ui, place);
    let sign = view.size(72.0, 84.0);
    Icon::new(icons::TICKET, laid.icon).paint_ui(ui, part(laid.rect, 40.0, (tall - sign) / 2.0, sign, sign));
    let white = face(view.size(56.0, 72.0), laid.text).bold();
    text::fitted_words_ui(ui, part(laid.rect, 68.0 + sign, 0.0, 500.0 - sign, tall), Align2::LEFT_CENTER, &word, white, 40.0);
    let (ahead, expected) = view.take_words(&queue);
    let line = face(view.size(34.0, 40.0), laid.text).line(view.size(44.0, 52.0));
    let right = part(laid.rect, 580.0, tall / 2.0 - line.line, 364.0, line.line * 2.0);
    match expected {
        Some(expected) => {
            text::fitted_words_ui(ui, part(right, 0.0, 0.0, 364.0, line.line), Align2::RIGHT_CENTER, &ahead, line.bold(), 26.0);
            text::fitted_words_ui(ui, part(right, 0.0, line.line, 364.0, line.line), Align2::RIGHT_CENTER, &expected, line, 26.0);
        }
        None => drop(text::fitted_words_ui(ui, right, Align2::RIGHT_CENTER, &broken(&ahead), line.bold(), 26.0)),
    }
    if laid.response.clicked() {
        view.tap(Tap::Take);
    }
}

fn priority_key_ui(view: &mut View<'_>, ui: &mut Ui) {
    let settings = view.kiosk.hall.settings();
    let chosen = view.kiosk.draft.class.is_some() || view.kiosk.draft.company;
    let word = if chosen { view.say("kiosk-priority") } else { view.say("kiosk-priority-link") };
    let note = view.say_with("kiosk-priority-link-note", &[("age", settings.elder_age.into())]);
    let look = if chosen { KeyLook::Chosen } else { KeyLook::Quiet };
    let place = if view.is_elder() { at(ui, 48.0, 1044.0, 984.0, 148.0) } else { at(ui, 48.0, 1120.0, 984.0, 84.0) };
    let laid = Ground::new(&word, look).show_ui(ui, place);
    let (middle, sign) = (laid.rect.height() / 2.0, view.size(44.0, 64.0));
    Icon::new(icons::HEART, laid.icon).paint_ui(ui, part(laid.rect, 28.0, middle - sign / 2.0, sign, sign));
    let bold = face(view.size(34.0, 48.0), view.palette.ink).bold();
    if view.is_elder() {
        text::fitted_words_ui(ui, part(laid.rect, 120.0, 10.0, 780.0, 70.0), Align2::LEFT_CENTER, &word, bold, 36.0);
        let soft = face(36.0, view.palette.ink_soft).line(48.0);
        text::fitted_words_ui(ui, part(laid.rect, 120.0, 82.0, 780.0, 50.0), Align2::LEFT_CENTER, &note, soft, 26.0);
    } else {
        let taken = text::fitted_words_ui(ui, part(laid.rect, 92.0, 0.0, 400.0, 84.0), Align2::LEFT_CENTER, &word, bold, 28.0);
        let note_place = Rect::from_min_max(pos2(taken.max.x + 24.0, laid.rect.min.y), pos2(laid.rect.max.x - 80.0, laid.rect.max.y));
        text::fitted_words_ui(ui, note_place, Align2::LEFT_CENTER, &note, face(28.0, view.palette.ink_soft).line(34.0), 22.0);
    }
    Icon::new(icons::CARET_RIGHT, view.palette.red).bold().paint_ui(ui, part(laid.rect, 916.0, middle - 20.0, 40.0, 40.0));
    if laid.response.clicked() {
        view.tap(Tap::Priority);
    }
}

fn more_key_ui(view: &mut View<'_>, ui: &mut Ui, service: &MenuService, bottom: f32) {
    if view.kiosk.hall.guide_of(service).is_none() {
        return;
    }
    let word = view.say("guide-more");
    let laid = Ground::new(&word, KeyLook::Quiet).show_ui(ui, at(ui, 48.0, bottom - 100.0, 984.0, 84.0));
    let place = part(laid.rect, 28.0, 0.0, 860.0, 84.0);
    text::fitted_words_ui(ui, place, Align2::LEFT_CENTER, &word, face(32.0, view.palette.ink), 26.0);
    Icon::new(icons::CARET_RIGHT, view.palette.red).bold().paint_ui(ui, part(laid.rect, 916.0, 22.0, 40.0, 40.0));
    if laid.response.clicked() {
        view.tap(Tap::More);
    }
}

/// A place closer to home, or that the county decides and the town carries it there.
fn nearer_ui(view: &View<'_>, ui: &mut Ui, service: &MenuService, bottom: f32) {
    let (title, note) = if !service.also_at.is_empty() {
        let places = sunhall_protocol::words::list(view.language, &service.also_at);
        (view.say("guide-village-title"), view.say_with("guide-village-places", &[("places", places.into())]))
    } else if service.county {
        (view.say("guide-county"), String::new())
    } else {
        return;
    };
    let band = at(ui, 48.0, bottom - 108.0, 984.0, 108.0);
    draw::round(ui.painter(), band, 20.0, view.palette.green_pale);
    Icon::new(icons::HOUSE_LINE, view.palette.green).paint_ui(ui, part(band, 28.0, 26.0, 56.0, 56.0));
    let bold = face(32.0, view.palette.green).bold().line(44.0);
    if note.is_empty() {
        text::fitted_label_ui(ui, part(band, 106.0, 4.0, 850.0, 100.0), Align2::LEFT_CENTER, &title, bold, 26.0);
    } else {
        text::fitted_label_ui(ui, part(band, 106.0, 10.0, 850.0, 44.0), Align2::LEFT_CENTER, &title, bold, 26.0);
        let plain = face(32.0, view.palette.ink).line(42.0);
        text::fitted_label_ui(ui, part(band, 106.0, 54.0, 850.0, 46.0), Align2::LEFT_CENTER, &note, plain, 24.0);
    }
}

/// What to bring, in as much place as is left.
fn papers_ui(view: &View<'_>, ui: &mut Ui, service: &MenuService) {
    let papers = pages::papers(view, service);
    let (shown, last) = (papers.shown, &papers.end);
    let title = face(view.size(42.0, 52.0), view.palette.ink).bold();
    let place = at(ui, 56.0, papers.top - 70.0, 968.0, 56.0);
    text::label_ui(ui, place, Align2::LEFT_CENTER, &view.say("kiosk-materials-title"), title.line(56.0));
    let rows = shown + usize::from(!last.is_empty());
    let height = (papers.room / rows as f32).min(PAPER);
    let card = at(ui, 48.0, papers.top, 984.0, height * rows as f32 + 12.0);
    card_ui(ui, card, 20.0);
    let size = (height * 0.48).clamp(28.0, view.size(38.0, 44.0));
    for index in 0..rows {
        let row = part(card, 30.0, 6.0 + height * index as f32, card.width() - 60.0, height);
        if index > 0 {
            ui.painter().hline(row.x_range(), row.min.y, Stroke::new(2.0, view.palette.line));
        }
        let (icon, color, words, style) = match service.materials.get(index).filter(|_| index < shown) {
            Some(paper) => (icons::CHECK_CIRCLE, view.palette.green, paper, face(size, view.palette.ink).bold()),
            None => (icons::INFO, view.palette.ink_soft, last, face(size.min(view.size(32.0, 38.0)), view.palette.ink_soft)),
        };
        let sign = Rect::from_center_size(pos2(row.min.x + 24.0, row.center().y), vec2(44.0, 44.0));
        Icon::new(icon, color).paint_ui(ui, sign);
        let place = Rect::from_min_max(pos2(row.min.x + 70.0, row.min.y + 2.0), pos2(row.max.x, row.max.y - 2.0));
        let given_back = index < shown && service.originals.contains(words);
        let room = if given_back { Rect::from_min_max(place.min, pos2(place.max.x - 330.0, place.max.y)) } else { place };
        text::fitted_label_ui(ui, room, Align2::LEFT_CENTER, words, style.line(style.size * 1.2), 24.0);
        if given_back {
            let soft = face(size.min(view.size(32.0, 38.0)), view.palette.ink_soft);
            text::fitted_label_ui(ui, place, Align2::RIGHT_CENTER, &view.say("guide-original"), soft, 24.0);
        }
    }
}

/// Conditions, steps, basis and result, a page at a time.
pub fn more_ui(view: &mut View<'_>, ui: &mut Ui, code: &str, page: usize) {
    let Some(service) = view.kiosk.hall.service(code).cloned() else { return };
    let state = if view.kiosk.hall.gives_numbers() { SunState::Open } else { SunState::Closed };
    view.head_ui(ui, &view.say("kiosk-guide"), &view.text(&service.name), state);
    let parts = view.guide_parts(&service);
    let card = at(ui, 48.0, 344.0, 984.0, 916.0);
    let pages = paged(view, ui, &parts, card.width() - 72.0, card.height() - 48.0);
    card_ui(ui, card, 20.0);
    let mut y = card.min.y + 24.0;
    for (title, body) in pages.get(page).into_iter().flatten() {
        let bold = face(36.0, view.palette.ink).bold().line(52.0);
        text::label_ui(ui, Rect::from_min_size(pos2(card.min.x + 36.0, y), vec2(card.width() - 72.0, 52.0)), Align2::LEFT_CENTER, title, bold);
        let plain = face(32.0, view.palette.ink_soft).line(46.0);
        let place = Rect::from_min_max(pos2(card.min.x + 36.0, y + 54.0), card.max - vec2(36.0, 0.0));
        y = text::label_ui(ui, place, Align2::LEFT_TOP, body, plain).max.y + 26.0;
    }
    if pages.len() > 1 {
        let place = view.say_with("common-page", &[("page", (page + 1).into()), ("pages", pages.len().into())]);
        let (back, on) = (view.say("common-page-previous"), view.say("common-page-next"));
        let wanted = pager_ui(ui, at(ui, 48.0, 1274.0, 984.0, 84.0), page, pages.len(), PagerWords { back: &back, place: &place, on: &on, size: 34.0 });
        if wanted != page {
            view.tap(Tap::Page(wanted));
        }
    }
    let keys = vec![view.back_key(), view.home_key(), view.help_key(), view.read_key()];
    view.counter_ui(ui, keys);
}

/// Parts shared out over pages so that none is cut.
fn paged(view: &View<'_>, ui: &Ui, parts: &[(String, String)], width: f32, height: f32) -> Vec<Vec<(String, String)>> {
    let plain = face(32.0, view.palette.ink_soft).line(46.0);
    let mut pages: Vec<Vec<(String, String)>> = vec![Vec::new()];
    let mut used = 0.0;
    for (title, body) in parts {
        let tall = 54.0 + text::layout(ui, &text::runs(body, plain), width, eframe::egui::Align::LEFT).size().y + 26.0;
        if used + tall > height && used > 0.0 {
            pages.push(Vec::new());
            used = 0.0;
        }
        used += tall;
        if let Some(last) = pages.last_mut() {
            last.push((title.clone(), body.clone()));
        }
    }
    pages
}
