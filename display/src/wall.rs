//! One running display: news in, the right board out, calls called out, nothing repainted that stands still.

use std::time::{Duration, Instant};

use egui::{Context, Ui};
use sunhall_protocol::Moment;
use sunhall_protocol::words::Language;
use sunhall_screen::announce::{Announce, Announced, Present, Step};
use sunhall_screen::link::News;
use sunhall_screen::sound::voice::Sentence;
use sunhall_screen::widgets::notes::Pages;
use sunhall_screen::{frame, theme, ui_map};

use crate::Show;
use crate::boards::{board, calling, closed, duty, live, notice, stale, window};
use crate::hall::Hall;
use crate::rotation::{self, Kind, Material, Rotation, Slot, Ticks};
use crate::scene::{Pictures, Scene};

/// Time between two pictures of a fade: a machine that draws without a graphics card keeps up with it, too.
const STEP_MS: Ticks = 40;

/// Pages and the end of a call fade in this time.
const FADE_MS: Ticks = 240;
/// The overlay of a call goes back in this time; then the list moves down one row.
const BACK_MS: Ticks = 220;
const SETTLE_MS: Ticks = 240;

/// A display without its window, link and loudspeaker.
pub struct Wall {
    show: Show,
    language: Language,
    hall: Hall,
    announce: Announce,
    rotation: Rotation,
    pictures: Pictures,
    start: Instant,
    /// The hub's time at one tick.
    pulse: Option<(Moment, Ticks)>,
    /// The call whose overlay just ended, and when.
    left: Option<(Present, Ticks)>,
    bodies: Vec<(sunhall_protocol::notices::Notice, u32)>,
}

impl Wall {
    pub fn new(show: Show, language: Language) -> Self {
        Self {
            show,
            language,
            hall: Hall::default(),
            announce: Announce::default(),
            rotation: Rotation::default(),
            pictures: Pictures::default(),
            start: Instant::now(),
            pulse: None,
            left: None,
            bodies: Vec::new(),
        }
    }

    /// Ticks of this display's clock.
    pub fn ticks(&self) -> Ticks {
        Ticks::try_from(self.start.elapsed().as_millis()).unwrap_or(Ticks::MAX)
    }

    /// Takes in news; `hub` is the hub's time now, once it is known.
    pub fn learn(&mut self, ctx: &Context, news: News, hub: Option<Moment>) {
        if let News::HubTime { .. } = &news {
            // The pulse may have waited for this frame; `hub` has counted on meanwhile.
            self.pulse = hub.map(|hub| (hub, self.ticks()));
            return;
        }
        let calls = matches!(news, News::Board(_));
        let was_locked = self.hall.orders.lock().is_some();
        let before = self.hall.board.as_ref().map(|board| board.version.seq);
        let bodies = matches!(news, News::File { .. } | News::Notices(_));
        self.hall.learn(news);
        self.pictures.load(ctx, &self.hall);
        if bodies {
            self.bodies = self.hall.notice_bodies();
        }
        let unlocked = was_locked && self.hall.orders.lock().is_none();
        if unlocked {
            // What was called meanwhile was called elsewhere; only what is fresh is called out here.
            self.announce.start_over();
            self.take_calls(hub);
        }
        if calls {
            if before > self.hall.board.as_ref().map(|board| board.version.seq) {
                self.announce.start_over();
            }
            self.announce.set_rules(self.hall.rules());
            self.take_calls(hub);
        }
    }

    /// A board that came before the first pulse has calls of unknown age; its own moment dates them.
    fn take_calls(&mut self, hub: Option<Moment>) {
        let Some(board) = &self.hall.board else { return };
        let now = hub.unwrap_or(board.version.at);
        let ticks = self.ticks();
        self.announce.calls(&self.hall.announced(), now.0, ticks);
    }

    /// The clip of the voice that is heard now takes so long.
    pub fn voice_takes(&mut self, length: Duration) {
        let now = self.ticks();
        self.announce.voice_takes(Ticks::try_from(length.as_millis()).unwrap_or(0), now);
    }

    /// Told to start again.
    pub fn must_restart(&self) -> bool {
        self.hall.orders.must_restart()
    }

