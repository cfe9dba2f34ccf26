//! Every route of the one table: each page with its headers and nothing inline, and no change from anywhere but our own pages.

use anyhow::ensure;
use sunhall_hub::web::router::table;
use sunhall_tests::http::{Answer, Request};
use sunhall_tests::pages::Pages;

type Checked = anyhow::Result<()>;

/// A part of the settings, and what of the demo hall's stands for its placeholder.
const EXAMPLES: [(&str, &str); 11] = [
    ("/admin/groups/", "social"),
    ("/admin/services/", "SB01"),
    ("/admin/windows/", "2"),
    ("/admin/staff/", "0203"),
    ("/admin/roles/", "role-clerk"),
    ("/admin/parameters/", "queue.calls"),
    ("/admin/texts/", "kiosk-home-question"),
    ("/hall/window/", "2"),
    ("/g/", "SB01"),
    ("/s/", "0203"),
    ("/static/", "base.css"),
];

/// The route with something of the demo hall in its placeholder; what the demo hall has none of is asked for all the same.
fn filled(path: &str) -> String {
    let Some((before, after)) = path.split_once('{') else { return path.to_owned() };
    let after = after.split_once('}').map_or("", |(_, after)| after);
    let example = EXAMPLES.iter().find(|(part, _)| *part == before).map_or("nothing", |(_, example)| example);
    format!("{before}{example}{after}")
}

fn holds_headers(path: &str, answer: &Answer) -> Checked {
    let policy = answer.header("content-security-policy").unwrap_or_default();
    ensure!(policy.contains("default-src 'none'") && policy.contains("script-src 'self'") && !policy.contains("unsafe"), "{path}: {policy}");
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
    ] {
        ensure!(answer.header(name) == Some(value), "{path}: {name}: {:?}", answer.header(name));
    }
    Ok(())
}

fn holds_nothing_inline(path: &str, page: &str) -> Checked {
    let inline =
        ["<style", "style=\"", " onclick=", " onload=", " onchange=", " onsubmit=", "javascript:", "<script>"].into_iter().find(|mark| page.contains(mark));
    ensure!(inline.is_none(), "{path} holds {inline:?}");
    let outside = page.match_indices("src=\"").map(|(at, _)| &page[at + 5..]).find(|source| !source.starts_with('/'));
    ensure!(outside.is_none(), "{path} loads {outside:?}");
    ensure!(!page.contains("@id@"), "{path} holds an unfilled id");
    Ok(())
}

#[tokio::test]
async fn every_page_of_the_table_carries_its_headers_and_nothing_inline() -> Checked {
    let pages = Pages::demo().await?;
    let (clerk, administrator) = (pages.demo_sign_on("0203").await?, pages.demo_sign_on("0102").await?);
    pages.give(&clerk, "/window/open", &[("window", "2")]).await?;
    let mut whole = 0;
    for (_, path, _) in table().filter(|(method, path, _)| *method == "GET" && *path != "/lock") {
        let cookie = if path.starts_with("/window") || path.starts_with("/slip") { &clerk } else { &administrator };
        let address = filled(path);
        let answer = pages.send(&Request::get(&address).header("cookie", cookie)).await?;
        ensure!(answer.status < 500 && answer.status != 403, "{address}: {}", answer.status);
        holds_headers(&address, &answer)?;
        // A stream that runs says so itself; a file of ours may be kept.
        let fresh = if path.ends_with("/live") && answer.status == 200 { "no-cache" } else { "no-store" };
        let kept = path.starts_with("/static/") || path.starts_with("/file/");
        ensure!(kept || answer.header("cache-control") == Some(fresh), "{address}: {:?}", answer.header("cache-control"));
        if answer.body.starts_with("<!doctype html>") {
            holds_nothing_inline(&address, &answer.body)?;
            whole += usize::from(answer.status == 200);
        }
    }
    ensure!(whole > 45, "only {whole} pages were whole");
    Ok(())
}

#[tokio::test]
async fn no_change_of_the_table_is_taken_from_anywhere_but_our_own_pages() -> Checked {
    let pages = Pages::demo().await?;
    let administrator = pages.demo_sign_on("0102").await?;
    let before = pages.engine.hall();
    for (_, path, _) in table().filter(|(method, _, _)| *method == "POST") {
        let address = filled(path);
        let bare = Request::form(&address, &[]).without("sec-fetch-site");
        let own = pages.send(&bare.clone().header("sec-fetch-site", "same-origin")).await?;
        // Nobody is signed on, so that a 403 can only be the door's own.
        ensure!(own.status != 403, "{address}: our own page is let through");
        for (name, value) in [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "http://elsewhere.example"), ("origin", "null")] {
            let strange = bare.clone().header(name, value);
            ensure!(pages.send(&strange).await?.status == 403, "{address}: {name}: {value}");
            ensure!(pages.send(&strange.header("cookie", &administrator)).await?.status == 403, "{address}: {name}: {value}, signed on");
        }
        ensure!(pages.send(&bare.header("cookie", &administrator)).await?.status == 403, "{address}: without either header");
    }
    ensure!(*before == *pages.engine.hall(), "nothing was done");
    ensure!(pages.send(&Request::get("/me").header("cookie", &administrator)).await?.status == 200, "the sign-on is still there");
    Ok(())
}
