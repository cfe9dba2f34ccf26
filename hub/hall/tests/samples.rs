//! One stored sample for each fact: what was written once must load for ever.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its story breaks")]

mod support;

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::NaiveTime;
use sunhall_hall::access::{self, DeviceClass};
use sunhall_hall::calendar::{self, DayKind, OwnDay, Span, SpecialDay, Week};
use sunhall_hall::command::NoticePut;
use sunhall_hall::floor::{Act, Carrier, Estimate, Event as Floor, Origin, Outcome, TransferTo, Why};
use sunhall_hall::ids::{DeviceName, FileHash, NoticeId, PlanId, RoleCode, StaffNumber, TicketId, TokenName, WindowNumber};
use sunhall_hall::planned::{self, Plan};
use sunhall_hall::policy::{self, Setting};
use sunhall_hall::regulations::{disclosure, first_contact, public_appraisal};
use sunhall_hall::screens::{self, LineSize, SlipLayout, Worded};
use sunhall_hall::settings::Change;
use sunhall_hall::staff::{self, Role};
use sunhall_hall::{Event, Hall, Profile, Refusal, Verb, apply};
use support::{KIOSK, a_group, a_role, a_service, a_window, at, day, group, number, person, service, text};

fn setup() -> Vec<Event> {
    let time = |hour| NaiveTime::from_hms_opt(hour, 30, 0).unwrap();
    let week = Week { days: [vec![Span { from: time(8), to: time(11) }], vec![], vec![], vec![], vec![], vec![], vec![]] };
    let special = SpecialDay { day: day(10, 1), kind: DayKind::Rest, name: "国庆节".into() };
    let notice = NoticePut {
        id: NoticeId::new("subsidy"),
        category: "涉农补贴".into(),
        title: "演示公开".into(),
        until: Some(day(12, 1)),
        order: 1,
        characters: 100,
        body: FileHash::new("body"),
        fields: vec!["notice-basis".into()],
        stage: 1,
    };
    let reason = text("reason");
    let (by, device, token, secret) = (support::staff("9001"), DeviceName::new(KIOSK), TokenName::new("feed"), text("secret"));
    vec![
        access::Event::DeviceEnrolled { device: device.clone(), class: DeviceClass::CallPad, window: Some(WindowNumber(1)), secret: secret.clone() }.into(),
        access::Event::DeviceRevoked { device: device.clone() }.into(),
        access::Event::DeviceRenewed { device: device.clone(), secret: secret.clone(), staff: by.clone(), at: at(9, 2) }.into(),
        access::Event::DeviceFileTaken { device: device.clone(), staff: by.clone(), at: at(9, 3) }.into(),
        access::Event::DeviceLocked { device: device.clone(), lock: lock(&by) }.into(),
        access::Event::DeviceUnlocked { device: device.clone(), staff: by.clone(), at: at(9, 5) }.into(),
        access::Event::DeviceRestartOrdered { device, staff: by.clone(), at: at(9, 6) }.into(),
        access::Event::CredentialSet { staff: support::staff("1001"), secret: secret.clone(), once: true }.into(),
        access::Event::TokenIssued { token: token.clone(), role: Role::Clerk, windows: vec![WindowNumber(1)], secret }.into(),
        access::Event::TokenRevoked { token }.into(),
        calendar::Event::HoursSet(week).into(),
        calendar::Event::CalendarLoaded { year: 2026, days: vec![special] }.into(),
        disclosure::Event::NoticePublished { notice, version: 2, staff: by.clone(), at: at(9, 0) }.into(),
        disclosure::Event::NoticeWithdrawn { notice: NoticeId::new("subsidy"), staff: by, reason, at: at(9, 1) }.into(),
        screens::Event::TextSet { key: "closed-title".into(), words: worded(), staff: support::staff("9001"), at: at(9, 7) }.into(),
        screens::Event::TextCleared { key: "closed-title".into(), staff: support::staff("9001"), at: at(9, 8) }.into(),
        screens::Event::SlipSet { slip: slip(), staff: support::staff("9001"), at: at(9, 9) }.into(),
        policy::Event::ParameterSet { key: "queue.calls".into(), setting: Setting { value: "4".into(), from: day(12, 1), confirmed: true } }.into(),
        staff::Event::StaffSet(person("1001", &[Role::Clerk, Role::Guide])).into(),
        staff::Event::RoleSet(a_role("helper", &[Verb::CallChosen, Verb::IssueByHand])).into(),
        staff::Event::RoleRemoved { role: RoleCode::new("helper") }.into(),
        Floor::ProfileSet(Profile { name: "演示镇政务服务大厅".into(), demo: true, ..Profile::default() }).into(),
        Floor::GroupSet(a_group("social", 'A')).into(),
        Floor::ServiceSet(Box::new(a_service("A1", "social"))).into(),
        Floor::WindowSet(a_window(1, &["social"], &["medical"], &["A1"])).into(),
    ]
}

