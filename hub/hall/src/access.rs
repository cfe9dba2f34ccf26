//! What may come in besides people: devices, API tokens, and the rows where credentials lie.

use imbl::OrdMap;
use serde::{Deserialize, Serialize};

use crate::ids::{DeviceName, StaffNumber, TextRef, TokenName, WindowNumber};
use crate::moment::Moment;
use crate::staff::Role;

/// What a device is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeviceClass {
    Kiosk,
    PublicDisplay,
    StaffDisplay,
    CallPad,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    pub class: DeviceClass,
    /// The window a call pad is bound to.
    pub window: Option<WindowNumber>,
    pub secret: TextRef,
    pub revoked: bool,
    /// While it is there the device gives no service and says why.
    #[serde(default)]
    pub lock: Option<Lock>,
    /// How often it was told to start again.
    #[serde(default)]
    pub restarts: u64,
    /// When the file with the present password was fetched; a second time there is none.
    #[serde(default)]
    pub file_taken: Option<Moment>,
}

/// A device out of service, by whom and since when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    /// What the screen says; empty where its own words do.
    pub message: String,
    pub message_en: String,
    pub staff: StaffNumber,
    pub at: Moment,
}

impl DeviceClass {
    /// Whether the device has a screen of its own that can say it is out of service.
    pub fn has_screen(self) -> bool {
        match self {
            Self::Kiosk | Self::PublicDisplay | Self::StaffDisplay => true,
            Self::CallPad => false,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    pub role: Role,
    pub windows: Vec<WindowNumber>,
    pub secret: TextRef,
    pub revoked: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credential {
    pub secret: TextRef,
    /// A one-time password: must be changed at first use.
    pub once: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    DeviceEnrolled {
        device: DeviceName,
        class: DeviceClass,
        window: Option<WindowNumber>,
        secret: TextRef,
    },
    DeviceRevoked {
        device: DeviceName,
    },
    /// A new password, for whoever lost the file; the old one is worth nothing from here on.
    DeviceRenewed {
        device: DeviceName,
        secret: TextRef,
        staff: StaffNumber,
        at: Moment,
    },
    DeviceFileTaken {
        device: DeviceName,
        staff: StaffNumber,
        at: Moment,
    },
    DeviceLocked {
        device: DeviceName,
        lock: Lock,
    },
    DeviceUnlocked {
        device: DeviceName,
        staff: StaffNumber,
        at: Moment,
    },
    DeviceRestartOrdered {
        device: DeviceName,
        staff: StaffNumber,
        at: Moment,
    },
    CredentialSet {
        staff: StaffNumber,
        secret: TextRef,
        once: bool,
    },
    TokenIssued {
        token: TokenName,
        role: Role,
        windows: Vec<WindowNumber>,
        secret: TextRef,
    },
    TokenRevoked {
        token: TokenName,
    },
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Access {
    pub devices: OrdMap<DeviceName, Device>,
    pub tokens: OrdMap<TokenName, Token>,
    pub credentials: OrdMap<StaffNumber, Credential>,
}

impl Access {
    /// A device that may still speak.
    pub fn device(&self, name: &DeviceName) -> Option<&Device> {
        self.devices.get(name).filter(|device| !device.revoked)
    }

    /// A token that still counts.
    pub fn token(&self, name: &TokenName) -> Option<&Token> {
        self.tokens.get(name).filter(|token| !token.revoked)
    }

    pub(crate) fn apply(&mut self, event: &Event) {
        match event {
            Event::DeviceEnrolled { device, class, window, secret } => {
                // A program that still runs must not take a smaller count for an order.
                let restarts = self.devices.get(device).map_or(0, |before| before.restarts);
                let fresh = Device { class: *class, window: *window, secret: secret.clone(), revoked: false, lock: None, restarts, file_taken: None };
                self.devices.insert(device.clone(), fresh);
            }
            Event::DeviceRevoked { device } => self.change(device, |device| device.revoked = true),
            Event::DeviceRenewed { device, secret, .. } => self.change(device, |device| {
                device.secret = secret.clone();
                device.file_taken = None;
            }),
            Event::DeviceFileTaken { device, at, .. } => self.change(device, |device| device.file_taken = Some(*at)),
            Event::DeviceLocked { device, lock } => self.change(device, |device| device.lock = Some(lock.clone())),
            Event::DeviceUnlocked { device, .. } => self.change(device, |device| device.lock = None),
            Event::DeviceRestartOrdered { device, .. } => self.change(device, |device| device.restarts += 1),
            Event::CredentialSet { staff, secret, once } => {
                self.credentials.insert(staff.clone(), Credential { secret: secret.clone(), once: *once });
            }
            Event::TokenIssued { token, role, windows, secret } => {
                self.tokens.insert(token.clone(), Token { role: *role, windows: windows.clone(), secret: secret.clone(), revoked: false });
            }
            Event::TokenRevoked { token } => {
                if let Some(token) = self.tokens.get_mut(token) {
                    token.revoked = true;
                }
            }
        }
    }

    fn change(&mut self, device: &DeviceName, change: impl FnOnce(&mut Device)) {
        if let Some(device) = self.devices.get_mut(device) {
            change(device);
        }
    }
}
