//! The sign over a window: who is served by whom (d03), paused (d08), closed, stale.

use egui::{Align2, Color32, Rect, Stroke, Ui, pos2, vec2};
use sunhall_protocol::Bilingual;
use sunhall_protocol::board::{Board, BoardWindow, WindowState};
use sunhall_protocol::duty::Badge;
use sunhall_screen::frame::at;
use sunhall_screen::icons::{self, Icon};
use sunhall_screen::text::{self, Face, face, run};
use sunhall_screen::theme;
use sunhall_screen::widgets::badge::card_ui;
use sunhall_screen::widgets::portrait::portrait_ui;
use sunhall_screen::widgets::qr::qr_ui;
use sunhall_screen::widgets::sign::{number_ui, placed_number_ui};

use super::board::plate_ui;
use super::stale::deed_rows_ui;
use crate::scene::Scene;

/// Between the parts of a post, where a line may break.
const DOT: &str = " · ";
/// Between names in one line.
const GAP: &str = "　";

pub fn window_ui(ui: &mut Ui, scene: &Scene<'_>, number: u16) {
    let Some(board) = &scene.hall.board else { return };
    let unknown = BoardWindow { number, ..BoardWindow::default() };
    let window = board.windows.iter().find(|window| window.number == number).unwrap_or(&unknown);
    let group = window.first_groups.first().map(|code| group_name(board, code)).unwrap_or_default();
    let stale = scene.hall.stale.is_some();
    side_ui(ui, scene, number, &group, !stale && window.state == WindowState::Open);
    match (stale, window.state) {
        (true, _) => stale_head_ui(ui, scene),
        (false, WindowState::Open) => open_ui(ui, scene, board, window),
        (false, WindowState::Paused) => paused_ui(ui, scene, board, window, &group),
        (false, WindowState::Closed) => closed_ui(ui, scene, board, window),
    }
}

fn group_name(board: &Board, code: &str) -> Bilingual {
    board.groups.iter().find(|group| group.code == code).map(|group| group.name.clone()).unwrap_or_default()
}

/// The left third: the plate of this window.
fn side_ui(ui: &mut Ui, scene: &Scene<'_>, number: u16, group: &Bilingual, open: bool) {
    let palette = theme::palette(ui.ctx());
    let ground = at(ui, 0.0, 0.0, 640.0, 1080.0);
    let (fill, line) = if open { (palette.red, palette.gold) } else { (palette.ink_soft, palette.grey) };
    ui.painter().rect_filled(ground, 0, fill);
    number_ui(ui, at(ui, 20.0, 100.0, 600.0, 600.0), &number.to_string(), 560.0, palette.white);
    text::tell(ui, at(ui, 20.0, 100.0, 600.0, 600.0), &number.to_string());
    let white = face(84.0, palette.white).line(108.0);
    text::fitted_label_ui(ui, at(ui, 40.0, 690.0, 560.0, 108.0), Align2::CENTER_CENTER, &scene.say("display-window-label"), white, 48.0);
    let rule = at(ui, 80.0, 838.0, 480.0, 0.0);
    ui.painter().hline(rule.x_range(), rule.min.y, Stroke::new(4.0, line));
    let name = face(72.0, palette.white).bold().line(96.0);
    text::fitted_label_ui(ui, at(ui, 30.0, 856.0, 580.0, 104.0), Align2::CENTER_CENTER, scene.text(group), name, 40.0);
    let small = face(36.0, palette.white).line(52.0);
    text::label_ui(ui, at(ui, 30.0, 962.0, 580.0, 52.0), Align2::CENTER_CENTER, scene.text_beside(group), small);
}

