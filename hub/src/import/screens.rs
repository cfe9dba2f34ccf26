//! Words of screens and the slip's layout; a folder may lack them.

use sunhall_hall::command::Administrator;

use super::files::{HallFile, ScreensFile, toml_file};
use super::{Source, Step, What};

/// Name of the file.
pub const FILE: &str = "screens.toml";

pub fn screens(source: &mut Source<'_>, _file: &HallFile) -> anyhow::Result<Vec<Step>> {
    let path = source.path(FILE);
    if !path.exists() {
        return Ok(Vec::new());
    }
    let file: ScreensFile = toml_file(&path)?;
    let known = &source.hall.screens;
    let mut steps: Vec<Step> = Vec::new();
    for (key, words) in file.texts {
        let needed = known.texts.get(&key) != Some(&words);
        steps.push(Step::set(What::new("text", &key, FILE), needed, move |_| Administrator::SetScreenText { key, words }));
    }
    if let Some(slip) = file.slip {
        steps.push(Step::set(What::new("slip", "", FILE), known.slip != slip, move |_| Administrator::SetSlip { slip }));
    }
    Ok(steps)
}
