//! The hub's configuration file: read strictly, and written at `init` from the one commented example.

use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::path::{Path, PathBuf};

use rustls::pki_types::ServerName;
use serde::Deserialize;
use sunhall_protocol::access::safe;
use tracing_subscriber::EnvFilter;

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
    /// Without it nothing listens beyond this machine.
    #[serde(default)]
    pub tls: Option<Tls>,
    #[serde(default)]
    pub http: Http,
    #[serde(default)]
    pub mqtt: Mqtt,
    #[serde(default)]
    pub log: Log,
}

/// The hub as others call it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    /// Names and addresses of this machine; the first is the one that devices are told.
    pub names: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Http {
    pub listen: String,
    /// A second listener with the public pages alone.
    pub public_listen: Option<String>,
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
    /// `mqtts://host:port`, or `mqtt://host:port` on this machine.
    pub external: Option<String>,
    /// The CAs that vouch for it; the hall's own where none is named.
    pub external_ca: Option<PathBuf>,
    pub external_user: String,
    pub external_password_file: Option<PathBuf>,
}

/// An external broker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct External {
    pub host: String,
    pub port: u16,
    pub tls: bool,
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
        Self { listen: "127.0.0.1:8080".to_owned(), public_listen: None, public_url: None, public_reach: PublicReach::Lan }
    }
}

impl Default for Mqtt {
    fn default() -> Self {
        Self { listen: "127.0.0.1:1883".to_owned(), external: None, external_ca: None, external_user: "hub".to_owned(), external_password_file: None }
    }
}

impl Default for Log {
    fn default() -> Self {
        Self { filter: "info,mqtt5=warn".to_owned(), format: LogFormat::Text }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("{} is not there; `sunhall-hub init --data {}` makes a new data folder", path.display(), path.parent().unwrap_or(path).display())]
    Missing { path: PathBuf },
    #[error("{} cannot be read: {why}", path.display())]
    Unreadable { path: PathBuf, why: std::io::Error },
    /// The message of the parser names line and column.
    #[error("{}: {message}", path.display())]
    Wrong { path: PathBuf, message: String },
}

impl Config {
    /// Reads the configuration of a data folder.
    pub fn read(folder: &Path) -> Result<Self, ConfigError> {
        let path = folder.join(FILE);
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(why) if why.kind() == std::io::ErrorKind::NotFound => return Err(ConfigError::Missing { path }),
            Err(why) => return Err(ConfigError::Unreadable { path, why }),
        };
        text_of(bytes).and_then(|text| Self::parse(&text)).map_err(|message| ConfigError::Wrong { path, message })
    }

    pub fn parse(text: &str) -> Result<Self, String> {
        let config: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        if !safe(&config.hall) {
            return Err(wrong_value(text, "", "hall", "a hall's id is made of lower-case letters, digits and hyphens, 1 to 40 of them"));
        }
        config.check_names().map_err(|why| wrong_value(text, "tls", "names", &why))?;
        config.check_public_url().map_err(|why| wrong_value(text, "http", "public_url", &why))?;
        config.check_external().map_err(|why| wrong_value(text, "mqtt", "external", &why))?;
        EnvFilter::try_new(&config.log.filter).map_err(|why| wrong_value(text, "log", "filter", &format!("[log] filter: {why}")))?;
        let listens = [
            ("http", "listen", Some(&config.http.listen)),
            ("http", "public_listen", config.http.public_listen.as_ref()),
            ("mqtt", "listen", Some(&config.mqtt.listen)),
        ];
        for (section, key, address) in listens {
            let Some(address) = address else { continue };
            config.address(address).map_err(|why| wrong_value(text, section, key, &format!("[{section}] {key}: {why}")))?;
        }
        Ok(config)
    }

    pub fn http_listen(&self) -> Result<SocketAddr, String> {
        self.address(&self.http.listen)
    }

    pub fn public_listen(&self) -> Result<Option<SocketAddr>, String> {
        self.http.public_listen.as_ref().map(|address| self.address(address)).transpose()
    }

    pub fn mqtt_listen(&self) -> Result<SocketAddr, String> {
        self.address(&self.mqtt.listen)
    }

    /// The broker as devices reach it, once it is known where it listens.
    pub fn broker(&self, listens: Option<SocketAddr>) -> String {
        if let Ok(Some(external)) = self.external() {
            return host_port(&external.host, external.port);
        }
        let addr = listens.or_else(|| self.mqtt_listen().ok());
        match (addr, self.tls.as_ref().and_then(|tls| tls.names.first())) {
            // An address that stands for all of this machine's means nothing elsewhere.
            (Some(addr), Some(name)) if addr.ip().is_unspecified() => host_port(name, addr.port()),
            (Some(addr), _) => addr.to_string(),
            (None, _) => self.mqtt.listen.clone(),
        }
    }

    /// The public address once it is known where the public pages are.
    pub fn public_url(&self, public: SocketAddr) -> Option<String> {
        match self.http.public_url.as_deref() {
            Some(LOOPBACK) => Some(format!("http://{public}")),
            other => other.map(|url| url.trim_end_matches('/').to_owned()),
        }
    }

    /// An address on which the hub may listen: any with TLS, else only one of this machine.
    fn address(&self, address: &str) -> Result<SocketAddr, String> {
        let found = address.to_socket_addrs().map_err(|error| format!("{address:?} is not an address: {error}"))?.next();
        let found = found.ok_or_else(|| format!("{address:?} is not an address"))?;
        if found.ip().is_loopback() || self.tls.is_some() {
            return Ok(found);
        }
        Err(format!("{address:?} is not a loopback address; others need TLS: add the section [tls] with the names of this machine"))
    }

    /// The external broker, if one is named.
    pub fn external(&self) -> Result<Option<External>, String> {
        let Some(text) = self.mqtt.external.as_deref() else { return Ok(None) };
        let wrong = || format!("[mqtt] external: {text:?} is not mqtts://host:port");
        let (scheme, rest) = text.split_once("://").ok_or_else(wrong)?;
        let (host, port) = rest.trim_end_matches('/').rsplit_once(':').ok_or_else(wrong)?;
        let tls = match scheme {
            "mqtts" => true,
            "mqtt" => false,
            _ => return Err(wrong()),
        };
        let host = host.trim_start_matches('[').trim_end_matches(']');
        ServerName::try_from(host).map_err(|_| wrong())?;
        Ok(Some(External { host: host.to_owned(), port: port.parse().map_err(|_| wrong())?, tls }))
    }

    fn check_external(&self) -> Result<(), String> {
        let Some(external) = self.external()? else { return Ok(()) };
        let here = external.host == "localhost" || external.host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
        if !external.tls && !here {
            return Err("[mqtt] external: without TLS only a broker on this machine is accepted; others begin with mqtts://".to_owned());
        }
        if external.tls && self.mqtt.external_ca.is_none() && self.tls.is_none() {
            return Err("[mqtt] external: say with external_ca which CA vouches for it".to_owned());
        }
        Ok(())
    }

    fn check_names(&self) -> Result<(), String> {
        let Some(tls) = &self.tls else { return Ok(()) };
        if tls.names.is_empty() {
            return Err("[tls] names: at least one name or address of this machine is needed".to_owned());
        }
        match tls.names.iter().find(|name| ServerName::try_from(name.as_str()).is_err()) {
            Some(wrong) => Err(format!("[tls] names: {wrong:?} is neither a host name nor an address")),
            None => Ok(()),
        }
    }

    /// Ticket codes stand in these addresses, so they go over the internet only encrypted.
    fn check_public_url(&self) -> Result<(), String> {
        let Some(url) = self.http.public_url.as_deref().filter(|url| *url != LOOPBACK) else { return Ok(()) };
        let encrypted = url.starts_with("https://");
        if !encrypted && !url.starts_with("http://") {
            return Err(format!("[http] public_url: {url:?} begins neither with https:// nor with http://"));
        }
        if !encrypted && self.http.public_reach == PublicReach::Internet {
            return Err(format!("[http] public_url: {url:?} would be read by others on its way; with public_reach = \"internet\" it begins with https://"));
        }
        Ok(())
    }
}

