//! The kiosk's model: what a citizen's taps, the hub's answers, the printer and the clock make of each other.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its story breaks")]

mod sample;

use sample::{NOW, answer, answer_to, asked, kiosk, refusal, tap};
use sunhall_kiosk::model::{Action, Event, Field, Heard, Help, Kiosk, Modes, Screen, Shown, SlipFate, Tap, Wanted};
use sunhall_kiosk::printer::{Outcome as Print, Report};
use sunhall_kiosk::tell::Tell;
use sunhall_protocol::board::{HoursState, VolumeFrom};
use sunhall_protocol::kiosk::{Carrier, KioskAsk, PriorityClass};
use sunhall_protocol::order::{Lock, Order};
use sunhall_protocol::presence::PrinterState;
use sunhall_protocol::words::Language;
use sunhall_protocol::{Moment, Outcome};
use sunhall_screen::sound::voice::Sentence;

fn open() -> Kiosk {
    kiosk(Language::Chinese, HoursState::Open)
}

fn report(outcome: Print) -> Event {
    Event::Printed { ticket: 12, report: Report { outcome, paper_low: false } }
}

/// A touch is heard, and that is all that comes of it.
fn only_ticks(actions: &[Action]) -> bool {
    actions.iter().all(|action| matches!(action, Action::Sound { sound: Heard::Touch, .. }))
}

const THREE_TAPS: fn() -> [Tap; 3] = || [Tap::Group("social".into()), Tap::Service("SB01".into()), Tap::Take];

#[test]
fn three_taps_to_a_ticket_shown_only_when_confirmed() {
    let mut kiosk = open();
    let actions = tap(&mut kiosk, &THREE_TAPS());
    assert_eq!(asked(&actions).1, KioskAsk::TakeTicket { service: "SB01".into(), class: None, company: false });
    let actions = answer_to(&mut kiosk, &actions, NOW);
    assert!(matches!(kiosk.screen, Screen::Printing { .. }), "reserved is not yet shown");
    let [Action::Print(slip)] = actions.as_slice() else { panic!("{actions:?}") };
    assert_eq!((slip.number.as_str(), slip.code.as_str()), ("A012", "7Q4M-2KPX"));
    let actions = kiosk.on(report(Print::Printed), NOW);
    assert_eq!(asked(&actions).1, KioskAsk::ConfirmTicket { ticket: 12, carrier: Carrier::Paper });
    assert!(matches!(kiosk.screen, Screen::Confirming { .. }));
    answer_to(&mut kiosk, &actions, NOW);
    assert!(matches!(kiosk.screen, Screen::Ticket { slip: SlipFate::Printed, .. }));
}

#[test]
fn a_request_that_the_hub_could_not_save_is_repeated_with_the_same_id() {
    let mut kiosk = open();
    let actions = tap(&mut kiosk, &THREE_TAPS());
    let (id, _) = asked(&actions);
    kiosk.on(answer(id, Outcome::Fault), NOW);
    assert!(matches!(kiosk.screen, Screen::Taking { .. }));
    let again = kiosk.on(Event::Tick, NOW.plus_seconds(3));
    assert_eq!(asked(&again).0, id);
    answer_to(&mut kiosk, &again, NOW);
    assert!(matches!(kiosk.screen, Screen::Printing { .. }));
    let doubled = kiosk.on(answer(id, Outcome::Done(sample::reply(&asked(&again).1))), NOW);
    assert!(doubled.is_empty(), "the same answer twice prints one slip");
}

#[test]
fn a_reservation_for_somebody_who_left_is_given_back() {
    let mut kiosk = open();
    let actions = tap(&mut kiosk, &THREE_TAPS());
    kiosk.on(Event::Heard(false), NOW);
    assert_eq!(kiosk.shown(), Shown::Disconnected);
    kiosk.on(Event::Heard(true), NOW);
    let actions = answer_to(&mut kiosk, &actions, NOW);
    assert_eq!(asked(&actions).1, KioskAsk::CancelTicket { ticket: 12 });
    assert_eq!(kiosk.screen, Screen::Home);
}

