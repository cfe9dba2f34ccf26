//! Answers that the bus gave without the engine, remembered so that a repeat gets the same one and counts as no new try.

use std::collections::{HashMap, VecDeque};

use sunhall_hall::ids::DeviceName;
use sunhall_protocol::Outcome;
use sunhall_protocol::kiosk::KioskAnswer;
use uuid::Uuid;

/// Answers remembered; far more than all kiosks repeat at the same time.
const KEPT: usize = 2048;

#[derive(Default)]
pub struct EdgeAnswers {
    answers: HashMap<(DeviceName, Uuid), Outcome<KioskAnswer>>,
    order: VecDeque<(DeviceName, Uuid)>,
}

impl EdgeAnswers {
    pub fn get(&self, device: &DeviceName, id: Uuid) -> Option<Outcome<KioskAnswer>> {
        self.answers.get(&(device.clone(), id)).cloned()
    }

    pub fn keep(&mut self, device: &DeviceName, id: Uuid, answer: Outcome<KioskAnswer>) {
        let key = (device.clone(), id);
        if self.answers.insert(key.clone(), answer).is_none() {
            self.order.push_back(key);
        }
        if self.order.len() > KEPT
            && let Some(oldest) = self.order.pop_front()
        {
            self.answers.remove(&oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_kept_for_its_asker_and_the_oldest_goes_first() {
        let (mut answers, kiosk) = (EdgeAnswers::default(), DeviceName::new("kiosk-1"));
        let id = |number: usize| Uuid::from_u128(number as u128);
        for number in 0..=KEPT {
            answers.keep(&kiosk, id(number), Outcome::Busy);
        }
        assert_eq!(answers.get(&kiosk, id(0)), None);
        assert_eq!(answers.get(&kiosk, id(1)), Some(Outcome::Busy));
        assert_eq!(answers.get(&DeviceName::new("kiosk-2"), id(1)), None);
        assert_eq!(answers.answers.len(), KEPT);
    }
}
