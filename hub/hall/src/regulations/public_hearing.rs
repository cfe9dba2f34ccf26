//! 群众听证质询 · hearings: answered now, or by whom and when.

use super::{Clause, Regulation};

pub const REGULATION: Regulation = Regulation {
    number: 6,
    title: "群众听证质询",
    title_en: "Hearings",
    file: "public_hearing.rs",
    clauses: &[Clause::not_yet("R06.1"), Clause::not_yet("R06.2"), Clause::not_yet("R06.3"), Clause::not_yet("R06.4"), Clause::not_yet("R06.5")],
};
