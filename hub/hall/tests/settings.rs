//! What an administrator may set, and what is refused because it contradicts something.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its story breaks")]

mod support;

use chrono::NaiveTime;
use sunhall_hall::access::DeviceClass;
use sunhall_hall::calendar::{Span, Week};
use sunhall_hall::command::{Administrator, Answer};
use sunhall_hall::ids::{DeviceName, WindowNumber};
use sunhall_hall::{Command, Refusal};
use support::{Scene, a_group, a_service, a_window, day, person, staff, text};

fn attempt(act: Administrator) -> Result<Answer, Refusal> {
    Scene::new().attempt(Command::Administrator { staff: staff("9001"), act })
}

fn invalid(what: &str) -> Result<Answer, Refusal> {
    Err(Refusal::SettingInvalid { what: what.into() })
}

#[test]
fn letters_of_groups_are_plain_and_belong_to_one() {
    for letter in ['I', 'O', 'Q', 'K', 'Z', 'a', '1'] {
        assert_eq!(attempt(Administrator::SetGroup { group: a_group("new", letter) }), invalid("letter"), "{letter}");
    }
    assert_eq!(attempt(Administrator::SetGroup { group: a_group("new", 'A') }), invalid("letter"));
    assert_eq!(attempt(Administrator::SetGroup { group: a_group("new", 'J') }), Ok(Answer::Done));
    assert_eq!(attempt(Administrator::SetGroup { group: a_group("a b", 'J') }), Err(Refusal::NameInvalid));
    let mut never = a_group("new", 'J');
    never.weekdays = vec![0];
    assert_eq!(attempt(Administrator::SetGroup { group: never }), invalid("weekdays"));
}

#[test]
fn services_and_windows_name_only_what_exists() {
    assert_eq!(attempt(Administrator::SetService { service: Box::new(a_service("S1", "nothing")) }), Err(Refusal::UnknownGroup));
    assert_eq!(attempt(Administrator::SetWindow { window: a_window(5, &["nothing"], &[], &[]) }), Err(Refusal::UnknownGroup));
    assert_eq!(attempt(Administrator::SetWindow { window: a_window(5, &["social"], &["social"], &[]) }), invalid("help"));
    assert_eq!(attempt(Administrator::SetWindow { window: a_window(5, &["social"], &[], &["S9"]) }), Err(Refusal::UnknownService));
    assert_eq!(attempt(Administrator::SetWindow { window: a_window(0, &["social"], &[], &[]) }), invalid("number"));
    assert_eq!(attempt(Administrator::SetWindow { window: a_window(5, &["social"], &["relief"], &["A1"]) }), Ok(Answer::Done));
}

#[test]
fn hours_run_forward() {
    let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let span = |from, to| Span { from: time(from), to: time(to) };
    let with = |spans: Vec<Span>| Administrator::SetHours { hours: Week { days: [spans, vec![], vec![], vec![], vec![], vec![], vec![]] } };
    assert_eq!(attempt(with(vec![span(12, 9)])), invalid("hours"));
    assert_eq!(attempt(with(vec![span(9, 12), span(11, 13)])), invalid("hours"));
    assert_eq!(attempt(with(vec![span(9, 12), span(12, 13)])), Ok(Answer::Done));
}

#[test]
fn a_parameter_is_known_fits_its_unit_and_never_holds_backwards() {
    let set = |key: &str, value: &str, from| Administrator::SetParameter { key: key.into(), value: value.into(), from, confirmed: true };
    assert_eq!(attempt(set("queue.unheard", "3", day(11, 23))), Err(Refusal::UnknownParameter));
    assert_eq!(attempt(set("queue.calls", "many", day(11, 23))), Err(Refusal::ParameterInvalid));
    assert_eq!(attempt(set("queue.calls", "0", day(11, 23))), Err(Refusal::ParameterInvalid));
    assert_eq!(attempt(set("queue.calls", "4", day(11, 22))), invalid("from"));
    assert_eq!(attempt(set("queue.calls", " 4 ", day(11, 23))), Ok(Answer::Done));
}

#[test]
fn staff_and_devices_have_plain_names_and_known_windows() {
    let mut stray = person("1009", &[]);
    stray.usual_window = Some(WindowNumber(77));
    assert_eq!(attempt(Administrator::SetStaff { staff: stray }), Err(Refusal::UnknownWindow));
    for number in ["", "10 01", "token:x", "12345678901234567"] {
        assert_eq!(attempt(Administrator::SetStaff { staff: person(number, &[]) }), Err(Refusal::NameInvalid), "{number}");
    }
    let enrol = |name: &str, class, window| Administrator::Enrol { device: DeviceName::new(name), class, window, secret: text("secret") };
    assert_eq!(attempt(enrol("Kiosk", DeviceClass::Kiosk, None)), Err(Refusal::NameInvalid));
    assert_eq!(attempt(enrol("kiosk-1", DeviceClass::Kiosk, None)), Err(Refusal::NameTaken));
    assert_eq!(attempt(enrol("pad-1", DeviceClass::CallPad, None)), Err(Refusal::UnknownWindow));
    assert_eq!(attempt(enrol("pad-1", DeviceClass::CallPad, Some(WindowNumber(77)))), Err(Refusal::UnknownWindow));
    assert_eq!(attempt(enrol("pad-1", DeviceClass::CallPad, Some(WindowNumber(1)))), Ok(Answer::Done));
}

#[test]
fn a_revoked_device_may_be_enrolled_anew() {
    let mut scene = Scene::new();
    let revoke = || Command::Administrator { staff: staff("9001"), act: Administrator::RevokeDevice { device: DeviceName::new(support::KIOSK) } };
    scene.attempt(revoke()).unwrap();
    assert_eq!(scene.attempt(revoke()), Err(Refusal::UnknownDevice));
    scene.set(Administrator::Enrol { device: DeviceName::new(support::KIOSK), class: DeviceClass::Kiosk, window: None, secret: text("other") });
    assert!(scene.hall.access.device(&DeviceName::new(support::KIOSK)).is_some());
}
