//! Slips printed over TCP on the paper emulator: what comes out, and what the kiosk learns when nothing does.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its story breaks")]

mod sample;

use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use sunhall_kiosk::model::{Action, Event, Kiosk, Screen, SlipFate, Tap, Wanted};
use sunhall_kiosk::printer::{Outcome, Place, Printer, Thermal};
use sunhall_kiosk::slip::{Arrangement, Slip, bytes};
use sunhall_kiosk::worker::{Found, Worker};
use sunhall_printer::{Condition, Paper, Setup};
use sunhall_protocol::presence::PrinterState;
use sunhall_protocol::slip::{LineSize, SlipLayout};
use sunhall_protocol::wording::Wording;
use sunhall_protocol::words::Language;
use sunhall_protocol::{Bilingual, Moment};

const DEADLINE: Duration = Duration::from_secs(10);

fn slip() -> Slip {
    Slip {
        hall: "演示镇政务服务大厅".into(),
        number: "A012".into(),
        windows: vec![2],
        service: "城乡居民基本养老保险参保登记".into(),
        ahead: 4,
        staffed: true,
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
    let report = printer.print(&bytes(&slip(), Arrangement::Beside).unwrap());
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
    assert_eq!(printer.print(&bytes(&slip(), Arrangement::Beside).unwrap()).outcome, Outcome::PaperOut);
    paper.set(Condition::Ready);
    let after = printer.print(&bytes(&slip(), Arrangement::Beside).unwrap());
    assert_eq!(after.outcome, Outcome::Printed);
    assert_eq!(paper.wait_for_slips(1, DEADLINE).len(), 1, "the refused slip must not come out later");
}

#[test]
fn cover_open_is_told() {
    let (paper, mut printer) = start();
    paper.set(Condition::CoverOpen);
    assert_eq!(printer.state(), PrinterState::CoverOpen);
    assert_eq!(printer.print(&bytes(&slip(), Arrangement::Beside).unwrap()).outcome, Outcome::CoverOpen);
}

#[test]
fn a_jam_in_the_middle_is_told_and_the_rest_never_comes_out() {
    let (paper, mut printer) = start();
    paper.set(Condition::JamAfter(300));
    assert_eq!(printer.print(&bytes(&slip(), Arrangement::Beside).unwrap()).outcome, Outcome::Jam);
    let torn = paper.wait_for_slips(1, DEADLINE);
    assert!(!torn[0].complete);
    paper.set(Condition::Ready);
    assert_eq!(printer.print(&bytes(&slip(), Arrangement::Beside).unwrap()).outcome, Outcome::Printed);
    let slips = paper.wait_for_slips(2, DEADLINE);
    assert_eq!(slips.iter().map(|slip| slip.complete).collect::<Vec<_>>(), [false, true]);
    assert_eq!(slips[1].codes.len(), 1, "one slip, not the rest of the torn one before it");
}

#[test]
fn paper_that_ends_in_the_middle_is_told() {
    let (paper, mut printer) = start();
    paper.set(Condition::PaperOutAfter(200));
    assert_eq!(printer.print(&bytes(&slip(), Arrangement::Beside).unwrap()).outcome, Outcome::PaperOut);
    assert!(paper.slips().iter().all(|slip| !slip.complete));
}

#[test]
fn low_paper_prints_and_warns() {
    let (paper, mut printer) = start();
    paper.set(Condition::PaperLow);
    assert_eq!(printer.state(), PrinterState::PaperLow);
    let report = printer.print(&bytes(&slip(), Arrangement::Beside).unwrap());
    assert_eq!((report.outcome, report.paper_low), (Outcome::Printed, true));
}

#[test]
fn a_printer_that_never_answers_prints_with_status_unknown() {
    let (paper, mut printer) = start();
    paper.set(Condition::Silent);
    assert_eq!(printer.print(&bytes(&slip(), Arrangement::Beside).unwrap()).outcome, Outcome::PrintedStatusUnknown);
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
    let bytes = bytes(&slip(), Arrangement::Beside).unwrap();
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
    printer.print(&bytes(&rare, Arrangement::Beside).unwrap());
    printer.print(&bytes(&slip(), Arrangement::Beside).unwrap());
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
        assert_eq!(printer.print(&bytes(&long, arrangement).unwrap()).outcome, Outcome::Printed);
    }
    let several = Slip { windows: vec![], range: None, ahead: 0, url: None, again: true, ..slip() };
    printer.print(&bytes(&several, Arrangement::Beside).unwrap());
    let slips = paper.wait_for_slips(3, DEADLINE);
    assert_eq!(slips[0].number.as_deref(), Some("A1012"));
    assert!(slips[2].lines.join("\n").contains("等叫号"));
    assert!(slips[2].lines.join("\n").contains("重印"));
}

