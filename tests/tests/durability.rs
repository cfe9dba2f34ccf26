//! Durability is shown: a trace of the real program, and disks that are full.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, bail, ensure};
use serde_json::json;
use sunhall_hall::staff::Role;
use sunhall_hub::config::example_with;
use sunhall_hub::console::{ConsoleAnswer, ConsoleAsk, SOCKET};
use sunhall_hub::credentials;
use sunhall_hub::engine::{CommandId, Outcome};
use sunhall_hub::folder::Folder;
use sunhall_tests::http::Request;
use sunhall_tests::small::{Small, morning, reserved, take};
use sunhall_tests::{checkout, program, wait};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::UnixStream;

/// How a trace shows that a request came in and that its answer went out: words that stand in them and in nothing else.
struct Marks {
    request: &'static str,
    answer: &'static str,
}

const TOKEN: Marks = Marks { request: "traced-token", answer: "token_issued" };
const TICKET: Marks = Marks { request: "POST /api/v1/tickets", answer: "A001" };

/// A program under strace. Both end when it is dropped.
struct Traced {
    strace: Child,
    trace: PathBuf,
}

impl Traced {
    fn start(program: &Path, arguments: &[&str], trace: &Path) -> anyhow::Result<Self> {
        let strace = Command::new("strace")
            .args(["-f", "-y", "-s", "2048", "-e", "trace=read,recvfrom,write,sendto,writev,sendmsg,fsync,fdatasync", "-o"])
            .arg(trace)
            .arg(program)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("strace is needed; deploy/test installs it")?;
        Ok(Self { strace, trace: trace.to_owned() })
    }

    fn lines(&self) -> Vec<String> {
        std::fs::read_to_string(&self.trace).unwrap_or_default().lines().map(str::to_owned).collect()
    }
}

impl Drop for Traced {
    fn drop(&mut self) {
        // The first line begins with the process id of the program itself; strace ends with it.
        let traced = self.lines().first().and_then(|line| line.split_whitespace().next().map(str::to_owned));
        if let Some(pid) = traced {
            let _ended = Command::new("kill").args(["-KILL", &pid]).status();
        }
        let _ended = self.strace.wait();
    }
}

/// Asks for a token over the console's socket and reads the answer.
async fn ask_for_token(data: &Path, name: &str, role: Role, secret: &str) -> anyhow::Result<()> {
    let stream = UnixStream::connect(data.join(SOCKET)).await?;
    let (read, mut write) = stream.into_split();
    let ask = ConsoleAsk::Token { id: None, name: name.into(), role, windows: Vec::new(), secret: secret.into() };
    write.write_all(format!("{}\n", serde_json::to_string(&ask)?).as_bytes()).await?;
    let mut line = String::new();
    BufReader::new(read).read_line(&mut line).await?;
    ensure!(serde_json::from_str::<ConsoleAnswer>(&line)? == ConsoleAnswer::TokenIssued, "{line}");
    Ok(())
}

/// Does the trace show a sync of the database that ended well after the request had come in and before the answer went out?
fn synced_between(lines: &[String], marks: &Marks) -> anyhow::Result<bool> {
    let has = |line: &String, calls: &[&str], words: &str| calls.iter().any(|call| line.contains(call)) && line.contains(words);
    let request = lines.iter().position(|line| has(line, &["read", "recvfrom"], marks.request)).context("the trace does not show the request")?;
    let answer =
        request + lines[request..].iter().position(|line| has(line, &["write", "send"], marks.answer)).context("the trace does not show the answer")?;
    let between = &lines[request..answer];
    let thread = |line: &str| line.split_whitespace().next().unwrap_or_default().to_owned();
    Ok(between.iter().enumerate().any(|(at, line)| {
        let begins = (line.contains("fdatasync(") || line.contains("fsync(")) && line.contains("hall.db");
        let ends = |later: &String| thread(later) == thread(line) && later.contains("sync resumed>") && later.contains("= 0");
        begins && (line.contains("= 0") || between[at..].iter().any(ends))
    }))
}

