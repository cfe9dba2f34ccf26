//! A hall for tests: sample snapshots as a hub would publish them, everybody in it obviously made up.
#![allow(dead_code, clippy::unwrap_used, clippy::type_complexity, reason = "each test takes what it needs of the sample hall")]

pub mod more;

use sunhall_protocol::board::{Board, BoardGroup, BoardSettings, BoardWindow, Call, Hours, HoursState, Range, Span, WindowState};
use sunhall_protocol::duty::{Badge, Duty, DutyState, Totals};
use sunhall_protocol::live::{Advice, Live, LiveGroup, LiveTicket, LiveWindow, Today};
use sunhall_protocol::notices::{Column, Field, FieldValue, MoneyTable, Notice, NoticeEntry, NoticeIndex, Stage, StageKind};
use sunhall_protocol::{Bilingual, Moment, Version};

/// 2026-11-23, a Monday, at so many minutes after midnight in the hall.
pub fn at(hour: i64, minute: i64) -> Moment {
    Moment(1_795_363_200_000 + (hour * 60 + minute) * 60_000)
}

pub fn now() -> Moment {
    at(10, 32)
}

pub fn version(seq: u64) -> Version {
    Version { seq, at: now() }
}

pub fn hours() -> Hours {
    let spans = |day: i64| {
        let span = |from, to| Span { from: Moment(from + day), to: Moment(to + day) };
        vec![span(at(8, 30).0, at(12, 0).0), span(at(14, 0).0, at(17, 30).0)]
    };
    let tomorrow = 86_400_000;
    let next_opening = Some(Moment(at(8, 30).0 + tomorrow));
    Hours { spans: spans(0), state: HoursState::Open, next_opening, next_spans: spans(tomorrow), reason: None }
}

const GROUPS: [(&str, &str, &str, &str, u32, Option<(u32, u32)>, u16); 9] = [
    ("social", "A", "社会保障", "Social security", 4, Some((10, 15)), 2),
    ("medical", "B", "医疗保障", "Health insurance", 2, Some((5, 10)), 3),
    ("relief", "C", "民政救助", "Civil affairs", 1, Some((5, 10)), 4),
    ("household", "D", "户籍身份证", "Household & ID", 6, Some((20, 30)), 5),
    ("rural", "E", "农业农村", "Farming & land", 0, None, 6),
    ("health", "F", "卫生健康", "Health & family", 0, None, 3),
    ("business", "G", "营业执照", "Business licence", 3, Some((15, 20)), 8),
    ("enquiry", "H", "综合咨询", "General enquiries", 12, None, 1),
    ("petition", "J", "信访接待", "Petitions", 0, None, 7),
];

pub fn groups() -> Vec<BoardGroup> {
    let group = |(code, letter, zh, en, waiting, range, window): &(&str, &str, &str, &str, u32, Option<(u32, u32)>, u16)| BoardGroup {
        code: (*code).into(),
        letter: (*letter).into(),
        name: Bilingual::new(*zh, *en),
        waiting: *waiting,
        range: range.map(|(low, high)| Range { low, high }),
        first_windows: vec![*window],
        open_today: *code != "health",
        weekdays: Vec::new(),
    };
    GROUPS.iter().map(group).collect()
}

fn call(running: u64, ticket: &str, window: u16, group: usize, minutes: i64) -> Call {
    let (_, _, zh, en, ..) = GROUPS[group];
    Call { running, ticket: ticket.into(), window, group: Bilingual::new(zh, en), at: Moment(now().0 - minutes * 60_000), times: 1 }
}

fn services() -> Vec<Bilingual> {
    let names = [
        ("养老参保", "Resident pension enrolment"),
        ("养老待遇", "Resident pension payment"),
        ("社保信息变更", "Change of social security data"),
        ("资格认证", "Proof of life for the pension"),
        ("社保卡", "Social security card"),
        ("就业失业登记", "Employment registration"),
        ("就业援助", "Help with finding work"),
    ];
    names.into_iter().map(|(zh, en)| Bilingual::new(zh, en)).collect()
}

