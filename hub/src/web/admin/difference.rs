//! What a change changed, in readable words: field by field, as it was and as it is.

use serde_json::{Map, Value};
use sunhall_hall::Hall;
use sunhall_hall::ids::{GroupCode, RoleCode, ServiceCode};
use sunhall_protocol::words;

use crate::web::say::Say;
use crate::web::view::admin::ChangeLine;

/// Fields whose name says nothing to a reader: they are the thing's own key.
const KEYS: [&str; 3] = ["code", "number", "day"];

/// Fields that differ between two states of one thing; a new thing shows what it has.
pub fn lines(ui: Say, hall: &Hall, kind: &str, before: Option<&Value>, after: Option<&Value>) -> Vec<ChangeLine> {
    match (before, after) {
        (_, None) => vec![plain(ui.say("history-gone"))],
        (_, Some(after)) if after.get("act").is_some() => {
            let text = |name: &str| after.get(name).and_then(Value::as_str).unwrap_or_default();
            let said = ui.say(text("act"));
            vec![plain(if text("words").is_empty() { said } else { ui.both(&said, text("words")) })]
        }
        (before, Some(after)) => {
            let (old, new) = (fields(kind, before), fields(kind, Some(after)));
            let mut lines: Vec<ChangeLine> = Vec::new();
            for (name, value) in &new {
                let earlier = old.get(name);
                if earlier == Some(value) || KEYS.contains(&name.as_str()) || (earlier.is_none() && empty(value)) {
                    continue;
                }
                lines.push(line(ui, hall, name, earlier, value));
            }
            if lines.is_empty() { vec![plain(ui.say("history-same"))] } else { lines }
        }
    }
}

/// A sentence that stands alone.
pub fn plain(text: String) -> ChangeLine {
    ChangeLine { label: String::new(), before: None, after: text }
}

fn line(ui: Say, hall: &Hall, name: &str, earlier: Option<&Value>, value: &Value) -> ChangeLine {
    let label = label(ui, name);
    if let (Some(Value::Array(old)), Value::Array(new)) = (earlier, value)
        && new.iter().chain(old).all(Value::is_string)
        && !old.is_empty()
    {
        return ChangeLine { label, before: None, after: list_change(ui, hall, name, old, new) };
    }
    let before = earlier.filter(|value| !empty(value) && name != "portrait").map(|value| shown(ui, hall, name, value));
    ChangeLine { label, before, after: shown(ui, hall, name, value) }
}

/// What came to a list and what left it; a list in another order is shown whole.
fn list_change(ui: Say, hall: &Hall, name: &str, old: &[Value], new: &[Value]) -> String {
    let names =
        |list: &[Value], other: &[Value]| -> Vec<String> { list.iter().filter(|item| !other.contains(item)).map(|item| shown(ui, hall, name, item)).collect() };
    let (added, removed) = (names(new, old), names(old, new));
    let mut said = Vec::new();
    if !added.is_empty() {
        said.push(ui.with("history-added", &[("list", words::list(ui.language, &added).into())]));
    }
    if !removed.is_empty() {
        said.push(ui.with("history-removed", &[("list", words::list(ui.language, &removed).into())]));
    }
    if said.is_empty() { shown(ui, hall, name, &Value::Array(new.to_vec())) } else { said.join("\n") }
}

/// The fields of a thing, those of parts inside it by their own names.
fn fields(kind: &str, value: Option<&Value>) -> Map<String, Value> {
    let mut flat = Map::new();
    match value {
        Some(Value::Object(object)) => {
            for (name, value) in object {
                match value {
                    Value::Object(inner) if name == "guide" => {
                        flat.extend(inner.iter().map(|(part, value)| (format!("guide-{part}"), value.clone())));
                    }
                    value if kind == "slip" => drop(flat.insert(format!("slip_{name}"), value.clone())),
                    Value::Array(days) if kind == "hours" => {
                        flat.extend(days.iter().enumerate().map(|(day, spans)| (format!("weekday-{}", day + 1), spans.clone())));
                    }
                    value => drop(flat.insert(name.clone(), value.clone())),
                }
            }
        }
        Some(Value::Array(days)) if kind == "calendar" => {
            for day in days {
                let text = |name: &str| day.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
                flat.insert(text("day"), Value::String(format!("{} {}", text("kind"), text("name"))));
            }
        }
        _ => {}
    }
    flat
}

fn empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => false,
    }
}

fn label(ui: Say, name: &str) -> String {
    if let Some(weekday) = name.strip_prefix("weekday-") {
        return words::weekday(ui.language, weekday.parse().unwrap_or(7));
    }
    if name.starts_with("20") {
        return name.to_owned();
    }
    // A field that is newer than the words goes by its own name.
    words::spoken(ui.language, &format!("field-{}", name.replace('_', "-")), []).unwrap_or_else(|| name.to_owned())
}

