//! A pack of recordings: a folder with `pack.toml` and one WAV for each name on the written list (`deploy/voice/README.md`).

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use serde::Deserialize;

use super::level;
use super::pinyin::{Piece, chinese_clips, english_clips};
use super::voice::{Clip, decode};

/// Says what a folder of recordings is.
const FILE: &str = "pack.toml";

/// A clip longer than this is no word.
const CLIP_SECONDS_MAX: u64 = 10;

/// A pause between two recordings is never longer.
const PAUSE_MS_MAX: u32 = 1_000;

/// Recordings that differ from their pack by more than this many decibels are named by the check.
const UNEVEN: f32 = 6.0;

/// The language in which a pack speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Speaks {
    #[serde(rename = "zh-CN")]
    Chinese,
    #[serde(rename = "en")]
    English,
}

impl Speaks {
    /// The written list: every recording that a call in this language can need.
    pub fn clips(self) -> Vec<String> {
        match self {
            Self::Chinese => chinese_clips(),
            Self::English => english_clips(),
        }
    }
}

/// What `pack.toml` says.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    pub name: String,
    pub language: Speaks,
    /// Under which terms the recordings may be used; an SPDX name, or who allowed it.
    pub licence: String,
    /// Mean loudness of the recordings in decibels below full scale; measured where it is not told.
    #[serde(default)]
    pub loudness: Option<f32>,
    /// Silence put between two recordings.
    #[serde(default)]
    pub pause_ms: u32,
}

/// The recordings of one voice.
#[derive(Clone, Debug)]
pub struct Pack {
    pub about: About,
    folder: PathBuf,
    loudness: f32,
}

impl Pack {
    /// The packs of a folder: itself, if it holds `pack.toml`, and the folders in it that do.
    pub fn find(folder: &Path) -> anyhow::Result<Vec<Self>> {
        let mut folders = vec![folder.to_owned()];
        let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
        folders.extend(entries.filter_map(Result::ok).map(|entry| entry.path()));
        folders.sort();
        folders.iter().filter(|folder| folder.join(FILE).is_file()).map(|folder| Self::open(folder)).collect()
    }

    /// Reads `pack.toml`, and measures the recordings when it does not tell their loudness.
    pub fn open(folder: &Path) -> anyhow::Result<Self> {
        let path = folder.join(FILE);
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let about: About = toml::from_str(&text).with_context(|| path.display().to_string())?;
        ensure!(about.pause_ms <= PAUSE_MS_MAX, "{}: pause_ms is at most {PAUSE_MS_MAX}", path.display());
        let mut pack = Self { loudness: level::HOUSE, folder: folder.to_owned(), about };
        pack.loudness = match pack.about.loudness {
            Some(told) if (-60.0..=0.0).contains(&told) => told,
            Some(told) => bail!("{}: loudness is in decibels below full scale, -60 to 0, not {told}", path.display()),
            None => pack.measured().unwrap_or(level::HOUSE),
        };
        Ok(pack)
    }

    /// The sentence from its recordings, or the name of what stands in the way. Never a part of it.
    pub fn sentence(&self, pieces: &[Piece]) -> anyhow::Result<Clip> {
        let mut whole: Option<Clip> = None;
        for piece in pieces {
            let part = self.clip(&piece.clip)?;
            match &mut whole {
                None => whole = Some(part),
                Some(clip) if clip.rate == part.rate => {
                    let pause = clip.rate as usize * self.about.pause_ms as usize / 1000;
                    clip.samples.extend(std::iter::repeat_n(0.0, pause));
                    clip.samples.extend(part.samples);
                }
                Some(_) => bail!("the recordings of {} have different rates", self.folder.display()),
            }
        }
        Ok(level::levelled(whole.context("nothing to say")?, self.loudness))
    }

    fn clip(&self, name: &str) -> anyhow::Result<Clip> {
        let path = self.folder.join(format!("{name}.wav"));
        let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
        let clip = decode(bytes).with_context(|| path.display().to_string())?;
        let length = clip.length();
        ensure!(!length.is_zero() && length.as_secs() < CLIP_SECONDS_MAX, "{}: {} ms is no length for a word", path.display(), length.as_millis());
        Ok(clip)
    }

    /// Mean loudness of all recordings that are there.
    fn measured(&self) -> Option<f32> {
        let mut all = Clip { rate: 1, samples: Vec::new() };
        for clip in self.about.language.clips().iter().filter_map(|name| self.clip(name).ok()) {
            all.rate = clip.rate;
            all.samples.extend(clip.samples);
        }
        level::loudness(&all)
    }

    /// Whatever whoever records should know, line by line, and whether the pack can say every call.
    pub fn check(&self) -> (Vec<String>, bool) {
        let mut lines = vec![format!("{}: {:?}, {}", self.folder.display(), self.about.language, self.about.name)];
        let (mut whole, mut rates) = (true, BTreeSet::new());
        let names = self.about.language.clips();
        for name in &names {
            match self.clip(name) {
                Err(fault) => {
                    whole = false;
                    lines.push(format!("  {fault:#}"));
                }
                Ok(clip) => {
                    rates.insert(clip.rate);
                    lines.extend(self.complaint(name, &clip));
                }
            }
        }
        if rates.len() > 1 {
            whole = false;
            lines.push(format!("  the recordings have different rates: {rates:?}"));
        }
        let measured = self.measured().map_or_else(|| "silent".to_owned(), |found| format!("{found:.1} dB"));
        lines.push(format!("  {} names on the list, loudness {measured}", names.len()));
        (lines, whole)
    }

    fn complaint(&self, name: &str, clip: &Clip) -> Option<String> {
        match level::loudness(clip) {
            None => Some(format!("  {name}.wav is silent")),
            Some(_) if level::peak(clip) >= 0.999 => Some(format!("  {name}.wav is clipped")),
            Some(found) if (found - self.loudness).abs() > UNEVEN => Some(format!("  {name}.wav has {found:.1} dB, the pack {:.1} dB", self.loudness)),
            Some(_) => None,
        }
    }
}
