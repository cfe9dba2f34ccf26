//! 信访旁听 · observed petition reception: who listened and what they advised.

use super::{Clause, Regulation};

pub const REGULATION: Regulation = Regulation {
    number: 5,
    title: "信访旁听",
    title_en: "Observed petition reception",
    file: "petition_observers.rs",
    clauses: &[Clause::not_yet("R05.1"), Clause::not_yet("R05.2"), Clause::not_yet("R05.3"), Clause::not_yet("R05.4")],
};
