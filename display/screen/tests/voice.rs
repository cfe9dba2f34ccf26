//! The voice by its substitutes for an ear: phonemes, length, loudness, and what a pack of recordings does to a sentence.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its story breaks")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use sunhall_protocol::board::CallWording;
use sunhall_screen::sound::level::{HOUSE, loudness, peak};
use sunhall_screen::sound::pack::{Pack, Speaks};
use sunhall_screen::sound::pinyin;
use sunhall_screen::sound::voice::{Clip, Sentence, SystemVoice, Voice};

fn call(ticket: &str, window: u16) -> Sentence {
    Sentence::Call { ticket: ticket.into(), window, wording: CallWording::PleaseGo, one_as_yao: true }
}

fn english(ticket: &str, window: u16) -> Sentence {
    Sentence::EnglishCall { ticket: ticket.into(), window }
}

/// How espeak-ng reads a text: phonemes with their tones, pauses left out. `'` is stress, 55 to 51 are the tones.
fn phonemes(voice: &str, text: &str) -> String {
    let output = Command::new("espeak-ng").args(["-q", "-x", "-v", voice, "--", text]).output().unwrap();
    assert!(output.status.success(), "espeak-ng: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().replace("_|", "").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn pinyin_phonemes(text: &str) -> String {
    phonemes("cmn-latn-pinyin", text)
}

#[test]
fn the_call_is_read_in_the_right_tones() {
    let say = |ticket, window, wording| pinyin_phonemes(&pinyin::text(&pinyin::call(ticket, window, wording, true)));
    // qǐng ēi líng yāo èr hào, dào èr hào chuāng kǒu
    let first = say("A012", 2, CallWording::PleaseGo);
    assert_eq!(first, "tS;h'i21N 'ei55 l'i35N j'Au55 '@r51 X'Au51 t'Au51 '@r51 X'Au51 ts.hw'A55N kh'ou214");
    // … bàn lǐ
    assert!(say("A012", 2, CallWording::PleaseGoServed).ends_with("kh'ou21 p'a51n l'i214"));
    // … hào, qǐng dào shí èr hào chuāng kǒu
    assert_eq!(say("C7", 12, CallWording::NumberPleaseGo), "S;'i55 tS;h'i55 X'Au51 tS;h'i21N t'Au51 s.'i.35 '@r51 X'Au51 ts.hw'A55N kh'ou214");
}

#[test]
fn each_figure_and_letter_is_read_as_a_hall_reads_it() {
    let table = [
        ("0", "l'i35N"),
        ("1", "j'Au55"),
        ("2", "'@r51"),
        ("3", "s'a55n"),
        ("4", "s'i[51"),
        ("5", "w'u214"),
        ("6", "l'iou51"),
        ("7", "tS;h'i55"),
        ("8", "p'A55"),
        ("9", "tS;'iou214"),
        ("A", "'ei55"),
        ("B", "p'i51"),
        ("C", "S;'i55"),
        ("D", "t'i51"),
        ("E", "j'i51"),
        ("F", "'ai35 fu33"),
        ("G", "tS;'i51"),
        ("H", "'ai35 tS;hy33"),
        ("I", "'ai51"),
        ("J", "tS;'iE51"),
        ("K", "kh'ei51"),
        ("L", "'ai35 lou33"),
        ("M", "'ai35 mu33"),
        ("N", "'@55n"),
        ("O", "'ou55"),
        ("P", "ph'i51"),
        ("Q", "kh'iou55"),
        ("R", "'A51 @r11"),
        ("S", "'ai35 si[33"),
        ("T", "th'i51"),
        ("U", "j'iou55"),
        ("V", "w'ei55"),
        ("W", "t'A35 pu33 liou11"),
        ("X", "'ai35 kho-33 si[11"),
        ("Y", "w'ai51"),
        ("Z", "ts'ei51"),
    ];
    let mut heard = BTreeSet::new();
    for (sign, expected) in table {
        let pieces = pinyin::call(sign, 1, CallWording::PleaseGo, true);
        let read = pinyin_phonemes(&pieces[1].read);
        assert_eq!(read, expected, "{sign}");
        assert!(heard.insert(read), "{sign} sounds like another");
    }
    assert_eq!(heard.len(), 36);
}

#[test]
fn a_number_in_english_is_spelled_and_its_letter_is_no_article() {
    let read = |ticket, window| phonemes("en", &pinyin::text(&pinyin::english_call(ticket, window)));
    assert_eq!(read("A012", 2), "n'Vmb3r- 'eI z'i@roU w'0n t'u: pl'i:z g,oU t@ w'IndoU t'u:");
    assert!(read("C1001", 21).ends_with("s'i: w'0n z'i@roU z'i@roU w'0n pl'i:z g,oU t@ w'IndoU tw'Enti w'0n"), "{}", read("C1001", 21));
}

#[test]
fn a_sentence_is_speech_of_sensible_length_and_house_loudness() {
    let mut voice = SystemVoice::new(None);
    let longest = Sentence::Call { ticket: "K10999".into(), window: 87, wording: CallWording::PleaseGoServed, one_as_yao: false };
    let free = Sentence::Pinyin("qing3 na2 hao3 nin2 de5 hao4 piao4".into());
    for sentence in [call("A012", 2), longest, english("A012", 2), free] {
        let clip = voice.clip(&sentence).unwrap();
        let (seconds, found) = (clip.length().as_secs_f32(), loudness(&clip).unwrap());
        assert!((1.5..9.0).contains(&seconds), "{sentence:?}: {seconds} s");
        assert!((HOUSE - 2.0..HOUSE + 0.5).contains(&found), "{sentence:?}: {found} dB");
        assert!(peak(&clip) < 0.95, "{sentence:?} is clipped");
        // Speech has pauses and pitch; a hum or a click has not.
        let quiet = clip.samples.chunks(clip.rate as usize / 20).filter(|frame| frame.iter().all(|sample| sample.abs() < 0.02)).count();
        assert!(quiet >= 1, "{sentence:?} never pauses");
    }
    assert!(voice.clip(&Sentence::English(String::new())).is_err(), "nothing to say is told");
}

#[test]
fn no_two_figures_sound_alike() {
    let mut voice = SystemVoice::new(None);
    let clips: Vec<Clip> = (0..10).map(|figure| voice.clip(&call(&format!("A{figure}"), 1)).unwrap()).collect();
    for (figure, clip) in clips.iter().enumerate() {
        for (other, against) in clips.iter().enumerate().skip(figure + 1) {
            let both = clip.samples.iter().zip(&against.samples);
            let difference = both.map(|(one, two)| (one - two).powi(2)).sum::<f32>() / clip.samples.len() as f32;
            assert!(difference > 1e-3, "{figure} and {other} sound alike: {difference}");
        }
    }
}

/// No figure is swallowed: each lengthens the call by a syllable, and is heard as loud as the rest of the sentence.
#[test]
fn each_figure_is_heard() {
    let mut voice = SystemVoice::new(None);
    let mut said =
        |ticket: &str, one_as_yao| voice.clip(&Sentence::Call { ticket: ticket.into(), window: 2, wording: CallWording::PleaseGo, one_as_yao }).unwrap();
    for one_as_yao in [true, false] {
        for figure in 0..10 {
            let (without, with) = (said("A", one_as_yao), said(&format!("A{figure}"), one_as_yao));
            let longer = with.length().as_secs_f32() - without.length().as_secs_f32();
            assert!((0.1..0.8).contains(&longer), "{figure} takes {longer} s");
            // The figure stands where the sentence without it goes on differently: after 请 A.
            let begins = with.samples.iter().zip(&without.samples).position(|(one, two)| (one - two).abs() > 0.02).unwrap();
            let end = with.samples.len().min(begins + (longer * with.rate as f32) as usize);
            let figure_alone = Clip { rate: with.rate, samples: with.samples[begins..end].to_vec() };
            let found = loudness(&figure_alone).unwrap();
            assert!((HOUSE - 9.0..HOUSE + 6.0).contains(&found), "{figure}: {found} dB");
        }
    }
    assert_ne!(said("A1", true), said("A1", false), "幺 and 一 sound different");
}

/// Text that looks like an option or like markup is read, not obeyed.
#[test]
fn text_cannot_command_the_voice() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("out.wav");
    let clip = SystemVoice::new(None).clip(&Sentence::English(format!("-w {} hello", file.display()))).unwrap();
    assert!(!file.exists() && clip.length().as_millis() > 500);
}

