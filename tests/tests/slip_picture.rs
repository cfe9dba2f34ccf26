//! The slip that the administrator's page draws is the slip that comes out of the printer: line by line, in both languages, with lines large, left out, and all as usual.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its story breaks")]

use std::collections::BTreeMap;
use std::time::Duration;

use sunhall_hub::web::slip_picture;
use sunhall_kiosk::printer::{Outcome, Place, Printer, Thermal};
use sunhall_kiosk::slip::{Arrangement, Slip, bytes};
use sunhall_printer::{Paper, Setup};
use sunhall_protocol::Moment;
use sunhall_protocol::slip::{LineSize, SlipLayout};
use sunhall_protocol::words::Language;

fn slip(language: Language, layout: SlipLayout) -> Slip {
    let text = |zh: &str, en: &str| if language == Language::Chinese { zh.to_owned() } else { en.to_owned() };
    Slip {
        language,
        hall: text("演示镇政务服务大厅", "Yanshi Town Service Hall"),
        number: "A012".into(),
        windows: vec![2],
        service: text("城乡居民基本养老保险参保登记", "Joining the residents' pension scheme"),
        ahead: 4,
        range: Some((15, 20)),
        taken_at: Moment(1_795_400_040_000),
        materials: vec!["居民身份证".into(), "户口簿（首页、户主页和本人页）".into()],
        code: "7Q4M-2KPX".into(),
        url: Some("http://127.0.0.1:8080/t/0K3V9QW2XHJ5R8TN4B7C6D1EFG".into()),
        return_minutes: 60,
        return_places: 3,
        guide_desk: text("进门左手边", "left of the entrance"),
        supervision_phone: "0000-0000000".into(),
        note: text("演示：下周一停电半天", "Demo: no power on Monday <morning>"),
        layout,
        ..Slip::default()
    }
}

fn layouts() -> [SlipLayout; 3] {
    let (off, large) = (LineSize::Off, LineSize::Large);
    [
        SlipLayout::default(),
        SlipLayout {
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
        },
        SlipLayout { service: LineSize::Normal, ahead: off, qr: off, code: LineSize::Normal, fee: off, guide_desk: off, ..SlipLayout::default() },
    ]
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

/// The words of the picture by the height at which they stand, each line from left to right.
fn drawn(svg: &str) -> Vec<String> {
    let mut lines: BTreeMap<i32, Vec<(i32, String)>> = BTreeMap::new();
    for piece in svg.split("<text transform=\"translate(").skip(1) {
        let (place, rest) = piece.split_once(')').unwrap();
        let (x, y) = place.split_once(' ').unwrap();
        let first = rest.split_once(" x=\"").unwrap().1.split([' ', '"']).next().unwrap();
        let words = rest.split_once('>').unwrap().1.split_once("</text>").unwrap().0;
        let words = words.replace("&#60;", "<").replace("&#62;", ">").replace("&#34;", "\"").replace("&#39;", "'").replace("&#38;", "&");
        let left = x.parse::<i32>().unwrap() * 1_000 + first.parse::<i32>().unwrap();
        lines.entry(y.parse().unwrap()).or_default().push((left, words));
    }
    let joined = |mut words: Vec<(i32, String)>| {
        words.sort_by_key(|(left, _)| *left);
        words.into_iter().map(|(_, words)| words).collect::<String>()
    };
    lines.into_values().map(joined).collect()
}

#[test]
fn the_picture_says_line_by_line_what_the_printer_printed() {
    let folder = std::env::var_os("SUNHALL_SLIPS").map(Into::into);
    let paper = Paper::start(Setup { folder, ..Setup::default() }).unwrap();
    let place: Place = format!("tcp://{}", paper.addr()).parse().unwrap();
    let mut thermal = Thermal::new(place);
    let mut count = 0;
    for language in Language::ALL {
        for layout in layouts() {
            let slip = slip(language, layout);
            let svg = slip_picture(&slip, "小票");
            assert_eq!(thermal.print(&bytes(&slip, Arrangement::Beside).unwrap()).outcome, Outcome::Printed);
            count += 1;
            let printed = paper.wait_for_slips(count, Duration::from_secs(10)).pop().unwrap();
            let lines: Vec<String> = printed.lines.iter().map(|line| without_blanks(line)).filter(|line| !line.is_empty()).collect();
            assert_eq!(drawn(&svg), lines, "{language} {layout:?}");
            // The paper is as long as the picture, but for what the cutter leaves.
            let tall: i32 = svg.split_once("viewBox=\"0 0 576 ").unwrap().1.split('"').next().unwrap().parse().unwrap();
            assert!((tall - printed.height as i32).abs() <= 30, "{language}: drawn {tall}, printed {}", printed.height);
        }
    }
}
