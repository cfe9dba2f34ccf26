//! What an administrator sets at once or for a later day: each change is checked against the hall as it is then.

use serde::{Deserialize, Serialize};

use crate::Hall;
use crate::calendar::{self, Week};
use crate::event::Event;
use crate::floor::{Event as Floor, Fee, Group, Profile, Service, Window};
use crate::ids::{StaffNumber, WindowNumber};
use crate::people;
use crate::refusal::Refusal;
use crate::screens::{self, NOTE_MAX, Worded};
use crate::staff::Staff;

/// Letters of groups: I, O and Q are misread, K to Z belong to kiosks' offline series.
const GROUP_LETTERS: &str = "ABCDEFGHJ";

/// A change of what the hall is made of, each carrying the whole of what it sets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Change {
    Hall(Box<Profile>),
    Hours(Week),
    Group(Group),
    Service(Box<Service>),
    Window(Window),
    Staff(Staff),
}

impl Change {
    /// The fact that makes the change, or why the hall has no place for it.
    pub fn fact(&self, hall: &Hall) -> Result<Event, Refusal> {
        match self {
            Self::Hall(profile) => {
                allow_text(&profile.name, "name")?;
                screens::allow_words(&Worded { zh: profile.slip_note.clone(), en: profile.slip_note_en.clone() }, NOTE_MAX)?;
                Ok(Floor::ProfileSet(profile.as_ref().clone()).into())
            }
            Self::Hours(hours) => {
                allow_if(hours.in_order(), "hours")?;
                Ok(calendar::Event::HoursSet(hours.clone()).into())
            }
            Self::Group(group) => set_group(hall, group),
            Self::Service(service) => set_service(hall, service),
            Self::Window(window) => set_window(hall, window),
            Self::Staff(person) => people::fact(hall, person),
        }
    }

    /// Whether this person may make the change, the verb apart: nobody gives a right they do not hold.
    pub fn allow(&self, hall: &Hall, by: &StaffNumber) -> Result<(), Refusal> {
        match self {
            Self::Staff(person) => people::allow_change(hall, by, person),
            Self::Hall(_) | Self::Hours(_) | Self::Group(_) | Self::Service(_) | Self::Window(_) => Ok(()),
        }
    }

    /// The same thing as the hall has it now; none for what is new.
    pub fn present(&self, hall: &Hall) -> Option<Self> {
        match self {
            Self::Hall(_) => Some(Self::Hall(Box::new(hall.floor.profile.clone()))),
            Self::Hours(_) => Some(Self::Hours(hall.calendar.week.clone())),
            Self::Group(group) => hall.floor.groups.get(&group.code).cloned().map(Self::Group),
            Self::Service(service) => hall.floor.services.get(&service.code).map(|service| Self::Service(Box::new(service.as_ref().clone()))),
            Self::Window(window) => hall.floor.windows.get(&window.number).cloned().map(Self::Window),
            Self::Staff(person) => hall.staff.people.get(&person.number).cloned().map(Self::Staff),
        }
    }

    /// Whether both are about the same thing.
    pub fn same_thing(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Hall(_), Self::Hall(_)) | (Self::Hours(_), Self::Hours(_)) => true,
            (Self::Group(one), Self::Group(other)) => one.code == other.code,
            (Self::Service(one), Self::Service(other)) => one.code == other.code,
            (Self::Window(one), Self::Window(other)) => one.number == other.number,
            (Self::Staff(one), Self::Staff(other)) => one.number == other.number,
            (Self::Hall(_) | Self::Hours(_) | Self::Group(_) | Self::Service(_) | Self::Window(_) | Self::Staff(_), _) => false,
        }
    }

    /// This change on top of `now`: only what differs from `was` is changed, so that what others set meanwhile stays.
    #[must_use]
    pub fn onto(&self, was: &Self, now: &Self) -> Self {
        match (self, was, now) {
            (Self::Hall(then), Self::Hall(was), Self::Hall(now)) => Self::Hall(Box::new(profile(was, then, now))),
            (Self::Hours(then), Self::Hours(was), Self::Hours(now)) => Self::Hours(Week {
                days: std::array::from_fn(|day| if then.days[day] == was.days[day] { now.days[day].clone() } else { then.days[day].clone() }),
            }),
            (Self::Group(then), Self::Group(was), Self::Group(now)) => Self::Group(group(was, then, now)),
            (Self::Service(then), Self::Service(was), Self::Service(now)) => Self::Service(Box::new(service(was, then, now))),
            (Self::Window(then), Self::Window(was), Self::Window(now)) => Self::Window(window(was, then, now)),
            (Self::Staff(then), Self::Staff(was), Self::Staff(now)) => Self::Staff(person(was, then, now)),
            (Self::Hall(_) | Self::Hours(_) | Self::Group(_) | Self::Service(_) | Self::Window(_) | Self::Staff(_), _, _) => self.clone(),
        }
    }
}

