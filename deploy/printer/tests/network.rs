//! The emulator as others see it: its printing port, its control line, its page of slips, its folder.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use sunhall_printer::{Condition, Paper, Setup};

const DEADLINE: Duration = Duration::from_secs(10);
const SLIP: &[u8] = b"\x1b@\x1d!\x66A012\n\x1d!\x007Q4M-2KPX\n\x1dV\x42\x10\x1dr\x01";

fn connect(addr: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(addr).expect("the emulator listens");
    stream.set_read_timeout(Some(DEADLINE)).expect("a deadline");
    stream
}

fn page(addr: SocketAddr, path: &str) -> String {
    let mut stream = connect(addr);
    write!(stream, "GET {path} HTTP/1.1\r\n\r\n").expect("a request");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an answer");
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn a_printed_slip_is_confirmed_kept_and_shown() {
    let folder = tempfile::tempdir().expect("a folder");
    let setup = Setup { folder: Some(folder.path().to_owned()), ..Setup::default() };
    let paper = Paper::start(setup).expect("a free port");
    let mut stream = connect(paper.addr());
    stream.write_all(SLIP).expect("a slip");
    let mut answer = [0xff];
    stream.read_exact(&mut answer).expect("the confirmation");
    assert_eq!(answer, [0]);
    assert_eq!(paper.wait_for_slips(1, DEADLINE).len(), 1);
    for name in ["slip-0001.png", "slip-0001.txt", "slip-0001.json", "latest.png"] {
        assert!(folder.path().join(name).exists(), "{name}");
    }
    assert!(page(paper.page_addr(), "/").contains("alt=\"A012 7Q4M-2KPX\""));
    assert!(page(paper.page_addr(), "/1.png").contains("image/png"));
    assert!(page(paper.page_addr(), "/slips.json").contains("7Q4M-2KPX"));
    assert!(page(paper.page_addr(), "/2.png").starts_with("HTTP/1.1 404"));
}

#[test]
fn the_control_line_sets_the_condition_and_tells_it() {
    let paper = Paper::start(Setup::default()).expect("a free port");
    let mut stream = connect(paper.control_addr());
    let mut answers = BufReader::new(stream.try_clone().expect("a second end"));
    let mut say = |words: &str| {
        writeln!(stream, "{words}").expect("a line");
        let mut answer = String::new();
        answers.read_line(&mut answer).expect("an answer");
        answer.trim().to_owned()
    };
    assert_eq!(say("jam 120"), "ok jam 120 slips=0");
    assert_eq!(paper.condition(), Condition::JamAfter(120));
    assert_eq!(say("out"), "ok out slips=0");
    assert_eq!(say("fire"), "error unknown condition: fire");
    assert_eq!(say("status"), "ok out slips=0");
    assert_eq!(say("ready"), "ok ready slips=0");
}
