//! One test for each clause kept by rule, named after it; and the table of all clauses.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its story breaks")]

mod support;

use std::collections::BTreeMap;

use sunhall_hall::command::{Administrator, Answer, Citizen, Clerk, Command, NoticePut};
use sunhall_hall::floor::{Next, PriorityClass, TransferTo, Why};
use sunhall_hall::ids::{FileHash, NoticeId, StaffNumber, TicketId, WindowNumber};
use sunhall_hall::regulations::disclosure::FIELDS;
use sunhall_hall::regulations::public_appraisal::{BAD_REASONS, GOOD_REASONS, Totals};
use sunhall_hall::regulations::{self, Kept};
use sunhall_hall::staff::{BadgePart, Role, Staff};
use sunhall_hall::{Event, Refusal};
use support::{Scene, day, group, person, service, staff, text};

#[test]
fn every_clause_of_the_document_is_accounted_for() {
    let listed: Vec<&str> = include_str!("clauses.txt").lines().collect();
    let kept: Vec<&str> = regulations::ALL.iter().flat_map(|regulation| regulation.clauses).map(|clause| clause.id).collect();
    assert_eq!(kept, listed);
    for (index, regulation) in regulations::ALL.iter().enumerate() {
        assert_eq!(usize::from(regulation.number), index + 1);
        let own = format!("R{:02}.", regulation.number);
        assert!(regulation.clauses.iter().all(|clause| clause.id.starts_with(&own)), "{}", regulation.title);
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/regulations").join(regulation.file);
        assert!(!regulation.title.is_empty() && file.is_file(), "{}", regulation.file);
    }
}

#[test]
fn every_clause_kept_by_rule_has_a_test_of_its_name() {
    let tests = include_str!("regulations.rs");
    for clause in regulations::ALL.iter().flat_map(|regulation| regulation.clauses).filter(|clause| clause.kept == Kept::ByRule) {
        let digits: Vec<u32> = clause.id[1..].split('.').map(|part| part.parse().unwrap()).collect();
        assert!(tests.contains(&format!("fn r{:02}_{}_", digits[0], digits[1])), "{} has no test", clause.id);
    }
}

fn notice(missing: Option<&str>) -> NoticePut {
    NoticePut {
        id: NoticeId::new("subsidy"),
        category: "涉农补贴".into(),
        title: "演示公开".into(),
        until: Some(day(12, 1)),
        order: 1,
        characters: 100,
        body: FileHash::new("body"),
        fields: FIELDS.iter().filter(|field| Some(**field) != missing).map(|field| (*field).to_owned()).collect(),
        stage: 1,
    }
}

fn publish(scene: &mut Scene, notice: NoticePut) -> Result<Answer, Refusal> {
    scene.attempt(Command::Administrator { staff: staff("9001"), act: Administrator::PublishNotice { notice } })
}

#[test]
fn r01_3_a_notice_lacking_a_field_is_refused_by_the_field_s_name() {
    let mut scene = Scene::new();
    for field in FIELDS {
        assert_eq!(publish(&mut scene, notice(Some(field))), Err(Refusal::NoticeIncomplete { field: field.into() }));
    }
    assert!(scene.hall.disclosure.showing(day(11, 23)).is_empty());
    publish(&mut scene, notice(None)).unwrap();
    publish(&mut scene, notice(None)).unwrap();
    assert_eq!(scene.hall.disclosure.showing(day(12, 1))[0].version, 2);
    assert!(scene.hall.disclosure.showing(day(12, 2)).is_empty());
    let withdraw =
        || Command::Administrator { staff: staff("9001"), act: Administrator::WithdrawNotice { notice: NoticeId::new("subsidy"), reason: text("reason") } };
    scene.attempt(withdraw()).unwrap();
    assert!(scene.hall.disclosure.showing(day(11, 23)).is_empty());
    assert_eq!(scene.attempt(withdraw()), Err(Refusal::UnknownNotice));
}