fn lock(by: &StaffNumber) -> access::Lock {
    access::Lock { message: "演示：正在换纸".into(), message_en: "Demo: new paper is coming".into(), staff: by.clone(), at: at(9, 4) }
}

fn worded() -> Worded {
    Worded { zh: "今天到此为止".into(), en: "That was today".into() }
}

fn slip() -> SlipLayout {
    SlipLayout { ahead: LineSize::Large, fee: LineSize::Off, ..SlipLayout::default() }
}

fn plans() -> Vec<Event> {
    let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let own = OwnDay { day: day(12, 2), spans: vec![Span { from: time(9), to: time(11) }], reason: "停电检修".into(), reason_en: "Power works".into() };
    let (plan, staff) = (PlanId(3), support::staff("9001"));
    let (change, was) = (Change::Group(a_group("social", 'A')), Some(Change::Group(a_group("social", 'B'))));
    vec![
        calendar::Event::DaySet(own).into(),
        calendar::Event::DayCleared { day: day(12, 3) }.into(),
        planned::Event::Planned(Box::new(Plan { id: plan, change, was, from: day(12, 1), staff: staff.clone(), at: at(9, 0) })).into(),
        planned::Event::Made { plan, at: at(9, 1) }.into(),
        planned::Event::NotMade { plan, refusal: Refusal::SettingInvalid { what: "letter".into() }, at: at(9, 2) }.into(),
        planned::Event::TakenBack { plan, staff, at: at(9, 3) }.into(),
    ]
}

fn tickets() -> Vec<Event> {
    let (ticket, window, by, at) = (TicketId(7), WindowNumber(1), support::staff("1001"), at(9, 30));
    let reason = text("reason");
    let reserved = Floor::TicketReserved {
        ticket,
        day: day(11, 23),
        number: number("A007"),
        group: group("social"),
        service: service("A1"),
        origin: Origin::Kiosk(DeviceName::new(KIOSK)),
        turn: at,
        head_start_minutes: 20,
        company: true,
        promise: Some(Estimate { low_seconds: 300, high_seconds: 900 }),
        code: text("code"),
        class: Some(text("class")),
    };
    let called = Floor::TicketCalled {
        ticket,
        window,
        staff: by.clone(),
        running: 12,
        why: Why::HeadStart { minutes: 20 },
        passed: 2,
        overtakes: true,
        waited_seconds: 600,
        promise_kept: Some(true),
        at,
        reason: Some(reason.clone()),
    };
    let ended =
        Floor::TicketEnded { ticket, outcome: Outcome::Served, at, staff: Some(by.clone()), reason: None, window: Some(window), handled_seconds: Some(480) };
    vec![
        reserved.into(),
        Floor::TicketIssued { ticket, carrier: Carrier::PaperStatusUnknown, at }.into(),
        Floor::TicketUnconfirmed { ticket, at }.into(),
        ended.into(),
        called.into(),
        Floor::TicketCalledAgain { ticket, window, running: 13, times: 2, at }.into(),
        Floor::TicketMissed { ticket, window, at }.into(),
        Floor::TicketReturned { ticket, turn: Some(at), at, staff: Some(by.clone()) }.into(),
        Floor::ServiceStarted { ticket, window, staff: by.clone(), at }.into(),
        Floor::TicketTransferred { ticket, window, to: TransferTo::Window(WindowNumber(2)), group: group("social"), service: service("A1"), at }.into(),
        Floor::TicketParked { ticket, window, until: at.plus_minutes(15), at }.into(),
        Floor::TurnSet { ticket, turn: at, staff: by.clone(), reason, at }.into(),
        Floor::AssistanceConfirmed { ticket, staff: by.clone(), at }.into(),
        Floor::CompanyAsked { ticket, staff: by.clone(), at }.into(),
        Floor::ActUndone { window, ticket, act: Act::Finish, staff: by, at }.into(),
    ]
}

