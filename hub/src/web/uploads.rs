//! Folders that somebody uploaded and has not decided about yet: they lie in the data folder, an hour at most.

use std::collections::HashMap;
use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::Context;
use sunhall_hall::Moment;
use sunhall_hall::ids::StaffNumber;

use crate::draw::{hex, system_bytes};
use crate::export::{self, File};

const WAITS_MS: i64 = 60 * 60 * 1000;
const WAITING_MAX: usize = 8;

struct Kept {
    staff: StaffNumber,
    until: Moment,
}

/// Unpacked folders by a name that cannot be guessed.
pub struct Uploads {
    root: PathBuf,
    kept: Mutex<HashMap<String, Kept>>,
}

impl Uploads {
    /// Begins empty: what an earlier hub left behind is gone.
    pub fn new(data: &Path) -> Self {
        let root = data.join("uploads");
        if let Err(error) = std::fs::remove_dir_all(&root)
            && error.kind() != std::io::ErrorKind::NotFound
        {
            tracing::warn!(%error, "old uploads cannot be removed");
        }
        Self { root, kept: Mutex::default() }
    }

    /// Unpacks the files and returns the name under which they wait.
    pub fn keep(&self, staff: &StaffNumber, files: &[File], now: Moment) -> anyhow::Result<String> {
        let name = hex(&system_bytes().context("the operating system gives no random numbers")?);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let over: Vec<String> = kept.iter().filter(|(_, kept)| now >= kept.until || kept.staff == *staff).map(|(name, _)| name.clone()).collect();
        for old in over {
            kept.remove(&old);
            remove(&self.root.join(old));
        }
        anyhow::ensure!(kept.len() < WAITING_MAX, "too many uploads wait for a decision");
        let folder = self.root.join(&name);
        DirBuilder::new().recursive(true).mode(0o700).create(&folder).context("the upload has no place")?;
        kept.insert(name.clone(), Kept { staff: staff.clone(), until: Moment(now.0 + WAITS_MS) });
        drop(kept);
        export::write(&folder, files)?;
        Ok(name)
    }

    /// The folder of an upload of this person that still waits.
    pub fn folder(&self, staff: &StaffNumber, name: &str, now: Moment) -> Option<PathBuf> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(name).filter(|kept| kept.staff == *staff && now < kept.until).map(|_| self.root.join(name))
    }

    pub fn forget(&self, name: &str) {
        if self.kept.lock().unwrap_or_else(PoisonError::into_inner).remove(name).is_some() {
            remove(&self.root.join(name));
        }
    }
}

fn remove(folder: &Path) {
    if let Err(error) = std::fs::remove_dir_all(folder) {
        tracing::warn!(%error, "an upload cannot be removed");
    }
}
