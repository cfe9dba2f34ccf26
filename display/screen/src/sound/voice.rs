//! The voice: a folder of recorded clips where there is one, else espeak-ng; both make a clip whose length is known.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, bail};
use rodio::Source as _;

use super::pinyin;

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

/// Turns a sentence into sound: one of the product's seams, so that a hall can have its own voice.
pub trait Voice {
    fn clip(&mut self, sentence: &Sentence) -> anyhow::Result<Clip>;
}

/// The voice of a real screen.
#[derive(Debug)]
pub struct SystemVoice {
    pack: Option<PathBuf>,
}

impl SystemVoice {
    pub fn new(pack: Option<PathBuf>) -> Self {
        Self { pack }
    }

    fn text(sentence: &Sentence) -> (&'static str, String) {
        const CHINESE: &str = "cmn-latn-pinyin";
        const ENGLISH: &str = "en";
        match sentence {
            Sentence::Call { ticket, window, one_as_yao } => (CHINESE, pinyin::call(ticket, *window, *one_as_yao)),
            Sentence::Pinyin(pinyin) => (CHINESE, pinyin.clone()),
            Sentence::EnglishCall { ticket, window } => (ENGLISH, pinyin::english_call(ticket, *window)),
            Sentence::English(text) => (ENGLISH, text.clone()),
        }
    }
}

impl Voice for SystemVoice {
    fn clip(&mut self, sentence: &Sentence) -> anyhow::Result<Clip> {
        let (language, text) = Self::text(sentence);
        if let Some(pack) = self.pack.as_deref().map(|pack| pack.join(language)).filter(|pack| pack.is_dir()) {
            return recorded(&pack, &text);
        }
        spoken(language, &text)
    }
}

/// Joins the clips of a pack: one WAV per syllable, letter or word, named after it.
fn recorded(pack: &Path, text: &str) -> anyhow::Result<Clip> {
    let mut whole: Option<Clip> = None;
    for word in text.split_whitespace() {
        let name = word.trim_matches(|sign: char| !sign.is_ascii_alphanumeric());
        let path = pack.join(format!("{name}.wav"));
        let bytes = std::fs::read(&path).with_context(|| format!("the clip {}", path.display()))?;
        let part = decode(bytes)?;
        match &mut whole {
            None => whole = Some(part),
            Some(clip) if clip.rate == part.rate => clip.samples.extend(part.samples),
            Some(_) => bail!("the clips of {} have different rates", pack.display()),
        }
    }
    whole.context("nothing to say")
}

fn spoken(language: &str, text: &str) -> anyhow::Result<Clip> {
    let mut command = Command::new("espeak-ng");
    command.args(["-v", language, "-s", "150", "--stdout", text]).stdin(Stdio::null()).stderr(Stdio::null());
    let output = command.output().context("espeak-ng")?;
    if !output.status.success() {
        bail!("espeak-ng ended with {}", output.status);
    }
    decode(output.stdout)
}

/// Reads a WAV; espeak-ng writes a length of its own into the head of a stream, so the head is not trusted.
fn decode(bytes: Vec<u8>) -> anyhow::Result<Clip> {
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
        let riff = u32::try_from(all - 8).unwrap_or(u32::MAX);
        let body = u32::try_from(all - data - 8).unwrap_or(u32::MAX);
        bytes[4..8].copy_from_slice(&riff.to_le_bytes());
        bytes[data + 4..data + 8].copy_from_slice(&body.to_le_bytes());
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
    fn a_pack_says_the_call_from_its_pieces_and_tells_what_is_missing() {
        let root = std::env::temp_dir().join(format!("sunhall-voice-{}", std::process::id()));
        let pack = root.join("cmn-latn-pinyin");
        std::fs::create_dir_all(&pack).unwrap();
        for name in ["qing3", "A", "yao1", "hao4", "dao4", "er4", "chuang1", "kou3"] {
            std::fs::write(pack.join(format!("{name}.wav")), wav(10)).unwrap();
        }
        let mut voice = SystemVoice::new(Some(root.clone()));
        let say = |ticket: &str| Sentence::Call { ticket: ticket.into(), window: 2, one_as_yao: true };
        assert_eq!(voice.clip(&say("A1")).unwrap().samples.len(), 90);
        let missing = voice.clip(&say("A3")).unwrap_err().to_string();
        assert!(missing.contains("san1.wav"), "{missing}");
        std::fs::remove_dir_all(&root).unwrap();
    }
}
