//! The details of a person as a form, and back.

use sunhall_hall::Day;
use sunhall_hall::Verb;
use sunhall_hall::ids::{RoleCode, StaffNumber, TextRef, WindowNumber};
use sunhall_hall::settings::Change;
use sunhall_hall::staff::{Role, Staff};

use super::{PAGE, address};
use crate::draw::{Draw, TextKind};
use crate::web::admin::change::{self, Asker};
use crate::web::admin::form::{Posted, Reading, Wrong};
use crate::web::state::App;
use crate::web::view::admin::{Choice, Field, Form, Part};
use crate::wire::role_key;

const NAME_MAX: usize = 30;
const PHONE_MAX: usize = 30;
const LINE_MAX: usize = 40;
const NUMBER_MAX: usize = 16;

/// A person as the form says; name and phone still as plain words.
pub struct Wanted {
    pub number: StaffNumber,
    name: String,
    phone: String,
    /// References that already hold these words.
    kept: (Option<TextRef>, Option<TextRef>),
    plain: Staff,
}

impl Wanted {
    /// With name and phone in rows that can be erased; those that did not change stay where they are.
    pub fn drawn(self, draw: &mut Draw, before: Option<&Staff>) -> Staff {
        let (name, phone) = self.kept;
        let name = name.or_else(|| Some(draw.text(TextKind::Name, &self.name)));
        let phone = if self.phone.is_empty() { None } else { phone.or_else(|| Some(draw.text(TextKind::Phone, &self.phone))) };
        let portrait = before.and_then(|before| before.portrait.clone());
        Staff { name, phone, portrait, left: before.is_some_and(|before| before.left), ..self.plain }
    }
}

/// What a person is now, as the form would send it.
pub fn posted(app: &App, staff: &Staff) -> Posted {
    let text = |reference: Option<&TextRef>| reference.map(|reference| app.text(reference)).unwrap_or_default();
    let mut posted = Posted::default()
        .and("name", &text(staff.name.as_ref()))
        .and("phone", &text(staff.phone.as_ref()))
        .and("position", &staff.position)
        .and("position_en", &staff.position_en)
        .and("department", &staff.department)
        .and("department_en", &staff.department_en)
        .and("usual_window", &staff.usual_window.map(|window| window.0.to_string()).unwrap_or_default())
        .and("may_choose", if staff.may_choose { "yes" } else { "" });
    for role in &staff.roles {
        posted = posted.and("roles", role_key(*role));
    }
    staff.hall_roles.iter().fold(posted, |posted, role| posted.and("hall_roles", role))
}

pub fn form(asker: Asker<'_>, staff: Option<&Staff>, posted: &Posted) -> Form {
    let (ui, hall) = (asker.ui(), asker.app.engine.hall());
    let line = |name: &str, key: &str, most: usize| Field::line(name, ui.say(key), posted.get(name)).at_most(most);
    let mut badge = vec![
        line("name", "badge-name", NAME_MAX).needed().half(),
        line("phone", "badge-phone", PHONE_MAX).half(),
        line("position", "field-position", LINE_MAX).half(),
        line("position_en", "field-position-en", LINE_MAX).half(),
        line("department", "field-department", LINE_MAX).half(),
        line("department_en", "field-department-en", LINE_MAX).half(),
    ];
    if staff.is_none() {
        badge.insert(0, line("number", "badge-number", NUMBER_MAX).hint(ui.say("staff-number-hint")).needed());
    }
    let roles = Role::ALL.map(|role| Choice::new(role_key(role), ui.say(role_key(role)), posted.has("roles", role_key(role)))).to_vec();
    let mut rights = vec![Field::ticks("roles", ui.say("field-roles"), roles)];
    if !hall.staff.roles.is_empty() {
        let own = hall.staff.roles.values().map(|role| {
            let name = ui.name(&role.name, &role.name_en);
            Choice::new(role.code.as_str(), name, posted.has("hall_roles", role.code.as_str()))
        });
        rights.push(Field::ticks("hall_roles", ui.say("field-hall-roles"), own.collect()));
    }
    let mut windows = vec![Choice::new("", ui.say("common-none"), posted.get("usual_window").is_empty())];
    windows.extend(hall.floor.windows.keys().map(|window| {
        let number = window.0.to_string();
        Choice::new(number.as_str(), ui.with("admin-window", &[("window", window.0.into())]), posted.get("usual_window") == number)
    }));
    rights.push(Field::pick("usual_window", ui.say("field-usual-window"), windows).needed().half());
    rights.push(Field::tick("may_choose", ui.say("field-may-choose"), posted.get("may_choose") == "yes").hint(ui.say("staff-may-choose-hint")));
    let parts = vec![
        Part { title: ui.say("staff-part-badge"), note: ui.say("staff-part-badge-note"), fields: badge },
        Part { title: ui.say("staff-part-rights"), note: String::new(), fields: rights },
    ];
    let may = asker.person.may(Verb::SetStaff);
    match staff {
        Some(staff) => {
            let seen = change::seen(&hall, &Change::Staff(staff.clone()));
            change::form(asker, address(&staff.number), PAGE, parts, posted, seen, may && !staff.left)
        }
        // Somebody new begins at once.
        None => Form { action: format!("{PAGE}/new"), parts, save: ui.say("common-save"), back: PAGE.to_owned(), may, ..Form::default() },
    }
}

pub fn read(asker: Asker<'_>, posted: &Posted, before: Option<&Staff>) -> Result<(Wanted, Day), Wrong> {
    let (ui, app) = (asker.ui(), asker.app);
    let mut read = Reading::new(ui, posted);
    let number = match before {
        Some(before) => before.number.clone(),
        None => new_number(&mut read),
    };
    let (name, phone) = (read.needed("name", NAME_MAX), read.line("phone", PHONE_MAX));
    let position = read.line("position", LINE_MAX);
    let position_en = read.line("position_en", LINE_MAX);
    let department = read.line("department", LINE_MAX);
    let department_en = read.line("department_en", LINE_MAX);
    let roles: Vec<Role> = Role::ALL.into_iter().filter(|role| posted.has("roles", role_key(*role))).collect();
    let usual_window = window(&mut read);
    let mut hall_roles: Vec<RoleCode> = posted.all("hall_roles").map(RoleCode::new).collect();
    hall_roles.sort();
    hall_roles.dedup();
    let may_choose = read.ticked("may_choose");
    let from = if before.is_some() { read.from("from", asker.today()) } else { asker.today() };
    let held = |reference: Option<&TextRef>, text: &str| reference.filter(|reference| app.text(reference) == text).cloned();
    let kept = (held(before.and_then(|before| before.name.as_ref()), &name), held(before.and_then(|before| before.phone.as_ref()), &phone));
    let plain = Staff {
        number: number.clone(),
        roles,
        hall_roles,
        name: None,
        phone: None,
        position,
        position_en,
        department,
        department_en,
        portrait: None,
        usual_window,
        may_choose,
        left: false,
    };
    read.finish().map(|()| (Wanted { number, name, phone, kept, plain }, from))
}

fn new_number(read: &mut Reading<'_>) -> StaffNumber {
    let number = read.needed("number", NUMBER_MAX);
    if !number.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        read.blame("number", read.ui.say("staff-wrong-number"));
    }
    StaffNumber::new(number)
}

fn window(read: &mut Reading<'_>) -> Option<WindowNumber> {
    let text = read.posted.get("usual_window");
    if text.is_empty() {
        return None;
    }
    let window = text.parse().ok().map(WindowNumber);
    if window.is_none() {
        read.blame("usual_window", read.ui.say("admin-wrong-choice"));
    }
    window
}
