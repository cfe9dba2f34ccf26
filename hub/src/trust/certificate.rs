//! Certificates: the hall's own CA, what it issues, and what a certificate says of itself.

use std::collections::BTreeSet;
use std::net::IpAddr;

use chrono::{DateTime, Datelike, Utc};
use rcgen::{BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose, date_time_ymd};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use sunhall_hall::Moment;
use x509_parser::extensions::GeneralName;
use x509_parser::prelude::{FromDer, X509Certificate};

/// Days for which a CA holds.
pub const AUTHORITY_DAYS: i64 = 3652;

/// Days for which a server's certificate holds: what browsers still take.
pub const SERVER_DAYS: i64 = 397;

/// Where the hub always answers to itself.
const OWN_MACHINE: [&str; 3] = ["localhost", "127.0.0.1", "::1"];

/// Certificates begin a day early, for devices whose clock is behind.
const EARLY_DAYS: i64 = 1;

#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error("a certificate cannot be made: {0}")]
    Make(#[from] rcgen::Error),
    #[error("a certificate cannot be read: {0}")]
    Read(String),
}

/// A CA of the hall, with its key.
pub struct Authority {
    pub certificate: CertificateDer<'static>,
    /// The same name and key certified by the CA before it, so that whoever knows only that one still follows.
    pub vouched: Option<CertificateDer<'static>>,
    key: KeyPair,
}

/// A server's certificate with what leads to the CA, and its key.
#[derive(Debug)]
pub struct Server {
    pub chain: Vec<CertificateDer<'static>>,
    pub key: PrivateKeyDer<'static>,
}

/// What a certificate says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    pub until: Moment,
    pub common_name: String,
    /// Host names and addresses for which it stands.
    pub names: BTreeSet<String>,
}

impl Authority {
    /// A new CA of this hall.
    pub fn new(hall: &str, now: Moment) -> Result<Self, Fault> {
        let key = KeyPair::generate()?;
        // Two CAs of one day have different names too.
        let mark = crate::draw::hex(&ring::digest::digest(&ring::digest::SHA256, key.public_key_raw()).as_ref()[..3]);
        let name = format!("SunHall {hall} CA {} {mark}", utc(now).format("%Y-%m-%d"));
        let certificate = authority(&name, now, days_later(now, AUTHORITY_DAYS))?.self_signed(&key)?;
        Ok(Self { certificate: certificate.into(), vouched: None, key })
    }

    /// Reads what [`Authority::pem`] wrote.
    pub fn read(pem: &str) -> Result<Self, Fault> {
        let (mut chain, key) = read_pem(pem)?;
        let vouched = if chain.len() > 1 { chain.pop() } else { None };
        let certificate = chain.pop().ok_or_else(|| Fault::Read("there is no certificate".into()))?;
        Ok(Self { certificate, vouched, key: KeyPair::try_from(&key)? })
    }

    /// Key and certificates in one text, so that they are never apart.
    pub fn pem(&self) -> String {
        let certificates = [Some(&self.certificate), self.vouched.as_ref()];
        self.key.serialize_pem() + &certificates.into_iter().flatten().map(|certificate| pem_of(certificate)).collect::<String>()
    }

    /// Issues a server's certificate with a key of its own; it never outlives its CA.
    pub fn issue(&self, names: &[String], now: Moment, days: i64) -> Result<Server, Fault> {
        let issuer = Issuer::from_ca_cert_der(&self.certificate, &self.key)?;
        let mut params = CertificateParams::new(whole(names).into_iter().collect::<Vec<_>>())?;
        params.distinguished_name = DistinguishedName::new();
        params.distinguished_name.push(DnType::CommonName, names.first().map_or("localhost", String::as_str));
        params.use_authority_key_identifier_extension = true;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        hold(&mut params, now, days_later(now, days).min(read(&self.certificate)?.until));
        let key = KeyPair::generate()?;
        let certificate = params.signed_by(&key, &issuer)?;
        let chain = std::iter::once(certificate.into()).chain(self.vouched.clone()).collect();
        Ok(Server { chain, key: PrivatePkcs8KeyDer::from(key.serialize_der()).into() })
    }

    /// Takes over from the CA before: from then on it carries that one's word for it.
    pub fn vouched_by(mut self, before: &Self, now: Moment) -> Result<Self, Fault> {
        let (own, until) = (read(&self.certificate)?, read(&before.certificate)?.until);
        let mut params = authority(&own.common_name, now, own.until.min(until))?;
        params.use_authority_key_identifier_extension = true;
        let issuer = Issuer::from_ca_cert_der(&before.certificate, &before.key)?;
        self.vouched = Some(params.signed_by(&self.key, &issuer)?.into());
        Ok(self)
    }

