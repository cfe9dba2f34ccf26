//! 服务“四限” · four limits: whether time, place, matter and fee are within bounds.

use super::{Clause, Regulation};

pub const REGULATION: Regulation = Regulation {
    number: 9,
    title: "服务“四限”",
    title_en: "Four limits",
    file: "four_limits.rs",
    clauses: &[Clause::not_yet("R09.1"), Clause::not_yet("R09.2"), Clause::not_yet("R09.3"), Clause::not_yet("R09.4")],
};