#[test]
fn known_paper_out_offers_screen_or_phone_first() {
    let mut kiosk = open();
    kiosk.on(Event::Printer(PrinterState::PaperOut), NOW);
    let actions = tap(&mut kiosk, &THREE_TAPS());
    let actions = answer_to(&mut kiosk, &actions, NOW);
    assert!(actions.is_empty(), "nothing is printed");
    assert!(matches!(kiosk.screen, Screen::Choosing { why: PrinterState::PaperOut, .. }));
    let actions = tap(&mut kiosk, &[Tap::Choose(Wanted::Phone)]);
    assert_eq!(asked(&actions).1, KioskAsk::ConfirmTicket { ticket: 12, carrier: Carrier::Phone });
    answer_to(&mut kiosk, &actions, NOW);
    assert!(matches!(kiosk.screen, Screen::Ticket { slip: SlipFate::OnPhone, .. }));
}

#[test]
fn a_jam_offers_another_way_and_a_silent_printer_is_told() {
    for (outcome, carrier) in [(Print::Jam, None), (Print::PrintedStatusUnknown, Some(Carrier::PaperStatusUnknown))] {
        let mut kiosk = open();
        let actions = tap(&mut kiosk, &THREE_TAPS());
        answer_to(&mut kiosk, &actions, NOW);
        let actions = kiosk.on(report(outcome), NOW);
        match carrier {
            None => assert!(matches!(kiosk.screen, Screen::Choosing { why: PrinterState::Jam, .. })),
            Some(carrier) => assert_eq!(asked(&actions).1, KioskAsk::ConfirmTicket { ticket: 12, carrier }),
        }
    }
}

#[test]
fn a_printer_that_never_reports_does_not_hold_the_citizen() {
    let mut kiosk = open();
    let actions = tap(&mut kiosk, &THREE_TAPS());
    answer_to(&mut kiosk, &actions, NOW);
    kiosk.on(Event::Tick, NOW.plus_seconds(24));
    assert!(matches!(kiosk.screen, Screen::Printing { .. }));
    kiosk.on(Event::Tick, NOW.plus_seconds(26));
    assert!(matches!(kiosk.screen, Screen::Choosing { why: PrinterState::Unreachable, .. }));
}

#[test]
fn a_refusal_is_shown_in_words() {
    let mut kiosk = open();
    let actions = tap(&mut kiosk, &THREE_TAPS());
    kiosk.on(answer(asked(&actions).0, Outcome::Refused(refusal())), NOW);
    assert_eq!(kiosk.screen, Screen::Refused { refusal: refusal() });
}

#[test]
fn idle_asks_then_wipes_everything() {
    let mut kiosk = open();
    tap(&mut kiosk, &[Tap::Language, Tap::Priority, Tap::Class(PriorityClass::Elderly), Tap::Group("social".into())]);
    assert_eq!(kiosk.draft.class, Some(PriorityClass::Elderly));
    kiosk.on(Event::Tick, NOW.plus_seconds(44));
    assert_eq!(kiosk.warned_at, None);
    kiosk.on(Event::Tick, NOW.plus_seconds(45));
    assert_eq!(kiosk.idle_left(NOW.plus_seconds(50)), Some(15));
    kiosk.on(Event::Tap(Tap::Stay), NOW.plus_seconds(60));
    assert_eq!(kiosk.warned_at, None);
    assert!(matches!(kiosk.screen, Screen::Services { .. }));
    kiosk.on(Event::Tick, NOW.plus_seconds(105));
    kiosk.on(Event::Tick, NOW.plus_seconds(125));
    assert_eq!((&kiosk.screen, kiosk.language, kiosk.draft.class), (&Screen::Home, Language::Chinese, None));
}

#[test]
fn home_in_another_language_falls_back_by_itself() {
    let mut kiosk = open();
    tap(&mut kiosk, &[Tap::Language]);
    assert_eq!(kiosk.next_due(NOW), Some(NOW.plus_seconds(45)));
    kiosk.on(Event::Tick, NOW.plus_seconds(45));
    assert_eq!((kiosk.language, kiosk.warned_at), (Language::Chinese, None));
    assert_eq!(kiosk.next_due(NOW), None, "a still home screen wakes for nothing");
}