fn open_ui(ui: &mut Ui, scene: &Scene<'_>, board: &Board, window: &BoardWindow) {
    let palette = theme::palette(ui.ctx());
    ui.painter().rect_filled(at(ui, 640.0, 0.0, 1280.0, 400.0), 0, palette.gold);
    let heading = face(52.0, palette.ink).line(68.0);
    let (over, ticket) = match (&window.ticket, window.serving) {
        (Some(ticket), true) => (scene.say("display-serving"), Some(ticket)),
        (Some(ticket), false) => (scene.say("display-calling"), Some(ticket)),
        (None, _) => (scene.say("display-window-open"), None),
    };
    text::label_ui(ui, at(ui, 704.0, 40.0, 800.0, 68.0), Align2::LEFT_CENTER, &over, heading);
    if let Some(ticket) = ticket {
        let place = at(ui, 704.0, 112.0, 720.0, 280.0);
        let taken = placed_number_ui(ui, place, Align2::LEFT_CENTER, ticket, 250.0, palette.ink);
        text::tell(ui, taken, ticket);
    } else {
        let words = face(110.0, palette.ink).bold();
        let key = if window.waiting > 0 { "display-next-soon" } else { "display-straight-on" };
        text::fitted_label_ui(ui, at(ui, 704.0, 130.0, 880.0, 220.0), Align2::LEFT_CENTER, &scene.say(key), words, 60.0);
    }
    waiting_ui(ui, scene, window.waiting);
    if let Some(badge) = window.staff.as_deref().and_then(|number| scene.hall.badge(number)) {
        badge_ui(ui, scene, badge);
    }
    foot_ui(ui, scene, board, window);
}

fn waiting_ui(ui: &mut Ui, scene: &Scene<'_>, waiting: u32) {
    let palette = theme::palette(ui.ctx());
    if waiting == 0 {
        let words = face(60.0, palette.ink).bold();
        text::label_ui(ui, at(ui, 1440.0, 60.0, 416.0, 100.0), Align2::RIGHT_CENTER, &scene.say("display-no-wait"), words);
        return;
    }
    // The sentence stands in three lines: its words, the count as large as it is important, its words.
    let words = face(44.0, palette.ink).line(60.0);
    let sentence = scene.say_with("display-still-waiting", &[("count", format!("**{waiting}**").into())]);
    let mut top = 60.0;
    for part in text::runs(&sentence, words) {
        let (part_face, tall) = if part.face.bold { (part.face.sized(120.0).line(140.0), 140.0) } else { (part.face, 60.0) };
        text::fitted_label_ui(ui, at(ui, 1440.0, top, 416.0, tall), Align2::RIGHT_CENTER, part.text.trim(), part_face, 30.0);
        top += tall;
    }
}

fn badge_ui(ui: &mut Ui, scene: &Scene<'_>, badge: &Badge) {
    let palette = theme::palette(ui.ctx());
    portrait_ui(ui, at(ui, 704.0, 444.0, 340.0, 440.0), 18.0, scene.pictures.of(badge.portrait.as_ref()));
    let code = badge.supervise_url.as_deref().is_some_and(|url| {
        let done = qr_ui(ui, at(ui, 1616.0, 470.0, 240.0, 240.0), url, &scene.say("display-scan-rate"));
        let words = face(32.0, palette.ink).line(44.0);
        text::fitted_label_ui(ui, at(ui, 1566.0, 720.0, 340.0, 88.0), Align2::CENTER_TOP, &scene.say("display-scan-rate"), words, 28.0);
        done
    });
    let width = if code { 460.0 } else { 756.0 };
    text::label_ui(ui, at(ui, 1100.0, 444.0, width, 50.0), Align2::LEFT_CENTER, &scene.say("display-clerk"), face(36.0, palette.ink_soft));
    let name = face(110.0, palette.ink).bold().line(136.0);
    text::fitted_label_ui(ui, at(ui, 1100.0, 492.0, width, 136.0), Align2::LEFT_CENTER, &badge.name, name, 60.0);
    let post = post(ui, scene, badge, width);
    let number = scene.say_with("common-staff-number", &[("number", badge.number.as_str().into())]);
    let phone = scene.say_with("common-phone", &[("phone", badge.phone.as_str().into())]);
    let lines: Vec<&str> = post.iter().chain([&number, &phone]).map(String::as_str).collect();
    let room = if badge.month.is_some() { 180.0 } else { 266.0 };
    let tall = (room / lines.len() as f32).min(60.0);
    for (index, words) in lines.into_iter().enumerate() {
        let place = at(ui, 1100.0, 630.0 + tall * index as f32, width, tall);
        text::fitted_label_ui(ui, place, Align2::LEFT_CENTER, words, face(tall * 44.0 / 60.0, palette.ink).line(tall), 17.0);
    }
    let rated = at(ui, 1100.0, 818.0, width, 92.0);
    rated_ui(ui, scene, badge, rated);
}

