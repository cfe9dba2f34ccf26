//! Which call is shown and spoken when, pure: calls and the moment go in, chime, voice and overlay come out, strictly one after the other.

use std::collections::VecDeque;

/// Milliseconds of the screen's own clock.
pub type Ticks = u64;

/// Calls older than this are shown in the list but not called out.
const AGE_MAX_MS: i64 = 60_000;
/// Silence between two calls.
const GAP: Ticks = 600;
/// The chime: two tones of 0.3 s.
const CHIME: Ticks = 600;
/// Pause between two voices.
const BREATH: Ticks = 350;
/// What a voice is taken to last when nothing can be heard.
const SILENT_VOICE: Ticks = 2_800;
/// A shortened overlay stays at least this long.
const SHORT: Ticks = 3_000;

/// One call as the announcer needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announced {
    /// Running number over all calls of the hall.
    pub running: u64,
    pub ticket: String,
    pub window: u16,
    /// Hub time of the call, in milliseconds.
    pub at_ms: i64,
}

/// The hall's figures for calling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    pub overlay: Ticks,
    pub repeats: u32,
    /// More calls waiting than this: spoken once.
    pub once_over: usize,
    pub english: bool,
}

impl Default for Rules {
    fn default() -> Self {
        Self { overlay: 7_000, repeats: 2, once_over: 3, english: false }
    }
}

/// What the shell does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    Chime,
    /// Speak; the shell answers with `voice_takes` as soon as it knows the clip's length.
    Speak {
        call: Announced,
        english: bool,
    },
    /// The overlay of this call is over.
    Done {
        running: u64,
    },
}

/// The call on the overlay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Present {
    pub call: Announced,
    pub since: Ticks,
    /// Which voice is heard now, from 1, of how many.
    pub round: u32,
    pub rounds: u32,
}

/// The announcer of one display.
#[derive(Debug, Default)]
pub struct Announce {
    rules: Rules,
    /// The highest running number that was taken in.
    taken: u64,
    /// The highest running number whose overlay is over, or that needed none.
    shown: u64,
    waiting: VecDeque<Waiting>,
    present: Option<Stage>,
    free_at: Ticks,
}

/// A call in the line, and until when it may still be called out.
#[derive(Debug)]
struct Waiting {
    call: Announced,
    until: Ticks,
}

#[derive(Debug)]
struct Stage {
    call: Announced,
    since: Ticks,
    /// Voices that were started.
    spoken: u32,
    voices: Vec<bool>,
    next: Ticks,
    short: bool,
}

impl Announce {
    pub fn set_rules(&mut self, rules: Rules) {
        self.rules = rules;
    }

    /// Another hall, or the same one made anew, counts from one again.
    pub fn start_over(&mut self) {
        self.taken = 0;
        self.shown = 0;
        self.waiting.clear();
    }

    /// Takes in the calls of a snapshot (any order) at `now`, when the hub's time is `hub_ms`.
    pub fn calls(&mut self, calls: &[Announced], hub_ms: i64, now: Ticks) {
        // A call that was taken back is not called out any more; one that only fell off the end of the snapshot is.
        let oldest = calls.iter().map(|call| call.running).min().unwrap_or(u64::MAX);
        let known = |running: u64| running < oldest || calls.iter().any(|call| call.running == running);
        self.waiting.retain(|waiting| known(waiting.call.running));
        let mut fresh: Vec<_> = calls.iter().filter(|call| call.running > self.taken).collect();
        fresh.sort_by_key(|call| call.running);
        for call in fresh {
            self.taken = call.running;
            let left = AGE_MAX_MS - (hub_ms - call.at_ms);
            // A repeat of a call that still waits keeps that one's place: nobody moves ahead, nobody is called out twice in a row.
            let same = |waiting: &&mut Waiting| waiting.call.ticket == call.ticket && waiting.call.window == call.window;
            if let Ok(left) = Ticks::try_from(left) {
                let until = now.saturating_add(left);
                match self.waiting.iter_mut().find(same) {
                    Some(waiting) => waiting.until = until,
                    None => self.waiting.push_back(Waiting { call: call.clone(), until }),
                }
            }
        }
        self.settle();
    }

    /// With nobody left to call out, the list shows every call.
    fn settle(&mut self) {
        if self.waiting.is_empty() && self.present.is_none() {
            self.shown = self.taken;
        }
    }

    /// The highest running number that may stand in the list of calls; later ones are still to be called out.
    pub fn shown(&self) -> u64 {
        self.shown
    }

