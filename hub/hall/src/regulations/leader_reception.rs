//! 领导接待 · leaders’ reception: reception days, visits, results.

use super::{Clause, Regulation};

pub const REGULATION: Regulation = Regulation {
    number: 18,
    title: "领导接待",
    title_en: "Leaders’ reception",
    file: "leader_reception.rs",
    clauses: &[
        Clause::not_yet("R18.1"),
        Clause::not_yet("R18.2"),
        Clause::not_yet("R18.3"),
        Clause::not_yet("R18.4"),
        Clause::not_yet("R18.5"),
        Clause::not_yet("R18.6"),
    ],
};
