//! The printed slip as ESC/POS bytes; what stands on it is said in `protocol`.

mod ink;
mod rare;

use qrcode::{EcLevel, QrCode};
pub use sunhall_protocol::slip::Slip;

use ink::Ink;

/// How the QR code stands to the words about it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Arrangement {
    /// Side by side, by the printer's page mode.
    #[default]
    Beside,
    /// One above the other, for printers without a page mode.
    Above,
}

impl From<Arrangement> for sunhall_protocol::slip::Arrangement {
    fn from(arrangement: Arrangement) -> Self {
        match arrangement {
            Arrangement::Beside => Self::Beside,
            Arrangement::Above => Self::Above,
        }
    }
}

/// The bytes for the printer.
pub fn bytes(slip: &Slip, arrangement: Arrangement) -> anyhow::Result<Vec<u8>> {
    let mut ink = Ink::start()?;
    for step in slip.steps(arrangement.into(), &modules) {
        ink.take(&step)?;
    }
    Ok(ink.finish()?)
}

/// Modules on a side of the QR code. Content too long for any has none; the printer would not draw it either.
fn modules(content: &str) -> u16 {
    QrCode::with_error_correction_level(content, EcLevel::M).map_or(0, |code| code.width() as u16)
}