fn windows_and_days() -> Vec<Event> {
    let (ticket, window, by, at, device) = (TicketId(7), WindowNumber(1), support::staff("1001"), at(9, 40), DeviceName::new(KIOSK));
    let (level, reasons) = (2, vec!["rating-reason-manner".to_owned()]);
    let opened = public_appraisal::Event::RatingOpened {
        ticket,
        day: day(11, 23),
        number: number("A007"),
        service: service("A1"),
        staff: by.clone(),
        window,
        until: at.plus_minutes(9),
        at,
    };
    let rated =
        public_appraisal::Event::TicketRated { ticket, staff: by.clone(), window, level, reasons, words: Some(text("words")), phone: Some(text("phone")), at };
    vec![
        Floor::WindowOpened { window, staff: by.clone(), at }.into(),
        Floor::WindowPaused { window, back_at: Some(at.plus_minutes(5)), at }.into(),
        Floor::WindowResumed { window, at }.into(),
        Floor::WindowClosed { window, staff: by.clone(), at, reason: Some(text("reason")) }.into(),
        Floor::HelpLent { window, group: group("social"), staff: by.clone(), at }.into(),
        Floor::HelpTakenBack { window, group: group("social"), staff: by.clone(), at }.into(),
        Floor::HelpCalled { device: device.clone(), at }.into(),
        Floor::HelpAnswered { device, staff: by.clone(), at }.into(),
        Floor::DayEnded { day: day(11, 23), at }.into(),
        first_contact::Event::FirstContactSet { ticket, staff: by, at }.into(),
        first_contact::Event::DayFiled { day: day(11, 23), at }.into(),
        opened.into(),
        public_appraisal::Event::RatingWithdrawn { ticket, at }.into(),
        rated.into(),
        public_appraisal::Event::RatingsClosed { at }.into(),
    ]
}

/// File name of a fact's sample; a new fact stops the compiler here.
fn name(event: &Event) -> &'static str {
    match event {
        Event::Access(access::Event::DeviceEnrolled { .. }) => "device-enrolled",
        Event::Access(access::Event::DeviceRevoked { .. }) => "device-revoked",
        Event::Access(access::Event::DeviceRenewed { .. }) => "device-renewed",
        Event::Access(access::Event::DeviceFileTaken { .. }) => "device-file-taken",
        Event::Access(access::Event::DeviceLocked { .. }) => "device-locked",
        Event::Access(access::Event::DeviceUnlocked { .. }) => "device-unlocked",
        Event::Access(access::Event::DeviceRestartOrdered { .. }) => "device-restart-ordered",
        Event::Access(access::Event::CredentialSet { .. }) => "credential-set",
        Event::Access(access::Event::TokenIssued { .. }) => "token-issued",
        Event::Access(access::Event::TokenRevoked { .. }) => "token-revoked",
        Event::Calendar(calendar::Event::HoursSet(_)) => "hours-set",
        Event::Calendar(calendar::Event::CalendarLoaded { .. }) => "calendar-loaded",
        Event::Disclosure(disclosure::Event::NoticePublished { .. }) => "notice-published",
        Event::Disclosure(disclosure::Event::NoticeWithdrawn { .. }) => "notice-withdrawn",
        Event::FirstContact(first_contact::Event::FirstContactSet { .. }) => "first-contact-set",
        Event::FirstContact(first_contact::Event::DayFiled { .. }) => "day-filed",
        Event::Calendar(calendar::Event::DaySet(_)) => "day-set",
        Event::Calendar(calendar::Event::DayCleared { .. }) => "day-cleared",
        Event::Planned(planned::Event::Planned(_)) => "planned",
        Event::Planned(planned::Event::Made { .. }) => "plan-made",
        Event::Planned(planned::Event::NotMade { .. }) => "plan-not-made",
        Event::Planned(planned::Event::TakenBack { .. }) => "plan-taken-back",
        Event::Policy(policy::Event::ParameterSet { .. }) => "parameter-set",
        Event::PublicAppraisal(public_appraisal::Event::RatingOpened { .. }) => "rating-opened",
        Event::PublicAppraisal(public_appraisal::Event::RatingWithdrawn { .. }) => "rating-withdrawn",
        Event::PublicAppraisal(public_appraisal::Event::TicketRated { .. }) => "ticket-rated",
        Event::PublicAppraisal(public_appraisal::Event::RatingsClosed { .. }) => "ratings-closed",
        Event::Screens(screens::Event::TextSet { .. }) => "text-set",
        Event::Screens(screens::Event::TextCleared { .. }) => "text-cleared",
        Event::Screens(screens::Event::SlipSet { .. }) => "slip-set",
        Event::Staff(staff::Event::StaffSet(_)) => "staff-set",
        Event::Staff(staff::Event::RoleSet(_)) => "role-set",
        Event::Staff(staff::Event::RoleRemoved { .. }) => "role-removed",
        Event::Floor(fact) => floor_name(fact),
    }
}