pub fn board() -> Board {
    let window = |number, state, ticket: Option<&str>, first: &str, help: &[&str], waiting| BoardWindow {
        number,
        state,
        back_at: None,
        ticket: ticket.map(Into::into),
        serving: true,
        ticket_group: None,
        first_groups: vec![first.into()],
        help_groups: help.iter().map(|code| (*code).into()).collect(),
        services: Vec::new(),
        waiting,
        staff: Some(format!("020{}", number + 1)),
    };
    let paused = BoardWindow { back_at: Some(at(10, 45)), ..window(8, WindowState::Paused, None, "business", &[], 3) };
    Board {
        version: version(40),
        hall: Bilingual::new("演示镇政务服务大厅", "Yanshi Town Service Hall"),
        hours: hours(),
        groups: groups(),
        windows: vec![
            window(1, WindowState::Open, Some("H007"), "enquiry", &["petition"], 12),
            BoardWindow { services: services(), ..window(2, WindowState::Open, Some("A012"), "social", &["medical"], 4) },
            window(3, WindowState::Open, None, "medical", &["social", "health"], 0),
            window(5, WindowState::Open, Some("D011"), "household", &[], 6),
            window(6, WindowState::Open, None, "rural", &["business"], 2),
            paused,
            BoardWindow { number: 9, first_groups: vec!["petition".into()], ..BoardWindow::default() },
        ],
        calls: vec![
            call(31, "A012", 2, 0, 0),
            Call { at: Moment(now().0 - 50_000), ..call(30, "B004", 3, 1, 1) },
            call(29, "D011", 5, 3, 2),
            call(28, "A011", 2, 0, 4),
            call(27, "H006", 1, 7, 5),
            call(26, "C002", 4, 2, 7),
            call(25, "A010", 2, 0, 9),
        ],
        missed: vec!["A009".into(), "D007".into()],
        supervision_phone: "0000-0000000".into(),
        settings: BoardSettings::default(),
        ..Board::default()
    }
}

/// The same hall with everything as long and as full as it may get.
pub fn full_board() -> Board {
    let mut board = board();
    board.hall = Bilingual::new("演示县演示镇人民政府便民服务和综合治理中心大厅", "Yanshi County Yanshi Town Public Service and Governance Centre");
    for (index, group) in board.groups.iter_mut().enumerate() {
        group.open_today = true;
        group.waiting = 100 + index as u32;
        group.range = Some(Range { low: 115, high: 240 });
        group.name = Bilingual::new("城乡居民社会保障综合服务", "Residents' social security and comprehensive services");
    }
    for call in &mut board.calls {
        call.ticket = format!("{}0{}", &call.ticket[..1], &call.ticket[1..]);
        call.window += 10;
        call.group = Bilingual::new("城乡居民社会保障综合服务", "Residents' social security and comprehensive services");
    }
    board
}

/// The day has begun, nobody has come.
pub fn empty_board() -> Board {
    let mut board = Board { calls: Vec::new(), missed: Vec::new(), ..board() };
    for group in &mut board.groups {
        group.waiting = 0;
        group.range = None;
    }
    board
}

