//! Slips printed over TCP on the paper emulator: what comes out, and what the kiosk learns when nothing does.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its story breaks")]

use std::time::Duration;

use sunhall_kiosk::printer::{Outcome, Place, Printer, Thermal};
use sunhall_kiosk::slip::{Arrangement, Slip};
use sunhall_printer::{Condition, Paper, Setup};
use sunhall_protocol::Moment;
use sunhall_protocol::presence::PrinterState;
use sunhall_protocol::words::Language;

const DEADLINE: Duration = Duration::from_secs(10);

fn slip() -> Slip {
    Slip {
        hall: "演示镇政务服务大厅".into(),
        number: "A012".into(),
        windows: vec![2],
        service: "城乡居民基本养老保险参保登记".into(),
        ahead: 4,
        range: Some((15, 20)),
        taken_at: Moment(1_795_400_040_000),
        materials: vec!["居民身份证".into()],
        code: "7Q4M-2KPX".into(),
        url: Some("http://127.0.0.1:8080/t/0K3V9QW2XHJ5R8TN4B7C6D1EFG".into()),
        demo: false,
        return_minutes: 60,
        return_places: 3,
        guide_desk: "进门左手边".into(),
        guide: Some("演示甲".into()),
        supervision_phone: "0000-0000000".into(),
        ..Slip::default()
    }
}

fn start() -> (Paper, Thermal) {
    let folder = std::env::var_os("SUNHALL_SLIPS").map(Into::into);
    let paper = Paper::start(Setup { folder, ..Setup::default() }).unwrap();
    let place: Place = format!("tcp://{}", paper.addr()).parse().unwrap();
    (paper, Thermal::new(place))
}

#[test]
fn a_slip_comes_out_with_everything_on_it() {
    let (paper, mut printer) = start();
    assert_eq!(printer.state(), PrinterState::Ready);
    let report = printer.print(&slip().bytes(Arrangement::Beside).unwrap());
    assert_eq!(report.outcome, Outcome::Printed);
    assert!(!report.paper_low);
    let slips = paper.wait_for_slips(1, DEADLINE);
    let slip = &slips[0];
    assert!(slip.complete);
    assert_eq!(slip.number.as_deref(), Some("A012"));
    assert_eq!(slip.codes, ["7Q4M-2KPX"]);
    assert_eq!(slip.symbols, ["http://127.0.0.1:8080/t/0K3V9QW2XHJ5R8TN4B7C6D1EFG"]);
    let text = slip.lines.join("\n");
    for words in ["演示镇政务服务大厅", "您的号码", "叫到后，到", "养老保险", "前面 4 人", "15-20", "居民身份证", "引导台", "演示甲", "0000-0000000"]
    {
        assert!(text.contains(words), "{words} is missing in\n{text}");
    }
}

#[test]
fn paper_out_before_is_known_and_nothing_is_sent() {
    let (paper, mut printer) = start();
    paper.set(Condition::PaperOut);
    assert_eq!(printer.state(), PrinterState::PaperOut);
    assert_eq!(printer.print(&slip().bytes(Arrangement::Beside).unwrap()).outcome, Outcome::PaperOut);
    paper.set(Condition::Ready);
    let after = printer.print(&slip().bytes(Arrangement::Beside).unwrap());
    assert_eq!(after.outcome, Outcome::Printed);
    assert_eq!(paper.wait_for_slips(1, DEADLINE).len(), 1, "the refused slip must not come out later");
}

#[test]
fn cover_open_is_told() {
    let (paper, mut printer) = start();
    paper.set(Condition::CoverOpen);
    assert_eq!(printer.state(), PrinterState::CoverOpen);
    assert_eq!(printer.print(&slip().bytes(Arrangement::Beside).unwrap()).outcome, Outcome::CoverOpen);
}

#[test]
fn a_jam_in_the_middle_is_told_and_the_rest_never_comes_out() {
    let (paper, mut printer) = start();
    paper.set(Condition::JamAfter(300));
    assert_eq!(printer.print(&slip().bytes(Arrangement::Beside).unwrap()).outcome, Outcome::Jam);
    let torn = paper.wait_for_slips(1, DEADLINE);
    assert!(!torn[0].complete);
    paper.set(Condition::Ready);
    assert_eq!(printer.print(&slip().bytes(Arrangement::Beside).unwrap()).outcome, Outcome::Printed);
    let slips = paper.wait_for_slips(2, DEADLINE);
    assert_eq!(slips.iter().map(|slip| slip.complete).collect::<Vec<_>>(), [false, true]);
    assert_eq!(slips[1].codes.len(), 1, "one slip, not the rest of the torn one before it");
}

