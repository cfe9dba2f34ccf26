//! The device file: read at start, and written again when the hall's CA changes.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::ops::Deref;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use sunhall_protocol::device::Enrolment;

/// An enrolment and the file that holds it.
#[derive(Debug)]
pub struct DeviceFile {
    path: PathBuf,
    enrolment: Enrolment,
}

/// Reads the enrolment file of a device.
pub fn read_enrolment(path: &Path) -> anyhow::Result<DeviceFile> {
    let text = std::fs::read_to_string(path).with_context(|| format!("the device file {}", path.display()))?;
    let enrolment = toml::from_str(&text).with_context(|| format!("the device file {}", path.display()))?;
    Ok(DeviceFile { path: path.to_owned(), enrolment })
}

impl Deref for DeviceFile {
    type Target = Enrolment;

    fn deref(&self) -> &Enrolment {
        &self.enrolment
    }
}

impl DeviceFile {
    /// Accepts these CAs from now on, also after a restart if the file can be written.
    pub fn trust(&mut self, ca: String) {
        self.enrolment.ca = Some(ca);
        match self.write() {
            Ok(()) => tracing::info!(file = %self.path.display(), "this device knows its hall by other certificates now"),
            Err(fault) => tracing::error!("the hall's new certificates are known until the next restart only: {fault:#}"),
        }
    }

    /// Whole or not at all: a device without its file would need a visit.
    fn write(&self) -> anyhow::Result<()> {
        let text = toml::to_string(&self.enrolment)?;
        let unfinished = self.path.with_extension("unfinished");
        let written = || {
            let mut file = OpenOptions::new().create(true).truncate(true).write(true).mode(0o600).open(&unfinished)?;
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            std::fs::rename(&unfinished, &self.path)
        };
        written().with_context(|| format!("the device file {}", self.path.display()))
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn the_file_is_written_again_with_the_new_certificates_and_stays_private() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("kiosk-1.toml");
        std::fs::write(&path, "hall = \"demo\"\ndevice = \"kiosk-1\"\nclass = \"kiosk\"\npassword = \"p\"\nbroker = \"127.0.0.1:1\"\nca = \"old\"\n").unwrap();
        let mut file = read_enrolment(&path).unwrap();
        file.trust("new".into());
        let again = read_enrolment(&path).unwrap();
        assert_eq!((again.ca.as_deref(), again.password.as_str(), again.device.as_str()), (Some("new"), "p", "kiosk-1"));
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
