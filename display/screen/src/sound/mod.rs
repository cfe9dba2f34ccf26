//! Sound and voice: chime, tick, the ticket's rising pair, spoken calls; no sound card means silence, never a stop.

pub mod level;
pub mod pack;
pub mod pinyin;
pub mod reading;
mod tones;
pub mod voice;

use std::num::NonZero;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use rodio::Player;
use rodio::buffer::SamplesBuffer;
use rodio::stream::{DeviceSinkBuilder, MixerDeviceSink};

use voice::{Clip, Sentence, SystemVoice, Voice};

/// Sounds waiting to be made; more would only be late.
const WAITING_MAX: usize = 32;

/// Is told how long a sentence takes, counted from now to its end.
type Length = Box<dyn FnOnce(Duration) + Send>;

enum Order {
    /// Heard at once, whatever else is heard.
    Play(Clip),
    /// Heard after whatever stands in line before it.
    Line(Clip),
    /// A sentence, in the same line, unless it was hushed meanwhile.
    Say {
        clip: Clip,
        length: Length,
        round: u64,
    },
    Hush,
    Volume(f32),
}

/// A sentence on its way to the voice.
struct Wanted {
    sentence: Sentence,
    length: Length,
    round: u64,
}

/// The screen's end of the sound threads.
pub struct Sound {
    orders: SyncSender<Order>,
    sentences: SyncSender<Wanted>,
    /// Counts the hushes; a sentence of an earlier round is not said any more.
    round: Arc<AtomicU64>,
}

impl Sound {
    /// Starts the thread that owns the sound card, and the one that makes sentences; `pack` is a folder of recordings.
    pub fn start(pack: Option<PathBuf>) -> std::io::Result<Self> {
        Self::with(move || SystemVoice::new(pack))
    }

    fn with<V: Voice>(voice: impl FnOnce() -> V + Send + 'static) -> std::io::Result<Self> {
        let (orders, incoming) = sync_channel(WAITING_MAX);
        let (sentences, wanted) = sync_channel(WAITING_MAX);
        let round = Arc::new(AtomicU64::new(0));
        let (heard, said) = (Arc::clone(&round), Arc::clone(&round));
        std::thread::Builder::new().name("sound".into()).spawn(move || Loudspeaker::open(heard).run(&incoming))?;
        let ready = orders.clone();
        std::thread::Builder::new().name("voice".into()).spawn(move || make_sentences(voice(), &wanted, &ready, &said))?;
        Ok(Self { orders, sentences, round })
    }

    /// Two soft tones before each call.
    pub fn chime(&self) {
        self.order(Order::Line(tones::chime()));
    }

    /// The kiosk's answer to a touch.
    pub fn tick(&self) {
        self.order(Order::Play(tones::tick()));
    }

    /// A ticket was issued.
    pub fn ticket(&self) {
        self.order(Order::Play(tones::ticket()));
    }

    /// Speaks; `length` is told how long it takes as soon as that is known, and not at all when nothing can be said.
    pub fn speak(&self, sentence: Sentence, length: impl FnOnce(Duration) + Send + 'static) {
        let wanted = Wanted { sentence, length: Box::new(length), round: self.round.load(Ordering::Acquire) };
        if self.sentences.try_send(wanted).is_err() {
            tracing::warn!("too many sentences at once; one is left out");
        }
    }

    /// Ends what is being said, and forgets what was still to be said.
    pub fn hush(&self) {
        self.round.fetch_add(1, Ordering::AcqRel);
        self.order(Order::Hush);
    }

    /// 0 is silent, 1 as loud as the card is set. Holds for what is ordered after it.
    pub fn volume(&self, volume: f32) {
        self.order(Order::Volume(volume.clamp(0.0, 1.0)));
    }

    fn order(&self, order: Order) {
        if self.orders.try_send(order).is_err() {
            tracing::warn!("too many sounds at once; one is left out");
        }
    }
}

/// Makes sentences one after the other, beside the loudspeaker, so that no touch waits for a voice.
fn make_sentences(mut voice: impl Voice, wanted: &Receiver<Wanted>, ready: &SyncSender<Order>, now: &AtomicU64) {
    while let Ok(Wanted { sentence, length, round }) = wanted.recv() {
        if round < now.load(Ordering::Acquire) {
            continue;
        }
        match voice.clip(&sentence) {
            Ok(clip) => {
                if ready.send(Order::Say { clip, length, round }).is_err() {
                    return;
                }
            }
            Err(fault) => tracing::warn!("a sentence could not be spoken; it is on the screen: {fault:#}"),
        }
    }
}

