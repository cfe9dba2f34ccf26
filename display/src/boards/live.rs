//! The managers' live queue (d06): the whole hall in one look, said in a sentence first.

use egui::{Align, Align2, Rect, Stroke, Ui, pos2, vec2};
use sunhall_protocol::Moment;
use sunhall_protocol::board::WindowState;
use sunhall_protocol::live::{Live, LiveGroup, LiveTicket, LiveWindow};
use sunhall_protocol::words::{self, Language};
use sunhall_screen::frame::at;
use sunhall_screen::icons::{self, Icon};
use sunhall_screen::text::{self, face, run};
use sunhall_screen::widgets::badge::card_ui;
use sunhall_screen::widgets::queue_line::{QueueLine, Waiting};
use sunhall_screen::widgets::sign::plate_ui;
use sunhall_screen::widgets::{PlateState, Slip, SlipState};
use sunhall_screen::{draw, theme};

use crate::scene::Scene;

pub fn live_ui(ui: &mut Ui, scene: &Scene<'_>) {
    let Some(live) = &scene.hall.live else { return };
    scene.head_ui(ui, &scene.say("live-title"), &scene.say("live-subtitle"));
    sentence_ui(ui, scene, live);
    heads_ui(ui, scene);
    let tall = (666.0 / live.windows.len().max(1) as f32 - 10.0).min(72.0);
    for (index, window) in live.windows.iter().enumerate() {
        let rect = at(ui, 48.0, 318.0 + (tall + 10.0) * index as f32, 640.0, tall);
        window_ui(ui, scene, live, window, rect);
    }
    groups_ui(ui, scene, live);
    foot_ui(ui, scene, live);
}

fn heads_ui(ui: &mut Ui, scene: &Scene<'_>) {
    let palette = theme::palette(ui.ctx());
    let bold = face(32.0, palette.ink).bold().line(44.0);
    text::label_ui(ui, at(ui, 48.0, 268.0, 500.0, 44.0), Align2::LEFT_CENTER, &scene.say("live-windows"), bold);
    text::label_ui(ui, at(ui, 736.0, 268.0, 400.0, 44.0), Align2::LEFT_CENTER, &scene.say("live-groups"), bold);
    let note = face(28.0, palette.ink_soft);
    text::label_ui(ui, at(ui, 1000.0, 268.0, 872.0, 44.0), Align2::RIGHT_CENTER, &scene.say("live-groups-note"), note);
}

/// What a good clerk would say first.
fn sentence_ui(ui: &mut Ui, scene: &Scene<'_>, live: &Live) {
    let palette = theme::palette(ui.ctx());
    let plain = face(44.0, palette.ink);
    let gap = if scene.language == Language::English { " " } else { "" };
    let waiting: u32 = live.groups.iter().map(|group| group.waiting).sum();
    let longest = live.groups.iter().flat_map(|group| &group.tickets).map(|ticket| scene.now.minutes_since(ticket.since)).max();
    let mut runs = vec![run(words::waiting(scene.language, waiting, longest.unwrap_or(0)), plain.bold())];
    if let Some(call) = live.help_calls.first() {
        let minutes = scene.now.minutes_since(call.at);
        let words = scene.say_with("live-help-call", &[("kiosk", call.device.as_str().into()), ("minutes", minutes.into())]);
        runs.push(run(format!("{gap}{words}"), plain.bold().color(palette.red)));
    } else if let Some(advice) = &live.advice {
        let group = scene.text(&advice.group_name);
        let words = match advice.window {
            Some(window) => scene.say_with("live-slow", &[("group", group.into()), ("window", window.into())]),
            None => scene.say_with("live-slow-only", &[("group", group.into())]),
        };
        runs.push(run(format!("{gap}{words}"), plain.bold().color(palette.red)));
        if let Some(minutes) = advice.recovers_minutes {
            runs.push(run(scene.say_with("live-recovers", &[("minutes", minutes.into())]), plain));
        }
    } else if waiting > 0 && longest.is_some_and(|minutes| minutes < live.wait_yellow_minutes.max(1)) {
        runs.push(run(format!("{gap}{}", scene.say("live-all-well")), plain));
    }
    let runs = text::fit_runs(ui, runs, 1824.0);
    text::baseline_label_ui(ui, at(ui, 48.0, 231.0, 0.0, 0.0).min, Align::Min, &runs);
}

struct Condition {
    ground: egui::Color32,
    rim: egui::Color32,
    ink: egui::Color32,
    icon: Option<char>,
    words: String,
    bold: bool,
}

