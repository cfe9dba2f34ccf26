//! Sign-ons over real HTTP: what a cookie is worth, for how long, from where a change may come, and what every page carries.

use anyhow::ensure;
use sunhall_hall::ids::StaffNumber;
use sunhall_hall::staff::Role;
use sunhall_tests::http::Request;
use sunhall_tests::pages::{MINUTE, Pages};

type Checked = anyhow::Result<()>;

#[tokio::test]
async fn a_cookie_is_hidden_from_scripts_and_other_sites_and_names_nobody() -> Checked {
    let pages = Pages::demo().await?;
    let answer = pages.send(&Request::form("/sign-on", &[("number", "0203"), ("secret", "yanshi-0203-demo")])).await?;
    let set = answer.header("set-cookie").unwrap_or_default().to_owned();
    for part in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        ensure!(set.contains(part), "{set}");
    }
    let value = answer.cookie("sunhall").unwrap_or_default();
    ensure!(value.len() == 64 && !value.contains("0203"), "{value}");
    let again = pages.demo_sign_on("0203").await?;
    ensure!(!again.ends_with(value), "every sign-on has a value of its own");
    Ok(())
}

#[tokio::test]
async fn wrong_sign_ons_say_the_same_and_lock_account_and_address() -> Checked {
    let mut pages = Pages::demo().await?;
    let attempt = |number: &'static str, secret: &'static str| Request::form("/sign-on", &[("number", number), ("secret", secret)]);
    let (known, unknown) = (pages.send(&attempt("0203", "wrong")).await?, pages.send(&attempt("9999", "wrong")).await?);
    ensure!(known.status == 401 && unknown.status == 401);
    ensure!(known.body.replace("0203", "9999") == unknown.body, "nobody learns who works here");
    for _ in 0..4 {
        pages.send(&attempt("0203", "wrong")).await?;
    }
    ensure!(pages.send(&attempt("0203", "yanshi-0203-demo")).await?.status == 429, "the account is locked even for the right password");
    ensure!(pages.send(&attempt("0204", "yanshi-0204-demo")).await?.status == 303, "others are not");
    pages.pass(15 * MINUTE);
    ensure!(pages.send(&attempt("0203", "yanshi-0203-demo")).await?.status == 303, "the lock ends");
    for number in ["8001", "8002", "8003", "8004", "8005", "8006", "8007", "8008", "8009", "8010"] {
        for _ in 0..5 {
            pages.send(&attempt(number, "wrong")).await?;
        }
    }
    ensure!(pages.send(&attempt("0204", "yanshi-0204-demo")).await?.status == 429, "fifty wrong ones lock the address");
    Ok(())
}

#[tokio::test]
async fn a_sign_on_survives_a_restart_and_ends_by_idleness_by_hours_and_by_signing_off() -> Checked {
    let mut pages = Pages::demo().await?;
    let guide = pages.demo_sign_on("0101").await?;
    let desk = |cookie: &str| Request::get("/desk").header("cookie", cookie);
    pages.restart().await?;
    ensure!(pages.send(&desk(&guide)).await?.status == 200, "after a restart");
    pages.pass(29 * MINUTE);
    ensure!(pages.send(&desk(&guide)).await?.status == 200);
    pages.pass(30 * MINUTE);
    let ended = pages.send(&desk(&guide)).await?;
    ensure!(ended.header("location") == Some("/sign-on?ended=1&then=/desk"), "{ended:?}");
    pages.restart().await?;
    ensure!(pages.send(&desk(&guide)).await?.status == 303, "what has ended stays ended");

    let guide = pages.demo_sign_on("0101").await?;
    for _ in 0..30 {
        pages.pass(20 * MINUTE);
        pages.send(&desk(&guide)).await?;
    }
    ensure!(pages.send(&desk(&guide)).await?.status == 303, "ten hours are the longest");

    let guide = pages.demo_sign_on("0101").await?;
    ensure!(pages.send(&Request::form("/sign-off", &[]).header("cookie", &guide)).await?.status == 303);
    ensure!(pages.send(&desk(&guide)).await?.status == 303);
    Ok(())
}

#[tokio::test]
async fn at_an_open_window_idleness_only_locks_and_the_pin_opens_it_again() -> Checked {
    let mut pages = Pages::demo().await?;
    let clerk = pages.demo_sign_on("0203").await?;
    ensure!(pages.give(&clerk, "/window/open", &[("window", "2")]).await?.status == 303);
    pages.pass(31 * MINUTE);
    let page = pages.send(&Request::get("/window").header("cookie", &clerk)).await?;
    ensure!(page.header("location") == Some("/lock?then=/window"), "{page:?}");
    let act = pages.give(&clerk, "/window/next", &[]).await?;
    ensure!(act.header("location").is_some_and(|there| there.starts_with("/lock")), "a locked page gives no commands");
    ensure!(pages.send(&Request::get("/window/live").header("cookie", &clerk).header("accept", "text/event-stream")).await?.status == 401);
    ensure!(pages.engine.hall().window_of(&StaffNumber::new("0203")).is_some(), "the window stays open");
    ensure!(pages.send(&Request::form("/unlock", &[("secret", "111111")]).header("cookie", &clerk)).await?.status == 401);
    let opened = pages.send(&Request::form("/unlock", &[("secret", "000203"), ("then", "/window")]).header("cookie", &clerk)).await?;
    ensure!(opened.header("location") == Some("/window"), "{opened:?}");
    ensure!(pages.send(&Request::get("/window").header("cookie", &clerk)).await?.status == 200);
    Ok(())
}

