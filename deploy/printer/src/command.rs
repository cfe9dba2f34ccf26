//! Cuts the byte stream of an ESC/POS printer into commands.

/// One command of the stream, with its parameters decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    Initialize,
    Text(Vec<u8>),
    LineFeed,
    FeedDots(u8),
    FeedLines(u8),
    /// Prints the page in page mode; means nothing in standard mode.
    FormFeed,
    /// Clears the page in page mode.
    ClearPage,
    Bold(bool),
    Reverse(bool),
    Align(u8),
    Size {
        wide: u8,
        high: u8,
    },
    Hanzi(bool),
    LineSpacing(Option<u8>),
    AbsoluteX(u16),
    AbsoluteY(u16),
    LeftMargin(u16),
    AreaWidth(u16),
    PageMode,
    StandardMode,
    PageArea {
        x: u16,
        y: u16,
        width: u16,
        height: u16,
    },
    /// `GS v 0`: rows of bytes, each dot doubled as told.
    Raster {
        row_bytes: usize,
        rows: usize,
        double_wide: bool,
        double_high: bool,
        bits: Vec<u8>,
    },
    /// `ESC *`: one strip of columns inside a line of text.
    Strip {
        columns: usize,
        /// 8 or 24 dots high.
        dots_high: usize,
        /// Single density: each column is two dots wide.
        double_wide: bool,
        bits: Vec<u8>,
    },
    /// `GS ( k` for QR codes: function and its data.
    Symbol {
        function: u8,
        data: Vec<u8>,
    },
    Cut {
        feed: u8,
    },
    /// `DLE EOT n`, answered at once.
    RealTimeStatus(u8),
    /// `DLE ENQ 2` and `DLE DC4 8`: forget everything received, go on after an error.
    ClearBuffers,
    /// `GS r n`, answered when everything before it is on paper.
    TransmitStatus(u8),
    /// Known, but without an effect on this paper.
    Ignored,
}

const ESC: u8 = 0x1b;
const GS: u8 = 0x1d;
const FS: u8 = 0x1c;
const DLE: u8 = 0x10;

/// The first command in `bytes` and its length, or nothing until more bytes have come.
pub fn next(bytes: &[u8]) -> Option<(Command, usize)> {
    let first = *bytes.first()?;
    match first {
        b'\n' => Some((Command::LineFeed, 1)),
        0x0c => Some((Command::FormFeed, 1)),
        0x18 => Some((Command::ClearPage, 1)),
        DLE => real_time(bytes),
        ESC => escape(bytes),
        GS => group(bytes),
        FS => hanzi(bytes),
        0x00..0x20 => Some((Command::Ignored, 1)),
        _ => {
            let length = bytes.iter().position(|byte| *byte < 0x20)?;
            Some((Command::Text(bytes[..length].to_vec()), length))
        }
    }
}

fn real_time(bytes: &[u8]) -> Option<(Command, usize)> {
    let kind = *bytes.get(1)?;
    let number = *bytes.get(2)?;
    match (kind, number) {
        (0x04, number) => Some((Command::RealTimeStatus(number), 3)),
        (0x05, 2) => Some((Command::ClearBuffers, 3)),
        (0x05, _) => Some((Command::Ignored, 3)),
        // The clearing form carries seven fixed bytes, so that no picture triggers it by accident.
        (0x14, 8) => bytes.get(9).map(|_| (Command::ClearBuffers, 10)),
        (0x14, _) => bytes.get(4).map(|_| (Command::Ignored, 5)),
        _ => Some((Command::Ignored, 1)),
    }
}

fn escape(bytes: &[u8]) -> Option<(Command, usize)> {
    let one = |make: fn(u8) -> Command| bytes.get(2).map(|value| (make(*value), 3));
    match *bytes.get(1)? {
        b'@' => Some((Command::Initialize, 2)),
        b'L' => Some((Command::PageMode, 2)),
        b'S' => Some((Command::StandardMode, 2)),
        0x0c => Some((Command::FormFeed, 2)),
        b'2' => Some((Command::LineSpacing(None), 2)),
        b'3' => one(|value| Command::LineSpacing(Some(value))),
        b'E' => one(|value| Command::Bold(value & 1 == 1)),
        b'a' => one(|value| Command::Align(value % 48)),
        b'J' => one(Command::FeedDots),
        b'd' => one(Command::FeedLines),
        b'$' => word(bytes, 2).map(|x| (Command::AbsoluteX(x), 4)),
        b'*' => strip(bytes),
        b'W' => Some((Command::PageArea { x: word(bytes, 2)?, y: word(bytes, 4)?, width: word(bytes, 6)?, height: word(bytes, 8)? }, 10)),
        b'\\' => bytes.get(3).map(|_| (Command::Ignored, 4)),
        b'p' => bytes.get(4).map(|_| (Command::Ignored, 5)),
        b'i' | b'm' => Some((Command::Cut { feed: 0 }, 2)),
        _ => one(|_| Command::Ignored),
    }
}

