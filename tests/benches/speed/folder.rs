//! The hall that is measured: a generated import folder of so many windows and clerks, with the catalogue of the demo hall.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Context;
use sunhall_tests::checkout::top;

/// Groups of the demo catalogue; window n serves the n-th of them first, counted round. As in the demo hall groups help each
/// other in pairs, and the last helps and is helped by nobody.
pub const GROUPS: [&str; 9] = ["social", "medical", "relief", "household", "rural", "health", "business", "enquiry", "petition"];

/// Id of the measured hall.
pub const HALL: &str = "bench";

/// Staff number of the clerk at a window.
pub fn clerk(window: u16) -> String {
    format!("{:04}", 1000 + window)
}

/// Place of a window's first group in [`GROUPS`].
pub fn group_of(window: u16) -> usize {
    usize::from(window - 1) % GROUPS.len()
}

/// Writes the folder for `init --demo`.
pub fn write(folder: &Path, windows: u16) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder)?;
    let demo = top().join("deploy/demo");
    for file in ["services.csv", "groups.csv"] {
        std::fs::copy(demo.join(file), folder.join(file)).with_context(|| format!("deploy/demo/{file}"))?;
    }
    std::fs::copy(demo.join("portraits/0101.png"), folder.join("portrait.png")).context("a portrait of the demo hall")?;
    // The limit of requests a second protects a hall from its own tools; here it would be what is measured.
    std::fs::write(folder.join("parameters.csv"), "key,default\nsecurity.api_rate,0\n")?;
    std::fs::write(folder.join("hall.toml"), hall(windows)?)?;
    std::fs::write(folder.join("staff.toml"), staff(windows)?)?;
    Ok(())
}

fn hall(windows: u16) -> anyhow::Result<String> {
    let mut text = format!("id = \"{HALL}\"\ndemo = true\nname = \"演示大厅\"\n[[hours]]\nweekdays = [1, 2, 3, 4, 5, 6, 7]\nopen = [[\"00:00\", \"23:59\"]]\n");
    for window in 1..=windows {
        let own = group_of(window);
        let help: Vec<&str> = GROUPS.get(own ^ 1).copied().into_iter().collect();
        writeln!(text, "[[windows]]\nnumber = {window}\nfirst = [{:?}]\nhelp = {help:?}", GROUPS[own])?;
    }
    Ok(text)
}

fn staff(windows: u16) -> anyhow::Result<String> {
    let mut text = String::new();
    for window in 1..=windows {
        let number = clerk(window);
        writeln!(
            text,
            "[[staff]]\nnumber = \"{number}\"\nname = \"演示{window}\"\nroles = [\"clerk\"]\nposition = \"演示\"\ndepartment = \"演示\"\n\
             phone = \"0000-000{number}\"\nusual_window = {window}\nportrait = \"portrait.png\""
        )?;
    }
    Ok(text)
}

/// One service of each group of [`GROUPS`], from the catalogue.
pub fn services(folder: &Path) -> anyhow::Result<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_path(folder.join("services.csv"))?;
    let header = reader.headers()?.clone();
    let place = |name: &str| header.iter().position(|column| column == name).with_context(|| format!("services.csv has no column {name}"));
    let (code, group) = (place("code")?, place("group")?);
    let rows = reader.records().collect::<Result<Vec<_>, _>>()?;
    let of_group = |name: &str| rows.iter().find(|row| row.get(group) == Some(name)).and_then(|row| row.get(code)).map(str::to_owned);
    GROUPS.iter().map(|name| of_group(name).with_context(|| format!("services.csv has no service of {name}"))).collect()
}