#[test]
fn a_ticket_makes_room_after_fifteen_seconds() {
    let mut kiosk = open();
    let actions = tap(&mut kiosk, &THREE_TAPS());
    answer_to(&mut kiosk, &actions, NOW);
    let actions = kiosk.on(report(Print::Printed), NOW);
    answer_to(&mut kiosk, &actions, NOW);
    kiosk.on(Event::Tick, NOW.plus_seconds(14));
    assert!(matches!(kiosk.screen, Screen::Ticket { .. }));
    kiosk.on(Event::Heard(false), NOW.plus_seconds(14));
    assert_eq!(kiosk.shown(), Shown::Screen, "a ticket stays although the hub is silent");
    kiosk.on(Event::Tick, NOW.plus_seconds(15));
    assert_eq!(kiosk.screen, Screen::Home);
}

#[test]
fn an_unanswered_confirmation_still_shows_the_printed_ticket() {
    let mut kiosk = open();
    let actions = tap(&mut kiosk, &THREE_TAPS());
    answer_to(&mut kiosk, &actions, NOW);
    kiosk.on(report(Print::Printed), NOW);
    kiosk.on(Event::Tick, NOW.plus_seconds(5));
    assert!(matches!(kiosk.screen, Screen::Ticket { .. }));
}

#[test]
fn cancelling_asks_first() {
    let mut kiosk = open();
    let actions = tap(&mut kiosk, &THREE_TAPS());
    answer_to(&mut kiosk, &actions, NOW);
    let actions = kiosk.on(report(Print::Printed), NOW);
    answer_to(&mut kiosk, &actions, NOW);
    assert!(only_ticks(&tap(&mut kiosk, &[Tap::Cancel])));
    assert!(matches!(kiosk.screen, Screen::Ticket { cancelling: true, .. }));
    let actions = tap(&mut kiosk, &[Tap::GiveUp]);
    answer_to(&mut kiosk, &actions, NOW);
    assert!(matches!(&kiosk.screen, Screen::Cancelled { number, .. } if number == "A012"));
}

#[test]
fn priority_with_company_is_asked_for_and_forgotten_afterwards() {
    let mut kiosk = open();
    let taps = [Tap::Group("social".into()), Tap::Service("SB01".into()), Tap::Priority, Tap::Company, Tap::Class(PriorityClass::Access)];
    let actions = tap(&mut kiosk, &taps);
    assert_eq!(asked(&actions).1, KioskAsk::TakeTicket { service: "SB01".into(), class: Some(PriorityClass::Access), company: true });
    tap(&mut kiosk, &[Tap::Home]);
    assert_eq!((kiosk.draft.class, kiosk.draft.company), (None, false));
}

#[test]
fn nothing_is_taken_where_nothing_is_given() {
    let mut closed = kiosk(Language::Chinese, HoursState::Over);
    assert_eq!(closed.shown(), Shown::Closed);
    assert!(
        tap(&mut closed, &[Tap::Browse, Tap::Group("social".into()), Tap::Service("SB01".into())])
            .iter()
            .all(|action| matches!(action, Action::AskPrinter | Action::Sound { .. }))
    );
    assert!(only_ticks(&tap(&mut closed, &[Tap::Take])));
    let mut open = open();
    let taps = [Tap::Group("health".into()), Tap::Take];
    assert!(!tap(&mut open, &taps).iter().any(|action| matches!(action, Action::Send(_))), "health is not served on Mondays");
}

#[test]
fn help_is_acknowledged_or_says_where_to_go() {
    let mut kiosk = open();
    let actions = tap(&mut kiosk, &[Tap::Help]);
    assert!(only_ticks(&tap(&mut kiosk, &[Tap::Help])), "a second touch calls nobody twice");
    answer_to(&mut kiosk, &actions, NOW);
    assert!(matches!(kiosk.help, Some(Help::Coming { .. })));
    kiosk.on(Event::Tick, NOW.plus_seconds(20));
    assert_eq!(kiosk.help, None);
    let actions = tap(&mut kiosk, &[Tap::Help]);
    let told = kiosk.on(Event::Tick, NOW.plus_seconds(13));
    assert!(matches!(kiosk.help, Some(Help::Later { .. })));
    assert_eq!(told, [Action::Forget(asked(&actions).0)]);
}

