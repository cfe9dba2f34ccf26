//! The load generator, the same for the floor and for the hub: clients on kept connections, one request at a time each.

use std::time::{Duration, Instant};

use anyhow::Context;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::SendRequest;
use hyper::{Request, StatusCode};
use hyper_util::rt::TokioIo;

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
}

impl Round {
    pub fn of(mut times: Vec<Duration>, took: Duration) -> Self {
        times.sort_unstable();
        let at = |share: f64| times.get(((times.len() as f64 - 1.0) * share) as usize).map_or(0.0, |time| time.as_secs_f64() * 1000.0);
        Self { rate: times.len() as f64 / took.as_secs_f64(), p50_ms: at(0.50), p99_ms: at(0.99) }
    }
}

/// Runs one future for each client at the same time and gathers the durations of their operations.
pub async fn together<F, W>(clients: usize, mut work: W) -> anyhow::Result<Round>
where
    W: FnMut(usize) -> F,
    F: Future<Output = anyhow::Result<Vec<Duration>>> + Send + 'static,
{
    let began = Instant::now();
    let tasks: Vec<_> = (0..clients).map(|client| tokio::spawn(work(client))).collect();
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await.context("a client stopped")??);
    }
    Ok(Round::of(times, began.elapsed()))
}

/// Times one operation into `times`.
pub async fn timed<T>(times: &mut Vec<Duration>, operation: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    let began = Instant::now();
    let value = operation.await?;
    times.push(began.elapsed());
    Ok(value)
}

/// The middle of several rounds.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
