//! The CAs by which this device knows its hall: nothing else vouches for a broker, and it is remembered which one did.

use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, ensure};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{Resumption, WebPkiServerVerifier};
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};

const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
const END: &str = "-----END CERTIFICATE-----";

/// The CA that vouched for the present connection, as text; shared with the thread that connects.
pub type Vouched = Arc<Mutex<Option<String>>>;

/// The certificates of a text, each by itself.
pub fn split(pem: &str) -> Vec<String> {
    let mut certificates: Vec<String> = Vec::new();
    for piece in pem.split_inclusive(END).filter(|piece| piece.ends_with(END)) {
        let Some(begin) = piece.rfind(BEGIN) else { continue };
        let certificate = format!("{}\n", &piece[begin..]);
        if !certificates.contains(&certificate) {
            certificates.push(certificate);
        }
    }
    certificates
}

/// What to accept after the hub announced `announced` over a connection for which `vouched` stood. The old one stays until a
/// newer one has vouched, so that a device is never left with a CA that nobody uses yet. Nothing when the announcement is not sound.
pub fn adopt(announced: &str, vouched: &str) -> Option<Vec<String>> {
    let announced = split(announced);
    if announced.is_empty() || announced.iter().any(|pem| authority(pem).is_err()) {
        return None;
    }
    let kept = (!announced.iter().any(|pem| pem == vouched)).then(|| vouched.to_owned());
    Some(kept.into_iter().chain(announced).collect())
}

/// How to connect when only these CAs vouch.
pub fn client(pem: &str, vouched: Vouched) -> anyhow::Result<ClientConfig> {
    let authorities = split(pem).into_iter().map(|pem| anyhow::Ok((authority(&pem)?, pem))).collect::<Result<Vec<_>, _>>()?;
    ensure!(!authorities.is_empty(), "the device file holds no certificate");
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider())).with_safe_default_protocol_versions()?;
    let mut config = builder.dangerous().with_custom_certificate_verifier(Arc::new(Pinned { authorities, vouched })).with_no_client_auth();
    // A resumed connection would not say who vouches for it.
    config.resumption = Resumption::disabled();
    Ok(config)
}

/// Host and port of `host:port`; an IPv6 address loses its brackets.
pub fn host_and_port(broker: &str) -> anyhow::Result<(String, u16)> {
    let (host, port) = broker.rsplit_once(':').context("the broker is host:port")?;
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let host = if bare.parse::<IpAddr>().is_ok() { bare } else { host };
    Ok((host.to_owned(), port.parse().context("the broker's port")?))
}

fn authority(pem: &str) -> anyhow::Result<Arc<WebPkiServerVerifier>> {
    let certificate = CertificateDer::from_pem_slice(pem.as_bytes()).map_err(|error| anyhow::anyhow!("a CA cannot be read: {error}"))?;
    let mut roots = RootCertStore::empty();
    roots.add(certificate).context("a CA cannot be read")?;
    WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::new(ring::default_provider())).build().context("a CA cannot vouch")
}

/// Asks each CA by itself, the newest first.
#[derive(Debug)]
struct Pinned {
    authorities: Vec<(Arc<WebPkiServerVerifier>, String)>,
    vouched: Vouched,
}

impl Pinned {
    fn any(&self) -> Result<&WebPkiServerVerifier, Error> {
        self.authorities.first().map(|(verifier, _)| verifier.as_ref()).ok_or(Error::InvalidCertificate(CertificateError::UnknownIssuer))
    }
}

impl ServerCertVerifier for Pinned {
    fn verify_server_cert(
        &self,
        server: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let mut refused = Error::InvalidCertificate(CertificateError::UnknownIssuer);
        for (verifier, pem) in self.authorities.iter().rev() {
            match verifier.verify_server_cert(server, between, name, ocsp, now) {
                Ok(verified) => {
                    *self.vouched.lock().unwrap_or_else(PoisonError::into_inner) = Some(pem.clone());
                    return Ok(verified);
                }
                Err(error) => refused = error,
            }
        }
        Err(refused)
    }

    fn verify_tls12_signature(&self, message: &[u8], server: &CertificateDer<'_>, signed: &DigitallySignedStruct) -> Result<HandshakeSignatureValid, Error> {
        self.any()?.verify_tls12_signature(message, server, signed)
    }

    fn verify_tls13_signature(&self, message: &[u8], server: &CertificateDer<'_>, signed: &DigitallySignedStruct) -> Result<HandshakeSignatureValid, Error> {
        self.any()?.verify_tls13_signature(message, server, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.any().map(ServerCertVerifier::supported_verify_schemes).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broker_is_named_by_host_or_address() {
        assert_eq!(host_and_port("hall.example:8883").unwrap(), ("hall.example".to_owned(), 8883));
        assert_eq!(host_and_port("192.0.2.7:8883").unwrap(), ("192.0.2.7".to_owned(), 8883));
        assert_eq!(host_and_port("[2001:db8::7]:8883").unwrap(), ("2001:db8::7".to_owned(), 8883));
        assert!(host_and_port("hall.example").is_err() && host_and_port("hall.example:many").is_err());
    }

    #[test]
    fn certificates_are_told_apart_and_counted_once() {
        let one = format!("-----BEGIN CERTIFICATE-----\nAAAA\n{END}\n");
        let two = format!("-----BEGIN CERTIFICATE-----\nBBBB\n{END}\n");
        assert_eq!(split(&format!("# a remark\n{one}\n{two}{one}rubbish")), [one, two]);
        assert!(split("").is_empty() && split("nothing").is_empty());
    }

    #[test]
    fn a_device_file_without_a_sound_ca_connects_to_nobody() {
        for pem in ["", "nothing", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
            assert!(client(pem, Vouched::default()).is_err(), "{pem:?}");
            assert!(adopt(pem, "old").is_none(), "{pem:?}");
        }
    }
}
