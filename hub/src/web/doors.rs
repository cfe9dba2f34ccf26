//! The pages' listeners: behind TLS or plain, each until the hub stops.

use std::io;
use std::net::SocketAddr;

use axum::Router;
use axum::extract::{ConnectInfo, Request, connect_info::Connected};
use axum::middleware::map_request;
use axum::serve::{IncomingStream, Listener};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::server::TlsStream;
use tokio_util::sync::CancellationToken;

use crate::trust::Entrance;

/// Marks a request that came through TLS.
#[derive(Clone, Copy, Debug)]
pub struct Encrypted;

/// Serves pages behind TLS.
pub fn encrypted(entrance: Entrance, pages: Router, stopping: CancellationToken) -> JoinHandle<()> {
    let service = pages.layer(map_request(mark)).into_make_service_with_connect_info::<Peer>();
    tokio::spawn(async move { ended(axum::serve(Door(entrance), service).with_graceful_shutdown(stopping.cancelled_owned()).await) })
}

/// Serves pages as they are.
pub fn plain(listener: TcpListener, pages: Router, stopping: CancellationToken) -> JoinHandle<()> {
    let service = pages.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { ended(axum::serve(listener, service).with_graceful_shutdown(stopping.cancelled_owned()).await) })
}

fn ended(served: io::Result<()>) {
    if let Err(error) = served {
        tracing::error!(%error, "the pages have stopped");
    }
}

struct Door(Entrance);

impl Listener for Door {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        self.0.next().await
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.0.addr())
    }
}

#[derive(Clone, Copy)]
struct Peer(SocketAddr);

impl Connected<IncomingStream<'_, Door>> for Peer {
    fn connect_info(stream: IncomingStream<'_, Door>) -> Self {
        Self(*stream.remote_addr())
    }
}

/// Handlers ask for the plain address, whichever door somebody came through.
async fn mark(mut request: Request) -> Request {
    if let Some(ConnectInfo(Peer(from))) = request.extensions().get::<ConnectInfo<Peer>>().copied() {
        request.extensions_mut().insert(ConnectInfo(from));
    }
    request.extensions_mut().insert(Encrypted);
    request
}
