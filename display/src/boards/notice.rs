//! A notice on the wall (d05): stages, the money or the text, the eight fields, and whether the total agrees.

use egui::{Align2, Rect, Stroke, Ui, Vec2, pos2, vec2};
use sunhall_protocol::notices::{Field, FieldValue, MoneyTable, Notice};
use sunhall_protocol::words;
use sunhall_screen::frame::at;
use sunhall_screen::icons::{self, Icon};
use sunhall_screen::text::{self, face};
use sunhall_screen::theme;
use sunhall_screen::widgets::badge::card_ui;
use sunhall_screen::widgets::money::{self, Money, checked_ui};
use sunhall_screen::widgets::notes::ribbon_ui;
use sunhall_screen::widgets::stages::{StageWords, stages_ui};

use crate::rotation::{Ticks, reading_time};
use crate::scene::{Scene, day_words};

/// Rows of a table on one page.
const ROWS: usize = 7;
/// The title that the columns of names carry in every list; such a list says how long the names stay.
const NAME_COLUMN: &str = "姓名";
/// Height of a line of text, and the width of its characters.
const LINE_HEIGHT: f32 = 60.0;
const CHARACTER: f32 = 36.0;
/// Room inside the card of a text.
const CARD_MARGIN: Vec2 = vec2(36.0, 30.0);

/// Where the text or table of a notice stands.
fn place(notice: &Notice) -> [f32; 4] {
    let top = if notice.stages.is_empty() { 186.0 } else { 284.0 };
    let width = if notice.fields.is_empty() { 1824.0 } else { 1140.0 };
    [48.0, top, width, 984.0 - top]
}

/// Lines on one page of a text, and characters in one of its lines.
fn capacity(notice: &Notice) -> (usize, usize) {
    let [_, _, width, height] = place(notice);
    let lines = ((height - 2.0 * CARD_MARGIN.y) / LINE_HEIGHT) as usize;
    // One character less: a line may not begin with a full stop.
    (lines.max(1), ((width - 2.0 * CARD_MARGIN.x) / CHARACTER) as usize - 1)
}

/// How long each page of a notice stays; `least` is what its index entry says.
pub fn page_times(notice: &Notice, least: Ticks, per_second: u32) -> Vec<Ticks> {
    let fields: usize = notice.fields.iter().map(|field| field_text_length(&field.value)).sum();
    if let Some(table) = &notice.table {
        // Tables are read by looking for one's own row: each page stays the same time.
        return vec![least; table.rows.len().div_ceil(ROWS).max(1)];
    }
    let pages = text_pages(notice);
    let times = pages.iter().enumerate().map(|(index, page)| {
        let characters: usize = page.iter().map(|line| line.chars().count()).sum();
        let beside = if index == 0 { fields } else { 0 };
        reading_time(characters + beside, least, per_second)
    });
    times.collect()
}

fn field_text_length(value: &FieldValue) -> usize {
    match value {
        FieldValue::Text(text) | FieldValue::NotApplicable { reason: text } | FieldValue::ToCome { date: text } => text.chars().count(),
    }
}

/// Paragraphs dealt out to pages; a paragraph longer than a page is continued on the next.
fn text_pages(notice: &Notice) -> Vec<Vec<String>> {
    let (lines, characters) = capacity(notice);
    let mut pages: Vec<Vec<String>> = vec![Vec::new()];
    let mut room = lines;
    for paragraph in &notice.body {
        let mut rest: Vec<char> = paragraph.chars().collect();
        while !rest.is_empty() {
            let needed = rest.len().div_ceil(characters);
            if room == 0 || (needed > room && room < lines && needed <= lines) {
                pages.push(Vec::new());
                room = lines;
            }
            let taken = rest.len().min(room * characters);
            let part: String = rest.drain(..taken).collect();
            if let Some(page) = pages.last_mut() {
                page.push(part);
            }
            room -= taken.div_ceil(characters);
        }
    }
    pages
}