    /// How loud this hour is, 0 to 1.
    pub fn volume(&self) -> f32 {
        let percent = self.hall.board.as_ref().map_or(100, |board| board.settings.volume_percent(self.hub_time(self.ticks())));
        f32::from(percent) / 100.0
    }

    /// What one voice says.
    pub fn sentence(&self, call: &Announced, english: bool) -> Sentence {
        let (ticket, window) = (call.ticket.clone(), call.window);
        if english {
            return Sentence::EnglishCall { ticket, window };
        }
        let settings = self.hall.board.as_ref().map(|board| board.settings.clone()).unwrap_or_default();
        Sentence::Call { ticket, window, wording: settings.wording, one_as_yao: settings.one_as_yao }
    }

    /// Moves the calls on; answers what to let hear. Only a hall board calls out.
    pub fn advance(&mut self) -> Vec<Step> {
        let now = self.ticks();
        if self.show != Show::Board || self.hall.orders.lock().is_some() {
            return Vec::new();
        }
        let before = self.announce.present();
        let steps = self.announce.tick(now);
        if steps.iter().any(|step| matches!(step, Step::Done { .. })) {
            self.left = before.map(|present| (present, now));
            self.rotation.restart(now);
        }
        steps
    }

    /// Draws the board that is due.
    pub fn draw_ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        let now = self.ticks();
        let hub = self.hub_time(now);
        let present = self.announce.present().filter(|_| self.show == Show::Board && self.hall.orders.lock().is_none());
        let plan = self.plan();
        let slot = self.rotation.tick(&plan, now);
        let pages = slot.map(|slot| Pages { present: slot.dot, count: rotation::dots(&plan) }).filter(|pages| pages.count > 1);
        let shown = if self.show == Show::Board { self.announce.shown() } else { u64::MAX };
        let scene = Scene {
            hall: &self.hall,
            language: self.language,
            now: hub,
            shown,
            present: present.as_ref(),
            pictures: &self.pictures,
            pages,
            settled: self.settled(&ctx, now),
        };
        let version = self.version();
        let fading = self.fade(&ctx, now);
        ui.scope(|ui| {
            ui.set_opacity(fading);
            let name = body_ui(ui, &scene, self.show, slot, &self.bodies);
            ui_map::set_screen(&ctx, name, &version);
        });
        self.overlay_ui(ui, &scene, now, &version);
        self.wake(&ctx, &plan, now, hub);
    }

    fn overlay_ui(&self, ui: &mut Ui, scene: &Scene<'_>, now: Ticks, version: &str) {
        if let Some(present) = scene.present {
            let age = now.saturating_sub(present.since);
            let covered = age >= 280 || theme::reduced_motion(ui.ctx());
            if covered {
                // Nothing behind a standing overlay can be seen.
                ui_map::take(ui.ctx());
            }
            ui_map::set_screen(ui.ctx(), "calling", version);
            calling::calling_ui(ui, scene, present, age);
            if let Some(after) = calling::next_change(age, theme::reduced_motion(ui.ctx())) {
                frame::repaint_in(ui.ctx(), after);
            }
        } else if let Some((present, at)) = &self.left
            && now.saturating_sub(*at) < BACK_MS
            && !theme::reduced_motion(ui.ctx())
        {
            let gone = now.saturating_sub(*at) as f32 / BACK_MS as f32;
            ui.scope(|ui| {
                ui.set_opacity(1.0 - gone);
                calling::calling_ui(ui, scene, present, 60_000);
            });
            frame::repaint_in(ui.ctx(), STEP_MS);
        }
    }

    /// How much of the page can be seen yet.
    fn fade(&self, ctx: &Context, now: Ticks) -> f32 {
        let age = now.saturating_sub(self.rotation.since());
        let after_call = self.left.as_ref().is_some_and(|(_, at)| *at == self.rotation.since());
        if age >= FADE_MS || after_call || theme::reduced_motion(ctx) {
            return 1.0;
        }
        frame::repaint_in(ctx, STEP_MS);
        (age as f32 / FADE_MS as f32).max(0.05)
    }

    /// The list moves once the overlay has gone back.
    fn settled(&self, ctx: &Context, now: Ticks) -> f32 {
        let Some((_, at)) = self.left.as_ref().filter(|_| !theme::reduced_motion(ctx)) else { return 1.0 };
        let moved = now.saturating_sub(*at).saturating_sub(BACK_MS);
        if moved >= SETTLE_MS {
            return 1.0;
        }
        frame::repaint_in(ctx, STEP_MS);
        egui::emath::easing::cubic_out(moved as f32 / SETTLE_MS as f32)
    }

    fn plan(&self) -> Vec<Slot> {
        let locked = self.hall.orders.lock().is_some();
        if !matches!(self.show, Show::Board | Show::Duty) || locked || self.hall.is_closed() || self.hall.stale.is_some() {
            return Vec::new();
        }
        let settings = self.hall.board.as_ref().map(|board| board.settings.clone()).unwrap_or_default();
        let page = Ticks::from(settings.page_seconds) * 1000;
        let duty_pages = self.hall.duty.as_ref().map_or(0, duty::pages);
        let times =
            |(body, seconds): &(sunhall_protocol::notices::Notice, u32)| notice::page_times(body, page.max(Ticks::from(*seconds) * 1000), settings.page_speed);
        let material = Material { page, duty_pages, notices: self.bodies.iter().map(times).collect() };
        rotation::plan(self.show, &material)
    }

    fn hub_time(&self, now: Ticks) -> Moment {
        let known = self.pulse.and_then(|pulse| sunhall_screen::link::hub_time(pulse, now));
        known.or(self.hall.board.as_ref().map(|board| board.version.at)).unwrap_or_default()
    }

    fn version(&self) -> String {
        let version = match self.show {
            Show::Board | Show::Window(_) => self.hall.board.as_ref().map(|board| board.version),
            Show::Duty => self.hall.duty.as_ref().map(|duty| duty.version),
            Show::Live => self.hall.live.as_ref().map(|live| live.version),
        };
        version.map(|version| version.seq.to_string()).unwrap_or_default()
    }

    /// Asks to be drawn again when something will look different.
    fn wake(&self, ctx: &Context, plan: &[Slot], now: Ticks, hub: Moment) {
        if self.pulse.is_some() {
            frame::repaint_at_next_minute(ctx, hub.0);
        }
        let due = [self.rotation.next_due(plan), self.announce.next_due().filter(|_| self.show == Show::Board)];
        for due in due.into_iter().flatten() {
            frame::repaint_in(ctx, due.saturating_sub(now));
        }
    }
}

