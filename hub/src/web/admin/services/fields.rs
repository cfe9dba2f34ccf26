//! The fields of a service: what each is called, and how a form becomes a service and a service a form.

use sunhall_hall::floor::{Fee, Guide, Limit, Service};
use sunhall_hall::ids::{GroupCode, ServiceCode};
use sunhall_hall::settings::Change;
use sunhall_hall::{Day, Hall};

use crate::web::admin::form::{Posted, Reading, Wrong};
use crate::web::admin::groups;
use crate::web::say::Say;
use crate::web::view::admin::{Choice, Field, Part};

/// Kinds of the catalogue, from which the limit of a service without its own follows (R17.2).
const KINDS: [(&str, &str); 5] = [
    ("consult", "service-kind-consult"),
    ("service", "service-kind-service"),
    ("approval", "service-kind-approval"),
    ("disclosure", "service-kind-disclosure"),
    ("petition", "service-kind-petition"),
];
const LEVELS: [(&str, &str); 4] = [("household", "level-household"), ("village", "level-village"), ("town", "level-town"), ("county", "level-county")];
const FEES: [&str; 3] = ["zero", "amount", "local"];

/// Lines that a list may hold.
const LINES_MAX: usize = 40;
const LINE_MAX: usize = 200;

pub fn posted(service: &Service) -> Posted {
    let (fee_kind, fee) = match &service.fee {
        Fee::Zero => ("zero", ""),
        Fee::Amount(amount) => ("amount", amount.as_str()),
        Fee::Local(words) => ("local", words.as_str()),
    };
    let days = service.statutory.map(|limit| limit.days.to_string()).unwrap_or_default();
    let working = service.statutory.is_none_or(|limit| limit.working);
    let mut posted = Posted::default()
        .and("name", &service.name)
        .and("name_en", &service.name_en)
        .and("short", &service.short)
        .and("group", &service.group)
        .and("department", &service.department)
        .and("kind", &service.kind)
        .and("level_lowest", &service.level_lowest)
        .and("statutory", &days)
        .and("statutory_kind", if working { "wd" } else { "d" })
        .and("clock", service.clock.as_deref().unwrap_or_default())
        .and("pledged_days", &service.pledged_days)
        .and("fee_kind", fee_kind)
        .and("fee", fee)
        .and("object", &service.guide.object)
        .and("conditions", &service.guide.conditions)
        .and("basis", &service.guide.basis)
        .and("result", &service.guide.result);
    let lists = [
        ("materials", &service.materials),
        ("originals", &service.originals),
        ("steps", &service.guide.steps),
        ("aliases", &service.aliases),
        ("also_at", &service.also_at),
    ];
    for (name, list) in lists {
        posted = posted.and(name, &list.join("\n"));
    }
    if service.offered { posted.and("offered", "yes") } else { posted }
}

pub fn parts(ui: Say, hall: &Hall, posted: &Posted, new: bool) -> Vec<Part> {
    let part = |title: &str, note: &str, fields| Part { title: ui.say(title), note: if note.is_empty() { String::new() } else { ui.say(note) }, fields };
    vec![
        part("service-part-what", "", what(ui, hall, posted, new)),
        part("service-part-limits", "service-limits-note", limits(ui, posted)),
        part("service-part-guide", "service-guide-note", guide(ui, posted)),
        part("service-part-search", "", search(ui, posted)),
    ]
}

fn label(ui: Say, name: &str) -> String {
    ui.say(&format!("field-{}", name.replace('_', "-")))
}

fn what(ui: Say, hall: &Hall, posted: &Posted, new: bool) -> Vec<Field> {
    let line = |name: &str, most: usize| Field::line(name, label(ui, name), posted.get(name)).at_most(most).half();
    let groups = groups::by_letter(hall).into_iter().map(|group| {
        Choice::new(group.code.as_str(), format!("{} {}", group.letter, ui.name(&group.name, &group.name_en)), posted.get("group") == group.code.as_str())
    });
    let picks = |name: &str, values: &[(&str, &str)]| {
        let choices = values.iter().map(|(value, words)| Choice::new(*value, ui.say(words), posted.get(name) == *value)).collect();
        Field::pick(name, label(ui, name), choices).needed().half()
    };
    let mut fields = vec![
        Field::tick("offered", label(ui, "offered"), posted.has("offered", "yes")).hint(ui.say("service-offered-hint")),
        line("name", 40).needed(),
        line("name_en", 80),
        line("short", 8).hint(ui.say("service-short-hint")),
        Field::pick("group", label(ui, "group"), groups.collect()).needed().half(),
        line("department", 40).needed(),
        picks("kind", &KINDS),
        picks("level_lowest", &LEVELS),
    ];
    if new {
        fields.insert(0, line("code", 40).needed().hint(ui.say("admin-code-hint")));
    }
    fields
}

