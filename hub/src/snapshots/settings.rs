//! Parameters that screens need, read for the day.

use sunhall_protocol::board::BoardSettings;
use sunhall_protocol::kiosk::MenuSettings;

use super::Look;

/// The words of the parameters that are texts.
const YES: &str = "是";
const YAO: &str = "幺";

impl Look<'_> {
    pub(super) fn figure(&self, key: &str) -> u32 {
        u32::try_from(self.hall.policy.whole(key, self.now.day())).unwrap_or(0)
    }

    fn says(&self, key: &str, word: &str) -> bool {
        self.hall.policy.text(key, self.now.day()) == word
    }

    pub(super) fn board_settings(&self) -> BoardSettings {
        BoardSettings {
            stale_after_seconds: self.figure("screen.stale_after"),
            call_overlay_seconds: self.figure("screen.call_overlay"),
            call_history: self.figure("screen.call_history"),
            calls_max: self.figure("queue.calls"),
            voice_repeats: self.figure("screen.voice_repeats"),
            voice_once_over: self.figure("screen.voice_once_over"),
            voice_english: self.says("screen.voice_english", YES),
            one_as_yao: self.says("screen.one_as_yao", YAO),
            page_seconds: self.figure("screen.page"),
            page_speed: self.figure("screen.page_speed"),
            return_places: self.figure("queue.return_places"),
            return_within_minutes: self.figure("queue.return_within"),
            topic_days: self.figure("topic.days"),
        }
    }

    pub(super) fn menu_settings(&self) -> MenuSettings {
        MenuSettings {
            idle_seconds: self.figure("screen.idle"),
            idle_warn_seconds: self.figure("screen.idle_warn"),
            ticket_seconds: self.figure("screen.ticket"),
            elder_age: self.figure("queue.elder_age"),
            infant_age: self.figure("queue.infant_age"),
            return_within_minutes: self.figure("queue.return_within"),
            return_places: self.figure("queue.return_places"),
            rating_contact_days: self.figure("rating.contact"),
            stale_after_seconds: self.figure("screen.stale_after"),
        }
    }
}
