//! The writer's thread: drains the mailbox in batches, commits each batch once, and sends time when something is due.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use sunhall_hall::ids::{DeviceName, TextRef};
use sunhall_hall::{Command, Decision, Hall, Moment, planned};
use tokio::sync::{oneshot, watch};

use super::replies::Replies;
use super::security;
use super::{Actor, AllowEdit, Ask, CommandId, ID_AHEAD_MAX_MS, Live, Mail, Outcome, Shared, parameter};
use crate::draw::Draw;
use crate::store::{Batch, Fact, Fault, Head, Journal, Reply, SecurityEntry};

/// Commands that share one commit at most.
const BATCH_MAX: usize = 512;
/// The clock is looked at this often even when nothing is due, because the machine's may jump.
const LOOK_EVERY: Duration = Duration::from_secs(30);
/// After a clock's command failed or changed nothing, the next waits at least this long.
const CLOCK_PAUSE: Duration = Duration::from_secs(1);
/// Answers that have outlived `security.reply_days` are forgotten this often.
const FORGET_EVERY: Duration = Duration::from_hours(1);
const DAY_MS: i64 = 24 * 3600 * 1000;

pub struct Writer {
    hall: Arc<Hall>,
    head: Head,
    journal: Box<dyn Journal>,
    draw: Draw,
    allow_edit: AllowEdit,
    replies: Replies,
    shared: Arc<Shared>,
    publish: watch::Sender<Live>,
    clock_not_before: Instant,
    forget_at: Instant,
}

/// One batch: commands decided on a clone of the hall, nothing told to anybody yet.
struct Trial {
    hall: Hall,
    now: Moment,
    batch: Batch,
    /// Where each command id of this batch stands among its replies.
    index: HashMap<CommandId, usize>,
    askers: Vec<(oneshot::Sender<Outcome>, Told)>,
    /// What the security log keeps of the batch, once it is durable.
    noted: Vec<SecurityEntry>,
}

/// What an asker is told once the batch is durable, or at once.
enum Told {
    /// The reply at this place of the batch.
    Reply(usize),
    Already(Outcome),
}

impl Writer {
    pub fn new(journal: Box<dyn Journal>, draw: Draw, allow_edit: AllowEdit, shared: Arc<Shared>, publish: watch::Sender<Live>) -> Self {
        let live = publish.borrow().clone();
        let head = Head { seq: live.seq, time: Some(live.at) };
        let now = Instant::now();
        Self { hall: live.hall, head, journal, draw, allow_edit, replies: Replies::default(), shared, publish, clock_not_before: now, forget_at: now }
    }

    pub fn run(mut self, inbox: &Receiver<Mail>) {
        loop {
            let (mut asks, mut woken, mut stopping) = (Vec::new(), Vec::new(), None);
            let mut next = inbox.recv_timeout(self.patience());
            loop {
                match next {
                    Ok(Mail::Ask(ask, asker)) => asks.push((ask, asker)),
                    Ok(Mail::Wake(waiting)) => woken.push(waiting),
                    Ok(Mail::RebuildViews(waiting)) => drop(waiting.send(self.journal.rebuild_views())),
                    Ok(Mail::Stop(waiting)) => stopping = Some(waiting),
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return,
                }
                if asks.len() >= BATCH_MAX || stopping.is_some() {
                    break;
                }
                match inbox.try_recv() {
                    Ok(mail) => next = Ok(mail),
                    Err(_) => break,
                }
            }
            // Whoever asks or wakes finds everything done that was due before.
            if !(woken.is_empty() && asks.is_empty()) {
                self.clock_not_before = Instant::now();
            }
            self.serve(asks);
            for waiting in woken {
                let _gone = waiting.send(());
            }
            self.forget_replies();
            if let Some(waiting) = stopping {
                drop(self);
                let _gone = waiting.send(());
                return;
            }
        }
    }

    /// How long the mailbox may stay empty before the clock is due.
    fn patience(&self) -> Duration {
        let Some(due) = sunhall_hall::next_due(&self.hall) else { return LOOK_EVERY };
        let until_due = Duration::from_millis(u64::try_from(due.since(self.shared.time.now())).unwrap_or(0));
        until_due.max(self.clock_not_before.saturating_duration_since(Instant::now())).min(LOOK_EVERY)
    }

