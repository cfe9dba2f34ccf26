//! The few tones of the house, computed: soft attack, soft end, no buzzer.

use std::f32::consts::TAU;

use super::voice::Clip;

const RATE: u32 = 44_100;
/// Well below full scale: a hall full of people is no concert.
const LOUDNESS: f32 = 0.35;

/// 659 → 523 Hz, 0.3 s each.
pub fn chime() -> Clip {
    sequence(&[(659.0, 0.3), (523.0, 0.3)])
}

/// 30 ms on touch.
pub fn tick() -> Clip {
    sequence(&[(1320.0, 0.03)])
}

/// One rising pair.
pub fn ticket() -> Clip {
    sequence(&[(523.0, 0.14), (659.0, 0.2)])
}

fn sequence(notes: &[(f32, f32)]) -> Clip {
    let samples = notes.iter().flat_map(|(pitch, seconds)| note(*pitch, *seconds)).collect();
    Clip { rate: RATE, samples }
}

fn note(pitch: f32, seconds: f32) -> Vec<f32> {
    let count = (seconds * RATE as f32) as usize;
    (0..count)
        .map(|index| {
            let time = index as f32 / RATE as f32;
            let attack = (time / 0.012).min(1.0);
            let end = ((seconds - time) / (seconds * 0.6)).clamp(0.0, 1.0);
            let wave = (TAU * pitch * time).sin() + 0.25 * (TAU * pitch * 2.0 * time).sin();
            wave * attack * end * LOUDNESS
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chime_lasts_as_long_as_the_announcer_waits_for_it() {
        assert_eq!(chime().length().as_millis(), 600);
        assert_eq!(tick().length().as_millis(), 30);
        assert!(chime().samples.iter().all(|sample| sample.abs() <= 0.5));
    }
}
