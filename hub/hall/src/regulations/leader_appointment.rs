//! 群众预约领导 · appointment with a leader: booking cards and the return visit.

use super::{Clause, Regulation};

pub const REGULATION: Regulation = Regulation {
    number: 3,
    title: "群众预约领导",
    title_en: "Appointment with a leader",
    file: "leader_appointment.rs",
    clauses: &[Clause::not_yet("R03.1"), Clause::not_yet("R03.2")],
};
