//! The files of the demo hall agree with each other and with what its README says of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;

const FIELDS: [&str; 8] = ["basis", "conditions", "procedure", "limit", "result", "fee", "person", "liability"];
const ROLES: [&str; 7] = ["guide", "clerk", "manager", "leader", "supervisor", "archivist", "administrator"];

type Row = BTreeMap<String, String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Hall {
    id: String,
    demo: bool,
    name: String,
    name_en: String,
    town: String,
    town_en: String,
    place: String,
    place_en: String,
    guide_desk: String,
    guide_desk_en: String,
    supervision_phone: String,
    on_call: String,
    on_call_phone: String,
    calendar: String,
    slip_note: String,
    slip_note_en: String,
    hours: Vec<Hours>,
    group_days: Vec<GroupDays>,
    windows: Vec<Window>,
    villages: Vec<Village>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Hours {
    weekdays: Vec<u8>,
    open: Vec<[String; 2]>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupDays {
    group: String,
    weekdays: Vec<u8>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Window {
    number: u16,
    first: Vec<String>,
    help: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Village {
    id: String,
    name: String,
    name_en: String,
    point: String,
    weekdays: Vec<u8>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct People {
    staff: Vec<Person>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Person {
    number: String,
    name: String,
    roles: Vec<String>,
    position: String,
    position_en: String,
    department: String,
    department_en: String,
    phone: String,
    usual_window: Option<u16>,
    #[serde(default)]
    may_choose: bool,
    portrait: String,
    password: String,
    pin: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Menu {
    elder_summary: BTreeMap<String, String>,
    materials: Materials,
    short: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Materials {
    originals: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Notice {
    id: String,
    order: u32,
    category: String,
    title: String,
    title_en: String,
    period: Option<String>,
    board: String,
    published: String,
    until: Option<String>,
    body: Vec<String>,
    review: Review,
    stages: Vec<Stage>,
    fields: BTreeMap<String, Field>,
    table: Option<Table>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Review {
    by: String,
    date: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stage {
    kind: String,
    title: String,
    date: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Field {
    Text(String),
    NotApplicable(String),
    ToCome(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    file: String,
    figures: Vec<String>,
    amount: String,
    total: String,
    #[serde(default)]
    product: Vec<String>,
    people: Option<String>,
}

#[test]
fn services_and_groups_belong_together() {
    let groups = column("groups.csv", "code");
    let clocks: BTreeMap<String, Row> = rows("clocks.csv").into_iter().map(|row| (row["key"].clone(), row)).collect();
    let services = rows("services.csv");
    assert_eq!(services.len(), 65);
    for service in &services {
        let code = &service["code"];
        assert!(groups.contains(&service["group"]), "{code} is in no group");
        assert!(!service["name_en"].is_empty() && !service["alias"].is_empty(), "{code} has no English name or alias");
        assert!(service["pledged_limit_wd"].parse::<u32>().is_ok(), "{code} has no pledge");
        if !service["clock"].is_empty() {
            let clock = clocks.get(&service["clock"]).unwrap_or_else(|| panic!("{code} names an unknown clock"));
            let limit = format!("{}{}", clock["limit"], clock["unit"]);
            assert!(service["statutory_limit"].is_empty() || service["statutory_limit"] == limit, "{code} differs from its clock");
        }
    }
    for group in &groups {
        assert!(services.iter().any(|service| &service["group"] == group), "nothing is in {group}");
    }
    let letters: Vec<String> = rows("groups.csv").iter().map(|row| row["letter"].clone()).collect();
    assert_eq!(letters.iter().collect::<BTreeSet<_>>().len(), letters.len(), "a letter stands twice");
    assert!(letters.iter().all(|letter| "ABCDEFGHJ".contains(letter.as_str())));
}

#[test]
fn the_hall_ships_the_same_parameters() {
    let built_in = folder().join("../../hub/hall/data/parameters.csv");
    let shipped = fs::read(folder().join("parameters.csv")).expect("the parameters");
    assert!(fs::read(built_in).expect("the parameters built in") == shipped, "both copies of parameters.csv must stay equal");
}

#[test]
fn the_eight_windows_serve_and_help_as_groups_say() {
    let hall: Hall = read("hall.toml");
    let numbers: Vec<u16> = hall.windows.iter().map(|window| window.number).collect();
    assert_eq!(numbers, (1..=8).collect::<Vec<_>>());
    for group in rows("groups.csv") {
        let code = &group["code"];
        let mut named = group["windows"].split(';').map(|number| number.parse::<u16>().expect("a window number"));
        let first: Vec<u16> = hall.windows.iter().filter(|w| w.first.contains(code)).map(|w| w.number).collect();
        let help: Vec<u16> = hall.windows.iter().filter(|w| w.help.contains(code)).map(|w| w.number).collect();
        assert_eq!(first, named.next().into_iter().collect::<Vec<_>>(), "first windows of {code}");
        assert_eq!(help, named.collect::<Vec<_>>(), "helping windows of {code}");
    }
}

#[test]
fn the_hall_is_complete_and_plainly_a_demo() {
    let hall: Hall = read("hall.toml");
    assert!(hall.demo && hall.id == "demo");
    let texts = [hall.name, hall.name_en, hall.town, hall.town_en, hall.place, hall.place_en, hall.guide_desk, hall.guide_desk_en];
    assert!(texts.iter().all(|text| !text.is_empty()));
    assert!(hall.slip_note.starts_with("演示") && hall.slip_note_en.starts_with("Demo"));
    assert!(hall.supervision_phone.starts_with("0000") && hall.on_call_phone.starts_with("0000"));
    assert!(staff().iter().any(|person| person.number == hall.on_call), "nobody is on call");
    assert!(folder().join(&hall.calendar).is_file());

    let weekdays: Vec<u8> = hall.hours.iter().flat_map(|hours| hours.weekdays.clone()).collect();
    assert_eq!(weekdays, [1, 2, 3, 4, 5]);
    for [from, to] in hall.hours.iter().flat_map(|hours| &hours.open) {
        assert!(from < to && from.len() == 5 && to.len() == 5, "{from}–{to}");
    }
    let groups = column("groups.csv", "code");
    for days in &hall.group_days {
        assert!(groups.contains(&days.group) && days.weekdays.iter().all(|day| weekdays.contains(day)));
    }
    let ids: BTreeSet<&str> = hall.villages.iter().map(|village| village.id.as_str()).collect();
    assert_eq!(ids.len(), hall.villages.len());
    for village in &hall.villages {
        assert!(village.point.starts_with(&village.name) && !village.name_en.is_empty());
        assert!(village.weekdays.iter().all(|day| (1..=7).contains(day)));
    }
}

#[test]
fn twelve_people_are_plainly_demo_and_have_complete_badges() {
    let people = staff();
    assert_eq!(people.len(), 12);
    let numbers: BTreeSet<&str> = people.iter().map(|person| person.number.as_str()).collect();
    assert_eq!(numbers.len(), 12, "a staff number stands twice");
    let (password_min, pin_min) = (parameter("security.password_min"), parameter("security.pin_min"));
    let readme = fs::read_to_string(folder().join("README.md")).expect("the README");
    for person in &people {
        let number = &person.number;
        assert!(person.name.starts_with("演示") && person.name.chars().count() == 3, "{number} is not plainly demo");
        assert_eq!(person.phone, format!("0000-0000{}", &number[1..]));
        assert!(!person.roles.is_empty() && person.roles.iter().all(|role| ROLES.contains(&role.as_str())), "{number}");
        let texts = [&person.position, &person.position_en, &person.department, &person.department_en];
        assert!(texts.iter().all(|text| !text.is_empty()), "{number} has an incomplete badge");
        assert_eq!(person.password, format!("yanshi-{number}-demo"));
        assert_eq!(person.pin, format!("00{number}"));
        assert!(person.password.len() >= password_min && person.pin.len() >= pin_min);
        assert!(readme.contains(&format!("| {number} | {} |", person.name)), "{number} is missing in the README");
        assert_portrait(&folder().join(&person.portrait));
    }
    for role in ["guide", "clerk", "manager", "leader", "supervisor", "administrator"] {
        assert!(people.iter().any(|person| person.roles.iter().any(|has| has == role)), "nobody is {role}");
    }
    assert!(people.iter().any(|person| person.may_choose));
}

#[test]
fn every_window_has_its_clerk() {
    let mut windows: Vec<u16> = staff()
        .into_iter()
        .filter(|person| person.roles.iter().any(|role| role == "clerk"))
        .map(|person| person.usual_window.expect("a clerk has a window"))
        .collect();
    windows.sort_unstable();
    assert_eq!(windows, (1..=8).collect::<Vec<_>>());
}

#[test]
fn short_names_cover_every_service_and_nothing_else() {
    let menu: Menu = read("menu.toml");
    let services = column("services.csv", "code");
    assert_eq!(menu.short.keys().cloned().collect::<BTreeSet<_>>(), services);
    assert!(menu.short.values().all(|short| (2..=8).contains(&short.chars().count())));
    assert_eq!(menu.short.values().collect::<BTreeSet<_>>().len(), services.len(), "a short name stands twice");
    let materials: String = rows("services.csv").iter().map(|row| row["materials"].clone()).collect();
    assert!(menu.materials.originals.iter().all(|paper| materials.contains(paper)));
    let elder: BTreeSet<String> = rows("groups.csv").into_iter().filter(|row| row["in_elder_mode"] == "yes").map(|row| row["code"].clone()).collect();
    assert_eq!(menu.elder_summary.into_keys().collect::<BTreeSet<_>>(), elder);
}

#[test]
fn every_notice_holds_the_eight_fields_and_its_stages() {
    let categories: BTreeMap<String, Row> = rows("notices.csv").into_iter().map(|row| (row["category"].clone(), row)).collect();
    let boards: BTreeSet<String> = read::<Hall>("hall.toml").villages.into_iter().map(|village| village.name).collect();
    let people = staff();
    let notices = notices();
    assert_eq!(notices.len(), 12);
    assert_eq!(notices.iter().map(|notice| notice.order).collect::<BTreeSet<_>>().len(), 12, "an order stands twice");
    assert_eq!(notices.iter().map(|notice| &notice.category).collect::<BTreeSet<_>>().len(), 12, "kinds repeat");
    for notice in &notices {
        let id = &notice.id;
        let category = categories.get(&notice.category).unwrap_or_else(|| panic!("{id} is of no known kind"));
        assert_eq!(category["has_money_table"] == "yes", notice.table.is_some(), "{id} and its money table");
        assert!(notice.board == "town" || boards.contains(&notice.board), "{id} hangs on no board");
        assert_eq!(category["level"] == "village", notice.board != "town", "{id} hangs on the wrong board");
        assert!(!notice.title.is_empty() && !notice.title_en.is_empty() && !notice.body.is_empty());
        assert!(notice.period.as_ref().is_none_or(|period| !period.is_empty()));
        assert!(people.iter().any(|person| person.number == notice.review.by), "{id} was reviewed by nobody");
        assert!(days(&notice.review.date) <= days(&notice.published), "{id} was published before its review");
        assert!(notice.until.as_ref().is_none_or(|until| days(until) > 0), "{id} would be over at once");
        let kinds: Vec<&str> = notice.stages.iter().map(|stage| stage.kind.as_str()).collect();
        assert_eq!(kinds, ["before", "during", "after"], "{id}");
        assert!(notice.stages.iter().all(|stage| !stage.title.is_empty()));
        assert!(notice.stages.is_sorted_by_key(|stage| days(&stage.date)), "{id} has its stages out of order");
        assert_fields(notice);
    }
    let money = notices.iter().find(|notice| notice.category == "涉农补贴").expect("the money notice");
    assert_eq!(money.title, "耕地地力保护补贴公示");
}

#[test]
fn totals_of_money_notices_add_up_row_by_row() {
    let mut checked = 0;
    for notice in notices() {
        let Some(table) = notice.table else { continue };
        let rows = rows(&format!("notices/{}", table.file));
        let known: BTreeSet<&String> = rows.first().expect("a row").keys().collect();
        assert!(table.figures.iter().chain([&table.amount]).chain(&table.product).all(|column| known.contains(column)));
        let sum: i128 = rows.iter().map(|row| hundredths(&row[&table.amount])).sum();
        assert_eq!(sum, hundredths(&table.total), "{} does not add up", notice.id);
        for row in rows.iter().filter(|_| !table.product.is_empty()) {
            let product: i128 = table.product.iter().map(|column| hundredths(&row[column])).product();
            let scale = 100_i128.pow(table.product.len() as u32 - 1);
            assert_eq!(product, hundredths(&row[&table.amount]) * scale, "{row:?}");
        }
        if let Some(people) = table.people {
            let names: BTreeSet<&String> = rows.iter().map(|row| &row[&people]).collect();
            assert_eq!(names.len(), rows.len(), "somebody stands twice in {}", notice.id);
            assert!(names.iter().all(|name| name.starts_with("演示")));
        }
        checked += rows.len();
    }
    assert!(checked > 216, "only {checked} rows were read");
}

fn assert_fields(notice: &Notice) {
    let names: BTreeSet<&str> = notice.fields.keys().map(String::as_str).collect();
    assert_eq!(names, FIELDS.into_iter().collect(), "{}", notice.id);
    for (name, field) in &notice.fields {
        match field {
            Field::Text(text) | Field::NotApplicable(text) => assert!(!text.is_empty(), "{} {name}", notice.id),
            Field::ToCome(date) => {
                assert_eq!(name, "result", "{}: only the result may be to come", notice.id);
                assert!(days(date) > 0, "{}: its result should be there by now", notice.id);
                assert_eq!(days(date), days(&notice.stages[2].date), "{}: result and last stage", notice.id);
            }
        }
    }
}

/// A PNG of 320 × 400 below 25 kB: its size stands in the first chunk.
fn assert_portrait(path: &Path) {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert!(bytes.starts_with(b"\x89PNG\r\n\x1a\n") && bytes.len() < 25_000, "{}", path.display());
    let size = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes"));
    assert_eq!((size(16), size(20)), (320, 400), "{}", path.display());
}

/// Days from the day of import, `-3` or `+14`.
fn days(text: &str) -> i32 {
    assert!(text.starts_with(['+', '-']), "{text} does not count from the day of import");
    text.parse().expect(text)
}

/// A figure with at most two decimals, in hundredths, so that no sum is rounded. Units after a space are left out.
fn hundredths(text: &str) -> i128 {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    assert!(decimals.len() <= 2, "{text} has more than two decimals");
    let sign = if whole.starts_with('-') { -1 } else { 1 };
    whole.parse::<i128>().expect(text) * 100 + sign * format!("{decimals:0<2}").parse::<i128>().expect(text)
}

fn staff() -> Vec<Person> {
    read::<People>("staff.toml").staff
}

fn notices() -> Vec<Notice> {
    let mut names: Vec<String> = fs::read_dir(folder().join("notices"))
        .expect("the notices")
        .map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned())
        .filter(|name| Path::new(name).extension().is_some_and(|end| end == "toml"))
        .collect();
    names.sort();
    let read_one = |name: &String| {
        let notice: Notice = read(&format!("notices/{name}"));
        assert_eq!(*name, format!("{}.toml", notice.id));
        notice
    };
    names.iter().map(read_one).collect()
}

fn parameter(key: &str) -> usize {
    let rows = rows("parameters.csv");
    let row = rows.iter().find(|row| row["key"] == key).expect(key);
    row["default"].parse().expect("a number")
}

fn column(file: &str, name: &str) -> BTreeSet<String> {
    let rows = rows(file);
    let values: BTreeSet<String> = rows.iter().map(|row| row[name].clone()).collect();
    assert_eq!(values.len(), rows.len(), "a {name} stands twice in {file}");
    values
}

fn rows(file: &str) -> Vec<Row> {
    let path = folder().join(file);
    let reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_path(&path);
    let read: Result<Vec<Row>, _> = reader.and_then(|mut reader| reader.deserialize().collect());
    read.unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn read<T: DeserializeOwned>(file: &str) -> T {
    let path = folder().join(file);
    let text = fs::read_to_string(&path).expect("a file of the demo hall");
    toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../deploy/demo")
}
