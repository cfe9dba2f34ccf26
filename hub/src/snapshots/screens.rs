//! The hall's own words and its slip, as screens get them.

use sunhall_hall::Hall;
use sunhall_hall::screens::{self, Place, TEXTS, Worded};
use sunhall_protocol::Bilingual;
use sunhall_protocol::slip::{LineSize, SlipLayout};
use sunhall_protocol::wording::Wording;

use super::Look;

impl Look<'_> {
    /// The changed words that are seen at one of these places.
    pub(super) fn wording_at(&self, places: &[Place]) -> Wording {
        wording(self.hall, places)
    }
}

/// The hall's own words that are seen at one of these places.
pub fn wording(hall: &Hall, places: &[Place]) -> Wording {
    let here = TEXTS.iter().filter(|text| text.places.iter().any(|place| places.contains(place)));
    Wording(here.filter_map(|text| Some((text.key.to_owned(), both(hall.screens.texts.get(text.key)?)))).collect())
}

fn both(words: &Worded) -> Bilingual {
    Bilingual::new(words.zh.clone(), words.en.clone())
}

/// The slip's layout on the wire.
pub fn slip_layout(slip: screens::SlipLayout) -> SlipLayout {
    SlipLayout {
        hall: size(slip.hall),
        service: size(slip.service),
        ahead: size(slip.ahead),
        range: size(slip.range),
        bring: size(slip.bring),
        qr: size(slip.qr),
        code: size(slip.code),
        missed: size(slip.missed),
        guide_desk: size(slip.guide_desk),
        phone: size(slip.phone),
        note: size(slip.note),
        fee: size(slip.fee),
    }
}

fn size(size: screens::LineSize) -> LineSize {
    match size {
        screens::LineSize::Off => LineSize::Off,
        screens::LineSize::Normal => LineSize::Normal,
        screens::LineSize::Large => LineSize::Large,
    }
}
