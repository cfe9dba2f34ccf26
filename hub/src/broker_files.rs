//! Writes the files of an external Mosquitto.

use std::path::Path;

use anyhow::{Context, bail};
use sunhall_hub::broker::mosquitto;
use sunhall_hub::config::Config;
use sunhall_hub::console::{self, BrokerFiles, ConsoleAnswer, ConsoleAsk};
use sunhall_hub::credentials;
use sunhall_hub::folder::{make_private, replace};

use crate::answered;

/// The hub's own password there; made once and kept.
const HUB_PASSWORD: &str = "hub-password";

pub async fn write(data: &Path, folder: &Path, names: Vec<String>) -> anyhow::Result<()> {
    let config = Config::read(data)?;
    make_private(folder)?;
    let password = own_password(&folder.join(HUB_PASSWORD))?;
    let names = if names.is_empty() { config.tls.map(|tls| tls.names).unwrap_or_default() } else { names };
    let ask = ConsoleAsk::BrokerFiles { user: config.mqtt.external_user, hash: mosquitto::hash(&password)?, names };
    let ConsoleAnswer::BrokerFiles(files) = answered(console::ask(data, ask).await?)? else { bail!("an unexpected answer") };
    let BrokerFiles { passwords, access, certificate, key, ca, left_out } = files;
    for (name, text) in [("passwd", Some(passwords)), ("acl", Some(access)), ("server.pem", certificate), ("server-key.pem", key), ("ca.pem", ca)] {
        let Some(text) = text else { continue };
        replace(&folder.join(name), &text, 0o640)?;
        println!("{}", folder.join(name).display());
    }
    for device in left_out {
        println!("left out: {device} was enrolled before hubs kept passwords for external brokers; revoke it and enrol it again");
    }
    println!("{}", folder.join(HUB_PASSWORD).display());
    Ok(())
}

fn own_password(file: &Path) -> anyhow::Result<String> {
    if file.exists() {
        let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
        return Ok(text.trim().to_owned());
    }
    let password = credentials::random_password()?;
    replace(file, &password, 0o600)?;
    Ok(password)
}
