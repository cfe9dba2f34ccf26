//! The voice: a pack of recordings where there is a whole one, else espeak-ng; both make a clip whose length is known.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, bail};
use rodio::Source as _;
use sunhall_protocol::board::CallWording;

use super::level;
use super::pack::{Pack, Speaks};
use super::pinyin::{self, Piece};

/// The voice that reads pinyin with tone numbers; plain `cmn` would read it as English.
const CHINESE: &str = "cmn-latn-pinyin";
const ENGLISH: &str = "en";

/// Words a minute: a little slower than speech, for a hall with an echo.
const PACE: &str = "150";

/// Samples of one channel.
#[derive(Clone, Debug, PartialEq)]
pub struct Clip {
    pub rate: u32,
    pub samples: Vec<f32>,
}

impl Clip {
    pub fn length(&self) -> Duration {
        Duration::from_secs_f64(self.samples.len() as f64 / f64::from(self.rate.max(1)))
    }
}

/// What can be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sentence {
    Call {
        ticket: String,
        window: u16,
        wording: CallWording,
        one_as_yao: bool,
    },
    EnglishCall {
        ticket: String,
        window: u16,
    },
    /// Pinyin with tone numbers, as the hub computed it.
    Pinyin(String),
    English(String),
}

impl Sentence {
    /// The pieces of a call, and who can say them; free text has none.
    fn pieces(&self) -> Option<(Speaks, Vec<Piece>)> {
        match self {
            Self::Call { ticket, window, wording, one_as_yao } => Some((Speaks::Chinese, pinyin::call(ticket, *window, *wording, *one_as_yao))),
            Self::EnglishCall { ticket, window } => Some((Speaks::English, pinyin::english_call(ticket, *window))),
            Self::Pinyin(_) | Self::English(_) => None,
        }
    }

    /// Voice and text for espeak-ng.
    fn text(&self) -> (&'static str, String) {
        match self {
            Self::Pinyin(pinyin) => (CHINESE, pinyin.clone()),
            Self::English(text) => (ENGLISH, text.clone()),
            Self::Call { .. } | Self::EnglishCall { .. } => match self.pieces() {
                Some((Speaks::English, pieces)) => (ENGLISH, pinyin::text(&pieces)),
                Some((Speaks::Chinese, pieces)) => (CHINESE, pinyin::text(&pieces)),
                None => (CHINESE, String::new()),
            },
        }
    }
}

/// Turns a sentence into sound: one of the product's seams, so that a hall can have its own voice.
pub trait Voice {
    fn clip(&mut self, sentence: &Sentence) -> anyhow::Result<Clip>;
}

/// The voice of a real screen.
#[derive(Debug)]
pub struct SystemVoice {
    packs: Vec<Pack>,
}

impl SystemVoice {
    /// `folder` holds packs of recordings, or is one. What is wrong with it is told in the log: the hall still has its computed voice.
    pub fn new(folder: Option<PathBuf>) -> Self {
        let packs = folder.map_or_else(Vec::new, |folder| {
            Pack::find(&folder).unwrap_or_else(|fault| {
                tracing::warn!("the recorded voice is left out: {fault:#}");
                Vec::new()
            })
        });
        for pack in &packs {
            tracing::info!(name = pack.about.name, licence = pack.about.licence, "a recorded voice");
        }
        Self { packs }
    }

    /// The sentence by the recordings of its language; none where something is missing, so that no sentence has two voices.
    fn recorded(&self, sentence: &Sentence) -> Option<Clip> {
        let (language, pieces) = sentence.pieces()?;
        let pack = self.packs.iter().find(|pack| pack.about.language == language)?;
        match pack.sentence(&pieces) {
            Ok(clip) => Some(clip),
            Err(fault) => {
                tracing::warn!("the computed voice says this sentence: {fault:#}");
                None
            }
        }
    }
}

