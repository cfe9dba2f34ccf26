//! What can happen to a printer, and how its status bytes tell it.

use std::fmt;
use std::str::FromStr;

/// The state of paper, cover and cutter as somebody set it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Condition {
    #[default]
    Ready,
    PaperLow,
    PaperOut,
    CoverOpen,
    /// The paper jams this many dots into the next slip.
    JamAfter(u16),
    /// The paper ends this many dots into the next slip.
    PaperOutAfter(u16),
    Jammed,
    /// Prints, but never answers, as printers with a one-way cable do.
    Silent,
}

/// Dots into the slip when no other figure is given.
const MIDWAY: u16 = 300;

impl FromStr for Condition {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (word, figure) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
        let dots = if figure.is_empty() { Ok(MIDWAY) } else { figure.parse() };
        let dots = dots.map_err(|_| format!("not a number of dots: {figure}"))?;
        match word {
            "ready" => Ok(Self::Ready),
            "low" => Ok(Self::PaperLow),
            "out" => Ok(Self::PaperOut),
            "cover" => Ok(Self::CoverOpen),
            "jam" => Ok(Self::JamAfter(dots)),
            "out-after" => Ok(Self::PaperOutAfter(dots)),
            "jammed" => Ok(Self::Jammed),
            "silent" => Ok(Self::Silent),
            other => Err(format!("unknown condition: {other}")),
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ready => formatter.write_str("ready"),
            Self::PaperLow => formatter.write_str("low"),
            Self::PaperOut => formatter.write_str("out"),
            Self::CoverOpen => formatter.write_str("cover"),
            Self::JamAfter(dots) => write!(formatter, "jam {dots}"),
            Self::PaperOutAfter(dots) => write!(formatter, "out-after {dots}"),
            Self::Jammed => formatter.write_str("jammed"),
            Self::Silent => formatter.write_str("silent"),
        }
    }
}

impl Condition {
    /// Whether the head can print the next line.
    pub fn can_print(self) -> bool {
        !matches!(self, Self::PaperOut | Self::CoverOpen | Self::Jammed)
    }

    /// What becomes of it once this much paper has passed in one slip.
    #[must_use]
    pub fn after(self, dots: i32) -> Self {
        match self {
            Self::JamAfter(limit) if dots >= i32::from(limit) => Self::Jammed,
            Self::PaperOutAfter(limit) if dots >= i32::from(limit) => Self::PaperOut,
            other => other,
        }
    }

    /// The answer to `DLE EOT n`; bits 1 and 4 are always set.
    pub fn real_time(self, number: u8) -> Option<u8> {
        const FIXED: u8 = 0x12;
        let bits = match number {
            1 => u8::from(!self.can_print()) << 3,
            2 => match self {
                Self::CoverOpen => 0x04,
                Self::PaperOut => 0x20,
                Self::Jammed => 0x40,
                _ => 0,
            },
            3 => u8::from(self == Self::Jammed) << 3,
            4 => match self {
                Self::PaperLow => 0x0c,
                Self::PaperOut => 0x6c,
                _ => 0,
            },
            _ => return None,
        };
        (self != Self::Silent).then_some(FIXED | bits)
    }

    /// The answer to `GS r n`: paper or drawer.
    pub fn transmitted(self, number: u8) -> Option<u8> {
        let bits = match (number, self) {
            (_, Self::Silent) => return None,
            (1 | 49, Self::PaperLow) => 0x03,
            (1 | 49 | 2 | 50, _) => 0,
            _ => return None,
        };
        Some(bits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_bytes_are_those_of_the_manual() {
        assert_eq!(Condition::Ready.real_time(1), Some(0x12));
        assert_eq!(Condition::PaperOut.real_time(1), Some(0x1a));
        assert_eq!(Condition::CoverOpen.real_time(2), Some(0x16));
        assert_eq!(Condition::PaperLow.real_time(4), Some(0x1e));
        assert_eq!(Condition::PaperOut.real_time(4), Some(0x7e));
        assert_eq!(Condition::Silent.real_time(1), None);
    }

    #[test]
    fn every_condition_is_read_back_from_its_word() {
        for text in ["ready", "low", "out", "cover", "jam 120", "out-after 90", "jammed", "silent"] {
            assert_eq!(text.parse::<Condition>().map(|read| read.to_string()), Ok(text.to_owned()));
        }
        assert!("fire".parse::<Condition>().is_err());
    }
}
