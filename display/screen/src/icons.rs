//! Named code points of the Phosphor icons that the screens draw; the three weights share them.

use egui::{Color32, FontFamily, FontId, Rect, Ui};

use crate::fonts::{ICON, ICON_BOLD, ICON_FILL};

/// Which of the three Phosphor fonts draws an icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Weight {
    #[default]
    Regular,
    /// Carets, ticks and arrows.
    Bold,
    /// States.
    Fill,
}

/// An icon with its weight and colour, ready to be drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Icon {
    pub glyph: char,
    pub weight: Weight,
    pub color: Color32,
}

impl Icon {
    pub fn new(glyph: char, color: Color32) -> Self {
        Self { glyph, weight: Weight::Regular, color }
    }

    #[must_use]
    pub fn bold(self) -> Self {
        Self { weight: Weight::Bold, ..self }
    }

    #[must_use]
    pub fn fill(self) -> Self {
        Self { weight: Weight::Fill, ..self }
    }

    #[must_use]
    pub fn color(self, color: Color32) -> Self {
        Self { color, ..self }
    }

    /// Draws the icon in the middle of `rect`, as large as its shorter side.
    pub fn paint_ui(self, ui: &Ui, rect: Rect) {
        let family = match self.weight {
            Weight::Regular => ICON,
            Weight::Bold => ICON_BOLD,
            Weight::Fill => ICON_FILL,
        };
        let side = rect.width().min(rect.height());
        let font = FontId::new(side, FontFamily::Name(family.into()));
        let galley = ui.painter().layout_no_wrap(self.glyph.to_string(), font, self.color);
        let at = rect.center() - galley.rect.center().to_vec2();
        ui.painter().galley(at, galley, self.color);
    }
}