    /// Did this CA issue that certificate?
    pub fn issued(&self, certificate: &CertificateDer<'_>) -> bool {
        let (Ok((_, own)), Ok((_, other))) = (X509Certificate::from_der(&self.certificate), X509Certificate::from_der(certificate)) else { return false };
        other.verify_signature(Some(own.public_key())).is_ok()
    }
}

impl Server {
    /// Reads what [`Server::pem`] wrote.
    pub fn read(pem: &str) -> Result<Self, Fault> {
        let (chain, key) = read_pem(pem)?;
        if chain.is_empty() {
            return Err(Fault::Read("there is no certificate".into()));
        }
        Ok(Self { chain, key })
    }

    pub fn pem(&self) -> String {
        self.key_pem() + &self.chain_pem()
    }

    pub fn chain_pem(&self) -> String {
        self.chain.iter().map(|certificate| pem_of(certificate)).collect()
    }

    pub fn key_pem(&self) -> String {
        encode("PRIVATE KEY", self.key.secret_der())
    }

    /// What the server's own certificate says.
    pub fn facts(&self) -> Result<Facts, Fault> {
        read(self.chain.first().ok_or_else(|| Fault::Read("there is no certificate".into()))?)
    }
}

/// All names that a certificate for these names holds.
pub fn whole(names: &[String]) -> BTreeSet<String> {
    let plain = |name: &str| name.parse::<IpAddr>().map_or_else(|_| name.to_ascii_lowercase(), |address| address.to_string());
    names.iter().map(String::as_str).chain(OWN_MACHINE).map(plain).collect()
}

/// Reads what a certificate says of itself.
pub fn read(certificate: &CertificateDer<'_>) -> Result<Facts, Fault> {
    let (_, parsed) = X509Certificate::from_der(certificate).map_err(|error| Fault::Read(error.to_string()))?;
    let names = parsed.subject_alternative_name().ok().flatten().map(|extension| extension.value.general_names.iter().filter_map(name).collect());
    let common_name = parsed.subject().iter_common_name().next().and_then(|name| name.as_str().ok()).unwrap_or_default().to_owned();
    Ok(Facts { until: Moment(parsed.validity().not_after.timestamp().saturating_mul(1000)), common_name, names: names.unwrap_or_default() })
}

/// Certificates of a PEM text.
pub fn certificates(pem: &str) -> Result<Vec<CertificateDer<'static>>, Fault> {
    CertificateDer::pem_slice_iter(pem.as_bytes()).collect::<Result<_, _>>().map_err(|error| Fault::Read(error.to_string()))
}

/// A certificate as text.
pub fn pem_of(certificate: &CertificateDer<'_>) -> String {
    encode("CERTIFICATE", certificate)
}

/// SHA-256 of a certificate as browsers show it: pairs of digits with colons between.
pub fn fingerprint(certificate: &CertificateDer<'_>) -> String {
    let hash = ring::digest::digest(&ring::digest::SHA256, certificate);
    hash.as_ref().iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(":")
}

fn name(name: &GeneralName<'_>) -> Option<String> {
    match name {
        GeneralName::DNSName(host) => Some((*host).to_ascii_lowercase()),
        GeneralName::IPAddress(bytes) => match *bytes {
            [a, b, c, d] => Some(IpAddr::from([*a, *b, *c, *d]).to_string()),
            long => <[u8; 16]>::try_from(long).ok().map(|bytes| IpAddr::from(bytes).to_string()),
        },
        _ => None,
    }
}

fn read_pem(pem: &str) -> Result<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>), Fault> {
    let key = PrivateKeyDer::from_pem_slice(pem.as_bytes()).map_err(|error| Fault::Read(format!("the key: {error}")))?;
    Ok((certificates(pem)?, key))
}

fn encode(label: &str, bytes: &[u8]) -> String {
    pem::encode_config(&pem::Pem::new(label, bytes), pem::EncodeConfig::new().set_line_ending(pem::LineEnding::LF))
}

fn utc(moment: Moment) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(moment.0).unwrap_or_default()
}

fn days_later(moment: Moment, days: i64) -> Moment {
    moment.plus_minutes(days * 24 * 60)
}

/// What every CA of a hall says, whoever signs it.
fn authority(name: &str, from: Moment, until: Moment) -> Result<CertificateParams, Fault> {
    let mut params = CertificateParams::new(Vec::new())?;
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::OrganizationName, "SunHall 阳光大厅");
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(1));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    hold(&mut params, from, until);
    Ok(params)
}

/// From the midnight before until the midnight at which `until` begins.
fn hold(params: &mut CertificateParams, from: Moment, until: Moment) {
    let midnight = |moment: Moment| {
        let day = utc(moment);
        date_time_ymd(day.year(), u8::try_from(day.month()).unwrap_or(1), u8::try_from(day.day()).unwrap_or(1))
    };
    (params.not_before, params.not_after) = (midnight(days_later(from, -EARLY_DAYS)), midnight(until));
}
