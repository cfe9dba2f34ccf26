//! Every role tries every staff command: who may not is told so before anything else is looked at.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its story breaks")]

mod support;

use proptest::prelude::*;
use sunhall_hall::access::DeviceClass;
use sunhall_hall::calendar::{OwnDay, Week};
use sunhall_hall::command::{Administrator, Clerk, Manager, NoticePut};
use sunhall_hall::floor::TransferTo;
use sunhall_hall::ids::{DeviceName, FileHash, NoticeId, PlanId, RoleCode, StaffNumber, TokenName, WindowNumber};
use sunhall_hall::screens::{SlipLayout, Worded};
use sunhall_hall::settings::Change;
use sunhall_hall::staff::Role;
use sunhall_hall::{Command, Refusal, Verb, decide};
use support::{KIOSK, Scene, a_group, a_role, a_service, a_window, day, group, number, person, service, staff, text};

fn clerk_acts() -> Vec<Clerk> {
    let number = number("A001");
    vec![
        Clerk::OpenWindow { window: WindowNumber(1) },
        Clerk::PauseWindow { minutes: None },
        Clerk::ResumeWindow,
        Clerk::CloseWindow,
        Clerk::CallNext,
        Clerk::CallChosen { number, reason: text("reason") },
        Clerk::CallAgain,
        Clerk::MarkMissed,
        Clerk::Start,
        Clerk::Finish,
        Clerk::Transfer { to: TransferTo::Window(WindowNumber(2)) },
        Clerk::Park { minutes: None },
        Clerk::BringBack { number },
        Clerk::Undo,
        Clerk::IssueByHand { service: service("A1"), class: None, class_words: None, company: false, code: text("code") },
        Clerk::ConfirmAssistance { number },
        Clerk::AskCompany { number },
        Clerk::CancelTicket { number },
        Clerk::AnswerHelp { device: DeviceName::new(KIOSK) },
    ]
}

fn manager_acts() -> Vec<Manager> {
    let (window, group, number) = (WindowNumber(1), group("relief"), number("A001"));
    vec![
        Manager::LetHelp { window, group: group.clone() },
        Manager::TakeBackHelp { window, group },
        Manager::ApproveUrgent { number, reason: text("reason") },
        Manager::CancelTicket { number, reason: text("reason") },
        Manager::CloseWindow { window, reason: text("reason") },
    ]
}

fn administrator_acts() -> Vec<Administrator> {
    let notice = NoticePut {
        id: NoticeId::new("notice"),
        category: String::new(),
        title: "演示".into(),
        until: None,
        order: 0,
        characters: 0,
        body: FileHash::new("body"),
        fields: vec![],
        stage: 1,
    };
    vec![
        Administrator::SetHall { profile: Box::default() },
        Administrator::SetHours { hours: Week::default() },
        Administrator::LoadCalendar { year: 2027, days: vec![] },
        Administrator::SetGroup { group: a_group("social", 'A') },
        Administrator::SetService { service: Box::new(a_service("A1", "social")) },
        Administrator::SetWindow { window: a_window(1, &["social"], &[], &[]) },
        Administrator::SetStaff { staff: person("1009", &[Role::Clerk]) },
        Administrator::AddStaff { staff: person("1010", &[Role::Clerk]) },
        Administrator::SetPortrait { staff: staff("1001"), portrait: None },
        Administrator::SetRole { role: a_role("helper", &[Verb::IssueByHand]) },
        Administrator::RemoveRole { role: RoleCode::new("helper") },
        Administrator::SetDay { day: OwnDay { day: day(11, 24), spans: vec![], reason: "检修".into(), reason_en: String::new() } },
        Administrator::ClearDay { day: day(11, 24) },
        Administrator::Plan { change: Box::new(Change::Hours(Week::default())), from: day(12, 1) },
        Administrator::Plan { change: Box::new(Change::Staff(person("1009", &[Role::Clerk]))), from: day(12, 1) },
        Administrator::TakeBackPlan { plan: PlanId(1) },
        Administrator::SetParameter { key: "queue.calls".into(), value: "3".into(), from: day(11, 23), confirmed: true },
        Administrator::PublishNotice { notice },
        Administrator::WithdrawNotice { notice: NoticeId::new("notice"), reason: text("reason") },
        Administrator::Enrol { device: DeviceName::new("display-1"), class: DeviceClass::PublicDisplay, window: None, secret: text("secret") },
        Administrator::RevokeDevice { device: DeviceName::new(KIOSK) },
        Administrator::RenewDevice { device: DeviceName::new(KIOSK), secret: text("other") },
        Administrator::TakeDeviceFile { device: DeviceName::new(KIOSK) },
        Administrator::LockDevice { device: DeviceName::new(KIOSK), message: String::new(), message_en: String::new() },
        Administrator::UnlockDevice { device: DeviceName::new(KIOSK) },
        Administrator::RestartDevice { device: DeviceName::new(KIOSK) },
        Administrator::SetScreenText { key: "closed-title".into(), words: Worded::default() },
        Administrator::SetSlip { slip: SlipLayout::default() },
        Administrator::SetCredential { staff: staff("1001"), secret: text("secret"), once: true },
        Administrator::IssueToken { token: TokenName::new("feed"), role: Role::Clerk, windows: vec![], secret: text("secret") },
        Administrator::RevokeToken { token: TokenName::new("feed") },
    ]
}

/// Every staff command by whoever gives it, with its verb.
fn commands(by: &StaffNumber) -> Vec<(Verb, Command)> {
    let clerk = clerk_acts().into_iter().map(|act| (act.verb(), Command::Clerk { staff: by.clone(), act }));
    let manager = manager_acts().into_iter().map(|act| (act.verb(), Command::Manager { staff: by.clone(), act }));
    let administrator = administrator_acts().into_iter().map(|act| (act.verb(), Command::Administrator { staff: by.clone(), act }));
    clerk.chain(manager).chain(administrator).collect()
}

