//! Every role against every page: the one table of routes, tried over real HTTP, and the hall's own table behind it.

use std::collections::BTreeSet;

use anyhow::ensure;
use sunhall_hall::staff::Role;
use sunhall_hub::web::router::{Needs, table};
use sunhall_tests::http::{Answer, Request};
use sunhall_tests::pages::Pages;

const SECRET: &str = "a password of tests";

fn request(method: &str, path: &str) -> Request {
    let path = path.replace("{ticket}", "1").replace("{window}", "2").replace("{code}", "nothing").replace("{service}", "SB01");
    let path =
        path.replace("{key}", "queue.calls").replace("{staff}", "0203").replace("{hash}", "nothing").replace("{*path}", "base.css").replace("{number}", "0203");
    if method == "GET" { Request::get(&path) } else { Request::form(&path, &[]) }
}

fn turned_away(answer: &Answer) -> bool {
    answer.status == 401 || answer.header("location").is_some_and(|there| there.starts_with("/sign-on?"))
}

#[tokio::test]
async fn nobody_gets_in_without_a_sign_on() -> anyhow::Result<()> {
    let pages = Pages::demo().await?;
    for (method, path, needs) in table() {
        // Without a password the sign-on itself says 401.
        if (method.as_str(), path) == ("POST", "/sign-on") {
            continue;
        }
        let answer = pages.send(&request(method.as_str(), path)).await?;
        let open = matches!(needs, Needs::Nobody | Needs::Public);
        ensure!(open != turned_away(&answer), "{method} {path}: {answer:?}");
        ensure!(answer.status < 500, "{method} {path}: {}", answer.status);
    }
    Ok(())
}

#[tokio::test]
async fn each_role_opens_exactly_its_pages() -> anyhow::Result<()> {
    let pages = Pages::demo().await?;
    let mut seen: BTreeSet<(bool, &str)> = BTreeSet::new();
    for (place, role) in Role::ALL.into_iter().enumerate() {
        let number = format!("090{place}");
        pages.hire(&number, role, SECRET, false).await?;
        for (method, path, needs) in table() {
            // These end the sign-on or lock it, which `sessions` looks at.
            if matches!(path, "/sign-off" | "/lock" | "/unlock" | "/sign-on") {
                continue;
            }
            let cookie = pages.sign_on(&number, SECRET).await?;
            let answer = pages.send(&request(method.as_str(), path).header("cookie", &cookie)).await?;
            let may = match needs {
                Needs::Nobody | Needs::Public | Needs::SignOn | Needs::Token => true,
                Needs::AnyOf(verbs) => verbs.iter().any(|verb| role.may(*verb)),
            };
            ensure!(may == (answer.status != 403), "{role:?} {method} {path}: {}", answer.status);
            ensure!(answer.status < 500 && !turned_away(&answer), "{role:?} {method} {path}: {}", answer.status);
            seen.insert((may, path));
        }
    }
    ensure!(seen.contains(&(true, "/hall/help")) && seen.contains(&(false, "/hall/help")), "the table tells roles apart");
    Ok(())
}

#[tokio::test]
async fn a_page_that_a_role_may_open_still_leaves_the_rule_to_the_hall() -> anyhow::Result<()> {
    let pages = Pages::demo().await?;
    let guide = pages.demo_sign_on("0101").await?;
    let ask = pages.give(&guide, "/desk/assistance", &[("number", "A001")]).await?;
    ensure!(ask.status == 303, "{ask:?}");
    let page = pages.send(&Request::get("/desk").header("cookie", &guide)).await?;
    ensure!(page.body.contains("今天没有 A001 这个号"), "the refusal is told on the page");
    let again = pages.send(&Request::get("/desk").header("cookie", &guide)).await?;
    ensure!(!again.body.contains("今天没有 A001 这个号"), "and told once");
    let supervisor_free = sunhall_hall::Verb::ALL.into_iter().filter(|verb| Role::Supervisor.may(*verb)).count();
    ensure!(supervisor_free > 0 && !Role::Supervisor.may(sunhall_hall::Verb::LetHelp), "who watches changes nothing");
    Ok(())
}

#[tokio::test]
async fn a_lost_slip_is_printed_again_at_the_guide_desk_and_by_nobody_who_calls() -> anyhow::Result<()> {
    let pages = Pages::demo().await?;
    let (guide, clerk, other) = (pages.demo_sign_on("0101").await?, pages.demo_sign_on("0204").await?, pages.demo_sign_on("0203").await?);
    let issued = pages.give(&clerk, "/issue", &[("service", "SB01")]).await?;
    let slip = issued.header("location").unwrap_or_default().to_owned();
    ensure!(slip.starts_with("/slip/"), "{issued:?}");
    let open = |path: &str, cookie: &str| Request::get(path).header("cookie", cookie);
    ensure!(pages.send(&open("/desk", &guide)).await?.body.contains(&format!("href=\"{slip}\"")), "the guide finds the key");
    let again = pages.send(&open(&slip, &guide)).await?;
    ensure!(again.status == 200 && again.body.contains("A001") && again.body.contains("data-print"), "{}", again.status);
    ensure!(pages.send(&open(&slip, &other)).await?.status == 404, "a clerk sees counts, not persons");
    ensure!(!pages.send(&open("/desk", &other)).await?.body.contains("/slip/"));
    Ok(())
}