#[test]
fn r04_2_a_window_opens_only_with_a_complete_badge() {
    let mut scene = Scene::new();
    let open = Clerk::OpenWindow { window: WindowNumber(1) };
    let whole = person("1001", &[Role::Clerk]);
    let lacking = [
        (BadgePart::Portrait, {
            let mut person = whole.clone();
            person.portrait = None;
            person
        }),
        (BadgePart::Name, {
            let mut person = whole.clone();
            person.name = None;
            person
        }),
        (BadgePart::Position, {
            let mut person = whole.clone();
            person.position = " ".into();
            person
        }),
        (BadgePart::Phone, {
            let mut person = whole.clone();
            person.phone = None;
            person
        }),
    ];
    for (part, person) in lacking {
        assert_eq!(person.badge_missing(), [part]);
        scene.set(Administrator::SetStaff { staff: person });
        assert_eq!(scene.clerk("1001", open.clone()), Err(Refusal::BadgeIncomplete));
        assert!(scene.hall.floor.working.is_empty());
    }
    scene.set(Administrator::SetStaff { staff: whole.clone() });
    assert_eq!(scene.clerk("1001", open.clone()), Ok(Answer::Done));
    scene.at_window(1, Clerk::CloseWindow).unwrap();
    let mut gone = whole;
    gone.left = true;
    scene.set(Administrator::SetStaff { staff: gone });
    assert_eq!(scene.clerk("1001", open), Err(Refusal::UnknownStaff));
}

#[test]
fn r04_2_nobody_at_an_open_window_loses_the_badge() {
    let mut scene = Scene::open();
    let set = |change: fn(&mut Staff)| {
        let mut changed = person("1001", &[Role::Clerk]);
        change(&mut changed);
        Command::Administrator { staff: staff("9001"), act: Administrator::SetStaff { staff: changed } }
    };
    let changes: [fn(&mut Staff); 3] = [|person| person.left = true, |person| person.portrait = None, |person| person.roles = vec![Role::Guide]];
    for change in changes {
        assert_eq!(scene.attempt(set(change)), Err(Refusal::SettingInvalid { what: "window".into() }));
    }
    scene.attempt(set(|person| person.position = "新岗位".into())).unwrap();
    scene.at_window(1, Clerk::CloseWindow).unwrap();
    scene.attempt(set(|person| person.left = true)).unwrap();
}

#[test]
fn refusals_that_rest_on_a_clause_name_it() {
    let known: Vec<&str> = regulations::ALL.iter().flat_map(|regulation| regulation.clauses).map(|clause| clause.id).collect();
    for (refusal, rule) in [
        (Refusal::BadgeIncomplete, "R04.2"),
        (Refusal::AlreadyRated, "R08.2"),
        (Refusal::NoticeIncomplete { field: FIELDS[0].into() }, "R01.3"),
        (Refusal::HoursOver { next: None }, "R07.1"),
    ] {
        assert_eq!(refusal.rule(), rule);
        assert!(known.contains(&rule));
    }
    assert_eq!(Refusal::NoOneWaiting.rule(), "queue");
}

/// A served ticket with the clerk of window 1.
fn served(scene: &mut Scene) -> TicketId {
    let ticket = scene.take("A1");
    scene.serve(1);
    ticket
}

fn rate(scene: &mut Scene, ticket: TicketId, level: u8, reasons: &[&str]) -> Result<Answer, Refusal> {
    let reasons = reasons.iter().map(|reason| (*reason).to_owned()).collect();
    scene.citizen(Citizen::Rate { ticket, level, reasons, words: Some(text("words")), phone: None })
}

#[test]
fn r08_2_one_rating_for_each_ticket_in_five_levels() {
    let mut scene = Scene::open();
    let ticket = served(&mut scene);
    for level in [0, 6] {
        assert_eq!(rate(&mut scene, ticket, level, &[]), Err(Refusal::RatingInvalid));
    }
    assert_eq!(rate(&mut scene, ticket, 1, &["rating-unheard-of"]), Err(Refusal::RatingInvalid));
    assert_eq!(rate(&mut scene, ticket, 1, &[BAD_REASONS[0], BAD_REASONS[0]]), Err(Refusal::RatingInvalid));
    assert_eq!(rate(&mut scene, ticket, 1, &BAD_REASONS), Ok(Answer::Rated));
    assert_eq!(rate(&mut scene, ticket, 5, &GOOD_REASONS), Err(Refusal::AlreadyRated));
}

