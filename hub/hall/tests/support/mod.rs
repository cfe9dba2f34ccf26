//! A small hall for tests: facts are given, commands are tried, time is moved.

#![allow(dead_code, clippy::needless_pass_by_value, reason = "each test file takes what it needs, in the words that read best")]

use chrono::{NaiveDate, NaiveTime};
use sunhall_hall::access::DeviceClass;
use sunhall_hall::calendar::{Span, Week};
use sunhall_hall::command::{Administrator, Called, Citizen, Clerk, Manager, Reserved};
use sunhall_hall::floor::{Carrier, Fee, Group, Guide, Origin, PriorityClass, Service, Ticket, Window};
use sunhall_hall::ids::{DeviceName, FileHash, GroupCode, RoleCode, ServiceCode, StaffNumber, TextRef, TicketId, TicketNumber, WindowNumber};
use sunhall_hall::staff::{HallRole, Role, Staff};
use sunhall_hall::{Answer, Command, Day, Decision, Event, Hall, Moment, Profile, Refusal, Verb, apply, decide, next_due};

pub const KIOSK: &str = "kiosk-1";

pub fn day(month: u32, of_month: u32) -> Day {
    Day(NaiveDate::from_ymd_opt(2026, month, of_month).unwrap())
}

/// A moment of Monday, 23 November 2026.
pub fn at(hour: u32, minute: u32) -> Moment {
    Moment::at(day(11, 23), NaiveTime::from_hms_opt(hour, minute, 0).unwrap())
}

pub fn staff(number: &str) -> StaffNumber {
    StaffNumber::new(number)
}

pub fn group(code: &str) -> GroupCode {
    GroupCode::new(code)
}

pub fn service(code: &str) -> ServiceCode {
    ServiceCode::new(code)
}

pub fn text(name: &str) -> TextRef {
    TextRef { key: name.into(), hash: format!("hash-of-{name}").into() }
}

pub fn number(text: &str) -> TicketNumber {
    TicketNumber::parse(text).unwrap()
}

pub fn person(number: &str, roles: &[Role]) -> Staff {
    Staff {
        number: staff(number),
        roles: roles.to_vec(),
        hall_roles: vec![],
        name: Some(text(&format!("name-{number}"))),
        phone: Some(text(&format!("phone-{number}"))),
        position: "窗口工作人员".into(),
        position_en: "Clerk".into(),
        department: "演示科".into(),
        department_en: "Demo".into(),
        portrait: Some(FileHash::new("portrait")),
        usual_window: None,
        may_choose: number != "1004",
        left: false,
    }
}

pub fn a_role(code: &str, verbs: &[Verb]) -> HallRole {
    HallRole { code: RoleCode::new(code), name: "演示角色".into(), name_en: "Demo role".into(), verbs: verbs.to_vec() }
}

pub fn a_group(code: &str, letter: char) -> Group {
    Group {
        code: group(code),
        letter,
        name: format!("演示{letter}"),
        name_en: format!("Demo {letter}"),
        summary: String::new(),
        summary_en: String::new(),
        icon: String::new(),
        weekdays: vec![],
        not_sure: false,
        in_elder_mode: true,
        elder_name: String::new(),
        elder_summary: String::new(),
    }
}

pub fn a_service(code: &str, of: &str) -> Service {
    Service {
        code: service(code),
        group: group(of),
        name: format!("演示事项{code}"),
        name_en: code.into(),
        short: String::new(),
        department: "演示科".into(),
        kind: "service".into(),
        level_lowest: "town".into(),
        statutory: None,
        pledged_days: 0,
        fee: Fee::Zero,
        clock: None,
        materials: vec![],
        originals: vec![],
        aliases: vec![],
        also_at: vec![],
        guide: Guide::default(),
        offered: true,
    }
}

pub fn a_window(number: u16, first: &[&str], help: &[&str], services: &[&str]) -> Window {
    let groups = |codes: &[&str]| codes.iter().map(|code| group(code)).collect();
    Window { number: WindowNumber(number), first: groups(first), help: groups(help), services: services.iter().map(|code| service(code)).collect() }
}

pub fn office_hours() -> Week {
    let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
    let full = vec![Span { from: time(8, 30), to: time(12, 0) }, Span { from: time(14, 0), to: time(17, 30) }];
    Week { days: [full.clone(), full.clone(), full.clone(), full.clone(), full, vec![], vec![]] }
}

/// A hall, its log, and the moment it is.
#[derive(Clone)]
pub struct Scene {
    pub hall: Hall,
    pub log: Vec<Event>,
    pub now: Moment,
}

impl Scene {
    /// Groups A (social), B (medical) and C (relief); windows 1 (A, helps B), 2 (B, helps A), 3 (A, only A2), 4 (C).
    pub fn new() -> Self {
        let mut scene = Self { hall: Hall::default(), log: Vec::new(), now: at(9, 0) };
        scene.set(Administrator::SetHall { profile: Box::new(Profile { name: "演示镇政务服务大厅".into(), ..Profile::default() }) });
        scene.set(Administrator::SetHours { hours: office_hours() });
        scene.set(Administrator::LoadCalendar { year: 2026, days: vec![] });
        for (code, letter) in [("social", 'A'), ("medical", 'B'), ("relief", 'C')] {
            scene.set(Administrator::SetGroup { group: a_group(code, letter) });
            for count in 1..=2 {
                scene.set(Administrator::SetService { service: Box::new(a_service(&format!("{letter}{count}"), code)) });
            }
        }
        for window in [
            a_window(1, &["social"], &["medical"], &[]),
            a_window(2, &["medical"], &["social"], &[]),
            a_window(3, &["social"], &[], &["A2"]),
            a_window(4, &["relief"], &[], &[]),
        ] {
            scene.set(Administrator::SetWindow { window });
        }
        for clerk in ["1001", "1002", "1003", "1004"] {
            scene.set(Administrator::SetStaff { staff: person(clerk, &[Role::Clerk]) });
        }
        scene.set(Administrator::SetStaff { staff: person("2001", &[Role::Manager]) });
        scene.set(Administrator::SetStaff { staff: person("3001", &[Role::Guide]) });
        scene.set(Administrator::SetStaff { staff: person("9001", &[Role::Administrator]) });
        scene.set(Administrator::Enrol { device: DeviceName::new(KIOSK), class: DeviceClass::Kiosk, window: None, secret: text("secret") });
        scene
    }

