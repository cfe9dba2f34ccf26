//! Export: the settings of a hall as the folder of files that an import reads. No password, PIN, token or device leaves the hub this way.

mod catalogue;
mod notices;
mod people;

use std::path::{Component, Path, PathBuf};

use anyhow::{Context, bail};
use serde::Serialize;
use sunhall_hall::ids::TextRef;
use sunhall_hall::{Hall, Moment};

use crate::engine::Engine;
use crate::import::files::ScreensFile;

/// A file inside the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Below the folder, with `/` between its parts.
    pub path: String,
    pub bytes: Vec<u8>,
}

/// What the files are made from.
struct Source<'a> {
    hall: &'a Hall,
    /// Id of the hall in topics and folders.
    id: &'a str,
    engine: &'a Engine,
    now: Moment,
}

impl Source<'_> {
    /// The text of an erasable row; empty once it was erased.
    fn text(&self, reference: Option<&TextRef>) -> String {
        reference.and_then(|reference| self.engine.texts().get(reference)).map(|text| text.to_string()).unwrap_or_default()
    }
}

/// Every file of the hall as it is now.
pub fn files(engine: &Engine, id: &str) -> anyhow::Result<Vec<File>> {
    let hall = engine.hall();
    let source = Source { hall: &hall, id, engine, now: engine.now() };
    let mut files = vec![
        toml_file("hall.toml", &catalogue::hall(&source))?,
        table("calendar.csv", catalogue::calendar(&source))?,
        table("parameters.csv", catalogue::parameters(&source))?,
        table("groups.csv", catalogue::groups(&source))?,
        table("services.csv", catalogue::services(&source))?,
        toml_file("menu.toml", &catalogue::menu(&source))?,
        toml_file("screens.toml", &screens(&source))?,
    ];
    files.extend(people::files(&source)?);
    files.extend(notices::files(&source)?);
    Ok(files)
}

fn screens(source: &Source<'_>) -> ScreensFile {
    let screens = &source.hall.screens;
    ScreensFile { slip: Some(screens.slip), texts: screens.texts.iter().map(|(key, words)| (key.clone(), words.clone())).collect() }
}

/// Writes the files into a folder that is new or empty.
pub fn write(folder: &Path, files: &[File]) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    if std::fs::read_dir(folder).with_context(|| folder.display().to_string())?.next().is_some() {
        bail!("{} is not empty; nothing was written", folder.display());
    }
    for file in files {
        let path = inside(folder, &file.path).with_context(|| format!("{:?} is no path of an export", file.path))?;
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).with_context(|| parent.display().to_string())?;
        }
        std::fs::write(&path, &file.bytes).with_context(|| path.display().to_string())?;
    }
    Ok(())
}

/// A path that stays inside the folder, whatever its text says.
pub fn inside(folder: &Path, path: &str) -> Option<PathBuf> {
    let path = Path::new(path);
    let plain = path.components().all(|part| matches!(part, Component::Normal(_))) && path.components().next().is_some();
    plain.then(|| folder.join(path))
}

fn toml_file(path: &str, content: &impl Serialize) -> anyhow::Result<File> {
    let text = toml::to_string_pretty(content).with_context(|| path.to_owned())?;
    Ok(File { path: path.to_owned(), bytes: text.into_bytes() })
}

/// Rows of a CSV file, its header first.
type Rows = Vec<Vec<String>>;

fn table(path: &str, rows: Rows) -> anyhow::Result<File> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).with_context(|| path.to_owned())?;
    }
    Ok(File { path: path.to_owned(), bytes: writer.into_inner().map_err(|error| anyhow::anyhow!("{path}: {error}"))? })
}

fn header(columns: &[&str]) -> Vec<String> {
    columns.iter().map(|column| (*column).to_owned()).collect()
}

fn yes(holds: bool) -> String {
    if holds { "yes" } else { "no" }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leads_out_of_the_folder() {
        let folder = Path::new("hall");
        assert_eq!(inside(folder, "notices/a.toml"), Some(PathBuf::from("hall/notices/a.toml")));
        for path in ["", "..", "../a", "a/../../b", "/etc/passwd", "./a/.."] {
            assert_eq!(inside(folder, path), None, "{path}");
        }
    }
}
