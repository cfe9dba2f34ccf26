//! Loudness: every voice comes out as loud as the others, and none is clipped.

use super::voice::Clip;

/// The loudness of every voice, in decibels below full scale.
pub const HOUSE: f32 = -20.0;

/// No sample goes above this.
const PEAK: f32 = 0.89;

/// Stretches over which loudness is taken.
const FRAME_SECONDS: f32 = 0.05;

/// Quieter stretches are pauses and count for nothing.
const PAUSE: f32 = -50.0;

/// Mean loudness of what is heard in a clip, pauses aside, in decibels below full scale; none for silence.
pub fn loudness(clip: &Clip) -> Option<f32> {
    let frame = ((clip.rate as f32 * FRAME_SECONDS) as usize).max(1);
    let power = |samples: &[f32]| samples.iter().map(|sample| sample * sample).sum::<f32>() / samples.len() as f32;
    let heard: Vec<f32> = clip.samples.chunks(frame).map(power).filter(|power| decibels(*power) > PAUSE).collect();
    if heard.is_empty() {
        return None;
    }
    Some(decibels(heard.iter().sum::<f32>() / heard.len() as f32))
}

fn decibels(power: f32) -> f32 {
    10.0 * power.max(1e-12).log10()
}

/// The loudest sample of a clip, 1 being full scale.
pub fn peak(clip: &Clip) -> f32 {
    clip.samples.iter().fold(0.0_f32, |peak, sample| peak.max(sample.abs()))
}

/// The clip as loud as the house wants it, given how loud it is now; softer where it would be clipped.
pub fn levelled(mut clip: Clip, now: f32) -> Clip {
    let wanted = 10.0_f32.powf((HOUSE - now) / 20.0);
    let gain = wanted.min(PEAK / peak(&clip).max(1e-6));
    clip.samples.iter_mut().for_each(|sample| *sample *= gain);
    clip
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tone(amplitude: f32, seconds: f32) -> Clip {
        let samples = (0..(8_000.0 * seconds) as usize).map(|index| amplitude * (index as f32 * 0.3).sin()).collect();
        Clip { rate: 8_000, samples }
    }

    #[test]
    fn pauses_do_not_make_a_voice_quieter() {
        let mut with_pause = tone(0.5, 1.0);
        with_pause.samples.extend(vec![0.0; 16_000]);
        let (short, long) = (loudness(&tone(0.5, 1.0)).unwrap_or_default(), loudness(&with_pause).unwrap_or_default());
        assert!((short - -9.03).abs() < 0.1 && (short - long).abs() < 0.1, "{short} {long}");
        assert_eq!(loudness(&Clip { rate: 8_000, samples: vec![0.0; 800] }), None);
    }

    #[test]
    fn loud_and_soft_come_out_alike_and_nothing_is_clipped() {
        for amplitude in [0.02, 0.2, 0.9] {
            let clip = tone(amplitude, 0.5);
            let now = loudness(&clip).unwrap_or_default();
            assert!((loudness(&levelled(clip, now)).unwrap_or_default() - HOUSE).abs() < 0.2, "{amplitude}");
        }
        let spike = Clip { rate: 100, samples: vec![0.001, 1.0, 0.001] };
        assert!(peak(&levelled(spike, -60.0)) <= PEAK + 1e-6);
    }
}
