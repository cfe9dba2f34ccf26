//! Devices from afar: out of service and back, started again, given a new password; and the file that leaves the hub once.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its story breaks")]

mod support;

use sunhall_hall::access::{Device, DeviceClass};
use sunhall_hall::command::{Administrator, Answer, Citizen};
use sunhall_hall::floor::Origin;
use sunhall_hall::ids::{DeviceName, WindowNumber};
use sunhall_hall::{Command, Refusal};
use support::{KIOSK, Scene, service, staff, text};

fn kiosk() -> DeviceName {
    DeviceName::new(KIOSK)
}

fn by(scene: &mut Scene, who: &str, act: Administrator) -> Result<Answer, Refusal> {
    scene.attempt(Command::Administrator { staff: staff(who), act })
}

fn lock(message: &str) -> Administrator {
    Administrator::LockDevice { device: kiosk(), message: message.into(), message_en: String::new() }
}

fn device(scene: &Scene) -> Device {
    scene.hall.access.device(&kiosk()).unwrap().clone()
}

#[test]
fn a_locked_kiosk_gives_no_numbers_and_everybody_else_does() {
    let mut scene = Scene::open();
    let before = scene.reserve("A1", None).unwrap();
    by(&mut scene, "2001", lock("正在换纸")).unwrap();
    assert_eq!(scene.reserve("A1", None), Err(Refusal::DeviceLocked));
    assert!(scene.confirm(before.ticket).is_ok(), "whoever was getting a number gets it");
    let phone = Citizen::TakeTicket { service: service("A1"), class: None, class_words: None, company: false, origin: Origin::Phone, code: text("code") };
    assert!(scene.citizen(phone).is_ok());
    assert!(scene.citizen(Citizen::CallHelp { device: kiosk() }).is_ok(), "help may be called there");
    by(&mut scene, "2001", Administrator::UnlockDevice { device: kiosk() }).unwrap();
    assert!(scene.reserve("A1", None).is_ok());
    assert_eq!(scene.replayed(), scene.hall);
}

#[test]
fn a_lock_says_why_since_when_and_by_whom_until_it_is_taken_back() {
    let mut scene = Scene::new();
    let first = scene.now;
    by(&mut scene, "9001", lock(" 正在换纸 ")).unwrap();
    scene.pass_minutes(5);
    by(&mut scene, "2001", lock("正在修理")).unwrap();
    let held = device(&scene).lock.unwrap();
    assert_eq!((held.message.as_str(), held.at, held.staff), ("正在修理", first, staff("2001")), "it is out of service since the first time");
    let facts = scene.log.len();
    by(&mut scene, "2001", Administrator::UnlockDevice { device: kiosk() }).unwrap();
    by(&mut scene, "2001", Administrator::UnlockDevice { device: kiosk() }).unwrap();
    assert_eq!(scene.log.len(), facts + 1, "taking back twice is one fact");
    assert_eq!(device(&scene).lock, None);
}

#[test]
fn what_a_locked_screen_says_is_one_short_line() {
    let mut scene = Scene::new();
    assert_eq!(by(&mut scene, "9001", lock(&"长".repeat(41))), Err(Refusal::TextTooLong { characters: 40 }));
    assert!(by(&mut scene, "9001", lock(&"长".repeat(40))).is_ok());
    for text in ["一行\n两行", "\u{202e}反", "零\u{200b}宽"] {
        assert_eq!(by(&mut scene, "9001", lock(text)), Err(Refusal::TextNotPlain), "{text:?}");
    }
}

#[test]
fn restarts_are_counted_and_never_fewer_after_a_new_enrolment() {
    let mut scene = Scene::new();
    for _ in 0..2 {
        by(&mut scene, "2001", Administrator::RestartDevice { device: kiosk() }).unwrap();
    }
    assert_eq!(device(&scene).restarts, 2);
    by(&mut scene, "9001", lock("")).unwrap();
    by(&mut scene, "9001", Administrator::RevokeDevice { device: kiosk() }).unwrap();
    assert_eq!(by(&mut scene, "9001", Administrator::RestartDevice { device: kiosk() }), Err(Refusal::UnknownDevice));
    scene.set(Administrator::Enrol { device: kiosk(), class: DeviceClass::Kiosk, window: None, secret: text("other") });
    assert_eq!((device(&scene).restarts, device(&scene).lock), (2, None));
}

#[test]
fn a_call_pad_has_no_screen_to_order_about() {
    let mut scene = Scene::new();
    let pad = DeviceName::new("pad-1");
    scene.set(Administrator::Enrol { device: pad.clone(), class: DeviceClass::CallPad, window: Some(WindowNumber(1)), secret: text("pad") });
    let lock = Administrator::LockDevice { device: pad.clone(), message: String::new(), message_en: String::new() };
    assert_eq!(by(&mut scene, "9001", lock), Err(Refusal::DeviceWithoutScreen));
    assert_eq!(by(&mut scene, "9001", Administrator::RestartDevice { device: pad.clone() }), Err(Refusal::DeviceWithoutScreen));
    assert!(by(&mut scene, "9001", Administrator::RenewDevice { device: pad, secret: text("new") }).is_ok());
}

#[test]
fn the_file_with_a_password_leaves_once_and_again_with_a_new_one() {
    let mut scene = Scene::new();
    let take = || Administrator::TakeDeviceFile { device: kiosk() };
    assert!(by(&mut scene, "9001", take()).is_ok());
    assert_eq!(by(&mut scene, "9001", take()), Err(Refusal::DeviceFileTaken));
    assert!(matches!(by(&mut scene, "2001", take()), Err(Refusal::RoleMayNot { .. })), "a manager orders, but takes no passwords");
    by(&mut scene, "9001", lock("")).unwrap();
    by(&mut scene, "9001", Administrator::RenewDevice { device: kiosk(), secret: text("new") }).unwrap();
    assert_eq!(device(&scene).secret, text("new"));
    assert!(device(&scene).lock.is_some(), "a new password ends no lock");
    assert!(by(&mut scene, "9001", take()).is_ok());
    assert_eq!(scene.replayed(), scene.hall);
    let unknown = Administrator::RenewDevice { device: DeviceName::new("nobody"), secret: text("new") };
    assert_eq!(by(&mut scene, "9001", unknown), Err(Refusal::UnknownDevice));
}
