//! 服务承诺 · service pledge: promises made and their outcome.

use super::{Clause, Regulation};

pub const REGULATION: Regulation = Regulation {
    number: 11,
    title: "服务承诺",
    title_en: "Service pledge",
    file: "service_pledge.rs",
    clauses: &[Clause::not_yet("R11.1"), Clause::not_yet("R11.2"), Clause::not_yet("R11.3"), Clause::not_yet("R11.4"), Clause::not_yet("R11.5")],
};
