//! A demo hall in snapshots, made from the tables of `deploy/demo`, for tests and the sample hub.
#![allow(dead_code, reason = "each test uses its own part")]
#![allow(clippy::unwrap_used, reason = "a test may stop where its story breaks")]

use std::path::PathBuf;

use sunhall_kiosk::model::{Action, Event, Kiosk, Tap, Wanted};
use sunhall_kiosk::printer::{Outcome as Print, Report};
use sunhall_protocol::board::{Board, BoardGroup, BoardWindow, Hours, HoursState, Range, Span, WindowState};
use sunhall_protocol::duty::{Badge, Duty, DutyState};
use sunhall_protocol::kiosk::{Fee, Found, Guide, KioskAnswer, KioskAsk, Menu, MenuGroup, MenuService, OnCall, Reserved, Statutory};
use sunhall_protocol::order::{Lock, Order};
use sunhall_protocol::presence::PrinterState;
use sunhall_protocol::words::Language;
use sunhall_protocol::{Answer, Bilingual, Moment, Outcome, Refusal, WIRE_VERSION};
use uuid::Uuid;

/// Monday 23 November 2026, 10:14 in the hall.
pub const NOW: Moment = Moment(1_795_400_040_000);

pub fn table(name: &str) -> Vec<Vec<String>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../deploy/demo").join(name);
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).has_headers(false).flexible(true).from_path(path).unwrap();
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

struct Table {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn read(name: &str) -> Self {
        let mut rows = table(name);
        let head = rows.remove(0);
        Self { head, rows }
    }

    fn get<'a>(&self, row: &'a [String], column: &str) -> &'a str {
        let at = self.head.iter().position(|name| name == column).unwrap();
        row.get(at).map_or("", String::as_str)
    }
}

fn windows(text: &str) -> Vec<u16> {
    text.split(';').take(1).filter_map(|window| window.parse().ok()).collect()
}

pub fn groups() -> Vec<MenuGroup> {
    let table = Table::read("groups.csv");
    let group = |row: &Vec<String>| {
        let get = |column| table.get(row, column).to_owned();
        MenuGroup {
            code: get("code"),
            letter: get("letter"),
            name: Bilingual::new(get("name"), get("name_en")),
            summary: Bilingual::new(get("summary"), get("summary_en")),
            icon: get("icon"),
            first_windows: windows(&get("windows")),
            not_sure: get("code") == "enquiry",
            in_elder_mode: get("in_elder_mode") == "yes",
            elder_name: get("elder_name"),
            elder_summary: elder_summary(table.get(row, "code")).into(),
        }
    };
    table.rows.iter().map(group).collect()
}

/// As `deploy/demo/menu.toml` says.
fn elder_summary(group: &str) -> &'static str {
    match group {
        "social" => "养老金 社保卡",
        "medical" => "参保 报销",
        "relief" => "高龄津贴 低保",
        "household" => "落户 换证",
        _ => "",
    }
}

pub fn services() -> Vec<MenuService> {
    let table = Table::read("services.csv");
    let service = |row: &Vec<String>| {
        let get = |column| table.get(row, column).to_owned();
        let statutory = get("statutory_limit");
        let limit = |unit: &str, working| statutory.strip_suffix(unit).and_then(|days| days.parse().ok()).map(|days| Statutory { days, working });
        let fee = match get("fee_state").as_str() {
            "local" => Fee::Local(get("fee")),
            "amount" => Fee::Amount(get("fee")),
            _ => Fee::Zero,
        };
        let list = |column| get(column).split('；').filter(|text| !text.is_empty()).map(str::to_owned).collect();
        MenuService {
            group: get("group"),
            name: Bilingual::new(get("name"), get("name_en")),
            pledged_days: get("pledged_limit_wd").parse().unwrap_or(0),
            statutory: limit("wd", true).or_else(|| limit("d", false)),
            fee,
            materials: list("materials"),
            originals: vec!["居民身份证".into(), "户口簿".into(), "社会保障卡".into()],
            aliases: list("alias"),
            initials: if get("code") == "MZ05" { vec!["lnz".into()] } else { vec!["zz".into()] },
            also_at: if get("level_lowest") == "village" { vec!["演示村".into(), "示范村".into()] } else { Vec::new() },
            county: get("level_lowest") == "county",
            guide: Some(format!("guide-{}", get("code"))),
            guide_url: Some(format!("http://127.0.0.1:8080/g/{}", get("code"))),
            code: get("code"),
        }
    };
    table.rows.iter().map(service).collect()
}

