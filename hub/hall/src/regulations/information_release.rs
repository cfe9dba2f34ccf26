//! 信息收集与发布 · information for livelihoods: the monthly release and its file.

use super::{Clause, Regulation};

pub const REGULATION: Regulation = Regulation {
    number: 10,
    title: "信息收集与发布",
    title_en: "Information for livelihoods",
    file: "information_release.rs",
    clauses: &[Clause::not_yet("R10.1"), Clause::not_yet("R10.2"), Clause::not_yet("R10.3"), Clause::not_yet("R10.4"), Clause::not_yet("R10.5")],
};
