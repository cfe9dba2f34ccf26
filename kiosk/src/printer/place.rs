//! Where a printer is, as told on the command line.

use std::path::PathBuf;
use std::str::FromStr;

use super::{NoPrinter, Printer, Thermal};

/// `tcp://HOST:PORT`, `usb:/dev/usb/lp0`, `file:PATH` or `none`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A printer in the network.
    Network(String),
    /// A printer behind the kernel's USB printer device, read and written.
    Device(PathBuf),
    /// Bytes are appended; nobody answers.
    File(PathBuf),
    Nowhere,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a printer: {0:?}; known are tcp://HOST:PORT, usb:/dev/usb/lp0, file:PATH and none")]
pub struct UnknownPlace(String);

impl FromStr for Place {
    type Err = UnknownPlace;

    fn from_str(text: &str) -> Result<Self, UnknownPlace> {
        match text.split_once(':') {
            None if text == "none" => Ok(Self::Nowhere),
            Some(("tcp", rest)) if rest.starts_with("//") && rest[2..].contains(':') => Ok(Self::Network(rest[2..].to_owned())),
            Some(("usb", path)) if !path.is_empty() => Ok(Self::Device(path.into())),
            Some(("file", path)) if !path.is_empty() => Ok(Self::File(path.into())),
            _ => Err(UnknownPlace(text.to_owned())),
        }
    }
}

impl Place {
    pub fn printer(self) -> Box<dyn Printer> {
        match self {
            Self::Nowhere => Box::new(NoPrinter),
            place => Box::new(Thermal::new(place)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read() {
        assert_eq!("tcp://127.0.0.1:9100".parse(), Ok(Place::Network("127.0.0.1:9100".into())));
        assert_eq!("usb:/dev/usb/lp0".parse(), Ok(Place::Device("/dev/usb/lp0".into())));
        assert_eq!("file:slips.bin".parse(), Ok(Place::File("slips.bin".into())));
        assert_eq!("none".parse(), Ok(Place::Nowhere));
        for wrong in ["", "tcp:9100", "tcp://printer", "lp0", "file:"] {
            assert!(wrong.parse::<Place>().is_err(), "{wrong}");
        }
    }
}
