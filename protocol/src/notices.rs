//! The public snapshot `notices`, an index, and the notice bodies that it names under `file/{hash}`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Version;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NoticeIndex {
    pub version: Version,
    pub entries: Vec<NoticeEntry>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NoticeEntry {
    pub id: String,
    /// Version of this notice, from 1.
    pub version: u32,
    /// Place in the rotation, smallest first.
    pub order: u32,
    /// Seconds on screen for each page, at least `screen.page`.
    pub seconds: u32,
    /// Hash of the body, JSON of [`Notice`].
    pub hash: String,
}

/// A notice body as the wall shows it (R01.3, R01.5).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Notice {
    pub id: String,
    pub title: String,
    /// Category as its row of `notices.csv` is named.
    pub category: String,
    /// The period it reports on, for instance 2026 年第三季度.
    pub period: Option<String>,
    /// Last day on display, `YYYY-MM-DD`.
    pub until: Option<String>,
    pub stages: Vec<Stage>,
    /// The eight fields in the order of R01.3.
    pub fields: Vec<Field>,
    /// Plain paragraphs.
    pub body: Vec<String>,
    pub table: Option<MoneyTable>,
    /// Address of the full text, where there is a public address.
    pub url: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Stage {
    pub kind: StageKind,
    pub title: String,
    /// `YYYY-MM-DD`; planned where it is still ahead.
    pub date: Option<String>,
    pub reached: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StageKind {
    /// 事前
    Before,
    /// 事中
    During,
    /// 事后
    After,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Field {
    /// Key in `words`: `notice-basis`, `notice-conditions`, `notice-procedure`, `notice-limit`, `notice-result`, `notice-fee`, `notice-person`, `notice-liability`.
    pub key: String,
    pub value: FieldValue,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FieldValue {
    Text(String),
    NotApplicable { reason: String },
    ToCome { date: String },
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MoneyTable {
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<String>>,
    /// Index of the column whose amounts are added up.
    pub amount_column: usize,
    /// The stated total in yuan, as printed.
    pub total: String,
    /// Stated total minus the sum of the rows; `0` when they agree.
    pub difference: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Column {
    pub title: String,
    /// Figures are right aligned.
    pub figures: bool,
}
