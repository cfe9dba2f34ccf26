//! People and their rights: staff, portraits, roles of the hall's own, passwords; nobody gives away a right they do not hold.

use crate::Hall;
use crate::event::Event;
use crate::ids::{FileHash, RoleCode, StaffNumber};
use crate::refusal::Refusal;
use crate::roles::Verb;
use crate::settings::{allow_if, allow_text, allow_windows};
use crate::staff::{self, HallRole, Role, Roster, Staff};

/// Longest name of a role; it has to fit beside its ticks.
const ROLE_NAME_MAX: usize = 40;

/// Somebody new. R04.2: the number on the badge names one person for ever, also after that person has left.
pub(crate) fn add(hall: &Hall, by: &StaffNumber, person: &Staff) -> Result<Event, Refusal> {
    if hall.staff.people.contains_key(&person.number) {
        return Err(Refusal::NumberGiven);
    }
    set(hall, by, person)
}

/// At once, by somebody who may.
pub(crate) fn set(hall: &Hall, by: &StaffNumber, person: &Staff) -> Result<Event, Refusal> {
    allow_change(hall, by, person)?;
    fact(hall, person)
}

/// Whether `by` may change the rights of this person so.
pub(crate) fn allow_change(hall: &Hall, by: &StaffNumber, person: &Staff) -> Result<(), Refusal> {
    let before = hall.staff.people.get(&person.number);
    if before.is_some_and(|before| same_rights(before, person)) {
        return Ok(());
    }
    let rights = before.map(|before| rights(&hall.staff, before)).unwrap_or_default();
    allow_rights(hall, by, rights.into_iter().chain(self::rights(&hall.staff, person)))
}

/// The fact that sets this person, whoever wants it, or why the hall has no place for it.
pub(crate) fn fact(hall: &Hall, person: &Staff) -> Result<Event, Refusal> {
    allow_number(&person.number)?;
    if let Some(window) = person.usual_window {
        allow_windows(hall, &[window])?;
    }
    if person.hall_roles.iter().any(|role| !hall.staff.roles.contains_key(role)) {
        return Err(Refusal::UnknownRole);
    }
    let before = hall.staff.people.get(&person.number);
    if before.is_some_and(|before| before.left && before.name != person.name) {
        return Err(Refusal::NumberGiven);
    }
    allow_without_last(hall, person)?;
    // R04.2 holds as long as the window is open, not only when it opens.
    let stays = !person.left && hall.staff.allows(person, Verb::OpenWindow) && person.badge_missing().is_empty();
    allow_if(stays || hall.window_of(&person.number).is_none(), "window")?;
    Ok(staff::Event::StaffSet(person.clone()).into())
}

fn same_rights(before: &Staff, after: &Staff) -> bool {
    before.roles == after.roles && before.hall_roles == after.hall_roles && before.left == after.left
}

/// Only the picture changes, whatever somebody else changes at the same time.
pub(crate) fn set_portrait(hall: &Hall, by: &StaffNumber, whose: &StaffNumber, portrait: Option<&FileHash>) -> Result<Event, Refusal> {
    let person = hall.staff.present(whose).ok_or(Refusal::UnknownStaff)?;
    set(hall, by, &Staff { portrait: portrait.cloned(), ..person.clone() })
}

pub(crate) fn set_role(hall: &Hall, by: &StaffNumber, role: &HallRole) -> Result<Event, Refusal> {
    allow_if(!role.code.as_str().is_empty() && role.code.as_str().len() <= ROLE_NAME_MAX, "role")?;
    for name in [&role.name, &role.name_en] {
        allow_if(name.chars().count() <= ROLE_NAME_MAX, "name")?;
    }
    allow_text(&role.name, "name")?;
    allow_if(!role.verbs.is_empty(), "verbs")?;
    let mut role = role.clone();
    role.verbs.sort_unstable();
    role.verbs.dedup();
    let before = hall.staff.roles.get(&role.code).map(|before| before.verbs.clone()).unwrap_or_default();
    allow_rights(hall, by, before.into_iter().chain(role.verbs.iter().copied()))?;
    let mut after = hall.staff.clone();
    after.roles.insert(role.code.clone(), role.clone());
    let still_opens = |staff: &StaffNumber| after.present(staff).is_some_and(|person| after.allows(person, Verb::OpenWindow));
    allow_if(hall.floor.at_window.keys().all(still_opens), "window")?;
    Ok(staff::Event::RoleSet(role).into())
}

/// A role that somebody still has stays, so that nobody loses rights unseen.
pub(crate) fn remove_role(hall: &Hall, role: &RoleCode) -> Result<Event, Refusal> {
    hall.staff.roles.get(role).ok_or(Refusal::UnknownRole)?;
    let holders = hall.staff.people.values().filter(|person| !person.left && person.hall_roles.contains(role)).count();
    match u32::try_from(holders) {
        Ok(0) => Ok(staff::Event::RoleRemoved { role: role.clone() }.into()),
        people => Err(Refusal::RoleInUse { people: people.unwrap_or(u32::MAX) }),
    }
}

/// One's own password is everybody's to set; that of others only with their rights, or it would be a way to take them.
pub(crate) fn allow_credential(hall: &Hall, by: &StaffNumber, whose: &StaffNumber) -> Result<(), Refusal> {
    let person = hall.staff.present(whose).ok_or(Refusal::UnknownStaff)?;
    if by == whose {
        return Ok(());
    }
    allow_rights(hall, by, rights(&hall.staff, person).into_iter())
}

/// Who gives or takes a guarded right has it.
pub(crate) fn allow_rights(hall: &Hall, by: &StaffNumber, rights: impl Iterator<Item = Verb>) -> Result<(), Refusal> {
    let mut guarded = rights.filter(|verb| verb.guarded());
    if guarded.all(|verb| hall.may(by, verb)) { Ok(()) } else { Err(Refusal::RightNotHeld) }
}

fn rights(roster: &Roster, person: &Staff) -> Vec<Verb> {
    Verb::ALL.into_iter().filter(|verb| roster.allows(person, *verb)).collect()
}

/// Somebody who can sign on keeps the right to administrate, or nobody could give it back.
fn allow_without_last(hall: &Hall, changed: &Staff) -> Result<(), Refusal> {
    let administrates = |person: &Staff| !person.left && person.roles.contains(&Role::Administrator) && hall.access.credentials.contains_key(&person.number);
    let now = hall.staff.people.values().any(administrates);
    let then = administrates(changed) || hall.staff.people.values().any(|person| person.number != changed.number && administrates(person));
    if now && !then { Err(Refusal::LastAdministrator) } else { Ok(()) }
}

fn allow_number(number: &StaffNumber) -> Result<(), Refusal> {
    let text = number.as_str();
    let plain = !text.is_empty() && text.len() <= 16 && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if plain && *number != StaffNumber::console() { Ok(()) } else { Err(Refusal::NameInvalid) }
}