#[test]
fn paper_that_ends_in_the_middle_is_told() {
    let (paper, mut printer) = start();
    paper.set(Condition::PaperOutAfter(200));
    assert_eq!(printer.print(&slip().bytes(Arrangement::Beside).unwrap()).outcome, Outcome::PaperOut);
    assert!(paper.slips().iter().all(|slip| !slip.complete));
}

#[test]
fn low_paper_prints_and_warns() {
    let (paper, mut printer) = start();
    paper.set(Condition::PaperLow);
    assert_eq!(printer.state(), PrinterState::PaperLow);
    let report = printer.print(&slip().bytes(Arrangement::Beside).unwrap());
    assert_eq!((report.outcome, report.paper_low), (Outcome::Printed, true));
}

#[test]
fn a_printer_that_never_answers_prints_with_status_unknown() {
    let (paper, mut printer) = start();
    paper.set(Condition::Silent);
    assert_eq!(printer.print(&slip().bytes(Arrangement::Beside).unwrap()).outcome, Outcome::PrintedStatusUnknown);
    assert!(paper.wait_for_slips(1, DEADLINE)[0].complete);
}

#[test]
fn a_printer_that_is_gone_is_unreachable() {
    let (paper, mut printer) = start();
    drop(paper);
    assert_eq!(printer.state(), PrinterState::Unreachable);
    assert_eq!(printer.print(b"x\n").outcome, Outcome::Unreachable);
}

#[test]
fn a_file_is_written_and_its_status_unknown() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("slips.bin");
    let mut printer = Thermal::new(Place::File(path.clone()));
    let bytes = slip().bytes(Arrangement::Beside).unwrap();
    assert_eq!(printer.print(&bytes).outcome, Outcome::PrintedStatusUnknown);
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
}

#[test]
fn a_device_that_blocks_in_reading_is_given_up_in_time() {
    // A pair of pipes stands for /dev/usb/lp0 with a printer that says nothing: reading it blocks for ever.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lp0");
    assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    let started = std::time::Instant::now();
    let mut printer = Thermal::new(Place::Device(path));
    // A pipe gives back what was written to it; none of it is an answer of a printer.
    let state = printer.state();
    assert_eq!(state, PrinterState::Unknown);
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_rare_name_is_printed_as_dots() {
    let (paper, mut printer) = start();
    let rare = Slip { guide: Some("演示㛃".into()), ..slip() };
    printer.print(&rare.bytes(Arrangement::Beside).unwrap());
    printer.print(&slip().bytes(Arrangement::Beside).unwrap());
    let slips = paper.wait_for_slips(2, DEADLINE);
    assert!(!slips[0].lines.concat().contains('㛃'), "sent as dots, not as a code the printer has no picture for");
    assert!(slips[0].ink_percent() > 0);
}

#[test]
fn the_longest_slip_in_english_and_above_one_another() {
    let (paper, mut printer) = start();
    let long = Slip {
        language: Language::English,
        hall: "Demo Town Government Service Hall".into(),
        number: "A1012".into(),
        windows: vec![2, 3],
        service: "Registration for basic pension insurance of urban and rural residents".into(),
        materials: vec!["居民身份证".into(), "户口簿（首页、户主页和本人页），没有的可以由村委会开证明".into()],
        guide_desk: "left of the entrance".into(),
        demo: true,
        ..slip()
    };
    for arrangement in [Arrangement::Beside, Arrangement::Above] {
        assert_eq!(printer.print(&long.bytes(arrangement).unwrap()).outcome, Outcome::Printed);
    }
    let several = Slip { windows: vec![], range: None, ahead: 0, url: None, again: true, ..slip() };
    printer.print(&several.bytes(Arrangement::Beside).unwrap());
    let slips = paper.wait_for_slips(3, DEADLINE);
    assert_eq!(slips[0].number.as_deref(), Some("A1012"));
    assert!(slips[2].lines.join("\n").contains("等叫号"));
    assert!(slips[2].lines.join("\n").contains("重印"));
}

#[test]
fn what_the_hall_wants_to_say_stands_at_the_foot_and_only_once() {
    let (paper, mut printer) = start();
    let note = "本厅周六上午照常办理";
    printer.print(&Slip { note: note.into(), ..slip() }.bytes(Arrangement::Beside).unwrap());
    let beside_the_code = sunhall_protocol::words::say(Language::Chinese, "common-demo-local");
    printer.print(&Slip { note: beside_the_code.clone(), demo: true, ..slip() }.bytes(Arrangement::Beside).unwrap());
    let slips = paper.wait_for_slips(2, DEADLINE);
    let text = |index: usize| slips[index].lines.join("\n");
    let (noted, fees) = (text(0).find(note).unwrap(), text(0).rfind("0000-0000000").unwrap());
    assert!(noted < fees, "above the line on fees");
    assert_eq!(text(1).matches(&beside_the_code).count(), 1);
}