/// Department and position in one line where it holds both; else each in its own, so that no word is broken.
fn post(ui: &Ui, scene: &Scene<'_>, badge: &Badge, width: f32) -> Vec<String> {
    let palette = theme::palette(ui.ctx());
    let parts: Vec<&str> = [&badge.department, &badge.position].into_iter().map(|words| scene.text(words)).filter(|words| !words.is_empty()).collect();
    let joined = parts.join(DOT);
    if text::measure(ui, &joined, face(38.0, palette.ink)).x <= width {
        return vec![joined];
    }
    parts.into_iter().flat_map(|part| part.split(DOT)).map(str::to_owned).collect()
}

fn rated_ui(ui: &mut Ui, scene: &Scene<'_>, badge: &Badge, place: Rect) {
    let Some(month) = badge.month else { return };
    let palette = theme::palette(ui.ctx());
    let sign = Rect::from_min_size(pos2(place.min.x, place.min.y + 24.0), vec2(44.0, 44.0));
    Icon::new(icons::CHECK_CIRCLE, palette.green).fill().paint_ui(ui, sign);
    let arguments = [("served", month.served.into()), ("count", month.rated.into()), ("satisfied", month.satisfied.into())];
    let words = Rect::from_min_max(pos2(sign.max.x + 16.0, place.min.y), place.max);
    let green = face(34.0, palette.green).bold().line(44.0);
    let sentence = scene.say_with("display-rated", &arguments);
    let fits = text::measure(ui, &sentence, green).x <= words.width();
    // A Chinese line breaks behind its first comma rather than inside a word.
    let sentence = if fits { sentence } else { sentence.replacen('，', "，\n", 1) };
    text::fitted_label_ui(ui, words, Align2::LEFT_CENTER, &sentence, green, 26.0);
}

fn foot_ground(ui: &mut Ui) -> Rect {
    let palette = theme::palette(ui.ctx());
    let rect = at(ui, 640.0, 940.0, 1280.0, 140.0);
    ui.painter().rect_filled(rect, 0, palette.counter);
    ui.painter().hline(rect.x_range(), rect.min.y + 1.0, Stroke::new(2.0, palette.line));
    rect.shrink2(vec2(64.0, 12.0))
}

fn foot_ui(ui: &mut Ui, scene: &Scene<'_>, board: &Board, window: &BoardWindow) {
    let palette = theme::palette(ui.ctx());
    let rect = foot_ground(ui);
    let upper = Rect::from_min_size(rect.min, vec2(rect.width(), 58.0));
    let style = face(38.0, palette.ink).line(54.0);
    let names = services_in(ui, scene, board, window, upper.width(), style);
    text::fitted_label_ui(ui, upper, Align2::LEFT_CENTER, &names, style, 28.0);
    let lower = Rect::from_min_max(pos2(rect.min.x, upper.max.y), rect.max);
    let style = face(32.0, palette.ink_soft).line(44.0);
    text::fitted_label_ui(ui, lower, Align2::LEFT_CENTER, &helps_and_fees(ui, scene, board, window, lower.width(), style), style, 22.0);
}

/// As many groups that this window helps as the line holds beside what is said of fees.
fn helps_and_fees(ui: &Ui, scene: &Scene<'_>, board: &Board, window: &BoardWindow, width: f32, style: Face) -> String {
    let fees = scene.say("display-fees");
    let helps: Vec<String> = window.help_groups.iter().map(|code| scene.text(&group_name(board, code)).to_owned()).collect();
    let lines = (1..=helps.len()).rev().map(|count| {
        let list = helps[..count].join(&scene.say("common-list-separator"));
        format!("{}　　{fees}", scene.say_with("display-also-helps", &[("group", list.into())]))
    });
    lines.into_iter().find(|line| text::measure(ui, line, style.sized(26.0)).x <= width).unwrap_or(fees)
}

