//! The hub's program: reads arguments, wires the parts together, stops them gracefully.

mod arguments;
mod broker_files;
mod first_start;
mod notify;
mod questions;

use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use clap::Parser;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use sunhall_hall::Refusal;
use sunhall_hall::access::DeviceClass;
use sunhall_hub::clock::MachineClock;
use sunhall_hub::config::{Config, LogFormat};
use sunhall_hub::console::{self, ConsoleAnswer, ConsoleAsk};
use sunhall_hub::folder::{Folder, reserve_private, write_private};
use sunhall_hub::serve::{self, Hub};
use sunhall_hub::store::{DATABASE, verify};
use sunhall_hub::wire::device_class;
use sunhall_hub::{credentials, store};
use sunhall_protocol::access::safe;
use sunhall_protocol::device::Enrolment;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

use arguments::{Arguments, TokenRole, Verb};

/// Many small answers are made and dropped on several threads at once; the C library's allocator is a tenth of the way of a request.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Upper bounds of the buckets of everything measured in seconds.
const SECONDS: [f64; 12] = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // One provider for every TLS connection; a second call only says that it is there already.
    let _there_already = rustls::crypto::ring::default_provider().install_default();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("the program cannot start: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(run(arguments)) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let data = arguments.data.as_path();
    match arguments.verb {
        Verb::Init(init) => first_start::init(data, init).await?,
        Verb::Serve { ready } => return serve_until_told(data, ready.as_deref()).await,
        Verb::Enroll { device, class, again: _, window, out } => {
            let out = out.unwrap_or_else(|| format!("{device}.toml").into());
            enroll(data, device, class.map(DeviceClass::from), window, &out).await?;
        }
        Verb::Revoke { device } => {
            answered(console::ask(data, ConsoleAsk::Revoke { id: None, device: device.clone() }).await?)?;
            println!("{device} is let in no more");
        }
        Verb::Token { name, role, windows } => {
            let plain = |sign: char| sign.is_ascii_alphanumeric() || sign == '-';
            ensure!((1..=40).contains(&name.len()) && name.chars().all(plain), "{name:?} is no name for a token: letters, digits and hyphens, 1 to 40 of them");
            if windows.is_empty() && matches!(role, TokenRole::Clerk) {
                eprintln!("without --window this token may act at every window where a clerk has signed on");
            }
            let secret = credentials::random_password()?;
            let ask = ConsoleAsk::Token { id: None, name: name.clone(), role: role.into(), windows, secret: secret.clone() };
            answered(console::ask(data, ask).await?)?;
            println!("{}", credentials::token_text(&name, &secret));
        }
        Verb::BrokerFiles { folder, names } => broker_files::write(data, &folder, names).await?,
        Verb::Ca { act } => {
            let ConsoleAnswer::Authority { lines } = answered(console::ask(data, ConsoleAsk::Authority { act: act.into() }).await?)? else {
                bail!("an unexpected answer")
            };
            for line in &lines {
                println!("{line}");
            }
        }
        Verb::Import { folder } => {
            let folder = folder.canonicalize().with_context(|| folder.display().to_string())?;
            let answer = answered(console::ask(data, ConsoleAsk::Import { folder }).await?)?;
            let ConsoleAnswer::Imported { changed, unchanged, notes } = answer else { bail!("an unexpected answer") };
            for note in &notes {
                println!("left out: {note}");
            }
            println!("{changed} changed, {unchanged} already so");
        }
        Verb::Export { folder } => {
            let folder = std::path::absolute(&folder).with_context(|| folder.display().to_string())?;
            let answer = answered(console::ask(data, ConsoleAsk::Export { folder: folder.clone() }).await?)?;
            let ConsoleAnswer::Exported { files } = answer else { bail!("an unexpected answer") };
            println!("{files} files in {}", folder.display());
        }
        Verb::RebuildViews => {
            let ConsoleAnswer::ViewsRebuilt { events } = answered(console::ask(data, ConsoleAsk::RebuildViews).await?)? else { bail!("an unexpected answer") };
            println!("views rebuilt from {events} events");
        }
        Verb::Verify => return verify_folder(data),
    }
    Ok(ExitCode::SUCCESS)
}

