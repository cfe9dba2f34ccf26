//! The hall board (d01): who is called where, who was called before, how many wait.

use egui::{Align, Align2, Rect, Stroke, Ui, pos2, vec2};
use sunhall_protocol::board::{Board, BoardGroup, Call, HoursState};
use sunhall_screen::frame::at;
use sunhall_screen::icons::{self, Icon};
use sunhall_screen::text::{self, face, run};
use sunhall_screen::theme;
use sunhall_screen::widgets::badge::card_ui;
use sunhall_screen::widgets::notes::ribbon_ui;
use sunhall_screen::widgets::{Joined, sign};

use crate::scene::Scene;

/// Columns of this width have room for the roomy words.
const ROOMY: f32 = 260.0;
/// Missed numbers named in the ribbon.
const MISSED_MAX: usize = 5;

pub fn board_ui(ui: &mut Ui, scene: &Scene<'_>) {
    let Some(board) = &scene.hall.board else { return };
    scene.head_ui(ui, scene.text(&board.hall), scene.text_beside(&board.hall));
    body_ui(ui, scene, board);
    let palette = theme::palette(ui.ctx());
    let (icon, sentence) = passing(scene, board);
    ribbon_ui(ui, Icon::new(icon, palette.red), &sentence, scene.pages);
}

fn body_ui(ui: &mut Ui, scene: &Scene<'_>, board: &Board) {
    let palette = theme::palette(ui.ctx());
    let calls = scene.hall.calls(scene.shown);
    heading_ui(ui, scene, 48.0, "display-now-calling");
    match calls.first() {
        Some(call) => current_ui(ui, scene, call),
        None => nobody_ui(ui, scene),
    }
    if calls.len() > 1 {
        heading_ui(ui, scene, 1264.0, "display-called-before");
    }
    let earlier = board.settings.call_history.min(5) as usize;
    let list = at(ui, 1260.0, 246.0, 660.0, 496.0);
    let clip = ui.clip_rect();
    ui.set_clip_rect(clip.intersect(list));
    let risen = 100.0 * (1.0 - scene.settled);
    for (index, call) in calls.iter().skip(1).take(earlier).enumerate() {
        let rect = at(ui, 1264.0, 250.0 + 100.0 * index as f32 - risen, 366.0, 88.0);
        Joined::history(&call.ticket, &call.window.to_string(), 258.0, 62.0).show_ui(ui, rect);
        let beside = Rect::from_min_max(pos2(rect.max.x + 32.0, rect.min.y), pos2(ui.max_rect().max.x - 40.0, rect.max.y));
        text::fitted_label_ui(ui, beside, Align2::LEFT_CENTER, &ago(scene, call), face(34.0, palette.ink_soft), 28.0);
    }
    ui.set_clip_rect(clip);
    ui.painter().hline(at(ui, 48.0, 0.0, 1824.0, 0.0).x_range(), at(ui, 0.0, 767.0, 0.0, 0.0).min.y, Stroke::new(2.0, palette.line));
    counts_ui(ui, scene, board);
}

fn heading_ui(ui: &mut Ui, scene: &Scene<'_>, x: f32, key: &str) {
    let palette = theme::palette(ui.ctx());
    let runs = [run(scene.say(key), face(40.0, palette.ink).bold()), run(format!(" {}", scene.beside(key)), face(32.0, palette.ink_soft))];
    let baseline = at(ui, x, 229.0, 0.0, 0.0).min;
    text::baseline_label_ui(ui, baseline, Align::Min, &runs);
}

fn current_ui(ui: &mut Ui, scene: &Scene<'_>, call: &Call) {
    let palette = theme::palette(ui.ctx());
    let window = call.window.to_string();
    let joined = Joined { window_size: 310.0, ..Joined::new(&call.ticket, &window, 780.0, 284.0) };
    joined.show_ui(ui, at(ui, 48.0, 250.0, 1160.0, 408.0));
    let arguments = [("ticket", format!("**{}**", call.ticket).into()), ("window", format!("**{window}**").into()), ("group", scene.text(&call.group).into())];
    let sentence = scene.say_with("display-please-go-group", &arguments);
    let place = at(ui, 48.0, 676.0, 1160.0, 72.0);
    text::fitted_label_ui(ui, place, Align2::LEFT_CENTER, &sentence, face(44.0, palette.ink).line(60.0), 24.0);
}

fn nobody_ui(ui: &mut Ui, scene: &Scene<'_>) {
    let palette = theme::palette(ui.ctx());
    let rect = at(ui, 48.0, 250.0, 1160.0, 408.0);
    card_ui(ui, rect, 28.0);
    let sign = Rect::from_center_size(rect.center() - vec2(0.0, 66.0), vec2(140.0, 140.0));
    Icon::new(icons::TICKET, palette.red).paint_ui(ui, sign);
    let words = Rect::from_min_max(pos2(rect.min.x + 60.0, rect.center().y + 30.0), rect.max - vec2(60.0, 30.0));
    text::fitted_label_ui(ui, words, Align2::CENTER_TOP, &scene.say("display-none-called"), face(56.0, palette.ink).bold(), 36.0);
}

fn ago(scene: &Scene<'_>, call: &Call) -> String {
    match scene.now.minutes_since(call.at) {
        0 => scene.say("display-just-now"),
        minutes => scene.say_with("display-minutes-ago", &[("count", minutes.into())]),
    }
}

