//! Draws every board of the sample hall in both languages, one after the other, and keeps each as a picture; for engineers.
//! Usage: look FOLDER [part of a name]

#[path = "../tests/sample/mod.rs"]
mod sample;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use egui::{ColorImage, ScreenshotCallback, Ui, ViewportCommand};
use sample::more;
use sunhall_display::Show;
use sunhall_display::wall::Wall;
use sunhall_protocol::Moment;
use sunhall_protocol::board::{Board, HoursState, WindowState};
use sunhall_protocol::duty::Duty;
use sunhall_protocol::live::Live;
use sunhall_protocol::notices::Notice;
use sunhall_protocol::words::Language;
use sunhall_screen::frame::{DISPLAY, Window};
use sunhall_screen::link::News;
use sunhall_screen::{frame, theme};

/// One picture: what is shown, what is known, and how long after that it is taken.
struct Case {
    name: String,
    show: Show,
    language: Language,
    news: Vec<News>,
    after: Duration,
}

struct Look {
    folder: PathBuf,
    cases: std::vec::IntoIter<Case>,
    present: Option<(Case, Wall, Instant, bool)>,
    give: Sender<Arc<ColorImage>>,
    taken: Receiver<Arc<ColorImage>>,
}

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| ".".into()));
    let part = arguments.next().unwrap_or_default();
    let cases: Vec<Case> = Language::ALL.into_iter().flat_map(cases).filter(|case| case.name.contains(&part)).collect();
    let window = Window { title: "look".into(), design: DISPLAY, windowed: false, ui_map: None };
    frame::run(window, move |ctx| {
        theme::set_reduced_motion(ctx, true);
        let (give, taken) = channel();
        let mut look = Look { folder, cases: cases.into_iter(), present: None, give, taken };
        move |ui: &mut Ui| look.draw_ui(ui)
    })
}

impl Look {
    fn draw_ui(&mut self, ui: &mut Ui) {
        if let (Ok(image), Some((case, ..))) = (self.taken.try_recv(), &self.present) {
            let path = self.folder.join(format!("{}.ppm", case.name));
            if let Err(fault) = keep(&path, &image) {
                eprintln!("{}: {fault}", path.display());
            }
            self.present = None;
        }
        if self.present.is_none() {
            let Some(case) = self.cases.next() else { return ui.ctx().send_viewport_cmd(ViewportCommand::Close) };
            let mut wall = Wall::new(case.show, case.language);
            for news in case.news.clone() {
                let hub = if let News::HubTime { hub, .. } = &news { *hub } else { sample::now() };
                wall.learn(ui.ctx(), news, Some(hub));
            }
            self.present = Some((case, wall, Instant::now(), false));
        }
        if let Some((case, wall, since, asked)) = &mut self.present {
            wall.advance();
            wall.draw_ui(ui);
            if since.elapsed() > case.after && !std::mem::replace(asked, true) {
                let give = self.give.clone();
                // A closed example takes no more pictures.
                let callback = ScreenshotCallback::new(move |image| drop(give.send(image)));
                ui.ctx().send_viewport_cmd(ViewportCommand::Screenshot(callback));
            }
        }
        frame::repaint_in(ui.ctx(), 20);
    }
}

/// The simplest file that picture programs can read.
fn keep(path: &Path, image: &ColorImage) -> std::io::Result<()> {
    let mut bytes = format!("P6\n{} {}\n255\n", image.size[0], image.size[1]).into_bytes();
    bytes.extend(image.pixels.iter().flat_map(|pixel| [pixel.r(), pixel.g(), pixel.b()]));
    std::fs::write(path, bytes)
}

/// The snapshots from which a case is made.
fn known(board: Board, duty: Duty, live: Live, notices: &[Notice]) -> Vec<News> {
    let (index, files) = if notices.is_empty() { Default::default() } else { more::index_of(&notices[0]) };
    let mut news: Vec<News> = files.into_iter().map(|(hash, bytes)| News::File { hash, bytes }).collect();
    news.extend([
        News::HubTime { hub: sample::now(), at: 0 },
        News::Board(Box::new(board)),
        News::Duty(Box::new(duty)),
        News::Notices(Box::new(index)),
        News::Live(Box::new(live)),
    ]);
    news
}

