//! Guides of services, published as files under the hash of their bytes.

use std::collections::BTreeMap;

use sunhall_hall::Hall;
use sunhall_hall::floor::Service;
use sunhall_protocol::kiosk::Guide;

/// A file as it is published: what it holds, under the hash of that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    pub hash: String,
    pub bytes: Vec<u8>,
}

/// The guides of all services on offer, by hash.
pub fn guides(hall: &Hall) -> BTreeMap<String, Vec<u8>> {
    hall.floor.services.values().filter(|service| service.offered).map(|service| guide_of(service)).map(|body| (body.hash, body.bytes)).collect()
}

/// One service's guide.
pub fn guide_of(service: &Service) -> Body {
    let guide = Guide {
        service: service.code.to_string(),
        conditions: service.guide.conditions.clone(),
        steps: service.guide.steps.clone(),
        basis: service.guide.basis.clone(),
        result: service.guide.result.clone(),
        department: service.department.clone(),
        object: service.guide.object.clone(),
    };
    // Texts and lists of texts always have a JSON form.
    let bytes = serde_json::to_vec(&guide).unwrap_or_default();
    Body { hash: blake3::hash(&bytes).to_hex().to_string(), bytes }
}
