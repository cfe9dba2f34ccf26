//! The displays as a person, a screen reader and the screen map find them: by their words, in both languages.

mod sample;

use std::time::{Duration, Instant};

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use sunhall_display::Show;
use sunhall_display::boards::notice::notice_ui;
use sunhall_display::hall::Hall;
use sunhall_display::scene::{Pictures, Scene};
use sunhall_display::wall::Wall;
use sunhall_protocol::Bilingual;
use sunhall_protocol::Moment;
use sunhall_protocol::board::{HoursState, WindowState};
use sunhall_protocol::order::{Lock, Order};
use sunhall_protocol::wording::Wording;
use sunhall_protocol::words::Language;
use sunhall_screen::announce::Step;
use sunhall_screen::frame::{DISPLAY, install, show_ui};
use sunhall_screen::link::News;
use sunhall_screen::ui_map;

fn harness(show: Show, language: Language, news: Vec<News>) -> Harness<'static, Wall> {
    let wall = Wall::new(show, language);
    let mut fresh = Some(news);
    let mut harness = Harness::builder().with_size(egui::vec2(1920.0, 1080.0)).with_max_steps(64).with_context_setup(install).build_ui_state(
        move |ui, wall: &mut Wall| {
            for piece in fresh.take().into_iter().flatten() {
                let hub = if let News::HubTime { hub, .. } = &piece { *hub } else { sample::now() };
                wall.learn(ui.ctx(), piece, Some(hub));
            }
            show_ui(ui, DISPLAY, |ui| wall.draw_ui(ui));
        },
        wall,
    );
    harness.step();
    harness.step();
    harness
}

fn news() -> Vec<News> {
    let (index, files) = sample::notices();
    let mut news: Vec<_> = files.into_iter().map(|(hash, bytes)| News::File { hash, bytes }).collect();
    news.extend([
        News::HubTime { hub: sample::now(), at: 0 },
        News::Board(Box::new(sample::board())),
        News::Duty(Box::new(sample::duty())),
        News::Notices(Box::new(index)),
        News::Live(Box::new(sample::live())),
    ]);
    news
}

