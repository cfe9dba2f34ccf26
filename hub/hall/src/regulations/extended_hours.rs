//! 延时办理 · extended hours: weekend rota and late service.

use super::{Clause, Regulation};

pub const REGULATION: Regulation = Regulation {
    number: 7,
    title: "延时办理",
    title_en: "Extended hours",
    file: "extended_hours.rs",
    clauses: &[Clause::not_yet("R07.1"), Clause::not_yet("R07.2"), Clause::not_yet("R07.3"), Clause::not_yet("R07.4")],
};
