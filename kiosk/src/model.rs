//! The kiosk as one value: what it knows, what it shows, and its one function `on`.

mod aloud;
mod event;
pub mod hall;
mod idle;
mod orders;
pub mod rating;
pub mod screen;
pub mod search;
mod taking;

use sunhall_protocol::kiosk::{KioskAnswer, KioskAsk, PriorityClass};
use sunhall_protocol::presence::PrinterState;
use sunhall_protocol::words::Language;
use sunhall_protocol::{Answer, Moment, Outcome};
use sunhall_screen::orders::Orders;
use uuid::Uuid;

use crate::outbox::Outbox;
use aloud::Aloud;
use orders::is_open_when_locked;

pub use event::{Action, Event, Heard, Tap};
pub use hall::Hall;
pub use idle::SLOW_SECONDS;
pub use screen::{Field, Help, Modes, Screen, Shown, SlipFate, Wanted};

/// What a citizen said about their turn before taking a number; wiped with the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub class: Option<PriorityClass>,
    pub company: bool,
}

/// Makes the ids of requests: the hub's time and chance.
pub type Ids = Box<dyn FnMut(Moment) -> Uuid>;

/// The whole kiosk.
pub struct Kiosk {
    pub hall: Hall,
    pub heard: bool,
    pub last_heard: Option<Moment>,
    /// Since when this kiosk waits for what it needs to begin.
    starting_since: Option<Moment>,
    /// It has waited long enough: whoever stands before it is sent to the desk.
    start_failed: bool,
    pub printer: PrinterState,
    /// A kiosk may have no printer at all: then nobody is told that it prints nothing.
    pub has_printer: bool,
    pub language: Language,
    pub screen: Screen,
    pub draft: Draft,
    pub modes: Modes,
    pub help: Option<Help>,
    pub orders: Orders,
    pub touched_at: Moment,
    /// Since when the idle question is shown.
    pub warned_at: Option<Moment>,
    home_language: Language,
    home_modes: Modes,
    aloud: Option<Aloud>,
    /// Counts the parts that were ever read, so that a late word about an earlier one is known as such.
    parts_read: u64,
    trail: Vec<Screen>,
    outbox: Outbox,
    /// Requests that were given up and are still to be told to the link.
    given_up: Vec<Uuid>,
    ids: Ids,
}

impl Kiosk {
    pub fn new(language: Language, ids: Ids) -> Self {
        Self {
            hall: Hall::default(),
            heard: false,
            last_heard: None,
            starting_since: None,
            start_failed: false,
            printer: PrinterState::Unknown,
            has_printer: true,
            language,
            screen: Screen::Home,
            draft: Draft::default(),
            modes: Modes::default(),
            help: None,
            orders: Orders::default(),
            touched_at: Moment::default(),
            warned_at: None,
            home_language: language,
            home_modes: Modes::default(),
            aloud: None,
            parts_read: 0,
            trail: Vec::new(),
            outbox: Outbox::default(),
            given_up: Vec::new(),
            ids,
        }
    }

    /// A kiosk that is 黑白分明 for everybody.
    #[must_use]
    pub fn with_contrast(mut self, contrast: bool) -> Self {
        self.home_modes.contrast = contrast;
        self.modes = self.home_modes;
        self
    }

    /// A kiosk that shows its numbers on the screen and on phones only.
    #[must_use]
    pub fn with_printer(self, has_printer: bool) -> Self {
        Self { has_printer, ..self }
    }

    /// Takes in one event and says what is to be done.
    pub fn on(&mut self, event: Event, now: Moment) -> Vec<Action> {
        let mut actions = self.take_in(event, now);
        actions.extend(self.stop_reading_what_is_gone());
        actions.extend(self.given_up.drain(..).map(Action::Forget));
        actions
    }

    fn take_in(&mut self, event: Event, now: Moment) -> Vec<Action> {
        match event {
            Event::Tap(tap) => {
                self.touched_at = now;
                self.warned_at = None;
                let mut actions = vec![self.sound(Heard::Touch, now)];
                actions.extend(self.tap(tap, now));
                actions
            }
            Event::Menu(menu) => {
                self.hall.menu = Some(*menu);
                self.leave_what_is_gone();
                Vec::new()
            }
            Event::Board(board) => {
                self.hall.board = Some(*board);
                Vec::new()
            }
            Event::Duty(duty) => {
                self.hall.duty = Some(*duty);
                Vec::new()
            }
            Event::Order(order) => {
                self.orders.take(*order);
                self.keep_locked();
                Vec::new()
            }
            Event::File { hash, bytes } => {
                self.hall.keep_file(hash, bytes);
                Vec::new()
            }
            Event::Answer(answer) => self.answered(*answer, now),
            Event::Heard(heard) => {
                self.hear(heard, now);
                Vec::new()
            }
            Event::Printer(state) => {
                self.printer = state;
                Vec::new()
            }
            Event::Printed { ticket, report } => self.printed(ticket, report, now),
            Event::Speaking { part, milliseconds } => {
                self.speaking(part, milliseconds, now);
                Vec::new()
            }
            Event::Tick => self.tick(now),
        }
    }