/// The text of a slip with this layout, as it came out of the printer.
fn printed(layout: SlipLayout) -> String {
    let (paper, mut printer) = start();
    let slip = Slip { layout, ..slip() };
    assert_eq!(printer.print(&bytes(&slip, Arrangement::Beside).unwrap()).outcome, Outcome::Printed);
    let slips = paper.wait_for_slips(1, DEADLINE);
    assert_eq!(slips[0].number.as_deref(), Some("A012"), "the number always stands on it");
    slips[0].lines.join("\n")
}

#[test]
fn a_line_that_was_left_out_is_not_printed_and_everything_else_is() {
    type Leave = fn(&mut SlipLayout);
    let off = LineSize::Off;
    let cases: [(Leave, &[&str]); 11] = [
        (|layout| layout.hall = LineSize::Off, &["演示镇政务服务大厅"]),
        (|layout| layout.service = LineSize::Off, &["养老保险"]),
        // The minutes stand in the same line; when the call is expected has one of its own.
        (|layout| layout.ahead = LineSize::Off, &["前面 4 人", "15-20"]),
        (|layout| layout.range = LineSize::Off, &["15-20", "预计"]),
        (|layout| layout.bring = LineSize::Off, &["请备好", "居民身份证"]),
        (|layout| layout.qr = LineSize::Off, &["扫一扫"]),
        (|layout| layout.code = LineSize::Off, &["7Q4M-2KPX"]),
        (|layout| layout.missed = LineSize::Off, &["过号不用重取"]),
        (|layout| layout.guide_desk = LineSize::Off, &["要帮忙到引导台"]),
        (|layout| layout.phone = LineSize::Off, &["0000-0000000"]),
        (|layout| layout.fee = LineSize::Off, &["收费只按公示标准"]),
    ];
    let all: BTreeSet<&str> = cases.iter().flat_map(|(_, words)| words.iter().copied()).collect();
    let usual = printed(SlipLayout::default());
    assert!(all.iter().all(|words| usual.contains(words)), "{usual}");
    for (leave, words) in cases {
        let mut layout = SlipLayout::default();
        leave(&mut layout);
        let text = printed(layout);
        for other in &all {
            assert_eq!(text.contains(other), !words.contains(other), "without {words:?}: {other} in\n{text}");
        }
    }
    let bare = SlipLayout {
        hall: off,
        service: off,
        ahead: off,
        range: off,
        bring: off,
        qr: off,
        code: off,
        missed: off,
        guide_desk: off,
        phone: off,
        note: off,
        fee: off,
    };
    let text = printed(bare);
    assert!(text.contains("A012") && text.contains('2') && text.contains("您的号码") && !all.iter().any(|words| text.contains(words)), "{text}");
}

#[test]
fn large_lines_a_note_and_the_halls_own_words_are_printed() {
    let large = LineSize::Large;
    let layout = SlipLayout {
        hall: large,
        ahead: large,
        range: large,
        bring: large,
        qr: large,
        missed: large,
        guide_desk: large,
        phone: large,
        note: large,
        fee: large,
        ..SlipLayout::default()
    };
    let (paper, mut printer) = start();
    let note = Bilingual::new("演示：今天下午三点停电半小时", "Demo: no power from three to half past");
    let wording = Wording([("slip-bring".to_owned(), Bilingual::new("带好", "Bring along"))].into());
    for language in [Language::Chinese, Language::English] {
        let slip = Slip {
            language,
            layout,
            wording: wording.clone(),
            note: note.text(language).into(),
            materials: vec!["居民身份证".into(), "户口簿（首页、户主页和本人页）".into()],
            ..slip()
        };
        for arrangement in [Arrangement::Beside, Arrangement::Above] {
            assert_eq!(printer.print(&bytes(&slip, arrangement).unwrap()).outcome, Outcome::Printed);
        }
    }
    let slips = paper.wait_for_slips(4, DEADLINE);
    let text = |index: usize| slips[index].lines.join("\n");
    for words in ["今天下午三点", "带好", "居民身份证", "演示镇政务服务大厅"] {
        assert!(text(0).contains(words) && text(1).contains(words), "{words} in\n{}", text(0));
    }
    assert!(text(2).contains("no power from") && text(2).contains("Bring along"), "{}", text(2));
    assert!(slips.iter().all(|slip| slip.codes == ["7Q4M-2KPX"] && slip.symbols.len() == 1));
}