fn condition(scene: &Scene<'_>, live: &Live, window: &LiveWindow, palette: &theme::Palette) -> Condition {
    let minutes = scene.now.minutes_since(window.since);
    let timed = |key: &str| scene.say_with(key, &[("minutes", minutes.into())]);
    let plain = Condition { ground: palette.white, rim: palette.line, ink: palette.ink, icon: None, words: timed("live-minutes"), bold: false };
    match (window.state, &window.ticket) {
        (WindowState::Closed, _) => {
            let (why, by_the_hour) = scene.without_clerk();
            let words = scene.say(if by_the_hour { why } else { "live-unstaffed" });
            Condition { ground: palette.counter, words, ..plain }
        }
        (WindowState::Paused, _) => {
            let late = minutes >= live.away_alert_minutes.max(1);
            let (ground, ink) = if late { (palette.red_pale, palette.red) } else { (palette.amber_pale, palette.amber) };
            let icon = Some(if late { icons::WARNING } else { icons::HOURGLASS_MEDIUM });
            Condition { ground, rim: ink, ink, icon, words: timed("live-away"), bold: true }
        }
        (WindowState::Open, Some(_)) if window.slow => {
            Condition { ground: palette.red_pale, rim: palette.red, ink: palette.red, icon: Some(icons::WARNING), bold: true, ..plain }
        }
        (WindowState::Open, Some(_)) if window.serving => plain,
        (WindowState::Open, Some(_)) => Condition { words: format!("{} {}", scene.say("live-calling"), timed("live-minutes")), ..plain },
        (WindowState::Open, None) => Condition { ink: palette.green, words: timed("live-idle"), ..plain },
    }
}

fn window_ui(ui: &mut Ui, scene: &Scene<'_>, live: &Live, window: &LiveWindow, rect: Rect) {
    let palette = theme::palette(ui.ctx());
    let condition = condition(scene, live, window, &palette);
    draw::rimmed(ui.painter(), rect, 14.0, condition.ground, 2.0, condition.rim);
    let side = rect.height() - 16.0;
    let plate = Rect::from_min_size(rect.min + vec2(8.0, 8.0), vec2(side, side));
    let state = if window.state == WindowState::Closed { PlateState::Closed } else { PlateState::Open };
    plate_ui(ui, plate, &window.number.to_string(), state);
    let name = Rect::from_min_size(pos2(plate.max.x + 22.0, rect.min.y), vec2(126.0, rect.height()));
    if window.state != WindowState::Closed {
        let clerk = window.clerk.as_deref().unwrap_or_default();
        let badge = scene.hall.badge(clerk).map_or(clerk, |badge| badge.name.as_str());
        text::fitted_label_ui(ui, name, Align2::LEFT_CENTER, badge, face(32.0, palette.ink).line(36.0), 20.0);
    }
    if let Some(ticket) = &window.ticket {
        let tall = 48.0_f32.min(side);
        let slip = Rect::from_min_size(pos2(name.max.x + 6.0, rect.center().y - tall / 2.0), vec2(124.0, tall));
        Slip::new(ticket).show_ui(ui, slip);
    }
    let words = face(32.0, condition.ink);
    let words = if condition.bold { words.bold() } else { words };
    let place = Rect::from_min_max(pos2(name.max.x + 140.0, rect.min.y), pos2(rect.max.x - 20.0, rect.max.y));
    let taken = text::fitted_label_ui(ui, place, Align2::RIGHT_CENTER, &condition.words, words, 22.0);
    if let Some(icon) = condition.icon {
        let sign = Rect::from_center_size(pos2(taken.min.x - 38.0, rect.center().y), vec2(34.0, 34.0));
        let icon = Icon::new(icon, condition.ink);
        let icon = if condition.icon == Some(icons::WARNING) { icon.fill() } else { icon };
        icon.paint_ui(ui, sign);
    }
}

fn groups_ui(ui: &mut Ui, scene: &Scene<'_>, live: &Live) {
    let palette = theme::palette(ui.ctx());
    let groups: Vec<_> = live.groups.iter().filter(|group| group.open_today || group.waiting > 0).collect();
    let tall = (656.0 / groups.len().max(1) as f32).min(103.0);
    let card = at(ui, 736.0, 318.0, 1136.0, tall * groups.len() as f32 + 8.0);
    card_ui(ui, card, 16.0);
    for (index, group) in groups.into_iter().enumerate() {
        let line = Rect::from_min_size(card.min + vec2(24.0, 4.0 + tall * index as f32), vec2(card.width() - 48.0, tall));
        if index > 0 {
            ui.painter().hline(line.x_range(), line.min.y, Stroke::new(2.0, palette.line));
        }
        group_ui(ui, scene, live, group, line);
    }
}