/// Field by field: what `then` changed of `was`, everything else as it is in `now`. Every field must be named.
macro_rules! merge {
    ($name:ident, $kind:ident { $($field:ident),* $(,)? }) => {
        fn $name(was: &$kind, then: &$kind, now: &$kind) -> $kind {
            $kind { $($field: if then.$field == was.$field { now.$field.clone() } else { then.$field.clone() }),* }
        }
    };
}

merge!(
    profile,
    Profile {
        name,
        name_en,
        place,
        place_en,
        guide_desk,
        guide_desk_en,
        supervision_phone,
        town,
        town_en,
        slip_note,
        slip_note_en,
        on_call,
        on_call_phone,
        demo
    }
);
merge!(group, Group { code, letter, name, name_en, summary, summary_en, icon, weekdays, not_sure, in_elder_mode, elder_name, elder_summary });
merge!(
    service,
    Service {
        code,
        group,
        name,
        name_en,
        short,
        department,
        kind,
        level_lowest,
        statutory,
        pledged_days,
        fee,
        clock,
        materials,
        originals,
        aliases,
        also_at,
        guide,
        offered
    }
);
merge!(window, Window { number, first, help, services });
merge!(person, Staff { number, roles, hall_roles, name, phone, position, position_en, department, department_en, portrait, usual_window, may_choose, left });

fn set_group(hall: &Hall, group: &Group) -> Result<Event, Refusal> {
    allow_name(group.code.as_str())?;
    allow_text(&group.name, "name")?;
    allow_if(GROUP_LETTERS.contains(group.letter), "letter")?;
    allow_if(group.weekdays.iter().all(|weekday| (1..=7).contains(weekday)), "weekdays")?;
    let others = || hall.floor.groups.values().filter(|other| other.code != group.code);
    allow_if(others().all(|other| other.letter != group.letter), "letter")?;
    allow_if(!group.not_sure || others().all(|other| !other.not_sure), "not_sure")?;
    Ok(Floor::GroupSet(group.clone()).into())
}

fn set_service(hall: &Hall, service: &Service) -> Result<Event, Refusal> {
    allow_name(service.code.as_str())?;
    allow_text(&service.name, "name")?;
    hall.floor.groups.get(&service.group).ok_or(Refusal::UnknownGroup)?;
    // R17.2: what is promised is never longer than what the law gives.
    allow_if(service.statutory.is_none_or(|limit| service.pledged_days <= limit.days), "pledged_days")?;
    allow_if(fee_is_clear(&service.fee), "fee")?;
    allow_if(service.originals.iter().all(|paper| service.materials.contains(paper)), "originals")?;
    Ok(Floor::ServiceSet(Box::new(service.clone())).into())
}

/// R09.4: a published standard is a sum in yuan, so that what is taken can be compared with it.
fn fee_is_clear(fee: &Fee) -> bool {
    match fee {
        Fee::Zero => true,
        Fee::Local(words) => !words.trim().is_empty(),
        Fee::Amount(amount) => {
            let (yuan, cents) = amount.split_once('.').unwrap_or((amount, "0"));
            let digits = |text: &str, most: usize| (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
            digits(yuan, 7) && digits(cents, 2)
        }
    }
}

fn set_window(hall: &Hall, window: &Window) -> Result<Event, Refusal> {
    allow_if((1..=999).contains(&window.number.0), "number")?;
    if window.first.iter().chain(&window.help).any(|group| !hall.floor.groups.contains_key(group)) {
        return Err(Refusal::UnknownGroup);
    }
    if window.services.iter().any(|service| !hall.floor.services.contains_key(service)) {
        return Err(Refusal::UnknownService);
    }
    allow_if(!window.help.iter().any(|group| window.first.contains(group)), "help")?;
    Ok(Floor::WindowSet(window.clone()).into())
}

pub(crate) fn allow_windows(hall: &Hall, windows: &[WindowNumber]) -> Result<(), Refusal> {
    if windows.iter().all(|window| hall.floor.windows.contains_key(window)) { Ok(()) } else { Err(Refusal::UnknownWindow) }
}

/// Letters, digits and hyphens, so that a name fits topics, addresses and file names.
pub(crate) fn allow_name(name: &str) -> Result<(), Refusal> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if !name.is_empty() && name.len() <= 40 && name.bytes().all(plain) { Ok(()) } else { Err(Refusal::NameInvalid) }
}

pub(crate) fn allow_text(text: &str, what: &str) -> Result<(), Refusal> {
    allow_if(!text.trim().is_empty(), what)
}

pub(crate) fn allow_if(holds: bool, what: &str) -> Result<(), Refusal> {
    if holds { Ok(()) } else { Err(Refusal::SettingInvalid { what: what.to_owned() }) }
}