/// Lets a device in, or one that is in again, and writes its file; the file is made sure of first, because the password is told only this once.
async fn enroll(data: &Path, device: String, class: Option<DeviceClass>, window: Option<u16>, out: &Path) -> anyhow::Result<()> {
    ensure!(safe(&device), "{device:?} is no name for a device: lower-case letters, digits and hyphens, 1 to 40 of them");
    let is_pad = class == Some(DeviceClass::CallPad);
    ensure!(is_pad || window.is_none(), "--window is for a call pad; a kiosk or a display belongs to no window");
    ensure!(!is_pad || window.is_some(), "a call pad needs its window: --window N");
    let is_new = reserve_private(out).context("nothing was enrolled")?;
    let password = credentials::random_password()?;
    let ask = match class {
        Some(class) => ConsoleAsk::Enrol { id: None, device: device.clone(), class, window, password: password.clone() },
        None => ConsoleAsk::Renew { id: None, device: device.clone(), password: password.clone() },
    };
    let asked = console::ask(data, ask).await.and_then(answered);
    if asked.is_err() && is_new {
        // Only an empty file would stay behind.
        let _gone = std::fs::remove_file(out);
    }
    let asked = asked.map_err(|error| {
        let taken = error.to_string().contains(&Refusal::NameTaken.to_string());
        let advice = || format!("{device} is let in already; `sunhall-hub enroll {device} --again` gives it a new password");
        if taken { error.context(advice()) } else { error }
    })?;
    let ((ConsoleAnswer::Enrolled { hall, broker, ca }, Some(class)) | (ConsoleAnswer::Renewed { class, hall, broker, ca }, None)) = (asked, class) else {
        bail!("an unexpected answer")
    };
    let class = device_class(class);
    write_private(out, &toml::to_string(&Enrolment { hall, device, class, password, broker, ca })?)?;
    println!("{}", out.display());
    Ok(())
}

pub fn answered(answer: ConsoleAnswer) -> anyhow::Result<ConsoleAnswer> {
    match answer {
        ConsoleAnswer::Failed { why } => bail!(why),
        other => Ok(other),
    }
}

async fn serve_until_told(data: &Path, ready: Option<&Path>) -> anyhow::Result<ExitCode> {
    let folder = Folder::open(data)?;
    log(&folder.config)?;
    let metrics = record_metrics()?;
    // Heard from the beginning, so that a stop during the start is not lost.
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let sign_ons = first_start::demo_sign_ons(data);
    let hub = serve::start(folder, Arc::new(MachineClock::default()), Some(metrics)).await?;
    announce(&hub, sign_ons.as_deref(), ready)?;
    let broken = tokio::select! {
        _ = terminate.recv() => false,
        _ = interrupt.recv() => false,
        () = hub.broken() => true,
    };
    hub.stop().await?;
    if broken {
        bail!("the writer has ended; start the hub again, it goes on from its journal");
    }
    Ok(ExitCode::SUCCESS)
}

/// Says where everything is: on standard output, and in a file that scripts wait for, which appears whole.
fn announce(hub: &Hub, sign_ons: Option<&str>, ready: Option<&Path>) -> anyhow::Result<()> {
    let said = serde_json::json!({
        "http": hub.http.to_string(),
        "tls": hub.trust.is_some(),
        "public": hub.public.map(|public| public.to_string()),
        "mqtt": hub.mqtt,
        "public_url": hub.public_url,
        "now": first_start::wall_clock(hub.engine.now()),
        "demo_sign_ons": sign_ons.unwrap_or_default(),
    });
    println!("{said}");
    if let Some(ready) = ready {
        let unfinished = ready.with_extension("unfinished");
        std::fs::write(&unfinished, serde_json::to_string_pretty(&said)?)
            .and_then(|()| std::fs::rename(&unfinished, ready))
            .with_context(|| ready.display().to_string())?;
    }
    if let Err(error) = notify::ready() {
        tracing::warn!("{error:#}");
    }
    Ok(())
}

fn verify_folder(data: &Path) -> anyhow::Result<ExitCode> {
    let config = Config::read(data)?;
    let store::Verified { events, days, texts, erased, files, findings } = verify(&data.join(DATABASE), &config.hall)?;
    for finding in &findings {
        println!("{finding}");
    }
    println!("{events} events, {days} daily roots, {texts} texts and {erased} erased ones, {files} files, views");
    if findings.is_empty() {
        println!("everything is as it was written");
        return Ok(ExitCode::SUCCESS);
    }
    println!("{} findings", findings.len());
    Ok(ExitCode::FAILURE)
}

fn log(config: &Config) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(&config.log.filter).context("[log] filter")?;
    let logger = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(std::io::stderr().is_terminal());
    match config.log.format {
        LogFormat::Text => logger.init(),
        LogFormat::Json => logger.json().init(),
    }
    Ok(())
}

fn record_metrics() -> anyhow::Result<PrometheusHandle> {
    let handle = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &SECONDS)?
        .set_buckets_for_metric(Matcher::Suffix("_commands".to_owned()), &[1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 512.0])?
        .install_recorder()?;
    let upkeep = handle.clone();
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(Duration::from_mins(1)).await;
            upkeep.run_upkeep();
        }
    });
    Ok(handle)
}
