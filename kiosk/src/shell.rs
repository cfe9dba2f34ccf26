//! The thin shell round the model: link, printer and window in, actions out.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use eframe::egui::{Context, Ui};
use sunhall_protocol::presence::PrinterState;
use sunhall_protocol::words::Language;
use sunhall_protocol::{Answer, Moment, Outcome, WIRE_VERSION};
use sunhall_screen::frame::repaint_at_next_minute;
use sunhall_screen::link::{Link, News, command_id};
use sunhall_screen::sound::Sound;
use sunhall_screen::sound::voice::Sentence;
use uuid::Uuid;

use crate::model::{Action, Event, Heard, Kiosk};
use crate::ui::show_ui;
use crate::worker::{Found, Worker};

/// A kiosk that nobody uses asks its printer this often, so that lacking paper is known in the hall.
const PRINTER_ROUND: Duration = Duration::from_secs(55);

/// What this kiosk is set to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings {
    /// Of the home screen.
    pub language: Language,
    /// 黑白分明 for everybody.
    pub contrast: bool,
    pub has_printer: bool,
}

pub struct Shell {
    kiosk: Kiosk,
    link: Link,
    worker: Worker,
    /// None where not even the threads for it could be had; a missing card is silent by itself.
    sound: Option<Sound>,
    /// How long each spoken part takes, from the voice's thread.
    lengths: Receiver<(u64, Duration)>,
    lengths_in: Sender<(u64, Duration)>,
    ctx: Context,
    start: Instant,
    printer_asked: Option<Instant>,
    told: Option<PrinterState>,
}

impl Shell {
    pub fn new(ctx: &Context, settings: Settings, link: Link, worker: Worker, sound: Option<Sound>) -> Self {
        let kiosk =
            Kiosk::new(settings.language, Box::new(|now| command_id(now, chance()))).with_contrast(settings.contrast).with_printer(settings.has_printer);
        let (lengths_in, lengths) = channel();
        Self { kiosk, link, worker, sound, lengths, lengths_in, ctx: ctx.clone(), start: Instant::now(), printer_asked: None, told: None }
    }

    /// One frame: takes in what has come, draws, carries out, and sleeps until the next thing is due.
    pub fn frame_ui(&mut self, ui: &mut Ui) {
        self.take_news();
        self.take_findings();
        self.take_lengths();
        self.ask_printer();
        self.feed(Event::Tick);
        let now = self.now();
        let taps = show_ui(ui, &self.kiosk, now);
        let touched = !taps.is_empty();
        for tap in taps {
            self.feed(Event::Tap(tap));
        }
        self.tell_printer();
        self.sleep(ui.ctx(), touched);
    }

    /// Told to start again, and nobody is just getting a number.
    pub fn must_restart(&self) -> bool {
        self.kiosk.must_restart()
    }

    /// The hub's time; before its first pulse the time since the start.
    fn now(&self) -> Moment {
        let since_start = i64::try_from(self.start.elapsed().as_millis()).unwrap_or(i64::MAX);
        self.link.hub_time().unwrap_or(Moment(since_start))
    }

    fn feed(&mut self, event: Event) {
        let now = self.now();
        for action in self.kiosk.on(event, now) {
            match action {
                // A full queue is a missing answer: the citizen sees that it takes longer, and may ask again.
                Action::Send(ask) => drop(self.link.send(&ask)),
                Action::Forget(id) => self.link.forget(id),
                Action::Print(slip) => self.worker.print(slip),
                Action::AskPrinter => self.worker.ask_state(),
                Action::Sound { sound, percent } => self.hear(sound, percent),
                Action::Speak { part, sentence, percent } => self.speak(part, sentence, percent),
                Action::Hush => self.sound.iter().for_each(Sound::hush),
            }
        }
    }