fn shown(ui: Say, hall: &Hall, name: &str, value: &Value) -> String {
    match value {
        Value::Null => ui.say("common-none"),
        Value::Bool(yes) => ui.say(if *yes { "common-yes" } else { "common-no" }),
        Value::Number(number) if name == "weekdays" => words::weekday(ui.language, number.as_u64().and_then(|day| u32::try_from(day).ok()).unwrap_or(7)),
        Value::Number(number) => number.to_string(),
        Value::String(text) if text.is_empty() => ui.say("history-empty"),
        Value::String(text) => named(ui, hall, name, text),
        Value::Array(items) if items.is_empty() => ui.say(if spans(name) { "hours-closed" } else { "common-none" }),
        Value::Array(items) if name == "guide-steps" => items.iter().map(|item| shown(ui, hall, name, item)).collect::<Vec<_>>().join(" → "),
        Value::Array(items) => words::list(ui.language, &items.iter().map(|item| shown(ui, hall, name, item)).collect::<Vec<_>>()),
        Value::Object(object) => part(ui, name, object),
    }
}

fn spans(name: &str) -> bool {
    name == "spans" || name.starts_with("weekday-")
}

/// Codes as the names they stand for.
fn named(ui: Say, hall: &Hall, name: &str, text: &str) -> String {
    match name {
        "group" | "first" | "help" => {
            hall.floor.groups.get(&GroupCode::new(text)).map_or_else(|| text.to_owned(), |group| ui.name(&group.name, &group.name_en).to_owned())
        }
        "services" => {
            hall.floor.services.get(&ServiceCode::new(text)).map_or_else(|| text.to_owned(), |service| ui.name(&service.name, &service.name_en).to_owned())
        }
        "roles" | "role" => ui.say(&format!("role-{text}")),
        "hall_roles" => hall.staff.roles.get(&RoleCode::new(text)).map_or_else(|| text.to_owned(), |role| ui.name(&role.name, &role.name_en).to_owned()),
        "verbs" => ui.say(&format!("verb-{}", text.replace('_', "-"))),
        "level_lowest" => ui.say(&format!("level-{text}")),
        "fee" => ui.say("common-free"),
        "class" => ui.say(&format!("device-class-{text}")),
        // A photo lies elsewhere by its hash, which says nothing to a reader.
        "portrait" => ui.say("history-portrait"),
        _ if name.starts_with("slip_") && matches!(text, "off" | "normal" | "large") => ui.say(&format!("slip-size-{text}")),
        _ if name.starts_with("20") => match text.split_once(' ') {
            Some(("rest", rest)) => ui.with("year-rest", &[("name", rest.into())]),
            Some((_, rest)) => ui.with("year-work", &[("name", rest.into())]),
            None => text.to_owned(),
        },
        _ => text.to_owned(),
    }
}

/// Parts that are written together: a span, a limit, a fee, a person's words that lie elsewhere.
fn part(ui: Say, name: &str, object: &Map<String, Value>) -> String {
    let text = |field: &str| object.get(field).and_then(Value::as_str).unwrap_or_default();
    if spans(name) {
        let short = |time: &str| time.get(..5).unwrap_or(time).to_owned();
        return ui.with("common-hours-range", &[("from", short(text("from")).into()), ("to", short(text("to")).into())]);
    }
    if name == "statutory" {
        let count = object.get("days").and_then(Value::as_u64).and_then(|days| u32::try_from(days).ok()).unwrap_or(0);
        let working = object.get("working").and_then(Value::as_bool).unwrap_or(false);
        return ui.with(if working { "common-working-days" } else { "common-days" }, &[("count", count.into())]);
    }
    match (text("amount"), text("local")) {
        ("", "") => ui.say("history-personal"),
        ("", local) => local.to_owned(),
        (amount, _) => ui.with("common-yuan", &[("amount", amount.into())]),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn said(kind: &str, before: &Value, after: &Value) -> Vec<String> {
        let lines = lines(Say::default(), &Hall::default(), kind, Some(before), Some(after));
        lines.into_iter().map(|line| format!("{}: {} → {}", line.label, line.before.unwrap_or_default(), line.after)).collect()
    }

    #[test]
    fn only_what_differs_is_told_in_words() {
        let before = json!({ "code": "A1", "name": "旧名", "pledged_days": 3, "offered": true, "guide": { "basis": "" }, "statutory": null });
        let after = json!({ "code": "A1", "name": "新名", "pledged_days": 3, "offered": false, "guide": { "basis": "某条" }, "statutory": { "days": 10, "working": true } });
        assert_eq!(said("service", &before, &after), ["依据:  → 某条", "名称: 旧名 → 新名", "现在能办: 是 → 否", "法定时限:  → 10 个工作日"]);
        assert_eq!(said("service", &before, &before), [":  → 和原来一样"]);
    }

    #[test]
    fn lists_tell_what_came_and_what_left() {
        let (before, after) = (json!({ "materials": ["身份证", "照片"] }), json!({ "materials": ["身份证", "户口簿"] }));
        assert_eq!(said("service", &before, &after), ["要带的材料:  → 加上：户口簿\n去掉：照片"]);
    }

    #[test]
    fn hours_are_told_by_weekday() {
        let (before, after) = (json!({ "days": [[], []] }), json!({ "days": [[{ "from": "08:30:00", "to": "12:00:00" }], []] }));
        assert_eq!(said("hours", &before, &after), ["星期一:  → 08:30–12:00"]);
    }
}