#[test]
fn a_rating_needs_number_and_code_and_sends_what_was_chosen() {
    let mut kiosk = open();
    let letters = |text: &str| text.chars().map(Tap::Letter).collect::<Vec<_>>();
    tap(&mut kiosk, &[Tap::Rate]);
    assert!(only_ticks(&tap(&mut kiosk, &[Tap::Find])), "no number yet");
    tap(&mut kiosk, &letters("A012"));
    tap(&mut kiosk, &[Tap::Find]);
    assert!(matches!(kiosk.screen, Screen::RateEntry { field: Field::Code, .. }));
    tap(&mut kiosk, &letters("7Q4M2KPX"));
    let actions = tap(&mut kiosk, &[Tap::Find]);
    assert_eq!(asked(&actions).1, KioskAsk::FindTicket { number: "A012".into(), code: "7Q4M-2KPX".into() });
    kiosk.on(answer(asked(&actions).0, Outcome::Refused(refusal())), NOW);
    assert!(matches!(&kiosk.screen, Screen::RateEntry { asking: false, refusal: Some(_), .. }));
    let actions = tap(&mut kiosk, &[Tap::Find]);
    answer_to(&mut kiosk, &actions, NOW);
    let good = |name: &str| Tap::Reason(format!("rating-good-{name}"));
    tap(&mut kiosk, &[Tap::Level(2), Tap::Reason("rating-reason-slow".into()), Tap::Level(5), good("clear"), good("fast"), good("fast")]);
    tap(&mut kiosk, &[Tap::Phone]);
    tap(&mut kiosk, &letters("0000"));
    let actions = tap(&mut kiosk, &[Tap::Submit]);
    let (_, ask) = asked(&actions);
    let KioskAsk::Rate { level, reasons, phone, words, .. } = ask else { panic!("{ask:?}") };
    assert_eq!((level, reasons, phone, words), (5, vec!["rating-good-clear".to_owned()], Some("0000".into()), None));
    answer_to(&mut kiosk, &actions, NOW);
    assert!(matches!(kiosk.screen, Screen::Thanks { .. }));
    kiosk.on(Event::Tick, NOW.plus_seconds(8));
    assert_eq!(kiosk.screen, Screen::Home);
}

#[test]
fn a_group_with_one_service_opens_its_guide_and_back_leads_home() {
    let mut kiosk = open();
    let alone = sample::services().into_iter().filter(|service| service.group == "social").take(1);
    let menu = sunhall_protocol::kiosk::Menu { services: alone.collect(), ..sample::menu() };
    kiosk.on(Event::Menu(Box::new(menu)), NOW);
    tap(&mut kiosk, &[Tap::Group("social".into())]);
    assert!(matches!(kiosk.screen, Screen::Guide { .. }));
    tap(&mut kiosk, &[Tap::Back]);
    assert_eq!(kiosk.screen, Screen::Home);
}

#[test]
fn a_service_that_left_the_menu_leaves_the_screen() {
    let mut kiosk = open();
    tap(&mut kiosk, &[Tap::Group("social".into()), Tap::Service("SB01".into())]);
    let menu = sunhall_protocol::kiosk::Menu { services: Vec::new(), ..sample::menu() };
    kiosk.on(Event::Menu(Box::new(menu)), NOW);
    assert_eq!(kiosk.screen, Screen::Home);
}

#[test]
fn before_the_first_menu_it_prepares_and_after_silence_it_says_so() {
    let mut kiosk = Kiosk::new(Language::Chinese, Box::new(|_| uuid::Uuid::nil()));
    assert_eq!(kiosk.shown(), Shown::Starting);
    kiosk.on(Event::Heard(true), Moment(5));
    assert_eq!(kiosk.shown(), Shown::Starting);
    kiosk.on(Event::Heard(false), Moment(20_000));
    assert_eq!(kiosk.shown(), Shown::Disconnected);
}

