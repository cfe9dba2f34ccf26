//! The kiosk's menu: groups, services with search words, where things are. Counts and hours of the moment are on the board.

use sunhall_hall::floor::{self, Service};
use sunhall_hall::reading::GroupNow;
use sunhall_hall::regulations::public_appraisal;
use sunhall_hall::screens::Place;
use sunhall_protocol::kiosk::{Fee, Menu, MenuGroup, MenuService, OnCall, Statutory};
use sunhall_protocol::{Bilingual, Version};

use super::Look;
use super::board::{name_of, numbers};
use super::guides::guide_of;
use super::screens::slip_layout;
use crate::pinyin::initials;

/// The level above the town: the county decides, the town forwards.
const COUNTY: &str = "county";

/// The menu of the kiosk called `kiosk`.
pub fn menu(look: &Look<'_>, kiosk: &str) -> Menu {
    let profile = &look.hall.floor.profile;
    Menu {
        version: Version::default(),
        hall: look.hall_name(),
        kiosk: kiosk.to_owned(),
        groups: look.groups.iter().map(menu_group).collect(),
        services: look.hall.floor.services.values().filter(|service| service.offered).map(|service| look.menu_service(service)).collect(),
        guide_desk: Bilingual::new(profile.guide_desk.clone(), profile.guide_desk_en.clone()),
        place: Bilingual::new(profile.place.clone(), profile.place_en.clone()),
        supervision_phone: profile.supervision_phone.clone(),
        slip_note: Bilingual::new(profile.slip_note.clone(), profile.slip_note_en.clone()),
        on_call: look.on_call(),
        good_reasons: keys(&public_appraisal::GOOD_REASONS),
        bad_reasons: keys(&public_appraisal::BAD_REASONS),
        demo: profile.demo,
        settings: look.menu_settings(),
        wording: look.wording_at(&[Place::Kiosk, Place::Slip]),
        slip: slip_layout(look.hall.screens.slip),
    }
}

fn keys(reasons: &[&str]) -> Vec<String> {
    reasons.iter().map(|reason| (*reason).to_owned()).collect()
}

impl Look<'_> {
    fn on_call(&self) -> Option<OnCall> {
        let profile = &self.hall.floor.profile;
        let person = self.hall.person(profile.on_call.as_ref()?).filter(|person| !person.left)?;
        Some(OnCall {
            name: self.words(person.name.as_ref()),
            position: Bilingual::new(person.position.clone(), person.position_en.clone()),
            phone: profile.on_call_phone.clone(),
            portrait: person.portrait.as_ref().map(ToString::to_string),
        })
    }

    fn menu_service(&self, service: &Service) -> MenuService {
        MenuService {
            code: service.code.to_string(),
            group: service.group.to_string(),
            name: Bilingual::new(service.name.clone(), service.name_en.clone()),
            pledged_days: service.pledged_days,
            statutory: service.statutory.map(|limit| Statutory { days: limit.days, working: limit.working }),
            fee: fee(&service.fee),
            materials: service.materials.clone(),
            originals: service.originals.clone(),
            aliases: service.aliases.clone(),
            initials: std::iter::once(&service.name).chain(&service.aliases).map(|name| initials(name)).collect(),
            also_at: service.also_at.clone(),
            county: service.level_lowest == COUNTY,
            guide: Some(guide_of(service).hash),
            guide_url: self.link(&format!("g/{}", service.code)),
        }
    }
}

fn menu_group(now: &GroupNow<'_>) -> MenuGroup {
    let group = now.group;
    MenuGroup {
        code: group.code.to_string(),
        letter: group.letter.to_string(),
        name: name_of(group),
        summary: Bilingual::new(group.summary.clone(), group.summary_en.clone()),
        icon: group.icon.clone(),
        first_windows: numbers(&now.first_windows),
        not_sure: group.not_sure,
        in_elder_mode: group.in_elder_mode,
        elder_name: group.elder_name.clone(),
        elder_summary: group.elder_summary.clone(),
    }
}

fn fee(fee: &floor::Fee) -> Fee {
    match fee {
        floor::Fee::Zero => Fee::Zero,
        floor::Fee::Amount(amount) => Fee::Amount(amount.clone()),
        floor::Fee::Local(text) => Fee::Local(text.clone()),
    }
}
