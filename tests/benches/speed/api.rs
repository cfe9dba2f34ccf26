//! The hub's JSON API as the load generator uses it: paths, bodies and what is read of the answers.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, bail};
use serde_json::Value;
use uuid::Builder;

use crate::load::Client;

/// What a clerk does with one ticket, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Call,
    Start,
    Finish,
}

impl Act {
    pub const ALL: [Self; 3] = [Self::Call, Self::Start, Self::Finish];

    fn verb(self) -> &'static str {
        match self {
            Self::Call => "next",
            Self::Start => "start",
            Self::Finish => "finish",
        }
    }
}

/// One connection that speaks for one window.
pub struct Desk {
    pub http: Client,
    pub window: u16,
    /// A service of the group that the window serves first.
    pub service: String,
    pub token: String,
    /// Milliseconds that the hall's clock is ahead of the machine's; ids carry the hall's time.
    pub offset_ms: i64,
}

/// Bytes of the body that a client sends; the floor gets the same.
pub fn issue_body(service: &str) -> Vec<u8> {
    serde_json::json!({ "service": service, "by_hand": true }).to_string().into_bytes()
}

pub fn act_body() -> Vec<u8> {
    b"{}".to_vec()
}

impl Desk {
    /// Issues a number by hand and returns it.
    pub async fn issue(&mut self) -> anyhow::Result<String> {
        let body = issue_body(&self.service);
        number(&self.post("/api/v1/tickets".to_owned(), body).await?)
    }

    /// Calls, starts or finishes; returns the number that was called.
    pub async fn act(&mut self, act: Act) -> anyhow::Result<Option<String>> {
        let path = format!("/api/v1/windows/{}/{}", self.window, act.verb());
        let answer = self.post(path, act_body()).await?;
        if act == Act::Call { number(&answer).map(Some) } else { Ok(None) }
    }

    async fn post(&mut self, path: String, body: Vec<u8>) -> anyhow::Result<Value> {
        let key = self.new_id()?;
        let answer = self.http.post(&path, Some(&self.token), Some(&key), body).await?;
        serde_json::from_slice(&answer).with_context(|| format!("{path} answered something else than JSON"))
    }

    /// A command id with the hall's time.
    fn new_id(&self) -> anyhow::Result<String> {
        let machine_ms = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis())?;
        let chance = sunhall_hub::draw::system_bytes()?;
        let mut tail = [0; 10];
        tail.copy_from_slice(&chance[..10]);
        let hall_ms = u64::try_from(machine_ms + self.offset_ms)?;
        Ok(Builder::from_unix_timestamp_millis(hall_ms, &tail).into_uuid().to_string())
    }
}

/// The ticket's number, wherever the answer has it.
fn number(answer: &Value) -> anyhow::Result<String> {
    let mut open = vec![answer];
    while let Some(value) = open.pop() {
        if let Value::Object(fields) = value {
            if let Some(number) = fields.get("number").and_then(Value::as_str) {
                return Ok(number.to_owned());
            }
            open.extend(fields.values());
        }
    }
    bail!("no number in {answer}")
}
