//! Words and slip of a hall: only those of the table, only as long as fits, and back to the usual.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its story breaks")]

mod support;

use std::collections::BTreeSet;

use sunhall_hall::command::{Administrator, Answer};
use sunhall_hall::screens::{ENGLISH_WIDTH, LineSize, NOTE_MAX, SlipLayout, TEXTS, Worded};
use sunhall_hall::{Command, Profile, Refusal};
use support::{Scene, staff};

fn worded(zh: &str, en: &str) -> Worded {
    Worded { zh: zh.into(), en: en.into() }
}

fn say(scene: &mut Scene, key: &str, words: Worded) -> Result<Answer, Refusal> {
    scene.attempt(Command::Administrator { staff: staff("9001"), act: Administrator::SetScreenText { key: key.into(), words } })
}

#[test]
fn every_changeable_word_is_listed_once_and_may_be_exactly_so_long() {
    let keys: BTreeSet<&str> = TEXTS.iter().map(|text| text.key).collect();
    assert_eq!(keys.len(), TEXTS.len());
    let mut scene = Scene::new();
    for text in TEXTS {
        let most = text.characters_max as usize;
        let letters = most * ENGLISH_WIDTH as usize;
        assert_eq!(say(&mut scene, text.key, worded(&"字".repeat(most), &"w".repeat(letters))), Ok(Answer::Done), "{}", text.key);
        let too_long = Err(Refusal::TextTooLong { characters: text.characters_max });
        assert_eq!(say(&mut scene, text.key, worded(&"字".repeat(most + 1), "")), too_long, "{}", text.key);
        let too_long = Err(Refusal::TextTooLong { characters: text.characters_max * ENGLISH_WIDTH });
        assert_eq!(say(&mut scene, text.key, worded("", &"w".repeat(letters + 1))), too_long, "{}", text.key);
    }
    assert_eq!(scene.hall.screens.texts.len(), TEXTS.len());
}

#[test]
fn no_other_word_may_be_changed() {
    let mut scene = Scene::new();
    for key in ["", "kiosk-take-number", "refusal-device-locked", "closed-title ", "CLOSED-TITLE", "../closed-title"] {
        assert_eq!(say(&mut scene, key, worded("好", "ok")), Err(Refusal::UnknownScreenText), "{key}");
    }
    for text in ["一\n二", "一\t二", "\u{202e}x", "\u{0}"] {
        assert_eq!(say(&mut scene, "closed-title", worded(text, "")), Err(Refusal::TextNotPlain), "{text:?}");
    }
}

#[test]
fn empty_words_bring_back_the_usual_and_the_same_words_are_no_news() {
    let mut scene = Scene::new();
    say(&mut scene, "closed-title", worded(" 今天到此为止 ", "")).unwrap();
    assert_eq!(scene.hall.screens.texts["closed-title"], worded("今天到此为止", ""));
    let facts = scene.log.len();
    say(&mut scene, "closed-title", worded("今天到此为止", "")).unwrap();
    assert_eq!(scene.log.len(), facts);
    say(&mut scene, "closed-title", worded("  ", "")).unwrap();
    say(&mut scene, "closed-title", worded("", "")).unwrap();
    assert!(scene.hall.screens.texts.is_empty());
    assert_eq!(scene.log.len(), facts + 1);
    assert_eq!(scene.replayed(), scene.hall);
}

#[test]
fn a_slip_is_laid_out_anew_and_its_note_has_room_for_so_much() {
    let mut scene = Scene::new();
    assert_eq!(scene.hall.screens.slip, SlipLayout::default());
    let large = SlipLayout { ahead: LineSize::Large, fee: LineSize::Off, ..SlipLayout::default() };
    scene.set(Administrator::SetSlip { slip: large });
    assert_eq!(scene.hall.screens.slip, large);
    let facts = scene.log.len();
    scene.set(Administrator::SetSlip { slip: large });
    assert_eq!(scene.log.len(), facts);
    scene.set(Administrator::SetSlip { slip: SlipLayout::default() });
    assert_eq!(scene.hall.screens.slip, SlipLayout::default());
    let mut note = |length: usize| {
        let profile = Profile { slip_note: "注".repeat(length), ..scene.hall.floor.profile.clone() };
        scene.attempt(Command::Administrator { staff: staff("9001"), act: Administrator::SetHall { profile: Box::new(profile) } })
    };
    assert_eq!(note(NOTE_MAX as usize), Ok(Answer::Done));
    assert_eq!(note(NOTE_MAX as usize + 1), Err(Refusal::TextTooLong { characters: NOTE_MAX }));
    assert_eq!(scene.replayed(), scene.hall);
}
