//! The kiosk's model: what a citizen's taps, the hub's answers, the printer and the clock make of each other.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its story breaks")]

mod sample;

use sample::{NOW, answer, answer_to, asked, kiosk, refusal, tap};
use sunhall_kiosk::model::{Action, Event, Field, Help, Kiosk, Screen, Shown, SlipFate, Tap, Wanted};
use sunhall_kiosk::printer::{Outcome as Print, Report};
use sunhall_protocol::board::HoursState;
use sunhall_protocol::kiosk::{Carrier, KioskAsk, PriorityClass};
use sunhall_protocol::order::{Lock, Order};
use sunhall_protocol::presence::PrinterState;
use sunhall_protocol::words::Language;
use sunhall_protocol::{Moment, Outcome};

fn open() -> Kiosk {
    kiosk(Language::Chinese, HoursState::Open)
}

fn report(outcome: Print) -> Event {
    Event::Printed(Report { outcome, paper_low: false })
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
    assert!(tap(&mut kiosk, &[Tap::Cancel]).is_empty());
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
    assert!(tap(&mut closed, &[Tap::Browse, Tap::Group("social".into()), Tap::Service("SB01".into())]).iter().all(|action| *action == Action::AskPrinter));
    assert!(tap(&mut closed, &[Tap::Take]).is_empty());
    let mut open = open();
    let taps = [Tap::Group("health".into()), Tap::Take];
    assert!(!tap(&mut open, &taps).iter().any(|action| matches!(action, Action::Send(_))), "health is not served on Mondays");
}

#[test]
fn help_is_acknowledged_or_says_where_to_go() {
    let mut kiosk = open();
    let actions = tap(&mut kiosk, &[Tap::Help]);
    assert!(tap(&mut kiosk, &[Tap::Help]).is_empty(), "a second touch calls nobody twice");
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
    assert!(tap(&mut kiosk, &[Tap::Find]).is_empty(), "no number yet");
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
        assert!(tap(&mut kiosk, &[touch]).is_empty());
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
