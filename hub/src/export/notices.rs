//! Notices on display as files: each with its eight fields, its stages and its table.

use anyhow::Context;
use sunhall_hall::regulations::disclosure;
use sunhall_protocol::notices::{FieldValue, Notice};

use super::{File, Source, table, toml_file};
use crate::import::notices::{FieldRow, NoticeFile, OWN_BOARD, Review, StageRow, TableRow};

pub fn files(source: &Source<'_>) -> anyhow::Result<Vec<File>> {
    let mut files = Vec::new();
    for known in source.hall.disclosure.notices.values().filter(|notice| notice.withdrawn.is_none()) {
        // A body that is not beside the log any more cannot be written out.
        let Some(bytes) = source.engine.file(&known.put.body) else { continue };
        let body: Notice = serde_json::from_slice(&bytes).with_context(|| format!("the notice {}", known.put.id))?;
        let (file, rows) = notice(known, body);
        files.push(toml_file(&format!("notices/{}.toml", known.put.id), &file)?);
        if let Some(rows) = rows {
            files.push(table(&format!("notices/{}.csv", known.put.id), rows)?);
        }
    }
    Ok(files)
}

fn notice(known: &disclosure::Notice, body: Notice) -> (NoticeFile, Option<super::Rows>) {
    let published = known.published.day().0.to_string();
    let rows = body.table.as_ref().map(|table| {
        let titles = table.columns.iter().map(|column| column.title.clone()).collect();
        std::iter::once(titles).chain(table.rows.iter().cloned()).collect()
    });
    let file = NoticeFile {
        id: known.put.id.to_string(),
        order: known.put.order,
        category: body.category,
        title: body.title,
        title_en: String::new(),
        period: body.period,
        board: OWN_BOARD.to_owned(),
        published: published.clone(),
        until: body.until,
        body: body.body,
        // Nothing is published without its review; the hall keeps the day of the publication.
        review: Review { by: "export".to_owned(), date: published },
        stages: body.stages.into_iter().map(|stage| StageRow { kind: stage.kind, title: stage.title, date: stage.date.unwrap_or_default() }).collect(),
        fields: body.fields.into_iter().map(|field| (field.key.trim_start_matches("notice-").to_owned(), value(field.value))).collect(),
        table: body.table.map(|table| TableRow {
            file: format!("{}.csv", known.put.id),
            figures: table.columns.iter().filter(|column| column.figures).map(|column| column.title.clone()).collect(),
            amount: table.columns.get(table.amount_column).map(|column| column.title.clone()).unwrap_or_default(),
            product: Vec::new(),
            people: None,
            total: table.total,
        }),
    };
    (file, rows)
}

fn value(value: FieldValue) -> FieldRow {
    match value {
        FieldValue::Text(text) => FieldRow::Text(text),
        FieldValue::NotApplicable { reason } => FieldRow::NotApplicable(reason),
        FieldValue::ToCome { date } => FieldRow::ToCome(date),
    }
}