    /// The call on the overlay, if there is one.
    pub fn present(&self) -> Option<Present> {
        self.present.as_ref().map(|stage| Present {
            call: stage.call.clone(),
            since: stage.since,
            round: stage.spoken.clamp(1, self.rules.repeats.max(1)),
            rounds: if stage.short { 1 } else { self.rules.repeats.max(1) },
        })
    }

    /// The voice that was asked for last takes so long.
    pub fn voice_takes(&mut self, length: Ticks, now: Ticks) {
        if let Some(stage) = &mut self.present {
            stage.next = now + length + BREATH;
        }
    }

    /// Moves on to `now`.
    pub fn tick(&mut self, now: Ticks) -> Vec<Step> {
        let mut steps = Vec::new();
        if let Some(stage) = &mut self.present {
            if now < stage.next {
                return steps;
            }
            let started = stage.spoken as usize;
            if let Some(english) = stage.voices.get(started).copied() {
                stage.spoken += 1;
                stage.next = now + SILENT_VOICE + BREATH;
                return vec![Step::Speak { call: stage.call.clone(), english }];
            }
            let least = stage.since + if stage.short { SHORT.min(self.rules.overlay) } else { self.rules.overlay };
            if now < least {
                stage.next = least;
                return steps;
            }
            let running = stage.call.running;
            self.present = None;
            self.free_at = now + GAP;
            self.shown = if self.waiting.is_empty() { self.taken } else { running };
            steps.push(Step::Done { running });
        }
        if now >= self.free_at {
            self.waiting.retain(|waiting| now <= waiting.until);
            if let Some(next) = self.waiting.pop_front() {
                self.present = Some(self.stage(next.call, now));
                steps.push(Step::Chime);
            }
            self.settle();
        }
        steps
    }

    fn stage(&self, call: Announced, now: Ticks) -> Stage {
        let short = self.waiting.len() + 1 > self.rules.once_over;
        let rounds = if short { 1 } else { self.rules.repeats.max(1) };
        let mut voices = vec![false; rounds as usize];
        if self.rules.english && !short {
            voices.push(true);
        }
        Stage { call, since: now, spoken: 0, voices, next: now + CHIME, short }
    }

