//! People: staff with their badges, and for demo halls the sign-ons that stand in the file for everybody to read.

use std::path::Path;
use std::sync::Arc;

use anyhow::bail;
use sunhall_hall::command::Administrator;
use sunhall_hall::ids::{StaffNumber, TextRef, WindowNumber};
use sunhall_hall::staff::Staff;

use super::files::{HallFile, StaffFile, StaffRow, Wrong, toml_file};
use super::{Source, Step, What};
use crate::credentials::hash_password_and_pin;
use crate::draw::{Draw, TextKind, file_hash};

fn rows(source: &Source<'_>) -> anyhow::Result<Vec<StaffRow>> {
    let path = source.path("staff.toml");
    if path.exists() { toml_file::<StaffFile>(&path).map(|file| file.staff) } else { Ok(Vec::new()) }
}

/// The reference that already holds this text, or none.
fn held(source: &Source<'_>, reference: Option<&TextRef>, text: &str) -> Option<TextRef> {
    let reference = reference?;
    let same = source.engine.texts().get(reference).is_some_and(|known| *known == *text);
    same.then(|| reference.clone())
}

pub fn staff(source: &mut Source<'_>, _file: &HallFile) -> anyhow::Result<Vec<Step>> {
    let mut steps = Vec::new();
    for row in rows(source)? {
        let number = StaffNumber::new(row.number.as_str());
        let known = source.hall.staff.people.get(&number).cloned();
        let name = held(source, known.as_ref().and_then(|known| known.name.as_ref()), &row.name);
        let phone = row.phone.as_deref().and_then(|phone| held(source, known.as_ref().and_then(|known| known.phone.as_ref()), phone));
        let portrait: Option<Arc<[u8]>> = match &row.portrait {
            Some(file) => Some(std::fs::read(source.path(file)).map_err(|error| Wrong::whole(&source.path(file), error))?.into()),
            None => None,
        };
        let as_it_is = |name: Option<TextRef>, phone: Option<TextRef>| Staff {
            number: number.clone(),
            roles: row.roles.clone(),
            // What only the pages set stays as they set it.
            hall_roles: known.as_ref().map(|known| known.hall_roles.clone()).unwrap_or_default(),
            name,
            phone,
            position: row.position.clone(),
            position_en: row.position_en.clone(),
            department: row.department.clone(),
            department_en: row.department_en.clone(),
            portrait: portrait.as_deref().map(file_hash),
            usual_window: row.usual_window.map(WindowNumber),
            may_choose: row.may_choose,
            left: row.left || known.as_ref().is_some_and(|known| known.left),
        };
        let new = as_it_is(name.clone(), phone.clone());
        let needed = (name.is_none() && !row.name.is_empty()) || phone.is_some() != row.phone.is_some() || known.as_ref() != Some(&new);
        steps.push(Step::set(What::new("staff", &number, "staff.toml"), needed, move |draw: &mut Draw| {
            let name = name.or_else(|| (!row.name.is_empty()).then(|| draw.text(TextKind::Name, &row.name)));
            let phone = phone.or_else(|| row.phone.as_deref().map(|phone| draw.text(TextKind::Phone, phone)));
            if let Some(bytes) = &portrait {
                draw.file(bytes);
            }
            Administrator::SetStaff { staff: Staff { name, phone, ..new } }
        }));
    }
    Ok(steps)
}

/// Sign-ons of a demo hall, for those who have none yet.
pub fn credentials(source: &mut Source<'_>, file: &HallFile) -> anyhow::Result<Vec<Step>> {
    let mut steps = Vec::new();
    for row in rows(source)? {
        let Some(password) = row.password else { continue };
        if !file.demo {
            bail!("staff {}: passwords in a file are for demo halls only", row.number);
        }
        let staff = StaffNumber::new(row.number.as_str());
        let needed = !source.hall.access.credentials.contains_key(&staff);
        let stored = if needed { hash_password_and_pin(&password, row.pin.as_deref())? } else { String::new() };
        steps.push(Step::set(What::new("credential", &staff, "staff.toml"), needed, move |draw: &mut Draw| Administrator::SetCredential {
            staff,
            secret: draw.secret(&stored),
            once: false,
        }));
    }
    Ok(steps)
}

/// The sign-ons of a demo hall in one line, for whoever wants to try it.
pub fn demo_sign_ons(folder: &Path) -> anyhow::Result<String> {
    let file: StaffFile = toml_file(&folder.join("staff.toml"))?;
    let sign_on = |row: &StaffRow| row.password.as_ref().map(|password| format!("{} {password}", row.number));
    Ok(file.staff.iter().filter_map(sign_on).collect::<Vec<_>>().join(", "))
}