fn floor_name(fact: &Floor) -> &'static str {
    match fact {
        Floor::ProfileSet(_) => "profile-set",
        Floor::GroupSet(_) => "group-set",
        Floor::ServiceSet(_) => "service-set",
        Floor::WindowSet(_) => "window-set",
        Floor::TicketReserved { .. } => "ticket-reserved",
        Floor::TicketIssued { .. } => "ticket-issued",
        Floor::TicketUnconfirmed { .. } => "ticket-unconfirmed",
        Floor::TicketEnded { .. } => "ticket-ended",
        Floor::TicketCalled { .. } => "ticket-called",
        Floor::TicketCalledAgain { .. } => "ticket-called-again",
        Floor::TicketMissed { .. } => "ticket-missed",
        Floor::TicketReturned { .. } => "ticket-returned",
        Floor::ServiceStarted { .. } => "service-started",
        Floor::TicketTransferred { .. } => "ticket-transferred",
        Floor::TicketParked { .. } => "ticket-parked",
        Floor::TurnSet { .. } => "turn-set",
        Floor::AssistanceConfirmed { .. } => "assistance-confirmed",
        Floor::CompanyAsked { .. } => "company-asked",
        Floor::ActUndone { .. } => "act-undone",
        Floor::WindowOpened { .. } => "window-opened",
        Floor::WindowPaused { .. } => "window-paused",
        Floor::WindowResumed { .. } => "window-resumed",
        Floor::WindowClosed { .. } => "window-closed",
        Floor::HelpLent { .. } => "help-lent",
        Floor::HelpTakenBack { .. } => "help-taken-back",
        Floor::HelpCalled { .. } => "help-called",
        Floor::HelpAnswered { .. } => "help-answered",
        Floor::DayEnded { .. } => "day-ended",
    }
}

/// How many facts [`name`] knows.
const FACTS: usize = 61;

#[expect(clippy::disallowed_methods, reason = "the samples are files")]
fn stored() -> BTreeMap<String, String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), std::fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn every_stored_sample_loads_as_what_it_was() {
    let facts: BTreeMap<&str, Event> = [setup(), plans(), tickets(), windows_and_days()].concat().into_iter().map(|event| (name(&event), event)).collect();
    assert_eq!(facts.len(), FACTS);
    let stored = stored();
    assert!(stored.keys().map(String::as_str).eq(facts.keys().copied()), "{:?}", stored.keys());
    for (file, text) in &stored {
        let loaded: Event = serde_json::from_str(text).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert_eq!(loaded, facts[file.as_str()], "{file}");
    }
}

/// Every owner of changes that can be planned is stored as it is written today.
#[test]
fn every_kind_of_change_loads_from_its_sample() {
    let week = Week { days: [vec![], vec![], vec![], vec![], vec![], vec![], vec![]] };
    let changes = [
        Change::Hall(Box::new(Profile { name: "演示".into(), ..Profile::default() })),
        Change::Hours(week),
        Change::Group(a_group("social", 'A')),
        Change::Service(Box::new(a_service("A1", "social"))),
        Change::Window(a_window(1, &["social"], &[], &[])),
        Change::Staff(person("1001", &[Role::Clerk])),
    ];
    let stored: Vec<Change> = serde_json::from_str(include_str!("changes.json")).unwrap();
    assert_eq!(stored, changes);
}

#[test]
fn facts_about_what_the_hall_does_not_know_change_nothing_and_never_panic() {
    let events = [setup(), plans(), tickets(), windows_and_days()].concat();
    for first in 0..events.len() {
        let mut hall = Hall::default();
        for step in 0..events.len() {
            apply(&mut hall, &events[(first + step * 17) % events.len()]);
        }
    }
    let mut hall = Hall::default();
    for event in tickets().iter().skip(1) {
        apply(&mut hall, event);
    }
    assert!(hall.floor.tickets.is_empty());
}