#[test]
fn r08_2_only_a_served_ticket_is_rated_and_silence_is_unrated() {
    let mut scene = Scene::open();
    let waiting = scene.take("A1");
    assert_eq!(rate(&mut scene, waiting, 5, &[]), Err(Refusal::NotServedYet));
    assert_eq!(rate(&mut scene, TicketId(99), 5, &[]), Err(Refusal::UnknownTicket));
    scene.serve(1);
    let tickets: Vec<TicketId> = (0..3).map(|_| served(&mut scene)).collect();
    for (ticket, level) in tickets.iter().zip([5, 3, 2]) {
        rate(&mut scene, *ticket, level, &[]).unwrap();
    }
    let totals = Totals { served: 4, rated: 3, satisfied: 2 };
    assert_eq!(scene.hall.public_appraisal.totals_of(&staff("1001"), day(11, 23)), totals);
    assert_eq!(scene.hall.public_appraisal.totals_on(day(11, 23)), totals);
    assert_eq!(scene.hall.public_appraisal.totals_of(&staff("1002"), day(11, 23)), Totals::default());
}

#[test]
fn r08_2_a_rating_is_open_for_its_days_and_no_longer() {
    let mut scene = Scene::open();
    let (early, late) = (served(&mut scene), served(&mut scene));
    scene.until(scene.now.plus_minutes(7 * 24 * 60));
    assert!(scene.hall.floor.tickets.is_empty());
    assert_eq!(rate(&mut scene, early, 4, &[]), Ok(Answer::Rated));
    scene.until(scene.now.plus_minutes(24 * 60));
    assert_eq!(rate(&mut scene, late, 4, &[]), Err(Refusal::RatingOver));
    scene.open_window(1);
    scene.until(scene.now.plus_minutes(24 * 60));
    assert!(scene.hall.public_appraisal.open.is_empty() && scene.hall.public_appraisal.totals.is_empty());
    assert_eq!(rate(&mut scene, early, 4, &[]), Err(Refusal::RatingOver));
}

fn contact(scene: &Scene, ticket: TicketId) -> Option<StaffNumber> {
    scene.hall.first_contact.of(ticket).map(|contact| contact.staff.clone())
}

#[test]
fn r16_2_the_first_contact_is_the_clerk_at_the_start_once_undo_has_run_out() {
    let mut scene = Scene::open();
    let ticket = scene.take("A1");
    scene.call(1).unwrap();
    scene.at_window(1, Clerk::Start).unwrap();
    scene.pass_seconds(10);
    assert_eq!(contact(&scene, ticket), None);
    assert_eq!(scene.hall.first_contact_of(ticket), Some(&staff("1001")), "shown from the start");
    scene.pass_seconds(1);
    assert_eq!(contact(&scene, ticket), Some(staff("1001")));
}

#[test]
fn r16_2_an_undone_start_leaves_no_first_contact() {
    let mut scene = Scene::open();
    let ticket = scene.take("A1");
    scene.call(1).unwrap();
    scene.at_window(1, Clerk::Start).unwrap();
    scene.at_window(1, Clerk::Undo).unwrap();
    scene.at_window(1, Clerk::MarkMissed).unwrap();
    scene.pass_minutes(1);
    assert_eq!(contact(&scene, ticket), None);
    let number = scene.number(ticket);
    scene.at_window(2, Clerk::BringBack { number }).unwrap();
    scene.pass_minutes(15);
    scene.call(2).unwrap();
    scene.at_window(2, Clerk::Start).unwrap();
    scene.at_window(2, Clerk::Finish).unwrap();
    assert_eq!(contact(&scene, ticket), Some(staff("1002")));
}