#[test]
fn a_kiosk_that_hears_nothing_sends_people_to_the_desk() {
    let mut kiosk = Kiosk::new(Language::Chinese, Box::new(|_| uuid::Uuid::nil()));
    kiosk.on(Event::Tick, Moment(300));
    assert_eq!(kiosk.next_due(Moment(300)), Some(Moment(10_300)), "it wakes when its patience ends");
    kiosk.on(Event::Tick, Moment(10_299));
    assert_eq!(kiosk.shown(), Shown::Starting);
    kiosk.on(Event::Tick, Moment(10_300));
    assert_eq!((kiosk.shown(), kiosk.next_due(Moment(10_300))), (Shown::Disconnected, None));
    // The first pulse begins the wait for menu and board anew, by the hub's time.
    kiosk.on(Event::Heard(true), NOW);
    kiosk.on(Event::Tick, NOW);
    assert_eq!(kiosk.shown(), Shown::Starting);
    kiosk.on(Event::Tick, NOW.plus_seconds(10));
    assert_eq!(kiosk.shown(), Shown::Disconnected, "a pulse alone gives no numbers");
    kiosk.on(Event::Menu(Box::new(sample::menu())), NOW);
    kiosk.on(Event::Board(Box::new(sample::board(HoursState::Open))), NOW);
    assert_eq!(kiosk.shown(), Shown::Screen);
    kiosk.on(Event::Tick, NOW.plus_seconds(600));
    assert_eq!(kiosk.shown(), Shown::Screen);
}

fn order(locked: bool, restarts: u64) -> Event {
    Event::Order(Box::new(Order { lock: locked.then(Lock::default), restarts, ..Order::default() }))
}

#[test]
fn a_locked_kiosk_takes_no_numbers_and_keeps_nothing_of_who_was_reading() {
    let mut kiosk = open();
    tap(&mut kiosk, &[Tap::Language, Tap::Group("social".into()), Tap::Service("SB01".into())]);
    kiosk.on(order(true, 0), NOW);
    assert_eq!((kiosk.shown(), &kiosk.screen, kiosk.language), (Shown::Locked, &Screen::Home, Language::Chinese));
    for touch in [Tap::Group("social".into()), Tap::Take, Tap::Rate, Tap::Search, Tap::Browse] {
        let actions = tap(&mut kiosk, &[touch]);
        assert!(!actions.iter().any(|action| matches!(action, Action::Send(_))), "{actions:?}");
    }
    assert_eq!(kiosk.screen, Screen::Home);
    assert_eq!(asked(&tap(&mut kiosk, &[Tap::Help])).1, KioskAsk::CallHelp, "staff may still be called");
    tap(&mut kiosk, &[Tap::Language]);
    assert_eq!(kiosk.language, Language::English);
    kiosk.on(Event::Heard(false), NOW);
    assert_eq!(kiosk.shown(), Shown::Locked, "also while the hub is silent");
    kiosk.on(Event::Heard(true), NOW);
    kiosk.on(order(false, 0), NOW);
    assert_eq!(kiosk.shown(), Shown::Screen);
}

#[test]
fn whoever_is_getting_a_number_gets_it_before_the_kiosk_is_locked_or_starts_again() {
    let mut kiosk = open();
    kiosk.on(order(false, 3), NOW);
    assert!(!kiosk.must_restart(), "what was ordered before this start is done");
    let actions = tap(&mut kiosk, &THREE_TAPS());
    kiosk.on(order(true, 4), NOW);
    assert!(!kiosk.must_restart());
    assert_eq!(kiosk.shown(), Shown::Screen);
    answer_to(&mut kiosk, &actions, NOW);
    let actions = kiosk.on(report(Print::Printed), NOW);
    answer_to(&mut kiosk, &actions, NOW);
    assert!(matches!(kiosk.screen, Screen::Ticket { .. }) && kiosk.shown() == Shown::Screen && !kiosk.must_restart());
    kiosk.on(Event::Tick, NOW.plus_seconds(60));
    assert_eq!(kiosk.shown(), Shown::Locked);
    assert!(kiosk.must_restart());
}

