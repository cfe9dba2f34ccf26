//! How long services took lately: the ground for estimates and for what counts as usual.

use imbl::{OrdMap, Vector};

use crate::ids::{GroupCode, ServiceCode, TicketId};

/// As many as the parameter may ask for.
const KEPT: usize = 100;

/// One service that was finished properly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    pub ticket: TicketId,
    /// From the call to the start.
    pub walk_seconds: u32,
    /// From the start to the finish.
    pub service_seconds: u32,
}

/// What a service usually takes, in seconds from start to finish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usual {
    pub p10_seconds: u32,
    pub median_seconds: u32,
    pub p90_seconds: u32,
    pub samples: u32,
}

/// The latest samples of each service, of each group, and of the hall.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Samples {
    services: OrdMap<ServiceCode, Vector<Sample>>,
    groups: OrdMap<GroupCode, Vector<Sample>>,
    hall: Vector<Sample>,
}

impl Samples {
    pub(super) fn add(&mut self, service: &ServiceCode, group: &GroupCode, sample: Sample) {
        for list in [self.services.entry(service.clone()).or_default(), self.groups.entry(group.clone()).or_default(), &mut self.hall] {
            list.push_back(sample);
            if list.len() > KEPT {
                list.pop_front();
            }
        }
    }

    /// Takes back the sample of an undone finish.
    pub(super) fn remove(&mut self, service: &ServiceCode, group: &GroupCode, ticket: TicketId) {
        if self.services.get_mut(service).is_some_and(|list| take_out(list, ticket)) {
            self.services.remove(service);
        }
        if self.groups.get_mut(group).is_some_and(|list| take_out(list, ticket)) {
            self.groups.remove(group);
        }
        take_out(&mut self.hall, ticket);
    }

    /// How long a window was taken by each of the last `recent` of the service; while there are fewer, filled up with
    /// those of its group, then of the hall. None with less than `samples_min` in all.
    pub fn occupied_seconds(&self, service: &ServiceCode, group: &GroupCode, recent: usize, samples_min: usize) -> Option<Vec<u32>> {
        let own = self.services.get(service);
        let mut taken: Vec<Sample> = own.into_iter().flat_map(|list| list.iter().rev()).take(recent).copied().collect();
        for wider in [self.groups.get(group), Some(&self.hall)].into_iter().flatten() {
            for sample in wider.iter().rev() {
                if taken.len() >= recent {
                    break;
                }
                if !taken.iter().any(|held| held.ticket == sample.ticket) {
                    taken.push(*sample);
                }
            }
        }
        (taken.len() >= samples_min.max(1)).then(|| taken.iter().map(|sample| sample.walk_seconds.saturating_add(sample.service_seconds)).collect())
    }

    /// What the service usually takes; none with less than `samples_min`.
    pub fn usual(&self, service: &ServiceCode, samples_min: usize) -> Option<Usual> {
        let list = self.services.get(service).filter(|list| list.len() >= samples_min.max(1))?;
        let mut seconds: Vec<u32> = list.iter().map(|sample| sample.service_seconds).collect();
        seconds.sort_unstable();
        Some(Usual { p10_seconds: share(&seconds, 10), median_seconds: share(&seconds, 50), p90_seconds: share(&seconds, 90), samples: seconds.len() as u32 })
    }
}

/// Tells whether nothing is left.
fn take_out(list: &mut Vector<Sample>, ticket: TicketId) -> bool {
    if let Some(position) = list.iter().rposition(|sample| sample.ticket == ticket) {
        list.remove(position);
    }
    list.is_empty()
}

/// The smallest value that `percent` of the sorted values do not exceed.
pub fn share(sorted: &[u32], percent: usize) -> u32 {
    let place = (sorted.len() * percent).div_ceil(100).max(1) - 1;
    sorted.get(place).copied().unwrap_or(0)
}