fn group(bytes: &[u8]) -> Option<(Command, usize)> {
    let one = |make: fn(u8) -> Command| bytes.get(2).map(|value| (make(*value), 3));
    match *bytes.get(1)? {
        b'!' => one(|value| Command::Size { wide: (value >> 4 & 7) + 1, high: (value & 7) + 1 }),
        b'B' => one(|value| Command::Reverse(value & 1 == 1)),
        b'r' => one(Command::TransmitStatus),
        b'L' => word(bytes, 2).map(|dots| (Command::LeftMargin(dots), 4)),
        b'W' => word(bytes, 2).map(|dots| (Command::AreaWidth(dots), 4)),
        b'$' => word(bytes, 2).map(|y| (Command::AbsoluteY(y), 4)),
        b'P' | b'\\' => bytes.get(3).map(|_| (Command::Ignored, 4)),
        b'V' => match *bytes.get(2)? {
            65 | 66 => bytes.get(3).map(|feed| (Command::Cut { feed: *feed }, 4)),
            _ => Some((Command::Cut { feed: 0 }, 3)),
        },
        b'v' => raster(bytes),
        b'(' => {
            let length = usize::from(word(bytes, 3)?);
            let body = bytes.get(5..5 + length)?;
            let command = match (bytes[2], body) {
                (b'k', [49, function, data @ ..]) => Command::Symbol { function: *function, data: data.to_vec() },
                _ => Command::Ignored,
            };
            Some((command, 5 + length))
        }
        _ => one(|_| Command::Ignored),
    }
}

fn hanzi(bytes: &[u8]) -> Option<(Command, usize)> {
    match *bytes.get(1)? {
        b'&' => Some((Command::Hanzi(true), 2)),
        b'.' => Some((Command::Hanzi(false), 2)),
        b'S' => bytes.get(3).map(|_| (Command::Ignored, 4)),
        _ => bytes.get(2).map(|_| (Command::Ignored, 3)),
    }
}

fn strip(bytes: &[u8]) -> Option<(Command, usize)> {
    let mode = *bytes.get(2)?;
    let columns = usize::from(word(bytes, 3)?);
    let dots_high = if mode >= 32 { 24 } else { 8 };
    let length = columns * dots_high / 8;
    let bits = bytes.get(5..5 + length)?.to_vec();
    let double_wide = mode & 1 == 0;
    Some((Command::Strip { columns, dots_high, double_wide, bits }, 5 + length))
}

fn raster(bytes: &[u8]) -> Option<(Command, usize)> {
    let mode = *bytes.get(3)?;
    let row_bytes = usize::from(word(bytes, 4)?);
    let rows = usize::from(word(bytes, 6)?);
    let bits = bytes.get(8..8 + row_bytes * rows)?.to_vec();
    let length = 8 + bits.len();
    let command = Command::Raster { row_bytes, rows, double_wide: mode & 1 == 1, double_high: mode & 2 == 2, bits };
    Some((command, length))
}

fn word(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(mut bytes: &[u8]) -> Vec<Command> {
        let mut commands = Vec::new();
        while let Some((command, length)) = next(bytes) {
            commands.push(command);
            bytes = &bytes[length..];
        }
        commands
    }

    #[test]
    fn a_stream_is_cut_into_its_commands() {
        let stream = b"\x1b@\x1c&\x1d!\x66A012\n\x1b$\x94\x01\x1dB\x01 2 \x1dV\x42\x10\x1dr\x01";
        let expected = vec![
            Command::Initialize,
            Command::Hanzi(true),
            Command::Size { wide: 7, high: 7 },
            Command::Text(b"A012".to_vec()),
            Command::LineFeed,
            Command::AbsoluteX(404),
            Command::Reverse(true),
            Command::Text(b" 2 ".to_vec()),
            Command::Cut { feed: 16 },
            Command::TransmitStatus(1),
        ];
        assert_eq!(all(stream), expected);
    }

    #[test]
    fn half_a_command_waits_for_the_rest() {
        let stream = b"\x1dv0\x00\x02\x00\x02\x00\xff\x00\xff\x00";
        for cut in 1..stream.len() {
            assert_eq!(next(&stream[..cut]), None, "after {cut} bytes");
        }
        assert!(matches!(next(stream), Some((Command::Raster { row_bytes: 2, rows: 2, .. }, 12))));
        assert_eq!(next("阳".as_bytes()), None, "a text waits for the control byte that ends it");
    }

    #[test]
    fn status_inside_a_picture_is_picture() {
        let stream = b"\x1dv0\x00\x03\x00\x01\x00\x10\x04\x01\n";
        assert_eq!(all(stream).len(), 2);
    }

    #[test]
    fn every_two_bytes_are_survived() {
        for first in 0..=255_u8 {
            for second in 0..=255_u8 {
                all(&[first, second, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, b'\n']);
            }
        }
    }
}
