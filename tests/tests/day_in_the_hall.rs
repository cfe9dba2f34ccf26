//! One opening day on a real hub: SQLite file, broker and MQTT clients are real, staff act through their handles, and the clock is moved without sleeping.

#![allow(clippy::unwrap_used, reason = "a test may stop where its story breaks")]

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;
use serde_json::Value;
use sunhall_hall::command::{Clerk as Act, Manager};
use sunhall_hall::floor::{TransferTo, Why};
use sunhall_hall::ids::{DeviceName, GroupCode, ServiceCode, TicketId, WindowNumber};
use sunhall_hall::{Answer, Refusal};
use sunhall_protocol::access::DeviceClass;
use sunhall_protocol::board::{Board, BoardWindow, HoursState, WindowState};
use sunhall_protocol::duty::DutyState;
use sunhall_protocol::kiosk::{Carrier, KioskAnswer, KioskAsk, PriorityClass, Reserved};
use sunhall_protocol::live::{Live, LiveGroup};
use sunhall_protocol::words::{self, Language};
use sunhall_tests::citizen::{Kiosk, Screen};
use sunhall_tests::clerk::{Clerk, number};
use sunhall_tests::hall::{Hall, at};

const MONDAY: &str = "2026-11-23";
const TUESDAY: &str = "2026-11-24";

/// The hall with the people and screens of the day.
struct Day {
    hall: Hall,
    kiosk: Kiosk,
    entrance: Kiosk,
    public: Screen,
    staff: Screen,
    social: Clerk,
    medical: Clerk,
    relief: Clerk,
    guide: Clerk,
    manager: Clerk,
    /// Every number that a citizen holds, with what the slip says.
    slips: BTreeMap<String, Reserved>,
}

impl Day {
    async fn new(hall: Hall) -> anyhow::Result<Self> {
        Ok(Self {
            kiosk: hall.kiosk("kiosk-1").await?,
            entrance: hall.kiosk("kiosk-2").await?,
            public: hall.screen("board-1", DeviceClass::PublicDisplay).await?,
            staff: hall.screen("live-1", DeviceClass::StaffDisplay).await?,
            social: hall.clerk("0203"),
            medical: hall.clerk("0204"),
            relief: hall.clerk("0205"),
            guide: hall.clerk("0101"),
            manager: hall.clerk("0102"),
            slips: BTreeMap::new(),
            hall,
        })
    }

    /// A citizen takes a number at the kiosk and gets the slip.
    async fn take(&mut self, service: &str, class: Option<PriorityClass>, expected: &str) -> anyhow::Result<Reserved> {
        let slip = self.kiosk.take_and_print(service, class).await?;
        assert_eq!(slip.number, expected);
        self.slips.insert(slip.number.clone(), slip.clone());
        Ok(slip)
    }

    fn ticket(&self, number: &str) -> TicketId {
        TicketId(self.slips[number].ticket)
    }

    /// The public board once it shows this many waiting in the group.
    async fn waiting(&mut self, group: &str, count: u32) -> anyhow::Result<Board> {
        self.public.board(&format!("{count} waiting in {group}"), |board| waiting(board, group) == count).await
    }

    /// The board's window once it fits.
    async fn window(&mut self, number: u16, what: &str, fits: impl Fn(&BoardWindow) -> bool) -> anyhow::Result<Board> {
        self.public.board(&format!("window {number}: {what}"), |board| board.windows.iter().any(|window| window.number == number && fits(window))).await
    }

    async fn queue(&mut self, group: &str, numbers: &[&str]) -> anyhow::Result<Live> {
        self.staff
            .live(&format!("{group} queues {numbers:?}"), |live| {
                queued(live, group).tickets.iter().map(|ticket| ticket.number.as_str()).eq(numbers.iter().copied())
            })
            .await
    }