/// As many services as the line holds; its groups where no service has a short name.
fn services_in(ui: &Ui, scene: &Scene<'_>, board: &Board, window: &BoardWindow, width: f32, style: Face) -> String {
    if window.services.is_empty() {
        let groups: Vec<String> = window.first_groups.iter().map(|code| scene.text(&group_name(board, code)).to_owned()).collect();
        return groups.join(GAP);
    }
    let mut line = String::new();
    for service in &window.services {
        let name = scene.text(service);
        let longer = if line.is_empty() { name.to_owned() } else { format!("{line}{GAP}{name}") };
        if !line.is_empty() && text::measure(ui, &longer, style).x > width {
            break;
        }
        line = longer;
    }
    line
}

/// The upper part of a sign that serves nobody: icon, what it is, what to expect.
fn head_ui(ui: &mut Ui, icon: char, ground: Color32, ink: Color32, title: &str, second: &[(String, f32, Color32)]) {
    let rect = at(ui, 640.0, 0.0, 1280.0, 400.0);
    ui.painter().rect_filled(rect, 0, ground);
    ui.painter().hline(rect.x_range(), rect.max.y - 3.0, Stroke::new(6.0, ink));
    let sign = Rect::from_center_size(pos2(rect.min.x + 174.0, rect.center().y - 10.0), vec2(200.0, 200.0));
    Icon::new(icon, ink).paint_ui(ui, sign);
    let words = Rect::from_min_max(pos2(rect.min.x + 330.0, rect.min.y + 64.0), pos2(rect.max.x - 24.0, rect.min.y + 244.0));
    text::fitted_label_ui(ui, words, Align2::LEFT_CENTER, title, face(130.0, ink).bold().line(170.0), 60.0);
    let runs: Vec<_> = second.iter().map(|(words, size, color)| run(words.clone(), face(*size, *color))).collect();
    let runs = text::fit_runs(ui, runs, words.width());
    text::baseline_label_ui(ui, pos2(words.min.x, rect.min.y + 308.0), egui::Align::Min, &runs);
}

fn paused_ui(ui: &mut Ui, scene: &Scene<'_>, board: &Board, window: &BoardWindow, group: &Bilingual) {
    let palette = theme::palette(ui.ctx());
    let second = match window.back_at {
        Some(back) => {
            let time = [("time", back.clock().into())];
            let beside = sunhall_protocol::words::say_with(scene.language.other(), "display-back-at", &time);
            vec![(scene.say_with("display-back-at", &time), 56.0, palette.ink), (format!("　{beside}"), 40.0, palette.ink_soft)]
        }
        None => vec![(scene.say("display-back-soon"), 56.0, palette.ink)],
    };
    head_ui(ui, icons::HOURGLASS_MEDIUM, palette.amber_pale, palette.amber, &scene.say("display-window-paused"), &second);
    let helper = board.windows.iter().find(|other| {
        let serves = |code: &String| other.first_groups.contains(code) || other.help_groups.contains(code);
        other.number != window.number && other.state == WindowState::Open && window.first_groups.iter().any(serves)
    });
    let bold = face(52.0, palette.ink).bold().line(70.0);
    let place = at(ui, 704.0, 444.0, 1180.0, 76.0);
    if let Some(other) = helper {
        let moves = scene.say_with("display-number-moves", &[("window", other.number.into())]);
        text::fitted_label_ui(ui, place, Align2::LEFT_CENTER, &moves, bold, 36.0);
        plate_ui(ui, at(ui, 704.0, 556.0, 170.0, 170.0), other.number);
        let words = face(60.0, palette.ink).line(80.0);
        text::fitted_label_ui(ui, at(ui, 906.0, 561.0, 960.0, 80.0), Align2::LEFT_CENTER, &scene.say("display-helping"), words, 40.0);
        text::fitted_label_ui(ui, at(ui, 906.0, 641.0, 960.0, 80.0), Align2::LEFT_CENTER, scene.text(group), words.bold(), 40.0);
    } else {
        let waits = scene.say_with("display-number-waits", &[("window", window.number.into())]);
        text::fitted_label_ui(ui, place, Align2::LEFT_CENTER, &waits, bold, 36.0);
    }
    person_ui(ui, scene, board, window);
    foot_ui(ui, scene, board, window);
}

