//! What a citizen's phone says of a ticket on its day and after it: thanks only to whoever was served.

use anyhow::{Context, ensure};
use sunhall_hall::command::{Clerk as Act, Reserved};
use sunhall_protocol::words::{Language, say};
use sunhall_tests::clerk::Clerk;
use sunhall_tests::http::Request;
use sunhall_tests::pages::{MINUTE, Pages};

const HOUR: i64 = 60 * MINUTE;

/// The page of a ticket, found by the code in its QR.
async fn page(pages: &Pages, reserved: &Reserved) -> anyhow::Result<String> {
    let hall = pages.engine.hall();
    let code = hall.floor.ticket(reserved.ticket).context("no ticket")?.code.clone();
    let code = pages.engine.texts().get(&code).context("no code")?.to_string();
    page_of(pages, &code).await
}

async fn page_of(pages: &Pages, code: &str) -> anyhow::Result<String> {
    let answer = pages.send(&Request::get(&format!("/t/{code}"))).await?;
    ensure!(answer.status == 200, "{}", answer.status);
    Ok(answer.body)
}

#[tokio::test]
async fn after_its_day_a_ticket_says_how_it_ended() -> anyhow::Result<()> {
    let mut pages = Pages::demo().await?;
    let clerk = Clerk::new(pages.engine.clone(), "0203");
    let word = |key: &str| say(Language::Chinese, key);
    let mut tickets = Vec::new();
    for _ in 0..5 {
        tickets.push(clerk.issue("SB01").await?);
    }
    let [served, missed, parked, waiting, cancelled] = tickets.as_slice() else { anyhow::bail!("five were issued") };
    let unstaffed = page(&pages, waiting).await?;
    ensure!(unstaffed.contains(&word("kiosk-window-unstaffed")) && !unstaffed.contains(&word("phone-near")), "nobody is at window 2 yet");
    clerk.open(2).await?;
    ensure!(!page(&pages, waiting).await?.contains(&word("kiosk-window-unstaffed")));
    clerk.call().await?;
    clerk.does(Act::Start).await?;
    clerk.does(Act::Finish).await?;
    clerk.call().await?;
    clerk.does(Act::MarkMissed).await?;
    clerk.call().await?;
    clerk.does(Act::Start).await?;
    clerk.does(Act::Park { minutes: Some(5) }).await?;
    clerk.does(Act::CancelTicket { number: cancelled.number }).await?;
    let mut codes = Vec::new();
    for reserved in [served, missed, parked, waiting, cancelled] {
        let code = pages.engine.hall().floor.ticket(reserved.ticket).context("no ticket")?.code.clone();
        codes.push(pages.engine.texts().get(&code).context("no code")?.to_string());
    }
    // The day after, and the one after that, when nothing can be rated any more.
    for passed in [14 * HOUR, 24 * HOUR] {
        pages.pass(passed);
        pages.engine.wake().await;
        let words = ["phone-finished", "phone-missed-day", "phone-not-served", "phone-not-served", "phone-cancelled"];
        for (code, expected) in codes.iter().zip(words) {
            let body = page_of(&pages, code).await?;
            ensure!(body.contains(&word(expected)), "{expected} is not on the page after {passed} ms");
            ensure!(body.contains(&word("phone-finished")) == (expected == "phone-finished"), "thanks for nothing, instead of {expected}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_page_that_finds_nothing_has_the_title_of_what_was_looked_for() -> anyhow::Result<()> {
    let pages = Pages::demo().await?;
    for (path, title) in [("/s/9999", "supervise-title"), ("/g/NOPE", "phone-guide-title"), ("/t/NOTHING", "phone-title")] {
        let answer = pages.send(&Request::get(path)).await?;
        let title = say(Language::Chinese, title);
        ensure!(
            answer.status == 404 && answer.body.contains(&format!("<h1>{title}</h1>")) && answer.body.contains(&format!("<title>{title}")),
            "{path}: {answer:?}"
        );
    }
    Ok(())
}