fn sees(harness: &Harness<'_, Wall>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

/// A board whose calls are too old to be called out.
fn quiet(mut board: sunhall_protocol::board::Board) -> News {
    for call in &mut board.calls {
        call.at = Moment(call.at.0 - 600_000);
    }
    News::Board(Box::new(board))
}

#[test]
fn before_anything_is_heard_the_display_says_that_it_connects() {
    let harness = harness(Show::Board, Language::Chinese, Vec::new());
    assert!(sees(&harness, "正在连接大厅"));
}

#[test]
fn the_hall_board_says_who_goes_where_and_how_many_wait() {
    let harness = harness(Show::Board, Language::Chinese, vec![quiet(sample::board())]);
    for words in ["请 A012 号到 2 号窗口，社会保障", "刚才叫过", "B004", "户籍身份证", "不用等", "10–15 分", "A009 D007"] {
        assert!(sees(&harness, words), "{words}");
    }
    assert!(!sees(&harness, "卫生健康"), "a group that is not served today has no column");
}

#[test]
fn the_hall_board_speaks_english_too() {
    let harness = harness(Show::Board, Language::English, vec![quiet(sample::board())]);
    for words in ["Yanshi Town Service Hall", "Social security", "演示镇政务服务大厅"] {
        assert!(sees(&harness, words), "{words}");
    }
}

#[test]
fn the_longest_names_and_an_empty_hall_are_drawn() {
    for board in [sample::full_board(), sample::empty_board()] {
        for language in Language::ALL {
            let harness = harness(Show::Board, language, vec![quiet(board.clone())]);
            assert!(sees(&harness, board.hall.text(language)));
        }
    }
    let empty = harness(Show::Board, Language::Chinese, vec![quiet(sample::empty_board())]);
    assert!(sees(&empty, "还没有叫号"));
}

#[test]
fn a_fresh_call_covers_the_board_until_it_is_over() {
    let mut harness = harness(Show::Board, Language::Chinese, news());
    let deadline = Instant::now() + Duration::from_secs(20);
    let mut chimes = 0;
    let mut spoken = Vec::new();
    while !sees(&harness, "第 1 遍，共 2 遍") {
        assert!(Instant::now() < deadline, "the overlay never came");
        for step in harness.state_mut().advance() {
            match step {
                Step::Chime => chimes += 1,
                Step::Speak { call, .. } => spoken.push(call.ticket),
                Step::Done { .. } => {}
            }
        }
        harness.step();
    }
    assert_eq!(chimes, 1);
    assert!(sees(&harness, "B004"), "the older of two fresh calls comes first");
    assert!(spoken.is_empty() || spoken == ["B004"]);
}

#[test]
fn a_window_sign_shows_its_number_its_clerk_and_who_waits() {
    let harness = harness(Show::Window(2), Language::Chinese, news());
    for words in ["正在办理", "A012", "演示乙", "工号 0203", "电话 0000-0000203", "社会保障", "也帮办医疗保障"] {
        assert!(sees(&harness, words), "{words}");
    }
}

#[test]
fn a_paused_window_names_the_window_that_goes_on() {
    let harness = harness(Show::Window(8), Language::Chinese, news());
    for words in ["暂停服务", "大约 10:45 回来", "由 6 号窗口接着叫", "Back at about 10:45"] {
        assert!(sees(&harness, words), "{words}");
    }
}

#[test]
fn a_window_without_a_clerk_says_why_at_every_hour() {
    for (state, words, live) in [
        (HoursState::Open, ["暂时没有人", "请到引导台，我们来安排"], "没有人上岗"),
        (HoursState::LastCalls, ["暂时没有人", "请到引导台，我们来安排"], "没有人上岗"),
        (HoursState::Before, ["还没开门", "下次开门"], "还没开门"),
        (HoursState::Break, ["中午休息", "下次开门"], "中午休息"),
        (HoursState::Over, ["今日服务结束", "下次开门"], "今日服务结束"),
        (HoursState::Rest, ["今天休息", "下次开门"], "今天休息"),
    ] {
        let mut pieces = news();
        let mut board = sample::board();
        board.hours.state = state;
        pieces.push(News::Board(Box::new(board)));
        let mut queue = sample::live();
        queue.hours.state = state;
        for window in &mut queue.windows {
            (window.state, window.clerk, window.ticket) = (WindowState::Closed, None, None);
        }
        pieces.push(News::Live(Box::new(queue)));
        let sign = harness(Show::Window(9), Language::Chinese, pieces.clone());
        for words in words {
            assert!(sees(&sign, words), "{state:?}: {words}");
        }
        assert!(!sees(&sign, "今天不开"), "{state:?}");
        assert!(sees(&harness(Show::Live, Language::Chinese, pieces), live), "{state:?}: {live}");
    }
}

#[test]
fn a_notice_offers_only_ways_to_ask_that_exist() {
    let (_, files) = sample::notices();
    let notice: sunhall_protocol::notices::Notice = serde_json::from_slice(&files[0].1).unwrap();
    for language in Language::ALL {
        let hall = Hall { board: Some(sample::board()), ..Hall::default() };
        let (notice, pictures) = (notice.clone(), Pictures::default());
        let mut harness = Harness::builder().with_size(egui::vec2(1920.0, 1080.0)).with_context_setup(install).build_ui(move |ui| {
            let scene = Scene { hall: &hall, language, now: sample::now(), shown: 0, present: None, pictures: &pictures, pages: None, settled: 1.0 };
            show_ui(ui, DISPLAY, |ui| notice_ui(ui, &scene, &notice, 0));
        });
        harness.run_steps(2);
        let sees = |words: &str| harness.query_all_by_label_contains(words).next().is_some();
        assert!(sees("0000-0000000") && !sees("扫码") && !sees("Scan"), "{language}");
    }
}

#[test]
fn the_duty_wall_shows_people_and_never_one_figure_alone() {
    let harness = harness(Show::Duty, Language::Chinese, news());
    for words in ["今天谁在岗", "演示乙", "接待中", "14:30 回", "2,316 人办理，1,608 人评价，1,571 人满意"] {
        assert!(sees(&harness, words), "{words}");
    }
}

#[test]
fn the_duty_wall_says_nothing_that_nobody_stated() {
    let mut pieces = news();
    pieces.push(News::Duty(Box::new(sample::more::plain_duty())));
    let harness = harness(Show::Duty, Language::Chinese, pieces);
    for words in ["镇长", "镇政府", "现在不在窗口", "号窗口"] {
        assert!(sees(&harness, words), "{words}");
    }
    let absent = harness.query_all_by_label_contains("现在不在窗口").count();
    assert_eq!(absent, 1, "leaders are not missed at a window");
    for words in ["不在岗", "外出", "轮休"] {
        assert!(!sees(&harness, words), "{words}");
    }
}

/// Everything that stands on a board lies inside the wall, with the longest names and in both languages.
#[test]
fn the_longest_words_stay_on_the_wall() {
    let mut pieces = news();
    pieces.extend([quiet(sample::more::full_window_board()), News::Duty(Box::new(sample::more::full_duty())), News::Live(Box::new(sample::more::full_live()))]);
    let mut stale = pieces.clone();
    stale.push(News::Stale(Some(sample::now())));
    let (index, files) = sample::more::index_of(&sample::more::long_notice());
    let mut noticed: Vec<_> = files.into_iter().map(|(hash, bytes)| News::File { hash, bytes }).collect();
    noticed.extend([quiet(sample::board()), News::Duty(Box::new(sample::more::empty_duty())), News::Notices(Box::new(index))]);
    let cases = [
        (Show::Board, &pieces),
        (Show::Window(12), &pieces),
        (Show::Duty, &pieces),
        (Show::Live, &pieces),
        (Show::Board, &stale),
        (Show::Window(12), &stale),
        (Show::Duty, &noticed),
    ];
    for (show, pieces) in cases {
        for language in Language::ALL {
            let mut harness = harness(show, language, pieces.clone());
            ui_map::enable(&harness.ctx);
            harness.step();
            let map = ui_map::take(&harness.ctx).unwrap();
            assert!(map.items.len() > 5, "{show:?} {language:?} shows next to nothing");
            for item in map.items {
                let [x, y, width, height] = item.rect;
                let inside = x >= -1.0 && y >= -1.0 && x + width <= 1921.0 && y + height <= 1081.0;
                assert!(inside, "{show:?} {language:?}: {:?} at {:?}", item.label, item.rect);
            }
        }
    }
}

/// A page that stands still is drawn once and then not before something will look different.
#[test]
fn nothing_is_repainted_that_stands_still() {
    for reduced in [true, false] {
        let mut pieces = news();
        pieces.retain(|piece| !matches!(piece, News::Board(_) | News::Notices(_) | News::Duty(_)));
        let mut harness = harness(Show::Board, Language::Chinese, [pieces, vec![quiet(sample::board())]].concat());
        sunhall_screen::theme::set_reduced_motion(&harness.ctx, reduced);
        let deadline = Instant::now() + Duration::from_secs(20);
        // The fade of the first page ends.
        while !reduced && harness.ctx.has_requested_repaint() && rest(&harness) < Duration::from_secs(1) {
            assert!(Instant::now() < deadline, "the board never stands still");
            harness.step();
        }
        harness.step();
        assert!(rest(&harness) > Duration::from_secs(5), "{:?}", rest(&harness));
    }
}

/// How long the board that was drawn last asks to be left alone.
fn rest(harness: &Harness<'_, Wall>) -> Duration {
    harness.output().viewport_output.values().map(|output| output.repaint_delay).min().unwrap_or(Duration::MAX)
}

#[test]
fn the_live_queue_says_it_in_a_sentence_and_marks_who_waits_too_long() {
    let harness = harness(Show::Live, Language::Chinese, news());
    for words in ["25 人在等，最久 31 分钟。", "建议 6 号窗口帮办", "D012", "K001", "空闲 12 分", "+3", "昨天办 58，评价 41，满意 39"]
    {
        assert!(sees(&harness, words), "{words}");
    }
}

#[test]
fn a_stale_display_shows_the_last_truth_and_never_that_windows_call_as_usual() {
    let mut pieces = news();
    pieces.push(News::Stale(Some(sample::now())));
    for show in [Show::Board, Show::Duty, Show::Live] {
        let harness = harness(show, Language::Chinese, pieces.clone());
        for words in ["信号中断，数据截至 10:32", "请拿小票到引导台登记，听工作人员叫号", "A012", "您的号没有作废"] {
            assert!(sees(&harness, words), "{words}");
        }
        assert!(!sees(&harness, "人在等"), "numbers that could be wrong are gone");
    }
    let window = harness(Show::Window(2), Language::Chinese, pieces);
    assert!(sees(&window, "信号中断") && !sees(&window, "A012"));
}

#[test]
fn a_closed_hall_says_when_it_opens_again() {
    let mut board = sample::board();
    board.hours.state = HoursState::Over;
    for window in &mut board.windows {
        window.state = WindowState::Closed;
        window.ticket = None;
    }
    let harness = harness(Show::Board, Language::Chinese, vec![News::HubTime { hub: sample::at(18, 24), at: 0 }, quiet(board)]);
    for words in ["今天已经下班", "明天 星期二 08:30", "上午 08:30–12:00"] {
        assert!(sees(&harness, words), "{words}");
    }
}

#[test]
fn during_the_break_the_board_stays_and_says_when_calling_goes_on() {
    let mut board = sample::board();
    board.hours.state = HoursState::Break;
    let harness = harness(Show::Board, Language::Chinese, vec![News::HubTime { hub: sample::at(12, 30), at: 0 }, quiet(board)]);
    assert!(sees(&harness, "午休时间，14:00 继续叫号"));
}

#[test]
fn shortly_before_lunch_the_day_is_not_over() {
    let mut board = sample::board();
    board.hours.state = HoursState::LastCalls;
    for (hour, minute, words) in [(11, 50, "14:00 再取"), (17, 20, "不再取号了")] {
        let pieces = vec![News::HubTime { hub: sample::at(hour, minute), at: 0 }, quiet(board.clone())];
        assert!(sees(&harness(Show::Board, Language::Chinese, pieces), words), "{words}");
    }
}

fn locked(zh: &str, en: &str) -> News {
    News::Order(Box::new(Order { lock: Some(Lock { message: Bilingual::new(zh, en), since: sample::now() }), ..Order::default() }))
}

#[test]
fn a_locked_display_says_so_in_both_languages_and_calls_nobody() {
    for show in [Show::Board, Show::Window(2), Show::Duty, Show::Live] {
        let mut news = news();
        news.push(locked("本屏检修，请看门口大屏", "Please look at the screen by the door"));
        let mut harness = harness(show, Language::Chinese, news);
        for words in ["本屏暂停使用", "本屏检修，请看门口大屏", "Please look at the screen by the door"] {
            assert!(sees(&harness, words), "{show:?} {words}");
        }
        assert!(!sees(&harness, "A012"));
        assert!(harness.state_mut().advance().is_empty());
    }
    let usual = harness(Show::Board, Language::English, vec![News::Board(Box::new(sample::board())), locked("", "")]);
    assert!(sees(&usual, "Please look at the other screen"));
}

#[test]
fn a_display_that_was_unlocked_shows_the_hall_again() {
    let mut news = news();
    news.extend([quiet(sample::board()), locked("", ""), News::Order(Box::default())]);
    let harness = harness(Show::Board, Language::Chinese, news);
    assert!(sees(&harness, "A012") && !sees(&harness, "本屏暂停使用"));
    assert!(!harness.state().must_restart());
}

#[test]
fn a_display_says_the_halls_own_words() {
    let own = [("display-none-called".to_owned(), Bilingual::new("请坐，马上就开始叫号", ""))];
    let board = sunhall_protocol::board::Board { wording: Wording(own.into()), ..sample::empty_board() };
    let harness = harness(Show::Board, Language::Chinese, vec![News::Board(Box::new(board))]);
    assert!(sees(&harness, "请坐，马上就开始叫号") && !sees(&harness, "还没有叫号"));
}
