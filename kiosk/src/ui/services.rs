//! The services of a group, and the search over all of them.

use eframe::egui::{Align2, Ui};
use sunhall_protocol::kiosk::{Fee, MenuService};
use sunhall_screen::frame::at;

use sunhall_screen::text::{self, face};
use sunhall_screen::widgets::SunState;
use sunhall_screen::widgets::row::{PagerWords, Row, pager_ui};
use sunhall_screen::widgets::sign::{PlateState, plate_ui};

use super::keyboard::{self, letters_ui};
use super::view::View;
use crate::model::{Tap, search};
use crate::pages::{self, List};

pub fn services_ui(view: &mut View<'_>, ui: &mut Ui, group: &str, page: usize) {
    let Some(shown) = view.kiosk.hall.group(group) else { return };
    let services = view.kiosk.hall.services_of(group);
    let other = if view.is_english() { "" } else { shown.name.en.as_str() };
    let total = view.say_with("kiosk-services-total", &[("count", services.len().into())]);
    let second = if other.is_empty() { total } else { view.say_with("common-dot-line", &[("first", other.into()), ("second", total.into())]) };
    let state = if view.kiosk.hall.gives_numbers() { SunState::Open } else { SunState::Closed };
    view.head_ui(ui, &view.text(&shown.name), &second, state);
    queue_ui(view, ui, group);
    let list = pages::services(view.kiosk.modes);
    rows_ui(view, ui, &services, page, list);
    pages_ui(view, ui, services.len(), page, list);
    let keys = vec![view.back_key(), view.home_key(), view.help_key(), view.read_key()];
    view.counter_ui(ui, keys);
}

/// The question, and at its right where and how long one would wait.
fn queue_ui(view: &View<'_>, ui: &mut Ui, group: &str) {
    let question = face(view.size(56.0, 64.0), view.palette.ink).bold();
    text::fitted_label_ui(ui, at(ui, 56.0, 340.0, 480.0, 76.0), Align2::LEFT_CENTER, &view.say("kiosk-choose-service"), question, 36.0);
    let Some(queue) = view.kiosk.hall.queue(group) else { return };
    if !queue.open_today || !view.kiosk.hall.gives_numbers() {
        return;
    }
    let windows = view.plate(&queue.first_windows);
    let (upper, expected) = view.queue_words(queue);
    let width = if windows.chars().count() > 1 { 120.0 } else { 72.0 };
    let (ink, soft) = (face(view.size(34.0, 38.0), view.palette.ink).line(44.0), face(view.size(30.0, 36.0), view.palette.ink_soft).line(44.0));
    // The English question reaches further.
    let room = if view.is_english() { 450.0 } else { 470.0 };
    let needed = text::measure(ui, &upper, ink).x.max(text::measure(ui, &expected, soft).x).min(room - width);
    let left = 1024.0 - needed;
    plate_ui(ui, at(ui, left - width - 18.0, 340.0, width, 72.0), &windows, PlateState::Open);
    if upper.is_empty() {
        text::fitted_label_ui(ui, at(ui, left, 334.0, needed + 8.0, 88.0), Align2::LEFT_CENTER, &expected, soft, 26.0);
    } else if expected.is_empty() {
        text::fitted_label_ui(ui, at(ui, left, 340.0, needed + 8.0, 72.0), Align2::LEFT_CENTER, &upper, ink, 26.0);
    } else {
        text::fitted_label_ui(ui, at(ui, left, 334.0, needed + 8.0, 44.0), Align2::LEFT_CENTER, &upper, ink, 26.0);
        text::fitted_label_ui(ui, at(ui, left, 378.0, needed + 8.0, 44.0), Align2::LEFT_CENTER, &expected, soft, 26.0);
    }
}

pub fn search_ui(view: &mut View<'_>, ui: &mut Ui, letters: &str, page: usize) {
    let state = if view.kiosk.hall.gives_numbers() { SunState::Open } else { SunState::Closed };
    let found = search::find(&view.kiosk.hall, letters);
    let second = view.say_with("kiosk-search-found", &[("count", found.len().into())]);
    view.head_ui(ui, &view.say("kiosk-search-title"), if letters.is_empty() { "" } else { &second }, state);
    let hint = if letters.is_empty() { view.say("kiosk-search-hint") } else { String::new() };
    keyboard::field_ui(ui, &view.palette, at(ui, 48.0, 336.0, 984.0, 96.0), letters, &hint, true);
    if letters.is_empty() {
        let place = at(ui, 56.0, 456.0, 968.0, 420.0);
        text::fitted_label_ui(ui, place, Align2::LEFT_TOP, &view.say("kiosk-search"), face(36.0, view.palette.ink_soft), 28.0);
    } else if found.is_empty() {
        let place = at(ui, 56.0, 456.0, 968.0, 140.0);
        text::fitted_label_ui(ui, place, Align2::LEFT_TOP, &view.say("kiosk-search-none"), face(40.0, view.palette.ink).bold(), 30.0);
    } else {
        let list = pages::found(view.kiosk.modes);
        rows_ui(view, ui, &found, page, list);
        pages_ui(view, ui, found.len(), page, list);
    }
    letters_ui(view, ui, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", 7, 966.0, 394.0);
    let keys = vec![view.back_key(), view.home_key(), view.help_key(), view.read_key()];
    view.counter_ui(ui, keys);
}

fn rows_ui(view: &mut View<'_>, ui: &mut Ui, services: &[&MenuService], page: usize, list: List) {
    for (index, service) in services.iter().skip(page * list.rows).take(list.rows).enumerate() {
        let (name, limit, fee) = (view.text(&service.name), view.limit(service), view.fee_short(service));
        let color = if service.fee == Fee::Zero { view.palette.green } else { view.palette.ink_soft };
        let row = Row { right: &limit, right_below: (&fee, color), ..Row::new(&name) };
        // That a fee is local takes more words than the fee itself.
        let row = if matches!(service.fee, Fee::Local(_)) { Row { right_width: 290.0, ..row } } else { row };
        let row = if view.is_english() { Row { name_size: 38.0, smallest: 28.0, right_width: 256.0, ..row } } else { row };
        // In large type the name has the whole row; limit and fee stand on the guide.
        let large = Row { name_size: view.size(44.0, 60.0), smallest: 44.0, ..Row::new(&name) };
        let row = if view.is_elder() { large } else { row };
        if row.show_ui(ui, at(ui, 48.0, list.top + index as f32 * (list.row + list.gap), 984.0, list.row)).clicked() {
            view.tap(Tap::Service(service.code.clone()));
        }
    }
}

fn pages_ui(view: &mut View<'_>, ui: &mut Ui, count: usize, page: usize, list: List) {
    let pages = count.div_ceil(list.rows);
    if pages < 2 {
        return;
    }
    let place = view.say_with("common-page", &[("page", (page + 1).into()), ("pages", pages.into())]);
    let (back, on) = (view.say("common-page-previous"), view.say("common-page-next"));
    let words = PagerWords { back: &back, place: &place, on: &on, size: view.size(34.0, 44.0) };
    let wanted = pager_ui(ui, at(ui, 48.0, list.pager, 984.0, list.pager_tall), page, pages, words);
    if wanted != page {
        view.tap(Tap::Page(wanted));
    }
}