pub fn duty() -> Duty {
    let badge = |number: &str, name: &str, department: (&str, &str), state: DutyState, window: Option<u16>| Badge {
        number: number.into(),
        name: name.into(),
        position: Bilingual::new("科员", "Clerk"),
        department: Bilingual::new(department.0, department.1),
        phone: format!("0000-000{number}"),
        portrait: None,
        leader: false,
        state,
        window,
        usual_window: number.starts_with("02").then_some(2),
        supervise_url: Some(format!("http://127.0.0.1:8088/staff/{number}")),
        month: Some(Totals { served: 131, rated: 96, satisfied: 94 }),
    };
    let leader = |badge: Badge, zh: &str, en: &str| Badge { leader: true, position: Bilingual::new(zh, en), ..badge };
    let badges = vec![
        leader(badge("0001", "演示子", ("镇政府", "Town government"), DutyState::Receiving, None), "镇长", "Mayor"),
        leader(badge("0002", "演示丑", ("镇党委", "Party committee"), DutyState::Out { until: Some(at(14, 30)) }, None), "党委书记", "Party secretary"),
        badge("0203", "演示乙", ("社会保障岗", "Social security"), DutyState::OnDuty, Some(2)),
        badge("0204", "演示丙", ("医疗保障岗", "Health insurance"), DutyState::OnDuty, Some(3)),
        badge("0205", "演示丁", ("民政救助岗", "Civil affairs"), DutyState::OnDuty, Some(4)),
        badge("0206", "演示戊", ("户籍身份证岗", "Household & ID"), DutyState::OnDuty, Some(5)),
        badge("0207", "演示己", ("营业执照岗", "Business licence"), DutyState::Away { back_at: None }, Some(8)),
        badge("0208", "演示庚", ("综合咨询岗", "General enquiries"), DutyState::OnDuty, Some(1)),
        badge("0209", "演示辛·阿依古丽", ("农业农村和水利综合服务岗", "Farming, land and water"), DutyState::OnDuty, Some(6)),
        badge("0210", "演示壬", ("卫生健康岗", "Health & family"), DutyState::Rest, None),
        badge("0102", "演示癸", ("便民服务中心", "Service centre"), DutyState::NotYet, None),
    ];
    let month = Totals { served: 2316, rated: 1608, satisfied: 1571 };
    Duty { version: version(38), badges, guide: Some("0101".into()), month, supervision_phone: "0000-0000000".into() }
}

pub fn notice() -> Notice {
    let stage = |kind, title: &str, date: &str| Stage { kind, title: title.into(), date: Some(date.into()), reached: true };
    let field = |key: &str, value: &str| Field { key: key.into(), value: FieldValue::Text(value.into()) };
    let column = |title: &str, figures| Column { title: title.into(), figures };
    let villages = ["演示村", "示范村", "样板村"];
    let names = ["演示赵", "演示钱", "演示孙", "演示李", "演示周", "演示吴", "演示郑", "演示王", "演示冯", "演示陈"];
    let row = |index: usize| {
        let area = 30 + index * 7;
        let amount = area * 7;
        let cells = [villages[index % 3], names[index % 10]].map(str::to_owned);
        [cells.to_vec(), vec![format!("{}.{}", area / 10, area % 10), "70".into(), "1".into(), amount.to_string()]].concat()
    };
    let table = MoneyTable {
        columns: vec![
            column("村", false),
            column("姓名", false),
            column("面积（亩）", true),
            column("每亩（元）", true),
            column("季数", true),
            column("合计（元）", true),
        ],
        rows: (0..17).map(row).collect(),
        amount_column: 5,
        total: "10,234".into(),
        difference: "0".into(),
    };
    Notice {
        id: "n1".into(),
        title: "耕地地力保护补贴公示".into(),
        category: "涉农补贴".into(),
        period: Some("2026 年第三季度".into()),
        until: Some("2026-12-07".into()),
        stages: vec![
            stage(StageKind::Before, "方案公示", "2026-06-10"),
            stage(StageKind::During, "名单核对", "2026-09-18"),
            stage(StageKind::After, "发放结果", "2026-11-20"),
        ],
        fields: vec![
            field("notice-basis", "政府信息公开条例第二十一条"),
            field("notice-conditions", "承包耕地，符合当地规定"),
            field("notice-procedure", "申报，核对面积，公示，发放"),
            field("notice-limit", "公示后 20 个工作日内发放"),
            field("notice-result", "11月20日已全部发到社保卡"),
            field("notice-fee", "不收费"),
            field("notice-person", "演示丁 0000-0000205"),
            Field { key: "notice-liability".into(), value: FieldValue::ToCome { date: "2026-12-01".into() } },
        ],
        body: Vec::new(),
        table: Some(table),
        url: None,
    }
}