    /// What is to be seen: the screen, or what stands before it.
    pub fn shown(&self) -> Shown {
        let keeps = self.screen.holds_a_ticket();
        // What the broker kept says nothing of now: until the hub's first word this is a start, not a loss.
        let starts = !self.start_failed && (self.heard || self.last_heard.is_none());
        if self.is_locked() {
            Shown::Locked
        } else if !self.has_begun() || (!self.heard && !keeps) {
            if starts { Shown::Starting } else { Shown::Disconnected }
        } else if self.screen == Screen::Home && !self.hall.gives_numbers() {
            Shown::Closed
        } else {
            Shown::Screen
        }
    }

    /// What makes one picture another than the last; see [`Screen::picture`].
    pub fn picture(&self) -> String {
        let shown = self.shown();
        let screen = if shown == Shown::Screen { self.screen.picture() } else { String::new() };
        let Modes { elder, low, contrast } = self.modes;
        format!("{} {screen} {} {elder} {low} {contrast}", shown.name().unwrap_or_default(), self.language)
    }

    fn tap(&mut self, tap: Tap, now: Moment) -> Vec<Action> {
        if self.is_locked() && !is_open_when_locked(&tap) {
            return Vec::new();
        }
        match tap {
            Tap::Home | Tap::Done => self.go_home(),
            // Whoever says so has gone, and takes language and modes along.
            Tap::Leave => self.wipe(),
            Tap::Stay => {}
            Tap::Back => self.back(),
            Tap::Language => self.language = self.language.other(),
            Tap::Elder => return self.switch_elder(now),
            Tap::Low => self.modes.low = !self.modes.low,
            Tap::Contrast => self.modes.contrast = !self.modes.contrast,
            Tap::ReadAloud => return self.read_aloud(now),
            Tap::Help => return self.call_help(now),
            Tap::HelpSeen => self.help = None,
            Tap::Browse => self.go(Screen::Browse),
            Tap::Group(group) => return self.open_group(&group),
            Tap::Search => self.go(Screen::Search { letters: String::new(), page: 0 }),
            Tap::Service(service) => return self.open_guide(service),
            Tap::Page(wanted) => self.turn_to(wanted),
            Tap::More => self.go_more(),
            Tap::Priority => self.go(Screen::Priority { service: self.screen.service().map(str::to_owned) }),
            Tap::Class(class) => return self.choose_class(class, now),
            Tap::Company => self.draft.company = !self.draft.company,
            Tap::Take => return self.take(now),
            Tap::Choose(wanted) => return self.choose(wanted, now),
            Tap::Reprint => return self.reprint(),
            Tap::Cancel | Tap::Keep => self.ask_to_cancel(tap == Tap::Cancel),
            Tap::GiveUp => return self.give_up(now),
            Tap::Letter(_) | Tap::Delete | Tap::Clear => self.type_key(&tap),
            Tap::Rate => self.go(Screen::RateEntry { number: String::new(), code: String::new(), field: Field::Number, asking: false, refusal: None }),
            Tap::Field(_) | Tap::Find | Tap::Level(_) | Tap::Reason(_) | Tap::Phone | Tap::Submit => return self.rate(tap, now),
        }
        Vec::new()
    }

    fn answered(&mut self, answer: Answer<KioskAnswer>, now: Moment) -> Vec<Action> {
        match answer.outcome {
            Outcome::Busy | Outcome::Fault => {
                self.outbox.postponed(answer.id, now);
                Vec::new()
            }
            Outcome::Done(done) => match self.outbox.answered(answer.id) {
                Some(ask) => self.done(&ask, done, now),
                None => Vec::new(),
            },
            Outcome::Refused(refusal) => {
                match self.outbox.answered(answer.id) {
                    Some(KioskAsk::TakeTicket { .. }) if matches!(self.screen, Screen::Taking { .. }) => self.screen = Screen::Refused { refusal },
                    Some(KioskAsk::FindTicket { .. } | KioskAsk::Rate { .. }) => self.rating_refused(refusal),
                    Some(KioskAsk::CallHelp) => self.help = self.help.map(|_| Help::Later { since: now }),
                    // A ticket that is printed is in the citizen's hand, whatever became of its confirmation.
                    Some(KioskAsk::ConfirmTicket { .. }) => return self.show_ticket(now),
                    Some(KioskAsk::CancelTicket { .. }) => self.cancel_refused(refusal),
                    Some(KioskAsk::TakeTicket { .. }) | None => {}
                }
                Vec::new()
            }
        }
    }

