//! TLS as a client of the tests speaks it: the hall's CA and nobody else's.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

/// Where a client connects, and the CA that it trusts there; without one it speaks without TLS.
#[derive(Clone, Debug)]
pub struct Place {
    pub addr: SocketAddr,
    pub ca: Option<Arc<str>>,
}

impl From<SocketAddr> for Place {
    fn from(addr: SocketAddr) -> Self {
        Self { addr, ca: None }
    }
}

/// A client that trusts the CAs of this text.
pub fn trusting(ca: &str) -> anyhow::Result<Arc<ClientConfig>> {
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(ca.as_bytes()) {
        roots.add(certificate.map_err(|error| anyhow::anyhow!("{error}"))?).context("a CA")?;
    }
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider())).with_safe_default_protocol_versions()?;
    Ok(Arc::new(builder.with_root_certificates(roots).with_no_client_auth()))
}

/// Opens a TLS connection to an address, trusting this CA alone.
pub async fn connect(to: SocketAddr, ca: &str) -> anyhow::Result<TlsStream<TcpStream>> {
    let stream = TcpStream::connect(to).await?;
    Ok(TlsConnector::from(trusting(ca)?).connect(ServerName::from(to.ip()), stream).await?)
}
