//! The printer's own QR codes: `GS ( k` collects settings and content, then draws.

use qrcode::{EcLevel, QrCode};

/// Settings and stored content of the next QR code.
pub struct Symbol {
    dot: i32,
    level: EcLevel,
    stored: Vec<u8>,
}

impl Default for Symbol {
    fn default() -> Self {
        Self { dot: 3, level: EcLevel::L, stored: Vec::new() }
    }
}

impl Symbol {
    /// Carries out one function; the printing one gives content, code and dots per module.
    pub fn run(&mut self, function: u8, data: &[u8]) -> Option<(String, QrCode, i32)> {
        match (function, data.first().copied()) {
            (67, Some(dots)) => self.dot = i32::from(dots.clamp(1, 16)),
            (69, Some(level)) => {
                self.level = match level {
                    49 => EcLevel::M,
                    50 => EcLevel::Q,
                    51 => EcLevel::H,
                    _ => EcLevel::L,
                };
            }
            (80, Some(_)) => self.stored = data[1..].to_vec(),
            (81, _) if !self.stored.is_empty() => {
                let code = QrCode::with_error_correction_level(&self.stored, self.level).ok()?;
                return Some((String::from_utf8_lossy(&self.stored).into_owned(), code, self.dot));
            }
            _ => {}
        }
        None
    }
}