    /// Calls and serves until nobody waits for this clerk any more; the numbers in the order of calling.
    async fn serve_all(&self, clerk: &Clerk) -> anyhow::Result<Vec<String>> {
        let mut served = Vec::new();
        loop {
            match clerk.act(Act::CallNext).await? {
                Ok(Answer::Called(called)) => served.push(called.number.to_string()),
                Err(Refusal::NoOneWaiting | Refusal::OnlyYoungHelp { .. }) => return Ok(served),
                other => anyhow::bail!("instead of a call: {other:?}"),
            }
            self.hall.seconds_pass(20).await;
            clerk.does(Act::Start).await?;
            self.hall.minutes_pass(3).await;
            clerk.does(Act::Finish).await?;
        }
    }
}

fn waiting(board: &Board, group: &str) -> u32 {
    board.groups.iter().find(|known| known.code == group).map_or(0, |group| group.waiting)
}

fn queued<'a>(live: &'a Live, group: &str) -> &'a LiveGroup {
    live.groups.iter().find(|known| known.code == group).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_day_in_the_hall() -> anyhow::Result<()> {
    let hall = Hall::new(at("2026-11-23 08:00")).await?;
    let mut day = Day::new(hall).await?;
    before_opening(&mut day).await.context("before opening")?;
    citizens_take_numbers(&mut day).await.context("taking numbers")?;
    somebody_does_not_answer(&mut day).await.context("reserved and unconfirmed")?;
    the_cap_and_recalls(&mut day).await.context("the cap, recalls, missed")?;
    transfer_and_assistance(&mut day).await.context("transfer and assistance")?;
    undo_return_and_park(&mut day).await.context("undo, return, park")?;
    by_hand_and_help_calls(&mut day).await.context("by hand")?;
    ratings(&mut day).await.context("ratings")?;
    lunch(&mut day).await.context("lunch")?;
    windows_help(&mut day).await.context("help windows")?;
    last_numbers(&mut day).await.context("last numbers")?;
    the_day_ends(&mut day).await.context("day end")?;
    the_next_day(&mut day).await.context("next day")?;
    the_record(day).await.context("the record")
}

async fn before_opening(day: &mut Day) -> anyhow::Result<()> {
    let refusal = day.kiosk.take("SB01", None).await?.unwrap_err();
    for language in [Language::Chinese, Language::English] {
        let said = words::refusal(language, &refusal);
        assert!(said.contains("08:30") || said.contains("8:30"), "the next opening is named: {said}");
    }
    let opening = sunhall_protocol::Moment(at("2026-11-23 08:30").0);
    day.public.board("the hall is not open yet", |board| board.hours.state == HoursState::Before && board.hours.next_opening == Some(opening)).await?;

    day.hall.time(MONDAY, "08:20").await;
    let newcomer = day.hall.clerk_without_badge("0299").await?;
    assert_eq!(newcomer.act(Act::OpenWindow { window: WindowNumber(5) }).await?, Err(Refusal::BadgeIncomplete));
    day.social.open(2).await?;
    day.medical.open(3).await?;
    day.relief.open(4).await?;
    assert_eq!(day.social.act(Act::CallNext).await?, Err(Refusal::NoOneWaiting));

    let board = day.window(4, "open", |window| window.state == WindowState::Open).await?;
    let open: Vec<u16> = board.windows.iter().filter(|window| window.state == WindowState::Open).map(|window| window.number).collect();
    assert_eq!(open, [2, 3, 4], "window 5 stays closed without a badge");
    let duty = day.public.duty("0205 is on duty", |duty| duty.badges.iter().any(|badge| badge.number == "0205" && badge.window == Some(4))).await?;
    let badge = duty.badges.iter().find(|badge| badge.number == "0203").unwrap();
    assert_eq!((badge.state, badge.window, badge.name.as_str()), (DutyState::OnDuty, Some(2), "演示乙"));
    assert!(duty.badges.iter().filter(|badge| badge.window == Some(5)).count() == 0);
    Ok(())
}

