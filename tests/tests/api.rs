//! The JSON API over real HTTP: the floor's verbs by a token, its limits, its refusals, and its document.

use anyhow::{Context, ensure};
use serde_json::{Value, json};
use sunhall_hall::staff::Role;
use sunhall_hub::web::api;
use sunhall_tests::checkout;
use sunhall_tests::http::{Answer, Request};
use sunhall_tests::pages::Pages;

type Checked = anyhow::Result<()>;

struct Api<'a> {
    pages: &'a Pages,
    token: String,
}

impl Api<'_> {
    async fn post(&self, path: &str, body: &Value) -> anyhow::Result<Answer> {
        self.repeat(path, body, &self.pages.engine.new_id().0.to_string()).await
    }

    async fn repeat(&self, path: &str, body: &Value, key: &str) -> anyhow::Result<Answer> {
        let request = Request::json(&format!("/api/v1{path}"), body).header("authorization", &format!("Bearer {}", self.token));
        self.pages.send(&request.header("idempotency-key", key)).await
    }

    async fn get(&self, path: &str) -> anyhow::Result<Answer> {
        self.pages.send(&Request::get(&format!("/api/v1{path}")).header("authorization", &format!("Bearer {}", self.token))).await
    }

    /// Posts and expects success.
    async fn done(&self, path: &str, body: &Value) -> anyhow::Result<Value> {
        let answer = self.post(path, body).await?;
        ensure!(answer.status == 200, "{path}: {} {}", answer.status, answer.body);
        Ok(answer.json())
    }
}

async fn api<'a>(pages: &'a Pages, name: &str, role: Role, windows: &[u16]) -> anyhow::Result<Api<'a>> {
    Ok(Api { pages, token: pages.token(name, role, windows).await? })
}

#[test]
fn the_document_equals_its_stored_copy() -> Checked {
    let path = checkout::top().join("hub/openapi.json");
    let stored = std::fs::read_to_string(&path).unwrap_or_default();
    let now = api::document_text();
    if stored != now && std::env::var_os("SUNHALL_STORE").is_some() {
        std::fs::write(&path, &now)?;
        return Ok(());
    }
    ensure!(stored == now, "the API has changed; look at the difference, then store it with SUNHALL_STORE=1");
    Ok(())
}

#[tokio::test]
async fn a_day_by_token_from_number_to_rating() -> Checked {
    let pages = Pages::demo().await?;
    let api = api(&pages, "county", Role::Clerk, &[2]).await?;
    pages.demo_sign_on("0203").await?;
    api.done("/windows/2/open", &json!({ "staff": "0203" })).await?;
    let taken = api.done("/tickets", &json!({ "service": "SB01", "class": "elderly" })).await?;
    let ticket = taken["ticket"].as_u64().context("a ticket")?;
    ensure!(taken["number"] == "A001" && taken["code"].as_str().is_some_and(|code| code.len() == 26), "{taken}");
    ensure!(api.get(&format!("/tickets/{ticket}")).await?.json()["state"] == "reserved");
    api.done(&format!("/tickets/{ticket}/confirm"), &json!({ "carrier": "screen" })).await?;
    let called = api.done("/windows/2/next", &json!({})).await?;
    ensure!(called["number"] == "A001" && called["times"] == 1, "{called}");
    api.done("/windows/2/start", &json!({})).await?;
    let finished = api.done("/windows/2/finish", &json!({})).await?;
    ensure!(finished["window"] == 2 && finished["ticket"].is_null(), "{finished}");
    api.done(&format!("/tickets/{ticket}/rating"), &json!({ "level": 5, "reasons": ["rating-good-fast"] })).await?;
    let twice = api.post(&format!("/tickets/{ticket}/rating"), &json!({ "level": 1 })).await?;
    ensure!(twice.status == 409 && twice.json()["key"] == "refusal-already-rated" && twice.json()["rule"] == "R08.2", "{twice:?}");
    let state = api.get(&format!("/tickets/{ticket}")).await?.json();
    ensure!(state["state"] == "ended" && state["outcome"] == "served", "{state}");
    Ok(())
}