/// The guide file of every service: hash and bytes.
pub fn guides() -> Vec<(String, Vec<u8>)> {
    let table = Table::read("services.csv");
    let guide = |row: &Vec<String>| {
        let get = |column| table.get(row, column).to_owned();
        let guide = Guide {
            service: get("code"),
            conditions: get("conditions"),
            steps: get("steps").split('→').map(str::to_owned).collect(),
            basis: get("basis"),
            result: get("result"),
            department: get("department"),
            object: get("object"),
        };
        (format!("guide-{}", get("code")), serde_json::to_vec(&guide).unwrap())
    };
    table.rows.iter().map(guide).collect()
}

pub fn menu() -> Menu {
    let words = |kind: &str, names: &[&str]| names.iter().map(|name| format!("rating-{kind}-{name}")).collect();
    Menu {
        hall: Bilingual::new("演示镇政务服务大厅", "Yanshi Town Service Hall"),
        kiosk: "入口".into(),
        groups: groups(),
        services: services(),
        guide_desk: Bilingual::new("进门左手边", "left of the entrance"),
        place: Bilingual::new("镇大厅一楼", "Town hall, ground floor"),
        supervision_phone: "0000-0000000".into(),
        good_reasons: words("good", &["manner", "clear", "fast", "once", "helpful", "appearance", "language"]),
        bad_reasons: words("reason", &["manner", "language", "appearance", "slow", "papers", "passed-around", "fee", "banquet"]),
        demo: true,
        on_call: Some(on_call()),
        ..Menu::default()
    }
}

pub fn on_call() -> OnCall {
    OnCall {
        name: "演示丙".into(),
        position: Bilingual::new("民政救助岗", "Civil affairs"),
        phone: "0000-0000000".into(),
        portrait: Some("portrait-0204".into()),
    }
}

pub fn at(hour: i64, minute: i64) -> Moment {
    let midnight = NOW.0 - (10 * 60 + 14) * 60_000;
    Moment(midnight + (hour * 60 + minute) * 60_000)
}