fn group_ui(ui: &mut Ui, scene: &Scene<'_>, live: &Live, group: &LiveGroup, line: Rect) {
    let waiting: Vec<_> = group.tickets.iter().map(|ticket| waiting(live, ticket, scene.now)).collect();
    let range = group.range.map(|range| scene.say_with("live-range", &[("low", range.low.into()), ("high", range.high.into())]));
    let more = |count: usize| format!("+{count}");
    QueueLine {
        name: scene.text(&group.name),
        windows: &windows_words(&group.first_windows),
        waiting: &waiting,
        nobody: &scene.say("live-nobody"),
        more: &more,
        count: group.waiting as usize,
        range: &range.unwrap_or_default(),
    }
    .show_ui(ui, line);
}

fn waiting<'a>(live: &Live, ticket: &'a LiveTicket, now: Moment) -> Waiting<'a> {
    let minutes = now.minutes_since(ticket.since);
    let state = if live.wait_red_minutes > 0 && minutes >= live.wait_red_minutes {
        SlipState::Late
    } else if live.wait_yellow_minutes > 0 && minutes >= live.wait_yellow_minutes {
        SlipState::Soon
    } else if ticket.offline || ticket.unconfirmed {
        SlipState::Offline
    } else {
        SlipState::Waiting
    };
    Waiting { slip: Slip::new(&ticket.number).state(state).priority(ticket.priority), minutes }
}

/// Windows on one plate: 2, 2–4, or 5/6.
fn windows_words(windows: &[u16]) -> String {
    match windows {
        [] => String::from("–"),
        [only] => only.to_string(),
        [first, .., last] if usize::from(last.saturating_sub(*first)) + 1 == windows.len() && windows.len() > 2 => format!("{first}–{last}"),
        _ => windows.iter().map(u16::to_string).collect::<Vec<_>>().join("/"),
    }
}

fn foot_ui(ui: &mut Ui, scene: &Scene<'_>, live: &Live) {
    let palette = theme::palette(ui.ctx());
    let soft = face(28.0, palette.ink_soft);
    let mut x = ui.max_rect().min.x + 48.0;
    let mid = ui.max_rect().min.y + 1038.0;
    let signs: [(SlipState, &str); 4] =
        [(SlipState::Called, "live-priority"), (SlipState::Late, "live-late"), (SlipState::Soon, "live-soon"), (SlipState::Offline, "live-offline-number")];
    for (state, key) in signs {
        let width = if state == SlipState::Called { 26.0 } else { 34.0 };
        let sign = Rect::from_center_size(pos2(x + width / 2.0, mid), vec2(width, if width > 30.0 { 24.0 } else { 14.0 }));
        legend_ui(ui, sign, state, &palette);
        let words = scene.say(key);
        let wide = text::measure(ui, &words, soft).x;
        let place = Rect::from_min_size(pos2(sign.max.x + 10.0, mid - 30.0), vec2(wide + 2.0, 60.0));
        text::label_ui(ui, place, Align2::LEFT_CENTER, &words, soft);
        x = place.max.x + 34.0;
    }
    let percent = (live.today.promises_kept * 100).checked_div(live.today.promises);
    let today = match percent {
        Some(percent) => {
            let percent = format!("**{percent}**");
            let arguments = [("count", live.today.numbers.into()), ("done", live.today.done.into()), ("percent", percent.into())];
            scene.say_with("live-summary", &arguments)
        }
        None => scene.say_with("live-today", &[("count", live.today.numbers.into()), ("done", live.today.done.into())]),
    };
    let yesterday = live.yesterday;
    let arguments = [("done", yesterday.served.into()), ("rated", yesterday.rated.into()), ("satisfied", yesterday.satisfied.into())];
    let separator = if scene.language == sunhall_protocol::words::Language::English { "; " } else { "；" };
    let words = format!("{today}{separator}{}", scene.say_with("live-yesterday", &arguments));
    let place = Rect::from_min_max(pos2(x + 10.0, mid - 34.0), pos2(ui.max_rect().max.x - 48.0, mid + 34.0));
    text::fitted_label_ui(ui, place, Align2::RIGHT_CENTER, &words, soft, 17.0);
}

fn legend_ui(ui: &Ui, rect: Rect, state: SlipState, palette: &theme::Palette) {
    match state {
        SlipState::Called => draw::round(ui.painter(), rect, 4.0, palette.blue),
        SlipState::Offline => {
            draw::round(ui.painter(), rect, 5.0, palette.gold_pale);
            draw::dashed(ui.painter(), rect, 5.0, 3.0, palette.gold_line);
        }
        other => {
            let rim = if other == SlipState::Late { palette.red } else { palette.amber };
            draw::round(ui.painter(), rect.expand(4.0), 8.0, rim);
            draw::round(ui.painter(), rect, 5.0, palette.gold);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plates_write_windows_as_people_say_them() {
        assert_eq!(windows_words(&[2]), "2");
        assert_eq!(windows_words(&[2, 3, 4]), "2–4");
        assert_eq!(windows_words(&[5, 6]), "5/6");
        assert_eq!(windows_words(&[]), "–");
    }
}