    fn serve(&mut self, asks: Vec<(Ask, oneshot::Sender<Outcome>)>) {
        let now = self.shared.time.now();
        self.draw.set_now(now);
        let mut trial = Trial { hall: (*self.hall).clone(), now, batch: Batch::default(), index: HashMap::new(), askers: Vec::new(), noted: Vec::new() };
        let clock = self.clock_is_due(now);
        if clock {
            let decision = sunhall_hall::decide(&trial.hall, &Command::Clock, now);
            let events = trial.accept(decision, &mut self.draw, &Actor::Clock, None, None).events;
            if events == 0 || sunhall_hall::next_due(&trial.hall).is_some_and(|due| due <= now) {
                self.clock_not_before = Instant::now() + CLOCK_PAUSE;
            }
        }
        for (ask, asker) in asks {
            let told = self.take(&mut trial, ask);
            trial.askers.push((asker, told));
        }
        self.settle(trial, clock);
    }

    fn clock_is_due(&self, now: Moment) -> bool {
        sunhall_hall::next_due(&self.hall).is_some_and(|due| due <= now) && Instant::now() >= self.clock_not_before
    }

    /// Decides one command on the trial, unless it was decided before.
    fn take(&mut self, trial: &mut Trial, ask: Ask) -> Told {
        let asker = asker_name(&ask.actor, ask.device.as_ref());
        if !self.id_holds(ask.id, trial.now) {
            return Told::Already(Outcome::IdRefused { hub_time: trial.now });
        }
        if let Some(&place) = trial.index.get(&ask.id) {
            let same = trial.batch.replies[place].asker == asker;
            return if same { Told::Reply(place) } else { Told::Already(Outcome::IdRefused { hub_time: trial.now }) };
        }
        match self.replies.find(ask.id, &mut *self.journal) {
            Ok(Some(reply)) if reply.asker == asker => return Told::Already(Outcome::Decided(reply.decided)),
            Ok(Some(_)) => return Told::Already(Outcome::IdRefused { hub_time: trial.now }),
            Ok(None) => {}
            Err(fault) => {
                tracing::error!(%fault, "a remembered reply could not be read");
                return Told::Already(Outcome::Fault);
            }
        }
        let command = (ask.make)(&mut self.draw);
        let decision = self.allowed(trial, &command, sunhall_hall::decide(&trial.hall, &command, trial.now));
        let decided = trial.accept(decision, &mut self.draw, &ask.actor, ask.device.as_ref(), Some(ask.id)).decided;
        trial.noted.extend(security::entry(&command, &decided, trial.now, ask.from));
        let place = trial.batch.replies.len();
        trial.index.insert(ask.id, place);
        trial.batch.replies.push(Reply { id: ask.id, at: trial.now, asker, decided });
        Told::Reply(place)
    }

    /// An administrator's edit is tried out before it counts, on the hall of today and on the one that the plans will make of it;
    /// its own rows are read where they were just drawn.
    fn allowed(&self, trial: &Trial, command: &Command, decision: Decision) -> Decision {
        if !matches!(command, Command::Administrator { .. }) || decision.events.is_empty() {
            return decision;
        }
        let mut after = trial.hall.clone();
        decision.events.iter().for_each(|event| sunhall_hall::apply(&mut after, event));
        let texts = self.shared.reader.texts();
        let drawn = self.draw.rows().texts.iter().chain(&trial.batch.rows.texts);
        let lookup = |wanted: &TextRef| drawn.clone().find(|row| row.key == wanted.key).map(|row| Arc::clone(&row.text)).or_else(|| texts.get(wanted));
        let planned = planned::made_in_advance(&after, trial.now);
        match [Some(&after), planned.as_ref()].into_iter().flatten().try_for_each(|hall| (self.allow_edit)(hall, trial.now, &lookup)) {
            Ok(()) => decision,
            Err(refusal) => Decision { events: Vec::new(), answer: Err(refusal) },
        }
    }

    /// Is the time inside the id one that a remembered reply can answer for?
    fn id_holds(&self, id: CommandId, now: Moment) -> bool {
        let days = i64::from(parameter(&self.hall, "security.reply_days", now.day()));
        id.made_at().is_some_and(|made| now.since(made) <= days * DAY_MS && made.since(now) <= ID_AHEAD_MAX_MS)
    }