#[tokio::test]
async fn missed_parked_transferred_and_undone() -> Checked {
    let pages = Pages::demo().await?;
    let api = api(&pages, "county", Role::Clerk, &[]).await?;
    for (staff, window) in [("0203", 2), ("0204", 3)] {
        pages.demo_sign_on(staff).await?;
        api.done(&format!("/windows/{window}/open"), &json!({ "staff": staff })).await?;
    }
    for _ in 0..3 {
        api.done("/tickets", &json!({ "service": "SB01", "by_hand": true })).await?;
    }
    api.done("/windows/2/next", &json!({})).await?;
    let again = api.post("/windows/2/again", &json!({})).await?;
    ensure!(again.status == 409 && again.json()["arguments"]["seconds"] == "20", "{again:?}");
    ensure!(again.json()["text"]["en"].as_str().is_some_and(|text| text.contains("20")) && again.json()["rule"] == "queue", "{again:?}");
    api.done("/windows/2/missed", &json!({})).await?;
    api.done("/windows/2/undo", &json!({})).await?;
    api.done("/windows/2/missed", &json!({})).await?;
    api.done("/tickets/bring-back", &json!({ "number": "A001", "window": 2 })).await?;
    api.done("/windows/2/next", &json!({})).await?;
    api.done("/windows/2/start", &json!({})).await?;
    let both = api.post("/windows/2/transfer", &json!({ "service": "YB01", "window": 3 })).await?;
    ensure!(both.status == 422, "{both:?}");
    api.done("/windows/2/transfer", &json!({ "window": 3 })).await?;
    ensure!(api.done("/windows/3/next", &json!({})).await?["number"] == "A002", "sent to window 3 only");
    api.done("/windows/3/park", &json!({ "minutes": 5 })).await?;
    api.done("/windows/2/pause", &json!({ "minutes": 10 })).await?;
    ensure!(api.post("/windows/2/next", &json!({})).await?.json()["key"] == "refusal-window-paused");
    api.done("/windows/2/resume", &json!({})).await?;
    api.done("/windows/2/close", &json!({})).await?;
    ensure!(api.get("/windows").await?.json()[1]["state"] == "closed");
    Ok(())
}

#[tokio::test]
async fn r04_2_a_token_alone_calls_nobody() -> Checked {
    let pages = Pages::demo().await?;
    let api = api(&pages, "county", Role::Clerk, &[2]).await?;
    for (path, body) in [("/windows/2/next", json!({})), ("/windows/2/open", json!({ "staff": "0203" }))] {
        let answer = api.post(path, &body).await?;
        ensure!(answer.status == 409 && answer.json()["key"] == "refusal-needs-clerk" && answer.json()["rule"] == "R04.2", "{path}: {answer:?}");
    }
    let elsewhere = api.post("/windows/3/next", &json!({})).await?;
    ensure!(elsewhere.status == 403, "a token keeps to its windows: {elsewhere:?}");
    Ok(())
}

#[tokio::test]
async fn a_repeat_gets_the_first_answer_and_a_change_needs_its_key() -> Checked {
    let mut pages = Pages::demo().await?;
    let token = pages.token("county", Role::Guide, &[]).await?;
    let body = json!({ "service": "SB01" });
    let key = Api { pages: &pages, token: token.clone() }.post("/ids", &json!({})).await?.json()["id"].as_str().context("an id")?.to_owned();
    let first = Api { pages: &pages, token: token.clone() }.repeat("/tickets", &body, &key).await?;
    let second = Api { pages: &pages, token: token.clone() }.repeat("/tickets", &body, &key).await?;
    ensure!(first.status == 200 && first.body == second.body, "{first:?} {second:?}");
    pages.restart().await?;
    let api = Api { pages: &pages, token };
    let third = api.repeat("/tickets", &body, &key).await?;
    ensure!(third.json()["number"] == first.json()["number"], "after a restart: {third:?}");
    for key in ["", "7", "6f1c0d5e-8f1d-4f3a-9f57-2f8f8f3f0a11"] {
        let answer = api.repeat("/tickets", &body, key).await?;
        ensure!(answer.status == 422, "{key:?}: {answer:?}");
    }
    Ok(())
}