#[test]
fn what_the_hall_wants_to_say_stands_at_the_foot_and_only_once() {
    let (paper, mut printer) = start();
    let note = "本厅周六上午照常办理";
    printer.print(&bytes(&Slip { note: note.into(), ..slip() }, Arrangement::Beside).unwrap());
    let beside_the_code = sunhall_protocol::words::say(Language::Chinese, "common-demo-local");
    printer.print(&bytes(&Slip { note: beside_the_code.clone(), demo: true, ..slip() }, Arrangement::Beside).unwrap());
    let slips = paper.wait_for_slips(2, DEADLINE);
    let text = |index: usize| slips[index].lines.join("\n");
    let (noted, fees) = (text(0).find(note).unwrap(), text(0).rfind("0000-0000000").unwrap());
    assert!(noted < fees, "above the line on fees");
    assert_eq!(text(1).matches(&beside_the_code).count(), 1);
}

/// A way to the printer that breaks once, right behind the slip, while the paper is out.
fn way_that_breaks(paper: &std::sync::Arc<Paper>) -> std::net::SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let paper = std::sync::Arc::clone(paper);
    std::thread::spawn(move || {
        let mut broken = false;
        for kiosk in listener.incoming().map_while(Result::ok) {
            let printer = TcpStream::connect(paper.addr()).unwrap();
            let (mut back_from, mut back_to) = (printer.try_clone().unwrap(), kiosk.try_clone().unwrap());
            std::thread::spawn(move || drop(std::io::copy(&mut back_from, &mut back_to)));
            let (mut from, mut to) = (kiosk, printer);
            let mut buffer = vec![0; 65_536];
            while let Ok(length @ 1..) = from.read(&mut buffer) {
                let is_slip = length > 200;
                if is_slip && !broken {
                    paper.set(Condition::PaperOut);
                }
                to.write_all(&buffer[..length]).unwrap();
                if is_slip && !std::mem::replace(&mut broken, true) {
                    break;
                }
            }
            for end in [from, to] {
                // The other side may have closed already.
                let _ = end.shutdown(std::net::Shutdown::Both);
            }
        }
    });
    address
}

#[test]
fn a_slip_cut_off_in_the_middle_never_comes_out_later() {
    let paper = std::sync::Arc::new(Paper::start(Setup::default()).unwrap());
    let place: Place = format!("tcp://{}", way_that_breaks(&paper)).parse().unwrap();
    let mut printer = Thermal::new(place);
    assert!(!printer.print(&bytes(&slip(), Arrangement::Beside).unwrap()).outcome.is_printed());
    assert_eq!(printer.state(), PrinterState::PaperOut, "the way is there again, and the printer forgets what it had");
    paper.set(Condition::Ready);
    let next = Slip { number: "A013".into(), ..slip() };
    assert_eq!(printer.print(&bytes(&next, Arrangement::Beside).unwrap()).outcome, Outcome::Printed);
    let slips = paper.wait_for_slips(1, DEADLINE);
    let complete: Vec<_> = slips.iter().filter(|slip| slip.complete).map(|slip| slip.number.clone()).collect();
    assert_eq!(complete, [Some("A013".to_owned())]);
}

/// A kiosk with its printer's thread and a paper emulator, as in the hall.
struct Whole {
    kiosk: Kiosk,
    paper: Paper,
    worker: Worker,
    woken: std::sync::mpsc::Receiver<()>,
}

