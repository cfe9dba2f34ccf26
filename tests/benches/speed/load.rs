//! The load generator, the same for the floor and for the hub: clients on kept connections, one request at a time each.

use std::time::{Duration, Instant};

use anyhow::Context;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::SendRequest;
use hyper::{Request, StatusCode};
use hyper_util::rt::TokioIo;

use crate::serving::Serving;

/// One connection to a server on the loopback.
pub struct Client {
    sender: SendRequest<Full<Bytes>>,
    address: String,
}

impl Client {
    pub async fn connect(address: &str) -> anyhow::Result<Self> {
        let stream = tokio::net::TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self { sender, address: address.to_owned() })
    }

    /// Sends JSON and reads the whole answer.
    pub async fn send(&mut self, method: &str, path: &str, token: Option<&str>, key: Option<&str>, body: Vec<u8>) -> anyhow::Result<(StatusCode, Bytes)> {
        let mut request = Request::builder().method(method).uri(path).header("host", &self.address).header("content-type", "application/json");
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        self.sender.ready().await?;
        let response = self.sender.send_request(request.body(Full::new(body.into()))?).await?;
        let status = response.status();
        Ok((status, response.into_body().collect().await?.to_bytes()))
    }

    /// Sends and insists on success.
    pub async fn post(&mut self, path: &str, token: Option<&str>, key: Option<&str>, body: Vec<u8>) -> anyhow::Result<Bytes> {
        let (status, answer) = self.send("POST", path, token, key, body).await?;
        anyhow::ensure!(status.is_success(), "{path}: {status} {}", String::from_utf8_lossy(&answer));
        Ok(answer)
    }
}

/// What one round of one side came to.
#[derive(Clone, Copy, Debug)]
pub struct Round {
    /// Acknowledged operations a second.
    pub rate: f64,
    pub p50_ms: f64,
    pub p99_ms: f64,
    /// Processor time of the server for one operation, which a busy machine changes less than the rate.
    pub used_us: f64,
}

impl Round {
    pub fn of(times: &[Duration], took: Duration, used_seconds: f64) -> Self {
        let count = times.len() as f64;
        let used_us = used_seconds / count * 1e6;
        Self { rate: count / took.as_secs_f64(), p50_ms: share_ms(times, 0.50), p99_ms: share_ms(times, 0.99), used_us }
    }
}

/// What one client brings back: itself, how long each operation took, and what the answers said.
pub struct Brought<C, K> {
    pub client: C,
    pub times: Vec<Duration>,
    pub kept: Vec<K>,
}

impl<C, K> Brought<C, K> {
    pub fn new(client: C) -> Self {
        Self { client, times: Vec::new(), kept: Vec::new() }
    }
}

/// Sets all clients of `server` to work at the same time and gathers what they bring back.
pub async fn together<C, K, F>(server: &Serving, clients: Vec<C>, work: impl Fn(C) -> F) -> anyhow::Result<(Vec<C>, Vec<K>, Round)>
where
    C: Send + 'static,
    K: Send + 'static,
    F: Future<Output = anyhow::Result<Brought<C, K>>> + Send + 'static,
{
    let used_before = server.used_seconds()?;
    let began = Instant::now();
    let tasks: Vec<_> = clients.into_iter().map(|client| tokio::spawn(work(client))).collect();
    let (mut clients, mut kept, mut times) = (Vec::new(), Vec::new(), Vec::new());
    for task in tasks {
        let brought = task.await.context("a client stopped")??;
        clients.push(brought.client);
        kept.extend(brought.kept);
        times.extend(brought.times);
    }
    let took = began.elapsed();
    Ok((clients, kept, Round::of(&times, took, server.used_seconds()? - used_before)))
}

/// The middle of several rounds.
pub fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// The value below which this share of all lies, in milliseconds.
pub fn share_ms(times: &[Duration], share: f64) -> f64 {
    let mut times = times.to_vec();
    times.sort_unstable();
    times.get(((times.len() as f64 - 1.0) * share) as usize).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
}