async fn citizens_take_numbers(day: &mut Day) -> anyhow::Result<()> {
    day.hall.time(MONDAY, "08:30").await;
    day.public.board("the hall is open", |board| board.hours.state == HoursState::Open).await?;
    let first = day.take("SB01", None, "A001").await?;
    assert_eq!((first.ahead, first.windows.as_slice()), (0, &[2][..]));
    assert_eq!(first.code.len(), 9, "eight characters and a hyphen: {}", first.code);
    assert!(first.url.as_deref().is_some_and(|url| url.contains("/t/")));
    day.hall.seconds_pass(10).await;
    assert_eq!(day.take("SB02", None, "A002").await?.ahead, 1);
    day.hall.seconds_pass(10).await;
    assert_eq!(day.take("SB01", Some(PriorityClass::Elderly), "A003").await?.ahead, 0, "twenty minutes of head start");
    day.hall.seconds_pass(10).await;
    assert_eq!(day.take("SB01", Some(PriorityClass::Access), "A004").await?.ahead, 1);
    day.hall.seconds_pass(10).await;
    day.take("YB01", None, "B001").await?;
    day.take("MZ01", Some(PriorityClass::Pregnant), "C001").await?;
    day.waiting("relief", 1).await?;
    let board = day.waiting("social", 4).await?;
    assert_eq!((waiting(&board, "medical"), waiting(&board, "household")), (1, 0));
    let live = day.queue("social", &["A003", "A001", "A002", "A004"]).await?;
    assert_eq!(queued(&live, "social").tickets.iter().map(|ticket| ticket.priority).collect::<Vec<_>>(), [true, false, false, true]);

    // A group that is served on other weekdays says so instead of giving a number.
    let refusal = day.kiosk.take("JS01", None).await?.unwrap_err();
    assert_eq!(refusal.key, "refusal-group-not-today");

    // The same request again is the same number, and one that is given back never reaches a board.
    let id = day.hall.engine.new_id().0;
    let ask = KioskAsk::TakeTicket { service: "HJ01".into(), class: None, company: false };
    let once = day.entrance.ask_as(id, &ask).await?;
    assert_eq!(day.entrance.ask_as(id, &ask).await?, once);
    let Ok(KioskAnswer::Reserved(slip)) = once else { anyhow::bail!("no number: {once:?}") };
    assert_eq!(slip.number, "D001");
    let ticket = slip.ticket;
    assert_eq!(day.entrance.ask(KioskAsk::CancelTicket { ticket }).await?, Ok(KioskAnswer::Cancelled { ticket }));
    let late = day.entrance.ask(KioskAsk::ConfirmTicket { ticket, carrier: Carrier::Paper }).await?;
    assert_eq!(late.unwrap_err().key, "refusal-ticket-ended");
    Ok(())
}

async fn somebody_does_not_answer(day: &mut Day) -> anyhow::Result<()> {
    let slip = day.kiosk.take("SB01", None).await?.unwrap();
    assert_eq!(slip.number, "A005");
    day.slips.insert(slip.number.clone(), slip);
    // Another act makes a new board, on which the reserved number is still not counted.
    day.hall.seconds_pass(29).await;
    day.take("YB01", None, "B002").await?;
    let board = day.waiting("medical", 2).await?;
    assert_eq!(waiting(&board, "social"), 4, "reserved is neither callable nor counted");
    day.hall.seconds_pass(1).await;
    day.waiting("social", 5).await?;
    let live = day.queue("social", &["A003", "A001", "A002", "A004", "A005"]).await?;
    let unconfirmed: Vec<&str> = queued(&live, "social").tickets.iter().filter(|ticket| ticket.unconfirmed).map(|ticket| ticket.number.as_str()).collect();
    assert_eq!(unconfirmed, ["A005"]);
    Ok(())
}

