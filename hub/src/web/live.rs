//! Live pages: whole fragments by server-sent events, so that a lost message cannot hurt.

use std::convert::Infallible;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use futures::Stream;
use sunhall_hall::Moment;

use super::frame::with_ids;
use super::state::Shared;

/// The event at which a page loads itself again.
const GONE: &str = "gone";

/// A fragment as of now, and when it will look different although nothing happened; none ends the stream and sends the page to the door.
pub struct Fragment {
    pub html: String,
    pub next: Option<Moment>,
}

/// Sends the fragment at once, after every change that shows, and whenever time changes it.
pub fn stream<D>(app: Shared, draw: D) -> Sse<impl Stream<Item = Result<Event, Infallible>>>
where
    D: Fn() -> Option<Fragment> + Send + 'static,
{
    let (news, ended) = (app.engine.live(), app.sessions.changes());
    let start = Some((app, news, ended, draw, None::<String>));
    let events = futures::stream::unfold(start, |state| async move {
        let (app, mut news, mut ended, draw, mut sent) = state?;
        loop {
            let seq = news.borrow_and_update().seq;
            // Whoever may not see this any more is sent to the door, and the stream ends.
            let Some(fragment) = draw() else { return Some((Ok(Event::default().event(GONE).data("")), None)) };
            if sent.as_deref() != Some(&fragment.html) {
                let event = Event::default().id(seq.to_string()).data(with_ids(&app, &fragment.html));
                sent = Some(fragment.html);
                return Some((Ok(event), Some((app, news, ended, draw, sent))));
            }
            let wait = wait(app.engine.now(), fragment.next);
            tokio::select! {
                () = app.stopping.cancelled() => return None,
                changed = news.changed() => changed.ok()?,
                changed = ended.changed() => changed.ok()?,
                () = tokio::time::sleep(wait) => {}
            }
        }
    });
    Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
}

/// Until the next whole minute, or earlier when the fragment says so.
fn wait(now: Moment, next: Option<Moment>) -> Duration {
    let minute = 60_000 - now.0.rem_euclid(60_000);
    let earlier = next.map(|next| next.since(now)).filter(|left| *left > 0);
    let left = earlier.map_or(minute, |left| left.min(minute));
    Duration::from_millis(u64::try_from(left).unwrap_or(1000) + 20)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_wakes_at_the_minute_or_when_it_changes() {
        assert_eq!(wait(Moment(60_000 * 5 + 59_000), None), Duration::from_millis(1020));
        assert_eq!(wait(Moment(60_000), Some(Moment(63_000))), Duration::from_millis(3020));
        assert_eq!(wait(Moment(60_000), Some(Moment(59_000))), Duration::from_millis(60_020));
    }
}
