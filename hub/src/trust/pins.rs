//! The CAs by which somebody knows a broker: none, the hall's own, or those of a file.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use rustls::crypto::ring;
use rustls::{ClientConfig, RootCertStore};
use tokio::sync::watch;

use super::{Trust, certificate};

/// Where they come from; read anew each time, because they change.
#[derive(Clone, Default)]
pub enum Pins {
    /// The broker is reached without TLS.
    #[default]
    None,
    Hall(Arc<Trust>),
    File(PathBuf),
}

impl Pins {
    /// The CAs as one text; nothing without TLS.
    pub fn read(&self) -> anyhow::Result<Option<String>> {
        match self {
            Self::None => Ok(None),
            Self::Hall(trust) => Ok(Some(trust.pins().borrow().to_string())),
            Self::File(path) => Ok(Some(std::fs::read_to_string(path).with_context(|| path.display().to_string())?)),
        }
    }

    /// Hears of each change; nothing where only a new connection tells.
    pub fn changes(&self) -> Option<watch::Receiver<Arc<str>>> {
        match self {
            Self::None | Self::File(_) => None,
            Self::Hall(trust) => Some(trust.pins()),
        }
    }

    /// How the hub itself connects when only these vouch; nothing without TLS.
    pub fn client(&self) -> anyhow::Result<Option<Arc<ClientConfig>>> {
        let Some(pem) = self.read()? else { return Ok(None) };
        let mut roots = RootCertStore::empty();
        for authority in certificate::certificates(&pem)? {
            roots.add(authority).context("a CA cannot be read")?;
        }
        let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider())).with_safe_default_protocol_versions()?;
        Ok(Some(Arc::new(builder.with_root_certificates(roots).with_no_client_auth())))
    }
}