    /// When to tick next; none when nothing is going on.
    pub fn next_due(&self) -> Option<Ticks> {
        match &self.present {
            Some(stage) => Some(stage.next),
            None if self.waiting.is_empty() => None,
            None => Some(self.free_at),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop where its story breaks")]
mod tests {
    use super::*;

    fn call(running: u64, at_ms: i64) -> Announced {
        Announced { running, ticket: format!("A{running:03}"), window: 2, at_ms }
    }

    /// Runs until nothing is due, each voice taking `voice`; answers what happened and when.
    fn run(announce: &mut Announce, from: Ticks, voice: Ticks) -> Vec<(Ticks, Step)> {
        let mut happened = Vec::new();
        let mut now = from;
        loop {
            for step in announce.tick(now) {
                if matches!(step, Step::Speak { .. }) {
                    announce.voice_takes(voice, now);
                }
                happened.push((now, step));
            }
            match announce.next_due() {
                Some(due) => now = due.max(now),
                None => return happened,
            }
        }
    }

    fn speeches(happened: &[(Ticks, Step)]) -> Vec<(u64, bool)> {
        let spoken = happened.iter().filter_map(|(_, step)| match step {
            Step::Speak { call, english } => Some((call.running, *english)),
            Step::Chime | Step::Done { .. } => None,
        });
        spoken.collect()
    }

    #[test]
    fn a_call_chimes_then_speaks_twice_and_stays_seven_seconds() {
        let mut announce = Announce::default();
        announce.calls(&[call(1, 0)], 0, 0);
        let happened = run(&mut announce, 0, 1_000);
        assert_eq!(happened[0], (0, Step::Chime));
        assert_eq!(happened[1].0, CHIME);
        assert_eq!(speeches(&happened), [(1, false), (1, false)]);
        assert_eq!(happened.last(), Some(&(7_000, Step::Done { running: 1 })));
    }

    #[test]
    fn long_voices_keep_the_overlay_and_english_comes_last() {
        let mut announce = Announce::default();
        announce.set_rules(Rules { english: true, ..Rules::default() });
        announce.calls(&[call(1, 0)], 0, 0);
        let happened = run(&mut announce, 0, 4_000);
        assert_eq!(speeches(&happened), [(1, false), (1, false), (1, true)]);
        assert!(happened.last().is_some_and(|(at, _)| *at > 12_000));
    }

    #[test]
    fn two_calls_never_overlap_and_lie_apart() {
        let mut announce = Announce::default();
        announce.calls(&[call(2, 0), call(1, 0)], 0, 0);
        let happened = run(&mut announce, 0, 2_000);
        assert_eq!(speeches(&happened), [(1, false), (1, false), (2, false), (2, false)]);
        let done = happened.iter().position(|(_, step)| *step == Step::Done { running: 1 }).unwrap();
        assert_eq!(happened[done + 1], (happened[done].0 + GAP, Step::Chime));
    }

    #[test]
    fn with_more_than_three_waiting_each_is_spoken_once_until_the_crowd_is_gone() {
        let mut announce = Announce::default();
        let calls: Vec<_> = (1..=5).map(|running| call(running, 0)).collect();
        announce.calls(&calls, 0, 0);
        let happened = run(&mut announce, 0, 2_000);
        let times = |running| speeches(&happened).iter().filter(|(spoken, _)| *spoken == running).count();
        assert_eq!([1, 2, 3, 4, 5].map(times), [1, 1, 2, 2, 2]);
    }

    #[test]
    fn nothing_is_called_twice_and_old_calls_stay_silent() {
        let mut announce = Announce::default();
        announce.calls(&[call(1, 0), call(2, 50_000)], 61_000, 0);
        assert_eq!(speeches(&run(&mut announce, 0, 1_000)), [(2, false), (2, false)]);
        announce.calls(&[call(1, 0), call(2, 50_000)], 61_500, 500);
        assert!(run(&mut announce, 20_000, 1_000).is_empty());
        assert_eq!(announce.shown(), 2);
    }

    #[test]
    fn the_list_shows_a_call_only_after_its_overlay() {
        let mut announce = Announce::default();
        announce.calls(&[call(7, -120_000)], 0, 0);
        assert_eq!(announce.shown(), 7, "a call that needs no overlay is shown at once");
        announce.calls(&[call(8, 0)], 0, 0);
        announce.tick(0);
        assert_eq!((announce.shown(), announce.present().map(|present| present.call.running)), (7, Some(8)));
        run(&mut announce, 1, 500);
        assert_eq!(announce.shown(), 8);
    }

    #[test]
    fn a_new_hall_that_counts_from_one_is_heard() {
        let mut announce = Announce::default();
        announce.calls(&[call(90, 0)], 0, 0);
        run(&mut announce, 0, 500);
        announce.start_over();
        announce.calls(&[call(1, 100_000)], 100_000, 100_000);
        assert_eq!(speeches(&run(&mut announce, 100_000, 500)), [(1, false), (1, false)]);
    }

    #[test]
    fn a_call_that_waited_longer_than_a_minute_is_shown_and_not_called_out() {
        let mut announce = Announce::default();
        let calls: Vec<_> = (1..=30).map(|running| call(running, 0)).collect();
        announce.calls(&calls, 0, 0);
        let happened = run(&mut announce, 0, 4_000);
        let chimes: Vec<Ticks> = happened.iter().filter(|(_, step)| *step == Step::Chime).map(|(at, _)| *at).collect();
        assert!(chimes.len() > 8 && chimes.iter().all(|at| *at <= 60_000), "{chimes:?}");
        assert_eq!(announce.shown(), 30, "the list tells the rest");
        assert_eq!(announce.next_due(), None);
    }

    #[test]
    fn a_call_taken_back_is_not_called_out_and_wakes_none_of_the_others() {
        let mut announce = Announce::default();
        announce.calls(&[call(1, 0), call(2, 0), call(3, 0)], 0, 0);
        announce.tick(0);
        announce.calls(&[call(1, 0), call(2, 0)], 1_000, 1_000);
        assert_eq!(speeches(&run(&mut announce, 1_000, 500)), [(1, false), (1, false), (2, false), (2, false)]);
        announce.calls(&[call(1, 0)], 30_000, 30_000);
        assert!(run(&mut announce, 30_000, 500).is_empty(), "an undone call makes nothing new");
    }

    #[test]
    fn a_repeat_keeps_the_place_of_the_call_that_still_waits() {
        let mut announce = Announce::default();
        let again = Announced { running: 4, ..call(2, 20_000) };
        announce.calls(&[call(1, 0), call(2, 0), call(3, 0)], 0, 0);
        announce.tick(0);
        announce.calls(&[call(1, 0), call(2, 0), call(3, 0), again], 20_000, 100);
        let order: Vec<String> = run(&mut announce, 100, 500)
            .into_iter()
            .filter_map(|(_, step)| match step {
                Step::Speak { call, .. } => Some(call.ticket),
                Step::Chime | Step::Done { .. } => None,
            })
            .collect();
        assert_eq!(order, ["A001", "A001", "A002", "A002", "A003", "A003"]);
        assert_eq!(announce.shown(), 4);
    }
}