fn refused_by_role(scene: &Scene, command: &Command) -> bool {
    matches!(decide(&scene.hall, command, scene.now).answer, Err(Refusal::RoleMayNot { .. }))
}

#[test]
fn every_role_is_refused_exactly_what_the_table_refuses() {
    let mut scene = Scene::open();
    scene.take("A1");
    let mut tried = Vec::new();
    for role in Role::ALL {
        let who = person("7001", &[role]);
        scene.set(Administrator::SetStaff { staff: who.clone() });
        for (verb, command) in commands(&who.number) {
            assert_eq!(refused_by_role(&scene, &command), !role.may(verb), "{role:?} {verb:?}");
            tried.push(verb);
        }
    }
    tried.sort_unstable();
    tried.dedup();
    let of_pages = [Verb::SeeFloor, Verb::SeeLive, Verb::SeeSettings, Verb::SeeRecord, Verb::SeeSecurity, Verb::RevokeSession, Verb::UnlockAccount];
    assert_eq!(tried.len(), Verb::ALL.len() - of_pages.len(), "a verb has no command here");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Whatever roles a hall makes for itself, a person may exactly what built-in and own roles allow together.
    #[test]
    fn roles_of_the_hall_allow_exactly_their_verbs(
        own in prop::collection::vec(prop::sample::subsequence(Verb::ALL.to_vec(), 1..Verb::ALL.len()), 0..4),
        built_in in prop::sample::subsequence(Role::ALL.to_vec(), 0..3),
    ) {
        let mut scene = Scene::open();
        scene.take("A1");
        let mut who = person("7001", &built_in);
        for (place, verbs) in own.iter().enumerate() {
            let role = a_role(&format!("own-{place}"), verbs);
            who.hall_roles.push(role.code.clone());
            scene.set(Administrator::SetRole { role });
        }
        scene.set(Administrator::SetStaff { staff: who.clone() });
        let may = |verb: Verb| built_in.iter().any(|role| role.may(verb)) || own.iter().any(|verbs| verbs.contains(&verb));
        for (verb, command) in commands(&who.number) {
            prop_assert_eq!(refused_by_role(&scene, &command), !may(verb), "{:?}", verb);
        }
        for verb in Verb::ALL {
            prop_assert_eq!(scene.hall.may(&who.number, verb), may(verb), "{:?}", verb);
        }
        for role in who.hall_roles.clone() {
            let command = Command::Administrator { staff: staff("9001"), act: Administrator::RemoveRole { role } };
            prop_assert_eq!(scene.attempt(command), Err(Refusal::RoleInUse { people: 1 }));
        }
    }
}

#[test]
fn several_roles_add_up_and_who_left_has_none() {
    let mut scene = Scene::open();
    let mut both = person("7001", &[Role::Clerk, Role::Manager]);
    scene.set(Administrator::SetStaff { staff: both.clone() });
    assert!(scene.hall.may(&both.number, Verb::CallNext) && scene.hall.may(&both.number, Verb::LetHelp));
    both.left = true;
    scene.set(Administrator::SetStaff { staff: both.clone() });
    for (verb, command) in commands(&both.number) {
        assert!(!scene.hall.may(&both.number, verb));
        assert_eq!(decide(&scene.hall, &command, scene.now).answer, Err(Refusal::UnknownStaff), "{verb:?}");
    }
}

#[test]
fn the_console_may_what_an_administrator_may_and_no_person_takes_its_name() {
    let mut scene = Scene::open();
    for (verb, command) in commands(&StaffNumber::console()) {
        assert_eq!(refused_by_role(&scene, &command), !Role::Administrator.may(verb), "{verb:?}");
    }
    let command = Command::Administrator { staff: staff("9001"), act: Administrator::SetStaff { staff: person("console", &[Role::Clerk]) } };
    assert_eq!(scene.attempt(command), Err(Refusal::NameInvalid));
}

#[test]
fn a_token_has_its_one_role_until_it_is_revoked() {
    let mut scene = Scene::open();
    let token = TokenName::new("desk");
    let author = StaffNumber::of_token(&token);
    let issue = Administrator::IssueToken { token: token.clone(), role: Role::Manager, windows: vec![], secret: text("secret") };
    scene.set(issue.clone());
    let again = Command::Administrator { staff: staff("9001"), act: issue };
    assert_eq!(scene.attempt(again.clone()), Err(Refusal::NameTaken));
    for (verb, command) in commands(&author) {
        assert_eq!(refused_by_role(&scene, &command), !Role::Manager.may(verb), "{verb:?}");
    }
    scene.set(Administrator::RevokeToken { token });
    assert!(!scene.hall.may(&author, Verb::LetHelp));
    assert!(scene.attempt(again).is_ok(), "a revoked name may be used again");
}

#[test]
fn everybody_may_set_a_password_of_their_own_and_of_nobody_else() {
    let mut scene = Scene::open();
    let set = |by: &str, whose: &str, once| Command::Administrator {
        staff: staff(by),
        act: Administrator::SetCredential { staff: staff(whose), secret: text("new"), once },
    };
    assert!(scene.attempt(set("1001", "1001", false)).is_ok());
    assert!(matches!(scene.attempt(set("1001", "1001", true)), Err(Refusal::RoleMayNot { .. })));
    assert!(matches!(scene.attempt(set("1001", "1002", false)), Err(Refusal::RoleMayNot { .. })));
    assert_eq!(scene.attempt(set("9001", "nobody", true)), Err(Refusal::UnknownStaff));
}