impl Voice for SystemVoice {
    fn clip(&mut self, sentence: &Sentence) -> anyhow::Result<Clip> {
        if let Some(clip) = self.recorded(sentence) {
            return Ok(clip);
        }
        let (language, text) = sentence.text();
        let clip = spoken(language, &text)?;
        let now = level::loudness(&clip).context("espeak-ng said nothing")?;
        Ok(level::levelled(clip, now))
    }
}

/// The text goes through a pipe: as an argument it could be taken for an option.
fn spoken(language: &str, text: &str) -> anyhow::Result<Clip> {
    let mut command = Command::new("espeak-ng");
    command.args(["-v", language, "-s", PACE, "--stdin", "--stdout"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().context("espeak-ng")?;
    let told = child.stdin.take().map_or(Ok(()), |mut input| input.write_all(text.as_bytes()));
    let output = child.wait_with_output().context("espeak-ng")?;
    told.context("espeak-ng does not listen")?;
    if !output.status.success() {
        bail!("espeak-ng ended with {}", output.status);
    }
    decode(output.stdout)
}

/// Reads a WAV; espeak-ng writes a length of its own into the head of a stream, so the head is not trusted.
pub(super) fn decode(bytes: Vec<u8>) -> anyhow::Result<Clip> {
    let length = bytes.len();
    let decoder = rodio::Decoder::new_wav(std::io::Cursor::new(mended(bytes))).context("a clip that is no WAV")?;
    let (rate, channels) = (decoder.sample_rate().get(), usize::from(decoder.channels().get()));
    let samples: Vec<f32> = decoder.step_by(channels).take(length).collect();
    Ok(Clip { rate, samples })
}

/// Writes the true sizes into the head.
fn mended(mut bytes: Vec<u8>) -> Vec<u8> {
    let all = bytes.len();
    let Some(data) = bytes.windows(4).position(|window| window == b"data") else { return bytes };
    if all >= data + 8 && data >= 8 {
        let body = all - data - 8;
        let told = u32::from_le_bytes([bytes[data + 4], bytes[data + 5], bytes[data + 6], bytes[data + 7]]) as usize;
        if told > body {
            let riff = u32::try_from(all - 8).unwrap_or(u32::MAX);
            bytes[4..8].copy_from_slice(&riff.to_le_bytes());
            bytes[data + 4..data + 8].copy_from_slice(&u32::try_from(body).unwrap_or(u32::MAX).to_le_bytes());
        }
    }
    bytes
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop where its story breaks")]
mod tests {
    use super::*;

    /// A WAV of `count` samples at 100 Hz whose head claims to be endless, as a stream's does.
    fn wav(count: u32) -> Vec<u8> {
        let mut bytes = b"RIFF\xff\xff\xff\x7fWAVEfmt \x10\0\0\0\x01\0\x01\0".to_vec();
        bytes.extend(100_u32.to_le_bytes());
        bytes.extend(200_u32.to_le_bytes());
        bytes.extend([2, 0, 16, 0]);
        bytes.extend(b"data\xff\xff\xff\x7f");
        bytes.extend((0..count).flat_map(|_| 1000_i16.to_le_bytes()));
        bytes
    }

    #[test]
    fn a_streamed_wav_has_the_length_of_its_samples() {
        let clip = decode(wav(50)).unwrap();
        assert_eq!((clip.rate, clip.samples.len()), (100, 50));
        assert_eq!(clip.length(), Duration::from_millis(500));
    }

    #[test]
    fn what_follows_the_samples_of_a_whole_wav_is_not_heard() {
        let mut bytes = wav(50);
        let data = bytes.windows(4).position(|window| window == b"data").unwrap();
        bytes[data + 4..data + 8].copy_from_slice(&100_u32.to_le_bytes());
        bytes.extend(b"LIST\x04\0\0\0note");
        assert_eq!(decode(bytes).unwrap().samples.len(), 50);
    }
}