/// Host and port as one text; an IPv6 address stands in brackets.
pub fn host_port(host: &str, port: u16) -> String {
    host.parse::<IpAddr>().map_or_else(|_| format!("{host}:{port}"), |address| SocketAddr::new(address, port).to_string())
}

/// What is filled into the example for a new data folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    pub hall: String,
    pub http: String,
    pub mqtt: String,
    /// Names for the section on TLS; none: no TLS.
    pub names: Vec<String>,
    pub public_listen: Option<String>,
    pub public_url: Option<String>,
    pub public_reach: PublicReach,
}

impl Answers {
    /// The example with these answers in the places of its own.
    pub fn config(&self) -> String {
        let mut section = String::new();
        let lines = EXAMPLE.lines().map(|line| {
            if let Some(name) = line.strip_prefix('[') {
                name.trim_end_matches(']').clone_into(&mut section);
            }
            self.line(&section, line).unwrap_or_else(|| line.to_owned())
        });
        lines.collect::<Vec<_>>().join("\n") + "\n"
    }

    fn line(&self, section: &str, line: &str) -> Option<String> {
        let key = line.trim_start_matches("# ").split(" =").next()?;
        let plain = line.starts_with(key);
        match (section, key) {
            ("", "hall") if plain => Some(format!("hall = {:?}", self.hall)),
            ("", "[tls]") if !self.names.is_empty() => Some("[tls]".to_owned()),
            ("", "names") if !self.names.is_empty() => Some(format!("names = {:?}", self.names)),
            ("http", "listen") if plain => Some(format!("listen = {:?}", self.http)),
            ("mqtt", "listen") if plain => Some(format!("listen = {:?}", self.mqtt)),
            ("http", "public_listen") => self.public_listen.as_ref().map(|address| format!("public_listen = {address:?}")),
            ("http", "public_url") => self.public_url.as_ref().map(|url| format!("public_url = {url:?}")),
            ("http", "public_reach") if plain && self.public_reach == PublicReach::Internet => Some("public_reach = \"internet\"".to_owned()),
            _ => None,
        }
    }
}

/// What the example becomes for a new data folder without TLS.
pub fn example_with(hall: &str, http: &str, mqtt: &str, public_url: Option<&str>) -> String {
    Answers { hall: hall.to_owned(), http: http.to_owned(), mqtt: mqtt.to_owned(), public_url: public_url.map(str::to_owned), ..Answers::default() }.config()
}

/// The file as text; an editor with another encoding is told its line.
fn text_of(bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|error| {
        let (valid, _) = error.as_bytes().split_at(error.utf8_error().valid_up_to());
        let line = valid.split(|byte| *byte == b'\n').count();
        format!("line {line}: this is not UTF-8; save the file in that encoding")
    })
}

/// An error that names the line where a key of a section stands.
fn wrong_value(text: &str, section: &str, key: &str, why: &str) -> String {
    let mut at = String::new();
    for (number, line) in (1..).zip(text.lines().map(str::trim)) {
        if let Some(name) = line.strip_prefix('[') {
            name.trim_end_matches(']').clone_into(&mut at);
        } else if at == section && line.split('=').next().is_some_and(|name| name.trim() == key) {
            return format!("line {number}: {why}");
        }
    }
    why.to_owned()
}

#[cfg(test)]
mod tests;