fn quiet(mut board: Board) -> Board {
    for call in &mut board.calls {
        call.at = Moment(call.at.0 - 120_000);
    }
    board
}

fn closed(state: HoursState) -> Board {
    let mut board = quiet(sample::board());
    board.hours.state = state;
    for window in &mut board.windows {
        window.state = WindowState::Closed;
        window.ticket = None;
        window.staff = None;
    }
    board
}

fn cases(language: Language) -> Vec<Case> {
    let mark = if language == Language::Chinese { "zh" } else { "en" };
    let case = |name: &str, show, news| Case { name: format!("{name}-{mark}"), show, language, news, after: Duration::from_millis(120) };
    let of_board = |board: Board| known(board, more::empty_duty(), sample::live(), &[]);
    let stale = |mut news: Vec<News>| {
        news.push(News::Stale(Some(sample::now())));
        news.push(News::HubTime { hub: sample::at(10, 47), at: 0 });
        news
    };
    let usual = || known(quiet(sample::board()), sample::duty(), sample::live(), &[]);
    let full = || known(quiet(more::full_window_board()), more::full_duty(), more::full_live(), &[]);
    let empty = || known(quiet(sample::empty_board()), more::empty_duty(), more::quiet_live(false), &[]);
    let mut cases = vec![
        case("d01-board", Show::Board, of_board(quiet(sample::board()))),
        case("d01-board-full", Show::Board, of_board(quiet(sample::full_board()))),
        case("d01-board-empty", Show::Board, of_board(sample::empty_board())),
        case("d01-starting", Show::Board, Vec::new()),
        case("d01-never-heard", Show::Board, vec![News::Stale(None)]),
        case("d03-window", Show::Window(2), usual()),
        case("d03-window-free", Show::Window(3), usual()),
        case("d03-window-full", Show::Window(12), full()),
        case("d08-window-paused", Show::Window(8), usual()),
        case("d03-window-not-today", Show::Window(9), usual()),
        case("d03-window-unknown", Show::Window(7), usual()),
        case("d03-window-over", Show::Window(2), known(closed(HoursState::Over), sample::duty(), sample::live(), &[])),
        case("d07-window", Show::Window(2), stale(usual())),
        case("d04-duty", Show::Duty, usual()),
        case("d04-duty-plain", Show::Duty, known(quiet(sample::board()), more::plain_duty(), sample::live(), &[])),
        case("d04-duty-full", Show::Duty, full()),
        case("d04-duty-empty", Show::Duty, empty()),
        case("d06-live", Show::Live, usual()),
        case("d06-live-full", Show::Live, full()),
        case("d06-live-empty", Show::Live, empty()),
        case("d06-live-new", Show::Live, known(sample::board(), sample::duty(), more::new_live(), &[])),
        case("d06-live-stuck", Show::Live, known(sample::board(), sample::duty(), more::stuck_live(), &[])),
        case("d06-live-help", Show::Live, known(sample::board(), sample::duty(), more::quiet_live(true), &[])),
        case("d07-board", Show::Board, stale(of_board(quiet(sample::board())))),
        case("d07-board-full", Show::Board, stale(of_board(quiet(sample::full_board())))),
        case("d07-board-empty", Show::Board, stale(of_board(sample::empty_board()))),
    ];
    for (name, state) in [("over", HoursState::Over), ("before", HoursState::Before), ("rest", HoursState::Rest)] {
        cases.push(case(&format!("closed-{name}"), Show::Board, of_board(closed(state))));
    }
    for (name, notice) in [("money", sample::notice()), ("text", sample::text_notice()), ("long", more::long_notice()), ("plain", more::plain_notice())] {
        cases.push(case(&format!("d05-{name}"), Show::Duty, known(quiet(sample::board()), more::empty_duty(), sample::live(), &[notice])));
    }
    for (name, board) in [("two", more::rush_board(2)), ("rush", more::rush_board(5)), ("full", sample::full_board())] {
        cases.push(Case { after: Duration::from_millis(700), ..case(&format!("d02-{name}"), Show::Board, of_board(board)) });
    }
    cases
}