pub const ARROWS_CLOCKWISE: char = '\u{e094}';
pub const ARROWS_DOWN_UP: char = '\u{e098}';
pub const ARROW_LEFT: char = '\u{e058}';
pub const ARROW_RIGHT: char = '\u{e06c}';
pub const ARROW_U_UP_LEFT: char = '\u{e08a}';
pub const BABY: char = '\u{e774}';
pub const BACKSPACE: char = '\u{e0ae}';
pub const BELL: char = '\u{e0ce}';
pub const BRIEFCASE: char = '\u{e0ee}';
pub const CAKE: char = '\u{e780}';
pub const CALENDAR: char = '\u{e108}';
pub const CALENDAR_CHECK: char = '\u{e712}';
pub const CAR: char = '\u{e112}';
pub const CARET_DOWN: char = '\u{e136}';
pub const CARET_LEFT: char = '\u{e138}';
pub const CARET_RIGHT: char = '\u{e13a}';
pub const CARET_UP: char = '\u{e13c}';
pub const CERTIFICATE: char = '\u{e766}';
pub const CHALKBOARD_TEACHER: char = '\u{e600}';
pub const CHATS_CIRCLE: char = '\u{e17e}';
pub const CHAT_CIRCLE_TEXT: char = '\u{e16e}';
pub const CHECK: char = '\u{e182}';
pub const CHECK_CIRCLE: char = '\u{e184}';
pub const CIRCLE_HALF: char = '\u{e18c}';
pub const CLOCK: char = '\u{e19a}';
pub const CLOUD_SLASH: char = '\u{e1b6}';
pub const COFFEE: char = '\u{e1c2}';
pub const DEVICE_MOBILE: char = '\u{e1e0}';
pub const DOOR_OPEN: char = '\u{e7e6}';
pub const DOTS_THREE_CIRCLE: char = '\u{e200}';
pub const FILE_TEXT: char = '\u{e23a}';
pub const FIRST_AID: char = '\u{e56e}';
pub const FIRST_AID_KIT: char = '\u{e570}';
pub const FOLDER_OPEN: char = '\u{e256}';
pub const GLOBE: char = '\u{e288}';
pub const HANDSHAKE: char = '\u{e582}';
pub const HAND_HEART: char = '\u{e810}';
pub const HAND_POINTING: char = '\u{e29a}';
pub const HAND_TAP: char = '\u{ec90}';
pub const HAND_WAVING: char = '\u{e580}';
pub const HEART: char = '\u{e2a8}';
pub const HOURGLASS_MEDIUM: char = '\u{e2b8}';
pub const HOUSE: char = '\u{e2c2}';
pub const HOUSE_LINE: char = '\u{e2c4}';
pub const IDENTIFICATION_CARD: char = '\u{e2c8}';
pub const INFO: char = '\u{e2ce}';
pub const KEYBOARD: char = '\u{e2d8}';
pub const LIST_CHECKS: char = '\u{eadc}';
pub const LOCK: char = '\u{e2fa}';
pub const MAGNIFYING_GLASS: char = '\u{e30c}';
pub const MAP_PIN: char = '\u{e316}';
pub const MEDAL: char = '\u{e320}';
pub const MEDAL_MILITARY: char = '\u{ecfc}';
pub const MEGAPHONE_SIMPLE: char = '\u{e642}';
pub const MINUS: char = '\u{e32a}';
pub const MONEY: char = '\u{e588}';
pub const MOON: char = '\u{e330}';
pub const PAUSE_CIRCLE: char = '\u{e3a0}';
pub const PERSON: char = '\u{e3a8}';
pub const PERSON_ARMS_SPREAD: char = '\u{ecfe}';
pub const PERSON_SIMPLE_WALK: char = '\u{e73a}';
pub const PHONE: char = '\u{e3b8}';
pub const PLANT: char = '\u{ebae}';
pub const PLUS: char = '\u{e3d4}';
pub const POWER: char = '\u{e3da}';
pub const PRINTER: char = '\u{e3dc}';
pub const PROHIBIT: char = '\u{e3de}';
pub const QR_CODE: char = '\u{e3e6}';
pub const QUESTION: char = '\u{e3e8}';
pub const RECEIPT: char = '\u{e3ec}';
pub const SEAL_CHECK: char = '\u{e606}';
pub const SHIELD_CHECK: char = '\u{e40c}';
pub const SIGNPOST: char = '\u{e89c}';
pub const SIREN: char = '\u{e9b8}';
pub const SPEAKER_HIGH: char = '\u{e44a}';
pub const SPEAKER_SLASH: char = '\u{e45a}';
pub const SPINNER: char = '\u{e66a}';
pub const STAR: char = '\u{e46a}';
pub const STOREFRONT: char = '\u{e470}';
pub const TEXT_AA: char = '\u{e6ee}';
pub const THUMBS_UP: char = '\u{e48e}';
pub const TICKET: char = '\u{e490}';
pub const TRANSLATE: char = '\u{e4a2}';
pub const USER: char = '\u{e4c2}';
pub const USERS: char = '\u{e4d6}';
pub const USERS_THREE: char = '\u{e68e}';
pub const USER_CIRCLE: char = '\u{e4c4}';
pub const WARNING: char = '\u{e4e0}';
pub const WARNING_CIRCLE: char = '\u{e4e2}';
pub const WHEELCHAIR: char = '\u{e4e8}';
pub const WIFI_SLASH: char = '\u{e4f2}';
pub const X: char = '\u{e4f6}';

