//! The files of an import folder as they are written; unknown keys are refused.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, bail};
use chrono::NaiveTime;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use sunhall_hall::Profile;
use sunhall_hall::calendar::{Span, Week};
use sunhall_hall::ids::StaffNumber;
use sunhall_hall::staff::Role;

/// `hall.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HallFile {
    pub id: String,
    #[serde(default)]
    pub demo: bool,
    pub name: String,
    #[serde(default)]
    pub name_en: String,
    #[serde(default)]
    pub town: String,
    #[serde(default)]
    pub town_en: String,
    #[serde(default)]
    pub place: String,
    #[serde(default)]
    pub place_en: String,
    #[serde(default)]
    pub guide_desk: String,
    #[serde(default)]
    pub guide_desk_en: String,
    #[serde(default)]
    pub supervision_phone: String,
    #[serde(default)]
    pub on_call: Option<String>,
    #[serde(default)]
    pub on_call_phone: String,
    /// A file beside this one with the official days off and make-up working days.
    pub calendar: Option<String>,
    #[serde(default)]
    pub slip_note: String,
    #[serde(default)]
    pub slip_note_en: String,
    #[serde(default)]
    pub hours: Vec<Hours>,
    #[serde(default)]
    pub group_days: Vec<GroupDays>,
    #[serde(default)]
    pub windows: Vec<WindowRow>,
    #[serde(default)]
    pub villages: Vec<Village>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// 1 = Monday.
    pub weekdays: Vec<u8>,
    pub open: Vec<(String, String)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupDays {
    pub group: String,
    pub weekdays: Vec<u8>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WindowRow {
    pub number: u16,
    #[serde(default)]
    pub first: Vec<String>,
    #[serde(default)]
    pub help: Vec<String>,
    #[serde(default)]
    pub services: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Village {
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub name_en: String,
    #[serde(default)]
    pub point: String,
    #[serde(default)]
    pub weekdays: Vec<u8>,
}

/// `staff.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffFile {
    #[serde(default)]
    pub staff: Vec<StaffRow>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffRow {
    pub number: String,
    pub name: String,
    pub roles: Vec<Role>,
    pub position: String,
    #[serde(default)]
    pub position_en: String,
    pub department: String,
    #[serde(default)]
    pub department_en: String,
    pub phone: Option<String>,
    pub usual_window: Option<u16>,
    #[serde(default)]
    pub may_choose: bool,
    pub portrait: Option<String>,
    pub password: Option<String>,
    pub pin: Option<String>,
}

/// Logs name the person's number and nothing else.
impl std::fmt::Debug for StaffRow {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("StaffRow").field("number", &self.number).finish_non_exhaustive()
    }
}

/// `menu.toml`: short facts that screens need beside the catalogue; a folder may lack it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MenuFile {
    /// By group: what the elder screen says under its name.
    pub elder_summary: BTreeMap<String, String>,
    pub materials: MenuMaterials,
    /// By service: its name on window signs and in narrow lists.
    pub short: BTreeMap<String, String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MenuMaterials {
    /// Papers that are looked at and given back.
    pub originals: BTreeSet<String>,
}

impl MenuFile {
    pub fn read(folder: &Path) -> anyhow::Result<Self> {
        let path = folder.join("menu.toml");
        if path.exists() { toml_file(&path) } else { Ok(Self::default()) }
    }
}

impl HallFile {
    pub fn read(folder: &Path) -> anyhow::Result<Self> {
        toml_file(&folder.join("hall.toml"))
    }

    pub fn profile(&self) -> Profile {
        Profile {
            name: self.name.clone(),
            name_en: self.name_en.clone(),
            place: self.place.clone(),
            place_en: self.place_en.clone(),
            guide_desk: self.guide_desk.clone(),
            guide_desk_en: self.guide_desk_en.clone(),
            supervision_phone: self.supervision_phone.clone(),
            town: self.town.clone(),
            town_en: self.town_en.clone(),
            slip_note: self.slip_note.clone(),
            slip_note_en: self.slip_note_en.clone(),
            on_call: self.on_call.as_deref().map(StaffNumber::new),
            on_call_phone: self.on_call_phone.clone(),
            demo: self.demo,
        }
    }

    /// Opening spans by weekday; a weekday that is not named is closed.
    pub fn week(&self) -> anyhow::Result<Week> {
        let mut week = Week::default();
        for hours in &self.hours {
            let spans = hours.open.iter().map(|(from, to)| Ok(Span { from: time(from)?, to: time(to)? })).collect::<anyhow::Result<Vec<_>>>()?;
            for weekday in &hours.weekdays {
                let index = usize::from(*weekday).checked_sub(1).filter(|index| *index < 7).with_context(|| format!("{weekday} is no weekday (1 to 7)"))?;
                week.days[index].extend(spans.iter().copied());
            }
        }
        Ok(week)
    }
}

fn time(text: &str) -> anyhow::Result<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M").with_context(|| format!("{text:?} is no time of day (HH:MM)"))
}

/// Reads a TOML file; the error names file and line.
pub fn toml_file<T: DeserializeOwned>(path: &Path) -> anyhow::Result<T> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    toml::from_str(&text).with_context(|| path.display().to_string())
}

/// Rows of a CSV file by the names in its header line; lines with `#` are remarks. A file that is not there has no rows.
pub struct Table {
    name: String,
    header: csv::StringRecord,
    rows: Vec<csv::StringRecord>,
}

impl Table {
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let name = path.display().to_string();
        if !path.exists() {
            return Ok(Self { name, header: csv::StringRecord::new(), rows: Vec::new() });
        }
        let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_path(path).with_context(|| name.clone())?;
        let header = reader.headers().with_context(|| name.clone())?.clone();
        let rows = reader.records().collect::<Result<Vec<_>, _>>().with_context(|| name.clone())?;
        Ok(Self { name, header, rows })
    }

    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.header.iter()
    }

    pub fn raw(&self) -> &[csv::StringRecord] {
        &self.rows
    }

    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|row| Row { table: self, row })
    }
}

#[derive(Clone, Copy)]
pub struct Row<'a> {
    table: &'a Table,
    row: &'a csv::StringRecord,
}

impl<'a> Row<'a> {
    /// The field called `column`; a column that the file lacks is an error.
    pub fn get(&self, column: &str) -> anyhow::Result<&'a str> {
        let Some(index) = self.table.header.iter().position(|name| name == column) else { bail!("{}: there is no column {column}", self.table.name) };
        Ok(self.row.get(index).unwrap_or("").trim())
    }

    pub fn text(&self, column: &str) -> anyhow::Result<String> {
        self.get(column).map(str::to_owned)
    }

    /// An error that names file and line.
    pub fn wrong(&self, what: &str) -> anyhow::Error {
        let line = self.row.position().map_or(0, csv::Position::line);
        anyhow::anyhow!("{}, line {line}: {what}", self.table.name)
    }

    /// A list inside a field.
    pub fn list(&self, column: &str, separator: char) -> anyhow::Result<Vec<String>> {
        Ok(self.get(column)?.split(separator).map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect())
    }
}
