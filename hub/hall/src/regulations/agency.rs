//! 办事代理 · doing it for you: errands taken over, delivered, countersigned.

use super::{Clause, Regulation};

pub const REGULATION: Regulation = Regulation {
    number: 2,
    title: "办事代理",
    title_en: "Doing it for you",
    file: "agency.rs",
    clauses: &[Clause::not_yet("R02.1"), Clause::not_yet("R02.2"), Clause::not_yet("R02.3"), Clause::not_yet("R02.4")],
};
