//! 档案管理 · archives: volumes, lending, return.

use super::{Clause, Regulation};

pub const REGULATION: Regulation = Regulation {
    number: 15,
    title: "档案管理",
    title_en: "Archives",
    file: "archive.rs",
    clauses: &[Clause::not_yet("R15.1"), Clause::not_yet("R15.2"), Clause::not_yet("R15.3"), Clause::not_yet("R15.4"), Clause::not_yet("R15.5")],
};