/// A WAV of 16 bits and one channel.
fn write_wav(path: &Path, clip: &Clip) {
    let body: Vec<u8> = clip.samples.iter().flat_map(|sample| ((sample * 32_767.0) as i16).to_le_bytes()).collect();
    let size = |bytes: usize| u32::try_from(bytes).unwrap().to_le_bytes();
    let mut bytes = b"RIFF".to_vec();
    bytes.extend(size(36 + body.len()));
    bytes.extend(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
    bytes.extend(clip.rate.to_le_bytes());
    bytes.extend((clip.rate * 2).to_le_bytes());
    bytes.extend([2, 0, 16, 0]);
    bytes.extend(b"data");
    bytes.extend(size(body.len()));
    bytes.extend(body);
    std::fs::write(path, bytes).unwrap();
}

/// A tone of its own for each name, so that a sentence tells what it was made of.
fn tone(place: usize, amplitude: f32) -> Clip {
    let samples = (0..2_000 + place * 10).map(|index| amplitude * (index as f32 * (0.1 + place as f32 * 0.01)).sin()).collect();
    Clip { rate: 8_000, samples }
}

/// A whole pack whose clips are known by name.
fn pack(folder: &Path, speaks: Speaks, toml: &str) -> BTreeMap<String, Clip> {
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(folder.join("pack.toml"), toml).unwrap();
    let clips: BTreeMap<String, Clip> = speaks.clips().into_iter().enumerate().map(|(place, name)| (name, tone(place, 0.1))).collect();
    for (name, clip) in &clips {
        write_wav(&folder.join(format!("{name}.wav")), clip);
    }
    clips
}

const CHINESE: &str = "name = \"演示甲\"\nlanguage = \"zh-CN\"\nlicence = \"CC0-1.0\"\n";

#[test]
fn a_whole_pack_says_the_call_and_a_missing_clip_leaves_the_sentence_to_the_other_voice() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("a");
    let clips = pack(&own, Speaks::Chinese, CHINESE);
    let names = ["please", "letter-a", "digit-0", "digit-yao", "digit-2", "number-to", "digit-2", "window"];
    let expected: usize = names.iter().map(|name| clips[*name].samples.len()).sum();
    let computed = SystemVoice::new(None).clip(&call("A012", 2)).unwrap();
    // As a folder of packs and as one pack.
    for place in [folder.path(), &own] {
        let clip = SystemVoice::new(Some(place.to_owned())).clip(&call("A012", 2)).unwrap();
        assert_eq!((clip.rate, clip.samples.len()), (8_000, expected));
        assert!((loudness(&clip).unwrap() - HOUSE).abs() < 1.5);
    }
    let mut voice = SystemVoice::new(Some(own.clone()));
    assert_eq!(voice.clip(&english("A012", 2)).unwrap().rate, computed.rate, "a Chinese pack says nothing in English");
    std::fs::remove_file(own.join("digit-2.wav")).unwrap();
    assert!(voice.clip(&call("A012", 2)).unwrap() == computed, "the whole sentence has one voice");
    assert_eq!(voice.clip(&call("A013", 1)).unwrap().rate, 8_000, "other calls are still recorded");
    std::fs::write(own.join("digit-0.wav"), b"no sound").unwrap();
    assert!(voice.clip(&call("A012", 2)).unwrap() == computed, "a broken recording is a missing one");
}