#[tokio::test]
async fn tokens_keep_to_their_role_and_end_when_they_are_revoked() -> Checked {
    let pages = Pages::demo().await?;
    let watcher = api(&pages, "watcher", Role::Supervisor, &[]).await?;
    ensure!(watcher.get("/groups").await?.status == 200 && watcher.get("/groups/social/queue").await?.status == 200);
    for (path, body) in [("/tickets", json!({ "service": "SB01" })), ("/windows/2/next", json!({})), ("/tickets/bring-back", json!({ "number": "A001" }))] {
        let answer = watcher.post(path, &body).await?;
        ensure!(answer.status == 403 && answer.json()["key"] == "refusal-role-may-not", "{path}: {answer:?}");
    }
    let clerk = api(&pages, "county", Role::Clerk, &[2]).await?;
    ensure!(clerk.get("/groups/social/queue").await?.status == 403, "a clerk's token does not see persons before the call");
    pages.revoke_token("county").await?;
    let gone = clerk.get("/groups").await?;
    ensure!(gone.status == 401 && gone.header("www-authenticate") == Some("Bearer"), "{gone:?}");
    for token in ["", "county", "county.wrong", "nobody.nothing"] {
        let answer = Api { pages: &pages, token: token.to_owned() }.get("/groups").await?;
        ensure!(answer.status == 401, "{token:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_token_has_its_rate_and_a_body_its_size_and_shape() -> Checked {
    let pages = Pages::demo().await?;
    let api = api(&pages, "county", Role::Guide, &[]).await?;
    pages.set("security.api_rate", "3").await?;
    let mut answers = Vec::new();
    for _ in 0..5 {
        answers.push(api.get("/groups").await?.status);
    }
    ensure!(answers == [200, 200, 200, 429, 429], "{answers:?}");
    pages.set("security.api_rate", "0").await?;
    for _ in 0..100 {
        ensure!(api.get("/groups").await?.status == 200, "0 = no limit");
    }
    ensure!(api.post("/tickets", &json!({ "service": "x".repeat(100_000) })).await?.status == 413);
    ensure!(api.post("/tickets", &json!({ "service": "SB01", "colour": "red" })).await?.status == 422, "unknown fields are refused");
    ensure!(api.post("/tickets", &json!({ "service": "NOTHING" })).await?.json()["key"] == "refusal-unknown-service");
    let plain =
        Request::new("POST", "/api/v1/tickets").header("authorization", &format!("Bearer {}", api.token)).header("content-type", "text/plain").body("hello");
    let answer = pages.send(&plain).await?;
    ensure!(answer.status == 415 && answer.json()["key"].is_string(), "{answer:?}");
    Ok(())
}

#[tokio::test]
async fn a_program_is_told_in_its_own_words_what_was_wrong() -> Checked {
    let pages = Pages::demo().await?;
    let api = api(&pages, "county", Role::Clerk, &[]).await?;
    let nowhere = pages.send(&Request::get("/api/v1/nothing")).await?;
    ensure!(nowhere.status == 404 && nowhere.json()["key"] == "error-no-such-thing", "{nowhere:?}");
    let early = api.post("/windows/2/open", &json!({ "staff": "0203" })).await?;
    ensure!(early.status == 409 && early.json()["key"] == "refusal-clerk-away" && early.json()["arguments"]["number"] == "0203", "{early:?}");
    pages.demo_sign_on("0203").await?;
    api.done("/windows/2/open", &json!({ "staff": "0203" })).await?;
    api.done("/tickets", &json!({ "service": "SB01", "by_hand": true })).await?;
    api.done("/windows/2/next", &json!({})).await?;
    for (body, field) in [(json!({ "minutes": "x" }), "minutes"), (json!({ "colour": 1 }), "colour")] {
        let wrong = api.post("/windows/2/park", &body).await?;
        ensure!(wrong.status == 422 && wrong.json()["arguments"]["field"] == field, "{wrong:?}");
    }
    let long = api.post("/windows/2/park", &json!({ "minutes": 65_535 })).await?;
    ensure!(long.status == 409 && long.json()["key"] == "refusal-park-long" && long.json()["arguments"]["minutes"] == "60", "{long:?}");
    api.done("/windows/2/park", &json!({ "minutes": 60 })).await?;
    Ok(())
}

#[tokio::test]
async fn whoever_keeps_the_hub_running_is_told() -> Checked {
    let pages = Pages::demo().await?;
    ensure!(pages.send(&Request::get("/healthz")).await?.status == 200);
    ensure!(pages.send(&Request::get("/readyz")).await?.body == "ready\n");
    let document = pages.send(&Request::get("/api/openapi.json")).await?.json();
    ensure!(document["openapi"].as_str().is_some_and(|version| version.starts_with("3.1")), "{}", document["openapi"]);
    Ok(())
}
