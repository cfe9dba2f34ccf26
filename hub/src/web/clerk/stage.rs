//! What the clerk's page shows: windows to choose from, counts before the call, the person at the window after it.

use sunhall_hall::floor::{Act, Estimate, Fee, Group, LastAct, Next, Relation, Service, State, Ticket, Why, WindowState, Working};
use sunhall_hall::ids::{StaffNumber, WindowNumber};
use sunhall_hall::{Hall, Moment};
use sunhall_protocol::words;

use crate::web::commands;
use crate::web::say::Say;
use crate::web::state::{App, clock, minutes};
use crate::web::view::Help;
use crate::web::view::clerk::{Choose, Idle, Mark, Queue, Serving, Stage, Toast, Today, WindowChoice};
use crate::wire;

/// What a page is drawn from.
struct Scene<'a> {
    app: &'a App,
    hall: &'a Hall,
    ui: Say,
    now: Moment,
    staff: &'a StaffNumber,
}

/// The stage, and when it looks different by itself: at the end of an undo.
pub fn stage(app: &App, ui: Say, staff: &StaffNumber) -> (Stage, Option<Moment>) {
    let (hall, now) = (app.engine.hall(), app.engine.now());
    let scene = Scene { app, hall: &hall, ui, now, staff };
    let Some((window, working)) = hall.window_of(staff).and_then(|window| Some((window, hall.floor.working.get(&window)?))) else {
        return (Stage::Choose(scene.choose()), None);
    };
    let next = hall.undo_offer(window, now).map(|offer| offer.until.plus_seconds(1));
    match hall.floor.ticket_at(window) {
        Some(ticket) => (Stage::Serving(Box::new(scene.serving(window, ticket))), next),
        None => (Stage::Idle(Box::new(scene.idle(window, working))), next),
    }
}

/// Help calls from kiosks that nobody has answered.
pub fn helps(hall: &Hall, ui: Say, now: Moment) -> Vec<Help> {
    let calls = hall.floor.help_calls.iter();
    calls
        .map(|(device, at)| Help {
            device: device.to_string(),
            text: ui.with("live-help-call", &[("kiosk", device.as_str().into()), ("minutes", minutes(*at, now).into())]),
        })
        .collect()
}

/// Yesterday's ratings in totals, from so many up; a clerk never sees a single one (R08.2).
fn ratings(hall: &Hall, ui: Say, staff: &StaffNumber, now: Moment) -> (bool, String, String) {
    let from = u32::try_from(hall.figure("rating.show_from", now)).unwrap_or(u32::MAX);
    let yesterday = hall.public_appraisal.totals_of(staff, now.day().minus(1));
    let shown = yesterday.rated > 0 && yesterday.rated >= from;
    let line = if shown {
        ui.with("window-ratings-yesterday", &[("rated", yesterday.rated.into()), ("satisfied", yesterday.satisfied.into())])
    } else {
        ui.with("window-ratings-none", &[("from", from.into())])
    };
    (shown, line, ui.with("window-ratings-note", &[("served", yesterday.served.into()), ("from", from.into())]))
}