#[test]
fn the_slip_is_laid_out_and_worded_as_the_hall_set_it() {
    use sunhall_protocol::slip::{LineSize, SlipLayout};
    let mut kiosk = open();
    let slip = SlipLayout { fee: LineSize::Off, ahead: LineSize::Large, ..SlipLayout::default() };
    let menu = sunhall_protocol::kiosk::Menu { slip, ..sample::menu() };
    kiosk.on(Event::Menu(Box::new(menu)), NOW);
    let actions = tap(&mut kiosk, &THREE_TAPS());
    let actions = answer_to(&mut kiosk, &actions, NOW);
    let [Action::Print(printed)] = actions.as_slice() else { panic!("{actions:?}") };
    assert_eq!(printed.layout, slip);
}

/// What is heard while these actions are carried out.
fn heard(actions: &[Action]) -> Vec<(Heard, u8)> {
    let sound = |action: &Action| match action {
        Action::Sound { sound, percent } => Some((*sound, *percent)),
        _ => None,
    };
    actions.iter().filter_map(sound).collect()
}

#[test]
fn every_touch_ticks_and_only_a_ticket_that_arrived_rings() {
    let mut kiosk = open();
    for touch in THREE_TAPS() {
        assert_eq!(heard(&tap(&mut kiosk, &[touch])), [(Heard::Touch, 100)]);
    }
    let asked_for = tap(&mut kiosk, &[Tap::Home, Tap::Service("SB01".into()), Tap::Take]);
    let actions = answer_to(&mut kiosk, &asked_for, NOW);
    assert_eq!(heard(&actions), [], "a reserved number is not yet a ticket");
    let actions = kiosk.on(report(Print::Printed), NOW);
    assert_eq!(heard(&answer_to(&mut kiosk, &actions, NOW)), [(Heard::Ticket, 100)]);
    let again = tap(&mut kiosk, &[Tap::Reprint]);
    assert_eq!(heard(&again), [(Heard::Touch, 100)]);
    assert_eq!(heard(&kiosk.on(report(Print::Printed), NOW)), [], "a slip printed again is no new ticket");
}

#[test]
fn a_ticket_whose_confirmation_is_late_rings_when_it_is_shown() {
    let mut kiosk = open();
    let actions = tap(&mut kiosk, &THREE_TAPS());
    answer_to(&mut kiosk, &actions, NOW);
    kiosk.on(report(Print::Printed), NOW);
    assert_eq!(heard(&kiosk.on(Event::Tick, NOW.plus_seconds(6))), [(Heard::Ticket, 100)]);
    assert_eq!(heard(&kiosk.on(Event::Tick, NOW.plus_seconds(7))), []);
}

#[test]
fn a_refusal_is_not_heard() {
    let mut kiosk = open();
    let (id, _) = asked(&tap(&mut kiosk, &THREE_TAPS()));
    assert_eq!(heard(&kiosk.on(answer(id, Outcome::Refused(refusal())), NOW)), []);
    assert!(matches!(kiosk.screen, Screen::Refused { .. }));
}

#[test]
fn quiet_hours_make_the_kiosk_soft() {
    let mut board = sample::board(HoursState::Open);
    board.settings.volumes = vec![VolumeFrom { minute: 0, percent: 80 }, VolumeFrom { minute: 10 * 60 + 15, percent: 30 }];
    let mut kiosk = open();
    kiosk.on(Event::Board(Box::new(board)), NOW);
    assert_eq!(heard(&kiosk.on(Event::Tap(Tap::Search), NOW)), [(Heard::Touch, 80)]);
    assert_eq!(heard(&kiosk.on(Event::Tap(Tap::Back), NOW.plus_seconds(60))), [(Heard::Touch, 30)]);
}

/// The part that is to be said.
fn said(actions: &[Action]) -> Option<(u64, Sentence)> {
    actions.iter().find_map(|action| match action {
        Action::Speak { part, sentence, .. } => Some((*part, sentence.clone())),
        _ => None,
    })
}

