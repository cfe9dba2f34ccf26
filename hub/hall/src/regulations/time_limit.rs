//! 限时服务 · service within the time limit: every due moment, the only arithmetic of limits.

use super::{Clause, Regulation};

pub const REGULATION: Regulation = Regulation {
    number: 17,
    title: "限时服务",
    title_en: "Service within the time limit",
    file: "time_limit.rs",
    clauses: &[
        Clause::not_yet("R17.1"),
        Clause::not_yet("R17.2"),
        Clause::not_yet("R17.3"),
        Clause::not_yet("R17.4"),
        Clause::not_yet("R17.5"),
        Clause::not_yet("R17.6"),
        Clause::not_yet("R17.7"),
    ],
};
