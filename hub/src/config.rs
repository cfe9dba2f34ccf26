//! The hub's configuration file: read strictly, and written at `init` from the one commented example.

use std::net::{SocketAddr, ToSocketAddrs};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use sunhall_protocol::access::safe;

/// Name of the configuration in the data folder.
pub const FILE: &str = "sunhall-hub.toml";

/// The commented example, which is also what `init` writes.
pub const EXAMPLE: &str = include_str!("../sunhall-hub.toml");

/// Stands in `public_url` for the address at which the hub listens.
pub const LOOPBACK: &str = "loopback";

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    pub hall: String,
    #[serde(default)]
    pub http: Http,
    #[serde(default)]
    pub mqtt: Mqtt,
    #[serde(default)]
    pub log: Log,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Http {
    pub listen: String,
    pub public_url: Option<String>,
    pub public_reach: PublicReach,
}

/// Who reaches the public pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PublicReach {
    #[default]
    Lan,
    Internet,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mqtt {
    pub listen: String,
    pub external: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Log {
    pub filter: String,
    pub format: LogFormat,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    #[default]
    Text,
    Json,
}

impl Default for Http {
    fn default() -> Self {
        Self { listen: "127.0.0.1:8080".to_owned(), public_url: None, public_reach: PublicReach::Lan }
    }
}

impl Default for Mqtt {
    fn default() -> Self {
        Self { listen: "127.0.0.1:1883".to_owned(), external: None }
    }
}

impl Default for Log {
    fn default() -> Self {
        Self { filter: "info,mqtt5=warn".to_owned(), format: LogFormat::Text }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("{}: {source}", path.display())]
    Unreadable { path: PathBuf, source: std::io::Error },
    /// The message of the parser names line and column.
    #[error("{}: {message}", path.display())]
    Wrong { path: PathBuf, message: String },
}

impl Config {
    /// Reads the configuration of a data folder.
    pub fn read(folder: &Path) -> Result<Self, ConfigError> {
        let path = folder.join(FILE);
        let text = std::fs::read_to_string(&path).map_err(|source| ConfigError::Unreadable { path: path.clone(), source })?;
        Self::parse(&text).map_err(|message| ConfigError::Wrong { path, message })
    }

    pub fn parse(text: &str) -> Result<Self, String> {
        let config: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        if !safe(&config.hall) {
            return Err(wrong_value(text, "hall", "a hall's id is made of lower-case letters, digits and hyphens, 1 to 40 of them"));
        }
        for (key, address) in [("http", &config.http.listen), ("mqtt", &config.mqtt.listen)] {
            loopback(address).map_err(|why| wrong_value(text, address, &format!("[{key}] listen: {why}")))?;
        }
        Ok(config)
    }

    pub fn http_listen(&self) -> Result<SocketAddr, String> {
        loopback(&self.http.listen)
    }

    pub fn mqtt_listen(&self) -> Result<SocketAddr, String> {
        loopback(&self.mqtt.listen)
    }

    /// The broker as devices reach it, as far as the configuration tells.
    pub fn broker(&self) -> String {
        self.mqtt.external.clone().unwrap_or_else(|| self.mqtt.listen.clone())
    }

    /// The public address once it is known where the hub listens.
    pub fn public_url(&self, http: SocketAddr) -> Option<String> {
        match self.http.public_url.as_deref() {
            Some(LOOPBACK) => Some(format!("http://{http}")),
            other => other.map(|url| url.trim_end_matches('/').to_owned()),
        }
    }
}

/// What the example becomes for a new data folder.
pub fn example_with(hall: &str, http: &str, mqtt: &str, public_url: Option<&str>) -> String {
    let mut section = String::new();
    let lines = EXAMPLE.lines().map(|line| {
        if let Some(name) = line.strip_prefix('[') {
            name.trim_end_matches(']').clone_into(&mut section);
        }
        match (section.as_str(), public_url) {
            ("", _) if line.starts_with("hall = ") => format!("hall = {hall:?}"),
            ("http", _) if line.starts_with("listen = ") => format!("listen = {http:?}"),
            ("mqtt", _) if line.starts_with("listen = ") => format!("listen = {mqtt:?}"),
            ("http", Some(url)) if line.starts_with("# public_url = ") => format!("public_url = {url:?}"),
            _ => line.to_owned(),
        }
    });
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

/// An address on which the hub may listen without TLS.
fn loopback(address: &str) -> Result<SocketAddr, String> {
    let found = address.to_socket_addrs().map_err(|error| format!("{address:?} is not an address: {error}"))?.next();
    let found = found.ok_or_else(|| format!("{address:?} is not an address"))?;
    if found.ip().is_loopback() { Ok(found) } else { Err(format!("{address:?} is not a loopback address; others need TLS, which this hub does not offer yet")) }
}

/// An error that names the line where `mark` stands.
fn wrong_value(text: &str, mark: &str, why: &str) -> String {
    match text.lines().position(|line| !line.trim_start().starts_with('#') && line.contains(mark)) {
        Some(line) => format!("line {}: {why}", line + 1),
        None => why.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_the_defaults() {
        let config = Config::parse(EXAMPLE).unwrap();
        assert_eq!(config, Config { hall: "hall".to_owned(), http: Http::default(), mqtt: Mqtt::default(), log: Log::default() });
    }

    #[test]
    fn init_fills_in_the_example() {
        let text = example_with("demo", "127.0.0.1:0", "127.0.0.1:1", Some(LOOPBACK));
        let config = Config::parse(&text).unwrap();
        assert_eq!((config.hall.as_str(), config.http.listen.as_str(), config.mqtt.listen.as_str()), ("demo", "127.0.0.1:0", "127.0.0.1:1"));
        let bound = config.http_listen().unwrap();
        assert_eq!(config.public_url(bound).unwrap(), format!("http://{bound}"));
        assert!(text.contains("# An external broker"), "comments stay");
    }

    #[test]
    fn mistakes_are_refused_with_their_line() {
        for (text, line, word) in [
            ("hall = \"demo\"\n[http]\nlisten_at = \"127.0.0.1:1\"", "line 3", "listen_at"),
            ("hall = \"demo\"\ncolour = 3", "line 2", "colour"),
            ("hall = 3", "line 1", "string"),
            ("# hall\nhall = \"De Mo\"", "line 2", "lower-case"),
            ("hall = \"demo\"\n[http]\npublic_reach = \"town\"", "line 3", "town"),
            ("hall = \"demo\"\n\n[mqtt]\nlisten = \"0.0.0.0:1883\"", "line 4", "loopback"),
            ("[http]", "", "hall"),
        ] {
            let error = Config::parse(text).unwrap_err();
            assert!(error.contains(line) && error.contains(word), "{text:?}: {error}");
        }
    }
}