#[test]
fn a_screen_is_read_part_after_part_and_then_it_is_silent() {
    let mut kiosk = open();
    let mut now = NOW;
    let mut parts = Vec::new();
    let mut actions = kiosk.on(Event::Tap(Tap::ReadAloud), now);
    while let Some((part, sentence)) = said(&actions) {
        parts.push(sentence);
        kiosk.on(Event::Speaking { part, milliseconds: 1_000 }, now);
        assert!(said(&kiosk.on(Event::Tick, now.plus_seconds(1))).is_none(), "not before the part is over");
        now = kiosk.next_due(now).unwrap();
        actions = kiosk.on(Event::Tick, now);
        assert!(parts.len() < 60);
    }
    assert_eq!(parts.first(), Some(&Sentence::Pinyin("nin2 yao4 ban4 shen2 me5 shi4.".into())));
    assert_eq!(parts.get(1), Some(&Sentence::Pinyin("she4 hui4 bao3 zhang4, si4 ren2 deng3".into())));
    assert!(parts.len() >= 10);
    assert!(kiosk.being_read().is_none());
}

#[test]
fn a_second_touch_or_another_screen_stops_the_voice() {
    let mut kiosk = open();
    assert!(said(&tap(&mut kiosk, &[Tap::ReadAloud])).is_some());
    let actions = tap(&mut kiosk, &[Tap::ReadAloud]);
    assert!(actions.contains(&Action::Hush) && said(&actions).is_none() && kiosk.being_read().is_none());
    for leave in [Tap::Group("social".into()), Tap::Language, Tap::Low] {
        let mut kiosk = open();
        let (part, _) = said(&tap(&mut kiosk, &[Tap::ReadAloud])).unwrap();
        assert!(tap(&mut kiosk, &[leave]).contains(&Action::Hush));
        // A late word about what is no longer read changes nothing.
        kiosk.on(Event::Speaking { part, milliseconds: 10 }, NOW);
        assert!(said(&kiosk.on(Event::Tick, NOW.plus_seconds(5))).is_none());
    }
}

#[test]
fn a_new_number_does_not_leave_while_it_is_read() {
    let mut kiosk = open();
    let actions = tap(&mut kiosk, &THREE_TAPS());
    answer_to(&mut kiosk, &actions, NOW);
    sample::print(&mut kiosk, Print::Printed);
    let (part, sentence) = said(&tap(&mut kiosk, &[Tap::ReadAloud])).unwrap();
    assert_eq!(sentence, Sentence::Pinyin("nin2 de5 hao4 ma3 shi4 ei1 ling2 yao1 er4".into()));
    kiosk.on(Event::Speaking { part, milliseconds: 60_000 }, NOW);
    kiosk.on(Event::Tick, NOW.plus_seconds(40));
    assert!(matches!(kiosk.screen, Screen::Ticket { .. }));
}

#[test]
fn a_voice_that_never_speaks_does_not_hold_the_kiosk() {
    let mut kiosk = open();
    tap(&mut kiosk, &[Tap::Group("social".into()), Tap::ReadAloud]);
    let mut now = NOW;
    for _ in 0..200 {
        now = now.plus_seconds(8);
        kiosk.on(Event::Tick, now);
    }
    assert_eq!(kiosk.screen, Screen::Home);
}

#[test]
fn large_type_reads_its_choices_at_once_and_has_more_time() {
    let mut kiosk = open();
    let actions = tap(&mut kiosk, &[Tap::Elder]);
    assert!(kiosk.modes.elder && said(&actions).is_some());
    let words: Vec<String> = sunhall_kiosk::spoken::parts(&Tell::new(&kiosk, NOW)).into_iter().map(|part| part.words).collect();
    assert_eq!(words.len(), 7, "the question, five choices and help: {words:?}");
    assert!(words[1].starts_with("社保养老") && words[5].starts_with("别的事") && words[6].starts_with("请人来帮我"), "{words:?}");
    tap(&mut kiosk, &[Tap::ReadAloud, Tap::Group("social".into())]);
    kiosk.on(Event::Tick, NOW.plus_seconds(89));
    assert_eq!(kiosk.warned_at, None);
    kiosk.on(Event::Tick, NOW.plus_seconds(90));
    assert!(kiosk.warned_at.is_some());
    kiosk.on(Event::Tick, NOW.plus_seconds(119));
    assert!(kiosk.modes.elder, "half a minute to answer");
    kiosk.on(Event::Tick, NOW.plus_seconds(120));
    assert_eq!((kiosk.modes, kiosk.screen), (Modes::default(), Screen::Home));
}