/// Is what `act` asks of the traced program on disk before it is answered?
async fn traced(
    program: &Path,
    arguments: &[&str],
    data: &Path,
    ready: &Path,
    marks: &Marks,
    act: impl AsyncFnOnce() -> anyhow::Result<()>,
) -> anyhow::Result<bool> {
    let traced = Traced::start(program, arguments, &data.with_extension("strace"))?;
    wait::until(60, "the traced program", || ready.exists().then_some(()));
    act().await?;
    let written = wait::until(10, "the trace", || {
        let lines = traced.lines();
        lines.iter().any(|line| line.contains(marks.answer)).then_some(lines)
    });
    synced_between(&written, marks)
}

/// Takes a number over HTTP, as a program at the guide desk does.
async fn take_a_number(data: &Path, ready: &Path) -> anyhow::Result<()> {
    let secret = "a-secret-of-the-trace";
    ask_for_token(data, "guide-desk", Role::Guide, secret).await?;
    let said: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(ready)?)?;
    let http: SocketAddr = said["http"].as_str().context("the hub's address")?.parse()?;
    let bearer = format!("Bearer {}", credentials::token_text("guide-desk", secret));
    let post = |path: &str, body| Request::json(path, &body).header("authorization", &bearer);
    let id = post("/api/v1/ids", json!({})).send(http).await?.json()["id"].as_str().context("an id")?.to_owned();
    let taken = post("/api/v1/tickets", json!({ "service": "SB01" })).header("idempotency-key", &id).send(http).await?;
    ensure!(taken.status == 200 && taken.json()["number"] == TICKET.answer, "{taken:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_real_hub_syncs_between_request_and_answer() -> anyhow::Result<()> {
    let temporary = TempDir::new()?;
    let data = temporary.path().join("data");
    drop(Folder::init(&data, &example_with("traced", "127.0.0.1:0", "127.0.0.1:0", None))?);
    let (data_text, ready) = (data.to_string_lossy().into_owned(), temporary.path().join("ready.json"));
    let ready_text = ready.to_string_lossy().into_owned();
    let ask = async || ask_for_token(&data, TOKEN.request, Role::Manager, "s").await;
    let synced = traced(&program::hub()?, &["serve", "--data", &data_text, "--ready", &ready_text], &data, &ready, &TOKEN, ask).await?;
    ensure!(synced, "no fdatasync or fsync of the database lies between request and answer");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_is_on_disk_before_its_taker_hears_it() -> anyhow::Result<()> {
    let temporary = TempDir::new()?;
    let (data, ready) = (temporary.path().join("data"), temporary.path().join("ready.json"));
    let (data_text, ready_text) = (data.to_string_lossy().into_owned(), ready.to_string_lossy().into_owned());
    let demo = checkout::top().join("deploy/demo");
    let hub = program::hub()?;
    let made = Command::new(&hub)
        .args(["init", "--at", "2026-11-23T10:14+08:00", "--http", "127.0.0.1:0", "--mqtt", "127.0.0.1:0", "--data", &data_text, "--demo"])
        .arg(demo)
        .output()?;
    ensure!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let take = async || take_a_number(&data, &ready).await;
    let synced = traced(&hub, &["serve", "--data", &data_text, "--ready", &ready_text], &data, &ready, &TICKET, take).await?;
    ensure!(synced, "no fdatasync or fsync of the database lies between request and answer");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_trace_tells_a_careless_journal_from_a_careful_one() -> anyhow::Result<()> {
    for (synchronous, expected) in [("OFF", false), ("FULL", true)] {
        let temporary = TempDir::new()?;
        let data = temporary.path().join("data");
        std::fs::create_dir(&data)?;
        let text = data.to_string_lossy().into_owned();
        let plain = Path::new(env!("CARGO_BIN_EXE_plain_console"));
        let ask = async || ask_for_token(&data, TOKEN.request, Role::Manager, "s").await;
        let synced = traced(plain, &[&text, synchronous], &data, &data.join("ready"), &TOKEN, ask).await?;
        ensure!(synced == expected, "synchronous={synchronous}: the trace says synced = {synced}");
    }
    Ok(())
}

/// A real small disk in memory; unmounted when dropped.
struct SmallDisk {
    folder: TempDir,
}

impl SmallDisk {
    fn mount(kibibytes: u32) -> anyhow::Result<Self> {
        let folder = TempDir::new()?;
        let size = format!("size={kibibytes}k");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder.path()).output().context("mount")?;
        if !mounted.status.success() {
            bail!("this test needs the right to mount a tmpfs: {}", String::from_utf8_lossy(&mounted.stderr).trim());
        }
        Ok(Self { folder })
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _unmounted = Command::new("umount").arg(self.folder.path()).status();
    }
}

/// Takes a number for each id at once.
async fn take_all(small: &Small, ids: &[CommandId]) -> Vec<Outcome> {
    let asks: Vec<_> = ids
        .iter()
        .map(|id| {
            let (engine, id) = (small.engine.clone(), *id);
            tokio::spawn(async move { take(&engine, id, "kiosk-1").await })
        })
        .collect();
    let mut outcomes = Vec::new();
    for ask in asks {
        outcomes.push(ask.await.unwrap_or(Outcome::Busy));
    }
    outcomes
}

/// Fills a disk to its last byte.
fn fill(path: &Path) -> anyhow::Result<PathBuf> {
    let filler = path.join("filler");
    let mut file = std::fs::File::create(&filler)?;
    while std::io::Write::write(&mut file, &[0; 4096]).is_ok_and(|written| written > 0) {}
    Ok(filler)
}

#[tokio::test]
async fn a_full_disk_is_a_clear_fault_for_every_asker_and_the_hub_recovers() -> anyhow::Result<()> {
    let disk = SmallDisk::mount(4096)?;
    let small = Small::new(disk.path()).await?;
    let before = reserved(small.take_as(small.engine.new_id()).await)?;
    let filler = fill(disk.path())?;

    // What SQLite had set aside is used up first; then every asker of a batch hears the same.
    let mut ids: Vec<CommandId> = Vec::new();
    let mut outcomes = Vec::new();
    while !outcomes.contains(&Outcome::Fault) {
        ensure!(ids.len() < 10_000, "the disk is not full");
        ids = (0..50).map(|_| small.engine.new_id()).collect();
        outcomes = take_all(&small, &ids).await;
    }
    for outcome in &outcomes {
        ensure!(matches!(outcome, Outcome::Fault | Outcome::Decided(Ok(_))), "{outcome:?}");
    }
    let full = small.engine.hall().floor.tickets.len();
    ensure!(take_all(&small, &ids[..1]).await.len() == 1, "every asker is answered");

    std::fs::remove_file(filler)?;
    let again = take_all(&small, &ids).await;
    let mut tickets = std::collections::BTreeSet::new();
    for (first, second) in outcomes.iter().zip(&again) {
        ensure!(*first == Outcome::Fault || first == second, "what was told stays: {first:?}, then {second:?}");
        tickets.insert(reserved(second.clone())?.ticket);
    }
    ensure!(tickets.len() == ids.len(), "each got one number of its own");
    let failed = outcomes.iter().filter(|outcome| **outcome == Outcome::Fault).count();
    let now = small.engine.hall().floor.tickets.len();
    ensure!(now >= full && now <= full + failed, "no number was drawn twice: {full} before, {now} after {failed} faults");
    small.engine.stop().await;
    let small = Small::open(disk.path(), morning())?;
    ensure!(small.findings()?.is_empty(), "{:?}", small.findings()?);
    ensure!(small.engine.hall().floor.tickets.len() == now && small.engine.hall().floor.tickets.contains_key(&before.ticket), "nothing is lost");
    small.engine.stop().await;
    Ok(())
}