pub fn notice_ui(ui: &mut Ui, scene: &Scene<'_>, notice: &Notice, page: usize) {
    let palette = theme::palette(ui.ctx());
    scene.head_ui(ui, &notice.title, &subtitle(scene, notice));
    let [left, top, width, height] = place(notice);
    if !notice.stages.is_empty() {
        let last = notice.stages.iter().rposition(|stage| stage.reached);
        let stages: Vec<_> = notice.stages.iter().enumerate().map(|(index, stage)| stage_words(scene, stage, last == Some(index))).collect();
        stages_ui(ui, at(ui, 48.0, 186.0, width, 80.0), &stages);
    }
    match &notice.table {
        Some(table) => table_ui(ui, scene, table, page, top, width),
        None => body_ui(ui, notice, page, at(ui, left, top, width, height)),
    }
    if !notice.fields.is_empty() {
        fields_ui(ui, scene, &notice.fields);
    }
    let phone = scene.hall.board.as_ref().map(|board| board.supervision_phone.as_str()).unwrap_or_default();
    let ask = if phone.is_empty() { scene.say("notice-ask-desk") } else { scene.say_with("notice-ask-phone", &[("phone", phone.into())]) };
    ribbon_ui(ui, Icon::new(icons::QUESTION, palette.red), &ask, scene.pages);
}

fn subtitle(scene: &Scene<'_>, notice: &Notice) -> String {
    let category = notice.category.as_str();
    let Some(until) = notice.until.as_deref().map(|day| day_words(scene.language, day)) else { return category.to_owned() };
    match &notice.period {
        Some(period) => {
            let arguments = [("category", category.into()), ("period", period.into()), ("date", until.into())];
            scene.say_with("notice-subtitle", &arguments)
        }
        None => scene.say_with("notice-subtitle-plain", &[("category", category.into()), ("date", until.into())]),
    }
}

fn stage_words(scene: &Scene<'_>, stage: &sunhall_protocol::notices::Stage, present: bool) -> StageWords {
    use sunhall_protocol::notices::StageKind::{After, Before, During};
    let kind = match stage.kind {
        Before => "notice-before",
        During => "notice-during",
        After => "notice-after",
    };
    let date = stage.date.as_deref().map(|day| day_words(scene.language, day)).unwrap_or_default();
    let date = if stage.reached || date.is_empty() { date } else { scene.say_with("notice-to-come", &[("date", date.into())]) };
    StageWords { title: format!("{} {}", scene.say(kind), stage.title), date, reached: stage.reached, present }
}

fn table_ui(ui: &mut Ui, scene: &Scene<'_>, table: &MoneyTable, page: usize, top: f32, width: f32) {
    let palette = theme::palette(ui.ctx());
    let columns: Vec<_> = table.columns.iter().map(|column| (column.title.as_str(), column.figures)).collect();
    let rows: Vec<&[String]> = table.rows.iter().skip(page * ROWS).take(ROWS).map(Vec::as_slice).collect();
    let subtotal = amount(&rows, table.amount_column);
    let count = scene.say_with("notice-page-rows", &[("count", rows.len().into())]);
    let rect = at(ui, 48.0, top, width, money::height(rows.len()));
    Money { columns: &columns, rows: &rows, amount: table.amount_column, total: (&count, &subtotal) }.show_ui(ui, rect);
    if table.columns.iter().any(|column| column.title == NAME_COLUMN) {
        let names = at(ui, 48.0, 872.0, width, 40.0);
        text::label_ui(ui, names, Align2::LEFT_CENTER, &scene.say("notice-names-wall-only"), face(30.0, palette.ink_soft));
    }
    let place = at(ui, 48.0, 920.0, width - 260.0, 60.0);
    checked(ui, scene, table, place);
    let pages = table.rows.len().div_ceil(ROWS).max(1);
    let paged = scene.say_with("common-page", &[("page", (page + 1).into()), ("pages", pages.into())]);
    let right = at(ui, 48.0 + width - 300.0, 920.0, 300.0, 60.0);
    text::label_ui(ui, right, Align2::RIGHT_CENTER, &paged, face(32.0, palette.ink_soft));
}

fn checked(ui: &mut Ui, scene: &Scene<'_>, table: &MoneyTable, place: Rect) {
    let agrees = table.difference.trim_start_matches('-').chars().all(|sign| sign == '0' || sign == '.');
    let total = scene.say_with("notice-total-rows", &[("count", table.rows.len().into()), ("amount", table.total.as_str().into())]);
    let verdict =
        if agrees { scene.say("notice-total-checked") } else { scene.say_with("notice-total-differs", &[("amount", table.difference.as_str().into())]) };
    let joined = if scene.language == words::Language::English { format!("{total}, {verdict}") } else { format!("{total}，{verdict}") };
    checked_ui(ui, place, &joined, agrees);
}

/// The sum of one column in cents, written with its thousands set apart.
fn amount(rows: &[&[String]], column: usize) -> String {
    let cents: i64 = rows.iter().filter_map(|row| cents(row.get(column)?)).sum();
    let whole = words::grouped(cents / 100);
    if cents % 100 == 0 { whole } else { format!("{whole}.{:02}", (cents % 100).abs()) }
}