#[test]
fn modes_stay_while_somebody_is_there_and_are_wiped_then() {
    let mut kiosk = open();
    tap(&mut kiosk, &[Tap::Low, Tap::Group("social".into()), Tap::Home]);
    assert!(kiosk.modes.low);
    kiosk.on(Event::Tick, NOW.plus_seconds(46));
    assert!(!kiosk.modes.low);
    let mut kiosk = open();
    tap(&mut kiosk, &[Tap::Elder, Tap::ReadAloud, Tap::Contrast, Tap::Elder]);
    assert_eq!(kiosk.modes, Modes::default(), "the usual screen is the usual screen");
}

#[test]
fn a_kiosk_set_to_black_and_white_stays_so() {
    let mut kiosk = sample::kiosk(Language::Chinese, HoursState::Open).with_contrast(true);
    assert!(kiosk.modes.contrast);
    tap(&mut kiosk, &[Tap::Elder, Tap::Elder, Tap::Low]);
    kiosk.on(Event::Tick, NOW.plus_seconds(300));
    assert_eq!(kiosk.modes, Modes { contrast: true, ..Modes::default() });
}

#[test]
fn a_slip_of_somebody_else_confirms_nobody() {
    let mut kiosk = open();
    let actions = tap(&mut kiosk, &THREE_TAPS());
    answer_to(&mut kiosk, &actions, NOW);
    let late = Event::Printed { ticket: 11, report: Report { outcome: Print::Printed, paper_low: false } };
    assert!(kiosk.on(late, NOW).is_empty());
    assert!(matches!(kiosk.screen, Screen::Printing { .. }), "the slip before it is not this one");
}

#[test]
fn what_ails_the_printer_is_told_and_it_may_be_tried_again() {
    for (outcome, state) in [
        (Print::PaperOut, PrinterState::PaperOut),
        (Print::CoverOpen, PrinterState::CoverOpen),
        (Print::Jam, PrinterState::Jam),
        (Print::Unreachable, PrinterState::Unreachable),
    ] {
        let mut kiosk = open();
        let actions = tap(&mut kiosk, &THREE_TAPS());
        answer_to(&mut kiosk, &actions, NOW);
        kiosk.on(report(outcome), NOW);
        assert!(matches!(kiosk.screen, Screen::Choosing { why, .. } if why == state));
        assert_eq!(kiosk.printer, state, "staff are told by the same word");
        let actions = tap(&mut kiosk, &[Tap::Choose(Wanted::Slip)]);
        assert!(actions.iter().any(|action| matches!(action, Action::Print(slip) if !slip.again && slip.number == "A012")));
        sample::print(&mut kiosk, Print::Printed);
        assert!(matches!(kiosk.screen, Screen::Ticket { slip: SlipFate::Printed, .. }));
        assert_eq!(kiosk.printer, PrinterState::Ready);
    }
}

#[test]
fn a_slip_that_comes_out_late_is_a_slip() {
    let mut kiosk = open();
    let actions = tap(&mut kiosk, &THREE_TAPS());
    answer_to(&mut kiosk, &actions, NOW);
    kiosk.on(Event::Tick, NOW.plus_seconds(26));
    assert!(matches!(kiosk.screen, Screen::Choosing { .. }));
    let actions = kiosk.on(report(Print::Printed), NOW.plus_seconds(27));
    assert_eq!(asked(&actions).1, KioskAsk::ConfirmTicket { ticket: 12, carrier: Carrier::Paper });
}

#[test]
fn whoever_says_that_they_leave_leaves_nothing_behind() {
    let mut kiosk = open();
    tap(&mut kiosk, &[Tap::Language, Tap::Low, Tap::Group("social".into())]);
    kiosk.on(Event::Tick, NOW.plus_seconds(45));
    assert!(kiosk.warned_at.is_some());
    tap(&mut kiosk, &[Tap::Leave]);
    assert_eq!((kiosk.language, kiosk.modes, kiosk.screen), (Language::Chinese, Modes::default(), Screen::Home));
}