    /// Windows 1 to 4 are open.
    pub fn open() -> Self {
        let mut scene = Self::new();
        for window in 1..=4 {
            scene.open_window(window);
        }
        scene
    }

    pub fn attempt(&mut self, command: Command) -> Result<Answer, Refusal> {
        let Decision { events, answer } = decide(&self.hall, &command, self.now);
        for event in &events {
            apply(&mut self.hall, event);
        }
        self.log.extend(events);
        answer
    }

    pub fn set(&mut self, act: Administrator) {
        let command = Command::Administrator { staff: StaffNumber::console(), act };
        assert_eq!(self.attempt(command), Ok(Answer::Done));
    }

    pub fn parameter(&mut self, key: &str, value: &str) {
        self.set(Administrator::SetParameter { key: key.into(), value: value.into(), from: self.now.day(), confirmed: true });
    }

    pub fn clerk(&mut self, who: &str, act: Clerk) -> Result<Answer, Refusal> {
        self.attempt(Command::Clerk { staff: staff(who), act })
    }

    /// The clerk of window N is 100N.
    pub fn at_window(&mut self, window: u16, act: Clerk) -> Result<Answer, Refusal> {
        self.clerk(&format!("100{window}"), act)
    }

    pub fn manager(&mut self, act: Manager) -> Result<Answer, Refusal> {
        self.attempt(Command::Manager { staff: staff("2001"), act })
    }

    pub fn citizen(&mut self, act: Citizen) -> Result<Answer, Refusal> {
        self.attempt(Command::Citizen(act))
    }

    pub fn open_window(&mut self, window: u16) {
        self.at_window(window, Clerk::OpenWindow { window: WindowNumber(window) }).unwrap();
    }

    pub fn reserve(&mut self, code: &str, class: Option<PriorityClass>) -> Result<Reserved, Refusal> {
        let origin = Origin::Kiosk(DeviceName::new(KIOSK));
        let name = format!("code-{}", self.log.len());
        match self.citizen(Citizen::TakeTicket { service: service(code), class, class_words: None, company: false, origin, code: text(&name) })? {
            Answer::Reserved(reserved) => Ok(reserved),
            other => panic!("{other:?}"),
        }
    }

    pub fn confirm(&mut self, ticket: TicketId) -> Result<Answer, Refusal> {
        self.citizen(Citizen::ConfirmTicket { ticket, carrier: Carrier::Paper })
    }

    /// A number that reached the citizen.
    pub fn take(&mut self, code: &str) -> TicketId {
        let ticket = self.reserve(code, None).unwrap().ticket;
        self.confirm(ticket).unwrap();
        ticket
    }

    pub fn take_elderly(&mut self, code: &str) -> TicketId {
        let ticket = self.reserve(code, Some(PriorityClass::Elderly)).unwrap().ticket;
        self.confirm(ticket).unwrap();
        ticket
    }

    pub fn call(&mut self, window: u16) -> Result<Called, Refusal> {
        match self.at_window(window, Clerk::CallNext)? {
            Answer::Called(called) => Ok(called),
            other => panic!("{other:?}"),
        }
    }

    /// Calls the next at the window, serves and finishes; the number called.
    pub fn serve(&mut self, window: u16) -> String {
        let called = self.call(window).unwrap();
        self.at_window(window, Clerk::Start).unwrap();
        self.pass_minutes(1);
        self.at_window(window, Clerk::Finish).unwrap();
        called.number.to_string()
    }

    pub fn ticket(&self, ticket: TicketId) -> &Ticket {
        self.hall.floor.ticket(ticket).unwrap()
    }

    pub fn number(&self, ticket: TicketId) -> TicketNumber {
        self.ticket(ticket).number
    }

    /// Time passes; whatever falls due happens at its moment.
    pub fn pass_seconds(&mut self, seconds: i64) {
        self.until(self.now.plus_seconds(seconds));
    }

    pub fn pass_minutes(&mut self, minutes: i64) {
        self.pass_seconds(minutes * 60);
    }

    pub fn until(&mut self, moment: Moment) {
        while let Some(due) = next_due(&self.hall).filter(|due| *due <= moment) {
            self.now = self.now.max(due);
            self.attempt(Command::Clock).unwrap();
        }
        self.now = moment;
    }

    /// The hall as its log alone rebuilds it.
    pub fn replayed(&self) -> Hall {
        let mut hall = Hall::default();
        for event in &self.log {
            apply(&mut hall, event);
        }
        hall
    }
}

impl Scene {
    pub fn take_after_a_minute(&mut self, code: &str) -> TicketId {
        self.pass_minutes(1);
        self.take(code)
    }

    pub fn reserve_confirmed(&mut self, code: &str, class: Option<PriorityClass>) -> TicketId {
        let ticket = self.reserve(code, class).unwrap().ticket;
        self.confirm(ticket).unwrap();
        ticket
    }

    /// Every window serves group A first and nothing else.
    pub fn set_all_windows_to_social(&mut self) {
        for window in 1..=4 {
            self.set(Administrator::SetWindow { window: a_window(window, &["social"], &[], &[]) });
        }
    }
}
