//! What may come in besides people: devices, API tokens, and the rows where credentials lie.

use imbl::OrdMap;
use serde::{Deserialize, Serialize};

use crate::ids::{DeviceName, StaffNumber, TextRef, TokenName, WindowNumber};
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
    DeviceEnrolled { device: DeviceName, class: DeviceClass, window: Option<WindowNumber>, secret: TextRef },
    DeviceRevoked { device: DeviceName },
    CredentialSet { staff: StaffNumber, secret: TextRef, once: bool },
    TokenIssued { token: TokenName, role: Role, windows: Vec<WindowNumber>, secret: TextRef },
    TokenRevoked { token: TokenName },
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
                self.devices.insert(device.clone(), Device { class: *class, window: *window, secret: secret.clone(), revoked: false });
            }
            Event::DeviceRevoked { device } => {
                if let Some(device) = self.devices.get_mut(device) {
                    device.revoked = true;
                }
            }
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
}