    fn done(&mut self, ask: &KioskAsk, answer: KioskAnswer, now: Moment) -> Vec<Action> {
        match answer {
            KioskAnswer::Reserved(reserved) => return self.reserved(reserved, now),
            KioskAnswer::Confirmed { ticket } => {
                if matches!(&self.screen, Screen::Confirming { reserved, .. } if reserved.ticket == ticket) {
                    return self.show_ticket(now);
                }
            }
            KioskAnswer::Cancelled { ticket } => self.cancelled(ticket, now),
            KioskAnswer::Found(found) => self.found(found),
            KioskAnswer::Rated => {
                if matches!(self.screen, Screen::Rate { .. }) && matches!(ask, KioskAsk::Rate { .. }) {
                    self.screen = Screen::Thanks { since: now };
                }
            }
            KioskAnswer::HelpCalled => self.help = self.help.map(|_| Help::Coming { since: now }),
        }
        Vec::new()
    }

    /// 大字简版 begins at home and reads its choices; 普通版 takes its black and white along.
    fn switch_elder(&mut self, now: Moment) -> Vec<Action> {
        let elder = !self.modes.elder;
        self.go_home();
        self.modes = Modes { elder, contrast: if elder { self.modes.contrast } else { self.home_modes.contrast }, ..self.modes };
        if elder { self.start_reading(now) } else { Vec::new() }
    }

    fn call_help(&mut self, now: Moment) -> Vec<Action> {
        if matches!(self.help, Some(Help::Asking { .. } | Help::Coming { .. })) {
            return Vec::new();
        }
        self.help = Some(Help::Asking { since: now });
        vec![self.send(KioskAsk::CallHelp, now)]
    }

    /// Whether menu and board have come, without which no screen can be drawn.
    fn has_begun(&self) -> bool {
        self.hall.menu.is_some() && self.hall.board.is_some()
    }

    fn hear(&mut self, heard: bool, now: Moment) {
        if heard {
            if self.last_heard.is_none() {
                // From here on time is the hub's, and what is still missing has its own patience.
                self.starting_since = Some(now);
                self.start_failed = false;
            }
            self.last_heard = Some(now);
        } else if self.heard && !self.screen.holds_a_ticket() {
            self.wipe();
        }
        self.heard = heard;
    }

    /// A sound, as loud as the hall wants its screens at this hour.
    fn sound(&self, sound: Heard, now: Moment) -> Action {
        Action::Sound { sound, percent: self.percent(now) }
    }

    fn percent(&self, now: Moment) -> u8 {
        self.hall.board.as_ref().map_or(100, |board| board.settings.volume_percent(now))
    }

    fn send(&mut self, body: KioskAsk, now: Moment) -> Action {
        let id = (self.ids)(now);
        Action::Send(self.outbox.ask(id, body))
    }

    fn forget(&mut self, is_meant: impl Fn(&KioskAsk) -> bool) {
        let given_up = self.outbox.give_up(is_meant);
        self.given_up.extend(given_up);
    }

    fn open_group(&mut self, code: &str) -> Vec<Action> {
        let services = self.hall.services_of(code);
        // A group with one service needs no list.
        if let [only] = services.as_slice() {
            let service = only.code.clone();
            return self.open_guide(service);
        }
        self.go(Screen::Services { group: code.to_owned(), page: 0 });
        Vec::new()
    }

    fn open_guide(&mut self, service: String) -> Vec<Action> {
        self.go(Screen::Guide { service });
        // Known before 取号 is touched: then the citizen is asked first where the number shall go.
        vec![Action::AskPrinter]
    }

    fn go_more(&mut self) {
        if let Screen::Guide { service } = &self.screen {
            self.go(Screen::More { service: service.clone(), page: 0 });
        }
    }

    fn turn_to(&mut self, wanted: usize) {
        if let Screen::Services { page, .. } | Screen::Search { page, .. } | Screen::More { page, .. } = &mut self.screen {
            *page = wanted;
        }
    }

    fn go(&mut self, screen: Screen) {
        self.trail.push(std::mem::replace(&mut self.screen, screen));
    }

    fn back(&mut self) {
        self.screen = self.trail.pop().unwrap_or(Screen::Home);
    }

    fn go_home(&mut self) {
        self.screen = Screen::Home;
        self.trail.clear();
        self.draft = Draft::default();
        self.forget(|ask| matches!(ask, KioskAsk::FindTicket { .. }));
    }

    /// Home, and nothing left of whoever was here.
    fn wipe(&mut self) {
        self.go_home();
        self.language = self.home_language;
        self.modes = self.home_modes;
        self.warned_at = None;
        self.help = None;
    }

    /// A new menu may lack the service or group that is shown.
    fn leave_what_is_gone(&mut self) {
        let gone_service = self.screen.service().is_some_and(|code| self.hall.service(code).is_none());
        let gone_group = matches!(&self.screen, Screen::Services { group, .. } if self.hall.group(group).is_none());
        if (gone_service || gone_group) && !self.screen.holds_a_ticket() && !matches!(self.screen, Screen::Taking { .. }) {
            self.go_home();
        }
    }
}