/// Every window that serves a group first, each with a clerk.
fn open_windows() -> Vec<BoardWindow> {
    let groups = groups();
    let mut numbers: Vec<u16> = groups.iter().flat_map(|group| group.first_windows.clone()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let first = |number: u16| groups.iter().filter(|group| group.first_windows.contains(&number)).map(|group| group.code.clone()).collect();
    numbers.into_iter().map(|number| BoardWindow { number, state: WindowState::Open, first_groups: first(number), ..BoardWindow::default() }).collect()
}

/// The same hall before anybody has signed on.
pub fn unstaffed(state: HoursState, waiting: u32) -> Board {
    let mut board = board(state);
    board.windows.clear();
    for group in &mut board.groups {
        (group.waiting, group.range) = (waiting, None);
    }
    board
}

/// The hall at a quarter to twelve: numbers stop, and are given again after lunch.
pub fn before_lunch() -> Board {
    let mut board = board(HoursState::LastCalls);
    (board.hours.next_opening, board.hours.next_spans) = (Some(at(14, 0)), board.hours.spans[1..].to_vec());
    board
}

pub fn board(state: HoursState) -> Board {
    let spans = vec![Span { from: at(8, 30), to: at(12, 0) }, Span { from: at(14, 0), to: at(17, 30) }];
    let tomorrow = |span: &Span| Span { from: span.from.plus_seconds(86_400), to: span.to.plus_seconds(86_400) };
    let waiting = [4, 2, 1, 6, 0, 0, 3, 0, 0];
    let groups = groups().into_iter().zip(waiting);
    let group = |(group, waiting): (MenuGroup, u32)| BoardGroup {
        open_today: group.code != "health",
        weekdays: if group.code == "health" { vec![2, 4] } else { Vec::new() },
        range: (waiting > 0).then_some(Range { low: 15, high: 20 }),
        code: group.code,
        letter: group.letter,
        name: group.name,
        waiting,
        first_windows: group.first_windows,
    };
    let next = if state == HoursState::Break { spans[1].from } else { spans[0].from.plus_seconds(86_400) };
    Board {
        hall: menu().hall,
        hours: Hours { next_spans: spans.iter().map(tomorrow).collect(), spans, state, next_opening: Some(next), reason: None },
        groups: groups.map(group).collect(),
        windows: open_windows(),
        supervision_phone: "0000-0000000".into(),
        ..Board::default()
    }
}

pub fn duty() -> Duty {
    let badge = |number: &str, name: &str, position: Bilingual| Badge {
        number: number.into(),
        name: name.into(),
        position,
        portrait: Some(format!("portrait-{number}")),
        state: DutyState::OnDuty,
        ..Badge::default()
    };
    let badges = vec![
        badge("0101", "演示甲", Bilingual::new("便民服务中心", "Service centre")),
        badge("0203", "演示乙", Bilingual::new("社会保障岗", "Social security")),
    ];
    Duty { badges, guide: Some("0101".into()), ..Duty::default() }
}

pub fn reserved() -> Reserved {
    Reserved {
        ticket: 12,
        number: "A012".into(),
        service: "SB01".into(),
        group: "social".into(),
        windows: vec![2],
        ahead: 4,
        range: Some(Range { low: 15, high: 20 }),
        taken_at: NOW,
        code: "7Q4M-2KPX".into(),
        url: Some("http://127.0.0.1:8080/t/0K3V9QW2XHJ5R8TN4B7C6D1EFG".into()),
    }
}

pub fn found() -> Found {
    Found {
        ticket: 12,
        number: "A012".into(),
        service: "SB01".into(),
        window: 2,
        staff: "0203".into(),
        staff_name: "演示乙".into(),
        position: Bilingual::new("社会保障岗", "Social security"),
        portrait: None,
    }
}

/// What a hub would answer.
pub fn reply(ask: &KioskAsk) -> KioskAnswer {
    match ask {
        KioskAsk::TakeTicket { service, .. } => KioskAnswer::Reserved(Reserved { service: service.clone(), ..reserved() }),
        KioskAsk::ConfirmTicket { ticket, .. } => KioskAnswer::Confirmed { ticket: *ticket },
        KioskAsk::CancelTicket { ticket } => KioskAnswer::Cancelled { ticket: *ticket },
        KioskAsk::FindTicket { .. } => KioskAnswer::Found(found()),
        KioskAsk::Rate { .. } => KioskAnswer::Rated,
        KioskAsk::CallHelp => KioskAnswer::HelpCalled,
    }
}

pub fn refusal() -> Refusal {
    Refusal { key: "refusal-no-window".into(), rule: Some("R09.1".into()), ..Refusal::default() }
}

pub fn answer(id: Uuid, outcome: Outcome<KioskAnswer>) -> Event {
    Event::Answer(Box::new(Answer { version: WIRE_VERSION, id, hub_time: NOW, outcome }))
}

/// A kiosk in an open hall that has heard everything.
pub fn kiosk(language: Language, state: HoursState) -> Kiosk {
    let mut count = 0;
    let ids = move |_| {
        count += 1;
        Uuid::from_u128(count)
    };
    let mut kiosk = Kiosk::new(language, Box::new(ids));
    let news = [
        Event::Menu(Box::new(menu())),
        Event::Board(Box::new(board(state))),
        Event::Duty(Box::new(duty())),
        Event::Heard(true),
        Event::Printer(PrinterState::Ready),
    ];
    for event in news {
        kiosk.on(event, NOW);
    }
    for (hash, bytes) in guides().into_iter().chain(portraits()) {
        kiosk.on(Event::File { hash, bytes }, NOW);
    }
    kiosk
}

/// The portraits of the people in this hall: hash and bytes.
pub fn portraits() -> Vec<(String, Vec<u8>)> {
    let portrait = |number: &str| {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../deploy/demo/portraits/");
        (format!("portrait-{number}"), std::fs::read(format!("{path}{number}.png")).unwrap())
    };
    ["0101", "0203", "0204"].map(portrait).into()
}

/// Touches one key after the other.
pub fn tap(kiosk: &mut Kiosk, taps: &[Tap]) -> Vec<Action> {
    taps.iter().flat_map(|tap| kiosk.on(Event::Tap(tap.clone()), NOW)).collect()
}

/// The first request among the actions.
pub fn asked(actions: &[Action]) -> (Uuid, KioskAsk) {
    let ask = actions.iter().find_map(|action| match action {
        Action::Send(ask) => Some((ask.id, ask.body.clone())),
        _ => None,
    });
    ask.unwrap()
}

/// Answers the request among the actions as a hub would.
pub fn answer_to(kiosk: &mut Kiosk, actions: &[Action], now: Moment) -> Vec<Action> {
    let (id, ask) = asked(actions);
    kiosk.on(answer(id, Outcome::Done(reply(&ask))), now)
}

/// Prints the slip of a reserved number, and confirms it.
pub fn print(kiosk: &mut Kiosk, outcome: Print) {
    let actions = kiosk.on(Event::Printed { ticket: 12, report: Report { outcome, paper_low: false } }, NOW);
    answer_to(kiosk, &actions, NOW);
}

/// What leads an idle kiosk to one of its screens.
pub type Lead = fn(&mut Kiosk);

/// Every screen there is: its name, the hall's hours, and the way to it.
#[allow(clippy::too_many_lines, reason = "a list: one entry for each screen")]
pub fn every_screen() -> Vec<(&'static str, HoursState, Lead)> {
    const OPEN: HoursState = HoursState::Open;
    let mut screens: Vec<(&'static str, HoursState, Lead)> = vec![
        ("home", OPEN, |_| {}),
        ("locked", OPEN, |kiosk| {
            let message =
                Bilingual::new("这台机器正在换纸，五分钟就好，请先用旁边那台", "New paper is coming; please use the machine next to this one for five minutes");
            let order = Order { lock: Some(Lock { message, since: NOW }), ..Order::default() };
            kiosk.on(Event::Order(Box::new(order)), NOW);
        }),
        ("services", OPEN, |kiosk| drop(tap(kiosk, &[Tap::Group("social".into())]))),
        ("search", OPEN, |kiosk| drop(tap(kiosk, &[Tap::Search]))),
        ("search-found", OPEN, |kiosk| drop(tap(kiosk, &[Tap::Search, Tap::Letter('Z')]))),
        ("guide", OPEN, |kiosk| drop(tap(kiosk, &[Tap::Service("SB01".into())]))),
        ("guide-long", OPEN, |kiosk| {
            let most = kiosk.hall.services().max_by_key(|service| service.materials.len()).unwrap().code.clone();
            tap(kiosk, &[Tap::Service(most)]);
        }),
        ("guide-help", OPEN, |kiosk| drop(tap(kiosk, &[Tap::Service("SB01".into()), Tap::Help]))),
        ("guide-not-today", OPEN, |kiosk| {
            let health = kiosk.hall.services_of("health").first().map(|service| service.code.clone()).unwrap();
            tap(kiosk, &[Tap::Service(health)]);
        }),
        ("more", OPEN, |kiosk| drop(tap(kiosk, &[Tap::Service("SB01".into()), Tap::More]))),
        ("priority", OPEN, |kiosk| drop(tap(kiosk, &[Tap::Service("SB01".into()), Tap::Priority]))),
        ("priority-home", OPEN, |kiosk| drop(tap(kiosk, &[Tap::Priority]))),
        ("taking", OPEN, |kiosk| drop(tap(kiosk, &[Tap::Service("SB01".into()), Tap::Take]))),
        ("printing", OPEN, reserve),
        ("choosing", OPEN, |kiosk| {
            kiosk.on(Event::Printer(PrinterState::PaperOut), NOW);
            reserve(kiosk);
        }),
        ("choosing-jam", OPEN, |kiosk| {
            kiosk.on(Event::Printer(PrinterState::Jam), NOW);
            reserve(kiosk);
        }),
        ("ticket", OPEN, ticket),
        ("services-unstaffed", OPEN, |kiosk| {
            kiosk.on(Event::Board(Box::new(unstaffed(OPEN, 0))), NOW);
            tap(kiosk, &[Tap::Group("social".into())]);
        }),
        ("services-unstaffed-waiting", OPEN, |kiosk| {
            kiosk.on(Event::Board(Box::new(unstaffed(OPEN, 3))), NOW);
            tap(kiosk, &[Tap::Group("social".into())]);
        }),
        ("services-farming", OPEN, |kiosk| drop(tap(kiosk, &[Tap::Group("rural".into())]))),
        ("guide-unstaffed", OPEN, |kiosk| {
            kiosk.on(Event::Board(Box::new(unstaffed(OPEN, 0))), NOW);
            tap(kiosk, &[Tap::Service("SB01".into())]);
        }),
        ("ticket-unstaffed", OPEN, |kiosk| {
            ticket(kiosk);
            kiosk.on(Event::Board(Box::new(unstaffed(OPEN, 0))), NOW);
        }),
        ("last-calls-lunch", OPEN, |kiosk| drop(kiosk.on(Event::Board(Box::new(before_lunch())), NOW))),
        ("never-connected", OPEN, |kiosk| {
            let mut never = Kiosk::new(kiosk.language, Box::new(|_| Uuid::nil()));
            for seconds in [0, 10] {
                never.on(Event::Tick, Moment(seconds * 1000));
            }
            never.modes = kiosk.modes;
            *kiosk = never;
        }),
        ("ticket-screen", OPEN, |kiosk| {
            kiosk.on(Event::Printer(PrinterState::PaperOut), NOW);
            reserve(kiosk);
            let actions = tap(kiosk, &[Tap::Choose(Wanted::Screen)]);
            answer_to(kiosk, &actions, NOW);
        }),
        ("cancelling", OPEN, |kiosk| {
            ticket(kiosk);
            tap(kiosk, &[Tap::Cancel]);
        }),
        ("cancelled", OPEN, |kiosk| {
            ticket(kiosk);
            let actions = tap(kiosk, &[Tap::Cancel, Tap::GiveUp]);
            answer_to(kiosk, &actions, NOW);
        }),
        ("refused", OPEN, |kiosk| {
            let actions = tap(kiosk, &[Tap::Service("SB01".into()), Tap::Take]);
            kiosk.on(answer(asked(&actions).0, Outcome::Refused(refusal())), NOW);
        }),
        ("rate-entry", OPEN, |kiosk| drop(tap(kiosk, &[Tap::Rate]))),
        ("rate-code", OPEN, |kiosk| drop(tap(kiosk, &code_typed()[..6]))),
        ("rate", OPEN, rating),
        ("rate-good", OPEN, |kiosk| {
            rating(kiosk);
            tap(kiosk, &[Tap::Level(4), Tap::Reason("rating-good-manner".into())]);
        }),
        ("rate-bad", OPEN, |kiosk| {
            rating(kiosk);
            tap(kiosk, &[Tap::Level(1), Tap::Reason("rating-reason-slow".into()), Tap::Phone]);
        }),
        ("thanks", OPEN, |kiosk| {
            rating(kiosk);
            let actions = tap(kiosk, &[Tap::Level(4), Tap::Submit]);
            answer_to(kiosk, &actions, NOW);
        }),
        ("disconnected", OPEN, |kiosk| drop(kiosk.on(Event::Heard(false), NOW))),
        ("idle-question", OPEN, |kiosk| {
            tap(kiosk, &[Tap::Group("social".into())]);
            kiosk.on(Event::Tick, NOW.plus_seconds(120));
            kiosk.warned_at = Some(NOW);
        }),
    ];
    let closed = [
        ("closed", HoursState::Over),
        ("break", HoursState::Break),
        ("before", HoursState::Before),
        ("last-calls", HoursState::LastCalls),
        ("rest", HoursState::Rest),
    ];
    screens.extend(closed.map(|(name, state)| (name, state, (|_| {}) as Lead)));
    screens.push(("browse", HoursState::Over, |kiosk| drop(tap(kiosk, &[Tap::Browse]))));
    screens.push(("guide-closed", HoursState::Over, |kiosk| drop(tap(kiosk, &[Tap::Browse, Tap::Service("SB01".into())]))));
    screens
}

fn reserve(kiosk: &mut Kiosk) {
    let actions = tap(kiosk, &[Tap::Service("SB01".into()), Tap::Take]);
    answer_to(kiosk, &actions, NOW);
}

fn ticket(kiosk: &mut Kiosk) {
    reserve(kiosk);
    print(kiosk, Print::Printed);
}

fn code_typed() -> Vec<Tap> {
    let mut taps = vec![Tap::Rate];
    taps.extend("A012".chars().map(Tap::Letter));
    taps.push(Tap::Find);
    taps.extend("7Q4M2KPX".chars().map(Tap::Letter));
    taps
}

fn rating(kiosk: &mut Kiosk) {
    let mut taps = code_typed();
    taps.push(Tap::Find);
    let actions = tap(kiosk, &taps);
    answer_to(kiosk, &actions, NOW);
}
