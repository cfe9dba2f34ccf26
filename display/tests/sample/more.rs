//! The sample hall at its extremes: longest names, busiest hour, nobody there, nothing known.

use sunhall_protocol::Moment;
use sunhall_protocol::board::{Board, BoardWindow, Range, WindowState};
use sunhall_protocol::duty::{Badge, Duty, DutyState};
use sunhall_protocol::live::{Advice, HelpCall, Live, LiveTicket};
use sunhall_protocol::notices::{Field, FieldValue, Notice, NoticeEntry, NoticeIndex, StageKind};
use sunhall_protocol::{Bilingual, Version};

use super::{at, board, duty, full_board, live, notice, now, text_notice, version};

/// A department whose name is as long as any in a township.
pub fn long_department() -> Bilingual {
    Bilingual::new("人力资源和社会保障所 · 社会保障岗", "Human resources and social security · Social security desk")
}

/// The full hall's window 2, whose clerk and services have the longest names.
pub fn full_window_board() -> Board {
    let mut board = full_board();
    let group = board.groups[0].code.clone();
    let services = ["城乡居民基本养老保险参保登记", "灵活就业人员社会保险参保登记", "失业保险金申领", "社会保险待遇领取资格认证"];
    let window = BoardWindow {
        number: 12,
        state: WindowState::Open,
        ticket: Some("A1012".into()),
        serving: true,
        first_groups: vec![group],
        help_groups: board.groups[1..4].iter().map(|group| group.code.clone()).collect(),
        services: services.map(|name| Bilingual::new(name, "Registration for the residents' basic pension")).to_vec(),
        waiting: 128,
        staff: Some("0209".into()),
        ..BoardWindow::default()
    };
    board.windows.push(window);
    board
}

/// Everybody's names and departments as long as they may be; nobody's rota is known.
pub fn full_duty() -> Duty {
    let mut duty = duty();
    for badge in &mut duty.badges {
        badge.department = long_department();
        badge.position = Bilingual::new("便民服务中心副主任、一级主任科员", "Deputy director of the service centre, principal clerk");
        badge.name = "演示阿卜杜热合曼·买买提".into();
    }
    duty
}

/// The hall without a rota: leaders, and colleagues who are not at a window.
pub fn plain_duty() -> Duty {
    let mut duty = duty();
    for badge in &mut duty.badges {
        if badge.window.is_none() {
            badge.state = DutyState::NotYet;
        }
    }
    let month = None;
    duty.badges.iter_mut().skip(4).for_each(|badge| badge.month = month);
    duty
}

pub fn empty_duty() -> Duty {
    Duty { badges: Vec::<Badge>::new(), ..duty() }
}

/// The longest title and fields, a stage still to come, a total that does not agree.
pub fn long_notice() -> Notice {
    let mut notice = notice();
    notice.title = "演示县演示镇人民政府关于 2026 年第三季度耕地地力保护补贴和农机购置与应用补贴发放结果的公示".into();
    notice.category = "涉农补贴资金管理和发放情况".into();
    notice.period = Some("2026 年 7 月 1 日至 9 月 30 日".into());
    for stage in &mut notice.stages {
        stage.title = "村民小组核对名单和面积".into();
        stage.reached = stage.kind == StageKind::Before;
    }
    for field in &mut notice.fields {
        field.value = FieldValue::Text("承包耕地并实际种植，符合县农业农村局和财政局印发的当年实施方案规定的补贴范围和面积认定办法".into());
    }
    if let Some(table) = &mut notice.table {
        table.difference = "-70".into();
        table.total = "123,456,789.05".into();
        for row in &mut table.rows {
            row[0] = "演示镇示范社区第十二村民小组".into();
            row[1] = "演示阿卜杜热合曼·买买提".into();
        }
    }
    notice
}

/// A text without the eight fields and without stages.
pub fn plain_notice() -> Notice {
    Notice { fields: Vec::<Field>::new(), period: None, ..text_notice() }
}

/// The index and body of one notice alone.
pub fn index_of(notice: &Notice) -> (NoticeIndex, Vec<(String, Vec<u8>)>) {
    let entry = NoticeEntry { id: notice.id.clone(), version: 1, order: 0, seconds: 1, hash: "bb01".into() };
    let body = serde_json::to_vec(notice).unwrap();
    (NoticeIndex { version: Version { seq: 13, ..version(13) }, entries: vec![entry] }, vec![("bb01".into(), body)])
}

/// Eight windows, forty people at each, every window with the longest name.
pub fn full_live() -> Live {
    let mut live = live();
    live.windows.truncate(8);
    for (index, group) in live.groups.iter_mut().enumerate() {
        group.open_today = true;
        group.name = Bilingual::new("城乡居民社会保障综合服务", "Residents' social security and comprehensive services");
        group.tickets = (0..40).map(|place| ticket(&format!("{}1{place:03}", group.letter), 120 - place - index as i64)).collect();
        group.waiting = 140;
        group.range = Some(Range { low: 115, high: 240 });
        group.first_windows = vec![index as u16 + 1, index as u16 + 3];
    }
    for window in &mut live.windows {
        window.clerk = Some("演示阿卜杜热合曼·买买提".into());
        window.ticket = Some("A1012".into());
        window.state = WindowState::Open;
    }
    live.advice = Some(Advice { group_name: live.groups[0].name.clone(), window: Some(12), recovers_minutes: Some(125), ..live.advice.unwrap_or_default() });
    live
}

/// The same hall when no window can help.
pub fn stuck_live() -> Live {
    let mut live = live();
    live.advice = Some(Advice { window: None, recovers_minutes: None, ..live.advice.unwrap_or_default() });
    live
}

/// Everybody has just come.
pub fn new_live() -> Live {
    let mut live = live();
    live.advice = None;
    for group in &mut live.groups {
        group.tickets.truncate(2);
        group.waiting = group.tickets.len() as u32;
        group.tickets.iter_mut().for_each(|ticket| ticket.since = now());
    }
    live
}

/// Nobody waits; one kiosk asks for help.
pub fn quiet_live(help: bool) -> Live {
    let mut live = live();
    live.advice = None;
    for group in &mut live.groups {
        group.tickets.clear();
        group.waiting = 0;
    }
    if help {
        live.help_calls = vec![HelpCall { device: "kiosk-1".into(), at: at(10, 29) }];
    }
    live
}

fn ticket(number: &str, minutes: i64) -> LiveTicket {
    LiveTicket { number: number.into(), since: Moment(now().0 - minutes * 60_000), ..LiveTicket::default() }
}

/// Two and then five calls within a second.
pub fn rush_board(calls: usize) -> Board {
    let mut board = board();
    for (index, call) in board.calls.iter_mut().take(calls).enumerate() {
        call.at = Moment(now().0 - 1_000 * index as i64);
    }
    for call in board.calls.iter_mut().skip(calls) {
        call.at = Moment(call.at.0 - 600_000);
    }
    board
}
