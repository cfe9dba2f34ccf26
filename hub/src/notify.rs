//! Tells the service manager that everything runs, where there is one.

use std::os::linux::net::SocketAddrExt;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::net::{SocketAddr, UnixDatagram};

use anyhow::Context;

/// The service manager's socket: a path, or a name after `@`.
const SOCKET: &str = "NOTIFY_SOCKET";

/// Says *ready*; says nothing where nobody asked.
pub fn ready() -> anyhow::Result<()> {
    let Some(socket) = std::env::var_os(SOCKET) else { return Ok(()) };
    let address = match socket.as_bytes() {
        [b'@', name @ ..] => SocketAddr::from_abstract_name(name),
        _ => SocketAddr::from_pathname(&socket),
    };
    let address = address.with_context(|| format!("{SOCKET} is no address"))?;
    let sender = UnixDatagram::unbound().context("a socket for the service manager")?;
    sender.send_to_addr(b"READY=1", &address).context("the service manager does not listen")?;
    Ok(())
}