async fn the_cap_and_recalls(day: &mut Day) -> anyhow::Result<()> {
    day.hall.time(MONDAY, "08:35").await;
    let called = day.social.call().await?;
    assert_eq!((called.number.to_string().as_str(), called.why, called.passed), ("A003", Why::HeadStart { minutes: 20 }, 2));
    let board = day.window(2, "A003 is called", |window| window.ticket.as_deref() == Some("A003") && !window.serving).await?;
    assert_eq!((board.calls[0].ticket.as_str(), board.calls[0].window, board.calls[0].times), ("A003", 2, 1));
    assert_eq!(waiting(&board, "social"), 4);
    assert_eq!(day.social.act(Act::CallNext).await?, Err(Refusal::WindowBusy { number: called.number }));
    day.hall.seconds_pass(20).await;
    day.social.does(Act::Start).await?;
    day.window(2, "A003 is served", |window| window.serving).await?;
    day.hall.minutes_pass(3).await;
    day.social.does(Act::Finish).await?;
    day.staff.live("one service is done", |live| live.today.done == 1).await?;

    // Somebody with a head start waits, and yet the earliest turn is next.
    let called = day.social.call().await?;
    assert_eq!((called.number.to_string().as_str(), called.why, called.passed), ("A001", Why::Cap, 0));
    assert_eq!(day.social.act(Act::CallAgain).await?, Err(Refusal::TooSoonToCall { seconds: 20 }));
    for times in [2, 3] {
        day.hall.seconds_pass(20).await;
        day.social.does(Act::CallAgain).await?;
        let board = day.public.board(&format!("A001 is called for time {times}"), |board| board.calls[0].times == times).await?;
        assert_eq!((board.calls[0].ticket.as_str(), board.calls[0].window), ("A001", 2));
    }
    day.hall.seconds_pass(20).await;
    assert_eq!(day.social.act(Act::CallAgain).await?, Err(Refusal::CallsUsedUp));
    day.social.does(Act::MarkMissed).await?;
    let board = day.public.board("A001 is missed", |board| board.missed == ["A001"]).await?;
    assert_eq!(waiting(&board, "social"), 3);
    let running: Vec<u64> = board.calls.iter().map(|call| call.running).collect();
    assert_eq!(running, [4, 3, 2, 1], "calls and recalls are counted on");
    Ok(())
}

async fn transfer_and_assistance(day: &mut Day) -> anyhow::Result<()> {
    day.hall.seconds_pass(11).await;
    let called = day.social.call().await?;
    assert_eq!((called.number.to_string().as_str(), called.why), ("A002", Why::Cap), "the run of three is not over");
    day.social.does(Act::Start).await?;
    let started = day.hall.engine.now();
    day.hall.minutes_pass(2).await;
    day.social.does(Act::Transfer { to: TransferTo::Service(ServiceCode::new("YB01")) }).await?;
    day.queue("medical", &["A002", "B001", "B002"]).await?;
    day.waiting("social", 2).await?;
    let called = day.medical.call().await?;
    assert_eq!((called.number.to_string().as_str(), called.window, called.why), ("A002", WindowNumber(3), Why::Earliest), "number and turn stay");
    day.medical.does(Act::Start).await?;
    day.hall.minutes_pass(2).await;
    day.medical.does(Act::Finish).await?;
    let hall = day.hall.engine.hall();
    let contact = hall.first_contact.of(day.ticket("A002")).unwrap();
    assert_eq!((contact.staff.as_str(), contact.at), ("0203", started), "R16.2: the first who was asked stays responsible");

    day.take("YB02", None, "B003").await?;
    day.guide.does(Act::ConfirmAssistance { number: number("B003") }).await?;
    let live = day.queue("medical", &["B003", "B001", "B002"]).await?;
    assert!(queued(&live, "medical").tickets[0].priority);
    let called = day.medical.call().await?;
    assert_eq!((called.number.to_string().as_str(), called.why, called.passed), ("B003", Why::NeedsAssistance, 2));
    day.medical.does(Act::Start).await?;
    day.hall.minutes_pass(4).await;
    day.medical.does(Act::Finish).await?;
    Ok(())
}