#[tokio::test]
async fn changes_come_only_from_our_own_pages() -> Checked {
    let pages = Pages::demo().await?;
    let clerk = pages.demo_sign_on("0203").await?;
    let id = pages.engine.new_id().0.to_string();
    let open = Request::form("/window/open", &[("id", &id), ("window", "2")]).header("cookie", &clerk).without("sec-fetch-site");
    for (name, value) in [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "http://elsewhere.example"), ("origin", "null")] {
        let answer = pages.send(&open.clone().header(name, value)).await?;
        ensure!(answer.status == 403, "{name}: {value}: {}", answer.status);
    }
    ensure!(pages.send(&open).await?.status == 403, "a cookie without either header is not a page of ours");
    let bearer = open.clone().header("authorization", "Bearer nothing.nothing");
    ensure!(pages.send(&bearer).await?.status == 403, "a token does not open pages");
    ensure!(pages.engine.hall().floor.working.is_empty(), "nothing was done");
    let own = format!("http://{}", pages.addr);
    ensure!(pages.send(&open.header("origin", &own)).await?.status == 303, "without Sec-Fetch-Site the origin decides");
    ensure!(!pages.engine.hall().floor.working.is_empty());
    Ok(())
}

#[tokio::test]
async fn every_page_carries_its_headers_and_no_inline_script_or_style() -> Checked {
    let pages = Pages::demo().await?;
    let (clerk, manager) = (pages.demo_sign_on("0203").await?, pages.demo_sign_on("0102").await?);
    pages.give(&clerk, "/window/open", &[("window", "2")]).await?;
    let seen = [
        ("/sign-on", ""),
        ("/window", &*clerk),
        ("/issue", &*clerk),
        ("/window/transfer", &*clerk),
        ("/me", &*clerk),
        ("/shortcuts", &*clerk),
        ("/hall", &*manager),
        ("/desk", &*manager),
        ("/g/SB01", ""),
        ("/s/0203", ""),
        ("/t/nothing", ""),
        ("/nowhere", ""),
    ];
    for (path, cookie) in seen {
        let answer = pages.send(&Request::get(path).header("cookie", cookie)).await?;
        let policy = answer.header("content-security-policy").unwrap_or_default();
        ensure!(policy.contains("script-src 'self'") && policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        ensure!(answer.header("x-content-type-options") == Some("nosniff") && answer.header("cache-control") == Some("no-store"), "{path}");
        let inline = ["<style", "style=\"", " onclick=", " onload=", "javascript:"].into_iter().find(|mark| answer.body.contains(mark));
        ensure!(inline.is_none(), "{path} holds {inline:?}");
        let outside = answer.body.match_indices("src=\"").map(|(at, _)| &answer.body[at + 5..]).find(|source| !source.starts_with('/'));
        ensure!(outside.is_none() && !answer.body.contains("<script>"), "{path} loads {outside:?}");
        ensure!(!answer.body.contains("@id@"), "{path} holds an unfilled id");
    }
    Ok(())
}

#[tokio::test]
async fn a_one_time_password_is_changed_before_anything_else() -> Checked {
    let pages = Pages::demo().await?;
    pages.hire("0900", Role::Guide, "only this once", true).await?;
    let guide = pages.sign_on("0900", "only this once").await?;
    ensure!(pages.send(&Request::get("/desk").header("cookie", &guide)).await?.header("location") == Some("/me"));
    let change = |old: &'static str, new: &'static str| [("secret", old), ("new", new), ("again", new)];
    pages.give(&guide, "/me/password", &change("only this once", "short")).await?;
    pages.give(&guide, "/me/password", &change("a wrong old one", "long enough, is it not")).await?;
    ensure!(pages.send(&Request::get("/desk").header("cookie", &guide)).await?.status == 303, "neither counts");
    pages.give(&guide, "/me/password", &change("only this once", "long enough, is it not")).await?;
    ensure!(pages.send(&Request::get("/desk").header("cookie", &guide)).await?.status == 200);
    ensure!(pages.sign_on("0900", "only this once").await.is_err(), "the old one is gone");
    ensure!(pages.sign_on("0900", "long enough, is it not").await.is_ok());
    Ok(())
}

#[tokio::test]
async fn a_sign_on_leads_only_to_our_own_pages() -> Checked {
    let pages = Pages::demo().await?;
    for then in ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "sign-on"] {
        let answer = pages.send(&Request::form("/sign-on", &[("number", "0101"), ("secret", "yanshi-0101-demo"), ("then", then)])).await?;
        ensure!(answer.header("location") == Some("/"), "{then}: {answer:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_form_given_twice_is_one_act_and_a_large_one_is_refused() -> Checked {
    let pages = Pages::demo().await?;
    let guide = pages.demo_sign_on("0101").await?;
    let id = pages.engine.new_id().0.to_string();
    let issue = Request::form("/issue", &[("id", &id), ("service", "SB01")]).header("cookie", &guide);
    let (first, second) = (pages.send(&issue).await?, pages.send(&issue).await?);
    ensure!(first.header("location") == second.header("location") && first.status == 303, "{first:?}");
    ensure!(pages.engine.hall().floor.figures.numbers == 1);
    let large = "x".repeat(100_000);
    let answer = pages.send(&Request::form("/issue", &[("id", &id), ("service", &large)]).header("cookie", &guide)).await?;
    ensure!(answer.status == 413, "{}", answer.status);
    Ok(())
}
