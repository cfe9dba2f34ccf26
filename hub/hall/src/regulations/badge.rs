//! 佩证上岗 · badge on duty: a window opens only for somebody with a complete badge.

use super::{Clause, Regulation};
use crate::command::Refusal;
use crate::ids::StaffNumber;
use crate::staff::{Roster, Staff};

pub const REGULATION: Regulation = Regulation {
    number: 4,
    title: "佩证上岗",
    title_en: "Badge on duty",
    file: "badge.rs",
    clauses: &[Clause::by_record("R04.1", "counting towards the evaluation"), Clause::by_rule("R04.2", "")],
};

/// R04.2: photo, name, position, number and phone, or the window stays closed.
pub fn allow_window<'a>(roster: &'a Roster, staff: &StaffNumber) -> Result<&'a Staff, Refusal> {
    let person = roster.present(staff).ok_or(Refusal::UnknownStaff)?;
    if person.badge_missing().is_empty() { Ok(person) } else { Err(Refusal::BadgeIncomplete) }
}
