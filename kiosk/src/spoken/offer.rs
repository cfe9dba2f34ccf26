//! What is offered: home, lists, guides, the reasons to be seen sooner, and a closed hall.

use sunhall_protocol::kiosk::{MenuGroup, MenuService};

use super::Speech;
use crate::model::search;
use crate::pages;

impl Speech<'_> {
    pub(super) fn home(&mut self) {
        let tell = self.tell;
        if tell.kiosk.modes.elder {
            return self.elder_home();
        }
        self.keys(&["kiosk-home-question"]);
        let groups: Vec<&MenuGroup> = tell.kiosk.hall.menu.iter().flat_map(|menu| &menu.groups).collect();
        for group in groups.iter().filter(|group| !group.not_sure) {
            let name = tell.text(&group.name);
            let state = self.state_of(group);
            self.part(&[&name], &[&name, &state]);
        }
        for group in groups.iter().filter(|group| group.not_sure) {
            let (title, window) = (tell.say("kiosk-not-sure"), tell.window_words(&group.first_windows));
            self.part(&[&title], &[&title, &tell.say("kiosk-not-sure-note"), &window]);
        }
        self.keys(&["common-call-staff"]);
    }

    fn elder_home(&mut self) {
        let tell = self.tell;
        self.keys(&["kiosk-elder-question"]);
        for group in tell.kiosk.hall.menu.iter().flat_map(|menu| &menu.groups).filter(|group| group.in_elder_mode) {
            let (name, note) = tell.elder_group(group);
            self.part(&[&name], &[&name, &note]);
        }
        if tell.kiosk.hall.gives_numbers() {
            let help = tell.say("kiosk-elder-help");
            self.part(&[&help], &[&help, &tell.say("kiosk-help-coming")]);
        }
    }

    /// 4 人等, 不用等, or the days on which a group is served.
    fn state_of(&self, group: &MenuGroup) -> String {
        let (tell, hall) = (self.tell, &self.tell.kiosk.hall);
        match hall.queue(&group.code) {
            Some(queue) if !queue.open_today && !queue.weekdays.is_empty() => tell.say_with("kiosk-days-only", &[("days", tell.days(&queue.weekdays).into())]),
            Some(queue) if queue.open_today && hall.gives_numbers() && (queue.waiting > 0 || hall.has_open_window(&group.code)) => tell.waiting(queue.waiting),
            _ => String::new(),
        }
    }

    pub(super) fn services(&mut self, group: &str, page: usize) {
        let (tell, hall) = (self.tell, &self.tell.kiosk.hall);
        self.keys(&["kiosk-choose-service"]);
        if let Some(queue) = hall.queue(group).filter(|queue| queue.open_today && hall.gives_numbers()) {
            let (line, about) = tell.queue_words(queue);
            let line = sunhall_screen::text::plain(&line);
            let waiting = if queue.waiting > 0 || hall.has_open_window(group) { tell.waiting(queue.waiting) } else { String::new() };
            self.part(&[&line, &about], &[&tell.window_words(&queue.first_windows), &waiting, &about]);
        }
        let services = hall.services_of(group);
        self.rows(&services, page, pages::services(tell.kiosk.modes).rows);
    }

    pub(super) fn search(&mut self, letters: &str, page: usize) {
        let found = search::find(&self.tell.kiosk.hall, letters);
        if letters.is_empty() {
            self.keys(&["kiosk-search-hint"]);
        } else if found.is_empty() {
            self.keys(&["kiosk-search-none"]);
        } else {
            self.rows(&found, page, pages::found(self.tell.kiosk.modes).rows);
        }
    }

    fn rows(&mut self, services: &[&MenuService], page: usize, per_page: usize) {
        for service in services.iter().skip(page * per_page).take(per_page) {
            let name = self.tell.text(&service.name);
            self.part(&[&name], &[&name, &self.tell.limit(service), &self.tell.fee_short(service)]);
        }
        let pages = services.len().div_ceil(per_page);
        if pages > 1 {
            self.words(self.tell.say_with("common-page", &[("page", (page + 1).into()), ("pages", pages.into())]));
        }
    }

    pub(super) fn guide(&mut self, code: &str) {
        let (tell, hall) = (self.tell, &self.tell.kiosk.hall);
        let Some(service) = hall.service(code) else { return };
        self.words(tell.text(&service.name));
        let (how_long, limit) = (tell.say("guide-how-long"), tell.limit(service));
        self.part(&[&how_long, &limit], &[&how_long, &limit]);
        let (how_much, fee) = (tell.say("guide-fee"), tell.fee(service));
        self.part(&[&how_much, &fee], &[&how_much, &fee]);
        let windows = hall.group(&service.group).map(|group| group.first_windows.clone()).unwrap_or_default();
        let (place, label) = (tell.say("guide-where"), tell.say("kiosk-window-label"));
        self.part(&[&place, &label, &tell.plate(&windows)], &[&place, &tell.window_words(&windows)]);
        self.keys(&["kiosk-materials-title"]);
        let papers = pages::papers(tell, service);
        for paper in service.materials.iter().take(papers.shown) {
            let back = if service.originals.contains(paper) { tell.say("guide-original") } else { String::new() };
            self.part(&[paper], &[paper, &back]);
        }
        self.words(papers.end);
        if !hall.can_take(service) {
            return self.words(tell.not_now(service));
        }
        let queue = hall.queue(&service.group).cloned().unwrap_or_default();
        let priority = tell.say("kiosk-priority-link");
        self.part(&[&priority], &[&priority]);
        let take = tell.say("kiosk-take-number");
        let (ahead, about) = tell.take_words(&queue);
        self.part(&[&take], &[&take, &ahead, &about.unwrap_or_default()]);
    }

    pub(super) fn more(&mut self, code: &str) {
        let (tell, hall) = (self.tell, &self.tell.kiosk.hall);
        let Some(service) = hall.service(code) else { return };
        for (title, body) in tell.guide_parts(service) {
            self.part(&[&title, &body], &[&title, &body]);
        }
    }

    pub(super) fn priority(&mut self, has_service: bool) {
        let tell = self.tell;
        self.keys(&["kiosk-priority-question", "kiosk-priority-note"]);
        for (_, name, note) in tell.classes() {
            self.part(&[&name], &[&name, &note]);
        }
        let company = tell.say("kiosk-assist-offer");
        self.part(&[&company], &[&company, &tell.say("kiosk-assist-note")]);
        if has_service {
            self.keys(&["kiosk-priority-none"]);
        }
    }

    pub(super) fn closed(&mut self) {
        let tell = self.tell;
        self.words(tell.closed_title());
        if let Some(next) = tell.hours().next_opening {
            let (label, words) = (tell.say("closed-next-label"), tell.next_words(next));
            self.part(&[&label, &words], &[&label, &words]);
        }
        self.keys(&["closed-can-do"]);
        for key in ["closed-guides", "kiosk-search-title", "closed-rate"] {
            self.keys(&[key]);
        }
        if !tell.staff_is_there() {
            if let Some(person) = tell.kiosk.hall.menu.as_ref().and_then(|menu| menu.on_call.as_ref()) {
                let phone = tell.on_call_phone(person);
                self.part(&[&person.name, &phone], &[&tell.on_call_label(), &person.name, &phone]);
            }
            self.keys(&["closed-emergency"]);
        }
    }
}
