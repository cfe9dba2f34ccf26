//! Bytes to and from a printer, with a deadline around everything that may block.

use std::fs::OpenOptions;
use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream, ToSocketAddrs};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::Place;

/// How long a printer in the network may take to pick up.
const CONNECT: Duration = Duration::from_secs(2);

/// An open way to a printer. A device file blocks in read and write alike when the printer
/// stands still, so both happen on threads of their own that end with the device.
pub struct Channel {
    outgoing: Sender<Vec<u8>>,
    written: Receiver<io::Result<()>>,
    incoming: Option<Receiver<u8>>,
    stream: Option<TcpStream>,
}

impl Channel {
    pub fn open(place: &Place) -> io::Result<Self> {
        match place {
            Place::Network(address) => {
                let stream = connect(address)?;
                stream.set_nodelay(true)?;
                let mut channel = Self::start(stream.try_clone()?, Some(stream.try_clone()?))?;
                channel.stream = Some(stream);
                Ok(channel)
            }
            Place::Device(path) => {
                let device = OpenOptions::new().read(true).write(true).open(path)?;
                Self::start(device.try_clone()?, Some(device))
            }
            Place::File(path) => Self::start(OpenOptions::new().append(true).create(true).open(path)?, None::<io::Empty>),
            Place::Nowhere => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn start(mut writer: impl Write + Send + 'static, reader: Option<impl Read + Send + 'static>) -> io::Result<Self> {
        let (outgoing, to_write) = channel::<Vec<u8>>();
        let (done, written) = channel();
        thread::Builder::new().name("printer-write".into()).spawn(move || {
            for bytes in to_write {
                let outcome = writer.write_all(&bytes).and_then(|()| writer.flush());
                if done.send(outcome).is_err() {
                    break;
                }
            }
        })?;
        let incoming = reader.map(listen).transpose()?;
        Ok(Self { outgoing, written, incoming, stream: None })
    }

    /// Whether the printer can answer at all.
    pub fn can_answer(&self) -> bool {
        self.incoming.is_some()
    }

    /// Hands the bytes over; an error when the printer did not take them in time.
    pub fn write(&self, bytes: &[u8], deadline: Duration) -> io::Result<()> {
        // What came after an earlier deadline belongs to no question any more.
        while self.written.try_recv().is_ok() {}
        self.outgoing.send(bytes.to_vec()).map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))?;
        self.written.recv_timeout(deadline).map_err(|_| io::Error::from(io::ErrorKind::TimedOut))?
    }

    /// The first byte that `wanted` accepts, or nothing within the deadline.
    pub fn read(&self, wanted: impl Fn(u8) -> bool, deadline: Duration) -> Option<u8> {
        let until = Instant::now() + deadline;
        let incoming = self.incoming.as_ref()?;
        loop {
            let byte = incoming.recv_timeout(until.saturating_duration_since(Instant::now())).ok()?;
            if wanted(byte) {
                return Some(byte);
            }
        }
    }

    /// Forgets answers to earlier questions.
    pub fn drain(&self) {
        if let Some(incoming) = &self.incoming {
            while incoming.try_recv().is_ok() {}
        }
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        if let Some(stream) = &self.stream {
            // Wakes the reading thread; a stream that is already gone needs no closing.
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

fn connect(address: &str) -> io::Result<TcpStream> {
    let mut last = io::Error::from(io::ErrorKind::NotFound);
    for candidate in address.to_socket_addrs()? {
        match TcpStream::connect_timeout(&candidate, CONNECT) {
            Ok(stream) => return Ok(stream),
            Err(fault) => last = fault,
        }
    }
    Err(last)
}

fn listen(mut reader: impl Read + Send + 'static) -> io::Result<Receiver<u8>> {
    let (found, incoming) = channel();
    thread::Builder::new().name("printer-read".into()).spawn(move || {
        let mut buffer = [0; 64];
        while let Ok(length) = reader.read(&mut buffer) {
            if length == 0 || buffer[..length].iter().any(|byte| found.send(*byte).is_err()) {
                break;
            }
        }
    })?;
    Ok(incoming)
}