#[test]
fn a_pack_tells_its_pause_and_its_loudness() {
    let folder = tempfile::tempdir().unwrap();
    let clips = pack(folder.path(), Speaks::English, "name = \"b\"\nlanguage = \"en\"\nlicence = \"CC0-1.0\"\npause_ms = 100\nloudness = -40.0\n");
    let clip = SystemVoice::new(Some(folder.path().to_owned())).clip(&english("A1", 12)).unwrap();
    let names = ["number", "letter-a", "digit-1", "go-to-window", "number-12"];
    let expected: usize = names.iter().map(|name| clips[*name].samples.len()).sum();
    assert_eq!(clip.samples.len(), expected + 4 * 800);
    // Told to be softer than it is, it is raised by 20 dB, but not into clipping.
    assert!(loudness(&clip).unwrap() > HOUSE + 5.0 && peak(&clip) <= 0.9);
}

#[test]
fn the_check_names_what_is_missing_silent_clipped_or_uneven() {
    let folder = tempfile::tempdir().unwrap();
    let clips = pack(folder.path(), Speaks::Chinese, CHINESE);
    let checked = || Pack::open(folder.path()).unwrap().check();
    let (lines, whole) = checked();
    assert!(whole && lines.len() == 2, "{lines:?}");
    let put = |name: &str, clip: &Clip| write_wav(&folder.path().join(format!("{name}.wav")), clip);
    put("letter-b", &Clip { rate: 8_000, samples: vec![0.0; 4_000] });
    put("letter-c", &tone(3, 1.2));
    put("letter-d", &tone(3, 0.02));
    put("letter-e", &Clip { rate: 16_000, ..clips["letter-e"].clone() });
    std::fs::remove_file(folder.path().join("digit-yao.wav")).unwrap();
    let (lines, whole) = checked();
    let text = lines.join("\n");
    assert!(!whole);
    for told in ["letter-b.wav is silent", "letter-c.wav is clipped", "letter-d.wav has", "different rates", "digit-yao.wav"] {
        assert!(text.contains(told), "{told}:\n{text}");
    }
}

#[test]
fn a_pack_that_is_not_understood_leaves_the_computed_voice() {
    let folder = tempfile::tempdir().unwrap();
    pack(folder.path(), Speaks::Chinese, "name = \"c\"\nlanguage = \"zh-CN\"\n");
    let told = format!("{:#}", Pack::open(folder.path()).unwrap_err());
    assert!(told.contains("pack.toml") && told.contains("licence"), "{told}");
    for place in [folder.path().to_owned(), PathBuf::from("nowhere")] {
        assert!(SystemVoice::new(Some(place)).clip(&call("A012", 2)).unwrap().rate > 8_000);
    }
}

/// The list that people record from is the list that the program looks for.
#[test]
fn the_written_list_names_every_recording_once() {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/voice/README.md")).unwrap();
    for (heading, speaks) in [("## Chinese", Speaks::Chinese), ("## English", Speaks::English)] {
        let section = text.split(heading).nth(1).unwrap().split("\n## ").next().unwrap();
        let mut written: Vec<&str> = section.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
        let mut wanted = speaks.clips();
        written.sort_unstable();
        wanted.sort();
        assert_eq!(written, wanted, "{heading}");
    }
}
