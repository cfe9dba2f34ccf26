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