    fn hear(&self, heard: Heard, percent: u8) {
        let Some(sound) = &self.sound else { return };
        sound.volume(f32::from(percent) / 100.0);
        match heard {
            Heard::Touch => sound.tick(),
            Heard::Ticket => sound.ticket(),
        }
    }

    fn speak(&self, part: u64, sentence: Sentence, percent: u8) {
        let Some(sound) = &self.sound else { return };
        sound.volume(f32::from(percent) / 100.0);
        let (lengths, ctx) = (self.lengths_in.clone(), self.ctx.clone());
        sound.speak(sentence, move |length| {
            // A closed kiosk no longer waits for its voice.
            let _ = lengths.send((part, length));
            ctx.request_repaint();
        });
    }

    fn take_lengths(&mut self) {
        while let Ok((part, length)) = self.lengths.try_recv() {
            let milliseconds = i64::try_from(length.as_millis()).unwrap_or(i64::MAX);
            self.feed(Event::Speaking { part, milliseconds });
        }
    }

    fn take_news(&mut self) {
        while let Some(news) = self.link.next() {
            let event = match news {
                News::Board(board) => Event::Board(board),
                News::Duty(duty) => Event::Duty(duty),
                News::Menu(menu) => Event::Menu(menu),
                News::Order(order) => Event::Order(order),
                News::File { hash, bytes } => Event::File { hash, bytes },
                News::HubTime { .. } => Event::Heard(true),
                News::Stale(_) => Event::Heard(false),
                News::Answer { id, outcome } => match answer(id, outcome) {
                    Some(answer) => Event::Answer(Box::new(answer)),
                    None => continue,
                },
                News::Fresh | News::Notices(_) | News::Live(_) | News::Told { .. } => continue,
            };
            self.feed(event);
        }
    }

    fn take_findings(&mut self) {
        while let Some(found) = self.worker.next() {
            self.feed(match found {
                Found::State(state) => Event::Printer(state),
                Found::Printed { ticket, report } => Event::Printed { ticket, report },
            });
        }
    }

    fn ask_printer(&mut self) {
        if self.printer_asked.is_none_or(|asked| asked.elapsed() >= PRINTER_ROUND) {
            self.printer_asked = Some(Instant::now());
            self.worker.ask_state();
        }
    }

    fn tell_printer(&mut self) {
        if self.told != Some(self.kiosk.printer) {
            self.told = Some(self.kiosk.printer);
            self.link.printer(self.kiosk.printer);
        }
    }

    fn sleep(&self, ctx: &Context, touched: bool) {
        if touched {
            return ctx.request_repaint();
        }
        let now = self.now();
        repaint_at_next_minute(ctx, now.0);
        if let Some(due) = self.kiosk.next_due(now) {
            let left = u64::try_from(due.0 - now.0).unwrap_or(0);
            // The question whether somebody is still there counts its seconds.
            let left = if self.kiosk.warned_at.is_some() { left.min(1000) } else { left };
            ctx.request_repaint_after(Duration::from_millis(left + 5));
        }
    }
}

/// The answer in its type; one that cannot be read is as good as none.
fn answer(id: Uuid, outcome: Outcome<serde_json::Value>) -> Option<Answer<sunhall_protocol::kiosk::KioskAnswer>> {
    let outcome = match outcome {
        Outcome::Done(value) => match serde_json::from_value(value) {
            Ok(done) => Outcome::Done(done),
            Err(fault) => {
                tracing::warn!(%fault, "an answer of the hub could not be read");
                return None;
            }
        },
        Outcome::Refused(refusal) => Outcome::Refused(refusal),
        Outcome::Busy => Outcome::Busy,
        Outcome::Fault => Outcome::Fault,
    };
    Some(Answer { version: WIRE_VERSION, id, hub_time: Moment::default(), outcome })
}

/// Ten bytes of chance, taken from a fresh id.
fn chance() -> [u8; 10] {
    let mut bytes = [0; 10];
    bytes.copy_from_slice(&Uuid::now_v7().as_bytes()[6..]);
    bytes
}