fn cents(written: &str) -> Option<i64> {
    let plain = written.replace([',', '，'], "");
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let sign = if whole.starts_with('-') { -1 } else { 1 };
    let part: i64 = format!("{part:0<2}").get(..2)?.parse().ok()?;
    Some(whole.parse::<i64>().ok()? * 100 + sign * part)
}

fn body_ui(ui: &mut Ui, notice: &Notice, page: usize, place: Rect) {
    let palette = theme::palette(ui.ctx());
    let pages = text_pages(notice);
    card_ui(ui, place, 16.0);
    let inner = place.shrink2(CARD_MARGIN);
    let whole = pages.get(page).map(|page| page.join("\n")).unwrap_or_default();
    text::fitted_label_ui(ui, inner, Align2::LEFT_TOP, &whole, face(CHARACTER, palette.ink).line(LINE_HEIGHT), 28.0);
}

fn fields_ui(ui: &mut Ui, scene: &Scene<'_>, fields: &[Field]) {
    let palette = theme::palette(ui.ctx());
    let card = at(ui, 1228.0, 186.0, 644.0, 798.0);
    card_ui(ui, card, 20.0);
    let inner = card.shrink2(vec2(34.0, 12.0));
    let each = inner.height() / fields.len().max(1) as f32;
    for (index, field) in fields.iter().enumerate() {
        let top = inner.min.y + each * index as f32;
        if index > 0 {
            ui.painter().hline(inner.x_range(), top, Stroke::new(2.0, palette.line));
        }
        let upper = Rect::from_min_size(pos2(inner.min.x, top + 8.0), vec2(inner.width(), 34.0));
        text::label_ui(ui, upper, Align2::LEFT_CENTER, &scene.say(&field.key), face(26.0, palette.ink_soft).line(34.0));
        let lower = Rect::from_min_max(pos2(inner.min.x, top + 42.0), pos2(inner.max.x, top + each - 4.0));
        let value = match &field.value {
            FieldValue::Text(text) => text.clone(),
            FieldValue::NotApplicable { reason } => scene.say_with("notice-not-applicable", &[("reason", reason.into())]),
            FieldValue::ToCome { date } => scene.say_with("notice-to-come", &[("date", day_words(scene.language, date).into())]),
        };
        let strong = matches!(field.key.as_str(), "notice-result" | "notice-fee");
        let words = face(32.0, palette.ink).line(40.0);
        let words = if strong { words.bold() } else { words };
        text::fitted_label_ui(ui, lower, Align2::LEFT_CENTER, &value, words, 22.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_added_in_cents() {
        let rows = [vec!["1,234.5".to_owned()], vec!["0.05".to_owned()], vec!["-0.55".to_owned()]];
        let rows: Vec<&[String]> = rows.iter().map(Vec::as_slice).collect();
        assert_eq!(amount(&rows, 0), "1,234");
        assert_eq!(cents("70"), Some(7000));
        assert_eq!(cents("关于"), None);
    }

    #[test]
    fn a_long_text_is_dealt_out_and_nothing_is_lost() {
        let body = vec!["公".repeat(200), "示".repeat(100), "文".repeat(900)];
        for fields in [Vec::new(), vec![Field { key: "notice-fee".into(), value: FieldValue::Text("不收费".into()) }]] {
            let notice = Notice { body: body.clone(), fields, ..Notice::default() };
            let (lines, characters) = capacity(&notice);
            let pages = text_pages(&notice);
            assert!(pages.len() >= 3, "{}", pages.len());
            let kept: usize = pages.iter().flatten().map(|part| part.chars().count()).sum();
            assert_eq!(kept, 1200);
            for page in &pages {
                let taken: usize = page.iter().map(|part| part.chars().count().div_ceil(characters)).sum();
                assert!(taken > 0 && taken <= lines, "{taken} of {lines} lines");
            }
        }
    }

    #[test]
    fn tables_turn_by_their_rows_and_texts_by_their_length() {
        let table = MoneyTable { rows: vec![Vec::new(); 15], ..MoneyTable::default() };
        let money = Notice { table: Some(table), ..Notice::default() };
        assert_eq!(page_times(&money, 12_000, 6), [12_000; 3]);
        let long = Notice { body: vec!["文".repeat(240)], ..Notice::default() };
        assert_eq!(page_times(&long, 12_000, 6), [40_000]);
    }
}
