//! The entrance of a listener: greets with the newest certificate, waits for no slow guest, and passes on who got through.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, PoisonError, RwLock};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use anyhow::Context as _;
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use tls_listener::{AsyncAccept, Error, TlsListener};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use super::certificate::Server;

/// A guest who has not greeted by then is sent away.
const GREETING: Duration = Duration::from_secs(10);

/// Between two attempts when the system has no room for another connection.
const BREATH: Duration = Duration::from_secs(1);

/// The certificate that is shown now.
#[derive(Debug)]
pub struct Shown(RwLock<Arc<CertifiedKey>>);

impl Shown {
    pub fn new(server: &Server) -> anyhow::Result<Self> {
        Ok(Self(RwLock::new(certified(server)?)))
    }

    pub fn show(&self, server: &Server) -> anyhow::Result<()> {
        let certified = certified(server)?;
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = certified;
        Ok(())
    }
}

impl ResolvesServerCert for Shown {
    fn resolve(&self, _hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner)))
    }
}

fn certified(server: &Server) -> anyhow::Result<Arc<CertifiedKey>> {
    let certified = CertifiedKey::from_der(server.chain.clone(), server.key.clone_key(), &ring::default_provider());
    Ok(Arc::new(certified.context("certificate and key of the server do not belong together")?))
}

/// A server that speaks this protocol and shows what `shown` says.
pub fn server(shown: Arc<Shown>, protocol: &str) -> anyhow::Result<Arc<ServerConfig>> {
    let builder = ServerConfig::builder_with_provider(Arc::new(ring::default_provider())).with_safe_default_protocol_versions()?;
    let mut config = builder.with_no_client_auth().with_cert_resolver(shown);
    config.alpn_protocols = vec![protocol.as_bytes().to_vec()];
    Ok(Arc::new(config))
}

/// A listener behind TLS.
pub struct Entrance {
    listener: TlsListener<Quick, TlsAcceptor>,
    addr: SocketAddr,
}

impl Entrance {
    pub fn new(listener: TcpListener, config: Arc<ServerConfig>) -> io::Result<Self> {
        let addr = listener.local_addr()?;
        let listener = tls_listener::builder(TlsAcceptor::from(config)).handshake_timeout(GREETING).listen(Quick(listener));
        Ok(Self { listener, addr })
    }

    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// The next guest who greeted properly. Greetings go on side by side, so a slow one holds up nobody.
    pub async fn next(&mut self) -> (TlsStream<TcpStream>, SocketAddr) {
        loop {
            match self.listener.accept().await {
                Ok(guest) => return guest,
                Err(Error::ListenerError(error)) => {
                    tracing::warn!(%error, "a connection could not be taken");
                    tokio::time::sleep(BREATH).await;
                }
                Err(error) => {
                    metrics::counter!("sunhall_tls_refused_total").increment(1);
                    tracing::debug!(%error, from = ?error.peer_addr(), "a connection did not become TLS");
                }
            }
        }
    }
}

/// A listener whose connections send at once.
struct Quick(TcpListener);

impl AsyncAccept for Quick {
    type Connection = TcpStream;
    type Address = SocketAddr;
    type Error = io::Error;

    fn poll_accept(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<(TcpStream, SocketAddr)>> {
        let (stream, from) = ready!(self.0.poll_accept(context))?;
        // Without it answers come later, but they come.
        let _slower = stream.set_nodelay(true);
        Poll::Ready(Ok((stream, from)))
    }
}