/// Draws what is due and answers its name.
fn body_ui(ui: &mut Ui, scene: &Scene<'_>, show: Show, slot: Option<Slot>, bodies: &[(sunhall_protocol::notices::Notice, u32)]) -> &'static str {
    let known = match show {
        Show::Live => scene.hall.live.is_some(),
        Show::Duty => scene.hall.duty.is_some(),
        Show::Board | Show::Window(_) => scene.hall.board.is_some(),
    };
    if let Some(lock) = scene.hall.orders.lock() {
        closed::locked_ui(ui, scene, lock);
        return "locked";
    }
    if !known {
        closed::starting_ui(ui, scene);
        return "starting";
    }
    if let Show::Window(number) = show {
        window::window_ui(ui, scene, number);
        return if scene.hall.stale.is_some() { "stale" } else { "window" };
    }
    if let Some(since) = scene.hall.stale {
        stale::stale_ui(ui, scene, since.unwrap_or(scene.now));
        return "stale";
    }
    if show == Show::Live {
        live::live_ui(ui, scene);
        return "live";
    }
    if scene.hall.is_closed() {
        closed::closed_ui(ui, scene);
        return "closed";
    }
    match slot.map(|slot| slot.kind) {
        Some(Kind::Duty(page)) => {
            duty::duty_ui(ui, scene, page);
            "duty"
        }
        Some(Kind::Notice(notice, page)) if notice < bodies.len() => {
            notice::notice_ui(ui, scene, &bodies[notice].0, page);
            "notice"
        }
        Some(Kind::Board | Kind::Notice(..)) => {
            board::board_ui(ui, scene);
            "board"
        }
        None => {
            duty::duty_ui(ui, scene, 0);
            "duty"
        }
    }
}