fn limits(ui: Say, posted: &Posted) -> Vec<Field> {
    let kinds = ["wd", "d"].map(|unit| Choice::new(unit, ui.say(&format!("service-days-{unit}")), posted.get("statutory_kind") == unit));
    let fees = FEES.map(|fee| Choice::new(fee, ui.say(&format!("service-fee-{fee}")), posted.get("fee_kind") == fee));
    vec![
        Field::figure("statutory", label(ui, "statutory"), posted.get("statutory")).hint(ui.say("service-statutory-hint")).half(),
        Field::pick("statutory_kind", ui.say("service-days"), kinds.to_vec()).needed().half(),
        Field::figure("pledged_days", label(ui, "pledged-days"), posted.get("pledged_days")).needed().hint(ui.say("service-pledged-hint")).half(),
        Field::line("clock", label(ui, "clock"), posted.get("clock")).at_most(60).hint(ui.say("service-clock-hint")).half(),
        Field::pick("fee_kind", label(ui, "fee"), fees.to_vec()).needed().half(),
        Field::line("fee", ui.say("service-fee-words"), posted.get("fee")).at_most(100).hint(ui.say("service-fee-hint")).half(),
    ]
}

fn guide(ui: Say, posted: &Posted) -> Vec<Field> {
    let area = |name: &str, field: &str, rows: u8| Field::area(name, ui.say(field), posted.get(name), rows);
    vec![
        area("object", "field-guide-object", 2),
        area("conditions", "field-guide-conditions", 3),
        area("materials", "field-materials", 5).hint(ui.say("service-lines-hint")),
        area("originals", "field-originals", 2).hint(ui.say("service-originals-hint")),
        area("steps", "field-guide-steps", 5).hint(ui.say("service-lines-hint")),
        area("basis", "field-guide-basis", 2),
        Field::line("result", ui.say("field-guide-result"), posted.get("result")).at_most(200),
    ]
}

fn search(ui: Say, posted: &Posted) -> Vec<Field> {
    let area = |name: &str, rows: u8| Field::area(name, label(ui, name), posted.get(name), rows);
    vec![area("aliases", 3).hint(ui.say("service-aliases-hint")), area("also_at", 3).hint(ui.say("service-lines-hint"))]
}

pub fn read(ui: Say, posted: &Posted, code: Option<&str>, today: Day) -> Result<(Change, Day), Wrong> {
    let mut read = Reading::new(ui, posted);
    let code = code.map_or_else(|| read.code("code"), str::to_owned);
    let statutory = statutory(&mut read);
    let fee = fee(&mut read);
    let guide = Guide {
        object: read.line("object", 500),
        conditions: read.line("conditions", 2_000),
        steps: list(&mut read, "steps"),
        basis: read.line("basis", 500),
        result: read.line("result", 200),
    };
    let service = Service {
        code: ServiceCode::new(code),
        group: GroupCode::new(posted.get("group")),
        name: read.needed("name", 40),
        name_en: read.line("name_en", 80),
        short: read.line("short", 8),
        department: read.needed("department", 40),
        kind: chosen(&mut read, "kind", &KINDS),
        level_lowest: chosen(&mut read, "level_lowest", &LEVELS),
        statutory,
        pledged_days: read.whole("pledged_days", 0, 999),
        fee,
        clock: Some(read.line("clock", 60)).filter(|clock| !clock.is_empty()),
        materials: list(&mut read, "materials"),
        originals: list(&mut read, "originals"),
        aliases: list(&mut read, "aliases"),
        also_at: list(&mut read, "also_at"),
        guide,
        offered: read.ticked("offered"),
    };
    let from = read.from("from", today);
    read.finish().map(|()| (Change::Service(Box::new(service)), from))
}

fn chosen(read: &mut Reading<'_>, name: &str, offered: &[(&'static str, &'static str)]) -> String {
    let offered: Vec<(&str, &str)> = offered.iter().map(|(value, _)| (*value, *value)).collect();
    read.one_of(name, &offered).unwrap_or_default().to_owned()
}

fn statutory(read: &mut Reading<'_>) -> Option<Limit> {
    if read.posted.get("statutory").is_empty() {
        return None;
    }
    let working = read.one_of("statutory_kind", &[("wd", true), ("d", false)])?;
    Some(Limit { days: read.whole("statutory", 1, 9_999), working })
}

fn fee(read: &mut Reading<'_>) -> Fee {
    let words = read.line("fee", 100);
    let kind = read.one_of("fee_kind", &FEES.map(|fee| (fee, fee)));
    match kind {
        Some("amount") => Fee::Amount(words),
        Some("local") => {
            if words.is_empty() {
                read.blame("fee", read.ui.say("admin-wrong-empty"));
            }
            Fee::Local(words)
        }
        _ => Fee::Zero,
    }
}

/// One item a line, none too long and not too many.
fn list(read: &mut Reading<'_>, name: &str) -> Vec<String> {
    let lines = read.lines(name, 4_000);
    if lines.len() > LINES_MAX || lines.iter().any(|line| line.chars().count() > LINE_MAX) {
        read.blame(name, read.ui.with("service-wrong-lines", &[("lines", LINES_MAX.into()), ("count", LINE_MAX.into())]));
    }
    lines
}