impl Scene<'_> {
    fn choose(&self) -> Choose {
        let usual = self.hall.person(self.staff).and_then(|person| person.usual_window);
        let mut windows: Vec<WindowChoice> = self
            .hall
            .floor
            .windows
            .values()
            .map(|window| WindowChoice {
                number: window.number.0,
                label: self.ui.with("window-take", &[("window", window.number.0.into())]),
                groups: words::list(
                    self.ui.language,
                    &window.first.iter().filter_map(|group| self.group(group)).map(|group| self.group_name(group)).collect::<Vec<_>>(),
                ),
                usual: usual == Some(window.number),
                taken: self
                    .hall
                    .floor
                    .working
                    .get(&window.number)
                    .map(|working| self.ui.with("window-taken-by", &[("name", self.app.name_of(&working.staff).into())])),
            })
            .collect();
        windows.sort_by_key(|window| !window.usual);
        if let Some(first) = windows.first_mut() {
            first.usual &= first.taken.is_none();
        }
        Choose { windows }
    }

    fn idle(&self, window: WindowNumber, working: &Working) -> Idle {
        let waiting = self.hall.floor.waiting_at(window);
        let (paused, away) = match working.state {
            WindowState::Open { .. } => (false, String::new()),
            WindowState::Paused { since, .. } => (true, self.ui.with("live-away", &[("minutes", minutes(since, self.now).into())])),
        };
        let next = self.hall.next_at(window, self.now);
        let missed = self.hall.floor.missed().count() + self.hall.floor.parked().count();
        Idle {
            title: if waiting == 0 { self.ui.say("window-queue-empty") } else { self.ui.with("window-idle-waiting", &[("count", waiting.into())]) },
            promise: self.idle_promise(window, &next),
            can_call: matches!(next, Next::Ticket(_)) && !paused,
            queues: self.queues(window),
            assistance: self.assistance(window),
            paused,
            away,
            missed: self.ui.with("window-missed-count", &[("count", missed.into())]),
            may_choose: self.hall.staff.may_choose(self.staff),
            toast: self.toast(window),
            today: self.today(),
            helps: helps(self.hall, self.ui, self.now),
        }
    }

    /// The longest wait among the window's own groups, or why nobody can be called yet.
    fn idle_promise(&self, window: WindowNumber, next: &Next) -> String {
        if let Next::OnlyYoungHelp { minutes } = next {
            let after = u32::try_from(self.hall.figure("queue.help_after", self.now)).unwrap_or(0);
            let waited = after.saturating_sub(*minutes).max(1);
            return self.ui.with("window-help-young", &[("minutes", waited.into()), ("after", after.into())]);
        }
        let Some(setup) = self.hall.floor.windows.get(&window) else { return String::new() };
        let longest = setup.first.iter().filter_map(|group| self.hall.longest_wait(group, self.now)).max_by_key(|slow| slow.minutes);
        let Some(longest) = longest else { return String::new() };
        let promise = self.hall.floor.by_number(longest.number).and_then(|ticket| ticket.promise);
        match promise.map(|promise| self.hall.shown_minutes(promise, self.now)) {
            Some((_, high)) => self.ui.with("window-idle-promise", &[("minutes", longest.minutes.max(1).into()), ("promise", high.into())]),
            None => self.ui.with("window-idle-longest", &[("minutes", longest.minutes.max(1).into())]),
        }
    }

    fn queues(&self, window: WindowNumber) -> Vec<Queue> {
        let after = u32::try_from(self.hall.figure("queue.help_after", self.now)).unwrap_or(0);
        let groups = self.hall.groups_now(self.now);
        let mine = groups.iter().filter_map(|group| {
            let relation = self.hall.floor.relation(window, &group.group.code);
            let note = match relation {
                Relation::Stranger => return None,
                Relation::First => None,
                Relation::Lent => Some(self.ui.say("window-help-now")),
                Relation::Help => Some(self.ui.with("window-help-after", &[("minutes", after.into())])),
            };
            let line = group.longest_minutes.filter(|_| group.waiting > 0).map(|longest| self.wait_line(longest, group.estimate));
            let queue = Queue { count: group.waiting, name: self.group_name(group.group), helps: relation != Relation::First, line, note };
            Some((relation != Relation::First, queue))
        });
        let mut queues: Vec<(bool, Queue)> = mine.collect();
        queues.sort_by_key(|(helps, _)| *helps);
        queues.into_iter().map(|(_, queue)| queue).collect()
    }

    fn wait_line(&self, longest: u32, estimate: Option<Estimate>) -> String {
        let longest = longest.max(1);
        match estimate.map(|estimate| self.hall.shown_minutes(estimate, self.now)) {
            Some((low, high)) => self.ui.with("window-longest-range", &[("minutes", longest.into()), ("low", low.into()), ("high", high.into())]),
            None => self.ui.with("window-longest", &[("minutes", longest.into())]),
        }
    }

    /// How many confirmed people the window may take; a count, no person.
    fn assistance(&self, window: WindowNumber) -> Option<String> {
        let floor = &self.hall.floor;
        let mine = floor.groups.keys().filter(|group| floor.relation(window, group) != Relation::Stranger).filter_map(|group| floor.queue(group));
        let lanes = mine.flat_map(sunhall_hall::floor::Queue::lanes).filter(|(lane, _)| lane.needs_assistance);
        let count: usize = lanes.map(|(_, ranks)| ranks.len()).sum();
        (count > 0).then(|| self.ui.with("window-assistance-count", &[("count", count.into())]))
    }

    fn today(&self) -> Today {
        let done = self.hall.floor.done_by.get(self.staff).copied().unwrap_or_default();
        let average = match u64::from(done.done) {
            0 => "–".to_owned(),
            count => self.ui.minutes(u32::try_from((done.seconds / count).div_ceil(60)).unwrap_or(u32::MAX)),
        };
        let (rated, ratings, ratings_note) = ratings(self.hall, self.ui, self.staff, self.now);
        Today { done: done.done, average, rated, ratings, ratings_note }
    }

    fn toast(&self, window: WindowNumber) -> Option<Toast> {
        let last = self.hall.undoable(window, self.now)?;
        let offer = self.hall.undo_offer(window, self.now)?;
        let seconds = u32::try_from(offer.until.since(self.now).max(0) / 1000).unwrap_or(0).max(1);
        let text = |seconds: &str| self.ui.with("window-undo-seconds", &[("seconds", seconds.into())]);
        Some(Toast { act: format!("{}-{}", offer.number, last.at.0), text: self.done(last), seconds, left: text(&seconds.to_string()), pattern: text("#") })
    }

    /// What the last act was, in words.
    fn done(&self, last: &LastAct) -> String {
        let ticket = last.before.number.to_string();
        let mut arguments = vec![("ticket", ticket.into())];
        let key = match last.act {
            Act::Call => "window-called-done",
            Act::Miss => "window-missed-done",
            Act::Start => "window-started-done",
            Act::Finish => {
                let spent = if let State::Serving { started, .. } = last.before.state { minutes(started, last.at) } else { 0 };
                arguments.push(("minutes", spent.max(1).into()));
                "window-finished"
            }
            Act::Transfer => {
                let to = last.after.only_window.map(|window| self.ui.with("window-title", &[("window", window.0.into())]));
                let group = to.or_else(|| self.group(&last.after.group).map(|group| self.group_name(group))).unwrap_or_default();
                arguments.push(("group", group.into()));
                "window-transferred"
            }
            Act::Park => {
                let until = if let State::Parked { until } = last.after.state { until } else { last.at };
                arguments.push(("time", clock(until).into()));
                "window-parked"
            }
        };
        self.ui.with(key, &arguments)
    }

    fn serving(&self, window: WindowNumber, ticket: &Ticket) -> Serving {
        let service = self.hall.floor.services.get(&ticket.service);
        let began = match ticket.state {
            State::Serving { started, .. } => Some(started),
            _ => None,
        };
        let called = ticket.called.as_ref().map_or(self.now, |called| called.at);
        let since = began.unwrap_or(called);
        let usual = self.hall.usual(&ticket.service, self.now).map(|usual| {
            let (low, high) = (usual.p10_seconds.div_ceil(60).max(1), usual.p90_seconds.div_ceil(60).max(1));
            self.ui.with("window-usual", &[("low", low.into()), ("high", high.max(low + 1).into())])
        });
        let times = if let State::Called { times, .. } = ticket.state { times } else { 0 };
        let total = u32::try_from(self.hall.figure("queue.calls", self.now)).unwrap_or(0);
        Serving {
            started: began.is_some(),
            number: ticket.number.to_string(),
            service: service.map(|service| self.ui.name(&service.name, &service.name_en).to_owned()).unwrap_or_default(),
            taken: self.taken(ticket, called),
            note: ticket.unconfirmed.then(|| self.ui.say("window-slip-unconfirmed")),
            spent_label: self.ui.say(if began.is_some() { "window-serving-for" } else { "ticket-state-called" }),
            spent: self.ui.minutes(minutes(since, self.now)),
            usual: usual.unwrap_or_default(),
            greeting: self.ui.say("window-greeting"),
            marks: self.marks(ticket),
            fee: service.map(|service| fee(self.ui, &service.fee)).unwrap_or_default(),
            limit: service.map(|service| limit(self.ui, service)).unwrap_or_default(),
            materials: service.map(|service| service.materials.clone()).unwrap_or_default(),
            times: self.ui.with("window-called-times", &[("count", times.into()), ("total", total.into())]),
            company: !ticket.company,
            why: self.ui.with("window-why", &[("ticket", ticket.number.to_string().into()), ("reason", self.why(ticket, window).into())]),
            behind: self.ui.with("window-behind", &[("count", self.hall.floor.waiting_at(window).into())]),
            toast: self.toast(window),
            today: self.today(),
            helps: helps(self.hall, self.ui, self.now),
        }
    }

    fn taken(&self, ticket: &Ticket, called: Moment) -> String {
        let mut arguments = vec![("time", clock(ticket.reserved_at).into()), ("waited", minutes(ticket.reserved_at, called).into())];
        let Some((low, high)) = ticket.promise.map(|promise| self.hall.shown_minutes(promise, self.now)) else {
            return self.ui.with("window-taken-waited-plain", &arguments);
        };
        arguments.extend([("low", low.into()), ("high", high.into())]);
        self.ui.with("window-taken-waited", &arguments)
    }

    fn marks(&self, ticket: &Ticket) -> Vec<Mark> {
        let mut marks = Vec::new();
        let class = ticket.class.as_ref().and_then(|class| commands::class(&self.app.text(class)));
        if let Some(class) = class {
            let age = self.hall.figure("queue.elder_age", self.now);
            let class = self.ui.with(&format!("class-{}", commands::class_name(class)), &[("age", age.into())]);
            marks.push(Mark { icon: "heart", tone: "icon-blue", text: self.ui.with("window-class-mark", &[("class", class.into())]) });
        }
        if ticket.needs_assistance {
            marks.push(Mark { icon: "hand-heart", tone: "icon-blue", text: self.ui.say("desk-assistance-confirmed") });
        }
        if ticket.company {
            marks.push(Mark { icon: "handshake", tone: "icon-blue", text: self.ui.say("window-company-wanted") });
        }
        let text = match self.hall.first_contact_of(ticket.id) {
            Some(first) if first == self.staff => self.ui.say("window-first-contact-you"),
            Some(first) => self.ui.with("window-first-contact", &[("name", self.app.name_of(first).into())]),
            None => return marks,
        };
        marks.push(Mark { icon: "identification-card", tone: "icon-red", text });
        marks
    }

    /// Why this one is next; the sentence that is kept with the call.
    fn why(&self, ticket: &Ticket, window: WindowNumber) -> String {
        let Some(called) = &ticket.called else { return String::new() };
        match called.why {
            Why::Help if self.hall.floor.relation(window, &ticket.group) == Relation::Lent => {
                let group = self.group(&ticket.group).map(|group| self.group_name(group)).unwrap_or_default();
                self.ui.with("why-help-manager", &[("window", window.0.into()), ("group", group.into())])
            }
            Why::Chosen => self.ui.with("why-chosen-passed", &[("count", called.passed.into())]),
            Why::Earliest | Why::HeadStart { .. } | Why::Cap | Why::NeedsAssistance | Why::Help | Why::Transferred => {
                let texts = self.app.engine.texts();
                let why = wire::why(self.hall, &|reference| texts.get(reference), ticket, None);
                why.and_then(|why| words::spoken(self.ui.language, why.key, why.arguments.iter().map(|(name, text)| (*name, text.as_str()))))
                    .unwrap_or_default()
            }
        }
    }

    fn group(&self, code: &sunhall_hall::ids::GroupCode) -> Option<&Group> {
        self.hall.floor.groups.get(code)
    }

    fn group_name(&self, group: &Group) -> String {
        self.ui.name(&group.name, &group.name_en).to_owned()
    }
}

/// The published fee in words.
pub fn fee(ui: Say, fee: &Fee) -> String {
    match fee {
        Fee::Zero => ui.say("common-free"),
        Fee::Amount(amount) => ui.with("guide-fee-amount", &[("amount", amount.as_str().into())]),
        Fee::Local(_) => ui.say("guide-fee-local"),
    }
}

/// How long it takes, as promised.
pub fn limit(ui: Say, service: &Service) -> String {
    match service.pledged_days {
        0 => ui.say("common-same-day"),
        days => ui.with("guide-pledged", &[("count", days.into())]),
    }
}
