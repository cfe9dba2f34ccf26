//! Today's badges: who serves where, who is away, what the month says of them (R04.2, R08.3).

use sunhall_hall::floor::WindowState;
use sunhall_hall::ids::StaffNumber;
use sunhall_hall::staff::{Role, Staff};
use sunhall_protocol::duty::{Badge, Duty, DutyState, Totals};
use sunhall_protocol::{Bilingual, Version};

use super::{Look, moment};
use crate::store;

/// The duty wall as it is now.
pub fn duty(look: &Look<'_>) -> Duty {
    let people = || look.hall.staff.people.values().filter(|person| !person.left);
    Duty {
        version: Version::default(),
        badges: people().filter(|person| shown(person)).map(|person| look.badge(person)).collect(),
        guide: people().find(|person| person.roles.contains(&Role::Guide)).map(|person| person.number.to_string()),
        month: totals(&look.month.hall),
        supervision_phone: look.hall.floor.profile.supervision_phone.clone(),
    }
}

/// Badges belong to people whom citizens meet, and to the leaders who receive them.
fn shown(person: &Staff) -> bool {
    person.roles.iter().any(|role| match role {
        Role::Clerk | Role::Guide | Role::Manager | Role::Leader => true,
        Role::Supervisor | Role::Archivist | Role::Administrator => false,
    })
}

impl Look<'_> {
    fn badge(&self, person: &Staff) -> Badge {
        let window = self.hall.floor.at_window.get(&person.number).copied();
        Badge {
            number: person.number.to_string(),
            name: self.words(person.name.as_ref()),
            position: Bilingual::new(person.position.clone(), person.position_en.clone()),
            department: Bilingual::new(person.department.clone(), person.department_en.clone()),
            phone: self.words(person.phone.as_ref()),
            portrait: person.portrait.as_ref().map(ToString::to_string),
            leader: person.roles.contains(&Role::Leader),
            state: self.duty_state(&person.number),
            window: window.map(|window| window.0),
            usual_window: person.usual_window.map(|window| window.0),
            supervise_url: self.link(&format!("s/{}", person.number)),
            month: self.month.staff.get(&person.number).filter(|month| month.rated.is_some()).map(totals),
        }
    }

    /// Until there is a rota, who has no window open counts as not signed on yet.
    fn duty_state(&self, person: &StaffNumber) -> DutyState {
        let floor = &self.hall.floor;
        match floor.at_window.get(person).and_then(|window| floor.working.get(window)).map(|working| &working.state) {
            Some(WindowState::Open { .. }) => DutyState::OnDuty,
            Some(WindowState::Paused { back_at, .. }) => DutyState::Away { back_at: back_at.map(moment) },
            None if self.hall.calendar.spans(self.now.day()).is_empty() => DutyState::Rest,
            None => DutyState::NotYet,
        }
    }
}

/// Below the least number of ratings, rated and satisfied read 0: silence never counts as satisfied.
pub fn totals(totals: &store::Totals) -> Totals {
    let rated = totals.rated.unwrap_or_default();
    Totals { served: totals.served, rated: rated.count, satisfied: rated.satisfied }
}