async fn undo_return_and_park(day: &mut Day) -> anyhow::Result<()> {
    let called = day.social.call().await?;
    assert_eq!((called.number.to_string().as_str(), called.why), ("A004", Why::Earliest));
    day.public.board("A004 is called", |board| board.calls[0].ticket == "A004").await?;
    day.hall.seconds_pass(5).await;
    assert_eq!(day.social.does(Act::Undo).await?, Answer::Undone { window: WindowNumber(2), ticket: None });
    let board = day.public.board("the call of A004 is taken back", |board| board.calls[0].ticket != "A004").await?;
    assert_eq!(waiting(&board, "social"), 2);
    assert_eq!(day.social.call().await?.number.to_string(), "A004", "the same person is next");
    day.hall.seconds_pass(11).await;
    assert_eq!(day.social.act(Act::Undo).await?, Err(Refusal::NothingToUndo));
    day.social.does(Act::Start).await?;
    day.hall.minutes_pass(1).await;
    day.social.does(Act::Park { minutes: Some(15) }).await?;
    day.window(2, "free", |window| window.ticket.is_none()).await?;
    let back = day.hall.engine.now().plus_minutes(15);

    for next in ["A006", "A007", "A008"] {
        day.take("SB05", None, next).await?;
        day.hall.seconds_pass(10).await;
    }
    day.queue("social", &["A005", "A006", "A007", "A008"]).await?;
    day.guide.does(Act::BringBack { number: number("A001") }).await?;
    let live = day.queue("social", &["A005", "A006", "A007", "A001", "A008"]).await?;
    assert_eq!(queued(&live, "social").waiting, 5, "back with the third who waits");
    day.public.board("nobody is missed", |board| board.missed.is_empty()).await?;

    day.hall.clock_to(back.plus_seconds(-1)).await;
    day.queue("social", &["A005", "A006", "A007", "A001", "A008"]).await?;
    day.hall.clock_to(back).await;
    day.queue("social", &["A004", "A005", "A006", "A007", "A001", "A008"]).await?;
    assert_eq!(day.social.call().await?.number.to_string(), "A004");
    day.hall.seconds_pass(20).await;
    day.social.does(Act::Start).await?;
    day.hall.minutes_pass(2).await;
    day.social.does(Act::Finish).await?;
    let contact = day.hall.engine.hall().first_contact.of(day.ticket("A004")).map(|contact| contact.staff.to_string());
    assert_eq!(contact.as_deref(), Some("0203"));
    Ok(())
}

async fn by_hand_and_help_calls(day: &mut Day) -> anyhow::Result<()> {
    let issued = day.guide.issue("HJ01").await?;
    assert_eq!(issued.number.to_string(), "D002");
    day.waiting("household", 1).await?;
    let hall = day.hall.engine.hall();
    assert_eq!(hall.first_contact.of(issued.ticket).map(|contact| contact.staff.as_str()), Some("0101"), "R16.2: who gave the number was asked first");

    assert_eq!(day.entrance.ask(KioskAsk::CallHelp).await?, Ok(KioskAnswer::HelpCalled));
    day.staff.live("kiosk-2 calls for help", |live| live.help_calls.iter().any(|call| call.device == "kiosk-2")).await?;
    day.guide.does(Act::AnswerHelp { device: DeviceName::new("kiosk-2") }).await?;
    day.staff.live("somebody went there", |live| live.help_calls.is_empty()).await?;
    Ok(())
}

async fn ratings(day: &mut Day) -> anyhow::Result<()> {
    let (served, waits) = (day.slips["A003"].clone(), day.slips["A006"].clone());
    assert_eq!(day.kiosk.rate(&waits.number, &waits.code, 5, &[]).await?.unwrap_err().key, "refusal-not-served-yet");
    assert_eq!(day.kiosk.rate("A002", &served.code, 5, &[]).await?.unwrap_err().key, "refusal-rating-code", "number and code belong together");

    for left in (0..5).rev() {
        let refusal = day.kiosk.rate("A003", "0000-0000", 1, &[]).await?.unwrap_err();
        assert_eq!((refusal.key.as_str(), refusal.arguments["left"].as_str()), ("refusal-rating-code", left.to_string().as_str()));
    }
    let refusal = day.kiosk.rate("A003", &served.code, 5, &[]).await?.unwrap_err();
    assert_eq!(refusal.key, "refusal-too-many-tries", "even the right code has to wait now");
    let found = day.entrance.find("A003", &served.code).await?.unwrap();
    assert_eq!((found.window, found.staff.as_str(), found.staff_name.as_str()), (2, "0203", "演示乙"), "another kiosk is not locked");
    day.hall.minutes_pass(15).await;
    assert_eq!(day.kiosk.rate("A003", &served.code, 5, &["rating-good-manner"]).await?, Ok(KioskAnswer::Rated));
    assert_eq!(day.entrance.rate("A003", &served.code, 1, &[]).await?.unwrap_err().key, "refusal-already-rated");
    let transferred = day.slips["A002"].code.clone();
    assert_eq!(day.kiosk.rate("A002", &transferred, 2, &["rating-reason-slow"]).await?, Ok(KioskAnswer::Rated));
    let totals = day.hall.engine.hall().public_appraisal.totals_on(at("2026-11-23 10:00").day());
    assert_eq!((totals.served, totals.rated, totals.satisfied), (4, 2, 1), "silence is unrated, not satisfied");
    Ok(())
}