fn counts_ui(ui: &mut Ui, scene: &Scene<'_>, board: &Board) {
    let palette = theme::palette(ui.ctx());
    let groups: Vec<_> = board.groups.iter().filter(|group| group.open_today).collect();
    let width = 1824.0 / groups.len().max(1) as f32;
    for (index, group) in groups.into_iter().enumerate() {
        let column = at(ui, 48.0 + width * index as f32, 778.0, width, 196.0);
        let pad = if width >= ROOMY { 28.0 } else { 16.0 };
        let left = if index == 0 { 0.0 } else { pad };
        if index > 0 {
            ui.painter().vline(column.min.x, column.y_range(), Stroke::new(2.0, palette.line));
        }
        let inner = Rect::from_min_max(column.min + vec2(left, 14.0), column.max - vec2(8.0, 0.0));
        group_ui(ui, scene, group, board.has_open_window(&group.code), inner, width >= ROOMY);
    }
}

fn group_ui(ui: &mut Ui, scene: &Scene<'_>, group: &BoardGroup, has_window: bool, inner: Rect, roomy: bool) {
    let palette = theme::palette(ui.ctx());
    let name = Rect::from_min_size(inner.min, vec2(inner.width(), 52.0));
    text::fitted_label_ui(ui, name, Align2::LEFT_CENTER, scene.text(&group.name), face(36.0, palette.ink).line(46.0), 15.0);
    let middle = pos2(inner.min.x, inner.min.y + 118.0);
    let lower = Rect::from_min_size(pos2(inner.min.x, inner.min.y + 132.0), vec2(inner.width(), 44.0));
    let soft = face(30.0, palette.ink_soft).line(42.0);
    if group.waiting == 0 && !has_window {
        let words = face(34.0, palette.ink_soft).line(44.0);
        let place = Rect::from_min_max(pos2(inner.min.x, inner.min.y + 52.0), pos2(inner.max.x, lower.min.y));
        text::fitted_label_ui(ui, place, Align2::LEFT_CENTER, &scene.say("display-window-not-yet"), words, 26.0);
        return;
    }
    if group.waiting == 0 {
        let words = face(if roomy { 54.0 } else { 44.0 }, palette.green).bold();
        let place = Rect::from_min_max(pos2(inner.min.x, inner.min.y + 52.0), pos2(inner.max.x, lower.min.y));
        text::fitted_label_ui(ui, place, Align2::LEFT_CENTER, &scene.say("display-no-wait"), words, 30.0);
        text::fitted_label_ui(ui, lower, Align2::LEFT_CENTER, &scene.say("display-straight-on"), soft, 20.0);
        return;
    }
    let (count, unit) = if roomy { (76.0, 34.0) } else { (64.0, 30.0) };
    let runs = vec![
        run(group.waiting.to_string(), face(count, palette.ink).bold()),
        run(format!(" {}", scene.say("display-waiting-label")), face(unit, palette.ink_soft)),
    ];
    let runs = text::fit_runs(ui, runs, inner.width());
    text::baseline_label_ui(ui, middle, Align::Min, &runs);
    let words = match group.range {
        Some(range) => {
            let key = if roomy { "display-range" } else { "live-range" };
            scene.say_with(key, &[("low", range.low.into()), ("high", range.high.into())])
        }
        None => scene.say("display-no-estimate"),
    };
    text::fitted_label_ui(ui, lower, Align2::LEFT_CENTER, &words, soft, 24.0);
}

/// The sentence of the ribbon.
fn passing(scene: &Scene<'_>, board: &Board) -> (char, String) {
    let again = board.hours.spans.iter().map(|span| span.from).find(|from| *from > scene.now).map(sunhall_protocol::Moment::clock);
    match (board.hours.state, again) {
        (HoursState::Break, again) => return (icons::INFO, scene.say_with("display-break", &[("time", again.unwrap_or_default().into())])),
        (HoursState::LastCalls, Some(time)) => return (icons::INFO, scene.say_with("display-last-calls-later", &[("time", time.into())])),
        (HoursState::LastCalls | HoursState::Over, _) => return (icons::INFO, scene.say("closed-still-serving")),
        (HoursState::Before | HoursState::Open | HoursState::Rest, _) => {}
    }
    let hint = scene.say_with("display-missed-hint", &[("count", board.settings.return_places.into())]);
    if board.missed.is_empty() {
        return (icons::INFO, hint);
    }
    let numbers: Vec<&str> = board.missed.iter().take(MISSED_MAX).map(String::as_str).collect();
    let missed = format!("**{} {}**", scene.say("display-missed-list"), numbers.join(" "));
    (icons::INFO, scene.say_with("common-dot-line", &[("first", missed.into()), ("second", hint.into())]))
}

/// The list of calls as stale boards show it: grey, with the time of each.
pub fn stale_calls_ui(ui: &mut Ui, scene: &Scene<'_>, top: f32) {
    let palette = theme::palette(ui.ctx());
    for (index, call) in scene.hall.calls(u64::MAX).iter().take(6).enumerate() {
        let (column, row) = ((index % 2) as f32, (index / 2) as f32);
        let rect = at(ui, 48.0 + 570.0 * column, top + 124.0 * row, 386.0, 104.0);
        Joined::history(&call.ticket, &call.window.to_string(), 270.0, 68.0).stale(true).show_ui(ui, rect);
        let beside = Rect::from_min_size(pos2(rect.max.x + 28.0, rect.min.y), vec2(150.0, rect.height()));
        text::label_ui(ui, beside, Align2::LEFT_CENTER, &call.at.clock(), face(38.0, palette.ink_soft));
    }
}

/// A window's number as the plate writes it.
pub fn plate_ui(ui: &mut Ui, rect: Rect, window: u16) {
    sign::plate_ui(ui, rect, &window.to_string(), sunhall_screen::widgets::PlateState::Open);
}
