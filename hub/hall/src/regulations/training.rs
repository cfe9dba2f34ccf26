//! 学习培训 · study and training: hours and attendance.

use super::{Clause, Regulation};

pub const REGULATION: Regulation = Regulation {
    number: 12,
    title: "学习培训",
    title_en: "Study and training",
    file: "training.rs",
    clauses: &[Clause::not_yet("R12.1"), Clause::not_yet("R12.2"), Clause::not_yet("R12.3"), Clause::not_yet("R12.4"), Clause::not_yet("R12.5")],
};
