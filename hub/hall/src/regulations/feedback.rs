//! 信息反馈 · reporting back: the report before the next shift.

use super::{Clause, Regulation};

pub const REGULATION: Regulation = Regulation {
    number: 13,
    title: "信息反馈",
    title_en: "Reporting back",
    file: "feedback.rs",
    clauses: &[
        Clause::not_yet("R13.1"),
        Clause::not_yet("R13.2"),
        Clause::not_yet("R13.3"),
        Clause::not_yet("R13.4"),
        Clause::not_yet("R13.5"),
        Clause::not_yet("R13.6"),
    ],
};
