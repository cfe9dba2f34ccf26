//! Slips printed over TCP on the paper emulator: what comes out, and what the kiosk learns when nothing does.

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
