//! Parameters that screens need, read for the day.

use std::collections::BTreeSet;

use chrono::{NaiveTime, Timelike};
use sunhall_hall::policy;
use sunhall_protocol::board::{BoardSettings, CallWording, VolumeFrom};
use sunhall_protocol::kiosk::MenuSettings;

use super::Look;

/// The words of the parameters that are texts.
const YES: &str = "是";
const YAO: &str = "幺";
const SERVED: &str = "请…到…办理";
const NUMBER_FIRST: &str = "…请到";

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
            wording: self.wording(),
            volumes: self.volumes(),
        }
    }

    fn wording(&self) -> CallWording {
        match self.hall.policy.text("screen.voice_wording", self.now.day()) {
            SERVED => CallWording::PleaseGoServed,
            NUMBER_FIRST => CallWording::NumberPleaseGo,
            _ => CallWording::PleaseGo,
        }
    }

    /// The quiet times, cut where the volume changes.
    fn volumes(&self) -> Vec<VolumeFrom> {
        let quiet = policy::times_of_day(self.hall.policy.text(policy::keys::QUIET_TIMES, self.now.day())).unwrap_or_default();
        let percent = |key: &str| u8::try_from(self.figure(key)).unwrap_or(100);
        let (loud, soft) = (percent("screen.volume"), percent("screen.volume_quiet"));
        volumes(&quiet, loud, soft)
    }

    pub(super) fn menu_settings(&self) -> MenuSettings {
        MenuSettings {
            idle_seconds: self.figure("screen.idle"),
            idle_warn_seconds: self.figure("screen.idle_warn"),
            idle_elder_seconds: self.figure("screen.idle_elder"),
            idle_elder_warn_seconds: self.figure("screen.idle_elder_warn"),
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

fn volumes(quiet: &[(NaiveTime, NaiveTime)], loud: u8, soft: u8) -> Vec<VolumeFrom> {
    let minute = |time: NaiveTime| u16::try_from(time.hour() * 60 + time.minute()).unwrap_or(0);
    let spans: Vec<(u16, u16)> = quiet.iter().map(|(from, to)| (minute(*from), minute(*to))).collect();
    let within = |at: u16| spans.iter().any(|(from, to)| if from < to { (*from..*to).contains(&at) } else { at >= *from || at < *to });
    let cuts: BTreeSet<u16> = spans.iter().flat_map(|(from, to)| [*from, *to]).chain([0]).collect();
    cuts.into_iter().map(|at| VolumeFrom { minute: at, percent: if within(at) { soft } else { loud } }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(u16, u8)> {
        let quiet = policy::times_of_day(text).unwrap_or_default();
        volumes(&quiet, 100, 60).into_iter().map(|from| (from.minute, from.percent)).collect()
    }

    #[test]
    fn quiet_times_go_over_midnight_and_may_touch() {
        assert_eq!(cut("无"), [(0, 100)]);
        assert_eq!(cut("12:00-14:00 17:30-08:00"), [(0, 60), (480, 100), (720, 60), (840, 100), (1050, 60)]);
        assert_eq!(cut("12:00-13:00 13:00-14:00"), [(0, 100), (720, 60), (780, 60), (840, 100)]);
    }
}