/// Every icon with the name that Phosphor and the data files give it.
pub const ALL: &[(&str, char)] = &[
    ("arrows-clockwise", ARROWS_CLOCKWISE),
    ("arrows-down-up", ARROWS_DOWN_UP),
    ("arrow-left", ARROW_LEFT),
    ("arrow-right", ARROW_RIGHT),
    ("arrow-u-up-left", ARROW_U_UP_LEFT),
    ("baby", BABY),
    ("backspace", BACKSPACE),
    ("bell", BELL),
    ("briefcase", BRIEFCASE),
    ("cake", CAKE),
    ("calendar", CALENDAR),
    ("calendar-check", CALENDAR_CHECK),
    ("car", CAR),
    ("caret-down", CARET_DOWN),
    ("caret-left", CARET_LEFT),
    ("caret-right", CARET_RIGHT),
    ("caret-up", CARET_UP),
    ("certificate", CERTIFICATE),
    ("chalkboard-teacher", CHALKBOARD_TEACHER),
    ("chats-circle", CHATS_CIRCLE),
    ("chat-circle-text", CHAT_CIRCLE_TEXT),
    ("check", CHECK),
    ("check-circle", CHECK_CIRCLE),
    ("circle-half", CIRCLE_HALF),
    ("clock", CLOCK),
    ("cloud-slash", CLOUD_SLASH),
    ("coffee", COFFEE),
    ("device-mobile", DEVICE_MOBILE),
    ("door-open", DOOR_OPEN),
    ("dots-three-circle", DOTS_THREE_CIRCLE),
    ("file-text", FILE_TEXT),
    ("first-aid", FIRST_AID),
    ("first-aid-kit", FIRST_AID_KIT),
    ("folder-open", FOLDER_OPEN),
    ("globe", GLOBE),
    ("handshake", HANDSHAKE),
    ("hand-heart", HAND_HEART),
    ("hand-pointing", HAND_POINTING),
    ("hand-tap", HAND_TAP),
    ("hand-waving", HAND_WAVING),
    ("heart", HEART),
    ("hourglass-medium", HOURGLASS_MEDIUM),
    ("house", HOUSE),
    ("house-line", HOUSE_LINE),
    ("identification-card", IDENTIFICATION_CARD),
    ("info", INFO),
    ("keyboard", KEYBOARD),
    ("list-checks", LIST_CHECKS),
    ("lock", LOCK),
    ("magnifying-glass", MAGNIFYING_GLASS),
    ("map-pin", MAP_PIN),
    ("medal", MEDAL),
    ("medal-military", MEDAL_MILITARY),
    ("megaphone-simple", MEGAPHONE_SIMPLE),
    ("minus", MINUS),
    ("money", MONEY),
    ("moon", MOON),
    ("pause-circle", PAUSE_CIRCLE),
    ("person", PERSON),
    ("person-arms-spread", PERSON_ARMS_SPREAD),
    ("person-simple-walk", PERSON_SIMPLE_WALK),
    ("phone", PHONE),
    ("plant", PLANT),
    ("plus", PLUS),
    ("power", POWER),
    ("printer", PRINTER),
    ("prohibit", PROHIBIT),
    ("qr-code", QR_CODE),
    ("question", QUESTION),
    ("receipt", RECEIPT),
    ("seal-check", SEAL_CHECK),
    ("shield-check", SHIELD_CHECK),
    ("signpost", SIGNPOST),
    ("siren", SIREN),
    ("speaker-high", SPEAKER_HIGH),
    ("speaker-slash", SPEAKER_SLASH),
    ("spinner", SPINNER),
    ("star", STAR),
    ("storefront", STOREFRONT),
    ("text-aa", TEXT_AA),
    ("thumbs-up", THUMBS_UP),
    ("ticket", TICKET),
    ("translate", TRANSLATE),
    ("user", USER),
    ("users", USERS),
    ("users-three", USERS_THREE),
    ("user-circle", USER_CIRCLE),
    ("warning", WARNING),
    ("warning-circle", WARNING_CIRCLE),
    ("wheelchair", WHEELCHAIR),
    ("wifi-slash", WIFI_SLASH),
    ("x", X),
];

/// The icon that a data file names, or none when the screens do not carry it.
pub fn by_name(name: &str) -> Option<char> {
    ALL.iter().find(|(known, _)| *known == name).map(|(_, glyph)| *glyph)
}
