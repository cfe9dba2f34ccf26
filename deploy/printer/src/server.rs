//! The printer on the network: the printing port, the control port and the page of slips.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::machine::{Machine, Outcome};
use crate::mechanism::Condition;
use crate::page;
use crate::slip::Slip;

/// How often a waiting thread looks whether it should stop or has something to answer.
const TURN: Duration = Duration::from_millis(20);

/// Where the printer listens and what it keeps; port 0 takes any free one.
#[derive(Clone, Debug, Default)]
pub struct Setup {
    pub port: u16,
    pub control_port: u16,
    pub page_port: u16,
    /// Slips are written here; without a folder they stay in memory only.
    pub folder: Option<PathBuf>,
}

/// A running printer. Dropping it stops its threads and frees its ports.
pub struct Paper {
    shared: Arc<Shared>,
    addr: SocketAddr,
    control_addr: SocketAddr,
    page_addr: SocketAddr,
    threads: Vec<JoinHandle<()>>,
}

#[derive(Default)]
pub(crate) struct Shared {
    state: Mutex<State>,
    changed: Condvar,
    stopping: AtomicBool,
    folder: Option<PathBuf>,
}

#[derive(Default)]
struct State {
    machine: Machine,
    slips: Vec<Slip>,
    /// Answers that became due while no byte came in.
    owed: Vec<u8>,
}

impl Paper {
    pub fn start(setup: Setup) -> io::Result<Self> {
        if let Some(folder) = &setup.folder {
            std::fs::create_dir_all(folder)?;
        }
        let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
        let (printing, control, page) = (bind(setup.port)?, bind(setup.control_port)?, bind(setup.page_port)?);
        let shared = Arc::new(Shared { folder: setup.folder, ..Shared::default() });
        let (addr, control_addr, page_addr) = (printing.local_addr()?, control.local_addr()?, page.local_addr()?);
        let threads = vec![
            listen(printing, &shared, "printing", serve_printing)?,
            listen(control, &shared, "control", serve_control)?,
            listen(page, &shared, "page", page::serve)?,
        ];
        Ok(Self { shared, addr, control_addr, page_addr, threads })
    }

    /// Where a kiosk prints.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// Where `ready`, `low`, `out`, `cover`, `jam 300` … may be written, a line each.
    pub fn control_addr(&self) -> SocketAddr {
        self.control_addr
    }

    /// Where a browser sees the slips.
    pub fn page_addr(&self) -> SocketAddr {
        self.page_addr
    }

    pub fn condition(&self) -> Condition {
        self.shared.state().machine.condition()
    }

    pub fn set(&self, condition: Condition) {
        self.shared.set(condition);
    }

    pub fn slips(&self) -> Vec<Slip> {
        self.shared.slips()
    }

    /// Waits until this many slips have come out, or the deadline passed.
    pub fn wait_for_slips(&self, count: usize, deadline: Duration) -> Vec<Slip> {
        let until = Instant::now() + deadline;
        let mut state = self.shared.state();
        while state.slips.len() < count {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            let waited = self.shared.changed.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        state.slips.clone()
    }
}

impl Drop for Paper {
    fn drop(&mut self) {
        self.shared.stopping.store(true, Ordering::Relaxed);
        for thread in self.threads.drain(..) {
            // A thread that panicked has said so itself.
            let _ = thread.join();
        }
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn slips(&self) -> Vec<Slip> {
        self.state().slips.clone()
    }

    fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }

    fn set(&self, condition: Condition) {
        let mut state = self.state();
        let outcome = state.machine.set(condition);
        let answers = self.take_in(&mut state, outcome);
        state.owed.extend(answers);
    }

    fn receive(&self, bytes: &[u8]) -> Vec<u8> {
        let mut state = self.state();
        let outcome = state.machine.receive(bytes);
        let mut answers = std::mem::take(&mut state.owed);
        answers.extend(self.take_in(&mut state, outcome));
        answers
    }

    /// Keeps the slips of an outcome and gives back its answers.
    fn take_in(&self, state: &mut State, outcome: Outcome) -> Vec<u8> {
        for slip in outcome.slips {
            if let Some(folder) = &self.folder
                && let Err(fault) = slip.keep(folder)
            {
                eprintln!("sunhall-printer: {}: {fault}", folder.display());
            }
            state.slips.push(slip);
        }
        self.changed.notify_all();
        outcome.answers
    }
}

/// One connection after the other, as such printers serve them.
fn listen(listener: TcpListener, shared: &Arc<Shared>, name: &str, serve: fn(&Shared, TcpStream) -> io::Result<()>) -> io::Result<JoinHandle<()>> {
    listener.set_nonblocking(true)?;
    let shared = Arc::clone(shared);
    std::thread::Builder::new().name(name.to_owned()).spawn(move || {
        while !shared.is_stopping() {
            match listener.accept() {
                // A client that goes away in the middle concerns nobody else.
                Ok((stream, _)) => drop(stream.set_nonblocking(false).and_then(|()| serve(&shared, stream))),
                Err(_) => std::thread::sleep(TURN),
            }
        }
    })
}

fn serve_printing(shared: &Shared, mut stream: TcpStream) -> io::Result<()> {
    stream.set_read_timeout(Some(TURN))?;
    stream.set_nodelay(true)?;
    let mut buffer = [0; 4096];
    while !shared.is_stopping() {
        let length = match stream.read(&mut buffer) {
            Ok(0) => break,
            Ok(length) => length,
            Err(fault) if is_timeout(&fault) => 0,
            Err(_) => break,
        };
        let answers = shared.receive(&buffer[..length]);
        stream.write_all(&answers)?;
    }
    shared.state().machine.hang_up();
    Ok(())
}

fn serve_control(shared: &Shared, stream: TcpStream) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    let mut answer = stream.try_clone()?;
    for line in BufReader::new(stream).lines() {
        match line?.trim() {
            "" => return Ok(()),
            "status" => {}
            words => match words.parse() {
                Ok(condition) => shared.set(condition),
                Err(fault) => {
                    writeln!(answer, "error {fault}")?;
                    continue;
                }
            },
        }
        // One after the other: both look under the same lock.
        let condition = shared.state().machine.condition();
        let slips = shared.slips().len();
        writeln!(answer, "ok {condition} slips={slips}")?;
    }
    Ok(())
}

fn is_timeout(fault: &io::Error) -> bool {
    matches!(fault.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut)
}
