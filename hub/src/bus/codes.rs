//! Guessing codes: five tries for each device and number, thirty wrong ones an hour for each device.

use std::collections::{HashMap, VecDeque};

use sunhall_hall::Moment;
use sunhall_hall::ids::{DeviceName, TicketNumber};

/// Wrong tries of one device in an hour.
const HOURLY: usize = 30;
const HOUR_MS: i64 = 3_600_000;
const MINUTE_MS: i64 = 60_000;

/// Numbers remembered for each device; a device that reaches it has used up its hour many times over.
const NUMBERS_MAX: usize = 256;

/// The parameters `security.code_tries` and `security.code_lock`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    pub tries: u32,
    pub lock_minutes: i64,
}

/// What may be done with one more try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    Try,
    Locked { minutes: i64 },
}

#[derive(Default)]
pub struct CodeTries {
    devices: HashMap<DeviceName, Tries>,
}

#[derive(Default)]
struct Tries {
    numbers: HashMap<TicketNumber, Number>,
    /// Wrong tries of the last hour, oldest first.
    wrong: VecDeque<Moment>,
}

#[derive(Clone, Copy)]
struct Number {
    wrong: u32,
    last: Moment,
}

impl CodeTries {
    /// May this device try a code of this number now?
    pub fn leave(&self, device: &DeviceName, number: TicketNumber, limit: Limit, now: Moment) -> Leave {
        let Some(tries) = self.devices.get(device) else { return Leave::Try };
        let until_number = tries.numbers.get(&number).filter(|number| number.wrong >= limit.tries).map(|number| number.last.plus_minutes(limit.lock_minutes));
        let recent = tries.wrong.iter().filter(|at| now.since(**at) < HOUR_MS).count();
        let until_hour = tries.wrong.iter().rev().nth(HOURLY - 1).filter(|_| recent >= HOURLY).map(|at| at.plus_minutes(60));
        match until_number.into_iter().chain(until_hour).filter(|until| now < *until).max() {
            Some(until) => Leave::Locked { minutes: (until.since(now) + MINUTE_MS - 1) / MINUTE_MS },
            None => Leave::Try,
        }
    }

    /// A wrong code; tells how many tries this number has left here.
    pub fn wrong(&mut self, device: &DeviceName, number: TicketNumber, limit: Limit, now: Moment) -> u32 {
        let tries = self.devices.entry(device.clone()).or_default();
        tries.numbers.retain(|_, number| now.since(number.last) < limit.lock_minutes * MINUTE_MS);
        tries.wrong.retain(|at| now.since(*at) < HOUR_MS);
        tries.wrong.push_back(now);
        if tries.wrong.len() > HOURLY {
            tries.wrong.pop_front();
        }
        if tries.numbers.len() >= NUMBERS_MAX {
            tries.numbers.clear();
        }
        let held = tries.numbers.entry(number).or_insert(Number { wrong: 0, last: now });
        *held = Number { wrong: held.wrong + 1, last: now };
        limit.tries.saturating_sub(held.wrong)
    }

    /// The right code: earlier mistakes with this number count no more.
    pub fn right(&mut self, device: &DeviceName, number: TicketNumber) {
        if let Some(tries) = self.devices.get_mut(device) {
            tries.numbers.remove(&number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: Limit = Limit { tries: 5, lock_minutes: 15 };
    const NOW: Moment = Moment(1_795_400_000_000);

    fn number(count: u32) -> TicketNumber {
        TicketNumber { letter: 'A', count }
    }

    fn kiosk(id: u8) -> DeviceName {
        DeviceName::new(format!("kiosk-{id}"))
    }

    #[test]
    fn five_wrong_codes_lock_this_number_at_this_device_only() {
        let mut tries = CodeTries::default();
        for left in [4, 3, 2, 1, 0] {
            assert_eq!(tries.leave(&kiosk(1), number(1), LIMIT, NOW), Leave::Try);
            assert_eq!(tries.wrong(&kiosk(1), number(1), LIMIT, NOW), left);
        }
        assert_eq!(tries.leave(&kiosk(1), number(1), LIMIT, NOW), Leave::Locked { minutes: 15 });
        assert_eq!(tries.leave(&kiosk(1), number(1), LIMIT, NOW.plus_seconds(61)), Leave::Locked { minutes: 14 });
        assert_eq!(tries.leave(&kiosk(1), number(2), LIMIT, NOW), Leave::Try);
        assert_eq!(tries.leave(&kiosk(2), number(1), LIMIT, NOW), Leave::Try);
        assert_eq!(tries.leave(&kiosk(1), number(1), LIMIT, NOW.plus_minutes(15)), Leave::Try);
        assert_eq!(tries.wrong(&kiosk(1), number(1), LIMIT, NOW.plus_minutes(15)), 4);
    }

    #[test]
    fn thirty_wrong_codes_in_an_hour_lock_the_device() {
        let mut tries = CodeTries::default();
        for minute in 0..30 {
            assert_eq!(tries.leave(&kiosk(1), number(minute + 100), LIMIT, NOW.plus_minutes(minute.into())), Leave::Try);
            tries.wrong(&kiosk(1), number(minute + 100), LIMIT, NOW.plus_minutes(minute.into()));
        }
        assert_eq!(tries.leave(&kiosk(1), number(1), LIMIT, NOW.plus_minutes(29)), Leave::Locked { minutes: 31 });
        assert_eq!(tries.leave(&kiosk(2), number(1), LIMIT, NOW.plus_minutes(29)), Leave::Try);
        assert_eq!(tries.leave(&kiosk(1), number(1), LIMIT, NOW.plus_minutes(60)), Leave::Try);
    }

    #[test]
    fn the_right_code_wipes_the_count_of_its_number() {
        let mut tries = CodeTries::default();
        for _ in 0..4 {
            tries.wrong(&kiosk(1), number(1), LIMIT, NOW);
        }
        tries.right(&kiosk(1), number(1));
        assert_eq!(tries.wrong(&kiosk(1), number(1), LIMIT, NOW), 4);
    }
}
