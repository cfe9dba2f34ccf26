//! The eighteen regulations, in the order of the document.

pub mod agency;
pub mod archive;
pub mod badge;
pub mod disclosure;
pub mod extended_hours;
pub mod feedback;
pub mod first_contact;
pub mod four_limits;
pub mod information_release;
pub mod leader_appointment;
pub mod leader_reception;
pub mod petition_observers;
pub mod public_appraisal;
pub mod public_hearing;
pub mod service_pledge;
pub mod supervision;
pub mod time_limit;
pub mod training;

/// One of the eighteen: where it is kept and how far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Regulation {
    pub number: u8,
    pub title: &'static str,
    pub title_en: &'static str,
    /// Its file in this folder.
    pub file: &'static str,
    pub clauses: &'static [Clause],
}

/// One rule of a regulation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clause {
    /// For instance `R16.2`.
    pub id: &'static str,
    pub kept: Kept,
    /// What of it is not kept yet; empty when nothing is missing.
    pub missing: &'static str,
}

impl Clause {
    const fn by_rule(id: &'static str, missing: &'static str) -> Self {
        Self { id, kept: Kept::ByRule, missing }
    }

    const fn by_record(id: &'static str, missing: &'static str) -> Self {
        Self { id, kept: Kept::ByRecord, missing }
    }

    const fn not_yet(id: &'static str) -> Self {
        Self { id, kept: Kept::NotYet, missing: "" }
    }
}

/// How a rule is kept today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// The software does it or refuses the opposite; a test named after the rule breaks when it stops.
    ByRule,
    /// The software keeps the facts that show it.
    ByRecord,
    /// People do it; nothing for software to hold.
    ByPeople,
    NotYet,
}

/// All eighteen.
pub const ALL: [&Regulation; 18] = [
    &disclosure::REGULATION,
    &agency::REGULATION,
    &leader_appointment::REGULATION,
    &badge::REGULATION,
    &petition_observers::REGULATION,
    &public_hearing::REGULATION,
    &extended_hours::REGULATION,
    &public_appraisal::REGULATION,
    &four_limits::REGULATION,
    &information_release::REGULATION,
    &service_pledge::REGULATION,
    &training::REGULATION,
    &feedback::REGULATION,
    &supervision::REGULATION,
    &archive::REGULATION,
    &first_contact::REGULATION,
    &time_limit::REGULATION,
    &leader_reception::REGULATION,
];
