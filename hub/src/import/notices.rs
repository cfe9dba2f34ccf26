//! Notices: each file becomes a body beside the log and the few facts that the hall keeps of it (R01.3, R01.5).

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, bail};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sunhall_hall::Day;
use sunhall_hall::command::{Administrator, NoticePut};
use sunhall_hall::ids::NoticeId;
use sunhall_protocol::notices::{Column, Field, FieldValue, MoneyTable, Notice, Stage, StageKind};

use super::files::{HallFile, Table, Wrong, toml_file};
use super::{Source, Step, What};
use crate::draw::{Draw, file_hash};

/// The eight fields of R01.3, in order.
const FIELDS: [&str; 8] = ["basis", "conditions", "procedure", "limit", "result", "fee", "person", "liability"];

/// Notices with another board belong on that village's wall.
pub const OWN_BOARD: &str = "town";

/// A notice as its file says it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeFile {
    pub id: String,
    pub order: u32,
    pub category: String,
    pub title: String,
    #[serde(default)]
    pub title_en: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    pub board: String,
    pub published: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    #[serde(default)]
    pub body: Vec<String>,
    pub review: Review,
    pub stages: Vec<StageRow>,
    pub fields: BTreeMap<String, FieldRow>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<TableRow>,
}

/// The secrecy and disclosure review; without it nothing is published.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    pub by: String,
    pub date: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageRow {
    pub kind: StageKind,
    pub title: String,
    pub date: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub enum FieldRow {
    Text(String),
    NotApplicable(String),
    ToCome(String),
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableRow {
    pub file: String,
    #[serde(default)]
    pub figures: Vec<String>,
    pub amount: String,
    #[serde(default)]
    pub product: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<String>,
    pub total: String,
}

pub(super) fn notices(source: &mut Source<'_>, _file: &HallFile) -> anyhow::Result<Vec<Step>> {
    let folder = source.path("notices");
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let categories: BTreeSet<String> = Table::read(&source.path("notices.csv"))?.rows().map(|row| row.text("category")).collect::<Result<_, _>>()?;
    let mut paths: Vec<_> = std::fs::read_dir(&folder)?.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    let mut steps = Vec::new();
    for path in paths {
        let file: NoticeFile = toml_file(&path)?;
        if !categories.is_empty() && !categories.contains(&file.category) {
            return Err(Wrong::whole(&path, format!("there is no category {}", file.category)).into());
        }
        if file.board != OWN_BOARD {
            source.notes.push(format!("{}: belongs on the board of {}", file.id, file.board));
            continue;
        }
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let made = step(source, &folder, file, &name).map_err(|error| Wrong::whole(&path, format!("{error:#}")))?;
        steps.push(made);
    }
    Ok(steps)
}

fn step(source: &Source<'_>, folder: &Path, file: NoticeFile, name: &str) -> anyhow::Result<Step> {
    let today = source.now.day();
    if file.review.by.trim().is_empty() || date(&file.review.date, today)? > today {
        bail!("the secrecy and disclosure review is missing or still ahead");
    }
    let until = file.until.as_deref().map(|until| date(until, today)).transpose()?;
    let stages = file.stages.iter().map(|row| stage(row, today)).collect::<anyhow::Result<Vec<_>>>()?;
    let reached = stages.iter().filter(|stage| stage.reached).map(|stage| stage.kind as u8 + 1).max().unwrap_or(1);
    let fields = fields(&file.fields, reached, today)?;
    let table = file.table.as_ref().map(|row| table(folder, row)).transpose()?;
    let notice = Notice {
        id: file.id.clone(),
        title: file.title.clone(),
        category: file.category.clone(),
        period: file.period,
        until: until.map(|day| day.0.to_string()),
        stages,
        fields,
        body: file.body,
        table,
        url: None,
    };
    let body = serde_json::to_vec(&notice)?;
    let put = NoticePut {
        id: NoticeId::new(file.id.as_str()),
        category: file.category,
        title: file.title,
        until,
        order: file.order,
        characters: characters(&notice),
        body: file_hash(&body),
        fields: notice.fields.iter().map(|field| field.key.clone()).collect(),
        stage: reached,
    };
    let needed = source.hall.disclosure.notices.get(&put.id).is_none_or(|known| known.put != put || known.withdrawn.is_some());
    Ok(Step::set(What::new("notice", &put.id, &format!("notices/{name}")), needed, move |draw: &mut Draw| {
        draw.file(&body);
        Administrator::PublishNotice { notice: put }
    }))
}

/// A date, or days counted from today: `-3`, `+14`.
fn date(text: &str, today: Day) -> anyhow::Result<Day> {
    if let Ok(days) = text.parse::<i64>()
        && text.starts_with(['+', '-', '0'])
    {
        return Ok(if days < 0 { today.minus(days.unsigned_abs()) } else { today.plus(days.unsigned_abs()) });
    }
    NaiveDate::parse_from_str(text, "%Y-%m-%d").map(Day).with_context(|| format!("{text:?} is neither YYYY-MM-DD nor days from today"))
}

fn stage(row: &StageRow, today: Day) -> anyhow::Result<Stage> {
    let day = date(&row.date, today)?;
    Ok(Stage { kind: row.kind, title: row.title.clone(), date: Some(day.0.to_string()), reached: day <= today })
}

/// Exactly the eight fields; only the result may be to come, and only before its stage.
fn fields(rows: &BTreeMap<String, FieldRow>, reached: u8, today: Day) -> anyhow::Result<Vec<Field>> {
    if let Some(unknown) = rows.keys().find(|key| !FIELDS.contains(&key.as_str())) {
        bail!("there is no field {unknown}");
    }
    let field = |name: &str| {
        let value = match rows.get(name) {
            Some(FieldRow::Text(text)) if !text.trim().is_empty() => FieldValue::Text(text.clone()),
            Some(FieldRow::NotApplicable(reason)) if !reason.trim().is_empty() => FieldValue::NotApplicable { reason: reason.clone() },
            Some(FieldRow::ToCome(day)) if name == "result" && reached < 3 => FieldValue::ToCome { date: date(day, today)?.0.to_string() },
            Some(FieldRow::ToCome(_)) => bail!("the field {name} cannot be to come"),
            Some(FieldRow::Text(_) | FieldRow::NotApplicable(_)) | None => bail!("the field {name} is missing"),
        };
        Ok(Field { key: format!("notice-{name}"), value })
    };
    FIELDS.into_iter().map(field).collect()
}

/// The table with its total checked against the rows; a total that differs stops the import.
fn table(folder: &Path, row: &TableRow) -> anyhow::Result<MoneyTable> {
    let source = Table::read(&folder.join(&row.file))?;
    let columns: Vec<&str> = source.columns().collect();
    let index = |name: &str| columns.iter().position(|column| *column == name).with_context(|| format!("{}: there is no column {name}", row.file));
    let amount_column = index(&row.amount)?;
    let factors = row.product.iter().map(|name| index(name)).collect::<anyhow::Result<Vec<_>>>()?;
    let mut sum = 0;
    for record in source.raw() {
        let amount = cents(record.get(amount_column).unwrap_or(""))?;
        if !factors.is_empty() && !product_fits(record, &factors, amount)? {
            bail!("{}: the amount of the row {:?} is not its product", row.file, record.get(0).unwrap_or(""));
        }
        sum += amount;
    }
    let difference = cents(&row.total)? - sum;
    if difference != 0 {
        bail!("{}: the total {} differs from its rows by {} fen", row.file, row.total, difference);
    }
    Ok(MoneyTable {
        columns: columns.iter().map(|title| Column { title: (*title).to_owned(), figures: row.figures.iter().any(|name| name == title) }).collect(),
        rows: source.raw().iter().map(|record| record.iter().map(str::to_owned).collect()).collect(),
        amount_column,
        total: row.total.clone(),
        difference: "0".to_owned(),
    })
}

/// Does the row's amount equal the product of its figures, to the fen?
fn product_fits(record: &csv::StringRecord, factors: &[usize], amount: i64) -> anyhow::Result<bool> {
    // Each factor is in hundredths; dividing once for all but one factor leaves hundredths, that is fen.
    let mut product: i128 = 1;
    for factor in factors {
        product *= i128::from(cents(record.get(*factor).unwrap_or(""))?);
    }
    let scale = 100_i128.pow(factors.len() as u32 - 1);
    Ok((product - i128::from(amount) * scale).abs() * 2 <= scale)
}

/// A figure with at most two decimals, in hundredths.
fn cents(text: &str) -> anyhow::Result<i64> {
    let plain = text.trim().replace([',', '，'], "");
    let (sign, digits) = plain.strip_prefix('-').map_or((1, plain.as_str()), |digits| (-1, digits));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let wrong = || format!("{text:?} is not a figure with at most two decimals");
    let plain_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if part.len() > 2 || whole.is_empty() || !plain_digits(whole) || !plain_digits(part) {
        bail!(wrong());
    }
    let part = format!("{part:0<2}").parse::<i64>().with_context(wrong)?;
    let whole = whole.parse::<i64>().with_context(wrong)?;
    whole.checked_mul(100).and_then(|whole| whole.checked_add(part)).map(|value| sign * value).with_context(wrong)
}

/// Characters that somebody who reads the whole notice has to read.
fn characters(notice: &Notice) -> u32 {
    let fields = notice.fields.iter().map(|field| match &field.value {
        FieldValue::Text(text) | FieldValue::NotApplicable { reason: text } | FieldValue::ToCome { date: text } => text.chars().count(),
    });
    let cells = notice.table.iter().flat_map(|table| table.rows.iter().flatten()).map(|cell| cell.chars().count());
    let body = notice.body.iter().map(|paragraph| paragraph.chars().count());
    fields.chain(cells).chain(body).sum::<usize>() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_counted_in_fen() {
        assert_eq!(cents("152340").unwrap(), 15_234_000);
        assert_eq!(cents("-1265.5").unwrap(), -126_550);
        assert_eq!(cents("1,234.05").unwrap(), 123_405);
        for wrong in ["", "1.234", "x", "1.x", "--1"] {
            assert!(cents(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn products_fit_to_the_fen() {
        let record = csv::StringRecord::from(vec!["3.2", "120.50", "2"]);
        assert!(product_fits(&record, &[0, 1, 2], cents("771.20").unwrap()).unwrap());
        assert!(!product_fits(&record, &[0, 1, 2], cents("771.21").unwrap()).unwrap());
    }

    #[test]
    fn dates_count_from_today() {
        let today = Day(NaiveDate::from_ymd_opt(2026, 11, 23).unwrap());
        assert_eq!(date("-3", today).unwrap().0.to_string(), "2026-11-20");
        assert_eq!(date("+14", today).unwrap().0.to_string(), "2026-12-07");
        assert_eq!(date("2026-11-01", today).unwrap().0.to_string(), "2026-11-01");
        assert!(date("soon", today).is_err());
    }
}
