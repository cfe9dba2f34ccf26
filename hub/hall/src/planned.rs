//! Planned changes: what an administrator wants to be so from a later day on. Time makes them, or says why they no longer fit.

use chrono::NaiveTime;
use imbl::OrdMap;
use serde::{Deserialize, Serialize};

use crate::Hall;
use crate::ids::{PlanId, StaffNumber};
use crate::moment::{Day, Moment};
use crate::refusal::Refusal;
use crate::settings::Change;

/// A change that waits for its day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    pub id: PlanId,
    pub change: Change,
    /// The same thing as it was when the change was planned; none for something new.
    pub was: Option<Change>,
    pub from: Day,
    pub staff: StaffNumber,
    pub at: Moment,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    Planned(Box<Plan>),
    /// Taken back before its day; or somebody has seen that it could not be made.
    TakenBack {
        plan: PlanId,
        staff: StaffNumber,
        at: Moment,
    },
    /// The change was made; the fact of its owner stands before this one.
    Made {
        plan: PlanId,
        at: Moment,
    },
    /// Its day came and the hall had no place for it any more.
    NotMade {
        plan: PlanId,
        refusal: Refusal,
        at: Moment,
    },
}

/// A plan whose day came in vain, until an administrator has seen it.
#[derive(Clone, Debug, PartialEq)]
pub struct NotMade {
    pub plan: Plan,
    pub refusal: Refusal,
    pub at: Moment,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// In the order in which they will be made.
    pub waiting: OrdMap<(Day, PlanId), Plan>,
    pub not_made: OrdMap<PlanId, NotMade>,
    last: u64,
}

impl Record {
    pub fn plan(&self, plan: PlanId) -> Option<&Plan> {
        self.waiting.values().find(|waiting| waiting.id == plan)
    }

    /// Plans about the same thing, in the order of their days.
    pub fn about<'a>(&'a self, change: &'a Change) -> impl Iterator<Item = &'a Plan> {
        self.waiting.values().filter(|plan| plan.change.same_thing(change))
    }

    pub(crate) fn next(&self) -> PlanId {
        PlanId(self.last + 1)
    }

    pub(crate) fn next_due(&self) -> Option<Moment> {
        self.waiting.keys().next().map(|(from, _)| Moment::at(*from, NaiveTime::MIN))
    }

    pub(crate) fn apply(&mut self, event: &Event) {
        match event {
            Event::Planned(plan) => {
                self.last = self.last.max(plan.id.0);
                self.waiting.insert((plan.from, plan.id), plan.as_ref().clone());
            }
            Event::TakenBack { plan, .. } => {
                self.take(*plan);
                self.not_made.remove(plan);
            }
            Event::Made { plan, .. } => drop(self.take(*plan)),
            Event::NotMade { plan, refusal, at } => {
                if let Some(taken) = self.take(*plan) {
                    self.not_made.insert(*plan, NotMade { plan: taken, refusal: refusal.clone(), at: *at });
                }
            }
        }
    }

    fn take(&mut self, plan: PlanId) -> Option<Plan> {
        let key = self.waiting.iter().find(|(_, waiting)| waiting.id == plan).map(|(key, _)| *key)?;
        self.waiting.remove(&key)
    }
}

/// A new plan; it must fit the hall as it will be on its day.
pub(crate) fn plan(hall: &Hall, staff: &StaffNumber, change: &Change, from: Day, now: Moment) -> Result<Event, Refusal> {
    if from <= now.day() {
        return Err(Refusal::SettingInvalid { what: "from".to_owned() });
    }
    let was = change.present(hall);
    let plan = Plan { id: hall.planned.next(), change: change.clone(), was, from, staff: staff.clone(), at: now };
    made(&foreseen(hall, from, now), &plan)?;
    Ok(Event::Planned(Box::new(plan)))
}

pub(crate) fn take_back(hall: &Hall, staff: &StaffNumber, plan: PlanId, now: Moment) -> Result<Event, Refusal> {
    let known = hall.planned.plan(plan).is_some() || hall.planned.not_made.contains_key(&plan);
    if known { Ok(Event::TakenBack { plan, staff: staff.clone(), at: now }) } else { Err(Refusal::UnknownPlan) }
}

/// The facts of every plan whose day has come, each decided on the hall as those before it leave it.
pub(crate) fn settle(hall: &Hall, now: Moment) -> Vec<crate::Event> {
    let due = hall.planned.waiting.values().filter(|plan| Moment::at(plan.from, NaiveTime::MIN) <= now);
    let mut after = hall.clone();
    let mut events: Vec<crate::Event> = Vec::new();
    for plan in due {
        let own = match made(&after, plan) {
            Ok(fact) => vec![fact, Event::Made { plan: plan.id, at: now }.into()],
            Err(refusal) => vec![Event::NotMade { plan: plan.id, refusal, at: now }.into()],
        };
        for event in &own {
            crate::apply(&mut after, event);
        }
        events.extend(own);
    }
    events
}

/// The hall as everything that is planned will leave it; none where nothing is.
pub fn made_in_advance(hall: &Hall, now: Moment) -> Option<Hall> {
    hall.planned.waiting.keys().next_back().map(|(last, _)| foreseen(hall, *last, now))
}

/// The hall as the plans up to a day will leave it, with nobody at a window.
fn foreseen(hall: &Hall, day: Day, now: Moment) -> Hall {
    let mut then = hall.clone();
    then.floor.working = OrdMap::default();
    then.floor.at_window = OrdMap::default();
    for event in settle(&then, Moment::at(day, NaiveTime::MIN).max(now)) {
        crate::apply(&mut then, &event);
    }
    then
}

/// The fact that makes a plan: its own changes on top of whatever was set meanwhile.
fn made(hall: &Hall, plan: &Plan) -> Result<crate::Event, Refusal> {
    let change = match (&plan.was, plan.change.present(hall)) {
        (Some(was), Some(now)) => plan.change.onto(was, &now),
        // Somebody made the same new thing meanwhile.
        (None, Some(_)) => return Err(Refusal::NameTaken),
        (_, None) => plan.change.clone(),
    };
    change.allow(hall, &plan.staff)?;
    change.fact(hall)
}
