//! The broker towards the network: connections behind TLS, whose certificate may change while they last.
//!
//! The broker crate's own TLS listener waits for each greeting before it takes the next connection, and reads its certificate once.

use std::net::SocketAddr;
use std::sync::Arc;

use mqtt5::broker::auth::AuthProvider;
use mqtt5::broker::client_handler::ClientHandler;
use mqtt5::broker::tls_acceptor::TlsStreamWrapper;
use mqtt5::broker::transport::BrokerTransport;
use mqtt5::broker::{BrokerConfig, MqttBroker};
use rustls::ServerConfig;
use tokio::net::TcpListener;
use tokio::sync::broadcast;
use tokio::task::{JoinHandle, JoinSet};

use crate::trust::Entrance;

/// The listener for devices.
pub struct Network {
    addr: SocketAddr,
    stop: broadcast::Sender<()>,
    task: JoinHandle<()>,
}

impl Network {
    pub fn open(listener: TcpListener, tls: Arc<ServerConfig>, broker: &MqttBroker, config: BrokerConfig, door: Arc<dyn AuthProvider>) -> anyhow::Result<Self> {
        let entrance = Entrance::new(listener, tls)?;
        let (addr, (stop, stopped)) = (entrance.addr(), broadcast::channel(1));
        let room = Room { config: Arc::new(config), door, stop: stop.clone(), parts: Parts::of(broker) };
        Ok(Self { addr, stop, task: tokio::spawn(room.serve(entrance, stopped)) })
    }

    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// Says goodbye to every device and waits until the port is free.
    pub async fn close(self) {
        // Nobody hears it when the task has ended already.
        let _nobody = self.stop.send(());
        if let Err(error) = self.task.await {
            tracing::error!(%error, "the broker's listener ended badly");
        }
    }
}

/// What each connection shares with the broker.
struct Parts {
    router: Arc<mqtt5::broker::router::MessageRouter>,
    storage: Option<Arc<mqtt5::broker::DynamicStorage>>,
    stats: Arc<mqtt5::broker::sys_topics::BrokerStats>,
    monitor: Arc<mqtt5::broker::ResourceMonitor>,
}

impl Parts {
    fn of(broker: &MqttBroker) -> Self {
        Self { router: broker.router(), storage: broker.storage(), stats: broker.stats(), monitor: broker.resource_monitor() }
    }
}

struct Room {
    config: Arc<BrokerConfig>,
    door: Arc<dyn AuthProvider>,
    stop: broadcast::Sender<()>,
    parts: Parts,
}

impl Room {
    async fn serve(self, mut entrance: Entrance, mut stopped: broadcast::Receiver<()>) {
        let mut connections = JoinSet::new();
        loop {
            tokio::select! {
                (stream, from) = entrance.next() => {
                    if self.parts.monitor.can_accept_connection(from.ip()).await {
                        let handler = self.handler(BrokerTransport::tls(TlsStreamWrapper::new(stream)), from);
                        connections.spawn(async move {
                            if let Err(error) = handler.run().await && !error.is_normal_disconnect() {
                                tracing::debug!(%error, %from, "a device's connection ended");
                            }
                        });
                    }
                }
                Some(_) = connections.join_next(), if !connections.is_empty() => {}
                _ = stopped.recv() => break,
            }
        }
        drop(entrance);
        while connections.join_next().await.is_some() {}
    }

    fn handler(&self, transport: BrokerTransport, from: SocketAddr) -> ClientHandler {
        let Parts { router, storage, stats, monitor } = &self.parts;
        ClientHandler::new(
            transport,
            from,
            Arc::clone(&self.config),
            Arc::clone(router),
            Arc::clone(&self.door),
            storage.clone(),
            Arc::clone(stats),
            Arc::clone(monitor),
            self.stop.subscribe(),
        )
    }
}
