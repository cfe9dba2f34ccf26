//! 服务监督 · supervision of service: findings and their remedy.

use super::{Clause, Regulation};

pub const REGULATION: Regulation = Regulation {
    number: 14,
    title: "服务监督",
    title_en: "Supervision of service",
    file: "supervision.rs",
    clauses: &[Clause::not_yet("R14.1"), Clause::not_yet("R14.2"), Clause::not_yet("R14.3"), Clause::not_yet("R14.4"), Clause::not_yet("R14.5")],
};