async fn lunch(day: &mut Day) -> anyhow::Result<()> {
    // Help tickets that have waited long enough stand between the window's own, by their turn.
    assert_eq!(day.serve_all(&day.social).await?, ["B001", "A005", "B002", "A006", "A007", "A001", "A008"]);
    assert_eq!(day.medical.act(Act::CallNext).await?, Err(Refusal::NoOneWaiting));
    day.waiting("social", 0).await?;
    // Ranges are worked out after the call is shown, so they follow in a snapshot of their own.
    day.public.board("five services make a range", |board| board.groups.iter().any(|group| group.code == "social" && group.range.is_some())).await?;

    day.hall.time(MONDAY, "11:45").await;
    let refusal = day.kiosk.take("SB01", None).await?.unwrap_err();
    assert!(words::refusal(Language::Chinese, &refusal).contains("14:00"), "{refusal:?}");
    day.public.board("numbers have stopped", |board| board.hours.state == HoursState::LastCalls).await?;
    day.hall.time(MONDAY, "12:00").await;
    let refusal = day.kiosk.take("SB01", None).await?.unwrap_err();
    assert_eq!(refusal.key, "refusal-break");
    assert!(words::refusal(Language::English, &refusal).contains("14:00"));
    let opening = sunhall_protocol::Moment(at("2026-11-23 14:00").0);
    day.public.board("lunch break", |board| board.hours.state == HoursState::Break && board.hours.next_opening == Some(opening)).await?;
    for clerk in [&day.social, &day.medical, &day.relief] {
        clerk.does(Act::PauseWindow { minutes: Some(120) }).await?;
    }
    assert_eq!(day.social.act(Act::CallNext).await?, Err(Refusal::WindowPaused));
    day.window(4, "paused", |window| window.state == WindowState::Paused && window.back_at == Some(opening)).await?;
    let away = DutyState::Away { back_at: Some(opening) };
    day.public.duty("0205 is away", |duty| duty.badges.iter().any(|badge| badge.number == "0205" && badge.state == away)).await?;

    day.hall.time(MONDAY, "14:00").await;
    for clerk in [&day.social, &day.medical, &day.relief] {
        clerk.does(Act::ResumeWindow).await?;
    }
    day.window(4, "open again", |window| window.state == WindowState::Open).await?;
    Ok(())
}

async fn windows_help(day: &mut Day) -> anyhow::Result<()> {
    for next in ["A009", "A010", "A011"] {
        day.take("SB01", None, next).await?;
    }
    assert_eq!(day.social.call().await?.number.to_string(), "A009");
    assert_eq!(day.medical.act(Act::CallNext).await?, Err(Refusal::OnlyYoungHelp { minutes: 15 }));
    day.hall.minutes_pass(14).await;
    assert_eq!(day.medical.act(Act::CallNext).await?, Err(Refusal::OnlyYoungHelp { minutes: 1 }));
    day.hall.minutes_pass(1).await;
    let called = day.medical.call().await?;
    assert_eq!((called.number.to_string().as_str(), called.window, called.why), ("A010", WindowNumber(3), Why::Help));
    day.window(3, "A010 is called to the helping window", |window| window.ticket.as_deref() == Some("A010")).await?;

    // Window 4 does not help this group, until a manager says so.
    day.serve_all(&day.relief).await?;
    assert_eq!(day.relief.act(Act::CallNext).await?, Err(Refusal::NoOneWaiting));
    let help = Manager::LetHelp { window: WindowNumber(4), group: GroupCode::new("social") };
    assert_eq!(day.manager.manage("", |_| help).await?, Ok(Answer::Done));
    let called = day.relief.call().await?;
    assert_eq!((called.number.to_string().as_str(), called.why), ("A011", Why::Help));
    day.waiting("social", 0).await?;
    Ok(())
}