impl Whole {
    fn start() -> Self {
        let (paper, printer) = start();
        let (wake, woken) = std::sync::mpsc::channel();
        let worker = Worker::start(Box::new(printer), Arrangement::Beside, move || wake.send(()).unwrap()).unwrap();
        Self { kiosk: sample::kiosk(Language::Chinese, sunhall_protocol::board::HoursState::Open), paper, worker, woken }
    }

    /// Touches keys, and lets hub and printer answer whatever comes of it.
    fn touch(&mut self, taps: &[Tap]) {
        let mut actions = sample::tap(&mut self.kiosk, taps);
        while !actions.is_empty() {
            let mut next = Vec::new();
            for action in actions {
                match action {
                    Action::Send(ask) => {
                        let done = sunhall_protocol::Outcome::Done(sample::reply(&ask.body));
                        next.extend(self.kiosk.on(sample::answer(ask.id, done), sample::NOW));
                    }
                    Action::Print(slip) => {
                        self.worker.print(slip);
                        next.extend(self.found());
                    }
                    Action::AskPrinter => {
                        self.worker.ask_state();
                        next.extend(self.found());
                    }
                    Action::Forget(_) | Action::Speak { .. } | Action::Hush | Action::Sound { .. } => {}
                }
            }
            actions = next;
        }
    }

    fn found(&mut self) -> Vec<Action> {
        self.woken.recv_timeout(DEADLINE).unwrap();
        let event = match self.worker.next().unwrap() {
            Found::State(state) => Event::Printer(state),
            Found::Printed { ticket, report } => Event::Printed { ticket, report },
        };
        self.kiosk.on(event, sample::NOW)
    }
}

#[test]
fn paper_that_ends_under_a_slip_is_loaded_and_the_slip_printed() {
    let mut whole = Whole::start();
    whole.paper.set(Condition::PaperOutAfter(200));
    whole.touch(&[Tap::Group("social".into()), Tap::Service("SB01".into()), Tap::Take]);
    assert!(matches!(whole.kiosk.screen, Screen::Choosing { why: PrinterState::PaperOut, .. }), "{:?}", whole.kiosk.screen);
    assert!(!whole.paper.wait_for_slips(1, DEADLINE)[0].complete, "the printer forgets the rest");
    whole.paper.set(Condition::Ready);
    whole.touch(&[Tap::Choose(Wanted::Slip)]);
    assert!(matches!(whole.kiosk.screen, Screen::Ticket { slip: SlipFate::Printed, .. }));
    let complete = |whole: &Whole| whole.paper.slips().into_iter().filter(|slip| slip.complete).count();
    assert_eq!(complete(&whole), 1, "the torn one is no slip");
    whole.touch(&[Tap::Reprint]);
    assert_eq!(complete(&whole), 2);
    assert!(whole.paper.slips().last().unwrap().lines.concat().contains("重印"));
}

#[test]
fn a_cover_left_open_leads_to_the_screen_and_nothing_comes_out_later() {
    let mut whole = Whole::start();
    for (condition, why) in
        [(Condition::CoverOpen, PrinterState::CoverOpen), (Condition::Jammed, PrinterState::Jam), (Condition::PaperOut, PrinterState::PaperOut)]
    {
        whole.paper.set(condition);
        whole.touch(&[Tap::Home, Tap::Service("SB01".into()), Tap::Take]);
        assert!(matches!(whole.kiosk.screen, Screen::Choosing { why: told, .. } if told == why), "{:?}", whole.kiosk.screen);
        whole.touch(&[Tap::Choose(Wanted::Slip)]);
        assert!(matches!(whole.kiosk.screen, Screen::Choosing { .. }), "as long as it is so");
        whole.touch(&[Tap::Choose(Wanted::Screen)]);
        assert!(matches!(whole.kiosk.screen, Screen::Ticket { slip: SlipFate::OnScreen, .. }));
    }
    whole.paper.set(Condition::Ready);
    whole.touch(&[Tap::Home, Tap::Service("SB01".into())]);
    assert_eq!(whole.kiosk.printer, PrinterState::Ready);
    assert!(whole.paper.slips().iter().all(|slip| !slip.complete), "nobody gets a slip that was given up");
}
