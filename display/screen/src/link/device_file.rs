//! The device file: read at start, and written again when the hall's CA changes.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::ops::Deref;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use sunhall_protocol::access::DeviceClass;
use sunhall_protocol::device::Enrolment;

/// An enrolment and the file that holds it.
#[derive(Debug)]
pub struct DeviceFile {
    path: PathBuf,
    enrolment: Enrolment,
}

/// Reads the enrolment file of a device of one of these classes: any other would wait for ever for what it may not hear.
pub fn read_enrolment(path: &Path, classes: &[DeviceClass]) -> anyhow::Result<DeviceFile> {
    let wanted = classes.iter().map(|class| class.name()).collect::<Vec<_>>().join(" or ");
    let advice = || format!("make one at the hub with `sunhall-hub enroll NAME --class {}` and copy it here", classes.first().map_or("", |class| class.name()));
    let text = std::fs::read_to_string(path).with_context(|| format!("the device file {} cannot be read; {}", path.display(), advice()))?;
    let enrolment: Enrolment = toml::from_str(&text).with_context(|| format!("{} is no device file; {}", path.display(), advice()))?;
    ensure!(
        classes.contains(&enrolment.class),
        "{} is the file of {}, a {}; this screen needs that of a {wanted}: {}",
        path.display(),
        enrolment.device,
        enrolment.class.name(),
        advice()
    );
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
        let mut file = read_enrolment(&path, &[DeviceClass::Kiosk]).unwrap();
        file.trust("new".into());
        let again = read_enrolment(&path, &[DeviceClass::Kiosk]).unwrap();
        assert_eq!((again.ca.as_deref(), again.password.as_str(), again.device.as_str()), (Some("new"), "p", "kiosk-1"));
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_file_of_another_class_or_none_is_told_with_what_to_do() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("board-1.toml");
        let told = |classes: &[DeviceClass]| format!("{:#}", read_enrolment(&path, classes).unwrap_err());
        assert!(told(&[DeviceClass::Kiosk]).contains("sunhall-hub enroll NAME --class kiosk"));
        std::fs::write(&path, "nonsense").unwrap();
        assert!(told(&[DeviceClass::Kiosk]).contains("is no device file"));
        std::fs::write(&path, "hall = \"demo\"\ndevice = \"board-1\"\nclass = \"public-display\"\npassword = \"p\"\nbroker = \"127.0.0.1:1\"\n").unwrap();
        let kiosk = told(&[DeviceClass::Kiosk]);
        assert!(kiosk.contains("board-1, a public-display") && kiosk.contains("--class kiosk"), "{kiosk}");
        assert!(told(&[DeviceClass::StaffDisplay]).contains("that of a staff-display"));
        assert!(read_enrolment(&path, &[DeviceClass::PublicDisplay, DeviceClass::StaffDisplay]).is_ok());
    }
}
