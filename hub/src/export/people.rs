//! People as files: the roster with badges and portraits; no sign-on leaves the hub.

use sunhall_hall::staff::Staff;

use super::{File, Source, toml_file};
use crate::import::files::{StaffFile, StaffRow};

pub fn files(source: &Source<'_>) -> anyhow::Result<Vec<File>> {
    let mut files = Vec::new();
    let mut rows = Vec::new();
    for person in source.hall.staff.people.values() {
        let portrait = portrait(source, person);
        rows.push(row(source, person, portrait.as_ref().map(|file| file.path.clone())));
        files.extend(portrait);
    }
    files.push(toml_file("staff.toml", &StaffFile { staff: rows })?);
    Ok(files)
}

fn row(source: &Source<'_>, person: &Staff, portrait: Option<String>) -> StaffRow {
    StaffRow {
        number: person.number.to_string(),
        name: source.text(person.name.as_ref()),
        roles: person.roles.clone(),
        position: person.position.clone(),
        position_en: person.position_en.clone(),
        department: person.department.clone(),
        department_en: person.department_en.clone(),
        phone: person.phone.as_ref().map(|phone| source.text(Some(phone))).filter(|phone| !phone.is_empty()),
        usual_window: person.usual_window.map(|window| window.0),
        may_choose: person.may_choose,
        left: person.left,
        portrait,
        password: None,
        pin: None,
    }
}

fn portrait(source: &Source<'_>, person: &Staff) -> Option<File> {
    let bytes = source.engine.file(person.portrait.as_ref()?)?;
    let ending = if bytes.starts_with(b"\x89PNG") { "png" } else { "jpg" };
    Some(File { path: format!("portraits/{}.{ending}", person.number), bytes: bytes.to_vec() })
}