    /// Commits the trial, makes it the hall, answers, publishes. A failed commit drops it.
    fn settle(&mut self, trial: Trial, clock: bool) {
        let Trial { hall, now, batch, askers, noted, .. } = trial;
        let changed = !batch.facts.is_empty();
        let committed = if batch.is_empty() { Ok(None) } else { self.commit(&batch).map(Some) };
        let head = match committed {
            Ok(head) => head,
            Err(fault) => return self.fail(&fault, askers, clock),
        };
        if let Some(head) = head {
            self.head = head;
        }
        if changed {
            self.hall = Arc::new(hall);
            self.shared.reader.keep(&batch.rows);
            let live = Live { hall: Arc::clone(&self.hall), seq: self.head.seq, at: now };
            *self.shared.current.write().unwrap_or_else(PoisonError::into_inner) = live;
        }
        let keep_months = self.hall.figure("security.log_months", now);
        for entry in &noted {
            self.shared.security.note(entry, keep_months);
        }
        for (asker, told) in askers {
            let outcome = match told {
                Told::Reply(place) => Outcome::Decided(batch.replies[place].decided.clone()),
                Told::Already(outcome) => outcome,
            };
            tell(asker, outcome);
        }
        batch.replies.into_iter().for_each(|reply| self.replies.remember(reply));
        if changed {
            self.publish.send_replace(Live { hall: Arc::clone(&self.hall), seq: self.head.seq, at: now });
        }
    }

    fn commit(&mut self, batch: &Batch) -> Result<Head, Fault> {
        let (began, commands) = (Instant::now(), batch.replies.len());
        let head = self.journal.append(batch)?;
        metrics::histogram!("sunhall_commit_seconds").record(began.elapsed().as_secs_f64());
        metrics::histogram!("sunhall_batch_commands").record(commands as f64);
        metrics::gauge!("sunhall_journal_events").set(head.seq as f64);
        Ok(head)
    }

    fn fail(&mut self, fault: &Fault, askers: Vec<(oneshot::Sender<Outcome>, Told)>, clock: bool) {
        tracing::error!(%fault, askers = askers.len(), "the journal refused a batch; nothing of it happened");
        metrics::counter!("sunhall_journal_faults_total").increment(1);
        if clock {
            self.clock_not_before = Instant::now() + CLOCK_PAUSE;
        }
        for (asker, told) in askers {
            let outcome = match told {
                Told::Reply(_) => Outcome::Fault,
                Told::Already(outcome) => outcome,
            };
            tell(asker, outcome);
        }
        // Another writer holds this hall: going on would only produce two truths.
        assert!(!matches!(fault, Fault::Fenced), "{fault}");
    }

    fn forget_replies(&mut self) {
        if Instant::now() < self.forget_at {
            return;
        }
        self.forget_at = Instant::now() + FORGET_EVERY;
        let now = self.shared.time.now();
        let days = i64::from(parameter(&self.hall, "security.reply_days", now.day()));
        if let Err(fault) = self.journal.forget_replies(Moment(now.0.saturating_sub(days * DAY_MS))) {
            tracing::warn!(%fault, "old replies could not be forgotten");
        }
    }
}

/// A decision as the batch keeps it.
struct Taken {
    decided: crate::store::Decided,
    events: usize,
}

impl Trial {
    fn accept(&mut self, decision: Decision, draw: &mut Draw, actor: &Actor, device: Option<&DeviceName>, id: Option<CommandId>) -> Taken {
        let Decision { events, answer } = decision;
        let rows = draw.take_rows();
        let count = events.len();
        // What was drawn for a command that changed nothing belongs to nobody.
        if count > 0 {
            self.batch.rows.texts.extend(rows.texts);
            self.batch.rows.files.extend(rows.files);
        }
        for event in events {
            sunhall_hall::apply(&mut self.hall, &event);
            let nonce = draw.bytes();
            self.batch.facts.push(Fact { time: self.now, actor: actor.clone(), device: device.cloned(), command: id, nonce, event });
        }
        Taken { decided: answer, events: count }
    }
}

fn tell(asker: oneshot::Sender<Outcome>, outcome: Outcome) {
    let label = match &outcome {
        Outcome::Decided(Ok(_)) => "done",
        Outcome::Decided(Err(_)) => "refused",
        Outcome::Busy => "busy",
        Outcome::Fault => "fault",
        Outcome::IdRefused { .. } => "id_refused",
    };
    metrics::counter!("sunhall_commands_total", "outcome" => label).increment(1);
    // An asker who has gone away repeats the command and gets the remembered answer.
    let _gone = asker.send(outcome);
}

/// Who asked, in one line; the device tells kiosks apart.
fn asker_name(actor: &Actor, device: Option<&DeviceName>) -> String {
    let name = match actor {
        Actor::Citizen => "citizen".to_owned(),
        Actor::Staff(staff) => format!("staff:{staff}"),
        Actor::Token { token, .. } => format!("token:{token}"),
        Actor::Console => "console".to_owned(),
        Actor::Clock => "clock".to_owned(),
    };
    device.map_or(name.clone(), |device| format!("{name}@{device}"))
}
