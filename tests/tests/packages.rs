//! What the packages need of the hub: it tells the service manager when everything runs.

use std::os::unix::net::UnixDatagram;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::ensure;
use sunhall_tests::program;
use tempfile::TempDir;

#[test]
fn the_service_manager_is_told_once_everything_runs() -> anyhow::Result<()> {
    let temporary = TempDir::new()?;
    let (data, socket, ready) = (temporary.path().join("data"), temporary.path().join("notify"), temporary.path().join("ready.json"));
    let hub = |verb: &str| {
        let mut command = Command::new(program::hub()?);
        command.arg(verb).arg("--data").arg(&data).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        anyhow::Ok(command)
    };
    ensure!(hub("init")?.args(["--http", "127.0.0.1:0", "--mqtt", "127.0.0.1:0"]).status()?.success());
    let manager = UnixDatagram::bind(&socket)?;
    manager.set_read_timeout(Some(Duration::from_mins(1)))?;
    let mut child = hub("serve")?.arg("--ready").arg(&ready).env("NOTIFY_SOCKET", &socket).spawn()?;
    let mut said = [0; 64];
    let heard = manager.recv(&mut said);
    let running = ready.exists();
    child.kill()?;
    child.wait()?;
    ensure!(&said[..heard?] == b"READY=1", "{said:?}");
    ensure!(running, "ready means that the addresses are known");
    Ok(())
}
