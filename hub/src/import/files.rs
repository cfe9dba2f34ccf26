//! The files of an import folder as they are written; unknown keys are refused.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Context;
use chrono::NaiveTime;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sunhall_hall::Profile;
use sunhall_hall::calendar::{Span, Week};
use sunhall_hall::ids::StaffNumber;
use sunhall_hall::screens::{SlipLayout, Worded};
use sunhall_hall::staff::Role;

/// `hall.toml`.
#[derive(Debug, Default, Serialize, Deserialize)]
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_call: Option<String>,
    #[serde(default)]
    pub on_call_phone: String,
    /// A file beside this one with the official days off and make-up working days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<String>,
    /// Years whose calendar is known although it names no day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calendar_years: Vec<i32>,
    #[serde(default)]
    pub slip_note: String,
    #[serde(default)]
    pub slip_note_en: String,
    #[serde(default)]
    pub hours: Vec<Hours>,
    /// Days on which the hall itself opens otherwise.
    #[serde(default)]
    pub days: Vec<OwnDayRow>,
    #[serde(default)]
    pub group_days: Vec<GroupDays>,
    #[serde(default)]
    pub windows: Vec<WindowRow>,
    #[serde(default)]
    pub villages: Vec<Village>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// 1 = Monday.
    pub weekdays: Vec<u8>,
    pub open: Vec<(String, String)>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnDayRow {
    /// `YYYY-MM-DD`.
    pub day: String,
    /// Empty = closed.
    #[serde(default)]
    pub open: Vec<(String, String)>,
    pub reason: String,
    #[serde(default)]
    pub reason_en: String,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupDays {
    pub group: String,
    pub weekdays: Vec<u8>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
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

#[derive(Debug, Default, Serialize, Deserialize)]
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
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffFile {
    #[serde(default)]
    pub staff: Vec<StaffRow>,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffRow {
    pub number: String,
    /// Empty where the hall keeps none.
    #[serde(default)]
    pub name: String,
    pub roles: Vec<Role>,
    pub position: String,
    #[serde(default)]
    pub position_en: String,
    pub department: String,
    #[serde(default)]
    pub department_en: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usual_window: Option<u16>,
    #[serde(default)]
    pub may_choose: bool,
    /// No longer here.
    #[serde(default)]
    pub left: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portrait: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pin: Option<String>,
}

/// Logs name the person's number and nothing else.
impl std::fmt::Debug for StaffRow {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("StaffRow").field("number", &self.number).finish_non_exhaustive()
    }
}

/// `menu.toml`: short facts that screens need beside the catalogue; a folder may lack it.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MenuFile {
    /// By group: what the elder screen says under its name.
    pub elder_summary: BTreeMap<String, String>,
    pub materials: MenuMaterials,
    /// By service: its name on window signs and in narrow lists.
    pub short: BTreeMap<String, String>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
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

/// `screens.toml`.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ScreensFile {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slip: Option<SlipLayout>,
    /// By key of the words.
    pub texts: BTreeMap<String, Worded>,
}

/// What is wrong with a file, and in which line where that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    pub file: String,
    pub line: Option<u64>,
    pub what: String,
}

impl std::error::Error for Wrong {}

impl std::fmt::Display for Wrong {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(formatter, ", line {line}")?;
        }
        write!(formatter, ": {}", self.what)
    }
}

impl Wrong {
    /// A file as a whole.
    #[allow(clippy::needless_pass_by_value, reason = "names, numbers and errors are handed over alike")]
    pub fn whole(path: &Path, what: impl ToString) -> Self {
        Self { file: name_of(path), line: None, what: what.to_string() }
    }
}

/// A file as people know it: its name, with the folder of the notices and portraits.
fn name_of(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let inside = path.parent().and_then(Path::file_name).filter(|folder| *folder == "notices" || *folder == "portraits");
    inside.map_or_else(|| name.clone(), |folder| format!("{}/{name}", folder.to_string_lossy()))
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

pub fn time(text: &str) -> anyhow::Result<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M").with_context(|| format!("{text:?} is no time of day (HH:MM)"))
}

/// Reads a TOML file; the error names file and line.
pub fn toml_file<T: DeserializeOwned>(path: &Path) -> anyhow::Result<T> {
    let text = std::fs::read_to_string(path).map_err(|error| Wrong::whole(path, error))?;
    let read = toml::from_str(&text).map_err(|error| {
        let line = error.span().map(|span| text.as_bytes()[..span.start.min(text.len())].split(|byte| *byte == b'\n').count() as u64);
        Wrong { file: name_of(path), line, what: error.message().to_owned() }
    });
    Ok(read?)
}

/// Rows of a CSV file by the names in its header line; lines with `#` are remarks. A file that is not there has no rows.
pub struct Table {
    name: String,
    header: csv::StringRecord,
    rows: Vec<csv::StringRecord>,
}

impl Table {
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let name = name_of(path);
        if !path.exists() {
            return Ok(Self { name, header: csv::StringRecord::new(), rows: Vec::new() });
        }
        let wrong = |error: csv::Error| Wrong { file: name.clone(), line: error.position().map(csv::Position::line), what: error.to_string() };
        let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_path(path).map_err(wrong)?;
        let mut header = reader.headers().map_err(wrong)?.clone();
        // Spreadsheets begin a file with a mark that belongs to no name.
        if let Some(first) = header.get(0).and_then(|first| first.strip_prefix('\u{feff}')) {
            header = std::iter::once(first).chain(header.iter().skip(1)).collect();
        }
        let rows = reader.records().collect::<Result<Vec<_>, _>>().map_err(wrong)?;
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
        let found = self.optional(column);
        found.ok_or_else(|| Wrong { file: self.table.name.clone(), line: Some(1), what: format!("there is no column {column}") }.into())
    }

    /// The field called `column`; nothing where the file has no such column.
    pub fn optional(&self, column: &str) -> Option<&'a str> {
        let index = self.table.header.iter().position(|name| name == column)?;
        Some(self.row.get(index).unwrap_or("").trim())
    }

    pub fn text(&self, column: &str) -> anyhow::Result<String> {
        self.get(column).map(str::to_owned)
    }

    pub fn line(&self) -> Option<u64> {
        self.row.position().map(csv::Position::line)
    }

    /// An error that names file and line.
    pub fn wrong(&self, what: &str) -> anyhow::Error {
        Wrong { file: self.table.name.clone(), line: self.line(), what: what.to_owned() }.into()
    }

    /// A list inside a field.
    pub fn list(&self, column: &str, separator: char) -> anyhow::Result<Vec<String>> {
        Ok(items(self.get(column)?, separator))
    }

    /// The same; nothing where the file has no such column.
    pub fn optional_list(&self, column: &str, separator: char) -> Option<Vec<String>> {
        self.optional(column).map(|text| items(text, separator))
    }
}

fn items(text: &str, separator: char) -> Vec<String> {
    text.split(separator).map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
}