async fn last_numbers(day: &mut Day) -> anyhow::Result<()> {
    // Window 2 serves and finishes, window 3 is left serving, window 4 is left with a call, one is missed, one waits.
    day.social.does(Act::Start).await?;
    day.medical.does(Act::Start).await?;
    day.hall.minutes_pass(5).await;
    day.social.does(Act::Finish).await?;
    day.take("SB01", None, "A012").await?;
    day.take("SB01", None, "A013").await?;
    assert_eq!(day.social.call().await?.number.to_string(), "A012");
    day.hall.seconds_pass(60).await;
    day.social.does(Act::MarkMissed).await?;
    day.hall.time(MONDAY, "17:14").await;
    day.take("YB03", None, "B004").await?;
    day.hall.time(MONDAY, "17:15").await;
    let refusal = day.kiosk.take("SB01", None).await?.unwrap_err();
    assert_eq!(refusal.key, "refusal-taking-over");
    let next = words::refusal(Language::English, &refusal);
    assert!(next.contains("08:30") || next.contains("8:30"), "tomorrow's opening is named: {next}");
    assert_eq!(day.guide.issue("SB01").await?.number.to_string(), "A014", "staff may still receive somebody");
    day.hall.time(MONDAY, "17:30").await;
    let tomorrow = sunhall_protocol::Moment(at("2026-11-24 08:30").0);
    day.public.board("the hall is closed", |board| board.hours.state == HoursState::Over && board.hours.next_opening == Some(tomorrow)).await?;
    Ok(())
}

async fn the_day_ends(day: &mut Day) -> anyhow::Result<()> {
    day.hall.clock_to(at("2026-11-24 00:00").plus_seconds(-1)).await;
    assert!(!day.hall.engine.hall().floor.tickets.is_empty());
    day.hall.time(TUESDAY, "00:00").await;
    let outcomes = outcomes(&day.hall.database(), MONDAY)?;
    let open: Vec<&String> = outcomes.iter().filter(|(_, outcome)| outcome.is_none()).map(|(number, _)| number).collect();
    assert!(open.is_empty(), "every ticket has its outcome: {open:?}");
    assert_eq!(outcomes.len(), 14 + 4 + 1 + 2, "nothing is wiped");
    for (number, outcome) in [
        ("A001", "served"),
        ("D001", "cancelled"),
        ("A010", "left_open_at_day_end"),
        ("A011", "not_served_at_day_end"),
        ("A012", "missed_at_day_end"),
        ("A013", "not_served_at_day_end"),
        ("B004", "not_served_at_day_end"),
        ("D002", "not_served_at_day_end"),
    ] {
        assert_eq!(outcomes[number].as_deref(), Some(outcome), "{number}");
    }
    let board = day.public.board("all windows are closed", |board| board.windows.iter().all(|window| window.state == WindowState::Closed)).await?;
    assert!(board.groups.iter().all(|group| group.waiting == 0));
    day.staff.live("nobody waits", |live| live.groups.iter().all(|group| group.tickets.is_empty()) && live.today.numbers == 0).await?;
    Ok(())
}