pub fn text_notice() -> Notice {
    let paragraph = "为方便群众办事，大厅自本月起实行延时服务。工作日中午和周末由值班人员接待，急事可以打值班电话。";
    Notice {
        id: "n2".into(), title: "关于实行延时服务的通知".into(), body: vec![paragraph.repeat(2); 5], table: None, stages: Vec::new(), ..notice()
    }
}

/// The index and the bodies it names.
pub fn notices() -> (NoticeIndex, Vec<(String, Vec<u8>)>) {
    let bodies = [("aa01", notice()), ("aa02", text_notice())];
    let entry = |(order, (hash, notice)): (usize, &(&str, Notice))| NoticeEntry {
        id: notice.id.clone(),
        version: 1,
        order: order as u32,
        seconds: 12,
        hash: (*hash).into(),
    };
    let entries = bodies.iter().enumerate().map(entry).collect();
    let files = bodies.iter().map(|(hash, notice)| ((*hash).to_owned(), serde_json::to_vec(notice).unwrap())).collect();
    (NoticeIndex { version: version(12), entries }, files)
}

pub fn live() -> Live {
    let ago = |minutes: i64| Moment(now().0 - minutes * 60_000);
    let window = |number, state, clerk: Option<&str>, ticket: Option<&str>, minutes, slow| LiveWindow {
        number,
        state,
        clerk: clerk.map(Into::into),
        ticket: ticket.map(Into::into),
        serving: true,
        since: ago(minutes),
        slow,
    };
    let ticket = |(number, minutes): (&str, i64)| LiveTicket {
        number: number.into(),
        since: ago(minutes),
        priority: number == "A015" || number == "C003",
        offline: number.starts_with('K'),
        unconfirmed: false,
    };
    let waits: [&[(&str, i64)]; 9] = [
        &[("A013", 9), ("A014", 7), ("A015", 4), ("A016", 1)],
        &[("B005", 6), ("B006", 2)],
        &[("C003", 5)],
        &[("D012", 31), ("D013", 24), ("D014", 19), ("D015", 12), ("D016", 8), ("D017", 3)],
        &[],
        &[],
        &[("G004", 14), ("G005", 11), ("K001", 6)],
        &[("H008", 12), ("H009", 11), ("H010", 10), ("H011", 8), ("H012", 7), ("H013", 5), ("H014", 4), ("H015", 3), ("H016", 2)],
        &[],
    ];
    let groups = groups().into_iter().zip(waits).map(|(group, waits)| LiveGroup {
        code: group.code,
        letter: group.letter,
        name: group.name,
        first_windows: group.first_windows,
        tickets: waits.iter().copied().map(ticket).collect(),
        waiting: waits.len() as u32,
        range: group.range,
        open_today: group.open_today,
    });
    Live {
        version: version(40),
        hall: Bilingual::new("演示镇政务服务大厅", "Yanshi Town Service Hall"),
        hours: hours(),
        windows: vec![
            window(1, WindowState::Open, Some("0208"), Some("H007"), 4, false),
            window(2, WindowState::Open, Some("0203"), Some("A012"), 1, false),
            window(3, WindowState::Open, Some("0204"), Some("B004"), 6, false),
            window(4, WindowState::Open, Some("0205"), Some("C002"), 8, false),
            window(5, WindowState::Open, Some("0206"), Some("D011"), 17, true),
            window(6, WindowState::Open, Some("0209"), None, 12, false),
            window(8, WindowState::Paused, Some("0207"), None, 3, false),
            window(9, WindowState::Closed, None, None, 0, false),
        ],
        groups: groups.collect(),
        advice: Some(Advice {
            group: "household".into(),
            letter: "D".into(),
            group_name: Bilingual::new("户籍身份证", "Household & ID"),
            window: Some(6),
            recovers_minutes: Some(15),
        }),
        today: Today { numbers: 63, done: 42, promises_kept: 91, promises: 100 },
        yesterday: Totals { served: 58, rated: 41, satisfied: 39 },
        wait_yellow_minutes: 20,
        wait_red_minutes: 30,
        away_alert_minutes: 15,
        idle_alert_minutes: 10,
        help_calls: Vec::new(),
    }
}