#[test]
fn r16_2_first_contact_is_never_overwritten() {
    let mut scene = Scene::open();
    let ticket = scene.take("A1");
    scene.call(1).unwrap();
    scene.at_window(1, Clerk::Start).unwrap();
    scene.at_window(1, Clerk::Transfer { to: TransferTo::Service(service("B1")) }).unwrap();
    assert_eq!(contact(&scene, ticket), Some(staff("1001")), "the next act makes the start final");
    scene.call(2).unwrap();
    scene.at_window(2, Clerk::Start).unwrap();
    scene.pass_minutes(1);
    scene.at_window(2, Clerk::Finish).unwrap();
    assert_eq!(contact(&scene, ticket), Some(staff("1001")));
    let set = scene.log.iter().filter(|event| matches!(event, Event::FirstContact(_))).count();
    assert_eq!(set, 1);
}

#[test]
fn r16_2_whoever_issues_by_hand_is_the_first_contact() {
    let mut scene = Scene::open();
    scene.now = support::at(19, 0);
    let by_hand = Clerk::IssueByHand { service: service("A1"), class: Some(PriorityClass::Access), class_words: None, company: false, code: text("code") };
    let Ok(Answer::Reserved(reserved)) = scene.clerk("3001", by_hand) else { panic!("not issued") };
    assert_eq!(contact(&scene, reserved.ticket), Some(staff("3001")));
    assert_eq!(scene.hall.floor.figures.numbers, 1);
    scene.serve(1);
    assert_eq!(contact(&scene, reserved.ticket), Some(staff("3001")));
}

#[test]
fn r16_5_who_needs_assistance_goes_to_the_next_free_suitable_window() {
    let mut scene = Scene::open();
    let earlier = scene.take_elderly("A1");
    let assisted = scene.take("A1");
    let number = scene.number(assisted);
    assert_eq!(scene.call(2), Err(Refusal::OnlyYoungHelp { minutes: 15 }));
    scene.clerk("3001", Clerk::ConfirmAssistance { number }).unwrap();
    assert_eq!(scene.call(3), Err(Refusal::NoOneWaiting), "a window whose skills do not reach is not suitable");
    let Next::Ticket(pick) = scene.hall.next_at(WindowNumber(1), scene.now) else { panic!("nobody") };
    assert_eq!((pick.ticket, pick.why), (assisted, Why::NeedsAssistance));
    let called = scene.call(2).unwrap();
    assert_eq!((called.ticket, called.why), (assisted, Why::NeedsAssistance));
    assert_eq!(scene.call(1).unwrap().ticket, earlier);
}

#[test]
fn r16_5_company_moves_nobody() {
    let mut scene = Scene::open();
    scene.take("A1");
    let second = scene.take("A1");
    let number = scene.number(second);
    scene.clerk("3001", Clerk::AskCompany { number }).unwrap();
    assert!(scene.ticket(second).company);
    assert_eq!(scene.hall.ahead(second), Some(1));
    assert!(scene.hall.queue(&group("social"), scene.now, 9)[1].company);
}

#[test]
fn assistance_calls_do_not_count_for_the_cap() {
    let mut scene = Scene::open();
    for _ in 0..3 {
        scene.take("A1");
    }
    for _ in 0..3 {
        scene.take_elderly("A1");
    }
    let mut why = Vec::new();
    for round in 0..5 {
        if round == 1 || round == 3 {
            let last = scene.hall.queue(&group("social"), scene.now, 9).last().unwrap().number;
            scene.clerk("3001", Clerk::ConfirmAssistance { number: last }).unwrap();
        }
        why.push(scene.call(1).unwrap().why);
        scene.at_window(1, Clerk::MarkMissed).unwrap();
    }
    let sorted = why.iter().fold(BTreeMap::new(), |mut counts, why| {
        *counts.entry(format!("{why:?}")).or_insert(0) += 1;
        counts
    });
    assert_eq!(sorted.get("NeedsAssistance"), Some(&2));
    assert_eq!(why[2], Why::Cap, "the overtaking call before the assistance still counts");
}