async fn the_next_day(day: &mut Day) -> anyhow::Result<()> {
    let yesterday = day.slips["A001"].clone();
    day.hall.time(TUESDAY, "08:30").await;
    let today = day.take("SB01", None, "A001").await?;
    assert_ne!((today.ticket, &today.code), (yesterday.ticket, &yesterday.code));
    day.waiting("social", 1).await?;
    assert_eq!(day.kiosk.rate("A001", &yesterday.code, 4, &[]).await?, Ok(KioskAnswer::Rated), "yesterday's ticket can still be rated");
    assert_eq!(day.kiosk.rate("A001", &today.code, 4, &[]).await?.unwrap_err().key, "refusal-not-served-yet");
    day.take("JS01", None, &format!("{}001", today_letter(day, "health"))).await?;
    day.waiting("health", 1).await?;
    Ok(())
}

fn today_letter(day: &Day, group: &str) -> char {
    day.hall.engine.hall().floor.groups[&GroupCode::new(group)].letter
}

/// The log verifies, and a restart yields the same hall and the same retained snapshots.
async fn the_record(day: Day) -> anyhow::Result<()> {
    let Day { hall, mut public, mut staff, .. } = day;
    let events = hall.verify()?;
    let before = hall.engine.hall();
    settle(&mut public, &mut staff).await?;
    let (board, live) = (retained(&mut public), retained(&mut staff));
    let hall = hall.restart().await?;
    assert_eq!(*hall.engine.hall(), *before, "replay equals live");
    let mut public = hall.screen("board-1", DeviceClass::PublicDisplay).await?;
    let mut staff = hall.screen("live-1", DeviceClass::StaffDisplay).await?;
    settle(&mut public, &mut staff).await?;
    assert_eq!(retained(&mut public), board);
    assert_eq!(retained(&mut staff), live);
    assert_eq!(hall.verify()?, events, "a restart writes nothing");
    hall.stop().await.map(drop)
}

/// Waits until both screens have everything that belongs to them.
async fn settle(public: &mut Screen, staff: &mut Screen) -> anyhow::Result<()> {
    let one_waits = |board: &Board| waiting(board, "health") == 1 && waiting(board, "social") == 1;
    public.board("the last board", one_waits).await?;
    staff.board("the last board", one_waits).await?;
    staff.live("the last live queue", |live| queued(live, "health").waiting == 1).await?;
    let notices = sunhall_protocol::topics::Topic::Notices;
    for screen in [public, staff] {
        let duty = screen.duty("nobody is on duty", |duty| duty.badges.iter().all(|badge| badge.window.is_none())).await?;
        let index: Value = screen.wait(&notices, "notices", |_: &Value| true).await?;
        let mut wanted: Vec<String> = duty.badges.iter().filter_map(|badge| badge.portrait.clone()).collect();
        wanted.extend(index["entries"].as_array().into_iter().flatten().filter_map(|notice| notice["hash"].as_str().map(str::to_owned)));
        for hash in wanted {
            screen.until_shown(&format!("file {hash}"), |name| name.contains(&hash)).await?;
        }
    }
    Ok(())
}

/// What is shown, by topic, without the moment at which a snapshot was made.
fn retained(screen: &mut Screen) -> BTreeMap<String, Result<Value, Vec<u8>>> {
    let mut shown = BTreeMap::new();
    for (name, payload) in screen.shown() {
        if name.ends_with("/pulse") || payload.is_empty() {
            continue;
        }
        let body = if name.contains("/file/") { Err(payload.clone()) } else { serde_json::from_slice::<Value>(payload).map_err(|_| payload.clone()) };
        let body = body.map(|mut value| {
            if let Some(fields) = value.as_object_mut() {
                fields.remove("version");
            }
            value
        });
        shown.insert(name.clone(), body);
    }
    shown
}

/// The outcome of every ticket of a day, by number, as the record keeps it.
fn outcomes(database: &Path, day: &str) -> anyhow::Result<BTreeMap<String, Option<String>>> {
    let connection = rusqlite::Connection::open_with_flags(database, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut rows = connection.prepare("SELECT letter, count, outcome FROM ticket WHERE day = ?1")?;
    let found = rows.query_map([day], |row| Ok((format!("{}{:03}", row.get::<_, String>(0)?, row.get::<_, u32>(1)?), row.get(2)?)))?;
    Ok(found.collect::<Result<_, _>>()?)
}
