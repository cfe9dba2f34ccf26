//! Sound and voice: chime, tick, the ticket's rising pair, spoken calls; no sound card means silence, never a stop.

pub mod pinyin;
mod tones;
pub mod voice;

use std::num::NonZero;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

use rodio::buffer::SamplesBuffer;
use rodio::stream::{DeviceSinkBuilder, MixerDeviceSink};

use voice::{Clip, Sentence, SystemVoice, Voice};

/// Sounds waiting to be made; more would only be late.
const WAITING_MAX: usize = 32;

enum Order {
    Play(Clip),
    Speak { sentence: Sentence, length: Box<dyn FnOnce(Duration) + Send> },
    Volume(f32),
}

/// The screen's end of the sound thread.
pub struct Sound {
    orders: SyncSender<Order>,
}

impl Sound {
    /// Starts the thread that owns the sound card; `pack` is a folder of recorded clips.
    pub fn start(pack: Option<PathBuf>) -> std::io::Result<Self> {
        let (orders, incoming) = sync_channel(WAITING_MAX);
        let run = move || Player::open(SystemVoice::new(pack)).run(&incoming);
        std::thread::Builder::new().name("sound".into()).spawn(run)?;
        Ok(Self { orders })
    }

    /// Two soft tones before each call.
    pub fn chime(&self) {
        self.order(Order::Play(tones::chime()));
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
        self.order(Order::Speak { sentence, length: Box::new(length) });
    }

    /// 0 is silent, 1 as loud as the card is set.
    pub fn volume(&self, volume: f32) {
        self.order(Order::Volume(volume.clamp(0.0, 1.0)));
    }

    fn order(&self, order: Order) {
        if self.orders.try_send(order).is_err() {
            tracing::warn!("too many sounds at once; one is left out");
        }
    }
}

struct Player<V> {
    sink: Option<MixerDeviceSink>,
    voice: V,
    volume: f32,
}

impl<V: Voice> Player<V> {
    fn open(voice: V) -> Self {
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
        Self { sink, voice, volume: 1.0 }
    }

    fn run(mut self, orders: &Receiver<Order>) {
        while let Ok(order) = orders.recv() {
            match order {
                Order::Play(clip) => self.play(clip),
                Order::Volume(volume) => self.volume = volume,
                Order::Speak { sentence, length } => match self.voice.clip(&sentence) {
                    Ok(clip) => {
                        length(clip.length());
                        self.play(clip);
                    }
                    Err(fault) => tracing::warn!(%fault, "a sentence could not be spoken; it is on the screen"),
                },
            }
        }
    }

    fn play(&self, clip: Clip) {
        let (Some(sink), Some(rate)) = (&self.sink, NonZero::new(clip.rate)) else { return };
        let samples: Vec<f32> = clip.samples.into_iter().map(|sample| sample * self.volume).collect();
        sink.mixer().add(SamplesBuffer::new(NonZero::<u16>::MIN, rate, samples));
    }
}