/// The sound card, or its absence.
struct Loudspeaker {
    sink: Option<MixerDeviceSink>,
    line: Option<Player>,
    /// When the line is empty again.
    free: Instant,
    volume: f32,
    round: Arc<AtomicU64>,
}

impl Loudspeaker {
    fn open(round: Arc<AtomicU64>) -> Self {
        let sink = match DeviceSinkBuilder::open_default_sink() {
            Ok(mut sink) => {
                sink.log_on_drop(false);
                Some(sink)
            }
            Err(fault) => {
                tracing::info!(%fault, "no sound card: this screen stays silent");
                None
            }
        };
        let line = sink.as_ref().map(|sink| Player::connect_new(sink.mixer()));
        Self { sink, line, free: Instant::now(), volume: 1.0, round }
    }

    fn run(mut self, orders: &Receiver<Order>) {
        while let Ok(order) = orders.recv() {
            match order {
                Order::Play(clip) => {
                    if let (Some(sink), Some(samples)) = (&self.sink, self.samples(clip)) {
                        sink.mixer().add(samples);
                    }
                }
                Order::Line(clip) => drop(self.stand_in_line(clip)),
                Order::Say { clip, length, round } => {
                    if round == self.round.load(Ordering::Acquire) {
                        length(self.stand_in_line(clip));
                    }
                }
                Order::Hush => {
                    // A new line, because a stopped one would let the next sound wait for it.
                    self.line = self.sink.as_ref().map(|sink| Player::connect_new(sink.mixer()));
                    self.free = Instant::now();
                }
                Order::Volume(volume) => self.volume = volume,
            }
        }
    }

    /// Lets a clip be heard after those before it; answers how long it takes until its end.
    fn stand_in_line(&mut self, clip: Clip) -> Duration {
        let now = Instant::now();
        self.free = self.free.max(now) + clip.length();
        if let (Some(line), Some(samples)) = (&self.line, self.samples(clip)) {
            line.append(samples);
        }
        self.free - now
    }

    fn samples(&self, clip: Clip) -> Option<SamplesBuffer> {
        let samples: Vec<f32> = clip.samples.into_iter().map(|sample| sample * self.volume).collect();
        Some(SamplesBuffer::new(NonZero::<u16>::MIN, NonZero::new(clip.rate)?, samples))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop where its story breaks")]
mod tests {
    use super::*;

    /// Says every sentence in one second; waits for leave before it does.
    struct Slow(Receiver<()>);

    impl Voice for Slow {
        fn clip(&mut self, _sentence: &Sentence) -> anyhow::Result<Clip> {
            self.0.recv()?;
            Ok(Clip { rate: 8_000, samples: vec![0.0; 8_000] })
        }
    }

    fn sound() -> (Sound, SyncSender<()>) {
        let (leave, waits) = sync_channel(8);
        (Sound::with(move || Slow(waits)).unwrap(), leave)
    }

    fn word() -> Sentence {
        Sentence::English("one".into())
    }

    #[test]
    fn sentences_stand_in_line_and_never_overlap() {
        let (sound, leave) = sound();
        let (lengths, ends) = sync_channel(8);
        for _ in 0..3 {
            let lengths = lengths.clone();
            sound.speak(word(), move |length| lengths.send(length).unwrap());
            leave.send(()).unwrap();
        }
        let ends: Vec<u128> = (0..3).map(|_| ends.recv().unwrap().as_millis()).collect();
        assert!(ends[0] <= 1_000 && ends[0] > 900, "{ends:?}");
        assert!(ends[1] > 1_500 && ends[2] > 2_300, "each begins when the one before it has ended: {ends:?}");
    }

    #[test]
    fn what_is_hushed_is_not_said_any_more() {
        let (sound, leave) = sound();
        let (lengths, ends) = sync_channel(8);
        for name in ["before", "before", "after"] {
            if name == "after" {
                sound.hush();
            }
            let lengths = lengths.clone();
            sound.speak(word(), move |_| lengths.send(name).unwrap());
        }
        drop(lengths);
        (0..3).for_each(|_| leave.send(()).unwrap());
        assert_eq!(ends.recv().unwrap(), "after");
    }
}