fn person_ui(ui: &mut Ui, scene: &Scene<'_>, board: &Board, window: &BoardWindow) {
    let palette = theme::palette(ui.ctx());
    let urgent = scene.say_with("display-urgent-desk", &[("phone", board.supervision_phone.as_str().into())]);
    let Some(badge) = window.staff.as_deref().and_then(|number| scene.hall.badge(number)) else {
        let place = at(ui, 704.0, 800.0, 1180.0, 60.0);
        text::fitted_label_ui(ui, place, Align2::LEFT_CENTER, &urgent, face(40.0, palette.ink_soft), 30.0);
        return;
    };
    portrait_ui(ui, at(ui, 704.0, 770.0, 110.0, 138.0), 12.0, scene.pictures.of(badge.portrait.as_ref()));
    let number = scene.say_with("common-staff-number", &[("number", badge.number.as_str().into())]);
    let name = format!("**{}**　{number}", badge.name);
    text::fitted_label_ui(ui, at(ui, 846.0, 782.0, 1040.0, 56.0), Align2::LEFT_CENTER, &name, face(40.0, palette.ink).line(56.0), 30.0);
    let soft = face(40.0, palette.ink_soft).line(56.0);
    text::fitted_label_ui(ui, at(ui, 846.0, 838.0, 1040.0, 56.0), Align2::LEFT_CENTER, &urgent, soft, 30.0);
}

fn closed_ui(ui: &mut Ui, scene: &Scene<'_>, board: &Board, window: &BoardWindow) {
    let palette = theme::palette(ui.ctx());
    let (title, by_the_hour) = scene.without_clerk();
    let next = scene.next_opening().filter(|_| by_the_hour).map(|next| scene.say_with("closed-next", &[("time", next.into())]));
    let second = next.unwrap_or_else(|| scene.say("display-window-desk"));
    let icon = if by_the_hour { icons::MOON } else { icons::SIGNPOST };
    head_ui(ui, icon, palette.counter, palette.ink_soft, &scene.say(title), &[(second, 48.0, palette.ink)]);
    let others = board.windows.iter().filter(|other| {
        let serves = |code: &String| other.first_groups.contains(code) || other.help_groups.contains(code);
        other.state == WindowState::Open && window.first_groups.iter().any(serves)
    });
    if let Some(other) = others.into_iter().next() {
        let words = scene.say_with("display-window-go", &[("window", other.number.into())]);
        plate_ui(ui, at(ui, 704.0, 500.0, 170.0, 170.0), other.number);
        text::fitted_label_ui(ui, at(ui, 906.0, 545.0, 960.0, 80.0), Align2::LEFT_CENTER, &words, face(60.0, palette.ink).bold(), 40.0);
    }
    foot_ui(ui, scene, board, window);
}

fn stale_head_ui(ui: &mut Ui, scene: &Scene<'_>) {
    let palette = theme::palette(ui.ctx());
    let time = scene.hall.stale.flatten().map(sunhall_protocol::Moment::clock).unwrap_or_default();
    let title = scene.say_with("display-stale", &[("time", time.into())]);
    let second = [(scene.say("display-stale-listen"), 48.0, palette.ink)];
    head_ui(ui, icons::WIFI_SLASH, palette.amber_pale, palette.amber, &title, &second);
    let card = at(ui, 704.0, 444.0, 1152.0, 452.0);
    card_ui(ui, card, 20.0);
    deed_rows_ui(ui, scene, card.shrink2(vec2(0.0, 10.0)));
    let foot = foot_ground(ui);
    let lines = [scene.say("display-stale-valid"), scene.say("display-stale-resume")];
    for (index, words) in lines.iter().enumerate() {
        let place = Rect::from_min_size(pos2(foot.min.x, foot.min.y + 58.0 * index as f32), vec2(foot.width(), 58.0));
        text::fitted_label_ui(ui, place, Align2::LEFT_CENTER, words, face(38.0, palette.ink), 28.0);
    }
}
