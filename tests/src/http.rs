//! The smallest HTTP client that tests of pages need: one request for each connection, nothing followed, nothing kept.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context, bail};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::tls::{self, Place};

const PATIENCE: Duration = Duration::from_secs(20);

/// An answer, its headers' names in lower case.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The value of a cookie that this answer sets.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        let mut set = self.headers.iter().filter(|(known, _)| known == "set-cookie");
        set.find_map(|(_, value)| value.split(';').next()?.strip_prefix(name)?.strip_prefix('='))
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }
}

/// A request that has not been sent yet.
#[derive(Clone, Debug)]
pub struct Request {
    method: String,
    path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Request {
    pub fn new(method: &str, path: &str) -> Self {
        Self { method: method.to_owned(), path: path.to_owned(), headers: Vec::new(), body: Vec::new() }
    }

    pub fn get(path: &str) -> Self {
        Self::new("GET", path)
    }

    /// A form as a browser of the same page sends it.
    pub fn form(path: &str, fields: &[(&str, &str)]) -> Self {
        let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
        Self::new("POST", path).header("content-type", "application/x-www-form-urlencoded").header("sec-fetch-site", "same-origin").body(&body.join("&"))
    }

    /// A form with one file, as a browser sends it.
    pub fn file(path: &str, fields: &[(&str, &str)], name: &str, file: &[u8]) -> Self {
        let edge = "----------edge-of-parts";
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(format!("--{edge}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes());
        }
        let head = format!("--{edge}\r\ncontent-disposition: form-data; name=\"{name}\"; filename=\"photo\"\r\ncontent-type: image/jpeg\r\n\r\n");
        body.extend(head.into_bytes());
        body.extend(file);
        body.extend(format!("\r\n--{edge}--\r\n").into_bytes());
        let mut request =
            Self::new("POST", path).header("content-type", &format!("multipart/form-data; boundary={edge}")).header("sec-fetch-site", "same-origin");
        request.body = body;
        request
    }

    pub fn json(path: &str, body: &serde_json::Value) -> Self {
        Self::new("POST", path).header("content-type", "application/json").body(&body.to_string())
    }

    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(known, _)| known != name);
        self
    }

    #[must_use]
    pub fn body(mut self, body: &str) -> Self {
        body.as_bytes().clone_into(&mut self.body);
        self
    }

    #[must_use]
    pub fn bytes(mut self, body: Vec<u8>) -> Self {
        self.body = body;
        self
    }

    /// Sends it and reads the whole answer; of a stream only what comes with the head.
    pub async fn send(&self, to: impl Into<Place>) -> anyhow::Result<Answer> {
        let place = to.into();
        let exchange = async {
            match &place.ca {
                Some(ca) => self.exchange(place.addr, tls::connect(place.addr, ca).await?).await,
                None => self.exchange(place.addr, TcpStream::connect(place.addr).await?).await,
            }
        };
        timeout(PATIENCE, exchange).await.with_context(|| format!("no answer to {} {}", self.method, self.path))?
    }

    fn on_the_wire(&self, to: SocketAddr) -> Vec<u8> {
        let mut head = format!("{} {} HTTP/1.1\r\nhost: {to}\r\nconnection: close\r\n", self.method, self.path);
        for (name, value) in &self.headers {
            head.extend([name.as_str(), ": ", value, "\r\n"]);
        }
        if self.method != "GET" {
            head.extend(["content-length: ", &self.body.len().to_string(), "\r\n"]);
        }
        head.push_str("\r\n");
        [head.into_bytes(), self.body.clone()].concat()
    }

    async fn exchange(&self, to: SocketAddr, mut stream: impl AsyncRead + AsyncWrite + Unpin) -> anyhow::Result<Answer> {
        // A server that refuses early may close before it has read everything; its answer still counts.
        let _refused_early = stream.write_all(&self.on_the_wire(to)).await;
        let mut bytes = Vec::new();
        let mut piece = [0; 8192];
        loop {
            match stream.read(&mut piece).await {
                Ok(0) => break,
                Ok(count) => bytes.extend_from_slice(&piece[..count]),
                Err(error) if bytes.is_empty() => bail!(error),
                Err(_) => break,
            }
            if is_stream(&bytes) {
                break;
            }
        }
        read(&bytes)
    }
}

/// An answer that goes on, such as a page's live events.
pub struct Stream {
    stream: TcpStream,
    text: String,
}

impl Stream {
    pub async fn open(to: SocketAddr, request: &Request) -> anyhow::Result<Self> {
        let mut stream = TcpStream::connect(to).await?;
        stream.write_all(&request.on_the_wire(to)).await?;
        Ok(Self { stream, text: String::new() })
    }

    /// Reads on until `wanted` has come.
    pub async fn until(&mut self, wanted: &str) -> anyhow::Result<()> {
        timeout(PATIENCE, async {
            while !self.text.contains(wanted) {
                if !self.more().await? {
                    bail!("the stream ended without {wanted:?}: {}", self.text);
                }
            }
            Ok(())
        })
        .await
        .with_context(|| format!("{wanted:?} did not come"))?
    }

    /// Reads on to the end.
    pub async fn ended(&mut self) -> anyhow::Result<()> {
        timeout(PATIENCE, async {
            while self.more().await? {}
            Ok(())
        })
        .await
        .context("the stream goes on")?
    }

    async fn more(&mut self) -> anyhow::Result<bool> {
        let mut piece = [0; 8192];
        let count = self.stream.read(&mut piece).await?;
        self.text.push_str(&String::from_utf8_lossy(&piece[..count]));
        Ok(count > 0)
    }
}

fn is_stream(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    text.contains("text/event-stream") && text.contains("\r\n\r\n")
}

fn read(bytes: &[u8]) -> anyhow::Result<Answer> {
    let text = String::from_utf8_lossy(bytes);
    let (head, body) = text.split_once("\r\n\r\n").with_context(|| format!("no head in {text:?}"))?;
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).context("no status")?;
    let headers: Vec<(String, String)> =
        lines.filter_map(|line| line.split_once(':')).map(|(name, value)| (name.to_lowercase(), value.trim().to_owned())).collect();
    let chunked = headers.iter().any(|(name, value)| name == "transfer-encoding" && value == "chunked");
    Ok(Answer { status, body: if chunked { joined(body) } else { body.to_owned() }, headers })
}

fn joined(mut body: &str) -> String {
    let mut whole = String::new();
    while let Some((length, rest)) = body.split_once("\r\n") {
        let length = usize::from_str_radix(length.trim(), 16).unwrap_or(0);
        let Some(piece) = rest.get(..length).filter(|piece| !piece.is_empty()) else { break };
        whole.push_str(piece);
        body = rest.get(length + 2..).unwrap_or_default();
    }
    whole
}

fn escaped(value: &str) -> String {
    value.bytes().map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
